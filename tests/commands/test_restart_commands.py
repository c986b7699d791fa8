"""backup, restore, unlock and clock as plant IT runs them: words, JSON and exit codes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from station.cli import app
from station.commands.exits import FAULT, NOTHING, REFUSED
from station.compose import approval
from station.compose.database import database_at
from station.core.access import Principal, Role
from station.core.records import ClockJumped
from station.store.errors import StoreRefused
from station.store.store import Store
from tests.store.made import opened, packed

PASSWORDS = {"anna": ("right", Role.QA), "bo": ("also right", Role.IT)}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    with Store.open(tmp_path / "station.db", station=1) as store:
        store.set_meta({"epoch": "1"})
        store.commit([*opened(), *packed()], 1)
    (tmp_path / "secrets.json").write_text('{"epoch": "1"}', "utf-8")
    (tmp_path / "secrets.json").chmod(0o600)
    return tmp_path


def run(*words: str, said: str = "") -> Result:
    return CliRunner().invoke(app, list(words), input=said)


def as_json(*words: str, said: str = "") -> Any:
    done = run(*words, "--json", said=said)
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


@pytest.fixture
def accounts(monkeypatch: pytest.MonkeyPatch) -> None:
    def verify(name: str, password: str) -> Principal:
        known, role = PASSWORDS.get(name, ("", Role.AUDITOR))
        if not known or password != known:
            raise StoreRefused("name or password is wrong")
        return Principal(name, role)

    monkeypatch.setattr(approval, "verifier_of", lambda path: verify)


def test_a_backup_is_made_listed_and_restored(data: Path) -> None:
    made = as_json("backup", "--data", str(data))
    assert made["seq"] == database_at(data / "station.db").check().entries
    listed = as_json("backup", "list", "--data", str(data))
    assert [one["path"] for one in listed] == [made["path"]]
    done = as_json("restore", made["path"], "--data", str(data))
    assert done["locked"] is True
    assert Path(done["aside"]).exists()
    assert as_json("unlock", "--look", "--data", str(data))["locked"] is True


def test_a_backup_goes_where_it_is_told(data: Path, tmp_path: Path) -> None:
    folder = tmp_path / "second disk"
    for _ in range(2):
        assert run("backup", "--data", str(data), "--to", str(folder), "--keep", "1").exit_code == 0
    assert len(list(folder.iterdir())) == 1
    one = tmp_path / "one.db"
    done = run("backup", "--data", str(data), "--to", str(one))
    assert "verified" in done.output and "已校验" in done.output
    again = run("backup", "--data", str(data), "--to", str(one))
    assert again.exit_code == FAULT
    assert "it is there already" in again.output


def test_no_backups_is_nothing_to_do(data: Path) -> None:
    done = run("backup", "list", "--data", str(data))
    assert done.exit_code == NOTHING
    assert "no backups are here" in done.output


def test_a_restore_says_what_it_did_and_what_comes_next(data: Path) -> None:
    made = as_json("backup", "--data", str(data))
    done = run("restore", made["path"], "--data", str(data))
    assert done.exit_code == 0
    for words in ("nothing was deleted", "It is locked", "packline unlock", "数据库已恢复并锁定"):
        assert words in done.output
    assert run("restore", "none.db", "--data", str(data)).exit_code == FAULT


def locked(data: Path) -> None:
    made = as_json("backup", "--data", str(data))
    as_json("restore", made["path"], "--data", str(data))


@pytest.mark.usefixtures("accounts")
def test_two_people_unlock(data: Path) -> None:
    locked(data)
    said = "anna\nright\nbo\nalso right\n"
    words = ("unlock", "--data", str(data), "--reason", "the disk broke")
    done = run(*words, said=said)
    assert done.exit_code == 0, done.output
    assert "unlocked by anna and bo; epoch 2" in done.output
    assert "已解锁" in done.output
    again = run(*words, said=said)
    assert again.exit_code == NOTHING


@pytest.mark.usefixtures("accounts")
@pytest.mark.parametrize(
    ("said", "reason", "why"),
    [
        ("anna\nwrong\n", "the disk broke", "name or password is wrong"),
        ("anna\nright\nanna\nright\n", "the disk broke", "a second person"),
        ("", "", "needs a reason"),
    ],
)
def test_whoever_may_not_is_refused_with_why(data: Path, said: str, reason: str, why: str) -> None:
    locked(data)
    done = run("unlock", "--data", str(data), "--reason", reason, said=said)
    assert done.exit_code == REFUSED
    assert why in done.output
    assert as_json("unlock", "--look", "--data", str(data))["locked"] is True


def test_passwords_are_not_shown(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(approval, "verifier_of", lambda path: lambda n, p: Principal(n, Role.QA))
    locked(data)
    said = "anna\nsecret-1\nbo\nsecret-2\n"
    done = run("unlock", "--data", str(data), "--reason", "the disk broke", said=said)
    assert done.exit_code == 0
    assert "secret" not in done.output


def test_without_accounts_nobody_unlocks(data: Path) -> None:
    locked(data)
    done = run("unlock", "--data", str(data), "--reason", "the disk broke", said="anna\nx\n")
    assert done.exit_code == REFUSED
    assert "nobody has an account here" in done.output


def test_a_check_says_that_a_sound_database_is_locked(data: Path) -> None:
    assert as_json("check", "--data", str(data))["locked"] == ""
    locked(data)
    report = as_json("check", "--data", str(data))
    assert report["sound"] is True
    assert "a backup that was put in place" in report["locked"]
    assert "packline unlock" in run("check", "--data", str(data)).output


@pytest.mark.parametrize(("near", "told"), [(True, True), (False, False)])
def test_a_check_says_where_the_witness_is(
    data: Path, monkeypatch: pytest.MonkeyPatch, near: bool, told: bool
) -> None:
    monkeypatch.setattr("station.store.disk.same_disk", lambda one, other: near)
    report = as_json("check", "--data", str(data))
    assert (report["witness_on_same_disk"], report["sound"]) == (near, True)
    assert report["witness"] == str(data / "witness.json")
    said = run("check", "--data", str(data)).output
    assert ("name a place on another one in [store] witness" in said) is told


def test_what_is_not_locked_is_nothing_to_do(data: Path) -> None:
    done = run("unlock", "--look", "--data", str(data))
    assert done.exit_code == NOTHING
    assert "not locked" in done.output


def test_a_clock_is_shown_and_confirmed(data: Path) -> None:
    assert as_json("clock", "show", "--data", str(data))["suspect"] == []
    assert run("clock", "trust", "--as", "anna", "--data", str(data)).exit_code == NOTHING
    with Store.open(data / "station.db", station=1) as store:
        first = store.commit([ClockJumped("", 5)], 99)
    assert as_json("clock", "show", "--data", str(data))["suspect"] == [[first, None]]
    assert "nobody has confirmed" in run("clock", "show", "--data", str(data)).output
    done = run("clock", "trust", "--as", "anna", "--data", str(data))
    assert done.exit_code == 0
    assert "anna confirmed the clock" in done.output
    ((start, end),) = as_json("clock", "show", "--data", str(data))["suspect"]
    assert start == first and end > first
    assert database_at(data / "station.db").check().sound
