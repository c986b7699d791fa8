"""Elements as dots: for pictures, and for whatever a printer's own language can't say.

A symbol drawn so is right on each printer: its modules are whole dots, made by the one maker of
symbols. Not responsible for how a language carries dots.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from drivers.labels.fit import check_drawn, matrix_of, name_of
from drivers.labels.glyphs import text_dots
from drivers.labels.label import (
    PART_BEFORE,
    Element,
    Gs1Code128,
    Label,
    LabelError,
    Line,
    Picture,
    Symbol,
    Text,
)
from drivers.labels.pictures import picture_dots

DOTS_A_MM = {8: "203 dpi", 12: "300 dpi", 24: "600 dpi"}

Dots = NDArray[np.bool_]


def check_resolution(dots_a_mm: int) -> None:
    if dots_a_mm not in DOTS_A_MM:
        raise LabelError(f"{dots_a_mm} dots a mm is none of {sorted(DOTS_A_MM)}")


def element_dots(label: Label, element: Element, dots_a_mm: int) -> Dots:
    """True = dark. Raises LabelError, and LabelOverflow for a text that the font draws too wide."""
    match element:
        case Text(_, _, height_mm, text):
            dots = text_dots(text, round(height_mm * dots_a_mm))
            check_drawn(label, element, dots.shape[1] / dots_a_mm)
            return dots
        case Line():
            return np.ones(line_dots(element, dots_a_mm)[::-1], np.bool_)
        case Picture():
            return picture_dots(element, dots_a_mm)
        case Gs1Code128(height_mm=height_mm):
            module = module_dots(element, dots_a_mm)
            return _blown_up(matrix_of(element), module, round(height_mm * dots_a_mm))
        case _:
            module = module_dots(element, dots_a_mm)
            return _blown_up(matrix_of(element), module, module)


def line_dots(line: Line, dots_a_mm: int) -> tuple[int, int]:
    """Width and height, at least a dot."""
    return (
        max(1, round(line.width_mm * dots_a_mm)),
        max(1, round(line.height_mm * dots_a_mm)),
    )


def place_of(element: Element, dots_a_mm: int, width: int = 0) -> tuple[int, int]:
    """x and y of its upper left corner; an aligned text needs the `width` it was drawn with."""
    x, y = element.x_mm * dots_a_mm, element.y_mm * dots_a_mm
    if isinstance(element, Text):
        x -= PART_BEFORE[element.align] * width
    return round(x), round(y)


def may_be_set(element: Text) -> bool:
    """Whether a printer may set it in a font of its own, whose widths nobody here knows."""
    return element.align == "left"


def module_dots(element: Symbol, dots_a_mm: int) -> int:
    """Modules are whole dots, or the symbol is another size than the one that was checked."""
    exact = element.module_mm * dots_a_mm
    module = round(exact)
    if module < 1 or abs(module - exact) > 0.01 * module:
        nearest = max(1, module) / dots_a_mm
        raise LabelError(
            f"{name_of(element)}: a module of {element.module_mm:g} mm is not a whole number of "
            f"dots; take {nearest:g} mm"
        )
    return module


def bars_of(element: Gs1Code128, module: int) -> list[tuple[int, int]]:
    """The first dot and the width of each bar, from the symbol's left edge."""
    dark = np.concatenate(([0], matrix_of(element)[0].astype(np.int8), [0]))
    edges = (np.flatnonzero(np.diff(dark)).reshape(-1, 2) * module).tolist()
    return [(start, end - start) for start, end in edges]


def packed(dots: Dots) -> NDArray[np.uint8]:
    """Eight dots a byte, the leftmost highest, 1 = dark; each row filled up with white."""
    return np.packbits(dots, axis=1)


def _blown_up(matrix: Dots, across: int, down: int) -> Dots:
    grown: Dots = np.kron(matrix, np.ones((max(1, down), across), np.bool_))
    return grown
