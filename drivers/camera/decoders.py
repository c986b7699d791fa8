"""One look at a picture by one decoder: what zxing-cpp or zbar sees, in one form.

Only the bytes of a symbol count, never a decoder's text form, which is made for people. zbar gives
no AIM identifier and guesses character sets, so what it says is taken only where it is printable
ASCII, with GS between. Not responsible for whether a sight may be believed
(`ladder`), nor for libdmtx (`dmtx`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import zxingcpp
from numpy.typing import NDArray
from pyzbar import pyzbar

__all__ = ["KINDS", "LINEAR", "Grey", "Sight", "parse_kinds", "zbar", "zxing"]

Grey = NDArray[np.uint8]

GS = 0x1D
KINDS = ("qr", "data-matrix", "code-128")
LINEAR = frozenset({"code-128"})  # no error correction: one read proves little

# Plain QRCode would take Micro QR too, which invents short numbers from nothing.
_ZXING = {
    "qr": zxingcpp.BarcodeFormat.QRCodeModel2,
    "data-matrix": zxingcpp.BarcodeFormat.DataMatrix,
    "code-128": zxingcpp.BarcodeFormat.Code128,
}
_KIND_OF = {format_: kind for kind, format_ in _ZXING.items()} | {
    zxingcpp.BarcodeFormat.QRCode: "qr"
}
_ZBAR = {"qr": pyzbar.ZBarSymbol.QRCODE, "code-128": pyzbar.ZBarSymbol.CODE128}
_ZBAR_NAMES = {"QRCODE": "qr", "CODE128": "code-128"}


@dataclass(frozen=True)
class Sight:
    """One symbol as one decoder saw it. `x`, `y` is its centre, `reach` half its longer side."""

    kind: str
    data: bytes
    aim: str
    x: float
    y: float
    reach: float
    decoder: str

    def placed(self, scale: float, left: float, top: float) -> Sight:
        """The same in the picture that this one was cut from, and enlarged by `scale`."""
        return replace(
            self, x=self.x / scale + left, y=self.y / scale + top, reach=self.reach / scale
        )


def parse_kinds(kinds: str) -> frozenset[str]:
    """ "qr,data-matrix" as a set. Raises ValueError."""
    names = frozenset(name.strip() for name in kinds.split(",") if name.strip())
    unknown = sorted(names - set(KINDS))
    if unknown or not names:
        what = f"no kind {unknown[0]!r}" if unknown else "no kind at all"
        raise ValueError(f"kinds {kinds!r}: {what}; write some of {', '.join(KINDS)}")
    return names


def zxing(picture: Grey, kinds: Iterable[str], *, soft: bool = False) -> list[Sight]:
    """All symbols of these kinds. `soft` takes one threshold for all instead of local ones."""
    binarizer = zxingcpp.Binarizer.GlobalHistogram if soft else zxingcpp.Binarizer.LocalAverage
    formats = zxingcpp.BarcodeFormats([_ZXING[kind] for kind in kinds])
    found = zxingcpp.read_barcodes(picture, formats=formats, binarizer=binarizer)
    return [_from_zxing(barcode) for barcode in found if barcode.valid and barcode.bytes]


def zbar(picture: Grey, kinds: Iterable[str]) -> list[Sight]:
    """QR and Code 128 as zbar sees them, where its bytes can be trusted."""
    symbols = [_ZBAR[kind] for kind in kinds if kind in _ZBAR]
    if not symbols:
        return []
    found = pyzbar.decode(np.ascontiguousarray(picture), symbols=symbols)
    return [_from_zbar(decoded) for decoded in found if _is_plain(decoded.data)]


def _from_zxing(barcode: zxingcpp.Barcode) -> Sight:
    place = barcode.position
    corners = (place.top_left, place.top_right, place.bottom_right, place.bottom_left)
    xs, ys = [corner.x for corner in corners], [corner.y for corner in corners]
    return Sight(
        _KIND_OF[barcode.format],
        barcode.bytes,
        barcode.symbology_identifier,
        sum(xs) / 4,
        sum(ys) / 4,
        max(max(xs) - min(xs), max(ys) - min(ys), 1) / 2,
        "zxing-cpp",
    )


def _from_zbar(decoded: Any) -> Sight:
    left, top, width, height = decoded.rect
    return Sight(
        _ZBAR_NAMES[decoded.type],
        decoded.data,
        "",
        left + width / 2,
        top + height / 2,
        max(width, height, 1) / 2,
        "zbar",
    )


def _is_plain(data: bytes) -> bool:
    return bool(data) and all(0x20 <= byte < 0x7F or byte == GS for byte in data)
