"""A short shift with a few knobs turned up by hand, and all that can be seen of it afterwards.

The belt is quick, cases are small and uploads frequent, so that a minute has everything in it.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from drivers import api as d
from drivers.api import LineEventKind
from drivers.sim.line.things import Product
from station.core import records as r
from station.simulate import shift as of_shift
from station.simulate.computer import DrivenStation
from station.simulate.hall import PITCH_MM, Hall
from station.simulate.hand_bench import FOR_ITEMS, HandBench
from station.simulate.hand_people import HandPeople
from station.simulate.people import People
from station.simulate.platform import FaultyPlatform
from station.simulate.shift import Mode, Outcome, Plan, Shift
from station.simulate.weather import Weather
from station.simulate.wire import Pipe
from station.store import journal
from station.store.engine import reading
from sync.platforms.answers import Reply

BOTTLES_A_MINUTE = 400
PUSH_MS = 1_500
OFF_MS_MAX = 4_000
LOOK_MS = (200, 700)  # people are quick
SIZE = ((2, 3),)


class Day:
    """What happened, by where it shows. `bottles` are those before the camera, as they stood
    there; `line` are the PLC's events; `told` is what devices told the station."""

    def __init__(self) -> None:
        self.bottles: list[Product] = []
        self.packed: dict[int, bytes | None] = {}
        self.line: Counter[LineEventKind] = Counter()
        self.told: list[d.DeviceEvent] = []
        self.records: list[r.Record] = []
        self.replies: list[Reply | None] = []
        self.scans = 0  # that somebody made by hand
        self.pieces = 0  # of messages on cables
        self.messages = 0
        self.slowest_ms = 0  # of all pieces
        self.failures: list[str] = []  # why the core stood still
        self.deaths = 0
        self.stops = 0  # in good order, the last one among them
        self.cartons: list[bytes] = []  # the codes inside of those that were taken
        self.busy_ms = 0
        self.points: Counter[str] = Counter()  # where luck was bad
        self.shift: Shift
        self.outcome: Outcome

    # -- what signs are made of

    def raised(self, kind: str, where: str = "", detail: str = "") -> bool:
        return any(
            one.kind == kind and where in one.where and detail in one.detail
            for one in self.of_type(r.AlarmRaised)
        )

    def judged(self, verdict: str, seen: str = "", device: str = "") -> bool:
        return any(
            one.verdict == verdict and seen in one.seen and device in one.device
            for one in self.of_type(r.Judged)
        )

    def moved(self, cause: str, reason: str) -> bool:
        """A bottle's code."""
        moves = [one for one in self.of_type(r.CodesMoved) if one.level == 0]
        return any(one.cause == cause and reason in one.reason for one in moves)

    def said(self, kind: type[Any], device: str = "", words: str = "") -> bool:
        """Whether a device told it: `words` are in its reason, or in what it said."""
        return any(
            isinstance(one, kind)
            and device in one.device
            and words in str(getattr(one, "reason", getattr(one, "said", "")))
            for one in self.told
        )

    @property
    def reads(self) -> int:
        """What scanners and cameras told."""
        return sum(isinstance(one, d.Read) for one in self.told)

    def of_type(self, kind: type[Any]) -> list[Any]:
        return [one for one in self.records if isinstance(one, kind)]

    def verdict_of(self, bottle: Product) -> str:
        camera = self.shift.line.roles.camera
        found = (j for j in self.of_type(r.Judged) if j.device in (camera, "belt"))
        return next((j.verdict for j in found if j.trigger == bottle.number), "")


def play(
    line: str,
    knobs: Mapping[str, float],
    *,
    seed: int = 1,
    hours: float = 0.008,
    mode: Mode = Mode.SAFETY,
) -> Day:
    """The day of one line with these knobs only."""
    day = Day()
    with (
        pytest.MonkeyPatch.context() as patch,
        _watched(day, patch),
        tempfile.TemporaryDirectory(dir=of_shift._memory_disk()) as folder,
    ):
        patch.setattr(of_shift, "SIZES", SIZE)
        patch.setattr(of_shift, "PUSH_MS", PUSH_MS)
        patch.setattr(of_shift, "OFF_MS_MAX", OFF_MS_MAX)
        patch.setattr(People, "look_ms", LOOK_MS)
        patch.setattr(HandPeople, "look_ms", LOOK_MS)
        day.shift = shift = Shift(Plan(seed, hours, mode, "none", line), Path(folder))
        if isinstance(shift.floor, Hall):
            shift.floor._speed_mm_ms = BOTTLES_A_MINUTE * PITCH_MM / 60_000
            _watch_hall(day, shift.floor)
        if isinstance(shift.floor, HandBench):
            _watch_bench(day, shift.floor)
        for name, chance in knobs.items():
            shift.dice.set(name, chance)
        Weather(shift)  # the shift's own found every knob off
        _watch_computer(day, shift)
        day.outcome = shift.run()
        engine = shift.computer.database.engine(read_only=True)
        with reading(engine) as connection:
            day.records = [entry.record for entry in journal.read_entries(connection, 1)]
        engine.dispose()
    return day


def _watch_hall(day: Day, hall: Hall) -> None:
    at_camera, packed, event = hall._at_camera, hall._packed, hall.event

    def seen(product: Product) -> None:
        at_camera(product)
        day.bottles.append(Product(**vars(product)))

    def put(case: Any) -> None:
        packed(case)
        day.packed[case.products[-1].number] = case.products[-1].ink

    def told(kind: LineEventKind, number: int) -> None:
        event(kind, number)
        day.line[kind] += 1

    hall._at_camera, hall._packed, hall.event = seen, put, told  # type: ignore[method-assign]
    if hall.cartons is not None:
        take = hall.cartons.take

        def taken() -> bytes:
            day.cartons.append(take())
            return day.cartons[-1]

        hall.cartons.take = taken  # type: ignore[method-assign]


def _watch_bench(day: Day, bench: HandBench) -> None:
    scan = bench.scan

    def scanned(text: bytes, scanner: int = FOR_ITEMS) -> None:
        day.scans += 1
        scan(text, scanner)

    bench.scan = scanned  # type: ignore[method-assign]


def _watch_computer(day: Day, shift: Shift) -> None:
    computer = shift.computer
    bury, still, wait = computer._bury, computer._stand_still, computer._let_time_pass
    listen, stop = computer.listen, computer.stop

    def stopped() -> None:
        day.stops += int(not computer.stands_still)
        stop()

    def buried() -> None:
        day.deaths += int(computer._is_dying)
        bury()

    def stood(place: Any, fault: Any) -> None:
        day.failures.append(str(fault))
        still(place, fault)

    def waited() -> None:
        before_ms = shift.scheduler.now_ms
        wait()
        day.busy_ms += shift.scheduler.now_ms - before_ms

    def listened(name: str) -> bool:
        unlucky = listen(name)
        day.points[name] += int(unlucky)
        return unlucky

    computer._bury, computer._stand_still = buried, stood  # type: ignore[method-assign]
    computer._let_time_pass, computer.listen = waited, listened  # type: ignore[method-assign]
    computer.stop = stopped  # type: ignore[method-assign]


@contextmanager
def _watched(day: Day, patch: pytest.MonkeyPatch) -> Iterator[None]:
    """What is made anew with each life of the station, and what has no name of its own."""
    take, reply, pieces = DrivenStation.take, FaultyPlatform._reply, Pipe._pieces

    def taken(self: DrivenStation, event: d.DeviceEvent) -> None:
        day.told.append(event)
        take(self, event)

    def replied(self: FaultyPlatform, content_id: str, body: bytes) -> Reply | None:
        day.replies.append(reply(self, content_id, body))
        return day.replies[-1]

    def cut(self: Pipe, data: bytes) -> list[bytes]:
        found = pieces(self, data)
        day.messages += 1
        day.pieces += len(found)
        day.slowest_ms = max(day.slowest_ms, self._last_ms - self._scheduler.now_ms)
        return found

    patch.setattr(DrivenStation, "take", taken)
    patch.setattr(FaultyPlatform, "_reply", replied)
    patch.setattr(Pipe, "_pieces", cut)
    yield
