"""Records folded into the tables by SQL: the first of the two folds (the other: core/ledger.py).

Each statement says how many rows it must touch; another number is a bug of ours, and it raises
before the commit. Records of one kind that follow each other are folded together, since a
statement with 24 rows costs little more than one with a single row.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    and_,
    delete,
    insert,
    select,
    update,
)

from station.core import records as r
from station.core.states import (
    NEXT_CODE,
    Cause,
    CodeState,
    ContainerState,
    Phase,
)
from station.store import fold_sql as sql
from station.store.codec import decode_order, encode_order
from station.store.schema import (
    CODE_NUMBER,
    alarm,
    block,
    code,
    container,
    orders,
    outbox,
    verdict,
    word,
)

SERIAL_BITS = 40
SERIAL_MASK = (1 << SERIAL_BITS) - 1
SHOWN_MAX = 200  # characters of a record in a message: it may name a million codes


class FoldError(AssertionError):
    """A record doesn't fit what the tables hold: our bug, and nothing of the turn is written."""


class Noted(NamedTuple):
    """A record with its place in the journal."""

    seq: int
    at_ms: int
    record: Any  # of the kind that the fold it is handed to is for


class Fold:
    """Applies the records of one turn inside the caller's transaction, after their journal rows.
    What it looked up it keeps: there are few orders and few words."""

    def __init__(self) -> None:
        self._orders: dict[str, int] = {}
        self._words: dict[str, int] = {}

    def apply(self, connection: Connection, turn: Sequence[Noted]) -> None:
        # Verdicts touch a table of their own. Taken out, what stands between them is one group.
        judged = [noted for noted in turn if isinstance(noted.record, r.Judged)]
        others = [noted for noted in turn if type(noted.record) in _FOLDS]
        for (kind, _), group in groupby(others, key=_alike):
            _FOLDS[kind](self, connection, list(group))
        if judged:
            self._judged(connection, judged)

    def forget(self) -> None:
        """After a rollback: what was looked up may not be there."""
        self._orders.clear()
        self._words.clear()

    # -- orders and blocks

    def _order_opened(self, connection: Connection, group: Sequence[Noted]) -> None:
        rows = [
            {
                "number": noted.record.order.number,
                "body": encode_order(noted.record.order),
                "phase": Phase.IDLE.value,
            }
            for noted in group
        ]
        connection.execute(insert(orders), rows)

    def _order_changed(self, connection: Connection, group: Sequence[Noted]) -> None:
        for noted in group:
            rec: r.OrderChanged = noted.record
            here = orders.c.number == rec.order
            body = connection.scalar(select(orders.c.body).where(here))
            if body is None:
                raise FoldError(f"there is no order {rec.order!r}")
            old = decode_order(body)
            if old.approval not in ("", rec.approval):
                raise FoldError(f"its codes were printed under {old.approval}: {_shown([noted])}")
            changed = replace(old, target=rec.target, approval=rec.approval)
            connection.execute(update(orders).where(here).values(body=encode_order(changed)))

    def _phase_changed(self, connection: Connection, group: Sequence[Noted]) -> None:
        rows = [{"of": noted.record.order} for noted in group]
        _exactly(connection.execute(sql.TO_PHASE[group[0].record.phase], rows).rowcount, group)

    def _granted(self, connection: Connection, group: Sequence[Noted]) -> None:
        for noted in group:
            rec: r.Granted = noted.record
            _refuse_overlap(connection, rec)
            values = {
                "order_id": self._order_id(connection, rec.order),
                "level": rec.level,
                "series": rec.series,
                "first": rec.first,
                "size": rec.count,
                "next": rec.first,
                "source": rec.source,
            }
            connection.execute(insert(block), values)

    def _block_released(self, connection: Connection, group: Sequence[Noted]) -> None:
        for noted in group:
            rec: r.BlockReleased = noted.record
            here = and_(self._end_of_block(connection, rec), block.c.voided == 0)
            row = connection.execute(select(block).where(here)).first()
            if row is None:
                raise FoldError(f"it is not the end of a block: {_shown([noted])}")
            self._forget_unsent(connection, rec, row.next)
            if row.size == rec.count:
                connection.execute(delete(block).where(block.c.id == row.id))
            else:
                shorter = update(block).where(block.c.id == row.id)
                left = {"size": row.size - rec.count, "next": min(row.next, rec.first)}
                connection.execute(shorter.values(left))

    @staticmethod
    def _forget_unsent(connection: Connection, rec: r.BlockReleased, used_below: int) -> None:
        """Codes that were leased and came back unsent lose their rows; any other may not go."""
        base, rows = rec.series << SERIAL_BITS, max(0, used_below - rec.first)
        theirs = code.c.id.between(base + rec.first, base + rec.first + rec.count - 1)
        unsent = and_(theirs, code.c.state == CODE_NUMBER[CodeState.FREE], code.c.sends == 0)
        touched = connection.execute(delete(code).where(unsent)).rowcount
        if touched != rows:
            raise FoldError(f"{rows - touched} codes were used: {str(rec)[:SHOWN_MAX]}")

    def _block_voided(self, connection: Connection, group: Sequence[Noted]) -> None:
        for noted in group:
            rec: r.BlockVoided = noted.record
            here = and_(self._end_of_block(connection, rec), block.c.next <= rec.first)
            voided = update(block).where(here).values(voided=block.c.voided + rec.count)
            _exactly(connection.execute(voided).rowcount, [noted])

    def _end_of_block(
        self, connection: Connection, rec: r.BlockReleased | r.BlockVoided
    ) -> ColumnElement[bool]:
        """The block that ends with these serials."""
        return and_(
            block.c.order_id == self._order_id(connection, rec.order),
            block.c.level == rec.level,
            block.c.series == rec.series,
            block.c.first <= rec.first,
            block.c.first + block.c.size - block.c.voided == rec.first + rec.count,
        )

    # -- codes

    def _codes_moved(self, connection: Connection, group: Sequence[Noted]) -> None:
        cause: Cause = group[0].record.cause
        rows: list[dict[str, Any]] = []
        for noted in group:
            rec: r.CodesMoved = noted.record
            if len(set(rec.codes)) != len(rec.codes):
                raise FoldError(f"a code is named twice: {_shown([noted])}")
            why = self._word_id(connection, rec.reason) if rec.reason else None
            new = self._first_rows(connection, rec, why) if cause in sql.FROM_FREE else frozenset()
            rows += [{"moved": one, "why": why} for one in rec.codes if one not in new]
        if rows:
            if cause not in sql.BY_CAUSE:
                raise FoldError(f"no code can be moved by {cause}: {_shown(group)}")
            _exactly(connection.execute(sql.BY_CAUSE[cause], rows).rowcount, group, len(rows))

    def _first_rows(
        self, connection: Connection, rec: r.CodesMoved, why: int | None
    ) -> frozenset[int]:
        """Codes that leave the pool for the first time get their rows; which ones those are.

        Serials that were skipped get a row too, as free ones, so that a block's `next` is all
        that has to be known of it."""
        order_id = self._order_id(connection, rec.order)
        open_blocks = select(block).where(
            block.c.order_id == order_id,
            block.c.level == rec.level,
            block.c.next < block.c.first + block.c.size - block.c.voided,
        )
        found: set[int] = set()
        for row in connection.execute(open_blocks).all():
            base = row.series << SERIAL_BITS
            low, high = base + row.next, base + row.first + row.size - row.voided
            new = {one for one in rec.codes if low <= one < high}
            if new:
                end = max(new) + 1
                state = CODE_NUMBER[NEXT_CODE[CodeState.FREE][rec.cause]]
                shared = {"order_id": order_id, "level": rec.level}
                moved, skipped = {"state": state, "reason": why}, {"state": 0, "reason": None}
                connection.execute(
                    insert(code),
                    [
                        {"id": one, **shared, **(moved if one in new else skipped)}
                        for one in range(low, end)
                    ],
                )
                advance = update(block).where(block.c.id == row.id, block.c.next == row.next)
                touched = connection.execute(advance.values(next=end - base)).rowcount
                assert touched == 1, f"block {row.id} moved under our hands"
                found |= new
        return frozenset(found)

    # -- containers

    def _container_opened(self, connection: Connection, group: Sequence[Noted]) -> None:
        rows = [
            {
                "id": noted.record.container,
                "order_id": self._order_id(connection, noted.record.order),
                "level": noted.record.level,
                "capacity": noted.record.capacity,
                "state": ContainerState.OPEN.value,
            }
            for noted in group
        ]
        connection.execute(insert(container), rows)

    def _container_moved(self, connection: Connection, group: Sequence[Noted]) -> None:
        rows = [
            {"which": n.record.container, "with": n.record.count, "why": n.record.reason}
            for n in group
        ]
        statement = sql.TO_CONTAINER_STATE[group[0].record.state]
        _exactly(connection.execute(statement, rows).rowcount, group)

    def _bound(self, connection: Connection, group: Sequence[Noted]) -> None:
        rows = [
            {"moved": child, "into": noted.record.container, "at": slot}
            for noted in group
            for child, slot in zip(noted.record.children, noted.record.slots, strict=True)
        ]
        if rows:
            _exactly(connection.execute(sql.BIND, rows).rowcount, group, len(rows))
        self._count(connection, group, +1)

    def _unbound(self, connection: Connection, group: Sequence[Noted]) -> None:
        rows = []
        for noted in group:
            rec: r.Unbound = noted.record
            why = self._word_id(connection, rec.reason) if rec.reason else None
            rows += [{"moved": one, "out_of": rec.container, "why": why} for one in rec.children]
        if rows:
            _exactly(connection.execute(sql.UNBIND, rows).rowcount, group, len(rows))
        self._count(connection, group, -1)

    @staticmethod
    def _count(connection: Connection, group: Sequence[Noted], sign: int) -> None:
        by: dict[int, int] = {}
        for noted in group:
            rec: r.Bound | r.Unbound = noted.record
            by[rec.container] = by.get(rec.container, 0) + sign * len(rec.children)
        rows = [{"which": number, "by": count} for number, count in by.items()]
        _exactly(connection.execute(sql.COUNT, rows).rowcount, group, len(rows))

    def _label_assigned(self, connection: Connection, group: Sequence[Noted]) -> None:
        rows = [{"which": n.record.container, "label": n.record.code} for n in group]
        _exactly(connection.execute(sql.LABEL, rows).rowcount, group)

    def _label_reprinted(self, connection: Connection, group: Sequence[Noted]) -> None:
        for noted in group:
            here = container.c.id == noted.record.container
            found = connection.execute(select(container.c.code, container.c.desk).where(here)).one()
            if noted.record.code not in tuple(found):
                raise FoldError(f"the label is {found.code}: {_shown([noted])}")

    def _quarantine(self, connection: Connection, group: Sequence[Noted]) -> None:
        rows = [{"which": n.record.container, "on": int(n.record.quarantined)} for n in group]
        _exactly(connection.execute(sql.QUARANTINE, rows).rowcount, group)

    def _paired(self, connection: Connection, group: Sequence[Noted]) -> None:
        rows = [{"moved": n.record.mate, "main": n.record.code} for n in group]
        _exactly(connection.execute(sql.PAIR, rows).rowcount, group)

    def _desk_changed(self, connection: Connection, group: Sequence[Noted]) -> None:
        rows = [{"which": n.record.container, "label": n.record.label} for n in group]
        _exactly(connection.execute(sql.DESK, rows).rowcount, group)

    def _shipped(self, connection: Connection, group: Sequence[Noted]) -> None:
        rows = [
            {"which": n.record.container, "to": n.record.dealer, "there": n.record.region}
            for n in group
        ]
        _exactly(connection.execute(sql.SHIP, rows).rowcount, group)
        self._tell_platform(connection, group)

    def _unshipped(self, connection: Connection, group: Sequence[Noted]) -> None:
        rows = [{"which": n.record.container} for n in group]
        _exactly(connection.execute(sql.UNSHIP, rows).rowcount, group)
        self._tell_platform(connection, group)

    @staticmethod
    def _tell_platform(connection: Connection, group: Sequence[Noted]) -> None:
        """Where a container went is told as an entry of its own, under the journal's number."""
        rows = [
            {"seq": n.seq, "order_number": n.record.order, "container": n.record.container}
            for n in group
        ]
        connection.execute(insert(outbox), rows)

    # -- verdicts, alarms, batches

    def _judged(self, connection: Connection, group: Sequence[Noted]) -> None:
        rows = [
            {
                "order_id": self._order_id(connection, noted.record.order),
                "device": self._word_id(connection, noted.record.device),
                "trigger": noted.record.trigger,
                "verdict": self._word_id(connection, noted.record.verdict),
                "at_ms": noted.at_ms,
            }
            for noted in group
        ]
        connection.execute(insert(verdict), rows)

    def _alarm_raised(self, connection: Connection, group: Sequence[Noted]) -> None:
        rows = [
            {
                "id": noted.record.alarm,
                "order_number": noted.record.order,
                "kind": noted.record.kind,
                "place": noted.record.where,
                "detail": noted.record.detail,
                "raised_ms": noted.at_ms,
            }
            for noted in group
        ]
        connection.execute(insert(alarm), rows)

    def _alarm_cleared(self, connection: Connection, group: Sequence[Noted]) -> None:
        rows = [
            {"which": n.record.alarm, "when": n.at_ms, "who": n.record.by, "as": n.record.how}
            for n in group
        ]
        _exactly(connection.execute(sql.CLEAR, rows).rowcount, group)

    def _batch_ready(self, connection: Connection, group: Sequence[Noted]) -> None:
        rows = [
            {
                "seq": n.seq,
                "order_number": n.record.order,
                "container": n.record.container,
                "replaces": n.record.replaces,
            }
            for n in group
        ]
        connection.execute(insert(outbox), rows)

    # -- look-ups that are kept

    def _order_id(self, connection: Connection, number: str) -> int:
        if number not in self._orders:
            found = connection.scalar(select(orders.c.id).where(orders.c.number == number))
            if found is None:
                raise FoldError(f"there is no order {number!r}")
            self._orders[number] = found
        return self._orders[number]

    def _word_id(self, connection: Connection, said: str) -> int:
        if said not in self._words:
            found = connection.scalar(select(word.c.id).where(word.c.text == said))
            if found is None:
                added = connection.execute(insert(word), {"text": said})
                assert added.inserted_primary_key is not None
                found = added.inserted_primary_key[0]
            self._words[said] = found
        return self._words[said]


def _refuse_overlap(connection: Connection, rec: r.Granted) -> None:
    overlap = select(block.c.id).where(
        block.c.series == rec.series,
        block.c.first < rec.first + rec.count,
        block.c.first + block.c.size > rec.first,
    )
    other = connection.scalar(overlap.limit(1))
    if other is not None:
        raise FoldError(f"{rec} overlaps block {other}")


def _alike(noted: Noted) -> tuple[type, str]:
    """Records with the same answer share a statement."""
    match noted.record:
        case r.CodesMoved(cause=cause):
            which: str = cause
        case r.ContainerMoved(state=state):
            which = state
        case r.PhaseChanged(phase=phase):
            which = phase
        case _:
            which = ""
    return type(noted.record), which


def _exactly(touched: int, group: Sequence[Noted], wanted: int | None = None) -> None:
    wanted = len(group) if wanted is None else wanted
    if touched != wanted:
        raise FoldError(f"{touched} rows instead of {wanted} for {_shown(group)}")


def _shown(group: Sequence[Noted]) -> str:
    return ", ".join(str(noted.record) for noted in group[:3])[:SHOWN_MAX]


_FOLDS: Mapping[type, Callable[[Fold, Connection, Sequence[Noted]], None]] = {
    r.OrderOpened: Fold._order_opened,
    r.OrderChanged: Fold._order_changed,
    r.PhaseChanged: Fold._phase_changed,
    r.Granted: Fold._granted,
    r.BlockReleased: Fold._block_released,
    r.BlockVoided: Fold._block_voided,
    r.CodesMoved: Fold._codes_moved,
    r.ContainerOpened: Fold._container_opened,
    r.ContainerMoved: Fold._container_moved,
    r.Bound: Fold._bound,
    r.Unbound: Fold._unbound,
    r.LabelAssigned: Fold._label_assigned,
    r.LabelReprinted: Fold._label_reprinted,
    r.QuarantineChanged: Fold._quarantine,
    r.Paired: Fold._paired,
    r.DeskChanged: Fold._desk_changed,
    r.Shipped: Fold._shipped,
    r.Unshipped: Fold._unshipped,
    r.AlarmRaised: Fold._alarm_raised,
    r.AlarmCleared: Fold._alarm_cleared,
    r.BatchReady: Fold._batch_ready,
}
NOT_FOLDED = frozenset(  # taken apart above; notes for people
    {r.Judged, r.Resynced, r.Reworked, r.Audited, r.ClockJumped, r.ClockTrusted}
)
