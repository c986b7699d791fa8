"""The invariants, watched while the demonstration runs: after every single step."""

from __future__ import annotations

from station.core.invariants import check_line
from station.runtime.loop import Stepped

KEPT_MAX = 20


class BrokenInvariant(AssertionError):
    """The line did what it must never do; the run stops with the evidence."""


class Watch:
    def __init__(self) -> None:
        self.steps = 0
        self.broken: list[str] = []

    def observe(self, stepped: Stepped) -> None:
        """Called by the core thread after each step, before its records are written."""
        self.steps += 1
        found = check_line(stepped.before, stepped.after, stepped.records)
        if found:
            self.broken += found[: KEPT_MAX - len(self.broken)]
            raise BrokenInvariant(f"after {type(stepped.event).__name__}: {found[0]}")
