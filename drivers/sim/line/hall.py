"""The hall: belt, cell and people, joined to the twins on their real ports.

One thread moves everything in steps of a few milliseconds. A step that comes late moves the belt no
further than a punctual one, so that a busy PC makes the line slower and not different. People act
through `do`, a command with its answer.
"""

from __future__ import annotations

import base64
import random
import threading
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from drivers.api import LineEventKind
from drivers.sim.line.belt import Arrival, Belt, Place
from drivers.sim.line.cell import Cell
from drivers.sim.line.devices import HallDevices
from drivers.sim.line.fault_plan import OF_CAPS, OF_CODER, USUAL, LineFault, draw
from drivers.sim.line.history import History
from drivers.sim.line.photographer import Photographer
from drivers.sim.line.spec import LineSpec, Preprinted
from drivers.sim.line.things import Case, Pallet, Product

BELT_MM_S = 2_600
PITCH_MM = 105
ENTRY_MM = -100
STEP_S_MAX = 0.02
PAUSE_S = 0.002
LINK_CUT_S = 0.8
ANSWER_S_MAX = 5.0

ON_BELT = {
    Place.CAMERA: LineEventKind.AT_CAMERA,
    Place.PACKER: LineEventKind.AT_PACKER,
}


class HallStopped(RuntimeError):
    """The thread that moves the hall has ended, or is stuck."""


class Hall:
    def __init__(self, spec: LineSpec, devices: HallDevices) -> None:
        self.spec, self._devices = spec, devices
        self.history = History(spec.history_path)
        self.bought = spec.bought()
        kinds = _kinds(self.bought)
        self.plan = draw(spec.seed, spec.products, spec.per_case, spec.faults, kinds)
        self._chance = random.Random(f"packline-belt-{spec.seed}")
        self.belt = Belt(self.history.encoder_mm)
        self.photographer = Photographer(spec.seed, spec.symbol, spec.gs1, spec.rows, spec.columns)
        self.cell = Cell(self, self.history, spec.per_case, spec.per_pallet, spec.looks_down)
        self._events: deque[tuple[LineEventKind, int]] = deque()
        self._commands: deque[tuple[dict[str, Any], Future[Any]]] = deque()
        self._darkroom = ThreadPoolExecutor(1, thread_name_prefix="darkroom")
        self._developed: deque[tuple[Future[None], Callable[[], None]]] = deque()
        self._camera_on = True
        self._swap_last = False  # somebody will change the last bottle of a case for the next one
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="hall", daemon=True)
        self.failure: BaseException | None = None

    def start(self) -> None:
        self._devices.show(self)
        self._thread.start()

    def stop(self) -> None:
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join(ANSWER_S_MAX)
        self._darkroom.shutdown()
        self.history.close()

    def do(self, command: dict[str, Any]) -> Any:
        """Have a person act; see `_act` for what they can do. Raises HallStopped if nothing in
        the hall moves any more."""
        answer: Future[Any] = Future()
        self._commands.append((command, answer))
        try:
            return answer.result(ANSWER_S_MAX if self.failure is None else 0)
        except TimeoutError:
            raise HallStopped(f"the hall stands still: {self.failure}") from None

    # -- the thread

    def _run(self) -> None:
        last_s = time.monotonic()
        try:
            while not self._stop.is_set():
                now_s = time.monotonic()
                step_s, last_s = min(now_s - last_s, STEP_S_MAX), now_s
                self._step(step_s * BELT_MM_S * self.spec.speed)
                time.sleep(PAUSE_S)
        except BaseException as failure:
            self.failure = failure

    def _step(self, budget_mm: float) -> None:
        while self._commands:
            command, answer = self._commands.popleft()
            try:
                answer.set_result(self._act(command))
            except (KeyError, ValueError) as error:
                answer.set_exception(error)
        while self._developed and self._developed[0][0].done():
            picture, then = self._developed.popleft()
            picture.result()
            then()
        self._end_of_set()
        for level in self._devices.label_pulses():
            self.event(LineEventKind.LABEL_PRINTED, level)
        self.cell.tick()
        self._report()
        if self._devices.plc.belt_may_run() and not self._events:
            self._advance(budget_mm)

    def _report(self) -> None:
        """Tell the PLC what its ring has room for; the rest waits, and the belt with it."""
        encoder = int(self.belt.encoder_mm)
        while self._events and self._devices.plc.event(*self._events[0], encoder):
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
        """Whether the open case takes this product; a case of a set takes no other one's."""
        there = self.cell.filling.products
        mixed = bool(self.bought.sets and there) and self._group(there[0]) != self._group(product)
        return self.cell.room and not mixed

    def _group(self, product: Product) -> int:
        """Which set it is of, from 0."""
        return (product.number - 1) // self.spec.per_case

    def _end_of_set(self) -> None:
        """Nothing more of the set in the open case will come: what is there is all of it."""
        there = self.cell.filling.products
        if not self.bought.sets or not there:
            return
        group = self._group(there[0])
        coming = any(self._group(product) == group for product in self.belt.products)
        if not coming and self.history.fed >= min(
            self.spec.products, (group + 1) * self.spec.per_case
        ):
            self.cell.finish_case()

    def _feed(self) -> None:
        last = max((p.number for p in self.belt.products), default=0)
        newest = next((p for p in self.belt.products if p.number == last), None)
        while self.history.fed < self.spec.products:
            gap = PITCH_MM * self._chance.uniform(0.9, 1.2)
            position = ENTRY_MM if newest is None else newest.position_mm - gap
            if position < ENTRY_MM:
                return
            newest = Product(self.history.fed + 1, min(position, ENTRY_MM))
            self._as_bought(newest)
            self.belt.enter(newest)
            self.history.entered(newest.number, self.belt.encoder_mm)

    def _as_bought(self, product: Product) -> None:
        """What is on it before it comes to the line."""
        caps, sets = self.bought.caps, self.bought.sets
        if caps:
            fault = self.plan.products.get(product.number)
            at = product.number - 1 - int(fault is LineFault.CAP_TWICE)
            product.cap = b"" if fault is LineFault.CAP_BLANK else caps[at].encode()
            if fault in OF_CAPS:
                self._inject(fault)
        if sets:
            group, place = divmod(product.number - 1, self.spec.per_case)
            product.ink = sets[group].members[place].encode()

    # -- what happens at each place

    def _arrive(self, arrival: Arrival) -> None:
        product, fault = arrival.product, self.plan.products.get(arrival.product.number)
        match arrival.place:
            case Place.CODER:
                self._at_coder(product, fault)
            case Place.CAMERA:
                self._at_camera(product, fault)
            case Place.REJECTER:
                self._at_rejecter(product, fault)
            case Place.REJECT_SENSOR:
                self._behind_rejecter(product)
            case Place.PACKER:
                self._at_packer(product, fault)

    def _at_coder(self, product: Product, fault: LineFault | None) -> None:
        self._devices.plc.count_product()
        self.event(LineEventKind.AT_CODER, product.number)
        if fault is LineFault.LINK_CUT:
            self._inject(fault)
            self._devices.cut_coder(LINK_CUT_S)
        if fault is LineFault.MISSED_PRINT:
            self._inject(fault)
            return
        if not self.bought.sets:
            self._print(product)
        if fault in (LineFault.SMEAR, LineFault.REJECT_MISS):
            self._inject(LineFault.SMEAR if fault is LineFault.SMEAR else LineFault.REJECT_MISS)
            product.smeared = True
        if fault is LineFault.TAKEN_OUT and product.number % 2:
            self._inject(fault)
            self.belt.take_off(product.number)

    def _print(self, product: Product) -> None:
        product.ink = self._devices.print_code()
        if product.ink is not None:
            self.history.inked(product.ink)
            self._devices.plc.count_print()

    def _at_camera(self, product: Product, fault: LineFault | None) -> None:
        if fault is LineFault.NO_READ:
            self._inject(fault)
            product.glare = True
        self.event(LineEventKind.AT_CAMERA, product.number)
        if self._camera_on:
            self.photographer.product(Path(self.spec.pictures), product)

    def _at_rejecter(self, product: Product, fault: LineFault | None) -> None:
        if fault is LineFault.TAKEN_OUT:
            self._inject(fault)
            self.belt.take_off(product.number)
            return
        # Fail-safe: what has no verdict is kicked.
        product.told_to_kick = not self._devices.plc.lets_pass(product.number)
        product.kicked = product.told_to_kick and fault is not LineFault.REJECT_MISS

    def _behind_rejecter(self, product: Product) -> None:
        if product.kicked:
            self._devices.plc.count_reject()
            self.event(LineEventKind.REJECTED, product.number)
            self.belt.take_off(product.number)
        elif product.told_to_kick:
            self.event(LineEventKind.REJECT_FAILED, product.number)

    def _at_packer(self, product: Product, fault: LineFault | None) -> None:
        is_last = len(self.cell.filling.products) == self.spec.per_case - 1
        if fault is LineFault.SWAPPED or (self._swap_last and is_last):
            self._swap_with_next(product)
        self.event(LineEventKind.AT_PACKER, product.number)
        self.cell.put(product)

    def _swap_with_next(self, product: Product) -> None:
        """Two neighbours change places, if the next one is there and was printed."""
        following = (p for p in self.belt.products if p.number == product.number + 1)
        neighbour = next(following, None)
        if neighbour is None or neighbour.ink is None or neighbour.kicked:
            return
        self._swap_last = False
        self._inject(LineFault.SWAPPED)
        product.ink, neighbour.ink = neighbour.ink, product.ink
        product.smeared, neighbour.smeared = neighbour.smeared, product.smeared
        product.cap, neighbour.cap = neighbour.cap, product.cap

    def _inject(self, fault: LineFault) -> None:
        self.history.injected_fault(fault.value)

    # -- what the cell needs

    def event(self, kind: LineEventKind, number: int) -> None:
        self._events.append((kind, number))

    def verdict(self, number: int, place: int) -> str | None:
        return self._devices.plc.verdict(number, place)

    def photograph(self, number: int, case: Case, done: Callable[[], None]) -> None:
        shown = Case(case.number, list(case.products))
        folder = Path(self.spec.case_pictures)
        taken = self._darkroom.submit(self.photographer.case, folder, number, shown)
        self._developed.append((taken, done))

    def take_label(self, level: int) -> bytes | None:
        return self._devices.take_label(level)

    def carton_label(self, case: Case) -> bytes | None:
        """The code that the carton of this case came with, None where it gets a label here."""
        if not self.bought.sets or not case.products:
            return None
        return self.bought.sets[self._group(case.products[0])].label.encode()

    def printed_outside(self, case: Case) -> NDArray[np.uint8] | None:
        """What one sees of a carton that came with its code."""
        text = self.carton_label(case)
        return None if text is None else self.photographer.carton(case.number, text)

    def printed_inside(self, case: Case) -> NDArray[np.uint8] | None:
        """What one sees under the flap of a carton that came with an inner code."""
        text = self._inner_of(case)
        return None if text is None else self.photographer.carton(case.number, text)

    def _inner_of(self, case: Case) -> bytes | None:
        cartons = self.bought.cartons
        return cartons[case.number - 1].encode() if cartons else None

    def case_labelled(self, number: int) -> None:
        if self.plan.cases.get(number) is LineFault.LABEL_REPRINT:
            self._inject(LineFault.LABEL_REPRINT)
            self._devices.reload_label_printer(1)

    # -- people

    def _act(self, command: dict[str, Any]) -> Any:
        """What somebody in the hall can do; raises ValueError for anything else."""
        cell, devices = self.cell, self._devices
        deeds: dict[str, Callable[[], Any]] = {
            "begin": self._begin,
            "status": self._status,
            "truth": self._truth,
            "planned": self.plan.counts,
            "scan_content": lambda: _content(cell.held),
            "scan_content_at_scanner": lambda: _content(cell.scanned),
            "take_off": lambda: self._take_off(command["number"]),
            "clear_belt": self._clear_belt,
            "take_out_place": lambda: cell.take_out_place(command["place"]),
            "present_again": cell.present_again,
            "change_label": lambda: cell.change_label(command["level"]),
            "drop_labels": lambda: devices.drop_labels(command["level"]),
            "take_out_bad": cell.take_out_bad,
            "finish_case": cell.finish_case,
            "finish_pallet": cell.finish_pallet,
            "trouble_labels": lambda: devices.trouble_label_printer(
                command["level"], command["fault"]
            ),
            "load_labels": lambda: devices.load_label_printer(command["level"]),
            "repeat_label": lambda: devices.reload_label_printer(command["level"]),
            "swap_last": self._ask_swap,
            "trouble_plc": lambda: devices.plc.fault(command["fault"], command["value"]),
            "camera": lambda: self._turn_camera(command["on"]),
        }
        if command["do"] not in deeds:
            raise ValueError(f"nobody in the hall knows how to {command['do']!r}")
        return deeds[command["do"]]()

    def _begin(self) -> None:
        """The machines are switched on, the station being ready: what stood in the hall before
        is presented anew."""
        self.cell.take_up(self.history)

    def _take_off(self, number: int) -> bool:
        return self.belt.take_off(number) is not None or self.cell.take_out(number)

    def _ask_swap(self) -> None:
        self._swap_last = True

    def _turn_camera(self, on: bool) -> None:
        """The cable of the item camera: without it nothing comes into its folder, nor is there
        one."""
        folder = Path(self.spec.pictures)
        away = folder.with_name(f"{folder.name}.away")
        if on is not self._camera_on:
            (away if on else folder).rename(folder if on else away)
        self._camera_on = on

    def _clear_belt(self) -> list[int]:
        numbers = [product.number for product in self.belt.products]
        for number in numbers:
            self.belt.take_off(number)
        return numbers

    def _status(self) -> dict[str, Any]:
        cell = self.cell
        return {
            "fed": self.history.fed,
            "on_belt": len(self.belt.products),
            "fed_all": self.history.fed >= self.spec.products,
            "in_open_case": len(cell.filling.products),
            "held": cell.held is not None,
            "unlabelled": len(cell.labelling),
            "at_scanner": cell.scanned is not None,
            "on_open_pallet": len(cell.pallet.cases),
            "pallet_waits": bool(cell.labelling_pallet or cell.scanned_pallet),
            "pallet_unlabelled": cell.labelling_pallet is not None,
            "empty": cell.empty and not self.belt.products,
            "injected": self.history.injected,
            "failure": repr(self.failure) if self.failure else "",
        }

    def _truth(self) -> dict[str, Any]:
        """What is really in the finished pallets, and all that was ever inked."""
        return {
            "pallets": [
                [[_text(p.ink) for p in case.products] for case in pallet.cases]
                for pallet in self.cell.finished
            ],
            "pairs": [pair for pallet in self.cell.finished for pair in self._pairs(pallet)],
            "insides": [one for pallet in self.cell.finished for one in self._insides(pallet)],
            "tape": [_text(ink) for ink in self.history.tape],
        }

    def _insides(self, pallet: Pallet) -> list[tuple[list[str], str]]:
        """(bottles, code inside the carton) of each case that has one."""
        found = ((case, self._inner_of(case)) for case in pallet.cases)
        return [([_text(p.ink) for p in case.products], _text(one)) for case, one in found if one]

    def _pairs(self, pallet: Pallet) -> list[tuple[str, str]]:
        """(bottle, cap) of everything on a pallet that has two codes."""
        items = [product for case in pallet.cases for product in case.products]
        return [(_text(one.ink), _text(one.cap)) for one in items if one.cap]


def _content(case: Case | None) -> list[str]:
    """What a hand scanner reads of everything in a case."""
    return [_text(p.ink) for p in case.products if p.ink is not None] if case else []


def _kinds(bought: Preprinted) -> frozenset[LineFault]:
    """What can go wrong on this line."""
    kinds = USUAL | OF_CAPS if bought.caps else USUAL
    return kinds - OF_CODER - {LineFault.LABEL_REPRINT} if bought.sets else kinds


def _text(ink: bytes | None) -> str:
    return "" if ink is None else base64.b64encode(ink).decode("ascii")
