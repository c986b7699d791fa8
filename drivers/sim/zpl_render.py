"""A printed ZPL label as a picture: the twin's own reading of a format, command by command.

Only what the fact sheet describes of ^PW ^LL ^FO ^FS ^A0 ^A@ ^CF ^FH ^FD ^BY ^BQ ^BX ^BC ^GB is
painted; an unknown command is left out, as a printer does. Symbols are made anew from the field's
data as a printer would understand it, so a wrong escape shows as a wrong or missing symbol.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from drivers.labels.symbols import symbol_matrix

WIDTH_MAX, HEIGHT_MAX = 4_000, 4_000
FONTS = (
    "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",
    "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf",
)
COMMAND = re.compile(rb"[\^~]([A-Z@][A-Z0-9@])([^\^~]*)", re.DOTALL)


@dataclass
class _Field:
    """What has been set for the field that is being described."""

    x: int = 0
    y: int = 0
    hex_indicator: bytes = b""
    data: bytes | None = None
    symbol: tuple[bytes, list[bytes]] | None = None  # command, its parameters
    box: tuple[int, int, int] | None = None
    font_height: int = 30


@dataclass
class _Page:
    width: int = 800
    height: int = 560
    bar: int = 2
    picture: Image.Image = field(default_factory=lambda: Image.new("L", (800, 560), 255))


def render(zpl: bytes) -> Image.Image:
    """The label that a format prints, grey, one pixel a dot. A blank label for b""."""
    page, current = _Page(), _Field()
    for match in COMMAND.finditer(zpl):
        name, rest = match.group(1), match.group(2).rstrip(b"\r\n")
        if name == b"PW":
            page.width = min(_number(rest, page.width), WIDTH_MAX)
            page.picture = Image.new("L", (page.width, page.height), 255)
        elif name == b"LL":
            page.height = min(_number(rest, page.height), HEIGHT_MAX)
            page.picture = Image.new("L", (page.width, page.height), 255)
        elif name == b"BY":
            page.bar = _number(rest.split(b",")[0], page.bar)
        elif name == b"FS":
            _paint(page, current)
            current = _Field(font_height=current.font_height)
        else:
            _describe(current, name, rest)
    return page.picture


def _describe(current: _Field, name: bytes, rest: bytes) -> None:
    parameters = rest.split(b",")
    if name == b"FO":
        current.x, current.y = _number(parameters[0]), _number(parameters[-1])
    elif name == b"FH":
        current.hex_indicator = rest[:1] or b"_"
    elif name == b"FD":
        current.data = _unhex(rest, current.hex_indicator)
    elif name in (b"A0", b"A@"):
        current.font_height = _number(parameters[1]) if len(parameters) > 1 else 30
    elif name in (b"BQ", b"BX", b"BC"):
        current.symbol = name, parameters
    elif name == b"GB":
        sizes = [_number(one, 1) for one in parameters[:3]]
        current.box = (sizes[0], sizes[1], sizes[2] if len(sizes) > 2 else 1)


def _unhex(data: bytes, indicator: bytes) -> bytes:
    """`^FH`: the indicator and two hex digits are one byte; it comes before all other escapes."""
    if not indicator:
        return data
    pattern = re.compile(re.escape(indicator) + rb"([0-9A-Fa-f]{2})")
    return pattern.sub(lambda found: bytes((int(found.group(1), 16),)), data)


def _paint(page: _Page, current: _Field) -> None:
    if current.box is not None:
        _box(page, current, *current.box)
    elif current.data is not None and current.symbol is not None:
        command, parameters = current.symbol
        painter = {b"BQ": _qr, b"BX": _data_matrix, b"BC": _code_128}[command]
        painter(page, current, current.data, parameters)
    elif current.data is not None:
        _text(page, current)


def _box(page: _Page, current: _Field, width: int, height: int, thickness: int) -> None:
    corner = (current.x + max(width, thickness) - 1, current.y + max(height, thickness) - 1)
    draw = ImageDraw.Draw(page.picture)
    draw.rectangle(((current.x, current.y), corner), outline=0, width=thickness)


def _text(page: _Page, current: _Field) -> None:
    text = (current.data or b"").decode("utf-8", "replace")
    draw = ImageDraw.Draw(page.picture)
    draw.text((current.x, current.y), text, fill=0, font=_font(max(8, current.font_height)))


@functools.cache
def _font(height: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    for name in FONTS:
        try:
            return ImageFont.truetype(name, int(height * 0.9))
        except OSError:
            continue
    return ImageFont.load_default(height)


def _qr(page: _Page, current: _Field, data: bytes, parameters: list[bytes]) -> None:
    """The switches before the data: error correction, input mode, comma; `B` and four digits."""
    found = re.match(rb"[HQML](A,|M,(?:N|A|B\d{4}))", data)
    if found is None:
        return  # without its switches a printer takes the first characters for them
    module = _number(parameters[2], 2) if len(parameters) > 2 else 2
    _stamp(page, current, symbol_matrix("qr", data[found.end() :]), module, module)


def _data_matrix(page: _Page, current: _Field, data: bytes, parameters: list[bytes]) -> None:
    """`_1` (with the escape character given) is FNC1, `__` a literal one."""
    module = _number(parameters[1], 2) if len(parameters) > 1 else 2
    escape = parameters[6][:1] if len(parameters) > 6 and parameters[6] else b"~"
    out, at, gs1 = bytearray(), 0, False
    while at < len(data):
        one, two = data[at : at + 1], data[at + 1 : at + 2]
        if one == escape and two == b"1":
            gs1 = gs1 or at == 0
            out += b"" if at == 0 else b"\x1d"
            at += 2
        elif one == escape and two == escape:
            out += escape
            at += 2
        else:
            out += one
            at += 1
    _stamp(page, current, symbol_matrix("data-matrix", bytes(out), gs1), module, module)


def _code_128(page: _Page, current: _Field, data: bytes, parameters: list[bytes]) -> None:
    """`>;` starts subset C, `>:` B; `>8` is FNC1, `>0` a literal `>`. Mode D (last parameter)
    sets FNC1 itself and drops parentheses and spaces."""
    height = _number(parameters[1], 50) if len(parameters) > 1 else 50
    mode = parameters[5][:1] if len(parameters) > 5 else b"N"
    if mode == b"D":
        plain, gs1 = re.sub(rb"[() ]", b"", data), True
    else:
        subset_c = data.startswith(b">;")
        body = re.sub(rb"^>[;:]", b"", data)
        gs1 = body.startswith(b">8")
        body = body[2:] if gs1 else body
        plain = body.replace(b">8", b"\x1d").replace(b">0", b">")
        if subset_c and len(plain) % 2:
            plain = plain[:-1]  # subset C takes pairs and loses an odd one, silently
    bars = symbol_matrix("code-128", plain, gs1)[:1]
    _stamp(page, current, bars, page.bar, height)


def _stamp(
    page: _Page, current: _Field, matrix: NDArray[np.bool_], width: int, height: int
) -> None:
    grey = np.where(matrix, 0, 255).astype(np.uint8)
    page.picture.paste(
        Image.fromarray(np.kron(grey, np.ones((height, width), np.uint8))), (current.x, current.y)
    )


def _number(text: bytes, otherwise: int = 0) -> int:
    digits = text.strip()
    return int(digits) if digits.isdigit() else otherwise
