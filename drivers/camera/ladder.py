"""The ladder: cheap looks at a picture first, dearer ones for what they missed.

Preparing a picture helps more than changing the decoder, so most rungs are zxing-cpp on a smoothed
or enlarged cut; zbar and libdmtx, which rarely see what it didn't, come last
(docs/decisions/0005-decoding-ladder.md). Every rung keeps to the time that is left.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

import cv2
import numpy as np

from drivers.api import SymbolRead
from drivers.camera.decoders import LINEAR, Grey, Sight, zbar, zxing
from drivers.camera.dmtx import Dmtx
from drivers.camera.evidence import Evidence
from drivers.camera.places import Place, busy_places, cut_out

__all__ = ["FIRST", "RUNGS", "WHOLE", "Ladder", "Reading", "Rung"]

DMTX_MS_MAX = 50  # on a miss libdmtx takes all of it
ENLARGED_PX_MAX = 2_000_000  # of a prepared picture
WHOLE_CUT_PX_MAX = 700_000  # pictures up to this are prepared whole when nothing in them stands out

Prepared = tuple[Grey, float]


@dataclass(frozen=True)
class Rung:
    """One way of looking. `prepare` gives the picture to look at and how much it is enlarged."""

    name: str
    prepare: Callable[[Grey], Prepared]
    decoder: Literal["zxing", "zxing soft", "zbar", "libdmtx"] = "zxing"

    def serves(self, kinds: Iterable[str]) -> bool:
        served = {
            "zbar": {"qr", "code-128"},
            "libdmtx": {"data-matrix"},
        }
        return self.decoder not in served or bool(served[self.decoder] & set(kinds))


@dataclass(frozen=True)
class Reading:
    """What a picture holds; `reason` says why, where it holds nothing."""

    symbols: tuple[SymbolRead, ...]
    reason: str = ""


def _plain(picture: Grey) -> Prepared:
    return picture, 1.0


def _smoothed(sigma: float, times: float) -> Callable[[Grey], Prepared]:
    def prepare(picture: Grey) -> Prepared:
        smooth = np.asarray(cv2.GaussianBlur(picture, (0, 0), sigma), np.uint8)
        scale = min(times, (ENLARGED_PX_MAX / max(1, picture.size)) ** 0.5)
        return (smooth, 1.0) if scale <= 1 else _resized(smooth, scale)

    return prepare


def _half(picture: Grey) -> Prepared:
    return _resized(picture, 0.5) if min(picture.shape) >= 16 else (picture, 1.0)


def _resized(picture: Grey, scale: float) -> Prepared:
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(picture, None, fx=scale, fy=scale, interpolation=how)), scale


FIRST = Rung("plain", _plain)
WHOLE = Rung("the whole picture", _plain)  # or cell: the busy place was not the symbol
SECOND_OPINION = Rung("zbar", _plain, "zbar")  # a bar code needs another decoder's word
RUNGS = (
    Rung("smoothed 1.5, twice the size", _smoothed(1.5, 2.0)),
    Rung("smoothed 0.8, three times the size", _smoothed(0.8, 3.0)),
    Rung("smoothed 1", _smoothed(1.0, 1.0)),
    Rung("half the size", _half),
    Rung("smoothed 1.5, twice the size, one threshold", _smoothed(1.5, 2.0), "zxing soft"),
    WHOLE,
    Rung("zbar, smoothed 1.5, twice the size", _smoothed(1.5, 2.0), "zbar"),
    Rung("libdmtx, smoothed 0.8", _smoothed(0.8, 1.0), "libdmtx"),
)


class Ladder:
    """The rungs for some kinds of symbols. Safe to share by threads.

    The rung that helped last is tried second: on one line, pictures are bad in the same way.
    """

    def __init__(self, kinds: frozenset[str], dmtx: Dmtx | None = None, symbols: int = 1) -> None:
        self.kinds, self._dmtx, self._symbols = kinds, dmtx, symbols
        opinions = (SECOND_OPINION,) if kinds & LINEAR else ()
        rungs = [rung for rung in (*opinions, *RUNGS) if rung.serves(kinds)]
        self._rungs = [rung for rung in rungs if rung.decoder != "libdmtx" or dmtx]
        self._helped: Rung | None = None

    def rungs(self) -> list[Rung]:
        """All rungs in the order to try them now."""
        helped = self._helped
        if helped in (None, WHOLE) or self.kinds & LINEAR:
            return [FIRST, *self._rungs]
        return [FIRST, helped, *(rung for rung in self._rungs if rung is not helped)]

    def helped(self, rung: Rung) -> None:
        """Remember what read a symbol that the first look had missed."""
        if rung is not FIRST:
            self._helped = rung

    def look(self, rung: Rung, cut: Grey, until: float) -> list[Sight]:
        """The symbols in `cut` as seen from `rung`; places are those in `cut`."""
        left_ms = (until - time.monotonic()) * 1_000
        if left_ms <= 0 or min(cut.shape) < 2:
            return []
        picture, scale = rung.prepare(cut)
        match rung.decoder:
            case "zbar":
                sights = zbar(picture, self.kinds)
            case "libdmtx":
                assert self._dmtx is not None, "rungs of a missing decoder are left out"
                sights = self._dmtx.read(picture, min(left_ms, DMTX_MS_MAX))
            case _:
                sights = zxing(picture, self.kinds, soft=rung.decoder == "zxing soft")
        return [sight.placed(scale, 0, 0) for sight in sights]

    def read_one(self, picture: Grey, budget_ms: float) -> Reading:
        """The symbols in a picture of one product. What stands out in it is looked at first: a cut
        costs a twentieth of the whole. Once all that it shows is read, no more is searched for."""
        until = time.monotonic() + budget_ms / 1_000
        evidence = Evidence()
        whole, cuts = [(picture, 0.0, 0.0)], _cuts(picture)
        for attempt, rung in enumerate(self.rungs(), 1):
            for cut, left, top in whole if rung is WHOLE else cuts:
                sights = self.look(rung, cut, until)
                evidence.add(rung.name, attempt, [s.placed(1, left, top) for s in sights])
            if evidence.is_settled() and len(evidence.symbols()) >= self._symbols:
                self.helped(rung)
                break
            if time.monotonic() >= until:
                break
        return Reading(evidence.symbols(), evidence.reason())


def _cuts(picture: Grey) -> list[tuple[Grey, float, float]]:
    """What is worth a look: the busy places, or all of a small picture without any."""
    places = [place for place in busy_places(picture) if place.reach > 8]
    if places:
        return [cut_out(picture, place) for place in places]
    if picture.size <= WHOLE_CUT_PX_MAX:
        return [(picture, 0.0, 0.0)]
    height, width = picture.shape
    middle = Place(width / 2, height / 2, WHOLE_CUT_PX_MAX**0.5 / 2)
    return [cut_out(picture, middle, pad=0.0)]
