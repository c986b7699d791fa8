"""Addresses as people write them: understood, or refused in one sentence that names the place."""

from __future__ import annotations

import pytest

from drivers.link.address import host_and_port, link_for, listen_address
from drivers.link.api import AddressError
from drivers.link.listen import ListenLink
from drivers.link.memory import MemoryLink
from drivers.link.serial import SerialLink, SerialSettings
from drivers.link.tcp import TcpLink


def test_each_scheme_gives_its_link() -> None:
    assert isinstance(link_for("tcp://10.0.0.5:7000"), TcpLink)
    assert isinstance(link_for("tcp://[::1]:7000"), TcpLink)
    assert isinstance(link_for("tcp-listen://0.0.0.0:3000?from=10.0.0.5"), ListenLink)
    assert isinstance(link_for("memory:coder"), MemoryLink)
    assert isinstance(link_for("serial:///dev/ttyS0"), SerialLink)


@pytest.mark.parametrize(
    ("url", "settings"),
    [
        ("serial:///dev/ttyS0", SerialSettings("/dev/ttyS0")),
        ("serial://COM3?baud=19200", SerialSettings("COM3", baud=19200)),
        (
            "serial:///dev/ttyUSB0?baud=115200&bits=7&parity=e&stop=1.5&rtscts=1&xonxoff=no",
            SerialSettings("/dev/ttyUSB0", 115200, 7, "E", 1.5, rtscts=True, xonxoff=False),
        ),
    ],
)
def test_serial_options_are_read(url: str, settings: SerialSettings) -> None:
    link = link_for(url)
    assert isinstance(link, SerialLink)
    assert link._settings == settings


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("", "write tcp://"),
        ("10.0.0.5:7000", "write tcp://"),
        ("http://10.0.0.5:80", "write tcp://"),
        ("tcp://10.0.0.5", "a port from 1 to 65535"),
        ("tcp://10.0.0.5:99999", "a port from 1 to 65535"),
        ("tcp://:7000", "a port from 1 to 65535"),
        ("tcp://10.0.0.5:7000/x", "a port from 1 to 65535"),
        ("tcp-listen://0.0.0.0", "tcp-listen://OUR-ADDRESS:PORT"),
        ("tcp-listen://0.0.0.0:3000?from=coder", "from=NUMERIC-ADDRESS"),
        ("tcp-listen://0.0.0.0:3000?backlog=5", "knows only from="),
        ("tcp-listen://0.0.0.0:0", "tcp-listen://OUR-ADDRESS:PORT"),
        ("memory:", "memory:NAME"),
        ("serial://", "serial:///dev/ttyS0"),
        ("serial://COM3?speed=9600", "unknown option 'speed'"),
        ("serial://COM3?baud=fast", "baud=fast is not a number"),
        ("serial://COM3?baud=0", "baud=0 is not a number"),
        ("serial://COM3?bits=9", "bits=9 is not 7 or 8"),
        ("serial://COM3?parity=x", "parity=x is not N, E, O, M, S"),
        ("serial://COM3?stop=3", "stop=3 is not 1, 1.5 or 2"),
        ("serial://COM3?rtscts=maybe", "rtscts=maybe is not 1 or 0"),
    ],
)
def test_a_bad_address_is_refused_with_the_place_and_the_remedy(url: str, says: str) -> None:
    with pytest.raises(AddressError) as refused:
        link_for(url)
    assert repr(url) in str(refused.value)
    assert says in str(refused.value)


def test_a_missing_port_can_have_a_default() -> None:
    assert host_and_port("tcp://plc", 502) == ("plc", 502)
    assert host_and_port("tcp://plc:1502", 502) == ("plc", 1502)


def test_where_to_listen_and_for_whom() -> None:
    assert listen_address("tcp-listen://0.0.0.0:9200") == ("0.0.0.0", 9200, "")
    assert listen_address("tcp-listen://[::]:9200?from=fe80:0::1") == ("::", 9200, "fe80::1")
    assert listen_address("tcp-listen://127.0.0.1:0", port_min=0) == ("127.0.0.1", 0, "")
