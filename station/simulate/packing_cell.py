"""The demonstration's packing cell, with the hands that a longer run needs."""

from __future__ import annotations

from drivers.sim.line.cell import CASE_SCANNED, PALLET_SCANNED, Cell
from drivers.sim.line.things import Case


class PackingCell(Cell):
    """The cell as it is, and what people do to what stands in it."""

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

    def throw_away_scanned(self) -> None:
        """The same of the case at the label scanner."""
        self.scanned = None

    def push_on(self, level: int) -> None:
        """Somebody pushes what stands at the scanner on by hand."""
        if level == 1 and self.scanned is not None:
            self.pallet.cases.append(self.scanned)
            self.scanned = None
        elif level == 2 and self.scanned_pallet is not None:
            self.finished.append(self.scanned_pallet)
            self.scanned_pallet = None
