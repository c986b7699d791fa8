"""A label as a picture, for the screen: the same description, one pixel a dot.

A preview of the description, not of what a printer makes of its own language: that is the
simulated printer's picture.
"""

from __future__ import annotations

from io import BytesIO

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from drivers.labels.fit import check, check_drawn, matrix_of
from drivers.labels.glyphs import text_dots
from drivers.labels.label import DataMatrix, Element, Gs1Code128, Label, Line, Qr, Text

Picture = NDArray[np.bool_]


def to_png(label: Label, dots_a_mm: int = 8) -> bytes:
    """PNG, dark on white. Raises LabelError, LabelOverflow."""
    check(label)
    size = (round(label.height_mm * dots_a_mm), round(label.width_mm * dots_a_mm))
    picture = np.zeros(size, np.bool_)
    for element in label.elements:
        dots = _dots(label, element, dots_a_mm)
        _place(picture, dots, round(element.x_mm * dots_a_mm), round(element.y_mm * dots_a_mm))
    out = BytesIO()
    Image.fromarray(np.where(picture, 0, 255).astype(np.uint8)).save(out, "PNG")
    return out.getvalue()


def _dots(label: Label, element: Element, dots_a_mm: int) -> Picture:
    match element:
        case Text(_, _, height_mm, text):
            dots = text_dots(text, round(height_mm * dots_a_mm))
            check_drawn(label, element, dots.shape[1] / dots_a_mm)
            return dots
        case Line(_, _, width_mm, height_mm):
            height, width = (max(1, round(mm * dots_a_mm)) for mm in (height_mm, width_mm))
            return np.ones((height, width), np.bool_)
        case Gs1Code128(_, _, module_mm, height_mm, _):
            return _blow_up(matrix_of(element), module_mm * dots_a_mm, height_mm * dots_a_mm)
        case Qr() | DataMatrix():
            module = element.module_mm * dots_a_mm
            return _blow_up(matrix_of(element), module, module)


def _blow_up(matrix: Picture, width: float, height: float) -> Picture:
    dots = np.ones((max(1, round(height)), max(1, round(width))), np.bool_)
    grown: Picture = np.kron(matrix, dots)
    return grown


def _place(picture: Picture, dots: Picture, x: int, y: int) -> None:
    """Rounding may let the last dot stick out, which `check` has tolerated."""
    part = picture[y : y + dots.shape[0], x : x + dots.shape[1]]
    part |= dots[: part.shape[0], : part.shape[1]]
