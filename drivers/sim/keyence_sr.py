"""A fixed reader that speaks Keyence's SR protocol, from its own side of the wire.

Written from the fact sheet. After `LON` it looks until it finds something or `LOFF` comes; `look`
says what stands before it (each item as it would send it, AIM identifier first if it is set so).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar

from drivers.sim.faults import Faults
from drivers.sim.outgoing import Outgoing

READ_MS = 15
LATE_MS = 700
OWN_TIME_OUT_MS = 200
COMMAND_BYTES_MAX = 200
ESC = 0x1B  # forgets what has come of a command
RUBBISH = b"\x00\xfe!"


class KeyenceTwin:
    """`framing` "cr" or "stx"; `separator` between several codes of one result."""

    FAULTS: ClassVar[Mapping[str, str]] = {
        "no_read": "finds nothing, whatever stands before it",
        "late": f"sends its result {LATE_MS} ms late, or so many as the value says (3 digits)",
        "own_time_out": f"gives up by itself after {OWN_TIME_OUT_MS} ms",
        "silent": "never sends a result",
        "ack_split": "sends each byte one tick after the other",
        "merge": "sends its result twice in one piece",
        "er": "refuses LON",
        "echo_off": "doesn't send OK and ER lines",
        "rubbish": "sends stray bytes before each line",
    }

    def __init__(self, *, framing: str = "cr", separator: str = "") -> None:
        self._framing, self._separator = framing, separator.encode()
        self.look: Callable[[], Sequence[bytes]] = self._presented
        self._shown: tuple[bytes, ...] = ()
        self._input = bytearray()
        self._outgoing = Outgoing()
        self._on = False
        self._look_at_ms = self._on_since_ms = 0
        self._faults = Faults(self.FAULTS)

    def present(self, symbols: Sequence[bytes]) -> None:
        """Put symbols before the reader, none for an empty sequence."""
        self._shown = tuple(symbols)

    def _presented(self) -> Sequence[bytes]:
        return self._shown

    # ------------------------------------------------------------ the wire

    def connected(self, now_ms: int) -> bytes:
        del now_ms
        return b""

    def disconnected(self, now_ms: int) -> None:
        del now_ms
        self._on = False
        self._input.clear()
        self._outgoing.clear()

    def received(self, data: bytes, now_ms: int) -> bytes:
        end = 0x0D if self._framing == "cr" else 0x03
        for byte in data:
            if byte == end:
                line = bytes(self._input).strip(b"\x02\n")
                self._input.clear()
                self._obey(line, now_ms)
            elif byte == ESC:
                self._input.clear()
            elif len(self._input) < COMMAND_BYTES_MAX:
                self._input.append(byte)
        return self.tick(now_ms)

    def tick(self, now_ms: int) -> bytes:
        if self._on and now_ms >= self._look_at_ms:
            self._find(now_ms)
        return self._outgoing.take(now_ms, one=self._faults.get("ack_split"))

    def fault(self, name: str, value: str = "on") -> None:
        self._faults.set(name, value)

    # ------------------------------------------------------------ commands

    def _obey(self, line: bytes, now_ms: int) -> None:
        if line[:3] == b"LON" and (not line[3:] or line[3:].isdigit()):
            if self._on or self._faults.hit("er"):
                self._answer(b"ER,LON,01", now_ms)
                return
            self._on, self._on_since_ms = True, now_ms
            self._look_at_ms = now_ms + READ_MS
            self._answer(b"OK,LON", now_ms)
        elif line == b"LOFF":
            self._loff(now_ms)
        elif line:
            self._answer(b"ER," + line[:20] + b",00", now_ms)

    def _loff(self, now_ms: int) -> None:
        """Ends a search without success: `ERROR` follows. After a success it is refused."""
        if not self._on:
            self._answer(b"ER,LOFF,02", now_ms)
            return
        self._on = False
        self._answer(b"OK,LOFF", now_ms)
        self._say(b"ERROR", now_ms)

    def _find(self, now_ms: int) -> None:
        codes = [] if self._faults.get("no_read") else list(self.look())
        if not codes:
            self._look_at_ms = now_ms + READ_MS
            if now_ms - self._on_since_ms >= OWN_TIME_OUT_MS and self._faults.get("own_time_out"):
                self._on = False
                self._say(b"ERROR", now_ms)
            return
        self._on = False
        if self._faults.hit("silent"):
            return
        result = self._separator.join(codes) if self._separator else codes[0]
        late = self._faults.value("late")
        late_ms = int(late) if late.isdigit() and len(late) >= 3 else LATE_MS
        due_ms = now_ms + (late_ms if self._faults.hit("late") else 0)
        for _ in range(2 if self._faults.hit("merge") else 1):
            self._say(result, due_ms)

    def _answer(self, line: bytes, now_ms: int) -> None:
        if not self._faults.get("echo_off"):
            self._say(line, now_ms)

    def _say(self, line: bytes, due_ms: int) -> None:
        framed = line + b"\r" if self._framing == "cr" else b"\x02" + line + b"\x03"
        if self._faults.hit("rubbish"):
            framed = RUBBISH + (b"\r" if self._framing == "cr" else b"") + framed
        self._outgoing.at(framed, due_ms, split=self._faults.get("ack_split"))
