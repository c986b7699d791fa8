"""The languages of label printers: name → what renders a label in it.

A driver's protocol ends with the name of its language (`zebra-zpl`), so a line file needs to say
nothing more. Renderers are imported only when asked for. `pdf` is for printers behind the system's
print queue: it is drawn in millimetres, so the printer's dots don't matter to it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import cast

from drivers.labels.label import Label, LabelError

__all__ = ["DOTS_OF_DPI", "LANGUAGES", "Renderer", "language_of", "renderer"]

Renderer = Callable[[Label, int, str], bytes]  # label, dots a mm, the printer's own font or ""

LANGUAGES: Mapping[str, str] = {
    "zpl": "drivers.labels.to_zpl:to_zpl",
    "tspl": "drivers.labels.to_tspl:to_tspl",
    "sbpl": "drivers.labels.to_sbpl:to_sbpl",
    "jscript": "drivers.labels.to_jscript:to_jscript",
    "pdf": "drivers.labels.to_pdf:to_pdf_job",
}
# What is sold as 300 or 600 dpi has 12 or 24 dots a mm, or nearly: 11.8 is 1.6 % wider.
DOTS_OF_DPI: Mapping[int, int] = {203: 8, 300: 12, 600: 24}


def renderer(language: str) -> Renderer:
    """Raises LabelError for a language that isn't known."""
    if language not in LANGUAGES:
        known = ", ".join(LANGUAGES)
        raise LabelError(f"labels can't be made in the language {language!r}; there are {known}")
    module, _, name = LANGUAGES[language].partition(":")
    return cast(Renderer, getattr(import_module(module), name))


def language_of(protocol: str) -> str:
    """`zpl` of `zebra-zpl`. Raises LabelError for a protocol that prints no labels."""
    language = protocol.rpartition("-")[2]
    if language not in LANGUAGES:
        raise LabelError(f"the protocol {protocol!r} prints no labels; it must end in a language")
    return language
