"""A reader that dials us, through the runner: told once while nobody came, read at every call."""

from __future__ import annotations

import queue
import socket
from contextlib import suppress

import pytest

from drivers.api import DeviceEvent, LinkDown, LinkUp, Read, Ready
from drivers.link.address import link_for
from drivers.link.runner import Runner
from drivers.readers.line_reader import LineReader
from tests.drivers.link.test_link_kinds import dial, free_port

WAIT_S = 10.0
TAKEN_S, TRIES_MAX = 2.0, 10


def taken_in(port: int, events: queue.Queue[DeviceEvent]) -> socket.socket:
    """A device that dials until it is taken in: a call that lands just as the port closes for a
    moment is lost, and so may be one behind another program's."""
    for _ in range(TRIES_MAX):
        device = dial(port)
        with suppress(queue.Empty):
            while isinstance(event := events.get(timeout=TAKEN_S), LinkDown):
                pass
            assert isinstance(event, LinkUp)
            return device
        device.close()
    pytest.fail("it was never taken in")


def test_a_reader_that_dials_us_is_read_again_and_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("drivers.link.listen.OPEN_S_MAX", 0.05)
    port = free_port()
    events: queue.Queue[DeviceEvent] = queue.Queue()
    url = f"tcp-listen://127.0.0.1:{port}"
    runner = Runner(LineReader("cam"), lambda: link_for(url), chance=lambda: 0.0)
    runner.start(events.put)
    try:
        assert isinstance(events.get(timeout=WAIT_S), LinkDown), "nobody dialled, told once"
        for code in (b"A", b"B"):
            with taken_in(port, events) as device:
                assert isinstance(events.get(timeout=WAIT_S), Ready)
                with socket.socket() as second, pytest.raises(ConnectionRefusedError):
                    second.connect(("127.0.0.1", port))
                device.sendall(b"]Q1" + code + b"\r\n")
                read = events.get(timeout=WAIT_S)
                assert isinstance(read, Read)
                assert read.symbols[0].data == code
            assert isinstance(events.get(timeout=WAIT_S), LinkDown)
    finally:
        runner.stop()
