"""The people in the hall: they do what the alarms tell them to, and nothing that they can't see.

`attend` answers every standing alarm once; `wind_up` takes an order from wherever it stands to
closed. Both work in the hall with hands and at the station with commands.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from station.core import events as e
from station.core.alarms import Alarm, AlarmKind
from station.core.clearance import open_points
from station.core.packing import at_scanner
from station.core.states import ContainerState, Phase
from station.core.steps.packer import UNCONFIRMED
from tests.core.hall import Bottle, Box, Hall
from tests.core.rig import HEADS, WHO

ROUNDS_MAX = 400  # of winding up; an order that isn't closed by then never will be


class People:
    def __init__(self, hall: Hall) -> None:
        self.hall, self.rig = hall, hall.rig
        self._answers: Mapping[AlarmKind, Callable[[Alarm], None]] = {
            AlarmKind.REJECTS_IN_ROW: self._clear,
            AlarmKind.FIRST_ARTICLE: self._clear,
            AlarmKind.PRINT_UNEXPLAINED: self._clear,
            AlarmKind.REJECT_FAILED: self._take_out_item,
            AlarmKind.PRINTER_LOST: self._mend_printer,
            AlarmKind.POOL_EMPTY: self._bring_codes,
            AlarmKind.DUPLICATE: self._take_out_twins,
            AlarmKind.EVENTS_LOST: self._clear_belt,
            AlarmKind.CASE_WRONG: self._take_out_strangers,
            AlarmKind.CASE_MISSING: self._look_again_or_accept,
            AlarmKind.CASE_INCOMPLETE: self._fill_or_close,
            AlarmKind.CONFIRM_MISMATCH: self._scan_content,
            AlarmKind.LABEL_UNREAD: self._scan_again,
            AlarmKind.LABEL_WRONG: self._right_label,
            AlarmKind.CHECK_AFTER_RESTART: self._after_restart,
        }

    def attend(self) -> None:
        for level in (1, 2):
            self._missed_label(level)
        for alarm in self.rig.state.alarms:
            answer = self._answers.get(alarm.kind)
            if answer is not None and alarm in self.rig.state.alarms:
                answer(alarm)

    def _clear(self, alarm: Alarm) -> None:
        self.rig.do(e.AlarmClearAsked, alarm=alarm.number, by=WHO, how="looked after")

    def _boxes(self) -> list[Box]:
        return [self.hall.filling, *([self.hall.held] if self.hall.held else [])]

    def _take_away(self, unwanted: Callable[[Bottle], bool]) -> None:
        hall = self.hall
        for belt in (hall.to_camera, hall.to_rejecter, hall.to_packer):
            for bottle in [one for one in belt if unwanted(one)]:
                belt.remove(bottle)
        for box in self._boxes():
            box.bottles = [bottle for bottle in box.bottles if not unwanted(bottle)]

    def _take_out_item(self, alarm: Alarm) -> None:
        number = _number(alarm)
        self._take_away(lambda bottle: bottle.number == number)
        self._clear(alarm)

    def _take_out_twins(self, alarm: Alarm) -> None:
        text = alarm.detail.partition(": ")[2].encode()
        self._take_away(lambda bottle: bottle.ink == text or bottle.cap == text.partition(b" ")[0])
        self._clear(alarm)

    def _mend_printer(self, alarm: Alarm) -> None:
        self.rig.do(e.HeadReady, head=alarm.where, credit=self.rig.depth)

    def _bring_codes(self, alarm: Alarm) -> None:
        self.rig.grant(HEADS.index(alarm.where), 20)

    def _clear_belt(self, alarm: Alarm) -> None:
        """Also a case that the station knows nothing of is taken away."""
        self.hall.clear_belt()
        if alarm.where.startswith("level"):
            self._throw_away()
        self.rig.ask(e.BeltCleared)
        self._clear(alarm)

    # -- the case under the camera

    def _take_out_strangers(self, alarm: Alarm) -> None:
        held = self.hall.held
        if held is not None:
            places = {int(place) for place in re.findall(r"place (\d+):", alarm.detail)}
            fits = [b for n, b in enumerate(held.bottles, 1) if n not in places]
            held.bottles = [bottle for bottle in fits if bottle.shows]
        self._show()

    def _look_again_or_accept(self, alarm: Alarm) -> None:
        """Straighten what lies there; what has no readable code can't stay."""
        held = self.hall.held
        if held is not None:
            held.bottles = [bottle for bottle in held.bottles if bottle.shows]
        if self._all_shown() and self.hall.dice.random() < 0.7:
            self.rig.ask(e.MissingAccepted, level=1)
        else:
            self._show()

    def _all_shown(self) -> bool:
        """Whether the last picture showed as many bottles as one can count in the case."""
        stands = self.rig.state.packs[1].held
        there = len(self.hall.held.bottles) if self.hall.held is not None else 0
        return stands is not None and len(stands.shown) == there

    def _fill_or_close(self, alarm: Alarm) -> None:
        hall = self.hall
        held = hall.held
        if held is None:
            self._show()
        elif hall.filling.bottles and hall.dice.random() < 0.5:
            room = hall.per_case - len(held.bottles)
            held.bottles += hall.filling.bottles[:room]
            hall.filling.bottles = hall.filling.bottles[room:]
            self._show()
        elif hall.dice.random() < 0.3 or not self._all_shown():
            held.bottles = [bottle for bottle in held.bottles if bottle.shows]
            self._show()
        else:
            self.rig.ask(e.PartialCloseAsked, level=1, reason="no more bottles at hand")
            if not held.bottles and not self.rig.state.packs[1].held:
                hall.held = None

    def _show(self) -> None:
        """Show the case once more; where none stands, an empty place is shown."""
        hall = self.hall
        if hall.held is None:
            hall.held = Box()
        hall.present()

    # -- by queue

    def _scan_content(self, alarm: Alarm) -> None:
        box = self.hall.held
        number = _number(alarm)
        if box is None:
            # Nothing stands there: if the queue has nothing in it either, it is no case.
            self.rig.ask(e.ContentScanned, container=number, symbols=())
            return
        box.bottles = [bottle for bottle in box.bottles if self._belongs(bottle)]
        symbols = tuple(self.rig.seen(bottle.ink) for bottle in box.bottles)
        self.rig.ask(e.ContentScanned, container=number, symbols=symbols)
        if not box.bottles:
            self._throw_away()

    def _belongs(self, bottle: Bottle) -> bool:
        if not bottle.shows:
            return False
        row = self.rig.ledger.codes.get(self.rig.code_of(bottle.ink))
        return row is not None and row.state.value in ("verified", "in_doubt", "bound")

    def _nothing_there(self) -> None:
        """What the queue has in its oldest container is nowhere in the hall."""
        pack = self.rig.state.packs[1]
        if pack.open is not None and not pack.waiting:
            self.rig.ask(e.PartialCloseAsked, level=1, reason="nothing is in it")
        for container in self.rig.state.packs[1].waiting:
            if container.state in UNCONFIRMED:
                self.rig.ask(e.ContentScanned, container=container.number, symbols=())

    def _throw_away(self) -> None:
        """The case that stands there; its bottles are scrap."""
        self.hall.held = None

    # -- labels

    def _scan_again(self, alarm: Alarm) -> None:
        level = _number(alarm)
        if alarm.where.startswith("reader"):
            held = self.hall.held
            if held is not None and held.bottles and not held.bottles[-1].shows:
                held.bottles.pop()
            elif held is None or not held.bottles:
                self._throw_away()
                self._nothing_there()
        elif (box := self.hall.scanned[level]) is not None and box.torn:
            self._new_label(level, box)
        self.rig.ask(e.RescanAsked, level=level)

    def _right_label(self, alarm: Alarm) -> None:
        level = _number(alarm)
        box = self.hall.scanned[level]
        if box is not None and self._is_confirmed(level, box):
            self.hall.push_on(level)
            return
        if box is not None:
            self._new_label(level, box)
        self.rig.ask(e.RescanAsked, level=level)

    def _missed_label(self, level: int) -> None:
        """A box waits for its label, and the liner is empty: have the label printed once more."""
        hall = self.hall
        queue = hall.labelling if level == 1 else hall.pallets_to_label
        coming = [label for label in self.rig.labels if label.level == level]
        if not queue or hall.liner[level] or coming or hall.words:
            return
        ahead = 1 if hall.scanned[level] is not None else 0
        waiting = [c for c in self.rig.state.packs[level].waiting if c.label is not None]
        for container in waiting[ahead : ahead + 1]:
            self.rig.ask(e.ReprintAsked, container=container.number, reason="no label came")

    def _is_confirmed(self, level: int, box: Box) -> bool:
        """Trace one item of it: its container got its label before the restart."""
        ledger = self.rig.ledger
        inside = (
            [bottle.ink for bottle in box.bottles]
            if level == 1
            else [case.label for case in box.cases]
        )
        row = ledger.codes.get(self.rig.code_of(inside[0])) if inside else None
        number = row.parent if row else 0
        return bool(number) and ledger.containers[number].state is ContainerState.CONFIRMED

    def _new_label(self, level: int, box: Box) -> None:
        """Find the right label on the liner, else have it printed once more."""
        expected = at_scanner(self.rig.state.packs[level])
        if expected is None or expected.label is None:
            return
        data, liner = expected.label.data, self.hall.liner[level]
        if data not in liner:
            self.rig.ask(e.ReprintAsked, container=expected.number, reason="label unusable")
            while self.rig.labels:
                self.hall.print_label()
        if data in liner:
            liner.remove(data)
            box.label, box.torn = data, False

    def _after_restart(self, alarm: Alarm) -> None:
        """Clear the belt, throw loose labels away, and have anew what nobody has put on yet."""
        hall, rig = self.hall, self.rig
        hall.clear_belt()
        rig.ask(e.BeltCleared)
        for level in (1, 2):
            hall.liner[level].clear()
            queue = hall.labelling if level == 1 else hall.pallets_to_label
            waiting = rig.state.packs[level].waiting
            for container in waiting[len(waiting) - len(queue) :] if queue else ():
                if container.label is not None:
                    rig.ask(e.ReprintAsked, container=container.number, reason="lost")
        self._clear(alarm)

    # -- the end of the order

    def wind_up(self) -> None:
        """From wherever it stands to closed; says on the way what clearance names."""
        hall, rig = self.hall, self.rig
        hall.chance = 0.0
        while hall.words:
            hall.hear()
        for _ in range(ROUNDS_MAX):
            self.attend()
            hall.cell()
            if rig.state.phase is not Phase.COMPLETING:
                rig.ask(e.FinishAsked)
            if rig.cleared_heads:
                rig.cleared_heads.clear()
                rig.clear_head()
            self._empty_belt()
            if not any(a.holds for a in rig.state.alarms) and self._last_boxes():
                self._last_orders()
            points = [point for point in open_points(rig.state) if point.blocks]
            refused = rig.ask(e.CloseAsked)
            if rig.state.phase is Phase.COMPLETE:
                return
            assert points, f"nothing is open, and yet: {refused}"
            assert all(point.sentence in refused for point in points), refused
        raise AssertionError(f"not closed: {open_points(rig.state)}, {rig.state.alarms}")

    def _empty_belt(self) -> None:
        for _ in range(len(self.hall.to_camera)):
            self.hall.camera()
        for _ in range(len(self.hall.to_rejecter)):
            self.hall.rejecter()
        for _ in range(len(self.hall.to_packer)):
            self.hall.packer()

    def _last_boxes(self) -> bool:
        """True when nothing is on its way any more; else see to what comes next."""
        hall, rig = self.hall, self.rig
        if hall.held or hall.labelling or hall.scanned[1] or hall.to_packer:
            return False
        if hall.filling.bottles:
            rig.ask(e.PartialCloseAsked, level=1, reason="end of order")
            hall.held, hall.filling = hall.filling, Box()
            hall.present()
            return False
        if hall.pallet.cases:
            rig.ask(e.PartialCloseAsked, level=2, reason="end of order")
            hall.end_pallet()
            return False
        return not (hall.pallets_to_label or hall.scanned[2])

    def _last_orders(self) -> None:
        """Nothing is left in the hall: whatever the station still waits for is gone."""
        rig = self.rig
        rig.ask(e.BeltCleared)
        pack = rig.state.packs[1]
        if not self.hall.by_queue and (pack.arrived or pack.held):
            rig.ask(e.PartialCloseAsked, level=1, reason="end of order")
            self._show()
        elif self.hall.by_queue:
            self._nothing_there()
        rig.ask(e.DoubtSettled, codes=rig.in_doubt(), reason="not found")


def _number(alarm: Alarm) -> int:
    found = re.search(r"\d+", alarm.where)
    assert found is not None, f"no number in {alarm.where!r}"
    return int(found.group())
