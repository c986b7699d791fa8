"""What the store said of a code is not believed once the same turn has changed that code."""

from __future__ import annotations

from station.core.facts import Issued, Known, Member, PresetSet, Seen
from station.core.hand_events import HandScanned
from station.core.records import CodesMoved, Paired, Record
from station.core.states import Cause, CodeState
from station.runtime.staleness import is_stale


def scan(known: Known | None) -> HandScanned:
    return HandScanned("scanner", (Seen(b"A", "]Q1", known=known),), 1)


def moved(code: int) -> list[Record]:
    return [CodesMoved("O1", 0, Cause.RECEIVE, (code,))]


def member(code: int) -> Member:
    return Member(Issued(code, b"%d" % code, "]Q1"), 0, 0, CodeState.FREE)


def test_a_code_scanned_twice_in_one_turn_waits_for_the_commit() -> None:
    """Else it would still look free, and be received twice."""
    free = Known(7, "O1", 0, CodeState.FREE)
    assert is_stale(scan(free), moved(7))
    assert not is_stale(scan(free), moved(8))
    assert not is_stale(scan(free), [])


def test_an_inner_code_is_overtaken_by_its_pairing() -> None:
    assert is_stale(scan(Known(9, "O1", 8, CodeState.FREE)), [Paired("O1", 7, 9)])
    assert is_stale(scan(Known(9, "O1", 8, CodeState.BOUND, mate=7)), moved(7))


def test_a_set_is_overtaken_by_any_of_its_members() -> None:
    preset = PresetSet(member(1), (member(2), member(3)))
    known = Known(1, "O1", 1, CodeState.FREE, preset=preset)
    assert is_stale(scan(known), moved(3))
    assert not is_stale(scan(known), moved(4))


def test_what_the_store_knows_nothing_of_can_not_be_overtaken() -> None:
    assert not is_stale(scan(None), moved(7))
