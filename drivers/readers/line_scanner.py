"""A hand scanner that sends each scan as a line of text, as a sans-IO driver.

The usual way of a wireless scanner's base station (serial, or TCP behind a serial server): the
code, then CR, LF or both; nothing is ever sent to it, and no trigger. Each line is one `Read` with
token 0. Settings of the scanner: suffix CR or LF, prefix the AIM identifier, GS (0x1D) as it is. A
scanner in keyboard mode can't be used, since layouts and input methods change what it types. No
manual is meant in particular, so nothing here is more than the common denominator.
"""

from __future__ import annotations

from drivers.api import (
    Capabilities,
    Command,
    LinkDown,
    LinkUp,
    NoRead,
    Output,
    Read,
    Ready,
    Trigger,
    Warned,
)
from drivers.errors import Misuse
from drivers.readers.aim import symbol_of
from drivers.readers.lines import Line, LineSplitter

LINE_BYTES_MAX = 2_048


class LineScanner:
    """`aim_prefix`: the scanner puts the AIM identifier (`]Q1`) before each code; a line without
    one is taken as it is."""

    def __init__(self, name: str, *, aim_prefix: bool = True) -> None:
        self.name = name
        self.caps = _capabilities()
        self._aim_prefix = aim_prefix
        self._lines = LineSplitter(bytes_max=LINE_BYTES_MAX)

    def opened(self, now_ms: int) -> Output:
        del now_ms
        self._lines.reset()
        return Output(events=(LinkUp(self.name), Ready(self.name)))

    def closed(self, reason: str, now_ms: int) -> Output:
        """What was half sent is no scan."""
        del now_ms
        self._lines.reset()
        return Output(events=(LinkDown(self.name, reason),))

    def command(self, command: Command, now_ms: int) -> Output:
        del now_ms
        if not isinstance(command, Trigger):
            raise Misuse(f"{self.name}: a hand scanner can't take {type(command).__name__}")
        why = "a hand scanner can't be triggered: scan with it"
        return Output(events=(NoRead(self.name, command.token, why),))

    def received(self, data: bytes, now_ms: int) -> Output:
        del now_ms
        out = Output()
        for piece in self._lines.feed(data):
            out += self._scan(piece.data) if isinstance(piece, Line) else self._too_long()
        return out

    def tick(self, now_ms: int) -> Output:
        del now_ms
        return Output()

    def _scan(self, line: bytes) -> Output:
        symbol = symbol_of(line, self._aim_prefix, "line-scanner")
        return Output(events=(Read(self.name, 0, (symbol,)),))

    def _too_long(self) -> Output:
        hint = "Set the scanner to end each scan with CR or LF."
        said = f"a line of more than {LINE_BYTES_MAX} bytes"
        return Output(events=(Warned(self.name, said, hint),))


def _capabilities() -> Capabilities:
    return Capabilities(
        kind="scanner",
        protocol="line-scanner",
        manual="none in particular: a line of text for each scan",
        unverified=("no scanner was tried", "that GS and the AIM identifier come as they are"),
    )
