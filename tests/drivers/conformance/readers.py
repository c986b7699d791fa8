"""The readers under the conformance suite: a new driver and its twin are one entry here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from drivers.api import Driver
from drivers.readers.cognex_dmcc import CognexReader
from drivers.readers.keyence_sr import KeyenceReader
from drivers.readers.line_reader import LineReader
from drivers.readers.sick_cola import SickReader
from drivers.sim.cognex_dmcc import CognexTwin
from drivers.sim.keyence_sr import KeyenceTwin
from drivers.sim.line_reader import LineReaderTwin
from drivers.sim.sick_cola import SickTwin


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

COGNEX = ReaderCase(
    name="cognex",
    driver=lambda: CognexReader("scanner 1", separator=","),
    twin=lambda: CognexTwin(separator=","),
    show=lambda twin, codes: twin.present(codes),
    late="late",
    silent="silent",
    several=True,
)

# With checksums, a text for no read, and settings of its own at each link.
COGNEX_CHECKED = replace(
    COGNEX,
    name="cognex-checked",
    driver=lambda: CognexReader(
        "scanner 1", checksum=True, no_read="NO\\x20READ", setup=["SET SYMBOL.DATAMATRIX ON"]
    ),
    twin=lambda: CognexTwin(no_read="NO READ"),
    several=False,
)

SICK = ReaderCase(
    name="sick",
    driver=lambda: SickReader("scanner 1", separator=","),
    twin=lambda: SickTwin(separator=","),
    show=lambda twin, codes: twin.present(codes),
    late="late",
    silent="silent",
    several=True,
)

# The device answers a trigger with a line, or with its text for no read when it gave up.
LINE_READER = ReaderCase(
    name="line-reader",
    driver=lambda: LineReader(
        "scanner 1", trigger="T\\r", stop="S\\r", no_read=["NoRead", "?"], separator="\\t"
    ),
    twin=lambda: LineReaderTwin(start="T\r", stop="S\r", separator="\t"),
    show=lambda twin, codes: twin.present(codes),
    late="late",
    silent="silent",
    several=True,
)

# With an answer to each command, quality and place behind each code, between STX and ETX.
LINE_READER_FIELDS = replace(
    LINE_READER,
    name="line-reader-fields",
    driver=lambda: LineReader(
        "scanner 1",
        trigger="start\\n",
        stop="stop\\n",
        ack="OK.*",
        start="\\x02",
        terminator="\\x03",
        no_read=["NoRead"],
        pattern="{code};{quality};{x},{y}",
        separator="\\x1e",
    ),
    twin=lambda: LineReaderTwin(
        start="start\n", stop="stop\n", ack=True, frame="\x02 \x03", fields=True, separator="\x1e"
    ),
)

READERS: tuple[ReaderCase, ...] = (
    KEYENCE,
    KEYENCE_STX,
    KEYENCE_NO_ECHO,
    COGNEX,
    COGNEX_CHECKED,
    SICK,
    LINE_READER,
    LINE_READER_FIELDS,
)
