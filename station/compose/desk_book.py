"""What the store says of a thing that was scanned: what it is, what it is in, and what is in that.

All that one scan wants is read in one transaction, so that item, container and what is around them
are of one moment; only then are the codes turned into what their symbols hold, which may read on
its own. So it works on an engine with a single connection as well.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Engine

from station.compose.all_codes import AllCodes
from station.core.facts import BoxFact, Issued, ItemFact, Scanned
from station.core.order import Order
from station.core.states import Phase
from station.store import desk_queries, pool, queries
from station.store.belonging import inner_of
from station.store.engine import reading

Claim = Callable[[int, Sequence[int]], bool]


@dataclass(frozen=True)
class Stored:
    """A container as the tables have it, with all that `BoxFact` tells of it."""

    fact: queries.ContainerFact
    children: tuple[queries.CodeFact, ...]
    label: queries.CodeFact | None
    desk: queries.CodeFact | None
    parent: int
    top: int
    batch_seq: int
    shipped_to: str
    order: Order
    order_open: bool


class StoredDesk:
    """`claim` makes sure that a code may leave the PC before anybody is offered it."""

    def __init__(
        self, engine: Engine, codes: AllCodes, claim: Claim = lambda level, codes: True
    ) -> None:
        self._engine, self._codes, self._claim = engine, codes, claim

    def scanned(self, data: bytes, aim: str) -> Scanned:
        known = self._codes.known(data, aim)
        if known is None:
            return Scanned(data, aim)
        with reading(self._engine) as connection:
            fact = queries.get_code(connection, known.code)
            if fact is not None and fact.mate:  # an inner code: the thing is known by its main one
                fact = queries.get_code(connection, fact.mate)
            assert fact is not None, f"code {known.code} was found and isn't there"
            around = _around(connection, fact.code)
            closing = 0
            if not _is_open(connection, fact.order):
                closing = desk_queries.newest_batch(connection, fact.order, 0)
        boxes = [self._box(one) for one in around]
        box = boxes[0] if boxes else None
        return Scanned(data, aim, self._items([fact])[0], box, tuple(boxes[1:]), closing)

    def box(self, number: int) -> BoxFact | None:
        with reading(self._engine) as connection:
            found = queries.get_container(connection, number)
            if found is None:
                return None
            around = queries.parents(connection, found.code) if found.code else []
            stored = _stored(connection, [found, *around])
        return self._box(stored)

    def fresh(self, order: str, level: int) -> Issued | None:
        """The next free code of a level, None when there is none. Takes nothing: the record
        does."""
        with reading(self._engine) as connection:
            codes = pool.peek(connection, order, level, 1)
        if codes and not self._claim(level, codes):
            return None
        return next(iter(self._codes.of(order).issued(level, codes)), None)

    def _items(self, facts: Sequence[queries.CodeFact]) -> list[ItemFact]:
        """All of one order and level."""
        if not facts:
            return []
        book, level = self._codes.of(facts[0].order), facts[0].level
        codes = [fact.code for fact in facts]
        with reading(self._engine) as connection:
            inner = inner_of(connection, codes)
        mates = [inner.get(code, 0) for code in codes]
        return [
            ItemFact(one, fact.order, level, fact.state, fact.parent, mate, fact.reason)
            for fact, one, mate in zip(facts, book.issued(level, codes), mates, strict=True)
        ]

    def _one(self, fact: queries.CodeFact | None) -> ItemFact | None:
        return self._items([fact])[0] if fact is not None else None

    def _box(self, stored: Stored) -> BoxFact:
        fact, children = stored.fact, stored.children
        items = zip((one.slot for one in children), self._items(children), strict=True)
        return BoxFact(
            fact.container,
            fact.order,
            fact.level,
            fact.capacity,
            fact.state,
            tuple(items),
            self._one(stored.label),
            fact.quarantined,
            fact.reason,
            self._one(stored.desk),
            stored.parent,
            stored.top,
            stored.batch_seq,
            stored.shipped_to,
            stored.order_open,
            stored.order.dealer,
            stored.order.region,
        )


def _around(connection: Connection, code: int) -> list[Stored]:
    """The container that carries this code, if one does, and those around it."""
    labelled = queries.container_with_label(connection, code)
    found = [labelled] if labelled is not None else []
    found += queries.parents(connection, code)
    return [_stored(connection, found[at:]) for at in range(len(found))]


def _stored(connection: Connection, chain: Sequence[queries.ContainerFact]) -> Stored:
    """The first of these containers; each is in the one after it."""
    fact, top = chain[0], chain[-1]
    row = queries.get_order(connection, fact.order)
    assert row is not None, f"container {fact.container} of an order that isn't there"
    return Stored(
        fact,
        tuple(queries.children(connection, fact.container)),
        queries.get_code(connection, fact.code) if fact.code else None,
        queries.get_code(connection, fact.desk) if fact.desk else None,
        chain[1].container if len(chain) > 1 else 0,
        top.container,
        desk_queries.newest_batch(connection, top.order, top.container),
        next((one.dealer or one.region for one in chain if one.dealer or one.region), ""),
        row.order,
        row.phase is not Phase.COMPLETE,
    )


def _is_open(connection: Connection, order: str) -> bool:
    row = queries.get_order(connection, order)
    return row is not None and row.phase is not Phase.COMPLETE
