"""A real driver on a simulated cable does what it does on a real one."""

from __future__ import annotations

import random

import pytest

from drivers.api import (
    DeviceEvent,
    InDoubt,
    LinkDown,
    LinkUp,
    NotSent,
    Offer,
    Printed,
    PrintJob,
    Ready,
)
from drivers.errors import Misuse
from drivers.printers.codenet import CodenetCoder
from drivers.sim.codenet import CodenetTwin
from station.simulate.clock import Scheduler
from station.simulate.faults import Dice
from station.simulate.hosts import WireHost
from station.simulate.ports import Port


class Coder:
    """A coder on its cable; `host` is the station's end, made anew by `boot`."""

    def __init__(self, *knobs: str) -> None:
        self.scheduler, self.dice = Scheduler(), Dice(3, "none")
        for knob in knobs:
            self.dice.set(knob, 0.5)
        self.port = Port("coder", CodenetTwin(depth=4), self.scheduler, self.dice)
        self.events: list[DeviceEvent] = []
        self.boot()

    def boot(self) -> None:
        driver = CodenetCoder("coder", label="PACKLINE", depth=4)
        self.host = WireHost(driver, self.port, self.scheduler, random.Random(1))
        self.host.start(self.events.append)
        self.wait(5_000)

    def wait(self, ms: int) -> None:
        self.scheduler.run_until(self.scheduler.now_ms + ms)

    def offer(self, *jobs: int) -> None:
        self.host.command(Offer(tuple(PrintJob(job, b"CODE %03d" % job) for job in jobs)))
        self.wait(2_000)

    def bottle(self) -> bytes | None:
        ink: bytes | None = self.port.act(lambda twin, now_ms: twin.photocell(now_ms))
        self.wait(2_000)
        return ink

    def of(self, kind: type) -> list[DeviceEvent]:
        return [event for event in self.events if isinstance(event, kind)]


@pytest.mark.parametrize("knobs", [(), ("tcp.slice",)])
def test_a_code_goes_through_the_real_codec_onto_the_bottle_and_back(
    knobs: tuple[str, ...],
) -> None:
    coder = Coder(*knobs)
    coder.offer(1, 2)
    assert [coder.bottle(), coder.bottle(), coder.bottle()] == [b"CODE 001", b"CODE 002", None]
    assert coder.of(Printed) == [Printed("coder", 1), Printed("coder", 2)]


def test_a_cut_puts_what_was_accepted_in_doubt_and_the_link_comes_back() -> None:
    coder = Coder()
    coder.offer(1, 2)
    coder.port.cut(3_000)
    coder.wait(20_000)
    (doubt,) = coder.of(InDoubt)
    assert doubt.jobs == (1, 2)  # type: ignore[attr-defined]
    ups = [type(event) for event in coder.events if isinstance(event, LinkUp | LinkDown)]
    assert (ups[:2], ups[-1]) == ([LinkUp, LinkDown], LinkUp)
    assert len(coder.of(Ready)) == 2


def test_a_dead_process_says_nothing_and_the_printer_goes_on() -> None:
    coder = Coder()
    coder.offer(1, 2)
    coder.host.stop()
    heard = len(coder.events)
    assert coder.bottle() == b"CODE 001"
    assert len(coder.events) == heard
    with pytest.raises(Misuse):
        coder.host.command(Offer((PrintJob(3, b"CODE 003"),)))
    coder.boot()
    assert coder.bottle() is None, "the new process emptied the buffer of the old one"


def test_a_second_host_is_not_let_in() -> None:
    coder = Coder()
    first = coder.host
    coder.boot()
    assert coder.of(LinkDown) == [LinkDown("coder", "nobody answers there")]
    first.stop()
    coder.wait(20_000)
    assert len(coder.of(LinkUp)) == 2


def test_a_payload_that_the_device_cannot_carry_is_not_sent() -> None:
    coder = Coder()
    coder.host.command(Offer((PrintJob(9, b"AB\x1bC"),)))
    coder.wait(100)
    assert [event.jobs for event in coder.of(NotSent)] == [(9,)]  # type: ignore[attr-defined]
