"""A printed JScript label as a picture: the twin's own reading of a job, line by line.

S, T, B with DATAMATRIX, I and `d ASC` are understood; an unknown command is left out, as a printer
does. A function in square brackets in a content isn't known here and prints nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from PIL import Image

from drivers.sim.paper import Modules, Paper, bits

SIZE = re.compile(r"l1;[\d.]+,[\d.]+,([\d.]+),[\d.]+,([\d.]+)")
DOWNLOAD = re.compile(r"d ASC;(\S+)")
FUNCTION = re.compile(r"\[[^\]]*\]")
HEX = re.compile(r"[0-9A-Fa-f ]*")
ANY_PITCH = 8


@dataclass(frozen=True)
class Command:
    name: str
    rest: str


@dataclass
class _Sheet:
    dots_a_mm: int
    paper: Paper = field(default_factory=lambda: Paper(1, 1))
    pictures: dict[str, Modules] = field(default_factory=dict)


def commands(job: bytes) -> list[Command]:
    """The commands that a printer finds in a job; a download has its data with it."""
    found: list[Command] = []
    for line in re.split(r"[\r\n]+", job.decode("latin-1")):
        loading = bool(found) and found[-1].name == "d"
        if loading and HEX.fullmatch(line) and line:
            found[-1] = Command("d", found[-1].rest + "\r" + line)
        elif line and not line.startswith(";"):
            found.append(Command(line[0], line[1:].strip()))
    return found


def render(job: bytes, dots_a_mm: int = 8) -> Image.Image:
    """The label that a job prints, grey, one pixel a dot."""
    sheet = _Sheet(dots_a_mm)
    for command in commands(job):
        if command.name in PAINTERS:
            PAINTERS[command.name](sheet, command.rest)
    return sheet.paper.picture


def _size(sheet: _Sheet, rest: str) -> None:
    found = SIZE.fullmatch(rest)
    if found is not None:
        width, height = (round(float(found[at]) * sheet.dots_a_mm) for at in (2, 1))
        sheet.paper = Paper(width, height)


def _download(sheet: _Sheet, rest: str) -> None:
    head, *lines = rest.split("\r")
    found = DOWNLOAD.fullmatch("d " + head)
    if found is not None and lines:
        sheet.pictures[found[1]] = _unpacked(bytes.fromhex("".join(lines)))


def _unpacked(data: bytes) -> Modules:
    width, height = int.from_bytes(data[:2]), int.from_bytes(data[2:4])
    row = -(-width // ANY_PITCH)
    at, rows = 4, bytearray()
    while at < len(data) and len(rows) < row * height:
        times = 1
        if data[at : at + 3] == b"\x00\x00\xff":
            times, at = data[at + 3], at + 4
        line = bytearray()
        while len(line) < row and at < len(data):
            part, at = _part(data, at)
            line += part
        rows += line * times
    return bits(bytes(rows), row)[:, :width]


def _part(data: bytes, at: int) -> tuple[bytes, int]:
    """00: a pattern so many times; up to 7F: white bytes; 80: bytes as they are; above: black."""
    kind = data[at]
    if kind == 0x00:
        return data[at + 2 : at + 3] * data[at + 1], at + 3
    if kind < 0x80:
        return bytes(kind), at + 1
    if kind == 0x80:
        end = at + 2 + data[at + 1]
        return data[at + 2 : end], end
    return b"\xff" * (kind - 0x80), at + 1


def _parts(rest: str) -> tuple[list[str], str]:
    head, _, content = rest.partition(";")
    return head.split(","), FUNCTION.sub("", content)


def _dots(sheet: _Sheet, mm: str) -> int:
    return round(float(mm) * sheet.dots_a_mm)


def _text(sheet: _Sheet, rest: str) -> None:
    (x, y, _, _, size), content = _parts(rest)
    height = round(_dots(sheet, size))
    sheet.paper.text(_dots(sheet, x), _dots(sheet, y), height, content, base_line=True)


def _bar_code(sheet: _Sheet, rest: str) -> None:
    (x, y, _, kind, module), content = _parts(rest)
    if kind == "DATAMATRIX":
        scale = (_dots(sheet, module),) * 2
        data = content.encode("latin-1")
        sheet.paper.symbol(_dots(sheet, x), _dots(sheet, y), "data-matrix", data, scale)


def _image(sheet: _Sheet, rest: str) -> None:
    (x, y, *_), name = _parts(rest)
    if name in sheet.pictures:
        sheet.paper.stamp(_dots(sheet, x), _dots(sheet, y), sheet.pictures[name])


PAINTERS: Mapping[str, Callable[[_Sheet, str], None]] = {
    "S": _size,
    "d": _download,
    "T": _text,
    "B": _bar_code,
    "I": _image,
}
