"""Keyence SR command and result lines ⇄ facts. Bytes in, lines out; a line's meaning by its words.

Framing is CR, or STX … ETX, the same in both directions. `OK,` and `ER,` lines answer commands and
may be suppressed in the device, so nothing relies on them. Source: SR-750 manual as in the fact
sheet §3.1. A code that holds CR can't come with CR framing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from drivers.readers.lines import LINE_BYTES_MAX, LineSplitter, Piece, Stray, TooLong

Framing = Literal["cr", "stx"]

STX, ETX, CR = 0x02, 0x03, 0x0D
NO_READ = "ERROR"  # unless set otherwise in the device
OK_LINE = re.compile(rb"OK,(LON\d{0,2}|LOFF)")  # nothing else is ever asked of the device
ER_LINE = re.compile(rb"ER,([^,]{0,20}),(\d\d)")


@dataclass(frozen=True)
class CommandOk:
    """The device took a command, e.g. `LON`."""

    command: str


@dataclass(frozen=True)
class CommandRefused:
    command: str
    number: str


@dataclass(frozen=True)
class Result:
    """A line of data: what was read."""

    data: bytes


@dataclass(frozen=True)
class NothingRead:
    """The device's own word for no read."""


@dataclass(frozen=True)
class Rubbish:
    """Bytes outside a frame, or a line without end."""

    size: int


Line = CommandOk | CommandRefused | Result | NothingRead | Rubbish


def switch_on(framing: Framing = "cr", bank: int = 0) -> bytes:
    """Begin to look; `bank` is a parameter bank, 0 = the device's own choice."""
    return _framed(f"LON{bank:02d}" if bank else "LON", framing)


def switch_off(framing: Framing = "cr") -> bytes:
    """End looking."""
    return _framed("LOFF", framing)


def _framed(text: str, framing: Framing) -> bytes:
    body = text.encode("ascii")
    return body + bytes((CR,)) if framing == "cr" else bytes((STX,)) + body + bytes((ETX,))


class LineParser:
    """Feed bytes as they come; lines come out whole. Never raises, keeps LINE_BYTES_MAX."""

    def __init__(self, framing: Framing = "cr", no_read: str = NO_READ) -> None:
        self._no_read = no_read.encode()
        if framing == "cr":
            self._lines = LineSplitter((b"\r",), skip=b"\n", bytes_max=LINE_BYTES_MAX)
        else:
            self._lines = LineSplitter(
                (b"\x03",), start=b"\x02", skip=b"\r\n", bytes_max=LINE_BYTES_MAX
            )

    def reset(self) -> None:
        """A new link: what was half received is gone."""
        self._lines.reset()

    def feed(self, data: bytes) -> list[Line]:
        return [self._line(piece) for piece in self._lines.feed(data)]

    def _line(self, piece: Piece) -> Line:
        if isinstance(piece, Stray):
            return Rubbish(piece.size)
        if isinstance(piece, TooLong):
            return Rubbish(LINE_BYTES_MAX + 1)
        return NothingRead() if piece.data == self._no_read else _meaning(piece.data)


def _meaning(line: bytes) -> Line:
    if ok := OK_LINE.fullmatch(line):
        return CommandOk(ok[1].decode("ascii"))
    if refused := ER_LINE.fullmatch(line):
        return CommandRefused(refused[1].decode("ascii", "replace"), refused[2].decode("ascii"))
    return Result(line)
