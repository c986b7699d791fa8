"""A smaller part of the promises over real TCP: Runner on one side, TwinServer on the other."""

from __future__ import annotations

import queue
import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Literal

import pytest

from drivers.api import (
    Accepted,
    BufferCleared,
    DeviceEvent,
    Forget,
    InDoubt,
    LinkDown,
    NotSent,
    Offer,
    Printed,
    PrintJob,
    Ready,
)
from drivers.link.address import link_for
from drivers.link.runner import Runner
from drivers.sim.server import TwinServer
from tests.drivers.conformance.printer_case import PrinterCase
from tests.drivers.conformance.printers import PRINTERS

WAIT_S = 20.0
CODES = 60
CUTS = 6
SLOW_CODES = 6  # where each cut costs a second of the device's own pauses
SERVED = [case for case in PRINTERS if case.is_served]


class Line:
    """A printer on a real port, and the events that its runner publishes."""

    def __init__(self, runner: Runner, server: TwinServer[Any], case: PrinterCase) -> None:
        self.runner, self.server, self.case = runner, server, case
        self.published: queue.Queue[DeviceEvent] = queue.Queue()
        self.ends: dict[int, type[DeviceEvent]] = {}
        self.is_ready = False
        self.is_silent = runner.caps.done in ("external", "none")
        self.jobs: dict[bytes, int] = {}  # payload: job
        self.counted = 0  # so much of the tape was looked at

    def event(self) -> DeviceEvent:
        event = self.published.get(timeout=WAIT_S)
        if isinstance(event, Ready | LinkDown):
            self.is_ready = isinstance(event, Ready)
        if isinstance(event, Printed) and event.job is not None:
            self.note_end(event.job, event)
        if isinstance(event, InDoubt | NotSent | BufferCleared):
            for job in event.jobs:
                self.note_end(job, event)
        return event

    def product(self, is_due: bool = True) -> None:
        """One passes, once the coder that a code is due from would print it. Of a coder that says
        nothing of its prints this line is the witness."""
        ink = self.server.call(self.case.product)
        waits = is_due and self.case.is_held_between
        until_s = time.monotonic() + WAIT_S
        while waits and ink is None:
            assert time.monotonic() < until_s, "the coder was never released"
            ink = self.server.call(self.case.product)
        tape = self.tape() if self.is_silent else []
        for data in tape[self.counted :]:
            job = self.jobs[data]
            if job not in self.ends:
                self.ends[job] = Printed
                self.runner.command(Forget((job,)))
        self.counted = len(tape)

    def note_end(self, job: int, event: DeviceEvent) -> None:
        if self.is_silent and self.ends.get(job) is Printed and isinstance(event, InDoubt):
            return  # it was on its way to us when we saw the print
        assert job not in self.ends, f"job {job} ends as {event} after {self.ends[job]}"
        self.ends[job] = type(event)

    def until(self, come: Callable[[DeviceEvent], bool]) -> None:
        while not come(self.event()):
            pass

    def until_ready(self) -> None:
        while not self.is_ready:
            self.event()

    def until_ended(self, job: int) -> None:
        while job not in self.ends:
            self.event()

    def offer(self, job: int, code: int) -> bool:
        """Whether it was accepted."""
        self.jobs[self.case.payload(code)] = job
        self.runner.command(Offer((PrintJob(job, self.case.payload(code)),)))
        self.until(lambda event: job in self.ends or event == Accepted(self.runner.name, job))
        return self.ends.get(job) in (None, Printed)

    def tape(self) -> list[bytes]:
        return self.server.look(lambda twin, now_ms: self.case.tape(twin))


@contextmanager
def line_of(
    case: PrinterCase, delivery: Literal["whole", "split", "merged"] = "whole"
) -> Iterator[Line]:
    with TwinServer(case.twin(), delivery=delivery) as server:
        runner = Runner(case.driver(), lambda: link_for(server.url), chance=lambda: 0.0)
        line = Line(runner, server, case)
        runner.start(line.published.put)
        try:
            line.until_ready()
            yield line
        finally:
            runner.stop()


@pytest.mark.parametrize("case", SERVED, ids=lambda case: case.name)
@pytest.mark.parametrize("delivery", ["whole", "split", "merged"])
def test_codes_are_printed_in_order_over_tcp(
    case: PrinterCase, delivery: Literal["whole", "split", "merged"]
) -> None:
    with line_of(case, delivery) as line:
        for job in range(1, 11):
            assert line.offer(job, job)
            line.product()
            line.until_ended(job)
        assert line.tape() == [case.payload(job) for job in range(1, 11)]
        assert set(line.ends.values()) == {Printed}


@pytest.mark.parametrize("case", SERVED, ids=lambda case: case.name)
def test_random_cuts_over_tcp_print_no_code_twice(case: PrinterCase) -> None:
    chance = random.Random(7)
    cuts_left = CUTS
    with line_of(case) as line:
        job, codes = 0, list(range(SLOW_CODES if case.is_held_between else CODES, 0, -1))
        while codes:
            line.until_ready()
            job, code = job + 1, codes.pop()
            accepted = line.offer(job, code)
            if line.ends.get(job) is NotSent:
                codes.append(code)
                continue
            is_cut = cuts_left > 0 and chance.random() < 0.2
            if is_cut:
                cuts_left -= 1
                line.server.cut(chance.choice((0.0, 0.05)))
                line.until(lambda event: isinstance(event, LinkDown))
            line.product(is_due=accepted and not is_cut)
            if accepted:
                line.until_ended(job)
        tape = line.tape()
    while not line.published.empty():
        line.event()
    assert len(tape) == len(set(tape))
    assert set(line.ends) == set(range(1, job + 1))
    assert cuts_left < CUTS
    assert Printed in line.ends.values()
