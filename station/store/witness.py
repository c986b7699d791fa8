"""The witness: a small file on a second place that remembers how far the database had come.

It is written before the first code of a new block may leave the PC. A database that lacks what its
witness saw was restored from a backup, or its copy runs elsewhere: its counters would give codes
out twice, so it is locked until somebody gives it a new epoch. Who writes it and when: `guard.py`;
what a difference means: `standing.py`. It holds no code, only numbers and hashes.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from pathlib import Path

import msgspec
from sqlalchemy import Connection, func, select

from station.store.backup import sync_folder
from station.store.errors import DatabaseOlder, KnownError, WitnessAway, WitnessUnreadable
from station.store.journal import Head, head_of
from station.store.points import reached
from station.store.pool import POOL_NUMBERS
from station.store.schema import block, journal, meta

WITNESS_BYTES_MAX = 1 << 20


@dataclass(frozen=True)
class Witness:
    """`high_water` is, for each series, the last serial of any block; `pools` says which pool a
    series is. `claimed` is, for each block (`series:first`), the last serial that may have left the
    PC since `session` began; `place` is a hash of the PC and the folder it runs in. While a session
    is `running`, nobody knows how far it has come."""

    database_id: str
    epoch: int
    high_water: dict[int, int]
    head_seq: int
    head_hash: str
    pools: dict[str, int] = field(default_factory=dict)
    claimed: dict[str, int] = field(default_factory=dict)
    place: str = ""
    session: str = ""
    running: bool = False


def witness_of(connection: Connection) -> Witness:
    """What the database says of itself now."""
    facts = {row.key: row.value for row in connection.execute(select(meta))}
    ends = select(block.c.series, func.max(block.c.first + block.c.size - 1))
    rows = connection.execute(ends.group_by(block.c.series)).all()
    head = head_of(connection)
    return Witness(
        facts["database_id"],
        int(facts.get("epoch", "0")),
        {row[0]: row[1] for row in rows},
        head.seq,
        head.hash.hex(),
        json.loads(facts.get(POOL_NUMBERS, "{}")),
    )


def write_witness(path: Path, witness: Witness) -> None:
    """Durable when this returns, and never half written. Raises WitnessAway."""
    part = path.with_name(f".{path.name}.part")
    try:
        with part.open("wb") as file:
            file.write(msgspec.json.encode(witness))
            file.flush()
            os.fsync(file.fileno())
        reached("witness: written")
        part.replace(path)
        reached("witness: named")
        sync_folder(path.parent)
    except OSError as error:
        raise WitnessAway(
            f"{path}: the witness can't be written ({error.strerror}); check its disk and rights"
        ) from None


def read_witness(path: Path) -> Witness | None:
    """None if none was ever written. Raises WitnessAway if its place can't be reached,
    WitnessUnreadable if what is there is no witness."""
    if not path.parent.is_dir():
        raise WitnessAway(f"{path}: the witness's folder isn't there; bring its disk back")
    try:
        with path.open("rb") as file:
            return msgspec.json.decode(file.read(WITNESS_BYTES_MAX), type=Witness)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise WitnessAway(f"{path}: the witness can't be read ({error.strerror})") from None
    except msgspec.MsgspecError as error:
        raise WitnessUnreadable(
            f"{path}: this is no witness ({error}); look for the right file, or unlock the "
            "database with a new epoch"
        ) from None


def compare(connection: Connection, witness: Witness) -> None:
    """Raises DatabaseOlder, naming what is missing, unless the database has all that its witness
    saw; KnownError for the witness of another database."""
    now = witness_of(connection)
    if now.database_id != witness.database_id:
        raise KnownError(
            f"the witness belongs to database {witness.database_id}, this is {now.database_id}; "
            "name the right file"
        )
    lacks = _lacks(connection, now, witness)
    if lacks:
        raise DatabaseOlder(
            f"the database is older than its witness: {'; '.join(lacks)}. It was restored, or a "
            "copy of it runs elsewhere; unlock it with a new epoch"
        )


def _lacks(connection: Connection, now: Witness, witness: Witness) -> list[str]:
    """A journal that holds the witness's entry holds all before it. Then a series may end lower
    all the same, since unused codes of a file go back; else its end says how much is missing."""
    found = []
    if now.epoch != witness.epoch:
        found.append(f"its epoch is {now.epoch}, the witness saw {witness.epoch}")
    if now.head_seq < witness.head_seq:
        found.append(f"its journal ends at {now.head_seq}, the witness saw {witness.head_seq}")
    elif _hash_at(connection, witness.head_seq) != witness.head_hash:
        found.append(f"its journal went another way at entry {witness.head_seq} or before")
    else:
        return found
    for series, last in sorted(witness.high_water.items()):
        if now.high_water.get(series, 0) < last:
            found.append(f"series {series} ends at {now.high_water.get(series, 0)}, not at {last}")
    return found


def _hash_at(connection: Connection, seq: int) -> str:
    if not seq:
        return Head().hash.hex()
    held = connection.scalar(select(journal.c.hash).where(journal.c.seq == seq))
    return "" if held is None else bytes(held).hex()
