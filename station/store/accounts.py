"""Who may log in. Whatever happens to an account is an `Act`: a record and the changes it stands
for, written in one transaction (`Store.stage_account`), so that nothing happens unrecorded.

A wrong password, an unknown name, a locked and a disabled account get the same answer after the
same time. Five wrong tries lock an account, each further one for twice as long; that is kept here,
so that a restart unlocks nobody. A badge that nobody has is no account's, so five of those lock
all badges in the same way; passwords and PINs go on. Sessions are the runtime's
(`station.runtime.sessions`); which role may do what is the core's (`station.core.access`). Calls
come one at a time: the caller sees to it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine, Executable, Row, Update, func, select, update
from sqlalchemy.dialects.sqlite import insert

from station.core.access import PIN_ROLES, Principal, Proof, Role
from station.core.events import Category
from station.core.records import Audited
from station.store.engine import reading
from station.store.errors import StoreRefused
from station.store.passwords import (
    Passwords,
    refuse_weak_badge,
    refuse_weak_password,
    refuse_weak_pin,
    tidy_name,
)
from station.store.schema import account, meta

TRIES_MAX = 5
LOCK_MS_MIN, LOCK_MS_MAX = 30_000, 3_600_000
DOUBLINGS_MAX = 16
BADGE_TRIES = "badge_tries"  # fact of the database: [unknown badges in a row, locked until (ms)]
LOG_IN = {
    Proof.PASSWORD: "log in by password",
    Proof.PIN: "log in by PIN",
    Proof.BADGE: "log in by badge",
}
BY_BADGE = LOG_IN[Proof.BADGE]
COLUMN = {Proof.PASSWORD: "hash", Proof.PIN: "pin"}
ACCOUNTS_MAX = 1_000

REFUSED = "name or password is wrong, or the account is locked for a while after wrong tries"
MUST_CHANGE = "choose a password of your own first: packline user password NAME"
DONE = "done"


@dataclass(frozen=True)
class Act:
    """A record, and the changes of accounts that are written with it or not at all."""

    record: Audited
    changes: tuple[Executable, ...] = ()


@dataclass(frozen=True)
class Attempt:
    """What became of an attempt to log in; it counts once its act is written. Without a `who` it
    was refused: nobody is told why (`REFUSED`)."""

    who: Principal | None
    act: Act
    must_change: bool = False


@dataclass(frozen=True)
class AccountShown:
    name: str
    role: Role
    active: bool
    locked_until_ms: int
    must_change: bool
    has_pin: bool
    has_badge: bool


def lock_ms(failed: int) -> int:
    """How long an account is locked after so many wrong tries in a row."""
    if failed < TRIES_MAX:
        return 0
    return min(LOCK_MS_MIN << min(failed - TRIES_MAX, DOUBLINGS_MAX), LOCK_MS_MAX)


class Accounts:
    """`engine` is only read; what is to be written is in the acts."""

    def __init__(self, engine: Engine, passwords: Passwords) -> None:
        self._engine, self._passwords = engine, passwords

    # -- looking

    def any(self) -> bool:
        with reading(self._engine) as connection:
            return bool(connection.scalar(select(func.count()).select_from(account)))

    def listed(self) -> list[AccountShown]:
        with reading(self._engine) as connection:
            rows = connection.execute(select(account).order_by(account.c.name)).all()
        return [
            AccountShown(
                row.name,
                Role(row.role),
                bool(row.active),
                row.locked_until_ms,
                bool(row.must_change),
                row.pin is not None,
                row.badge is not None,
            )
            for row in rows
        ]

    def _row(self, name: str) -> Row[Any] | None:
        with reading(self._engine) as connection:
            return connection.execute(select(account).where(account.c.name == name)).first()

    def _known(self, name: str) -> Row[Any]:
        row = self._row(name)
        if row is None:
            raise StoreRefused(f"there is no user {name!r}; packline user list names them")
        return row

    # -- logging in

    def log_in(self, name: str, password: str, now_ms: int) -> Attempt:
        return self._try(self._named(name), Proof.PASSWORD, password, now_ms)

    def by_pin(self, name: str, pin: str, now_ms: int) -> Attempt:
        return self._try(self._named(name), Proof.PIN, pin, now_ms)

    def by_badge(self, text: str, now_ms: int) -> Attempt:
        """Whoever holds the badge; a badge that nobody has is refused like a wrong one."""
        badge = self._passwords.badge(text)
        with reading(self._engine) as connection:
            row = connection.execute(select(account).where(account.c.badge == badge)).first()
            failed, until_ms = _badge_tries(connection)
        locked_ms = _left_ms(until_ms, now_ms)
        if locked_ms:
            # After a clock that was set back, no longer than the longest lock.
            why = "refused: badges are locked"
            return _refused(BY_BADGE, why, "", _keep_tries(failed, now_ms + locked_ms))
        if row is None:
            delay_ms = lock_ms(failed + 1)
            why = f"refused: no user has this badge, try {failed + 1}"
            if delay_ms:
                why += f"; badges locked for {delay_ms // 1_000} s"
            until_ms = now_ms + delay_ms if delay_ms else 0
            return _refused(BY_BADGE, why, "", _keep_tries(failed + 1, until_ms))
        if not row.active or _locked_ms(row, now_ms):
            return _refused(BY_BADGE, "refused: the account is locked or disabled", row.name)
        return _let_in(row, Proof.BADGE, (_keep_tries(0, 0),))

    def _named(self, name: str) -> Row[Any] | None:
        try:
            return self._row(tidy_name(name))
        except StoreRefused:
            return None  # what can't be a name is nobody's

    def _try(self, row: Row[Any] | None, proof: Proof, text: str, now_ms: int) -> Attempt:
        what = LOG_IN[proof]
        kept = row._mapping[COLUMN[proof]] if row is not None else None
        locked_ms = _locked_ms(row, now_ms) if row is not None else 0
        may = row is not None and bool(row.active) and not locked_ms
        # Hashed in each case, so that each takes the same time.
        fits = self._passwords.fits(kept if may else None, text)
        if row is None:
            # Not the name that was given: people type their password there.
            return _refused(what, "refused: no such user", "")
        name = str(row.name)
        mine = account.c.name == name
        if not may:
            # After a clock that was set back, no longer than the longest lock.
            until = update(account).where(mine).values(locked_until_ms=now_ms + locked_ms)
            why = "it is locked" if locked_ms else "it is disabled"
            return _refused(what, f"refused: {why}", name, *([until] if locked_ms else []))
        if not fits:
            failed = row.failed + 1
            delay_ms = lock_ms(failed)
            values = {"failed": failed, "locked_until_ms": now_ms + delay_ms if delay_ms else 0}
            why = f"refused: wrong, try {failed}"
            if delay_ms:
                why += f"; locked for {delay_ms // 1_000} s"
            return _refused(what, why, name, update(account).where(mine).values(values))
        clean = {"failed": 0, "locked_until_ms": 0}
        return _let_in(row, proof, (update(account).where(mine).values(clean),))

    # -- changing

    def first(self, name: str, password: str) -> Act:
        """The first administrator, of a station that has no user yet."""
        if self.any():
            raise StoreRefused("there are users already; an administrator adds more")
        return self._added("", name, Role.ADMIN, password, must_change=False)

    def add(self, by: str, name: str, role: Role, password: str) -> Act:
        """A new user, who must choose a password of their own before anything else."""
        with reading(self._engine) as connection:
            count = connection.scalar(select(func.count()).select_from(account))
        if (count or 0) >= ACCOUNTS_MAX:
            raise StoreRefused(f"a station has {ACCOUNTS_MAX} users at most")
        return self._added(by, name, role, password, must_change=True)

    def _added(self, by: str, name: str, role: Role, password: str, *, must_change: bool) -> Act:
        tidy = tidy_name(name)
        if self._row(tidy) is not None:
            raise StoreRefused(f"there is a user {tidy!r} already; give another name")
        refuse_weak_password(tidy, password)
        row = insert(account).values(
            name=tidy,
            role=role.value,
            hash=self._passwords.hashed(password),
            must_change=int(must_change),
        )
        return _act(by or tidy, f"user {tidy} added as {role.value}", row)

    def set_active(self, by: str, name: str, active: bool) -> Act:
        row = self._known(tidy_name(name))
        if not active:
            self._keep_an_administrator(row)
        change = _of(row).values(active=int(active), failed=0, locked_until_ms=0)
        return _act(by, f"user {row.name} {'enabled' if active else 'disabled'}", change)

    def set_role(self, by: str, name: str, role: Role) -> Act:
        row = self._known(tidy_name(name))
        if role is not Role.ADMIN:
            self._keep_an_administrator(row)
        values = {"role": role.value} | ({} if role in PIN_ROLES else {"pin": None})
        what = f"user {row.name} is {role.value} now, was {row.role}"
        return _act(by, what, _of(row).values(values))

    def set_password(self, by: str, name: str, password: str) -> Act:
        """Somebody's new password. Given by another person, it lasts until its owner changes it."""
        row = self._known(tidy_name(name))
        refuse_weak_password(str(row.name), password)
        change = _of(row).values(
            hash=self._passwords.hashed(password),
            must_change=int(by != row.name),
            failed=0,
            locked_until_ms=0,
        )
        return _act(by, f"password of user {row.name} changed", change)

    def set_pin(self, name: str, pin: str) -> Act:
        """One's own PIN, for a quick way back in at the touchscreen."""
        row = self._known(tidy_name(name))
        if Role(str(row.role)) not in PIN_ROLES:
            raise StoreRefused("only operators and line leaders have a PIN; use the password")
        refuse_weak_pin(pin)
        change = _of(row).values(pin=self._passwords.hashed(pin))
        return _act(str(row.name), f"PIN of user {row.name} changed", change)

    def remove_pin(self, by: str, name: str) -> Act:
        row = self._known(tidy_name(name))
        if row.pin is None:
            raise StoreRefused(f"{row.name} has no PIN")
        return _act(by, f"PIN of user {row.name} removed", _of(row).values(pin=None))

    def set_badge(self, by: str, name: str, text: str) -> Act:
        row = self._known(tidy_name(name))
        refuse_weak_badge(text)
        badge = self._passwords.badge(text)
        with reading(self._engine) as connection:
            holder = connection.scalar(select(account.c.name).where(account.c.badge == badge))
        if holder not in (None, row.name):
            raise StoreRefused("this badge is somebody else's; take another one")
        return _act(by, f"badge of user {row.name} changed", _of(row).values(badge=badge))

    def remove_badge(self, by: str, name: str) -> Act:
        row = self._known(tidy_name(name))
        if row.badge is None:
            raise StoreRefused(f"{row.name} has no badge")
        return _act(by, f"badge of user {row.name} removed", _of(row).values(badge=None))

    def _keep_an_administrator(self, row: Row[Any]) -> None:
        others = select(func.count()).where(
            account.c.role == Role.ADMIN.value, account.c.active == 1, account.c.name != row.name
        )
        with reading(self._engine) as connection:
            left = connection.scalar(others)
        if row.role == Role.ADMIN.value and not left:
            raise StoreRefused("this is the last administrator; make another one first")


def _of(row: Row[Any]) -> Update:
    return update(account).where(account.c.name == row.name)


def _locked_ms(row: Row[Any], now_ms: int) -> int:
    return _left_ms(row.locked_until_ms, now_ms)


def _left_ms(until_ms: int, now_ms: int) -> int:
    return min(max(0, until_ms - now_ms), LOCK_MS_MAX)


def _badge_tries(connection: Connection) -> tuple[int, int]:
    """How many unknown badges were shown in a row, and until when none counts."""
    told = connection.scalar(select(meta.c.value).where(meta.c.key == BADGE_TRIES))
    failed, until_ms = json.loads(told or "[0, 0]")
    return int(failed), int(until_ms)


def _keep_tries(failed: int, until_ms: int) -> Executable:
    kept = insert(meta).values(key=BADGE_TRIES, value=json.dumps([failed, until_ms]))
    return kept.on_conflict_do_update(index_elements=["key"], set_={"value": kept.excluded.value})


def _act(by: str, what: str, *changes: Executable) -> Act:
    return Act(Audited("", Category.USERS.value, what, DONE, by), changes)


def _refused(what: str, why: str, by: str, *changes: Executable) -> Attempt:
    return Attempt(None, Act(Audited("", Category.ACCESS.value, what, why, by), changes))


def _let_in(row: Row[Any], proof: Proof, changes: tuple[Executable, ...]) -> Attempt:
    what, who = LOG_IN[proof], Principal(str(row.name), Role(str(row.role)), proof=proof)
    must_change = bool(row.must_change)
    result = "done; the password must be changed" if must_change else DONE
    return Attempt(
        who, Act(Audited("", Category.ACCESS.value, what, result, who.name), changes), must_change
    )
