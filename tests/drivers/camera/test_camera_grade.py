"""The relative print score: what it is of, and that worse prints get less of it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from drivers.api import PrintGrade
from drivers.camera.decoders import Sight, zbar, zxing
from drivers.camera.grade import grades
from drivers.camera.ladder import Ladder
from drivers.labels.symbols import Kind, symbol_matrix
from drivers.sim.ink import Ink
from drivers.sim.photo import PhotoQuality
from tests.drivers.camera.bench import cap, code

PX = 6
EDGE = 4 * PX
BLACK, WHITE = 40, 220
PICTURES = 8


def drawn(kind: Kind) -> tuple[NDArray[np.uint8], NDArray[np.bool_]]:
    """A symbol without any fault, dark 40 on light 220, and its matrix."""
    matrix = symbol_matrix(kind, code(1))
    grey = np.where(np.pad(matrix, 4), BLACK, WHITE)
    return np.kron(grey, np.ones((PX, PX))).astype(np.uint8), matrix


def grade_of(picture: NDArray[np.uint8], sight: Sight) -> PrintGrade:
    (grade,) = grades(picture, [sight])
    assert grade is not None
    return grade


def of_prints(kind: Kind, quality: PhotoQuality) -> list[PrintGrade]:
    ladder = Ladder(frozenset({kind}))
    found = []
    for number in range(PICTURES):
        matrix = symbol_matrix(kind, code(number))
        for symbol in ladder.read_one(cap(matrix, number, quality), 5_000).symbols:
            assert symbol.grade is not None
            found.append(symbol.grade)
    return found


@pytest.mark.parametrize("kind", ["qr", "data-matrix"])
def test_a_faultless_symbol_has_no_damage_and_its_own_contrast(kind: Kind) -> None:
    picture, _ = drawn(kind)
    grade = grade_of(picture, zxing(picture, [kind])[0])
    assert grade.symbol_contrast == pytest.approx((WHITE - BLACK) / 255, abs=0.001)
    assert grade.r_min == pytest.approx(BLACK / 255, abs=0.001)
    assert (grade.modulation, grade.fixed_pattern_damage) == (1, 0)
    assert (grade.unused_error_correction, grade.axial_non_uniformity) == (1, 0)
    assert grade.score == pytest.approx(100 * (3 + grade.symbol_contrast) / 4, abs=0.1)


def test_damage_counts_fixed_modules_and_nothing_else() -> None:
    picture, _matrix = drawn("data-matrix")
    sight = zxing(picture, ["data-matrix"])[0]
    side = sight.modules
    for column in (2, 4):  # two dark modules of the clock track above
        left = EDGE + column * PX
        picture[EDGE : EDGE + PX, left : left + PX] = WHITE
    fixed = 2 * side + 2 * (side - 2)
    damaged = grade_of(picture, sight)
    assert damaged.fixed_pattern_damage == pytest.approx(2 / fixed, abs=0.001)
    picture[EDGE + 4 * PX : EDGE + 6 * PX, EDGE + 4 * PX : EDGE + 6 * PX] = WHITE  # data
    assert grade_of(picture, sight).fixed_pattern_damage == damaged.fixed_pattern_damage


def test_a_symbol_wider_than_high_is_not_uniform() -> None:
    picture, _ = drawn("qr")
    wide = np.repeat(picture, 3, axis=1)[:, ::2].copy()  # half as wide again
    sight = zxing(picture, ["qr"])[0]
    stretched = replace(sight, corners=tuple((x * 1.5, y) for x, y in sight.corners))
    grade = grade_of(wide, stretched)
    assert grade.axial_non_uniformity == pytest.approx(0.4, abs=0.001)


@pytest.mark.parametrize("kind", ["qr", "data-matrix"])
@pytest.mark.parametrize(
    "worse",
    [
        PhotoQuality(contrast=0.45),
        PhotoQuality(ink=Ink(missing=0.03)),
        PhotoQuality(ink=Ink(clog=0.15)),
        PhotoQuality(blur=2.8),
    ],
    ids=["pale", "gaps", "clogged", "blurred"],
)
def test_worse_prints_score_less(kind: Kind, worse: PhotoQuality) -> None:
    good = [grade.score for grade in of_prints(kind, PhotoQuality())]
    bad = [grade.score for grade in of_prints(kind, worse)]
    assert len(bad) > PICTURES / 2
    assert np.mean(bad) < np.mean(good) - 3
    assert np.std(good) < 2


def test_several_symbols_are_graded_as_each_for_itself() -> None:
    picture, _ = drawn("qr")
    other, _ = drawn("data-matrix")
    height = max(len(picture), len(other))
    parts = [
        np.pad(p, ((0, height - len(p)), (0, 0)), mode="edge") for p in (picture, other, picture)
    ]
    row = np.hstack(parts)
    sights = zxing(row, ["qr", "data-matrix"])
    assert len(sights) == 3
    assert grades(row, sights) == [grade_of(row, sight) for sight in sights]


def test_what_a_decoder_does_not_tell_is_not_graded() -> None:
    picture, _ = drawn("qr")
    assert grades(picture, zbar(picture, ["qr"])) == [None]
    assert grades(picture, []) == []
