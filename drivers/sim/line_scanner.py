"""A hand scanner's base station, from its own side of the wire: a line of text for each scan."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from drivers.sim.faults import Faults

END = b"\r\n"


class LineScannerTwin:
    """`scan` is somebody pulling the trigger over a code."""

    FAULTS: ClassVar[Mapping[str, str]] = {
        "double": "sends each scan twice",
        "mute": "loses each scan",
        "no_gs": "drops GS (0x1D), as scanners in a wrong setting do",
        "no_aim": "leaves the AIM identifier out",
    }

    def __init__(self) -> None:
        self._faults = Faults(self.FAULTS)

    def scan(self, data: bytes, aim: str = "]Q1") -> bytes:
        """What goes out for a scan of a symbol that holds `data`."""
        if self._faults.get("mute"):
            return b""
        said = data.replace(b"\x1d", b"") if self._faults.get("no_gs") else data
        line = (b"" if self._faults.get("no_aim") else aim.encode("ascii")) + said + END
        return line * (2 if self._faults.get("double") else 1)

    def connected(self, now_ms: int) -> bytes:
        del now_ms
        return b""

    def disconnected(self, now_ms: int) -> None:
        """A scan without a host is lost; the scanner beeps, and nothing more."""

    def received(self, data: bytes, now_ms: int) -> bytes:
        """Nobody sends it anything."""
        del data, now_ms
        return b""

    def tick(self, now_ms: int) -> bytes:
        del now_ms
        return b""

    def fault(self, name: str, value: str = "on") -> None:
        self._faults.set(name, value)
