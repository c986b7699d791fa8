"""Whether the prints of a head become worse: said before the first bottle that can't be read.

A reader gives each symbol a relative print score, 0 to 100. The first reads of a head teach what is
usual for it under its camera; after that an exponentially weighted mean of the scores is held
against the usual one (the EWMA control chart: Roberts, Technometrics 1 (1959), 239-250). A head is
worsening when that mean has dropped by `DROP_MIN` points, or for a head whose scores scatter by
more than its own scatter allows; it is well again when it has come back half the way. One smeared
bottle says nothing of the nozzle, so a single score counts with a bounded drop.

What a score is made of is the reader's affair. A head that was dirty while it taught what is usual
isn't found out here, nor is one that fails from one bottle to the next.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import sqrt

LEARN_READS = 100  # reads that say what is usual
SPAN_READS = 25  # the mean of late is over about so many
DROP_MIN = 3.0  # points below what is usual
DROP_SCATTERS = 1.2  # standard deviations of single scores; for heads that scatter much
CLIP_DROPS = 4  # one score counts as at most so many drops below what is usual


@dataclass(frozen=True)
class Trend:
    """What is known of the scores of one head. `product` is what it was learned on."""

    product: str = ""
    reads: int = 0
    usual: float = 0.0  # mean of the first reads
    squares: float = 0.0  # sum of their squared distances from it
    of_late: float = 0.0
    worsening: bool = False

    @property
    def learned(self) -> bool:
        return self.reads >= LEARN_READS

    @property
    def drop(self) -> float:
        """How far below the usual score the mean of late may lie, in points."""
        scatter = sqrt(self.squares / max(1, min(self.reads, LEARN_READS) - 1))
        return max(DROP_MIN, DROP_SCATTERS * scatter)


def observed(trend: Trend, score: float) -> Trend:
    """The trend after one more read with this score."""
    if not trend.learned:
        return _taught(trend, score)
    counts = max(score, trend.usual - CLIP_DROPS * trend.drop)
    of_late = trend.of_late + (counts - trend.of_late) / SPAN_READS
    allowed = trend.drop / 2 if trend.worsening else trend.drop
    return replace(
        trend, reads=trend.reads + 1, of_late=of_late, worsening=of_late < trend.usual - allowed
    )


def _taught(trend: Trend, score: float) -> Trend:
    reads = trend.reads + 1
    off = score - trend.usual
    usual = trend.usual + off / reads
    squares = trend.squares + off * (score - usual)
    return replace(trend, reads=reads, usual=usual, squares=squares, of_late=usual)
