"""`packline simulate` as its user runs it."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from station.cli import app
from station.simulate import shift
from station.simulate.truth import Truth

SHORT = ["simulate", "--seeds", "3", "--hours", "0.004"]


def run(*words: str, code: int = 0) -> str:
    result = CliRunner().invoke(app, list(words))
    assert result.exit_code == code, result.output
    return result.output


def test_a_sound_seed_says_what_was_simulated_and_ends_with_0() -> None:
    said = run(*SHORT, "--mode", "safety", "--faults", "many")
    assert "1 shifts, 0.00 simulated hours" in said
    assert "0 of 1 shifts broke a promise" in said


def test_the_report_as_json_has_figures_and_no_violation() -> None:
    report = json.loads(run(*SHORT, "--mode", "safety", "--json"))
    assert report["shifts"] == 1
    assert report["simulated_ms"] == 14_400
    assert report["violations"] == []
    assert report["speed"] > 0


def test_a_broken_promise_ends_with_1_and_the_command_that_replays_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def inked(self: Truth, data: bytes) -> None:
        raise AssertionError("this printer is never right")

    monkeypatch.setattr(Truth, "inked", inked)
    said = run(*SHORT, "--mode", "safety", "--faults", "none", code=1)
    assert "AssertionError: this printer is never right" in said
    assert "packline simulate --seeds 3 --hours 0.004 --mode safety --faults none" in said


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--seeds", "9..1"], "A is not above B"),
        (["--mode", "fast"], "--mode fast: it is one of safety, liveness, both"),
        (["--faults", "all"], "--faults all: it is one of none, some, many"),
        (["--line", "four-levels"], "--line four-levels: it is one of demo, demo-queue"),
        (["--hours", "0"], "--hours 0: it is more than 0"),
        (["--without", "rain"], "--without rain: it is one of printer.jam"),
    ],
)
def test_wrong_words_are_told_and_end_with_2(words: list[str], told: str) -> None:
    assert told in run("simulate", *words, code=2)


def test_the_catalogue_of_faults_is_printed_with_rows() -> None:
    assert "print.double" in run("simulate", "--list-faults")
    catalogue = json.loads(run("simulate", "--list-faults", "--json"))
    assert {"name", "row", "per", "chance", "what"} <= set(catalogue[0])


def test_a_seed_can_be_run_without_a_fault() -> None:
    plan = shift.Plan(3, 0.001, without=("print.smear",))
    assert "print.smear" not in shift.simulate(plan).injected
