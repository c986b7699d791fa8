"""A printed TSPL label as a picture: the twin's own reading of a job, command by command.

SIZE, CODEPAGE, CLS, BAR, TEXT, BARCODE, QRCODE, DMATRIX and BITMAP are understood; an unknown
command is left out, as a printer does. Between quotes everything is content up to the next quote.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PIL import Image

from drivers.labels.symbols import QrLevel
from drivers.sim.paper import Paper, bits, number

COMMAND = re.compile(rb"[ \r\n]*([A-Z0-9]+) ?")
BITMAP = re.compile(rb"(\d+),(\d+),(\d+),(\d+),(\d+),")
ARGUMENT = re.compile(rb' *(?:"([^"]*)"|([^,"\r\n]*))(,?)')
ESCAPED = re.compile(rb"(.)(1|d\d{3}|\1|[@-_])", re.DOTALL)
QR_LEVELS: Mapping[bytes, QrLevel] = {b"H": "H", b"Q": "Q", b"M": "M", b"L": "L"}
MM = re.compile(rb"([\d.]+) mm")
GS = b"\x1d"
MODEL_2 = b"M2"
POINTS_AN_INCH, MM_AN_INCH = 72, 25.4


@dataclass(frozen=True)
class Command:
    name: bytes
    arguments: tuple[bytes, ...]
    dots: bytes = b""  # of a BITMAP


def commands(job: bytes) -> list[Command]:
    """The commands that a printer finds in a job."""
    found = []
    at = 0
    while (start := COMMAND.match(job, at)) is not None:
        at = start.end()
        if start[1] == b"BITMAP" and (head := BITMAP.match(job, at)) is not None:
            size = int(head[3]) * int(head[4])
            found.append(Command(start[1], head.groups(), job[head.end() : head.end() + size]))
            at = head.end() + size
            continue
        arguments, at = _arguments(job, at)
        found.append(Command(start[1], arguments))
    return found


def render(job: bytes, dots_a_mm: int = 8) -> Image.Image:
    """The label that a job prints, grey, one pixel a dot."""
    paper = Paper(1, 1)
    for command in commands(job):
        if command.name == b"SIZE":
            sides = [MM.search(one) for one in command.arguments]
            width, height = (round(float(one[1]) * dots_a_mm) for one in sides if one)
            paper = Paper(width, height)
        elif command.name in PAINTERS:
            PAINTERS[command.name](paper, command, dots_a_mm)
    return paper.picture


def _arguments(job: bytes, at: int) -> tuple[tuple[bytes, ...], int]:
    arguments = []
    while (part := ARGUMENT.match(job, at)) is not None:
        at = part.end()
        arguments.append(part[1] if part[1] is not None else part[2].strip())
        if not part[3]:
            break
    end = job.find(b"\n", at)
    return tuple(arguments), len(job) if end < 0 else end + 1


def _bar(paper: Paper, command: Command, dots_a_mm: int) -> None:
    x, y, width, height = map(number, command.arguments)
    paper.box(x, y, width, height)


def _text(paper: Paper, command: Command, dots_a_mm: int) -> None:
    x, y, points = (number(command.arguments[at]) for at in (0, 1, 5))
    height = round(points / POINTS_AN_INCH * MM_AN_INCH * dots_a_mm)
    paper.text(x, y, height, command.arguments[-1].decode("utf-8", "replace"))


def _bitmap(paper: Paper, command: Command, dots_a_mm: int) -> None:
    x, y, row = (number(one) for one in command.arguments[:3])
    paper.stamp(x, y, ~bits(command.dots, row))


def _bar_code(paper: Paper, command: Command, dots_a_mm: int) -> None:
    """EAN128 sets the first FNC1 itself."""
    x, y, height, module = (number(command.arguments[at]) for at in (0, 1, 3, 6))
    if command.arguments[2] == b"EAN128":
        paper.symbol(x, y, "code-128", command.arguments[-1], (module, height), gs1=True)


def _qr(paper: Paper, command: Command, dots_a_mm: int) -> None:
    """Without M2 it is a QR Code of model 1, which nobody reads: left white here."""
    x, y, module = (number(command.arguments[at]) for at in (0, 1, 3))
    if MODEL_2 in command.arguments:
        level = QR_LEVELS.get(command.arguments[2])
        paper.symbol(x, y, "qr", command.arguments[-1], (module, module), level=level)


def _data_matrix(paper: Paper, command: Command, dots_a_mm: int) -> None:
    """`c` and a number name the escape character: with 1 it is FNC1, with d and three digits a
    byte, doubled itself, with a letter the control character of that letter. `x`: the module."""
    x, y = (number(one) for one in command.arguments[:2])
    options = command.arguments[4:-1]
    module = next((number(one[1:]) for one in options if one[:1] == b"x"), 1)
    escape = next((bytes((number(one[1:]),)) for one in options if one[:1] == b"c"), b"")
    content, gs1 = command.arguments[-1], False
    if escape:
        gs1 = content.startswith(escape + b"1")
        content = ESCAPED.sub(_meaning(escape), content[2:] if gs1 else content)
    paper.symbol(x, y, "data-matrix", content, (module, module), gs1=gs1)


def _meaning(escape: bytes) -> Callable[[re.Match[bytes]], bytes]:
    def meaning(found: re.Match[bytes]) -> bytes:
        sign, said = found.group(1), found.group(2)
        if sign != escape:
            return found.group()
        if said == b"1":
            return GS
        if said.startswith(b"d"):
            return bytes((int(said[1:]) & 0xFF,))
        return escape if said == escape else bytes((said[0] - 0x40,))

    return meaning


PAINTERS: Mapping[bytes, Callable[[Paper, Command, int], None]] = {
    b"BAR": _bar,
    b"TEXT": _text,
    b"BITMAP": _bitmap,
    b"BARCODE": _bar_code,
    b"QRCODE": _qr,
    b"DMATRIX": _data_matrix,
}
