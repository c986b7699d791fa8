"""The readers under the conformance suite: a new driver and its twin are one entry here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from drivers.api import Driver


@dataclass(frozen=True)
class ReaderCase:
    """One driver and its twin.

    `show(twin, codes)` puts symbols before the reader, none for an empty tuple, until shown anew.
    `several`: more codes than one fit a result. `late` makes the next answer come after every
    window, `silent` makes it never come ("" where the twin has no such fault).
    """

    name: str
    driver: Callable[[], Driver]
    twin: Callable[[], Any]
    show: Callable[[Any, tuple[bytes, ...]], None]
    late: str = ""
    silent: str = ""
    several: bool = False


READERS: tuple[ReaderCase, ...] = ()
