"""The second opinion: the journal folded in memory, held against the tables row by row."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, select

from station.core.ledger import CodeRow, Ledger
from station.core.states import IllegalMove
from station.store.queries import all_orders
from station.store.schema import CODE_STATES, block, code, container, orders, reason
from station.store.store import read_entries


def replay(connection: Connection) -> tuple[Ledger, list[str]]:
    """The whole journal in a Ledger, and where it couldn't go on (then the Ledger ends there)."""
    ledger = Ledger()
    for entry in read_entries(connection):
        try:
            ledger.apply(entry.record)
        except (IllegalMove, KeyError, ValueError) as fault:
            return ledger, [f"journal entry {entry.seq} ({entry.kind}) doesn't follow: {fault}"]
    return ledger, []


def differences(connection: Connection, ledger: Ledger) -> Iterator[str]:
    """Each row of the tables that isn't what the journal says, one sentence each."""
    yield from _orders(connection, ledger)
    yield from _codes(connection, ledger)
    yield from _containers(connection, ledger)
    yield from _blocks(connection, ledger)


def _orders(connection: Connection, ledger: Ledger) -> Iterator[str]:
    found = {row.order.number: row for row in all_orders(connection)}
    for number in found.keys() | ledger.orders.keys():
        row = found.get(number)
        if row is None or (row.order, row.phase) != (
            ledger.orders.get(number),
            ledger.phases.get(number),
        ):
            told = ledger.phases.get(number)
            yield f"order {number} is {row and row.phase}, the journal says {told}"


def _codes(connection: Connection, ledger: Ledger) -> Iterator[str]:
    seen = 0
    rows = connection.execute(
        select(code, orders.c.number, reason.c.text.label("why"))
        .join(orders, orders.c.id == code.c.order_id)
        .outerjoin(reason, reason.c.id == code.c.reason)
    )
    for row in rows:
        seen += 1
        stored = CodeRow(
            row.number,
            row.level,
            CODE_STATES[row.state],
            row.parent or 0,
            -1 if row.slot is None else row.slot,
            row.why or "",
            row.sends,
        )
        told = ledger.codes.get(row.id)
        if stored != told:
            yield f"code {row.id} is {stored}, the journal says {told}"
    if seen != len(ledger.codes):
        yield f"{seen} codes have rows, the journal tells of {len(ledger.codes)}"


def _containers(connection: Connection, ledger: Ledger) -> Iterator[str]:
    seen = 0
    for row in connection.execute(select(container)):
        seen += 1
        told = ledger.containers.get(row.id)
        held = len(ledger.children.get(row.id, {}))
        stored = (row.level, row.capacity, row.state, row.code or 0, bool(row.quarantined))
        if told is None or (*stored, row.reason, row.held) != (
            told.level,
            told.capacity,
            told.state.value,
            told.code,
            told.quarantined,
            told.reason,
            held,
        ):
            yield f"container {row.id}: {stored} holds {row.held}; the journal: {told}, {held}"
    if seen != len(ledger.containers):
        yield f"{seen} containers have rows, the journal tells of {len(ledger.containers)}"


def _blocks(connection: Connection, ledger: Ledger) -> Iterator[str]:
    found = connection.execute(select(block.c.series, block.c.first, block.c.size))
    stored = sorted((row.series, row.first, row.size) for row in found)
    if stored != sorted((b.series, b.first, b.count) for b in ledger.blocks):
        yield "the granted blocks are not those of the journal"
