"""`./packline prove`: the long versions of the proofs, each by one command.

The short versions are tests (`test_faults_*.py`) and run in every test run. Exit codes: 0 every
promise was kept, 1 one was broken, 2 usage, 130 stopped by hand (what was seen till then is told).
"""

from __future__ import annotations

import logging
import signal
from collections.abc import Callable
from itertools import count
from typing import Annotated

import typer

from tests.faults import crash, failing, links, world
from tests.faults.hunt import hunt
from tests.faults.mutants import MUTANTS
from tests.faults.report import StoppedByHand, Teller
from tests.faults.trial import Outcome

POINT_TIMES = 3
STOPPED_BY_HAND = 130

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    help="Invent faults all night, and prove that nothing is printed twice and nothing is lost.",
)
Seed = Annotated[int, typer.Option(help="the first trial's seed; the next trial has the next one")]
AsJson = Annotated[bool, typer.Option("--json", help="only the results, as JSON")]
Cuts = Annotated[int, typer.Option(min=1, help="power cuts to simulate")]
Kills = Annotated[int, typer.Option(min=0, help="random kills, after those at named points")]
Points = Annotated[bool, typer.Option(help="first die at every named point")]
Step = Annotated[int, typer.Option(min=1, help="let only every so manyth operation fail")]
Nth = Annotated[int, typer.Option(min=0, help="only this operation (0: all of them)")]
OneFault = Annotated[str, typer.Option(help=f"only this fault: {', '.join(failing.KINDS)}")]
Trials = Annotated[int, typer.Option(min=1, help="trials on each link")]
OneLink = Annotated[str, typer.Option(help=f"only this link: {', '.join(links.LINKS)}")]
OneMutant = Annotated[str, typer.Option(help="only this one; all by default")]


def _crash(teller: Teller, seed: int, cuts: int) -> None:
    with teller.proof("crash", "power cuts", cuts) as progress:
        for one in count(seed):
            progress.add(crash.run_trial(one), f"crash --seed {one} --cuts 1")
            if progress.result.blows >= cuts:
                return


def _kill(teller: Teller, seed: int, kills: int, points: bool) -> None:
    if points:
        with teller.proof("points", "kills at named points", None) as progress:
            for outcome in world.sweep(seed, POINT_TIMES):
                progress.add(outcome, f"kill --seed {seed} --kills 0")
            progress.note(f"{len(progress.hit)} deaths at points: each point {POINT_TIMES} times")
    if kills:
        with teller.proof("kill", "kills", kills) as progress:
            for one in count(seed):
                progress.add(world.run_trial(one), f"kill --seed {one} --kills 1 --no-points")
                if progress.result.blows >= kills:
                    return


def _io(teller: Teller, seed: int, step: int) -> None:
    with teller.proof("io", "disk faults", None) as progress:
        for outcome, nth, kind in failing.all_trials(seed, step):
            progress.add(outcome, f"io --seed {seed} --nth {nth} --fault {kind.name}")


def _one_io(teller: Teller, seed: int, nth: int, fault: str) -> None:
    with teller.proof("io", "disk faults", 1) as progress:
        outcome = failing.run_trial(seed, nth, failing.KINDS[fault])
        progress.add(outcome, f"io --seed {seed} --nth {nth} --fault {fault}")


def _proxy(teller: Teller, seed: int, trials: int, only: str) -> None:
    for name in [only] if only else links.LINKS:
        with teller.proof(name, "link faults", None) as progress:
            for one in range(seed, seed + trials):
                outcome = links.LINKS[name](one, links.WORK)
                progress.add(outcome, f"proxy --seed {one} --trials 1 --link {name}")


def _mutants(teller: Teller, seed: int, only: str) -> None:
    """A mutant that lives is the violation here."""
    with teller.proof("mutants", "blows", None) as progress:
        for mutant in [MUTANTS[only]] if only else MUTANTS.values():
            for proof in mutant.proofs:
                caught = hunt(mutant.name, proof, seed)
                outcome = Outcome(caught.seed, caught.blows)
                if not caught.by:
                    outcome.violations.append(f"{mutant.name} lives: {proof} did not catch it")
                progress.add(outcome, f"mutants --seed {seed} --mutant {mutant.name}")
                told = f"after {caught.blows} blows: {caught.by}" if caught.by else "LIVES"
                progress.note(f"{mutant.name} ({proof}): {told}")


@app.command("crash")
def crash_command(cuts: Cuts = 10_000, seed: Seed = 0, as_json: AsJson = False) -> None:
    """Power cuts on a disk that forgets what was not synced."""
    _end(as_json, lambda teller: _crash(teller, seed, cuts))


@app.command("kill")
def kill_command(
    kills: Kills = 20_000, seed: Seed = 0, points: Points = True, as_json: AsJson = False
) -> None:
    """A real station process, killed with SIGKILL at every named point and at random moments."""
    _end(as_json, lambda teller: _kill(teller, seed, kills, points))


@app.command("io")
def io_command(
    seed: Seed = 0, step: Step = 1, nth: Nth = 0, fault: OneFault = "", as_json: AsJson = False
) -> None:
    """The N-th operation of the disk fails, for N = 1, 2, … to the end of the run."""
    if bool(nth) != bool(fault) or (fault and fault not in failing.KINDS):
        raise typer.BadParameter("--nth and --fault go together, with a fault by its name")
    if nth:
        _end(as_json, lambda teller: _one_io(teller, seed, nth, fault))
    _end(as_json, lambda teller: _io(teller, seed, step))


@app.command("proxy")
def proxy_command(
    trials: Trials = 20, seed: Seed = 0, link: OneLink = "", as_json: AsJson = False
) -> None:
    """Links that are cut, slowed, sliced and garbled: each device's, and the upload's."""
    if link and link not in links.LINKS:
        raise typer.BadParameter(f"no link {link!r}; known are {', '.join(links.LINKS)}")
    _end(as_json, lambda teller: _proxy(teller, seed, trials, link))


@app.command("mutants")
def mutants_command(seed: Seed = 0, mutant: OneMutant = "", as_json: AsJson = False) -> None:
    """Known defects, seeded one at a time: each must be caught."""
    if mutant and mutant not in MUTANTS:
        raise typer.BadParameter(f"no mutant {mutant!r}; known are {', '.join(MUTANTS)}")
    _end(as_json, lambda teller: _mutants(teller, seed, mutant))


@app.command("all")
def all_command(
    cuts: Cuts = 10_000, kills: Kills = 20_000, seed: Seed = 0, as_json: AsJson = False
) -> None:
    """All of them, one after the other: a night's work."""

    def everything(teller: Teller) -> None:
        _mutants(teller, seed, "")
        _io(teller, seed, 1)
        _proxy(teller, seed, 20, "")
        _crash(teller, seed, cuts)
        _kill(teller, seed, kills, True)

    _end(as_json, everything)


def _end(as_json: bool, run: Callable[[Teller], None]) -> None:
    logging.disable(logging.CRITICAL)
    teller = Teller(as_json)
    for wish in (signal.SIGINT, signal.SIGTERM):
        signal.signal(wish, teller.stop_soon)
    try:
        run(teller)
    except StoppedByHand:
        raise typer.Exit(teller.end() or STOPPED_BY_HAND) from None
    raise typer.Exit(teller.end())


if __name__ == "__main__":
    app(prog_name="./packline prove")
