"""What papers count: both halves of a balance, verdicts in a span, doubts and how they ended."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import pytest
from sqlalchemy import Connection

from station.core import records as r
from station.core.states import Cause, CodeState, Phase
from station.store import figures, paging
from station.store.engine import reading
from station.store.figures import Window
from station.store.fold import SERIAL_BITS
from station.store.store import Store
from tests.store.made import BOTTLE, GOOD, History, moved, opened, packed

LOST = (BOTTLE + 5, BOTTLE + 6, BOTTLE + 7)
TURNS: list[list[r.Record]] = [
    [*opened(bottles=20), r.PhaseChanged("WO-1", Phase.EXECUTE, "anna")],
    packed(),
    moved(0, GOOD[:3], *LOST),
    [r.CodesMoved("WO-1", 0, Cause.DOUBT, LOST, "never came to the camera", "camera")],
    [r.CodesMoved("WO-1", 0, Cause.PRINT, LOST[:1], "seen", "camera")],
    [r.CodesMoved("WO-1", 0, Cause.VOID, LOST[1:2], "not found", by="leader", second="qa")],
    [r.Judged("WO-1", "camera", number, "good") for number in (1, 2, 3)],
    [r.Judged("WO-1", "camera", 4, "no_read", seen="?"), r.Judged("WO-1", "belt", 5, "missing")],
    [r.CodesMoved("WO-1", 0, Cause.VERIFY, LOST[:1], device="camera")],
    [r.PhaseChanged("WO-1", Phase.COMPLETING, "anna")],
]


@pytest.fixture
def filled(store: Store) -> Store:
    for at, turn in enumerate(TURNS):
        store.commit(turn, at * 1_000)
    return store


@pytest.fixture
def connection(filled: Store) -> Iterator[Connection]:
    with reading(filled.engine) as opened_connection:
        yield opened_connection


def test_entries_by_kind_condition_and_span(connection: Connection) -> None:
    phases = figures.entries(connection, "WO-1", [r.PhaseChanged])
    assert [entry.at_ms for entry in phases] == [0, 9_000]
    early = figures.entries(connection, "WO-1", [r.PhaseChanged], Window(0, 9_000))
    assert [entry.at_ms for entry in early] == [0]
    void = figures.field("cause") == "void"
    found = list(figures.entries(connection, "WO-1", [r.CodesMoved], figures.ALWAYS, void))
    assert [entry.at_ms for entry in found] == [5_000]
    assert list(figures.entries(connection, "WO-2", [r.PhaseChanged])) == []


def test_entries_are_read_page_by_page_and_none_is_left_out(
    connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    every = [entry.seq for entry in figures.entries(connection, "WO-1", [r.CodesMoved, r.Judged])]
    monkeypatch.setattr(paging, "PAGE_ROWS", 2)
    paged = figures.entries(connection, "WO-1", [r.CodesMoved, r.Judged])
    assert [entry.seq for entry in paged] == every
    assert len(every) > 10


def test_people_who_acted(connection: Connection) -> None:
    acts = figures.acts(connection, "WO-1", [r.PhaseChanged, r.CodesMoved])
    assert [entry.record.by for entry in acts] == ["anna", "leader", "anna"]  # type: ignore[union-attr]


def test_when_an_order_was_on_the_line(filled: Store) -> None:
    with reading(filled.engine) as connection:
        assert figures.life(connection, "WO-1") == figures.Life("WO-1", 0, None)
    filled.commit([r.PhaseChanged("WO-1", Phase.COMPLETE)], 12_000)
    with reading(filled.engine) as later:
        life = figures.life(later, "WO-1")
    assert life == figures.Life("WO-1", 0, 12_000)
    assert life.meets(Window(12_000, 13_000))
    assert not life.meets(Window(12_001, 13_000))


def test_each_doubt_and_what_ended_it(connection: Connection) -> None:
    found = {doubt.code: doubt for doubt in figures.doubts(connection, "WO-1")}
    assert set(found) == set(LOST)
    assert {doubt.doubted.at_ms for doubt in found.values()} == {3_000}
    seen, void, open_ = (found[code].settled for code in LOST)
    assert seen is not None and isinstance(seen.record, r.CodesMoved)
    assert (seen.at_ms, seen.record.cause) == (4_000, Cause.PRINT)
    assert void is not None and isinstance(void.record, r.CodesMoved)
    assert (void.record.cause, void.record.by) == (Cause.VOID, "leader")
    assert open_ is None
    assert figures.doubts(connection, "WO-1", Window(3_001)) == []


def test_verdicts_in_a_span(connection: Connection) -> None:
    every = {("belt", "missing"): 1, ("camera", "good"): 3, ("camera", "no_read"): 1}
    assert figures.verdicts(connection, "WO-1") == every
    assert figures.verdicts(connection, "WO-1", Window(0, 7_000)) == {("camera", "good"): 3}
    assert figures.verdicts(connection, "WO-2") == {}


def test_the_device_that_verifies_items_is_found_by_what_it_did(connection: Connection) -> None:
    assert figures.item_device(connection, "WO-1") == "camera"
    assert figures.item_device(connection, "WO-2") == ""


def test_yield_over_time(connection: Connection) -> None:
    both = ("camera", "belt")
    spans = figures.yield_over_time(connection, "WO-1", both, 1_000)
    assert spans == [(6_000, 3, 0), (7_000, 0, 2)]
    assert figures.yield_over_time(connection, "WO-1", both, 60_000) == [(0, 3, 2)]
    assert figures.yield_over_time(connection, "WO-1", ("camera",), 60_000) == [(0, 3, 1)]
    assert figures.yield_over_time(connection, "WO-1", both, 1_000, Window(7_000)) == spans[1:]
    assert figures.yield_over_time(connection, "WO-1", ("other",), 1_000) == []


def test_uploads_with_when_they_were_ready(connection: Connection) -> None:
    assert figures.uploads(connection, "WO-1") == [
        figures.UploadFact("WO-1", 1, 1_000, "pending", 0, "", "", "")
    ]
    assert figures.uploads(connection, "WO-1", Window(2_000)) == []


def test_both_halves_of_a_balance_are_counted_by_themselves(connection: Connection) -> None:
    balance = figures.balance(connection, "WO-1", 0)
    assert balance.granted == {"minted": 20}
    assert {state: n for state, n in balance.states.items() if n} == {
        CodeState.FREE: 13,
        CodeState.BOUND: 4,
        CodeState.VERIFIED: 1,
        CodeState.VOID: 1,
        CodeState.IN_DOUBT: 1,
    }


def test_an_equation_is_false_where_a_codes_row_is_gone(filled: Store) -> None:
    with filled.engine.connect() as raw:
        raw.exec_driver_sql("DELETE FROM code WHERE id = ?", (LOST[2],))
        short = figures.balance(raw, "WO-1", 0)
        raw.rollback()
    assert sum(short.states.values()) == 19
    assert short.granted == {"minted": 20}


def test_codes_that_went_back_or_are_void_as_a_range_are_in_the_balance(store: Store) -> None:
    store.commit(opened(bottles=20), 1)
    store.commit(moved(0, GOOD[:1], BOTTLE + 1), 2)
    series = BOTTLE >> SERIAL_BITS
    store.commit([r.BlockReleased("WO-1", 0, series, 16, 5, "anna")], 3)
    store.commit([r.BlockVoided("WO-1", 0, series, 12, 4, "roll was wet", "anna", "ben")], 4)
    with reading(store.engine) as connection:
        balance = figures.balance(connection, "WO-1", 0)
        why = figures.reasons(connection, "WO-1", 0)
    assert balance.granted == {"minted": 15}
    assert sum(balance.states.values()) == 15
    assert (balance.states[CodeState.VOID], balance.states[CodeState.FREE]) == (4, 10)
    assert why == {("void", "roll was wet"): 4}


@pytest.mark.parametrize("seed", range(12))
def test_balances_and_reasons_equal_the_ledgers(store: Store, seed: int) -> None:
    history = History(Random(seed))
    for at, turn in enumerate(history.turns(150)):
        store.commit(turn, at)
    with reading(store.engine) as connection:
        for number in history.ledger.orders:
            for level in (0, 1):
                balance = figures.balance(connection, number, level)
                assert balance.states == history.ledger.counts(number, level)
                assert sum(balance.granted.values()) == history.ledger.granted(number, level)
                why = figures.reasons(connection, number, level)
                for state in (CodeState.REJECTED, CodeState.VOID, CodeState.SAMPLED):
                    told = sum(n for (name, _), n in why.items() if name == state.value)
                    assert told == balance.states[state]
