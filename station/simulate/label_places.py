"""Where labels come out, are put on, and are read: label printers, scanners, and what is on them.

What a scanner can see of a case is its label (unless it is torn, or another one) and, where cartons
come with a code inside, that one beside it, in the same read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from drivers.api import LineEventKind
from drivers.sim.keyence_sr import KeyenceTwin
from drivers.sim.label_languages import LABEL_LANGUAGES
from drivers.sim.line.things import Case, Pallet
from station.runtime.station import SCAN_WINDOW_MS
from station.simulate.clock import Scheduler
from station.simulate.faults import Dice
from station.simulate.floor import Floor
from station.simulate.goods import CARTONS, Pile
from station.simulate.label_text import label_text
from station.simulate.packing_cell import PackingCell
from station.simulate.ports import Port

NO_READ_MS = SCAN_WINDOW_MS + 500
LATE_BY_MS = 300  # past the window
SEPARATOR = "|"  # between the codes of one read, as in the line files
LABEL_MS = 400
READ_AT = {
    LineEventKind.CASE_PRESENTED: 0,
    LineEventKind.CASE_AT_SCANNER: 1,
    LineEventKind.PALLET_AT_SCANNER: 2,
}


class LabelPlaces(Floor):
    """`cartons` says whether cases are put into cartons that have a code inside; `printed` are the
    levels whose labels are printed here, each with the language of its printer."""

    cell: PackingCell
    aims: ClassVar[Mapping[int, bytes]] = {1: b"]C1", 2: b"]C1"}  # how a level's label is announced

    def __init__(
        self, scheduler: Scheduler, dice: Dice, *, cartons: bool, printed: Mapping[int, str]
    ) -> None:
        self._scheduler, self._dice = scheduler, dice
        self.label_printers = {
            level: Port(
                f"label printer {level}",
                LABEL_LANGUAGES[language].twin(label_ms=LABEL_MS),
                scheduler,
                dice,
            )
            for level, language in printed.items()
        }
        self.scanners = {
            level: Port(f"scanner {level}", _reader(), scheduler, dice) for level in (1, 2)
        }
        self.packer_reader = Port("packer reader", _reader(), scheduler, dice)
        self.torn: set[tuple[int, int]] = set()
        self.cartons = Pile(dice, CARTONS) if cartons else None
        self._insides: dict[int, bytes] = {}  # by the case's number
        self._half_read = False

    def show(self) -> None:
        """Let the scanners see what stands before them."""
        self.scanners[1].twin.look = lambda: self._before(1)
        self.scanners[2].twin.look = lambda: self._before(2)

    # -- what scanners see

    def at_scanner(self, level: int) -> Case | Pallet | None:
        return self.cell.scanned if level == 1 else self.cell.scanned_pallet

    def _before(self, level: int) -> Sequence[bytes]:
        thing = self.at_scanner(level)
        if thing is None:
            return ()
        label = self._label_of(level, thing)
        inside = self.inside_of(thing) if isinstance(thing, Case) else b""
        aim = self.aims[level]
        seen = [aim + text for aim, text in ((aim, label), (b"]Q1", inside)) if text]
        return seen[:1] if self._half_read else seen

    def _label_of(self, level: int, thing: Case | Pallet) -> bytes:
        """What can be read on its label."""
        return b"" if (level, thing.number) in self.torn else label_text(thing.label)

    def reads_as(self, level: int) -> bytes:
        """What is written on the label of what stands at the scanner."""
        thing = self.at_scanner(level)
        return b"" if thing is None else self._label_of(level, thing)

    def inside_of(self, case: Case) -> bytes:
        """The code inside the carton that this case is in; it gets one when it is first seen."""
        if self.cartons is None:
            return b""
        if case.number not in self._insides:
            self._insides[case.number] = self.cartons.take()
        return self._insides[case.number]

    def another_carton(self) -> None:
        """The case at the scanner is put into another carton."""
        case = self.cell.scanned
        if case is not None and self.cartons is not None:
            self._insides[case.number] = self.cartons.take()

    def trouble_reader(self, level: int) -> None:
        """What stands before a fixed reader from now on is read late, in part, or not at all."""
        port = self.scanners[level] if level else self.packer_reader
        if self._dice.hits("scan.noread"):
            port.twin.fault("no_read", "on")
            self._scheduler.after(NO_READ_MS, lambda: port.twin.fault("no_read", "off"))
        if self._dice.hits("scan.late"):
            port.twin.fault("late", str(SCAN_WINDOW_MS + LATE_BY_MS))
            self._scheduler.after(NO_READ_MS, lambda: port.twin.fault("late", "off"))
        if level == 1 and self.cartons is not None and self._dice.hits("scan.half"):
            self._half_read = True
            self._scheduler.after(NO_READ_MS, self._whole_again)

    def _whole_again(self) -> None:
        self._half_read = False

    # -- what the cell needs

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

    # -- hands

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

    # -- what stands where

    def cases(self) -> list[Case]:
        there = [case for pallet in self.cell.finished for case in pallet.cases]
        waiting = (self.cell.labelling_pallet, self.cell.scanned_pallet, self.cell.pallet)
        return there + [case for pallet in waiting if pallet for case in pallet.cases]

    def pallets(self) -> list[Pallet]:
        return self.cell.finished


def _reader() -> KeyenceTwin:
    return KeyenceTwin(separator=SEPARATOR)
