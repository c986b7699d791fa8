"""Answers longer than a page come to their end; what is too long is refused, never cut."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Connection, event

from station.core import records as r
from station.core.states import CodeState
from station.store import figures, paging, queries
from station.store.codec import order_of
from station.store.engine import reading
from station.store.errors import KnownError
from station.store.journal import read_entries
from station.store.store import Store
from tests.store.made import BOTTLE, GOOD, moved, opened

CONTAINERS = [(number, 1 + number % 2) for number in range(1, 8)]  # number, level
KINDS = (r.CodesMoved, r.ContainerOpened, r.AlarmRaised, r.OrderOpened)


@pytest.fixture
def filled(store: Store, monkeypatch: pytest.MonkeyPatch) -> Store:
    """More of everything than fits on three pages; the levels and kinds take turns."""
    monkeypatch.setattr(paging, "PAGE_ROWS", 2)
    store.commit([*opened(), *opened("WO-2")[:1]], 1)
    for number, level in CONTAINERS:
        store.commit(
            [
                r.ContainerOpened("WO-1", number, level, 4),
                *moved(0, GOOD[:2], BOTTLE + number),
                r.AlarmRaised("WO-1", number, "duplicate", "camera", ""),
            ],
            number,
        )
    store.commit([r.ContainerOpened("WO-2", 9, 1, 4), r.AlarmRaised("", 9, "x", "y", "")], 9)
    return store


def test_a_long_answer_comes_to_its_end_in_order(filled: Store) -> None:
    numbers = [number for number, _ in CONTAINERS]
    with reading(filled.engine) as connection:
        found = queries.containers(connection, "WO-1")
        assert [(one.container, one.level) for one in found] == CONTAINERS
        upper = queries.containers(connection, "WO-1", 2)
        assert [one.container for one in upper] == [n for n, level in CONTAINERS if level == 2]
        assert [one.alarm for one in queries.alarms(connection, "WO-1")] == numbers
        sent = queries.each_code_in(connection, "WO-1", [CodeState.SENT], 0)
        assert [one.code for one in sent] == [BOTTLE + number for number in numbers]
        assert list(queries.containers(connection, "nobody's")) == []


def test_kinds_that_are_read_apart_come_in_the_journals_sequence(filled: Store) -> None:
    with reading(filled.engine) as connection:
        found = list(figures.entries(connection, "WO-1", KINDS))
        wanted = [
            entry
            for entry in read_entries(connection)
            if type(entry.record) in KINDS and order_of(entry.record) == "WO-1"
        ]
    assert found == wanted
    assert len(found) == 1 + 4 * len(CONTAINERS)


LISTS: dict[str, Callable[[Connection], Any]] = {
    "orders": queries.all_orders,
    "orders that are not complete": queries.open_orders,
    "containers that are not finished": lambda c: queries.unfinished(c, "WO-1"),
    "alarms that stand": queries.standing_alarms,
    "entries of ContainerOpened": lambda c: queries.entries_of_kind(c, "WO-1", "ContainerOpened"),
    "entries in one story": lambda c: queries.story_of(c, BOTTLE + 1),
}


@pytest.mark.parametrize("what", LISTS)
def test_what_is_kept_in_memory_is_refused_and_never_cut(
    filled: Store, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    with reading(filled.engine) as connection:
        many = len(LISTS[what](connection))
        assert many > 1
        monkeypatch.setattr(paging, "ROWS_MAX", many)
        assert len(LISTS[what](connection)) == many
        monkeypatch.setattr(paging, "ROWS_MAX", many - 1)
        with pytest.raises(KnownError, match=f"more than {many - 1} {what}"):
            LISTS[what](connection)


def test_the_newest_entry_of_a_kind_is_the_last_one(filled: Store) -> None:
    with reading(filled.engine) as connection:
        newest = queries.newest_of_kind(connection, "WO-1", "ContainerOpened")
        assert newest is not None
        assert newest.record == r.ContainerOpened("WO-1", *CONTAINERS[-1], 4)
        assert queries.newest_of_kind(connection, "WO-1", "Shipped") is None


def test_no_page_sorts_or_reads_what_another_read(filled: Store) -> None:
    """Each page begins where the one before it ended, in an index that has the order already; or
    a journal of a million entries is read anew for every page."""
    plans: list[str] = []

    def explain(live: Connection, _: Any, statement: str, values: Any, *__: Any) -> None:
        cursor = live.connection.cursor()
        cursor.execute(f"EXPLAIN QUERY PLAN {statement}", values)
        plans.extend(row[3] for row in cursor.fetchall())

    with reading(filled.engine) as connection:
        event.listen(filled.engine, "before_cursor_execute", explain)
        list(queries.containers(connection, "WO-1"))
        list(queries.alarms(connection, "WO-1"))
        list(figures.entries(connection, "WO-1", KINDS))
        list(figures.acts(connection, "WO-1", KINDS))
        list(figures.journal_text(connection, frozenset(["WO-1"])))
        event.remove(filled.engine, "before_cursor_execute", explain)
    assert len(plans) > 20
    assert not [plan for plan in plans if "TEMP B-TREE" in plan]
