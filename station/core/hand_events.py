"""Packing by hand: what scanners in people's hands say, unasked, and what people ask of it."""

from __future__ import annotations

from dataclasses import dataclass

from station.core.facts import Seen


@dataclass(frozen=True)
class HandScanned:
    """Somebody scanned a code with a hand scanner."""

    device: str
    symbols: tuple[Seen, ...]
    at_ms: int


@dataclass(frozen=True)
class OpenCancelled:
    """What is in the open container was taken out again."""

    level: int
    at_ms: int
    by: str = ""
    reason: str = ""
