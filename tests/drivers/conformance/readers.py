"""The readers under the conformance suite: a new driver and its twin are one entry here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from drivers.api import Driver
from drivers.readers.keyence_sr import KeyenceReader
from drivers.sim.keyence_sr import KeyenceTwin


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


KEYENCE = ReaderCase(
    name="keyence",
    driver=lambda: KeyenceReader("reader 1", aim_prefix=False, separator=";"),
    twin=lambda: KeyenceTwin(separator=";"),
    show=lambda twin, codes: twin.present(codes),
    late="late",
    silent="silent",
    several=True,
)

READERS: tuple[ReaderCase, ...] = (KEYENCE,)
