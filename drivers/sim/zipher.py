"""A thermal transfer coder that speaks Zipher text communications: the twin of `zipher.py`.

Written from the fact sheet, from the device's side, with a parser of its own. What the sheet leaves
open is a choice made here and marked *chosen*, as a rule the harder one for a host. Physical side:
`photocell` (a product passes), `reboot`, `panel` (somebody sets the state). `tape` is all that was
ever printed, in order; whoever runs long drains it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from drivers.sim.faults import Faults
from drivers.sim.outgoing import Outgoing

COMMAND_BYTES_MAX = 8_192
ACK_LATE_MS = 30_000
TAPE_MAX = 1_000_000
RUBBISH = b"\xff7Z\x00"
SHUT, STARTING, SHUTTING, RUNNING, OFFLINE = range(5)


@dataclass(frozen=True)
class Record:
    index: int
    value: bytes


class ZipherTwin:
    """`records_max` records fit until SMR says otherwise. `jobs` are the stored ones, each with the
    serial `field`. `starting_ms` passes from power on to offline, `transition_ms` between offline
    and running, and `head_ms` until the head has moved after running."""

    FAULTS: ClassVar[Mapping[str, str]] = {
        "full": "refuses records as if its buffer were full",
        "ack_lost": "takes a command but its acknowledgement is never sent",
        "ack_late": f"sends acknowledgements {ACK_LATE_MS} ms late",
        "ack_split": "sends each byte of an answer one tick after the other",
        "done_lost": "prints without a notification",
        "done_dup": "notifies twice that it printed",
        "jam": "sees products, prints nothing, reports a fault",
        "ribbon_low": "reports a warning",
        "rubbish": "sends stray bytes before each answer",
        "blank_print": "uses a record up and counts it as printed without a mark",
        "no_serial": "knows no serialization commands",
        "no_notifications": "knows no EAN",
        "reboot_keeps_buffer": "keeps its records over a reboot, though not the last index",
    }

    def __init__(
        self,
        *,
        jobs: tuple[str, ...] = ("PACKLINE",),
        field: str = "CODE",
        records_max: int = 100,
        starting_ms: int = 15_000,
        transition_ms: int = 500,
        head_ms: int = 1_000,
    ) -> None:
        self.jobs, self.field, self.records_max = jobs, field, records_max
        self.starting_ms, self.transition_ms, self.head_ms = starting_ms, transition_ms, head_ms
        self.state = OFFLINE
        self.job = ""
        self.records: deque[Record] = deque()
        self.last_index = 0
        self.taken_index = 0
        self.batch = self.total = 0
        self.tape: list[bytes] = []
        self.connections = 0
        self._header: tuple[str, ...] = ()
        self._notifies = False
        self._is_connected = False
        self._goes_to: tuple[int, int] | None = None  # (state, when)
        self._head_at_ms = 0
        self._faults = Faults(self.FAULTS)
        self._command = bytearray()
        self._outgoing = Outgoing()

    # ------------------------------------------------------------ the wire

    def connected(self, now_ms: int) -> bytes:
        self._move_on(now_ms)
        self._is_connected = True
        self.connections += 1
        return b""

    def disconnected(self, now_ms: int) -> None:
        """The link goes; buffer and printing stay. Notifications are off again: chosen."""
        del now_ms
        self._is_connected = self._notifies = False
        self._command.clear()
        self._outgoing.clear()

    def received(self, data: bytes, now_ms: int) -> bytes:
        for byte in data:
            if byte == 0x0D:
                command, self._command = bytes(self._command), bytearray()
                self._obey(command, now_ms)
            elif len(self._command) < COMMAND_BYTES_MAX:
                self._command.append(byte)
        return self.tick(now_ms)

    def tick(self, now_ms: int) -> bytes:
        self._move_on(now_ms)
        return self._outgoing.take(now_ms, one=self._faults.get("ack_split"))

    def fault(self, name: str, value: str = "on") -> None:
        """Values: on, off, a number of times."""
        self._faults.set(name, value)

    # ------------------------------------------------------------ the physical side

    def photocell(self, now_ms: int) -> tuple[bytes | None, bytes]:
        """A product passes: what is printed on it (None: nothing), and the bytes to the host."""
        self._move_on(now_ms)
        return self._print(now_ms), self.tick(now_ms)

    def _print(self, now_ms: int) -> bytes | None:
        is_able = self.state == RUNNING and now_ms >= self._head_at_ms
        if not is_able or self._faults.get("jam") or not self.records:
            return None
        self._notify("PRS|", now_ms)
        record = self.records.popleft()
        self.last_index = record.index
        self.batch += 1
        self.total += 1
        self._notify_printed(now_ms)
        if self._faults.hit("blank_print"):
            return None
        assert len(self.tape) < TAPE_MAX, "nobody drains the tape"
        self.tape.append(record.value)
        return record.value

    def _notify_printed(self, now_ms: int) -> None:
        if self._faults.hit("done_lost"):
            return
        for _ in range(2 if self._faults.hit("done_dup") else 1):
            self._notify(f"PRC|{self.job}|", now_ms)  # what it carries is chosen

    def reboot(self, now_ms: int) -> bytes:
        """Power off and on. The connection is lost with it: the caller cuts the link. Buffer, job
        and indexes are lost: chosen."""
        self.disconnected(now_ms)
        if not self._faults.get("reboot_keeps_buffer"):
            self.records.clear()
        self.job, self._header = "", ()
        self.last_index = self.taken_index = self.batch = self.total = 0
        self.state, self._goes_to = STARTING, (OFFLINE, now_ms + self.starting_ms)
        return b""

    def panel(self, state: int, now_ms: int) -> bytes:
        """Somebody sets the state on the printer itself."""
        self._enter(state, now_ms)
        return self.tick(now_ms)

    # ------------------------------------------------------------ states

    def _move_on(self, now_ms: int) -> None:
        if self._goes_to is not None and now_ms >= self._goes_to[1]:
            (state, at_ms), self._goes_to = self._goes_to, None
            self._enter(state, at_ms)

    def _enter(self, state: int, now_ms: int) -> None:
        self.state = state
        if state == RUNNING:
            self._head_at_ms = now_ms + self.head_ms
        self._notify(self._status(), now_ms)

    def _set_state(self, wanted: str, now_ms: int) -> None:
        """ACK comes after the transition. The state that it has is refused: chosen."""
        allowed = {RUNNING: OFFLINE, OFFLINE: RUNNING}
        state = int(wanted) if wanted in ("3", "4") else -1
        can_run = bool(self.job) and not self._faults.get("jam")
        if allowed.get(self.state) != state or (state == RUNNING and not can_run):
            self._err(now_ms)
            return
        if self.transition_ms:
            self._goes_to = state, now_ms + self.transition_ms
        else:
            self._enter(state, now_ms)
        self._ack(now_ms + self.transition_ms)

    def _status(self) -> str:
        error = 2 if self._faults.get("jam") else 1 if self._faults.get("ribbon_low") else 0
        return f"STS|{self.state}|{error}|{self.job}|{self.batch}|{self.total}|"

    # ------------------------------------------------------------ commands

    def _obey(self, command: bytes, now_ms: int) -> None:
        """One line without its CR. Text is kept as bytes: a value comes out as it came in."""
        word, *fields = command.split(b"|")
        if fields and fields[-1] == b"":
            fields.pop()
        name = word.decode("ascii", "replace")
        texts = [field.decode("utf-8", "replace") for field in fields]
        if name in ("SHO", "SID", "SRC", "SCB", "SLR", "SNI", "SMR"):
            if self._faults.get("no_serial"):
                self._err(now_ms)
            else:
                self._serial(name, fields, texts, now_ms)
        elif name == "SST" and len(texts) == 1:
            self._set_state(texts[0], now_ms)
        elif name == "SEL" and texts:
            self._select(texts[0], now_ms)
        elif name == "EAN" and not self._faults.get("no_notifications"):
            self._notifies = True
            self._ack(now_ms)
        else:
            self._answer(name, now_ms)

    def _answer(self, name: str, now_ms: int) -> None:
        jam, low = self._faults.get("jam"), self._faults.get("ribbon_low")
        answers = {
            "GST": self._status(),
            "GFT": "FLT|1|1001|1|Printhead fault|" if jam else "FLT|0|",
            "GWN": "WRN|1|2002|0|Ribbon low|" if low else "WRN|0|",
            "QSZ": "QSZ|0|",
        }
        if name in answers:
            self._say(answers[name].encode() + b"\r", now_ms)
        else:
            self._err(now_ms)

    def _select(self, job: str, now_ms: int) -> None:
        """A new job begins with no header and no records: chosen."""
        if job not in self.jobs or self.state not in (OFFLINE, RUNNING):
            self._err(now_ms)
            return
        self.job, self._header = job, ()
        self.records.clear()
        self.batch = 0
        self._ack(now_ms)

    def _serial(self, name: str, fields: list[bytes], texts: list[str], now_ms: int) -> None:
        match name, texts:
            case "SHO", [self.field] if self.job:
                self._header = (self.field,)
                self._ack(now_ms)
            case "SID", [index, _] if index.isdigit():
                self._take(Record(int(index), fields[1]), now_ms)
            case "SMR", [count] if count.isdigit() and int(count):
                self.records_max = int(count)
                self._ack(now_ms)
            case "SCB", []:
                self.records.clear()
                self._ack(now_ms)
            case "SRC", []:
                self._say(b"SRC|%d|\r" % len(self.records), now_ms)
            case "SLR", []:
                self._say(b"SLR|%d|\r" % self.last_index, now_ms)
            case "SNI", []:
                self._say(b"SNI|%d|\r" % (self.taken_index + 1), now_ms)
            case _:
                self._err(now_ms)

    def _take(self, record: Record, now_ms: int) -> None:
        """An index must rise; it may leave numbers out: chosen."""
        is_full = self._faults.hit("full") or len(self.records) >= self.records_max
        if is_full or not self._header or record.index <= self.taken_index:
            self._err(now_ms)
            return
        self.records.append(record)
        self.taken_index = record.index
        self._ack(now_ms)

    # ------------------------------------------------------------ answers

    def _ack(self, due_ms: int) -> None:
        if self._faults.hit("ack_lost"):
            return
        late_ms = ACK_LATE_MS if self._faults.hit("ack_late") else 0
        self._say(b"ACK\r", due_ms + late_ms)

    def _err(self, now_ms: int) -> None:
        self._say(b"ERR\r", now_ms)

    def _notify(self, text: str, now_ms: int) -> None:
        if self._notifies and self._is_connected:
            self._say(text.encode() + b"\r", now_ms, stray=False)

    def _say(self, answer: bytes, due_ms: int, *, stray: bool = True) -> None:
        """Queue bytes for the host; never before what was queued earlier."""
        if stray and self._faults.hit("rubbish"):
            answer = RUBBISH + answer
        self._outgoing.after(answer, due_ms, split=self._faults.get("ack_split"))
