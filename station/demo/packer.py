"""The person at the bench of the demonstration, who scans and does what the screen says."""

from __future__ import annotations

import time

from station.core import events as e
from station.core.states import CodeState
from station.demo.crew import LEADER
from station.demo.crew import OPERATOR as WHO
from station.demo.operator import Desk, Hall

ANSWER_S = 2.0  # without one, scan it once more


class HandPacker:
    """As `operator.Operator`, for a line of hand scanners."""

    def __init__(self, desk: Desk, hall: Hall) -> None:
        self._desk, self._hall = desk, hall
        self._answered = desk.snapshot.scan.number if desk.snapshot.scan else 0
        self._waits_since_s = 0.0

    def act(self) -> bool:
        """Look at the screen once, and do the next thing. True when the order is closed."""
        snapshot = self._desk.snapshot
        if snapshot.phase == "complete":
            return True
        for alarm in snapshot.alarms:
            if alarm.kind == "target_reached":
                self._desk.ask(e.FinishAsked(self._desk.now_ms(), WHO))
            elif not alarm.clears_itself:
                self._desk.ask(
                    e.AlarmClearAsked(alarm.number, self._desk.now_ms(), WHO, "bench checked")
                )
        if snapshot.phase == "stopped" and not snapshot.alarms:
            self._desk.ask(e.StartAsked(self._desk.now_ms(), WHO))
        elif snapshot.phase in ("execute", "completing") and not snapshot.alarms:
            self._go_on()
        return False

    def _go_on(self) -> None:
        scan = self._desk.snapshot.scan
        if self._waits_since_s and scan is not None and scan.number > self._answered:
            self._answered, self._waits_since_s = scan.number, 0.0
            self._hall.do("outcome", verdict=scan.verdict)
        elif self._waits_since_s and time.monotonic() - self._waits_since_s < ANSWER_S:
            return
        said = self._hall.do("next")
        if said == "scanned":
            self._waits_since_s = time.monotonic()
        elif said == "done":
            self._finish()
        else:
            self._partial(int(said.removeprefix("partial ")))

    def _partial(self, level: int) -> None:
        asked = e.PartialCloseAsked(level, self._desk.now_ms(), LEADER, "end of order")
        self._desk.ask(asked)  # refused if it was asked for before a restart; it is closed then
        self._hall.do("finish", level=level)

    def _finish(self) -> None:
        now_ms = self._desk.now_ms()
        if self._desk.snapshot.phase == "execute":
            self._desk.ask(e.FinishAsked(now_ms, WHO))
        live = self._desk.state.live.items()
        doubted = tuple(code for code, one in live if one.state is CodeState.IN_DOUBT)
        if doubted:
            self._desk.ask(e.DoubtSettled(doubted, now_ms, LEADER, "not found at line clearance"))
        self._desk.ask(e.CloseAsked(now_ms, LEADER))
