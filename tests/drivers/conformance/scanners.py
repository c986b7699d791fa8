"""The hand scanners under the conformance suite: a new driver and its twin are one entry here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from drivers.api import Driver
from drivers.readers.keyboard_wedge import KeyboardWedge
from drivers.readers.line_reader import LineReader
from drivers.readers.line_scanner import LineScanner
from drivers.sim.keyboard_wedge import KeyboardWedgeTwin
from drivers.sim.line_scanner import LineScannerTwin


@dataclass(frozen=True)
class ScannerCase:
    """One driver and its twin, whose `scan(data, aim)` gives the bytes of a scan."""

    name: str
    driver: Callable[[], Driver]
    twin: Callable[[], Any]


SCANNERS: tuple[ScannerCase, ...] = (
    ScannerCase("line-scanner", lambda: LineScanner("hand"), LineScannerTwin),
    ScannerCase("line-reader", lambda: LineReader("hand"), LineScannerTwin),
    ScannerCase("wedge-us", lambda: KeyboardWedge("hand"), KeyboardWedgeTwin),
    ScannerCase(
        "wedge-de",
        lambda: KeyboardWedge("hand", layout="de"),
        lambda: KeyboardWedgeTwin(layout="de"),
    ),
    ScannerCase(
        "wedge-fr",
        lambda: KeyboardWedge("hand", layout="fr"),
        lambda: KeyboardWedgeTwin(layout="fr"),
    ),
)
