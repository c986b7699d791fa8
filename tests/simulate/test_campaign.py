"""Which seeds, which runs, and how a failing one is made small."""

from __future__ import annotations

import pytest

from station.simulate.campaign import Campaign, Tally, command_of, seeds_of, smallest
from station.simulate.shift import Mode, Outcome, Plan

ALL = ("cam.noread", "link.cut", "print.smear", "process.kill", "rej.miss")


def outcome(plan: Plan, violation: str, *injected: str) -> Outcome:
    numbers = dict.fromkeys(
        ("head_seq", "bottles", "cases", "orders", "lives", "steps", "deeds", "uploads"), 1
    )
    return Outcome(
        plan,
        violation,
        at_ms=60_000,
        head_hash="",
        in_doubt=2,
        quarantined=0,
        injected=dict.fromkeys(injected, 1),
        **numbers,
    )


@pytest.mark.parametrize(("text", "seeds"), [("3..5", [3, 4, 5]), ("17", [17]), ("0..0", [0])])
def test_seeds_are_a_number_or_a_range(text: str, seeds: list[int]) -> None:
    assert list(seeds_of(text)) == seeds


@pytest.mark.parametrize("text", ["5..3", "a", "1..", "-1", "0..4294967296"])
def test_other_words_are_no_seeds(text: str) -> None:
    with pytest.raises(ValueError, match="--seeds"):
        seeds_of(text)


def test_both_modes_are_run_on_each_seed() -> None:
    campaign = Campaign(range(1, 3), 0.5, (Mode.SAFETY, Mode.LIVENESS), "some", "demo")
    assert [(plan.seed, plan.mode.value) for plan in campaign.plans()] == [
        (1, "safety"),
        (1, "liveness"),
        (2, "safety"),
        (2, "liveness"),
    ]
    assert campaign.shifts == 4


def test_a_failing_seed_is_made_small_to_the_faults_that_matter() -> None:
    def run(plan: Plan) -> Outcome:
        left = [name for name in ALL if name not in plan.without]
        fails = {"link.cut", "process.kill"} <= set(left)
        return outcome(plan, "Broken: b'X7' was printed twice" if fails else "", *left)

    failed = outcome(Plan(9, 1.0), "Broken: b'X1' was printed twice", *ALL)
    small = smallest(failed, run)
    assert set(small.injected) == {"link.cut", "process.kill"}
    assert command_of(small.plan) == (
        "packline simulate --seeds 9 --hours 1 --mode safety --faults some --line demo "
        "--without cam.noread,print.smear,rej.miss"
    )


def test_another_broken_promise_is_not_the_same_one() -> None:
    def run(plan: Plan) -> Outcome:
        return outcome(plan, "NeverDrained: something else", *ALL)

    failed = outcome(Plan(9, 1.0), "Broken: b'X1' was printed twice", *ALL)
    assert smallest(failed, run) == failed


def test_looking_for_the_smallest_ends() -> None:
    tries: list[Plan] = []

    def run(plan: Plan) -> Outcome:
        tries.append(plan)
        return outcome(plan, "", *ALL)

    smallest(outcome(Plan(9, 1.0), "Broken: x", *ALL), run, runs_max=3)
    assert len(tries) == 3


def test_shifts_add_up() -> None:
    tally = Tally()
    tally.add(outcome(Plan(1, 1.0), "", "link.cut"))
    tally.add(outcome(Plan(2, 1.0), "Broken: x", "link.cut"))
    assert (tally.shifts, tally.bottles, tally.injected["link.cut"]) == (2, 2, 2)
    assert tally.simulated_ms == 120_000
    assert [one.plan.seed for one in tally.failed] == [2]
