"""The measurement: each contender reads each picture, in turn, in a changing order.

So whatever else the PC does falls on all alike, and what counts is the ratio of two times for the
same picture; its median over the pictures is told. The first picture of a class isn't counted: on
it Packline's reader learns the light and the print, as it does on a line. A read that is
not in the picture is false; for Packline's reader so is one in the wrong row or column.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from statistics import median

import cv2

from drivers.labels.symbols import Kind
from station.bench.decode.contenders import (
    PACKLINE,
    PACKLINE_CUTS,
    Contender,
    Found,
    contenders,
    cuts_of,
)
from station.bench.decode.pictures import WARM_UP, Class, Scene, scene

__all__ = ["Row", "looks_of", "measure"]

SLOW_PICTURES = 2  # that decoders see which take seconds for one
Tell = Callable[[str], None]


@dataclass(frozen=True)
class Row:
    """One contender on one class. `total` are the codes in the `pictures` that it saw, `ours` is
    how many of them Packline read; times are milliseconds a picture.

    `times_ours` is how many times as long as Packline it took, by the median over the pictures:
    the whole reader for a whole picture, the ladder alone for cuts. None for Packline itself."""

    kind: str
    of: str
    contender: str
    pictures: int
    hits: int
    total: int
    ours: int
    false: int
    median_ms: float
    p99_ms: float
    times_ours: float | None
    times_whole_reader: float | None


@dataclass
class _Tally:
    """What one contender did, picture by picture."""

    hits: list[int] = field(default_factory=list)
    totals: list[int] = field(default_factory=list)
    false: int = 0
    ms: list[float] = field(default_factory=list)

    def add(self, found: Found, of: Scene, ms: float) -> None:
        good = {data for data, place in found if place in (None, of.codes.get(data))} & set(
            of.codes
        )
        self.hits.append(len(good))
        self.totals.append(len(of.codes))
        self.false += sum(data not in good for data, _ in found)
        self.ms.append(ms)


def looks_of(classes: Sequence[Class], kinds: Sequence[Kind], pictures: int) -> int:
    """How many pictures `measure` renders: what a progress bar counts."""
    return sum(1 + pictures * of.times for of in classes) * len(kinds)


def measure(
    classes: Sequence[Class], kinds: Sequence[Kind], pictures: int, seed: int, tell: Tell
) -> list[Row]:
    """All rows, by kind and class. `tell` hears of each picture that is done."""
    threads = cv2.getNumThreads()
    cv2.setNumThreads(1)  # as in the station, where threads are used for pictures
    try:
        return [
            row
            for kind in kinds
            for of in classes
            for row in _of_class(kind, of, pictures, seed, tell)
        ]
    finally:
        cv2.setNumThreads(threads)


def _of_class(kind: Kind, of: Class, pictures: int, seed: int, tell: Tell) -> list[Row]:
    field_ = contenders(kind, pictures, min(pictures, SLOW_PICTURES))
    tallies = {one.name: _Tally() for one in field_}
    try:
        learning = [one for one in field_ if one.pictures_max is None]
        _read_all(learning, scene(kind, of, seed, WARM_UP), {})
        tell(f"{kind}, {of.name}")
        for number in range(pictures * of.times):
            start = number % len(field_)
            seeing = [one for one in field_[start:] + field_[:start] if _sees(one, number)]
            _read_all(seeing, scene(kind, of, seed, number), tallies)
            tell(f"{kind}, {of.name}")
    finally:
        for one in field_:
            one.stop()
    return [_row(kind, of, one.name, tallies) for one in field_]


def _sees(one: Contender, number: int) -> bool:
    return one.pictures_max is None or number < one.pictures_max


def _read_all(seeing: Sequence[Contender], of: Scene, tallies: dict[str, _Tally]) -> None:
    cuts = cuts_of(of)
    for one in seeing:
        began = time.perf_counter()
        found = one.read(of.picture, cuts)
        ms = (time.perf_counter() - began) * 1_000
        if tallies:
            tallies[one.name].add(found, of, ms)


def _row(kind: Kind, of: Class, name: str, tallies: dict[str, _Tally]) -> Row:
    tally, ours = tallies[name], tallies[PACKLINE]
    seen = len(tally.ms)
    fair = tallies[PACKLINE_CUTS] if name.endswith("same cuts") else ours
    is_ours = name.startswith(PACKLINE)
    in_order = sorted(tally.ms)
    return Row(
        kind=kind,
        of=of.name,
        contender=name,
        pictures=seen,
        hits=sum(tally.hits),
        total=sum(tally.totals),
        ours=sum(ours.hits[:seen]),
        false=tally.false,
        median_ms=round(median(in_order), 1),
        p99_ms=round(in_order[min(seen - 1, int(0.99 * seen))], 1),
        times_ours=None if is_ours else _times(tally, fair),
        times_whole_reader=None if is_ours else _times(tally, ours),
    )


def _times(tally: _Tally, ours: _Tally) -> float:
    """Picture by picture, since both saw the same ones at about the same moment."""
    return round(median(his / mine for his, mine in zip(tally.ms, ours.ms, strict=False)), 2)
