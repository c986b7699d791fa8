"""A Markem-Imaje coder that speaks NGPCL, from its own side of the wire: the twin of `ngpcl.py`.

Written from the fact sheet, with a parser of its own. What the sheet leaves open is a choice made
here and marked *chosen*, as a rule the harder one for a host. Physical side: `photocell` (a product
passes), `select_job` (somebody at the panel), `reboot`. `tape` is every code that was ever inked,
in order; whoever runs long drains it. The design's own text is printed too, and is no code.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from drivers.sim.coder_wire import CoderWire

PACKET_BYTES_MAX = 4_096
ACK_LATE_MS = 3_000
TAPE_MAX = 1_000_000
DESIGN_TEXT = "NO CODE"
UNLIMITED = -1
PRODUCING, ABORTED = "06", "09"
RUBBISH = b"\xff7Z\x00"


class NgpclTwin(CoderWire):
    """`job` is on it, and its design has `fields`."""

    FAULTS: ClassVar[Mapping[str, str]] = {
        "nak": "refuses to update its job",
        "ack_lost": "takes a code but its answer is never sent",
        "ack_late": f"answers to codes {ACK_LATE_MS} ms late",
        "ack_split": "sends each byte of an answer one tick after the other",
        "ack_dup": "answers to a code twice",
        "rubbish": "sends stray bytes before each answer",
        "status_off": "its Status field is switched off: answers are a character short",
        "jam": "sees products, prints nothing, has aborted",
        "warning": "prints and asks for attention",
        "blank_print": "uses a code up without any ink",
        "cts_never": "is never clear to send",
        "cts_early": "is clear to send while the last code is not yet printed",
        "prints_again": "takes no notice of the allocation: prints a code on every product",
        "keeps_code": "prints the last code on every product after power was off",
    }

    def __init__(self, *, job: str = "PACKLINE.job", fields: Sequence[str] = ("CODE",)) -> None:
        self.job, self._names = job, tuple(fields)
        self.tape: list[bytes] = []
        self.reprints = 0  # prints of a code for the second time or more
        self.overwritten = 0  # codes that were replaced before they were printed
        super().__init__()
        self._packet: bytearray | None = None
        self._load()

    def _load(self) -> None:
        """The job as it was designed, printed on every product: chosen."""
        self.values = dict.fromkeys(self._names, DESIGN_TEXT)
        self.allocation = UNLIMITED
        self.is_pending = False

    # ------------------------------------------------------------ the wire

    def _forget_half(self) -> None:
        """The link goes; the code inside stays, and so does printing."""
        self._packet = None

    # ------------------------------------------------------------ the physical side

    def photocell(self, now_ms: int) -> tuple[bytes | None, bytes]:
        """A product passes: what is inked on it (None: nothing), and the bytes to the host."""
        return self._print(), self.tick(now_ms)

    def _print(self) -> bytes | None:
        """With its allocation used up it goes on producing and prints nothing: chosen."""
        if self._faults.get("jam"):
            return None
        if self.allocation == 0 and not self._faults.get("prints_again"):
            return None
        self.allocation -= self.allocation > 0
        self.is_pending = False
        text = self.values[self._names[0]]
        if text == DESIGN_TEXT:
            return text.encode()
        if self._faults.hit("blank_print"):
            return None
        assert len(self.tape) < TAPE_MAX, "nobody drains the tape"
        code = text.encode()
        self.reprints += bool(self.tape) and self.tape[-1] == code
        self.tape.append(code)
        return code

    def select_job(self, name: str) -> None:
        """Somebody selects a job at the panel, and no more is to be printed than its design."""
        self.job = name
        self._load()

    def reboot(self, now_ms: int) -> bytes:
        """Power off and on: the job is loaded anew, and it produces. Chosen."""
        self.disconnected(now_ms)
        kept = dict(self.values)
        self._load()
        if self._faults.get("keeps_code"):
            self.values = kept
        return b""

    # ------------------------------------------------------------ packets

    def _take(self, byte: int, now_ms: int) -> None:
        if byte == ord("{"):
            self._packet = bytearray()
        elif self._packet is None:
            return
        elif byte == ord("}"):
            packet, self._packet = bytes(self._packet), None
            self._obey(packet.decode("latin-1"), now_ms)
        elif len(self._packet) < PACKET_BYTES_MAX:
            self._packet.append(byte)

    def _obey(self, packet: str, now_ms: int) -> None:
        """A packet in which a field doesn't end in its bar is none: chosen."""
        command, _, rest = packet.partition("|")
        if rest and not rest.endswith("|"):
            self._say("~NK1|", now_ms)
            return
        fields = rest.split("|")[:-1]
        match command, fields:
            case "~DR", []:
                self._tell("DS", self._state(), now_ms)
            case "~JR", []:
                self._tell("JN", (self.job,), now_ms)
            case "~FR", [name] if name in self.values:
                self._tell("FC", (name, self.values[name]), now_ms)
            case "~FR", [_]:
                self._say("~FC1|", now_ms)
            case "~DC0", []:
                self._tell("DV", ("0" if self._is_clear() else "1",), now_ms)
            case "~PS0", []:
                self._tell("PR", ("3" if self._faults.get("jam") else "0",), now_ms)
            case "~JU0", [job, allocation, *pairs]:
                self._acknowledge(self._update(job, allocation, pairs), now_ms)
            case _:
                self._say("~NK1|", now_ms)

    def _is_clear(self) -> bool:
        if self._faults.get("jam") or self._faults.get("cts_never"):
            return False
        return not self.is_pending or self._faults.get("cts_early")

    def _state(self) -> tuple[str, ...]:
        is_jam, warns = self._faults.get("jam"), self._faults.get("warning")
        flags = ("0", "1") if not is_jam else ("0", "0")
        beam, attention = str(int(is_jam)), str(int(is_jam or warns))
        state = ABORTED if is_jam else PRODUCING
        return (*flags, beam, attention, "0", "2", "0", "000000000", state, "1")

    def _update(self, job: str, allocation: str, pairs: Sequence[str]) -> bool:
        """A field that the job doesn't have is passed over without a word, as was seen; the new
        allocation counts all the same: chosen."""
        is_right = job in ("", self.job) and allocation.isdigit() and pairs and not len(pairs) % 2
        if not is_right or self._faults.hit("nak"):
            return False
        self.overwritten += self.is_pending
        for name, value in zip(pairs[::2], pairs[1::2], strict=True):
            if name in self.values:
                self.values[name] = value
        self.allocation = int(allocation) or UNLIMITED
        self.is_pending = True
        return True

    # ------------------------------------------------------------ answers

    def _acknowledge(self, done: bool, now_ms: int) -> None:
        if self._faults.hit("ack_lost"):
            return
        late_ms = ACK_LATE_MS if self._faults.hit("ack_late") else 0
        for _ in range(2 if self._faults.hit("ack_dup") else 1):
            self._say("~JU0|" if done else "~JU1|", now_ms + late_ms)

    def _tell(self, letters: str, fields: Sequence[str], now_ms: int) -> None:
        if self._faults.get("status_off"):
            self._say("|".join((f"~{letters}{fields[0]}", *fields[1:], "")), now_ms)
        else:
            self._say("|".join((f"~{letters}0", *fields, "")), now_ms)

    def _say(self, packet: str, due_ms: int) -> None:
        """Queue a packet for the host; never before what was queued earlier."""
        answer = b"{" + packet.encode("latin-1") + b"}\r\n"
        if self._faults.hit("rubbish"):
            answer = RUBBISH + answer
        self._outgoing.after(answer, due_ms, split=self._faults.get("ack_split"))
