"""Gathering a batch record from the database: the report itself only lays it out."""

from __future__ import annotations

import time
from collections.abc import Sequence

from sqlalchemy import Connection

from config.line import LineFile
from station.compose.code_book import OrderCodes
from station.core import records as r
from station.core.codes import Symbology
from station.core.order import Order
from station.core.states import CodeState
from station.reports.record_data import (
    AlarmLine,
    BatchRecord,
    ContainerLine,
    ExampleCode,
    LevelCounts,
    YieldPoint,
)
from station.store import queries

POINTS = 40  # of the yield chart
SPAN_MS_MIN = 1_000


def batch_record(
    connection: Connection, codes: OrderCodes, line: LineFile, notes: Sequence[str] = ()
) -> BatchRecord:
    """Everything that stands in the batch record of an order."""
    order = codes.order
    row = queries.get_order(connection, order.number)
    assert row is not None, f"order {order.number} isn't in the database"
    newest = queries.newest_entry(connection)
    return BatchRecord(
        order=order.number,
        product=order.product.name,
        gtin=order.product.gtin,
        batch=order.batch,
        produced=order.produced,
        expiry=order.expiry,
        station=f"{line.station} {line.name}",
        printed_at=time.strftime("%Y-%m-%d %H:%M:%S %z"),
        phase=row.phase.value,
        target=order.target,
        levels=tuple(_counts(connection, order, one) for one in order.product.code_levels),
        reject_reasons=_reasons(connection, order),
        yields=_yields(connection, order.number, line.roles.camera or ""),
        containers=_containers(connection, codes),
        alarms=_alarms(connection, order.number),
        examples=_examples(connection, codes),
        journal_entries=newest.seq if newest else 0,
        journal_head=newest.hash.hex() if newest else "",
        notes=tuple(notes),
    )


def _counts(connection: Connection, order: Order, level: int) -> LevelCounts:
    counts = queries.counts(connection, order.number, level)
    return LevelCounts(
        order.product.role_of(level),
        tuple((state.value, count) for state, count in counts.items()),
        queries.granted(connection, order.number, level),
    )


def _reasons(connection: Connection, order: Order) -> tuple[tuple[str, int], ...]:
    found = queries.reasons(connection, order.number, 0)
    return tuple((f"{state}: {why}", count) for (state, why), count in sorted(found.items()))


def _yields(connection: Connection, number: str, camera: str) -> tuple[YieldPoint, ...]:
    """At most POINTS spans over the whole order."""
    seconds = queries.yield_over_time(connection, number, camera, SPAN_MS_MIN)
    if not seconds:
        return ()
    first, last = seconds[0][0], seconds[-1][0]
    span_ms = max(SPAN_MS_MIN, -(-(last - first + 1) // POINTS))
    spans = queries.yield_over_time(connection, number, camera, span_ms)
    begin = spans[0][0]
    return tuple(YieldPoint((at - begin) / 60_000, good, bad) for at, good, bad in spans)


def _containers(connection: Connection, codes: OrderCodes) -> tuple[ContainerLine, ...]:
    order, lines = codes.order, []
    for fact in queries.containers(connection, order.number):
        label = codes.human(fact.level, [fact.code])[0] if fact.code else "–"
        lines.append(
            ContainerLine(
                fact.container,
                order.product.levels[fact.level].role,
                label,
                fact.state.value + (" quarantined" if fact.quarantined else ""),
                fact.count,
                fact.capacity,
                fact.reason,
            )
        )
    return tuple(lines)


def _alarms(connection: Connection, number: str) -> tuple[AlarmLine, ...]:
    raised: dict[int, AlarmLine] = {}
    for entry in queries.entries_of_kind(connection, number, "AlarmRaised", "AlarmCleared"):
        at = time.strftime("%H:%M:%S", time.localtime(entry.at_ms / 1_000))
        record = entry.record
        if isinstance(record, r.AlarmRaised):
            raised[record.alarm] = AlarmLine(at, record.kind, record.where, record.detail, "", "")
        elif isinstance(record, r.AlarmCleared) and record.alarm in raised:
            old = raised[record.alarm]
            how = f"{record.how} {record.by}".strip()
            raised[record.alarm] = AlarmLine(old.at, old.kind, old.where, old.detail, at, how)
    return tuple(raised.values())


def _examples(connection: Connection, codes: OrderCodes) -> tuple[ExampleCode, ...]:
    """A bottle's symbol and a case's, each of a finished one."""
    from drivers.labels.symbols import Kind, symbol_matrix  # noqa: PLC0415 - slow to import

    order, examples = codes.order, []
    for level in (0, 1):
        done = (CodeState.BOUND, CodeState.VERIFIED)
        found = queries.codes_in(connection, order.number, done, level)[:1]
        for issued in codes.issued(level, [fact.code for fact in found]):
            symbology = Symbology[order.product.levels[level].code.symbology]
            # A linear code is shown as a matrix of the same content: it fits beside the other.
            kind: Kind = "qr" if symbology in (Symbology.QR, Symbology.GS1_QR) else "data-matrix"
            matrix = symbol_matrix(kind, issued.data, symbology.is_gs1)
            examples.append(
                ExampleCode(
                    order.product.levels[level].role,
                    codes.human(level, [issued.code])[0],
                    tuple(tuple(int(dark) for dark in row) for row in matrix),
                )
            )
    return tuple(examples)
