"""Whether a label's elements lie within it, by one measure for all languages.

Text is measured by its widest likely form, since printers' own fonts differ: a Latin character
takes `LATIN` of the height, one of `BROAD` and a Chinese one nearly all of it. What draws with a
font that it knows measures again (`to_pdf`, `glyphs`). A bar code is measured as ZPL prints it,
without change of subset: other outputs may make it narrower. A symbol has its quiet zone measured
with it (ISO/IEC 18004 for QR, 16022 for Data Matrix, 15417 for Code 128).
"""

from __future__ import annotations

import functools
import unicodedata

import numpy as np
from numpy.typing import NDArray

from drivers.labels.label import (
    CONTROL,
    PART_BEFORE,
    DataMatrix,
    Element,
    Gs1Code128,
    Label,
    LabelCrowded,
    LabelError,
    LabelOverflow,
    Line,
    Picture,
    Qr,
    Symbol,
    Text,
)
from drivers.labels.symbols import SymbolError, symbol_matrix

Matrix = NDArray[np.bool_]

LATIN = 0.62
BROAD = "MWmw@%&"
BROAD_WIDTH = 0.9
TOLERANCE_MM = 0.05
MATRICES_KEPT = 64  # a label is measured, and then drawn
CODE_128_CHARACTER, CODE_128_STOP = 11, 13  # modules
QUIET_MODULES = {Qr: (4, 4), DataMatrix: (1, 1), Gs1Code128: (10, 0)}  # beside, above and below

Box = tuple[float, float, float, float]  # left, top, right, bottom in mm


def check(label: Label) -> None:
    """Raises LabelOverflow for what sticks out most, LabelCrowded for a symbol that hasn't its
    quiet zone, LabelError for what can't be printed at all."""
    worst: LabelOverflow | None = None
    for element in label.elements:
        _check_bytes(element)
        for what, box in _boxes(element):
            over = _over_mm(label, box)
            if over > TOLERANCE_MM and (worst is None or over > worst.over_mm):
                worst = LabelOverflow(what, over)
    if worst is not None:
        raise worst
    for symbol in label.elements:
        if isinstance(symbol, Symbol):
            _check_alone(label, symbol)


def check_drawn(label: Label, text: Text, width_mm: float) -> None:
    """Raises LabelOverflow if a text is wider as drawn than the label."""
    left_mm = text.x_mm - PART_BEFORE[text.align] * width_mm
    over = max(-left_mm, left_mm + width_mm - label.width_mm)
    if over > TOLERANCE_MM:
        raise LabelOverflow(name_of(text), over)


def size_mm(element: Element) -> tuple[float, float]:
    """Width and height of an element, without quiet zones."""
    match element:
        case Text(_, _, height_mm, text):
            return sum(_width(char) for char in text) * height_mm, height_mm
        case Line(_, _, width_mm, height_mm) | Picture(_, _, width_mm, height_mm):
            return width_mm, height_mm
        case Gs1Code128():
            return code_128_modules(element.data) * element.module_mm, element.height_mm
        case Qr() | DataMatrix():
            rows, columns = matrix_of(element).shape
            return columns * element.module_mm, rows * element.module_mm


def quiet_mm(symbol: Symbol) -> tuple[float, float]:
    """The quiet zone beside a symbol, and above and below it."""
    beside, above = QUIET_MODULES[type(symbol)]
    return beside * symbol.module_mm, above * symbol.module_mm


def code_128_modules(data: bytes) -> int:
    """How wide a GS1-128 is at most: pairs of digits in subset C, anything else in subset B."""
    characters = len(data) // 2 if is_pairs(data) else len(data)
    return CODE_128_CHARACTER * (characters + 3) + CODE_128_STOP  # start, FNC1, check


def is_pairs(data: bytes) -> bool:
    return data.isdigit() and len(data) % 2 == 0


@functools.lru_cache(maxsize=MATRICES_KEPT)
def matrix_of(element: Symbol) -> Matrix:
    """The modules of a symbol, not to be written to; one row for a bar code. Raises LabelError."""
    try:
        matrix = _matrix(element)
    except SymbolError as reason:
        raise LabelError(f"{name_of(element)}: {reason}") from reason
    matrix.setflags(write=False)
    return matrix


def _matrix(element: Symbol) -> Matrix:
    match element:
        case Qr():
            return symbol_matrix("qr", element.data, element.gs1, "M")
        case DataMatrix():
            return symbol_matrix("data-matrix", element.data, element.gs1)
        case Gs1Code128():
            return symbol_matrix("code-128", element.data, gs1=True)


def name_of(element: Element) -> str:
    if isinstance(element, Text):
        return f"the text {element.text!r}"
    return f"the {type(element).__name__} at {element.x_mm:g}, {element.y_mm:g} mm"


def _box(element: Element, beside_mm: float = 0, above_mm: float = 0) -> Box:
    width_mm, height_mm = size_mm(element)
    x_mm, y_mm = element.x_mm, element.y_mm
    if isinstance(element, Text):
        x_mm -= PART_BEFORE[element.align] * width_mm
    return (
        x_mm - beside_mm,
        y_mm - above_mm,
        x_mm + width_mm + beside_mm,
        y_mm + height_mm + above_mm,
    )


def _boxes(element: Element) -> list[tuple[str, Box]]:
    """The element and, around a symbol, its quiet zone: the worse is told."""
    own = [(name_of(element), _box(element))]
    if isinstance(element, Symbol):
        quiet = _box(element, *quiet_mm(element))
        own.append((f"the quiet zone of {name_of(element)}", quiet))
    return own


def _over_mm(label: Label, box: Box) -> float:
    left, top, right, bottom = box
    return max(-left, -top, right - label.width_mm, bottom - label.height_mm)


def _check_alone(label: Label, symbol: Symbol) -> None:
    left, top, right, bottom = _box(symbol, *quiet_mm(symbol))
    for other in label.elements:
        if other is symbol:
            continue
        x0, y0, x1, y1 = _box(other)
        within_mm = min(x1 - left, right - x0, y1 - top, bottom - y0)
        if within_mm > TOLERANCE_MM:
            raise LabelCrowded(name_of(other), name_of(symbol), within_mm)


def _width(char: str) -> float:
    if unicodedata.east_asian_width(char) in "WF":
        return 1.0
    return BROAD_WIDTH if char in BROAD else LATIN


def _check_bytes(element: Element) -> None:
    """Control bytes can't be printed, but for the GS of an element string."""
    if isinstance(element, Line | Picture):
        return
    data = element.text.encode() if isinstance(element, Text) else element.data
    has_separators = not isinstance(element, Text) and (
        isinstance(element, Gs1Code128) or element.gs1
    )
    for at, byte in enumerate(data):
        if byte in CONTROL or byte == 0x7F or (byte == 0x1D and not has_separators):
            raise LabelError(f"{name_of(element)}: byte {at} (0x{byte:02x}) can't be printed")
    if isinstance(element, Gs1Code128):
        matrix_of(element)
