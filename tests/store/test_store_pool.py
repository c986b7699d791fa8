"""The pool gives each code once, never one too many, and never a text that was there before."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from station.core import records as r
from station.core.states import Cause, CodeState
from station.store import pool, queries
from station.store.engine import reading
from station.store.errors import StoreRefused
from station.store.fold import SERIAL_BITS, SERIAL_MASK
from station.store.store import Store
from tests.store.made import BOTTLE, MINTED, moved, opened, order

FILE = 7 << SERIAL_BITS


def peek(store: Store, count: int, number: str = "WO-1", level: int = 0) -> list[int]:
    with reading(store.engine) as connection:
        return pool.peek(connection, number, level, count)


def imported(count: int, first: int = 1) -> r.Granted:
    return r.Granted("WO-1", 0, 7, first, count, "codes.csv")


def bring_in(store: Store, granted: r.Granted, texts: Sequence[bytes], at_ms: int) -> None:
    store.import_texts(granted, granted.series, granted.first, texts, at_ms)


def test_nine_of_ten_left_gives_nine(store: Store) -> None:
    store.commit(opened(bottles=10), 1)
    store.commit(moved(0, [Cause.ALLOCATE], *peek(store, 1)), 2)
    assert peek(store, 10) == [BOTTLE + serial for serial in range(2, 11)]
    store.commit(moved(0, [Cause.ALLOCATE], *peek(store, 10)), 3)
    assert peek(store, 10) == []


@pytest.mark.parametrize("left", [0, 1, 9, 10])
@pytest.mark.parametrize("asked", [0, 1, 9, 10, 11])
def test_the_pool_gives_what_it_has_and_no_more(store: Store, left: int, asked: int) -> None:
    """At every edge, over the seam of two blocks, beside void codes and returned ones."""
    second = 9 << SERIAL_BITS
    store.commit([*opened(bottles=7), r.Granted("WO-1", 0, 9, 1, 6, "minted")], 1)
    store.commit([r.BlockVoided("WO-1", 0, 9, 5, 2, "spoilt")], 2)
    store.commit(moved(0, [Cause.ALLOCATE, Cause.RETURN], BOTTLE + 1), 3)
    everything = [BOTTLE + n for n in range(1, 8)] + [second + n for n in range(1, 5)]
    taken = everything[: len(everything) - left]
    assert peek(store, 99) == everything
    store.commit(moved(0, [Cause.ALLOCATE], *taken), 4)
    given = peek(store, asked)
    assert given == everything[len(taken) :][:asked]
    assert len(given) == min(asked, left)
    with reading(store.engine) as connection:
        assert pool.free_left(connection, "WO-1", 0) == left


def test_asking_takes_nothing(store: Store) -> None:
    store.commit(opened(), 1)
    assert peek(store, 3) == peek(store, 3)
    assert store.head[0] == 3


def test_returned_codes_come_first(store: Store) -> None:
    store.commit(opened(), 1)
    store.commit(moved(0, [Cause.ALLOCATE], *peek(store, 4)), 2)
    store.commit(moved(0, [Cause.RETURN], BOTTLE + 3), 3)
    assert peek(store, 3) == [BOTTLE + 3, BOTTLE + 5, BOTTLE + 6]


def test_codes_that_were_passed_over_are_not_lost(store: Store) -> None:
    store.commit(opened(bottles=5), 1)
    store.commit(moved(0, [Cause.ALLOCATE], BOTTLE + 4, BOTTLE + 2), 2)
    assert peek(store, 10) == [BOTTLE + serial for serial in (1, 3, 5)]


def test_codes_that_never_left_the_pool_can_be_voided(store: Store) -> None:
    store.commit(opened(bottles=5), 1)
    store.commit(moved(0, [Cause.VOID], *peek(store, 5)), 2)
    with reading(store.engine) as connection:
        counts = queries.counts(connection, "WO-1", 0)
    assert (counts[CodeState.VOID], counts[CodeState.FREE]) == (5, 0)
    assert peek(store, 10) == []


def test_blocks_are_used_one_after_the_other(store: Store) -> None:
    store.commit([*opened(bottles=2), r.Granted("WO-1", 0, 9, 5, 2, "minted")], 1)
    other = 9 << SERIAL_BITS
    assert peek(store, 9) == [BOTTLE + 1, BOTTLE + 2, other + 5, other + 6]


def test_a_new_block_begins_above_all_that_any_order_had(store: Store) -> None:
    store.commit(opened(bottles=10), 1)
    more: list[r.Record] = [
        r.OrderOpened(order("WO-2")),
        r.Granted("WO-2", 0, MINTED, 11, 5, "minted"),
    ]
    store.commit(more, 2)
    with reading(store.engine) as connection:
        assert pool.next_serials(connection, MINTED, 3) == range(16, 19)
        assert pool.next_serials(connection, 99, 3) == range(1, 4)
        with pytest.raises(StoreRefused, match="serials left"):
            pool.next_serials(connection, MINTED, SERIAL_MASK)


# ---------------------------------------------------------------- imported texts


def test_imported_texts_come_with_their_block(store: Store) -> None:
    store.commit(opened(), 1)
    bring_in(store, imported(2), [b"one", "二".encode()], 2)
    with reading(store.engine) as connection:
        assert pool.texts_of(connection, [FILE + 1, FILE + 2, BOTTLE + 1]) == {
            FILE + 1: b"one",
            FILE + 2: "二".encode(),
        }
        assert pool.code_of_text(connection, b"one") == FILE + 1
        assert pool.code_of_text(connection, b"One") is None


def test_staged_texts_wait_for_the_line_to_grant_their_block(store: Store) -> None:
    store.commit(opened(), 1)
    store.stage_texts(7, 1, [b"one"])
    with reading(store.engine) as connection:
        assert pool.code_of_text(connection, b"one") is None
    store.commit([imported(1)], 2)
    with reading(store.engine) as connection:
        assert pool.code_of_text(connection, b"one") == FILE + 1
    assert not store._staged  # nothing is held for longer than it is wanted


@pytest.mark.parametrize(
    ("again", "why"),
    [
        ([b"new", b"one"], "code 'one' was imported before; nothing was imported"),
        ([b"new", b"twice", b"twice"], "code 'twice' stands there twice"),
        ([b"new", b""], "code '' has 0 bytes"),
        ([b"new", b"x" * 513], "has 513 bytes, not 1 to 512"),
    ],
)
def test_a_text_that_can_not_be_a_code_is_named_and_nothing_imported(
    store: Store, again: list[bytes], why: str
) -> None:
    store.commit(opened(), 1)
    bring_in(store, imported(1), [b"one"], 2)
    with pytest.raises(StoreRefused, match=why):
        bring_in(store, imported(len(again), first=2), again, 3)
    with reading(store.engine) as connection:
        assert pool.code_of_text(connection, b"new") is None
    assert store.head[0] == 4


def test_a_text_for_each_code_or_none(store: Store) -> None:
    store.commit(opened(), 1)
    with pytest.raises(StoreRefused, match="2 texts for 3 codes"):
        bring_in(store, imported(3), [b"one", b"two"], 2)
    bring_in(store, imported(2), [b"one", b"two"], 3)
    assert store.head[0] == 4


def test_a_large_file_is_imported_whole(path: Path) -> None:
    texts = [b"code %d" % number for number in range(5_000)]
    with Store.open(path, station=1) as store:
        store.commit(opened(), 1)
        bring_in(store, imported(5_000), texts, 2)
        with reading(store.engine) as connection:
            codes = [FILE + serial for serial in range(1, 5_001)]
            assert list(pool.texts_of(connection, codes).values()) == texts
        with pytest.raises(StoreRefused, match="was imported before"):
            bring_in(store, imported(2, first=5_001), [b"new", texts[-1]], 3)
