"""PNG pictures for labels: their shape, and their dots in black and white.

What comes from a file of somebody else is bounded before it is unpacked. Not responsible for where
a picture stands.
"""

from __future__ import annotations

from io import BytesIO

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from drivers.labels.label import LabelError, Picture

PICTURE_BYTES_MAX = 1_000_000
PICTURE_PIXELS_MAX = 16_000_000
DARK = 128


def height_for(png: bytes, width_mm: float) -> float:
    """The height in mm that keeps the picture's shape. Raises LabelError."""
    with _opened(png) as picture:
        return width_mm * picture.height / picture.width


def picture_dots(element: Picture, dots_a_mm: int) -> NDArray[np.bool_]:
    """True = dark, of the element's size; what is transparent is white. Raises LabelError."""
    size = tuple(max(1, round(mm * dots_a_mm)) for mm in (element.width_mm, element.height_mm))
    with _opened(element.png) as picture:
        try:
            coloured = picture.convert("RGBA")
        except (OSError, SyntaxError, ValueError) as reason:
            raise LabelError(f"the picture is damaged ({reason}); save it as PNG again") from reason
    white = Image.new("RGBA", coloured.size, "white")
    white.alpha_composite(coloured)
    grey = white.convert("L").resize((size[0], size[1]), Image.Resampling.LANCZOS)
    if element.dither:
        return ~np.asarray(grey.convert("1", dither=Image.Dither.FLOYDSTEINBERG))
    return np.asarray(grey) < DARK


def _opened(png: bytes) -> Image.Image:
    if len(png) > PICTURE_BYTES_MAX:
        raise LabelError(
            f"the picture has {len(png)} bytes; take one of at most {PICTURE_BYTES_MAX}"
        )
    try:
        picture = Image.open(BytesIO(png), formats=("PNG",))
    except (OSError, SyntaxError, ValueError) as reason:
        raise LabelError("the picture is no PNG file; save it as PNG") from reason
    if picture.width * picture.height > PICTURE_PIXELS_MAX:
        raise LabelError(
            f"the picture has {picture.width} x {picture.height} pixels; make it smaller"
        )
    return picture
