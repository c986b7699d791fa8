"""One look at a picture by one decoder: what zxing-cpp or zbar sees, in one form.

Only the bytes of a symbol count, never a decoder's text form, which is made for people. zbar gives
no AIM identifier and guesses character sets, so what it says is taken only where it is printable
ASCII, with GS between. zxing-cpp looks for dark on light at one scale, since rungs of the ladder
prepare what else it would try. Not responsible for whether a sight may be believed (`evidence`),
nor for libdmtx (`dmtx`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import zxingcpp
from numpy.typing import NDArray
from pyzbar import pyzbar

from drivers.camera.pattern import qr_modules

__all__ = ["KINDS", "LINEAR", "Corners", "Grey", "Sight", "parse_kinds", "zbar", "zxing"]

Grey = NDArray[np.uint8]
Corners = tuple[tuple[float, float], ...]

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
    """One symbol as one decoder saw it. `x`, `y` is its centre, `reach` half its longer side.

    `corners` are the outer ones of its modules, in pixels: top left, top right, bottom right,
    bottom left as the symbol stands, not as the picture does; () where the decoder doesn't say.
    `modules` is the side of a square symbol, 0 unknown; `unused` the part of its error correction
    that was not needed, 0..1, -1 unknown."""

    kind: str
    data: bytes
    aim: str
    x: float
    y: float
    reach: float
    decoder: str
    corners: Corners = ()
    modules: int = 0
    unused: float = -1.0

    def placed(self, scale: float, left: float, top: float) -> Sight:
        """The same in the picture that this one was cut from, and enlarged by `scale`."""
        if (scale, left, top) == (1.0, 0.0, 0.0):
            return self
        return Sight(  # not by replace(), which takes three times as long
            self.kind,
            self.data,
            self.aim,
            self.x / scale + left,
            self.y / scale + top,
            self.reach / scale,
            self.decoder,
            tuple([(x / scale + left, y / scale + top) for x, y in self.corners]),
            self.modules,
            self.unused,
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
    formats = _formats(frozenset(kinds))
    found = zxingcpp.read_barcodes(
        picture, formats=formats, binarizer=binarizer, try_invert=False, try_downscale=False
    )
    return [_from_zxing(barcode) for barcode in found if barcode.valid and barcode.bytes]


@cache
def _formats(kinds: frozenset[str]) -> zxingcpp.BarcodeFormats:
    return zxingcpp.BarcodeFormats([_ZXING[kind] for kind in kinds])


def zbar(picture: Grey, kinds: Iterable[str]) -> list[Sight]:
    """QR and Code 128 as zbar sees them, where its bytes can be trusted."""
    symbols = [_ZBAR[kind] for kind in kinds if kind in _ZBAR]
    if not symbols:
        return []
    found = pyzbar.decode(np.ascontiguousarray(picture), symbols=symbols)
    return [_from_zbar(decoded) for decoded in found if _is_plain(decoded.data)]


def _from_zxing(barcode: zxingcpp.Barcode) -> Sight:
    place, kind = barcode.position, _KIND_OF[barcode.format]
    extra: Any = barcode.extra or {}  # a dict or None; the library's own annotation says object
    points = (place.top_left, place.top_right, place.bottom_right, place.bottom_left)
    corners = tuple((float(point.x), float(point.y)) for point in points)
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = corners
    wide, high = (
        max(ax, bx, cx, dx) - min(ax, bx, cx, dx),
        max(ay, by, cy, dy) - min(ay, by, cy, dy),
    )
    return Sight(
        kind,
        barcode.bytes,
        barcode.symbology_identifier,
        (ax + bx + cx + dx) / 4,
        (ay + by + cy + dy) / 4,
        max(wide, high, 1.0) / 2,
        "zxing-cpp",
        corners,
        _modules(kind, str(extra.get("Version", ""))),
        float(extra.get("UEC", -1.0)),
    )


@cache
def _modules(kind: str, version: str) -> int:
    """The side from zxing-cpp's version: "2" of a QR, "22x22" of a Data Matrix."""
    if kind == "qr" and version.isdecimal():
        return qr_modules(int(version))
    height, _, width = version.partition("x")
    return int(height) if height == width and height.isdecimal() else 0


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
