"""Where time comes from. The core gets it as a field of each event; only the edges ask a clock."""

from __future__ import annotations

import time
from typing import Protocol


class Clock(Protocol):
    def wall_ms(self) -> int:
        """Milliseconds since 1970, UTC. May jump; order never depends on it."""
        ...

    def monotonic_ms(self) -> int:
        """Milliseconds of a clock that only goes forward."""
        ...


class SystemClock:
    def wall_ms(self) -> int:
        return time.time_ns() // 1_000_000

    def monotonic_ms(self) -> int:
        return time.monotonic_ns() // 1_000_000
