"""Rows and columns from positions: which cell of a case a cap at x, y belongs to.

The lattice is affine: a corner, one step along a row, one step down a column. It starts as a guess
(the grid fills the picture, or some part of it, around the middle; or what fitted the last picture)
and is pulled to the caps that are there by least squares. Where there are too few caps to tell, the
guess stays: `PULL` is its weight against one cap.

The rows of the case must run along the picture (`TURN_MAX`, `SHEAR_MAX`), and the middle of the
case must be within half a step of the picture's: other cameras are mounted wrongly.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

import numpy as np
from numpy.typing import NDArray

__all__ = ["NEAR", "Lattice", "fit"]

FILLS = (0.94, 0.88, 0.82, 0.76, 0.7, 0.64, 0.58, 1.0)  # parts of the picture that a grid takes
NEAR = 0.3  # of a step: how far from its cell's middle a cap may lie
PULL = 0.05
ROUNDS = 4
ALIKE = 0.9  # of the points on it: no better lattice is looked for
TURN_MAX, SHEAR_MAX = 0.15, 0.05  # tangents

Points = NDArray[np.float64]


@dataclass(frozen=True)
class Lattice:
    """`matrix` is 3 × 2: the first cell's middle, the step to the next column, to the next row."""

    rows: int
    columns: int
    matrix: Points

    def centre(self, row: int, column: int) -> tuple[float, float]:
        x, y = np.array([1.0, column, row]) @ self.matrix
        return float(x), float(y)

    @cached_property
    def _to_steps(self) -> tuple[list[list[float]], list[float]]:
        """From pixels to columns and rows: 2 × 2, and where the first cell's middle is."""
        return np.linalg.inv(self.matrix[1:].T).tolist(), self.matrix[0].tolist()

    @cached_property
    def step(self) -> float:
        """The shorter of the two steps, in pixels."""
        return float(min(np.hypot(*self.matrix[1]), np.hypot(*self.matrix[2])))

    def cell(self, x: float, y: float, near: float = 0.5) -> tuple[int, int] | None:
        """Row and column whose middle is within `near` steps of x, y; None if none is."""
        # Plain numbers: a picture asks this a few hundred times.
        (to_column, to_row), (left, top) = self._to_steps
        across = to_column[0] * (x - left) + to_column[1] * (y - top)
        down = to_row[0] * (x - left) + to_row[1] * (y - top)
        column, row = round(across), round(down)
        away = max(abs(across - column), abs(down - row))
        if away > near or not (0 <= row < self.rows and 0 <= column < self.columns):
            return None
        return row, column

    def is_possible(self) -> bool:
        """Neither turned nor sheared more than a case under a camera can be."""
        (ax, ay), (dx, dy) = self.matrix[1:]
        return bool(
            ax > 0
            and dy > 0
            and max(abs(ay / ax), abs(dx / dy)) <= TURN_MAX
            and abs(ay / ax + dx / dy) <= SHEAR_MAX
        )

    def likeness(self, points: Sequence[tuple[float, float]]) -> float:
        """How many points lie on it, those off the middles of their cells counting less."""
        cells = self.inliers(points)
        if not cells or not self.is_possible():
            return 0.0
        middles = np.array([(1, column, row) for row, column in cells]) @ self.matrix
        off = np.array([points[at] for at in cells.values()]) - middles
        away = np.hypot(*off.T) / (NEAR * self.step)
        return float(np.sum(np.clip(1 - away**2, 0, 1)))

    def inliers(self, points: Sequence[tuple[float, float]]) -> dict[tuple[int, int], int]:
        """Cell → index of the first point that lies near its middle."""
        cells: dict[tuple[int, int], int] = {}
        for index, (x, y) in enumerate(points):
            cell = self.cell(x, y, NEAR)
            if cell is not None:
                cells.setdefault(cell, index)
        return cells


def fit(
    points: Sequence[tuple[float, float]],
    shape: tuple[int, ...],
    rows: int,
    columns: int,
    known: Lattice | None = None,
) -> Lattice:
    """The lattice that most points lie on. `shape` is the picture's height and width."""
    rest = (guess for fill in FILLS for guess in _guesses(shape, rows, columns, fill))
    best, best_likeness = known or next(rest), 0.0
    for guess in chain((best,), rest):  # the first of equals: known, then what fills the picture
        lattice = _pulled(guess, points)
        likeness = lattice.likeness(points)
        if likeness > best_likeness + 0.1:
            best, best_likeness = lattice, likeness
        if best_likeness >= ALIKE * min(len(points), rows * columns):
            break
    return best


def _guesses(shape: tuple[int, ...], rows: int, columns: int, fill: float) -> list[Lattice]:
    """Centred, with square steps and with steps in the picture's proportion."""
    across, down = fill * shape[1] / columns, fill * shape[0] / rows
    square = min(across, down)
    return [
        _centred(shape, rows, columns, square, square),
        _centred(shape, rows, columns, across, down),
    ]


def _centred(
    shape: tuple[int, ...], rows: int, columns: int, across: float, down: float
) -> Lattice:
    left = (shape[1] - (columns - 1) * across) / 2
    top = (shape[0] - (rows - 1) * down) / 2
    return Lattice(rows, columns, np.array([[left, top], [across, 0.0], [0.0, down]]))


def _pulled(guess: Lattice, points: Sequence[tuple[float, float]]) -> Lattice:
    """The guess moved, turned and stretched to the points that lie near it."""
    lattice = guess
    # Counted from the middle, so that steps and position are pulled independently.
    middle_row, middle_column = (guess.rows - 1) / 2, (guess.columns - 1) / 2
    to_middle = np.array([[1.0, middle_column, middle_row], [0, 1, 0], [0, 0, 1]])
    from_middle = np.array([[1.0, -middle_column, -middle_row], [0, 1, 0], [0, 0, 1]])
    anchor = to_middle @ guess.matrix
    before: dict[tuple[int, int], int] = {}
    for _ in range(ROUNDS):
        cells = lattice.inliers(points)
        if cells == before:
            break
        before = cells
        steps = np.array([(1.0, c - middle_column, r - middle_row) for r, c in cells])
        seen = np.array([points[index] for index in cells.values()])
        weights, target = PULL**2 * np.eye(3), PULL**2 * anchor
        if cells:
            weights, target = weights + steps.T @ steps, target + steps.T @ seen
        solution = from_middle @ np.linalg.solve(weights, target)
        lattice = Lattice(guess.rows, guess.columns, solution)
    return lattice
