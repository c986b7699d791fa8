"""The Zipher twin from its own side of the wire: states, buffer, indexes, notifications, faults."""

from __future__ import annotations

import pytest

from drivers.sim.zipher import (
    COMMAND_BYTES_MAX,
    OFFLINE,
    RUNNING,
    STARTING,
    ZipherTwin,
)


def prepared(**options: int) -> ZipherTwin:
    twin = ZipherTwin(**{"transition_ms": 0, "head_ms": 0, **options})  # type: ignore[arg-type]
    twin.connected(0)
    for command in (b"SEL|PACKLINE|\r", b"SHO|CODE|\r", b"SST|3|\r"):
        assert twin.received(command, 0) == b"ACK\r"
    return twin


def test_a_state_is_acknowledged_after_the_transition_and_the_head_moves_later() -> None:
    twin = ZipherTwin(transition_ms=500, head_ms=1_000)
    twin.received(b"SEL|PACKLINE|\rSHO|CODE|\rSID|1|A|\r", 0)
    assert twin.received(b"SST|3|\r", 0) == b""
    assert twin.received(b"GST\r", 499) == b""
    assert twin.tick(500) == b"ACK\rSTS|4|0|PACKLINE|0|0|\r"
    assert twin.state == RUNNING
    assert twin.photocell(1_499)[0] is None
    assert twin.photocell(1_500)[0] == b"A"


def test_only_offline_and_running_follow_each_other() -> None:
    twin = ZipherTwin(transition_ms=0)
    assert twin.received(b"SST|4|\r", 0) == b"ERR\r"
    assert twin.received(b"SST|3|\r", 0) == b"ERR\r", "it runs without a job"
    twin.received(b"SEL|PACKLINE|\r", 0)
    assert twin.received(b"SST|3|\rSST|3|\rSST|4|\rSST|0|\r", 0) == b"ACK\rERR\rACK\rERR\r"


def test_a_restart_takes_its_time_and_the_records() -> None:
    twin = prepared()
    twin.received(b"SID|7|A|\r", 0)
    twin.reboot(100)
    assert twin.received(b"GST\r", 200) == b"STS|1|0||0|0|\r"
    assert twin.received(b"SEL|PACKLINE|\r", 200) == b"ERR\r"
    assert (twin.state, twin.tick(15_099)) == (STARTING, b"")
    assert (twin.tick(15_100), twin.state) == (b"", OFFLINE)
    assert twin.received(b"SRC\rSLR\rSNI\r", 15_100) == b"SRC|0|\rSLR|0|\rSNI|1|\r"


def test_records_come_out_in_order_and_the_last_index_tells_it() -> None:
    twin = prepared()
    assert twin.received(b"SID|5|A|\rSID|9|B|\rSRC\rSNI\r", 0) == b"ACK\rACK\rSRC|2|\rSNI|10|\r"
    assert [twin.photocell(1)[0] for _ in range(3)] == [b"A", b"B", None]
    assert twin.received(b"SLR\rSRC\r", 2) == b"SLR|9|\rSRC|0|\r"
    assert twin.tape == [b"A", b"B"]


def test_a_record_needs_room_a_header_and_a_rising_index() -> None:
    twin = prepared()
    assert twin.received(b"SMR|1|\rSID|5|A|\rSID|6|B|\r", 0) == b"ACK\rACK\rERR\r"
    twin.photocell(1)
    assert twin.received(b"SID|5|B|\rSID|6|B|\rSCB\rSRC\r", 2) == b"ERR\rACK\rACK\rSRC|0|\r"
    assert twin.received(b"SEL|PACKLINE|\rSID|7|C|\r", 3) == b"ACK\rERR\r"
    assert twin.received(b"SHO|LOT|\r", 4) == b"ERR\r"


def test_notifications_come_only_when_asked_for_and_end_with_the_link() -> None:
    twin = prepared()
    twin.received(b"SID|1|A|\rSID|2|B|\rSID|3|C|\r", 0)
    assert twin.photocell(1) == (b"A", b"")
    twin.received(b"EAN\r", 2)
    assert twin.photocell(3) == (b"B", b"PRS|\rPRC|PACKLINE|\r")
    assert twin.panel(OFFLINE, 4) == b"STS|4|0|PACKLINE|2|2|\r"
    twin.disconnected(5)
    twin.panel(RUNNING, 6)
    twin.connected(7)
    assert twin.photocell(8) == (b"C", b"")


@pytest.mark.parametrize(
    ("fault", "command", "answer"),
    [
        ("full", b"SID|1|A|\r", b"ERR\r"),
        ("ack_lost", b"SID|1|A|\r", b""),
        ("jam", b"GST\r", b"STS|3|2|PACKLINE|0|0|\r"),
        ("jam", b"GFT\r", b"FLT|1|1001|1|Printhead fault|\r"),
        ("ribbon_low", b"GST\r", b"STS|3|1|PACKLINE|0|0|\r"),
        ("ribbon_low", b"GWN\r", b"WRN|1|2002|0|Ribbon low|\r"),
        ("rubbish", b"SRC\r", b"\xff7Z\x00SRC|0|\r"),
        ("no_serial", b"SLR\r", b"ERR\r"),
        ("no_notifications", b"EAN\r", b"ERR\r"),
        ("ack_split", b"SCB\r", b"A"),
    ],
)
def test_each_fault_does_what_it_says(fault: str, command: bytes, answer: bytes) -> None:
    twin = prepared()
    twin.fault(fault)
    assert twin.received(command, 0) == answer


def test_what_it_does_not_know_is_an_error_and_an_endless_line_is_bounded() -> None:
    twin = prepared()
    assert twin.received(b"XYZ|1|\r\r", 0) == b"ERR\rERR\r"
    assert twin.received(b"GST" + b"x" * (2 * COMMAND_BYTES_MAX) + b"\rSRC\r", 0) == (
        b"ERR\rSRC|0|\r"
    )
    with pytest.raises(ValueError, match="no fault 'nonsense'"):
        twin.fault("nonsense")
