"""The readers under the conformance suite: a new driver and its twin are one entry here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
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
    driver=lambda: KeyenceReader("scanner 1", separator=","),
    twin=lambda: KeyenceTwin(separator=","),
    show=lambda twin, codes: twin.present(codes),
    late="late",
    silent="silent",
    several=True,
)

# The same reader set otherwise: STX … ETX, one code a result.
KEYENCE_STX = replace(
    KEYENCE,
    name="keyence-stx",
    driver=lambda: KeyenceReader("scanner 1", framing="stx", bank=3),
    twin=lambda: KeyenceTwin(framing="stx"),
    several=False,
)


def silent_about_commands() -> KeyenceTwin:
    twin = KeyenceTwin(separator=",")
    twin.fault("echo_off")
    return twin


# Without OK and ER lines a late result can't be told from the next trigger's: no `late`.
KEYENCE_NO_ECHO = replace(KEYENCE, name="keyence-no-echo", twin=silent_about_commands, late="")

READERS: tuple[ReaderCase, ...] = (KEYENCE, KEYENCE_STX, KEYENCE_NO_ECHO)
