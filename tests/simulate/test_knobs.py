"""Turning a knob on makes its fault really happen, and no promise is broken by it."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from station.simulate.faults import BY_NAME
from station.simulate.stage import LINES
from tests.simulate.day import Day, play
from tests.simulate.knobs import TRIALS, Trial


def silent(day: Day, trial: Trial) -> Mapping[str, int]:
    """The knobs whose sign doesn't show, with how often each is said to have struck."""
    count = day.outcome.injected.get
    return {name: count(name, 0) for name, (_, sign) in trial.knobs.items() if not sign(day)}


@pytest.mark.parametrize("trial", TRIALS, ids=lambda trial: trial.name)
def test_a_knob_that_is_turned_on_really_strikes_and_no_promise_breaks(
    trial: Trial,
) -> None:
    day = play(trial.line, trial.chances, seed=trial.seed, hours=trial.hours)
    assert day.outcome.violation == ""
    assert not silent(day, trial)
    assert day.outcome.injected.keys() == trial.knobs.keys()


@pytest.mark.parametrize("line", LINES)
def test_on_a_quiet_day_none_of_the_signs_shows(line: str) -> None:
    day = play(line, {})
    assert day.outcome.violation == ""
    assert day.outcome.cases > 0
    shown = [
        name
        for trial in TRIALS
        if trial.line == line
        for name, (_, sign) in trial.knobs.items()
        if sign(day)
    ]
    assert not shown


def test_no_knob_is_left_out() -> None:
    tried = [name for trial in TRIALS for name in trial.knobs]
    assert sorted(tried) == sorted(BY_NAME)


def test_every_line_has_a_trial_of_its_own() -> None:
    assert {trial.line for trial in TRIALS} == set(LINES)
