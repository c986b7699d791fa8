"""What the core is told of free codes, ranges and open things is what the tables hold."""

from __future__ import annotations

from dataclasses import replace

import pytest

from station.core import records as r
from station.core.facts import Known, Standing
from station.core.order_events import RangeVoidAsked, Unused
from station.core.states import Cause, CodeState, Phase
from station.store import order_facts
from station.store.engine import reading
from station.store.store import Store
from tests.store.made import BOTTLE, CASE, CASES, MINTED, moved, opened, order, packed

FILE = "file:codes.csv"
FINISHED = [r.PhaseChanged("WO-1", phase) for phase in (Phase.COMPLETING, Phase.COMPLETE)]


def pools(source: str = "minted") -> list[r.Record]:
    return [replace(one, source=source) if isinstance(one, r.Granted) else one for one in opened()]


def unused(store: Store) -> tuple[Unused, ...]:
    with reading(store.engine) as connection:
        return order_facts.unused(connection, "WO-1")


def in_range(store: Store, first: int, count: int, series: int = MINTED) -> RangeVoidAsked:
    with reading(store.engine) as connection:
        asked = RangeVoidAsked(series, first, count, "spoilt", 1)
        return order_facts.in_range(connection, asked)


def unassigned(store: Store) -> list[tuple[int, int]]:
    with reading(store.engine) as connection:
        return [(one.first, one.count) for one in order_facts.unassigned(connection)]


def test_what_never_left_a_pool_and_what_came_back_are_told_apart(store: Store) -> None:
    store.commit(pools(FILE), 1)
    store.commit(moved(0, [Cause.ALLOCATE], *(BOTTLE + serial for serial in (1, 2, 4))), 2)
    store.commit(moved(0, [Cause.RETURN], BOTTLE + 2), 3)
    bottles, cases = unused(store)
    assert bottles == Unused("WO-1", 0, MINTED, 5, 6, True, (BOTTLE + 2, BOTTLE + 3))
    assert cases == Unused("WO-1", 1, CASES, 1, 3, True)


def test_minted_codes_go_back_to_nobody(store: Store) -> None:
    store.commit(pools("minted"), 1)
    assert [one.returnable for one in unused(store)] == [False, False]


def test_a_block_that_ends_void_goes_back_to_nobody(store: Store) -> None:
    store.commit([*pools(FILE), r.BlockVoided("WO-1", 0, MINTED, 9, 2, "spoilt")], 1)
    bottles, cases = unused(store)
    assert (bottles.count, bottles.returnable, cases.returnable) == (8, False, True)


def test_what_stands_open_away_from_the_line_is_told(store: Store) -> None:
    store.commit([*opened(), *packed()], 1)
    store.commit(
        [r.QuarantineChanged("WO-1", 1, True, "seen twice"), r.DeskChanged("WO-1", 1, True)], 2
    )
    with reading(store.engine) as connection:
        assert order_facts.standing(connection, "WO-1") == Standing((1,), (1,), 1)
        assert order_facts.standing(connection, "WO-2") == Standing()


def test_a_range_is_told_with_the_end_of_its_block_and_each_code_before(store: Store) -> None:
    store.commit([*opened(), *packed()], 1)
    store.commit(moved(0, [Cause.ALLOCATE], BOTTLE + 6), 2)
    told = in_range(store, 3, 8)
    assert told.granted == 8
    assert told.unused == (Unused("WO-1", 0, MINTED, 7, 4, False),)
    assert told.codes == (
        Known(BOTTLE + 3, "WO-1", 0, CodeState.BOUND, 1),
        Known(BOTTLE + 4, "WO-1", 0, CodeState.BOUND, 1),
        Known(BOTTLE + 5, "WO-1", 0, CodeState.FREE),
        Known(BOTTLE + 6, "WO-1", 0, CodeState.ALLOCATED),
    )


@pytest.mark.parametrize(
    ("first", "count", "codes", "ends"),
    [
        (1, 10, 0, [(1, 10)]),
        (8, 3, 0, [(8, 3)]),
        (4, 3, 3, []),
        (8, 9, 0, [(8, 3)]),
        (11, 5, 0, []),
    ],
)
def test_only_the_very_end_of_a_block_is_void_without_rows(
    store: Store, first: int, count: int, codes: int, ends: list[tuple[int, int]]
) -> None:
    store.commit(opened(bottles=10), 1)
    told = in_range(store, first, count)
    assert len(told.codes) == codes
    assert [(end.first, end.count) for end in told.unused] == ends
    assert told.granted == max(0, min(11, first + count) - first)


def test_a_label_is_told_with_the_container_that_it_is_on(store: Store) -> None:
    store.commit([*opened(), *packed()], 1)
    (label,) = in_range(store, 1, 1, CASES).codes
    assert label == Known(CASE + 1, "WO-1", 1, CodeState.VERIFIED, 1)


def test_a_closed_order_in_the_range_is_told_with_its_closing_report(store: Store) -> None:
    store.commit([*opened(), *FINISHED[:1], r.BatchReady("WO-1", 0), *FINISHED[1:]], 1)
    assert in_range(store, 1, 2).reports == (("WO-1", 5),)


# ---------------------------------------------------------------- codes that came back


def test_what_came_back_is_in_no_pool_until_it_is_granted_again(store: Store) -> None:
    store.commit([*pools(FILE), *moved(0, [Cause.ALLOCATE, Cause.SEND], BOTTLE + 1)], 1)
    assert unassigned(store) == []
    store.commit([r.BlockReleased("WO-1", 0, MINTED, 2, 9), *FINISHED], 2)
    assert unassigned(store) == [(2, 9)]
    again = r.Granted("WO-2", 0, MINTED, 2, 4, FILE)
    store.commit([r.OrderOpened(order("WO-2")), again], 3)
    assert unassigned(store) == [(6, 5)]
    store.commit([r.BlockReleased("WO-2", 0, MINTED, 4, 2)], 4)
    assert sorted(unassigned(store)) == [(4, 2), (6, 5)]


def test_it_is_told_where_it_came_from_and_who_had_it_last(store: Store) -> None:
    store.commit([*pools(FILE), r.BlockReleased("WO-1", 0, MINTED, 8, 3)], 1)
    with reading(store.engine) as connection:
        (one,) = order_facts.unassigned(connection)
    assert (one.order, one.gtin, one.level, one.source) == ("WO-1", "06901234567892", 0, FILE)


def test_the_rows_of_codes_that_came_back_go_with_them(store: Store) -> None:
    """Leased, returned, released: the next order gets them as if they had never been touched."""
    store.commit(pools(FILE), 1)
    store.commit(moved(0, [Cause.ALLOCATE, Cause.RETURN], BOTTLE + 1, BOTTLE + 2), 2)
    store.commit([r.BlockReleased("WO-1", 0, MINTED, 1, 10), *FINISHED], 3)
    store.commit([r.OrderOpened(order("WO-2")), r.Granted("WO-2", 0, MINTED, 1, 10, FILE)], 4)
    store.commit(moved(0, [Cause.ALLOCATE], BOTTLE + 1, order="WO-2"), 5)
