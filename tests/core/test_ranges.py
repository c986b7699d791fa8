"""Voiding a range: two people, a reason, all of it or none."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from station.core import events as e
from station.core import records as r
from station.core.facts import Issued
from station.core.states import CodeState
from tests.core.desk import Desk
from tests.core.rig import CODER, Rig, issued, make_order

POOL = 60
QA = "quality"


@pytest.fixture
def rig() -> Rig:
    return Rig().run(make_order(levels=2), pool=POOL)


def void(rig: Rig, first: int, count: int, level: int = 0, **change: Any) -> str:
    fields = {"reason": "roll spoilt", "second": QA, **change}
    return rig.ask(e.RangeVoidAsked, series=level + 1, first=first, count=count, **fields)


def rows(rig: Rig, first: int, count: int, level: int = 0) -> list[str]:
    return [rig.row(issued(level, serial)) for serial in range(first, first + count)]


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"second": ""}, "two people"),
        ({"second": "line leader"}, "two people"),
        ({"reason": ""}, "give one"),
    ],
)
def test_it_takes_two_people_and_a_reason(rig: Rig, change: dict[str, Any], why: str) -> None:
    assert why in void(rig, 40, 5, **change)
    assert rig.count(0, CodeState.VOID) == 0


def test_the_end_of_a_pool_is_void_without_a_row_for_each(rig: Rig) -> None:
    known = len(rig.ledger.codes)
    assert void(rig, 41, 20) == ""
    assert len(rig.ledger.codes) == known
    end = rig.of_type(r.BlockVoided)[-1]
    assert (end.first, end.count, end.reason, end.by, end.second) == (
        *(41, 20, "roll spoilt", "line leader", QA),
    )
    assert rig.count(0, CodeState.VOID) == 20
    rig.settle()


def test_the_middle_of_a_pool_is_passed_over_from_then_on(rig: Rig) -> None:
    assert void(rig, 30, 10) == ""
    assert rows(rig, 29, 12) == ["free", *["void"] * 10, "free"]
    for trigger in range(1, 41):
        if rig.at_printer:
            one = rig.good(trigger)
            assert not 30 <= one.code & 0xFFFF < 40
    rig.settle()


def rejected(rig: Rig) -> Issued:
    one = rig.good(1)
    rig.do(e.ItemRejected, trigger=1)
    return one


def sampled(rig: Rig) -> Issued:
    one = rig.good(1)
    assert Desk(rig).sample(one) == ""
    return one


def doubted(rig: Rig) -> Issued:
    one = rig.at_printer.popleft()
    rig.do(e.CodesDoubted, head=CODER, codes=(one.code,), reason="link lost")
    return one


def ready_at_the_head(rig: Rig) -> Issued:
    return rig.state.heads[CODER].stock[0]


LOOSE: list[Callable[[Rig], Issued]] = [
    rejected,
    sampled,
    doubted,
    ready_at_the_head,
    lambda rig: rig.coded(1),
    lambda rig: rig.good(1),
    lambda rig: rig.bottle(1),
]


@pytest.mark.parametrize("where", LOOSE)
def test_what_is_loose_is_void_wherever_it_is(rig: Rig, where: Callable[[Rig], Issued]) -> None:
    one = where(rig)
    assert void(rig, one.code & 0xFFFF, 1) == ""
    assert rig.row(one) == "void"
    move = rig.of_type(r.CodesMoved)[-1]
    assert (move.reason, move.by, move.second) == ("roll spoilt", "line leader", QA)
    rig.settle()


def test_a_void_code_on_the_belt_is_rejected_by_sight(rig: Rig) -> None:
    one = rig.coded(1)
    void(rig, one.code & 0xFFFF, 1)
    rig.see(1, one.data)
    assert rig.verdict_of(1) == "void"
    content = rig.bottles(2, 4)
    rig.present(1, content)
    assert set(rig.ledger.children[1].values()) == {c.code for c in content}


def test_a_void_code_behind_the_camera_is_in_no_case(rig: Rig) -> None:
    one = rig.bottle(1)
    void(rig, one.code & 0xFFFF, 1)
    content = rig.bottles(2, 4)
    rig.present(1, content)
    assert one.code not in rig.ledger.children[1].values()
    rig.settle()


def test_a_packed_bottle_is_refused_with_its_container_and_nothing_is_done(rig: Rig) -> None:
    rig.full_case(1, 1)
    before = dict(rig.state.counts)
    assert "in or on containers 1; take them out" in void(rig, 1, POOL)
    assert rig.state.counts == before
    assert "in or on containers 1" in void(rig, 1, 1, level=1)  # its label


def test_a_code_at_a_printer_is_refused(rig: Rig) -> None:
    sent = rig.at_printer[0].code & 0xFFFF
    assert "at a printer" in void(rig, sent, 1)
    assert rows(rig, sent, 1) == ["sent"]


def test_a_code_that_was_never_granted_is_refused(rig: Rig) -> None:
    assert "only 10 of these 20 codes were ever granted" in void(rig, POOL - 9, 20)


def test_a_range_of_void_codes_and_others_voids_the_others(rig: Rig) -> None:
    void(rig, 51, 10)
    assert void(rig, 41, 20) == ""
    assert rig.count(0, CodeState.VOID) == 20
    assert "void already" in void(rig, 45, 5)


def test_codes_of_a_closed_order_can_be_void_and_the_platform_is_told(rig: Rig) -> None:
    one = rejected(rig)
    rig.ask(e.FinishAsked)
    rig.clear_head()
    assert rig.ask(e.CloseAsked) == ""
    report = max(rig.ledger.batches)
    event = e.RangeVoidAsked(
        1, one.code & 0xFFFF, 1, "destroyed", 1, "anna", QA, reports=(("O1", report),)
    )
    rig.send(event)
    assert rig.row(one) == "void"
    assert rig.of_type(r.BatchReady)[-1] == r.BatchReady("O1", 0, report)
    rig.settle()
