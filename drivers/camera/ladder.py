"""The ladder: cheap looks at a picture first, dearer ones for what they missed.

Rungs are ways to prepare a picture before zxing-cpp looks at it; zbar and libdmtx, which rarely see
what it didn't, come last (`rungs`, docs/decisions/0005-decoding-ladder.md). Which rung is tried
when, and how large symbols are, is learned from the last pictures. Every rung keeps to the time
that is left.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, replace

from drivers.api import SymbolRead
from drivers.camera.decoders import LINEAR, Grey, Sight, zbar, zxing
from drivers.camera.dmtx import Dmtx
from drivers.camera.evidence import Evidence
from drivers.camera.experience import Experience
from drivers.camera.places import Place, busy_places, cut_out
from drivers.camera.resample import Shape, redrawn
from drivers.camera.rungs import FIRST, RUNGS, SECOND_OPINION, WHOLE, Prepared, Rung

__all__ = ["Ladder", "Reading"]

DMTX_MS_MAX = 50  # on a miss libdmtx takes all of it
WHOLE_CUT_PX_MAX = 700_000  # pictures up to this are prepared whole when nothing in them stands out
NEW_WEIGHT = 0.2  # of the last symbol's size against those before it
ROOM = 0.82  # half the side of a cut, in sides of the symbol: any turn, and some quiet zone


@dataclass(frozen=True)
class Reading:
    """What a picture holds; `reason` says why, where it holds nothing."""

    symbols: tuple[SymbolRead, ...]
    reason: str = ""


class Ladder:
    """The rungs for some kinds of symbols. Safe to share by threads."""

    def __init__(self, kinds: frozenset[str], dmtx: Dmtx | None = None, symbols: int = 1) -> None:
        self.kinds, self._dmtx, self._symbols = kinds, dmtx, symbols
        opinions = (SECOND_OPINION,) if kinds & LINEAR else ()
        rungs = [rung for rung in (FIRST, *opinions, *RUNGS) if rung.serves(kinds)]
        self._rungs = [rung for rung in rungs if rung.decoder != "libdmtx" or dmtx]
        self._experience = Experience(self._rungs)
        self._shapes: dict[str, Shape] = {}

    def rungs(self) -> list[Rung]:
        """All rungs in the order to try them in the next picture."""
        if self.kinds & LINEAR:  # two different looks are needed anyway: the cheapest two
            return list(self._rungs)
        return self._experience.order()

    def note(self, rung: Rung, sights: list[Sight]) -> None:
        """Learn from a look: what the rung is worth, what symbols look like here."""
        self._experience.note(rung, bool(sights))
        for sight in sights:
            if sight.modules and sight.corners:
                self._shapes[sight.kind] = _mixed(self._shapes.get(sight.kind), sight)

    def cut_reach(self) -> float:
        """Half the side of a cut that is large enough for any symbol seen so far, 0 if none was."""
        sides = [shape.modules * shape.module_px for shape in self._shapes.values()]
        return ROOM * max(sides, default=0.0)

    def look(self, rung: Rung, cut: Grey, until: float) -> list[Sight]:
        """The symbols in `cut` as seen from `rung`; places are those in `cut`."""
        left_ms = (until - time.monotonic()) * 1_000
        if left_ms <= 0 or min(cut.shape) < 2:
            return []
        match rung.decoder:
            case "redrawn":
                return self._redrawn(rung.prepare(cut))
            case "zbar":
                picture, scale = rung.prepare(cut)
                sights = zbar(picture, self.kinds)
            case "libdmtx":
                assert self._dmtx is not None, "rungs of a missing decoder are left out"
                picture, scale = rung.prepare(cut)
                sights = self._dmtx.read(picture, min(left_ms, DMTX_MS_MAX))
            case _:
                picture, scale = rung.prepare(cut)
                sights = zxing(picture, self.kinds, soft=rung.decoder == "zxing soft")
        return [sight.placed(scale, 0, 0) for sight in sights]

    def _redrawn(self, prepared: Prepared) -> list[Sight]:
        """What is read once a symbol like the last ones was laid on its grid."""
        picture, scale = prepared
        found = []
        for shape in self._shapes.values():
            clean = redrawn(picture, replace(shape, module_px=shape.module_px * scale))
            if clean is None:
                continue
            for sight in zxing(clean[0], (shape.kind,)):
                corners = tuple((float(x), float(y)) for x, y in clean[1])
                middle = clean[1].mean(axis=0)
                reach = shape.modules * shape.module_px * scale / 2
                placed = replace(
                    sight, x=float(middle[0]), y=float(middle[1]), reach=reach, corners=corners
                )
                found.append(placed.placed(scale, 0, 0))
        return found

    def read_one(self, picture: Grey, budget_ms: float) -> Reading:
        """The symbols in a picture of one product. What stands out in it is looked at first: a cut
        costs a twentieth of the whole. Once all that it shows is read, no more is searched for."""
        until = time.monotonic() + budget_ms / 1_000
        evidence = Evidence(picture)
        whole, cuts = [(picture, 0.0, 0.0)], _cuts(picture)
        for attempt, rung in enumerate(self.rungs(), 1):
            seen: list[Sight] = []
            for cut, left, top in whole if rung is WHOLE else cuts:
                sights = self.look(rung, cut, until)
                seen += sights
                evidence.add(rung.name, attempt, [s.placed(1, left, top) for s in sights])
            is_late = time.monotonic() >= until
            if seen or not is_late:
                self.note(rung, seen)
            if is_late or (evidence.is_settled() and len(evidence.believed()) >= self._symbols):
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


def _mixed(old: Shape | None, sight: Sight) -> Shape:
    """What symbols of this kind look like, after this one."""
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = sight.corners
    twice_area = abs((cx - ax) * (dy - by) - (dx - bx) * (cy - ay))
    px = (twice_area / 2) ** 0.5 / sight.modules
    if old is None or old.modules != sight.modules:
        return Shape(sight.kind, sight.modules, px)
    return replace(old, module_px=old.module_px + NEW_WEIGHT * (px - old.module_px))
