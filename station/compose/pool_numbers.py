"""The small series numbers of pools that aren't minted: SSCC ranges and imported files.

They are facts of the database (`meta`), one number a pool, never given twice. The number is written
before anything that uses it, so that a crash in between wastes one and no more.
"""

from __future__ import annotations

import json

from sqlalchemy import Connection, Engine

from station.core.codes import minted_series
from station.core.packaging import CodeKind, CodeRule
from station.store import queries
from station.store.points import reached
from station.store.pool import POOL_NUMBERS
from station.store.store import set_meta


def pool_key(company_prefix: str, extension: int) -> str:
    return f"sscc:{company_prefix}:{extension}"


def pool_numbers(connection: Connection) -> dict[str, int]:
    """Every pool's number by its key."""
    numbers: dict[str, int] = json.loads(queries.database_facts(connection).get(POOL_NUMBERS, "{}"))
    return numbers


def number_of(engine: Engine, numbers: dict[str, int], key: str) -> int:
    """The number of a pool; a new one is drawn and written at once. `numbers` is what
    `pool_numbers` gave, and `engine` may write."""
    if key not in numbers:
        numbers[key] = max([0, *numbers.values()]) + 1
        set_meta(engine, {POOL_NUMBERS: json.dumps(numbers, sort_keys=True)})
        reached("pool: numbered")
    return numbers[key]


def series_of(
    engine: Engine, numbers: dict[str, int], rule: CodeRule, station: int, epoch: int
) -> int:
    """The series of a level's codes: the station's own for minted ones, the pool's for SSCCs."""
    if rule.kind is not CodeKind.SSCC:
        return minted_series(station, epoch)
    return number_of(engine, numbers, pool_key(rule.company_prefix, rule.extension))
