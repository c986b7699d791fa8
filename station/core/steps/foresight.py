"""What can be said of a rework act when only its first scan was made.

The same rules as the act's own, as far as they speak of that one scan; the act itself has the last
word. So a screen doesn't lead somebody through four scans to a refusal that was certain at the
first. An act with a single scan needs none of this: its command is stepped and thrown away.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum

from station.core.facts import BoxFact, Scanned
from station.core.rework_events import Fate
from station.core.state import LineState
from station.core.steps import rules
from station.core.steps.rework import comes_out
from station.core.steps.rules import Faults, No
from station.core.turn import Turn


class Begun(StrEnum):
    """An act, by what its first scan was."""

    REPLACE_OUT = "replace_out"  # what leaves
    REPLACE_IN = "replace_in"  # the label of the container that it leaves
    REMOVE_OUT = "remove_out"
    REMOVE_IN = "remove_in"
    ADD_PUT = "add_put"  # what goes in
    ADD_IN = "add_in"
    MOVE_OUT = "move_out"
    MOVE_IN = "move_in"


def foreseen(state: LineState, begun: Begun, scan: Scanned) -> No | None:
    """What forbids the act already, None as far as can be said. Changes nothing."""
    return rules.first(_CHECKS[begun](Turn(state, 0), scan))


def fates(state: LineState, box: BoxFact | None) -> tuple[Fate, ...]:
    """What may become of something that leaves this container."""
    turn = Turn(state, 0)
    return tuple(fate for fate in Fate if rules.first(rules.fate_fits(turn, box, fate)) is None)


def _replace_out(turn: Turn, scan: Scanned) -> Faults:
    yield from rules.found(scan)
    yield from rules.reworkable(turn, scan.holders)


def _remove_out(turn: Turn, scan: Scanned) -> Faults:
    holders = scan.holders
    yield from rules.reworkable(turn, holders)
    yield from rules.whole(turn, scan)
    yield from rules.may_lose(turn, holders, 1)


def _add_put(turn: Turn, scan: Scanned) -> Faults:
    yield from rules.whole(turn, scan)
    yield from rules.still_open(turn, scan.item.order if scan.item else "")
    yield from rules.loose(scan.item)


def _move_out(turn: Turn, scan: Scanned) -> Faults:
    yield from rules.whole(turn, scan)
    yield from rules.still_open(turn, scan.item.order if scan.item else "")
    yield from comes_out(turn, (scan,), None)


def _named(turn: Turn, scan: Scanned) -> Faults:
    """The container was named by its own label, and may be changed."""
    yield from rules.found(scan)
    box = scan.box
    yield from rules.reworkable(turn, () if box is None else (box, *scan.around))
    yield from rules.own_label(turn, scan, box)


def _takes_more(turn: Turn, scan: Scanned) -> Faults:
    yield from _named(turn, scan)
    yield from rules.still_open(turn, scan.box.order if scan.box else "")
    yield from rules.room(scan.box, 1)


_CHECKS: Mapping[Begun, Callable[[Turn, Scanned], Faults]] = {
    Begun.REPLACE_OUT: _replace_out,
    Begun.REPLACE_IN: _named,
    Begun.REMOVE_OUT: _remove_out,
    Begun.REMOVE_IN: _named,
    Begun.ADD_PUT: _add_put,
    Begun.ADD_IN: _takes_more,
    Begun.MOVE_OUT: _move_out,
    Begun.MOVE_IN: _takes_more,
}
