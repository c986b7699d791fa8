"""The wire side that simulated coders share: bytes in one by one, answers out when they are due.

No protocol is in it. A device keeps what it has, and goes on printing, when its host is gone; what
is forgotten is half of what the host was saying.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import ClassVar

from drivers.sim.faults import Faults
from drivers.sim.outgoing import Outgoing


class CoderWire(ABC):
    FAULTS: ClassVar[Mapping[str, str]]

    def __init__(self) -> None:
        self._faults = Faults(self.FAULTS)
        self._outgoing = Outgoing()

    @abstractmethod
    def _take(self, byte: int, now_ms: int) -> None:
        """One byte of the host."""

    @abstractmethod
    def _forget_half(self) -> None:
        """The host is gone in the middle of what it was saying."""

    def connected(self, now_ms: int) -> bytes:
        del now_ms
        return b""

    def disconnected(self, now_ms: int) -> None:
        del now_ms
        self._forget_half()
        self._outgoing.clear()

    def received(self, data: bytes, now_ms: int) -> bytes:
        for byte in data:
            self._take(byte, now_ms)
        return self.tick(now_ms)

    def tick(self, now_ms: int) -> bytes:
        return self._outgoing.take(now_ms, one=self._faults.get("ack_split"))

    def fault(self, name: str, value: str = "on") -> None:
        """Values: on, off, a number of times, or what the device's own list says."""
        self._faults.set(name, value)
