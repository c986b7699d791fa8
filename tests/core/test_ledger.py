"""The journal folded in memory: it refuses what the tables don't allow, and replays to the same."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from station.core import records as r
from station.core.ledger import _FOLDS, Ledger
from station.core.states import Cause, CodeState, ContainerState, IllegalMove, Phase
from tests.core.rig import issued, make_order

B1, B2, C1 = issued(0, 1).code, issued(0, 2).code, issued(1, 1).code


def moved(cause: Cause, *codes: int, level: int = 0) -> r.CodesMoved:
    return r.CodesMoved("O1", level, cause, codes)


def verified(*codes: int) -> list[r.Record]:
    steps = (Cause.ALLOCATE, Cause.SEND, Cause.PRINT, Cause.VERIFY)
    return [moved(cause, *codes) for cause in steps]


START: list[r.Record] = [
    r.OrderOpened(make_order()),
    r.Granted("O1", 0, 1, 1, 10, "minted"),
    r.Granted("O1", 1, 2, 1, 10, "minted"),
]
OPEN = r.ContainerOpened("O1", 1, 1, 4)
CASE: list[r.Record] = [*START, *verified(B1, B2), OPEN]


def fold(records: Sequence[r.Record]) -> Ledger:
    ledger = Ledger()
    ledger.apply_all(records)
    return ledger


def test_every_kind_of_record_is_folded() -> None:
    assert set(_FOLDS) == set(r.Record.__args__)


def test_granted_codes_are_free_without_a_row_each() -> None:
    ledger = fold(START)
    assert not ledger.codes
    assert ledger.counts("O1", 0)[CodeState.FREE] == 10


def test_a_code_goes_through_its_life_and_is_counted_once() -> None:
    ledger = fold([*CASE, r.Bound("O1", 1, (B1, B2), (0, 1))])
    row = ledger.codes[B1]
    assert (row.state, row.parent, row.slot, row.sends) == (CodeState.BOUND, 1, 0, 1)
    counts = ledger.counts("O1", 0)
    assert (counts[CodeState.BOUND], counts[CodeState.FREE]) == (2, 8)


def test_what_came_back_unsent_counts_as_never_sent() -> None:
    ledger = fold([*START, moved(Cause.ALLOCATE, B1), moved(Cause.SEND, B1)])
    assert ledger.codes[B1].sends == 1
    ledger.apply(moved(Cause.UNSEND, B1))
    assert ledger.codes[B1].sends == 0


REFUSED: list[tuple[str, list[r.Record], r.Record]] = [
    ("an order opened twice", START, r.OrderOpened(make_order())),
    ("a phase out of turn", START, r.PhaseChanged("O1", Phase.HELD)),
    ("a number block granted twice", START, r.Granted("O1", 0, 1, 10, 5, "minted")),
    ("a code of no block", START, moved(Cause.ALLOCATE, issued(0, 11).code)),
    ("a code sent twice", [*START, *verified(B1)], moved(Cause.SEND, B1)),
    ("a code bound by a move", [*START, *verified(B1)], moved(Cause.BIND, B1)),
    ("a trigger judged twice", [*START, r.Judged("O1", "c", 1, "good")],
     r.Judged("O1", "c", 1, "no_read")),
    ("a container opened twice", CASE, OPEN),
    ("a closed container that was never full", CASE,
     r.ContainerMoved("O1", 1, ContainerState.CLOSED, 0)),
    ("a container that claims more than it holds", CASE,
     r.ContainerMoved("O1", 1, ContainerState.FULL, 4)),
    ("a bottle bound unverified", [*START, moved(Cause.ALLOCATE, B1), OPEN],
     r.Bound("O1", 1, (B1,), (0,))),
    ("a bottle bound twice", [*CASE, r.Bound("O1", 1, (B1,), (0,))], r.Bound("O1", 1, (B1,), (1,))),
    ("two bottles in one place", [*CASE, r.Bound("O1", 1, (B1,), (0,))],
     r.Bound("O1", 1, (B2,), (0,))),
    ("a bottle taken out that isn't in", CASE, r.Unbound("O1", 1, (B1,))),
    ("another label reprinted", [*CASE, r.LabelAssigned("O1", 1, C1)],
     r.LabelReprinted("O1", 1, C1 + 1, "torn", "me")),
    ("an alarm cleared that doesn't stand", START, r.AlarmCleared("O1", 1)),
]  # fmt: skip


@pytest.mark.parametrize(("before", "record"), [pytest.param(*x[1:], id=x[0]) for x in REFUSED])
def test_the_ledger_refuses(before: list[r.Record], record: r.Record) -> None:
    ledger = fold(before)
    with pytest.raises(IllegalMove):
        ledger.apply(record)


def test_the_ledger_knows_nothing_of_the_line() -> None:
    """It is the second opinion: it must not share code with the steps that it judges."""
    import station.core.ledger as module

    text = Path(module.__file__).read_text("utf-8")
    for name in ("turn", "steps", "state ", "line"):
        assert f"station.core.{name}" not in text
