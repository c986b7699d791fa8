"""What must fit together inside a label template, checked on its raw tables.

Each rule passes over whatever has the wrong shape, so that one round names everything.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from config.label_fields import FIELDS, pieces
from config.problems import Finding, Path, did_you_mean

ANYWHERE = ("kind", "x_mm", "y_mm", "align", "name", "optional", "only_with", "only_without")
SYMBOL = ("data", "module_mm")
NEEDED: Mapping[str, tuple[str, ...]] = {
    "text": ("text", "height_mm"),
    "qr": SYMBOL,
    "data-matrix": SYMBOL,
    "gs1-qr": SYMBOL,
    "gs1-data-matrix": SYMBOL,
    "gs1-128": (*SYMBOL, "height_mm"),
    "line": ("width_mm", "height_mm"),
    "picture": ("file", "width_mm"),
}
ALLOWED: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(NEEDED, ()),
    **dict.fromkeys((kind for kind in NEEDED if "data" in NEEDED[kind]), ("tight_module_mm",)),
    "picture": ("height_mm", "dither"),
}

Findings = Iterator[Finding]
Table = Mapping[str, Any]


def label_findings(label: Table) -> list[Finding]:
    """All broken rules of a template's raw tables."""
    elements = label.get("elements")
    if not isinstance(elements, list | tuple):
        return []
    found: list[Finding] = []
    names: dict[str, int] = {}
    for number, element in enumerate(elements):
        if not isinstance(element, Mapping):
            continue
        path: Path = ("elements", number)
        found += _keys(path, element)
        found += _contents(path, element)
        found += _names(path, element, names, number)
        found += _modules(path, element)
    return found


def _keys(path: Path, element: Table) -> Findings:
    kind = element.get("kind")
    if not isinstance(kind, str) or kind not in NEEDED:
        return
    known = (*ANYWHERE, *NEEDED[kind], *ALLOWED[kind])
    for key in NEEDED[kind]:
        if key not in element:
            yield Finding((*path, key), f'missing; kind = "{kind}" needs it')
    others = {key for needed in (*NEEDED.values(), *ALLOWED.values()) for key in needed}
    for key in element:
        if key in others and key not in known:
            yield Finding((*path, key), f'not used by kind = "{kind}"; leave it out')


def _contents(path: Path, element: Table) -> Findings:
    for key in ("text", "data"):
        content = element.get(key)
        if not isinstance(content, str):
            continue
        if not content:
            yield Finding((*path, key), "empty; write what it says, or leave the element out")
        try:
            named = [piece.field for piece in pieces(content) if piece.field]
        except ValueError as reason:
            yield Finding((*path, key), str(reason))
            continue
        for name in named:
            if name not in FIELDS:
                known = did_you_mean(name, FIELDS) or f"; there are {', '.join(FIELDS)}"
                yield Finding((*path, key), f'there is no field "{name}"{known}')


def _names(path: Path, element: Table, names: dict[str, int], number: int) -> Findings:
    """`names` are those of the elements before; this one's is added."""
    for key in ("only_with", "only_without"):
        others = element.get(key)
        for other in others if isinstance(others, list | tuple) else ():
            if isinstance(other, str) and other not in names:
                near = did_you_mean(other, names)
                yield Finding((*path, key), f'no element above is named "{other}"{near}')
    name = element.get("name")
    if isinstance(name, str) and name and names.setdefault(name, number) != number:
        yield Finding((*path, "name"), f'element {names[name]} is named "{name}" as well')


def _modules(path: Path, element: Table) -> Findings:
    wide, tight = element.get("module_mm"), element.get("tight_module_mm")
    if isinstance(wide, int | float) and isinstance(tight, int | float) and tight >= wide:
        why = f"{tight:g} mm is not smaller than module_mm; leave it out, or make it smaller"
        yield Finding((*path, "tight_module_mm"), why)
