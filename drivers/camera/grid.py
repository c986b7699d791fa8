"""Reading a case from above: which code lies in which row and column.

Caps are found without decoding, the grid is fitted to them, and each cell is cut out and read for
itself. Only cells that are not read yet climb the ladder, all of them one rung at a time, so that
one hopeless cap can't eat the others' time. If most cells stay unread, the whole picture is looked
at once: what stands out in it wasn't the caps then.

Empty cells cost nothing while the caps stand out. A code that is seen is put where *it* lies, not
where it was looked for; two different codes in one cell are no read.
"""

from __future__ import annotations

import time
from dataclasses import replace

from drivers.api import SymbolRead
from drivers.camera.decoders import Grey, Sight
from drivers.camera.evidence import Evidence
from drivers.camera.ladder import FIRST, WHOLE, Ladder, Reading, Rung
from drivers.camera.lattice import NEAR, Lattice, fit
from drivers.camera.places import BUSY, FAINT, Place, busy_places, cut_out

__all__ = ["GridReader"]

SYMBOL_PART = 0.4  # of a step: about the side of a symbol
BUSY_PART = 0.12  # of a step: half the side of the smallest place worth a dearer look
PLACES_PER_CELL = 3

Cell = tuple[int, int]


class GridReader:
    """Reads pictures of cases with `rows` × `columns` products, which one camera takes.

    It remembers the grid of the fullest picture of late, for cases with few caps in them. Safe to
    share by threads."""

    def __init__(self, ladder: Ladder, rows: int, columns: int) -> None:
        self._ladder, self._rows, self._columns = ladder, rows, columns
        self._known: Lattice | None = None

    def read_grid(self, picture: Grey, budget_ms: float) -> Reading:
        """All that can be read, each with row and column."""
        until = time.monotonic() + budget_ms / 1_000
        search = _Search(self._ladder, picture, self._places(picture), until)
        lattice = self._fit(picture, search.middles())
        for attempt, rung in enumerate(self._ladder.rungs(), 1):
            search.look_at_missing(lattice, rung, attempt)
            if rung is FIRST and search.is_lost(lattice):
                search.look_at_all(attempt)
                search.suspect_all_cells()
                lattice = self._fit(picture, search.middles())
            elif rung is FIRST and search.may_lack_some(lattice):
                search.suspect(self._places(picture, FAINT))
            if not search.missing(lattice) or time.monotonic() >= until:
                break
        if search.has_strays(lattice):
            lattice = self._fit(picture, search.middles())
        return _placed(search.evidence, lattice)

    def _places(self, picture: Grey, threshold: float = BUSY) -> list[Place]:
        step = min(picture.shape[0] / self._rows, picture.shape[1] / self._columns)
        count_max = PLACES_PER_CELL * self._rows * self._columns
        places = busy_places(picture, step * SYMBOL_PART / 2, count_max, threshold=threshold)
        return [place for place in places if step * BUSY_PART < place.reach < step]

    def _fit(self, picture: Grey, points: list[tuple[float, float]]) -> Lattice:
        lattice = fit(points, picture.shape, self._rows, self._columns, self._known)
        if len(lattice.inliers(points)) > self._rows * self._columns / 2:
            self._known = lattice
        return lattice


class _Search:
    """One picture: what stands out in it, and what was read so far."""

    def __init__(self, ladder: Ladder, picture: Grey, places: list[Place], until: float) -> None:
        self.evidence = Evidence()
        self._ladder, self._picture, self._until = ladder, picture, until
        self._places = places
        self._suspects_all = False

    def middles(self) -> list[tuple[float, float]]:
        """Where symbols are: all that are read, if most are; else also what stands out."""
        read = [(symbol.x, symbol.y) for symbol in self.evidence.symbols()]
        if len(read) * 2 > len(self._places):
            return read
        return read + [(place.x, place.y) for place in self._places]

    def missing(self, lattice: Lattice) -> list[Cell]:
        """Cells in which something stands out that isn't read."""
        read = {lattice.cell(symbol.x, symbol.y) for symbol in self.evidence.symbols()}
        if self._suspects_all:
            everywhere = {(r, c) for r in range(lattice.rows) for c in range(lattice.columns)}
            return sorted(everywhere - read)
        busy = {lattice.cell(place.x, place.y) for place in self._places}
        return sorted(cell for cell in busy - read if cell is not None)

    def is_lost(self, lattice: Lattice) -> bool:
        """Less is read than half of what one would think is there."""
        return len(self.evidence.symbols()) * 2 < max(1, len(lattice.inliers(self.middles())))

    def has_strays(self, lattice: Lattice) -> bool:
        """A symbol was read well off the middles of the cells."""
        symbols = self.evidence.symbols()
        return any(lattice.cell(symbol.x, symbol.y, NEAR) is None for symbol in symbols)

    def may_lack_some(self, lattice: Lattice) -> bool:
        """Fewer symbols are read than the case has places."""
        return len(self.evidence.symbols()) < lattice.rows * lattice.columns

    def suspect(self, places: list[Place]) -> None:
        """Look at these too from now on, where they lie in cells without a better place."""
        self._places += places

    def suspect_all_cells(self) -> None:
        """From now on every cell without a read is missing, whatever stands out."""
        self._suspects_all = True

    def look_at_missing(self, lattice: Lattice, rung: Rung, attempt: int) -> None:
        busy = {lattice.cell(place.x, place.y): place for place in reversed(self._places)}
        for cell in self.missing(lattice):
            place = None if rung is WHOLE else busy.get(cell)
            place = place or Place(*lattice.centre(*cell), lattice.step / 2)
            cut, left, top = cut_out(self._picture, place)
            before = len(self.evidence.symbols())
            sights = self._ladder.look(rung, cut, self._until)
            self._add(rung, attempt, [sight.placed(1, left, top) for sight in sights])
            if len(self.evidence.symbols()) > before:
                self._ladder.helped(rung)

    def look_at_all(self, attempt: int) -> None:
        self._add(FIRST, attempt, self._ladder.look(FIRST, self._picture, self._until))

    def _add(self, rung: Rung, attempt: int, sights: list[Sight]) -> None:
        self.evidence.add(rung.name, attempt, sights)


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
