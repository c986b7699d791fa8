"""Looking things up: frozen answers, bounded where a table may be long."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, case, func, select

from station.core import records as r
from station.core.order import Order
from station.core.states import CodeState, ContainerState, Phase
from station.store import codec
from station.store.schema import (
    CODE_STATES,
    block,
    code,
    container,
    container_story,
    journal,
    meta,
    orders,
    reason,
    scan_log,
    story,
)
from station.store.store import Entry

ROWS_MAX = 100_000
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


def get_order(connection: Connection, number: str) -> OrderRow | None:
    row = connection.execute(select(orders).where(orders.c.number == number)).first()
    return None if row is None else OrderRow(_order(row.body), Phase(row.phase))


def all_orders(connection: Connection) -> list[OrderRow]:
    """Every order, oldest first."""
    rows = connection.execute(select(orders).order_by(orders.c.id).limit(ROWS_MAX))
    return [OrderRow(_order(row.body), Phase(row.phase)) for row in rows]


def open_order(connection: Connection) -> OrderRow | None:
    """The order that is not complete; a line has one at most."""
    found = select(orders).where(orders.c.phase != Phase.COMPLETE.value).order_by(orders.c.id)
    row = connection.execute(found).first()
    return None if row is None else OrderRow(_order(row.body), Phase(row.phase))


def _order(body: str) -> Order:
    opened = codec.decode("OrderOpened", f'{{"order":{body}}}')
    assert isinstance(opened, r.OrderOpened)
    return opened.order


# ---------------------------------------------------------------- codes

_CODES = (
    select(code, orders.c.number, reason.c.text.label("why"))
    .join(orders, orders.c.id == code.c.order_id)
    .outerjoin(reason, reason.c.id == code.c.reason)
)


def get_code(connection: Connection, number: int) -> CodeFact | None:
    row = connection.execute(_CODES.where(code.c.id == number)).first()
    return None if row is None else _code(row)


def codes_in(
    connection: Connection, order: str, states: Sequence[CodeState], level: int | None = None
) -> list[CodeFact]:
    """All codes of an order in these states."""
    wanted = [CODE_STATES.index(state) for state in states]
    found = _CODES.where(orders.c.number == order, code.c.state.in_(wanted))
    if level is not None:
        found = found.where(code.c.level == level)
    return [_code(row) for row in connection.execute(found.order_by(code.c.id))]


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
    )


def counts(connection: Connection, order: str, level: int) -> dict[CodeState, int]:
    """Codes of a level by state, free ones that never got a row included."""
    here = orders.c.number == order
    grouped = (
        select(code.c.state, func.count())
        .join(orders, orders.c.id == code.c.order_id)
        .where(here, code.c.level == level)
        .group_by(code.c.state)
    )
    seen = {CODE_STATES[state]: count for state, count in connection.execute(grouped)}
    free = granted(connection, order, level) - sum(seen.values())
    seen[CodeState.FREE] = seen.get(CodeState.FREE, 0) + free
    return {state: seen.get(state, 0) for state in CodeState}


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
    ended = [CODE_STATES.index(s) for s in (CodeState.REJECTED, CodeState.SAMPLED, CodeState.VOID)]
    found = (
        select(code.c.state, reason.c.text, func.count())
        .join(orders, orders.c.id == code.c.order_id)
        .outerjoin(reason, reason.c.id == code.c.reason)
        .where(orders.c.number == order, code.c.level == level, code.c.state.in_(ended))
        .group_by(code.c.state, reason.c.text)
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


def containers(connection: Connection, order: str, level: int | None = None) -> list[ContainerFact]:
    """All containers of an order, oldest first."""
    found = _CONTAINERS.where(orders.c.number == order)
    if level is not None:
        found = found.where(container.c.level == level)
    rows = connection.execute(found.order_by(container.c.id).limit(ROWS_MAX))
    return [_container(row) for row in rows]


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
    )


# ---------------------------------------------------------------- the journal


def story_of(connection: Connection, number: int) -> list[Entry]:
    """Everything that happened to a code."""
    return _entries(connection, select(story.c.seq).where(story.c.code == number))


def story_of_container(connection: Connection, number: int) -> list[Entry]:
    """Everything that happened to a container."""
    which = select(container_story.c.seq).where(container_story.c.container == number)
    return _entries(connection, which)


def _entries(connection: Connection, which: Any) -> list[Entry]:
    rows = connection.execute(
        select(journal).where(journal.c.seq.in_(which)).order_by(journal.c.seq).limit(ROWS_MAX)
    )
    return [_entry(row) for row in rows]


def _entry(row: Any) -> Entry:
    return Entry(row.seq, row.at_ms, row.kind, codec.decode(row.kind, row.payload), bytes(row.hash))


def entries_of_kind(connection: Connection, order: str, *kinds: str) -> list[Entry]:
    """The journal of an order, only these kinds of records."""
    rows = connection.execute(
        select(journal)
        .where(journal.c.order_number == order, journal.c.kind.in_(kinds))
        .order_by(journal.c.seq)
        .limit(ROWS_MAX)
    )
    return [_entry(row) for row in rows]


def newest_entry(connection: Connection) -> Entry | None:
    """The head of the journal."""
    row = connection.execute(select(journal).order_by(journal.c.seq.desc()).limit(1)).first()
    return None if row is None else _entry(row)


def yield_over_time(
    connection: Connection, order: str, device: str, span_ms: int
) -> list[tuple[int, int, int]]:
    """(start of the span, good, not good) for the verdicts of one camera; spans without any are
    left out."""
    verdict = func.json_extract(journal.c.payload, "$.verdict")
    span = journal.c.at_ms / span_ms
    good = func.sum(case((verdict == "good", 1), else_=0))
    found = (
        select(span.label("span"), good.label("good"), func.count().label("all"))
        .where(
            journal.c.order_number == order,
            journal.c.kind == "Judged",
            func.json_extract(journal.c.payload, "$.device") == device,
        )
        .group_by(span)
        .order_by(span)
    )
    rows = connection.execute(found)
    return [(int(row.span) * span_ms, row.good, row.all - row.good) for row in rows]


def standing_alarms(connection: Connection, order: str) -> list[r.AlarmRaised]:
    """Alarms that were raised and not cleared."""
    standing: dict[int, r.AlarmRaised] = {}
    for entry in entries_of_kind(connection, order, "AlarmRaised", "AlarmCleared"):
        record = entry.record
        if isinstance(record, r.AlarmRaised):
            standing[record.alarm] = record
        elif isinstance(record, r.AlarmCleared):
            standing.pop(record.alarm, None)
    return list(standing.values())


def next_numbers(connection: Connection) -> tuple[int, int, int]:
    """The next container, the next alarm, and a token above all that were ever used."""
    newest = connection.scalar(select(func.coalesce(func.max(container.c.id), 0))) or 0
    alarm = connection.scalar(
        select(func.max(func.json_extract(journal.c.payload, "$.alarm"))).where(
            journal.c.kind == "AlarmRaised"
        )
    )
    seq = connection.scalar(select(func.coalesce(func.max(journal.c.seq), 0))) or 0
    return newest + 1, (alarm or 0) + 1, seq + 1


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
