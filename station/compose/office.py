"""Users of a station that isn't running: the same accounts, rights and audit trail, without a line.

While a station runs, its own door does this (`station.runtime.service`): the lock sees to it that
there is one of the two.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from station.compose.database import Database
from station.core.access import BEFORE_USERS, NO_USERS, Principal, Right, why_not
from station.core.events import Category
from station.core.records import Audited
from station.store.accounts import MUST_CHANGE, REFUSED, Accounts, Act
from station.store.errors import KnownError, StoreRefused
from station.store.lock import StationLock
from station.store.passwords import Passwords
from station.store.store import DEMO, Store


class Office:
    def __init__(self, store: Store, accounts: Accounts) -> None:
        self._store, self.accounts = store, accounts

    @property
    def is_demonstration(self) -> bool:
        return self._store.get_meta(DEMO) == "1"

    def log_in(self, name: str, password: str, *, changing: bool = False) -> Principal:
        """Raises StoreRefused, with one sentence for whatever was wrong."""
        attempt = self.accounts.log_in(name, password, _now_ms())
        self.perform(attempt.act)
        if attempt.who is None:
            raise StoreRefused(REFUSED)
        if attempt.must_change and not changing:
            raise StoreRefused(MUST_CHANGE)
        return attempt.who

    def perform(self, act: Act) -> None:
        """The changes and their record, in one transaction."""
        self._store.stage_account(act.record, act.changes)
        self._store.commit([act.record], _now_ms())

    def note(self, category: Category, what: str, result: str, *people: Principal) -> None:
        """An entry of the audit trail about what was done outside of the database."""
        names = (*(one.name for one in people), "", "")
        record = Audited("", category.value, what, result, names[0], names[1])
        self._store.commit([record], _now_ms())

    def why_not(self, right: Right, people: Sequence[Principal]) -> str:
        """Why these people may not; it is noted then. "" = they may."""
        believed = right in BEFORE_USERS or self.accounts.any()
        why = why_not(right, people) if believed else NO_USERS
        if why:
            self.note(Category.REQUEST, right.value, f"refused: {why}", *people)
        return why


@contextmanager
def open_office(database: Database, *, station: int = 0, encrypt: bool = True) -> Iterator[Office]:
    """The office of the database; with a `station` it is made where there is none."""
    if not station and not database.path.exists():
        raise KnownError(f"{database.path}: there is no station; packline user first makes one")
    with StationLock(database.path), database.opened(station=station, encrypted=encrypt) as store:
        passwords = Passwords(database.keys().pepper)
        yield Office(store, Accounts(store.engine, passwords))


def _now_ms() -> int:
    return time.time_ns() // 1_000_000
