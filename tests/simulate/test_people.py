"""The people know what to do about every alarm that waits for them."""

from __future__ import annotations

from pathlib import Path

import pytest

from station.core.alarms import TEXTS
from station.simulate.shift import Plan, Shift
from station.simulate.stage import LINES

# Without a belt, a coder or a PLC nobody raises these.
OF_A_BELT = {"coder_starved", "rejects_in_row", "first_article", "reject_failed", "events_lost"}


@pytest.mark.parametrize("line", LINES)
def test_every_alarm_that_holds_the_line_and_waits_for_a_person_has_an_answer(
    tmp_path: Path, line: str
) -> None:
    people = Shift(Plan(1, 1.0, line=line), tmp_path).people
    waits = {kind.value for kind, text in TEXTS.items() if text.holds and not text.own}
    if line == "demo-hand":
        waits -= OF_A_BELT
    assert waits <= set(people.answers)
