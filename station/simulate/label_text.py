"""What a fixed reader finds on a printed label, told from what its printer was sent.

Where a language names the content of a bar code, it is taken from there; a cab's bar code is dots,
and is read from the picture. Everything a label printer was sent begins as its language does; all
else came printed as it is.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Mapping

from drivers.sim.label_languages import LABEL_LANGUAGES, LabelHead
from drivers.sim.line.fixed_reader import read_label

Reader = Callable[[bytes], bytes]


def label_text(label: bytes | None) -> bytes:
    """The content of its bar code; b"" if it is blank, or there is none."""
    if not label:
        return b""
    for name, language in LABEL_LANGUAGES.items():
        if label.startswith(language.begins):
            return READERS[name](label)
    return label


def _after(pattern: bytes) -> Reader:
    """The first thing in brackets."""

    def found(label: bytes) -> bytes:
        match = re.search(pattern, label)
        return b"" if match is None else match.group(1)

    return found


@functools.lru_cache(maxsize=1_024)
def _seen(label: bytes) -> bytes:
    """The one bar code in a cab label's picture, without its AIM identifier."""
    symbols = read_label(label, LabelHead("jscript"))
    return symbols[0][3:] if len(symbols) == 1 else b""


READERS: Mapping[str, Reader] = {
    "zpl": _after(rb"\^BCN[^^]*\^FH\\\^FD\\3E\\3B\\3E8(\d+)\^FS"),
    "tspl": _after(rb'\r\nBARCODE [^"]*"EAN128",[\d,]*"(\d+)"'),
    "sbpl": _after(rb"\x1bBG\d{5}>I>F(\d+)\x1b"),
    "jscript": _seen,
}
