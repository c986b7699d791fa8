"""Devices tried out: only while the line stands, each on record before anything leaves the PC.

A test print moves no code. Where the PLC counts prints, the next one is the test's: nothing else
is at that printer. While one is out at the coder the order does not start, or the first bottle
would carry it.
"""

from __future__ import annotations

from dataclasses import replace

from station.core import device_events as d
from station.core import events as e
from station.core import records as r
from station.core.effects import ClearHead, ForgetCodes, PrintTest, ReadOnce, RejectOnce
from station.core.printing import TEST_JOB, Head, HeadStatus, PrintTrial
from station.core.states import Phase
from station.core.turn import Turn

STANDS = frozenset({Phase.IDLE, Phase.STOPPED, Phase.COMPLETE})
TAKEN_BACK = "taken back"
COUNTED = "printed, as the PLC counted it"
AWAY = "in doubt: the printer is away"


def print_asked(turn: Turn, event: d.PrintTestAsked) -> None:
    head = turn.state.heads.get(event.head)
    why = _why_it_moves(turn) or _why_no_print(head, event.head)
    if head is None or why:
        turn.refuse("test print", why)
        return
    turn.set_head(replace(head, trial=PrintTrial(event.at_ms)))
    _note(turn, f"test print at {head.name}", event.by)
    turn.effects.append(PrintTest(head.name))


def print_end_asked(turn: Turn, event: d.PrintTestEndAsked) -> None:
    head = turn.state.heads.get(event.head)
    if head is None or not head.trying:
        turn.refuse("end test print", f"no test print is out at {event.head}")
    elif head.sent:
        turn.refuse("end test print", "labels wait behind it, which would be lost as well")
    elif head.status is HeadStatus.OFFLINE:
        _note(turn, f"test print at {head.name} given up", event.by)
        _over(turn, head, event.at_ms, AWAY)
    else:
        _note(turn, f"test print at {head.name} taken back", event.by)
        turn.effects.append(ClearHead(head.name))


def print_over(turn: Turn, event: d.PrintTestOver) -> None:
    head = turn.state.heads[event.head]
    if head.trying:
        _over(turn, head, event.at_ms, event.result)


def read_asked(turn: Turn, event: d.ReadTestAsked) -> None:
    if why := _why_it_moves(turn):
        turn.refuse("test read", why)
        return
    _note(turn, f"test read by {event.device}", event.by)
    turn.effects.append(ReadOnce(event.device))


def reject_asked(turn: Turn, event: d.RejectTestAsked) -> None:
    why = _why_it_moves(turn)
    if not why and (items := len(turn.state.belt.items)):
        why = f"{items} items are on the belt and one could be hit; clear the belt first"
    if why:
        turn.refuse("test kick", why)
        return
    _note(turn, "test kick of the rejecter", event.by)
    turn.effects.append(RejectOnce())


def counted(turn: Turn, event: e.PrintsCounted) -> e.PrintsCounted:
    """What the PLC counted beside the test print."""
    head = turn.state.heads[event.head]
    if not head.trying or not event.count:
        return event
    _over(turn, head, event.at_ms, COUNTED)
    turn.effects.append(ForgetCodes(head.name, (TEST_JOB,)))
    return replace(event, count=event.count - 1)


def why_not_started(turn: Turn) -> str:
    """Why no bottle may come to the coder yet; "" = it may."""
    for head in turn.state.heads.values():
        if head.level == 0 and head.trying:
            return f"a test print is still out at {head.name}; print it, or end the test"
    return ""


def _why_it_moves(turn: Turn) -> str:
    phase = turn.state.phase
    return "" if phase in STANDS else f"the order is {phase.value}; stop the line first"


def _why_no_print(head: Head | None, name: str) -> str:
    if head is None:
        return f"{name} is no printer of this line"
    if head.status is HeadStatus.OFFLINE:
        return f"{name} is not ready; see what it says of itself"
    if head.trying:
        return "the test print before it is still out; print it, or end the test"
    if head.sent:
        return f"{len(head.sent)} codes of the order wait in {name}; close the order first"
    return ""


def _over(turn: Turn, head: Head, at_ms: int, result: str) -> None:
    assert head.trial is not None
    turn.set_head(replace(head, trial=replace(head.trial, over_ms=at_ms, result=result)))


def _note(turn: Turn, what: str, by: str) -> None:
    turn.records.append(r.Audited("", e.Category.DEVICES.value, what, "asked", by, ""))
