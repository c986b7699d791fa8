"""Bad links: nothing is printed twice, each job and each trigger ends once, the platform has all.

The long version: `./packline prove proxy`.
"""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import closing, contextmanager

import pytest

from tests.faults.links import BOTH_WAYS, LINKS
from tests.faults.proxy import ENDS, Fault, FaultProxy, Towards

SEED = 4
WORK = 12
WAIT_S = 5.0


@pytest.mark.parametrize("link", LINKS)
def test_a_bad_link_repeats_nothing_and_loses_nothing(link: str) -> None:
    outcome = LINKS[link](SEED, WORK)
    assert not outcome.violations, f"./packline prove proxy --seed {SEED} --trials 1 --link {link}"
    assert outcome.blows, "the link was bad"


@contextmanager
def through(fault: Fault | None) -> Iterator[tuple[socket.socket, socket.socket, FaultProxy]]:
    """Both ends of a link that does this to all that comes from the device."""
    faults = {Towards.STATION: (fault or Fault.CUT,), Towards.DEVICE: (fault or Fault.CUT,)}
    with (
        closing(socket.create_server(("127.0.0.1", 0))) as listener,
        FaultProxy(listener.getsockname()[1], 1, faults, 0.0) as proxy,
        closing(socket.create_connection(("127.0.0.1", proxy.port), WAIT_S)) as station,
    ):
        device, _ = listener.accept()
        with closing(device):
            device.settimeout(WAIT_S)
            proxy.chance = 1.0 if fault else 0.0
            yield station, device, proxy


def received(link: socket.socket, wanted: int) -> bytes:
    data = b""
    while len(data) < wanted and (piece := link.recv(100)):
        data += piece
    return data


@pytest.mark.parametrize("fault", [None, Fault.SLICE, Fault.MERGE, Fault.SLOW])
def test_what_is_only_late_or_in_pieces_comes_whole(fault: Fault | None) -> None:
    with through(fault) as (station, device, _):
        station.sendall(b"ask")
        assert received(device, 3) == b"ask"
        device.sendall(b"answer")
        assert received(station, 6) == b"answer"


def test_doubled_data_comes_twice_and_rubbish_after_the_data() -> None:
    with through(Fault.DOUBLE) as (station, device, _):
        device.sendall(b"answer")
        assert received(station, 12) == b"answeranswer"
    with through(Fault.RUBBISH) as (station, device, _):
        device.sendall(b"answer")
        assert received(station, 7)[:6] == b"answer"


@pytest.mark.parametrize("fault", sorted(ENDS))
def test_a_link_that_is_cut_ends_for_both(fault: Fault) -> None:
    with through(fault) as (station, device, proxy):
        device.sendall(b"answer")
        came = b""
        with pytest.raises(ConnectionResetError) if fault is Fault.RESET else closing(station):
            came = received(station, 6)
        assert came == (b"ans" if fault is Fault.HALF else b"")
        assert proxy.dealt == {fault: 1}


def test_a_lost_answer_leaves_the_link_as_it_is() -> None:
    with through(Fault.LOSE) as (station, device, proxy):
        device.sendall(b"lost")
        station.sendall(b"lost too")
        device.setblocking(False)
        proxy.chance = 1.0
        while proxy.dealt[Fault.LOSE] < 2:  # until it has read both
            station.settimeout(0.01)
            with pytest.raises(TimeoutError):
                station.recv(1)
        proxy.be_good()
        device.settimeout(WAIT_S)
        station.settimeout(WAIT_S)
        device.sendall(b"answer")
        assert received(station, 6) == b"answer"


def test_each_direction_of_a_device_link_has_its_own_faults() -> None:
    assert set(BOTH_WAYS[Towards.DEVICE]) == set(Fault)
