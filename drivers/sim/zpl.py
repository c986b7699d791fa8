"""A label printer that speaks ZPL II, from its own side of the wire: the twin of `zpl.py`.

Written from the fact sheet with a parser of its own. Labels come out one after the other,
`label_ms` each, onto a liner from which `take_label` takes the oldest. With media or ribbon out or
the head open it says nothing to `~HS`, as the manual warns; `getvar` is still answered.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Mapping
from typing import ClassVar

from drivers.sim.faults import Faults

INPUT_BYTES_MAX = 400_000
FORMATS_MAX = 64
TAPE_MAX = 1_000_000
GETVAR = re.compile(rb'! U1 getvar "([a-z._]+)"\r?\n')
COMMANDS = (b"~HS", b"~JA", b"~PP", b"~PS", b"~HI")
RUBBISH = b"\xff?%"


class ZplTwin:
    """`label_ms`: how long one label takes."""

    FAULTS: ClassVar[Mapping[str, str]] = {
        "media_out": "no labels are left: prints nothing and doesn't answer ~HS",
        "ribbon_out": "the ribbon is used up: likewise",
        "head_open": "the print head is open: likewise",
        "silent": "answers nothing at all",
        "reprint_on_reload": "prints its last label once more when media are loaded",
        "blank_print": "feeds a label without printing on it",
        "done_lost": "prints without counting",
        "done_dup": "counts a label twice",
        "rubbish": "sends stray bytes before each answer",
        "ack_split": "sends each byte of an answer one tick after the other",
        "reboot_loses_buffer": "forgets its formats on a reboot (on from the start)",
    }

    def __init__(self, *, label_ms: int = 100) -> None:
        self.label_ms = label_ms
        self.formats: deque[bytes] = deque()
        self.liner: deque[bytes] = deque()
        self.tape: list[bytes] = []
        self.odometer = 1_000  # a printer is never new
        self.paused = False
        self._last: bytes | None = None
        self._input = bytearray()
        self._outgoing: deque[bytes] = deque()
        self._next_label_ms: int | None = None
        self._faults = Faults(self.FAULTS)
        self._faults.set("reboot_loses_buffer", "on")

    # ------------------------------------------------------------ the wire

    def connected(self, now_ms: int) -> bytes:
        del now_ms
        return b""

    def disconnected(self, now_ms: int) -> None:
        """Formats that came whole are printed all the same."""
        del now_ms
        self._input.clear()
        self._outgoing.clear()

    def received(self, data: bytes, now_ms: int) -> bytes:
        self._input += data[: INPUT_BYTES_MAX - len(self._input)]
        while self._take_one():
            pass
        return self.tick(now_ms)

    def tick(self, now_ms: int) -> bytes:
        self._print_due(now_ms)
        out = b""
        while self._outgoing:
            out += self._outgoing.popleft()
            if self._faults.get("ack_split"):
                break
        return out

    def fault(self, name: str, value: str = "on") -> None:
        self._faults.set(name, value)

    # ------------------------------------------------------------ the physical side

    def take_label(self) -> bytes | None:
        """The applicator takes the oldest label from the liner: its format, None if there is
        none; b"" is a blank label."""
        return self.liner.popleft() if self.liner else None

    def load_media(self, now_ms: int) -> bytes:
        """Somebody puts in labels and ribbon and closes the head."""
        for name in ("media_out", "ribbon_out", "head_open"):
            self._faults.set(name, "off")
        if self._last is not None and self._faults.hit("reprint_on_reload"):
            self._come_out(self._last)
        return self.tick(now_ms)

    def reboot(self, now_ms: int) -> bytes:
        """Power off and on. The caller cuts the link."""
        self.disconnected(now_ms)
        if self._faults.get("reboot_loses_buffer"):
            self.formats.clear()
        self.paused, self._next_label_ms = False, None
        return b""

    @property
    def _stopped(self) -> bool:
        return any(self._faults.get(name) for name in ("media_out", "ribbon_out", "head_open"))

    def _print_due(self, now_ms: int) -> None:
        if not self.formats or self.paused or self._stopped:
            self._next_label_ms = None
            return
        if self._next_label_ms is None:
            self._next_label_ms = now_ms + self.label_ms
        while self.formats and now_ms >= self._next_label_ms:
            self._come_out(self.formats.popleft())
            self._next_label_ms += self.label_ms

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
        """Take the first whole format or command off the input; False if none is whole."""
        data = bytes(self._input)
        starts = [at for at in (data.find(b"^XA"), data.find(b"~"), data.find(b"! U1")) if at >= 0]
        if not starts:
            del self._input[: max(0, len(data) - 8)]
            return False
        start = min(starts)
        if data[start : start + 3] == b"^XA":
            return self._take_format(data, start)
        if data[start : start + 1] == b"~":
            return self._take_command(data, start)
        match = GETVAR.match(data, start)
        if match is None:
            if b"\n" in data[start:]:
                del self._input[: data.index(b"\n", start) + 1]
                return True
            return False
        del self._input[: match.end()]
        self._getvar(match.group(1).decode())
        return True

    def _take_format(self, data: bytes, start: int) -> bool:
        end = data.find(b"^XZ", start)
        if end < 0:
            return False
        del self._input[: end + 3]
        label = data[start : end + 3]
        for _ in range(_quantity(label)):
            if len(self.formats) < FORMATS_MAX:
                self.formats.append(label)
        return True

    def _take_command(self, data: bytes, start: int) -> bool:
        command = data[start : start + 3]
        if len(command) < 3:
            return False
        del self._input[: start + 3]
        if command == b"~HS" and not self._stopped:
            self._host_status()
        elif command == b"~JA":
            self.formats.clear()
        elif command in (b"~PP", b"~PS"):
            self.paused = command == b"~PP"
        elif command == b"~HI":
            self._say(b"\x02ZTWIN,V1.0.0,8,000KB,X\x03\r\n")
        return True

    # ------------------------------------------------------------ answers

    def _host_status(self) -> None:
        waiting = len(self.formats)
        lines = (
            b"030,0,%d,0480,%03d,%d,0,0,000,0,0,0" % (self.paused, waiting, waiting >= FORMATS_MAX),
            b"000,0,0,0,1,2,4,0,%08d,1,000" % waiting,
            b"1234,0",
        )
        self._say(b"".join(b"\x02" + line + b"\x03\r\n" for line in lines))

    def _getvar(self, name: str) -> None:
        if name == "odometer.total_label_count":
            self._say(b'"%d"' % self.odometer)
        elif name == "zpl.system_status":
            bits = {"media_out": 1, "ribbon_out": 2, "head_open": 4}
            error = sum(bit for fault, bit in bits.items() if self._faults.get(fault))
            head = b'"%d,%d,00000000,%08X,0,00000000,00000000"'
            self._say(head % (self.paused, error > 0, error))
        else:
            self._say(b'"?"')

    def _say(self, answer: bytes) -> None:
        if self._faults.get("silent"):
            return
        if self._faults.hit("rubbish"):
            answer = RUBBISH + answer
        if self._faults.get("ack_split"):
            self._outgoing.extend(bytes((byte,)) for byte in answer)
        else:
            self._outgoing.append(answer)


def _quantity(label: bytes) -> int:
    """How many labels a format asks for (`^PQ`), one if it doesn't say."""
    found = re.search(rb"\^PQ(\d+)", label)
    return int(found.group(1)) if found else 1
