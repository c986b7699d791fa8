"""A TCP link that misbehaves: it stands between the station and a device, or the platform.

Each piece of data that comes through may be cut off, sliced, merged, delayed, swallowed, doubled
or followed by rubbish, and the link may be closed or reset under it. One thread serves all
connections. `Faults` says what may happen in which direction: bytes that are doubled *towards a
printer* are printed twice whatever the station does, and TCP doesn't double any.
"""

from __future__ import annotations

import select
import socket
import struct
import threading
import time
from collections import Counter, deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from random import Random
from typing import Self

TICK_S = 0.005
STOP_S_MAX = 5.0
PIECE_BYTES = 65_536
SLOW_S_MAX = 0.2
HANG_S_MAX = 0.6
RUBBISH_BYTES_MAX = 24
RESET = struct.pack("ii", 1, 0)  # SO_LINGER: on, 0 s


class Fault(StrEnum):
    CUT = "cut"
    RESET = "reset"
    HALF = "half, then cut"
    SLICE = "sliced"
    MERGE = "merged"
    SLOW = "slow"
    HANG = "hang, then cut"
    LOSE = "lost"  # as a reply that never came: the link stays
    DOUBLE = "doubled"
    RUBBISH = "rubbish after it"


class Towards(StrEnum):
    STATION = "station"
    DEVICE = "device"


ENDS = frozenset({Fault.CUT, Fault.RESET, Fault.HALF, Fault.HANG})
ORDERLY = (Fault.CUT, Fault.RESET, Fault.HALF, Fault.SLICE, Fault.MERGE, Fault.SLOW, Fault.HANG)
Faults = Mapping[Towards, tuple[Fault, ...]]


@dataclass(eq=False)
class _End:
    """One socket, and what waits to be sent on it: (not before, data)."""

    link: socket.socket
    towards: Towards
    waiting: deque[tuple[float, bytes]] = field(default_factory=deque)


@dataclass(eq=False)
class _Connection:
    station: _End
    device: _End
    end_at_s: float = 0.0  # 0 = it lives
    resets: bool = False
    deaf: bool = False

    def other(self, end: _End) -> _End:
        return self.device if end is self.station else self.station


class FaultProxy:
    """`port` is to be dialled instead of the device's. Use as a context manager."""

    def __init__(self, device_port: int, seed: int, faults: Faults, chance: float) -> None:
        self._device_port, self._faults = device_port, faults
        self._dice, self.chance = Random(f"proxy {seed}"), chance
        self.dealt: Counter[Fault] = Counter()
        self._connections: list[_Connection] = []
        self._stopping = False
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._thread = threading.Thread(target=self._main, name="proxy", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopping = True
        self._thread.join(STOP_S_MAX)
        assert not self._thread.is_alive(), "the proxy did not stop"

    @property
    def url(self) -> str:
        return f"tcp://127.0.0.1:{self.port}"

    def be_good(self) -> None:
        """From now on nothing is done to what comes through; what hangs ends at its time."""
        self.chance = 0.0

    # ------------------------------------------------------------ its thread

    def _main(self) -> None:
        try:
            while not self._stopping:
                self._turn()
        finally:
            for connection in [*self._connections]:
                self._close(connection)
            self._listener.close()

    def _turn(self) -> None:
        ends = {
            end.link: (one, end)
            for one in self._connections
            for end in (one.station, one.device)
            if not one.deaf
        }
        readable, _, _ = select.select([self._listener, *ends], [], [], TICK_S)
        for link in readable:
            if link is self._listener:
                self._accept()
            elif ends[link][0] in self._connections:
                self._read(*ends[link])
        now_s = time.monotonic()
        for one in [*self._connections]:
            self._flush(one, now_s)

    def _accept(self) -> None:
        station, _ = self._listener.accept()
        try:
            device = socket.create_connection(("127.0.0.1", self._device_port), STOP_S_MAX)
        except OSError:
            station.close()
            return
        for link in (station, device):
            link.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            link.settimeout(STOP_S_MAX)
        ends = _End(station, Towards.STATION), _End(device, Towards.DEVICE)
        self._connections.append(_Connection(*ends))

    def _read(self, one: _Connection, end: _End) -> None:
        try:
            data = end.link.recv(PIECE_BYTES)
        except OSError:
            data = b""
        if data:
            self._pass_on(one, one.other(end), data)
        else:
            one.deaf, one.end_at_s = True, one.end_at_s or time.monotonic() + TICK_S

    def _pass_on(self, one: _Connection, to: _End, data: bytes) -> None:
        now_s = time.monotonic()
        fault = self._draw(to.towards)
        due_s = max([now_s, *(due for due, _ in to.waiting)])  # nothing overtakes
        if fault in (Fault.SLOW, Fault.MERGE):
            due_s += self._dice.random() * SLOW_S_MAX
        if fault is Fault.HALF:
            data = data[: len(data) // 2]
        elif fault is Fault.RUBBISH:
            data += self._dice.randbytes(self._dice.randint(1, RUBBISH_BYTES_MAX))
        elif fault is Fault.DOUBLE:
            data += data
        if fault is Fault.SLICE:
            to.waiting.extend((due_s + n * TICK_S / 5, data[n : n + 1]) for n in range(len(data)))
        elif fault not in (Fault.LOSE, Fault.HANG, Fault.CUT, Fault.RESET):
            to.waiting.append((due_s, data))
        if fault in ENDS:
            one.deaf, one.resets = True, fault is Fault.RESET
            hang_s = self._dice.random() * HANG_S_MAX if fault is Fault.HANG else 0.0
            one.end_at_s = due_s + hang_s + TICK_S

    def _draw(self, towards: Towards) -> Fault | None:
        if self._dice.random() >= self.chance:
            return None
        fault = self._dice.choice(self._faults[towards])
        self.dealt[fault] += 1
        return fault

    def _flush(self, one: _Connection, now_s: float) -> None:
        for end in (one.station, one.device):
            while end.waiting and end.waiting[0][0] <= now_s:
                try:
                    end.link.sendall(end.waiting.popleft()[1])
                except OSError:
                    end.waiting.clear()
                    one.deaf, one.end_at_s = True, now_s
        if one.end_at_s and one.end_at_s <= now_s:
            self._close(one)

    def _close(self, one: _Connection) -> None:
        self._connections.remove(one)
        for end in (one.station, one.device):
            if one.resets:
                end.link.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
            end.link.close()
