"""What simulated label printers print on: dots, boxes, text and symbols on a white sheet.

Symbols are made anew from the data as the printer understood it, so that a wrong escape shows as a
wrong or missing symbol. What a symbol can't carry leaves its place white, as printers do; what
sticks out is cut off. Not responsible for any language.
"""

from __future__ import annotations

import functools

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from drivers.labels.symbols import Kind, QrLevel, SymbolError, symbol_matrix

SIDE_DOTS_MAX = 4_000
FONTS = (
    "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf",
)
FONT_SIZE = 0.9

Modules = NDArray[np.bool_]


class Paper:
    """A white label of so many dots; `picture` is grey, one pixel a dot."""

    def __init__(self, width: int, height: int) -> None:
        size = (min(max(1, width), SIDE_DOTS_MAX), min(max(1, height), SIDE_DOTS_MAX))
        self.picture = Image.new("L", size, 255)

    def box(self, x: int, y: int, width: int, height: int, thickness: int = 0) -> None:
        """Filled, unless its lines have a `thickness` that leaves something white."""
        corner = (x + max(1, width) - 1, y + max(1, height) - 1)
        draw = ImageDraw.Draw(self.picture)
        if 0 < 2 * thickness < min(width, height):
            draw.rectangle(((x, y), corner), outline=0, width=thickness)
        else:
            draw.rectangle(((x, y), corner), fill=0)

    def text(self, x: int, y: int, height: int, text: str, *, base_line: bool = False) -> None:
        """With its upper left corner, or the left end of its base line, there."""
        draw = ImageDraw.Draw(self.picture)
        font = _font(max(8, height))
        draw.text((x, y), text, fill=0, font=font, anchor="ls" if base_line else None)

    def symbol(
        self,
        x: int,
        y: int,
        kind: Kind,
        data: bytes,
        scale: tuple[int, int],
        *,
        gs1: bool = False,
        level: QrLevel | None = None,
    ) -> None:
        """`scale`: dots a module, across and down."""
        try:
            matrix = symbol_matrix(kind, data, gs1, level)
        except SymbolError:
            return
        self.stamp(x, y, matrix, scale)

    def stamp(self, x: int, y: int, dark: Modules, scale: tuple[int, int] = (1, 1)) -> None:
        """Dots over whatever was there."""
        grey = np.where(dark, 0, 255).astype(np.uint8)
        grown = np.kron(grey, np.ones(scale[::-1], np.uint8))
        self.picture.paste(Image.fromarray(grown), (x, y))


def bits(octets: bytes, row: int) -> Modules:
    """Rows of `row` bytes as dots, the highest bit leftmost, 1 = dark; half a row is left out."""
    row = max(1, row)
    whole = np.frombuffer(octets[: len(octets) // row * row], np.uint8)
    return np.unpackbits(whole.reshape(-1, row), axis=1) > 0


def number(text: bytes, otherwise: int = 0) -> int:
    digits = text.strip()
    return int(digits) if digits.isdigit() else otherwise


@functools.cache
def _font(height: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    for name in FONTS:
        try:
            return ImageFont.truetype(name, int(height * FONT_SIZE))
        except OSError:
            continue
    return ImageFont.load_default(height)
