"""A planned import becomes blocks of codes: numbers for its texts, and what belongs where.

All levels of a file are one series with a range each, granted in one event; the texts and the sets
are staged at the store, which writes them in the transaction of the Granted records, or not at all.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import Engine

from station.compose.pool_numbers import number_of, pool_numbers
from station.core import events as e
from station.core.code_id import pack, pool_series
from station.core.presets import ImportPlan
from station.store import pool
from station.store.errors import StoreRefused
from station.store.store import Staged, Store
from station.store.texts import why_not


@dataclass(frozen=True)
class Import:
    """`staged` by (series, first serial) of the blocks in `event`."""

    event: e.CodesImported
    staged: Mapping[tuple[int, int], Staged]


def make_import(engine: Engine, plan: ImportPlan, now_ms: int) -> Import:
    """The import of a file; `engine` may write the number of its pool.

    Raises StoreRefused, naming the code, if one was ever imported before."""
    texts = [text.encode() for level in plan.texts.values() for text in level]
    with engine.connect() as connection:
        why = why_not(connection, texts)
        numbers = pool_numbers(connection)
        floors = pool.floors(connection)
    if why:
        raise StoreRefused(f"{plan.name}: {why}; nothing was imported")
    digest = hashlib.sha256(b"\n".join(texts)).hexdigest()[:16]
    key = f"file:{digest}"
    if floors.get(numbers.get(key, 0)):
        raise StoreRefused(
            f"{plan.name}: it was imported in the time that a restore lost, so its codes may be "
            "printed; get another file"
        )
    series = pool_series(number_of(engine, numbers, key))
    return _numbered(plan, series, now_ms)


@contextmanager
def held(store: Store, made: Import) -> Iterator[None]:
    """Meanwhile its texts and sets lie ready at the store, for the transaction of its records."""
    try:
        for (series, first), staged in made.staged.items():
            store.hold_texts(series, first, staged)
        yield
    finally:
        for series, first in made.staged:
            store.drop_staged(series, first)


def _numbered(plan: ImportPlan, series: int, now_ms: int) -> Import:
    code_of: dict[str, int] = {}
    blocks = []
    for level, texts in plan.texts.items():
        first = len(code_of) + 1
        code_of.update((text, pack(series, first + n)) for n, text in enumerate(texts))
        source = f"file:{plan.name}"
        blocks.append(e.PoolGranted(level, series, first, len(texts), source, now_ms))
    places = {one.text: (code_of[one.parent], one.slot) for one in plan.belongs}
    staged = {
        (block.series, block.first): Staged(
            [text.encode() for text in plan.texts[block.level]],
            [(code_of[t], *places[t]) for t in plan.texts[block.level] if t in places],
        )
        for block in blocks
    }
    return Import(e.CodesImported(tuple(blocks), now_ms), staged)
