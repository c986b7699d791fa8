"""What the store's tests are made of: an order, short ways to records, and random legal histories.

A history is built with a `Ledger` at its side, which refuses what the tables of states forbid; so
each one is legal, and the ledger says what the database must say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from random import Random

from station.core import records as r
from station.core.ledger import BlockRow, CodeRow, ContainerRow, Ledger
from station.core.order import Order
from station.core.packaging import INNER, CodeKind, CodeRule, Level, PackMode, Product
from station.core.states import (
    NEXT_CODE,
    NEXT_CONTAINER,
    NEXT_PHASE,
    Cause,
    CodeState,
    ContainerState,
)
from station.store.fold import SERIAL_BITS

MINTED, CASES, CAPS = 4097, 2, 3  # series
BOTTLE, CASE = MINTED << SERIAL_BITS, CASES << SERIAL_BITS
GOOD = (Cause.ALLOCATE, Cause.SEND, Cause.PRINT, Cause.VERIFY)

RULE = CodeRule(CodeKind.MINTED, "QR", prefix="HTTPS://EXAMPLE.COM/")
LEVELS = (
    Level(0, "bottle", RULE),
    Level(
        1, "case", CodeRule(CodeKind.SSCC, "GS1_128", company_prefix="690123"), 4, PackMode.QUEUE
    ),
)
PRODUCT = Product("山泉水", "06901234567892", LEVELS)


def order(number: str = "WO-1") -> Order:
    return Order(number, PRODUCT, "L1", "2026-11-23", "2027-11-22", target=100)


def opened(number: str = "WO-1", bottles: int = 10, cases: int = 3) -> list[r.Record]:
    """An order with its two pools."""
    return [
        r.OrderOpened(order(number)),
        r.Granted(number, 0, MINTED, 1, bottles, "minted"),
        r.Granted(number, 1, CASES, 1, cases, "sscc"),
    ]


def moved(level: int, causes: Sequence[Cause], *codes: int, order: str = "WO-1") -> list[r.Record]:
    return [r.CodesMoved(order, level, cause, codes) for cause in causes]


def packed(container: int = 1) -> list[r.Record]:
    """Four bottles in a confirmed case, ready for the platform."""
    bottles = tuple(BOTTLE + serial for serial in (1, 2, 3, 4))
    label = CASE + 1
    states = (ContainerState.LABELLED, ContainerState.CONFIRMED)
    return [
        *moved(0, GOOD, *bottles),
        r.ContainerOpened("WO-1", container, 1, 4),
        r.Bound("WO-1", container, bottles, (0, 1, 2, 3)),
        r.ContainerMoved("WO-1", container, ContainerState.FULL, 4),
        r.ContainerMoved("WO-1", container, ContainerState.CLOSED, 4),
        *moved(1, GOOD, label),
        r.LabelAssigned("WO-1", container, label),
        *(r.ContainerMoved("WO-1", container, state, 4) for state in states),
        r.BatchReady("WO-1", container),
    ]


@dataclass
class History:
    """Turns of random legal records, and the ledger they lead to."""

    rng: Random
    ledger: Ledger = field(default_factory=Ledger)
    numbers: int = 0

    def turns(self, count: int) -> Iterator[list[r.Record]]:
        for _ in range(count):
            turn: list[r.Record] = []
            for _ in range(self.rng.randint(1, 6)):
                record = self.rng.choice(self.STEPS)(self)
                if record is not None:
                    self.ledger.apply(record)
                    turn.append(record)
            if turn:
                yield turn

    def _number(self) -> int:
        self.numbers += 1
        return self.numbers

    def _some_order(self) -> str | None:
        return self.rng.choice(sorted(self.ledger.orders)) if self.ledger.orders else None

    def open_order(self) -> r.Record | None:
        if len(self.ledger.orders) == 2:
            return None
        return r.OrderOpened(order(f"WO-{len(self.ledger.orders) + 1}"))

    def change_order(self) -> r.Record | None:
        number = self._some_order()
        if number is None:
            return None
        approval = self.ledger.orders[number].approval or self.rng.choice(("", "A-1"))
        return r.OrderChanged(number, self.rng.randint(1, 99), approval, "anna")

    def grant(self) -> r.Record | None:
        number, level = self._some_order(), self.rng.choice((0, 1, INNER))
        if number is None:
            return None
        series = {0: MINTED, 1: CASES, INNER: CAPS}[level]
        blocks = [one for one in self.ledger.blocks if one.series == series]
        first = max((one.first + one.count for one in blocks), default=1)
        return r.Granted(number, level, series, first, self.rng.randint(1, 9), "file:codes.csv")

    def release_block(self) -> r.Record | None:
        """Its end, as far as nothing of it was ever sent."""
        found = self._end_of_block(lambda row: row is None or _unsent(row))
        if found is None or found[0].voided:
            return None
        one, first, count = found
        return r.BlockReleased(one.order, one.level, one.series, first, count, "anna")

    def void_block(self) -> r.Record | None:
        """Its end, as far as it never left the pool."""
        found = self._end_of_block(lambda row: row is None)
        if found is None:
            return None
        one, first, count = found
        place = (one.order, one.level, one.series, first, count)
        return r.BlockVoided(*place, self.rng.choice(("spoilt", "")), "anna", "bo")

    def _end_of_block(
        self, fits: Callable[[CodeRow | None], bool]
    ) -> tuple[BlockRow, int, int] | None:
        """A block, and some of its last serials that all fit."""
        if not self.ledger.blocks:
            return None
        one = self.rng.choice(self.ledger.blocks)
        base, stop = one.series << SERIAL_BITS, one.first + one.count - one.voided
        first = stop
        labels = {box.code for box in self.ledger.containers.values()}
        while first > one.first and base + first - 1 not in labels:
            if not fits(self.ledger.codes.get(base + first - 1)):
                break
            first -= 1
        if first == stop:
            return None
        first = self.rng.randint(first, stop - 1)
        return one, first, stop - first

    def change_phase(self) -> r.Record | None:
        number = self._some_order()
        if number is None or not NEXT_PHASE[self.ledger.phases[number]]:
            return None
        phase = self.rng.choice(sorted(NEXT_PHASE[self.ledger.phases[number]]))
        return r.PhaseChanged(number, phase, "anna")

    def move_codes(self) -> r.Record | None:
        """Codes of one level, one state and one order; free ones may be skipped over."""
        if not self.ledger.blocks:
            return None
        block = self.rng.choice(self.ledger.blocks)
        low = (block.series << SERIAL_BITS) + block.first
        states: dict[CodeState, list[int]] = {}
        for code in range(low, low + block.count - block.voided):
            row = self.ledger.codes.get(code)
            states.setdefault(row.state if row else CodeState.FREE, []).append(code)
        if not states:
            return None  # all of it is void
        state = self.rng.choice(sorted(states))
        causes = sorted(set(NEXT_CODE[state]) - {Cause.BIND, Cause.UNBIND})
        if not causes:
            return None
        codes = self.rng.sample(states[state], self.rng.randint(1, len(states[state])))
        cause = Cause.VOID if self.rng.random() < 0.05 else self.rng.choice(causes)
        if cause not in causes:
            return None
        reason = self.rng.choice(("", "smeared", "sample for QA"))
        return r.CodesMoved(block.order, block.level, cause, tuple(codes), reason)

    def judge(self) -> r.Record | None:
        number = self._some_order()
        verdict = self.rng.choice(("good", "good", "no_read", "duplicate"))
        return None if number is None else r.Judged(number, "camera", self._number(), verdict)

    def open_container(self) -> r.Record | None:
        number = self._some_order()
        return None if number is None else r.ContainerOpened(number, self._number(), 1, 4)

    def move_container(self) -> r.Record | None:
        if not self.ledger.containers:
            return None
        here = self._at_home()
        if not here:
            return None
        which, row = self.rng.choice(here)
        state = self.rng.choice(sorted(NEXT_CONTAINER[row.state]))
        held = len(self.ledger.children[which])
        return r.ContainerMoved(row.order, which, state, held, self.rng.choice(("", "partial")))

    def bind(self) -> r.Record | None:
        for which, row in self._at_home():
            taken = self.ledger.children[which]
            loose = [
                code
                for code, one in self.ledger.codes.items()
                if (one.order, one.level, one.state) == (row.order, 0, CodeState.VERIFIED)
            ]
            free = [slot for slot in range(row.capacity) if slot not in taken]
            count = min(len(loose), len(free), self.rng.randint(1, 3))
            if count and self.rng.random() < 0.7:
                codes, slots = self.rng.sample(loose, count), self.rng.sample(free, count)
                return r.Bound(row.order, which, tuple(codes), tuple(slots))
        return None

    def unbind(self) -> r.Record | None:
        for which, row in self._at_home():
            held = self.ledger.children[which]
            if held and self.rng.random() < 0.3:
                code = self.rng.choice(sorted(held.values()))
                return r.Unbound(row.order, which, (code,), "taken out", "anna")
        return None

    def _at_home(self) -> list[tuple[int, ContainerRow]]:
        """Containers that nobody shipped: what has left is not changed."""
        there = self.ledger.containers.items()
        return [(which, row) for which, row in there if not any(row.shipped_to)]

    def pair(self) -> r.Record | None:
        """A loose inner code goes to an item that has none."""
        loose = [code for code, row in self._of_level(INNER) if row.state is CodeState.VERIFIED]
        bare = [code for code, _ in self._of_level(0) if code not in self.ledger.mates]
        if not loose or not bare:
            return None
        main, mate = self.rng.choice(bare), self.rng.choice(loose)
        order = self.ledger.codes[main].order
        same = self.ledger.codes[mate].order == order
        return r.Paired(order, main, mate) if same else None

    def _of_level(self, level: int) -> list[tuple[int, CodeRow]]:
        return [(code, row) for code, row in self.ledger.codes.items() if row.level == level]

    def desk(self) -> r.Record | None:
        which = self._some_container()
        if which is None:
            return None
        row = self.ledger.containers[which]
        labels = [code for code, one in self._of_level(1) if one.order == row.order]
        return r.DeskChanged(row.order, which, self.rng.choice([0, *labels]))

    def ship(self) -> r.Record | None:
        """There and back again."""
        which = self._some_container()
        if which is None:
            return None
        row = self.ledger.containers[which]
        if any(row.shipped_to):
            return r.Unshipped(row.order, which, "wrong truck", "dock")
        return r.Shipped(row.order, which, "Hangzhou", self.rng.choice(("", "Zhejiang")), "dock")

    def note(self) -> r.Record | None:
        """What changes no table: rework, the audit trail, the clock."""
        number, which = self._some_order(), self._some_container()
        if number is None:
            return r.Audited("", "access", "log in", "refused", "eve")
        codes = tuple(sorted(self.ledger.codes)[:2])
        return self.rng.choice(
            (
                r.Reworked(
                    number, "replace", which or 0, "broken", "anna", 0, codes[:1], codes[1:]
                ),
                r.ClockJumped(number, 1_000),
                r.ClockTrusted(number, "anna"),
                r.Resynced(number, 7, 1),
            )
        )

    def _some_container(self) -> int | None:
        return self.rng.choice(sorted(self.ledger.containers)) if self.ledger.containers else None

    def label(self) -> r.Record | None:
        used = {row.code for row in self.ledger.containers.values()}
        for which, row in self._at_home():
            for code, one in self.ledger.codes.items():
                if (one.order, one.level) == (row.order, 1) and code not in used:
                    return r.LabelAssigned(row.order, which, code)
        return None

    def quarantine(self) -> r.Record | None:
        if not self.ledger.containers:
            return None
        which = self.rng.choice(sorted(self.ledger.containers))
        number = self.ledger.containers[which].order
        return r.QuarantineChanged(number, which, self.rng.random() < 0.5, "wrong label")

    def alarm(self) -> r.Record | None:
        if self.ledger.alarms and self.rng.random() < 0.5:
            standing = self.ledger.alarms[min(self.ledger.alarms)]
            return r.AlarmCleared(standing.order, standing.alarm, "anna", "cleaned")
        return r.AlarmRaised(self._some_order() or "", self._number(), "pool_empty", "belt", "")

    def batch(self) -> r.Record | None:
        number = self._some_order()
        return None if number is None else r.BatchReady(number, 0)

    STEPS: tuple[Callable[[History], r.Record | None], ...] = (
        *(open_order, grant, grant, change_phase, judge, judge, open_container, move_container),
        *(move_codes,) * 8,
        *(bind, bind, bind, unbind, unbind, unbind, label, quarantine, alarm, batch),
        *(change_order, release_block, void_block, pair, pair, desk, ship, note),
    )


def _unsent(row: CodeRow) -> bool:
    return row.state is CodeState.FREE and row.sends == 0
