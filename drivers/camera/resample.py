"""A look at a symbol whose borders are damaged: laid on its grid, its fixed modules redrawn.

A decoder finds a symbol by its finder patterns or its solid borders, and loses it when a few dots
of those are missing, though the error correction would still hold its data. The camera knows what
the last symbols looked like: their kind, their number of modules, about how large they are. So the
grid of such a symbol is laid over the place by its fixed modules, each module is sampled, the fixed
ones are redrawn as they must be, and the decoder gets a clean picture. Nothing of the data is
guessed: the error correction still decides whether there is a symbol.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from drivers.camera.pattern import DARK, LIGHT, fixed_pattern
from drivers.camera.sampling import Floats, sampled

__all__ = ["Shape", "redrawn"]

Grey = NDArray[np.uint8]

TURNS = ((0, 1, 2, 3), (1, 2, 3, 0), (2, 3, 0, 1), (3, 0, 1, 2))
STEPS = (1.2, 0.6, 0.3, 0.15)  # of a module: how far a corner is moved in search of a better fit
SWELL = 1.0  # modules by which smoothing makes the outline of the ink larger
SQUEEZED = 0.75  # how small a side may look, to how large it is
REACH = 1.1  # symbols to each side of the middle of a cut in which one is looked for
SPREAD_WEIGHT = 0.5  # of light against dark among all modules, beside the fit of the fixed ones
CLEAN_PX = 4  # a module in the redrawn picture
QUIET = 4  # modules around it


@dataclass(frozen=True)
class Shape:
    """What symbols look like here: kind, side in modules, pixels a module."""

    kind: str
    modules: int
    module_px: float


def redrawn(cut: Grey, shape: Shape) -> tuple[Grey, Floats] | None:
    """A clean picture of the symbol in `cut`, and its corners there (4 × 2: top left, top right,
    bottom right, bottom left, in pixels). None if nothing like it is there."""
    middle, left, top = _middle(cut, int(REACH * shape.modules * shape.module_px))
    blur = max(0.5, 0.3 * shape.module_px)
    smooth = np.asarray(cv2.GaussianBlur(middle, (0, 0), blur), np.uint8)
    corners = _outline(smooth, shape)
    if corners is None:
        return None
    picture = smooth.astype(np.float32)
    target = _target(shape)
    fit = _fit_of(picture, target)
    corners = max((corners[list(turn)] for turn in TURNS), key=fit)
    for step in STEPS:
        corners = _nudged(corners, step * shape.module_px, fit)
    samples = sampled(picture, corners, len(target) - 2, ring=1)
    return _clean(samples, target), corners + np.array([left, top])


def _middle(cut: Grey, reach: int) -> tuple[Grey, int, int]:
    """The middle of a cut, at most `reach` pixels to each side, and its left and top edge there."""
    height, width = cut.shape
    left, top = max(0, width // 2 - reach), max(0, height // 2 - reach)
    return cut[top : height - top, left : width - left], left, top


def _outline(picture: Grey, shape: Shape) -> Floats | None:
    """The square of the expected size over what is ink: first guess of the corners."""
    reach = max(3, int(4 * shape.module_px) | 1)
    kernel = np.ones((reach, reach), np.uint8)
    ink = cv2.morphologyEx(picture, cv2.MORPH_BLACKHAT, kernel)
    ink = cv2.GaussianBlur(ink, (0, 0), shape.module_px)
    _, mask = cv2.threshold(ink, 0, 255, cv2.THRESH_BINARY | cv2.THRESH_OTSU)
    parts, labels, stats, middles = cv2.connectedComponentsWithStats(mask)
    if parts < 2:
        return None
    middle = np.array(picture.shape[::-1]) / 2
    off = np.hypot(*(middles[1:] - middle).T) / middle.min()
    best = 1 + int(np.argmax(stats[1:, cv2.CC_STAT_AREA] * np.clip(1 - off, 0, 1)))
    points = np.argwhere(labels == best)[:, ::-1].astype(np.float32)
    centre, size, angle = cv2.minAreaRect(cv2.convexHull(points))
    side = shape.modules * shape.module_px
    sides = np.clip(np.array(size) - SWELL * shape.module_px, SQUEEZED * side, side / SQUEEZED)
    return np.asarray(cv2.boxPoints((centre, sides.tolist(), angle)), np.float64)


def _target(shape: Shape) -> NDArray[np.int8]:
    """The fixed modules with one ring of quiet zone around them."""
    return np.pad(fixed_pattern(shape.kind, shape.modules), 1, constant_values=LIGHT)


def _fit_of(picture: Floats, target: NDArray[np.int8]) -> Callable[[Floats], float]:
    """How well corners fit: fixed modules as they must be, and all modules clearly one or other."""
    weight = np.ascontiguousarray(-target, np.float32)
    weight[target == DARK] /= (target == DARK).sum()
    weight[target == LIGHT] /= (target == LIGHT).sum()

    def fit(corners: Floats) -> float:
        samples = sampled(picture, corners, len(target) - 2, ring=1)
        spread = float(cv2.meanStdDev(samples)[1][0][0])
        return float(np.vdot(samples, weight)) + SPREAD_WEIGHT * spread

    return fit


def _nudged(corners: Floats, step: float, fit: Callable[[Floats], float]) -> Floats:
    """The corners after a round of small moves, each kept if it fits better."""
    best, best_fit = corners, fit(corners)
    for move in _moves(corners):
        for way in (step, -step):
            moved = best + way * move
            moved_fit = fit(moved)
            if moved_fit > best_fit:
                best, best_fit = moved, moved_fit
                break
    return best


def _moves(corners: Floats) -> list[Floats]:
    """All corners sideways and up; each side out; all corners around; each corner out and along."""
    out = corners - corners.mean(axis=0)
    out = out / np.hypot(*out.T)[:, None]
    along = out[:, ::-1] * (1, -1)
    shifts = [np.tile(way, (4, 1)) for way in ((1.0, 0.0), (0.0, 1.0))]
    sides = []
    for side in range(4):
        move = np.zeros((4, 2))
        move[[side, (side + 1) % 4]] = (out[side] + out[(side + 1) % 4]) / 2**0.5
        sides.append(move)
    singles = [np.eye(4)[:, [at]] * ways for at in range(4) for ways in (out, along)]
    return [*shifts, *sides, along, *singles]


def _clean(samples: Floats, target: NDArray[np.int8]) -> Grey:
    """Each module black or white, the fixed ones as they must be."""
    threshold = (samples[target == DARK].mean() + samples[target == LIGHT].mean()) / 2
    dark = np.where(target == 0, samples < threshold, target == DARK)[1:-1, 1:-1]
    padded = np.pad(dark, QUIET)
    return np.kron(np.where(padded, 0, 255), np.ones((CLEAN_PX, CLEAN_PX))).astype(np.uint8)
