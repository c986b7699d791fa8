"""Every kind of link behave alike: bounded opening, sending, receiving, waking, breaking."""

from __future__ import annotations

import errno
import os
import pty
import random
import socket
import threading
import time
import tty
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest

from drivers.link.address import link_for
from drivers.link.api import Link, LinkError, NobodyCalled, Waker
from drivers.link.memory import DIALLED_MAX, MemoryPort

LONG_S = 5.0


class Peer:
    """The device's end of a link under test, by file descriptor."""

    def __init__(self, descriptor: int, url: str) -> None:
        self.descriptor, self.url = descriptor, url

    def read(self, length: int) -> bytes:
        data = b""
        while len(data) < length:
            data += os.read(self.descriptor, length - len(data))
        return data

    def write(self, data: bytes) -> None:
        os.write(self.descriptor, data)


@pytest.fixture
def waker() -> Iterator[Waker]:
    made = Waker()
    yield made
    made.close()


@pytest.fixture(params=["tcp", "listen", "memory", "pty"])
def opened(request: pytest.FixtureRequest) -> Iterator[tuple[Link, Peer]]:
    kinds = {"tcp": over_tcp, "listen": dialled, "memory": in_memory, "pty": over_pty}
    yield from kinds[request.param]()


def over_tcp() -> Iterator[tuple[Link, Peer]]:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        url = f"tcp://127.0.0.1:{listener.getsockname()[1]}"
        link = link_for(url)
        link.open()
        accepted, _ = listener.accept()
        with accepted:
            yield link, Peer(accepted.fileno(), url)
            link.close()


def free_port() -> int:
    """One below those that the system lends to callers: a call that is tried again and again while
    nobody listens would else, now and then, be lent this very port and meet itself."""
    for port in random.sample(range(20_000, 32_768), 100):
        with suppress(OSError), socket.create_server(("127.0.0.1", port)):
            return port
    pytest.fail("no port is free")


def dial(port: int, source: str = "127.0.0.1") -> socket.socket:
    """A device's call, tried until somebody listens."""
    deadline_s = time.monotonic() + LONG_S
    while True:
        try:
            return socket.create_connection(("127.0.0.1", port), source_address=(source, 0))
        except ConnectionRefusedError:
            assert time.monotonic() < deadline_s, "nobody listens"


def dialled() -> Iterator[tuple[Link, Peer]]:
    port = free_port()
    url = f"tcp-listen://127.0.0.1:{port}?from=127.0.0.1"
    link = link_for(url)
    with ThreadPoolExecutor(1) as device:
        call = device.submit(dial, port)
        link.open()
        with call.result() as accepted:
            yield link, Peer(accepted.fileno(), url)
            link.close()


def in_memory() -> Iterator[tuple[Link, Peer]]:
    with MemoryPort("test") as port:
        link = link_for("memory:test")
        link.open()
        with port.accept() as accepted:
            yield link, Peer(accepted.fileno(), "memory:test")
            link.close()


def over_pty() -> Iterator[tuple[Link, Peer]]:
    device, host = pty.openpty()
    tty.setraw(device)
    tty.setraw(host)
    url = f"serial://{os.ttyname(host)}?baud=9600&rtscts=1"
    link = link_for(url)
    link.open()
    yield link, Peer(device, url)
    link.close()
    os.close(host)
    os.close(device)


def test_bytes_go_both_ways(opened: tuple[Link, Peer], waker: Waker) -> None:
    link, peer = opened
    link.send(b"\x1b1C?\x04")
    assert peer.read(5) == b"\x1b1C?\x04"
    peer.write(b"\x06\x00\xff")
    assert link.receive(LONG_S, waker) == b"\x06\x00\xff"


def test_silence_is_no_bytes(opened: tuple[Link, Peer], waker: Waker) -> None:
    link, _ = opened
    assert link.receive(0.0, waker) == b""


def test_a_wake_ends_the_wait_and_is_not_lost_before_it(
    opened: tuple[Link, Peer], waker: Waker
) -> None:
    link, peer = opened
    waker.wake()
    assert link.receive(LONG_S, waker) == b""
    waker.clear()
    waiting = threading.Timer(0.02, waker.wake)
    waiting.start()
    assert link.receive(LONG_S, waker) == b""
    waiting.join()
    peer.write(b"x")
    assert link.receive(LONG_S, waker) == b"x"


def test_closing_twice_is_allowed_and_it_opens_again(opened: tuple[Link, Peer]) -> None:
    link, peer = opened
    link.close()
    link.close()
    if peer.url.startswith("serial"):
        link.open()
        link.send(b"again")
        assert peer.read(5) == b"again"


def test_a_closed_socket_is_told(waker: Waker) -> None:
    with MemoryPort("test") as port:
        link = link_for("memory:test")
        link.open()
        port.accept().close()
        with pytest.raises(LinkError, match="was closed by the device"):
            link.receive(LONG_S, waker)
        with pytest.raises(LinkError, match="can't send to memory:test"):
            link.send(b"x")
        link.close()


def test_a_caller_that_may_not_is_hung_up_on_and_the_right_one_is_taken(waker: Waker) -> None:
    port = free_port()
    link = link_for(f"tcp-listen://127.0.0.1:{port}?from=127.0.0.2")
    with ThreadPoolExecutor(1) as device:
        calls = device.submit(lambda: (dial(port), dial(port, "127.0.0.2")))
        link.open()
        stranger, coder = calls.result()
        with stranger, coder:
            assert stranger.recv(1) == b"", "a stranger stays connected"
            coder.sendall(b"mine")
            assert link.receive(LONG_S, waker) == b"mine"
            link.close()


def test_nobody_dialling_in_is_told_as_such(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("drivers.link.listen.OPEN_S_MAX", 0.01)
    with pytest.raises(NobodyCalled, match="no device has dialled tcp-listen"):
        link_for(f"tcp-listen://127.0.0.1:{free_port()}").open()


def test_a_lost_serial_port_is_told(waker: Waker) -> None:
    device, host = pty.openpty()
    link = link_for(f"serial://{os.ttyname(host)}")
    link.open()
    os.close(host)
    os.close(device)
    with pytest.raises(LinkError, match="broke"):
        link.receive(LONG_S, waker)
    link.close()


def test_a_device_that_reads_nothing_does_not_block_for_ever(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("drivers.link.sockets.SEND_S_MAX", 0.05)
    with MemoryPort("test") as port:
        link = link_for("memory:test")
        link.open()
        with port.accept(), pytest.raises(LinkError, match="can't send"):
            link.send(b"x" * 50_000_000)
        link.close()


def test_a_device_that_is_not_there_is_told_in_one_sentence() -> None:
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        port = bound.getsockname()[1]
        with pytest.raises(LinkError) as refused:
            link_for(f"tcp://127.0.0.1:{port}").open()
    sentence = f"can't open tcp://127.0.0.1:{port}: {os.strerror(errno.ECONNREFUSED)}"
    assert str(refused.value) == sentence
    for url in ("serial:///dev/no-such-port", "memory:nobody"):
        with pytest.raises(LinkError, match="can't open"):
            link_for(url).open()


def test_a_serial_port_without_a_descriptor_is_polled(waker: Waker) -> None:
    link = link_for("serial://loop://?baud=19200")
    link.open()
    assert link.receive(0.0, waker) == b""
    link.send(b"\x1b1C?\x04")
    assert link.receive(LONG_S, waker) == b"\x1b1C?\x04"
    link.close()


def test_nobody_dialling_is_told() -> None:
    with MemoryPort("test") as port, pytest.raises(TimeoutError, match="nobody dialled"):
        port.accept(timeout_s=0.0)


def test_a_memory_port_takes_no_more_than_its_bound() -> None:
    with MemoryPort("test"):
        links = [link_for("memory:test") for _ in range(DIALLED_MAX + 1)]
        for link in links[:-1]:
            link.open()
        with pytest.raises(LinkError):
            links[-1].open()
        for link in links:
            link.close()


def test_a_waker_woken_very_often_stays_bounded(waker: Waker) -> None:
    for _ in range(20_000):
        waker.wake()
    waker.clear()
    with MemoryPort("test") as port:
        link = link_for("memory:test")
        link.open()
        with port.accept() as peer:
            peer.send(b"x")
            assert link.receive(LONG_S, waker) == b"x"
        link.close()
