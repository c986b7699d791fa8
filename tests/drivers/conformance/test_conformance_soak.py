"""Ten thousand codes, a link that is cut at random, a device that misbehaves: no code twice.

A small station plays the caller: it offers within the credit, prints again only what came back as
NotSent (under a new job number), and believes the driver in everything.
"""

from __future__ import annotations

import random

import pytest

from drivers.api import (
    BufferCleared,
    Clear,
    InDoubt,
    LinkDown,
    NotSent,
    Pause,
    Printed,
    Ready,
    Resume,
)
from tests.drivers.conformance.bench import Bench
from tests.drivers.conformance.printer_case import PrinterCase
from tests.drivers.conformance.printers import PRINTERS

ROUNDS_MAX = 200_000
STEP_MS = 50
FAULTS = ("full", "ack_lost", "ack_late", "done_lost", "done_dup", "blank", "rubbish", "ack_split")


class SmallStation:
    def __init__(self, case: PrinterCase, seed: int, count: int) -> None:
        self.case = case
        self.random = random.Random(seed)
        twin = case.twin()
        self.bench = Bench(case.driver(), twin, step_ms=STEP_MS, tape=lambda: case.tape(twin))
        self.credit = 0
        self.codes = list(range(count, 0, -1))
        self.outstanding: dict[int, int] = {}  # job → code
        self.job = 0
        self.is_ready = False
        self.codes_ended: dict[int, type[object]] = {}
        self.paused = False
        self.cuts = 0

    def round(self) -> None:
        self.listen()
        if not self.bench.is_up:
            self.bench.advance(self.random.choice((0, 100, 1_500)))
            self.bench.connect()
        self.random.choices(
            (self.offer, self.product, self.wait, self.cut, self.fault, self.clear, self.pause),
            weights=(40, 40, 10, 1, 2, 1, 30 if self.paused else 1),
        )[0]()

    def listen(self) -> None:
        for event in self.bench.take():
            if isinstance(event, Ready):
                self.is_ready, self.credit = True, event.credit + len(self.outstanding)
            elif isinstance(event, LinkDown):
                self.is_ready = False
            elif isinstance(event, Printed) and event.job is not None:
                self.end(event.job, Printed)
            elif isinstance(event, InDoubt | NotSent | BufferCleared):
                for job in event.jobs:
                    self.end(job, type(event))

    def end(self, job: int, how: type[object]) -> None:
        code = self.outstanding.pop(job)
        if how is NotSent:
            self.codes.append(code)
        else:
            self.codes_ended[code] = how

    def offer(self) -> None:
        if self.is_ready and self.codes and len(self.outstanding) < max(1, self.credit):
            self.job += 1
            code = self.codes.pop()
            self.outstanding[self.job] = code
            self.bench.offer(self.job, self.case.payload(code))

    def product(self) -> None:
        self.bench.physical(self.case.product)
        self.bench.advance(self.case.prints_take_ms)

    def wait(self) -> None:
        self.bench.advance(self.random.choice((10, 50, 300, 1_200)))

    def cut(self) -> None:
        self.cuts += 1
        if self.random.random() < 0.5:
            self.bench.cut_after = self.random.randint(1, 60)
            return
        if self.bench.is_up and self.random.random() < 0.3:
            self.bench.physical(self.case.reboot)
        if self.bench.is_up:
            self.bench.cut()

    def fault(self) -> None:
        # Ink that is missing is no affair of the wire, and would spoil the proof of the rest.
        wanted = [name for name in FAULTS if not (self.case.is_proven and name == "blank")]
        names = [getattr(self.case, name) for name in wanted]
        name = self.random.choice([name for name in names if name])
        value = self.random.choice(("1", "2", "off")) if name != self.case.ack_split else "off"
        self.bench.twin.fault(name, value)

    def clear(self) -> None:
        if not self.paused:
            self.bench.command(Clear())

    def pause(self) -> None:
        self.paused = not self.paused
        self.bench.command(Pause() if self.paused else Resume())

    def finish(self) -> None:
        self.listen()
        if self.bench.is_up:
            self.bench.cut("end of the run")
        self.listen()
        while self.outstanding:  # a driver that can prove what was printed waits for the device
            assert self.case.is_proven
            if not self.bench.is_up:
                self.bench.connect()
            self.bench.advance(1_000)
            self.listen()


@pytest.mark.parametrize("case", PRINTERS, ids=lambda case: case.name)
def test_no_code_is_printed_twice_and_every_job_ends_once(case: PrinterCase) -> None:
    count = case.soak_codes
    station = SmallStation(case, seed=1, count=count)
    rounds = 0
    while len(station.codes_ended) < count and rounds < ROUNDS_MAX:
        station.round()
        rounds += 1
    station.finish()
    tape = case.tape(station.bench.twin)
    assert len(tape) == len(set(tape)), "a code was printed twice"
    assert set(station.bench.ends) == set(range(1, station.job + 1)), "a job never ended"
    assert not station.outstanding
    never_sent = {case.payload(code) for code in station.codes}
    assert never_sent.isdisjoint(tape), "a code that came back as not sent was printed"
    assert len(station.codes_ended) == count, f"stuck after {rounds} rounds"
    assert station.cuts > count // 200, "a run without cuts proves little"
    if case.is_proven:
        printed = {case.payload(c) for c, end in station.codes_ended.items() if end is Printed}
        gone = {case.payload(c) for c, end in station.codes_ended.items() if end is BufferCleared}
        assert gone.isdisjoint(tape), "what was proven not to be printed was printed"
        assert printed <= set(tape), "printed, it is said, and it was not"
