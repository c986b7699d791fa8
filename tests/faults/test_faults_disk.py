"""The disk of the crash proofs forgets what a disk may forget, and nothing else."""

from __future__ import annotations

import errno
from random import Random

import pytest

from tests.faults.disk import SECTOR_BYTES, Disk, DiskFault, Fate, PowerIsOff

SEEDS = range(200)
OLD, NEW = b"o" * (3 * SECTOR_BYTES), b"n" * (3 * SECTOR_BYTES)


def overwritten(synced: bool) -> Disk:
    disk = Disk()
    file = disk.open("db")
    disk.write(file, 0, OLD)
    disk.sync(file)
    disk.write(file, 0, NEW)
    if synced:
        disk.sync(file)
    return disk


def after_cut(disk: Disk, seed: int) -> bytes:
    disk.cut(Random(seed))
    return bytes(disk.files["db"].content)


def test_what_was_synced_is_there_after_every_cut() -> None:
    assert {after_cut(overwritten(synced=True), seed) for seed in SEEDS} == {NEW}


def test_what_was_not_synced_comes_through_in_any_mixture() -> None:
    found = {after_cut(overwritten(synced=False), seed) for seed in SEEDS}
    assert {OLD, NEW} < found, "all lost and all kept are among them"
    thirds = {one[2 * SECTOR_BYTES :] for one in found if one.startswith(b"o")}
    assert any(b"n" in third for third in thirds), "a later sector comes through, an earlier not"
    torn = [one for one in found if len(set(one[:SECTOR_BYTES])) == 2]
    assert torn and all(one[:SECTOR_BYTES].rstrip(b"o").strip(b"n") == b"" for one in torn)


def test_a_new_name_may_be_gone_until_its_file_was_synced() -> None:
    gone = set()
    for seed in SEEDS:
        disk = Disk()
        disk.write(disk.open("log"), 0, NEW)
        disk.cut(Random(seed))
        gone.add("log" in disk.files)
    assert gone == {True, False}


def test_a_removed_name_may_be_back_until_the_folder_was_synced() -> None:
    back = set()
    for seed in SEEDS:
        for synced in (False, True):
            disk = overwritten(synced=True)
            disk.remove("db", synced)
            disk.cut(Random(seed))
            back.add((synced, "db" in disk.files))
    assert back == {(False, True), (False, False), (True, False)}


def test_the_first_sync_of_a_new_file_makes_an_earlier_removal_final() -> None:
    for seed in SEEDS:
        disk = overwritten(synced=True)
        disk.remove("db", synced=False)
        disk.sync(disk.open("log"))
        disk.cut(Random(seed))
        assert set(disk.files) == {"log"}


def test_a_lying_disk_loses_what_it_called_synced() -> None:
    disk = Disk(lies=True)
    file = disk.open("db")
    disk.write(file, 0, OLD)
    disk.sync(file)
    fates = set()
    for seed in SEEDS:
        again = Disk(lies=True, files={"db": type(file)(file.content.copy(), bytearray())})
        again.files["db"].unsynced = [*file.unsynced]
        fates.add(again.cut(Random(seed)))
        if again.files.get("db") is None or bytes(again.files["db"].content) != OLD:
            break
    else:
        pytest.fail(f"nothing was lost in any of {fates}")


def test_a_write_under_way_when_the_power_fails_may_come_through() -> None:
    came = set()
    for seed in SEEDS:
        disk = overwritten(synced=True)

        def off(what: str) -> None:
            raise PowerIsOff

        disk.moment = off
        with pytest.raises(PowerIsOff):
            disk.write(disk.files["db"], 0, OLD)
        fate = disk.cut(Random(seed))
        if fate in (Fate.ALL_LOST, Fate.ALL_KEPT):
            came.add((fate, bytes(disk.files["db"].content)))
    assert came == {(Fate.ALL_LOST, NEW), (Fate.ALL_KEPT, OLD)}


def test_an_operation_that_fails_has_not_happened() -> None:
    disk = overwritten(synced=True)

    def full(what: str) -> None:
        raise DiskFault(errno.ENOSPC)

    disk.moment = full
    with pytest.raises(DiskFault, match="ENOSPC"):
        disk.write(disk.files["db"], 0, OLD)
    assert disk.read(disk.files["db"], 0, len(NEW)) == NEW
