"""What the store says to people's commands: filled in before the core decides.

In a running station this happens on the core thread, and each such command begins a commit of its
own (`runtime/loop.py`), so that what is said here is of now.
"""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

from sqlalchemy import Connection, Engine

from station.compose.all_codes import AllCodes
from station.compose.desk_book import Claim, StoredDesk
from station.core import events as e
from station.core import rework_events as w
from station.core.facts import Scanned
from station.store import order_facts, queries


class StoreWord:
    """`codes` are the books of all orders; without them only orders are spoken of."""

    def __init__(
        self, engine: Engine, codes: AllCodes | None, claim: Claim = lambda level, codes: True
    ) -> None:
        self._engine = engine
        self._desk = None if codes is None else StoredDesk(engine, codes, claim)

    def __call__(self, event: e.Event, order: str) -> e.Event:
        """The event with all that its fields say is filled in; `order` is the one on the line."""
        if isinstance(event, w.Rework | e.ReprintAsked):
            assert self._desk is not None, "things are named by codes, so their books are needed"
            return at_desk(self._desk, event)
        with self._engine.connect() as connection:
            return of_order(connection, event, order)


def at_desk(desk: StoredDesk, command: w.Rework | e.ReprintAsked) -> e.Event:
    """A command about things that were scanned, with what each of them is and where."""
    changes: dict[str, Any] = {}
    for field in fields(command):
        value = getattr(command, field.name)
        if isinstance(value, Scanned):
            changes[field.name] = desk.scanned(value.data, value.aim)
        elif isinstance(value, tuple):
            changes[field.name] = tuple(desk.scanned(one.data, one.aim) for one in value)
    if isinstance(command, w.RelabelAsked):
        box = changes["box"].box
        changes["fresh"] = desk.fresh(box.order, box.level) if box is not None else None
    elif isinstance(command, e.ReprintAsked):
        changes["box"] = desk.box(command.container)
    return replace(command, **changes)


def of_order(connection: Connection, event: e.Event, order: str) -> e.Event:
    """The same for what is asked of orders, which takes no keys."""
    match event:
        case e.OrderGiven():
            return replace(event, used=_used(connection, event.order.number))
        case e.ChangeOverAsked():
            return replace(
                event,
                used=_used(connection, event.order.number),
                unused=order_facts.unused(connection, order),
                standing=order_facts.standing(connection, order),
            )
        case e.CloseAsked() | e.CancelAsked():
            return replace(
                event,
                unused=order_facts.unused(connection, order),
                standing=order_facts.standing(connection, order),
            )
        case e.UnreadVoided():
            return replace(event, standing=order_facts.standing(connection, order))
        case e.RangeVoidAsked():
            return order_facts.in_range(connection, event)
        case _:
            return event


def _used(connection: Connection, number: str) -> bool:
    return queries.get_order(connection, number) is not None
