"""Where in a picture something like a symbol is, found without decoding anything.

Symbols are the places where light and dark change often. Measured at half scale (finer modules
would vanish in a smaller picture) and gathered at one-eighth. A cap's own edge counts a little too,
which does no harm: it lies around the same middle.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from drivers.camera.decoders import Grey

__all__ = ["BUSY", "FAINT", "Place", "busy_places", "cut_out"]

FINE, COARSE = 2, 8
CALM = 1.3  # a picture whose busiest places change only this much more than its ground is empty
BUSY = 0.35  # of the way from the ground's change (noise) to that of the busiest places
FAINT = 0.12  # the same, for weak prints beside good ones
PAD = 0.3  # quiet zone and more, as a part of the place's side


@dataclass(frozen=True)
class Place:
    """A square part of a picture, by its middle and half its side, in pixels."""

    x: float
    y: float
    reach: float


def busy_places(
    picture: Grey, reach_px: float = 0.0, count_max: int = 4, *, threshold: float = BUSY
) -> list[Place]:
    """The busiest places, largest first. `reach_px` is half the expected symbol side, if known."""
    activity = _activity(picture)
    if min(activity.shape) < 3:
        return []
    spread = max(3, int(reach_px / COARSE) | 1) if reach_px else 5
    spread_out = cv2.blur(activity, (spread, spread))
    ground, busiest = np.percentile(spread_out, (20, 99.5))
    if busiest <= CALM * ground:
        return []
    mask = (spread_out > ground + threshold * (busiest - ground)).astype(np.uint8)
    count, _, stats, middles = cv2.connectedComponentsWithStats(mask, connectivity=4)
    places = []
    for index in range(1, count):
        width, height = stats[index, cv2.CC_STAT_WIDTH], stats[index, cv2.CC_STAT_HEIGHT]
        x, y = (middles[index] + 0.5) * COARSE
        places.append(Place(float(x), float(y), float(max(width, height)) * COARSE / 2))
    places.sort(key=lambda place: -place.reach)
    return places[:count_max]


def cut_out(picture: Grey, place: Place, pad: float = PAD) -> tuple[Grey, float, float]:
    """The part of the picture there with a margin, and its left and top edge."""
    reach = place.reach * (1 + pad)
    left, top = max(0, int(place.x - reach)), max(0, int(place.y - reach))
    cut = picture[top : max(0, int(place.y + reach)), left : max(0, int(place.x + reach))]
    return np.ascontiguousarray(cut), float(left), float(top)


def _activity(picture: Grey) -> Grey:
    """Change of light per 8 × 8 pixels."""
    height, width = picture.shape
    half = cv2.resize(
        picture, (max(1, width // FINE), max(1, height // FINE)), interpolation=cv2.INTER_AREA
    )
    change = cv2.morphologyEx(half, cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8))
    size = max(1, width // COARSE), max(1, height // COARSE)
    return np.asarray(cv2.resize(change, size, interpolation=cv2.INTER_AREA), np.uint8)
