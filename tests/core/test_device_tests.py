"""Devices are tried while the line stands, on record, and no code moves by it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from station.core import device_events as d
from station.core import effects as f
from station.core import events as e
from station.core.line import step
from station.core.printing import TEST_JOB, Done, Head, HeadStatus
from station.core.records import Audited
from station.core.state import LineState, new_line
from station.core.states import Phase
from tests.core.rig import CODER, HEADS, Rig, make_order

BY = "anna"


def idle(done: Done = Done.TOLD) -> LineState:
    return new_line([Head("coder", 0, HeadStatus.READY, 3, done=done), Head("labels", 1)])


def asked(state: LineState, event: e.Event) -> tuple[LineState, list[f.Effect], str]:
    after, _, effects = step(state, event)
    refused = next((one.why for one in effects if isinstance(one, f.Refused)), "")
    return after, list(effects), refused


def trying(done: Done = Done.TOLD) -> LineState:
    state, effects, refused = asked(idle(done), d.PrintTestAsked("coder", 5, BY))
    assert not refused
    assert f.PrintTest("coder") in effects
    return state


def test_a_test_print_is_on_record_before_it_leaves() -> None:
    _, records, effects = step(idle(), d.PrintTestAsked("coder", 5, BY))
    assert [type(one) for one in effects] == [f.PrintTest]
    assert [(one.what, one.by) for one in records if isinstance(one, Audited)] == [
        ("test print at coder", BY)
    ]


def test_the_printers_word_ends_it_and_no_alarm_stands() -> None:
    state, _, _ = asked(trying(), d.PrintTestOver("coder", "printed", 9))
    trial = state.heads["coder"].trial
    assert trial is not None and (trial.over_ms, trial.result) == (9, "printed")
    assert not state.alarms
    again, _, _ = asked(state, d.PrintTestOver("coder", "printed twice", 12))
    assert again.heads["coder"].trial == trial


def test_where_the_plc_counts_the_next_print_is_the_tests() -> None:
    state, effects, _ = asked(trying(Done.COUNTED), e.PrintsCounted("coder", 1, "", 9))
    assert not state.heads["coder"].trying
    assert not state.alarms
    assert f.ForgetCodes("coder", (TEST_JOB,)) in effects


@pytest.mark.parametrize(
    ("head", "event", "why"),
    [
        ({"status": HeadStatus.OFFLINE}, d.PrintTestAsked("coder", 5), "not ready"),
        ({"sent": (7,)}, d.PrintTestAsked("coder", 5), "wait in coder"),
        ({}, d.PrintTestAsked("nobody", 5), "no printer"),
        ({}, d.PrintTestEndAsked("coder", 5), "no test print"),
    ],
)
def test_what_can_not_be_tried_is_refused(head: dict[str, Any], event: e.Event, why: str) -> None:
    state = idle()
    heads = {**state.heads, "coder": replace(state.heads["coder"], **head)}
    after, _, refused = asked(replace(state, heads=heads), event)
    assert why in refused
    assert after.heads["coder"].trial is None


def test_a_second_test_print_waits_for_the_first() -> None:
    assert "still out" in asked(trying(), d.PrintTestAsked("coder", 6))[2]


def test_a_test_print_is_taken_back_by_emptying_the_printer() -> None:
    _, effects, _ = asked(trying(), d.PrintTestEndAsked("coder", 6, BY))
    assert f.ClearHead("coder") in effects


def test_a_printer_that_is_away_is_not_waited_for() -> None:
    lost, _, _ = asked(trying(), e.HeadLost("coder", "gone", "look", 6))
    state, effects, _ = asked(lost, d.PrintTestEndAsked("coder", 7, BY))
    assert not effects
    assert not state.heads["coder"].trying


TESTS: tuple[tuple[Any, dict[str, Any]], ...] = (
    (d.PrintTestAsked, {"head": CODER}),
    (d.ReadTestAsked, {"device": "scanner"}),
    (d.RejectTestAsked, {}),
)


@pytest.mark.parametrize(("kind", "fields"), TESTS)
def test_nothing_is_tried_while_the_line_moves(kind: Any, fields: dict[str, Any]) -> None:
    rig = Rig().run(make_order())
    assert "execute; stop the line first" in rig.ask(kind, **fields)
    rig.do(e.HeadLost, head=CODER, said="gone", hint="look")
    assert rig.state.phase is Phase.HELD
    assert "held; stop the line first" in rig.ask(kind, **fields)
    rig.ask(e.FinishAsked)
    assert "completing; stop the line first" in rig.ask(kind, **fields)


def rig_that_stands() -> Rig:
    rig = Rig()
    rig.open(make_order())
    for name in HEADS:
        rig.do(e.HeadReady, head=name, credit=3)
    return rig


def test_the_order_does_not_start_behind_a_test_print_and_starts_after_it() -> None:
    rig = rig_that_stands()
    assert rig.ask(d.PrintTestAsked, head=CODER) == ""
    assert "test print is still out" in rig.ask(e.StartAsked)
    rig.do(d.PrintTestOver, head=CODER, result="printed")
    assert rig.ask(e.StartAsked) == ""
    assert rig.state.phase is Phase.EXECUTE
    assert len(rig.state.heads[CODER].sent) == 3


def test_the_credit_beside_a_test_print_is_not_all_of_it() -> None:
    rig = rig_that_stands()
    rig.ask(d.PrintTestAsked, head=CODER)
    rig.do(e.HeadReady, head=CODER, credit=2)
    assert rig.state.heads[CODER].depth == 3


def test_the_rejecter_is_not_tried_with_bottles_on_the_belt() -> None:
    rig = rig_that_stands()
    assert rig.ask(d.RejectTestAsked) == ""
    rig.do(e.AtCoder, trigger=1)
    assert "on the belt" in rig.ask(d.RejectTestAsked)
