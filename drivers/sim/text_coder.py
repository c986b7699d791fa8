"""A TIJ, UV or laser board that takes lines of text, from its own side of the wire.

There is no manual for such boards in general: this one is *chosen* to behave as the many that were
described, and each of its words can be set. It queues what comes between prefix and suffix and
prints one at each photocell edge. Its parser is its own, byte by byte.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from typing import ClassVar

from drivers.sim.faults import Faults
from drivers.sim.outgoing import Outgoing

FRAME_BYTES_MAX = 2_048
ACK_LATE_MS = 1_500
TAPE_MAX = 1_000_000


class TextCoderTwin:
    """`ack`, `nak`, `full`, `done` are what it says, "" = nothing. `clear` and `ask` are commands
    that it knows, `hold` and `release` as well. Texts of the wire are bytes here."""

    FAULTS: ClassVar[Mapping[str, str]] = {
        "full": "refuses codes as if its buffer were full",
        "nak": "refuses codes",
        "ack_lost": "takes a code but its acknowledgement is never sent",
        "ack_late": f"sends acknowledgements {ACK_LATE_MS} ms late",
        "ack_split": "sends each byte of an answer one tick after the other",
        "done_lost": "prints without saying so",
        "done_dup": "says twice that it printed",
        "jam": "sees bottles, prints nothing, and says so when asked",
        "rubbish": "sends a stray line before each answer",
        "blank_print": "uses a code up and reports it done without any ink",
    }

    def __init__(
        self,
        *,
        depth: int = 4,
        prefix: bytes = b"",
        suffix: bytes = b"\r",
        ack: bytes = b"OK\r",
        nak: bytes = b"NG\r",
        full: bytes = b"FULL\r",
        done: bytes = b"PRINTED\r",
        ask: bytes = b"STATE?",
        well: bytes = b"READY\r",
        fault: bytes = b"ERROR\r",
        clear: bytes = b"CLEAR",
        hold: bytes = b"",
        release: bytes = b"",
        encoding: str = "utf-8",
    ) -> None:
        self.depth, self.encoding = depth, encoding
        self._prefix, self._suffix = prefix, suffix
        self._says = {"ack": ack, "nak": nak, "full": full, "done": done}
        self._says |= {"well": well, "jam": fault}
        self._commands = {ask: self._ask, clear: self._clear, hold: self._hold}
        self._commands |= {release: self._release}
        self._commands.pop(b"", None)
        self.buffer: deque[bytes] = deque()
        self.tape: list[bytes] = []
        self.held = False
        self._input = bytearray()
        self._outgoing = Outgoing()
        self._is_connected = False
        self._faults = Faults(self.FAULTS)

    # ------------------------------------------------------------ the wire

    def connected(self, now_ms: int) -> bytes:
        del now_ms
        self._is_connected = True
        return b""

    def disconnected(self, now_ms: int) -> None:
        """The queue stays, and so does printing."""
        del now_ms
        self._is_connected = False
        self._input.clear()
        self._outgoing.clear()

    def received(self, data: bytes, now_ms: int) -> bytes:
        for byte in data:
            self._input.append(byte)
            if self._input.endswith(self._suffix):
                self._obey(bytes(self._input[: -len(self._suffix)]), now_ms)
                self._input.clear()
            elif len(self._input) > FRAME_BYTES_MAX:
                self._input.clear()
        return self.tick(now_ms)

    def tick(self, now_ms: int) -> bytes:
        return self._outgoing.take(now_ms, one=self._faults.get("ack_split"))

    def fault(self, name: str, value: str = "on") -> None:
        self._faults.set(name, value)

    # ------------------------------------------------------------ the physical side

    def photocell(self, now_ms: int) -> tuple[bytes | None, bytes]:
        """A bottle passes: what is inked on it (None: nothing), and the bytes to the host."""
        if self.held or self._faults.get("jam") or not self.buffer:
            return None, b""
        code = self.buffer.popleft()
        if self._is_connected and not self._faults.hit("done_lost"):
            times = 2 if self._faults.hit("done_dup") else 1
            self._say("done", now_ms, times=times)
        if self._faults.hit("blank_print"):
            return None, self.tick(now_ms)
        assert len(self.tape) < TAPE_MAX, "nobody drains the tape"
        self.tape.append(code)
        return code, self.tick(now_ms)

    def reboot(self, now_ms: int) -> bytes:
        """Power off and on; the queue is lost. The caller cuts the link."""
        self.disconnected(now_ms)
        self.buffer.clear()
        self.held = False
        return b""

    # ------------------------------------------------------------ what it does

    def _obey(self, frame: bytes, now_ms: int) -> None:
        if frame in self._commands:
            self._commands[frame](now_ms)
        elif not frame.startswith(self._prefix) or len(frame) == len(self._prefix):
            self._say("nak", now_ms)
        else:
            self._queue(frame[len(self._prefix) :], now_ms)

    def _queue(self, data: bytes, now_ms: int) -> None:
        if self._faults.hit("nak"):
            self._say("nak", now_ms)
        elif len(self.buffer) >= self.depth or self._faults.hit("full"):
            self._say("full", now_ms)
        else:
            self.buffer.append(data.decode(self.encoding).encode())
            self._acknowledge(now_ms)

    def _ask(self, now_ms: int) -> None:
        self._say("jam" if self._faults.get("jam") else "well", now_ms)

    def _clear(self, now_ms: int) -> None:
        self.buffer.clear()
        self._acknowledge(now_ms)

    def _hold(self, now_ms: int) -> None:
        self.held = True
        self._acknowledge(now_ms)

    def _release(self, now_ms: int) -> None:
        self.held = False
        self._acknowledge(now_ms)

    # ------------------------------------------------------------ what it says

    def _acknowledge(self, now_ms: int) -> None:
        if self._faults.hit("ack_lost"):
            return
        self._say("ack", now_ms + (ACK_LATE_MS if self._faults.hit("ack_late") else 0))

    def _say(self, what: str, due_ms: int, *, times: int = 1) -> None:
        """Never before what was queued earlier."""
        answer = self._says[what] * times
        if answer and what != "done" and self._faults.hit("rubbish"):
            answer = b"\xff\x00?\r" + answer
        self._outgoing.after(answer, due_ms, split=self._faults.get("ack_split"))
