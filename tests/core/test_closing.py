"""The end of an order: what was never printed goes back or is void, and nothing is half done."""

from __future__ import annotations

from dataclasses import replace

import pytest

from station.core import events as e
from station.core import records as r
from station.core.states import CodeState, Phase
from tests.core.rig import Rig, make_order

POOL = 60
FILE = "file:codes.csv"
NEXT = make_order(number="O2")


def finished(source: str = "minted") -> Rig:
    """Four bottles in a case, and nothing open."""
    rig = Rig(source=source).run(make_order(levels=2), pool=POOL)
    rig.full_case(1, 1)
    rig.ask(e.FinishAsked)
    rig.clear_head()
    return rig


def counts(rig: Rig, level: int = 0, order: str = "O1") -> dict[str, int]:
    return {state.value: n for state, n in rig.ledger.counts(order, level).items() if n}


def test_codes_from_elsewhere_go_back_as_far_as_none_ever_went_to_a_printer() -> None:
    rig = finished(FILE)
    assert rig.ask(e.CloseAsked) == ""
    assert counts(rig) == {"bound": 4, "void": 3}  # three were at the printer
    released = [one for one in rig.of_type(r.BlockReleased) if one.level == 0]
    assert [(one.first, one.count) for one in released] == [(8, POOL - 7)]
    assert not [code for code in rig.ledger.codes if code >> 40 == 1 and code & 0xFF > 7]
    rig.settle()


def test_what_was_given_back_is_of_use_to_another_order() -> None:
    rig = finished(FILE)
    rig.ask(e.CloseAsked)
    rig.do(e.OrderGiven, order=make_order(number="O2", levels=2))
    rig.send(e.PoolGranted(0, 1, 8, POOL - 7, FILE, rig.now_ms))
    assert rig.ledger.granted("O2", 0) == POOL - 7
    assert counts(rig, order="O2") == {"free": POOL - 7}


def test_minted_codes_stay_free_and_are_never_handed_out_again() -> None:
    rig = finished()
    assert rig.ask(e.CloseAsked) == ""
    assert counts(rig) == {"bound": 4, "void": 3, "free": POOL - 7}
    assert not rig.of_type(r.BlockReleased)
    rig.settle()


@pytest.mark.parametrize("source", ["minted", FILE])
def test_what_was_never_printed_is_void_if_so_wished(source: str) -> None:
    rig = finished(source)
    assert rig.ask(e.CloseAsked, unprinted=e.Unprinted.VOID) == ""
    assert counts(rig) == {"bound": 4, "void": POOL - 4}
    (end,) = [one for one in rig.of_type(r.BlockVoided) if one.level == 0]
    assert (end.reason, end.by) == ("never printed", "line leader")
    rig.settle()


def test_a_code_that_came_back_before_is_void_too() -> None:
    """Leased, given back at a stop of the station, never leased again: it has a row and is free."""
    rig = finished()
    stock = rig.state.heads["coder"].stock
    assert stock
    rig.ask(e.CloseAsked, unprinted=e.Unprinted.VOID)
    assert {rig.row(one) for one in stock} == {"void"}


# ---------------------------------------------------------------- called off


def test_a_cancelled_order_runs_empty_and_is_closed_as_cancelled() -> None:
    rig = Rig().run(make_order(levels=2), pool=POOL)
    content = rig.full_case(1, 1)
    refused = rig.ask(e.CancelAsked, reason="the plant changed its plan")
    assert "it runs empty; ask again when all is settled: codes at a printer (coder): 3" in refused
    assert rig.state.phase is Phase.COMPLETING
    rig.clear_head()
    assert rig.ask(e.CancelAsked, reason="the plant changed its plan") == ""
    last = rig.of_type(r.PhaseChanged)[-1]
    assert (last.phase, last.reason) == (Phase.COMPLETE, "cancelled: the plant changed its plan")
    assert counts(rig) == {"bound": 4, "void": POOL - 4}
    assert {rig.row(one) for one in content} == {"bound"}  # printed ones keep their history
    rig.settle()


def test_whoever_closes_a_cancelled_order_closes_it_as_cancelled_also_after_a_restart() -> None:
    rig = Rig().run(make_order(levels=2), pool=POOL)
    rig.ask(e.CancelAsked, reason="no bottles")
    rig.clear_head()
    rig.restart()
    alarm = rig.state.alarms[0]
    rig.ask(e.AlarmClearAsked, alarm=alarm.number, how="looked")
    assert rig.ask(e.CloseAsked, unprinted=e.Unprinted.RETURN) == ""
    assert rig.of_type(r.PhaseChanged)[-1].reason == "cancelled: no bottles"
    assert counts(rig) == {"void": POOL}


def test_an_order_that_is_taken_up_again_is_not_cancelled_any_more() -> None:
    rig = Rig().run(make_order(levels=2), pool=POOL)
    rig.ask(e.CancelAsked, reason="no bottles")
    rig.clear_head()
    rig.ask(e.StopAsked, reason="the plant wants it after all")
    assert rig.ask(e.StartAsked) == ""
    rig.ask(e.FinishAsked)
    rig.clear_head()
    assert rig.ask(e.CloseAsked) == ""
    assert rig.of_type(r.PhaseChanged)[-1].reason == ""


def test_an_order_is_cancelled_before_it_began_and_for_a_reason() -> None:
    rig = Rig()
    rig.open(make_order(), pool=POOL)
    assert "give one" in rig.ask(e.CancelAsked, reason="")
    assert rig.state.phase is Phase.IDLE
    assert rig.ask(e.CancelAsked, reason="no bottles") == ""
    assert counts(rig) == {"void": POOL}


# ---------------------------------------------------------------- change over


def test_a_running_order_is_finished_first_and_the_answer_says_what_stands_open() -> None:
    rig = Rig().run(make_order(levels=2))
    rig.good(1)
    refused = rig.ask(e.ChangeOverAsked, order=NEXT)
    assert "order O1 is finished; still open: items on the belt (belt): 1." in refused
    assert rig.state.phase is Phase.COMPLETING
    assert set(rig.ledger.orders) == {"O1"}


def test_change_over_is_one_turn() -> None:
    rig = finished()
    before = len(rig.records)
    assert rig.ask(e.ChangeOverAsked, order=NEXT) == ""
    turn = rig.records[before:]
    assert r.BatchReady("O1", 0) in turn
    assert turn[-1] == r.OrderOpened(NEXT)
    assert (rig.ledger.phases["O1"], rig.ledger.phases["O2"]) == (Phase.COMPLETE, Phase.IDLE)
    rig.settle()


@pytest.mark.parametrize(
    ("order", "why"),
    [
        (replace(NEXT, expiry="2020-01-01"), "it expires on 2020-01-01"),
        (make_order(), "order O1 was used before; give another number"),
    ],
)
def test_a_next_order_that_can_not_be_opened_leaves_the_old_one_as_it_was(
    order: object, why: str
) -> None:
    rig = Rig().run(make_order())
    assert why in rig.ask(e.ChangeOverAsked, order=order)
    assert rig.state.phase is Phase.EXECUTE


def test_on_an_empty_line_change_over_opens_the_order() -> None:
    rig = Rig()
    assert rig.ask(e.ChangeOverAsked, order=NEXT) == ""
    assert rig.state.order == NEXT


def test_every_code_is_explained_whichever_way_an_order_ends() -> None:
    for source in ("minted", FILE):
        for unprinted in e.Unprinted:
            rig = finished(source)
            rig.ask(e.CloseAsked, unprinted=unprinted)
            explained = {CodeState.BOUND, CodeState.VOID, CodeState.FREE}
            assert {s for s, n in rig.ledger.counts("O1", 0).items() if n} <= explained
            rig.settle()
