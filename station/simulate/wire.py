"""A cable between a driver and its twin, in memory: slow, sliced, merged, cut in the middle.

Bytes keep their order, as TCP keeps it, and nothing else: a message may come in pieces, two may
come as one, and when the cable is cut, any prefix of what was under way has still arrived. A link
that hangs carries nothing and says nothing until somebody gives up.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from station.simulate.clock import Scheduler
from station.simulate.faults import Dice

DELAY_MS_MIN, DELAY_MS_MAX = 1, 4
SLOW_MS_MAX = 900
PIECES_MAX = 6

Receive = Callable[[bytes], None]


class Pipe:
    """One direction of a cable."""

    def __init__(self, scheduler: Scheduler, dice: Dice, receive: Receive) -> None:
        self._scheduler, self._dice, self._receive = scheduler, dice, receive
        self._under_way: deque[tuple[int, bytes]] = deque()
        self._last_ms = 0
        self._open = True
        self.hangs = False

    def send(self, data: bytes) -> None:
        assert self._open, "bytes into a cut cable"
        if self.hangs or not data:
            return
        delay = self._dice.of("tcp.slice")
        for piece in self._pieces(data):
            wait_ms = delay.randint(DELAY_MS_MIN, DELAY_MS_MAX)
            if self._dice.hits("tcp.slow"):
                wait_ms += self._dice.of("tcp.slow").randint(50, SLOW_MS_MAX)
            at_ms = max(self._last_ms, self._scheduler.now_ms + wait_ms)
            self._under_way.append((at_ms, piece))
            if at_ms != self._last_ms or len(self._under_way) == 1:
                self._scheduler.at(at_ms, self._deliver)
            self._last_ms = at_ms

    def _pieces(self, data: bytes) -> list[bytes]:
        if len(data) < 2 or not self._dice.hits("tcp.slice"):
            return [data]
        dice = self._dice.of("tcp.slice")
        count = min(dice.randint(1, PIECES_MAX), len(data) - 1)
        cuts = sorted(dice.sample(range(1, len(data)), count))
        return [data[a:b] for a, b in zip([0, *cuts], [*cuts, len(data)], strict=True)]

    def _deliver(self) -> None:
        """All that has come by now, as one piece."""
        if not self._open or self.hangs:
            return
        come = b""
        while self._under_way and self._under_way[0][0] <= self._scheduler.now_ms:
            come += self._under_way.popleft()[1]
        if come:
            self._receive(come)

    def cut(self) -> bytes:
        """The end; what of the bytes under way has still arrived."""
        self._open = False
        rest = b"".join(piece for _, piece in self._under_way)
        self._under_way.clear()
        return rest[: self._dice.of("link.cut").randint(0, len(rest))] if rest else b""
