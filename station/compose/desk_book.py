"""What the store says of a scan at the rework desk, in the core's words (`runtime.desk.DeskBook`).

One reading transaction a scan, so that item, container and what is around them are of one moment.
"""

from __future__ import annotations

from sqlalchemy import Connection, Engine

from station.compose.books import Books
from station.core.facts import BoxFact, Issued, ItemFact, Scanned
from station.core.states import Phase
from station.store import desk_queries, pool, queries
from station.store.engine import reading


class StoredDesk:
    def __init__(self, engine: Engine, books: Books) -> None:
        self._engine, self._books = engine, books

    def scanned(self, data: bytes, aim: str) -> Scanned:
        code = self._books.find(data, aim)
        return Scanned(data, aim) if code is None else self.of_code(code, data, aim)

    def of_code(self, code: int, data: bytes, aim: str) -> Scanned:
        """The same for a code that was found already."""
        with reading(self._engine) as connection:
            fact = queries.get_code(connection, code)
            if fact is not None and fact.mate:  # an inner code: the thing is known by its main one
                fact = queries.get_code(connection, fact.mate)
            if fact is None:
                return Scanned(data, aim)
            item = self._items([fact])[0]
            labelled = queries.container_with_label(connection, fact.code)
            holders = queries.parents(connection, fact.code)
            found = ([labelled] if labelled is not None else []) + holders
            boxes = tuple(self._box(connection, found[at:]) for at in range(len(found)))
            closing = 0
            if not _is_open(connection, fact.order):
                closing = desk_queries.newest_batch(connection, fact.order, 0)
        return Scanned(data, aim, item, boxes[0] if boxes else None, boxes[1:], closing)

    def box(self, number: int) -> BoxFact | None:
        with reading(self._engine) as connection:
            found = queries.get_container(connection, number)
            if found is None:
                return None
            around = queries.parents(connection, found.code) if found.code else []
            return self._box(connection, [found, *around])

    def fresh(self, order: str, level: int) -> Issued | None:
        with reading(self._engine) as connection:
            codes = pool.peek(connection, order, level, 1)
        return next(iter(self._books.of(order).issued(level, codes)), None)

    def _items(self, facts: list[queries.CodeFact]) -> list[ItemFact]:
        """All of one order and level."""
        if not facts:
            return []
        first = facts[0]
        issued = self._books.of(first.order).issued(first.level, [fact.code for fact in facts])
        return [
            ItemFact(one, fact.order, fact.level, fact.state, fact.parent, fact.mate, fact.reason)
            for fact, one in zip(facts, issued, strict=True)
        ]

    def _box(self, connection: Connection, chain: list[queries.ContainerFact]) -> BoxFact:
        """The first of these containers; each is in the one after it."""
        fact, top = chain[0], chain[-1]
        inside = queries.children(connection, fact.container)
        return BoxFact(
            fact.container,
            fact.order,
            fact.level,
            fact.capacity,
            fact.state,
            tuple(zip((one.slot for one in inside), self._items(inside), strict=True)),
            self._code(connection, fact.code),
            fact.quarantined,
            fact.reason,
            self._code(connection, fact.desk),
            chain[1].container if len(chain) > 1 else 0,
            top.container,
            desk_queries.newest_batch(connection, top.order, top.container),
            next((one.dealer or one.region for one in chain if one.dealer or one.region), ""),
            _is_open(connection, fact.order),
        )

    def _code(self, connection: Connection, code: int) -> ItemFact | None:
        fact = queries.get_code(connection, code) if code else None
        return self._items([fact])[0] if fact is not None else None


def _is_open(connection: Connection, order: str) -> bool:
    row = queries.get_order(connection, order)
    return row is not None and row.phase is not Phase.COMPLETE
