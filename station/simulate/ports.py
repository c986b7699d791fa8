"""The device's side of a cable: a twin that is there whether a station talks to it or not.

A port takes one host at a time, as devices do. What happens to the device itself (a photocell, an
empty roll) comes through `act`; what the device says of its own accord goes to the host, if one is
there. The twin's own time passes in ticks, fewer of them while nothing happens.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from drivers.sim.twin import Twin
from station.simulate.clock import Scheduler
from station.simulate.faults import Dice
from station.simulate.wire import Pipe

TICK_MS = 20
REST_TICK_MS = 100
AWAKE_MS = 2_500  # after the last byte: longer than any answer takes


class Host(Protocol):
    """Who has dialled: told of bytes, of the link's end, and of time."""

    def received(self, data: bytes) -> None: ...

    def ended(self, reason: str) -> None: ...

    def tick(self) -> None: ...


class Port:
    def __init__(self, name: str, twin: Any, scheduler: Scheduler, dice: Dice) -> None:
        self.name, self.twin = name, twin
        self._wire: Twin = twin
        self._scheduler, self._dice = scheduler, dice
        self._host: Host | None = None
        self._to_twin: Pipe | None = None
        self._to_host: Pipe | None = None
        self._away_until_ms = 0
        self._awake_until_ms = 0
        self._scheduler.after(TICK_MS, self._tick)

    @property
    def connected(self) -> bool:
        return self._host is not None

    # -- the station's side

    def dial(self, host: Host) -> bool:
        """Whether the device took the call."""
        if self._host is not None or self._scheduler.now_ms < self._away_until_ms:
            return False
        self._host = host
        self._to_twin = Pipe(self._scheduler, self._dice, self._twin_hears)
        self._to_host = Pipe(self._scheduler, self._dice, self._host_hears)
        self._say(self._wire.connected(self._scheduler.now_ms))
        return True

    def send(self, data: bytes) -> None:
        assert self._to_twin is not None, f"{self.name}: bytes on a closed link"
        self._stay_awake()
        self._to_twin.send(data)

    def hang_up(self) -> None:
        """The host goes, by itself or with its process: what it sent may still arrive."""
        if self._to_twin is not None:
            rest = self._to_twin.cut()
            if rest:
                self._wire.received(rest, self._scheduler.now_ms)
            self._wire.disconnected(self._scheduler.now_ms)
        if self._to_host is not None:
            self._to_host.cut()
        self._host = self._to_twin = self._to_host = None

    # -- the world's side

    def cut(self, for_ms: int, reason: str = "the cable was pulled") -> None:
        """The link ends for both, and nobody gets through for a while."""
        self._away_until_ms = self._scheduler.now_ms + for_ms
        host = self._host
        self.hang_up()
        if host is not None:
            host.ended(reason)

    def hang(self) -> bool:
        """From now on the open link carries nothing; whether there was one."""
        if self._to_twin is None or self._to_host is None:
            return False
        self._to_twin.hangs = self._to_host.hangs = True
        return True

    def act(self, action: Callable[[Any, int], tuple[Any, bytes]]) -> Any:
        """Something happens to the device itself."""
        self._stay_awake()
        result, said = action(self.twin, self._scheduler.now_ms)
        self._say(said)
        return result

    # -- time and bytes

    def _say(self, data: bytes) -> None:
        if data and self._to_host is not None:
            self._stay_awake()
            self._to_host.send(data)

    def _twin_hears(self, data: bytes) -> None:
        self._stay_awake()
        self._say(self._wire.received(data, self._scheduler.now_ms))

    def _host_hears(self, data: bytes) -> None:
        self._stay_awake()
        if self._host is not None:
            self._host.received(data)

    def _stay_awake(self) -> None:
        self._awake_until_ms = self._scheduler.now_ms + AWAKE_MS

    def _tick(self) -> None:
        self._say(self._wire.tick(self._scheduler.now_ms))
        if self._host is not None:
            self._host.tick()
        awake = self._scheduler.now_ms < self._awake_until_ms
        self._scheduler.after(TICK_MS if awake else REST_TICK_MS, self._tick)
