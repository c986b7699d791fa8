"""Codenet over RS-232: the driver on a real pty, through pyserial, with the coder's twin behind it.

A pty has no modem lines, as many USB adapters have none: RTS/CTS is asked for and must be let go.
"""

from __future__ import annotations

import os
import pty
import queue
import select
import threading
import time
import tty
from collections.abc import Iterator

import pytest

from drivers.api import (
    Accepted,
    BufferCleared,
    Clear,
    DeviceEvent,
    InDoubt,
    LinkDown,
    Offer,
    Printed,
    PrintJob,
    Ready,
)
from drivers.link.address import link_for
from drivers.link.runner import Runner
from drivers.printers.codenet import CodenetCoder
from drivers.sim.codenet import CodenetTwin

WAIT_S = 20.0
LOOK_S = 0.01


class CoderOnPty:
    """The twin at the far end of a serial cable, on a thread of its own."""

    def __init__(self, twin: CodenetTwin) -> None:
        self.twin = twin
        self._far, self._near = pty.openpty()
        tty.setraw(self._far)
        tty.setraw(self._near)
        self.url = f"serial://{os.ttyname(self._near)}?baud=9600&rtscts=1"
        self._bottles: queue.Queue[None] = queue.Queue()
        self._unplugged = threading.Event()
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def bottle(self) -> None:
        self._bottles.put(None)

    def unplug(self) -> None:
        """Both ends close; what reads the near one hears of it."""
        self._unplugged.set()
        self._thread.join(WAIT_S)
        if self._far >= 0:
            os.close(self._far)
            os.close(self._near)
            self._far = -1

    def _serve(self) -> None:
        self.twin.connected(_now_ms())
        while not self._unplugged.is_set():
            readable, _, _ = select.select([self._far], [], [], LOOK_S)
            said = self.twin.tick(_now_ms())
            if readable:
                said += self.twin.received(os.read(self._far, 4_096), _now_ms())
            if not self._bottles.empty():
                self._bottles.get()
                said += self.twin.photocell(_now_ms())[1]
            if said:
                os.write(self._far, said)


def _now_ms() -> int:
    return time.monotonic_ns() // 1_000_000


class Line:
    def __init__(self, coder: CoderOnPty) -> None:
        self.coder = coder
        self.published: queue.Queue[DeviceEvent] = queue.Queue()
        driver = CodenetCoder("coder", label="PACKLINE", queue="serial")
        self.runner = Runner(driver, lambda: link_for(coder.url), chance=lambda: 0.0)
        self.runner.start(self.published.put)

    def until(self, kind: type[DeviceEvent]) -> DeviceEvent:
        while not isinstance(event := self.published.get(timeout=WAIT_S), kind):
            pass
        return event

    def offer(self, job: int) -> None:
        self.runner.command(Offer((PrintJob(job, b"CODE %d" % job),)))
        assert self.until(Accepted) == Accepted("coder", job)


@pytest.fixture
def line() -> Iterator[Line]:
    coder = CoderOnPty(CodenetTwin(depth=3, fixed_ack=True, queue="serial"))
    made = Line(coder)
    try:
        made.until(Ready)
        yield made
    finally:
        made.runner.stop()
        coder.unplug()


def test_codes_go_over_a_serial_cable_and_are_reported_in_order(line: Line) -> None:
    for job in (1, 2, 3):
        line.offer(job)
    for job in (1, 2, 3):
        line.coder.bottle()
        assert line.until(Printed) == Printed("coder", job)
    assert line.coder.twin.tape == [b"CODE 1", b"CODE 2", b"CODE 3"]


def test_clearing_empties_the_queue_that_the_serial_port_feeds(line: Line) -> None:
    line.offer(1)
    line.runner.command(Clear())
    assert line.until(BufferCleared) == BufferCleared("coder", (1,))
    assert not line.coder.twin.buffer


def test_a_pulled_cable_leaves_in_doubt_what_the_coder_holds(line: Line) -> None:
    line.offer(1)
    line.offer(2)
    line.coder.unplug()
    assert isinstance(line.until(LinkDown), LinkDown)
    doubt = line.until(InDoubt)
    assert isinstance(doubt, InDoubt)
    assert doubt.jobs == (1, 2)
