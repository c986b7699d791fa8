"""What every twin is: a device seen from its own side of the wire.

A twin is written from the fact sheet, never from our driver, so that the two don't share a
mistake. It is sans-IO like a driver: `drivers.sim.server.TwinServer` gives it a real port, a
simulation gives it memory. Besides the wire it has a **physical side**, methods of its own that
the conveyor or a person calls (a photocell sees a bottle, a label is taken, the ribbon runs
out), each returning the bytes that the device sends on its own account.

`fault(name, value)` turns a misbehaviour on or off by its name; `FAULTS` lists the names with a
sentence each, shown by `packline device simulate NAME --help`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Protocol


class Twin(Protocol):
    """The wire side of a simulated device. Times are milliseconds of a monotonic clock."""

    FAULTS: ClassVar[Mapping[str, str]]

    def connected(self, now_ms: int) -> bytes:
        """A host connected; what the device says first."""
        ...

    def disconnected(self, now_ms: int) -> None: ...

    def received(self, data: bytes, now_ms: int) -> bytes:
        """Bytes of the host came in; the bytes that go back."""
        ...

    def tick(self, now_ms: int) -> bytes: ...

    def fault(self, name: str, value: str = "on") -> None:
        """Turn the fault `name` on or off. Raises ValueError, naming the known ones, if unknown."""
        ...
