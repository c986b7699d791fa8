"""A real station process is killed: at every named point, and at random moments.

The long version: `./packline prove kill`.
"""

from __future__ import annotations

import pytest

from tests.faults import world
from tests.faults.station_process import Death
from tests.faults.world import run_trial, sweep

pytestmark = pytest.mark.timeout(300)  # many processes, on a PC that may be busy


def test_a_station_may_die_at_every_named_point() -> None:
    died: set[str] = set()
    for outcome in sweep(11):
        assert not outcome.violations, "./packline prove kill --seed 11 --kills 0"
        died.update(outcome.hit)
    for point in ("commit: all written", "effect: SendCodes", "outbox: prepared", "schema: made"):
        assert str(Death(point)) in died, "points of the program that everybody knows of"


@pytest.mark.parametrize("seed", [21, 22])
def test_a_killed_station_loses_nothing_and_repeats_nothing(seed: int) -> None:
    outcome = run_trial(seed)
    assert not outcome.violations, f"./packline prove kill --seed {seed} --kills 1 --no-points"
    assert outcome.blows == world.KILLS
