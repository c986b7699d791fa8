"""How much of a core the screen uses while a line runs, and how soon its first window is there.

A demonstration runs at the asked pace, each thing a process of its own as on a line. Baseline in
the same run: the same toolkit with one label that is written ten times a second.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from station.store.errors import KnownError
from station.talk.client import Line, dial
from station.talk.look import Look

ROOT = Path(__file__).resolve().parents[3]
FULL_SPEED_A_MIN = 1_320  # bottles of the demonstration at speed 1
BUDGET_CORE, BUDGET_WINDOW_S = 0.25, 1.5
SETTLE_S, START_S_MAX, STOP_S_MAX = 3.0, 30.0, 60.0
TICK_S = 0.2

BARE_LABEL = """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel
application = QApplication([])
label = QLabel("0")
label.resize(1280, 800)
label.show()
count = 0
def write():
    global count
    count += 1
    label.setText(str(count))
timer = QTimer()
timer.timeout.connect(write)
timer.start(100)
application.exec()
"""
BARE_WINDOW = """
from PySide6.QtWidgets import QApplication, QWidget
application = QApplication([])
window = QWidget()
window.resize(1280, 800)
window.show()
window.grab()
"""


@dataclass(frozen=True)
class ScreenCost:
    """`core` and `bare_core` are shares of one core; windows in seconds, the median of several."""

    bottles_per_min: float
    core: float
    bare_core: float
    window_s: float
    bare_window_s: float
    resident_mb: float

    @property
    def within(self) -> bool:
        return self.core < BUDGET_CORE and self.window_s < BUDGET_WINDOW_S


def measure(folder: Path, per_minute: float, seconds: float, starts: int) -> ScreenCost:
    """Raises KnownError where the demonstration doesn't come up."""
    bottles = int(per_minute / 60 * (seconds + 30))
    words = ["demo", "--bottles", str(bottles), "--faults", "none", "--dir", str(folder)]
    words += ["--speed", str(per_minute / FULL_SPEED_A_MIN)]
    with _running([sys.executable, "-m", "station", *words]):
        line = _line_of(folder)
        with _running(_screen(folder)) as screen, _running(_python(BARE_LABEL)) as bare:
            _hear(line, SETTLE_S)
            before = (_cpu_s(screen.pid), _cpu_s(bare.pid), time.monotonic())
            paces = [look.per_minute for look in _hear(line, seconds)]
            spent_s = time.monotonic() - before[2]
            core = (_cpu_s(screen.pid) - before[0]) / spent_s
            bare_core = (_cpu_s(bare.pid) - before[1]) / spent_s
            resident_mb = _resident_mb(screen.pid)
        line.close()
        window_s = _median_s(starts, [*_screen(folder), "--until-shown"])
    bare_window_s = _median_s(starts, _python(BARE_WINDOW))
    return ScreenCost(median(paces), core, bare_core, window_s, bare_window_s, resident_mb)


def _screen(folder: Path) -> list[str]:
    return [sys.executable, "-m", "ui", "--connect", str(folder), "--window"]


def _python(program: str) -> list[str]:
    return [sys.executable, "-c", program]


@contextmanager
def _running(words: list[str]) -> Iterator[subprocess.Popen[bytes]]:
    """A process that ends with this."""
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(words, cwd=ROOT, env=_offscreen(), stdout=quiet, stderr=quiet)
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(STOP_S_MAX)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _offscreen() -> dict[str, str]:
    return {"QT_QPA_PLATFORM": "offscreen", **os.environ}


def _line_of(folder: Path) -> Line:
    until = time.monotonic() + START_S_MAX
    while time.monotonic() < until:
        if (folder / "door.json").exists():
            line = dial(folder, "bench")
            _hear_until(line, lambda look: look.line.phase == "execute")
            return line
        time.sleep(TICK_S)
    raise KnownError(f"{folder}: the demonstration did not come up in {START_S_MAX:g} s")


def _hear_until(line: Line, right: Callable[[Look], bool]) -> None:
    until = time.monotonic() + START_S_MAX
    while time.monotonic() < until:
        said = line.receive()
        if isinstance(said, Look) and right(said):
            return
    raise KnownError("the demonstration did not start its line")


def _hear(line: Line, seconds: float) -> list[Look]:
    until, looks = time.monotonic() + seconds, list[Look]()
    while time.monotonic() < until:
        said = line.receive()
        if isinstance(said, Look):
            looks.append(said)
    return looks


def _cpu_s(process: int) -> float:
    """What it used so far, of all its threads (Linux)."""
    fields = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _resident_mb(process: int) -> float:
    for line in Path(f"/proc/{process}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1_024
    return 0.0


def _median_s(times: int, words: list[str]) -> float:
    """From the start of a process to its end, which comes with its first picture."""
    taken = []
    for _ in range(times):
        begun_s = time.monotonic()
        subprocess.run(words, cwd=ROOT, env=_offscreen(), capture_output=True, check=True)
        taken.append(time.monotonic() - begun_s)
    return median(taken)
