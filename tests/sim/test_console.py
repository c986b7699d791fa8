"""What a person types at a simulated device: for every twin, every word of its table."""

from __future__ import annotations

import socket

import pytest

from drivers.registry import TWINS, make_twin
from drivers.sim.console import Console, WordError
from drivers.sim.deeds import DEEDS
from drivers.sim.server import TwinServer

TEXTS = {
    "comm": "on",
    "online": "on",
    "scan": "ABC",
    "product": "17",
    "input": "infeed_jam on",
    "present": "A B",
    "press": "start",
    "job": "OTHER.job",
}


def test_every_twin_has_its_words() -> None:
    assert set(DEEDS) == set(TWINS)


@pytest.mark.parametrize("name", sorted(name for name in TWINS if not TWINS[name].serves_itself))
def test_every_word_of_a_served_twin_can_be_done(name: str) -> None:
    with TwinServer(make_twin(name)) as server:
        console = Console(server.twin, server, DEEDS[name])
        for word in DEEDS[name]:
            assert console.obey(f"{word} {TEXTS.get(word, '')}"), word
        assert set(DEEDS[name]) <= {line.split()[0] for line in console.obey("help").splitlines()}


@pytest.mark.parametrize("name", sorted(name for name in TWINS if TWINS[name].serves_itself))
def test_every_word_of_a_twin_that_serves_itself_can_be_done(name: str) -> None:
    console = Console(make_twin(name), None, DEEDS[name])
    for word in DEEDS[name]:
        assert console.obey(f"{word} {TEXTS.get(word, '')}"), word


def test_the_machines_buttons_follow_packml() -> None:
    twin = make_twin("plc")
    console = Console(twin, None, DEEDS["plc"])
    assert console.obey("press start") == "the machine does start; settle ends it"
    assert console.obey("settle") == "it is done"
    assert console.obey("settle") == "the machine waits for a command"
    with pytest.raises(WordError, match="the machine takes no reset now"):
        console.obey("press reset")
    with pytest.raises(WordError, match="say one of reset, start"):
        console.obey("press harder")
    assert twin.values().packml_state == 4  # execute


def test_the_link_is_cut_and_restored_by_a_word() -> None:
    with TwinServer(make_twin("codenet")) as server:
        console = Console(server.twin, server, DEEDS["codenet"])
        with socket.create_connection(("127.0.0.1", server.port), 5) as host:
            host.sendall(b"\x1bA?\x04")
            assert host.recv(100)
            console.obey("cut off")
            assert host.recv(100) == b""
        with pytest.raises(OSError, match=r"."):
            socket.create_connection(("127.0.0.1", server.port), 5)
        console.obey("restore")
        socket.create_connection(("127.0.0.1", server.port), 5).close()


def test_a_bottle_is_printed_by_a_word() -> None:
    with TwinServer(make_twin("codenet")) as server:
        console = Console(server.twin, server, DEEDS["codenet"])
        with socket.create_connection(("127.0.0.1", server.port), 5) as host:
            for frame in (b"\x1bON108PACKLINE\x04", b"\x1bOE0003ABC\x04"):
                host.sendall(frame)
                assert host.recv(10) == b"\x06"
            assert console.obey("print 2") == "printed: ABC, nothing"
            assert "1 printed" in console.obey("tape")


@pytest.mark.parametrize(
    "line", ["dance", "print many", "print 0", "cut x", "no_such_fault=on", "print 100000"]
)
def test_a_word_that_cant_be_done_is_told(line: str) -> None:
    with TwinServer(make_twin("codenet")) as server, pytest.raises(WordError):
        Console(server.twin, server, DEEDS["codenet"]).obey(line)
