"""What the reader is wanted to reach, held against what was measured. Nothing is left out: a
figure that wasn't reached stands there as such."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from station.bench.decode.contenders import PACKLINE
from station.bench.decode.measure import Row

__all__ = ["Wanted", "wanted"]

MID, MID_PART = "mid", 0.999
WHOLE_TIMES = 4.0  # zxing-cpp takes at least so many times as long, on the whole picture
ZBAR_TIMES, DMTX_TIMES = 20.0, 10.0  # on the same cuts
UNDER_HALF, TWICE = 0.5, 2.0


@dataclass(frozen=True)
class Wanted:
    what: str
    measured: str
    reached: bool


def wanted(rows: Sequence[Row]) -> list[Wanted]:
    """The wanted figures for which there are rows."""
    return [one for kind in dict.fromkeys(row.kind for row in rows) for one in _of_kind(
        [row for row in rows if row.kind == kind]
    )]  # fmt: skip


def _of_kind(rows: Sequence[Row]) -> Iterator[Wanted]:
    kind = rows[0].kind
    ours = {row.of: row for row in rows if row.contender == PACKLINE}
    others = [row for row in rows if row.times_ours is not None]
    false = sum(row.false for row in rows if row.contender.startswith(PACKLINE))
    total = sum(row.total for row in ours.values())
    yield Wanted(f"{kind}: no false read", f"{false} beside {total} codes", false == 0)
    for of in ours:
        yield _hits(kind, of, [row for row in others if row.of == of])
    if MID in ours:
        mid = ours[MID]
        part = mid.hits / mid.total
        yield Wanted(f"{kind}: {MID_PART} of all on {MID}", f"{mid.hits}/{mid.total} = {part:.4f}",
                     part >= MID_PART)  # fmt: skip
    yield from _times(kind, others)


def _hits(kind: str, of: str, others: Sequence[Row]) -> Wanted:
    """As many as the best single decoder; where that finds under half, twice as many."""
    best = max(others, key=lambda row: (row.hits / row.total if row.total else 0, row.total))
    fails = best.hits < UNDER_HALF * best.total
    needed = TWICE * best.hits if fails else best.hits
    what = "twice as many hits as" if fails else "as many hits as"
    said = f"{best.ours} to {best.hits} of {best.total} ({best.contender})"
    return Wanted(f"{kind}, {of}: {what} the best decoder", said, best.ours >= needed)


def _times(kind: str, others: Sequence[Row]) -> Iterator[Wanted]:
    for name, times, on in (
        ("zxing-cpp, whole picture", WHOLE_TIMES, "the whole reader"),
        ("pyzbar, same cuts", ZBAR_TIMES, "the ladder on the same cuts"),
        ("pylibdmtx, same cuts", DMTX_TIMES, "the ladder on the same cuts"),
    ):
        found = [row for row in others if row.contender == name]
        if found:
            each = sorted(row.times_ours or 0.0 for row in found)
            middle = median(each)
            said = f"{middle:.1f} (by class {each[0]:.1f} to {each[-1]:.1f})"
            what = f"{kind}: {name} takes {times:g} times as long as {on}, at the median of classes"
            yield Wanted(what, said, middle >= times)
