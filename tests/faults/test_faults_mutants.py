"""The harness catches every defect that we know how to make; one that lives fails this test.

Here each is hunted by the quickest proof from a seed that is known to catch it, so that a check
that has gone blind shows itself at once. The long version looks in every proof, from any seed:
`./packline prove mutants`.
"""

from __future__ import annotations

import pytest

from tests.faults.crash import run_trial
from tests.faults.hunt import hunt
from tests.faults.mutants import MUTANTS, seeded

FIRST_SEED = {  # of those that take more than a few trials
    "print-before-commit": 16,
    "verdict-before-commit": 2,
    "half-bound": 182,
    "acknowledged-first": 16,
    "new-upload-key": 1,
    "outbox-later": 426,
}


@pytest.mark.parametrize("mutant", MUTANTS.values(), ids=lambda mutant: mutant.name)
def test_every_mutant_is_caught(mutant) -> None:  # noqa: ANN001
    caught = hunt(mutant.name, mutant.proofs[0], FIRST_SEED.get(mutant.name, 0))
    assert caught.by, f"{mutant.name} ({mutant.what}) lives after {caught.blows} blows"


@pytest.mark.timeout(300)
def test_killing_alone_finds_an_error_in_our_order_of_doing_things() -> None:
    assert hunt("offered-again", "kill").by.startswith(("left twice", "printed twice"))


def test_a_mutant_is_gone_when_its_proof_is_over() -> None:
    for name in MUTANTS:
        with seeded(name):
            pass
    assert not run_trial(1, cuts=2).violations
