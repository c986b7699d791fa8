"""Line clearance: each thing that keeps an order open is named with its way out, and only then
does it close."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from station.core import events as e
from station.core import records as r
from station.core.access import RIGHT_OF
from station.core.clearance import TEXTS, open_points
from station.core.packaging import PackMode
from station.core.states import Phase
from tests.core.desk import Desk
from tests.core.rig import CODER, Rig, make_order
from tests.core.rig_facts import standing


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


def seen_twice(rig: Rig) -> None:
    """A bottle shows the code of one in a confirmed case: the case is quarantined."""
    content = rig.full_case(1, 1)
    rig.coded(5)
    rig.see(5, content[0].data)
    rig.do(e.ItemRejected, trigger=5)
    finished(rig)


# What was left open: the point's key, where, how many, and its words.
CASES: list[tuple[Callable[[Rig], None], tuple[str, str, int], str]] = [
    (running, ("running", "", 1), "the order is still running: 1. Finish the order first."),
    (at_the_printer, ("at_printer", CODER, 3), "codes at a printer (coder): 3. Wait for"),
    (on_the_belt, ("belt_items", "belt", 1), "items on the belt (belt): 1. Let the belt run empty"),
    (in_the_packer, ("open_container", "case", 1), "open containers (case): 1. Close them as"),
    (open_pallet, ("open_container", "pallet", 1), "open containers (pallet): 1. Close them"),
    (unscanned_case, ("unconfirmed_label", "case", 1), "without a confirmed label (case): 1. Scan"),
    (on_the_belt, ("loose", "bottle", 1), "verified codes on no container (bottle): 1. Pack"),
    (printed_and_unseen, ("unseen", "bottle", 1), "never seen (bottle): 1. Confirm that the belt"),
    (in_doubt, ("in_doubt", "bottle", 3), "codes in doubt (bottle): 3. Find or void them."),
    (standing_alarm, ("alarms", "", 1), "alarms that hold the line: 1. Settle each"),
    (on_the_table, ("table", "bottle", 1), "on the rework table (bottle): 1. Pack them again"),
]


@pytest.mark.parametrize(("left_open", "point", "words"), CASES)
def test_an_order_is_not_closed_over_what_is_open(
    left_open: Callable[[Rig], None], point: tuple[str, str, int], words: str
) -> None:
    rig = Rig().run(make_order())
    left_open(rig)
    found = open_points(rig.state, standing(rig.ledger))
    assert point in [(one.key, one.where, one.count) for one in found]
    assert words in rig.ask(e.CloseAsked)
    assert rig.state.phase is not Phase.COMPLETE


@pytest.mark.parametrize("key", sorted(TEXTS))
def test_every_point_has_words_in_both_languages_and_a_command_that_exists(key: str) -> None:
    text = TEXTS[key]
    assert text.what and text.way_out.endswith(".")
    assert any("\u4e00" <= c <= "\u9fff" for c in text.what_zh)
    assert text.way_out_zh.endswith("。")
    assert text.command in {"", *(kind.__name__ for kind in RIGHT_OF)}


def test_a_finished_case_in_quarantine_is_told_and_the_line_need_not_wait_for_qa() -> None:
    rig = Rig().run(make_order(levels=2))
    seen_twice(rig)
    rig.ask(e.BeltCleared)
    for alarm in rig.state.alarms:
        rig.ask(e.AlarmClearAsked, alarm=alarm.number, how="both taken out")
    points = {one.key: one for one in open_points(rig.state, standing(rig.ledger))}
    assert (points["quarantine"].count, points["quarantine"].blocks) == (1, False)
    assert rig.ask(e.CloseAsked) == ""


def test_what_waits_for_the_platform_keeps_no_order_open() -> None:
    rig = Rig().run(make_order(levels=2))
    rig.full_case(1, 1)
    finished(rig)
    rig.ask(e.BeltCleared)
    (point,) = open_points(rig.state, standing(rig.ledger))
    assert (point.key, point.count, point.blocks) == ("unsent", 1, False)
    assert rig.ask(e.CloseAsked) == ""


def test_a_container_at_the_rework_desk_keeps_its_order_open() -> None:
    rig = Rig().run(make_order(levels=2))
    rig.full_case(1, 1)
    finished(rig)
    rig.ask(e.BeltCleared)
    rig.ledger.apply(r.DeskChanged("O1", 1, True))
    assert "containers at the rework desk (rework desk): 1. Scan" in rig.ask(e.CloseAsked)


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
    assert {point.key for point in open_points(rig.state)} == {"open_container", "in_doubt"}
    rig.ask(e.PartialCloseAsked, level=2, reason="end of order")
    rig.labelled(2)
    rig.ask(e.DoubtSettled, codes=rig.in_doubt(), reason="not found")
    assert rig.ask(e.CloseAsked) == ""
    rig.settle()


def test_the_page_on_orders_names_every_point() -> None:
    page = (Path(__file__).resolve().parents[2] / "docs" / "orders.md").read_text("utf-8")
    assert set(re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE)) == set(TEXTS)
