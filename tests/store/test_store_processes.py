"""Killed in the middle, started twice, asked by two at once: nothing is lost and nothing twice."""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
from multiprocessing.connection import Connection as Pipe
from pathlib import Path

import pytest
from sqlalchemy import text

from station.core import records as r
from station.store import pool
from station.store.check import check_store
from station.store.engine import open_engine, reading, writing
from station.store.errors import KnownError
from station.store.lock import StationLock
from station.store.store import Store
from tests.store.made import MINTED, order

KILLS = 8
TAKERS, TAKES = 2, 60
BLOCKS, BLOCK_SERIALS = 6, 10  # of each process


def start(path: Path, number: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.store.committing", str(path), f"WO-{number}"]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def test_a_killed_station_loses_nothing_that_it_had_said(path: Path) -> None:
    acknowledged = 0
    for number in range(KILLS):
        with start(path, number) as station:
            assert station.stdout is not None
            for _ in range(1 + 3 * number):  # the next commit is under way when it dies
                acknowledged = int(station.stdout.readline())
            station.kill()
            acknowledged = max([acknowledged, *map(int, station.stdout.read().split())])
        with Store.open(path, station=1) as store:
            assert store.head[0] >= acknowledged
    report = check_store(path)
    assert report.sound, report.findings


def take(path: Path, told: Pipe) -> None:
    """Take numbers the way that fails without BEGIN IMMEDIATE: look first, then write."""
    engine = open_engine(path)
    taken = []
    for _ in range(TAKES):
        with writing(engine) as connection:
            next_one = int(connection.scalar(text("SELECT value FROM meta WHERE key = 'next'")))
            connection.execute(
                text("UPDATE meta SET value = :new WHERE key = 'next'"), {"new": str(next_one + 1)}
            )
        taken.append(next_one)
    engine.dispose()
    told.send(taken)
    told.close()


def test_no_number_is_given_to_two_processes(store: Store) -> None:
    store.set_meta({"next": "1"})
    spawn = multiprocessing.get_context("spawn")
    pipes, takers = [], []
    for _ in range(TAKERS):
        here, there = spawn.Pipe(duplex=False)
        takers.append(spawn.Process(target=take, args=(store.path, there)))
        takers[-1].start()
        there.close()
        pipes.append(here)
    taken = [number for pipe in pipes for number in pipe.recv()]
    for pipe, taker in zip(pipes, takers, strict=True):
        pipe.close()
        taker.join()
    assert sorted(taken) == list(range(1, TAKERS * TAKES + 1))
    with reading(store.engine) as connection:
        assert connection.scalar(text("SELECT value FROM meta WHERE key = 'next'")) == "121"


def allocate(path: Path, name: str, told: Pipe) -> None:
    """Open orders with a block each, whenever the database is free: look first, then write."""
    taken: list[tuple[int, int]] = []
    while len(taken) < BLOCKS:
        try:
            with StationLock(path), Store.open(path, station=1) as store:
                with reading(store.engine) as connection:
                    serials = pool.next_serials(connection, MINTED, BLOCK_SERIALS)
                number = f"{name}-{len(taken)}"
                block = r.Granted(number, 0, MINTED, serials.start, len(serials), "minted")
                store.commit([r.OrderOpened(order(number)), block], 1)
        except KnownError:
            continue  # the other one is at it
        taken.append((serials.start, serials.stop))
    told.send(taken)
    told.close()


def test_two_processes_that_allocate_at_once_get_blocks_of_their_own(path: Path) -> None:
    with Store.open(path, station=1):
        pass
    spawn = multiprocessing.get_context("spawn")
    pipes, takers = [], []
    for name in ("A", "B"):
        here, there = spawn.Pipe(duplex=False)
        takers.append(spawn.Process(target=allocate, args=(path, name, there)))
        takers[-1].start()
        there.close()
        pipes.append(here)
    blocks = sorted(block for pipe in pipes for block in pipe.recv())
    for pipe, taker in zip(pipes, takers, strict=True):
        pipe.close()
        taker.join()
    firsts = range(1, 2 * BLOCKS * BLOCK_SERIALS, BLOCK_SERIALS)
    assert blocks == [(first, first + BLOCK_SERIALS) for first in firsts], "none twice, none lost"
    assert check_store(path).sound


def test_a_second_station_is_told_who_was_first(path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from station.store.lock import StationLock\n"
        "with StationLock(Path(sys.argv[1])):\n"
        "    print('held', flush=True); sys.stdin.read()"
    )
    first = subprocess.Popen(
        [sys.executable, "-c", program, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with first:
        assert first.stdout is not None
        assert first.stdout.readline() == "held\n"
        with (
            pytest.raises(KnownError, match=rf"another station \(process {first.pid}\)"),
            StationLock(path),
        ):
            pass
        first.kill()
        first.wait()
        with StationLock(path):  # its holder is dead, so it is free
            held = path.with_name("station.db.lock").read_text("ascii")
    assert held == str(os.getpid())


def test_a_lock_is_free_again_after_its_block(path: Path) -> None:
    for _ in range(2):
        with StationLock(path), pytest.raises(KnownError), StationLock(path):
            pass


def test_a_lock_in_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(KnownError, match="can't be written"), StationLock(tmp_path / "no" / "db"):
        pass
