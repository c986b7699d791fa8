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

from drivers.api import LineEventKind
from drivers.sim.line.belt import Arrival, Belt, Place
from drivers.sim.line.cell import Cell
from drivers.sim.line.devices import HallDevices
from drivers.sim.line.fault_plan import LineFault, draw
from drivers.sim.line.history import History
from drivers.sim.line.photographer import Photographer
from drivers.sim.line.spec import LineSpec
from drivers.sim.line.things import Case, Product

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
        self.plan = draw(spec.seed, spec.products, spec.per_case, spec.faults)
        self._chance = random.Random(f"packline-belt-{spec.seed}")
        self.belt = Belt(self.history.encoder_mm)
        self.photographer = Photographer(spec.seed, spec.symbol, spec.gs1, spec.rows, spec.columns)
        self.cell = Cell(self, self.history, spec.per_case, spec.per_pallet, spec.looks_down)
        self._events: deque[tuple[LineEventKind, int]] = deque()
        self._commands: deque[tuple[dict[str, Any], Future[Any]]] = deque()
        self._darkroom = ThreadPoolExecutor(1, thread_name_prefix="darkroom")
        self._developed: deque[tuple[Future[None], Callable[[], None]]] = deque()
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
            blocked = arrival.place is Place.PACKER and not self.cell.room
            if blocked or self._events:
                return
            self.belt.move(arrival.distance_mm)
            budget_mm -= arrival.distance_mm
            self._arrive(arrival)
            self.belt.passed(arrival)
            self._report()

    def _feed(self) -> None:
        last = max((p.number for p in self.belt.products), default=0)
        newest = next((p for p in self.belt.products if p.number == last), None)
        while self.history.fed < self.spec.products:
            gap = PITCH_MM * self._chance.uniform(0.9, 1.2)
            position = ENTRY_MM if newest is None else newest.position_mm - gap
            if position < ENTRY_MM:
                return
            newest = Product(self.history.fed + 1, min(position, ENTRY_MM))
            self.belt.enter(newest)
            self.history.entered(newest.number, self.belt.encoder_mm)

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
        product.ink = self._devices.print_code()
        if product.ink is not None:
            self.history.inked(product.ink)
            self._devices.plc.count_print()
        if fault in (LineFault.SMEAR, LineFault.REJECT_MISS):
            self._inject(LineFault.SMEAR if fault is LineFault.SMEAR else LineFault.REJECT_MISS)
            product.smeared = True
        if fault is LineFault.TAKEN_OUT and product.number % 2:
            self._inject(fault)
            self.belt.take_off(product.number)

    def _at_camera(self, product: Product, fault: LineFault | None) -> None:
        if fault is LineFault.NO_READ:
            self._inject(fault)
            product.glare = True
        self.event(LineEventKind.AT_CAMERA, product.number)
        self.photographer.product(Path(self.spec.pictures), product)

    def _at_rejecter(self, product: Product, fault: LineFault | None) -> None:
        if fault is LineFault.TAKEN_OUT:
            self._inject(fault)
            self.belt.take_off(product.number)
            return
        # Fail-safe: what has no verdict is kicked.
        product.told_to_kick = self._devices.plc.verdict(product.number) != "pass"
        product.kicked = product.told_to_kick and fault is not LineFault.REJECT_MISS

    def _behind_rejecter(self, product: Product) -> None:
        if product.kicked:
            self._devices.plc.count_reject()
            self.event(LineEventKind.REJECTED, product.number)
            self.belt.take_off(product.number)
        elif product.told_to_kick:
            self.event(LineEventKind.REJECT_FAILED, product.number)

    def _at_packer(self, product: Product, fault: LineFault | None) -> None:
        if fault is LineFault.SWAPPED:
            neighbour = next(
                (p for p in self.belt.products if p.number == product.number + 1), None
            )
            if neighbour is not None and neighbour.ink is not None and not neighbour.kicked:
                self._inject(fault)
                product.ink, neighbour.ink = neighbour.ink, product.ink
                product.smeared, neighbour.smeared = neighbour.smeared, product.smeared
        self.event(LineEventKind.AT_PACKER, product.number)
        self.cell.put(product)

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
            "scan_content": self._content_of_held,
            "take_off": lambda: self._take_off(command["number"]),
            "clear_belt": self._clear_belt,
            "take_out_place": lambda: cell.take_out_place(command["place"]),
            "present_again": cell.present_again,
            "change_label": lambda: cell.change_label(command["level"]),
            "drop_labels": lambda: devices.drop_labels(command["level"]),
            "finish_case": cell.finish_case,
            "finish_pallet": cell.finish_pallet,
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

    def _content_of_held(self) -> list[str]:
        held = self.cell.held
        inks = [p.ink for p in held.products if p.ink is not None] if held else []
        return [base64.b64encode(ink).decode("ascii") for ink in inks]

    def _truth(self) -> dict[str, Any]:
        """What is really in the finished pallets, and all that was ever inked."""
        return {
            "pallets": [
                [[_text(p.ink) for p in case.products] for case in pallet.cases]
                for pallet in self.cell.finished
            ],
            "tape": [_text(ink) for ink in self.history.tape],
        }


def _text(ink: bytes | None) -> str:
    return "" if ink is None else base64.b64encode(ink).decode("ascii")
