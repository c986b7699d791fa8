"""A symbol sampled on its own grid, one value a module, from where its corners are."""

from __future__ import annotations

from functools import cache
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

__all__ = ["Floats", "sampled"]

Floats = NDArray[np.floating[Any]]


def sampled(picture: NDArray[Any], corners: Floats, modules: int, ring: int = 0) -> Floats:
    """One sample in the middle of each of `modules` × `modules`, and of `ring` more around them.

    `corners` are 4 × 2, the outer ones in pixels, counted from the first pixel's edge: top left,
    top right, bottom right, bottom left of the symbol. Several symbols at once are n × 4 × 2 and
    give their samples one below the other. What lies outside the picture is its edge.
    """
    square, middles = _grid(modules, ring)
    symbols = corners.reshape(-1, 4, 2).astype(np.float32)
    places = np.stack([cv2.getPerspectiveTransform(square, one) for one in symbols])
    u, v, w = np.moveaxis(places.astype(np.float32) @ middles, 1, 0)
    shape = -1, modules + 2 * ring
    across, down = (u / w - 0.5).reshape(shape), (v / w - 0.5).reshape(shape)
    border = cv2.BORDER_REPLICATE
    return np.asarray(cv2.remap(picture, across, down, cv2.INTER_LINEAR, borderMode=border))


@cache
def _grid(modules: int, ring: int) -> tuple[Floats, Floats]:
    """The symbol's corners and the middles of its modules, in modules."""
    square = np.array([[0, 0], [modules, 0], [modules, modules], [0, modules]], np.float32)
    steps = np.arange(-ring, modules + ring) + 0.5
    x, y = np.meshgrid(steps, steps)
    return square, np.stack([x.ravel(), y.ravel(), np.ones(x.size)]).astype(np.float32)
