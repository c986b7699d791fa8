"""What no order is about, and still must be told: who logged in, who was refused what, and why."""

from __future__ import annotations

from station.core import events as e
from station.core import records as r
from station.core.turn import Turn


def noted(turn: Turn, event: e.Noted) -> None:
    """The audit trail's entry; the station writes it, nobody can leave it out."""
    category = event.category.value
    turn.records.append(r.Audited("", category, event.what, event.result, event.by, event.second))
