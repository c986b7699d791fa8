"""Availability × performance × quality of a shift, each with the inputs that it was made of.

*Planned* is the time with an order on the line; *running* the time in the phases execute and
completing, less what an alarm that holds took of it. Performance needs a rated speed, which only a
person can give; without one it is not known, and neither is the product. (The shape is that of
ISO 22400-2: availability, effectiveness, quality ratio; times here are those of the journal.)
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

Spell = tuple[int, int]  # from, up to and without, in ms


def joined(spells: Iterable[Spell]) -> list[Spell]:
    """The same time without overlaps, in order. A spell that ends before it began (the clock was
    set back) counts for nothing."""
    found: list[Spell] = []
    for begin, end in sorted(spells):
        if end <= begin:
            continue
        if found and begin <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((begin, end))
    return found


def both(some: Iterable[Spell], others: Iterable[Spell]) -> list[Spell]:
    """The time that is in `some` and in `others`."""
    others = joined(others)
    met = (
        (max(begin, start), min(end, stop)) for begin, end in joined(some) for start, stop in others
    )
    return joined(met)


def total_ms(spells: Iterable[Spell]) -> int:
    return sum(end - begin for begin, end in joined(spells))


@dataclass(frozen=True)
class Effectiveness:
    """Times in seconds, counts in items. A ratio is None where an input is lacking."""

    shift_s: float
    planned_s: float
    running_s: float
    held_s: float  # of the running time, with an alarm that holds
    judged: int
    good: int
    rated_per_minute: float = 0  # 0 = nobody said

    @property
    def productive_s(self) -> float:
        return self.running_s - self.held_s

    @property
    def expected(self) -> float:
        """Items at rated speed in the productive time."""
        return self.rated_per_minute * self.productive_s / 60

    @property
    def availability(self) -> float | None:
        return self.productive_s / self.planned_s if self.planned_s else None

    @property
    def performance(self) -> float | None:
        return self.judged / self.expected if self.expected else None

    @property
    def quality(self) -> float | None:
        return self.good / self.judged if self.judged else None

    @property
    def overall(self) -> float | None:
        factors = (self.availability, self.performance, self.quality)
        product = 1.0
        for factor in factors:
            if factor is None:
                return None
            product *= factor
        return product


def measured(
    shift: Spell,
    planned: Iterable[Spell],
    running: Iterable[Spell],
    holding: Iterable[Spell],
    *,
    judged: int,
    good: int,
    rated_per_minute: float,
) -> Effectiveness:
    """From the spells of orders, phases and alarms, whatever of them lies in the shift."""
    within = both(planned, [shift])
    ran = both(running, within)
    held = both(holding, ran)
    return Effectiveness(
        shift_s=(shift[1] - shift[0]) / 1_000,
        planned_s=total_ms(within) / 1_000,
        running_s=total_ms(ran) / 1_000,
        held_s=total_ms(held) / 1_000,
        judged=judged,
        good=good,
        rated_per_minute=rated_per_minute,
    )
