"""Behind the belt: the case that fills, the one held before the camera, labeller, scanner, pallet.

Each step waits for the station's verdict through the PLC, or for a label on the liner; what is
ahead is full, so the belt backs up, as in a real cell. The cell moves only when `tick` is called.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from drivers.api import LineEventKind
from drivers.sim.line.history import History
from drivers.sim.line.things import Case, Pallet, Product

CASE_PRESENTED, CASE_SCANNED, PALLET_SCANNED = 1, 2, 4  # places of the verdict mailbox


class Hall(Protocol):
    """What the cell needs of its surroundings."""

    def event(self, kind: LineEventKind, number: int) -> None:
        """Tell the PLC; kept until its ring has room."""
        ...

    def verdict(self, number: int, place: int) -> str | None: ...

    def photograph(self, number: int, case: Case, done: Callable[[], None]) -> None:
        """Take the look-down picture, then call `done`."""
        ...

    def take_label(self, level: int) -> bytes | None:
        """The next label on the liner of a level's printer, if one is there."""
        ...

    def carton_label(self, case: Case) -> bytes | None:
        """The code that this case's carton came with, None where it gets a label."""
        ...

    def case_labelled(self, number: int) -> None:
        """The case with this number got its label (a reload of the printer may follow)."""
        ...


class Cell:
    def __init__(
        self,
        hall: Hall,
        history: History,
        per_case: int,
        per_pallet: int,
        looks_down: bool,
    ) -> None:
        self._hall, self._history = hall, history
        self.per_case, self.per_pallet = per_case, per_pallet
        self._looks_down = looks_down
        self.filling = Case(1)
        self.held: Case | None = None
        self.labelling: list[Case] = []
        self.scanned: Case | None = None
        self.pallet = Pallet(1)
        self.labelling_pallet: Pallet | None = None
        self.scanned_pallet: Pallet | None = None
        self.finished: list[Pallet] = []
        self._numbers = dict.fromkeys((CASE_PRESENTED, CASE_SCANNED, PALLET_SCANNED), 0)
        self._partial_case = self._partial_pallet = False
        self._camera_busy = False

    # -- called by the belt and by people

    @property
    def room(self) -> bool:
        """Whether one more product fits; else the belt must stand."""
        return len(self.filling.products) < self.per_case

    def put(self, product: Product) -> None:
        self.filling.products.append(product)
        self._history.packed(self.filling.number, product)

    def take_out(self, number: int) -> bool:
        """Somebody takes a product out of the open or the held case."""
        for case in (self.filling, self.held):
            for product in case.products if case else ():
                if case and product.number == number:
                    case.products.remove(product)
                    self._history.taken_out(case.number, number)
                    return True
        return False

    def take_out_place(self, place: int) -> bool:
        """Somebody takes what lies at this place (from 1) out of the held case."""
        if self.held is None or not 0 < place <= len(self.held.products):
            return False
        return self.take_out(self.held.products[place - 1].number)

    def take_out_bad(self) -> None:
        """Somebody takes out of the case at the scanner what no scanner can read."""
        case = self.scanned
        for product in [p for p in case.products if p.smeared or not p.ink] if case else ():
            assert case is not None
            case.products.remove(product)
            self._history.taken_out(case.number, product.number)

    def present_again(self) -> None:
        """Somebody mended the held case, or moved it: camera and reader look at it once more."""
        if self.held is not None and not self._camera_busy:
            self._present()

    def change_label(self, level: int) -> bool:
        """Take the wrong label off what stands at the scanner and put the next one on."""
        thing = self.scanned if level == 1 else self.scanned_pallet
        label = self._hall.take_label(level) if thing is not None else None
        if thing is None or label is None:
            return False
        thing.label = label
        self._history.labelled(level, thing.number, label)
        return True

    def finish_case(self) -> None:
        """No more products come: what is in the open case goes on as it is."""
        self._partial_case = True

    def finish_pallet(self) -> None:
        self._partial_pallet = True

    @property
    def empty(self) -> bool:
        """Whether nothing is left that has to move."""
        open_things = (self.held, self.labelling, self.scanned, self.pallet.cases)
        pallets = (self.labelling_pallet, self.scanned_pallet)
        return not (self.filling.products or any(open_things) or any(pallets))

    # -- one pass over all places, from the end to the front

    def tick(self) -> None:
        self._pallets()
        self._scanner()
        self._labeller()
        self._holder()
        self._filler()

    def _pallets(self) -> None:
        if self.scanned_pallet and self._passed(PALLET_SCANNED):
            self.finished.append(self.scanned_pallet)
            self._history.finished(self.scanned_pallet.number)
            self.scanned_pallet = None
        if self.labelling_pallet and not self.scanned_pallet:
            label = self._hall.take_label(2)
            if label is not None:
                self.scanned_pallet, self.labelling_pallet = self.labelling_pallet, None
                self.scanned_pallet.label = label
                self._history.labelled(2, self.scanned_pallet.number, label)
                self._announce(PALLET_SCANNED)
        enough = len(self.pallet.cases) >= (1 if self._partial_pallet else self.per_pallet)
        if enough and not self.labelling_pallet:
            self.labelling_pallet = self.pallet
            self.pallet = Pallet(self.pallet.number + 1)
            self._partial_pallet = False

    def _scanner(self) -> None:
        if self.scanned and self._passed(CASE_SCANNED):
            self.pallet.cases.append(self.scanned)
            self._history.palletised(self.pallet.number, self.scanned.number)
            self.scanned = None

    def _labeller(self) -> None:
        if not self.labelling or self.scanned:
            return
        if self.labelling[0].label is None:
            carton = self._hall.carton_label(self.labelling[0])
            self.labelling[0].label = self._hall.take_label(1) if carton is None else carton
        label = self.labelling[0].label
        if label is not None:
            self.scanned = self.labelling.pop(0)
            self._history.labelled(1, self.scanned.number, label)
            self._announce(CASE_SCANNED)
            self._hall.case_labelled(self.scanned.number)

    def _holder(self) -> None:
        if self.held and not self._camera_busy and self._passed(CASE_PRESENTED):
            self.labelling.append(self.held)
            self._history.released(self.held.number)
            self.held = None

    def _filler(self) -> None:
        count = len(self.filling.products)
        enough = count >= self.per_case or (self._partial_case and count > 0)
        if enough and self.held is None:
            self.held, self.filling = self.filling, Case(self.filling.number + 1)
            self._partial_case = False
            self._present()

    def _present(self) -> None:
        """The PLC is told at once: what comes to the packer from now on is the next case's."""
        assert self.held is not None
        self._numbers[CASE_PRESENTED] += 1
        number = self._numbers[CASE_PRESENTED]
        self._history.numbered(CASE_PRESENTED, number)
        self._hall.event(LineEventKind.CASE_PRESENTED, number)
        if self._looks_down:
            self._camera_busy = True
            self._hall.photograph(number, self.held, self._photographed)

    def _photographed(self) -> None:
        self._camera_busy = False

    def _announce(self, place: int) -> None:
        self._numbers[place] += 1
        self._history.numbered(place, self._numbers[place])
        kind = LineEventKind.CASE_AT_SCANNER
        if place == PALLET_SCANNED:
            kind = LineEventKind.PALLET_AT_SCANNER
        self._hall.event(kind, self._numbers[place])

    def _passed(self, place: int) -> bool:
        return self._hall.verdict(self._numbers[place], place) == "pass"

    # -- after a restart of the simulation

    def take_up(self, past: History) -> None:
        """Stand everything where it stood; what was held or scanned is announced anew."""
        cases = [past.case(number) for number in past.case_numbers()]
        self._numbers.update(past.numbers)
        self.finished = [past.pallet(number) for number in past.finished_pallets]
        gone = {case.number for pallet in self.finished for case in pallet.cases}
        self.pallet = past.pallet(past.open_pallet)
        gone |= {case.number for case in self.pallet.cases}
        if self.pallet.label is not None:
            self.scanned_pallet, self.pallet = self.pallet, Pallet(self.pallet.number + 1)
            self._announce(PALLET_SCANNED)
        for case in (case for case in cases if case.number not in gone):
            if case.label is not None and self.scanned is None:
                self.scanned = case
                self._announce(CASE_SCANNED)
            elif case.number in past.released_cases:
                self.labelling.append(case)
            elif len(case.products) >= self.per_case and self.held is None:
                self.held = case
            else:
                self.filling = case
        newest = max((case.number for case in cases), default=0)
        if self.filling.number <= newest and self.filling not in cases:
            self.filling = Case(newest + 1)
        if self.held is not None:
            self._present()
