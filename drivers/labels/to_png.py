"""A label as a picture, for the screen: the same description, one pixel a dot.

A preview of the description, not of what a printer makes of its own language: that is the
simulated printer's picture.
"""

from __future__ import annotations

from io import BytesIO

import numpy as np
from PIL import Image

from drivers.labels.dots import Dots, element_dots, place_of
from drivers.labels.fit import check
from drivers.labels.label import Label


def to_png(label: Label, dots_a_mm: int = 8) -> bytes:
    """PNG, dark on white, with its resolution. Raises LabelError, LabelOverflow."""
    check(label)
    size = (round(label.height_mm * dots_a_mm), round(label.width_mm * dots_a_mm))
    picture = np.zeros(size, np.bool_)
    for element in label.elements:
        dots = element_dots(label, element, dots_a_mm)
        _place(picture, dots, *place_of(element, dots_a_mm, dots.shape[1]))
    out = BytesIO()
    dpi = dots_a_mm * 25.4
    shown = Image.fromarray(np.where(picture, 0, 255).astype(np.uint8))
    shown.save(out, "PNG", dpi=(dpi, dpi))
    return out.getvalue()


def _place(picture: Dots, dots: Dots, x: int, y: int) -> None:
    """Rounding may let the last dot stick out, which `check` has tolerated."""
    part = picture[max(0, y) : y + dots.shape[0], max(0, x) : x + dots.shape[1]]
    part |= dots[max(0, -y) : max(0, -y) + part.shape[0], max(0, -x) : max(0, -x) + part.shape[1]]
