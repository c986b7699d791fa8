"""The server that gives a twin a port: one host, physical actions, cuts, packets, a clean end."""

from __future__ import annotations

import socket
import struct
from collections.abc import Mapping
from typing import ClassVar, Literal

import pytest

from drivers.sim.server import TwinServer

WAIT_S = 10.0


class EchoTwin:
    """Says hello, answers in capitals; `shout` makes it speak of its own accord."""

    FAULTS: ClassVar[Mapping[str, str]] = {}

    def __init__(self) -> None:
        self.is_connected = False
        self.heard = b""

    def connected(self, now_ms: int) -> bytes:
        self.is_connected = True
        return b"hello"

    def disconnected(self, now_ms: int) -> None:
        self.is_connected = False

    def received(self, data: bytes, now_ms: int) -> bytes:
        assert data != b"bug", "a deliberate bug"
        self.heard += data
        return data.upper()

    def tick(self, now_ms: int) -> bytes:
        return b""

    def fault(self, name: str, value: str = "on") -> None:
        raise ValueError("no faults")

    def shout(self, now_ms: int) -> tuple[int, bytes]:
        return 42, b"fire!"


def dial(server: TwinServer[EchoTwin]) -> socket.socket:
    return socket.create_connection((server.host, server.port), timeout=WAIT_S)


def hear(host: socket.socket, length: int) -> bytes:
    data = b""
    while len(data) < length:
        piece = host.recv(length - len(data))
        assert piece, f"closed after {data!r}"
        data += piece
    return data


@pytest.mark.parametrize("delivery", ["whole", "split", "merged"])
def test_a_host_talks_to_the_twin(delivery: Literal["whole", "split", "merged"]) -> None:
    with TwinServer(EchoTwin(), delivery=delivery) as server, dial(server) as host:
        assert hear(host, 5) == b"hello"
        host.send(b"abc")
        assert hear(host, 3) == b"ABC"


def test_merged_answers_come_as_one_packet() -> None:
    with TwinServer(EchoTwin(), delivery="merged") as server, dial(server) as host:
        server.call(lambda twin, now_ms: twin.shout(now_ms))
        assert host.recv(100) == b"hellofire!"


def test_a_physical_action_gives_its_result_and_its_bytes_reach_the_host() -> None:
    with TwinServer(EchoTwin()) as server:
        assert server.call(lambda twin, now_ms: twin.shout(now_ms)) == 42
        with dial(server) as host:
            assert hear(host, 5) == b"hello"
            assert server.call(lambda twin, now_ms: twin.shout(now_ms)) == 42
            assert hear(host, 5) == b"fire!"
            assert server.look(lambda twin, now_ms: twin.is_connected)


def test_an_action_that_fails_fails_where_it_was_asked_for() -> None:
    with TwinServer(EchoTwin()) as server:
        with pytest.raises(ZeroDivisionError):
            server.look(lambda twin, now_ms: 1 // 0)
        assert server.look(lambda twin, now_ms: twin.heard) == b""


def test_a_host_that_resets_the_connection_is_gone_like_any_other() -> None:
    with TwinServer(EchoTwin()) as server:
        host = dial(server)
        hear(host, 5)
        host.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        host.close()
        until_back(server)


def test_a_second_host_is_refused_while_there_is_one() -> None:
    with TwinServer(EchoTwin()) as server, dial(server) as first:
        assert hear(first, 5) == b"hello"
        with dial(server) as second:
            assert second.recv(10) == b""
        first.send(b"x")
        assert hear(first, 1) == b"X"


def test_a_second_host_can_wait_its_turn() -> None:
    with TwinServer(EchoTwin(), second="queue") as server:
        with dial(server) as first:
            assert hear(first, 5) == b"hello"
            second = dial(server)
        with second:
            assert hear(second, 5) == b"hello"


def test_a_cut_drops_the_host_and_the_device_lives_on() -> None:
    with TwinServer(EchoTwin()) as server, dial(server) as host:
        hear(host, 5)
        host.send(b"abc")
        hear(host, 3)
        server.cut()
        assert host.recv(10) == b""
        with dial(server) as again:
            assert hear(again, 5) == b"hello"
        assert server.look(lambda twin, now_ms: twin.heard) == b"abc"


def test_a_longer_cut_refuses_until_it_is_over() -> None:
    with TwinServer(EchoTwin()) as server:
        port = server.port
        server.cut(None)
        with pytest.raises(ConnectionRefusedError):
            dial(server)
        server.restore()
        assert server.port == port
        with dial(server) as host:
            assert hear(host, 5) == b"hello"
        server.cut(0.05)
        until_back(server)


def until_back(server: TwinServer[EchoTwin]) -> None:
    for _ in range(10_000):
        try:
            host = dial(server)
        except ConnectionRefusedError:
            server.look(lambda twin, now_ms: None)
            continue
        with host:
            if host.recv(5) == b"hello":
                return
    raise AssertionError("the cut never ended")


def test_a_taken_port_is_told_in_one_sentence() -> None:
    taken = TwinServer(EchoTwin())
    with taken, pytest.raises(OSError, match=r"on 127\.0\.0\.1 can't be had") as refused:
        TwinServer(EchoTwin(), port=taken.port).start()
    assert f"port {taken.port} " in str(refused.value)


def test_a_bug_in_a_twin_is_raised_at_the_end() -> None:
    server = TwinServer(EchoTwin())
    server.start()
    with dial(server) as host:
        hear(host, 5)
        host.send(b"bug")
        assert host.recv(10) == b""
    with pytest.raises(AssertionError, match="deliberate bug"):
        server.stop()
