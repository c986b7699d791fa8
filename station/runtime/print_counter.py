"""The PLC's count of prints, as news about a coder that says nothing of its prints itself.

Only differences count: the first value is where counting begins. What was counted while the PLC
was out of sight, or around a restart of its counter, is handed on with the reason why nobody should
believe it to the last bottle.
"""

from __future__ import annotations

from drivers import api as d
from station.core import events as e

AWAY = "the PLC was out of sight"
ANEW = "the PLC's counter began anew"


class PrintCounter:
    """Counts for `head` from what `plc` publishes; "" = no head of the line needs it."""

    def __init__(self, plc: str, head: str) -> None:
        self._plc, self._head = plc, head
        self._before: d.Counters | None = None
        self._gap = ""

    def hear(self, event: d.DeviceEvent, at_ms: int) -> e.PrintsCounted | None:
        if not self._head or event.device != self._plc:
            return None
        if isinstance(event, d.LinkDown | d.HeartbeatLost):
            self._gap = AWAY
        return self._count(event, at_ms) if isinstance(event, d.Counters) else None

    def _count(self, now: d.Counters, at_ms: int) -> e.PrintsCounted | None:
        before, self._before = self._before, now
        gap, self._gap = self._gap, ""
        if before is None:
            return None
        if now.restarts != before.restarts or now.prints < before.prints:
            gap = ANEW
        prints = max(0, now.prints - before.prints)
        if prints or gap == ANEW:
            return e.PrintsCounted(self._head, prints, gap, at_ms)
        return None
