"""Text as dots, drawn with this computer's font: for printers without Chinese, and for pictures.

Not responsible for where a text stands; a font is a requirement of the installation (`fonts`).
"""

from __future__ import annotations

import functools

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from drivers.labels.fonts import picture_font_file
from drivers.labels.label import LabelError

SIZE = 0.9  # of the height: room for what hangs below the line
DARK = 128
TEXTS_KEPT = 64  # most of a label is as on the one before


@functools.lru_cache(maxsize=TEXTS_KEPT)
def text_dots(text: str, height_dots: int) -> NDArray[np.bool_]:
    """True = dark, `height_dots` rows, as wide as the text; not to be written to. Raises LabelError
    without a font."""
    font = _font(height_dots)
    width = max(1, round(font.getlength(text)))
    picture = Image.new("L", (width, height_dots), 255)
    ImageDraw.Draw(picture).text((0, height_dots / 2), text, fill=0, font=font, anchor="lm")
    dots: NDArray[np.bool_] = np.asarray(picture) < DARK
    dots.setflags(write=False)
    return dots


@functools.cache
def _font(height_dots: int) -> ImageFont.FreeTypeFont:
    file = picture_font_file()
    if file is None:
        raise LabelError(
            "this computer has no Chinese font: install one (fonts-wqy-microhei on Debian), "
            "or name a font of the printer's own"
        )
    return ImageFont.truetype(str(file), max(6, round(height_dots * SIZE)))
