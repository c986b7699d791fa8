"""The people at the line: they do what the alarms say, and in the end they close the order.

`next_message` is what the hall or somebody in it says to the station next, told from what the
station shows. Nobody here knows what the station knows in secret.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from drivers import api as d
from station.core import events as e
from station.core.alarms import Alarm, AlarmKind
from station.core.packing import Container
from station.core.state import LineState
from station.core.states import CodeState, Phase
from tests.faults.floor import DEPTH, Case, Floor
from tests.faults.stand import (
    CODER,
    LABELS,
    PER_CASE,
    WHO,
    Ask,
    Grant,
    Keep,
    Message,
    OpenOrder,
    Push,
    Shown,
    Tell,
)

WORDS_MAX = 4  # that come within one turn
PUSHES, KEEPS = 0.06, 0.005


class Crew:
    def __init__(self, floor: Floor) -> None:
        self.floor, self.dice = floor, floor.dice
        self.keeps, self.pushes = KEEPS, PUSHES
        self.is_closed = False
        self._close_asked = False
        self._reprinted: set[int] = set()
        self._answers: Mapping[AlarmKind, Callable[[Alarm, LineState], Message]] = {
            AlarmKind.REJECTS_IN_ROW: self._clear,
            AlarmKind.PRINT_UNEXPLAINED: self._clear,
            AlarmKind.DUPLICATE: self._take_out_twins,
            AlarmKind.REJECT_FAILED: self._take_out_item,
            AlarmKind.EVENTS_LOST: self._empty_belt,
            AlarmKind.PRINTER_LOST: self._switch_on,
            AlarmKind.POOL_EMPTY: self._more_codes,
            AlarmKind.CASE_WRONG: self._take_out_of_case,
            AlarmKind.CASE_MISSING: self._accept_missing,
            AlarmKind.CASE_INCOMPLETE: self._fill_or_close,
            AlarmKind.LABEL_UNREAD: self._scan_again,
            AlarmKind.LABEL_WRONG: self._scan_again,
            AlarmKind.CHECK_AFTER_RESTART: self._after_restart,
        }

    @property
    def ends(self) -> bool:
        """The order is being brought to its end."""
        return not self.floor.feeding

    def end(self) -> None:
        self.floor.feeding = False

    def station_died(self) -> None:
        self._reprinted.clear()
        self.floor.station_died()

    def next_message(self, shown: Shown) -> Message:
        """Whatever comes next; there is always something."""
        floor, state = self.floor, shown.state
        if state.phase is Phase.COMPLETE or (state.order is None and self._close_asked):
            self.is_closed = True
            floor.platform.may_be_away = False
            return Push()
        if state.order is None:
            return OpenOrder()
        if self.dice.random() < self.pushes:
            return Push()
        if self.dice.random() < self.keeps:
            return Keep()
        for _ in range(WORDS_MAX * 2):
            if not floor.words:
                floor.move()
                self._label(state)
        if floor.words:
            return Tell(self._some_words())
        return self._attend(state) or (self._wind_up(state) if self.ends else self._tick())

    def _some_words(self) -> tuple[d.DeviceEvent, ...]:
        count = self.dice.randint(1, min(WORDS_MAX, len(self.floor.words)))
        return tuple(self.floor.words.popleft() for _ in range(count))

    def _attend(self, state: LineState) -> Message | None:
        for alarm in state.alarms:
            answer = self._answers.get(alarm.kind)
            if answer is not None:
                return answer(alarm, state)
        lost = self._lost_label(state)
        if lost is not None:
            return lost
        if state.phase in (Phase.IDLE, Phase.STOPPED):
            return _ask(e.StartAsked)
        return None

    def _tick(self) -> Message:
        return _ask(e.AlarmClearAsked, alarm=0)

    # -- labels: each case gets the label of the container that holds its bottles

    def _label(self, state: LineState) -> None:
        floor = self.floor
        for case in floor.labelling if floor.scanned is None else ():
            container = _container_of(case, state)
            label = container.label.data if container and container.label else b""
            if label in floor.liner:
                floor.stick(case, label)
                return

    def _lost_label(self, state: LineState) -> Message | None:
        """Printed before a restart, and not there: the same one is asked for once more."""
        for case in self.floor.labelling:
            container = _container_of(case, state)
            if container is None or container.label is None:
                continue
            if container.label.data in self.floor.liner or container.number in self._reprinted:
                continue
            live = state.live.get(container.label.code)
            if live is not None and live.state is not CodeState.ALLOCATED:
                self._reprinted.add(container.number)
                return _ask(e.ReprintAsked, container=container.number, reason="it is not there")
        return None

    # -- alarms

    def _clear(self, alarm: Alarm, state: LineState) -> Message:
        return _ask(e.AlarmClearAsked, alarm=alarm.number, how="looked after")

    def _take_out_item(self, alarm: Alarm, state: LineState) -> Message:
        self.floor.take_out({_number(alarm.where)})
        return self._clear(alarm, state)

    def _take_out_twins(self, alarm: Alarm, state: LineState) -> Message:
        ink = alarm.detail.partition(": ")[2].encode()
        self.floor.take_out({n for n, one in self.floor.bottles.items() if one.ink == ink})
        return self._clear(alarm, state)

    def _empty_belt(self, alarm: Alarm, state: LineState) -> Message:
        if self.floor.belt or state.belt.items:
            self.floor.clear_belt()
            return _ask(e.BeltCleared)
        return self._clear(alarm, state)

    def _after_restart(self, alarm: Alarm, state: LineState) -> Message:
        """The belt is emptied, or it is let run and the camera says what is on it."""
        if self.dice.random() < 0.5:
            return self._clear(alarm, state)
        return self._empty_belt(alarm, state)

    def _switch_on(self, alarm: Alarm, state: LineState) -> Message:
        return Tell((d.Ready(alarm.where, DEPTH),))

    def _more_codes(self, alarm: Alarm, state: LineState) -> Message:
        return Grant({CODER: 0, LABELS: 1}[alarm.where])

    def _take_out_of_case(self, alarm: Alarm, state: LineState) -> Message:
        held = self.floor.held
        if held is not None:
            places = {int(one) for one in re.findall(r"place (\d+):", alarm.detail)}
            kept = [one for place, one in enumerate(held.bottles, 1) if place not in places]
            held.bottles = [one for one in kept if one.ink]
        self.floor.present()
        return Tell(self._some_words())

    def _accept_missing(self, alarm: Alarm, state: LineState) -> Message:
        held = state.packs[1].held
        if held is not None and held.current:
            return _ask(e.MissingAccepted, level=1)
        self.floor.present()
        return Tell(self._some_words())

    def _fill_or_close(self, alarm: Alarm, state: LineState) -> Message:
        floor, held = self.floor, self.floor.held
        if held is None or not floor.filling.bottles:
            return _ask(e.PartialCloseAsked, level=1, reason="no more bottles at hand")
        room = PER_CASE - len(held.bottles)
        held.bottles += floor.filling.bottles[:room]
        floor.filling.bottles = floor.filling.bottles[room:]
        floor.present()
        return Tell(self._some_words())

    def _scan_again(self, alarm: Alarm, state: LineState) -> Message:
        return _ask(e.RescanAsked, level=1)

    # -- the end of the order

    def _wind_up(self, state: LineState) -> Message:
        floor = self.floor
        if state.phase is not Phase.COMPLETING:
            return _ask(e.FinishAsked)
        if floor.belt:
            return self._tick()
        if floor.filling.bottles and floor.held is None:
            floor.held, floor.filling = floor.filling, Case()
            floor.present()
            return _ask(e.PartialCloseAsked, level=1, reason="end of order")
        doubted = [c for c, one in state.live.items() if one.state is CodeState.IN_DOUBT]
        labels = {c.label.code for c in state.packs[1].waiting if c.label is not None}
        voided = tuple(code for code in doubted if code not in labels)
        if floor.held is None and not floor.labelling and floor.scanned is None and voided:
            return _ask(e.DoubtSettled, codes=voided, reason="not found")
        if self.dice.random() < 0.5:
            return _ask(e.BeltCleared)
        self._close_asked = True
        return _ask(e.CloseAsked)


def _ask(command: type, **fields: Any) -> Ask:
    return Ask(command, {"by": WHO, **fields})


def _container_of(case: Case, state: LineState) -> Container | None:
    """What the station calls this case: the container with the bottle that lies on top."""
    ink = case.bottles[0].ink if case.bottles else b""
    for container in state.packs[1].waiting:
        if any(one.data == ink for one in container.children.values()):
            return container
    return None


def _number(where: str) -> int:
    found = re.search(r"\d+", where)
    assert found is not None, f"no number in {where!r}"
    return int(found.group())
