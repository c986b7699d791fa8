"""Behind the belt: a case waits for its verdict, a label for its case, and history remembers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from drivers.api import LineEventKind
from drivers.sim.line.cell import CASE_PRESENTED, CASE_SCANNED, PALLET_SCANNED, Cell
from drivers.sim.line.history import History
from drivers.sim.line.things import Case, Product


class TestHall:
    """A hall by hand: what was told, which verdicts were given, what lies on the liners."""

    __test__ = False

    def __init__(self) -> None:
        self.events: list[tuple[LineEventKind, int]] = []
        self.verdicts: dict[tuple[int, int], str] = {}
        self.labels: dict[int, list[bytes]] = {1: [], 2: []}
        self.pictures: list[tuple[int, list[int]]] = []

    def event(self, kind: LineEventKind, number: int) -> None:
        self.events.append((kind, number))

    def verdict(self, number: int, place: int) -> str | None:
        return self.verdicts.get((number, place))

    def photograph(self, number: int, case: Case, done: Callable[[], None]) -> None:
        self.pictures.append((number, [p.number for p in case.products]))
        done()

    def take_label(self, level: int) -> bytes | None:
        return self.labels[level].pop(0) if self.labels[level] else None

    def carton_label(self, case: Case) -> bytes | None:
        return None

    def case_labelled(self, number: int) -> None:
        """No reload of the printer here."""


def cell_of(hall: TestHall, path: Path | None = None) -> Cell:
    return Cell(hall, History(path), per_case=2, per_pallet=1, looks_down=True)


def fill(cell: Cell, *numbers: int) -> None:
    for number in numbers:
        cell.put(Product(number, 0.0, ink=b"code %d" % number))
        cell.tick()


def test_a_full_case_is_presented_and_waits_for_its_verdict() -> None:
    hall = TestHall()
    cell = cell_of(hall)
    fill(cell, 1, 2)
    assert hall.events == [(LineEventKind.CASE_PRESENTED, 1)]
    assert hall.pictures == [(1, [1, 2])]
    hall.labels[1].append(b"label")
    cell.tick()
    assert cell.held is not None, "no verdict yet, whatever lies on the liner"
    hall.verdicts[1, CASE_PRESENTED] = "pass"
    cell.tick()
    assert cell.held is None


def test_a_case_goes_all_the_way_to_a_finished_pallet() -> None:
    hall = TestHall()
    cell = cell_of(hall)
    fill(cell, 1, 2)
    hall.labels = {1: [b"case"], 2: [b"pallet"]}
    for place in (CASE_PRESENTED, CASE_SCANNED, PALLET_SCANNED):
        hall.verdicts[1, place] = "pass"
    for _ in range(10):
        cell.tick()
    assert [pallet.label for pallet in cell.finished] == [b"pallet"]
    assert cell.finished[0].cases[0].label == b"case"
    assert cell.empty


def test_a_mended_case_is_presented_under_a_new_number() -> None:
    hall = TestHall()
    cell = cell_of(hall)
    fill(cell, 1, 2)
    assert cell.take_out_place(2)
    cell.present_again()
    assert hall.pictures == [(1, [1, 2]), (2, [1])]


def test_the_next_case_fills_behind_the_held_one_until_it_is_full() -> None:
    hall = TestHall()
    cell = cell_of(hall)
    fill(cell, 1, 2, 3, 4)
    assert not cell.room, "the belt must stand"
    hall.verdicts[1, CASE_PRESENTED] = "pass"
    cell.tick()
    assert cell.room


def test_history_stands_everything_where_it_stood(tmp_path: Path) -> None:
    path, hall = tmp_path / "history.jsonl", TestHall()
    cell = cell_of(hall, path)
    fill(cell, 1, 2)
    hall.verdicts[1, CASE_PRESENTED] = "pass"
    hall.labels[1].append(b"case one")
    fill(cell, 3, 4)
    cell.tick()
    cell._history.close()
    with path.open("a", encoding="utf-8") as file:
        file.write('{"what": "packed", "ca')  # the power went here
    past, again = History(path), TestHall()
    anew = cell_of(again)
    anew.take_up(past)
    assert anew.scanned is not None and anew.scanned.label == b"case one"
    assert anew.held is not None
    assert [p.ink for p in anew.held.products] == [b"code 3", b"code 4"]
    kinds = [kind for kind, _ in again.events]
    assert kinds == [LineEventKind.CASE_AT_SCANNER, LineEventKind.CASE_PRESENTED]
    past.close()
