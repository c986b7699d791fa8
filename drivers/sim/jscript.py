"""A cab label printer that speaks JScript, from its own side of the wire.

Written from the fact sheet and public manuals, with a parser of its own. Commands are lines that
end with CR, LF or both; a label is what stands from the end of the one before it to its `A n`, and
only `J` before makes it a label. ESC and a letter are obeyed the moment they have come, in the
middle of a line too. What happens to labels is `label_feed`.

`ESC s` is nine bytes without any end, `ESC z` eleven and CR (A+ series manual, pages 51 and 55);
P, F, D and E for paper, ribbon, head and label sensor, from the same manual as programs cite it.
`ESC c` cancels a job, `ESC p0` ends a pause (page 14). `ESC t` cancels all and empties the input,
with a second of pause behind it: from two public programs, one of which cites a manual of 2025;
unverified, and so is `ESC p1`. One of them found a SQUIX to say N for "on line" whenever it is
idle.
Assumed: `ESC c` ends the job that is printed or comes next; both let a moving label come out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import ClassVar

from drivers.sim.label_feed import FEED_FAULTS, FORMATS_MAX, LabelFeed

LABEL_BYTES_MAX = 400_000
COMMAND = re.compile(rb"\x1b(?:[sztc?]|p[01])")
HALF_COMMAND = re.compile(rb"\x1bp?\Z")
LINE = re.compile(rb"[^\r\n]*[\r\n]+")
AMOUNT = re.compile(rb"A +(\d{1,6})[ \r\n]*\Z")
REMAINING_MAX = 999_999
NO_ERROR = b"-"
ERRORS: Mapping[str, bytes] = {
    "head_open": b"D",
    "media_out": b"P",
    "ribbon_out": b"F",
    "no_gap": b"E",
    "applicator_stuck": b"a",
    "scan_bad": b"m",
}


class JscriptTwin(LabelFeed):
    FAULTS: ClassVar[Mapping[str, str]] = {
        **FEED_FAULTS,
        "no_gap": "finds no label with its sensor: prints nothing until they are loaded anew",
        "applicator_stuck": "its applicator doesn't get up: likewise",
        "scan_bad": "its own scanner couldn't read the label: likewise",
        "offline_when_idle": "says that it isn't on line whenever it has nothing to do",
        "cr_after_status": "ends the short status with CR, too",
        "no_extended": "doesn't know ESC z",
    }
    STOPS: ClassVar[Mapping[str, int]] = dict.fromkeys(ERRORS, 1)
    IMMEDIATE = COMMAND

    def __init__(self, *, label_ms: int = 100, peel: bool = False, deaf_ms: int = 1_000) -> None:
        super().__init__(label_ms=label_ms, peel=peel, deaf_ms=deaf_ms)
        self._label = bytearray()
        self._in_job = False

    # ------------------------------------------------------------ what the host sends

    def _parse(self) -> None:
        while (found := COMMAND.search(self._input)) is not None:
            command, behind = found.group(), bytes(self._input[found.end() :])
            del self._input[found.start() :]
            self._take_lines()
            before = bytes(self._input)
            self._input = bytearray(behind)
            self._obey(command, before)
        self._take_lines()

    def _obey(self, command: bytes, before: bytes) -> None:
        """Carry out a command; `before` is half a line."""
        if command == b"\x1bt":
            self._cancel()
            return
        self._input[:0] = before
        if command == b"\x1bs":
            self._say(self._status())
        elif command == b"\x1bz" and not self._faults.get("no_extended"):
            self._say(self._extended())
        elif command == b"\x1bc":
            self._cancel_job()
        elif command.startswith(b"\x1bp"):
            self.paused = command == b"\x1bp1"
        elif command == b"\x1b?":
            self._say(b"8388608\r")

    def _take_lines(self) -> None:
        held = HALF_COMMAND.search(self._input)
        whole = bytes(self._input[: held.start()] if held else self._input)
        at = 0
        while (line := LINE.match(whole, at)) is not None:
            at = line.end()
            self._carry_out(line.group())
        del self._input[:at]

    def _carry_out(self, line: bytes) -> None:
        if len(self._label) + len(line) > LABEL_BYTES_MAX:
            self._label.clear()
            self._in_job = False
        self._label += line
        if line[:1] == b"J" and not line[1:2].isalnum():
            self._in_job = True
        amount = AMOUNT.match(line)
        if amount is not None and self._in_job:
            self._queue(bytes(self._label), int(amount[1]))
            self._label.clear()
            self._in_job = False

    def _cancel_job(self) -> None:
        """The job at work: what is left of the moving one, or else the first that waits."""
        coming = self.coming()
        left = [label for label in self.formats if label is not coming[0]] if coming else []
        self.formats.clear()
        self.formats.extend(left)

    def _forget_half(self) -> None:
        super()._forget_half()
        self._label.clear()
        self._in_job = False

    # ------------------------------------------------------------ answers

    def _status(self) -> bytes:
        """On line, error, labels left to print, whether a job is worked on."""
        coming = self.coming()
        idle = not coming and self._faults.get("offline_when_idle")
        error = next((sign for name, sign in ERRORS.items() if self._faults.get(name)), NO_ERROR)
        on_line = not (self.paused or self._stopped or idle)
        left = b"%06d" % min(len(coming), REMAINING_MAX)
        end = b"\r" if self._faults.get("cr_after_status") else b""
        return _yes(on_line) + error + left + _yes(bool(coming) or self._in_job) + end

    def _extended(self) -> bytes:
        flags = (
            self.paused,
            bool(self.coming()) or self._in_job,
            len(self.formats) >= FORMATS_MAX,
            self._moving is not None and not self._stopped,
            *(False, False),  # ribbon and labels are nearly at their end
            self._waits_for_hand,
            *(False, False, False, False),  # vacuum plate, applicator, pause and print signals
        )
        return b"".join(map(_yes, flags)) + b"\r"


def _yes(it_is: bool) -> bytes:
    return b"Y" if it_is else b"N"
