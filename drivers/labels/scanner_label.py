"""A label to hold a scanner over: one symbol, large, with what it holds beneath it.

What the symbols hold is the caller's; `station.core.scanner_check` has codes made for it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from drivers.labels.fit import size_mm
from drivers.labels.label import DataMatrix, Element, Gs1Code128, Label, Line, Qr, Text
from drivers.labels.symbols import Kind, symbol_matrix

SIZE_MM = (100.0, 60.0)
MODULE_MM = 0.75
BAR_MM, BAR_HEIGHT_MM = 0.25, 22.0
TOP_MM = 14.0
TEXT_CHARACTERS_MAX = 44  # in one line of 3 mm letters


@dataclass(frozen=True)
class ScannerText:
    """`data` are the symbol's bytes, `human` what people read of it, `aim` its identifier."""

    title: str
    kind: Kind
    gs1: bool
    data: bytes
    human: str
    aim: str


def scanner_label(text: ScannerText) -> Label:
    """100 × 60 mm. Raises `LabelError` for a symbol that can't be, or doesn't fit."""
    width_mm, height_mm = SIZE_MM
    said = [text.human[:TEXT_CHARACTERS_MAX], text.human[TEXT_CHARACTERS_MAX:]]
    lines = [one for one in said if one]
    return Label(
        width_mm,
        height_mm,
        (
            Text(4, 3, 5, f"{text.title}   {text.aim}"),
            *_symbol(text, width_mm),
            *(Text(4, 49 + 4.5 * n, 3, line) for n, line in enumerate(lines)),
        ),
    )


def _symbol(text: ScannerText, width_mm: float) -> tuple[Element, ...]:
    if text.kind == "qr":
        return _in_the_middle(Qr(0, 0, MODULE_MM, text.data, text.gs1), width_mm)
    if text.kind == "data-matrix":
        return _in_the_middle(DataMatrix(0, 0, MODULE_MM, text.data, text.gs1), width_mm)
    if text.gs1:
        return _in_the_middle(Gs1Code128(0, 0, BAR_MM, BAR_HEIGHT_MM, text.data), width_mm)
    return _bars(text.data, width_mm)


def _in_the_middle(element: Qr | DataMatrix | Gs1Code128, width_mm: float) -> tuple[Element, ...]:
    x_mm = (width_mm - size_mm(element)[0]) / 2
    match element:
        case Gs1Code128(_, _, module_mm, height_mm, data):
            return (Gs1Code128(x_mm, TOP_MM, module_mm, height_mm, data),)
        case Qr(_, _, module_mm, data, gs1):
            return (Qr(x_mm, TOP_MM, module_mm, data, gs1),)
        case DataMatrix(_, _, module_mm, data, gs1):
            return (DataMatrix(x_mm, TOP_MM, module_mm, data, gs1),)


def _bars(data: bytes, width_mm: float) -> tuple[Element, ...]:
    """A plain Code 128: no label of the line has one, so its bars are boxes here."""
    modules = symbol_matrix("code-128", data)[0]
    edges = np.flatnonzero(np.diff(np.concatenate(([0], modules.astype(np.int8), [0]))))
    x_mm = (width_mm - len(modules) * BAR_MM) / 2
    return tuple(
        Line(x_mm + float(start) * BAR_MM, TOP_MM, float(end - start) * BAR_MM, BAR_HEIGHT_MM)
        for start, end in edges.reshape(-1, 2)
    )
