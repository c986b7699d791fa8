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
    """The bar code on a printed label: the reader is set to Code 128, and doesn't look further."""
    return read_picture(np.asarray(render(zpl)), zxingcpp.BarcodeFormat.Code128)


def read_picture(
    picture: NDArray[np.uint8],
    kinds: zxingcpp.BarcodeFormat = zxingcpp.BarcodeFormat.AllReadable,
) -> Sequence[bytes]:
    """All symbols in a grey picture, each once."""
    found = (
        symbol.symbology_identifier.encode("ascii") + symbol.bytes
        for symbol in zxingcpp.read_barcodes(picture, formats=kinds)
    )
    return tuple(dict.fromkeys(found))
