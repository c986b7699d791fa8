"""Where in a picture something like a symbol is, found without decoding anything.

Symbols are the places where light and dark change often. Measured between single pixels (fine
modules would vanish in a smaller picture) and gathered at one-eighth. A cap's own edge counts a
little too, which does no harm: it lies around the same middle.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from drivers.camera.decoders import Grey

__all__ = ["BUSY", "FAINT", "Place", "busy_places", "busyness", "cut_out", "places_in"]

COARSE = 8  # pixels of the picture to one of the map of what is busy
LARGE = 40_000  # pixels of that map: above 2.5 million of the picture
APART = 4  # pixels between which light is compared, across and down
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
    return places_in(busyness(picture, reach_px), count_max, threshold)


def busyness(picture: Grey, reach_px: float = 0.0) -> Grey:
    """How busy each 8 × 8 pixels and what lies around them are."""
    activity = _activity(picture)
    spread = max(3, int(reach_px / COARSE) | 1) if reach_px else 5
    return np.asarray(cv2.blur(activity, (spread, spread)), np.uint8)


def places_in(busy: Grey, count_max: int = 4, threshold: float = BUSY) -> list[Place]:
    """The busiest places by what `busyness` gave, largest first."""
    if min(busy.shape) < 3:
        return []
    ground, busiest = _percentiles(busy, (0.2, 0.995))
    if busiest <= CALM * ground:
        return []
    above = ground + threshold * (busiest - ground)
    skip = 1 + (busy.size > LARGE)  # in a large picture, where caps are, half of it will do
    _, mask = cv2.threshold(busy[::skip, ::skip], above, 255, cv2.THRESH_BINARY)
    _, _, stats, middles = cv2.connectedComponentsWithStats(mask, connectivity=4)
    sides = stats[1:, [cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT]].max(axis=1) * (skip * COARSE / 2)
    middles = (middles[1:] * skip + 0.5) * COARSE + APART / 2
    places = [
        Place(x, y, side) for (x, y), side in zip(middles.tolist(), sides.tolist(), strict=True)
    ]
    places.sort(key=lambda place: -place.reach)
    return places[:count_max]


def _percentiles(grey: Grey, parts: tuple[float, ...]) -> list[int]:
    """By counting: sorting the picture would cost more than all the rest."""
    below = np.cumsum(cv2.calcHist([grey], [0], None, [256], [0, 256]))
    return [int(np.searchsorted(below, part * below[-1])) for part in parts]


def cut_out(picture: Grey, place: Place, pad: float = PAD) -> tuple[Grey, float, float]:
    """The part of the picture there with a margin, and its left and top edge."""
    reach = place.reach * (1 + pad)
    left, top = max(0, int(place.x - reach)), max(0, int(place.y - reach))
    cut = picture[top : max(0, int(place.y + reach)), left : max(0, int(place.x + reach))]
    return np.ascontiguousarray(cut), float(left), float(top)


def _activity(picture: Grey) -> Grey:
    """Change of light per 8 × 8 pixels: along either diagonal, over about one module.

    Every fourth row is enough, and whole ratios all the way: else it takes several times as long.
    """
    height, width = (side // COARSE * COARSE for side in picture.shape)
    if min(height, width) < 3 * COARSE:
        return np.zeros((1, 1), np.uint8)
    rows = picture[:height:APART, :width]
    left, right = rows[:, :-COARSE], rows[:, APART : APART - COARSE]
    falling, rising = cv2.absdiff(left[:-1], right[1:]), cv2.absdiff(left[1:], right[:-1])
    change = cv2.copyMakeBorder(cv2.max(falling, rising), 0, 1, 0, 0, cv2.BORDER_REPLICATE)
    size = (width - COARSE) // 2, height // COARSE
    finer = cv2.resize(change, size, interpolation=cv2.INTER_AREA)  # by 2 × 2 is the quick case
    coarse = cv2.resize(finer, (size[0] // 4, size[1]), interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.copyMakeBorder(coarse, 0, 0, 0, 1, cv2.BORDER_REPLICATE), np.uint8)
