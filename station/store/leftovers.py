"""Codes that nobody may use any more, because nobody can say whether they were used.

After an unclean stop these are the rest of a claim and what lay ready at a head; after a restore
everything that was still free, and all that was on its way. Each function answers with records;
whoever holds the store commits them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from station.core.records import BlockVoided, CodesMoved, Granted, Record
from station.core.states import Cause, CodeState
from station.store import pool, queries
from station.store.fold import SERIAL_BITS
from station.store.schema import IS_FREE, block, code, container, orders

CODES_A_RECORD = 1_000
NUMBERED = frozenset({"minted", "sscc"})  # sources of which there is always more


@dataclass(frozen=True)
class Why:
    reason: str
    by: str = ""
    second: str = ""


SKIPPED = Why("skipped: the station ended without a stop")
MAY_BE_PRINTED = Why("may have been sent before the station ended without a stop")


def after_unclean_stop(connection: Connection, claimed: Mapping[str, int]) -> list[Record]:
    """What of the open order may have left the PC after the last entry of this journal: the rest
    of each claim is void, and what lay ready at a head is in doubt, as if it had been sent.

    The pool gets as many numbers anew; codes of a file are gone, for nobody can make more."""
    row = queries.open_order(connection)
    if row is None or not claimed:
        return []
    number = row.order.number
    records: list[Record] = []
    firsts: dict[int, int] = {}
    rows = connection.execute(select(block).join(orders).where(orders.c.number == number)).all()
    for one in rows:
        end = one.first + one.size - one.voided - 1
        last = min(claimed.get(f"{one.series}:{one.first}", 0), end)
        rest = [(one.series << SERIAL_BITS) + serial for serial in range(one.next, last + 1)]
        records += _moved(number, one.level, (Cause.VOID,), rest, SKIPPED)
        if rest and one.source in NUMBERED:
            first = firsts.get(one.series) or pool.next_serial(connection, one.series)
            firsts[one.series] = first + len(rest)
            records.append(Granted(number, one.level, one.series, first, len(rest), one.source))
    for level in range(len(row.order.product.levels)):
        ready = _ready_at_a_head(connection, number, level)
        records += _moved(number, level, (Cause.SEND, Cause.DOUBT), ready, MAY_BE_PRINTED)
    return records


def _ready_at_a_head(connection: Connection, number: str, level: int) -> list[int]:
    """Allocated and never sent. A label that is chosen for its container stays with it."""
    facts = queries.codes_in(connection, number, [CodeState.ALLOCATED], level)
    codes = [fact.code for fact in facts]
    chosen = set(
        connection.scalars(
            select(container.c.code)
            .join(orders, orders.c.id == container.c.order_id)
            .where(orders.c.number == number, container.c.code.is_not(None))
        )
    )
    return [one for one in codes if one not in chosen]


def free_ones(connection: Connection, why: Why) -> Iterator[Record]:
    """Every free code of every order is void from now on."""
    rows = connection.execute(select(block, orders.c.number).join(orders).order_by(block.c.id))
    for one in rows.all():
        count = one.first + one.size - one.voided - one.next
        if count:
            end = (one.number, one.level, one.series, one.next, count)
            yield BlockVoided(*end, why.reason, why.by, why.second)
    back = select(code.c.id, code.c.level, orders.c.number).join(orders).where(IS_FREE)
    found: dict[tuple[str, int], list[int]] = {}
    for row in connection.execute(back.order_by(code.c.id)):
        found.setdefault((row.number, row.level), []).append(row.id)
    for (number, level), codes in found.items():
        yield from _moved(number, level, (Cause.VOID,), codes, why)


def on_their_way(connection: Connection, why: Why) -> Iterator[Record]:
    """What was allocated, sent or printed may be anywhere by now."""
    row = queries.open_order(connection)
    for level in range(len(row.order.product.levels)) if row is not None else ():
        assert row is not None
        number = row.order.number
        for state, causes in (
            (CodeState.ALLOCATED, (Cause.SEND, Cause.DOUBT)),
            (CodeState.SENT, (Cause.DOUBT,)),
            (CodeState.PRINTED, (Cause.DOUBT,)),
        ):
            codes = [f.code for f in queries.codes_in(connection, number, [state], level)]
            yield from _moved(number, level, causes, codes, why)


def _moved(
    number: str, level: int, causes: Sequence[Cause], codes: Sequence[int], why: Why
) -> list[Record]:
    return [
        CodesMoved(number, level, cause, part, why.reason, by=why.by, second=why.second)
        for at in range(0, len(codes), CODES_A_RECORD)
        for part in [tuple(codes[at : at + CODES_A_RECORD])]
        for cause in causes
    ]
