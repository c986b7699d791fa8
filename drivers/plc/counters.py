"""The PLC's latching counters, made continuous.

The PLC counts in 32 bits and begins again after 4,294,967,295, or at zero when somebody resets it.
What is published never decreases: a wrap is carried on, and after a reset the count goes on from
where it was, so that whoever takes differences never invents a product. The first value published
is the PLC's own.
"""

from __future__ import annotations

U32 = 1 << 32
BACKWARDS = U32 // 2
"""A step further than this is one backwards."""


class LatchedCounter:
    """One counter: `total` is what to publish."""

    def __init__(self) -> None:
        self._raw: int | None = None
        self.total = 0

    def read(self, raw: int) -> bool:
        """Take the register's value. False if it went backwards (`total` then stays)."""
        if self._raw is None:
            self._raw = self.total = raw
            return True
        step = (raw - self._raw) % U32
        self._raw = raw
        if step >= BACKWARDS:
            return False
        self.total += step
        return True
