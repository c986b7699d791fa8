"""Pictures as a line's camera takes them: printed caps, one at a time or in an open case.

Grey, with what real pictures have: a symbol that is turned, seen aslant and a little soft, light
that falls off to one side, noise of the sensor; and with what real prints have: single round dots,
dots that are missing, nozzles that clog (`drivers.sim.ink`). All of it follows from the generator
handed in, so a picture can be made again. Made for the purpose and kind: no glare spots and no
curvature, so what a decoder reads here says nothing of its rate on a real line.

The noise is cut at random from one sheet, because drawing 5 million numbers costs more than all
the rest.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from drivers.sim.ink import SOLID, Ink, dotted, printed

__all__ = [
    "BLANK",
    "SMEARED",
    "Mark",
    "PhotoQuality",
    "photograph_cap",
    "photograph_case",
    "photograph_pair",
]

Grey = NDArray[np.uint8]
Matrix = NDArray[np.bool_]


@dataclass(frozen=True)
class Mark:
    """A thing on a cap, or not on it, that is no symbol. Told apart by identity."""

    name: str


SMEARED: Final = Mark("ink wiped across the cap before it was dry")
BLANK: Final = Mark("a cap without print")

# What lies on a cap: modules, SMEARED, BLANK; None is a cap without print, or no cap in a case.
Print = Matrix | object | None


@dataclass(frozen=True)
class PhotoQuality:
    """The defaults are an ordinary good picture; each photograph varies a little around them."""

    blur: float = 0.8  # σ in pixels
    rotation_deg: float = 10.0  # the symbol is turned by at most this, either way
    light: float = 0.25  # how much darker the darkest side is, 0..1
    noise: float = 4.0  # σ in grey levels of 255
    contrast: float = 0.8  # of ink on the cap, 0..1
    size_px: int = 150  # side of the symbol
    perspective: float = 0.0  # how much smaller the far edge looks than the near one, 0..0.5
    ink: Ink = SOLID  # how the modules were printed


CAP_HEIGHT, CAP_WIDTH = 480, 640
CASE_HEIGHT, CASE_WIDTH = 2048, 2448
CASE_FILL = 0.94  # how much of the picture the grid takes
CASE_TURN_DEG = 1.5  # a case never lies quite straight

PAIR_SIZE_PX = 125
PAIR_APART_PX = 290

BELT, CAP = 62.0, 205.0
CAP_TO_SYMBOL = 1.85  # diameter of a cap to the side of its symbol
BAR_PX_MAX = 2.0  # width of a bar code's narrowest bar
BARS_PX_MAX = 560  # width of a whole bar code
SHEET = 1_024  # side of the sheet of noise


def photograph_cap(
    print_: Print, chance: np.random.Generator, quality: PhotoQuality = PhotoQuality()
) -> Grey:
    """One cap on the belt, 480 × 640; None or BLANK is a cap without print."""
    picture = np.full((CAP_HEIGHT, CAP_WIDTH), BELT, np.float32)
    x = CAP_WIDTH / 2 + chance.uniform(-25, 25)
    y = CAP_HEIGHT / 2 + chance.uniform(-25, 25)
    _draw_cap(picture, (x, y), print_, quality.size_px, chance=chance, quality=quality)
    return _exposed(picture, chance, quality)


def photograph_pair(
    prints: Sequence[Print], chance: np.random.Generator, quality: PhotoQuality = PhotoQuality()
) -> Grey:
    """Two prints of one product, side by side: what its bottle and its cap show."""
    picture = np.full((CAP_HEIGHT, CAP_WIDTH), BELT, np.float32)
    y = CAP_HEIGHT / 2 + chance.uniform(-25, 25)
    size_px = min(quality.size_px, PAIR_SIZE_PX)
    for side, print_ in zip((-1, 1), prints, strict=True):
        x = CAP_WIDTH / 2 + side * PAIR_APART_PX / 2 + chance.uniform(-8, 8)
        _draw_cap(picture, (x, y), print_, size_px, chance=chance, quality=quality)
    return _exposed(picture, chance, quality)


def photograph_case(
    cells: Sequence[Print],
    rows: int,
    columns: int,
    chance: np.random.Generator,
    quality: PhotoQuality = PhotoQuality(),
) -> Grey:
    """An open case from above, 2048 × 2448; `cells` row by row, None where no product stands."""
    assert len(cells) == rows * columns, f"{len(cells)} cells for {rows} × {columns}"
    picture = np.full((CASE_HEIGHT, CASE_WIDTH), BELT, np.float32)
    pitch = CASE_FILL * min(CASE_HEIGHT / rows, CASE_WIDTH / columns)
    size_px = min(quality.size_px, pitch / CAP_TO_SYMBOL * 0.95)
    turn = np.deg2rad(chance.uniform(-CASE_TURN_DEG, CASE_TURN_DEG))
    shift = chance.uniform(-0.01, 0.01, 2) * (CASE_WIDTH, CASE_HEIGHT)
    for index, cell in enumerate(cells):
        if cell is None:
            continue
        row, column = divmod(index, columns)
        across, down = (column - (columns - 1) / 2) * pitch, (row - (rows - 1) / 2) * pitch
        x = CASE_WIDTH / 2 + shift[0] + across * np.cos(turn) - down * np.sin(turn)
        y = CASE_HEIGHT / 2 + shift[1] + across * np.sin(turn) + down * np.cos(turn)
        _draw_cap(picture, (float(x), float(y)), cell, size_px, chance=chance, quality=quality)
    return _exposed(picture, chance, quality)


def _draw_cap(
    picture: NDArray[np.float32],
    centre: tuple[float, float],
    print_: Print,
    size_px: float,
    *,
    chance: np.random.Generator,
    quality: PhotoQuality,
) -> None:
    """A round cap, with its print in the middle."""
    radius = size_px * CAP_TO_SYMBOL / 2
    sixteenths = round(centre[0] * 16), round(centre[1] * 16)
    cv2.circle(picture, sixteenths, round(radius * 16), CAP, -1, cv2.LINE_AA, 4)
    if print_ is None or print_ is BLANK:
        return
    turn = chance.uniform(-1, 1) * quality.rotation_deg
    ink = _smear(chance) if print_ is SMEARED else printed(_modules(print_), quality.ink, chance)
    extent = _extent(ink, size_px)
    if ink.shape[0] == 1:
        _draw_label(picture, centre, extent, turn)
    view = _view(turn, quality.perspective, extent, chance)
    fine = dotted(ink * np.float32(quality.contrast), _px_a_module(ink, extent), quality.ink)
    _stamp(picture, fine, centre, extent, view)


def _draw_label(
    picture: NDArray[np.float32],
    centre: tuple[float, float],
    extent: tuple[float, float],
    turn_deg: float,
) -> None:
    """White ground for a bar code, which is wider than a cap."""
    ground = extent[0] + 24 * BAR_PX_MAX, extent[1] + 24
    corners = cv2.boxPoints((centre, ground, turn_deg))
    cv2.fillConvexPoly(picture, np.rint(corners).astype(np.int32), CAP, cv2.LINE_AA)


def _modules(print_: Print) -> NDArray[np.float32]:
    assert isinstance(print_, np.ndarray), f"can't photograph {print_!r}"
    return print_.astype(np.float32)


def _extent(ink: NDArray[np.float32], size_px: float) -> tuple[float, float]:
    """Width and height in the picture: a bar code is as wide as its bars need."""
    rows, columns = ink.shape
    if rows == 1:
        return columns * min(BAR_PX_MAX, BARS_PX_MAX / columns), size_px * 0.8
    longest = max(rows, columns)
    return size_px * columns / longest, size_px * rows / longest


def _smear(chance: np.random.Generator) -> NDArray[np.float32]:
    """What is left of a symbol when wet ink was dragged sideways: streaks, no modules."""
    dots = (chance.random((24, 24)) < 0.5).astype(np.float32)
    return cv2.blur(dots, (15, 3)).astype(np.float32)


def _px_a_module(ink: NDArray[np.float32], extent: tuple[float, float]) -> tuple[int, int]:
    """Width and height that a module is drawn with: whole pixels keep edges sharp."""
    rows, columns = ink.shape
    fine = max(1, min(16, round(extent[0] / columns)))
    return fine, max(fine, 32 // rows)


def _view(
    turn_deg: float, perspective: float, extent: tuple[float, float], chance: np.random.Generator
) -> NDArray[np.float64]:
    """3 × 3, from the print's plane to the picture's, both around the symbol's middle: turned,
    then seen aslant from a random side."""
    cos, sin = np.cos(np.deg2rad(turn_deg)), np.sin(np.deg2rad(turn_deg))
    view = np.array([[cos, -sin, 0], [sin, cos, 0], [0, 0, 1]])
    if perspective > 0:
        side = chance.uniform(0, 2 * np.pi)
        away = np.array([np.cos(side), np.sin(side)])
        aslant = np.eye(3)
        aslant[:2, :2] -= perspective / 2 * np.outer(away, away)
        aslant[2, :2] = perspective * away / max(extent)
        view = aslant @ view
    return view


def _stamp(
    picture: NDArray[np.float32],
    fine: NDArray[np.float32],
    centre: tuple[float, float],
    extent: tuple[float, float],
    view: NDArray[np.float64],
) -> None:
    """Darken `picture` by `fine` (0..1), scaled to `extent`, as `view` says, around `centre`."""
    aslant = float(np.abs(view[2, :2]).sum()) * max(extent) / 2
    reach = int(np.hypot(*extent) / 2 / (1 - aslant)) + 2
    left, top = max(0, int(centre[0]) - reach), max(0, int(centre[1]) - reach)
    patch = picture[top : int(centre[1]) + reach, left : int(centre[0]) + reach]
    middle_x, middle_y = (fine.shape[1] - 1) / 2, (fine.shape[0] - 1) / 2
    scale_x, scale_y = extent[0] / fine.shape[1], extent[1] / fine.shape[0]
    to_plane = np.array(
        [[scale_x, 0, -scale_x * middle_x], [0, scale_y, -scale_y * middle_y], [0, 0, 1]]
    )
    to_patch = np.array([[1, 0, centre[0] - left], [0, 1, centre[1] - top], [0, 0, 1]])
    place = to_patch @ view @ to_plane
    size = patch.shape[1], patch.shape[0]
    cover = cv2.warpPerspective(fine, place, size, flags=cv2.INTER_LINEAR)
    patch -= patch * cover


def _exposed(
    scene: NDArray[np.float32], chance: np.random.Generator, quality: PhotoQuality
) -> Grey:
    """The scene as the sensor sees it: blurred, unevenly lit, noisy."""
    picture = cv2.convertScaleAbs(scene)
    blur = quality.blur * chance.uniform(0.7, 1.2)
    if blur > 0:
        picture = cv2.GaussianBlur(picture, (0, 0), blur)
    height, width = picture.shape
    light = _light(width, height, chance, quality.light)
    picture = cv2.multiply(picture, light, scale=1 / 255)
    noise = _noise(width, height, chance)
    return np.asarray(
        cv2.addWeighted(picture, 1.0, noise, quality.noise / 32, -4 * quality.noise), np.uint8
    )


def _light(width: int, height: int, chance: np.random.Generator, fall: float) -> Grey:
    """Light from one corner or side, as 0..255 of full light."""
    corners = 255 * (1 - fall * chance.random((2, 2), dtype=np.float32))
    return np.asarray(
        cv2.resize(corners.astype(np.uint8), (width, height), interpolation=cv2.INTER_LINEAR),
        np.uint8,
    )


@functools.cache
def _sheet() -> Grey:
    """Noise around 128 with σ 32, one sheet and its continuation, so any cut lies within it."""
    noise = np.random.default_rng(0).normal(128, 32, (SHEET, SHEET)).clip(0, 255)
    return np.tile(noise.astype(np.uint8), (2, 2))


def _noise(width: int, height: int, chance: np.random.Generator) -> Grey:
    x, y = (int(start) for start in chance.integers(0, SHEET, 2))
    cut = _sheet()[y : y + SHEET, x : x + SHEET]
    across, down = -(-width // SHEET), -(-height // SHEET)
    return (
        np.tile(cut, (down, across))[:height, :width] if across * down > 1 else cut[:height, :width]
    )
