"""A SATO label printer that speaks SBPL, from its own side of the wire.

Written from the fact sheet and SATO's public manuals, with a parser of its own. A job is an item,
`<ESC>A … <ESC>Z`; control bytes are obeyed the moment they come, in an item too: ENQ asks for the
state, CAN drops all that waits, DLE and DC1 stop and start printing; SOH before them is allowed.
What happens to labels is `label_feed`.

The state echoes the number (`<ESC>ID`) and name (`<ESC>WK`) of the job that is printed, or else of
the first that waits, and how many labels of it are left, the moving one included; spaces and
noughts when there is none. `reply` is how the answer is wrapped; models and settings differ:
"status4" 27 bytes (serial, and older network cards), "status3" 11 bytes without the name,
"lan" with four bytes of length and the ENQ before it (32 bytes: CL4NX, S84-ex; legacy status off),
"legacy" with the length twice (36 bytes: port 9100 with legacy status on). A job is acknowledged on
a serial line only.

Sources: M-8400RVe page 203, DR300 page 82, GT424 page 5-29, S84-ex pages 323 and 350, CL6NX page
630. How long to wait after CAN is 5 ms, 100 ms or 500 ms there: `deaf_ms`. The newer ones warn of
ENQ or CAN within an item: what then happens isn't said. Assumed: both are obeyed; CAN forgets half
an item and lets a moving label come out; a number is told from the item's end until its label is
out; a new `<ESC>A` drops half an item before it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import ClassVar, Literal, get_args

from drivers.sim.label_feed import FEED_FAULTS, FORMATS_MAX, LabelFeed

Reply = Literal["status4", "status3", "lan", "legacy"]

ENQ, ACK, DLE, DC1, NAK, CAN = b"\x05", b"\x06", b"\x10", b"\x11", b"\x15", b"\x18"
STX, ETX = b"\x02", b"\x03"
CONTROL = re.compile(rb"\x01?[\x05\x10\x11\x18]")
ITEM = re.compile(rb"\x1bA(?=\x1b)")  # A1 and A3 are commands of their own
PART = re.compile(
    rb"\x1b(?:DN(\d{1,4}),|(Z)|(A)(?=\x1b)|ID(\d\d)|WK([^\x1b]{1,16})|Q(\d{1,6})|[^\x1b])"
)
NO_ID = b"  "
NAME_BYTES = 16
REMAINING_MAX = 999_999
# The letter of each state when nothing is to be warned of; the next three warn of ribbon, buffer or
# both, the fourth says that printing was stopped by the host.
OFFLINE, WAITING, PRINTING, DISPENSING, EDITING = b"0", b"A", b"G", b"M", b"S"
RIBBON_LOW, BUFFER_LOW, STOPPED = 1, 2, 4
BUFFER_LOW_AT = FORMATS_MAX // 2
ERRORS: Mapping[str, bytes] = {
    "buffer_full": b"a",
    "head_open": b"b",
    "media_out": b"c",
    "ribbon_out": b"d",
    "media_error": b"e",
    "other_error": b"k",
}


class SbplTwin(LabelFeed):
    """`serial` and `reply` may also be set as faults, by a person."""

    FAULTS: ClassVar[Mapping[str, str]] = {
        **FEED_FAULTS,
        "media_error": "the labels are jammed: prints nothing until they are loaded anew",
        "other_error": "something else is wrong: likewise",
        "buffer_full": "says that its buffer is full, and takes no job",
        "ribbon_low": "warns of the ribbon's end",
        "short_reply": "answers in 11 bytes without the job's name, as older models",
        "reply": "wraps its answers as its value says: status4, status3, lan or legacy",
        "serial": "is on a serial line: acknowledges jobs, and a cancel in one byte",
        "no_id": "doesn't tell the number of a job",
        "id_stuck": "goes on telling the number of the label before, once (or so many times)",
        "edits": "says while a label moves that it edits, without a number",
        "answers_after_label": "answers only when the label that moves is out",
        "cyclic": "tells its state every 500 ms without being asked",
        "job_ack_lost": "doesn't acknowledge a job (serial line)",
        "cancel_unanswered": "doesn't acknowledge a cancel",
    }
    STOPS: ClassVar[Mapping[str, int]] = dict.fromkeys(
        ("head_open", "media_out", "ribbon_out", "media_error", "other_error"), 1
    )
    IMMEDIATE = CONTROL
    CYCLE_MS = 500

    def __init__(
        self,
        *,
        label_ms: int = 100,
        peel: bool = False,
        deaf_ms: int = 500,
        serial: bool = False,
        reply: Reply = "status4",
    ) -> None:
        super().__init__(label_ms=label_ms, peel=peel, deaf_ms=deaf_ms)
        self.stopped_by_host = False
        self._asked = 0
        self._last_id = NO_ID
        self._told_ms = 0
        self.fault("reply", reply)
        self.fault("serial", "on" if serial else "off")

    def fault(self, name: str, value: str = "on") -> None:
        if name == "reply" and value not in get_args(Reply):
            raise ValueError(f"no reply {value!r}; there are {', '.join(get_args(Reply))}")
        super().fault(name, value)

    # ------------------------------------------------------------ what the host sends

    def _parse(self) -> None:
        while (found := CONTROL.search(self._input)) is not None:
            command, behind = found.group()[-1:], bytes(self._input[found.end() :])
            del self._input[found.start() :]
            self._take_items()
            before = bytes(self._input)
            self._input = bytearray(behind)
            self._obey(command, before)
        self._take_items()

    def _obey(self, command: bytes, before: bytes) -> None:
        """Carry out a control byte; `before` is half an item."""
        if command == CAN:
            self._cancel()
            if not self._faults.hit("cancel_unanswered"):
                self._acknowledge()
            return
        self._input[:0] = before
        if command == ENQ:
            self._asked += 1
        else:
            self.stopped_by_host = command == DLE
            self._acknowledge()

    def _take_items(self) -> None:
        while (start := ITEM.search(self._input)) is not None:
            del self._input[: start.start()]
            size = _size_of(self._input)
            if size <= 0:
                if size == 0:
                    return
                del self._input[:-size]  # another item began before this one ended
                continue
            item = bytes(self._input[:size])
            del self._input[:size]
            self._take(item)
        del self._input[:-2]

    def _take(self, item: bytes) -> None:
        if not self._faults.get("buffer_full"):
            self._queue(item, _job_of(item)[2])
        if self._faults.get("serial") and not self._faults.hit("job_ack_lost"):
            self._acknowledge()

    # ------------------------------------------------------------ answers

    def _look_round(self) -> None:
        if self._faults.get("cyclic") and self._now_ms - self._told_ms >= self.CYCLE_MS:
            self._tell()
        if self._moving is None or not self._faults.get("answers_after_label"):
            self._answer()

    def _came_out(self, label: bytes) -> None:
        self._last_id = _job_of(label)[0]
        self._answer()

    def _answer(self) -> None:
        asked, self._asked = self._asked, 0
        for _ in range(asked):
            self._tell()

    def _acknowledge(self) -> None:
        said = NAK if self._error() else ACK
        bare = self._faults.get("serial") or self._faults.value("reply") in ("status4", "status3")
        self._say(said if bare else _sized(said))

    def _tell(self) -> None:
        self._told_ms = self._now_ms
        number, name, remaining = self._job()
        state = STX + number + self._letter() + b"%06d" % remaining
        reply = "status3" if self._faults.get("short_reply") else self._faults.value("reply")
        if reply == "status3":
            self._say(state + ETX)
            return
        state += name + ETX
        if reply == "lan":
            state = _sized(ENQ + state)
        elif reply == "legacy":
            state = _sized(_sized(ENQ + state))
        self._say(state)

    def _job(self) -> tuple[bytes, bytes, int]:
        """Number, name and labels left of the job at work."""
        coming = self.coming()
        if not coming and self._waits_for_hand:
            number, name, left = (*_job_of(self.liner[-1])[:2], 0)
        elif not coming or self._edits:
            number, name, left = NO_ID, b" " * NAME_BYTES, 0
        else:
            number, name, _ = _job_of(coming[0])
            left = min(sum(other is coming[0] for other in coming), REMAINING_MAX)
        if number != NO_ID and self._faults.hit("id_stuck"):
            number = self._last_id
        return NO_ID if self._faults.get("no_id") else number, name, left

    @property
    def _edits(self) -> bool:
        return self._moving is not None and self._faults.get("edits")

    def _error(self) -> bytes:
        return next((sign for name, sign in ERRORS.items() if self._faults.get(name)), b"")

    def _letter(self) -> bytes:
        if error := self._error():
            return error
        if self.paused:
            base = OFFLINE
        elif self._edits:
            base = EDITING
        elif self._waits_for_hand:
            base = DISPENSING
        else:
            base = PRINTING if self._moving is not None else WAITING
        warning = RIBBON_LOW * self._faults.get("ribbon_low")
        warning += BUFFER_LOW * (len(self.formats) >= BUFFER_LOW_AT)
        return bytes((base[0] + (STOPPED if self.stopped_by_host else warning),))

    # ------------------------------------------------------------ labels

    def _may_start(self) -> bool:
        return super()._may_start() and not self.stopped_by_host

    def reboot(self, now_ms: int) -> bytes:
        self.stopped_by_host, self._asked, self._last_id = False, 0, NO_ID
        return super().reboot(now_ms)

    def disconnected(self, now_ms: int) -> None:
        super().disconnected(now_ms)
        self._asked = 0


def _size_of(data: bytearray) -> int:
    """Bytes of the item that `data` begins with; 0 if its end hasn't come, and where another item
    begins first, how far away that is, negative."""
    at = 2
    while (part := PART.search(data, at)) is not None:
        at = part.end()
        if part[1]:
            at += int(part[1])
        elif part[2]:
            return at
        elif part[3]:
            return -part.start()
    return 0


def _job_of(item: bytes) -> tuple[bytes, bytes, int]:
    """Number, name (filled up with noughts in front) and quantity."""
    number, name, quantity, at = NO_ID, b" " * NAME_BYTES, 1, 2
    while (part := PART.search(item, at)) is not None:
        at = part.end() + int(part[1] or 0)
        number = part[4] or number
        name = part[5].rjust(NAME_BYTES, b"0") if part[5] else name
        quantity = int(part[6]) if part[6] else quantity
    return number, name, quantity


def _sized(data: bytes) -> bytes:
    """With four bytes of length before it."""
    return len(data).to_bytes(4) + data
