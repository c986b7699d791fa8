"""A label template and the contents of its fields become a label: what is printed, in millimetres.

Fields are put in as they are: a content can't add an element, a field or a GS1 identifier. Symbols
may shrink or be left out as the template allows; texts never, so that nothing is lost in silence.
Not responsible for where contents come from, nor for printing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from config.label import ElementEntry, ElementKind, LabelFile
from config.label_fields import pieces
from drivers.labels.fit import check, size_mm
from drivers.labels.label import (
    PART_BEFORE,
    DataMatrix,
    Element,
    Gs1Code128,
    Label,
    LabelError,
    Line,
    Picture,
    Qr,
    Symbol,
    Text,
)
from drivers.labels.pictures import height_for
from drivers.labels.symbols import SymbolError, element_string

Fields = Mapping[str, str]

CODE = "code"
MARKED = re.compile(r"\((\d{2,4})\)")
GS1 = (ElementKind.GS1_QR, ElementKind.GS1_DATA_MATRIX, ElementKind.GS1_128)


class ElementFault(LabelError):
    """What an element of a template, counted from 0, can't print."""

    def __init__(self, number: int, kind: str, reason: LabelError) -> None:
        super().__init__(f"element {number + 1} ({kind}): {reason}")
        self.number, self.reason = number, reason


def fill(template: LabelFile, fields: Fields) -> Label:
    """The label. Fields that aren't given are empty. Raises ElementFault for an element that can't
    be, LabelOverflow or LabelCrowded for what doesn't fit together."""
    elements: list[Element] = []
    printed: set[str] = set()
    codes = 0
    for number, entry in enumerate(template.elements):
        if not _wanted(entry, printed):
            continue
        try:
            element = _element(template, entry, fields)
        except LabelError as reason:
            raise ElementFault(number, entry.kind.value, reason) from reason
        if element is not None:
            elements.append(element)
            printed.add(entry.name)
            codes += CODE in _named(entry.data)
    if not codes and any(CODE in _named(entry.data) for entry in template.elements):
        raise LabelError(
            f"{fields.get(CODE, '')!r} has room in none of the label's symbols, or is of another "
            "kind than they are; take a larger label, or add an element that can carry it"
        )
    label = Label(template.width_mm, template.height_mm, tuple(elements))
    check(label)
    return label


def filled(text: str, fields: Fields) -> str:
    """A text of a template with its fields put in."""
    return "".join(piece.text + fields.get(piece.field, "") for piece in pieces(text))


def _wanted(entry: ElementEntry, printed: set[str]) -> bool:
    if entry.only_with and printed.isdisjoint(entry.only_with):
        return False
    return printed.isdisjoint(entry.only_without)


def _element(template: LabelFile, entry: ElementEntry, fields: Fields) -> Element | None:
    """None = left out, as the template allows."""
    named = _named(entry.text + entry.data)
    if entry.optional and not all(fields.get(name) for name in named):
        return None
    tried: LabelError | None = None
    for module_mm in _modules(entry):
        try:
            element = _aligned(_made(entry, fields, module_mm), entry)
            check(Label(template.width_mm, template.height_mm, (element,)))
        except LabelError as reason:
            tried = tried or reason
            continue
        return element
    assert tried is not None
    if entry.optional and entry.data:
        return None
    raise tried


def _named(content: str) -> set[str]:
    return {piece.field for piece in pieces(content) if piece.field}


def _modules(entry: ElementEntry) -> Sequence[float]:
    return [entry.module_mm, *filter(None, (entry.tight_module_mm,))]


def _made(entry: ElementEntry, fields: Fields, module_mm: float) -> Element:
    """The element with its left edge at x_mm."""
    x_mm, y_mm, height_mm = entry.x_mm, entry.y_mm, entry.height_mm
    match entry.kind:
        case ElementKind.TEXT:
            return Text(x_mm, y_mm, height_mm, filled(entry.text, fields), entry.align)
        case ElementKind.LINE:
            return Line(x_mm, y_mm, entry.width_mm, height_mm)
        case ElementKind.PICTURE:
            return _picture(entry)
        case _:
            return _symbol(entry, fields, module_mm)


def _symbol(entry: ElementEntry, fields: Fields, module_mm: float) -> Symbol:
    gs1 = entry.kind in GS1
    data = _gs1_data(entry.data, fields) if gs1 else filled(entry.data, fields).encode()
    place = (entry.x_mm, entry.y_mm, module_mm)
    if entry.kind is ElementKind.GS1_128:
        return Gs1Code128(*place, entry.height_mm, data)
    if entry.kind in (ElementKind.QR, ElementKind.GS1_QR):
        return Qr(*place, data, gs1)
    return DataMatrix(*place, data, gs1)


def _picture(entry: ElementEntry) -> Picture:
    try:
        png = Path(entry.file).read_bytes()
    except OSError as reason:
        raise LabelError(f"{entry.file} can't be read: {reason.strerror}") from reason
    height_mm = entry.height_mm or height_for(png, entry.width_mm)
    return Picture(entry.x_mm, entry.y_mm, entry.width_mm, height_mm, png, entry.dither)


def _aligned(element: Element, entry: ElementEntry) -> Element:
    """With its place as the left edge; a text keeps `align`, for it is as wide as its font."""
    if isinstance(element, Text):
        return element
    before_mm = size_mm(element)[0] * PART_BEFORE[entry.align]
    return replace(element, x_mm=entry.x_mm - before_mm) if before_mm else element


def _gs1_data(template: str, fields: Fields) -> bytes:
    """`(01){gtin}(10){batch}` becomes an element string; anything else is one already. What stands
    in parentheses is looked for in the template alone, never in contents."""
    if not template.startswith("("):
        return filled(template, fields).encode()
    before, *parts = MARKED.split(template)
    if before or not parts:
        raise LabelError(f'"{template}" doesn\'t begin with a GS1 identifier like (01)')
    said = ""
    for ai, value in zip(parts[::2], parts[1::2], strict=True):
        content = filled(value, fields)
        if not content or any(char in "[]" or char < " " for char in content):
            raise LabelError(
                f"({ai}): {content!r} can't be in GS1 data; change the field's content"
            )
        said += f"[{ai}]{content}"
    try:
        return element_string(said)
    except SymbolError as reason:
        raise LabelError(str(reason)) from reason
