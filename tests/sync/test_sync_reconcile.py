"""Every kind of difference between station and platform is named."""

from __future__ import annotations

from sync.platforms.api import BoundCode
from sync.reconcile import Differences, compare

CASE = BoundCode("case", 1, "")
A, B = BoundCode("a", 0, "case"), BoundCode("b", 0, "case")


def test_the_same_codes_in_any_order_are_no_difference() -> None:
    same = compare([CASE, A, B], [B, CASE, A])
    assert same == Differences()
    assert not same
    assert str(same) == "the platform holds exactly what the station bound"


def test_each_difference_is_named() -> None:
    elsewhere = BoundCode("b", 0, "other")
    found = compare([CASE, A, B, A], [CASE, elsewhere, BoundCode("x", 0, "case")])
    assert found.missing == (A,)
    assert found.unknown == (BoundCode("x", 0, "case"),)
    assert found.moved == ((B, elsewhere),)
    assert found.doubled == ("a",)
    assert found
    assert str(found) == (
        "1 missing on the platform: a; 1 not known to the station: x; 1 in another place: b; "
        "1 named twice: a"
    )


def test_long_lists_are_cut_in_words_only() -> None:
    found = compare([BoundCode(f"c{n}", 0, "") for n in range(9)], [])
    assert len(found.missing) == 9
    assert str(found) == "9 missing on the platform: c0, c1, c2, c3, c4, …"
