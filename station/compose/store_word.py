"""What the store says to people's commands: filled in before the core decides.

In a running station this happens on the core thread, and each such command begins a commit of its
own (`runtime/loop.py`), so that what is said here is of now.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from sqlalchemy import Connection, Engine

from station.core import events as e
from station.core import rework_events as w
from station.core.facts import BoxFact, Issued, ItemFact, Known, Scanned
from station.store import order_facts, queries


class StoreWord:
    """`known` finds the code of a payload, of whichever order it is."""

    def __init__(self, engine: Engine, known: Callable[[bytes, str], Known | None]) -> None:
        self._engine, self._known = engine, known

    def __call__(self, event: e.Event, order: str) -> e.Event:
        """The event with all that its fields say is filled in; `order` is the one on the line."""
        match event:
            case w.ShipAsked() | w.UnshipAsked():
                known = self._known(event.box.data, event.box.aim)
                with self._engine.connect() as connection:
                    return replace(event, box=scanned(connection, event.box, known))
        with self._engine.connect() as connection:
            return of_order(connection, event, order)


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
        case e.RangeVoidAsked():
            return order_facts.in_range(connection, event)
        case _:
            return event


def _used(connection: Connection, number: str) -> bool:
    return queries.get_order(connection, number) is not None


def scanned(connection: Connection, scan: Scanned, known: Known | None) -> Scanned:
    """A scan with the container that it means: by its label, or by what is in it."""
    if known is None:
        return scan
    labelled = queries.container_with_label(connection, known.code)
    box = labelled or (
        queries.get_container(connection, known.container) if known.container else None
    )
    issued = Issued(known.code, scan.data, scan.aim)
    item = ItemFact(issued, known.order, known.level, known.state, known.container)
    return replace(scan, item=item, box=None if box is None else _box(connection, box))


def _box(connection: Connection, box: queries.ContainerFact) -> BoxFact:
    """As much of a container as shipping asks for."""
    row = queries.get_order(connection, box.order)
    assert row is not None, f"container {box.container} of an order that isn't there"
    around = queries.parents(connection, box.code) if box.code else []
    return BoxFact(
        box.container,
        box.order,
        box.level,
        box.capacity,
        box.state,
        quarantined=box.quarantined,
        why=box.reason,
        desk=box.desk,
        parent=around[0].container if around else 0,
        top=around[-1].container if around else box.container,
        shipped_to=box.dealer,
        dealer=row.order.dealer,
        region=row.order.region,
    )
