"""Which product or case meets which fault: drawn once from the seed, before the belt moves.

So the same seed injects the same faults at the same products, however the threads run. Faults keep
apart from one another (`APART`), so that each is seen by itself and none hides another.
"""

from __future__ import annotations

import random
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

APART = 4  # products between two faults


class LineFault(StrEnum):
    NO_READ = "no_read"  # the print is fine, the camera's picture is not
    SMEAR = "smear"  # the print can't be read by anybody
    MISSED_PRINT = "missed_print"  # the coder never saw the product
    TAKEN_OUT = "taken_out"  # somebody takes the product off the belt
    SWAPPED = "swapped"  # two neighbours change places behind the camera
    REJECT_MISS = "reject_miss"  # smeared, and the rejecter doesn't fire
    LINK_CUT = "link_cut"  # the coder's cable, with codes in its buffer
    LABEL_REPRINT = "label_reprint"  # the label printer is reloaded and prints the last one again
    CAP_BLANK = "cap_blank"  # the cap came without a code
    CAP_TWICE = "cap_twice"  # the cap came with the code of the one before it
    SCAN_TWICE = "scan_twice"  # somebody scans the item before once more
    STRANGE = "strange"  # somebody scans something of another world
    LABEL_EARLY = "label_early"  # somebody scans the box's label before the box is full


OF_CAPS = frozenset({LineFault.CAP_BLANK, LineFault.CAP_TWICE})
OF_CODER = frozenset({LineFault.MISSED_PRINT, LineFault.LINK_CUT})
OF_HAND = frozenset({LineFault.SCAN_TWICE, LineFault.STRANGE, LineFault.LABEL_EARLY})
USUAL = frozenset(LineFault) - OF_CAPS - OF_HAND


# Faults for each 100 products (LABEL_REPRINT: each 10 cases), by how many are wanted.
RATES: Mapping[str, Mapping[LineFault, float]] = {
    "none": {},
    "some": {
        LineFault.NO_READ: 0.6,
        LineFault.SMEAR: 0.6,
        LineFault.MISSED_PRINT: 0.4,
        LineFault.TAKEN_OUT: 0.4,
        LineFault.SWAPPED: 0.4,
        LineFault.REJECT_MISS: 0.2,
        LineFault.LINK_CUT: 0.2,
        LineFault.LABEL_REPRINT: 0.5,
        LineFault.CAP_BLANK: 0.6,
        LineFault.CAP_TWICE: 0.4,
        LineFault.SCAN_TWICE: 0.8,
        LineFault.STRANGE: 0.8,
        LineFault.LABEL_EARLY: 0.8,
    },
    "many": {
        LineFault.NO_READ: 3.0,
        LineFault.SMEAR: 2.5,
        LineFault.MISSED_PRINT: 2.0,
        LineFault.TAKEN_OUT: 2.0,
        LineFault.SWAPPED: 1.5,
        LineFault.REJECT_MISS: 0.8,
        LineFault.LINK_CUT: 0.8,
        LineFault.LABEL_REPRINT: 2.0,
        LineFault.CAP_BLANK: 2.0,
        LineFault.CAP_TWICE: 1.5,
        LineFault.SCAN_TWICE: 4.0,
        LineFault.STRANGE: 4.0,
        LineFault.LABEL_EARLY: 4.0,
    },
}


@dataclass(frozen=True)
class FaultPlan:
    products: Mapping[int, LineFault]  # by the product's number, from 1
    cases: Mapping[int, LineFault]  # by the case's number, from 1
    kinds: Collection[LineFault] = USUAL  # what can happen on this line

    def counts(self) -> dict[str, int]:
        """How many of each kind are planned, every kind of this line named."""
        planned = [*self.products.values(), *self.cases.values()]
        return {fault.value: planned.count(fault) for fault in LineFault if fault in self.kinds}


def draw(
    seed: int,
    products: int,
    per_case: int,
    amount: str,
    kinds: Collection[LineFault] = USUAL,
) -> FaultPlan:
    """The plan for a run of a line on which these kinds can happen. Raises KeyError for an
    `amount` that RATES doesn't name."""
    chance = random.Random(f"packline-faults-{seed}-{products}-{amount}")
    rates = {fault: rate for fault, rate in RATES[amount].items() if fault in kinds}
    places = list(range(1 + APART, products - APART, APART))
    chance.shuffle(places)
    taken: dict[int, LineFault] = {}
    for fault, rate in rates.items():
        if fault is LineFault.LABEL_REPRINT:
            continue
        for _ in range(_number(rate * products / 100, products >= 100)):
            if places:
                taken[places.pop()] = fault
    cases = list(range(2, products // per_case))
    chance.shuffle(cases)
    reprints = _number(rates.get(LineFault.LABEL_REPRINT, 0.0) * len(cases) / 10, len(cases) > 3)
    marked = dict.fromkeys(sorted(cases[:reprints]), LineFault.LABEL_REPRINT)
    return FaultPlan(dict(sorted(taken.items())), marked, kinds)


def _number(expected: float, at_least_one: bool) -> int:
    """A whole number of faults; a run that is long enough meets each kind once at least."""
    return max(round(expected), 1 if at_least_one and expected > 0 else 0)
