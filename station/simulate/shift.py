"""A shift: hall, people, PC and platform from one seed, run through hours of virtual time.

Safety: faults strike to the end, and nothing may ever be wrong. Liveness: at some time the faults
stop; then the line must drain, the order close, the outbox empty, and every code in doubt be on a
list that people can settle. The promises are watched in both.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path

from station.compose.minting_key import ring_from
from station.compose.workplace import Workplace
from station.core.clearance import open_points
from station.core.order import Order
from station.core.states import CodeState
from station.simulate.clock import Scheduler
from station.simulate.computer import Computer, Off
from station.simulate.faults import Dice, stream
from station.simulate.goods import Goods, buy
from station.simulate.platform import FaultyPlatform
from station.simulate.plc import PlcHost
from station.simulate.stage import (
    build,
    devices_for,
    hall_spec,
    line_of,
    pools_of,
    product_on,
)
from station.simulate.truth import Broken, Reader, Truth
from station.simulate.weather import Weather
from station.store import outbox, queries
from station.store.points import listening
from sync.push import Pusher, PushReport
from sync.reconcile import compare
from sync.station_facts import StationFacts
from sync.station_outbox import StationOutbox

HOUR_MS = 3_600_000
DRAIN_MS_MAX = HOUR_MS
AUDIT_MS = 10 * 60_000
PUSH_MS = 60_000
LOOK_MS = 10_000  # how often somebody asks whether the line has drained
OFF_MS_MIN, OFF_MS_MAX = 3_000, 180_000
SIZES = ((2, 3), (3, 4), (4, 6))  # rows and columns of a case
CODER_DEPTHS = (1, 2, 3, 8)  # how many codes a coder holds: 1 is the hardest for the belt


class Mode(StrEnum):
    SAFETY = "safety"
    LIVENESS = "liveness"


@dataclass(frozen=True)
class Plan:
    """What to simulate. `without` names knobs that stay off; `until_ms` ends it early."""

    seed: int
    hours: float
    mode: Mode = Mode.SAFETY
    faults: str = "some"
    line: str = "demo"
    without: tuple[str, ...] = ()
    until_ms: int = 0


@dataclass(frozen=True)
class Outcome:
    """What came of it. `violation` is one sentence, "" if every promise was kept."""

    plan: Plan
    violation: str
    at_ms: int
    head_seq: int
    head_hash: str
    bottles: int
    cases: int
    orders: int
    lives: int
    steps: int
    deeds: int
    uploads: int
    in_doubt: int
    quarantined: int
    injected: Mapping[str, int] = field(default_factory=dict)


class NeverDrained(AssertionError):
    """The faults have long stopped and the line isn't where it must be."""


Tell = Callable[[int, Mapping[str, int]], None]


class Shift:
    """Built from a plan in a folder; `run` once."""

    def __init__(self, plan: Plan, folder: Path) -> None:
        self.plan = plan
        self.scheduler = Scheduler()
        self.dice = Dice(plan.seed, plan.faults, plan.without)
        self._chance = stream(plan.seed, "shift")
        depth = self._chance.choice(CODER_DEPTHS)
        self.line = line_of(plan.line, depth)
        size, per_pallet = self._chance.choice(SIZES), self._chance.randint(2, 4)
        self.product = product_on(plan.line, size, per_pallet)
        spec = hall_spec(self.product, self.line, self._chance.randint(40, 140), depth)
        self.computer = Computer(
            folder,
            self.line,
            lambda: devices_for(self),
            self.scheduler,
            dice=self.dice,
            chance=stream(plan.seed, "computer"),
        )
        ring = ring_from(self.computer.secrets.master)
        self.reader = Reader(self.product, ring, self.line.roles.camera or "")
        self.truth = Truth(self.reader)
        self.floor, self.people = build(self, spec)
        self.people.next_order = self._next_order
        self.people.bring_goods = self._bring_goods
        self.platform = FaultyPlatform(self.scheduler, self.dice)
        self.computer.on_disk = lambda: self.truth.audit(self.computer.database, self.floor)
        self.cables = stream(plan.seed, "cables")
        self._suppliers = stream(plan.seed, "suppliers")
        self._to_import: Goods | None = None
        self.plc_host: PlcHost | None = None
        self.orders = 0
        self.closed = 0
        self.ending = False
        self.pushed = PushReport()
        Weather(self)

    # -- what goes on beside the line

    def _next_order(self, place: Workplace) -> None:
        """The next work order, unless the shift is about to end."""
        if place.snapshot.phase == "complete":
            self.closed = max(self.closed, self.orders)
        if self.ending:
            return
        self.orders += 1
        number = f"S{self.plan.seed}-{self.orders}"
        target = self._chance.randint(60, 400)
        order = Order(number, self.product, f"B{self.orders}", "2026-01-01", "2027-01-01", target)
        spare = self._chance.choice((0, 10, 60))
        self._to_import = buy(self.product, number, target, self._suppliers)
        if self._to_import is not None:
            self.reader.files[self._to_import.plan.name] = self._to_import.plan
        self.floor.begin(target, self._to_import)
        place.open_order(order, pools_of(self.product, target + spare), "line leader (simulated)")

    def _bring_goods(self, place: Workplace) -> None:
        """The supplier's file is imported, unless it came in before the station went off."""
        goods, order = self._to_import, place.state.order
        if goods is None or order is None or order.number != goods.order:
            return
        level = next(iter(goods.plan.texts))
        with place.desk.connect() as connection:
            there = queries.granted_by_source(connection, order.number, level)
        if f"file:{goods.plan.name}" not in there:
            place.import_codes(goods.plan)
        self._to_import = None

    def _keep_on(self) -> None:
        """Somebody starts the station whenever it is off, as soon as it can be started."""
        if not self.computer.is_on:
            self.computer.boot()
        wait_ms = self._chance.randint(OFF_MS_MIN, OFF_MS_MAX)
        self.scheduler.after(wait_ms, self._keep_on)

    def _audit_often(self) -> None:
        self.scheduler.after(AUDIT_MS, self._audit_often)
        if not self.computer.is_busy:
            self.truth.audit(self.computer.database, self.floor)

    def _push_often(self) -> None:
        self.scheduler.after(PUSH_MS, self._push_often)
        try:
            self.computer.inside(self._push)
        except Off:
            return

    def _push(self, place: Workplace) -> None:
        if place.state.order is None:
            return
        facts = StationFacts(place.desk.connect)
        self.pushed = Pusher(
            place.line.station,
            StationOutbox(place.desk),
            facts,
            place.codes.texts,
            self.platform,
            sleep=lambda seconds: None,
            now_ms=self.computer.clock.wall_ms,
            jitter=self._chance.random,
        ).push()

    # -- the run

    def run(self, tell: Tell = lambda now_ms, injected: None) -> Outcome:
        """The whole of it; ends at the first broken promise."""
        violation = ""
        with listening(self.computer.listen):
            try:
                self._run(tell)
            except AssertionError as broken:
                violation = f"{type(broken).__name__}: {broken}"
            at_ms = self.scheduler.now_ms
            self.dice.quiet = True
            outcome = self._outcome(violation, at_ms)
            if self.computer.is_on:
                self.computer.stop()
        self.platform.close()
        return outcome

    def _run(self, tell: Tell) -> None:
        end_ms = round(self.plan.hours * HOUR_MS)
        if self.plan.until_ms:
            end_ms = min(end_ms, self.plan.until_ms)
        self.scheduler.at(0, self._keep_on)
        self.scheduler.after(AUDIT_MS, self._audit_often)
        self.scheduler.after(PUSH_MS, self._push_often)
        calm_ms = end_ms
        if self.plan.mode is Mode.LIVENESS:
            calm_ms = round(end_ms * self._chance.uniform(0.4, 0.9))
        while self.scheduler.now_ms < end_ms:
            if self.scheduler.now_ms >= calm_ms:
                self._calm()
            self.scheduler.run_until(min(end_ms, self.scheduler.now_ms + LOOK_MS))
            tell(self.scheduler.now_ms, self.dice.injected)
        if self.plan.mode is Mode.LIVENESS and not self.plan.until_ms:
            self._drain(tell)
        self._check_all()

    def _calm(self) -> None:
        """No fault strikes any more, and what is broken by now is mended by somebody."""
        self.dice.quiet = True
        self.platform.away_until_ms = 0

    def _drain(self, tell: Tell) -> None:
        """The order in hand is ended as it stands; nothing may be left over."""
        self._calm()
        self.ending = True
        self.floor.feed_no_more()
        end_ms = self.scheduler.now_ms + DRAIN_MS_MAX
        while not self._drained():
            if self.scheduler.now_ms >= end_ms:
                raise NeverDrained(self._why_not())
            self.scheduler.run_until(self.scheduler.now_ms + LOOK_MS)
            tell(self.scheduler.now_ms, self.dice.injected)

    def _drained(self) -> bool:
        if not self.computer.is_on or self.computer.stands_still:
            return False
        place = self.computer.place
        if place.snapshot.phase != "complete" or not self.floor.empty:
            return False
        return outbox.status(place.desk).waiting <= self._held_back

    @property
    def _held_back(self) -> int:
        """Batches that wait for a person on purpose: their container is in quarantine."""
        return sum("quarantine" in sentence for sentence in self.pushed.said)

    def _why_not(self) -> str:
        if not self.computer.is_on:
            return "the station doesn't start any more"
        state = self.computer.place.state
        alarms = ", ".join(f"{alarm.kind} at {alarm.where}" for alarm in state.alarms)
        points = "; ".join(f"{point.text.what}: {point.count}" for point in open_points(state))
        left = outbox.status(self.computer.place.desk).waiting
        return (
            f"{state.phase} after {DRAIN_MS_MAX // 60_000} quiet minutes; alarms: "
            f"{alarms or 'none'}; open: {points or 'nothing'}; {left} batches unsent"
        )

    # -- at the end

    def _check_all(self) -> None:
        """Everything at rest: world, database and platform against one another."""
        self.dice.quiet = True
        self.truth.audit(self.computer.database, self.floor)
        report = self.computer.database.check()
        broken = [f"{name}: {one}" for name, found in report.findings.items() for one in found]
        if broken:
            raise Broken("; ".join(broken[:3]))
        if not self.computer.is_on:
            return
        place = self.computer.place
        for number in range(1, self.orders + 1):
            self._compare(place, f"S{self.plan.seed}-{number}")

    def _compare(self, place: Workplace, order: str) -> None:
        """The platform has nothing that the station hasn't, and nothing twice; once all is sent,
        nothing is missing."""
        if place.state.order is None:
            return
        ours = StationFacts(place.desk.connect).bound_codes(order, place.codes.texts)
        found = compare(ours, self.platform.bound_codes(order))
        if self.plan.mode is Mode.SAFETY or self._held_back:
            found = replace(found, missing=())
        if found:
            raise Broken(f"order {order}: {found}")

    def _outcome(self, violation: str, at_ms: int) -> Outcome:
        seq, digest, in_doubt = 0, "", 0
        if self.computer.is_on:
            place = self.computer.place
            seq, head = place.store.head
            digest = head.hex()
            in_doubt = sum(o.state is CodeState.IN_DOUBT for o in place.state.live.values())
        return Outcome(
            plan=self.plan,
            violation=violation,
            at_ms=at_ms,
            head_seq=seq,
            head_hash=digest,
            bottles=self.floor.fed,
            cases=len(self.floor.cases()),
            orders=self.orders,
            lives=self.computer.lives,
            steps=self.computer.steps,
            deeds=self.scheduler.done,
            uploads=self.platform.uploads,
            in_doubt=in_doubt,
            quarantined=self.truth.quarantined,
            injected=dict(sorted(self.dice.injected.items())),
        )


def simulate(plan: Plan, tell: Tell = lambda now_ms, injected: None) -> Outcome:
    """One shift from one seed, in a folder of its own that is gone afterwards."""
    with tempfile.TemporaryDirectory(dir=_memory_disk(), prefix="packline-simulate-") as folder:
        return Shift(plan, Path(folder)).run(tell)


def _memory_disk() -> str | None:
    """The disk is replaced too: memory where the system offers some, else the usual place."""
    memory = Path("/dev/shm")
    return str(memory) if memory.is_dir() else None
