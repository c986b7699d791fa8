"""A rework desk on which anything may be asked, and the world beside it (`rework_world.py`).

The last tests break the desk on purpose: each seeded defect must be caught.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import (
    run_state_machine_as_test,
)

from station.core import records as r
from station.core.rework_events import Fate
from station.core.states import Cause
from station.core.steps import bench, desk, rework, rules
from tests.core.rework_world import ReworkMachine

BOUNDED = settings(
    max_examples=20,
    stateful_step_count=50,
    deadline=None,
    derandomize=True,
    phases=(Phase.generate,),
    suppress_health_check=list(HealthCheck),
)


def test_whatever_is_asked_at_the_desk_the_database_says_what_the_world_is() -> None:
    run_state_machine_as_test(ReworkMachine, settings=BOUNDED)


# ---------------------------------------------------------------- seeded defects


def is_caught(what: type[Exception] | tuple[type[Exception], ...] = AssertionError) -> None:
    """A desk with a defect, played until the watchers cry; silence fails the test."""
    quick = settings(BOUNDED, max_examples=30, print_blob=False)
    with pytest.raises(what):
        run_state_machine_as_test(ReworkMachine, settings=quick)


Patch = pytest.MonkeyPatch


def permits(patch: Patch, name: str) -> None:
    patch.setattr(rules, name, lambda *_: iter(()))


def half_bound(patch: Patch) -> None:
    """The broken bottle leaves, and the good one is never put in."""
    patch.setattr(bench.Bench, "put_in", lambda *_: None)


def fate_forgotten(patch: Patch) -> None:
    real = bench.Bench.leave
    patch.setattr(bench.Bench, "leave", lambda self, codes, fate: real(self, codes, Fate.LOOSE))


def nobody_told(patch: Patch) -> None:
    patch.setattr(bench.Bench, "correct", lambda *_: None)


def old_batch_named(patch: Patch) -> None:
    """Each correction names the first batch, not the newest."""
    real = bench.Bench.correct

    def first(self: bench.Bench, number: int) -> None:
        real(self, number)
        told = self._told
        for top, (order, seq) in tuple(told.items()):
            told[top] = (order, min(seq, 1))

    patch.setattr(bench.Bench, "correct", first)


def label_survives(patch: Patch) -> None:
    """An emptied case keeps its label as good."""
    real = bench.Bench.move

    def spare(self: bench.Bench, cause: Cause, codes: Any) -> None:
        if cause is not Cause.VOID or self.items[codes[0]].level == 0:
            real(self, cause, codes)

    patch.setattr(bench.Bench, "move", spare)


def any_label_will_do(patch: Patch) -> None:
    def believe(turn: Any, event: Any, box: Any, awaited: Any) -> None:
        turn.records.append(r.DeskChanged(box.order, box.number, 0))

    patch.setattr(desk, "_wrong", believe)


def label_lost_at_the_desk(patch: Patch) -> None:
    patch.setattr(bench.Bench, "stand", lambda *_: None)


def quarantine_lifted(patch: Patch) -> None:
    """Closing a case again releases it."""
    real = bench.Bench._close

    def close(self: bench.Bench, box: Any) -> None:
        real(self, box)
        self.quarantine(box.number, False)

    patch.setattr(bench.Bench, "_close", close)


def table_forgotten(patch: Patch) -> None:
    """After a restart whoever clears the belt loses what lies on the rework table."""
    from tests.core import rig

    real = rig.remains_of
    patch.setattr(rig, "remains_of", lambda *a: replace(real(*a), table=frozenset()))


DEFECTS: list[Callable[[Patch], None]] = [
    *(half_bound, fate_forgotten, nobody_told, old_batch_named, label_survives),
    *(any_label_will_do, label_lost_at_the_desk, quarantine_lifted, table_forgotten),
    lambda patch: permits(patch, "loose"),
    lambda patch: permits(patch, "room"),
    lambda patch: permits(patch, "once"),
    lambda patch: permits(patch, "reworkable"),
    lambda patch: patch.setattr(rework, "_may_come", lambda *_: iter(())),
]
NAMES = [
    *("half_bound", "fate_forgotten", "nobody_told", "old_batch_named", "label_survives"),
    *("any_label_will_do", "label_lost", "quarantine_lifted", "table_forgotten"),
    *("bound_goes_in", "overfull", "twice", "at_the_desk", "anything_may_come"),
]


@pytest.mark.parametrize("defect", DEFECTS, ids=NAMES)
def test_a_seeded_defect_of_the_desk_is_caught(defect: Callable[[Patch], None]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        defect(patch)
        is_caught((AssertionError, KeyError))
