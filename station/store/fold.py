"""Records folded into the tables by SQL: the first of the two folds (the other: core/ledger.py).

Each statement says how many rows it must touch; another number is a bug, and it raises before the
commit. Reasons and orders are looked up once and kept: there are few of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, case, insert, select, update

from station.core import records as r
from station.core.states import NEXT_CODE, NEXT_CONTAINER, NEXT_PHASE, Cause, CodeState, Phase
from station.store.codec import encode_value
from station.store.schema import CODE_NUMBER, block, code, container, orders, outbox, reason

SERIAL_BITS = 40
SERIAL_MASK = (1 << SERIAL_BITS) - 1
IN_MAX = 500  # codes in one statement; SQLite's own limit is far above


class FoldError(AssertionError):
    """A record doesn't fit what the tables hold: our bug, and nothing of the turn is written."""


class Fold:
    """Applies records inside the caller's transaction."""

    def __init__(self) -> None:
        self._orders: dict[str, int] = {}
        self._reasons: dict[str, int] = {}

    def apply(self, connection: Connection, record: r.Record) -> None:
        fold = _FOLDS.get(type(record))
        if fold is not None:
            fold(self, connection, record)

    def forget(self) -> None:
        """After a rollback: what was looked up may not be there."""
        self._orders.clear()
        self._reasons.clear()

    # -- orders and blocks

    def _order_opened(self, connection: Connection, rec: r.OrderOpened) -> None:
        values = {
            "number": rec.order.number,
            "body": encode_value(rec.order),
            "phase": Phase.IDLE.value,
        }
        connection.execute(insert(orders), values)

    def _phase_changed(self, connection: Connection, rec: r.PhaseChanged) -> None:
        before = [old.value for old, news in NEXT_PHASE.items() if rec.phase in news]
        _exactly(
            connection.execute(
                update(orders)
                .where(orders.c.number == rec.order, orders.c.phase.in_(before))
                .values(phase=rec.phase.value)
            ).rowcount,
            1,
            rec,
        )

    def _granted(self, connection: Connection, rec: r.Granted) -> None:
        overlap = connection.execute(
            select(block.c.id).where(
                block.c.series == rec.series,
                block.c.first < rec.first + rec.count,
                block.c.first + block.c.size > rec.first,
            )
        ).first()
        if overlap is not None:
            raise FoldError(f"{rec} overlaps block {overlap.id}")
        connection.execute(
            insert(block),
            {
                "order_id": self._order_id(connection, rec.order),
                "level": rec.level,
                "series": rec.series,
                "first": rec.first,
                "size": rec.count,
                "next": rec.first,
                "source": rec.source,
            },
        )

    # -- codes

    def _codes_moved(self, connection: Connection, rec: r.CodesMoved) -> None:
        if rec.cause is Cause.ALLOCATE:
            self._insert_new(connection, rec)
        moves = {
            old: news[rec.cause]
            for old, news in NEXT_CODE.items()
            if rec.cause in news and rec.cause not in (Cause.BIND, Cause.UNBIND)
        }
        values: dict[str, Any] = {
            "state": _moved(moves),
            "reason": self._reason_id(connection, rec.reason),
        }
        by = {Cause.SEND: 1, Cause.UNSEND: -1}.get(rec.cause, 0)
        if by:
            values["sends"] = code.c.sends + by
        allowed = [CODE_NUMBER[old] for old in moves]
        touched = 0
        for part in _parts(rec.codes):
            touched += connection.execute(
                update(code).where(code.c.id.in_(part), code.c.state.in_(allowed)).values(values)
            ).rowcount
        _exactly(touched, len(rec.codes), rec)

    def _insert_new(self, connection: Connection, rec: r.CodesMoved) -> None:
        """Codes that leave the pool for the first time get their rows."""
        known: set[int] = set()
        for part in _parts(rec.codes):
            known.update(connection.scalars(select(code.c.id).where(code.c.id.in_(part))))
        new = [one for one in rec.codes if one not in known]
        if not new:
            return
        order_id = self._order_id(connection, rec.order)
        free = CODE_NUMBER[CodeState.FREE]
        rows = [{"id": one, "order_id": order_id, "level": rec.level, "state": free} for one in new]
        connection.execute(insert(code), rows)
        for series in {one >> SERIAL_BITS for one in new}:
            serials = [one & SERIAL_MASK for one in new if one >> SERIAL_BITS == series]
            self._advance(connection, rec, series, serials)

    @staticmethod
    def _advance(
        connection: Connection, rec: r.CodesMoved, series: int, serials: Sequence[int]
    ) -> None:
        """The block's next serial moves past those that are used now."""
        for serial in sorted(serials):
            touched = connection.execute(
                update(block)
                .where(
                    block.c.series == series,
                    block.c.level == rec.level,
                    block.c.next == serial,
                    block.c.first + block.c.size > serial,
                )
                .values(next=serial + 1)
            ).rowcount
            _exactly(touched, 1, rec)

    # -- containers

    def _container_opened(self, connection: Connection, rec: r.ContainerOpened) -> None:
        connection.execute(
            insert(container),
            {
                "id": rec.container,
                "order_id": self._order_id(connection, rec.order),
                "level": rec.level,
                "capacity": rec.capacity,
                "state": "open",
            },
        )

    def _container_moved(self, connection: Connection, rec: r.ContainerMoved) -> None:
        before = [old.value for old, news in NEXT_CONTAINER.items() if rec.state in news]
        statement = (
            update(container)
            .where(
                container.c.id == rec.container,
                container.c.state.in_(before),
                container.c.held == rec.count,
            )
            .values(state=rec.state.value, reason=rec.reason)
        )
        _exactly(connection.execute(statement).rowcount, 1, rec)

    def _bound(self, connection: Connection, rec: r.Bound) -> None:
        statement = (
            update(code)
            .where(
                code.c.id == bindparam("child"),
                code.c.state == CODE_NUMBER[CodeState.VERIFIED],
            )
            .values(
                state=CODE_NUMBER[CodeState.BOUND],
                parent=bindparam("into"),
                slot=bindparam("at"),
            )
        )
        rows = [
            {"child": child, "into": rec.container, "at": slot}
            for child, slot in zip(rec.children, rec.slots, strict=True)
        ]
        _exactly(connection.execute(statement, rows).rowcount, len(rows), rec)
        self._count(connection, rec, len(rows))

    def _unbound(self, connection: Connection, rec: r.Unbound) -> None:
        touched = connection.execute(
            update(code)
            .where(code.c.id.in_(rec.children), code.c.parent == rec.container)
            .values(
                state=CODE_NUMBER[CodeState.VERIFIED],
                parent=None,
                slot=None,
                reason=self._reason_id(connection, rec.reason),
            )
        ).rowcount
        _exactly(touched, len(rec.children), rec)
        self._count(connection, rec, -len(rec.children))

    @staticmethod
    def _count(connection: Connection, rec: r.Bound | r.Unbound, by: int) -> None:
        statement = (
            update(container)
            .where(container.c.id == rec.container)
            .values(held=container.c.held + by)
        )
        _exactly(connection.execute(statement).rowcount, 1, rec)

    def _label_assigned(self, connection: Connection, rec: r.LabelAssigned) -> None:
        statement = update(container).where(container.c.id == rec.container).values(code=rec.code)
        _exactly(connection.execute(statement).rowcount, 1, rec)

    def _quarantine(self, connection: Connection, rec: r.QuarantineChanged) -> None:
        statement = (
            update(container)
            .where(container.c.id == rec.container)
            .values(quarantined=int(rec.quarantined))
        )
        _exactly(connection.execute(statement).rowcount, 1, rec)

    def _batch_ready(self, connection: Connection, rec: r.BatchReady) -> None:
        values = {"order_number": rec.order, "container": rec.container}
        connection.execute(insert(outbox), values)

    # -- look-ups that are kept

    def _order_id(self, connection: Connection, number: str) -> int:
        if number not in self._orders:
            found = connection.scalar(select(orders.c.id).where(orders.c.number == number))
            if found is None:
                raise FoldError(f"there is no order {number}")
            self._orders[number] = found
        return self._orders[number]

    def _reason_id(self, connection: Connection, words: str) -> int | None:
        if not words:
            return None
        if words not in self._reasons:
            found = connection.scalar(select(reason.c.id).where(reason.c.text == words))
            if found is None:
                added = connection.execute(insert(reason), {"text": words})
                assert added.inserted_primary_key is not None
                found = added.inserted_primary_key[0]
            self._reasons[words] = found
        return self._reasons[words]


def _moved(moves: Mapping[CodeState, CodeState]) -> Any:
    """The new state for each old one, as one SQL expression."""
    whens = {CODE_NUMBER[old]: CODE_NUMBER[new] for old, new in moves.items()}
    return case(whens, value=code.c.state)


def _parts(codes: Sequence[int]) -> list[Sequence[int]]:
    return [codes[at : at + IN_MAX] for at in range(0, len(codes), IN_MAX)]


def _exactly(touched: int, wanted: int, record: r.Record) -> None:
    if touched != wanted:
        raise FoldError(f"{touched} rows instead of {wanted} for {record}")


_FOLDS: Mapping[type, Callable[[Fold, Connection, Any], None]] = {
    r.OrderOpened: Fold._order_opened,
    r.PhaseChanged: Fold._phase_changed,
    r.Granted: Fold._granted,
    r.CodesMoved: Fold._codes_moved,
    r.ContainerOpened: Fold._container_opened,
    r.ContainerMoved: Fold._container_moved,
    r.Bound: Fold._bound,
    r.Unbound: Fold._unbound,
    r.LabelAssigned: Fold._label_assigned,
    r.QuarantineChanged: Fold._quarantine,
    r.BatchReady: Fold._batch_ready,
}
