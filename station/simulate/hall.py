"""The hall: belt, coder, cameras, rejecter, packer, labeller, scanners, and what really happens.

It is the demonstration's belt and packing cell, moved by the scheduler instead of a thread, with
symbols instead of photographs and dice at every place. It knows what is inked on each bottle and
what lies in each case, and never asks the station; what it saw goes to the `Truth`, which holds the
station's database against it. Another kind of line is another file like this one.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from drivers.api import LineEventKind, SymbolRead
from drivers.sim.codenet import CodenetTwin
from drivers.sim.keyence_sr import KeyenceTwin
from drivers.sim.line.belt import PLACES, Arrival, Belt, Place
from drivers.sim.line.cell import CASE_SCANNED, PALLET_SCANNED, Cell
from drivers.sim.line.history import History
from drivers.sim.line.things import Case, Pallet, Product
from drivers.sim.zpl import ZplTwin
from station.simulate.cameras import Camera
from station.simulate.clock import Scheduler
from station.simulate.faults import Dice
from station.simulate.label_text import label_text
from station.simulate.plc import Plc
from station.simulate.ports import Port
from station.simulate.truth import Truth

STEP_MS = 40
PITCH_MM = 105
ENTRY_MM = -100
LATE_MS_MIN, LATE_MS_MAX = 1_600, 6_000  # past the camera's window
NO_READ_MS = 1_500  # longer than a scan's window
READ_AT = {
    LineEventKind.CASE_PRESENTED: 0,
    LineEventKind.CASE_AT_SCANNER: 1,
    LineEventKind.PALLET_AT_SCANNER: 2,
}
STALE_BOTTLES_MAX = 8
FOREIGN = b"HTTPS://OTHER.EXAMPLE/"
STALE = b"TEST PRINT"
TAKEN_OFF_KEPT = 40


@dataclass(frozen=True)
class HallSpec:
    """What this hall is built of; `aim` is how the camera announces the bottles' symbol."""

    per_case: int
    per_pallet: int
    columns: int  # of the look-down grid; 0 = packing by queue
    bottles_a_minute: int
    aim: str
    coder_depth: int

    @property
    def looks_down(self) -> bool:
        return self.columns > 0


class PackingCell(Cell):
    """The cell, with the hands that a longer run needs."""

    def announce_again(self, level: int) -> None:
        """What stands at the scanner is pushed back and comes to it once more."""
        thing = self.scanned if level == 1 else self.scanned_pallet
        if thing is not None:
            self._announce(CASE_SCANNED if level == 1 else PALLET_SCANNED)

    def show_place(self) -> None:
        """As `present_again`; where no case stands, the empty place is presented."""
        if self.held is None and not self._camera_busy:
            self.held = Case(self.filling.number)
            self.filling.number += 1
        self.present_again()

    def throw_away_held(self) -> Case | None:
        """The case that is held is taken off the line, with all that is in it."""
        held = None if self._camera_busy else self.held
        if held is not None:
            self.held = None
        return held

    def push_on(self, level: int) -> None:
        """Somebody pushes what stands at the scanner on by hand."""
        if level == 1 and self.scanned is not None:
            self.pallet.cases.append(self.scanned)
            self.scanned = None
        elif level == 2 and self.scanned_pallet is not None:
            self.finished.append(self.scanned_pallet)
            self.scanned_pallet = None


class Hall:
    def __init__(self, spec: HallSpec, scheduler: Scheduler, dice: Dice, truth: Truth) -> None:
        self.spec, self._scheduler, self._dice, self.truth = spec, scheduler, dice, truth
        self.plc = Plc(scheduler)
        self.plc.on_verdict = self._verdict_came
        self.coder = Port("coder", CodenetTwin(depth=spec.coder_depth), scheduler, dice)
        self.label_printers = {
            level: Port(f"label printer {level}", ZplTwin(label_ms=400), scheduler, dice)
            for level in (1, 2)
        }
        self.scanners = {
            level: Port(f"scanner {level}", KeyenceTwin(), scheduler, dice) for level in (1, 2)
        }
        self.packer_reader = Port("packer reader", KeyenceTwin(), scheduler, dice)
        self.camera: Camera | None = None  # the station's; None while it is off
        self.look_down: Camera | None = None
        self.belt = Belt()
        self.history = History(None)
        self.cell = PackingCell(self, self.history, spec.per_case, spec.per_pallet, spec.looks_down)
        self.to_feed = 0
        self.fed = 0
        self.taken_off: deque[bytes] = deque(maxlen=TAKEN_OFF_KEPT)  # inks that lie about
        self.torn: set[tuple[int, int]] = set()
        self._stale_bottles = 0
        self._last_ink: bytes | None = None
        self._swapped_to = 0  # the newest bottle that changed places with its neighbour
        self._kick_also = 0  # the product that a neighbour's kick takes along
        self._foreign = 0
        self._events: deque[tuple[LineEventKind, int]] = deque()
        self._speed_mm_ms = spec.bottles_a_minute * PITCH_MM / 60_000
        self._show()
        scheduler.after(STEP_MS, self._step)

    def carton_label(self, case: Case) -> bytes | None:
        """No carton of these lines comes with its label printed."""
        return None

    def ports(self) -> tuple[Port, ...]:
        """All cables but the PLC's."""
        return (
            self.coder,
            *self.label_printers.values(),
            *self.scanners.values(),
            self.packer_reader,
        )

    # -- time

    def _step(self) -> None:
        self._scheduler.after(STEP_MS, self._step)
        self.cell.tick()
        self._report()
        if self.plc.belt_may_run() and not self._events:
            self._advance(self._speed_mm_ms * STEP_MS)

    def _report(self) -> None:
        """Tell the PLC what its ring has room for; the rest waits, and the belt with it."""
        encoder = int(self.belt.encoder_mm) % (1 << 32)
        while self._events and self.plc.event(*self._events[0], encoder):
            self._events.popleft()

    def _advance(self, budget_mm: float) -> None:
        self._feed()
        while budget_mm > 0:
            arrival = self.belt.next_arrival()
            if arrival is None or arrival.distance_mm > budget_mm:
                self.belt.move(budget_mm)
                return
            blocked = arrival.place is Place.PACKER and not self.cell.room
            if blocked or self._events:
                return
            self.belt.move(arrival.distance_mm)
            budget_mm -= arrival.distance_mm
            self._arrive(arrival)
            self.belt.passed(arrival)
            self._report()

    def _feed(self) -> None:
        last = self.belt.products[-1] if self.belt.products else None
        if self.to_feed and (last is None or last.position_mm - PITCH_MM >= ENTRY_MM):
            self.to_feed -= 1
            self.fed += 1
            self.belt.enter(Product(self.fed, float(ENTRY_MM)))

    # -- places on the belt

    def _arrive(self, arrival: Arrival) -> None:
        product = arrival.product
        match arrival.place:
            case Place.CODER:
                self._at_coder(product)
            case Place.CAMERA:
                self._at_camera(product)
            case Place.REJECTER:
                self._at_rejecter(product)
            case Place.REJECT_SENSOR:
                self._behind_rejecter(product)
            case Place.PACKER:
                self._at_packer(product)

    def _at_coder(self, product: Product) -> None:
        self.plc.count_product()
        self.event(LineEventKind.AT_CODER, product.number)
        self._ink(product)
        if product.ink is not None:
            self.plc.count_print()
            product.smeared = self._dice.hits("print.smear")
        if self._dice.hits("belt.remove"):
            self._lift(product)

    def _ink(self, product: Product) -> None:
        dice = self._dice
        if dice.hits("print.missed"):
            return
        if dice.hits("scan.foreign"):
            self._foreign += 1
            product.ink = FOREIGN + b"%06d" % self._foreign
            return
        if self.taken_off and dice.hits("belt.return"):
            product.ink = dice.of("belt.return").choice(tuple(self.taken_off))
            self.taken_off.remove(product.ink)
            return
        if self._last_ink is not None and dice.hits("print.double"):
            product.ink = self._last_ink
            self.truth.doubled(product.ink)
            return
        for knob, fault in (("print.blank", "blank_print"), ("done.drop", "done_lost")):
            if dice.hits(knob):
                self.coder.twin.fault(fault, "1")
        if dice.hits("done.dup"):
            self.coder.twin.fault("done_dup", "1")
        if dice.hits("ack.drop"):
            self.coder.twin.fault("ack_lost", "1")
        ink: bytes | None = self.coder.act(lambda twin, now_ms: twin.photocell(now_ms))
        for fault in ("blank_print", "done_lost", "done_dup"):
            self.coder.twin.fault(fault, "off")
        if ink is not None:
            self._last_ink = ink
            self.truth.inked(ink)
            product.ink = STALE if self._stale_bottles else ink
            self._stale_bottles = max(0, self._stale_bottles - 1)

    def _lift(self, product: Product) -> None:
        """Somebody takes the bottle off; it may come back."""
        self.belt.take_off(product.number)
        if product.ink is not None and not product.smeared:
            self.taken_off.append(product.ink)

    def _at_camera(self, product: Product) -> None:
        dice = self._dice
        product.glare = dice.hits("cam.noread")
        self.event(LineEventKind.AT_CAMERA, product.number)
        seen = self._readable(product)
        if seen and dice.hits("cam.misread"):
            seen = (SymbolRead(seen[0].data[:-1] + b"U", self.spec.aim),)
        elif seen:
            self.truth.shown(product.number, seen[0].data)
        if self.camera is None or dice.hits("cam.lost"):
            return
        late = dice.of("cam.delay").randint(LATE_MS_MIN, LATE_MS_MAX)
        self.camera.take(product.number, seen, late if dice.hits("cam.delay") else 0)
        if dice.hits("cam.dup"):
            self.camera.take(product.number, seen, dice.of("cam.dup").randint(0, 4_000))

    def _readable(self, product: Product) -> tuple[SymbolRead, ...]:
        if product.ink is None or product.smeared or product.glare:
            return ()
        return (SymbolRead(product.ink, self.spec.aim),)

    def _at_rejecter(self, product: Product) -> None:
        """Fail-safe: what has no verdict is kicked."""
        product.told_to_kick = self.plc.verdict(product.number) != "pass"
        product.kicked = product.told_to_kick and not self._dice.hits("rej.miss")
        if product.number == self._kick_also:
            product.kicked = True
        if product.kicked and product.told_to_kick and self._dice.hits("rej.neighbour"):
            self._kick_also = product.number + 1

    def _behind_rejecter(self, product: Product) -> None:
        if product.kicked:
            self.plc.count_reject()
            self.event(LineEventKind.REJECTED, product.number)
            self._lift(product)
        elif product.told_to_kick:
            self.event(LineEventKind.REJECT_FAILED, product.number)

    def _at_packer(self, product: Product) -> None:
        if self._dice.hits("belt.swap"):
            self._swap_with_next(product)
        if product.number > self._swapped_to and self._dice.hits("belt.remove"):
            self._lift(product)
            return
        self.event(LineEventKind.AT_PACKER, product.number)
        self.cell.put(product)
        if self.spec.looks_down and self._dice.hits("case.take_out"):
            self.cell.take_out(self._dice.of("case.take_out").choice(self._in_packer()).number)
        elif self.cell.filling.products and self._dice.hits("pack.short"):
            self.cell.finish_case()

    def _in_packer(self) -> list[Product]:
        held = self.cell.held.products if self.cell.held else []
        return [*self.cell.filling.products, *held]

    def _swap_with_next(self, product: Product) -> None:
        """The PLC follows places, not bottles: only what stands on them changes.

        By queue, nobody could ever tell a swap behind the camera from one of which a half is
        taken away as well; so these two are left alone then."""
        other = next((p for p in self.belt.products if p.number == product.number + 1), None)
        passing = other is not None and not (product.told_to_kick or other.told_to_kick)
        if other is not None and passing and other.next_place == PLACES.index(Place.PACKER):
            self._swapped_to = 0 if self.spec.looks_down else other.number
            product.ink, other.ink = other.ink, product.ink
            product.smeared, other.smeared = other.smeared, product.smeared

    # -- what the cell needs

    def event(self, kind: LineEventKind, number: int) -> None:
        self._events.append((kind, number))
        if kind in READ_AT:
            self._trouble_reader(READ_AT[kind])

    def _trouble_reader(self, level: int) -> None:
        """What stands before a fixed reader from now on is read late, or not at all."""
        port = self.scanners[level] if level else self.packer_reader
        if self._dice.hits("scan.noread"):
            port.twin.fault("no_read", "on")
            self._scheduler.after(NO_READ_MS, lambda: port.twin.fault("no_read", "off"))
        if self._dice.hits("scan.late"):
            port.twin.fault("late", "1")

    def verdict(self, number: int, place: int) -> str | None:
        return self.plc.verdict(number, place)

    def photograph(self, number: int, case: Case, done: Callable[[], None]) -> None:
        symbols = self._from_above(case)
        self._scheduler.after(30, done)
        if self.look_down is not None:
            self.look_down.take(number, symbols)

    def _from_above(self, case: Case) -> list[SymbolRead]:
        dice, seen = self._dice, []
        hidden = -1
        if case.products and dice.hits("look.missing"):
            hidden = dice.of("look.missing").randrange(len(case.products))
        for slot, product in enumerate(case.products):
            row, column = divmod(slot, self.spec.columns)
            if product.ink is not None and not product.smeared and slot != hidden:
                seen.append(SymbolRead(product.ink, self.spec.aim, row=row, column=column))
        if case.products and dice.hits("look.foreign"):
            seen.append(SymbolRead(FOREIGN + b"ABOVE", self.spec.aim, row=0, column=0))
        return seen

    def take_label(self, level: int) -> bytes | None:
        port = self.label_printers[level]
        if not port.twin.liner:
            return None
        if self._dice.hits("label.reprint_on_reload"):
            port.twin.fault("reprint_on_reload", "1")
            port.act(lambda twin, now_ms: (None, twin.load_media(now_ms)))
        label: bytes | None = port.twin.take_label()
        if self._dice.hits("label.blank"):
            port.twin.fault("blank_print", "1")
        return label

    def case_labelled(self, number: int) -> None:
        if self._dice.hits("label.torn"):
            self.torn.add((1, number))

    # -- fixed readers

    def _show(self) -> None:
        self.scanners[1].twin.look = lambda: self._label_before(1)
        self.scanners[2].twin.look = lambda: self._label_before(2)
        self.packer_reader.twin.look = self._last_product

    def _label_before(self, level: int) -> Sequence[bytes]:
        thing = self.at_scanner(level)
        if thing is None or thing.label is None or (level, thing.number) in self.torn:
            return ()
        text = label_text(thing.label)
        return (b"]C1" + text,) if text else ()

    def at_scanner(self, level: int) -> Case | Pallet | None:
        return self.cell.scanned if level == 1 else self.cell.scanned_pallet

    def _last_product(self) -> Sequence[bytes]:
        held = self.cell.held
        last = held.products[-1] if held and held.products else None
        if last is None or last.ink is None or last.smeared:
            return ()
        return (self.spec.aim.encode() + last.ink,)

    def _verdict_came(self, place: int, low_word: int, word: str) -> None:
        if place == 0:
            newest = self.fed - (self.fed - low_word) % 65_536
            self.truth.verdict(newest, word)

    # -- hands

    def stale_field(self, bottles: int) -> None:
        """Somebody changed the message at the coder's own panel."""
        self._stale_bottles = min(bottles, STALE_BOTTLES_MAX)

    def clear_belt(self) -> int:
        """Everything between coder and packer goes into the bin."""
        count = len(self.belt.products)
        self.belt.products.clear()
        return count

    def take_away(self, unwanted: Callable[[Product], bool]) -> int:
        """Take bottles off the belt, and out of the open and the held case."""
        found = [p for p in self.belt.products if unwanted(p)]
        for product in found:
            self.belt.take_off(product.number)
        for product in [p for p in self._in_packer() if unwanted(p)]:
            found.append(product)
            self.cell.take_out(product.number)
        return len(found)

    def put_label_on(self, level: int, text: bytes) -> bool:
        """Find this label on the liner and put it on what stands at the scanner."""
        thing, liner = self.at_scanner(level), self.label_printers[level].twin.liner
        for blank in [one for one in liner if not label_text(one)]:
            liner.remove(blank)
        found = next((one for one in liner if label_text(one) == text), None)
        if thing is None or found is None:
            return False
        liner.remove(found)
        thing.label = found
        self.torn.discard((level, thing.number))
        return True

    def reads_as(self, level: int) -> bytes:
        """What the scanner of this level can read just now."""
        return next((one[3:] for one in self._label_before(level)), b"")

    def waits_for_label(self, level: int) -> int:
        """How many stand at the labeller without a label."""
        return len(self.cell.labelling) if level == 1 else int(bool(self.cell.labelling_pallet))

    def label_comes(self, level: int, text: bytes = b"") -> bool:
        """Whether a label is on the liner or in the printer: this one, or any that isn't blank."""
        twin = self.label_printers[level].twin
        texts = [label_text(label) for label in (*twin.liner, *twin.coming())]
        return text in texts if text else any(texts)

    def first_inside(self, level: int) -> bytes:
        """What can be scanned on the first thing inside of what stands at the scanner."""
        thing = self.at_scanner(level)
        if isinstance(thing, Pallet):
            return label_text(thing.cases[0].label) if thing.cases else b""
        return (thing.products[0].ink or b"") if thing and thing.products else b""

    def drop_labels(self, level: int) -> None:
        self.label_printers[level].twin.liner.clear()

    def mend_printers(self) -> None:
        """Clear jams, put in labels."""
        self.coder.twin.fault("jam", "off")
        for port in self.label_printers.values():
            port.act(lambda twin, now_ms: (None, twin.load_media(now_ms)))

    @property
    def empty(self) -> bool:
        return self.cell.empty and not self.belt.products and not self.to_feed

    def cases(self) -> list[Case]:
        """All that are past the label scanner."""
        there = [case for pallet in self.cell.finished for case in pallet.cases]
        waiting = (self.cell.labelling_pallet, self.cell.scanned_pallet, self.cell.pallet)
        return there + [case for pallet in waiting if pallet for case in pallet.cases]

    def pallets(self) -> list[Pallet]:
        """All that have left the line."""
        return self.cell.finished
