"""A Videojet 1000 line coder that speaks WSI, from its own side of the wire: the twin of `wsi.py`.

Written from the fact sheet, with a parser of its own. What the sheet leaves open is a choice made
here and marked *chosen*, as a rule the harder one for a host. Physical side: `photocell` (a product
passes), `reboot`. `tape` is all that was ever inked, in order; whoever runs long drains it.

It prints what stands in its user field on every product, again and again; `reprints` counts how
often that was a code for the second time.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Literal

from drivers.sim.coder_wire import CoderWire

PACKET_BYTES_MAX = 512
VALUE_MAX = 50
ACK_LATE_MS = 1_500
TAPE_MAX = 1_000_000
RUBBISH = b"\xff7Z\x00"
PRINTER_ONLY = frozenset("QOGRZ")  # letters that a 1710 doesn't know


class WsiTwin(CoderWire):
    """`messages` are stored, each with the user `field`. `model` "1710": `$` alone, and no Q, O, G,
    R or Z."""

    FAULTS: ClassVar[Mapping[str, str]] = {
        "nak": "refuses to update its field",
        "ack_lost": "does as it is told but its acknowledgement is never sent",
        "ack_late": f"sends acknowledgements {ACK_LATE_MS} ms late",
        "ack_split": "sends each byte of an answer one tick after the other",
        "wrong_sum": "acknowledges with another command's checksum",
        "rubbish": "sends stray bytes before each answer",
        "jam": "sees products, prints nothing, shows red and a gutter fault",
        "warning": "shows amber and an ink core whose service is overdue",
        "done_lost": "prints without counting",
        "done_dup": "counts a print twice",
        "blank_print": "counts a print without any ink",
    }

    def __init__(
        self,
        *,
        messages: tuple[str, ...] = ("PACKLINE",),
        field: str = "CODE",
        model: Literal["1000", "1710"] = "1000",
    ) -> None:
        self.messages, self.field, self.model = messages, field, model
        self.message = messages[0]
        self.value = b""
        self.is_printing = True
        self.counter = 0
        self.tape: list[bytes] = []
        self.reprints = 0
        self._printed_last = b""
        super().__init__()
        self._packet: bytearray | None = None

    # ------------------------------------------------------------ the wire

    def _forget_half(self) -> None:
        """The link goes; the field stays, and so does printing."""
        self._packet = None

    # ------------------------------------------------------------ the physical side

    def photocell(self, now_ms: int) -> tuple[bytes | None, bytes]:
        """A product passes: what is inked on it (None: no code), and the bytes to the host."""
        return self._print(), self.tick(now_ms)

    def _print(self) -> bytes | None:
        """An empty field is printed and counted like any other, without a code: chosen."""
        if not self.is_printing or self._faults.get("jam"):
            return None
        if not self._faults.hit("done_lost"):
            self.counter += 2 if self._faults.hit("done_dup") else 1
        if not self.value or self._faults.hit("blank_print"):
            return None
        assert len(self.tape) < TAPE_MAX, "nobody drains the tape"
        self.tape.append(self.value)
        self.reprints += self.value == self._printed_last
        self._printed_last = self.value
        return self.value

    def reboot(self, now_ms: int) -> bytes:
        """Power off and on. Field and counter stay, and it prints: chosen."""
        self.disconnected(now_ms)
        self.is_printing = True
        return b""

    # ------------------------------------------------------------ packets

    def _take(self, byte: int, now_ms: int) -> None:
        if byte == 0x02:
            self._packet = bytearray()
        elif self._packet is None:
            return
        elif byte == 0x03:
            packet, self._packet = bytes(self._packet), None
            self._obey(packet, now_ms)
        elif len(self._packet) < PACKET_BYTES_MAX:
            self._packet.append(byte)

    def _obey(self, packet: bytes, now_ms: int) -> None:
        letter, data = packet[:1].decode("ascii", "replace"), packet[1:]
        if self.model == "1710" and letter in PRINTER_ONLY:
            self._acknowledge(packet, False, now_ms)
            return
        match letter, data:
            case "E", b"":
                self._say(b"\x02" + self._status() + b"\x03", now_ms)
            case "Q", b"":
                self._say(b"\x02" + self.message.encode() + b"\x03", now_ms)
            case "G", b"A" | b"B":
                self._say(b"\x02%08d\x03" % (self.counter % 10**8), now_ms)
            case _:
                self._acknowledge(packet, self._change(letter, data), now_ms)

    def _change(self, letter: str, data: bytes) -> bool:
        """Whether it was done."""
        match letter:
            case "O" if data in (b"0", b"1"):
                self.is_printing = data == b"1"
            case "R" if data in (b"A", b"B"):
                self.counter = 0
            case "M":
                return self._select(data)
            case "D":
                return self._update(data, b"")
            case "U":
                name, separator, value = data.partition(b"\n")
                refuses = self._faults.hit("nak") or not separator or not value
                return not refuses and self._update(name, value)
            case _:
                return False
        return True

    def _select(self, data: bytes) -> bool:
        name = data.decode("ascii", "replace")
        if name not in self.messages:
            return False
        self.message = name
        return True

    def _update(self, name: bytes, value: bytes) -> bool:
        is_right = all(0x20 <= byte <= 0x7F for byte in value) and len(value) <= VALUE_MAX
        if name != self.field.encode() or not is_right:
            return False
        self.value, self._printed_last = value, b""
        return True

    def _status(self) -> bytes:
        if self._faults.get("jam"):
            return b"4000004"
        return b"0400002" if self._faults.get("warning") else b"0000001"

    # ------------------------------------------------------------ answers

    def _acknowledge(self, packet: bytes, done: bool, now_ms: int) -> None:
        if self._faults.hit("ack_lost"):
            return
        total = sum(packet) + (1 if self._faults.hit("wrong_sum") else 0)
        answer = b"$" if done else b"!"
        if self.model != "1710":
            answer += b"%02X" % (total % 256)
        late_ms = ACK_LATE_MS if self._faults.hit("ack_late") else 0
        self._say(answer, now_ms + late_ms)

    def _say(self, answer: bytes, due_ms: int) -> None:
        """Queue bytes for the host; never before what was queued earlier."""
        if self._faults.hit("rubbish"):
            answer = RUBBISH + answer
        self._outgoing.after(answer, due_ms, split=self._faults.get("ack_split"))
