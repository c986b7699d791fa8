"""Users: nobody by default, nobody unrecorded, nobody guessed, never the last one locked out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from station.core.access import Principal, Proof, Role
from station.core.records import Audited
from station.store.accounts import (
    LOCK_MS_MAX,
    LOCK_MS_MIN,
    TRIES_MAX,
    Accounts,
    Act,
    Attempt,
    lock_ms,
)
from station.store.check import check_store
from station.store.engine import dbapi
from station.store.errors import StoreRefused
from station.store.passwords import Passwords, refuse_weak_pin
from station.store.store import Store

PEPPER = b"a pepper of 32 bytes, for tests."
COST = {"time_cost": 1, "memory_cost": 8, "parallelism": 1}
CHEAP = PasswordHasher(**COST)
WORD, OTHER = "correct horse 42", "battery staple 17"


class Desk:
    """Accounts whose acts are written at once, at a time of the test's own."""

    def __init__(self, store: Store) -> None:
        self.store, self.now_ms = store, 1_000
        self.accounts = Accounts(store.engine, Passwords(PEPPER, CHEAP, COST))

    def do(self, act: Act) -> None:
        self.store.stage_account(act.record, act.changes)
        self.store.commit([act.record], self.now_ms)

    def log_in(self, name: str, password: str) -> Principal | None:
        return self.tried(self.accounts.log_in(name, password, self.now_ms))

    def tried(self, attempt: Attempt) -> Principal | None:
        self.do(attempt.act)
        return attempt.who

    def trail(self) -> list[Audited]:
        return [e.record for e in self.store.entries() if isinstance(e.record, Audited)]


@pytest.fixture
def desk(store: Store) -> Iterator[Desk]:
    opened = Desk(store)
    opened.do(opened.accounts.first("anna", WORD))
    opened.do(opened.accounts.add("anna", "李 雷", Role.LEADER, OTHER))
    return opened


def test_a_new_station_has_no_user_at_all(store: Store) -> None:
    desk = Desk(store)
    assert not desk.accounts.any()
    for name in ("admin", "root", "packline", "operator", ""):
        for password in ("", "admin", "packline", "123456"):
            assert desk.log_in(name, password) is None


def test_the_first_administrator_is_made_once(desk: Desk) -> None:
    assert desk.log_in("anna", WORD) == Principal("anna", Role.ADMIN)
    with pytest.raises(StoreRefused, match="users already"):
        desk.accounts.first("eve", OTHER)


def test_a_new_user_must_choose_a_password_of_their_own(desk: Desk) -> None:
    attempt = desk.accounts.log_in("李 雷", OTHER, desk.now_ms)
    assert attempt.must_change
    desk.do(desk.accounts.set_password("李 雷", "李 雷", "my very own 5"))
    attempt = desk.accounts.log_in("李 雷", "my very own 5", desk.now_ms)
    assert (attempt.who, attempt.must_change) == (Principal("李 雷", Role.LEADER), False)


def test_every_event_of_a_user_stands_in_the_journal(desk: Desk) -> None:
    desk.log_in("anna", WORD)
    desk.log_in("anna", "wrong")
    desk.log_in("nobody of this name", WORD)
    desk.do(desk.accounts.set_active("anna", "李 雷", False))
    assert [(one.category, one.what, one.result, one.by) for one in desk.trail()] == [
        ("users", "user anna added as admin", "done", "anna"),
        ("users", "user 李 雷 added as leader", "done", "anna"),
        ("access", "log in by password", "done", "anna"),
        ("access", "log in by password", "refused: wrong, try 1", "anna"),
        # A name that nobody has may be a password, typed into the wrong field.
        ("access", "log in by password", "refused: no such user", ""),
        ("users", "user 李 雷 disabled", "done", "anna"),
    ]
    assert check_store(desk.store.path).sound


def test_a_change_is_written_with_its_record_or_not_at_all(desk: Desk) -> None:
    act = desk.accounts.add("anna", "carl", Role.QA, OTHER)
    desk.store.stage_account(act.record, act.changes)
    wrong = Audited("", "users", "something else", "done")
    desk.store.commit([wrong], desk.now_ms)
    assert "carl" not in {one.name for one in desk.accounts.listed()}
    desk.store.commit([act.record], desk.now_ms)
    assert "carl" in {one.name for one in desk.accounts.listed()}
    with pytest.raises(StoreRefused):  # the same once more meets a fence, and leaves no record
        desk.do(act)
    assert desk.trail()[-1] == act.record and desk.trail()[-2] == wrong


@pytest.mark.parametrize("name", ["anna", "nobody", "disabled one"])
def test_wrong_unknown_and_disabled_take_the_same_work(
    desk: Desk, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.do(desk.accounts.add("anna", "disabled one", Role.QA, OTHER))
    desk.do(desk.accounts.set_active("anna", "disabled one", False))
    hashed: list[str] = []
    verify = PasswordHasher.verify
    monkeypatch.setattr(
        PasswordHasher,
        "verify",
        lambda self, kept, text: hashed.append(kept) or verify(self, kept, text),
    )
    assert desk.log_in(name, "wrong password") is None
    assert len(hashed) == 1


def test_five_wrong_tries_lock_for_longer_and_longer(desk: Desk) -> None:
    for _ in range(TRIES_MAX):
        assert desk.log_in("anna", "wrong") is None
    assert desk.trail()[-1].result == "refused: wrong, try 5; locked for 30 s"
    assert desk.log_in("anna", WORD) is None  # the right one, too early
    assert desk.trail()[-1].result == "refused: it is locked"
    desk.now_ms += LOCK_MS_MIN
    assert desk.log_in("anna", "wrong") is None
    assert desk.trail()[-1].result == "refused: wrong, try 6; locked for 60 s"
    desk.now_ms += 2 * LOCK_MS_MIN
    assert desk.log_in("anna", WORD) is not None
    assert desk.log_in("anna", "wrong") is None
    assert desk.trail()[-1].result == "refused: wrong, try 1"
    assert [lock_ms(n) for n in (4, 5, 6, 7, 100)] == [0, 30_000, 60_000, 120_000, LOCK_MS_MAX]


def test_a_restart_unlocks_nobody(desk: Desk, path: Path) -> None:
    for _ in range(TRIES_MAX):
        desk.log_in("anna", "wrong")
    desk.store.close()
    with Store.open(path, station=1) as again:
        assert Desk(again).log_in("anna", WORD) is None


def test_a_clock_set_back_locks_nobody_for_years(desk: Desk) -> None:
    desk.now_ms = 10**12
    for _ in range(TRIES_MAX):
        desk.log_in("anna", "wrong")
    desk.now_ms = 5_000
    assert desk.log_in("anna", WORD) is None
    desk.now_ms += LOCK_MS_MAX
    assert desk.log_in("anna", WORD) is not None


def test_the_last_administrator_stays_one(desk: Desk) -> None:
    for act in (
        lambda: desk.accounts.set_active("anna", "anna", False),
        lambda: desk.accounts.set_role("anna", "anna", Role.IT),
    ):
        with pytest.raises(StoreRefused, match="last administrator"):
            act()
    desk.do(desk.accounts.add("anna", "bert", Role.ADMIN, OTHER))
    desk.do(desk.accounts.set_active("anna", "bert", False))
    with pytest.raises(StoreRefused, match="last administrator"):  # a disabled one is none
        desk.accounts.set_active("anna", "anna", False)
    desk.do(desk.accounts.set_active("anna", "bert", True))
    desk.do(desk.accounts.set_role("anna", "anna", Role.IT))
    assert {one.name: one.role for one in desk.accounts.listed()}["anna"] is Role.IT


def test_pins_are_for_operators_and_leaders_and_go_with_the_role(desk: Desk) -> None:
    with pytest.raises(StoreRefused, match="only operators and line leaders"):
        desk.accounts.set_pin("anna", "902817")
    desk.do(desk.accounts.set_pin("李 雷", "902817"))
    assert desk.tried(desk.accounts.by_pin("李 雷", "902817", desk.now_ms)) is not None
    assert desk.tried(desk.accounts.by_pin("李 雷", "902818", desk.now_ms)) is None
    assert desk.tried(desk.accounts.by_pin("anna", "902817", desk.now_ms)) is None
    desk.do(desk.accounts.set_role("anna", "李 雷", Role.QA))
    assert desk.tried(desk.accounts.by_pin("李 雷", "902817", desk.now_ms)) is None


def test_wrong_pins_and_wrong_passwords_count_together(desk: Desk) -> None:
    desk.do(desk.accounts.set_pin("李 雷", "902817"))
    for _ in range(TRIES_MAX - 1):
        desk.tried(desk.accounts.by_pin("李 雷", "000001", desk.now_ms))
    desk.log_in("李 雷", "wrong")
    assert desk.tried(desk.accounts.by_pin("李 雷", "902817", desk.now_ms)) is None


@pytest.mark.parametrize(
    "pin", ["111111", "123456", "987654", "135791", "12345", "12a456", "٣٤٥٦٧٨"]
)
def test_a_pin_that_everybody_guesses_is_refused(pin: str) -> None:
    with pytest.raises(StoreRefused):
        refuse_weak_pin(pin)


def test_a_badge_is_one_persons_and_of_no_use_to_a_disabled_one(desk: Desk) -> None:
    desk.do(desk.accounts.set_badge("anna", "李 雷", "BADGE-00017"))
    assert desk.tried(desk.accounts.by_badge("BADGE-00017", desk.now_ms)) is not None
    assert desk.tried(desk.accounts.by_badge("BADGE-00018", desk.now_ms)) is None
    with pytest.raises(StoreRefused, match="somebody else's"):
        desk.accounts.set_badge("anna", "anna", "BADGE-00017")
    desk.do(desk.accounts.set_active("anna", "李 雷", False))
    assert desk.tried(desk.accounts.by_badge("BADGE-00017", desk.now_ms)) is None


def show(desk: Desk, badge: str) -> Principal | None:
    return desk.tried(desk.accounts.by_badge(badge, desk.now_ms))


def test_badges_that_nobody_has_lock_all_badges_and_nothing_else(desk: Desk) -> None:
    desk.do(desk.accounts.set_badge("anna", "李 雷", "BADGE-00017"))
    for number in range(TRIES_MAX - 1):
        assert show(desk, f"GUESS-0000{number}") is None
    assert show(desk, "BADGE-00017") is not None, "and the count begins anew"
    for number in range(TRIES_MAX):
        assert show(desk, f"GUESS-0000{number}") is None
    assert show(desk, "BADGE-00017") is None
    assert desk.trail()[-1].result == "refused: badges are locked"
    assert desk.log_in("李 雷", OTHER) is not None
    again = Desk(desk.store)  # a restart unlocks nothing
    assert show(again, "BADGE-00017") is None
    again.now_ms += LOCK_MS_MIN
    assert show(again, "BADGE-00018") is None
    again.now_ms += LOCK_MS_MIN
    assert show(again, "BADGE-00017") is None, "twice as long after one more"
    again.now_ms += LOCK_MS_MIN
    assert show(again, "BADGE-00017") is not None


def test_pin_and_badge_are_taken_away(desk: Desk) -> None:
    desk.do(desk.accounts.set_pin("李 雷", "902817"))
    desk.do(desk.accounts.set_badge("anna", "李 雷", "BADGE-00017"))
    desk.do(desk.accounts.remove_pin("anna", "李 雷"))
    desk.do(desk.accounts.remove_badge("anna", "李 雷"))
    assert desk.tried(desk.accounts.by_pin("李 雷", "902817", desk.now_ms)) is None
    assert show(desk, "BADGE-00017") is None
    for remove in (desk.accounts.remove_pin, desk.accounts.remove_badge):
        with pytest.raises(StoreRefused, match="has no"):
            remove("anna", "李 雷")


def test_what_was_shown_last_is_told(desk: Desk) -> None:
    desk.do(desk.accounts.set_password("anna", "anna", WORD))
    desk.do(desk.accounts.set_pin("李 雷", "902817"))
    desk.do(desk.accounts.set_badge("anna", "anna", "BADGE-00017"))
    by_pin = desk.accounts.by_pin("李 雷", "902817", desk.now_ms).who
    found = [desk.log_in("anna", WORD), by_pin, show(desk, "BADGE-00017")]
    assert [one.proof for one in found if one] == [Proof.PASSWORD, Proof.PIN, Proof.BADGE]


@pytest.mark.parametrize("password", ["short", "aaaaaaaaaaaa", "anna-anna-12", "x" * 129])
def test_a_password_that_is_guessed_at_once_is_refused(desk: Desk, password: str) -> None:
    with pytest.raises(StoreRefused):
        desk.accounts.set_password("anna", "anna", password)


def test_the_file_holds_no_password_no_pin_and_no_badge(desk: Desk, path: Path) -> None:
    desk.do(desk.accounts.set_pin("李 雷", "902817"))
    desk.do(desk.accounts.set_badge("anna", "李 雷", "BADGE-00017"))
    desk.store.close()
    held = path.read_bytes()
    for secret in (WORD, OTHER, "902817", "BADGE-00017"):
        assert secret.encode() not in held
    with closing(dbapi().connect(path)) as raw:
        (kept,) = raw.execute("SELECT hash FROM account WHERE name = 'anna'").fetchone()
        (badge,) = raw.execute("SELECT badge FROM account WHERE badge <> ''").fetchone()
    assert kept.startswith("$argon2id$")
    assert badge == Passwords(PEPPER, CHEAP, COST).badge("BADGE-00017")
    dearer = Passwords(PEPPER, CHEAP, COST | {"time_cost": 2})
    assert badge != dearer.badge("BADGE-00017"), "each guess costs what it is set to"
    # Without the pepper even the right password fits nothing.
    assert not Passwords(b"another pepper, also of 32 bytes", CHEAP).fits(kept, WORD)
