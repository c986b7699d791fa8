"""Symbols whose borders have lost dots: laid on their grid, and never made up."""

from __future__ import annotations

import numpy as np
import pytest

from drivers.camera.decoders import zxing
from drivers.camera.ladder import Ladder
from drivers.camera.pattern import DARK, LIGHT, fixed_pattern
from drivers.camera.resample import Shape, redrawn
from drivers.camera.rungs import RUNGS
from drivers.camera.sampling import sampled
from drivers.labels.symbols import Kind, symbol_matrix
from drivers.sim.ink import Ink
from drivers.sim.photo import BLANK, SMEARED, PhotoQuality
from tests.drivers.camera.bench import cap, code

MS = 5_000
GAPS = PhotoQuality(rotation_deg=180, ink=Ink(missing=0.03, dot=0.95))


def shape_of(kind: Kind) -> Shape:
    modules = len(symbol_matrix(kind, code(1)))
    return Shape(kind, modules, PhotoQuality().size_px / modules)


@pytest.mark.parametrize("kind", ["qr", "data-matrix"])
@pytest.mark.parametrize("length", range(8, 90, 6))
def test_the_fixed_modules_are_those_of_every_symbol_of_the_size(kind: Kind, length: int) -> None:
    matrix = symbol_matrix(kind, b"x7" * (length // 2))
    if kind == "data-matrix" and len(matrix) > 26:
        matrix = symbol_matrix(kind, b"0" * 20)
    fixed = fixed_pattern(kind, len(matrix))
    assert matrix[fixed == DARK].all()
    assert not matrix[fixed == LIGHT].any()
    assert np.count_nonzero(fixed == DARK) > 2 * len(matrix) - 2


@pytest.mark.parametrize("kind", ["qr", "data-matrix"])
def test_a_redrawn_symbol_is_its_matrix_at_any_turn(kind: Kind) -> None:
    for number in range(6):
        matrix = symbol_matrix(kind, code(number))
        picture = cap(matrix, number, PhotoQuality(rotation_deg=180))[60:420, 140:500].copy()
        clean = redrawn(picture, shape_of(kind))
        assert clean is not None
        grid = sampled(picture.astype(np.float32), clean[1], len(matrix))
        middle = (grid[matrix].mean() + grid[~matrix].mean()) / 2
        assert ((grid < middle) == matrix).all()
        assert [sight.data for sight in zxing(clean[0], [kind])] == [code(number)]


@pytest.mark.parametrize("kind", ["qr", "data-matrix"])
def test_prints_with_gaps_in_their_borders_are_read_where_nothing_else_reads_them(
    kind: Kind,
) -> None:
    without, whole = Ladder(frozenset({kind})), Ladder(frozenset({kind}))
    without._rungs = [rung for rung in without._rungs if rung.decoder != "redrawn"]
    without._experience._rungs = tuple(without._rungs)
    hits = [0, 0]
    for number in range(12):
        picture = cap(symbol_matrix(kind, code(number)), number, GAPS)
        for which, ladder in enumerate((without, whole)):
            symbols = ladder.read_one(picture, MS).symbols
            assert all(symbol.data == code(number) for symbol in symbols)
            hits[which] += bool(symbols)
    assert hits[1] > hits[0]


def test_what_is_no_symbol_is_never_read_however_it_is_redrawn() -> None:
    redrawing = [rung for rung in RUNGS if rung.decoder == "redrawn"]
    ladder = Ladder(frozenset({"qr", "data-matrix"}))
    for kind in ("qr", "data-matrix"):
        learned = cap(symbol_matrix(kind, code(1)), 1)
        assert ladder.read_one(learned, MS).symbols
    assert len(ladder._shapes) == 2
    chance = np.random.default_rng(1)
    for seed in range(5):
        noise = chance.integers(0, 255, (30, 42)).astype(np.uint8).repeat(12, 0).repeat(12, 1)
        for picture in (cap(SMEARED, seed), cap(BLANK, seed), noise):
            cut = picture[-360:, -500:-140]
            for rung in redrawing:
                assert ladder.look(rung, cut, float("inf")) == []
