"""A coder that speaks Domino Codenet, from its own side of the wire: the twin of `codenet.py`.

Written from the fact sheet with a parser of its own. What the sheet leaves open is a choice made
here and marked *chosen*. Physical side: `photocell` (a bottle passes), `jam_cleared`, `reboot`.
`tape` is all that was ever inked, in order; whoever runs long drains it.

After EOT the device ignores everything up to the next ESC.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from typing import ClassVar

from drivers.sim.coder_wire import CoderWire

ESC, EOT = 0x1B, 0x04
PACKET_BYTES_MAX = 1_100
ACK_LATE_MS = 1_500
TAPE_MAX = 1_000_000
RUBBISH = b"\xff7Z\x00"


class CodenetTwin(CoderWire):
    """`depth` codes fit; `fixed_ack` answers 06 30 30 30; `bare_nak` sends NAK without digits.

    `labels` are the names stored in the device; only with one on line are codes taken.
    `queue` is which of its queues this link feeds, and so what clearing empties.
    `refuse_duplicates` refuses a code equal to the one before it, with 007 (chosen).
    """

    FAULTS: ClassVar[Mapping[str, str]] = {
        "nak_full": "refuses codes as if its buffer were full",
        "nak": "refuses codes with this NAK code, e.g. nak=027",
        "ack_lost": "takes a command but its acknowledgement is never sent",
        "ack_late": f"sends acknowledgements {ACK_LATE_MS} ms late",
        "ack_split": "sends each byte of an answer one tick after the other",
        "done_lost": "prints without saying so",
        "done_dup": "says twice that it printed",
        "jam": "sees bottles, prints nothing, reports a fault",
        "status": "reports this status, e.g. status=101",
        "rubbish": "sends stray bytes before each answer",
        "blank_print": "uses a code up and reports it done without any ink",
        "reboot_loses_buffer": "forgets the queued codes on a reboot (on from the start)",
    }

    def __init__(
        self,
        *,
        depth: int = 3,
        fixed_ack: bool = False,
        bare_nak: bool = False,
        full_code: str = "000",
        labels: tuple[str, ...] = ("PACKLINE",),
        queue: str = "tcp",
        refuse_duplicates: bool = False,
    ) -> None:
        self.depth, self.fixed_ack, self.bare_nak = depth, fixed_ack, bare_nak
        self.full_code, self.labels = full_code, labels
        self._queue_digit = b"1" if queue == "serial" else b"0"
        self.refuse_duplicates = refuse_duplicates
        self.buffer: deque[bytes] = deque()
        self.tape: list[bytes] = []
        self.counter = 0
        self.head_enabled = True
        self.label = ""
        self.done_char = b""
        self.connections = 0
        self._is_connected = False
        self._last_queued = b""
        super().__init__()
        self._faults.set("reboot_loses_buffer", "on")
        self._packet: bytearray | None = None  # None: waiting for ESC

    # ------------------------------------------------------------ the wire

    def connected(self, now_ms: int) -> bytes:
        self._is_connected = True
        self.connections += 1
        return super().connected(now_ms)

    def disconnected(self, now_ms: int) -> None:
        """The link goes; the queue stays, and so does printing."""
        self._is_connected = False
        super().disconnected(now_ms)

    def _forget_half(self) -> None:
        self._packet = None

    # ------------------------------------------------------------ the physical side

    def photocell(self, now_ms: int) -> tuple[bytes | None, bytes]:
        """A bottle passes: what is inked on it (None: nothing), and the bytes to the host."""
        self.counter += 1
        return self._print(now_ms), self.tick(now_ms)

    def _print(self, now_ms: int) -> bytes | None:
        if not self.head_enabled or self._faults.get("jam") or not self.buffer:
            return None
        code = self.buffer.popleft()
        self._done(now_ms)
        if self._faults.hit("blank_print"):
            return None
        assert len(self.tape) < TAPE_MAX, "nobody drains the tape"
        self.tape.append(code)
        return code

    def reboot(self, now_ms: int) -> bytes:
        """Power off and on. The connection is lost with it: the caller cuts the link."""
        self.disconnected(now_ms)
        if self._faults.get("reboot_loses_buffer"):
            self.buffer.clear()
        self.head_enabled, self.label, self.done_char = True, "", b""
        self._last_queued = b""
        return b""

    # ------------------------------------------------------------ packets

    def _take(self, byte: int, now_ms: int) -> None:
        if byte == ESC:
            if self._packet is not None:
                self._nak("004", now_ms)
            self._packet = bytearray()
        elif self._packet is None:
            return
        elif byte == EOT:
            packet, self._packet = bytes(self._packet), None
            self._obey(packet, now_ms)
        elif len(self._packet) >= PACKET_BYTES_MAX:
            self._packet = None
            self._nak("011", now_ms)
        else:
            self._packet.append(byte)

    def _obey(self, packet: bytes, now_ms: int) -> None:
        identifier, parameters = packet[:2], packet[2:]
        if identifier == b"OE":
            self._queue(parameters, now_ms)
        elif identifier == b"ON":
            self._label_by_name(parameters, now_ms)
        elif identifier == b"I1" and len(parameters) == 1:
            self.done_char = parameters
            self._ack(now_ms)
        elif identifier == b"Q1" and parameters in (b"Y", b"N"):
            self.head_enabled = parameters == b"Y"
            self._ack(now_ms)
        elif identifier == b"T1" and parameters == b"0":
            self.counter = 0
            self._ack(now_ms)
        elif identifier == b"P1" and len(parameters) == 3 and parameters.isdigit():
            self._label_by_number(int(parameters), now_ms)
        elif packet == b"N1":
            self._ack(now_ms)
            self._print(now_ms)
        elif packet.endswith(b"?"):
            self._answer_query(packet[:-1], now_ms)
        else:
            self._nak("003", now_ms)

    def _queue(self, parameters: bytes, now_ms: int) -> None:
        digits, data = parameters[:4], parameters[4:]
        if len(digits) < 4 or not digits.isdigit():
            self._nak("009", now_ms)
        elif digits == b"0000":
            self._clear(data, now_ms)
        elif int(digits) != len(data) or len(data) > 1024:
            self._nak("001", now_ms)
        else:
            self._queue_code(data, now_ms)

    def _queue_code(self, code: bytes, now_ms: int) -> None:
        forced = self._faults.value("nak")
        if forced:
            self._faults.hit("nak")
            self._nak(forced, now_ms)
        elif self._faults.hit("nak_full") or len(self.buffer) >= self.depth or not self.label:
            self._nak(self.full_code, now_ms)
        elif self.refuse_duplicates and code == self._last_queued:
            self._nak("007", now_ms)
        else:
            self.buffer.append(code)
            self._last_queued = code
            self._ack(now_ms)

    def _clear(self, which: bytes, now_ms: int) -> None:
        """The other queues are empty here anyway."""
        if which not in (b"0", b"1", b"2"):
            self._nak("007", now_ms)
            return
        if which == self._queue_digit:
            self.buffer.clear()
            self._last_queued = b""
        self._ack(now_ms)

    def _label_by_name(self, parameters: bytes, now_ms: int) -> None:
        head, digits, name = parameters[:1], parameters[1:3], parameters[3:]
        if head != b"1":
            self._nak("005", now_ms)
        elif not digits.isdigit() or int(digits) != len(name):
            self._nak("001", now_ms)
        elif name.decode(errors="replace") not in self.labels:
            self._nak("052", now_ms)
        else:
            self.label = name.decode()
            self._ack(now_ms)

    def _label_by_number(self, number: int, now_ms: int) -> None:
        """Labels are stored in the order of `labels`, from 0: chosen."""
        if number >= len(self.labels):
            self._nak("017", now_ms)
        else:
            self.label = self.labels[number]
            self._ack(now_ms)

    def _answer_query(self, question: bytes, now_ms: int) -> None:
        answers = {
            b"A": b"A0PACKLINE TWIN",
            b"1C": b"1C" + self._status() + b"00000",
            b"T1": b"T1%010d" % (self.counter % 10**10),
            b"P1": b"P1" + self.label.encode(),
            b"Q1": b"Q1" + (b"Y" if self.head_enabled else b"N"),
            b"y": b"y008008",
        }
        if question in answers:
            self._say(bytes((ESC,)) + answers[question] + bytes((EOT,)), now_ms)
        else:
            self._nak("003", now_ms)

    def _status(self) -> bytes:
        """Disabled by command it reports 2xx: chosen, as the harder case for a host."""
        if self._faults.get("jam"):
            return b"100"
        forced = self._faults.value("status")
        if forced:
            return forced.encode()
        return b"000" if self.head_enabled else b"200"

    # ------------------------------------------------------------ answers

    def _ack(self, now_ms: int) -> None:
        if self._faults.hit("ack_lost"):
            return
        late_ms = ACK_LATE_MS if self._faults.hit("ack_late") else 0
        self._say(b"\x06000" if self.fixed_ack else b"\x06", now_ms + late_ms)

    def _nak(self, code: str, now_ms: int) -> None:
        self._say(b"\x15" if self.bare_nak else b"\x15" + code.encode(), now_ms)

    def _done(self, now_ms: int) -> None:
        if not self.done_char or not self._is_connected or self._faults.hit("done_lost"):
            return
        self._say(self.done_char * (2 if self._faults.hit("done_dup") else 1), now_ms, stray=False)

    def _say(self, answer: bytes, due_ms: int, *, stray: bool = True) -> None:
        """Queue bytes for the host; never before what was queued earlier."""
        if stray and self._faults.hit("rubbish"):
            answer = RUBBISH + answer
        self._outgoing.after(answer, due_ms, split=self._faults.get("ack_split"))
