"""A small hall around the rig: bottles with ink, a coder, a belt, a packer, labels, pallets.

It moves only when a method is called, and everything that goes wrong goes wrong because the dice of
one seed say so. The PLC tells what its sensors see in the order in which it happens; camera and
printers may tell later, twice or never. The hall knows what really is in each case: `check_content`
compares that with the ledger, which is what all of this is about.
"""

from __future__ import annotations

import random
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from station.core import effects as f
from station.core import events as e
from station.core import records as r
from station.core.facts import Issued
from station.core.order import Order
from station.core.packaging import INNER, PackMode
from station.core.states import ContainerState, Phase
from tests.core.rig import CASE, CODER, HEADS, PALLET, Rig, issued

LATE_MAX = 6  # words of camera and printers that may be on their way at once
TICK_LATE_MS = 1_600  # past the camera's window


@dataclass(eq=False)
class Bottle:
    number: int
    ink: bytes = b""  # b"" = blank
    readable: bool = True
    cap: bytes = b""  # the inner code that its cap came with

    @property
    def shows(self) -> tuple[bytes, ...]:
        return (self.ink,) if self.ink and self.readable else ()

    @property
    def both(self) -> tuple[bytes, ...]:
        """What the camera behind the coder sees of it."""
        return (*self.shows, self.cap) if self.cap else self.shows


@dataclass(eq=False)
class Box:
    """A case or a pallet."""

    bottles: list[Bottle] = field(default_factory=list)
    cases: list[Box] = field(default_factory=list)
    label: bytes = b""
    torn: bool = False
    inner: bytes = b""  # the code on the inside of its carton


class Hall:
    """`chance` is how likely each fault is at each occasion, 0 for a quiet day."""

    def __init__(self, seed: int, order: Order, chance: float) -> None:
        self.dice = random.Random(seed)
        self.chance = chance
        self.rig = Rig(depth=self.dice.choice((1, 2, 4)))
        self.order = order
        self.per_case = order.product.levels[1].capacity
        self.per_pallet = order.product.levels[2].capacity
        self.by_queue = order.product.levels[1].pack is PackMode.QUEUE
        self.next_bottle = 1
        self.to_camera: deque[Bottle] = deque()
        self.to_rejecter: deque[Bottle] = deque()
        self.to_packer: deque[Bottle] = deque()
        self.words: list[Callable[[], object]] = []  # of camera and printers, not told yet
        self.last_ink = self.last_cap = b""
        self.caps = self._bought(INNER) if order.product.levels[0].inner else iter(())
        self.cartons = self._bought(INNER + 1) if order.product.levels[1].inner else iter(())
        self.filling = Box()
        self.held: Box | None = None
        self.held_number = 0
        self.labelling: deque[Box] = deque()
        self.liner: dict[int, deque[bytes]] = {1: deque(), 2: deque()}
        self.scanned: dict[int, Box | None] = {1: None, 2: None}
        self.scan_number = {1: 0, 2: 0}
        self.pallet = Box()
        self.pallets_to_label: deque[Box] = deque()
        self.finished: list[Box] = []
        self.rig.run(order, pool=60)

    @staticmethod
    def _bought(level: int) -> Iterator[bytes]:
        """Codes on caps or cartons, in the order in which they come to the line."""
        return (issued(level, serial).data for serial in range(1, 1 << 20))

    def _next_cap(self) -> bytes:
        """Without a code now and then, or with the one of the cap before."""
        if self.order.product.levels[0].inner is None or self.happens(0.2):
            return b""
        if not self.happens(0.2) or not self.last_cap:
            self.last_cap = next(self.caps, b"")
        return self.last_cap

    def happens(self, weight: float = 1.0) -> bool:
        return self.dice.random() < self.chance * weight

    @property
    def moving(self) -> bool:
        return self.rig.state.running

    # -- the coder

    def feed(self) -> None:
        """One bottle passes the coder."""
        bottle = Bottle(self.next_bottle, cap=self._next_cap())
        self.next_bottle += 1
        if not self.happens(0.2):
            self.rig.do(e.AtCoder, trigger=bottle.number)
        if self.happens(0.3) and self.last_ink:
            bottle.ink = self.last_ink  # the coder printed the last one once more
        elif self.rig.at_printer and not self.happens():
            one = self.rig.at_printer.popleft()
            bottle.ink = self.last_ink = one.data
            bottle.readable = not self.happens()
            self._print_done(one)
        self.to_camera.append(bottle)

    def _print_done(self, one: Issued) -> None:
        def tell() -> None:
            self.rig.do(e.PrintDone, head=CODER, code=one.code)

        if self.happens(0.5):
            return
        self._tell(tell)
        if self.happens(0.3):
            self._tell(tell)

    def _tell(self, word: Callable[[], object]) -> None:
        """Now, or some time later."""
        if self.happens(2) and len(self.words) < LATE_MAX:
            self.words.append(word)
        else:
            word()

    def hear(self) -> None:
        """One of the late words comes in, not always the oldest."""
        if self.words:
            self.words.pop(self.dice.randrange(len(self.words)))()

    # -- the belt

    def camera(self) -> None:
        if not self.to_camera:
            return
        bottle = self.to_camera.popleft()
        look = self._look_at(bottle)
        if self.happens(0.5):
            look()  # the camera is quicker than the PLC
            self.rig.do(e.AtCamera, trigger=bottle.number)
        else:
            if not self.happens(0.1):
                self.rig.do(e.AtCamera, trigger=bottle.number)
            if not self.happens(0.5):
                self._tell(look)
        self.to_rejecter.append(bottle)

    def _look_at(self, bottle: Bottle) -> Callable[[], object]:
        shown = bottle.both

        def look() -> None:
            self.rig.see(bottle.number, *shown)

        return look

    def rejecter(self) -> None:
        """No verdict is a reject; what isn't kicked off although it should be is told."""
        if not self.to_rejecter:
            return
        bottle = self.to_rejecter.popleft()
        passes = self.rig.verdicts.get((f.ITEM_PLACE, bottle.number), False)
        if passes:
            self.to_packer.append(bottle)
        elif self.happens(0.5):
            self.rig.do(e.RejectFailed, trigger=bottle.number)
            self.to_packer.append(bottle)
        elif not self.happens(0.2):
            self.rig.do(e.ItemRejected, trigger=bottle.number)

    def packer(self) -> None:
        if not self.to_packer or len(self.filling.bottles) >= self.per_case:
            return
        bottle = self.to_packer.popleft()
        self.filling.bottles.append(bottle)
        self.rig.do(e.AtPacker, trigger=bottle.number)

    # -- hands in the belt, cables, time

    def hands(self) -> None:
        """Somebody takes a bottle off, or swaps two."""
        belt = self.dice.choice((self.to_camera, self.to_rejecter, self.to_packer))
        if len(belt) > 1 and self.happens(2):
            at = self.dice.randrange(len(belt) - 1)
            if belt is self.to_camera:
                # Bottles change places before the camera; the PLC's numbers stay in line.
                one, two = belt[at], belt[at + 1]
                one.ink, two.ink = two.ink, one.ink
                one.readable, two.readable = two.readable, one.readable
                one.cap, two.cap = two.cap, one.cap
            elif not self.by_queue:
                belt[at], belt[at + 1] = belt[at + 1], belt[at]
        elif belt and self.happens(2):
            del belt[self.dice.randrange(len(belt))]

    def cut_coder(self) -> None:
        """The link breaks with codes in the buffer: some not sent, some in doubt, of which the
        printer still has some, or it lost them all."""
        rig = self.rig
        codes = list(rig.at_printer)
        rig.do(e.HeadLost, head=CODER, said="link lost", hint="Check the cable.")
        at = self.dice.randint(0, len(codes))
        unsent, doubted = codes[at:], codes[:at]
        if doubted:
            numbers = tuple(one.code for one in doubted)
            rig.do(e.CodesDoubted, head=CODER, codes=numbers, reason="link lost")
        if self.dice.random() < 0.5:
            doubted = []
        rig.at_printer.clear()
        rig.at_printer.extend(doubted)
        if unsent:
            numbers = tuple(one.code for one in unsent)
            rig.do(e.CodesUnsent, head=CODER, codes=numbers, reason="link lost")

    def cut_label_printer(self) -> None:
        """The link breaks; what waits there is printed all the same, or never was sent."""
        head = self.dice.choice((CASE, PALLET))
        rig = self.rig
        mine = [label for label in rig.labels if label.head == head]
        rig.do(e.HeadLost, head=head, said="link lost", hint="Check the cable.")
        for label in mine:
            kind = self.dice.choice((e.CodesDoubted, e.CodesUnsent, e.HeadCleared))
            rig.labels.remove(label)
            codes = (label.issued.code,)
            if kind is e.HeadCleared:
                rig.do(kind, head=head, codes=codes)
            else:
                rig.do(kind, head=head, codes=codes, reason="link lost")
            if kind is e.CodesDoubted and self.dice.random() < 0.5:
                self.liner[label.level].append(label.issued.data)

    def lose_events(self) -> None:
        if self.happens(0.5):
            self.rig.do(e.LineEventsLost, count=1)

    def tick(self) -> None:
        """Time passes, sometimes more of it than the camera has."""
        if self.dice.random() < 0.2:
            self.rig.now_ms += TICK_LATE_MS
        self.rig.do(e.Tick)

    # -- the case before camera or reader

    def hold(self) -> None:
        if self.held is None and len(self.filling.bottles) >= self.per_case:
            self.held, self.filling = self.filling, Box()
            self.present()

    def present(self) -> None:
        """The held case is shown to the camera or the reader, also once more."""
        if self.held is None:
            return
        self.held_number += 1
        number = self.held_number
        if self.by_queue:
            self.rig.do(e.CasePresented, level=1, number=number)
        elif self.dice.random() < 0.3:
            self._picture(number, self.held)
            self.rig.do(e.CasePresented, level=1, number=number)
        else:
            self.rig.do(e.CasePresented, level=1, number=number)
            self._picture(number, self.held)

    def _picture(self, number: int, case: Box) -> None:
        symbols = tuple(
            self.rig.seen(data, slot)
            for slot, bottle in enumerate(case.bottles)
            if not self.happens(0.3)
            for data in bottle.shows
        )
        if case.bottles and self.happens(0.3):
            symbols = (*symbols, self.rig.seen(b"a stranger"))
        self.rig.do(e.LookDown, device="look down", level=1, token=number, symbols=symbols)

    def release(self) -> None:
        if self.held is not None and self.rig.verdicts.get((1, self.held_number)):
            self.labelling.append(self.held)
            self.held = None

    # -- labels

    def print_label(self) -> None:
        """The label comes out; its printer may have been reloaded and prints it twice."""
        if not self.rig.labels:
            return
        label = self.rig.labels.popleft()
        copies = 2 if self.happens(0.5) else 1
        self.liner[label.level].extend([label.issued.data] * copies)

        def tell() -> None:
            self.rig.do(e.PrintDone, head=label.head, code=label.issued.code)

        if not self.happens(0.5):
            self._tell(tell)

    def put_label(self, level: int) -> None:
        """What waits first gets the first label on the liner and goes to the scanner."""
        queue = self.labelling if level == 1 else self.pallets_to_label
        if queue and self.liner[level] and self.scanned[level] is None:
            box = queue.popleft()
            box.inner = next(self.cartons, b"") if level == 1 else b""
            box.label, box.torn = self.liner[level].popleft(), self.happens(0.5)
            self.scanned[level] = box
            self.announce(level)

    def announce(self, level: int) -> None:
        self.scan_number[level] += 1
        self.rig.do(e.ContainerAtScanner, level=level, number=self.scan_number[level])

    def answer_scans(self) -> None:
        while self.rig.scans:
            scan = self.rig.scans.popleft()
            fields = {"level": scan.level, "token": scan.token}
            if scan.of is f.ScanOf.CHILD:
                shown = self.held.bottles[-1].both if self.held and self.held.bottles else ()
                symbols = tuple(self.rig.seen(one) for one in shown)
                self.rig.do(e.ChildSeen, device="reader", symbols=symbols, **fields)
            else:
                box = self.scanned[scan.level]
                shown = (box.label,) if box and not box.torn and not self.happens(0.3) else ()
                if box and box.inner and not self.happens(0.3):
                    shown = (*shown, box.inner)
                symbols = tuple(self.rig.seen(one) for one in shown)
                device = f"scanner {scan.level}"
                self.rig.do(e.LabelSeen, device=device, symbols=symbols, **fields)

    def let_pass(self) -> None:
        """What was let go at a scanner goes on."""
        for level in (1, 2):
            if self.rig.verdicts.get((2 * level, self.scan_number[level])):
                self.push_on(level)

    def push_on(self, level: int) -> None:
        """What stands at the scanner goes on, by itself or by hand."""
        box, self.scanned[level] = self.scanned[level], None
        if box is None:
            return
        if level == 2:
            self.finished.append(box)
            return
        self.pallet.cases.append(box)
        if len(self.pallet.cases) >= self.per_pallet:
            self.end_pallet()

    def end_pallet(self) -> None:
        self.pallets_to_label.append(self.pallet)
        self.pallet = Box()

    # -- all of it

    def cell(self) -> None:
        """Everything behind the belt, one step on."""
        self.let_pass()
        self.print_label()
        self.put_label(2)
        self.put_label(1)
        self.release()
        self.hold()
        self.answer_scans()
        self.let_pass()

    def clear_belt(self) -> None:
        for belt in (self.to_camera, self.to_rejecter, self.to_packer):
            belt.clear()

    def restart(self) -> None:
        """The power of the station fails; the PLC, the printers and the hall keep what they have,
        and what the station had decided and not yet said is lost."""
        rig = self.rig
        self.words.clear()
        if self.dice.random() < 0.5:
            rig.drop_effects = True
            self.cell()
            self.packer()
        rig.restart()
        for label in tuple(rig.labels):
            self.liner[label.level].append(label.issued.data)
        rig.labels.clear()
        if self.dice.random() < 0.5:
            rig.at_printer.clear()
        for name in HEADS:
            rig.do(e.HeadReady, head=name, credit=rig.depth)
        self.present()
        for level in (1, 2):
            if self.scanned[level] is not None:
                self.announce(level)

    # -- the point of it all

    def _check_pairs(self, case: Box) -> None:
        """What is sold together is on record together."""
        pairs = [(bottle.ink, bottle.cap) for bottle in case.bottles]
        pairs.append((case.label, case.inner))
        for own, inner in pairs:
            if inner:
                mate = self.rig.ledger.mates[self.rig.code_of(own)]
                assert mate == self.rig.code_of(inner), (own, inner)

    def check_content(self) -> None:
        """Every confirmed case holds what the ledger says, no bottle is in two, no ink twice."""
        rig = self.rig
        inks: list[bytes] = []
        cases = [case for pallet in self.finished for case in pallet.cases]
        by_label = {row.code: number for number, row in rig.ledger.containers.items() if row.code}
        for case in cases:
            number = by_label[rig.code_of(case.label)]
            recorded = set(rig.ledger.children[number].values())
            there = [bottle.ink for bottle in case.bottles]
            found = {rig.code_of(ink) for ink in there}
            # Out of a case in quarantine somebody may have taken the twin that put it there.
            quarantined = rig.ledger.containers[number].quarantined
            right = found <= recorded if quarantined else found == recorded
            assert right, f"case {number}: {there}"
            assert rig.ledger.containers[number].state is ContainerState.CONFIRMED
            inks += [] if quarantined else there
            if not quarantined:
                self._check_pairs(case)
        assert len(inks) == len(set(inks)), "the same ink is in two cases that may be sold"
        for pallet in self.finished:
            number = by_label[rig.code_of(pallet.label)]
            recorded = set(rig.ledger.children[number].values())
            assert {rig.code_of(case.label) for case in pallet.cases} == recorded
        ready = {one.container for one in rig.of_type(r.BatchReady)}
        assert ready - {0} == {by_label[rig.code_of(p.label)] for p in self.finished}
        if rig.state.phase is Phase.COMPLETE:
            confirmed = [row for row in rig.ledger.containers.values() if row.level == 1]
            sold = [row for row in confirmed if row.state is ContainerState.CONFIRMED]
            assert len(sold) == len(cases), "a case is on record and not in the hall"
