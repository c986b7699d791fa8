"""A link inside this process, for tests and simulation: `memory:NAME` dials a `MemoryPort`.

It is a socket pair, so that waits, wakes and breaks behave as on a real link, and no port of the
machine is taken.
"""

from __future__ import annotations

import queue
import socket
from types import TracebackType
from typing import ClassVar, Self

from drivers.link.sockets import SocketLink

DIALLED_MAX = 8


class MemoryPort:
    """The device's end: takes the connections that `memory:NAME` links dial. A context manager."""

    _open: ClassVar[dict[str, MemoryPort]] = {}

    def __init__(self, name: str) -> None:
        self.name = name
        self._dialled: queue.Queue[socket.socket] = queue.Queue(DIALLED_MAX)

    def __enter__(self) -> Self:
        assert self.name not in self._open, f"memory:{self.name} is open already"
        self._open[self.name] = self
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        del self._open[self.name]
        while not self._dialled.empty():
            self._dialled.get_nowait().close()

    def accept(self, timeout_s: float = 5.0) -> socket.socket:
        """The next connection. Raises TimeoutError when nobody dials in time."""
        try:
            return self._dialled.get(timeout=timeout_s)
        except queue.Empty:
            raise TimeoutError(f"nobody dialled memory:{self.name}") from None

    @classmethod
    def dial(cls, name: str) -> socket.socket:
        """Raises OSError when no such port is open, or nobody accepts what was dialled."""
        port = cls._open.get(name)
        if port is None or port._dialled.full():
            raise ConnectionRefusedError("nothing in this process listens there")
        host_end, device_end = socket.socketpair()
        port._dialled.put_nowait(device_end)
        return host_end


class MemoryLink(SocketLink):
    def __init__(self, name: str) -> None:
        super().__init__(f"memory:{name}")
        self._name = name

    def _connect(self) -> socket.socket:
        return MemoryPort.dial(self._name)
