"""The hall: belt, coder, cameras, rejecter, packer, and what really happens.

It is the demonstration's belt and packing cell, moved by the scheduler instead of a thread, with
symbols instead of photographs and dice at every place. It knows what is inked on each bottle and
what lies in each case, and never asks the station; what it saw goes to the `Truth`, which holds the
station's database against it. Bottles that come printed in sets are `set_hall.py`'s, a bench with
hand scanners is `hand_bench.py`'s.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from config.line import RolesEntry
from drivers.api import LineEventKind, SymbolRead
from drivers.sim.codenet import CodenetTwin
from drivers.sim.line.belt import PLACES, Arrival, Belt, Place
from drivers.sim.line.history import History
from drivers.sim.line.things import Case, Product
from station.simulate.cameras import Camera
from station.simulate.clock import Scheduler
from station.simulate.faults import Dice
from station.simulate.goods import CAPS, Goods, Pile
from station.simulate.label_places import READ_AT, LabelPlaces
from station.simulate.packing_cell import PackingCell
from station.simulate.plc import Plc
from station.simulate.ports import Port
from station.simulate.truth import Truth

STEP_MS = 40
PITCH_MM = 105
ENTRY_MM = -100
LATE_MS_MIN, LATE_MS_MAX = 1_600, 6_000  # past the camera's window
STALE_BOTTLES_MAX = 8
FOREIGN = b"HTTPS://OTHER.EXAMPLE/"
STALE = b"TEST PRINT"
TAKEN_OFF_KEPT = 40
USUAL_LANGUAGE = "zpl"
Codes = tuple[bytes, bytes | None]  # what is inked on a bottle, and the code on its cap


@dataclass(frozen=True)
class HallSpec:
    """What this hall is built of; `aim` is how the camera announces the bottles' symbol."""

    per_case: int
    per_pallet: int
    columns: int  # of the look-down grid; 0 = packing by queue, or by sets
    bottles_a_minute: int
    aim: str
    coder_depth: int
    caps: bool = False  # each bottle comes with a cap that has a code of its own
    cartons: bool = False  # each case is put into a carton with a code inside
    languages: Mapping[int, str] = field(default_factory=dict)  # of each level's label printer

    @property
    def looks_down(self) -> bool:
        return self.columns > 0


class Hall(LabelPlaces):
    plc: Plc

    def __init__(self, spec: HallSpec, scheduler: Scheduler, dice: Dice, truth: Truth) -> None:
        printed = {level: spec.languages.get(level, USUAL_LANGUAGE) for level in self.printed}
        super().__init__(scheduler, dice, cartons=spec.cartons, printed=printed)
        self.spec, self.truth = spec, truth
        self.plc = Plc(scheduler)
        self.plc.on_verdict = self._verdict_came
        self.coder = self._make_coder()
        self.camera: Camera | None = None  # the station's; None while it is off
        self.look_down: Camera | None = None
        self.belt = Belt()
        self.history = History(None)
        self.cell = PackingCell(self, self.history, spec.per_case, spec.per_pallet, spec.looks_down)
        self.caps = Pile(dice, CAPS) if spec.caps else None
        self._to_feed = 0
        self.fed = 0
        self.taken_off: deque[Codes] = deque(maxlen=TAKEN_OFF_KEPT)  # bottles that lie about
        self._stale_bottles = 0
        self._last_ink: bytes | None = None
        self._swapped_to = 0  # the newest bottle that changed places with its neighbour
        self._kick_also = 0  # the product that a neighbour's kick takes along
        self._foreign = 0
        self._events: deque[tuple[LineEventKind, int]] = deque()
        self._speed_mm_ms = spec.bottles_a_minute * PITCH_MM / 60_000
        self.show()
        self.packer_reader.twin.look = self._last_product
        scheduler.after(STEP_MS, self._step)

    printed: Sequence[int] = (1, 2)  # levels whose labels are printed here

    def _make_coder(self) -> Port | None:
        twin = CodenetTwin(depth=self.spec.coder_depth)
        return Port("coder", twin, self._scheduler, self._dice)

    def carton_label(self, case: Case) -> bytes | None:
        """No carton of these lines comes with its label printed."""
        return None

    def cables(self, roles: RolesEntry) -> Mapping[str, Port]:
        named = {roles.coder: self.coder, roles.confirm: self.packer_reader}
        named |= {name: self.label_printers.get(n) for n, name in enumerate(roles.labels, 1)}
        named |= {name: self.scanners[n] for n, name in enumerate(roles.scanners, 1)}
        return {name: port for name, port in named.items() if name and port is not None}

    def ports(self) -> tuple[Port, ...]:
        coder = () if self.coder is None else (self.coder,)
        return (
            *coder,
            *self.label_printers.values(),
            *self.scanners.values(),
            self.packer_reader,
        )

    # -- the work

    def begin(self, target: int, goods: Goods | None) -> None:
        self._to_feed = target
        if goods is not None and self.caps is not None:
            self.caps.bring(goods.things.caps)
        if goods is not None and self.cartons is not None:
            self.cartons.bring(goods.things.cartons)

    def feed_no_more(self) -> None:
        self._to_feed = 0

    @property
    def to_feed(self) -> int:
        return self._to_feed

    # -- time

    def _step(self) -> None:
        self._scheduler.after(STEP_MS, self._step)
        self._cell_moves()
        self.cell.tick()
        self._report()
        if self.plc.belt_may_run() and not self._events:
            self._advance(self._speed_mm_ms * STEP_MS)

    def _cell_moves(self) -> None:
        """What whoever packs does before the cell's next step."""

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
            blocked = arrival.place is Place.PACKER and not self._room(arrival.product)
            if blocked or self._events:
                return
            self.belt.move(arrival.distance_mm)
            budget_mm -= arrival.distance_mm
            self._arrive(arrival)
            self.belt.passed(arrival)
            self._report()

    def _room(self, product: Product) -> bool:
        """Whether the open case takes it; else the belt must stand."""
        del product
        return self.cell.room

    def _feed(self) -> None:
        last = self.belt.products[-1] if self.belt.products else None
        if self.to_feed and (last is None or last.position_mm - PITCH_MM >= ENTRY_MM):
            self.fed += 1
            self.belt.enter(self._next_bottle(self.fed))

    def _next_bottle(self, number: int) -> Product:
        """The next one that is put onto the belt, as it comes."""
        self._to_feed -= 1
        cap = None if self.caps is None else self.caps.take()
        return Product(number, float(ENTRY_MM), cap=cap)

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
            product.smeared = self._dice.hits("print.smear")
        if self._dice.hits("belt.remove"):
            self._lift(product)

    def _ink(self, product: Product) -> None:
        """What is on it when it is past the coder."""
        dice = self._dice
        if dice.hits("print.missed") or self._came_otherwise(product):
            return
        if self._last_ink is not None and dice.hits("print.double"):
            product.ink = self._last_ink
            self.truth.doubled(product.ink)
        else:
            self._print(product)
        if product.ink is not None:
            self.plc.count_print()

    def _came_otherwise(self, product: Product) -> bool:
        """Whether this is a stranger's bottle, or one that had been here before."""
        if self._dice.hits("scan.foreign"):
            self._foreign += 1
            product.ink = FOREIGN + b"%06d" % self._foreign
            return True
        if self.taken_off and self._dice.hits("belt.return"):
            back = self._dice.of("belt.return").choice(tuple(self.taken_off))
            self.taken_off.remove(back)
            product.ink, product.cap = back
            return True
        return False

    def _print(self, product: Product) -> None:
        assert self.coder is not None, "only a line with a coder prints"
        dice, twin = self._dice, self.coder.twin
        for knob, fault in (("print.blank", "blank_print"), ("done.drop", "done_lost")):
            if dice.hits(knob):
                twin.fault(fault, "1")
        if dice.hits("done.dup"):
            twin.fault("done_dup", "1")
        if dice.hits("ack.drop"):
            twin.fault("ack_lost", "1")
        ink: bytes | None = self.coder.act(lambda twin, now_ms: twin.photocell(now_ms))
        for fault in ("blank_print", "done_lost", "done_dup"):
            twin.fault(fault, "off")
        if ink is not None:
            self._last_ink = ink
            self.truth.inked(ink)
            product.ink = STALE if self._stale_bottles else ink
            self._stale_bottles = max(0, self._stale_bottles - 1)

    def _lift(self, product: Product) -> None:
        """Somebody takes the bottle off; it may come back."""
        self.belt.take_off(product.number)
        if product.ink is not None and not product.smeared:
            self.taken_off.append((product.ink, product.cap))

    def _at_camera(self, product: Product) -> None:
        dice = self._dice
        product.glare = dice.hits("cam.noread")
        self.event(LineEventKind.AT_CAMERA, product.number)
        seen = self._readable(product)
        if product.ink is not None and len(seen) > 1 and dice.hits("cam.half"):
            seen = (dice.of("cam.half").choice(seen),)
        if seen and dice.hits("cam.misread"):
            seen = (SymbolRead(seen[0].data[:-1] + b"U", self.spec.aim), *seen[1:])
        elif seen and not product.smeared:
            self.truth.shown(product.number, product.ink or b"", product.cap)
        if self.camera is None or dice.hits("cam.lost"):
            return
        late = dice.of("cam.delay").randint(LATE_MS_MIN, LATE_MS_MAX)
        self.camera.take(product.number, seen, late if dice.hits("cam.delay") else 0)
        if dice.hits("cam.dup"):
            self.camera.take(product.number, seen, dice.of("cam.dup").randint(0, 4_000))

    def _readable(self, product: Product) -> tuple[SymbolRead, ...]:
        """What the camera sees of it: the print, and the code on its cap."""
        if product.glare:
            return ()
        ink = () if product.smeared else (product.ink,)
        return tuple(SymbolRead(one, self.spec.aim) for one in (*ink, product.cap) if one)

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
        self._packed(self.cell.filling)
        if self.spec.looks_down and self._dice.hits("case.take_out"):
            self.cell.take_out(self._dice.of("case.take_out").choice(self._in_packer()).number)
        elif self.cell.filling.products and self._dice.hits("pack.short"):
            self.cell.finish_case()

    def _packed(self, case: Case) -> None:
        """A bottle was put into it."""

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
            product.cap, other.cap = other.cap, product.cap

    # -- what the cell needs

    def event(self, kind: LineEventKind, number: int) -> None:
        self._events.append((kind, number))
        if kind in READ_AT:
            self.trouble_reader(READ_AT[kind])

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

    # -- fixed readers

    def _last_product(self) -> Sequence[bytes]:
        held = self.cell.held
        last = held.products[-1] if held and held.products else None
        if last is None:
            return ()
        texts = (b"" if last.smeared else last.ink, last.cap)
        return tuple(self.spec.aim.encode() + text for text in texts if text)

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

    def mend_printers(self) -> None:
        """Clear jams, put in labels."""
        if self.coder is not None:
            self.coder.twin.fault("jam", "off")
        for port in self.label_printers.values():
            port.act(lambda twin, now_ms: (None, twin.load_media(now_ms)))

    @property
    def empty(self) -> bool:
        return self.cell.empty and not self.belt.products and not self.to_feed
