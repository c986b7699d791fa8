"""How well a symbol is printed, from the picture in which it was read: an estimate for a trend.

In the spirit of ISO/IEC 15415 (symbol contrast, modulation, fixed pattern damage, axial
non-uniformity, unused error correction), with its words and not its numbers: its grades, letters or
4.0 to 0, belong to a verifier whose light, aperture and reflectances are calibrated. A line's
camera is none of that, sees the cap aslant and blurred, and its focus is part of what it measures.
So what comes out is a *relative print score* from 0 to 100: it says whether prints of one head
under one camera become worse, and nothing about another line or a contract.

Unused error correction is the decoder's own figure (zxing-cpp tells it). Modulation is that of the
weakest tenth of the modules, since which codeword a module belongs to isn't looked up. Damage to
the quiet zone isn't measured.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from drivers.api import PrintGrade
from drivers.camera.decoders import Grey, Sight
from drivers.camera.pattern import DARK, LIGHT, fixed_pattern
from drivers.camera.sampling import Floats, sampled

__all__ = ["grades"]

WHITE = 255.0
DARKEST, LIGHTEST = 0.02, 0.98  # parts of the modules: single ones would say more of the noise
WEAKEST = 0.1  # part of the modules whose modulation counts
DAMAGE_MAX = 0.25  # part of the fixed modules; at this much the score for them is 0


def grades(picture: Grey, sights: Sequence[Sight]) -> list[PrintGrade | None]:
    """The grade of each symbol where it lies in `picture`; None where its modules aren't known.

    Symbols of one size are measured together: 24 at once cost little more than one."""
    found: list[PrintGrade | None] = [None] * len(sights)
    alike: dict[tuple[str, int], list[int]] = {}
    for at, sight in enumerate(sights):
        if sight.modules and sight.corners and sight.unused >= 0:
            alike.setdefault((sight.kind, sight.modules), []).append(at)
    for (kind, modules), places in alike.items():
        corners = np.array([sights[at].corners for at in places])
        samples = sampled(picture, corners, modules).reshape(len(places), -1)
        unused = np.array([sights[at].unused for at in places])
        rows = _measured(samples.astype(np.float32), corners, kind, modules, unused)
        for at, row in zip(places, rows.tolist(), strict=True):
            found[at] = PrintGrade(*row)
    return found


def _measured(samples: Floats, corners: Floats, kind: str, modules: int, unused: Floats) -> Floats:
    """A row for each symbol, in the order of `PrintGrade`'s fields."""
    in_order = np.sort(samples, axis=1)
    darkest, lightest = _at(in_order, DARKEST), _at(in_order, LIGHTEST)
    contrast = np.maximum(lightest - darkest, 1.0)
    middle = (darkest + lightest) / 2
    distance = np.sort(np.abs(samples - middle[:, None]), axis=1)
    modulation = np.minimum(1.0, _at(distance, WEAKEST) * 2 / contrast)
    must_be = _fixed(kind, modules)
    is_dark = samples < middle[:, None]
    wrong = np.where(is_dark, must_be == LIGHT, must_be == DARK).sum(axis=1)
    damage = wrong / np.count_nonzero(must_be)
    sides = np.linalg.norm(corners - np.roll(corners, -1, axis=1), axis=2)
    across, down = sides[:, 0] + sides[:, 2], sides[:, 1] + sides[:, 3]
    parts = contrast / WHITE, modulation, np.maximum(0, 1 - damage / DAMAGE_MAX), unused
    columns = (
        np.round(100 * np.mean(parts, axis=0), 1),
        contrast / WHITE,
        darkest / WHITE,
        modulation,
        damage,
        2 * np.abs(across - down) / (across + down),
        unused,
    )
    return np.round(np.stack(columns, axis=1).astype(np.float64), 3)


def _at(in_order: Floats, part: float) -> Floats:
    """The values below which this part of each row lies."""
    return np.asarray(in_order[:, int(part * (in_order.shape[1] - 1))])


@cache
def _fixed(kind: str, modules: int) -> NDArray[np.int8]:
    """What each module must be, row by row."""
    return np.asarray(fixed_pattern(kind, modules).ravel())
