"""A tap between a host and a device, over real sockets: nothing changed, everything noted."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from drivers.link.recording import Side
from drivers.link.tap import Tap
from drivers.link.tcp import TcpLink

WAIT_S = 5.0


@contextmanager
def tapped(port: int) -> Iterator[tuple[Tap, list[tuple[Side, bytes]]]]:
    noted: list[tuple[Side, bytes]] = []
    tap = Tap(lambda: TcpLink("127.0.0.1", port), lambda side, data: noted.append((side, data)))
    thread = threading.Thread(target=tap.run)
    thread.start()
    try:
        yield tap, noted
    finally:
        tap.stop()
        thread.join(WAIT_S)
        assert not thread.is_alive()


def said(noted: list[tuple[Side, bytes]], by: Side) -> bytes:
    return b"".join(data for side, data in noted if side == by)


def test_bytes_go_both_ways_and_are_noted() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as device,
        tapped(device.getsockname()[1]) as (tap, noted),
        socket.create_connection(("127.0.0.1", tap.port), WAIT_S) as host,
    ):
        device.settimeout(WAIT_S)
        wire, _ = device.accept()
        wire.settimeout(WAIT_S)
        host.sendall(b"\x00question" * 1_000)
        heard = b""
        while len(heard) < 9_000:
            heard += wire.recv(65_536)
        wire.sendall(b"answer\xff")
        answer = host.recv(100)
        wire.close()
        assert host.recv(100) == b"", "the device hung up, and so does the tap"
    assert heard == said(noted, "host") == b"\x00question" * 1_000
    assert answer == said(noted, "device") == b"answer\xff"
    assert noted[0] == ("link", b"opened")
    assert b"closed by the device" in noted[-1][1]


def test_a_device_that_is_not_there_is_noted_and_the_next_host_is_served() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with tapped(port) as (tap, noted):
        for _ in range(2):
            with socket.create_connection(("127.0.0.1", tap.port), WAIT_S) as host:
                assert host.recv(10) == b""
    assert [side for side, _ in noted] == ["link", "link"]
    assert all(b"refused" in data for _, data in noted)


def test_a_host_that_hangs_up_frees_the_device() -> None:
    with socket.create_server(("127.0.0.1", 0)) as device:
        device.settimeout(WAIT_S)
        with tapped(device.getsockname()[1]) as (tap, noted):
            socket.create_connection(("127.0.0.1", tap.port), WAIT_S).close()
            wire, _ = device.accept()
            wire.settimeout(WAIT_S)
            assert wire.recv(10) == b""
            wire.close()
    assert noted[-1] == ("link", b"the host hung up")
