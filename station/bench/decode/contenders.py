"""Who reads the pictures: Packline's reader, and plain decoders as their users call them.

Each decoder gets the kind of symbol that is there, and nothing else is tuned. It reads the whole
picture, and in a second row the same cuts around the caps that Packline's own search found: the
fair comparison, since then all that differs is the reading. What stands in a decoder's way to an
answer at all has a time limit; those limits are named here.
"""

from __future__ import annotations

import importlib
import time
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
import zxingcpp
from numpy.typing import NDArray
from pyzbar import pyzbar

from drivers.camera.dmtx import Dmtx
from drivers.camera.grid import GridReader
from drivers.camera.ladder import Ladder
from drivers.camera.places import busy_places, cut_out
from drivers.camera.side_by_side import SideBySide
from drivers.labels.symbols import Kind
from station.bench.decode.pictures import COLUMNS, ROWS, Scene

__all__ = ["PACKLINE", "PACKLINE_CUTS", "Contender", "Found", "contenders", "cuts_of"]

Grey = NDArray[np.uint8]
Cuts = Sequence[Grey]
Found = list[tuple[bytes, tuple[int, int] | None]]  # what was read, and in which row and column

BUDGET_MS = 2_000  # of Packline's reader for a whole case
DMTX_WHOLE_MS, DMTX_CUT_MS = 3_000, 200  # pylibdmtx; on a miss it takes all of it
SYMBOL_PX = 60  # half the side of a symbol, for the search for caps

PACKLINE = "Packline"
PACKLINE_TWO = "Packline, 2 threads"
PACKLINE_CUTS = "Packline, on the cuts"
LIBRARIES = ("zxing-cpp", "pyzbar", "pylibdmtx", "opencv-python-headless", "numpy")


@dataclass(frozen=True)
class Contender:
    """`read` takes the picture and the cuts of it. `pictures_max` bounds the slow ones; `stop`
    ends what it started."""

    name: str
    read: Callable[[Grey, Cuts], Found]
    pictures_max: int | None = None
    stop: Callable[[], None] = lambda: None


def cuts_of(scene: Scene) -> list[Grey]:
    """A cut around each cap that stands out."""
    places = busy_places(scene.picture, SYMBOL_PX, 3 * ROWS * COLUMNS)
    near = [place for place in places if SYMBOL_PX / 3 < place.reach < 4 * SYMBOL_PX]
    return [cut_out(scene.picture, place)[0] for place in near]


def contenders(kind: Kind, pictures: int, slow_pictures: int) -> list[Contender]:
    """All that read this kind, each with a fresh memory."""
    plain = [_zxing(kind, "whole picture"), _zxing(kind, "same cuts", pictures)]
    if kind == "qr":
        plain += _zbar(pictures) + _opencv(pictures, slow_pictures)
    else:
        plain += _libdmtx(pictures, slow_pictures)
    return [_packline(kind, PACKLINE, 1), _packline(kind, PACKLINE_TWO, 2), _ladder(kind), *plain]


def _packline(kind: Kind, name: str, threads: int) -> Contender:
    dmtx = Dmtx() if kind == "data-matrix" else None
    side_by_side = SideBySide(threads)
    grid = GridReader(Ladder(frozenset({kind}), dmtx), ROWS, COLUMNS, side_by_side)

    def read(picture: Grey, cuts: Cuts) -> Found:
        symbols = grid.read_grid(picture, BUDGET_MS).symbols
        return [(symbol.data, (symbol.row, symbol.column)) for symbol in symbols]

    def stop() -> None:
        side_by_side.stop()
        if dmtx is not None:
            dmtx.stop()

    return Contender(name, read, stop=stop)


def _ladder(kind: Kind) -> Contender:
    """The rungs alone, without search, rows, columns and grades; each cut goes on to the next one
    until it is read."""
    dmtx = Dmtx() if kind == "data-matrix" else None
    ladder = Ladder(frozenset({kind}), dmtx)

    def read(picture: Grey, cuts: Cuts) -> Found:
        found: Found = []
        until = time.monotonic() + BUDGET_MS / 1_000
        left = list(cuts)
        for rung in ladder.rungs():
            missed = []
            for cut in left:
                sights = ladder.look(rung, cut, until)
                ladder.note(rung, sights)
                found += [(sight.data, None) for sight in sights]
                if not sights:
                    missed.append(cut)
            left = missed
        return found

    return Contender(PACKLINE_CUTS, read, stop=dmtx.stop if dmtx else lambda: None)


def _on_cuts(one: Callable[[Grey], list[bytes]]) -> Callable[[Grey, Cuts], Found]:
    return lambda picture, cuts: [(data, None) for cut in cuts for data in one(cut)]


def _on_whole(one: Callable[[Grey], list[bytes]]) -> Callable[[Grey, Cuts], Found]:
    return lambda picture, cuts: [(data, None) for data in one(picture)]


def _zxing(kind: Kind, where: str, pictures_max: int | None = None) -> Contender:
    model = zxingcpp.BarcodeFormat.QRCodeModel2  # plain QRCode invents Micro QR codes
    of = model if kind == "qr" else zxingcpp.BarcodeFormat.DataMatrix
    formats = zxingcpp.BarcodeFormats([of])

    def read(picture: Grey) -> list[bytes]:
        return [found.bytes for found in zxingcpp.read_barcodes(picture, formats=formats)]

    how = _on_whole if where == "whole picture" else _on_cuts
    return Contender(f"zxing-cpp, {where}", how(read), pictures_max)


def _zbar(pictures: int) -> list[Contender]:
    def read(picture: Grey) -> list[bytes]:
        found = pyzbar.decode(picture, symbols=[pyzbar.ZBarSymbol.QRCODE])
        return [decoded.data for decoded in found]

    return [
        Contender("pyzbar, whole picture", _on_whole(read), pictures),
        Contender("pyzbar, same cuts", _on_cuts(read), pictures),
    ]


def _libdmtx(pictures: int, slow_pictures: int) -> list[Contender]:
    with warnings.catch_warnings():  # its import of distutils is announced as deprecated
        warnings.simplefilter("ignore", DeprecationWarning)
        pylibdmtx = importlib.import_module("pylibdmtx.pylibdmtx")

    def whole(picture: Grey) -> list[bytes]:
        found = pylibdmtx.decode(picture, max_count=ROWS * COLUMNS, timeout=DMTX_WHOLE_MS)
        return [decoded.data for decoded in found]

    def cut(picture: Grey) -> list[bytes]:
        found = pylibdmtx.decode(picture, max_count=1, timeout=DMTX_CUT_MS)
        return [decoded.data for decoded in found]

    return [
        Contender("pylibdmtx, whole picture", _on_whole(whole), slow_pictures),
        Contender("pylibdmtx, same cuts", _on_cuts(cut), min(pictures, 2 * slow_pictures)),
    ]


def _opencv(pictures: int, slow_pictures: int) -> list[Contender]:
    """It raises on some symbols (every GS1 QR among them): then it has read nothing."""

    def reader(detector: Any) -> Callable[[Grey], list[bytes]]:
        def read(picture: Grey) -> list[bytes]:
            try:
                _, texts, _, _ = detector.detectAndDecodeMulti(picture)
            except cv2.error:
                return []
            return [text.encode() for text in texts if text]

        return read

    found = []
    for name, detector in (
        ("OpenCV QRCodeDetector", cv2.QRCodeDetector()),
        ("OpenCV QRCodeDetectorAruco", cv2.QRCodeDetectorAruco()),
    ):
        read = reader(detector)
        found.append(Contender(f"{name}, whole picture", _on_whole(read), slow_pictures))
        found.append(Contender(f"{name}, same cuts", _on_cuts(read), min(pictures, slow_pictures)))
    return found
