"""`ModbusPlc` against the twin over a real port: what only a network can break."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from typing import TypeVar

import pytest

from drivers.api import (
    Clear,
    Counters,
    DeviceEvent,
    EventsLost,
    LineEvent,
    LineEventKind,
    LineOutputs,
    LinkDown,
    LinkUp,
    Ready,
    Verdict,
    VerdictTaken,
    Warned,
)
from drivers.errors import DeviceError, Misuse
from drivers.plc.modbus import COMMANDS_MAX, ModbusPlc
from drivers.plc.register_map import WordOrder
from drivers.sim.plc import PlcTwin

WAIT_S_MAX = 15.0
E = TypeVar("E", bound=DeviceEvent)


class Published:
    """Everything that a device published, to be waited for."""

    def __init__(self) -> None:
        self._events: list[DeviceEvent] = []
        self._news = threading.Condition()

    def __call__(self, event: DeviceEvent) -> None:
        with self._news:
            self._events.append(event)
            self._news.notify_all()

    def of(self, kind: type[E]) -> list[E]:
        with self._news:
            return [event for event in self._events if isinstance(event, kind)]

    def wait_for(self, kind: type[E], count: int = 1) -> list[E]:
        with self._news:
            assert self._news.wait_for(lambda: len(self.of(kind)) >= count, WAIT_S_MAX), (
                f"{count} {kind.__name__} expected of {self._events[-20:]}"
            )
        return self.of(kind)


@pytest.fixture
def twin() -> Iterator[PlcTwin]:
    with PlcTwin() as running:
        yield running


@pytest.fixture
def published() -> Published:
    return Published()


@pytest.fixture
def plc(twin: PlcTwin, published: Published) -> Iterator[ModbusPlc]:
    device = ModbusPlc("plc", "127.0.0.1", twin.port)
    device.start(published)
    published.wait_for(Counters)  # the first picture
    yield device
    device.stop()


def poll_until(holds: Callable[[], bool]) -> None:
    """Wait for what the twin alone can tell."""
    pause = threading.Event()
    for _ in range(int(WAIT_S_MAX * 100)):
        if holds():
            return
        pause.wait(0.01)
    pytest.fail("it never came true")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_a_thousand_verdicts_arrive_each_exactly_once(
    twin: PlcTwin, plc: ModbusPlc, published: Published
) -> None:
    for number in range(1_000):
        plc.command(Verdict(number, number % 3 != 0))
    taken = published.wait_for(VerdictTaken, 1_000)
    assert [event.trigger for event in taken] == list(range(1_000))
    assert twin.verdicts_taken == 1_000
    words = ["reject" if number % 3 == 0 else "pass" for number in range(1_000)]
    assert [twin.verdict(number) for number in range(1_000)] == words


@pytest.mark.parametrize("order", ["big", "little"])
def test_ring_events_arrive_in_order(published: Published, order: WordOrder) -> None:
    with PlcTwin(word_order=order) as twin:
        device = ModbusPlc("plc", "127.0.0.1", twin.port, word_order=order, device_id=17)
        device.start(published)
        for number in range(70_000, 70_300):
            poll_until(lambda: twin.ring_space() > 0)
            assert twin.event(LineEventKind.AT_CAMERA, number, 3 * number)
        events = published.wait_for(LineEvent, 300)
        device.stop()
    assert events == [
        LineEvent("plc", LineEventKind.AT_CAMERA, n, 3 * n) for n in range(70_000, 70_300)
    ]
    assert published.of(EventsLost) == []


@pytest.mark.usefixtures("plc")
def test_nothing_is_lost_over_a_cut_that_the_ring_can_hold(
    twin: PlcTwin, published: Published
) -> None:
    twin.fault("cut")
    published.wait_for(LinkDown)
    recorded = [twin.event(LineEventKind.AT_CODER, n, n) for n in range(1, 10)]
    assert recorded == [True] * 8 + [False]
    twin.fault("cut", "off")
    events = published.wait_for(LineEvent, 8)
    assert [event.trigger for event in events] == list(range(1, 9))
    assert len(published.of(LinkUp)) == 2
    assert len(published.of(LinkDown)) == 1
    assert published.of(EventsLost) == []


@pytest.mark.usefixtures("plc")
def test_what_ran_over_during_a_cut_is_counted(twin: PlcTwin, published: Published) -> None:
    twin.fault("ring_overrun")
    twin.fault("cut", "0.3")
    published.wait_for(LinkDown)
    for number in range(1, 21):
        assert twin.event(LineEventKind.AT_CODER, number, number)
    events = published.wait_for(LineEvent, 8)
    assert published.of(EventsLost) == [EventsLost("plc", 12)]
    assert [event.trigger for event in events] == list(range(13, 21))


def test_outputs_and_verdicts_given_during_a_cut_follow(
    twin: PlcTwin, plc: ModbusPlc, published: Published
) -> None:
    twin.fault("cut")
    published.wait_for(LinkDown)
    plc.command(LineOutputs(line_enable=True, tower_amber=True))
    plc.command(Verdict(4, False))
    twin.fault("cut", "off")
    published.wait_for(VerdictTaken)
    assert twin.verdict(4) == "reject"
    poll_until(twin.belt_may_run)
    assert twin.outputs().tower_amber


def test_a_stopped_station_stops_the_belt(published: Published) -> None:
    with PlcTwin() as twin:
        device = ModbusPlc("plc", "127.0.0.1", twin.port, watchdog_ms=200)
        device.start(published)
        device.command(LineOutputs(line_enable=True))
        poll_until(twin.belt_may_run)
        device.stop()
        poll_until(lambda: not twin.belt_may_run())
    assert published.of(LinkDown)[-1].reason == "stopped"


def test_a_busy_plc_is_asked_again(twin: PlcTwin, plc: ModbusPlc, published: Published) -> None:
    twin.fault("exception", "5")
    assert "device busy (6)" in published.wait_for(Warned)[0].said
    assert twin.event(LineEventKind.AT_PACKER, 1, 1)
    plc.command(Verdict(1, True))
    published.wait_for(VerdictTaken)
    assert [event.trigger for event in published.wait_for(LineEvent)] == [1]
    assert published.of(LinkDown) == []


@pytest.mark.usefixtures("plc")
def test_an_answer_that_is_too_late_drops_the_link(twin: PlcTwin, published: Published) -> None:
    twin.fault("slow", "800")
    assert "no proper answer" in published.wait_for(LinkDown)[0].reason
    twin.fault("slow", "off")
    published.wait_for(LinkUp, 2)


def test_a_lost_echo_over_the_wire_counts_once(
    twin: PlcTwin, plc: ModbusPlc, published: Published
) -> None:
    twin.fault("no_echo")
    plc.command(Verdict(1, True))
    assert "no echo" in published.wait_for(Warned)[0].said
    twin.fault("no_echo", "off")
    published.wait_for(VerdictTaken)
    assert twin.verdicts_taken == 1


@pytest.mark.usefixtures("plc")
def test_a_restart_of_the_plc_is_told(twin: PlcTwin, published: Published) -> None:
    twin.fault("restart")
    assert "began anew" in published.wait_for(Warned)[0].said
    assert twin.event(LineEventKind.AT_CODER, 1, 1)
    assert published.wait_for(LineEvent)[0].trigger == 1


def test_a_plc_that_is_not_there_is_told_once_and_found_later(published: Published) -> None:
    port = free_port()
    device = ModbusPlc("plc", "127.0.0.1", port)
    device.start(published)
    assert f"127.0.0.1:{port}" in published.wait_for(LinkDown)[0].reason
    with PlcTwin(port=port):
        published.wait_for(Ready)
        assert len(published.of(LinkDown)) == 1
        device.stop()


def test_a_plc_takes_only_verdicts_and_outputs() -> None:
    device = ModbusPlc("plc", "127.0.0.1", 1)
    with pytest.raises(Misuse, match="plc is a PLC: it can't take Clear"):
        device.command(Clear())


def test_a_full_queue_is_refused_at_once() -> None:
    device = ModbusPlc("plc", "127.0.0.1", 1)
    for number in range(COMMANDS_MAX):
        device.command(Verdict(number, True))
    with pytest.raises(Misuse, match=f"{COMMANDS_MAX} commands wait"):
        device.command(Verdict(0, True))


def test_a_device_that_never_started_can_be_stopped() -> None:
    device = ModbusPlc("plc", "127.0.0.1", 1)
    device.stop()
    assert not device.caps.hardware_verified


def test_an_unknown_fault_names_the_known_ones() -> None:
    with pytest.raises(ValueError, match="no fault 'fire'; it has stale, reset_counters"):
        PlcTwin().fault("fire")


def test_a_taken_port_is_told() -> None:
    with PlcTwin() as twin, pytest.raises(DeviceError, match=r"can't listen on 127\.0\.0\.1"):
        PlcTwin(port=twin.port).start()
