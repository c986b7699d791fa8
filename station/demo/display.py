"""What the demonstration shows: a live picture on a terminal, plain lines elsewhere."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Sequence
from types import TracebackType
from typing import Self

from rich.console import Console, Group
from rich.live import Live
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from station.core.snapshot import PackShown, Snapshot
from station.core.states import CodeState
from station.runtime.station import DeviceShown

REFRESH_A_S = 8
LINE_EVERY_S = 2.0
RATE_OVER_S = 5.0
COLORS = {"execute": "green", "held": "yellow", "stopped": "red", "complete": "cyan"}


def is_chinese() -> bool:
    """Whether the locale asks for Chinese."""
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    return next((os.environ[name] for name in names if os.environ.get(name)), "").startswith("zh")


class Display:
    """Goes to standard error, so that `--json` has standard output to itself."""

    def __init__(self, *, quiet: bool = False) -> None:
        self._console = Console(stderr=True, highlight=False)
        self._live: Live | None = None
        self._quiet = quiet
        self._zh = is_chinese()
        self._said_s = 0.0
        self._past: list[tuple[float, int]] = []
        self._alarms: set[int] = set()

    def __enter__(self) -> Self:
        if sys.stderr.isatty() and not self._quiet:
            self._live = Live(console=self._console, refresh_per_second=REFRESH_A_S)
            self._live.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._live is not None:
            self._live.stop()

    def say(self, english: str, chinese: str) -> None:
        if not self._quiet:
            self._console.print(chinese if self._zh else english)

    def show(self, snapshot: Snapshot, devices: Sequence[DeviceShown]) -> None:
        """The newest picture; called as often as one likes."""
        rate = self._rate(snapshot)
        if self._live is not None:
            self._live.update(self._picture(snapshot, devices, rate))
        elif not self._quiet:
            self._line(snapshot, rate)

    def _rate(self, snapshot: Snapshot) -> float:
        """Bottles a minute over the last seconds."""
        now_s, total = time.monotonic(), _good(snapshot) + _rejected(snapshot)
        self._past.append((now_s, total))
        while len(self._past) > 2 and now_s - self._past[0][0] > RATE_OVER_S:
            self._past.pop(0)
        first_s, first = self._past[0]
        return 60 * (total - first) / (now_s - first_s) if now_s > first_s else 0.0

    # -- plain lines

    def _line(self, snapshot: Snapshot, rate: float) -> None:
        for alarm in snapshot.alarms:
            if alarm.number not in self._alarms:
                self._alarms.add(alarm.number)
                what, do = (alarm.what_zh, alarm.do_zh) if self._zh else (alarm.what, alarm.do)
                self._console.print(f"  ! {what} ({alarm.where}). {do}", soft_wrap=True)
        now_s = time.monotonic()
        if now_s - self._said_s < LINE_EVERY_S:
            return
        self._said_s = now_s
        cases = snapshot.count(1, CodeState.BOUND)
        self._console.print(
            f"{snapshot.phase:10}  {rate:5.0f}/min  good {_good(snapshot):5}  "
            f"rejected {_rejected(snapshot):4}  cases {cases:4}  in doubt "
            f"{snapshot.count(0, CodeState.IN_DOUBT):3}",
            soft_wrap=True,
        )

    # -- the live picture

    def _picture(self, snapshot: Snapshot, devices: Sequence[DeviceShown], rate: float) -> Group:
        state = Text(snapshot.phase.upper(), style=f"bold {COLORS.get(snapshot.phase, 'white')}")
        head = Table.grid(padding=(0, 3))
        head.add_row(
            state,
            f"{snapshot.product}  {snapshot.batch}",
            f"{rate:.0f} {'瓶/分' if self._zh else 'bottles/min'}",
        )
        return Group(
            Panel(head, title="Packline 演示" if self._zh else "Packline demonstration"),
            self._numbers(snapshot),
            *[_grid(pack) for pack in snapshot.packs[:1]],
            self._alarm_lines(snapshot),
            _device_line(devices),
        )

    def _numbers(self, snapshot: Snapshot) -> Table:
        names = (
            ("良品", "剔除", "存疑", "带上", "箱", "托盘")
            if self._zh
            else ("good", "rejected", "in doubt", "on belt", "cases", "pallets")
        )
        table = Table(expand=False)
        for name in names:
            table.add_column(name, justify="right")
        table.add_row(
            str(_good(snapshot)),
            str(_rejected(snapshot)),
            str(snapshot.count(0, CodeState.IN_DOUBT)),
            str(snapshot.items_on_belt),
            str(snapshot.count(1, CodeState.BOUND)),
            str(snapshot.count(2, CodeState.VERIFIED)),
        )
        return table

    def _alarm_lines(self, snapshot: Snapshot) -> Text:
        text = Text()
        for alarm in snapshot.alarms[-4:]:
            what, do = (alarm.what_zh, alarm.do_zh) if self._zh else (alarm.what, alarm.do)
            text.append(
                f"▲ {what} ({alarm.where})  ", style="bold red" if alarm.holds else "yellow"
            )
            text.append(f"{do}\n")
        return text


def _good(snapshot: Snapshot) -> int:
    return snapshot.count(0, CodeState.BOUND) + snapshot.count(0, CodeState.VERIFIED)


def _rejected(snapshot: Snapshot) -> int:
    return snapshot.count(0, CodeState.REJECTED)


def _grid(pack: PackShown) -> Panel:
    """The open container, a place a mark."""
    columns = pack.columns or 6
    marks = ["●" if slot in pack.taken_slots else "·" for slot in range(pack.capacity)]
    rows = [" ".join(marks[at : at + columns]) for at in range(0, pack.capacity, columns)]
    title = f"{pack.role} {pack.filled}/{pack.capacity}"
    return Panel("\n".join(rows), title=title, expand=False)


def _device_line(devices: Sequence[DeviceShown]) -> Text:
    text = Text()
    for device in devices:
        style = "green" if device.status == "ready" else "red"
        text.append("■ ", style=style)
        text.append(f"{device.name} {device.status}   ")
    return text
