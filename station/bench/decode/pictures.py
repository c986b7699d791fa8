"""The pictures that decoders are measured on: rendered here, from a seed, each of one class.

A picture is a case of 4 × 6 caps, 5 megapixels, a symbol 120 pixels wide. A class names one thing
that is wrong with it; `mid` and `hard` have several at once. `bait` mixes good caps with smears,
blank caps and symbols whose borders are right and whose data is nonsense: whoever reads something
there reads wrongly. Same seed, same pictures; the pictures by which the reader's rungs were chosen
had other seeds and other codes.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from drivers.camera.pattern import DARK, LIGHT, fixed_pattern
from drivers.labels.symbols import Kind, symbol_matrix
from drivers.sim.ink import Ink
from drivers.sim.photo import BLANK, SMEARED, PhotoQuality, Print, photograph_case

__all__ = ["CLASSES", "COLUMNS", "KINDS", "ROWS", "Class", "Scene", "scene"]

ROWS, COLUMNS = 4, 6
KINDS: tuple[Kind, ...] = ("qr", "data-matrix")
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
STEM = "HTTPS://EX.CN/"
SERIAL_LETTERS = 16
BAITED = 0.5  # part of the cells that hold no code
WARM_UP = 10_000_000  # numbers of pictures that aren't counted


@dataclass(frozen=True)
class Class:
    """`times` as many pictures as the others; in a `hard` one a single decoder may fail."""

    name: str
    says: str
    quality: PhotoQuality
    times: int = 1
    bait: bool = False


@dataclass(frozen=True)
class Scene:
    """A picture, and where which code is: text → row and column."""

    picture: NDArray[np.uint8]
    codes: dict[bytes, tuple[int, int]]


GOOD = PhotoQuality(size_px=120, blur=0.8)
_MID = replace(GOOD, blur=1.5, perspective=0.12, light=0.4, contrast=0.6, noise=5, rotation_deg=180)
_HARD = replace(GOOD, blur=2.4, perspective=0.2, light=0.5, contrast=0.4, noise=7, rotation_deg=180)
_GAPS = Ink(missing=0.03, dot=0.95)

CLASSES: dict[str, Class] = {
    one.name: one
    for one in (
        Class("sharp", "in focus, almost straight", replace(GOOD, blur=0.6)),
        Class("blurred", "out of focus: σ of 2 pixels", replace(GOOD, blur=2.0)),
        Class("rotated", "turned by any angle", replace(GOOD, rotation_deg=180)),
        Class("uneven light", "one side has a quarter of the light", replace(GOOD, light=0.75)),
        Class("low contrast", "ink only 15 % darker than the cap", replace(GOOD, contrast=0.15)),
        Class(
            "perspective",
            "the far edge 30 % smaller, any angle",
            replace(GOOD, perspective=0.35, rotation_deg=180),
        ),
        Class(
            "missing dots",
            "round ink-jet drops, 3 % of them missing",
            replace(GOOD, rotation_deg=180, ink=_GAPS),
        ),
        Class("mid", "some blur, perspective, noise, 60 % contrast, any angle", _MID, times=5),
        Class("hard", "much of all that, 40 % contrast", _HARD),
        Class(
            "bait",
            "as mid; half of the caps carry something that is no code",
            _MID,
            bait=True,
        ),
    )
}


def scene(kind: Kind, of: Class, seed: int, number: int) -> Scene:
    """Picture `number` of a class: always the same for the same seed."""
    name = [*of.name.encode(), *kind.encode()]
    chance = np.random.default_rng([seed, number, *name])
    cells: list[Print] = []
    codes: dict[bytes, tuple[int, int]] = {}
    for index in range(ROWS * COLUMNS):
        if of.bait and chance.random() < BAITED:
            cells.append(_no_code(kind, chance))
            continue
        text = _text(chance)
        codes[text] = divmod(index, COLUMNS)
        cells.append(symbol_matrix(kind, text))
    return Scene(photograph_case(cells, ROWS, COLUMNS, chance, of.quality), codes)


def _text(chance: np.random.Generator) -> bytes:
    serial = "".join(LETTERS[at] for at in chance.integers(0, len(LETTERS), SERIAL_LETTERS))
    return (STEM + serial).encode()


def _no_code(kind: Kind, chance: np.random.Generator) -> Print:
    """A smear, a cap without print, or a symbol's borders around dots at random."""
    luck = chance.random()
    if luck < 0.25:
        return SMEARED
    if luck < 0.4:
        return BLANK
    matrix = symbol_matrix(kind, _text(chance))
    fixed = fixed_pattern(kind, len(matrix))
    dots = chance.random(matrix.shape) < 0.5
    return np.where(fixed == DARK, True, np.where(fixed == LIGHT, False, dots))
