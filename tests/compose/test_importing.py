"""A supplier's file becomes codes and sets in the database: all in one transaction, or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from station.compose.code_book import OrderCodes, SsccSeries
from station.compose.importing import Import, make_import
from station.compose.pool_numbers import pool_numbers
from station.core import records as r
from station.core.imported import CodeFile, read_code_file
from station.core.minting import KeyRing, derive_key
from station.core.order import Order
from station.core.packaging import INNER, CodeKind, CodeRule, Level, PackMode, Product
from station.core.presets import ImportPlan, plan_import
from station.core.states import Cause, CodeState
from station.store.belonging import preset_members
from station.store.engine import reading
from station.store.errors import StoreRefused
from station.store.store import Store

BOUGHT = CodeRule(CodeKind.IMPORTED, "QR", preprinted=True)
PRODUCT = Product(
    "sets",
    "06901234567892",
    (
        Level(0, "bottle", BOUGHT, inner=BOUGHT, inner_role="cap_inner"),
        Level(1, "case", BOUGHT, 2, PackMode.PRESET),
    ),
)
ORDER = Order("WO-1", PRODUCT, "L1", "2026-11-23", "", target=4)
FILE = "code,role,parent\nK,case,\nA,bottle,K\nB,bottle,K\nc,cap_inner,A\n"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "station.db", station=1) as opened:
        opened.commit([r.OrderOpened(ORDER)], 1)
        yield opened


def planned(text: str = FILE) -> ImportPlan:
    found = read_code_file(text.encode(), "sets.csv")
    assert isinstance(found, CodeFile)
    plan = plan_import(found, "sets.csv", PRODUCT)
    assert isinstance(plan, ImportPlan), plan
    return plan


def bring_in(store: Store, text: str = FILE) -> Import:
    made = make_import(store.engine, planned(text), 2)
    for (series, first), staged in made.staged.items():
        store.hold_texts(series, first, staged)
    blocks = [
        r.Granted("WO-1", one.level, one.series, one.first, one.count, one.source)
        for one in made.event.blocks
    ]
    store.commit(blocks, 2)
    return made


def book(store: Store) -> OrderCodes:
    with reading(store.engine) as connection:
        series = SsccSeries(pool_numbers(connection))
    return OrderCodes(ORDER, store.engine, KeyRing({1: derive_key(bytes(32), 1)}, 1), series)


def test_a_set_is_there_with_all_its_codes_or_not_at_all(store: Store) -> None:
    made = make_import(store.engine, planned(), 2)
    codes = book(store)
    assert codes.known(b"A", "]Q1") is None, "nothing is there before the Granted records"
    assert len(made.event.blocks) == 3
    bring_in(store)
    known = codes.known(b"K", "]Q1")
    assert known is not None
    chosen = codes.set_of(known.code)
    assert chosen is not None
    assert [one.issued.data for one in chosen.members] == [b"A", b"B"]
    assert [one.slot for one in chosen.members] == [0, 1]
    first = chosen.members[0]
    assert first.inner is not None and first.inner.issued.data == b"c"


@pytest.mark.parametrize("text", [b"K", b"A", b"B", b"c"])
def test_any_code_of_a_set_names_the_set(store: Store, text: bytes) -> None:
    bring_in(store)
    codes = book(store)
    known = codes.known(text, "]Q1")
    assert known is not None and known.state is CodeState.FREE
    assert known.issued is not None and known.issued.data == text
    chosen = codes.set_of(known.code)
    assert chosen is not None and chosen.label.issued.data == b"K"


def test_members_tell_how_they_stand_now(store: Store) -> None:
    bring_in(store)
    codes = book(store)
    known = codes.known(b"B", "]Q1")
    assert known is not None
    turn = [r.CodesMoved("WO-1", 0, c, (known.code,)) for c in (Cause.RECEIVE, Cause.REJECT)]
    store.commit(turn, 3)
    chosen = codes.set_of(known.code)
    assert chosen is not None
    assert [one.state for one in chosen.members] == [CodeState.FREE, CodeState.REJECTED]


def test_a_paired_inner_code_knows_its_item(store: Store) -> None:
    bring_in(store)
    codes = book(store)
    bottle, cap = codes.known(b"A", "]Q1"), codes.known(b"c", "]Q1")
    assert bottle is not None and cap is not None
    assert (cap.level, cap.into, cap.mate) == (INNER, bottle.code, 0)
    seen = (Cause.RECEIVE, Cause.VERIFY)
    turn: list[r.Record] = [r.CodesMoved("WO-1", 0, cause, (bottle.code,)) for cause in seen]
    turn += [r.CodesMoved("WO-1", INNER, cause, (cap.code,)) for cause in seen]
    store.commit([*turn, r.Paired("WO-1", bottle.code, cap.code)], 3)
    again = codes.known(b"c", "]Q1")
    assert again is not None
    assert (again.state, again.mate) == (CodeState.BOUND, bottle.code)


def test_a_code_of_an_earlier_file_stops_the_whole_file(store: Store) -> None:
    bring_in(store)
    other = "code,role,parent\nL,case,\nA,bottle,L\nD,bottle,L\n"
    with pytest.raises(StoreRefused, match=r"sets\.csv: code 'A' was imported before"):
        make_import(store.engine, planned(other), 3)
    assert book(store).known(b"L", "]Q1") is None


def test_a_commit_that_fails_leaves_nothing_of_a_set(store: Store) -> None:
    """Texts and places stand or fall with the Granted records of their blocks."""
    made = make_import(store.engine, planned(), 2)
    for (series, first), staged in made.staged.items():
        store.hold_texts(series, first, staged)
    *right, last = [
        r.Granted("WO-1", one.level, one.series, one.first, one.count, one.source)
        for one in made.event.blocks
    ]
    wrong = [*right, replace(last, count=last.count + 1)]
    with pytest.raises(StoreRefused):
        store.commit(wrong, 2)
    assert book(store).known(b"A", "]Q1") is None
    with reading(store.engine) as connection:
        assert preset_members(connection, (made.event.blocks[0].series << 40) + 1) == []
    bring_in(store)
    assert book(store).known(b"A", "]Q1") is not None


def test_what_a_file_says_is_written_for_good(store: Store) -> None:
    bring_in(store)
    with pytest.raises(Exception, match="preset is written for good"), store.engine.begin() as one:
        one.exec_driver_sql("DELETE FROM preset")
