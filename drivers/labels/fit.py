"""Whether a label's elements lie within it, by one measure for all languages.

Text is measured by its widest likely form, since printers' own fonts differ: a Latin character
takes `LATIN` of the height, a Chinese one all of it.
"""

from __future__ import annotations

import unicodedata

import numpy as np
from numpy.typing import NDArray

from drivers.labels.label import (
    CONTROL,
    DataMatrix,
    Element,
    Gs1Code128,
    Label,
    LabelError,
    LabelOverflow,
    Line,
    Qr,
    Text,
)
from drivers.labels.symbols import symbol_matrix

Matrix = NDArray[np.bool_]

LATIN = 0.62
TOLERANCE_MM = 0.05


def check(label: Label) -> None:
    """Raises LabelOverflow for the element that sticks out most, LabelError for control bytes."""
    worst: LabelOverflow | None = None
    for element in label.elements:
        _check_bytes(element)
        width_mm, height_mm = size_mm(element)
        over = max(
            -element.x_mm,
            -element.y_mm,
            element.x_mm + width_mm - label.width_mm,
            element.y_mm + height_mm - label.height_mm,
        )
        if over > TOLERANCE_MM and (worst is None or over > worst.over_mm):
            worst = LabelOverflow(_name(element), over)
    if worst is not None:
        raise worst


def size_mm(element: Element) -> tuple[float, float]:
    """Width and height of an element, without quiet zones."""
    match element:
        case Text(_, _, height_mm, text):
            return sum(_width(char) for char in text) * height_mm, height_mm
        case Line(_, _, width_mm, height_mm):
            return width_mm, height_mm
        case Qr() | DataMatrix():
            rows, columns = matrix_of(element).shape
            return columns * element.module_mm, rows * element.module_mm
        case Gs1Code128():
            columns = symbol_matrix("code-128", element.data, True).shape[1]
            return columns * element.module_mm, element.height_mm


def matrix_of(element: Qr | DataMatrix) -> Matrix:
    """The modules of a two-dimensional element."""
    if isinstance(element, Qr):
        return symbol_matrix("qr", element.data)
    return symbol_matrix("data-matrix", element.data, element.gs1)


def _width(char: str) -> float:
    return 1.0 if unicodedata.east_asian_width(char) in "WF" else LATIN


def _check_bytes(element: Element) -> None:
    data = element.text.encode() if isinstance(element, Text) else getattr(element, "data", b"")
    for at, byte in enumerate(data):
        if byte in CONTROL or (byte == 0x1D and isinstance(element, Text | Qr)):
            raise LabelError(f"{_name(element)}: byte {at} (0x{byte:02x}) can't be printed")


def _name(element: Element) -> str:
    if isinstance(element, Text):
        return f"the text {element.text!r}"
    return f"the {type(element).__name__} at {element.x_mm:g}, {element.y_mm:g} mm"
