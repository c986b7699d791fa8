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

CODE_128 = zxingcpp.barcode_formats_from_str("Code128")
EVERY_KIND = zxingcpp.barcode_formats_from_str("QRCodeModel2,DataMatrix,Code128")


def read_label(zpl: bytes) -> Sequence[bytes]:
    """The bar code on a printed label: the reader is set to Code 128, and doesn't look further."""
    return read_picture(np.asarray(render(zpl)), CODE_128)


def read_picture(
    picture: NDArray[np.uint8],
    kinds: zxingcpp.BarcodeFormats = EVERY_KIND,
) -> Sequence[bytes]:
    """All symbols in a grey picture, each once."""
    found = (
        symbol.symbology_identifier.encode("ascii") + symbol.bytes
        for symbol in zxingcpp.read_barcodes(picture, formats=kinds)
    )
    return tuple(dict.fromkeys(found))
