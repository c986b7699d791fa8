"""The second opinion: the journal folded in memory, held against the tables row by row.

The two folds are written apart, so that they don't share a mistake. Everything is read on one
connection, in one transaction of the caller's, so a running station can't make them differ.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, select

from station.core.ledger import BlockRow, CodeRow, ContainerRow, Ledger
from station.core.records import BatchReady
from station.core.states import ContainerState, IllegalMove
from station.store import codec
from station.store.fold import SERIAL_BITS
from station.store.journal import read_entries
from station.store.paging import PAGE_ROWS, paged
from station.store.queries import all_orders
from station.store.schema import (
    CODE_STATES,
    STANDS,
    alarm,
    block,
    code,
    container,
    container_story,
    journal,
    orders,
    outbox,
    story,
    verdict,
    word,
)


@dataclass
class Sum:
    """Of pairs in any order: how many there are, and their hashes added up."""

    count: int = 0
    hashes: int = 0

    def add(self, who: int, seq: int) -> None:
        self.count += 1
        self.hashes += hash((who, seq))


@dataclass
class Replayed:
    """The whole journal in a Ledger, with who was part of which record. `stuck` says where it
    couldn't go on: then the Ledger ends there."""

    ledger: Ledger
    codes: Sum
    containers: Sum
    stuck: str = ""


def replay(connection: Connection) -> Replayed:
    """The journal read once. Raises ValueError for an entry that can't be read at all."""
    made = Replayed(Ledger(), Sum(), Sum())
    for entry in read_entries(connection):
        try:
            made.ledger.apply(entry.record)
        except (IllegalMove, KeyError, ValueError) as fault:
            made.stuck = f"journal entry {entry.seq} ({entry.kind}) doesn't follow: {fault}"
            break
        for one in codec.codes_of(entry.record):
            made.codes.add(one, entry.seq)
        if number := codec.container_of(entry.record):
            made.containers.add(number, entry.seq)
    return made


def differences(connection: Connection, replayed: Replayed) -> Iterator[str]:
    """Each row of the tables that isn't what the journal says, one sentence each."""
    ledger = replayed.ledger
    yield from _orders(connection, ledger)
    yield from _blocks(connection, ledger)
    yield from _codes(connection, ledger)
    yield from _containers(connection, ledger)
    yield from _verdicts(connection, ledger)
    yield from _alarms(connection, ledger)
    yield from _batches(connection, ledger)
    yield from _stories(connection, replayed)


def _orders(connection: Connection, ledger: Ledger) -> Iterator[str]:
    found = {row.order.number: (row.order, row.phase) for row in all_orders(connection)}
    told = {number: (order, ledger.phases[number]) for number, order in ledger.orders.items()}
    for number in sorted(found.keys() | told.keys()):
        if found.get(number) != told.get(number):
            yield _differ(f"order {number}", found.get(number), told.get(number))


def _blocks(connection: Connection, ledger: Ledger) -> Iterator[str]:
    rows = connection.execute(select(block, orders.c.number).join(orders)).all()
    found = {
        (row.series, row.first): BlockRow(
            row.number, row.level, row.series, row.first, row.size, row.source, row.voided
        )
        for row in rows
    }
    told = {(one.series, one.first): one for one in ledger.blocks}
    for place in sorted(found.keys() | told.keys()):
        if found.get(place) != told.get(place):
            yield _differ(f"block {place}", found.get(place), told.get(place))
    yield from _next_serials(connection, rows, ledger)


def _next_serials(connection: Connection, rows: Sequence[Any], ledger: Ledger) -> Iterator[str]:
    """Below a block's `next` each serial has a row, from there on none: so none is given twice."""
    for row in rows:
        base = row.series << SERIAL_BITS
        low, high = base + row.first, base + row.first + row.size
        inside = select(func.count(), func.max(code.c.id)).where(code.c.id.between(low, high - 1))
        count, last = connection.execute(inside).one()
        if (count, last or low - 1) != (row.next - row.first, base + row.next - 1):
            yield f"block {row.first} of series {row.series} has rows missing below {row.next}"
        told = ledger.next_serials.get((row.series, row.first), row.first)
        if row.next != told:
            yield (
                f"block {row.first} of series {row.series} goes on at {row.next}, by the journal "
                f"at {told}"
            )


def _codes(connection: Connection, ledger: Ledger) -> Iterator[str]:
    everything = (
        select(code, orders.c.number, word.c.text.label("why"))
        .join(orders, orders.c.id == code.c.order_id)
        .outerjoin(word, word.c.id == code.c.reason)
    )
    seen = 0
    for row in paged(connection, everything, code.c.id):
        stored = CodeRow(
            row.number,
            row.level,
            CODE_STATES[row.state],
            row.parent or 0,
            -1 if row.slot is None else row.slot,
            row.why or "",
            row.sends,
            row.mate or 0,
        )
        told = ledger.codes.get(row.id)
        seen += told is not None
        # A serial that was passed over has a row; in the ledger it is still one of the block.
        if stored != told and not (told is None and _untouched(stored)):
            yield _differ(f"code {row.id}", stored, told)
    if seen != len(ledger.codes):
        yield f"{len(ledger.codes) - seen} codes of the journal have no row"


def _untouched(row: CodeRow) -> bool:
    return row == CodeRow(row.order, row.level, CODE_STATES[0])


def _containers(connection: Connection, ledger: Ledger) -> Iterator[str]:
    everything = select(container, orders.c.number).join(orders)
    seen = 0
    for row in paged(connection, everything, container.c.id):
        stored = ContainerRow(
            row.number,
            row.level,
            row.capacity,
            ContainerState(row.state),
            row.code or 0,
            bool(row.quarantined),
            row.reason,
            row.desk,
            (row.dealer, row.region),
        )
        told = ledger.containers.get(row.id)
        seen += told is not None
        if stored != told:
            yield _differ(f"container {row.id}", stored, told)
        held = len(ledger.children.get(row.id, {}))
        if row.held != held:
            yield f"container {row.id} counts {row.held} children, the journal {held}"
    if seen != len(ledger.containers):
        yield f"{len(ledger.containers) - seen} containers of the journal have no row"


def _verdicts(connection: Connection, ledger: Ledger) -> Iterator[str]:
    device, said = word.alias("device"), word.alias("said")
    rows = connection.execute(
        select(orders.c.number, device.c.text, verdict.c.trigger, said.c.text)
        .select_from(verdict)
        .join(orders, orders.c.id == verdict.c.order_id)
        .join(device, device.c.id == verdict.c.device)
        .join(said, said.c.id == verdict.c.verdict)
    )
    seen = 0
    for number, name, trigger, stored in rows:
        told = ledger.verdicts.get((number, name), {}).get(trigger)
        seen += told is not None
        if stored != told:
            yield _differ(f"trigger {trigger} of {name}, order {number},", stored, told)
    many = sum(map(len, ledger.verdicts.values()))
    if seen != many:
        yield f"{many - seen} verdicts of the journal have no row"


def _alarms(connection: Connection, ledger: Ledger) -> Iterator[str]:
    rows = connection.execute(select(alarm).where(STANDS))
    found = {row.id: (row.order_number, row.kind, row.place, row.detail) for row in rows}
    told = {n: (one.order, one.kind, one.where, one.detail) for n, one in ledger.alarms.items()}
    for number in sorted(found.keys() | told.keys()):
        if found.get(number) != told.get(number):
            yield _differ(f"alarm {number}", found.get(number), told.get(number))


def _batches(connection: Connection, ledger: Ledger) -> Iterator[str]:
    is_batch = journal.c.kind == BatchReady.__name__
    with_kind = select(outbox, is_batch.label("is_batch")).join(journal).order_by(outbox.c.seq)
    rows = connection.execute(with_kind).all()
    found = [(x.seq, x.order_number, x.container, x.replaces) for x in rows if x.is_batch]
    told = [(n, b.order, b.container, b.replaces) for n, b in sorted(ledger.batches.items())]
    if found != told:
        yield f"the outbox has {len(found)} batches, not the {len(told)} of the journal"
    shipped = [(row.order_number, row.container) for row in rows if not row.is_batch]
    if shipped != ledger.shipments:
        many = len(ledger.shipments)
        yield f"the outbox has {len(shipped)} shipments, not the {many} of the journal"


def _stories(connection: Connection, replayed: Replayed) -> Iterator[str]:
    """Who was part of which record. There are many, so they are summed up on both sides."""
    for name, table, told in (
        ("codes", story, replayed.codes),
        ("containers", container_story, replayed.containers),
    ):
        stored = Sum()
        rows = connection.execute(select(table).execution_options(yield_per=PAGE_ROWS))
        for who, seq in rows:
            stored.add(who, seq)
        if stored != told:
            yield f"the stories of {name} are not those of the journal"


def _differ(what: str, stored: object, told: object) -> str:
    return f"{what} is {stored or 'not there'}, the journal says {told or 'nothing'}"
