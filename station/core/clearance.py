"""Line clearance: what still stands open before an order may close, each with its way out."""

from __future__ import annotations

from dataclasses import dataclass

from station.core.packing import in_packer
from station.core.state import LineState
from station.core.states import CodeState, Phase


@dataclass(frozen=True)
class OpenPoint:
    what: str
    count: int
    way_out: str


def open_points(state: LineState) -> tuple[OpenPoint, ...]:
    """Everything that keeps the order open; empty = it may close."""
    sent = sum(len(head.sent) for head in state.heads.values())
    found = [
        OpenPoint("the order is still running", _running(state), "Finish the order first."),
        OpenPoint("items on the belt", len(state.belt.items), "Let the belt run empty."),
        OpenPoint("codes at a printer", sent, "Wait for the printer, or clear it."),
        OpenPoint("open containers", _open(state), "Close them as partial."),
        OpenPoint("containers without a confirmed label", _waiting(state), "Scan the label."),
        OpenPoint(
            "verified codes on no container",
            _live(state, 0, CodeState.VERIFIED) - _on_table(state, 0),
            "Pack the items, or confirm that the belt is clear.",
        ),
        OpenPoint(
            "items and containers on the rework table",
            len(state.table),
            "Pack them again, take them as samples, destroy or empty them.",
        ),
        OpenPoint(
            "containers at the rework desk", len(state.awaited), "Scan the new label of each."
        ),
        OpenPoint(
            "printed codes that were never seen",
            _live(state, 0, CodeState.PRINTED, CodeState.SENT),
            "Confirm that the belt is clear.",
        ),
        OpenPoint("codes in doubt", _live(state, -1, CodeState.IN_DOUBT), "Find or void them."),
        OpenPoint(
            "alarms that hold the line",
            sum(alarm.holds for alarm in state.alarms),
            "Settle each as it says.",
        ),
    ]
    return tuple(point for point in found if point.count)


def _running(state: LineState) -> int:
    return int(state.phase in (Phase.IDLE, Phase.EXECUTE, Phase.HELD, Phase.STOPPED))


def _open(state: LineState) -> int:
    """An open container that was emptied again is none."""
    return sum(
        bool((pack.open and pack.open.children) or in_packer(pack)) for pack in state.packs.values()
    )


def _on_table(state: LineState, level: int) -> int:
    return sum(state.live[code].level == level for code in state.table)


def _waiting(state: LineState) -> int:
    return sum(len(pack.waiting) for pack in state.packs.values())


def _live(state: LineState, level: int, *states: CodeState) -> int:
    """Living codes in these states; level -1 = all levels."""
    return sum(live.state in states and level in (-1, live.level) for live in state.live.values())
