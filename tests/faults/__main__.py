"""`./packline prove`: the long versions of the proofs, each by one command.

The short versions are tests (`test_faults_*.py`) and run in every test run. Exit codes: 0 every
promise was kept, 1 one was broken, 2 usage.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from itertools import count
from typing import Annotated

import typer

from tests.faults import crash, failing, world
from tests.faults.report import Teller
from tests.faults.trial import Outcome

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    help="Invent faults, and prove that nothing is printed twice and nothing is lost.",
)
Seed = Annotated[int, typer.Option(help="the first trial's seed; the next has the next number")]
AsJson = Annotated[bool, typer.Option("--json", help="only the result, as JSON")]


def _until(
    teller: Teller, name: str, unit: str, wanted: int, seed: int, run: Callable[[int], Outcome]
) -> None:
    """Trials from `seed` on, until `wanted` blows were dealt."""
    with teller.proof(name, unit, wanted) as progress:
        for one in count(seed):
            progress.add(run(one), f"{name} --seed {one} --{unit} 1")
            if progress.result.blows >= wanted:
                return


def _crash(teller: Teller, cuts: int, seed: int) -> None:
    _until(teller, "crash", "cuts", cuts, seed, crash.run_trial)


def _kill(teller: Teller, kills: int, seed: int) -> None:
    _until(teller, "kill", "kills", kills, seed, world.run_trial)


def _io(teller: Teller, seed: int, step: int) -> None:
    with teller.proof("io", "faults", None) as progress:
        for outcome, how in failing.all_trials(seed, step):
            progress.add(outcome, f"io --seed {seed} {how}")


@app.command("crash")
def crash_command(cuts: int = 10_000, seed: Seed = 0, as_json: AsJson = False) -> None:
    """Power cuts on a disk that forgets what was not synced."""
    _end(as_json, lambda teller: _crash(teller, cuts, seed))


@app.command("kill")
def kill_command(kills: int = 20_000, seed: Seed = 0, as_json: AsJson = False) -> None:
    """A real station process, killed with SIGKILL at random moments."""
    _end(as_json, lambda teller: _kill(teller, kills, seed))


@app.command("io")
def io_command(seed: Seed = 0, step: int = 1, nth: int = 0, as_json: AsJson = False) -> None:
    """The N-th operation of the disk fails, for N = 1, 2, … to the end of the run."""
    _end(as_json, lambda teller: _io(teller, seed, step))


def _end(as_json: bool, run: Callable[[Teller], None]) -> None:
    logging.disable(logging.CRITICAL)
    teller = Teller(as_json)
    run(teller)
    raise typer.Exit(teller.end())


if __name__ == "__main__":
    app()
