"""`packline` without a command: the station and its screen, each a process of its own.

Whichever of them fails is started again, a few times; the other one doesn't notice more than that
it was away. A screen that a person closes stays closed, and the station goes on.
"""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from station.commands.exits import FAULT, leave
from station.commands.station import folder_of, line_of, say
from station.talk.address import NoStation
from station.talk.client import dial

LOOK_S = 0.2
STARTS_MAX = 4  # of one process within `WITHIN_S`
WITHIN_S = 600.0
STOP_S_MAX = 15.0
CLOSED = "the screen was closed; the station goes on. Open one with `packline ui`, end with Ctrl-C"


class Kept:
    """A process that is started again when it fails."""

    def __init__(
        self, name: str, words: Sequence[str], now_s: Callable[[], float] = time.monotonic
    ) -> None:
        self.name, self._words, self._now_s = name, list(words), now_s
        self._starts: list[float] = []
        self._process: subprocess.Popen[bytes] | None = None
        self.code: int | None = None  # with which it ended for good

    def start(self) -> None:
        self._starts = [at for at in self._starts if self._now_s() - at < WITHIN_S]
        self._starts.append(self._now_s())
        self._process = subprocess.Popen(
            [sys.executable, "-m", "station", *self._words], start_new_session=True
        )

    def look(self) -> bool:
        """Whether it runs; one that failed is started again, until that happens too often."""
        if self._process is None:
            return False
        code = self._process.poll()
        if code is None:
            return True
        self._process = None
        if code == 0 or len(self._starts) >= STARTS_MAX:
            self.code = code
            return False
        say(f"the {self.name} ended with {code}; it is started again")
        self.start()
        return True

    def end(self) -> None:
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(STOP_S_MAX)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process = None


def both(data: Path, line: str, screen: Sequence[str]) -> None:
    """Run both until Ctrl-C, or until the station has ended for good."""
    of_station = ["station", "--data", str(data), "--line", line_of(data, line)]
    data = folder_of(data)
    station = Kept("station", of_station)
    window = Kept("screen", ["ui", "--connect", str(data), *screen])
    ending = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: ending.set())
    mine = not is_running(data)
    if mine:
        station.start()
    else:
        say("a station runs in this folder already; this only opens a screen on it")
    window.start()
    try:
        _keep(station if mine else None, window, ending)
    finally:
        window.end()
        station.end()
    if station.code:
        leave(f"packline: the station ended with {station.code}; see station.log", FAULT)


def _keep(station: Kept | None, window: Kept, ending: threading.Event) -> None:
    told = False
    while not ending.wait(LOOK_S):
        if station is not None and not station.look():
            return
        if not window.look() and not told:
            if station is None:
                return
            told = True
            say(CLOSED)


def is_running(data: Path) -> bool:
    try:
        dial(data, "packline").close()
    except NoStation:
        return False
    return True
