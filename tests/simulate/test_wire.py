"""Cables keep the order of bytes and nothing else; when they are cut, a prefix has arrived."""

from __future__ import annotations

import pytest

from station.simulate.clock import Scheduler
from station.simulate.faults import Dice
from station.simulate.wire import SLOW_MS_MAX, Pipe

MESSAGES = [b"message %03d;" % number for number in range(60)]
LONG_MS = len(MESSAGES) * SLOW_MS_MAX


def sent(seed: int, *knobs: str) -> tuple[Scheduler, Pipe, list[bytes]]:
    scheduler, dice, come = Scheduler(), Dice(seed, "none"), []
    for knob in knobs:
        dice.set(knob, 0.5)
    pipe = Pipe(scheduler, dice, come.append)
    for message in MESSAGES:
        pipe.send(message)
        scheduler.run_until(scheduler.now_ms + 1)
    return scheduler, pipe, come


@pytest.mark.parametrize("seed", range(10))
def test_bytes_arrive_in_order_however_they_are_sliced_and_merged(seed: int) -> None:
    scheduler, _, come = sent(seed, "tcp.slice", "tcp.slow")
    scheduler.run_until(LONG_MS)
    assert b"".join(come) == b"".join(MESSAGES)


def test_slices_part_messages_and_slow_ones_are_merged() -> None:
    scheduler, _, come = sent(1, "tcp.slice", "tcp.slow")
    scheduler.run_until(LONG_MS)
    assert any(piece not in MESSAGES and len(piece) < len(MESSAGES[0]) for piece in come)
    assert any(len(piece) > len(MESSAGES[0]) for piece in come)


@pytest.mark.parametrize("seed", range(10))
def test_a_cut_cable_has_delivered_a_prefix(seed: int) -> None:
    scheduler, pipe, come = sent(seed, "tcp.slow")
    arrived = b"".join(come) + pipe.cut()
    scheduler.run_until(LONG_MS)
    assert b"".join(MESSAGES).startswith(arrived)
    assert arrived.startswith(b"".join(come)), "nothing comes after the cut"


def test_a_hanging_link_carries_nothing() -> None:
    scheduler, pipe, come = sent(1)
    scheduler.run_until(LONG_MS)
    count = len(come)
    pipe.hangs = True
    pipe.send(b"anybody there?")
    scheduler.run_until(2 * LONG_MS)
    assert len(come) == count
