"""A printed ZPL label as a picture: the twin's own reading of a format, command by command.

Only what the fact sheet describes of ^PW ^LL ^CI ^FO ^FS ^A0 ^A@ ^CF ^FH ^FD ^BY ^BQ ^BX ^BC ^GB,
and hex ^GF, is painted; an unknown command is left out, as a printer does, and so is a symbol that
its field's data can't make. Symbols are made anew from the data as a printer would understand it,
so that a wrong escape shows as a wrong or missing symbol (`paper`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from PIL import Image

from drivers.labels.symbols import QrLevel
from drivers.sim.paper import SIDE_DOTS_MAX, Modules, Paper, bits, number

COMMAND = re.compile(rb"[\^~]([A-Z@][A-Z0-9@])([^\^~]*)", re.DOTALL)
QR_MANUAL = re.compile(rb"[HQML]M,(?:[NAK]|B(\d{4}))")
QR_LEVELS: dict[bytes, QrLevel] = {b"H": "H", b"Q": "Q", b"M": "M", b"L": "L"}
UTF_8 = b"28"


@dataclass
class _Field:
    """What has been set for the field that is being described."""

    x: int = 0
    y: int = 0
    hex_indicator: bytes = b""
    data: bytes | None = None
    symbol: tuple[bytes, list[bytes]] | None = None  # command, its parameters
    box: tuple[int, int, int] | None = None
    graphic: Modules | None = None
    font_height: int = 0


@dataclass
class _Page:
    width: int = 800
    height: int = 560
    bar: int = 2
    font_height: int = 30
    code_page: str = "cp850"
    paper: Paper = field(default_factory=lambda: Paper(800, 560))


def render(zpl: bytes) -> Image.Image:
    """The label that a format prints, grey, one pixel a dot. A blank label for b""."""
    page, current = _Page(), _Field()
    for match in COMMAND.finditer(zpl):
        name, rest = match.group(1), match.group(2).rstrip(b"\r\n")
        if name == b"FS":
            _paint(page, current)
            current = _Field()
        elif not _set_page(page, name, rest):
            _describe(current, name, rest)
    return page.paper.picture


def fields_of(zpl: bytes) -> list[bytes]:
    """The data of each ^FD as the printer understands it, `^FH` undone."""
    current, data = _Field(), []
    for match in COMMAND.finditer(zpl):
        name, rest = match.group(1), match.group(2).rstrip(b"\r\n")
        _describe(current, name, rest)
        if name == b"FS":
            if current.data is not None:
                data.append(current.data)
            current = _Field()
    return data


def _set_page(page: _Page, name: bytes, rest: bytes) -> bool:
    if name == b"PW":
        page.width = min(number(rest, page.width), SIDE_DOTS_MAX)
    elif name == b"LL":
        page.height = min(number(rest, page.height), SIDE_DOTS_MAX)
    elif name == b"BY":
        page.bar = number(rest.split(b",")[0], page.bar)
        return True
    elif name == b"CF":
        page.font_height = number(rest.split(b",")[1], 30) if b"," in rest else 30
        return True
    elif name == b"CI":
        page.code_page = "utf-8" if rest == UTF_8 else "cp850"
        return True
    else:
        return False
    page.paper = Paper(page.width, page.height)
    return True


def _describe(current: _Field, name: bytes, rest: bytes) -> None:
    parameters = rest.split(b",")
    if name == b"FO":
        current.x, current.y = number(parameters[0]), number(parameters[-1])
    elif name == b"FH":
        current.hex_indicator = rest[:1] or b"_"
    elif name == b"FD":
        current.data = _unhex(rest, current.hex_indicator)
    elif name in (b"A0", b"A@"):
        current.font_height = number(parameters[1]) if len(parameters) > 1 else 0
    elif name in (b"BQ", b"BX", b"BC"):
        current.symbol = name, parameters
    elif name == b"GB":
        sizes = [number(one, 1) for one in parameters[:3]]
        current.box = (sizes[0], sizes[1], sizes[2] if len(sizes) > 2 else 1)
    elif name == b"GF":
        current.graphic = _graphic(parameters)


def _unhex(data: bytes, indicator: bytes) -> bytes:
    """`^FH`: the indicator and two hex digits are one byte; it comes before all other escapes."""
    if not indicator:
        return data
    pattern = re.compile(re.escape(indicator) + rb"([0-9A-Fa-f]{2})")
    return pattern.sub(lambda found: bytes((int(found.group(1), 16),)), data)


def _graphic(parameters: list[bytes]) -> Modules | None:
    """`^GFA,bytes,bytes,bytes per row,hex`: bits from the left, 1 = dark."""
    if len(parameters) != 5 or parameters[0] != b"A":
        return None
    row = max(1, number(parameters[3], 1))
    digits = re.sub(rb"[^0-9A-Fa-f]", b"", parameters[4])
    return bits(bytes.fromhex(digits[: len(digits) // 2 * 2].decode()), row)


def _paint(page: _Page, current: _Field) -> None:
    x, y = current.x, current.y
    if current.box is not None:
        width, height, thickness = current.box
        page.paper.box(x, y, max(width, thickness), max(height, thickness), thickness)
    elif current.graphic is not None:
        page.paper.stamp(x, y, current.graphic)
    elif current.data is not None and current.symbol is not None:
        command, parameters = current.symbol
        painter = {b"BQ": _qr, b"BX": _data_matrix, b"BC": _code_128}[command]
        painter(page, current, current.data, parameters)
    elif current.data is not None:
        text = current.data.decode(page.code_page, "replace")
        page.paper.text(x, y, current.font_height or page.font_height, text)


def _qr(page: _Page, current: _Field, data: bytes, parameters: list[bytes]) -> None:
    """The switches before the data: error correction, input mode, comma; for manual input the
    character mode, where `B` counts the bytes that belong to it."""
    module = number(parameters[2], 2) if len(parameters) > 2 else 2
    manual = QR_MANUAL.match(data)
    if manual is not None:
        content = data[manual.end() :]
        content = content[: int(manual.group(1))] if manual.group(1) else content
    else:
        content = data[3:]  # whatever stands there is taken for the switches
    level = QR_LEVELS.get(data[:1], "M")
    page.paper.symbol(current.x, current.y, "qr", content, (module, module), level=level)


def _data_matrix(page: _Page, current: _Field, data: bytes, parameters: list[bytes]) -> None:
    """`_1` (with the escape character given) is FNC1, `_d` and three digits a byte, `__` the
    escape character itself. Without one given, old firmware takes `~`."""
    module = number(parameters[1], 2) if len(parameters) > 1 else 2
    escape = parameters[6][:1] if len(parameters) > 6 and parameters[6] else b"~"
    sign = re.escape(escape)
    pattern = re.compile(sign + rb"(1|d\d{3}|" + sign + rb")", re.DOTALL)

    def meaning(found: re.Match[bytes]) -> bytes:
        code = found.group(1)
        if code == escape:
            return escape
        return b"\x1d" if code == b"1" else bytes((int(code[1:]) & 0xFF,))

    gs1 = data.startswith(escape + b"1")
    content = pattern.sub(meaning, data[2:] if gs1 else data)
    scale = (module, module)
    page.paper.symbol(current.x, current.y, "data-matrix", content, scale, gs1=gs1)


def _code_128(page: _Page, current: _Field, data: bytes, parameters: list[bytes]) -> None:
    """`>;` starts subset C, `>:` B; `>8` is FNC1, `>0` a literal `>`. Mode D (last parameter)
    sets FNC1 itself and drops parentheses and spaces."""
    height = number(parameters[1], 50) if len(parameters) > 1 else 50
    mode = parameters[5][:1] if len(parameters) > 5 else b"N"
    if mode == b"D":
        plain, gs1 = re.sub(rb"[() ]", b"", data), True
    else:
        subset_c = data.startswith(b">;")
        body = re.sub(rb"^>[;:]", b"", data)
        gs1 = body.startswith(b">8")
        body = body[2:] if gs1 else body
        plain = re.sub(rb">([80])", lambda sign: b"\x1d" if sign.group(1) == b"8" else b">", body)
        if subset_c and len(plain) % 2:
            plain = plain[:-1]  # subset C takes pairs and loses an odd one, silently
    scale = (page.bar, height)
    page.paper.symbol(current.x, current.y, "code-128", plain, scale, gs1=gs1)
