"""libdmtx behind its process: right bytes, and nothing that it does hurts the station."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator

import numpy as np
import pytest

from drivers.camera.dmtx import DEATHS_MAX, Dmtx
from drivers.camera.ladder import Ladder
from drivers.labels.symbols import symbol_matrix
from drivers.sim.photo import SMEARED
from tests.drivers.camera.bench import cap, cap_of, code

MS = 10_000


@pytest.fixture
def dmtx() -> Iterator[Dmtx]:
    worker = Dmtx()
    yield worker
    worker.stop()


@pytest.mark.parametrize(
    ("data", "gs1", "aim"),
    [
        (b"010401234512345621A1B2\x1d10L01", True, "]d2"),
        (b"HTTPS://EX.COM/A/1", False, "]d1"),
        (b"A\x00B", False, "]d1"),
    ],
)
def test_bytes_are_whole(dmtx: Dmtx, data: bytes, gs1: bool, aim: str) -> None:
    (sight,) = dmtx.read(cap(symbol_matrix("data-matrix", data, gs1)), MS)
    assert (sight.data, sight.aim, sight.decoder) == (data, aim, "libdmtx")
    assert abs(sight.x - 320) < 40
    assert abs(sight.y - 240) < 40


def test_cuts_that_would_make_it_abort_are_not_given_to_it(dmtx: Dmtx) -> None:
    for side in (1, 2, 7):
        assert dmtx.read(np.zeros((side, side), np.uint8), MS) == []
    assert dmtx.deaths == 0
    assert dmtx.read(np.zeros((8, 8), np.uint8), MS) == []
    assert dmtx.deaths == 0


def test_a_worker_that_died_is_replaced(dmtx: Dmtx) -> None:
    picture = cap_of(4, "data-matrix")
    assert [sight.data for sight in dmtx.read(picture, MS)] == [code(4)]
    assert dmtx.process_id is not None
    os.kill(dmtx.process_id, signal.SIGABRT)
    dmtx.read(picture, MS)
    assert [sight.data for sight in dmtx.read(picture, MS)] == [code(4)]


def test_a_worker_that_always_dies_is_given_up() -> None:
    worker = Dmtx((sys.executable, "-c", "import os; os.abort()"))
    for _ in range(DEATHS_MAX + 3):
        assert worker.read(cap_of(1, "data-matrix"), MS) == []
    assert worker.deaths == DEATHS_MAX
    assert worker.process_id is None


def test_a_worker_that_hangs_is_killed() -> None:
    hello = "import sys, time; sys.stdout.buffer.write(bytes(12)); sys.stdout.flush()"
    worker = Dmtx((sys.executable, "-c", f"{hello}; time.sleep(600)"))
    assert worker.read(cap_of(1, "data-matrix"), 1_500) == []
    assert (worker.deaths, worker.process_id) == (1, None)


def test_a_worker_that_starts_slowly_is_left_to_start() -> None:
    worker = Dmtx((sys.executable, "-c", "import time; time.sleep(600)"))
    assert worker.read(cap_of(1, "data-matrix"), 50) == []
    assert worker.deaths == 0
    assert worker.process_id is not None
    worker.stop()
    assert worker.process_id is None


def test_the_ladder_asks_it_last_and_lives_on(dmtx: Dmtx) -> None:
    ladder = Ladder(frozenset({"data-matrix"}), dmtx)
    assert ladder.rungs()[-1].decoder == "libdmtx"
    assert ladder.read_one(cap(SMEARED), MS).symbols == ()
    assert dmtx.process_id is not None
