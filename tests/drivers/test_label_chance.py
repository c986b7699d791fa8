"""Label printers that tell a state, with everything that can happen to them in any order, by seeds:
what is told as printed is on the tape, nothing comes out twice, and every label is accounted for.
"""

from __future__ import annotations

import random
import re

import pytest

from drivers.api import Clear, NotSent, Pause, Printed, Resume
from drivers.printers.label_printer import STALL_MS_MAX
from tests.drivers.conformance.bench import Bench
from tests.drivers.label_bench import CASES, LabelCase, load, offer, printer, ready

ONCE = ("unseen", "format_lost", "rubbish", "media_out", "head_open", "silent", "ack_split")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
@pytest.mark.parametrize("seed", range(6))
def test_whatever_happens_what_is_printed_is_on_the_tape(case: LabelCase, seed: int) -> None:
    chance = random.Random(seed)
    bench = ready(case)
    for job in range(1, 25):
        offer(bench, case, job)
        _do_something(bench, chance)
        bench.advance(chance.choice((10, 50, 150, 600, 2_000)))
    _end_well(bench)
    printed = [event.job for event in bench.of(Printed)]
    on_tape = [int(re.findall(rb"\d{6}", label)[-1]) for label in printer(bench).tape]
    assert set(printed) <= set(on_tape)
    assert len(on_tape) == len(set(on_tape)), "no label came out twice"
    not_sent = {job for job, end in bench.ends.items() if end is NotSent}
    assert not not_sent & set(on_tape)
    assert set(on_tape) <= set(bench.ends), "each that came out is accounted for"


def _do_something(bench: Bench, chance: random.Random) -> None:
    match chance.choice(("nothing", "nothing", "fault", "fault", "load", "pause", "clear", "cut")):
        case "fault":
            name = chance.choice(ONCE)
            printer(bench).fault(name, "on" if name in ("media_out", "head_open") else "1")
        case "load":
            bench.physical(load)
            for name in ONCE:
                printer(bench).fault(name, "off")
        case "pause":
            bench.command(Pause())
            bench.advance(chance.choice((10, 300, 1_000)))
            bench.command(Resume())
        case "clear":
            bench.command(Clear())
        case "cut" if bench.is_up:
            bench.cut()
        case _:
            pass
    if not bench.is_up:
        bench.advance(100)
        bench.connect()


def _end_well(bench: Bench) -> None:
    for name in ONCE:
        printer(bench).fault(name, "off")
    bench.physical(load)
    bench.command(Resume())
    if not bench.is_up:
        bench.connect()
    bench.advance(4 * STALL_MS_MAX)
