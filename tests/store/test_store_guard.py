"""The guard between database and witness: what power cuts between the two leave behind."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from station.store.guard import Guard
from station.store.points import listening
from station.store.standing import LockKind
from station.store.store import Store

PLACE = "this PC, this folder"


class PowerCut(BaseException):
    """The PC is off from here on."""


@contextmanager
def guard_in(folder: Path) -> Iterator[Guard]:
    with Store.open(folder / "station.db", station=1) as store:
        yield Guard(store, folder / "witness.json", PLACE)


def begin_and_lose_power(folder: Path) -> None:
    def cut(point: str) -> bool:
        if point == "witness: session in the database":
            raise PowerCut
        return False

    with guard_in(folder) as guard, listening(cut), pytest.raises(PowerCut):
        guard.begin()


@pytest.mark.parametrize("cuts", [1, 2, 3])
def test_power_cuts_between_database_and_witness_lock_nobody(tmp_path: Path, cuts: int) -> None:
    with guard_in(tmp_path) as guard:
        guard.begin()
    for _ in range(cuts):
        begin_and_lose_power(tmp_path)
    with guard_in(tmp_path) as guard:
        assert guard.standing() is None
        guard.begin()


def test_a_power_cut_at_the_very_first_start_locks_nobody(tmp_path: Path) -> None:
    begin_and_lose_power(tmp_path)
    with guard_in(tmp_path) as guard:
        assert guard.standing() is None


def test_a_session_that_this_database_never_had_is_another_copys(tmp_path: Path) -> None:
    with guard_in(tmp_path) as guard:
        guard.begin()
    for _ in range(2):  # the copy runs on, with the same witness, and this one stays behind
        with guard_in(tmp_path) as guard:
            guard.begin()
            newest = (tmp_path / "witness.json").read_bytes()
    with guard_in(tmp_path) as guard:
        guard.begin()
        guard.begin()
        (tmp_path / "witness.json").write_bytes(newest)
        lock = guard.standing()
    assert lock is not None
    assert lock.kind is LockKind.TWICE
