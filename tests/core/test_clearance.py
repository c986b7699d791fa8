"""Line clearance: each thing that keeps an order open is named with its way out, and only then
does it close."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from station.core import events as e
from station.core.clearance import open_points
from station.core.packaging import PackMode
from station.core.states import Phase
from tests.core.desk import Desk
from tests.core.rig import CODER, Rig, make_order


def finished(rig: Rig) -> None:
    rig.ask(e.FinishAsked)
    rig.clear_head()


def running(rig: Rig) -> None:
    """Nothing done at all."""


def at_the_printer(rig: Rig) -> None:
    rig.ask(e.FinishAsked)


def on_the_belt(rig: Rig) -> None:
    rig.good(1)
    finished(rig)


def in_the_packer(rig: Rig) -> None:
    rig.bottle(1)
    finished(rig)


def open_pallet(rig: Rig) -> None:
    rig.full_case(1, 1)
    finished(rig)


def unscanned_case(rig: Rig) -> None:
    rig.present(1, rig.bottles(1, 4))
    finished(rig)


def printed_and_unseen(rig: Rig) -> None:
    rig.print_one()
    finished(rig)


def in_doubt(rig: Rig) -> None:
    codes = tuple(one.code for one in rig.at_printer)
    rig.at_printer.clear()
    rig.do(e.CodesDoubted, head=CODER, codes=codes, reason="link lost")
    finished(rig)


def standing_alarm(rig: Rig) -> None:
    rig.do(e.LineEventsLost, count=1)
    finished(rig)


def on_the_table(rig: Rig) -> None:
    content = rig.full_case(1, 1)
    assert Desk(rig).remove(content[:1], 1) == ""
    rig.ask(e.PartialCloseAsked, level=2, reason="end of order")
    rig.labelled(2)
    finished(rig)


def at_the_desk(rig: Rig) -> None:
    rig.full_case(1, 1)
    rig.full_case(2, 5)
    pallet = rig.labelled(1)
    assert Desk(rig).relabel(pallet.issued) == ""
    finished(rig)


CASES: list[tuple[Callable[[Rig], None], str]] = [
    (running, "the order is still running"),
    (at_the_printer, "codes at a printer"),
    (on_the_belt, "items on the belt"),
    (in_the_packer, "open containers"),
    (open_pallet, "open containers"),
    (unscanned_case, "containers without a confirmed label"),
    (on_the_belt, "verified codes on no container"),
    (printed_and_unseen, "printed codes that were never seen"),
    (in_doubt, "codes in doubt"),
    (standing_alarm, "alarms that hold the line"),
    (on_the_table, "items and containers on the rework table"),
    (at_the_desk, "containers at the rework desk"),
]


@pytest.mark.parametrize(("left_open", "what"), CASES)
def test_an_order_is_not_closed_over_what_is_open(
    left_open: Callable[[Rig], None], what: str
) -> None:
    rig = Rig().run(make_order())
    left_open(rig)
    point = next(point for point in open_points(rig.state) if point.what == what)
    refused = rig.ask(e.CloseAsked)
    assert f"{what}: {point.count}. {point.way_out}" in refused
    assert rig.state.phase is not Phase.COMPLETE


@pytest.mark.parametrize("left_open", [on_the_belt, printed_and_unseen, in_doubt])
def test_the_way_out_leads_out(left_open: Callable[[Rig], None]) -> None:
    """What nobody finds any more is confirmed as gone, then voided by name."""
    rig = Rig().run(make_order())
    left_open(rig)
    rig.ask(e.BeltCleared)
    rig.ask(e.DoubtSettled, codes=rig.in_doubt(), reason="not found")
    assert rig.ask(e.CloseAsked) == ""
    rig.settle()


def test_every_code_of_a_closed_order_is_accounted_for() -> None:
    rig = Rig().run(make_order(), pool=60)
    for number in range(2):
        rig.full_case(number + 1, 1 + 4 * number)
    rig.labelled(1)
    sample, unread = rig.good(9), rig.coded(10)
    rig.see(10)
    assert Desk(rig).sample(sample) == ""
    rig.do(e.ItemRejected, trigger=10)
    finished(rig)
    rig.ask(e.BeltCleared)
    assert rig.ask(e.CloseAsked) == ""
    rig.settle()
    told = {state.value: n for state, n in rig.ledger.counts("O1", 0).items() if n}
    assert told == {"bound": 8, "sampled": 1, "rejected": 1, "void": 3, "free": 47}
    assert rig.row(unread) == "rejected"


def test_an_open_container_that_was_emptied_again_is_not_open() -> None:
    rig = Rig().run(make_order(PackMode.QUEUE))
    content = rig.bottles(1, 5)
    rig.confirm_last(1, content[4])
    symbols = tuple(rig.seen(one.data) for one in (*content[:3], content[4]))
    assert rig.ask(e.ContentScanned, container=1, symbols=symbols) == ""
    rig.labelled(1)
    finished(rig)
    rig.ask(e.BeltCleared)
    assert {point.what for point in open_points(rig.state)} == {"open containers", "codes in doubt"}
    rig.ask(e.PartialCloseAsked, level=2, reason="end of order")
    rig.labelled(2)
    rig.ask(e.DoubtSettled, codes=rig.in_doubt(), reason="not found")
    assert rig.ask(e.CloseAsked) == ""
    rig.settle()
