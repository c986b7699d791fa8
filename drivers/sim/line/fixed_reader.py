"""What a fixed reader of the hall sees: real pictures, decoded, each behind its AIM identifier.

The label is painted from the printer's own format and read from the painting, so that a label that
can't be read, can't be read here either.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import zxingcpp
from numpy.typing import NDArray

from drivers.sim.zpl_render import render


def read_label(zpl: bytes) -> Sequence[bytes]:
    """All symbols on a printed label."""
    return read_picture(np.asarray(render(zpl).convert("L")))


def read_picture(picture: NDArray[np.uint8]) -> Sequence[bytes]:
    """All symbols in a grey picture, each once."""
    found = (
        symbol.symbology_identifier.encode("ascii") + symbol.bytes
        for symbol in zxingcpp.read_barcodes(picture)
    )
    return tuple(dict.fromkeys(found))
