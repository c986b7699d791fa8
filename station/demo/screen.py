"""The screen beside the demonstration: the same door and the same screen as of a real station.

The screen is a process of its own, so its end, or its absence, changes nothing for the line.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Self

from station.demo.display import is_chinese
from station.store.errors import KnownError

STOP_S_MAX = 5.0
A_SCREEN = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


class Screen:
    """Use with `with`, while the station's door is open. Without `wanted` it does nothing."""

    def __init__(self, folder: Path, *, wanted: bool) -> None:
        self._folder, self._wanted = folder, wanted
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        if self._wanted:
            if not any(map(os.environ.get, A_SCREEN)):
                raise KnownError("--ui needs a screen: there is no DISPLAY; leave --ui out")
            language = "zh" if is_chinese() else "en"
            command = [sys.executable, "-m", "ui", "--connect", str(self._folder), "--window"]
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
