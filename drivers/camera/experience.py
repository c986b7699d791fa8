"""Which rung to try first: those that read most for their cost on the last pictures.

Pictures of one line are bad in the same way, so what read the last ones reads the next. Each rung
has a rate of success, an exponential mean over its last looks that starts at what is hoped of it;
rungs are tried in the order of rate by cost, the best order for tries that don't depend on each
other. What isn't tried is forgotten slowly, so that a rung gets its chance again when the print
or the light has changed. Not responsible for what a look is.
"""

from __future__ import annotations

from collections.abc import Sequence

from drivers.camera.rungs import Rung

__all__ = ["Experience"]

MEMORY_LOOKS = 12  # a rate is the mean of about so many looks
MEMORY_PICTURES = 100  # after so many pictures most of a rate that nobody tried is forgotten


class Experience:
    """The rates of some rungs. May be shared by threads: a lost update only costs a little."""

    def __init__(self, rungs: Sequence[Rung]) -> None:
        self._rungs = tuple(rungs)
        self._rates = {rung: rung.hope for rung in rungs}

    def order(self) -> list[Rung]:
        """The rungs, those most worth their cost first. Call it once a picture."""
        for rung in self._rungs:
            self._rates[rung] += (rung.hope - self._rates[rung]) / MEMORY_PICTURES
        return sorted(self._rungs, key=lambda rung: -self._rates[rung] / rung.cost)

    def note(self, rung: Rung, has_read: bool) -> None:
        """A look from this rung read something, or didn't."""
        self._rates[rung] += (has_read - self._rates[rung]) / MEMORY_LOOKS
