"""The people at a belt: they do what the alarms tell them to, in the hall and at the station.

They start the station again when it has gone off, and bring what is lacking. What they do for each
alarm is a method of its own, named in one table.
"""

from __future__ import annotations

import random
import re

from station.core import events as e
from station.core.code_shapes import covered_words
from station.core.facts import Seen
from station.core.packing import Container, at_scanner
from station.core.printing import HeadStatus
from station.core.snapshot import AlarmShown
from station.core.states import CodeState, ContainerState
from station.core.steps.packer import UNCONFIRMED
from station.core.verify import printable
from station.simulate.clock import Scheduler
from station.simulate.computer import Computer
from station.simulate.crew import LEADER, WHO, Crew, number_in
from station.simulate.hall import Hall
from station.store import queries

LOOKS_BEFORE_ACCEPTING = 3
LOOKS_BEFORE_ANOTHER_CARTON = 2
LABEL_LOOKS = 3  # without a label on the liner, before it is asked for once more
LOOSE = frozenset({CodeState.VERIFIED, CodeState.IN_DOUBT})


class People(Crew):
    def __init__(
        self, hall: Hall, computer: Computer, scheduler: Scheduler, chance: random.Random
    ) -> None:
        super().__init__(computer, scheduler, chance)
        self._hall = hall
        self._unlabelled_looks = {1: 0, 2: 0}
        self._answers |= {
            "rejects_in_row": self._clear,
            "print_unexplained": self._clear,
            "coder_starved": self._clear,
            "first_article": self._clear,
            "reject_failed": self._take_out_item,
            "printer_lost": self._mend_printers,
            "pool_empty": self._bring_codes,
            "duplicate": self._take_out_twins,
            "events_lost": self._clear_belt,
            "case_wrong": self._take_out_strangers,
            "case_missing": self._look_again_or_accept,
            "case_incomplete": self._show_or_close,
            "confirm_mismatch": self._scan_content,
            "label_unread": self._scan_again,
            "label_wrong": self._right_label,
            "check_after_restart": self._after_restart,
            "target_reached": self._finish,
            "clock": self._set_clock,
        }

    def _work(self) -> None:
        for level in (1, 2):
            self._missed_label(level)
        self._empty_case_away()
        self._go_on()

    def _go_on(self) -> None:
        """Start, and towards the end, whenever nothing holds the line."""
        if any(alarm.holds for alarm in self._state.alarms):
            return
        phase = self._state.phase.value
        if phase in ("idle", "stopped"):
            self._ask(e.StartAsked(self._now_ms, WHO))
        elif phase in ("execute", "completing") and not self._hall.to_feed:
            self._towards_the_end(phase)

    # -- alarms of the belt

    def _take_out_item(self, alarm: AlarmShown) -> None:
        number = number_in(alarm.where)
        self._hall.take_away(lambda product: product.number == number)
        self._clear(alarm, "taken out by hand")

    def _take_out_twins(self, alarm: AlarmShown) -> None:
        """The screen shows the ends of the code: whatever carries such a one is taken out."""
        self._hall.take_away(lambda product: _names(alarm, product.ink, product.cap))
        self._clear(alarm, "both taken out")

    def _mend_printers(self, alarm: AlarmShown) -> None:
        del alarm
        self._hall.mend_printers()

    def _bring_codes(self, alarm: AlarmShown) -> None:
        level = self._state.heads[alarm.where].level
        self._computer.inside(lambda place: place.grant(level, 200))

    def _clear_belt(self, alarm: AlarmShown) -> None:
        """A case that the station knows nothing of is taken away; else what stands before a camera
        or scanner is shown to it again."""
        self._hall.clear_belt()
        self._ask(e.BeltCleared(self._now_ms, WHO))
        if alarm.where.startswith("level"):
            self._hall.cell.throw_away_held()
        else:
            self._show_again_what_stands()
        self._clear(alarm, "belt cleared")

    def _show_again_what_stands(self) -> None:
        for level in (1, 2):
            self._hall.cell.announce_again(level)
        self._hall.cell.present_again()

    def _finish(self, alarm: AlarmShown) -> None:
        """As many good items as were ordered: nothing more is put onto the belt."""
        del alarm
        self._hall.feed_no_more()
        self._ask(e.FinishAsked(self._now_ms, WHO))

    # -- the case under the camera

    def _only_readable(self) -> None:
        """What has no code that can be read can't stay in a case."""
        held = self._hall.cell.held
        if held is not None:
            held.products = [p for p in held.products if p.ink is not None and not p.smeared]

    def _take_out_strangers(self, alarm: AlarmShown) -> None:
        held = self._hall.cell.held
        if held is not None:
            places = {int(place) for place in re.findall(r"place (\d+):", alarm.detail)}
            held.products = [p for n, p in enumerate(held.products, 1) if n not in places]
        self._only_readable()
        self._show()

    def _look_again_or_accept(self, alarm: AlarmShown) -> None:
        self._only_readable()
        if self._all_shown() and self._looks[alarm.number] >= LOOKS_BEFORE_ACCEPTING:
            self._ask(e.MissingAccepted(number_in(alarm.where), self._now_ms, LEADER))
        else:
            self._show()

    def _all_shown(self) -> bool:
        """Whether the last picture showed as many bottles as one can count in the case."""
        stands, held = self._state.packs[1].held, self._hall.cell.held
        there = len(held.products) if held is not None else 0
        return stands is not None and stands.current and len(stands.shown) == there

    def _show_or_close(self, alarm: AlarmShown) -> None:
        if self._all_shown() and self._looks[alarm.number] >= LOOKS_BEFORE_ACCEPTING:
            reason = "no more items at hand"
            self._ask(e.PartialCloseAsked(number_in(alarm.where), self._now_ms, LEADER, reason))
        else:
            self._only_readable()
            self._show()

    def _show(self) -> None:
        """Show the case once more; where none stands, the empty place is shown."""
        self._hall.cell.show_place()

    def _empty_case_away(self) -> None:
        """A case in which nothing is left, and which the station doesn't wait for any more."""
        held = self._hall.cell.held
        pack = self._state.packs.get(1)
        if held is not None and not held.products and pack is not None and pack.held is None:
            self._hall.cell.throw_away_held()

    # -- by queue

    def _scan_content(self, alarm: AlarmShown) -> None:
        held, number = self._hall.cell.held, number_in(alarm.where)
        if held is not None:
            held.products = [p for p in held.products if self._belongs(p.ink, p.smeared)]
        inks = [p.ink for p in held.products if p.ink is not None] if held is not None else []
        seen = tuple(Seen(ink) for ink in inks)
        self._ask(e.ContentScanned(number, seen, self._now_ms, LEADER))
        if held is not None and not held.products:
            self._hall.cell.throw_away_held()

    def _belongs(self, ink: bytes | None, smeared: bool) -> bool:
        """Whether the station takes it as content of a case that isn't sure yet."""
        if ink is None or smeared:
            return False
        code = self._state.by_data.get(ink, 0)
        if code:
            return self._state.live[code].state in LOOSE and self._state.live[code].level == 0
        return any(ink in (one.data for one in c.children.values()) for c in self._unsure())

    def _unsure(self) -> list[Container]:
        pack = self._state.packs[1]
        opened = [] if pack.open is None else [pack.open]
        return opened + [c for c in pack.waiting if c.state in UNCONFIRMED]

    def _nothing_there(self) -> None:
        """What the queue has in its containers is nowhere in the hall."""
        pack = self._state.packs[1]
        if pack.open is not None and pack.open.children and not pack.waiting:
            self._partial(1, "nothing is in it")
        for container in self._state.packs[1].waiting:
            if container.state in UNCONFIRMED:
                self._ask(e.ContentScanned(container.number, (), self._now_ms, LEADER))

    # -- labels

    def _scan_again(self, alarm: AlarmShown) -> None:
        level = number_in(alarm.where)
        if alarm.where.startswith("reader"):
            self._readable_last()
        else:
            self._mend_label(level, alarm)
        self._ask(e.RescanAsked(level, self._now_ms, WHO))

    def _readable_last(self) -> None:
        held = self._hall.cell.held
        if held is None or not held.products:
            self._hall.cell.throw_away_held()
            self._nothing_there()
        elif held.products[-1].ink is None or held.products[-1].smeared:
            held.products.pop()

    def _right_label(self, alarm: AlarmShown) -> None:
        level = number_in(alarm.where)
        if self._was_confirmed(level):
            self._hall.cell.push_on(level)
        else:
            self._mend_label(level, alarm)
        self._ask(e.RescanAsked(level, self._now_ms, WHO))

    def _other_carton(self, level: int, alarm: AlarmShown) -> None:
        """The label is right, so it is the code inside the carton that isn't."""
        if level == 1 and self._looks[alarm.number] >= LOOKS_BEFORE_ANOTHER_CARTON:
            self._hall.another_carton()

    def _mend_label(self, level: int, alarm: AlarmShown) -> None:
        """Put the right label on what stands there, or have it printed once more."""
        expected = at_scanner(self._state.packs[level])
        thing = self._hall.at_scanner(level)
        if expected is None or expected.label is None or thing is None:
            return
        if self._hall.reads_as(level) == expected.label.data:
            self._other_carton(level, alarm)
            return
        if not self._hall.put_label_on(level, expected.label.data):
            self._reprint(level, expected, "label unusable")

    def _reprint(self, level: int, container: Container, reason: str) -> None:
        assert container.label is not None, "only a label that was printed can be lost"
        if not self._hall.label_comes(level, container.label.data):
            self._ask(e.ReprintAsked(container.number, self._now_ms, LEADER, reason))

    def _was_confirmed(self, level: int) -> bool:
        """Trace one item of it: its container got its label before the restart."""
        inside = self._hall.first_inside(level)
        place = self._computer.place
        known = place.on_line.known(inside, "") if inside else None
        if known is None or not known.container:
            return False
        with place.desk.connect() as connection:
            holder = queries.get_container(connection, known.container)
        return holder is not None and holder.state is ContainerState.CONFIRMED

    def _missed_label(self, level: int) -> None:
        """A box waits for its label, the liner is empty and nothing comes: have it printed anew."""
        pack = self._state.packs.get(level)
        waits = self._hall.waits_for_label(level)
        if pack is None or not waits or self._hall.label_comes(level):
            self._unlabelled_looks[level] = 0
            return
        self._unlabelled_looks[level] += 1
        ahead = 1 if self._hall.at_scanner(level) is not None else 0
        waiting = [c for c in pack.waiting if c.label is not None]
        if self._unlabelled_looks[level] > LABEL_LOOKS and len(waiting) > ahead:
            self._unlabelled_looks[level] = 0
            self._reprint(level, waiting[ahead], "no label came")

    def _after_restart(self, alarm: AlarmShown) -> None:
        """The belt is emptied; what stood unlabelled gets its label anew, and what stood before a
        reader is shown to it again. Not before the printers are ready: a label in the wrong turn
        would go onto the wrong case."""
        if any(head.status is HeadStatus.OFFLINE for head in self._state.heads.values()):
            self._hall.mend_printers()
            return
        self._hall.clear_belt()
        self._ask(e.BeltCleared(self._now_ms, WHO))
        for level in (1, 2):
            self._hall.drop_labels(level)
            waits = self._hall.waits_for_label(level)
            waiting = self._state.packs[level].waiting
            for container in waiting[len(waiting) - waits :] if waits else ():
                if container.label is not None:
                    self._reprint_after_restart(container)
        self._show_again_what_stands()
        self._clear(alarm, "belt and open case checked")

    def _reprint_after_restart(self, container: Container) -> None:
        reason = "lost at the restart"
        self._ask(e.ReprintAsked(container.number, self._now_ms, LEADER, reason))

    # -- the end of the order

    def _towards_the_end(self, phase: str) -> None:
        hall, cell = self._hall, self._hall.cell
        if hall.belt.products:
            return
        if phase == "execute":
            self._ask(e.FinishAsked(self._now_ms, WHO))
        elif cell.filling.products:
            self._partial(1, "end of order")
            cell.finish_case()
        elif cell.held or cell.labelling or cell.scanned:
            return
        elif cell.pallet.cases:
            self._partial(2, "end of order")
            cell.finish_pallet()
        elif not (cell.labelling_pallet or cell.scanned_pallet):
            self._clearance()

    def _clearance(self) -> None:
        """Nothing is left in the hall: whatever the station still waits for is gone."""
        self._ask(e.BeltCleared(self._now_ms, LEADER))
        if not self._no_case_left():
            return
        live = self._state.live.items()
        doubted = tuple(code for code, one in live if one.state is CodeState.IN_DOUBT)
        if doubted:
            reason = "not found at line clearance"
            self._ask(e.DoubtSettled(doubted, self._now_ms, LEADER, reason))
        self._ask(e.CloseAsked(self._now_ms, LEADER))

    def _no_case_left(self) -> bool:
        """Whether the station waits for no case that isn't there any more."""
        pack = self._state.packs[1]
        if self._hall.spec.looks_down and (pack.arrived or pack.held):
            self._partial(1, "end of order")
            self._show()
            return False
        if not self._hall.spec.looks_down:
            self._nothing_there()
        return True


def _names(alarm: AlarmShown, *codes: bytes | None) -> bool:
    """Whether the screen names one of these codes, as far as it shows them."""
    return any(code and covered_words(printable(code)) in alarm.detail for code in codes)
