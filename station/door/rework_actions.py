"""What may be done with a thing that was scanned at the desk, in which steps, and why not.

Acts with one scan are tried: the command is stepped on the line's state of that moment, with what
the store says of the thing, and what comes of it is thrown away. Of the others it is said what the
first scan already tells (`core.steps.foresight`). Rights are of whoever is logged in at the seat.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from msgspec import structs

from station.core import events as e
from station.core import rework_events as w
from station.core.access import RIGHT_OF, Principal, why_not
from station.core.effects import Refused
from station.core.facts import BoxFact, Issued, Scanned
from station.core.line import step
from station.core.rework_events import DropReason, Fate
from station.core.state import LineState
from station.core.steps.foresight import Begun, fates, foreseen
from station.talk.rework_requests import ActionShown, StepShown

ANY_REASON = DropReason.OTHER.value
TRIED_AT_MS = 0  # no rule of the desk asks for the time


@dataclass(frozen=True)
class OnTheDesk:
    """What was scanned, and what else the acts about it want to know, all of one moment. `label`
    is the awaited label of a container at the desk and `inside` something in that container."""

    scan: Scanned
    top: int = 0  # the outermost level of its product
    fresh: Issued | None = None
    label: Scanned | None = None
    inside: Scanned | None = None


@dataclass(frozen=True)
class _Begun:
    """An act of several scans; `field` is what the first scan fills."""

    name: str
    begun: Begun
    command: type
    field: str
    steps: tuple[StepShown, ...]
    fated: bool = False


_STEP, _MANY = StepShown, True

OF_WHAT_IS_INSIDE = (
    _Begun(
        "replace",
        Begun.REPLACE_OUT,
        w.ReplaceAsked,
        "out",
        (_STEP("put"), _STEP("label")),
        fated=True,
    ),
    _Begun(
        "remove",
        Begun.REMOVE_OUT,
        w.RemoveAsked,
        "out",
        (_STEP("out", _MANY), _STEP("label")),
        fated=True,
    ),
    _Begun("add", Begun.ADD_PUT, w.AddAsked, "put", (_STEP("put", _MANY), _STEP("label"))),
    _Begun("move", Begun.MOVE_OUT, w.MoveAsked, "what", (_STEP("what", _MANY), _STEP("into"))),
)
OF_A_BOX = (
    _Begun(
        "replace_in",
        Begun.REPLACE_IN,
        w.ReplaceAsked,
        "label",
        (_STEP("out"), _STEP("put")),
        fated=True,
    ),
    _Begun(
        "remove_in",
        Begun.REMOVE_IN,
        w.RemoveAsked,
        "label",
        (_STEP("out", _MANY),),
        fated=True,
    ),
    _Begun("add_in", Begun.ADD_IN, w.AddAsked, "label", (_STEP("put", _MANY),)),
    _Begun("move_in", Begun.MOVE_IN, w.MoveAsked, "into", (_STEP("what", _MANY),)),
)


def actions(
    state: LineState, desk: OnTheDesk, people: Sequence[Principal], locked: str = ""
) -> tuple[ActionShown, ...]:
    """Every act that this thing may be part of; `locked` is why this station only reads."""
    return tuple(_Offers(state, desk, people, locked).all())


class _Offers:
    def __init__(
        self, state: LineState, desk: OnTheDesk, people: Sequence[Principal], locked: str
    ) -> None:
        self._state, self._desk, self._scan = state, desk, desk.scan
        self._people, self._locked = people, locked

    def all(self) -> Iterator[ActionShown]:
        scan, box = self._scan, self._scan.box
        if scan.item is None:
            return
        if desk_label := self._confirm_label():
            yield desk_label
        if scan.item.level == 0:
            yield self._accept(scan)
        if scan.is_box:
            yield from (self._several(one) for one in OF_A_BOX)
        if scan.item.level < self._desk.top:
            yield from (self._several(one) for one in OF_WHAT_IS_INSIDE)
        if scan.item.level == 0:
            yield from self._of_an_item(scan)
        if box is not None:
            yield from self._of_a_box(scan, box)

    def _accept(self, scan: Scanned) -> ActionShown:
        accept = w.AcceptAsked(scan, "", ANY_REASON, TRIED_AT_MS)
        return structs.replace(self._tried("accept", "what", accept), grade=True)

    def _of_an_item(self, scan: Scanned) -> Iterator[ActionShown]:
        why, at = ANY_REASON, TRIED_AT_MS
        yield self._tried("sample", "what", w.SampleAsked(scan, why, at))
        yield self._tried("unsample", "what", w.UnsampleAsked(scan, why, at))
        destroy = self._tried("destroy", "what", w.DestroyAsked(scan, why, at))
        yield structs.replace(destroy, voids=True)

    def _of_a_box(self, scan: Scanned, box: BoxFact) -> Iterator[ActionShown]:
        why, at = ANY_REASON, TRIED_AT_MS
        may_become = fates(self._state, box)
        fate = next(iter(may_become), Fate.LOOSE)
        empty = self._tried("empty", "box", w.EmptyAsked(scan, fate, why, at))
        yield structs.replace(empty, voids=True, fates=may_become)
        relabel = w.RelabelAsked(scan, why, at, fresh=self._desk.fresh)
        yield structs.replace(self._tried("relabel", "box", relabel), voids=True)
        reprint = e.ReprintAsked(box.number, at, reason=why, box=box)
        yield self._tried("reprint", "box", reprint)
        yield self._tried("quarantine", "box", w.QuarantineAsked(scan, why, at))
        yield self._tried("release", "box", w.ReleaseAsked(scan, why, at))

    def _confirm_label(self) -> ActionShown | None:
        """Of a container at the desk: its awaited label, and a proof; which of them was this?"""
        label, inside, scan = self._desk.label, self._desk.inside, self._scan
        if label is None or inside is None:
            return None
        command = w.LabelScanned(label, inside, TRIED_AT_MS)
        if scan.data == label.data:
            tried = self._tried("confirm_label", "label", command)
            steps: tuple[StepShown, ...] = (_STEP("inside"),)
        elif scan.is_box:
            tried = self._tried("confirm_label", "", command)
            steps = (_STEP("label"), _STEP("inside"))
        else:
            tried = self._tried("confirm_label", "inside", command)
            steps = (_STEP("label"),)
        return structs.replace(tried, steps=steps, reason=False)

    def _tried(self, name: str, first: str, command: e.Event) -> ActionShown:
        """An act that needs no further scan."""
        if no := self._forbidden(type(command)):
            return ActionShown(name, no, "right", first)
        _, _, effects = step(self._state, command)
        refused = next((one for one in effects if isinstance(one, Refused)), None)
        if refused is None:
            return ActionShown(name, first=first)
        return ActionShown(name, refused.why, refused.rule, first)

    def _several(self, one: _Begun) -> ActionShown:
        scan = self._scan
        leaves = scan.holders[0] if scan.holders and not one.begun.endswith("_in") else scan.box
        may_become = fates(self._state, leaves) if one.fated else ()
        shown = ActionShown(one.name, first=one.field, steps=one.steps, fates=may_become)
        if no := self._forbidden(one.command):
            return structs.replace(shown, why_not=no, rule="right")
        forbidden = foreseen(self._state, one.begun, scan)
        if forbidden is None:
            return shown
        return structs.replace(shown, why_not=forbidden.why, rule=forbidden.rule.value)

    def _forbidden(self, kind: type) -> str:
        return self._locked or why_not(RIGHT_OF[kind], self._people)
