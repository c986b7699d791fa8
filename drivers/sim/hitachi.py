"""A Hitachi RX coder at its serial line, with the communication buffer: the twin of `hitachi.py`.

Written from the manuals' pages, from the printer's side, with a parser of its own. What they leave
open is a choice made here and marked *chosen*, as a rule the harder one for a host. Physical side:
`photocell` (a print signal), `comm` (Comm. On or Off at the panel), `clear_fault` (a person at the
panel), `reboot`. `tape` is all that was ever inked, in order; whoever runs long drains it.

The next print lies in the print memory, prepared; the buffer holds those after it. Clearing empties
the buffer only: what is prepared stays there, and is printed, until the print is restarted.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from typing import ClassVar

from drivers.sim.coder_wire import CoderWire

TEXT_BYTES_MAX = 3_000
ITEMS_MAX, CHARACTERS_MAX = 8, 80
BUFFER_ITEMS, BUFFER_CHARACTERS = 100, 1_000
RESTART_MS = 500
ACK_LATE_MS = 1_500
TAPE_MAX = 1_000_000
RUBBISH = b"\xff7Z\x00"
YES, NO = b"\x06", b"\x15"
BUFFER_FAULT, CHANGEOVER_FAULT, TIMING_FAULT = 0x66, 0x46, 0x69

Record = dict[int, bytes]  # print item: its characters


class HitachiTwin(CoderWire):
    """`items` is how many print items the message has. `fault_at`: fewer codes than that at a print
    signal are a fault. `prepare_ms` passes before a new print is prepared."""

    FAULTS: ClassVar[Mapping[str, str]] = {
        "full": "refuses codes as if its buffer were full",
        "nak": "refuses every text",
        "ack_lost": "takes a code but its acknowledgement is never sent",
        "ack_late": f"sends acknowledgements of codes {ACK_LATE_MS} ms late",
        "ack_split": "sends each byte of an answer one tick after the other",
        "rubbish": "sends stray bytes before each answer",
        "blank_print": "uses a code up without any ink",
        "mute": "answers nothing, as a printer without power",
    }

    def __init__(
        self,
        *,
        items: int = 2,
        fault_at: int = 1,
        prepare_ms: int = 0,
        deflected: bool = True,
        messages: tuple[int, ...] = (1,),
    ) -> None:
        self.items, self.fault_at, self.prepare_ms = items, fault_at, prepare_ms
        self.messages = messages
        self.is_online = True
        self.deflected = deflected  # False: standby
        self.fault_code = 0
        self.error = ""  # of communication, as the panel shows it
        self.message = 0
        self.loaded: Record | None = None
        self.buffer: deque[Record] = deque()
        self.tape: list[bytes] = []
        self.signals_missed = 0  # print signals that printed nothing
        self._awaits_restart = False
        self._restarted_ms = -RESTART_MS
        self._prepared_ms = 0
        super().__init__()
        self._text: bytearray | None = None
        self._escaped = False

    # ------------------------------------------------------------ the wire

    def _forget_half(self) -> None:
        """A serial printer doesn't notice: half a text stays begun, and printing goes on."""

    # ------------------------------------------------------------ the physical side

    def photocell(self, now_ms: int) -> tuple[bytes | None, bytes]:
        """A print signal: what is inked (None: nothing), and the bytes to the host."""
        ink = self._print(now_ms)
        self.signals_missed += ink is None
        return ink, self.tick(now_ms)

    def _print(self, now_ms: int) -> bytes | None:
        if not self.deflected or self.fault_code:
            return None
        held = len(self.buffer) + (self.loaded is not None)
        if now_ms < self._restarted_ms + RESTART_MS:
            self._fail(TIMING_FAULT)
            return None
        if self.loaded is None or held < self.fault_at:
            self._fail(BUFFER_FAULT)
            return None
        if now_ms < self._prepared_ms:
            self._load_next(now_ms)
            self._fail(CHANGEOVER_FAULT)
            return None
        record = self.loaded
        self._load_next(now_ms)
        if self._faults.hit("blank_print"):
            return None
        assert len(self.tape) < TAPE_MAX, "nobody drains the tape"
        ink = next(iter(record.values()))
        self.tape.append(ink)
        return ink

    def _fail(self, code: int) -> None:
        """A fault is shown, and the printer goes to standby."""
        self.fault_code, self.deflected = code, False

    def _load_next(self, now_ms: int) -> None:
        self.loaded = self.buffer.popleft() if self.buffer else None
        self._prepared_ms = now_ms + self.prepare_ms

    def clear_fault(self) -> None:
        """A person clears the fault and puts the printer to ready."""
        self.fault_code, self.deflected = 0, True

    def comm(self, on: bool) -> None:
        """Comm. On or Off at the panel. Off empties the buffer."""
        if not on:
            self._empty()
        self.is_online = on

    def reboot(self, now_ms: int) -> bytes:
        """Power off and on: ready and on line again (chosen), the buffer empty."""
        self.disconnected(now_ms)
        self._empty()
        self._text, self._escaped = None, False
        self.is_online, self.deflected, self.fault_code = True, True, 0
        return b""

    def _empty(self) -> None:
        self.buffer.clear()
        self.loaded, self._awaits_restart = None, False

    # ------------------------------------------------------------ bytes

    def _take(self, byte: int, now_ms: int) -> None:
        if self._faults.get("mute"):
            return
        if byte == 0x12:  # DC2: what was begun is forgotten
            self._text, self._escaped = None, False
            self._answer(self.is_online, now_ms)
        elif self._text is not None:
            self._take_text(byte, now_ms)
        elif self._escaped:
            self._escaped = False
            self._switch(byte, now_ms)
        elif byte == 0x02:
            self._text = bytearray()
        elif byte == 0x05:
            self._answer(self.is_online, now_ms)
        elif byte == 0x1F:
            self._escaped = True

    def _take_text(self, byte: int, now_ms: int) -> None:
        assert self._text is not None
        if byte != 0x03:
            if len(self._text) < TEXT_BYTES_MAX:
                self._text.append(byte)
            return
        text, self._text = bytes(self._text), None
        took = self.is_online and not self._faults.hit("nak") and self._obey(text, now_ms)
        is_code = took and text[:1] == b"\x10"
        if is_code and self._faults.hit("ack_lost"):
            return
        late_ms = ACK_LATE_MS if is_code and self._faults.hit("ack_late") else 0
        self._answer(took, now_ms + late_ms)

    def _switch(self, byte: int, now_ms: int) -> None:
        """On line (73) or off (74); both are answered: chosen."""
        if byte in (0x73, 0x74):
            self.comm(byte == 0x73)
            self._answer(True, now_ms)

    # ------------------------------------------------------------ texts

    def _obey(self, text: bytes, now_ms: int) -> bool:
        if text[:1] == b"\x10":
            return self._take_items(text)
        header, rest = text[:2], text[2:]
        match header:
            case b"\x1f\x76" if not rest:
                self.buffer.clear()
                self._awaits_restart = True
                return True
            case b"\x1f\x77" if not rest:
                return self._restart(now_ms)
            case b"\x1f\x72" if len(rest) == 1:
                return self._remote(rest[0])
            case b"\x1f\x20" if rest[:1] == b"1" and rest[1:].isdigit() and len(rest) == 5:
                return self._recall(int(rest[1:]))
        return self._wrong("002")

    def _restart(self, now_ms: int) -> bool:
        if self._awaits_restart:
            self._load_next(now_ms)
            self._awaits_restart = False
            self._restarted_ms = now_ms
        return True

    def _remote(self, operation: int) -> bool:
        """Acknowledged whether it was possible or not."""
        if operation == 0x34 and self.fault_code:
            self.fault_code = 0
        elif operation in (0x32, 0x33) and not self.fault_code:
            self.deflected = operation == 0x32
        return 0x30 <= operation <= 0x34

    def _recall(self, number: int) -> bool:
        if number not in self.messages:
            return self._wrong("027")
        self.message = number
        return True

    def _take_items(self, text: bytes) -> bool:
        record: Record = {}
        for part in text[1:].split(b"\x10"):
            if not part:
                return self._wrong("002")
            record[part[0] - 0x30] = part[1:]
        characters = sum(map(len, record.values()))
        if len(record) > ITEMS_MAX or characters > CHARACTERS_MAX:
            return self._wrong("030")
        if not all(1 <= item <= self.items for item in record):
            return self._wrong("027")
        if self._faults.hit("full") or not self._has_room(record):
            return False
        if self.loaded is None and not self._awaits_restart:
            self.loaded = record
        else:
            self.buffer.append(record)
        return True

    def _has_room(self, record: Record) -> bool:
        every = [record, *self.buffer]
        items = sum(map(len, every))
        characters = sum(len(text) for one in every for text in one.values())
        return items <= BUFFER_ITEMS and characters <= BUFFER_CHARACTERS

    def _wrong(self, error: str) -> bool:
        self.error = error
        return False

    # ------------------------------------------------------------ answers

    def _answer(self, yes: bool, due_ms: int) -> None:
        """Queue an answer for the host; never before what was queued earlier."""
        answer = YES if yes else NO
        if self._faults.hit("rubbish"):
            answer = RUBBISH + answer
        self._outgoing.after(answer, due_ms, split=self._faults.get("ack_split"))
