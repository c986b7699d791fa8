"""Hunting mutants: trials from one seed on, until a check catches the defect or a bound is met."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tests.faults import crash, failing, world
from tests.faults.mutants import MUTANTS, seeded
from tests.faults.trial import Outcome

TRIALS_MAX = 60
CUTS = 6
NTH_MIN = 150  # operations of the disk before the first order runs


@dataclass(frozen=True)
class Caught:
    """`by` is the check's own sentence, "" if nothing caught the mutant; `blows` were dealt till
    then, in the trial of `seed` the last one."""

    mutant: str
    proof: str
    seed: int
    trials: int
    blows: int
    by: str


def _crash(mutant: str, seed: int) -> Iterator[Outcome]:
    for one in range(seed, seed + TRIALS_MAX):
        with seeded(mutant):
            outcome = crash.run_trial(one, CUTS)
        yield outcome


def _kill(mutant: str, seed: int) -> Iterator[Outcome]:
    for one in range(seed, seed + TRIALS_MAX):
        yield world.run_trial(one, mutant=mutant)


def _io(mutant: str, seed: int) -> Iterator[Outcome]:
    for one in range(seed, seed + TRIALS_MAX):
        with seeded(mutant):
            outcome = failing.run_trial(one, NTH_MIN + 7 * one, failing.KINDS["eio-once"])
        yield outcome


PROOFS: dict[str, Callable[[str, int], Iterator[Outcome]]] = {
    "crash": _crash,
    "kill": _kill,
    "io": _io,
}


def hunt(mutant: str, proof: str, seed: int = 0) -> Caught:
    """Until it is caught, or not."""
    assert proof in MUTANTS[mutant].proofs, f"{proof} can't see {mutant}"
    blows = trials = last = 0
    for outcome in PROOFS[proof](mutant, seed):
        trials, blows, last = trials + 1, blows + outcome.blows, outcome.seed
        if outcome.violations:
            return Caught(mutant, proof, last, trials, blows, outcome.violations[0])
    return Caught(mutant, proof, last, trials, blows, "")
