"""Finding a code by whatever a scanner or a person says of it, and telling its story."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine

from station.compose.all_codes import AllCodes
from station.compose.code_book import OrderCodes
from station.compose.database import Database
from station.compose.minting_key import kept_ring
from station.compose.secrets import SecretStore
from station.compose.telling import sentence
from station.compose.tree import tree_of
from station.core import records as r
from station.store import queries
from station.store.journal import Entry

PARENTS_MAX = 16


@contextmanager
def open_tracing(path: Path, secrets: SecretStore) -> Iterator[Tracing]:
    """Look into a database that may be in use. Raises KnownError without the minting key."""
    engine = Database(path, secrets).engine(read_only=True)
    try:
        yield Tracing(engine, AllCodes(engine, kept_ring(secrets)))
    finally:
        engine.dispose()


class Tracing:
    def __init__(self, engine: Engine, codes: AllCodes) -> None:
        self._engine, self._codes = engine, codes

    def story(self, said: str) -> dict[str, Any] | None:
        """Everything about the code that `said` means; None if it is no code of this station."""
        code = self._codes.find(said)
        if code is None:
            return None
        with self._engine.connect() as connection:
            return self._tell(connection, code)

    def _tell(self, connection: Connection, code: int) -> dict[str, Any]:
        fact = queries.get_code(connection, code)
        assert fact is not None, f"code {code} was found and isn't there"
        book = self._codes.of(fact.order)
        labelled = queries.container_with_label(connection, code)
        around = queries.parents(connection, code)
        top = around[-1] if around else labelled
        told = story_entries(connection, code)
        suspect = queries.suspect_times(connection)
        return {
            "code": code,
            "text": book.human(fact.level, [code])[0],
            "role": book.order.product.role_of(fact.level),
            "level": fact.level,
            "state": fact.state.value,
            "reason": fact.reason,
            "order": fact.order,
            "product": book.order.product.name,
            "batch": book.order.batch,
            "container": labelled.container if labelled else 0,
            "shipped_to": _place(top),
            "parents": self._parents(connection, fact, book),
            "children": self._children(connection, labelled, book),
            "tree": tree_of(connection, book, code),
            "story": [
                {
                    "seq": entry.seq,
                    "at_ms": entry.at_ms,
                    "time_suspect": queries.is_suspect(suspect, entry.seq),
                    "what": sentence(entry.record),
                    "record": {"kind": entry.kind, **queries.as_json(entry.record)},
                }
                for entry in told
            ],
        }

    @staticmethod
    def _parents(
        connection: Connection, fact: queries.CodeFact, book: OrderCodes
    ) -> list[dict[str, Any]]:
        """The containers around it, innermost first; an inner code is where its item is."""
        parents: list[dict[str, Any]] = []
        inner = queries.get_code(connection, fact.mate) if fact.mate else fact
        while inner is not None and inner.parent and len(parents) < PARENTS_MAX:
            box = queries.get_container(connection, inner.parent)
            assert box is not None, f"container {inner.parent} isn't there"
            parents.append(
                {
                    "container": box.container,
                    "role": book.order.product.levels[box.level].role,
                    "label": book.human(box.level, [box.code])[0] if box.code else "",
                    "state": box.state.value,
                    "slot": inner.slot,
                }
            )
            inner = queries.get_code(connection, box.code) if box.code else None
        return parents

    @staticmethod
    def _children(
        connection: Connection, box: queries.ContainerFact | None, book: OrderCodes
    ) -> list[dict[str, Any]]:
        if box is None:
            return []
        inside = queries.children(connection, box.container)
        texts = book.human(box.level - 1, [one.code for one in inside])
        return [
            {"code": one.code, "text": text, "slot": one.slot, "state": one.state.value}
            for one, text in zip(inside, texts, strict=True)
        ]


def story_entries(connection: Connection, code: int) -> list[Entry]:
    """All that happened to a code, to the container that carries it, and where it went; oldest
    first."""
    labelled = queries.container_with_label(connection, code)
    around = queries.parents(connection, code)
    entries = queries.story_of(connection, code) + _journeys(connection, around)
    if labelled is not None:
        entries += queries.story_of_container(connection, labelled.container)
    told = {entry.seq: entry for entry in entries}
    return [told[seq] for seq in sorted(told)]


def _journeys(connection: Connection, around: Sequence[queries.ContainerFact]) -> list[Entry]:
    """Where the containers around a code went: it went with them."""
    stories = [queries.story_of_container(connection, box.container) for box in around]
    return [e for story in stories for e in story if isinstance(e.record, r.Shipped | r.Unshipped)]


def _place(box: queries.ContainerFact | None) -> dict[str, str] | None:
    """The dealer and region that a container went to; None if it is still here."""
    if box is None or not box.dealer:
        return None
    return {"dealer": box.dealer, "region": box.region}
