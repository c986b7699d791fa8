"""The modules of a symbol that are the same in every symbol of its size.

ISO/IEC 18004 (QR: finders, separators, timing, alignment) and ISO/IEC 16022 (Data Matrix ECC 200:
the solid L and the clock track). Used to measure damage to them and to find a symbol by them.
Of a QR above version 6 only the first alignment pattern's neighbours are left out: its other
alignment patterns count as data. Of a Data Matrix above 26 × 26 the inner borders do.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

__all__ = ["DARK", "LIGHT", "fixed_pattern", "qr_modules"]

Fixed = NDArray[np.int8]

DARK, LIGHT = 1, -1
FINDER = 7  # side of a QR's finder pattern; a light separator of one module lies around it
ALIGNMENT_VERSIONS = range(2, 7)  # one alignment pattern, its middle 6 modules from both far edges


def qr_modules(version: int) -> int:
    """The side of a QR in modules."""
    return 17 + 4 * version


@cache
def fixed_pattern(kind: str, modules: int) -> Fixed:
    """`modules` × `modules`: `DARK`, `LIGHT`, or 0 where data may stand. Not to be written to."""
    fixed = _data_matrix(modules) if kind == "data-matrix" else _qr(modules)
    fixed.flags.writeable = False
    return fixed


def _data_matrix(modules: int) -> Fixed:
    fixed = np.zeros((modules, modules), np.int8)
    clock = np.where(np.arange(modules) % 2 == 0, DARK, LIGHT)
    fixed[0, :], fixed[::-1, -1] = clock, clock
    fixed[:, 0] = fixed[-1, :] = DARK
    return fixed


def _qr(modules: int) -> Fixed:
    fixed = np.zeros((modules, modules), np.int8)
    clock = np.where(np.arange(modules) % 2 == 0, DARK, LIGHT)
    fixed[FINDER - 1, :] = fixed[:, FINDER - 1] = clock
    corner = np.full((FINDER + 1, FINDER + 1), LIGHT, np.int8)
    corner[:FINDER, :FINDER] = _rings(FINDER)
    fixed[: FINDER + 1, : FINDER + 1] = corner
    fixed[: FINDER + 1, -FINDER - 1 :] = corner[:, ::-1]
    fixed[-FINDER - 1 :, : FINDER + 1] = corner[::-1, :]
    if (modules - 17) // 4 in ALIGNMENT_VERSIONS:
        fixed[modules - 9 : modules - 4, modules - 9 : modules - 4] = _rings(5)
    return fixed


def _rings(side: int) -> Fixed:
    """A dark ring, a light one in it, and a dark middle."""
    away = np.abs(np.arange(side) - side // 2)
    ring = np.maximum(away[:, None], away[None, :])
    return np.where(ring == side // 2 - 1, LIGHT, DARK).astype(np.int8)
