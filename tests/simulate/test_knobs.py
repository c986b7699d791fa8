"""Turning a knob on makes its fault really happen, and no promise is broken by it."""

from __future__ import annotations

import pytest

from station.simulate.faults import BY_NAME
from station.simulate.stage import LINES
from tests.simulate.day import Day, play
from tests.simulate.knobs import TRIALS, Trial

SEEDS_MAX = 4
QUIET_HOURS = 0.003


def shown(day: Day, trial: Trial) -> set[str]:
    """The knobs whose sign shows."""
    return {name for name, (_, sign) in trial.knobs.items() if sign(day)}


@pytest.mark.parametrize("trial", TRIALS, ids=lambda trial: trial.name)
def test_a_knob_that_is_turned_on_really_strikes_and_no_promise_breaks(trial: Trial) -> None:
    """In the trial's own seed as a rule, in one of the next ones at the latest."""
    silent = set(trial.knobs)
    for seed in range(trial.seed, trial.seed + SEEDS_MAX):
        day = play(trial.line, trial.chances, seed=seed, hours=trial.hours)
        assert day.outcome.violation == "", f"seed {seed}"
        assert day.outcome.injected.keys() <= trial.knobs.keys()
        silent -= shown(day, trial)
        if not silent:
            return
    pytest.fail(f"turned on, and nothing was seen of {', '.join(sorted(silent))}")


@pytest.mark.parametrize("line", LINES)
def test_on_a_quiet_day_none_of_the_signs_shows(line: str) -> None:
    day = play(line, {}, hours=QUIET_HOURS)
    assert day.outcome.violation == ""
    assert day.outcome.cases > 0
    assert not {name for one in TRIALS if one.line == line for name in shown(day, one)}


def test_no_knob_is_left_out() -> None:
    tried = [name for trial in TRIALS for name in trial.knobs]
    assert sorted(tried) == sorted(BY_NAME)


def test_every_line_has_a_trial_of_its_own() -> None:
    assert {trial.line for trial in TRIALS} == set(LINES)
