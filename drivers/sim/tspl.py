"""A label printer that speaks TSPL, from its own side of the wire: TSC and most Chinese makes.

Written from the fact sheet and public manuals, with a parser of its own. Commands are lines; what
stands between double quotes is content up to the next quote, and the dots of a BITMAP are counted.
Drawing commands fill an image that CLS empties and PRINT prints, so that a second PRINT prints the
same once more; all else is a setting that stays. `<ESC>!` and a letter are obeyed the moment they
have come, in the middle of a picture too, and taken out of it; `~!` only when the printer is idle.
What happens to labels is `label_feed`.

A label on the tape is what made it: the settings, what was drawn since CLS, the PRINT line.

`<ESC>!?` and `<ESC>!S`: TSC's TTP-244 Plus manual. `<ESC>!.` (cancel all), `!P`, `!O`, `!R`, head
open as 60 in the fourth byte, `~!@` with CR: from public programs for these printers, unverified;
a cancel is from firmware V7.00 on, and one of these programs found a pause of 0.3 s behind it too
short. Not in the manual, and assumed: cancel forgets half a command and the image; bits of a state
add up; a printer that is stopped doesn't say that it prints.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import ClassVar

from drivers.sim.label_feed import FEED_FAULTS, FORMATS_MAX, LabelFeed

LINE_BYTES_MAX = 100_000
SETTINGS_MAX = 64
DRAWN_BYTES_MAX = 400_000
HEAD_OPEN, JAM, NO_LABELS, NO_RIBBON, PAUSED, PRINTING, OTHER = 1, 2, 4, 8, 0x10, 0x20, 0x80
COMMAND = re.compile(rb"\x1b![?SPORCF.]|~![@T]")
HALF_COMMAND = re.compile(rb"(?:\x1b!?|~!?)\Z")
NAME = re.compile(rb"[ \r\n]*([A-Z]+)")
BITMAP = re.compile(rb"[ \r\n]*BITMAP \d+,\d+,(\d+),(\d+),\d+,")
LINE = re.compile(rb'(?:[^"\r\n]|"[^"]*")*\r?\n')
COPIES = re.compile(rb"PRINT +(\d+)(?: *, *(\d+))?")
DRAWING = frozenset((b"BAR", b"BITMAP", b"BOX", b"TEXT", b"BARCODE", b"QRCODE", b"DMATRIX"))


class TsplTwin(LabelFeed):
    """`mileage` is what `~!@` tells, without its decimals; each label adds `label_length`."""

    FAULTS: ClassVar[Mapping[str, str]] = {
        **FEED_FAULTS,
        "paper_jam": "the labels are jammed: prints nothing until they are loaded anew",
        "other_error": "says that something else is wrong, and prints nothing",
        "no_long_status": "doesn't know <ESC>!S, as older firmware",
        "no_cancel": "doesn't know <ESC>!. as older firmware",
    }
    STOPS: ClassVar[Mapping[str, int]] = {
        "head_open": HEAD_OPEN,
        "paper_jam": JAM,
        "media_out": NO_LABELS,
        "ribbon_out": NO_RIBBON,
        "other_error": OTHER,
    }
    IMMEDIATE = COMMAND

    def __init__(self, *, label_ms: int = 100, peel: bool = False, deaf_ms: int = 500) -> None:
        super().__init__(label_ms=label_ms, peel=peel, deaf_ms=deaf_ms)
        self.mileage, self.label_length = 1_000.0, 0.073  # in what unit, isn't known
        self._settings: dict[bytes, bytes] = {}
        self._drawn = bytearray()
        self._asked_when_idle: list[bytes] = []

    # ------------------------------------------------------------ what the host sends

    def _parse(self) -> None:
        while (found := COMMAND.search(self._input)) is not None:
            command, behind = found.group(), bytes(self._input[found.end() :])
            del self._input[found.start() :]
            self._take_lines()  # what came before it, as far as it is whole
            before = bytes(self._input)
            self._input = bytearray(behind)
            self._obey(command, before)
        self._take_lines()

    def _obey(self, command: bytes, before: bytes) -> None:
        """Carry out a command that stood in the middle of others; `before` is half a line."""
        if command == b"\x1b!." and not self._faults.get("no_cancel"):
            self._cancel()
            return
        if command in (b"\x1b!R", b"\x1b!C"):
            self._settings.clear()
            self.paused = False
            self._cancel()
            return
        self._input[:0] = before
        if command == b"\x1b!?":
            self._say(bytes((self._state(),)))
        elif command == b"\x1b!S" and not self._faults.get("no_long_status"):
            self._say(self._long_state())
        elif command in (b"\x1b!P", b"\x1b!O"):
            self.paused = command == b"\x1b!P"
        elif command.startswith(b"~"):
            self._asked_when_idle.append(command)

    def _take_lines(self) -> None:
        while (line := self._next_line()) is not None:
            self._carry_out(line)

    def _next_line(self) -> bytes | None:
        """The first whole command with its end, None if there is none yet."""
        held = HALF_COMMAND.search(self._input)
        whole = bytes(self._input[: held.start()] if held else self._input)
        bitmap = BITMAP.match(whole)
        if bitmap is not None:
            dots_end = bitmap.end() + int(bitmap[1]) * int(bitmap[2])
            line = LINE.match(whole, dots_end) if dots_end < len(whole) else None
        else:
            line = LINE.match(whole)
        if line is None:
            if len(self._input) > LINE_BYTES_MAX and bitmap is None:
                self._input.clear()
            return None
        del self._input[: line.end()]
        return whole[: line.end()]

    def _carry_out(self, line: bytes) -> None:
        found = NAME.match(line)
        name = found[1] if found else b""
        if name == b"CLS":
            self._drawn = bytearray(line)
        elif name == b"PRINT":
            self._print(line)
        elif name in DRAWING:
            if len(self._drawn) + len(line) <= DRAWN_BYTES_MAX:
                self._drawn += line
        elif name and (name in self._settings or len(self._settings) < SETTINGS_MAX):
            self._settings[name] = line

    def _print(self, line: bytes) -> None:
        asked = COPIES.search(line)
        if asked is not None:
            label = b"".join(self._settings.values()) + bytes(self._drawn) + line
            self._queue(label, int(asked[1]) * int(asked[2] or 1))

    def _forget_half(self) -> None:
        super()._forget_half()
        self._drawn.clear()

    def reboot(self, now_ms: int) -> bytes:
        self._settings.clear()
        self._asked_when_idle.clear()
        return super().reboot(now_ms)

    # ------------------------------------------------------------ answers

    def _state(self) -> int:
        """The one byte of `<ESC>!?`; 0 is ready."""
        printing = self._moving is not None and not self._stopped
        return self._stop_bits() | PAUSED * self.paused | PRINTING * printing

    def _long_state(self) -> bytes:
        """The eight bytes of `<ESC>!S`: message, warning and two of errors, each from 40 up."""
        wrong = self._stop_bits()
        if wrong:
            message = b"E"
        elif self.paused:
            message = b"`"
        elif self._moving is not None:
            message = b"P"
        else:
            message = b"L" if self._waits_for_hand else b"@"
        warning = b"H" if len(self.formats) >= FORMATS_MAX else b"@"
        labels = 0x40 | bool(wrong & NO_LABELS) | wrong & JAM
        labels |= 4 * bool(wrong & NO_RIBBON) | 0x20 * bool(wrong & HEAD_OPEN)
        return b"\x02" + message + warning + b"@" + bytes((labels,)) + b"\x03\r\n"

    def _look_round(self) -> None:
        """What is asked with `~!` is answered when the printer has nothing else to do."""
        if self._moving is None and not self.formats and not self._stopped and not self.paused:
            for command in self._asked_when_idle:
                self._say(b"%d\r" % self.mileage if command == b"~!@" else b"TTWIN\r")
            self._asked_when_idle.clear()

    def _came_out(self, label: bytes) -> None:
        self.mileage += self.label_length
