"""`ModbusPlc` alone: its options, its map check over a real port, and many verdicts."""

from __future__ import annotations

import pytest

from drivers.api import Clear, Counters, Faulted, LinkDown, Ready, Verdict, VerdictTaken
from drivers.errors import DeviceError, Misuse
from drivers.link.api import AddressError
from drivers.link.serial import SerialSettings
from drivers.plc.modbus import ModbusPlc
from drivers.plc.polling import COMMANDS_MAX
from drivers.plc.register_map import ByteOrder, WordOrder
from drivers.plc.rtu_budget import RtuBudget
from drivers.sim.plc import PlcTwin
from tests.drivers.conformance.plcs import Published

ORDERS: list[tuple[WordOrder, ByteOrder]] = [("little", "big"), ("little", "little")]


def test_hundreds_of_verdicts_arrive_each_exactly_once() -> None:
    published = Published()
    with PlcTwin() as twin:
        device = ModbusPlc("plc", twin.url)
        for number in range(300):
            device.command(Verdict(number, number % 3 != 0))
        device.start(published)
        taken = published.wait_for(VerdictTaken, 300)
        device.stop()
        assert [event.trigger for event in taken] == list(range(300))
        assert twin.verdicts_taken == 300


@pytest.mark.parametrize(("words", "octets"), ORDERS)
def test_a_wrong_order_is_noticed_and_nothing_is_believed(
    words: WordOrder, octets: ByteOrder
) -> None:
    published = Published()
    with PlcTwin(word_order=words, byte_order=octets) as twin:
        device = ModbusPlc("plc", twin.url)
        device.start(published)
        faulted = published.wait_for(Faulted)[0]
        published.wait_for(LinkDown)
        device.stop()
        assert not twin.pc_alive()  # no heartbeat: the belt stays stopped
    assert faulted.hint == (
        f'set word_order = "{words}" and byte_order = "{octets}" for this device'
    )
    assert published.of(Ready) == []
    assert published.of(Counters) == []


@pytest.mark.parametrize(("words", "octets"), ORDERS)
def test_the_right_order_works(words: WordOrder, octets: ByteOrder) -> None:
    published = Published()
    with PlcTwin(word_order=words, byte_order=octets) as twin:
        twin.count_print()
        device = ModbusPlc("plc", twin.url, word_order=words, byte_order=octets)
        device.start(published)
        device.command(Verdict(70_000, True))
        published.wait_for(VerdictTaken)
        device.stop()
        assert twin.lets_pass(70_000)
    assert published.of(Counters)[-1].prints == 1


@pytest.mark.parametrize(
    ("baud", "quiet_ms", "busy_ms", "poll_ms", "watchdog_ms"),
    [
        # 19,200 baud 8E1: a character takes 11 bits = 0.573 ms, a gap 2.005 ms. State: 45
        # characters = 25.78 + 4.01 + 5 ms; inputs 15 = 17.60; heartbeat 19 = 19.89.
        (19_200, 72.3, 220.7, 80, 900),
        # 115,200: 0.0955 ms, gap 1.75 ms: 12.80 + 9.93 + 10.32.
        (115_200, 33.0, 85.8, 40, 400),
    ],
)
def test_a_serial_lines_budget(
    baud: int, quiet_ms: float, busy_ms: float, poll_ms: int, watchdog_ms: int
) -> None:
    budget = RtuBudget.of(SerialSettings("", baud=baud, parity="E"))
    assert budget.quiet_ms == pytest.approx(quiet_ms, abs=0.1)
    assert budget.busy_ms == pytest.approx(busy_ms, abs=0.1)
    assert (budget.poll_ms_min, budget.watchdog_ms_min) == (poll_ms, watchdog_ms)


SERIAL = "serial:///dev/ttyUSB0?baud=19200&parity=E"


@pytest.mark.parametrize(
    ("url", "options", "says"),
    [
        (SERIAL, {"poll_ms": 10}, "poll_ms = 10 can't be kept at 19200 baud: .* write 80 or more"),
        (SERIAL, {"watchdog_ms": 500}, "watchdog_ms = 500 is too short .* write 900 or more"),
        (SERIAL, {"device_id": 0}, "device_id = 0: on a serial line it is 1 to 247"),
        (SERIAL + "&bits=7", {}, "bits=7: Modbus RTU needs 8 data bits"),
        (SERIAL + "&xonxoff=1", {}, "no flow control"),
        ("serial:///dev/ttyUSB0?baud=1200", {}, "baud=1200: reading the event ring takes"),
        (SERIAL, {"word_order": "high"}, 'word_order = "high": it is one of big, little'),
        ("tcp://h", {"packml": "2022"}, 'packml = "2022": it is one of opc30060, isa-tr88'),
        ("tcp://h", {"alarm_names": "film torn"}, '"film torn" is not BIT=NAME'),
        ("tcp://h", {"alarm_names": "16=film"}, "a bit from 0 to 15"),
    ],
)
def test_options_that_cannot_be_are_told_with_the_remedy(
    url: str, options: dict[str, object], says: str
) -> None:
    with pytest.raises(ValueError, match=says):
        ModbusPlc("plc", url, **options)  # type: ignore[arg-type]  # that is what is tried


def test_the_smallest_options_of_a_serial_line_are_taken() -> None:
    ModbusPlc("plc", SERIAL, poll_ms=80, watchdog_ms=900)
    ModbusPlc("plc", SERIAL)


@pytest.mark.parametrize("url", ["tcp://", "udp://h:1", "serial://"])
def test_an_address_that_leads_nowhere_is_told(url: str) -> None:
    with pytest.raises(AddressError):
        ModbusPlc("plc", url)


def test_a_plc_takes_only_verdicts_and_outputs() -> None:
    with pytest.raises(Misuse, match="plc is a PLC: it can't take Clear"):
        ModbusPlc("plc", "tcp://127.0.0.1:1").command(Clear())


def test_a_full_queue_is_refused_at_once() -> None:
    device = ModbusPlc("plc", "tcp://127.0.0.1:1")
    for number in range(COMMANDS_MAX):
        device.command(Verdict(number, True))
    with pytest.raises(Misuse, match=f"{COMMANDS_MAX} commands wait"):
        device.command(Verdict(0, True))


def test_a_device_that_never_started_can_be_stopped() -> None:
    device = ModbusPlc("plc", "tcp://127.0.0.1:1")
    device.stop()
    assert not device.caps.hardware_verified


def test_a_port_that_is_not_there_is_told_with_its_name() -> None:
    published = Published()
    device = ModbusPlc("plc", "serial:///dev/no-such-port?baud=19200")
    device.start(published)
    assert published.wait_for(LinkDown)[0].reason == "no connection to /dev/no-such-port"
    device.stop()


@pytest.mark.parametrize(
    ("fault", "value", "says"),
    [
        ("fire", "on", "no fault 'fire'; it has stale, reset_counters"),
        ("packml", "burning", "no state 'burning'; it has clearing, stopped"),
    ],
)
def test_an_unknown_fault_names_the_known_ones(fault: str, value: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        PlcTwin().fault(fault, value)


def test_a_taken_port_is_told() -> None:
    with PlcTwin() as twin, pytest.raises(DeviceError, match=r"can't listen on tcp://127\.0\.0\.1"):
        PlcTwin(port=twin.port).start()
