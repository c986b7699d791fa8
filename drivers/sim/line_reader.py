"""A fixed reader that answers a text with a line, from its own side of the wire.

Set as such readers can be: a start and a stop text, an answer to each or none, quality and place
behind each code, STX … ETX or a line end.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar

from drivers.sim.faults import Faults
from drivers.sim.outgoing import Outgoing

LOOK_MS = 15
LATE_MS = 700
INPUT_BYTES_MAX = 1_024


class LineReaderTwin:
    """`start`, `stop`: the texts that begin and end its search. `frame`: what stands before and
    behind a line, with a space between the two. `fields`: `code;quality;x,y` for each code."""

    FAULTS: ClassVar[Mapping[str, str]] = {
        "no_read": "finds nothing, whatever stands before it",
        "late": f"sends its result {LATE_MS} ms late, even after it was stopped",
        "silent": "never sends a result, nor its text for no read",
        "split": "sends each byte one tick after the other",
        "double": "sends its result twice in one piece",
        "merged": "loses the end between its result and the next one",
        "odd": "sends lines that aren't as its format says",
        "heartbeat": "sends HB before each result",
    }

    def __init__(
        self,
        *,
        start: str = "T\r",
        stop: str = "S\r",
        ack: bool = False,
        frame: str = " \r\n",
        fields: bool = False,
        separator: str = ";",
        no_read: str = "NoRead",
    ) -> None:
        self._start, self._stop, self._ack = start.encode(), stop.encode(), ack
        before, _, behind = frame.partition(" ")
        self._before, self._behind = before.encode(), behind.encode()
        self._fields, self._separator = fields, separator.encode()
        self._no_read = no_read.encode()
        self.look: Callable[[], Sequence[bytes]] = lambda: self._shown
        self._shown: tuple[bytes, ...] = ()
        self._input = b""
        self._outgoing = Outgoing()
        self._on, self._look_at_ms = False, 0
        self._faults = Faults(self.FAULTS)

    def present(self, symbols: Sequence[bytes]) -> None:
        """Put symbols before the reader, none for an empty sequence."""
        self._shown = tuple(symbols)

    def photocell(self, now_ms: int) -> bytes:
        """Its own trigger: what stands before it goes out unasked."""
        self._say_result(list(self.look()), now_ms)
        return self.tick(now_ms)

    # ------------------------------------------------------------ the wire

    def connected(self, now_ms: int) -> bytes:
        del now_ms
        return b""

    def disconnected(self, now_ms: int) -> None:
        del now_ms
        self._on, self._input = False, b""
        self._outgoing.clear()

    def received(self, data: bytes, now_ms: int) -> bytes:
        """Looks for its two texts anywhere in what comes, as simple devices do."""
        self._input = (self._input + data)[-INPUT_BYTES_MAX:]
        while True:
            places = [
                (place, text)
                for text in (self._start, self._stop)
                if (place := self._input.find(text)) >= 0
            ]
            if not places:
                return self.tick(now_ms)
            place, text = min(places)
            self._input = self._input[place + len(text) :]
            self._obey(text == self._start, now_ms)

    def tick(self, now_ms: int) -> bytes:
        if self._on and now_ms >= self._look_at_ms:
            self._find(now_ms)
        return self._outgoing.take(now_ms, one=self._faults.get("split"))

    def fault(self, name: str, value: str = "on") -> None:
        self._faults.set(name, value)

    # ------------------------------------------------------------ its work

    def _obey(self, starts: bool, now_ms: int) -> None:
        if self._ack:
            self._say(b"OK", now_ms)
        if starts:
            self._on, self._look_at_ms = True, now_ms + LOOK_MS
        elif self._on:
            self._on = False
            if not self._faults.get("silent"):
                self._say(self._no_read, now_ms)

    def _find(self, now_ms: int) -> None:
        codes = [] if self._faults.get("no_read") else list(self.look())
        if not codes:
            self._look_at_ms = now_ms + LOOK_MS
            return
        self._on = False
        if not self._faults.hit("silent"):
            late_ms = LATE_MS if self._faults.hit("late") else 0
            self._say_result(codes, now_ms + late_ms)

    def _say_result(self, codes: Sequence[bytes], due_ms: int) -> None:
        if self._faults.get("heartbeat"):
            self._say(b"HB", due_ms)
        text = self._separator.join(self._shown_as(place, one) for place, one in enumerate(codes))
        if self._faults.get("odd"):
            text = b"<" + text + b"> 1/2"
        for _ in range(2 if self._faults.hit("double") else 1):
            self._say(text or self._no_read, due_ms, ends=not self._faults.hit("merged"))

    def _shown_as(self, place: int, code: bytes) -> bytes:
        return code + b";97;%d,%d" % (100 + 50 * place, 240) if self._fields else code

    def _say(self, line: bytes, due_ms: int, ends: bool = True) -> None:
        framed = self._before + line + (self._behind if ends else b"")
        self._outgoing.at(framed, due_ms, split=self._faults.get("split"))
