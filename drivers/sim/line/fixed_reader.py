"""What a fixed reader of the hall sees: real pictures, decoded, each behind its AIM identifier.

A label is painted from what its printer was sent, in whatever language, and read from the painting,
so that a label that can't be read, can't be read here either.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import zxingcpp
from numpy.typing import NDArray

from drivers.sim.label_languages import LabelHead, picture_of

CODE_128 = zxingcpp.barcode_formats_from_str("Code128")
EVERY_KIND = zxingcpp.barcode_formats_from_str("QRCodeModel2,DataMatrix,Code128")


def read_label(label: bytes, head: LabelHead) -> Sequence[bytes]:
    """The bar code on a label that this printer printed: the reader is set to Code 128, and doesn't
    look further."""
    return read_picture(picture_of(label, head), CODE_128)


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
