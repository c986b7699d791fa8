"""Encrypting a plain database: all of it, verified, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from station.store import encrypt as encrypting
from station.store.check import check_store
from station.store.encrypt import encrypt
from station.store.engine import is_encrypted
from station.store.errors import KnownError, StoreCorrupt
from station.store.store import Store
from tests.store.made import BOTTLE, GOOD, moved, opened, packed

KEY = bytes(range(32))


@pytest.fixture
def plain(path: Path) -> Path:
    with Store.open(path, station=1) as store:
        store.commit([*opened(), *packed()], 1)
    return path


def test_everything_is_in_the_encrypted_file_and_its_fences_stand(plain: Path) -> None:
    before = check_store(plain)
    kept = encrypt(plain, KEY)
    for file in (plain, kept):
        assert is_encrypted(file)
        report = check_store(file, KEY)
        assert report.sound, report.findings
        assert (report.entries, report.head) == (before.entries, before.head)
    with Store.open(plain, station=1, key=KEY) as store:
        store.commit(moved(0, GOOD, BOTTLE + 9), 2)
    assert sorted(one.name for one in plain.parent.iterdir()) == [
        "station.before-encryption.db",
        "station.db",
    ]


def test_nothing_of_the_plain_text_is_left_in_the_folder(plain: Path) -> None:
    assert b"WO-1" in plain.read_bytes()
    encrypt(plain, KEY)
    assert not [one for one in plain.parent.iterdir() if b"WO-1" in one.read_bytes()]


def test_a_copy_that_is_not_right_replaces_nothing(
    plain: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = plain.read_bytes()
    export = encrypting._export

    def damaged(path: Path, part: Path, key: bytes) -> None:
        export(path, part, key)
        held = bytearray(part.read_bytes())
        held[-100] ^= 1
        part.write_bytes(held)

    monkeypatch.setattr(encrypting, "_export", damaged)
    with pytest.raises(StoreCorrupt):
        encrypt(plain, KEY)
    assert plain.read_bytes() == before
    assert [one.name for one in plain.parent.iterdir()] == ["station.db"]


def test_it_is_done_once(plain: Path) -> None:
    encrypt(plain, KEY)
    with pytest.raises(KnownError, match="encrypted already"):
        encrypt(plain, KEY)


def test_while_somebody_has_it_open_it_is_left_alone(plain: Path) -> None:
    with Store.open(plain, station=1) as store:
        with pytest.raises(KnownError, match="has the database open"):
            encrypt(plain, KEY)
        store.commit(moved(0, GOOD, BOTTLE + 9), 2)
    assert check_store(plain).sound


def test_a_backup_of_before_is_never_overwritten(plain: Path) -> None:
    kept = plain.with_name("station.before-encryption.db")
    kept.write_bytes(b"somebody's")
    with pytest.raises(KnownError, match="there already"):
        encrypt(plain, KEY)
    assert not is_encrypted(plain)
