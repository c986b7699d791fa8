"""A PLC's door: one way to the same PLC image (Modbus TCP, Modbus RTU, OPC UA).

A door belongs to one thread, which opens it, asks through it and closes it; only `interrupt` may
come from another. Every call is bounded in time. What the values mean is `PlcImage`'s.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from drivers.errors import DeviceError
from drivers.plc.plc_codec import Picture, Write
from drivers.plc.register_map import Input


class LinkBroken(DeviceError):
    """The link is gone, or can't be trusted any more: close the door and open it anew."""


class Refused(DeviceError):
    """The PLC answered properly, and no. `is_passing`: it may say yes a moment later."""

    def __init__(self, said: str, hint: str, *, is_passing: bool = False) -> None:
        super().__init__(said)
        self.said, self.hint, self.is_passing = said, hint, is_passing


@dataclass(frozen=True)
class Standing:
    """What the PC before us left in the PLC: the sequences in HR 18 and HR 19."""

    verdict_seq: int
    ring_taken: int


class PlcDoor(Protocol):
    """All calls but `interrupt` raise `LinkBroken`; those to the PLC also `Refused`."""

    @property
    def is_open(self) -> bool: ...

    def open(self) -> Standing:
        """Connect, and check that the PLC shows our map. Raises `DeviceRefused` if it doesn't."""
        ...

    def picture(self, ring_taken: int) -> Picture:
        """What the PLC shows; without the ring where its newest event is `ring_taken`."""
        ...

    def inputs(self) -> frozenset[Input]: ...

    def write(self, write: Write) -> None: ...

    def interrupt(self) -> None:
        """End a call that waits, from another thread; from now on all of them fail."""
        ...

    def close(self) -> None:
        """Close; closing twice is allowed."""
        ...
