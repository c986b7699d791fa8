"""The world sees what the database can't know: a cap, a carton or a case that is another one's."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from drivers.sim.line.things import Case
from station.simulate import shift as of_shift
from station.simulate.hand_bench import HandBench
from station.simulate.label_places import LabelPlaces
from station.simulate.shift import Mode, Plan, Shift
from station.simulate.truth import Broken

HOURS = 0.02


def first_case(line: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Shift, Case]:
    """A quiet shift, up to its first case behind the label scanner."""
    monkeypatch.setattr(of_shift, "SIZES", ((2, 3),))
    shift = Shift(Plan(1, HOURS, Mode.SAFETY, "none", line), folder)
    shift.scheduler.at(0, shift._keep_on)
    for _ in range(100):
        shift.scheduler.run_until(shift.scheduler.now_ms + 1_000)
        if shift.floor.cases():
            return shift, shift.floor.cases()[0]
    pytest.fail("no case came")


def another_cap(shift: Shift, case: Case) -> None:
    case.products[0].cap, case.products[1].cap = case.products[1].cap, case.products[0].cap


def another_carton(shift: Shift, case: Case) -> None:
    assert isinstance(shift.floor, LabelPlaces)
    assert shift.floor.cartons is not None
    shift.floor._insides[case.number] = shift.floor.cartons.take()


def one_taken_out(shift: Shift, case: Case) -> None:
    case.products.pop()


def another_label(shift: Shift, case: Case) -> None:
    assert isinstance(shift.floor, HandBench)
    case.label = shift.floor.box_label


@pytest.mark.parametrize(
    ("line", "harm", "seen"),
    [
        ("demo-pairs", another_cap, "which is on record with another one"),
        ("demo-five", another_carton, "which is on record with another one"),
        ("demo-sets", one_taken_out, "lacks 1 that are"),
        ("demo-hand", one_taken_out, "lacks 1 that are"),
        ("demo-hand", another_label, "carries a label that the database doesn't know"),
    ],
)
def test_what_is_not_as_the_database_says_is_seen(
    line: str,
    harm: Callable[[Shift, Case], None],
    seen: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shift, case = first_case(line, tmp_path, monkeypatch)
    harm(shift, case)
    with pytest.raises(Broken, match=seen):
        shift.truth.audit(shift.computer.database, shift.floor)
    shift.computer.stop()
