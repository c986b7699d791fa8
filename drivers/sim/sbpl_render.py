"""A printed SBPL label as a picture: the twin's own reading of an item, command by command.

V, H, FW, $, $=, BG, 2D30, 2D50, 2D51 with DN, and GH are understood; an unknown command is left
out, as a printer does. A command's content ends at the next ESC, that of DN after its count of
bytes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from PIL import Image

from drivers.labels.symbols import QrLevel
from drivers.sim.paper import Paper, bits, number

ESC = b"\x1b"
GS = b"\x1d"
COUNTED = re.compile(rb"DN(\d{1,4}),")
NAMES = (b"2D30", b"2D50", b"2D51", b"FW", b"BG", b"GH", b"$=", b"$")
SHORT = re.compile(rb"[A-Z]")
SIGN = re.compile(rb">([A-I])")
START = {b"G": "A", b"H": "B", b"I": "C"}
LINE = re.compile(rb"(\d\d)([HV])(\d{4})")
QR_LEVELS: Mapping[bytes, QrLevel] = {b"H": "H", b"Q": "Q", b"M": "M", b"L": "L"}
BLOCK = 8


@dataclass(frozen=True)
class Command:
    name: bytes
    rest: bytes


@dataclass
class _Sheet:
    paper: Paper
    x: int = 0
    y: int = 0
    font_height: int = 50
    symbol: tuple[bytes, list[bytes]] | None = None  # what the next DN fills
    unread: list[bytes] = field(default_factory=list)


def commands(item: bytes) -> list[Command]:
    """The commands that a printer finds in an item."""
    found = []
    at = item.find(ESC)
    while at >= 0:
        at += 1
        counted = COUNTED.match(item, at)
        if counted is not None:
            end = counted.end() + int(counted[1])
            found.append(Command(b"DN", item[counted.end() : end]))
        else:
            end = item.find(ESC, at)
            end = len(item) if end < 0 else end
            found.append(_command(item[at:end]))
        at = item.find(ESC, end)
    return found


def render(item: bytes, width: int = 800, height: int = 560) -> Image.Image:
    """The label that an item prints on a label of so many dots, grey, one pixel a dot."""
    sheet = _Sheet(Paper(width, height))
    for command in commands(item):
        if command.name in PAINTERS:
            PAINTERS[command.name](sheet, command.rest)
    return sheet.paper.picture


def _command(said: bytes) -> Command:
    name = next((one for one in NAMES if said.startswith(one)), said[:1])
    return Command(name, said[len(name) :])


def _vertical(sheet: _Sheet, rest: bytes) -> None:
    sheet.y = number(rest) - 1


def _horizontal(sheet: _Sheet, rest: bytes) -> None:
    sheet.x = number(rest) - 1


def _line(sheet: _Sheet, rest: bytes) -> None:
    found = LINE.fullmatch(rest)
    if found is not None:
        thickness, length = int(found[1]), int(found[3])
        size = (length, thickness) if found[2] == b"H" else (thickness, length)
        sheet.paper.box(sheet.x, sheet.y, *size)


def _font(sheet: _Sheet, rest: bytes) -> None:
    parts = rest.split(b",")
    sheet.font_height = number(parts[2], 50) if len(parts) > 2 else 50


def _text(sheet: _Sheet, rest: bytes) -> None:
    sheet.paper.text(sheet.x, sheet.y, sheet.font_height, rest.decode("ascii", "replace"))


def _bar_code(sheet: _Sheet, rest: bytes) -> None:
    """`>` and a letter: the start, FNC1 (F) or a change of subset; a `>` alone is an error and
    nothing is printed. An odd digit in subset C gets a nought behind it."""
    module, height, content = number(rest[:2]), number(rest[2:5]), rest[5:]
    start = START.get(content[1:2], "B") if content[:1] == b">" else "B"
    body = content[2:] if content[:1] == b">" else content
    if b">" in SIGN.sub(b"", body):
        return
    gs1 = body.startswith(b">F")
    plain = SIGN.sub(lambda sign: GS if sign[1] == b"F" else b"", body[2:] if gs1 else body)
    if start == "C" and len(plain) % 2:
        plain += b"0"
    sheet.paper.symbol(sheet.x, sheet.y, "code-128", plain, (module, height), gs1=gs1)


def _matrix(name: bytes) -> Callable[[_Sheet, bytes], None]:
    def announced(sheet: _Sheet, rest: bytes) -> None:
        sheet.symbol = name, rest.lstrip(b",").split(b",")

    return announced


def _data(sheet: _Sheet, content: bytes) -> None:
    if sheet.symbol is None:
        return
    (name, parameters), sheet.symbol = sheet.symbol, None
    if name == b"2D30":
        _qr(sheet, parameters, content)
        return
    gs1 = name == b"2D51" and content.startswith(ESC + b"1")
    if name == b"2D51":
        content = content[2:] if gs1 else content
        content = content.replace(ESC + b"1", GS).replace(ESC * 2, ESC)
    content = content.replace(b"~~", b"~")
    scale = number(parameters[0]), number(parameters[1])
    sheet.paper.symbol(sheet.x, sheet.y, "data-matrix", content, scale, gs1=gs1)


def _qr(sheet: _Sheet, parameters: list[bytes], content: bytes) -> None:
    """Automatic mode takes bytes of Shift JIS for Kanji: such a symbol says something else."""
    if any(0x80 <= byte <= 0x9F or byte >= 0xE0 for byte in content):
        return
    module, level = number(parameters[1]), QR_LEVELS.get(parameters[0])
    sheet.paper.symbol(sheet.x, sheet.y, "qr", content, (module, module), level=level)


def _graphic(sheet: _Sheet, rest: bytes) -> None:
    across, down = number(rest[:3]), number(rest[3:6])
    digits = rest[6 : 6 + across * down * BLOCK * 2]
    sheet.paper.stamp(sheet.x, sheet.y, bits(bytes.fromhex(digits.decode("ascii")), across))


PAINTERS: Mapping[bytes, Callable[[_Sheet, bytes], None]] = {
    b"V": _vertical,
    b"H": _horizontal,
    b"FW": _line,
    b"$": _font,
    b"$=": _text,
    b"BG": _bar_code,
    b"2D30": _matrix(b"2D30"),
    b"2D50": _matrix(b"2D50"),
    b"2D51": _matrix(b"2D51"),
    b"DN": _data,
    b"GH": _graphic,
}
