"""The disk refuses one operation: the station stops, starts again, and knows what is true.

The long version, with every operation: `./packline prove io`.
"""

from __future__ import annotations

import pytest

from tests.faults.failing import KINDS, Kind, run_trial

SEED = 3
OPERATIONS = (3, 120, 330)  # while the tables are made, in the first turns, and later
PAST_THE_END = 100_000


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
@pytest.mark.parametrize("nth", OPERATIONS)
def test_a_failing_disk_loses_nothing_and_repeats_nothing(nth: int, kind: Kind) -> None:
    replay = f"--seed {SEED} --nth {nth} --fault {kind.name}"
    outcome = run_trial(SEED, nth, kind)
    assert not outcome.violations, f"./packline prove io {replay}"
    assert outcome.blows == 1, "the disk did fail"


def test_a_disk_without_so_many_operations_does_not_fail() -> None:
    assert run_trial(SEED, PAST_THE_END, KINDS["eio-once"]).blows == 0
