"""A link that the device dials: one at a time, from the right address, again after a farewell."""

from __future__ import annotations

import contextlib
import queue
import socket
import threading
from collections.abc import Iterator

import pytest

from drivers.api import DeviceEvent, LinkDown, LinkUp, Read
from drivers.link.address import link_for
from drivers.link.api import AddressError, LinkError, NobodyDialled, Waker
from drivers.link.listen import ListenLink
from drivers.link.runner import Runner
from drivers.readers.line_reader import LineReader

WAIT_S = 10.0


@pytest.fixture
def waker() -> Iterator[Waker]:
    made = Waker()
    yield made
    made.close()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def dialled(link: ListenLink, port: int, source: str = "127.0.0.1") -> socket.socket:
    """Dial in the backlog of a listener that `open` is about to accept from."""
    device = socket.socket()
    device.bind((source, 0))
    device.settimeout(WAIT_S)
    thread = threading.Thread(target=_until_taken, args=(device, port))
    thread.start()
    try:
        while True:
            with contextlib.suppress(NobodyDialled):
                link.open()
                return device
    finally:
        thread.join(WAIT_S)


def _until_taken(device: socket.socket, port: int) -> None:
    """As a device does: again and again until somebody listens."""
    while device.connect_ex(("127.0.0.1", port)):
        pass


def test_bytes_go_both_ways_and_a_second_device_is_refused(waker: Waker) -> None:
    port = free_port()
    link = ListenLink("127.0.0.1", port)
    with dialled(link, port) as device:
        device.sendall(b"A\r")
        assert link.receive(WAIT_S, waker) == b"A\r"
        link.send(b"T\r")
        assert device.recv(10) == b"T\r"
        with socket.socket() as second, pytest.raises(ConnectionRefusedError):
            second.connect(("127.0.0.1", port))
    with pytest.raises(LinkError, match="was closed by the device"):
        link.receive(WAIT_S, waker)
    link.close()
    with dialled(link, port):
        link.close()


def test_nobody_there_is_told_as_such_and_nothing_stays_open(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("drivers.link.listen.LISTEN_S", 0.001)
    port = free_port()
    with pytest.raises(NobodyDialled, match=f"no device has dialled tcp-listen://127.0.0.1:{port}"):
        ListenLink("127.0.0.1", port).open()
    with socket.socket() as probe, pytest.raises(ConnectionRefusedError):
        probe.connect(("127.0.0.1", port))


def test_another_address_than_the_named_one_is_shut_out(monkeypatch: pytest.MonkeyPatch) -> None:
    port = free_port()
    link = ListenLink("127.0.0.1", port, only_from="127.0.0.2")
    with dialled(link, port, source="127.0.0.2") as device:
        assert device.getsockname()[0] == "127.0.0.2"
    link.close()
    monkeypatch.setattr("drivers.link.listen.LISTEN_S", 0.05)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        busy = ListenLink("127.0.0.1", taken.getsockname()[1])
        with pytest.raises(LinkError, match="can't open tcp-listen"):
            busy.open()


def test_a_reader_that_dials_us_is_read_again_and_again() -> None:
    port = free_port()
    events: queue.Queue[DeviceEvent] = queue.Queue()
    url = f"tcp-listen://127.0.0.1:{port}"
    runner = Runner(LineReader("cam"), lambda: link_for(url), chance=lambda: 0.0)
    runner.start(events.put)
    try:
        assert isinstance(events.get(timeout=WAIT_S), LinkDown), "nobody dialled, told once"
        for code in (b"A", b"B"):
            with _dial(port) as device:
                assert isinstance(events.get(timeout=WAIT_S), LinkUp)
                events.get(timeout=WAIT_S)  # ready
                device.sendall(b"]Q1" + code + b"\r\n")
                read = events.get(timeout=WAIT_S)
                assert isinstance(read, Read)
                assert read.symbols[0].data == code
            assert isinstance(events.get(timeout=WAIT_S), LinkDown)
    finally:
        runner.stop()


def _dial(port: int) -> socket.socket:
    device = socket.socket()
    device.settimeout(WAIT_S)
    _until_taken(device, port)
    return device


@pytest.mark.parametrize(
    "url",
    [
        "tcp-listen://0.0.0.0",
        "tcp-listen://0.0.0.0:4002?from=printer",
        "tcp-listen://0.0.0.0:4002?form=10.0.0.5",
        "tcp-listen://anybody:4002",
        "hid:///dev/ttyS0",
        "hid:",
    ],
)
def test_a_bad_address_is_refused_with_the_remedy(url: str) -> None:
    with pytest.raises(AddressError, match="write"):
        link_for(url)


def test_addresses_are_understood() -> None:
    link = link_for("tcp-listen://0.0.0.0:4002?from=10.0.0.5")
    assert isinstance(link, ListenLink)
    assert (link._host, link._port, link._only_from) == ("0.0.0.0", 4002, "10.0.0.5")
    assert isinstance(link_for("tcp-listen://[::]:4002"), ListenLink)
