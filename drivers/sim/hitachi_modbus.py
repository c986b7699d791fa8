"""A Hitachi UX coder behind Modbus TCP, from the printer's side: the twin of `hitachi_modbus.py`.

Written from the fact sheet with a parser of its own. What the sheet leaves open is a choice made
here and marked *chosen*, as a rule the harder one for a host. Physical side: `photocell` (a product
passes), `comm` (Comm. On or Off at the panel), `clear_fault` (a person at the panel), `reboot`.
`tape` is all that was ever inked, in order; whoever runs long drains it.

It prints what is in its print item on every product, again and again; `reprints` counts how often
that was the same for the second time.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from drivers.sim.faults import Faults
from drivers.sim.outgoing import Outgoing

ACK_LATE_MS = 6_000
TAPE_MAX = 1_000_000
HEADER = 6
START_STOP, ITEMS, COUNT, TEXT, ONLINE, REMOTE = 0x0000, 0x0008, 0x0020, 0x0084, 0x2490, 0x2494
CLASS_STARTS = (0x0000, 0x0020, 0x1006, 0x1010, 0x2490, 0x2494, 0x2495)
CLASS_CODES = {0x0000: 1, 0x0020: 2, 0x2490: 0x0E, 0x2494: 0x0F}
PAUSED, NOT_READY, READY = 0x30, 0x31, 0x32
BLANK_FAULT, COVER_FAULT, CHANGEOVER_FAULT = 0x35, 0x38, 0x46
ILLEGAL_FUNCTION, ILLEGAL_ADDRESS, ILLEGAL_DATA = 1, 2, 3
INVALID_OFFLINE = 5  # an error's factor


class HitachiModbusTwin:
    """`items`: how many print items its message has. `ready_ms` passes until the deflection voltage
    is on, `prepare_ms` until a new text can be printed. `is_online`: Comm. On or Off at first."""

    FAULTS: ClassVar[Mapping[str, str]] = {
        "nak": "refuses writes with exception 02",
        "ack_lost": "carries out a write but never answers it",
        "ack_late": f"answers writes {ACK_LATE_MS} ms late",
        "ack_split": "sends each byte of an answer one tick after the other",
        "foreign": "answers under another transaction's number",
        "broken": "answers what is no Modbus",
        "jam": "sees products, prints nothing, and its print head cover is open",
        "ink_low": "warns of little ink",
        "not_done": "answers remote operations and doesn't carry them out",
        "done_dup": "counts a print twice",
        "blank_print": "counts a print without any ink",
    }

    def __init__(
        self, *, items: int = 1, ready_ms: int = 0, prepare_ms: int = 0, is_online: bool = True
    ) -> None:
        self.items, self.ready_ms, self.prepare_ms = items, ready_ms, prepare_ms
        self.is_online = is_online
        self.is_running = True
        self.deflected = True
        self.fault_code = 0
        self.counter = 0
        self.tape: list[bytes] = []
        self.reprints = 0
        self.registers: dict[int, int] = {ITEMS: items}
        self.analysis = (0, 0, 0, 0)
        self._batch: dict[int, int] | None = None
        self._on_at_ms = 0
        self._prepared_ms = 0
        self._is_printed = False  # what is in it has been inked
        self._faults = Faults(self.FAULTS)
        self._input = b""
        self._outgoing = Outgoing()
        self.put(b"0")

    # ------------------------------------------------------------ the wire

    def connected(self, now_ms: int) -> bytes:
        del now_ms
        return b""

    def disconnected(self, now_ms: int) -> None:
        """An open batch goes with the link: chosen. The text stays, and so does printing."""
        del now_ms
        self._input, self._batch = b"", None
        self._outgoing.clear()

    def received(self, data: bytes, now_ms: int) -> bytes:
        self._input += data
        while len(self._input) >= HEADER:
            length = int.from_bytes(self._input[4:6], "big")
            if len(self._input) < HEADER + length:
                break
            frame, self._input = self._input[: HEADER + length], self._input[HEADER + length :]
            self._obey(frame, now_ms)
        return self.tick(now_ms)

    def tick(self, now_ms: int) -> bytes:
        return self._outgoing.take(now_ms, one=self._faults.get("ack_split"))

    def fault(self, name: str, value: str = "on") -> None:
        """Values: on, off, a number of times."""
        self._faults.set(name, value)

    # ------------------------------------------------------------ the physical side

    def put(self, text: bytes) -> None:
        """Somebody types a text at the panel."""
        self.registers[COUNT] = len(text)
        self.registers.update(
            (TEXT + 2 * place + part, word)
            for place, byte in enumerate(text)
            for part, word in enumerate((0, byte))
        )
        self._is_printed = False

    @property
    def text(self) -> bytes:
        """What would be printed: as many characters as the item's number says."""
        count = self.registers.get(COUNT, 0)
        return bytes(self.registers.get(TEXT + 2 * n + 1, 0x20) & 0xFF for n in range(count))

    def photocell(self, now_ms: int) -> tuple[bytes | None, bytes]:
        """A product passes: what is inked on it (None: nothing), and the bytes to the host."""
        return self._print(now_ms), self.tick(now_ms)

    def _print(self, now_ms: int) -> bytes | None:
        if self.operation(now_ms) != READY:
            return None
        if not self.text or now_ms < self._prepared_ms:
            self.fault_code = CHANGEOVER_FAULT if self.text else BLANK_FAULT
            return None
        self.counter += 2 if self._faults.hit("done_dup") else 1
        if self._faults.hit("blank_print"):
            return None
        assert len(self.tape) < TAPE_MAX, "nobody drains the tape"
        self.tape.append(self.text)
        self.reprints += self._is_printed
        self._is_printed = True
        return self.text

    def operation(self, now_ms: int) -> int:
        """The operation status."""
        if self._faults.get("jam"):
            return COVER_FAULT
        if self.fault_code:
            return self.fault_code
        if not self.is_running:
            return PAUSED
        return READY if self.deflected and now_ms >= self._on_at_ms else NOT_READY

    def clear_fault(self) -> None:
        """A person clears the fault and puts the printer to ready."""
        self.fault_code, self.is_running, self.deflected = 0, True, True

    def comm(self, on: bool) -> None:
        self.is_online = on

    def reboot(self, now_ms: int) -> bytes:
        """Power off and on: on line and ready (chosen), with the text that it had."""
        self.disconnected(now_ms)
        self.is_online = True
        self.clear_fault()
        return b""

    # ------------------------------------------------------------ requests

    def _obey(self, frame: bytes, now_ms: int) -> None:
        transaction, unit, body = frame[:4], frame[6:7], frame[7:]
        if unit != b"\x01" or not body:
            return  # another unit is nobody: chosen
        function, data = body[0], body[1:]
        if function in (3, 4) and len(data) == 4:
            answer = self._read(function, *_two(data), now_ms)
        elif function == 6 and len(data) == 4:
            first, value = _two(data)
            answer = self._write(function, first, (value,), now_ms)
        elif function == 0x10 and len(data) > 5:
            answer = self._write_many(data, now_ms)
        else:
            answer = self._no(function, 0, ILLEGAL_FUNCTION, 1)
        self._answer(transaction, answer, now_ms, is_write=function in (6, 0x10))

    def _read(self, function: int, first: int, count: int, now_ms: int) -> bytes:
        if not 1 <= count <= 125:
            return self._no(function, first, ILLEGAL_DATA, 3)
        if function == 3:
            if not self.is_online:
                return self._no(function, first, ILLEGAL_DATA, INVALID_OFFLINE)
            words = [self.registers.get(first + n, 0) for n in range(count)]
        else:
            inputs = self._inputs(now_ms)
            words = [inputs.get(first + n, 0) for n in range(count)]
        return bytes((function, 2 * count)) + b"".join(word.to_bytes(2, "big") for word in words)

    def _inputs(self, now_ms: int) -> dict[int, int]:
        warning = 0x31 if self._faults.get("ink_low") else 0x30
        status = (0x31 if self.is_online else 0x30, 0x31, self.operation(now_ms), warning)
        high, low = divmod(self.counter % 2**32, 2**16)
        return dict(enumerate((*status, *self.analysis))) | {0x52: high, 0x53: low}

    def _write_many(self, data: bytes, now_ms: int) -> bytes:
        first, count = _two(data)
        if not 1 <= count <= 123 or data[4] != 2 * count or len(data) != 5 + 2 * count:
            return self._no(0x10, first, ILLEGAL_DATA, 3)
        words = tuple(int.from_bytes(data[at : at + 2], "big") for at in range(5, len(data), 2))
        return self._write(0x10, first, words, now_ms)

    def _write(self, function: int, first: int, words: tuple[int, ...], now_ms: int) -> bytes:
        if not self.is_online and first != ONLINE:
            return self._no(function, first, ILLEGAL_DATA, INVALID_OFFLINE)
        is_one_class = _class_of(first) == _class_of(first + len(words) - 1)
        if not is_one_class or self._faults.hit("nak"):
            return self._no(function, first, ILLEGAL_ADDRESS, 2)
        for place, word in enumerate(words):
            self._put(first + place, word, now_ms)
        last = len(words) if function == 0x10 else words[0]
        return bytes((function,)) + first.to_bytes(2, "big") + last.to_bytes(2, "big")

    def _put(self, register: int, word: int, now_ms: int) -> None:
        if register == START_STOP:
            self._switch_batch(word, now_ms)
        elif register == ONLINE:
            self.is_online = word == 1
        elif register == REMOTE:
            self._operate(word, now_ms)
        elif self._batch is not None:
            self._batch[register] = word
        else:
            self._reflect({register: word}, now_ms)

    def _switch_batch(self, word: int, now_ms: int) -> None:
        if word == 1:
            self._batch = {}
        elif word == 2 and self._batch is not None:
            batch, self._batch = self._batch, None
            self._reflect(batch, now_ms)

    def _reflect(self, words: Mapping[int, int], now_ms: int) -> None:
        before = self.text
        self.registers.update(words)
        if self.text != before:
            self._is_printed = False
            self._prepared_ms = now_ms + self.prepare_ms

    def _operate(self, operation: int, now_ms: int) -> None:
        if self._faults.get("not_done"):
            return
        match operation:
            case 0 | 1:
                self.is_running = operation == 0
            case 2 if not self.deflected:
                self.deflected, self._on_at_ms = True, now_ms + self.ready_ms
            case 3:
                self.deflected = False
            case 4:
                self.fault_code = 0

    # ------------------------------------------------------------ answers

    def _no(self, function: int, register: int, code: int, factor: int) -> bytes:
        self.analysis = (function, CLASS_CODES.get(_class_of(register), 0), factor, 0)
        return bytes((function | 0x80, code))

    def _answer(self, head: bytes, body: bytes, now_ms: int, *, is_write: bool) -> None:
        late_ms = 0
        if is_write and not body[0] & 0x80:
            if self._faults.hit("ack_lost"):
                return
            late_ms = ACK_LATE_MS if self._faults.hit("ack_late") else 0
        if self._faults.hit("foreign"):
            head = b"\xff\xff" + head[2:]
        if self._faults.hit("broken"):
            head = head[:2] + b"\x00\x01"
        answer = head + (1 + len(body)).to_bytes(2, "big") + b"\x01" + body
        self._say(answer, now_ms + late_ms)

    def _say(self, answer: bytes, due_ms: int) -> None:
        """Queue bytes for the host; never before what was queued earlier."""
        self._outgoing.after(answer, due_ms, split=self._faults.get("ack_split"))


def _two(data: bytes) -> tuple[int, int]:
    return int.from_bytes(data[:2], "big"), int.from_bytes(data[2:4], "big")


def _class_of(register: int) -> int:
    """The first register of the functional class."""
    return max((start for start in CLASS_STARTS if start <= register), default=0)
