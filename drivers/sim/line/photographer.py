"""The cameras of the simulated line: real pictures of what was really inked, in a folder.

A picture is written under a temporary name and renamed, as a camera's own software does; its name
carries the trigger's number. The light and the blur of each picture follow from seed and number.
"""

from __future__ import annotations

import functools
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from drivers.labels.symbols import Kind, symbol_matrix
from drivers.sim.line.things import Case, Product
from drivers.sim.photo import (
    BLANK,
    SMEARED,
    PhotoQuality,
    photograph_cap,
    photograph_case,
    photograph_pair,
)

Matrix = NDArray[np.bool_]

PLAIN = PhotoQuality()
GLARE = PhotoQuality(blur=9.0, contrast=0.08)


class Photographer:
    def __init__(self, seed: int, symbol: Kind, gs1: bool, rows: int, columns: int) -> None:
        self._seed, self._rows, self._columns = seed, rows, columns
        self._of_caps = functools.lru_cache(maxsize=512)(
            functools.partial(symbol_matrix, "qr", gs1=False)
        )
        self._matrix = functools.lru_cache(maxsize=512)(
            functools.partial(symbol_matrix, symbol, gs1=gs1)
        )

    def product(self, folder: Path, product: Product) -> None:
        """One product before the camera behind the coder."""
        picture = self.cap(product)
        _write(folder, f"{product.number:06d}.png", picture)

    def cap(self, product: Product) -> NDArray[np.uint8]:
        chance = np.random.default_rng([self._seed, 1, product.number])
        quality = GLARE if product.glare else PLAIN
        if product.cap is None:
            return photograph_cap(self._print(product), chance, quality)
        cap = self._of_caps(product.cap) if product.cap else BLANK
        return photograph_pair((self._print(product), cap), chance, quality)

    def carton(self, number: int, text: bytes) -> NDArray[np.uint8]:
        """What is printed on a carton."""
        chance = np.random.default_rng([self._seed, 3, number])
        return photograph_cap(self._of_caps(text), chance, PLAIN)

    def case(self, folder: Path, number: int, case: Case) -> None:
        """The open case from above; what lies where is told by the order of packing."""
        chance = np.random.default_rng([self._seed, 2, number])
        cells: list[Matrix | object | None] = [self._print(p) for p in case.products]
        cells += [None] * (self._rows * self._columns - len(cells))
        picture = photograph_case(cells, self._rows, self._columns, chance, PLAIN)
        _write(folder, f"{number:06d}.png", picture)

    def _print(self, product: Product) -> Matrix | object | None:
        if product.ink is None:
            return BLANK
        return SMEARED if product.smeared else self._matrix(product.ink)


def _write(folder: Path, name: str, picture: NDArray[np.uint8]) -> None:
    fast = [cv2.IMWRITE_PNG_COMPRESSION, 1]
    done, data = cv2.imencode(".png", picture, fast)
    assert done, "a grey picture can always be written as PNG"
    hidden = folder / f".{name}.part"
    hidden.write_bytes(data.tobytes())
    hidden.rename(folder / name)
