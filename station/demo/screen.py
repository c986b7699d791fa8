"""The run screen beside the demonstration: a snapshot file for it, and the screen as a process.

The screen only reads the file, so its end, or its absence, changes nothing for the line.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec

from station.core.snapshot import Snapshot
from station.core.states import CodeState
from station.demo.display import is_chinese
from station.runtime.station import DeviceShown
from station.store.errors import KnownError

WRITE_EVERY_S = 0.1
STOP_S_MAX = 5.0


class Screen:
    """Use with `with`. Without `wanted` it does nothing."""

    def __init__(self, folder: Path, *, wanted: bool) -> None:
        self._file, self._wanted = folder / "snapshot.json", wanted
        self._process: subprocess.Popen[bytes] | None = None
        self._written_s = 0.0

    def __enter__(self) -> Self:
        if self._wanted:
            if not any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))):
                raise KnownError("--ui needs a screen: there is no DISPLAY; leave --ui out")
            language = "zh" if is_chinese() else "en"
            command = [sys.executable, "-m", "ui", "--snapshot", str(self._file)]
            self._process = subprocess.Popen(
                [*command, "--lang", language],
                cwd=Path(__file__).resolve().parents[2],
                start_new_session=True,
            )
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._process is not None:
            self._process.terminate()
            try:
                self._process.wait(STOP_S_MAX)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait(STOP_S_MAX)

    def show(self, line: Snapshot, devices: Sequence[DeviceShown], per_minute: float) -> None:
        """Replace the file, at most ten times a second."""
        now_s = time.monotonic()
        if not self._wanted or now_s - self._written_s < WRITE_EVERY_S:
            return
        self._written_s = now_s
        good = line.count(0, CodeState.BOUND) + line.count(0, CodeState.VERIFIED)
        shown = {
            "line": line,
            "devices": devices,
            "good": good,
            "bottles_per_min": per_minute,
            "demonstration": True,
        }
        hidden = self._file.with_name(".snapshot.part")
        hidden.write_bytes(msgspec.json.encode(shown))
        hidden.replace(self._file)
