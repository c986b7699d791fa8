"""The person at the bench: scans, looks at the screen, and puts down only what it counts.

After each scan the number on the screen is held against the items in the box. An answer that never
came, a scan that counted although nobody saw it, an item that went in unscanned: all of them show
there, and whatever doesn't agree is scanned anew, item by item. Mistakes of hands are this person's
own, and are made by the same dice as everything else.
"""

from __future__ import annotations

import random
from collections.abc import Callable

from drivers.sim.line.things import Product
from station.core import events as e
from station.core.hand_events import OpenCancelled
from station.core.snapshot import AlarmShown, PackShown
from station.core.states import CodeState
from station.core.verify import Verdict
from station.simulate.clock import Scheduler
from station.simulate.computer import Computer
from station.simulate.crew import LEADER, WHO, Crew
from station.simulate.faults import Dice
from station.simulate.hand_bench import FOR_ITEMS, FOR_LABELS, HandBench

ANSWER_MS = 2_500  # without one, scan it once more
NOT_COUNTED = frozenset({Verdict.TOO_EARLY, Verdict.MULTIPLE})  # nothing is said of the item

Then = Callable[[str], None]  # what the answer means; "" = none came


class HandPeople(Crew):
    look_ms = (300, 1_200)

    def __init__(
        self,
        bench: HandBench,
        computer: Computer,
        scheduler: Scheduler,
        chance: random.Random,
        dice: Dice,
    ) -> None:
        super().__init__(computer, scheduler, chance)
        self._bench, self._dice = bench, dice
        self._item: Product | None = None  # in the hand
        self._then: Then | None = None  # an answer is waited for
        self._since_ms = self._answered = 0
        self._to_recount: list[Product] = []
        self._label_scanned = 0  # the level whose label was scanned, and may be confirmed by now
        self._answers |= {
            "check_after_restart": self._clear,
            "duplicate": self._clear,
            "target_reached": self._finish,
            "clock": self._set_clock,
        }

    # -- scan, and look at the screen

    def _scan(self, text: bytes, then: Then, scanner: int = FOR_ITEMS) -> None:
        self._answered, self._since_ms = self._newest_answer, self._scheduler.now_ms
        self._then = then
        self._bench.scan(text, scanner)

    @property
    def _newest_answer(self) -> int:
        scan = self._computer.place.snapshot.scan
        return 0 if scan is None else scan.number

    def _heard(self) -> bool:
        """Whether nobody waits for an answer any more."""
        if self._then is None:
            return True
        scan = self._computer.place.snapshot.scan
        if scan is not None and scan.number > self._answered:
            then, self._then = self._then, None
            then(scan.verdict)
        elif self._scheduler.now_ms - self._since_ms >= ANSWER_MS:
            then, self._then = self._then, None
            then("")
        return self._then is None

    def _shown(self, level: int) -> PackShown:
        return next(p for p in self._computer.place.snapshot.packs if p.level == level)

    def _counted(self) -> int:
        """How many items the screen says are in the box, open or waiting for its label."""
        pack = self._shown(1)
        if pack.waiting:
            assert self._state.packs[1].waiting, "the snapshot is of this state"
            return len(self._state.packs[1].waiting[0].children)
        return pack.filled

    # -- one thing after the other

    def _work(self) -> None:
        phase = self._state.phase.value
        if any(alarm.holds for alarm in self._state.alarms):
            return
        if phase in ("idle", "stopped"):
            self._then = None
            self._ask(e.StartAsked(self._now_ms, WHO))
        elif self._heard() and phase in ("execute", "completing"):
            self._next()

    def _next(self) -> None:
        self._see_whether_done()
        there, counted = len(self._bench.box.products), self._counted()
        if self._to_recount:
            self._recount()
        elif self._item is not None:
            self._scan(self._ink(self._item), self._item_answered)
        elif counted != there:
            self._begin_recount(counted)
        elif self._shown(1).waiting:
            self._label_box()
        elif self._shown(2).waiting:
            self._label_pallet()
        elif self._bench.to_feed:
            self._next_item()
        else:
            self._towards_the_end(there)

    @staticmethod
    def _ink(product: Product) -> bytes:
        assert product.ink is not None, "only what has a code is packed here"
        return product.ink

    # -- items

    def _next_item(self) -> None:
        if self._mistake():
            return
        self._item = self._bench.take_item()
        room = len(self._bench.box.products) < self._bench.per_case
        if room and self._dice.hits("hand.skip"):
            self._put_in(self._item)
        else:
            self._scan(self._ink(self._item), self._item_answered)

    def _mistake(self) -> bool:
        """What hands do instead of taking the next item; whether they did."""
        bench, items = self._bench, self._bench.box.products
        if items and self._dice.hits("hand.twice"):
            self._scan(self._ink(items[-1]), self._shrug)
        elif bench.box_label and self._dice.hits("hand.early"):
            self._scan(bench.box_label, self._shrug, FOR_LABELS)
        elif bench.pallet.cases and self._dice.hits("hand.wrong_item"):
            self._scan(self._ink(bench.pallet.cases[-1].products[0]), self._shrug)
        elif 0 < len(items) < bench.per_case - 1 and self._dice.hits("case.take_out"):
            bench.put_back(items.pop())
            return False
        else:
            return False
        return True

    def _shrug(self, verdict: str) -> None:
        """What the screen counts says the rest."""

    def _put_in(self, product: Product) -> None:
        self._bench.box.products.append(product)
        self._item = None

    def _item_answered(self, verdict: str) -> None:
        item, there, counted = self._item, len(self._bench.box.products), self._counted()
        assert item is not None, "an item is in the hand until the screen has said what it is"
        if counted == there + 1:
            self._put_in(item)
        elif counted != there:
            self._begin_recount(counted)
        elif verdict and verdict not in NOT_COUNTED:
            self._bench.aside.append(item)
            self._item = None

    # -- what doesn't agree

    def _begin_recount(self, counted: int) -> None:
        """Fewer on the screen than in the box: one of them isn't counted. More: one was taken out,
        and all of them are counted anew."""
        if self._item is not None:
            self._put_in(self._item)
        if counted > len(self._bench.box.products) and not self._shown(1).waiting:
            self._ask(OpenCancelled(1, self._now_ms, LEADER, "counted anew"))
        self._to_recount = list(self._bench.box.products)

    def _recount(self) -> None:
        self._scan(self._ink(self._to_recount[0]), self._recounted)

    def _recounted(self, verdict: str) -> None:
        """What counts stays in the box. Of two with the same code one is put aside."""
        if not verdict or verdict in NOT_COUNTED:
            return
        item, box = self._to_recount.pop(0), self._bench.box.products
        others = [self._ink(one) for one in box if one is not item]
        here = verdict in (Verdict.GOOD, Verdict.ALREADY_PACKED) and self._says_here()
        if not here or self._ink(item) in others:
            box.remove(item)
            self._bench.aside.append(item)

    def _says_here(self) -> bool:
        """Whether the screen says that it is in this box, and in no other one."""
        scan, waiting = self._computer.place.snapshot.scan, self._shown(1).waiting
        closed = f" {waiting[0][0]} already" if waiting else " in this "
        return scan is not None and (scan.good or " in this " in scan.what or closed in scan.what)

    # -- labels

    def _label_box(self) -> None:
        done = self._bench.cases()
        if done and self._dice.hits("hand.wrong_box"):
            self._scan(done[-1].label or b"", self._shrug, FOR_LABELS)
        else:
            self._scan_label(1, self._bench.box_label)

    def _label_pallet(self) -> None:
        self._scan_label(2, self._bench.pallet_label)

    def _scan_label(self, level: int, label: bytes) -> None:
        self._label_scanned = level
        self._scan(label, self._shrug, FOR_LABELS)

    def _see_whether_done(self) -> None:
        """The screen waits for the label no longer: it was read, whether the answer was seen or
        the station went off before it."""
        level, self._label_scanned = self._label_scanned, 0
        if level and not self._shown(level).waiting:
            self._bench.box_done() if level == 1 else self._bench.pallet_done()

    # -- the end of the order

    def _finish(self, alarm: AlarmShown) -> None:
        del alarm
        self._bench.feed_no_more()
        self._ask(e.FinishAsked(self._now_ms, WHO))

    def _towards_the_end(self, there: int) -> None:
        if self._state.phase.value == "execute":
            self._ask(e.FinishAsked(self._now_ms, WHO))
        elif there:
            self._partial(1, "end of order")
        elif self._bench.pallet.cases:
            self._partial(2, "end of order")
        else:
            self._clearance()

    def _clearance(self) -> None:
        self._ask(e.BeltCleared(self._now_ms, LEADER))
        live = self._state.live.items()
        doubted = tuple(code for code, one in live if one.state is CodeState.IN_DOUBT)
        if doubted:
            reason = "not found at line clearance"
            self._ask(e.DoubtSettled(doubted, self._now_ms, LEADER, reason))
        self._ask(e.CloseAsked(self._now_ms, LEADER))
