"""Reading a case from above: which code lies in which row and column.

Caps are found without decoding, the grid is fitted to them, and each cell is cut out and read for
itself. Only cells that are not read yet climb the ladder, all of them one rung at a time, so that
one hopeless cap can't eat the others' time. If most cells stay unread after a few rungs, the whole
picture is looked at once: what stands out in it wasn't the caps then.

Empty cells cost nothing while the caps stand out. A code that is seen is put where *it* lies, not
where it was looked for; two different codes in one cell are no read.
"""

from __future__ import annotations

import time
from dataclasses import replace

from drivers.api import SymbolRead
from drivers.camera.decoders import Grey, Sight
from drivers.camera.evidence import Evidence
from drivers.camera.ladder import Ladder, Reading
from drivers.camera.lattice import NEAR, Lattice, fit
from drivers.camera.places import BUSY, FAINT, PAD, Place, busyness, cut_out, places_in
from drivers.camera.rungs import WHOLE, Rung
from drivers.camera.side_by_side import SideBySide

__all__ = ["GridReader"]

SYMBOL_PART = 0.4  # of a step: about the side of a symbol
BUSY_PART = 0.12  # of a step: half the side of the smallest place worth a dearer look
PLACES_PER_CELL = 3
LOST_AFTER = 3  # rungs; then it is time to doubt the places

Cell = tuple[int, int]


class GridReader:
    """Reads pictures of cases with `rows` × `columns` products, which one camera takes.

    It remembers the grid of the fullest picture of late, for cases with few caps in them. Safe to
    share by threads. The cells of a case are looked at `side_by_side`."""

    def __init__(
        self, ladder: Ladder, rows: int, columns: int, side_by_side: SideBySide | None = None
    ) -> None:
        self._ladder, self._rows, self._columns = ladder, rows, columns
        self._known: Lattice | None = None
        self._side_by_side = side_by_side or SideBySide()

    def read_grid(self, picture: Grey, budget_ms: float) -> Reading:
        """All that can be read, each with row and column."""
        until = time.monotonic() + budget_ms / 1_000
        step = min(picture.shape[0] / self._rows, picture.shape[1] / self._columns)
        busy = busyness(picture, step * SYMBOL_PART / 2)
        search = _Search(self._ladder, picture, self._places(busy, step), until, self._side_by_side)
        lattice = self._fit(picture, search.middles())
        for attempt, rung in enumerate(self._ladder.rungs(), 1):
            search.look_at_missing(lattice, rung, attempt)
            if attempt == LOST_AFTER and search.is_lost(lattice):
                search.look_at_all(attempt)
                search.suspect_all_cells()
                lattice = self._fit(picture, search.middles())
            elif attempt == 1 and search.may_lack_some(lattice):
                search.suspect(self._places(busy, step, FAINT))
            if not search.missing(lattice) or time.monotonic() >= until:
                break
        if search.has_strays(lattice):
            lattice = self._fit(picture, search.middles())
        return _placed(search.evidence, lattice)

    def _places(self, busy: Grey, step: float, threshold: float = BUSY) -> list[Place]:
        count_max = PLACES_PER_CELL * self._rows * self._columns
        places = places_in(busy, count_max, threshold)
        return [place for place in places if step * BUSY_PART < place.reach < step]

    def _fit(self, picture: Grey, points: list[tuple[float, float]]) -> Lattice:
        lattice = fit(points, picture.shape, self._rows, self._columns, self._known)
        if len(lattice.inliers(points)) > self._rows * self._columns / 2:
            self._known = lattice
        return lattice


class _Search:
    """One picture: what stands out in it, and what was read so far."""

    def __init__(
        self, ladder: Ladder, picture: Grey, places: list[Place], until: float, looks: SideBySide
    ) -> None:
        self.evidence = Evidence(picture)
        self._ladder, self._picture, self._until = ladder, picture, until
        self._places, self._looks = places, looks
        self._suspects_all = False

    def middles(self) -> list[tuple[float, float]]:
        """Where symbols are: all that are read, if most are; else also what stands out."""
        read = [(symbol.x, symbol.y) for symbol in self.evidence.believed()]
        if len(read) * 2 > len(self._places):
            return read
        return read + [(place.x, place.y) for place in self._places]

    def missing(self, lattice: Lattice) -> list[Cell]:
        """Cells in which something stands out that isn't read."""
        read = {lattice.cell(symbol.x, symbol.y) for symbol in self.evidence.believed()}
        if self._suspects_all:
            everywhere = {(r, c) for r in range(lattice.rows) for c in range(lattice.columns)}
            return sorted(everywhere - read)
        busy = {lattice.cell(place.x, place.y) for place in self._places}
        return sorted(cell for cell in busy - read if cell is not None)

    def is_lost(self, lattice: Lattice) -> bool:
        """Less is read than half of what one would think is there."""
        return len(self.evidence.believed()) * 2 < max(1, len(lattice.inliers(self.middles())))

    def has_strays(self, lattice: Lattice) -> bool:
        """A symbol was read well off the middles of the cells."""
        read = self.evidence.believed()
        return any(lattice.cell(sight.x, sight.y, NEAR) is None for sight in read)

    def may_lack_some(self, lattice: Lattice) -> bool:
        """Fewer symbols are read than the case has places."""
        return len(self.evidence.believed()) < lattice.rows * lattice.columns

    def suspect(self, places: list[Place]) -> None:
        """Look at these too from now on, where they lie in cells without a better place."""
        self._places += places

    def suspect_all_cells(self) -> None:
        """From now on every cell without a read is missing, whatever stands out."""
        self._suspects_all = True

    def look_at_missing(self, lattice: Lattice, rung: Rung, attempt: int) -> None:
        """One look at each cell in which something stands out that isn't read."""
        busy = {lattice.cell(place.x, place.y): place for place in reversed(self._places)}
        known_reach = self._ladder.cut_reach()

        def look(cell: Cell) -> list[Sight]:
            place, pad = busy.get(cell), PAD
            if rung is WHOLE or place is None:
                place = Place(*lattice.centre(*cell), lattice.step / 2)
            elif known_reach:
                place, pad = Place(place.x, place.y, known_reach), 0.0
            cut, left, top = cut_out(self._picture, place, pad)
            sights = self._ladder.look(rung, cut, self._until)
            return [sight.placed(1, left, top) for sight in sights]

        missing = self.missing(lattice)
        for sights in self._looks.each(look, missing):
            self.evidence.add(rung.name, attempt, sights)
            if sights or time.monotonic() < self._until:
                self._ladder.note(rung, sights)

    def look_at_all(self, attempt: int) -> None:
        """One look at the whole picture."""
        self.evidence.add(WHOLE.name, attempt, self._ladder.look(WHOLE, self._picture, self._until))


def _placed(evidence: Evidence, lattice: Lattice) -> Reading:
    """The symbols by row and column; those of a cell with two different codes are left out."""
    cells: dict[Cell, list[SymbolRead]] = {}
    outside = 0
    for symbol in evidence.symbols():
        cell = lattice.cell(symbol.x, symbol.y)
        if cell is None:
            outside += 1
            continue
        cells.setdefault(cell, []).append(replace(symbol, row=cell[0], column=cell[1]))
    read = tuple(
        symbols[0]
        for _, symbols in sorted(cells.items())
        if len({symbol.data for symbol in symbols}) == 1
    )
    reason = evidence.reason() or f"{outside} symbols lie outside the grid, or two in one cell"
    return Reading(read, "" if read else reason)
