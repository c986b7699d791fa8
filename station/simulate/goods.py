"""What comes to the line with its codes on it, order by order: caps, cartons, sets, labels.

The supplier's file says what was printed; what really comes is what the suppliers made of it: a cap
without its code, one code twice, a carton of another set. So the file and the things are kept
apart here, and each fault is one thing that isn't what the file says.
"""

from __future__ import annotations

import random
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from drivers.sim.line.spec import Preprinted, PreSet
from station.core.packaging import Product
from station.core.presets import ImportPlan, importable
from station.demo.bought import as_csv, made, planned
from station.simulate.faults import Dice

OTHERS = b"HTTPS://OTHER.EXAMPLE/C/"  # what another maker's things carry
LEFT_OVER_MAX = 20


@dataclass(frozen=True)
class Goods:
    """What was ordered for one work order; `plan` is the supplier's file, as the station imports
    it."""

    order: str
    things: Preprinted
    plan: ImportPlan


@dataclass
class SetOfGoods:
    """A set as it comes to the line: the label on its carton and those on its bottles. `own` is
    the carton's label as the file says it; one with it lies about, if `carton` is another one."""

    carton: bytes
    bottles: list[bytes]
    own: bytes


def buy(product: Product, order: str, bottles: int, chance: random.Random) -> Goods | None:
    """Everything for so many bottles; None for a line that codes everything itself."""
    if not importable(product):
        return None
    things, rows = made(product, bottles, chance)
    return Goods(order, things, planned(as_csv(rows), f"{order}.csv", product))


@dataclass(frozen=True)
class PileFaults:
    """The knobs of a pile."""

    blank: str
    twice: str
    foreign: str


CAPS = PileFaults("cap.blank", "cap.twice", "cap.foreign")
CARTONS = PileFaults("carton.blank", "carton.twice", "carton.foreign")


class Pile:
    """Caps or cartons at the line, each with its code."""

    def __init__(self, dice: Dice, faults: PileFaults) -> None:
        self._dice, self._faults = dice, faults
        self._codes: deque[bytes] = deque()
        self._left_over: deque[bytes] = deque(maxlen=LEFT_OVER_MAX)
        self._last = b""
        self._strange = 0

    def bring(self, texts: tuple[str, ...]) -> None:
        """A new order's; what was left of the one before stands about."""
        self._left_over.extend(self._codes)
        self._codes = deque(text.encode() for text in texts)
        self._last = b""

    def take(self) -> bytes:
        """The code on the next one; b"" if none can be seen on it, or none is left."""
        hits = self._dice.hits
        if hits(self._faults.blank):
            return b""
        if self._last and hits(self._faults.twice):
            return self._last
        if hits(self._faults.foreign):
            return self._stranger()
        self._last = self._codes.popleft() if self._codes else b""
        return self._last

    def _stranger(self) -> bytes:
        """One of an order before, or of another maker."""
        if self._left_over:
            return self._left_over.popleft()
        self._strange += 1
        return OTHERS + b"%06d" % self._strange


def _as_ordered(one: PreSet) -> SetOfGoods:
    label = one.label.encode()
    return SetOfGoods(label, [member.encode() for member in one.members], label)


def sets_as_they_come(things: Preprinted, dice: Dice) -> Iterator[SetOfGoods]:
    """The sets of an order, with what the supplier did wrong."""
    sets = [_as_ordered(one) for one in things.sets]
    for this, following in pairwise(sets):
        if dice.hits("set.mixed"):
            at = dice.of("set.mixed").randrange(len(this.bottles))
            mine, other = this.bottles[at], following.bottles[at]
            this.bottles[at], following.bottles[at] = other, mine
        if dice.hits("set.carton"):
            this.carton, following.carton = following.carton, this.carton
        elif dice.hits("set.twice"):
            following.carton = this.carton
    for one in sets:
        if dice.hits("set.short"):
            one.bottles.pop(dice.of("set.short").randrange(len(one.bottles)))
        if len(one.bottles) > 1 and dice.hits("item.twice"):
            one.bottles[-1] = one.bottles[0]
    return iter(sets)
