"""A database that was restored, or runs twice, is told by its witness before it mints again."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from station.core import records as r
from station.store.engine import reading
from station.store.errors import DatabaseOlder, KnownError, WitnessAway
from station.store.store import Store
from station.store.witness import Witness, compare, read_witness, witness_of, write_witness
from tests.store.made import MINTED, opened, order


def seen(store: Store) -> Witness:
    with reading(store.engine) as connection:
        return witness_of(connection)


def check(store: Store, witness: Witness) -> None:
    with reading(store.engine) as connection:
        compare(connection, witness)


def granted(first: int, count: int) -> r.Granted:
    return r.Granted("WO-1", 0, MINTED, first, count, "minted")


def test_a_witness_is_kept_and_read_again(store: Store, tmp_path: Path) -> None:
    store.commit(opened(), 1)
    file = tmp_path / "witness.json"
    assert read_witness(file) is None
    write_witness(file, seen(store))
    assert read_witness(file) == seen(store)
    assert seen(store).high_water[MINTED] == 10
    check(store, seen(store))


def test_a_database_that_went_on_is_as_good_as_its_witness(store: Store) -> None:
    witness = seen(store)
    store.commit([*opened(), granted(11, 5)], 1)
    check(store, witness)


def test_a_restored_database_is_older_than_its_witness(path: Path, tmp_path: Path) -> None:
    old = tmp_path / "old.db"
    with Store.open(path, station=1) as store:
        store.commit(opened(), 1)
    shutil.copy(path, old)
    with Store.open(path, station=1) as store:
        store.commit([granted(11, 5)], 2)
        witness = seen(store)
    with (
        Store.open(old, station=1) as restored,
        pytest.raises(
            DatabaseOlder, match=r"journal ends at 3.*witness saw 4.*ends at 10, not at 15"
        ),
    ):
        check(restored, witness)


def test_a_copy_that_went_another_way_is_told(path: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    with Store.open(path, station=1) as store:
        store.commit(opened(), 1)
    shutil.copy(path, other)
    with Store.open(path, station=1) as store:
        store.commit([granted(11, 5)], 2)
        witness = seen(store)
    with Store.open(other, station=1) as copy:
        copy.commit([granted(11, 9), r.OrderOpened(order("WO-2"))], 2)
        with pytest.raises(DatabaseOlder, match="went another way at entry 4"):
            check(copy, witness)


def test_an_older_epoch_is_told(store: Store) -> None:
    store.set_meta({"epoch": "2"})
    with pytest.raises(DatabaseOlder, match="its epoch is 2, the witness saw 3"):
        check(store, replace(seen(store), epoch=3))


def test_the_witness_of_another_database_is_told(store: Store) -> None:
    with pytest.raises(KnownError, match="the witness belongs to database 1234"):
        check(store, replace(seen(store), database_id="1234"))


def test_what_is_no_witness_is_told(tmp_path: Path) -> None:
    file = tmp_path / "witness.json"
    file.write_text("{}", "utf-8")
    with pytest.raises(KnownError, match="this is no witness"):
        read_witness(file)
    with pytest.raises(KnownError, match="can't be written"):
        write_witness(tmp_path / "missing" / "witness.json", Witness("a", 1, {}, 0, ""))


def test_codes_that_go_back_to_their_file_are_no_alarm(store: Store) -> None:
    """A series ends lower than its witness saw, and nothing is missing."""
    store.commit(opened(), 1)
    witness = seen(store)
    store.commit([r.BlockReleased("WO-1", 0, MINTED, 4, 7)], 2)
    assert seen(store).high_water[MINTED] == 3 < witness.high_water[MINTED]
    check(store, witness)
    store.commit([r.BlockReleased("WO-1", 0, MINTED, 1, 3)], 3)
    assert MINTED not in seen(store).high_water
    check(store, witness)


def test_a_journal_of_another_past_is_told_though_no_series_is_shorter(
    path: Path, tmp_path: Path
) -> None:
    """The same number of entries, the same ends, and other codes: only the chain tells."""
    other = tmp_path / "other.db"
    with Store.open(path, station=1) as store:
        store.commit(opened(), 1)
    shutil.copy(path, other)
    with Store.open(path, station=1) as store:
        store.commit([r.Judged("WO-1", "camera", 1, "good")], 2)
        witness = seen(store)
    with Store.open(other, station=1) as copy:
        copy.commit([r.Judged("WO-1", "camera", 2, "good")], 2)
        with pytest.raises(DatabaseOlder, match="went another way"):
            check(copy, witness)


def test_a_place_that_is_not_there_is_no_missing_witness(tmp_path: Path) -> None:
    with pytest.raises(WitnessAway, match="the witness's folder isn't there"):
        read_witness(tmp_path / "usb" / "witness.json")
