"""Whole shifts: the same seed is the same journal, and the faults end, the line drains."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from station.simulate.shift import Mode, Plan, simulate

ROOT = Path(__file__).resolve().parents[2]
SHORT = 0.008  # hours: some dozens of bottles
PROGRAM = """
import json
from station.simulate.shift import Mode, Plan, simulate
one = simulate(Plan({seed}, {hours}, Mode.SAFETY, "many", "{line}"))
print(json.dumps([one.violation, one.head_seq, one.head_hash, one.deeds, one.injected]))
"""


def in_a_process(seed: int, line: str, hash_seed: str) -> list[object]:
    program = PROGRAM.format(seed=seed, hours=SHORT, line=line)
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", program],
        env=environment,
        cwd=ROOT,
        check=True,
        capture_output=True,
        timeout=50,
    )
    found: list[object] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("line", ["demo", "demo-queue"])
def test_the_same_seed_is_the_same_journal_in_another_process(line: str) -> None:
    """Also with other hashes: nothing may depend on the order of a set."""
    first = in_a_process(5, line, "1")
    assert first == in_a_process(5, line, "2")
    assert first[0] == ""
    assert first[1] > 0  # type: ignore[operator]


def test_the_same_seed_is_the_same_journal_twice_and_another_seed_another() -> None:
    one, again, other = (simulate(Plan(seed, SHORT, faults="many")) for seed in (7, 7, 8))
    assert (one.head_seq, one.head_hash) == (again.head_seq, again.head_hash)
    assert one.injected == again.injected
    assert one.head_hash != other.head_hash


@pytest.mark.parametrize("line", ["demo", "demo-queue"])
def test_once_the_faults_stop_the_order_closes_and_everything_is_uploaded(line: str) -> None:
    outcome = simulate(Plan(6, SHORT, Mode.LIVENESS, "many", line))
    assert outcome.violation == ""
    assert outcome.in_doubt == 0
    assert outcome.cases > 0
    assert outcome.uploads > 0


def test_a_run_that_is_ended_early_is_the_beginning_of_the_whole_one() -> None:
    whole = simulate(Plan(4, SHORT))
    part = simulate(Plan(4, SHORT, until_ms=20_000))
    assert 0 < part.head_seq < whole.head_seq
    assert part.at_ms == 20_000
