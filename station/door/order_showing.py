"""Orders, order files and products as a screen is told of them.

What is left to be made and why something can't be done are said here, so that the screen has
neither to reckon nor to know a rule.
"""

from __future__ import annotations

from msgspec import convert
from sqlalchemy import Connection

from station.compose.order_folder import OrderFound, ProductFound
from station.core import events as e
from station.core.order import CANCELLED, Order, why_not_started
from station.core.presets import importable
from station.core.state import LineState
from station.core.states import CodeState, Phase
from station.door.looking import why_not
from station.store import queries
from station.talk import order_requests as q
from station.talk.look import KeyLine

GOOD = (CodeState.VERIFIED, CodeState.BOUND)


def on_line(state: LineState) -> q.OnLine | None:
    """None where no order is on the line, or the last one is closed."""
    order = state.order
    if order is None or state.phase is Phase.COMPLETE:
        return None
    good = sum(state.counts.get((0, one), 0) for one in GOOD)
    return q.OnLine(
        text_of(order),
        order.product.gtin,
        state.phase.value,
        good,
        max(0, order.target - good),
        state.cancelled.removeprefix(CANCELLED),
        bool(why_not_started(order)),
    )


def text_of(order: Order) -> q.OrderText:
    return q.OrderText(
        order.number,
        order.product.name,
        order.batch,
        order.target,
        order.produced,
        order.expiry,
        order.dealer,
        order.region,
        order.campaign,
        order.approval,
        tuple(one.value for one in order.scenes),
        order.activity,
    )


def waiting(state: LineState, found: OrderFound, now_ms: int) -> q.Waiting:
    said = None if found.said is None else convert(found.said.model_dump(), q.OrderText)
    order = found.order
    if order is None:
        return q.Waiting(found.file, said, "", found.why_not)
    later = why_not(state, e.OrderGiven(order, now_ms))
    needs_codes = bool(importable(order.product))
    return q.Waiting(found.file, said, order.product.name, found.why_not, later, needs_codes)


def keys(state: LineState, now_ms: int) -> tuple[KeyLine, ...]:
    """What the page's keys for the order on the line would be told."""
    asked: dict[str, e.Event] = {"start": e.StartAsked(now_ms), "finish": e.FinishAsked(now_ms)}
    return tuple(KeyLine(name, why_not(state, one)) for name, one in asked.items())


def past(connection: Connection, order: Order) -> q.PastOrder:
    counts = queries.counts(connection, order.number, 0)
    return q.PastOrder(
        order.number,
        order.product.name,
        order.batch,
        order.target,
        sum(counts[one] for one in GOOD),
        counts[CodeState.REJECTED],
        counts[CodeState.VOID],
        queries.cancelled(connection, order.number).removeprefix(CANCELLED),
    )


def product(found: ProductFound) -> q.ProductShown:
    file = found.file
    if file is None:
        return q.ProductShown(found.name, found.name, "", (), found.own, found.why_not)
    item, *boxes = file.levels
    levels = (q.LevelOf(item.role, 0), *(q.LevelOf(one.role, one.capacity) for one in boxes))
    return q.ProductShown(found.name, file.name, file.gtin, levels, found.own, found.why_not)
