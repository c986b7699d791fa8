"""At the end of an order each set is settled as a whole (套标前关联): sold, void, or given back."""

from __future__ import annotations

import pytest

from station.core import events as e
from station.core import records as r
from station.core.packaging import PackMode
from station.core.state import Limits
from tests.core.rig import Rig, make_order
from tests.core.rig_codes import of_code
from tests.core.sets_line import (
    PER_CASE,
    arrive,
    bottle,
    carton,
    case,
    codes,
    come_in_sets,
    finish,
    line,
    no_read,
    scan_by_hand,
)


@pytest.fixture
def short() -> Rig:
    """A line without pallets."""
    return line(levels=2)


def of_sets(source: str = "file:sets.csv", sets: int = 6) -> Rig:
    """Codes of a file, and as many as are in sets."""
    rig = Rig(limits=Limits(camera=False, confirm=False), source=source)
    rig.run(make_order(PackMode.PRESET, levels=2, preprinted=(0, 1), per_case=PER_CASE), pool=0)
    rig.grant(0, sets * PER_CASE)
    rig.grant(1, sets)
    come_in_sets(rig, sets)
    return rig


def given_back(rig: Rig) -> set[int]:
    """The codes that the closed order gave back."""
    blocks = rig.of_type(r.BlockReleased)
    return {(one.series << 40) + one.first + at for one in blocks for at in range(one.count)}


def members(*labels: int) -> set[int]:
    """Cartons and their bottles."""
    serials = [(label - 1) * PER_CASE + at for label in labels for at in range(1, PER_CASE + 1)]
    return codes(*serials) | {carton(label).code for label in labels}


def test_a_bottle_that_nobody_read_keeps_the_order_open_until_it_is_void(short: Rig) -> None:
    """Its set was sold without it; it may lie in the scrap, and goes to no other order."""
    no_read(short, 2)
    case(short, 1, 1, 3, 4)
    scan_by_hand(short, 1, 1, 3, 4)
    short.answer_label(1, carton(1).data)
    finish(short)
    refused = short.ask(e.CloseAsked)
    assert refused == (
        "sets and pairs of which only a part was read: 1. "
        "Read the rest of each, or void what nobody read."
    )
    assert "give one" in short.ask(e.UnreadVoided, reason="")
    assert short.ask(e.UnreadVoided, reason="kicked off") == ""
    assert short.row(bottle(2)) == "void"
    moved = short.of_type(r.CodesMoved)[-1]
    assert (moved.codes, moved.reason, moved.by) == ((bottle(2).code,), "kicked off", "line leader")
    assert short.ask(e.CloseAsked) == ""


def test_a_carton_that_was_never_read_is_void_with_the_rest_of_its_set(short: Rig) -> None:
    short.do(e.AtCoder, trigger=2)
    short.see(2, bottle(2).data, aim="]d2")  # rejected; the others never come
    finish(short)
    assert short.ask(e.UnreadVoided, reason="the carton is torn") == ""
    assert {short.row(one) for one in (carton(1), bottle(1), bottle(3), bottle(4))} == {"void"}
    assert short.row(bottle(2)) == "rejected"
    assert short.row(carton(2)) == "free"


def test_while_more_of_a_set_may_be_read_nothing_of_it_is_void(short: Rig) -> None:
    arrive(short, 1, 2)
    assert "the order is still running" in short.ask(e.UnreadVoided, reason="gone")
    short.ask(e.FinishAsked)
    assert "verified codes on no container" in short.ask(e.UnreadVoided, reason="gone")
    assert short.row(bottle(3)) == "free"


def test_a_set_that_waits_for_the_scan_of_its_content_may_still_be_whole(short: Rig) -> None:
    no_read(short, 2)
    case(short, 1, 1, 3, 4)
    finish(short)
    assert "without a confirmed label" in short.ask(e.UnreadVoided, reason="gone")
    assert scan_by_hand(short, 1, 1, 2, 3, 4) == ""


def test_nothing_is_void_where_every_set_is_whole(short: Rig) -> None:
    case(short, 1, 1, 2, 3, 4)
    finish(short)
    assert "no set and no pair" in short.ask(e.UnreadVoided, reason="gone")


def test_unused_sets_go_back_whole() -> None:
    rig = of_sets()
    rig.scan_label(1, 1, carton(1).data)
    finish(rig)
    assert rig.ask(e.CloseAsked) == ""
    assert given_back(rig) == members(2, 3, 4, 5, 6)
    rig.settle()


@pytest.mark.parametrize("torn", [2, 4])
def test_a_set_that_was_begun_goes_back_in_no_part(torn: int) -> None:
    """However the rolls lay: the sets before it stay whole in this order."""
    rig = of_sets()
    rig.do(
        e.RangeVoidAsked,
        series=1,
        first=torn * PER_CASE,
        count=1,
        reason="spoilt",
        by="anna",
        second="bert",
    )
    finish(rig)
    assert "only a part" in rig.ask(e.CloseAsked)
    assert rig.ask(e.UnreadVoided, reason="spoilt too") == ""
    assert rig.ask(e.CloseAsked) == ""
    assert given_back(rig) == members(*range(torn + 1, 7))
    assert {rig.row(of_code(code)) for code in members(torn)} == {"void"}
    rig.settle()


def test_sets_in_any_order_of_the_file_go_back_whole_or_not_at_all() -> None:
    """Bottles of two sets stand mixed in the file: the end of the block has a part of one."""
    rig = of_sets(sets=3)
    for label, serials in {1: (1, 2, 3, 6), 2: (4, 5, 7, 8), 3: (9, 10, 11, 12)}.items():
        for slot, serial in enumerate(serials):
            rig.preset[bottle(serial).code] = (carton(label).code, slot)
    rig.scan_label(1, 1, carton(1).data)
    finish(rig)
    assert rig.ask(e.CloseAsked) == ""
    assert given_back(rig) == members(3)
    assert {rig.row(bottle(serial)) for serial in (4, 5, 7, 8)} == {"free"}
