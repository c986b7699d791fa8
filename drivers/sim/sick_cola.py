"""A SICK Lector that speaks CoLa A, from its own side of the wire.

Written from the fact sheet. While its reading gate is open it looks; what it finds goes out at
once, and `NoRead` when the gate closes without a find.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar

from drivers.sim.faults import Faults
from drivers.sim.outgoing import Outgoing

LOOK_MS = 15
LATE_MS = 700
INPUT_BYTES_MAX = 1_024


class SickTwin:
    """`separator` stands between several codes of one result."""

    FAULTS: ClassVar[Mapping[str, str]] = {
        "no_read": "finds nothing, whatever stands before it",
        "late": f"sends its result {LATE_MS} ms late, even after the gate closed",
        "silent": "never sends a result, nor NoRead",
        "split": "sends each byte one tick after the other",
        "double": "sends its result twice in one piece",
        "denied": "refuses to open its gate (sFA 1)",
        "not_done": "answers the opening of its gate with 0",
        "mute": "doesn't answer methods",
        "no_frame": "sends results without STX and ETX",
        "lost_etx": "loses the ETX of a result",
    }

    def __init__(self, *, separator: str = "") -> None:
        self._separator = separator.encode()
        self.look: Callable[[], Sequence[bytes]] = lambda: self._shown
        self._shown: tuple[bytes, ...] = ()
        self._input: bytearray | None = None
        self._outgoing = Outgoing()
        self._gate_open, self._look_at_ms = False, 0
        self._faults = Faults(self.FAULTS)

    def present(self, symbols: Sequence[bytes]) -> None:
        """Put symbols before the reader, none for an empty sequence."""
        self._shown = tuple(symbols)

    # ------------------------------------------------------------ the wire

    def connected(self, now_ms: int) -> bytes:
        del now_ms
        return b""

    def disconnected(self, now_ms: int) -> None:
        del now_ms
        self._gate_open, self._input = False, None
        self._outgoing.clear()

    def received(self, data: bytes, now_ms: int) -> bytes:
        for byte in data:
            if byte == 0x02:
                self._input = bytearray()
            elif byte == 0x03 and self._input is not None:
                self._obey(bytes(self._input).decode("ascii", "replace"), now_ms)
                self._input = None
            elif self._input is not None and len(self._input) < INPUT_BYTES_MAX:
                self._input.append(byte)
        return self.tick(now_ms)

    def tick(self, now_ms: int) -> bytes:
        if self._gate_open and now_ms >= self._look_at_ms:
            self._find(now_ms)
        return self._outgoing.take(now_ms, one=self._faults.get("split"))

    def fault(self, name: str, value: str = "on") -> None:
        self._faults.set(name, value)

    # ------------------------------------------------------------ methods

    def _obey(self, telegram: str, now_ms: int) -> None:
        match telegram.split():
            case ["sMN", "mTCgateon"]:
                self._open_gate(now_ms)
            case ["sMN", "mTCgateoff"]:
                self._answer("sAN mTCgateoff 1", now_ms)
                self._close_gate(now_ms)
            case ["sMN", *_]:
                self._answer("sFA 2", now_ms)
            case _:
                self._answer("sFA C", now_ms)

    def _open_gate(self, now_ms: int) -> None:
        if self._faults.hit("denied"):
            self._answer("sFA 1", now_ms)
        elif self._faults.hit("not_done"):
            self._answer("sAN mTCgateon 0", now_ms)
        else:
            self._gate_open, self._look_at_ms = True, now_ms + LOOK_MS
            self._answer("sAN mTCgateon 1", now_ms)

    def _close_gate(self, now_ms: int) -> None:
        was_open, self._gate_open = self._gate_open, False
        if was_open and not self._faults.get("silent"):
            self._say(b"\x02NoRead\x03", now_ms)

    def _find(self, now_ms: int) -> None:
        codes = [] if self._faults.get("no_read") else list(self.look())
        if not codes:
            self._look_at_ms = now_ms + LOOK_MS
            return
        self._gate_open = False
        if self._faults.hit("silent"):
            return
        due_ms = now_ms + (LATE_MS if self._faults.hit("late") else 0)
        text = self._separator.join(codes) if self._separator else codes[0]
        framed = text + b"\r\n" if self._faults.get("no_frame") else b"\x02" + text + b"\x03"
        if self._faults.hit("lost_etx"):
            framed = framed[:-1]
        for _ in range(2 if self._faults.hit("double") else 1):
            self._say(framed, due_ms)

    def _answer(self, text: str, now_ms: int) -> None:
        if not self._faults.hit("mute"):
            self._say(b"\x02" + text.encode("ascii") + b"\x03", now_ms)

    def _say(self, framed: bytes, due_ms: int) -> None:
        self._outgoing.at(framed, due_ms, split=self._faults.get("split"))
