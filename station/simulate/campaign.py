"""Many shifts, one after the other, and what they add up to; a failing one is made small.

Small means: as few kinds of faults as still break the same promise. Each knob has dice of its own,
so leaving one out changes nothing of the others; the run itself ends at the first broken promise,
which is its smallest number of steps.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from station.simulate.shift import HOUR_MS, Mode, Outcome, Plan, simulate

SHRINK_RUNS_MAX = 16
SEED_MAX = 2**32
SEEDS_MAX = 100_000
SEEDS = re.compile(r"(\d+)(?:\.\.(\d+))?")

Run = Callable[[Plan], Outcome]


def seeds_of(text: str) -> range:
    """`A..B` (both included) or `A`. Raises ValueError, saying what is wanted."""
    found = SEEDS.fullmatch(text)
    if found is None:
        raise ValueError(f"--seeds {text}: write A..B, such as 1..20, or one number")
    first = int(found.group(1))
    last = int(found.group(2) or first)
    if not first <= last < SEED_MAX or last - first >= SEEDS_MAX:
        raise ValueError(f"--seeds {text}: A is not above B, and there are {SEEDS_MAX} at most")
    return range(first, last + 1)


@dataclass(frozen=True)
class Campaign:
    seeds: range
    hours: float
    modes: tuple[Mode, ...]
    faults: str
    line: str
    without: tuple[str, ...] = ()

    def plans(self) -> Iterator[Plan]:
        for seed in self.seeds:
            for mode in self.modes:
                yield Plan(seed, self.hours, mode, self.faults, self.line, self.without)

    @property
    def shifts(self) -> int:
        return len(self.seeds) * len(self.modes)


@dataclass
class Tally:
    """What the shifts add up to."""

    shifts: int = 0
    simulated_ms: int = 0
    bottles: int = 0
    cases: int = 0
    orders: int = 0
    lives: int = 0
    steps: int = 0
    uploads: int = 0
    in_doubt: int = 0
    quarantined: int = 0
    injected: Counter[str] = field(default_factory=Counter)
    failed: list[Outcome] = field(default_factory=list)

    def add(self, outcome: Outcome) -> None:
        self.shifts += 1
        self.simulated_ms += outcome.at_ms
        for name in ("bottles", "cases", "orders", "lives", "steps", "uploads", "in_doubt"):
            setattr(self, name, getattr(self, name) + getattr(outcome, name))
        self.quarantined += outcome.quarantined
        self.injected.update(outcome.injected)
        if outcome.violation:
            self.failed.append(outcome)

    @property
    def hours(self) -> float:
        return self.simulated_ms / HOUR_MS


def command_of(plan: Plan) -> str:
    """What replays it exactly."""
    words = [
        f"packline simulate --seeds {plan.seed} --hours {plan.hours:g}",
        f"--mode {plan.mode} --faults {plan.faults} --line {plan.line}",
    ]
    if plan.without:
        words.append(f"--without {','.join(plan.without)}")
    return " ".join(words)


def smallest(failed: Outcome, run: Run = simulate, runs_max: int = SHRINK_RUNS_MAX) -> Outcome:
    """The same broken promise with as few kinds of faults as `runs_max` tries find."""
    best = failed
    pieces = 2
    while runs_max > 0:
        on = sorted(best.injected)
        parts = _parts(on, min(pieces, len(on)))
        for part in parts:
            if runs_max <= 0:
                return best
            runs_max -= 1
            tried = run(replace(best.plan, without=tuple(sorted({*best.plan.without, *part}))))
            if _kind(tried) == _kind(failed):
                best, pieces = tried, max(2, pieces - 1)
                break
        else:
            if pieces >= len(on):
                return best
            pieces = min(2 * pieces, len(on))
    return best


def _parts(names: Sequence[str], count: int) -> list[Sequence[str]]:
    return [names[n::count] for n in range(count)] if names else []


def _kind(outcome: Outcome) -> str:
    """Which promise it is, whatever the numbers in the sentence are."""
    return re.sub(r"'[^']*'|\d+", "…", outcome.violation)
