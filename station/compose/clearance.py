"""Line clearance as the database alone shows it, beside a running station or without one.

Nothing is written and no key is needed. What only the running station knows (which items stand on
the belt) shows by their codes: verified ones on no container, printed ones that were never seen.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from sqlalchemy import Connection

from station.compose.remains import Unread, remains_of
from station.core.alarms import Alarm, AlarmKind
from station.core.clearance import OpenPoint, open_points
from station.core.packing import Container, Pack, new_pack
from station.core.printing import Head
from station.core.restart import Remains
from station.core.state import LineState, new_line
from station.core.states import CodeState, ContainerState, Phase
from station.store import order_facts, queries
from station.store.errors import KnownError


@dataclass(frozen=True)
class Clearance:
    order: str
    phase: Phase
    points: tuple[OpenPoint, ...]

    @property
    def clear(self) -> bool:
        """Whether the order may close, or is closed."""
        return not any(point.blocks for point in self.points)


def find_order(connection: Connection, number: str = "") -> queries.OrderRow:
    """The order of this number, or the one that is open. Raises KnownError."""
    if number:
        row = queries.get_order(connection, number)
        if row is None:
            raise KnownError(f"there is no order {number}; `packline order list` shows them all")
        return row
    row = queries.open_order(connection)
    if row is None:
        raise KnownError("no order is open; name one, or open one with `packline order open`")
    return row


def clearance(connection: Connection, number: str = "") -> Clearance:
    """What stands open of an order (the open one, if none is named). Raises KnownError."""
    row = find_order(connection, number)
    standing = order_facts.standing(connection, row.order.number)
    remains = remains_of(connection, row, Unread())
    points = open_points(_as_shown(remains), standing)
    if row.phase is Phase.COMPLETE:  # its alarms and its queue are the next order's
        points = tuple(point for point in points if not point.blocks)
    return Clearance(row.order.number, row.phase, points)


def _as_shown(remains: Remains) -> LineState:
    product = remains.order.product
    heads = []
    for level in product.code_levels:
        sent = (c for c, one in remains.live.items() if one.level == level)
        at_it = tuple(c for c in sent if remains.live[c].state is CodeState.SENT)
        heads.append(Head(f"printer of level {level}", level, sent=at_it))
    packs = {level.number: new_pack(level) for level in product.levels[1:]}
    for box in remains.containers:
        packs[box.level] = _with(packs[box.level], box)
    alarms = tuple(
        Alarm(one.alarm, AlarmKind(one.kind), one.where, one.detail, 0) for one in remains.alarms
    )
    return replace(
        new_line(heads),
        order=remains.order,
        phase=remains.phase,
        counts=dict(remains.counts),
        live=dict(remains.live),
        packs=packs,
        alarms=alarms,
    )


def _with(pack: Pack, box: Container) -> Pack:
    if box.state is not ContainerState.OPEN:
        return replace(pack, waiting=(*pack.waiting, box))
    return replace(pack, open=box) if box.children else pack
