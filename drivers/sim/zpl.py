"""A label printer that speaks ZPL II, from its own side of the wire: the twin of `zpl.py`.

Written from the fact sheet with a parser of its own. What comes in is one stream of bytes, whoever
is connected: half a format stays and waits for its end. A `~` command is carried out the moment it
has come, inside a format too. Labels come out one after the other, `label_ms` each, onto a liner
from which `take_label` takes the oldest. With media or ribbon out or the head open nothing moves
and `~HS` gets no answer, as the manual warns; `getvar` is still answered.

Not in the manual, and assumed: `~JA` forgets half a format too, and lets a label that is moving
come out; that label counts in the last field but two of the second line of `~HS`.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Mapping
from typing import ClassVar

from drivers.sim.faults import Faults
from drivers.sim.outgoing import Outgoing

INPUT_BYTES_MAX = 400_000
FORMATS_MAX = 64
TAPE_MAX = 1_000_000
OBEYED_MAX = 64
COMMAND_BYTES_MAX = 80  # so much of an unfinished command is kept
TOKEN = re.compile(rb'~[A-Z]{2}|\^XA|\^XZ|! U1 getvar "([a-z._]+)"\r?\n')
TOKEN_IN_FORMAT = re.compile(rb"~[A-Z]{2}|\^XA|\^XZ")
RUBBISH = b"\xff?%"
STOPS = {"media_out": 1, "ribbon_out": 2, "head_open": 4, "rewinder_full": 0}  # error bits


class ZplTwin:
    """`label_ms`: how long one label takes. `tape` is all that was ever printed, `liner` what
    waits to be taken, `formats` what waits to be printed, `obeyed` the last `~` commands."""

    FAULTS: ClassVar[Mapping[str, str]] = {
        "media_out": "no labels are left: prints nothing and doesn't answer ~HS",
        "ribbon_out": "the ribbon is used up: likewise",
        "head_open": "the print head is open: likewise",
        "rewinder_full": "likewise, and the system status shows no error",
        "silent": "answers nothing at all",
        "reprint_on_reload": "prints its last label once more when media are loaded",
        "blank_print": "feeds a label without printing on it",
        "done_lost": "prints without counting",
        "done_dup": "counts a label twice",
        "no_odometer": "doesn't know its odometer's name",
        "format_lost": "forgets a format as soon as it has come",
        "rubbish": "sends stray bytes before each answer",
        "ack_split": "sends each byte of an answer one tick after the other",
        "reboot_loses_buffer": "forgets its formats on a reboot (on from the start)",
    }

    def __init__(self, *, label_ms: int = 100) -> None:
        self.label_ms = label_ms
        self.formats: deque[bytes] = deque()
        self.liner: deque[bytes] = deque()
        self.tape: list[bytes] = []
        self.obeyed: deque[bytes] = deque(maxlen=OBEYED_MAX)
        self.odometer = 1_000  # a printer is never new
        self.paused = False
        self._moving: bytes | None = None  # the label that is being printed
        self._out_at_ms = 0
        self._last: bytes | None = None
        self._input = bytearray()
        self._format: bytearray | None = None  # half a format
        self._outgoing = Outgoing()
        self._faults = Faults(self.FAULTS)
        self._faults.set("reboot_loses_buffer", "on")

    # ------------------------------------------------------------ the wire

    def connected(self, now_ms: int) -> bytes:
        del now_ms
        return b""

    def disconnected(self, now_ms: int) -> None:
        """Formats that came whole are printed all the same, and half a format waits."""
        del now_ms
        self._outgoing.clear()

    def received(self, data: bytes, now_ms: int) -> bytes:
        self._input += data[: INPUT_BYTES_MAX - len(self._input)]
        while self._take_one():
            pass
        return self.tick(now_ms)

    def tick(self, now_ms: int) -> bytes:
        self._print_due(now_ms)
        return self._outgoing.take(now_ms, one=self._faults.get("ack_split"))

    def fault(self, name: str, value: str = "on") -> None:
        self._faults.set(name, value)

    # ------------------------------------------------------------ the physical side

    def take_label(self) -> bytes | None:
        """The applicator takes the oldest label from the liner: its format, None if there is
        none; b"" is a blank label."""
        return self.liner.popleft() if self.liner else None

    def coming(self) -> list[bytes]:
        """What is printed next, the label that is moving first; nobody has seen it yet."""
        return ([] if self._moving is None else [self._moving]) + list(self.formats)

    def load_media(self, now_ms: int) -> bytes:
        """Somebody puts in labels and ribbon and closes the head."""
        for name in STOPS:
            self._faults.set(name, "off")
        if self._last is not None and self._faults.hit("reprint_on_reload"):
            self._come_out(self._last)
        return self.tick(now_ms)

    def press_pause(self) -> None:
        """The button on the printer."""
        self.paused = not self.paused

    def reboot(self, now_ms: int) -> bytes:
        """Power off and on. The caller cuts the link."""
        self.disconnected(now_ms)
        if self._faults.get("reboot_loses_buffer"):
            self.formats.clear()
        elif self._moving is not None:
            self.formats.appendleft(self._moving)
        self.paused, self._moving, self._format = False, None, None
        self._input.clear()
        return b""

    @property
    def _stopped(self) -> bool:
        return any(self._faults.get(name) for name in STOPS)

    def _print_due(self, now_ms: int) -> None:
        """A label that was stopped is printed from its beginning; a pause lets it come out."""
        if self._stopped:
            self._out_at_ms = now_ms + self.label_ms
            return
        if self._moving is None:
            self._start_label(now_ms)
        while self._moving is not None and now_ms >= self._out_at_ms:
            label, self._moving = self._moving, None
            self._come_out(label)
            self._start_label(self._out_at_ms)

    def _start_label(self, at_ms: int) -> None:
        if self.formats and not self.paused:
            self._moving = self.formats.popleft()
            self._out_at_ms = at_ms + self.label_ms

    def _come_out(self, label: bytes) -> None:
        assert len(self.tape) < TAPE_MAX, "nobody drains the tape"
        self._last = label
        blank = self._faults.hit("blank_print")
        self.liner.append(b"" if blank else label)
        if not blank:
            self.tape.append(label)
        if not self._faults.hit("done_lost"):
            self.odometer += 2 if self._faults.hit("done_dup") else 1

    # ------------------------------------------------------------ what the host sends

    def _take_one(self) -> bool:
        """Take the first whole token off the input; False if there is none."""
        pattern = TOKEN if self._format is None else TOKEN_IN_FORMAT
        found = pattern.search(self._input)
        if found is None:
            if self._format is None:
                del self._input[:-COMMAND_BYTES_MAX]
            return False
        before, token = bytes(self._input[: found.start()]), found.group()
        name = found.group(1).decode() if token.startswith(b"!") else ""
        del self._input[: found.end()]
        if self._format is not None:
            self._format += before
        if name:
            self._getvar(name)
        elif token.startswith(b"~"):
            self._obey(token)
        else:
            self._bound_of_format(token)
        return True

    def _bound_of_format(self, token: bytes) -> None:
        if token == b"^XA":
            self._format = bytearray(token)
        elif self._format is not None:
            label, self._format = bytes(self._format) + token, None
            if not self._faults.hit("format_lost"):
                room = FORMATS_MAX - len(self.formats)
                self.formats.extend([label] * min(_quantity(label), room))

    def _obey(self, command: bytes) -> None:
        self.obeyed.append(command)
        if command == b"~HS" and not self._stopped:
            self._host_status()
        elif command in (b"~JA", b"~JR"):
            self.formats.clear()
            self._format = None
        elif command in (b"~PP", b"~PS"):
            self.paused = command == b"~PP"
        elif command == b"~HI":
            self._say(b"\x02ZTWIN,V1.0.0,8,000KB,X\x03\r\n")

    # ------------------------------------------------------------ answers

    def _host_status(self) -> None:
        waiting = len(self.formats)
        full, half = waiting >= FORMATS_MAX, self._format is not None
        head = b"030,0,%d,0480,%03d,%d,0,%d,000,0,0,0"
        lines = (
            head % (self.paused, waiting, full, half),
            b"000,0,0,0,1,2,4,0,%08d,1,000" % (self._moving is not None),
            b"1234,0",
        )
        self._say(b"".join(b"\x02" + line + b"\x03\r\n" for line in lines))

    def _getvar(self, name: str) -> None:
        if name == "odometer.total_label_count" and not self._faults.get("no_odometer"):
            self._say(b'"%d"' % self.odometer)
        elif name == "zpl.system_status":
            error = sum(bit for fault, bit in STOPS.items() if self._faults.get(fault))
            head = b'"%d,%d,00000000,%08X,0,00000000,00000000"'
            self._say(head % (self.paused, error > 0, error))
        else:
            self._say(b'"?"')

    def _say(self, answer: bytes) -> None:
        if self._faults.get("silent"):
            return
        if self._faults.hit("rubbish"):
            answer = RUBBISH + answer
        self._outgoing.at(answer, 0, split=self._faults.get("ack_split"))


def _quantity(label: bytes) -> int:
    """How many labels a format asks for (`^PQ`), one if it doesn't say."""
    found = re.search(rb"\^PQ(\d+)", label)
    return int(found.group(1)) if found else 1
