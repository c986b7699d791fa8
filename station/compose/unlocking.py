"""Unlocking a restored or moved database: two people say that no other one will run again.

What was free is void, what was on its way is in doubt, the epoch is one that this station never
had, and number ranges go on behind all that the witness saw. The witness is written last, so a
power cut on the way leaves the station locked, and unlocking it again is safe.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import Connection

from station.compose.database import Database, database_at
from station.compose.secrets import SecretStore, next_epoch
from station.core.access import Principal, Right, why_not
from station.core.code_id import EPOCH_MAX
from station.core.events import Category
from station.core.records import Audited, BlockVoided, CodesMoved, Record
from station.core.states import Cause
from station.store import leftovers, queries
from station.store.backup import COPY
from station.store.engine import reading
from station.store.errors import KnownError, StoreRefused, WitnessUnreadable
from station.store.leftovers import Why
from station.store.lock import StationLock
from station.store.machine import place_of
from station.store.points import reached
from station.store.pool import POOL_NUMBERS, SERIAL_FLOORS, floors
from station.store.standing import SESSION, SESSION_BEFORE, WITNESSED, Lock, LockKind, standing
from station.store.store import Store
from station.store.witness import Witness, read_witness, witness_of, write_witness

# Two people who proved who they are; raises StoreRefused if they didn't.
Approve = Callable[[], tuple[Principal, Principal]]

# Without a witness nobody knows how far a number range had come: as many numbers are passed over.
PASSED_OVER_BLINDLY = 100_000
REASON_CHARACTERS_MIN = 5


class NotLocked(StoreRefused):
    """There is nothing to unlock."""


@dataclass(frozen=True)
class Unlocked:
    """What was done; `aside` is where a witness went that was none of this database."""

    was: LockKind
    epoch: int
    void: int
    in_doubt: int
    by: str
    second: str
    aside: Path | None


@dataclass(frozen=True)
class Kept:
    """A database and where its witness is."""

    path: Path
    witness: Path

    @property
    def database(self) -> Database:
        return database_at(self.path)


def look(kept: Kept) -> Lock | None:
    """Whether and why the database is locked; it isn't changed."""
    engine = kept.database.engine(read_only=True)
    try:
        with reading(engine) as connection:
            return standing(connection, kept.witness, place_of(kept.path))
    finally:
        engine.dispose()


def refuse_without_words(reason: str) -> None:
    """Raises StoreRefused unless `reason` says something."""
    if len(reason.strip()) < REASON_CHARACTERS_MIN:
        raise StoreRefused("an unlock needs a reason in words, for whoever reads the audit trail")


def unlock(
    kept: Kept, secrets: SecretStore, approve: Approve, reason: str, now_ms: int
) -> Unlocked:
    """Raises NotLocked, StoreRefused if these people may not, KnownError for what is lacking."""
    path = kept.path
    if not path.exists():
        raise KnownError(f"{path}: there is no database; name the file of a station")
    refuse_without_words(reason)
    with StationLock(path), kept.database.opened(station=0) as store:
        with reading(store.engine) as connection:
            lock = standing(connection, kept.witness, place_of(path))
        if lock is None:
            raise NotLocked(f"{path}: it is not locked")
        if lock.kind is LockKind.AWAY:
            raise KnownError(f"{lock.detail}. {lock.do}")
        people = approve()
        why = why_not(Right.UNLOCK, people)
        if why:
            raise StoreRefused(f"unlock: {why}")
        return _Unlocking(store, kept.witness, lock, people, reason).carry_out(secrets, now_ms)


@dataclass(frozen=True)
class _Unlocking:
    store: Store
    witness_path: Path
    lock: Lock
    people: tuple[Principal, Principal]
    reason: str

    def carry_out(self, secrets: SecretStore, now_ms: int) -> Unlocked:
        witness = self._witness()
        with reading(self.store.engine) as connection:
            seen = max(witness_of(connection).epoch, witness.epoch if witness else 0)
            facts = _facts(connection, witness)
        epoch = next_epoch(secrets, seen)
        session = str(uuid.uuid4())
        reached("unlock: epoch drawn")
        self.store.set_meta(
            {
                **facts,
                "epoch": str(epoch),
                SESSION: session,
                SESSION_BEFORE: "",
                WITNESSED: str(self.witness_path),
            }
        )
        reached("unlock: facts written")
        records = self._records(epoch)
        self.store.commit(records, now_ms)
        reached("unlock: records written")
        aside = self._move_foreign_aside(witness)
        with reading(self.store.engine) as connection:
            now = replace(witness_of(connection), place=place_of(self.store.path), session=session)
        write_witness(self.witness_path, now)
        reached("unlock: witness written")
        # The mark goes last, for nothing but the mark may be what keeps a copy locked.
        self.store.set_meta({COPY: ""})
        void, doubt = _counted(records)
        first, second = self.people
        return Unlocked(self.lock.kind, epoch, void, doubt, first.name, second.name, aside)

    def _witness(self) -> Witness | None:
        try:
            return read_witness(self.witness_path)
        except WitnessUnreadable:
            return None

    def _records(self, epoch: int) -> list[Record]:
        by, second = (person.name for person in self.people)
        why = Why(f"unlocked: {self.reason}", by, second)
        with reading(self.store.engine) as connection:
            records = [
                *leftovers.free_ones(connection, why),
                *leftovers.on_their_way(connection, why),
            ]
        void, doubt = _counted(records)
        result = f"epoch {epoch}, {void} codes void, {doubt} in doubt: {self.reason}"
        what = f"unlock: {self.lock.what} ({self.lock.detail})"
        return [*records, Audited("", Category.UNLOCK, what, result, by, second)]

    def _move_foreign_aside(self, witness: Witness | None) -> Path | None:
        """A witness that is another database's, or none, isn't ours to overwrite."""
        if self.lock.kind not in (LockKind.FOREIGN, LockKind.UNREADABLE):
            return None
        of = witness.database_id[:8] if witness else "unknown"
        aside = self.witness_path.with_name(f"{self.witness_path.name}.of-{of}")
        self.witness_path.replace(aside)
        return aside


def _facts(connection: Connection, witness: Witness | None) -> Mapping[str, str]:
    """Pool numbers and the last serials that may have been used, of both times together."""
    now, last = witness_of(connection), floors(connection)
    if witness is None:
        pools = dict(now.pools)
        for series, end in now.high_water.items():
            if series <= EPOCH_MAX:  # a pool's; a minted series ends with its epoch
                last[series] = max(last.get(series, 0), end + PASSED_OVER_BLINDLY)
    else:
        pools = dict(now.pools)
        for name, theirs in witness.pools.items():
            taken = theirs in pools.values() and pools.get(name) != theirs
            ours = pools.setdefault(name, max(pools.values(), default=0) + 1 if taken else theirs)
            last[ours] = max(last.get(ours, 0), witness.high_water.get(theirs, 0))
    return {
        POOL_NUMBERS: json.dumps(pools, sort_keys=True),
        SERIAL_FLOORS: json.dumps({str(series): end for series, end in sorted(last.items())}),
    }


def _counted(records: list[Record]) -> tuple[int, int]:
    """How many codes became void, and how many are in doubt."""
    void = sum(record.count for record in records if isinstance(record, BlockVoided))
    moved = [record for record in records if isinstance(record, CodesMoved)]
    void += sum(len(record.codes) for record in moved if record.cause is Cause.VOID)
    return void, sum(len(record.codes) for record in moved if record.cause is Cause.DOUBT)


def witness_place(path: Path, configured: str = "") -> Path:
    """Where the witness of a database is: as configured, else where the database says it was."""
    if configured:
        return path.parent / configured
    engine = database_at(path).engine(read_only=True)
    try:
        with reading(engine) as connection:
            said = queries.database_facts(connection).get(WITNESSED)
    finally:
        engine.dispose()
    return Path(said) if said else path.parent / "witness.json"
