"""The power fails at any moment: no code leaves twice, and nothing that was told as done is lost.

The long version: `./packline prove crash`.
"""

from __future__ import annotations

import pytest

from tests.faults.crash import run_trial

SEEDS = range(500, 506)
CUTS = 6


@pytest.mark.parametrize("seed", SEEDS)
def test_a_power_cut_loses_nothing_and_repeats_nothing(seed: int) -> None:
    outcome = run_trial(seed, CUTS)
    assert not outcome.violations, f"./packline prove crash --seed {seed} --cuts 1"
    assert outcome.blows > CUTS // 2, "the power did fail"


def test_the_same_seed_is_the_same_trial() -> None:
    assert run_trial(3, cuts=4) == run_trial(3, cuts=4)


def test_on_a_disk_that_lies_nothing_can_be_promised_and_the_proof_says_so() -> None:
    assert any(run_trial(seed, lies=True).violations for seed in range(3))
