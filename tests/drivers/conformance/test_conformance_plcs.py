"""What holds of a PLC, whichever way leads to it: each test runs over a real door of the twin."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from drivers.api import (
    Counters,
    EventsLost,
    Faulted,
    HeartbeatLost,
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
from drivers.plc.packml import PackmlState
from drivers.plc.polling import PolledPlc
from drivers.plc.register_map import Input
from drivers.sim.plc import PlcTwin
from tests.drivers.conformance.plcs import PLCS, PlcCase, Published, poll_until

pytestmark = pytest.mark.timeout(180)  # an OPC UA server may take many seconds to start
BELT_ON = LineOutputs(line_enable=True, conveyor_stop=False)
Running = Callable[..., PolledPlc]


@pytest.fixture(scope="module", params=PLCS, ids=lambda case: case.name)
def case(request: pytest.FixtureRequest) -> PlcCase:
    made: PlcCase = request.param
    return made


@pytest.fixture(scope="module")
def running_twin(case: PlcCase, request: pytest.FixtureRequest) -> Iterator[PlcTwin]:
    """One twin for all tests of a case; the OPC UA server, which is slow to start, for all."""
    if case.over == "opcua":
        yield request.getfixturevalue("opcua_twin")
        return
    with PlcTwin(over=case.over, layout=case.layout) as twin:
        yield twin


@pytest.fixture
def twin(running_twin: PlcTwin) -> Iterator[PlcTwin]:
    running_twin.as_delivered()
    yield running_twin
    running_twin.as_delivered()
    running_twin.fault("cut", "off")
    poll_until(lambda: running_twin.is_listening)


@pytest.fixture
def published() -> Published:
    return Published()


@pytest.fixture
def run(case: PlcCase, twin: PlcTwin, published: Published) -> Iterator[Running]:
    """Start a device; it is stopped at the end."""
    devices: list[PolledPlc] = []

    def start(**options: Any) -> PolledPlc:
        device = case.device(twin, **options)
        devices.append(device)
        device.start(published)
        return device

    yield start
    for device in devices:
        device.stop()


@pytest.fixture
def plc(run: Running, published: Published) -> PolledPlc:
    device = run()
    published.wait_for(Counters)  # the first picture
    return device


@contextmanager
def a_cut(twin: PlcTwin, published: Published) -> Iterator[None]:
    """The network is gone meanwhile, and the station knows."""
    before = len(published.of(LinkUp)), len(published.of(LinkDown))
    twin.fault("cut")
    published.wait_for(LinkDown, before[1] + 1)
    yield
    twin.fault("cut", "off")
    published.wait_for(LinkUp, before[0] + 1)


# ---------------------------------------------------------------- ring


@pytest.mark.usefixtures("plc")
def test_ring_events_arrive_in_order(twin: PlcTwin, published: Published) -> None:
    kinds = list(LineEventKind)
    made = [(kinds[n % 8], n, 3 * n + 1) for n in range(70_000, 70_030)]
    for kind, number, encoder in made:
        poll_until(lambda: twin.ring_space() > 0)
        assert twin.event(kind, number, encoder)
    assert published.wait_for(LineEvent, 30) == [LineEvent("plc", *event) for event in made]
    assert published.of(EventsLost) == []


@pytest.mark.usefixtures("plc")
def test_nothing_is_lost_over_a_cut_that_the_ring_can_hold(
    twin: PlcTwin, published: Published
) -> None:
    with a_cut(twin, published):
        recorded = [twin.event(LineEventKind.AT_CODER, n, n) for n in range(1, 10)]
        assert recorded == [True] * 8 + [False]
        assert not twin.belt_may_run()
    events = published.wait_for(LineEvent, 8)
    assert [event.trigger for event in events] == list(range(1, 9))
    assert published.of(EventsLost) == []
    poll_until(lambda: twin.ring_space() == 8)


@pytest.mark.usefixtures("plc")
def test_what_ran_over_is_counted(twin: PlcTwin, published: Published) -> None:
    twin.fault("ring_overrun")
    with a_cut(twin, published):
        for number in range(1, 21):
            assert twin.event(LineEventKind.AT_CODER, number, number)
    events = published.wait_for(LineEvent, 8)
    assert published.of(EventsLost) == [EventsLost("plc", 12)]
    assert [event.trigger for event in events] == list(range(13, 21))


# ---------------------------------------------------------------- verdicts and the rejecter


def test_verdicts_arrive_each_exactly_once(
    twin: PlcTwin, plc: PolledPlc, published: Published
) -> None:
    numbers = range(65_520, 65_550)  # over the end of the 16 bits that a verdict carries
    for number in numbers:
        plc.command(Verdict(number, number % 3 != 0))
    taken = published.wait_for(VerdictTaken, len(numbers))
    assert [event.trigger for event in taken] == list(numbers)
    assert twin.verdicts_taken == len(numbers)
    assert [twin.lets_pass(number) for number in numbers] == [n % 3 != 0 for n in numbers]


def test_a_product_without_a_verdict_is_rejected(
    twin: PlcTwin, plc: PolledPlc, published: Published
) -> None:
    plc.command(Verdict(1, True))
    plc.command(Verdict(2, False))
    plc.command(Verdict(3, True, place=1))  # of a case, not of product 3
    published.wait_for(VerdictTaken, 3)
    assert [twin.lets_pass(number) for number in (1, 2, 3, 4)] == [True, False, False, False]
    assert twin.verdict(3, place=1) == "pass"


def test_a_lost_echo_is_told_and_the_verdict_counts_once(
    twin: PlcTwin, plc: PolledPlc, published: Published
) -> None:
    twin.fault("no_echo")
    plc.command(Verdict(1, True))
    published.wait_for_words("no echo of a verdict")
    twin.fault("no_echo", "off")
    published.wait_for(VerdictTaken)
    assert twin.verdicts_taken == 1


# ---------------------------------------------------------------- heartbeats


def test_a_silent_pc_stops_the_belt(run: Running, twin: PlcTwin, published: Published) -> None:
    device = run()
    device.command(BELT_ON)
    poll_until(twin.belt_may_run)
    device.stop()
    poll_until(lambda: not twin.belt_may_run())
    assert not twin.pc_alive()
    assert twin.outputs().line_enable  # nobody took it back: it was the watchdog
    assert published.of(LinkDown)[-1].reason == "stopped"


@pytest.mark.usefixtures("plc")
def test_a_still_heartbeat_of_the_plc_is_told(twin: PlcTwin, published: Published) -> None:
    twin.fault("stale")
    assert published.wait_for(HeartbeatLost)[0].waited_ms >= 300
    ready = len(published.of(Ready))
    twin.fault("stale", "off")
    published.wait_for(Ready, ready + 1)


# ---------------------------------------------------------------- counters and a new start


@pytest.mark.usefixtures("plc")
def test_counters_go_on_when_the_plc_sets_them_back(twin: PlcTwin, published: Published) -> None:
    for _ in range(3):
        twin.count_product()
        twin.count_print()
    twin.count_reject()
    published.wait_until(lambda: Counters("plc", 3, 3, 1) in published.of(Counters), "3, 3, 1")
    twin.fault("reset_counters")
    published.wait_for_words("a counter of the PLC went backwards")
    twin.count_print()
    gone_on = Counters("plc", 3, 4, 1, restarts=1)
    published.wait_until(lambda: gone_on in published.of(Counters), "3, 4, 1")


def test_a_plc_that_begins_anew_is_told(
    twin: PlcTwin, plc: PolledPlc, published: Published
) -> None:
    twin.fault("no_echo")
    plc.command(BELT_ON)
    plc.command(Verdict(1, True))
    poll_until(lambda: twin.verdicts_taken == 1)
    twin.fault("restart")
    published.wait_for_words("the PLC began anew; 1 verdicts were given up")
    poll_until(twin.belt_may_run)  # all outputs were written again
    assert twin.event(LineEventKind.AT_CODER, 1, 1)
    assert published.wait_for(LineEvent)[0].trigger == 1
    assert not twin.lets_pass(1)  # the new product 1 has no verdict


# ---------------------------------------------------------------- conditions, alarms, PackML


def test_conditions_and_alarms_are_told_by_name(
    run: Running, twin: PlcTwin, published: Published
) -> None:
    run(alarm_names="8=film torn")
    published.wait_for(Counters)
    twin.set_input(Input.ESTOP_OK, on=False)
    assert published.wait_for(Faulted)[0].said == "emergency stop"
    ready = len(published.of(Ready))
    twin.set_input(Input.ESTOP_OK, on=True)
    published.wait_for(Ready, ready + 1)
    twin.fault("alarm", str(1 << 1 | 1 << 8 | 1 << 15))
    published.wait_for_words("alarm: encoder fault, film torn, bit 15")


@pytest.mark.usefixtures("plc")
def test_a_machine_state_that_cannot_be_is_told(twin: PlcTwin, published: Published) -> None:
    twin.set_packml(PackmlState.HELD)  # from idle: the polls may have missed "holding"
    published.wait_for_words("machine held")
    assert published.said()[-1] == "machine held"
    twin.set_packml(PackmlState.IDLE)
    published.wait_for_words("the machine went from held to idle, which PackML doesn't know")
    twin.fault("packml", "17")
    published.wait_for_words("PackML state 17 has no meaning in the profile opc30060")


# ---------------------------------------------------------------- the link


def test_a_plc_that_is_not_there_is_told_once_and_found_later(
    run: Running, twin: PlcTwin, published: Published
) -> None:
    twin.fault("cut")
    poll_until(lambda: not twin.is_listening)
    device = run()
    device.command(LineOutputs(line_enable=True, tower_amber=True))
    device.command(Verdict(4, True))
    published.wait_for(LinkDown)
    twin.fault("cut", "off")
    published.wait_for(VerdictTaken)
    assert twin.lets_pass(4)
    poll_until(twin.belt_may_run)
    assert twin.outputs().tower_amber
    assert len(published.of(LinkDown)) == len(published.of(LinkUp)) == 1


def test_a_busy_plc_is_asked_again(twin: PlcTwin, plc: PolledPlc, published: Published) -> None:
    twin.fault("exception", "5")
    warned = published.wait_for(Warned)[0]
    assert "usy" in warned.said
    assert warned.hint == "the PLC is busy; retrying"
    assert twin.event(LineEventKind.AT_PACKER, 1, 1)
    plc.command(Verdict(1, True))
    published.wait_for(VerdictTaken)
    assert [event.trigger for event in published.wait_for(LineEvent)] == [1]
    assert published.of(LinkDown) == []


@pytest.mark.usefixtures("plc")
def test_an_answer_that_is_too_late_drops_the_link(
    case: PlcCase, twin: PlcTwin, published: Published
) -> None:
    twin.fault("slow", str(case.too_slow_ms))
    published.wait_for(LinkDown)
    twin.fault("slow", "off")
    published.wait_for(LinkUp, 2)
    assert twin.event(LineEventKind.AT_CODER, 1, 1)
    assert [event.trigger for event in published.wait_for(LineEvent)] == [1]
