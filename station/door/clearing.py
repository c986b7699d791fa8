"""Line clearance for a screen: what stands open, and for each point the ways that settle it.

Of the order on the line the running station is asked, since it alone knows what is on its belt; of
any other one the database. Whether a way would be refused now is asked of the core, as for keys.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from station.compose.clearance import clearance
from station.compose.workplace import Workplace
from station.core import events as e
from station.core import hand_events as h
from station.core.clearance import OpenPoint, open_points
from station.core.facts import Standing
from station.core.packaging import PackMode
from station.core.state import LineState
from station.core.states import CodeState, Phase
from station.door.looking import ANY_REASON, why_not
from station.store import order_facts
from station.talk.order_requests import ClearanceShown, PointShown, Way

Ways = Iterable[Way]


def cleared(place: Workplace, number: str = "") -> ClearanceShown:
    """Raises KnownError where there is no such order, or none is on the line."""
    state = place.state
    with place.reader.connect() as connection:
        on_line = state.order is not None and state.phase is not Phase.COMPLETE
        if not on_line or (number and state.order is not None and number != state.order.number):
            found = clearance(connection, number)
            points = tuple(shown(one, elsewhere(one)) for one in found.points)
            closed = f"order {found.order} is not on the line"
            return ClearanceShown(found.order, found.phase.value, found.clear, points, closed)
        assert state.order is not None
        standing = order_facts.standing(connection, state.order.number)
    return of_line(state, standing, place.now_ms())


def of_line(state: LineState, standing: Standing, now_ms: int) -> ClearanceShown:
    assert state.order is not None
    points = open_points(state, standing)
    return ClearanceShown(
        state.order.number,
        state.phase.value,
        not any(point.blocks for point in points),
        tuple(shown(one, ways(state, standing, one, now_ms)) for one in points),
        why_not(state, e.CloseAsked(now_ms, standing=standing)),
    )


def shown(point: OpenPoint, way: Ways) -> PointShown:
    text = point.text
    return PointShown(
        point.key,
        point.count,
        point.where,
        point.level,
        point.blocks,
        text.what,
        text.what_zh,
        text.way_out,
        text.way_out_zh,
        tuple(way),
    )


# ---------------------------------------------------------------- ways

PAGES: Mapping[str, tuple[str, ...]] = {
    "belt_items": ("wait",),
    "at_printer": ("wait", "devices"),
    "unconfirmed_label": ("scan",),
    "at_desk": ("rework",),
    "quarantine": ("rework",),
    "loose": ("rework",),
    "table": ("rework",),
    "inner_codes": ("rework",),
    "half_sets": ("scan",),
    "in_doubt": ("rework",),
    "alarms": ("alarms",),
    "unsent": ("uploads",),
}


def elsewhere(point: OpenPoint) -> Iterator[Way]:
    """Of an order that isn't on the line: only the pages."""
    return (Way(name) for name in PAGES.get(point.key, ()))


def ways(state: LineState, standing: Standing, point: OpenPoint, now_ms: int) -> Iterator[Way]:
    """What does it at once goes first; then the pages where it is done."""
    for name, command, container in _commands(state, standing, point, now_ms):
        yield Way(name, point.level, container, why_not(state, command))
    yield from elsewhere(point)


Commands = Iterator[tuple[str, e.Event, int]]


def _commands(state: LineState, standing: Standing, point: OpenPoint, now_ms: int) -> Commands:
    """Each way with the command that it asks, and the container that it is about."""
    match point.key:
        case "running":
            yield "finish", e.FinishAsked(now_ms), 0
        case "belt_items" | "loose" | "unseen":
            yield "belt_clear", e.BeltCleared(now_ms), 0
        case "open_container":
            yield "close_partial", e.PartialCloseAsked(point.level, now_ms, reason=ANY_REASON), 0
            if state.packs[point.level].mode is PackMode.HAND:
                yield "empty_open", h.OpenCancelled(point.level, now_ms, reason=ANY_REASON), 0
        case "unconfirmed_label":
            yield from _label_ways(state, point.level, now_ms)
        case "half_sets":
            yield "void_unread", e.UnreadVoided(ANY_REASON, now_ms, standing=standing), 0
        case "in_doubt":
            doubted = tuple(
                code for code, one in state.live.items() if one.state is CodeState.IN_DOUBT
            )
            yield "void_doubted", e.DoubtSettled(doubted, now_ms, reason=ANY_REASON), 0


def _label_ways(state: LineState, level: int, now_ms: int) -> Commands:
    yield "read_label", e.RescanAsked(level, now_ms), 0
    box = next((one for one in state.packs[level].waiting if one.label is not None), None)
    if box is not None:
        command = e.ReprintAsked(box.number, now_ms, ANY_REASON, ANY_REASON)
        yield "reprint", command, box.number
