"""Two people unlock a database: a new epoch, nothing old is used again, and all of it on record."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from station.compose.database import database_at
from station.compose.secrets import EPOCH, next_epoch
from station.compose.unlocking import (
    PASSED_OVER_BLINDLY,
    Approve,
    Kept,
    NotLocked,
    Unlocked,
    look,
    unlock,
)
from station.core.access import Principal, Role
from station.core.records import Audited
from station.core.states import CodeState
from station.store import points, pool, queries
from station.store.engine import reading
from station.store.errors import KnownError, StoreRefused
from station.store.fold import SERIAL_MASK
from station.store.standing import LockKind
from tests.compose.bench import Bench

ANNA, BO = Principal("anna", Role.QA), Principal("bo", Role.IT)
ON_THEIR_WAY = (
    CodeState.ALLOCATED,
    CodeState.SENT,
    CodeState.PRINTED,
    CodeState.IN_DOUBT,
)
NOW_MS = 1_800_000_000_000
POINTS = (
    "unlock: epoch drawn",
    "unlock: facts written",
    "unlock: records written",
    "unlock: witness written",
)


class PowerCut(Exception):
    """The light went out."""


def kept(folder: Path) -> Kept:
    return Kept(folder / "station.db", folder / "witness.json")


def do(
    folder: Path, approve: Approve = lambda: (ANNA, BO), reason: str = "broken disk"
) -> Unlocked:
    return unlock(kept(folder), Bench(folder).secrets, approve, reason, NOW_MS)


@pytest.fixture
def restored(tmp_path: Path) -> Path:
    """A station that packed a case after its backup was made, and got the backup back by hand."""
    folder = tmp_path / "s"
    with Bench(folder) as bench:
        bench.open().start()
        bench.full_case()
        made = bench.place.back_up()
        bench.place.grant(1, 30)
        bench.full_case()
    shutil.copy(made.path, folder / "station.db")
    return folder


def counts(folder: Path, level: int = 0) -> dict[CodeState, int]:
    engine = database_at(folder / "station.db").engine(read_only=True)
    with reading(engine) as connection:
        found = queries.counts(connection, "O1", level)
    engine.dispose()
    return found


def test_a_backup_that_was_copied_over_the_database_is_told(restored: Path) -> None:
    lock = look(kept(restored))
    assert lock is not None
    assert lock.kind is LockKind.COPY


def test_what_was_free_is_void_and_what_was_on_its_way_is_in_doubt(restored: Path) -> None:
    before = [counts(restored, level) for level in range(3)]
    done = do(restored)
    after = [counts(restored, level) for level in range(3)]
    for old, new in zip(before, after, strict=True):
        assert new[CodeState.FREE] == 0
        assert new[CodeState.IN_DOUBT] == sum(old[one] for one in ON_THEIR_WAY)
        assert new[CodeState.VOID] == old[CodeState.FREE]
    assert after[0][CodeState.BOUND] == before[0][CodeState.BOUND] == 4
    assert done.in_doubt == sum(one[CodeState.IN_DOUBT] for one in after) > 0
    assert done.void == sum(one[CodeState.VOID] for one in after) > 0
    assert database_at(restored / "station.db").check().sound


def test_who_did_it_and_why_is_on_record(restored: Path) -> None:
    done = do(restored, reason="the disk broke on Monday")
    engine = database_at(restored / "station.db").engine(read_only=True)
    with reading(engine) as connection:
        (entry,) = queries.entries_of_kind(connection, "", "Audited")
    engine.dispose()
    record = entry.record
    assert isinstance(record, Audited)
    assert (record.by, record.second, record.category) == ("anna", "bo", "unlock")
    assert "the disk broke on Monday" in record.result
    assert f"epoch {done.epoch}, {done.void} codes void" in record.result


def test_numbers_of_a_range_go_on_behind_what_the_lost_time_used(restored: Path) -> None:
    """An SSCC has no epoch: only the witness knows how far they had come."""
    do(restored)
    with Bench(restored) as bench:
        assert bench.place.locked is None
        with reading(bench.place.desk) as connection:
            series = next(iter(sorted(pool.floors(connection))))
            assert pool.next_serial(connection, series) == 20 + 30 + 1
        bench.place.grant(1, 5)
        codes = bench.place.codes.lease(1, 5)
        assert [one.code & SERIAL_MASK for one in codes] == [51, 52, 53, 54, 55]


def test_without_a_witness_they_go_on_far_behind(restored: Path) -> None:
    (restored / "witness.json").unlink()
    do(restored)
    with Bench(restored) as bench, reading(bench.place.desk) as connection:
        assert pool.next_serial(connection, 1) == 20 + PASSED_OVER_BLINDLY + 1


@pytest.mark.parametrize("lost", ["nothing", "secrets", "witness"])
def test_an_epoch_never_comes_twice_whatever_was_lost(restored: Path, lost: str) -> None:
    assert do(restored).epoch == 2
    backup = next((restored / "backup").glob("*.db"))  # it is of epoch 1
    shutil.copy(backup, restored / "station.db")
    if lost == "secrets":
        secrets = restored / "secrets.json"
        secrets.write_text(secrets.read_text("utf-8").replace(f'"{EPOCH}"', '"forgotten"'), "utf-8")
    elif lost == "witness":
        (restored / "witness.json").unlink()
    assert do(restored).epoch == 3


def test_the_database_brings_a_lost_epoch_back(restored: Path) -> None:
    do(restored)
    secrets = Bench(restored).secrets
    secrets.set(EPOCH, "0")
    with Bench(restored):
        assert secrets.get(EPOCH) == "2"
        assert next_epoch(secrets) == 3


# ---------------------------------------------------------------- who may


def nobody() -> tuple[Principal, Principal]:
    raise StoreRefused("name or password is wrong")


@pytest.mark.parametrize(
    ("approve", "why"),
    [
        (nobody, "name or password is wrong"),
        (lambda: (ANNA, ANNA), "a second person"),
        (lambda: (ANNA, Principal("carl", Role.OPERATOR)), "carl is operator"),
    ],
)
def test_it_takes_two_people_with_the_right(restored: Path, approve: Approve, why: str) -> None:
    with pytest.raises(StoreRefused, match=why):
        do(restored, approve)
    lock = look(kept(restored))
    assert lock is not None
    assert Bench(restored).secrets.get(EPOCH) == "1", "no epoch was drawn for it"


def test_it_takes_a_reason(restored: Path) -> None:
    with pytest.raises(StoreRefused, match="needs a reason"):
        do(restored, reason="  x ")


def test_what_is_not_locked_is_not_unlocked(tmp_path: Path) -> None:
    with Bench(tmp_path / "s") as bench:
        bench.open()
    with pytest.raises(NotLocked):
        do(tmp_path / "s", nobody)
    with pytest.raises(KnownError, match="there is no database"):
        do(tmp_path / "elsewhere")


# ---------------------------------------------------------------- the power fails on the way


def cut_at(name: str) -> Callable[[str], bool]:
    def listener(reached: str) -> bool:
        if reached == name:
            raise PowerCut
        return False

    return listener


@pytest.mark.parametrize("point", POINTS)
def test_an_unlock_that_was_cut_short_is_locked_still_and_is_done_again(
    restored: Path, point: str
) -> None:
    with pytest.raises(PowerCut), points.listening(cut_at(point)):
        do(restored)
    assert look(kept(restored)) is not None
    assert do(restored).epoch == 3, "an epoch that was drawn is used up"
    assert look(kept(restored)) is None
    assert counts(restored)[CodeState.FREE] == 0
    assert database_at(restored / "station.db").check().sound


def test_another_databases_witness_is_kept(restored: Path) -> None:
    path = restored / "witness.json"
    do(restored)
    told = path.read_text("utf-8").replace('"database_id":"', '"database_id":"x')
    path.write_text(told, "utf-8")
    done = do(restored)
    assert done.was is LockKind.FOREIGN
    assert done.aside is not None
    assert done.aside.read_text("utf-8") == told
