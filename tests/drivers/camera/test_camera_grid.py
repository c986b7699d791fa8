"""A case from above: every code in its row and column, whatever is missing around it."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from drivers.camera.grid import GridReader
from drivers.camera.ladder import Ladder
from drivers.camera.lattice import fit
from drivers.camera.side_by_side import SideBySide
from drivers.labels.symbols import Kind, symbol_matrix
from drivers.sim.photo import BLANK, SMEARED, PhotoQuality, Print, photograph_case
from tests.drivers.camera.bench import cap_of, code

BOTH = frozenset({"qr", "data-matrix"})
MS = 10_000
Places = dict[bytes, tuple[int, int]]


def case_of(
    rows: int, columns: int, seed: int, kind: Kind = "qr", spoilt: float = 0.0, **quality: float
) -> tuple[NDArray[np.uint8], Places]:
    """A picture, and where which code is. `spoilt` is the chance of each kind of spoilt cell."""
    chance = np.random.default_rng(seed)
    cells: list[Print] = []
    places: Places = {}
    for index in range(rows * columns):
        luck = chance.random()
        if index > 0 and luck < 3 * spoilt:
            cells.append((None, SMEARED, BLANK)[int(luck / spoilt)])
            continue
        data = code(seed * 100 + index)
        places[data] = divmod(index, columns)
        cells.append(symbol_matrix(kind, data))
    picture = photograph_case(cells, rows, columns, chance, PhotoQuality(**quality))  # type: ignore[arg-type]
    return picture, places


def read(picture: NDArray[np.uint8], rows: int, columns: int) -> Places:
    reading = GridReader(Ladder(BOTH), rows, columns).read_grid(picture, MS)
    places = {symbol.data: (symbol.row, symbol.column) for symbol in reading.symbols}
    assert len(places) == len(reading.symbols)
    return places


@pytest.mark.parametrize("kind", ["qr", "data-matrix"])
@pytest.mark.parametrize(("rows", "columns"), [(4, 6), (6, 4), (2, 3), (1, 1), (5, 8)])
def test_a_full_case_is_read_whole(rows: int, columns: int, kind: Kind) -> None:
    picture, places = case_of(rows, columns, 1, kind)
    assert read(picture, rows, columns) == places


@pytest.mark.parametrize("seed", range(4))
def test_empty_smeared_and_blank_places_leave_the_others_in_place(seed: int) -> None:
    picture, places = case_of(4, 6, seed, spoilt=0.15)
    assert read(picture, 4, 6) == places


def test_threads_side_by_side_read_the_same() -> None:
    picture, places = case_of(4, 6, 8, spoilt=0.05, rotation_deg=180, blur=2.0)
    side_by_side = SideBySide(3)
    try:
        reader = GridReader(Ladder(BOTH), 4, 6, side_by_side)
        for _ in range(2):
            symbols = reader.read_grid(picture, MS).symbols
            assert {s.data: (s.row, s.column) for s in symbols} == places
            assert all(s.grade is not None for s in symbols)
    finally:
        side_by_side.stop()


@pytest.mark.parametrize("threads", [1, 2, 5])
def test_work_side_by_side_keeps_its_order_and_its_exceptions(threads: int) -> None:
    side_by_side = SideBySide(threads)
    try:
        for count in (0, 1, 2, 7):
            assert side_by_side.each(str, range(count)) == [str(n) for n in range(count)]
        with pytest.raises(ZeroDivisionError):
            side_by_side.each(lambda n: 1 // n, (2, 1, 0, 3))
    finally:
        side_by_side.stop()


def test_caps_may_be_turned_and_soft() -> None:
    picture, places = case_of(4, 6, 2, spoilt=0.05, rotation_deg=180, blur=2.0)
    assert read(picture, 4, 6) == places


@pytest.mark.parametrize("turn_deg", [-5, -2, 3, 5])
def test_the_case_may_lie_askew(turn_deg: float) -> None:
    picture, places = case_of(4, 6, 3, spoilt=0.05)
    turn = cv2.getRotationMatrix2D((1224, 1024), turn_deg, 0.9)
    askew = cv2.warpAffine(picture, turn, (2448, 2048), borderValue=50)
    assert read(np.asarray(askew, np.uint8), 4, 6) == places


def test_the_case_may_fill_less_of_the_picture() -> None:
    picture, places = case_of(3, 4, 4, spoilt=0.05)
    wide = np.pad(picture, ((500, 440), (600, 660)), constant_values=50)
    assert read(wide, 3, 4) == places


def test_a_case_with_few_caps_is_placed_by_what_full_ones_taught() -> None:
    reader = GridReader(Ladder(BOTH), 3, 4)
    full, _ = case_of(3, 4, 5)
    cells: list[Print] = [None] * 12
    cells[7] = symbol_matrix("qr", code(7))
    few = photograph_case(cells, 3, 4, np.random.default_rng(6))
    for picture in (full, few):
        wide = np.pad(picture, ((500, 440), (600, 660)), constant_values=50)
        reading = reader.read_grid(wide, MS)
    assert [(s.data, s.row, s.column) for s in reading.symbols] == [(code(7), 1, 3)]


def test_the_same_code_twice_is_told_twice() -> None:
    matrix = symbol_matrix("qr", code(1))
    picture = photograph_case([matrix] * 4, 2, 2, np.random.default_rng(1))
    symbols = GridReader(Ladder(BOTH), 2, 2).read_grid(picture, MS).symbols
    assert [(s.row, s.column) for s in symbols] == [(0, 0), (0, 1), (1, 0), (1, 1)]


def test_a_weak_print_among_good_ones_is_read_too() -> None:
    picture, places = case_of(4, 6, 7)
    weak = photograph_case(
        [symbol_matrix("qr", code(700))] + [None] * 23,
        4,
        6,
        np.random.default_rng(7),
        PhotoQuality(contrast=0.16, blur=1.6, noise=2.0),
    )
    height, width = 550, 470  # the first cell, and nothing of the others
    picture[:height, :width] = weak[:height, :width]
    assert read(picture, 4, 6) == places


def test_two_codes_in_one_cell_are_no_read() -> None:
    side_by_side = np.hstack([cap_of(1)[:, 160:480], cap_of(2)[:, 160:480]])
    picture = np.pad(side_by_side, 200, constant_values=50)
    reading = GridReader(Ladder(BOTH), 1, 1).read_grid(picture, MS)
    assert reading.symbols == ()
    assert "two in one cell" in reading.reason


@pytest.mark.parametrize("picture", [np.full((2048, 2448), 60, np.uint8), cap_of(1)[:3, :3]])
def test_an_empty_case_is_a_no_read(picture: NDArray[np.uint8]) -> None:
    reading = GridReader(Ladder(BOTH), 4, 6).read_grid(picture, MS)
    assert reading.symbols == ()
    assert reading.reason


def test_without_caps_the_lattice_fills_the_picture() -> None:
    lattice = fit([], (2000, 3000), 4, 6)
    assert lattice.cell(*lattice.centre(3, 5)) == (3, 5)
    assert lattice.cell(0, 0) is None
