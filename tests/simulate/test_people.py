"""The people know what to do about every alarm that waits for them."""

from __future__ import annotations

from pathlib import Path

from station.core.alarms import TEXTS
from station.simulate.shift import Plan, Shift


def test_every_alarm_that_holds_the_line_and_waits_for_a_person_has_an_answer(
    tmp_path: Path,
) -> None:
    people = Shift(Plan(1, 1.0), tmp_path).people
    waits = {kind.value for kind, text in TEXTS.items() if text.holds and not text.own}
    assert waits <= set(people._answers)
