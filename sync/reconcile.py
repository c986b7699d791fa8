"""Whether the platform holds exactly what the station bound.

Both sides are lists of code texts with level and parent. Pure: who fetches them is the caller's
affair, and what to do about a difference is a person's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from sync.platforms.api import BoundCode

SHOWN_MAX = 5


@dataclass(frozen=True)
class Differences:
    """`missing` are the station's codes that the platform lacks, `unknown` the platform's that the
    station doesn't have, `moved` those with another parent or level, as (station's, platform's),
    `doubled` the texts that a side names twice."""

    missing: tuple[BoundCode, ...] = ()
    unknown: tuple[BoundCode, ...] = ()
    moved: tuple[tuple[BoundCode, BoundCode], ...] = ()
    doubled: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.missing or self.unknown or self.moved or self.doubled)

    def __str__(self) -> str:
        if not self:
            return "the platform holds exactly what the station bound"
        parts = (
            _part("missing on the platform", [code.code for code in self.missing]),
            _part("not known to the station", [code.code for code in self.unknown]),
            _part("in another place", [ours.code for ours, _ in self.moved]),
            _part("named twice", self.doubled),
        )
        return "; ".join(filter(None, parts))


def compare(station_codes: Iterable[BoundCode], platform_codes: Iterable[BoundCode]) -> Differences:
    """What differs; empty (false) if nothing does."""
    ours, doubled_here = _by_text(station_codes)
    theirs, doubled_there = _by_text(platform_codes)
    return Differences(
        missing=tuple(ours[text] for text in sorted(ours.keys() - theirs.keys())),
        unknown=tuple(theirs[text] for text in sorted(theirs.keys() - ours.keys())),
        moved=tuple(
            (ours[text], theirs[text])
            for text in sorted(ours.keys() & theirs.keys())
            if ours[text] != theirs[text]
        ),
        doubled=tuple(sorted({*doubled_here, *doubled_there})),
    )


def _by_text(codes: Iterable[BoundCode]) -> tuple[dict[str, BoundCode], list[str]]:
    found = list(codes)
    counted = Counter(code.code for code in found)
    return {code.code: code for code in found}, [text for text, n in counted.items() if n > 1]


def _part(what: str, texts: Iterable[str]) -> str:
    listed = list(texts)
    if not listed:
        return ""
    shown = ", ".join(listed[:SHOWN_MAX])
    return f"{len(listed)} {what}: {shown}{', …' if len(listed) > SHOWN_MAX else ''}"
