"""Looking things up: frozen answers; a long table comes as an iterator, page by page to its end.

Each function reads on a connection that the caller opened (`engine.reading`), so that several
answers can be of one state of the database. Nothing here writes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, false, func, or_, select

from station.core import records as r
from station.core.order import CANCELLED, Order
from station.core.packaging import LEVELS_MAX
from station.core.states import CodeState, ContainerState, Phase
from station.store import codec
from station.store.fold import SERIAL_BITS, SERIAL_MASK
from station.store.journal import Entry, entry_of
from station.store.paging import at_most, merged, paged
from station.store.schema import (
    CODE_NUMBER,
    CODE_STATES,
    STANDS,
    alarm,
    block,
    code,
    container,
    container_story,
    journal,
    meta,
    orders,
    scan_log,
    story,
    word,
)

IN_MAX = 500  # codes in one statement


@dataclass(frozen=True)
class OrderRow:
    order: Order
    phase: Phase


@dataclass(frozen=True)
class CodeFact:
    code: int
    order: str
    level: int
    state: CodeState
    parent: int  # container, 0 = none
    slot: int
    reason: str
    mate: int = 0  # an inner code: the main code of its item


@dataclass(frozen=True)
class ContainerFact:
    container: int
    order: str
    level: int
    capacity: int
    state: ContainerState
    code: int  # its label's code, 0 = none
    quarantined: bool
    reason: str
    count: int
    desk: int = 0  # at the rework desk: the code of the label that it waits for
    dealer: str = ""  # where it was shipped to
    region: str = ""


@dataclass(frozen=True)
class AlarmFact:
    alarm: int
    kind: str
    where: str
    detail: str
    raised_ms: int
    cleared_ms: int | None  # None: it stands
    cleared_by: str
    how: str


def get_order(connection: Connection, number: str) -> OrderRow | None:
    row = connection.execute(select(orders).where(orders.c.number == number)).first()
    return None if row is None else OrderRow(codec.decode_order(row.body), Phase(row.phase))


def all_orders(connection: Connection) -> list[OrderRow]:
    """Every order, oldest first."""
    rows = at_most(connection, select(orders).order_by(orders.c.id), "orders")
    return [OrderRow(codec.decode_order(row.body), Phase(row.phase)) for row in rows]


def open_orders(connection: Connection) -> list[OrderRow]:
    """The orders that are not complete, oldest first."""
    found = select(orders).where(orders.c.phase != Phase.COMPLETE.value).order_by(orders.c.id)
    rows = at_most(connection, found, "orders that are not complete")
    return [OrderRow(codec.decode_order(row.body), Phase(row.phase)) for row in rows]


def open_order(connection: Connection) -> OrderRow | None:
    """The oldest order that is not complete; a line has one at most."""
    return next(iter(open_orders(connection)), None)


def closed_orders(connection: Connection, skip: int, count: int) -> list[OrderRow]:
    """So many orders that are complete, the newest first."""
    closed = select(orders).where(orders.c.phase == Phase.COMPLETE.value)
    rows = connection.execute(closed.order_by(orders.c.id.desc()).offset(skip).limit(count))
    return [OrderRow(codec.decode_order(row.body), Phase(row.phase)) for row in rows]


def count_closed(connection: Connection) -> int:
    closed = select(func.count()).where(orders.c.phase == Phase.COMPLETE.value)
    return int(connection.scalar(closed) or 0)


def used_numbers(connection: Connection, numbers: Sequence[str]) -> set[str]:
    """Which of these there was ever an order of."""
    return set(connection.scalars(select(orders.c.number).where(orders.c.number.in_(numbers))))


def cancelled(connection: Connection, number: str) -> str:
    """Why an order was called off, as it stands on record; "" if it wasn't."""
    newest = newest_of_kind(connection, number, r.PhaseChanged.__name__)
    record = newest.record if newest else None
    off = isinstance(record, r.PhaseChanged) and record.reason.startswith(CANCELLED)
    return record.reason if isinstance(record, r.PhaseChanged) and off else ""


# ---------------------------------------------------------------- codes

_CODES = (
    select(code, orders.c.number, word.c.text.label("why"))
    .join(orders, orders.c.id == code.c.order_id)
    .outerjoin(word, word.c.id == code.c.reason)
)


def get_code(connection: Connection, number: int) -> CodeFact | None:
    row = connection.execute(_CODES.where(code.c.id == number)).first()
    return _in_the_pool(connection, number) if row is None else _code(row)


def get_codes(connection: Connection, numbers: Sequence[int]) -> dict[int, CodeFact]:
    """The same of many; one that isn't there is left out."""
    found: dict[int, CodeFact] = {}
    for at in range(0, len(numbers), IN_MAX):
        rows = connection.execute(_CODES.where(code.c.id.in_(numbers[at : at + IN_MAX])))
        found.update((row.id, _code(row)) for row in rows)
    pooled = (_in_the_pool(connection, one) for one in numbers if one not in found)
    found.update((fact.code, fact) for fact in pooled if fact is not None)
    return found


def _in_the_pool(connection: Connection, number: int) -> CodeFact | None:
    """A code that was granted and never allocated has no row: it is free."""
    serial = number & SERIAL_MASK
    found = (
        select(orders.c.number, block.c.level, block.c.first, block.c.size, block.c.voided)
        .select_from(block)
        .join(orders)
        .where(
            block.c.series == number >> SERIAL_BITS,
            block.c.first <= serial,
            block.c.first + block.c.size > serial,
        )
    )
    row = connection.execute(found).first()
    if row is None:
        return None
    void = serial >= row.first + row.size - row.voided
    state = CodeState.VOID if void else CodeState.FREE
    return CodeFact(number, row.number, row.level, state, 0, -1, "")


def codes_in(
    connection: Connection, order: str, states: Sequence[CodeState], level: int | None = None
) -> list[CodeFact]:
    """All codes of an order in these states that ever left the pool."""
    return list(each_code_in(connection, order, states, level))


def each_code_in(
    connection: Connection, order: str, states: Sequence[CodeState], level: int | None = None
) -> Iterator[CodeFact]:
    """The same one by one, by number: of an order they may be millions."""
    wanted = code.c.state.in_([CODE_NUMBER[state] for state in states])
    found = _CODES.where(_of_order(connection, order, level), wanted)
    return map(_code, paged(connection, found, code.c.id))


def _of_order(connection: Connection, order: str, level: int | None) -> ColumnElement[bool]:
    """The codes of an order as the ranges of its blocks: no index is kept for it."""
    blocks = select(block).join(orders).where(orders.c.number == order)
    if level is not None:
        blocks = blocks.where(block.c.level == level)
    ranges = [
        code.c.id.between(
            (row.series << SERIAL_BITS) + row.first, (row.series << SERIAL_BITS) + row.next - 1
        )
        for row in connection.execute(blocks)
        if row.next > row.first
    ]
    return or_(false(), *ranges)


def levels_of(connection: Connection, codes: Sequence[int]) -> dict[int, int]:
    """The level of each of these codes."""
    levels: dict[int, int] = {}
    for at in range(0, len(codes), IN_MAX):
        part = codes[at : at + IN_MAX]
        rows = connection.execute(select(code.c.id, code.c.level).where(code.c.id.in_(part)))
        levels.update((row.id, row.level) for row in rows)
    return levels


def children(connection: Connection, number: int) -> list[CodeFact]:
    """What is in a container, by slot."""
    found = _CODES.where(code.c.parent == number).order_by(code.c.slot)
    return [_code(row) for row in connection.execute(found)]


def _code(row: Any) -> CodeFact:
    return CodeFact(
        row.id,
        row.number,
        row.level,
        CODE_STATES[row.state],
        row.parent or 0,
        -1 if row.slot is None else row.slot,
        row.why or "",
        row.mate or 0,
    )


def counts(connection: Connection, order: str, level: int) -> dict[CodeState, int]:
    """Codes of a level by state, those that never got a row included."""
    seen = rows_by_state(connection, order, level)
    unused = voided(connection, order, level)
    free = granted(connection, order, level) - sum(seen.values()) - unused
    seen[CodeState.FREE] = seen.get(CodeState.FREE, 0) + free
    seen[CodeState.VOID] = seen.get(CodeState.VOID, 0) + unused
    return {state: seen.get(state, 0) for state in CodeState}


def rows_by_state(connection: Connection, order: str, level: int) -> dict[CodeState, int]:
    """Codes of a level that ever left the pool, by state; states without any are left out."""
    here = _of_order(connection, order, level)
    grouped = select(code.c.state, func.count()).where(here).group_by(code.c.state)
    return {CODE_STATES[state]: int(count) for state, count in connection.execute(grouped)}


def voided(connection: Connection, order: str, level: int) -> int:
    """How many codes of a level are void without ever having had a row."""
    total = (
        select(func.coalesce(func.sum(block.c.voided), 0))
        .join(orders, orders.c.id == block.c.order_id)
        .where(orders.c.number == order, block.c.level == level)
    )
    return int(connection.scalar(total) or 0)


def granted(connection: Connection, order: str, level: int) -> int:
    """How many codes ever came into the pool of a level."""
    total = (
        select(func.coalesce(func.sum(block.c.size), 0))
        .join(orders, orders.c.id == block.c.order_id)
        .where(orders.c.number == order, block.c.level == level)
    )
    return int(connection.scalar(total) or 0)


def granted_by_source(connection: Connection, order: str, level: int) -> dict[str, int]:
    """The same, by the source of the blocks."""
    found = (
        select(block.c.source, func.sum(block.c.size))
        .join(orders, orders.c.id == block.c.order_id)
        .where(orders.c.number == order, block.c.level == level)
        .group_by(block.c.source)
    )
    return {source: int(count) for source, count in connection.execute(found)}


def reasons(connection: Connection, order: str, level: int) -> dict[tuple[str, str], int]:
    """(state, reason) of codes that were rejected, sampled or voided, with how many."""
    ended = [CODE_NUMBER[s] for s in (CodeState.REJECTED, CodeState.SAMPLED, CodeState.VOID)]
    found = (
        select(code.c.state, word.c.text, func.count())
        .outerjoin(word, word.c.id == code.c.reason)
        .where(_of_order(connection, order, level), code.c.state.in_(ended))
        .group_by(code.c.state, word.c.text)
    )
    rows = connection.execute(found)
    return {(CODE_STATES[state].value, why or ""): count for state, why, count in rows}


# ---------------------------------------------------------------- containers

_CONTAINERS = select(container, orders.c.number).join(orders, orders.c.id == container.c.order_id)


def get_container(connection: Connection, number: int) -> ContainerFact | None:
    row = connection.execute(_CONTAINERS.where(container.c.id == number)).first()
    return None if row is None else _container(row)


def container_with_label(connection: Connection, label: int) -> ContainerFact | None:
    row = connection.execute(_CONTAINERS.where(container.c.code == label)).first()
    return None if row is None else _container(row)


def containers(
    connection: Connection, order: str, level: int | None = None
) -> Iterator[ContainerFact]:
    """All containers of an order, oldest first."""
    here = select(orders.c.id).where(orders.c.number == order).scalar_subquery()
    there = select(container.c.level).where(container.c.order_id == here).distinct()
    levels = list(connection.scalars(there)) if level is None else [level]
    found = _CONTAINERS.where(container.c.order_id == here)
    streams = (
        paged(connection, found.where(container.c.level == one), container.c.id) for one in levels
    )
    return map(_container, merged(streams, container.c.id))


def unfinished(connection: Connection, order: str) -> list[ContainerFact]:
    """Containers that are open or whose label nobody has read yet, oldest first."""
    found = _CONTAINERS.where(
        orders.c.number == order, container.c.state != ContainerState.CONFIRMED.value
    )
    rows = at_most(connection, found.order_by(container.c.id), "containers that are not finished")
    return [_container(row) for row in rows]


def parents(connection: Connection, number: int) -> list[ContainerFact]:
    """The containers around a code, the innermost first: its case, its pallet."""
    chain: list[ContainerFact] = []
    fact = get_code(connection, number)
    while fact is not None and fact.parent and len(chain) < LEVELS_MAX:
        around = get_container(connection, fact.parent)
        assert around is not None, f"code {fact.code} is in a container that is not there"
        chain.append(around)
        fact = get_code(connection, around.code) if around.code else None
    return chain


def _container(row: Any) -> ContainerFact:
    return ContainerFact(
        row.id,
        row.number,
        row.level,
        row.capacity,
        ContainerState(row.state),
        row.code or 0,
        bool(row.quarantined),
        row.reason,
        row.held,
        row.desk,
        row.dealer,
        row.region,
    )


# ---------------------------------------------------------------- the journal


def story_of(connection: Connection, number: int) -> list[Entry]:
    """Everything that happened to a code."""
    return _entries(connection, select(story.c.seq).where(story.c.code == number))


def story_of_container(connection: Connection, number: int) -> list[Entry]:
    """Everything that happened to a container."""
    which = select(container_story.c.seq).where(container_story.c.container == number)
    return _entries(connection, which)


def _entries(connection: Connection, which: Select[Any]) -> list[Entry]:
    found = select(journal).where(journal.c.seq.in_(which)).order_by(journal.c.seq)
    return [entry_of(row) for row in at_most(connection, found, "entries in one story")]


def entries_of_kind(connection: Connection, order: str, *kinds: str) -> list[Entry]:
    """The journal of an order, only these kinds of records: of kinds that are few."""
    found = _of_kind(order, *kinds).order_by(journal.c.seq)
    what = f"entries of {', '.join(kinds)}"
    return [entry_of(row) for row in at_most(connection, found, what)]


def newest_of_kind(connection: Connection, order: str, kind: str) -> Entry | None:
    """The last of them."""
    found = _of_kind(order, kind).order_by(journal.c.seq.desc()).limit(1)
    row = connection.execute(found).first()
    return None if row is None else entry_of(row)


def _of_kind(order: str, *kinds: str) -> Select[Any]:
    return select(journal).where(journal.c.order_number == order, journal.c.kind.in_(kinds))


def alarms(connection: Connection, order: str) -> Iterator[AlarmFact]:
    """Every alarm of an order, oldest first."""
    for row in paged(connection, select(alarm).where(alarm.c.order_number == order), alarm.c.id):
        yield AlarmFact(
            row.id,
            row.kind,
            row.place,
            row.detail,
            row.raised_ms,
            row.cleared_ms,
            row.cleared_by,
            row.how,
        )


def standing_alarms(connection: Connection, order: str | None = None) -> list[r.AlarmRaised]:
    """Alarms that were raised and not cleared; of all orders and none, if none is named."""
    found = select(alarm).where(STANDS).order_by(alarm.c.id)
    if order is not None:
        found = found.where(alarm.c.order_number == order)
    rows = at_most(connection, found, "alarms that stand")
    return [r.AlarmRaised(x.order_number, x.id, x.kind, x.place, x.detail) for x in rows]


def next_numbers(connection: Connection) -> tuple[int, int, int]:
    """The next container, the next alarm, and a token above all that were ever used."""
    newest = [func.max(column) for column in (container.c.id, alarm.c.id, journal.c.seq)]
    containers, alarm_numbers, seqs = (connection.scalar(select(one)) or 0 for one in newest)
    return containers + 1, alarm_numbers + 1, seqs + 1


def scans(connection: Connection, limit: int = 1_000) -> list[tuple[int, str, int, bytes, str]]:
    """The newest of what readers saw that was not good: when, device, trigger, raw, verdict."""
    rows = connection.execute(select(scan_log).order_by(scan_log.c.id.desc()).limit(limit))
    return [(x.at_ms, x.device, x.trigger, bytes(x.raw), x.verdict) for x in rows]


def database_facts(connection: Connection) -> dict[str, str]:
    """What the database says of itself: id, station, epoch."""
    return {row.key: row.value for row in connection.execute(select(meta))}


def as_json(record: r.Record) -> Any:
    """A record as plain values, for `--json`."""
    return json.loads(codec.encode(record)[1])


def entry_at(connection: Connection, seq: int) -> Entry:
    """The journal's entry of this number, which is there."""
    return entry_of(connection.execute(select(journal).where(journal.c.seq == seq)).one())


def suspect_times(connection: Connection) -> list[tuple[int, int | None]]:
    """Between which entries nobody trusted the clock: from a jump, on to the word of a person who
    looked at it (None: nobody has). Order is by sequence all the same."""
    spans: list[tuple[int, int | None]] = []
    for entry in entries_of_kind(connection, "", "ClockJumped", "ClockTrusted"):
        standing = bool(spans) and spans[-1][1] is None
        if isinstance(entry.record, r.ClockTrusted):
            if standing:
                spans[-1] = (spans[-1][0], entry.seq)
        elif not standing:
            spans.append((entry.seq, None))
    return spans


def is_suspect(spans: Sequence[tuple[int, int | None]], seq: int) -> bool:
    """Whether the time of this entry lies in one of `suspect_times`."""
    return any(first <= seq and (last is None or seq < last) for first, last in spans)


def clock_suspect(connection: Connection) -> bool:
    """Whether the clock jumped and nobody has said since that it is right."""
    spans = suspect_times(connection)
    return bool(spans) and spans[-1][1] is None


def newest_entry(connection: Connection) -> Entry | None:
    """The head of the journal."""
    row = connection.execute(select(journal).order_by(journal.c.seq.desc()).limit(1)).first()
    return None if row is None else entry_of(row)
