"""How ink came onto a cap: solid modules, single dots, dots that are missing, a nozzle that clogs.

An ink-jet puts one drop a module, drops miss, and a nozzle that dries up first writes paler, then
not at all, while its neighbours throw drops astray. A model for pictures, not measured on a print.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

__all__ = ["SOLID", "Ink", "dotted", "printed"]

Modules = NDArray[np.float32]

CLOGGED_PART = 0.09  # of all nozzles: those that lie beside each other and dry up together
ASTRAY = 0.12  # part of the drops that all others lose when the clogged ones are quite dry
DOT_PX_MIN = 8  # a round dot needs as many pixels a module


@dataclass(frozen=True)
class Ink:
    """`missing` is the part of the drops that never came; `dot` the diameter of a drop in modules,
    0 for solid modules; `clog` how far some nozzles are clogged, 0 clean to 1 dry; `nozzle` is
    where the clogged ones begin, as a part of the print's height."""

    missing: float = 0.0
    dot: float = 0.0
    clog: float = 0.0
    nozzle: float = 0.4


SOLID: Final = Ink()


def printed(modules: Modules, ink: Ink, chance: np.random.Generator) -> Modules:
    """The ink (0..1) that came onto each module. Bar codes (one row) are printed whole."""
    if modules.shape[0] == 1 or (ink.missing == 0 and ink.clog == 0):
        return modules
    missing = ink.missing + ASTRAY * ink.clog
    came = np.where(chance.random(modules.shape) < missing, np.float32(0), modules)
    rows = came.shape[0]
    first = int(ink.nozzle * rows)
    came[first : first + max(1, round(CLOGGED_PART * rows))] *= np.float32(1 - ink.clog)
    return came


def dotted(modules: Modules, px: tuple[int, int], ink: Ink) -> Modules:
    """The modules enlarged to `px` (width, height) each, as squares or as round drops."""
    round_drops = ink.dot > 0 and modules.shape[0] > 1
    across, down = (max(DOT_PX_MIN, side) for side in px) if round_drops else px
    rows, columns = modules.shape
    size = columns * across, rows * down
    fine = np.asarray(cv2.resize(modules, size, interpolation=cv2.INTER_NEAREST), np.float32)
    if not round_drops:
        return fine
    y, x = np.mgrid[0:down, 0:across]
    away = np.hypot((x + 0.5) / across - 0.5, (y + 0.5) / down - 0.5)
    drop = np.clip((ink.dot / 2 - away) * across + 0.5, 0, 1).astype(np.float32)
    return np.asarray(fine * np.tile(drop, (rows, columns)), np.float32)
