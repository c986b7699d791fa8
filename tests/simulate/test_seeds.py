"""The fixed set of seeds: each is a whole shift in which every promise is kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from station.simulate.shift import Mode, Plan, simulate

FILE = Path(__file__).resolve().parents[1] / "seeds" / "simulation.txt"


def plans() -> list[Plan]:
    lines = (line.partition("#")[0].split() for line in FILE.read_text("utf-8").splitlines())
    return [
        Plan(int(seed), float(hours), Mode(mode), faults, line)
        for seed, line, mode, faults, hours in filter(None, lines)
    ]


@pytest.mark.parametrize("plan", plans(), ids=lambda plan: f"{plan.seed}-{plan.line}-{plan.mode}")
def test_a_shift_keeps_every_promise(plan: Plan) -> None:
    outcome = simulate(plan)
    assert outcome.violation == "", f"{outcome.at_ms} ms: {outcome.violation}"
    assert outcome.bottles > 0
