"""The bytes on the wire, written by hand from the Modbus specifications: TCP and RTU, either side.

The same conversation is held four times: our driver against a peer that only knows the bytes, and
a client that only knows the bytes against the twin.
"""

from __future__ import annotations

import os
import select
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest

from drivers.api import Counters, LineEvent, LineEventKind, LinkDown, Verdict, VerdictTaken, Warned
from drivers.plc.modbus import ModbusPlc
from drivers.plc.packml import PackmlState
from drivers.sim.plc import PlcTwin
from drivers.sim.serial_bridge import SerialBridge
from tests.drivers.conformance.plcs import Published

UNIT = 0x11
READ_S_MAX = 10.0

# IR 0–15: encoder 0x0012D687, 3 products, 2 prints, 1 reject, execute, production, heartbeat 7,
# alarms 0x8001, echo 0, first start, newest event 2.
STATUS = "0012D687 00000003 00000002 00000001 0004 0001 0007 8001 0000 0001 0002 0000"
ECHOED = STATUS.replace("8001 0000", "8001 0001")
# IR 16–63: event 1 product 70,000 at the coder, event 2 pallet 5 at its scanner.
RING = f"0001 0001 00010002 0002 0008 0012D687 {'00' * 48} 00011170 00000005 {'00' * 24}"

Exchange = tuple[str, str]

# (request, answer) without what the link adds: unit, function, data.
OPENING: list[Exchange] = [
    ("11 04 0040 0002", "11 04 04 504C 0001"),
    ("11 03 0010 0004", "11 03 08 0000 0000 0000 0000"),
]
INPUTS = ("11 02 0000 0010", "11 02 02 1D 80")  # ready, no stop, air, doors; PC lost
WRITES: list[Exchange] = [
    ("11 10 0000 0001 02 07D0", "11 10 0000 0001"),  # watchdog 2000 ms
    ("11 0F 0000 0001 01 01", "11 0F 0000 0001"),  # heartbeat
    ("11 10 0013 0001 02 0002", "11 10 0013 0001"),  # ring taken up to 2
    ("11 10 0010 0003 06 0005 0001 0001", "11 10 0010 0003"),  # product 5 passes, sequence 1
]
TCP = [
    *OPENING,
    ("11 04 0000 0040", f"11 04 80 {STATUS} {RING}"),
    INPUTS,
    *WRITES,
    ("11 04 0000 0040", f"11 04 80 {ECHOED} {RING}"),
]
RTU = [
    *OPENING,
    ("11 04 0000 0010", f"11 04 20 {STATUS}"),
    ("11 04 0010 0030", f"11 04 60 {RING}"),
    INPUTS,
    *WRITES,
    ("11 04 0000 0010", f"11 04 20 {ECHOED}"),  # nothing new in the ring: it isn't read
]
# The check sums of the RTU conversation, in its order, low byte first.
CHECK_SUMS = {
    *("11 04 0040 0002 728F", "11 04 04 504C 0001 FB52", "11 03 0010 0004 475C"),
    *("11 03 08 0000 0000 0000 0000 C117", "11 04 0000 0010 F356", f"11 04 20 {STATUS} AC41"),
    *("11 04 0010 0030 F34B", f"11 04 60 {RING} 86BC", "11 02 0000 0010 7B56"),
    *("11 02 02 1D 80 708B", "11 10 0000 0001 02 07D0 683C", "11 10 0000 0001 0359"),
    *("11 0F 0000 0001 01 01 EE5B", "11 0F 0000 0001 969B", "11 10 0013 0001 02 0002 E8F2"),
    *("11 10 0013 0001 F29C", "11 10 0010 0003 06 0005 0001 0001 8585", "11 10 0010 0003 835D"),
}
BUSY = "11 84 06"


def octets(text: str) -> bytes:
    return bytes.fromhex(text)


def with_header(number: int, pdu: str) -> bytes:
    """A Modbus TCP frame: transaction, protocol 0, length, then unit and data."""
    body = octets(pdu)
    return number.to_bytes(2, "big") + b"\0\0" + len(body).to_bytes(2, "big") + body


def with_check_sum(number: int, pdu: str) -> bytes:
    """A Modbus RTU frame: the data, and CRC-16 low byte first, bit by bit as the standard says."""
    del number
    body, crc = octets(pdu), 0xFFFF
    for octet in body:
        crc ^= octet
        for _ in range(8):
            crc = crc >> 1 ^ (0xA001 if crc & 1 else 0)
    return body + crc.to_bytes(2, "little")


def test_check_sums_are_the_written_ones() -> None:
    frames = {with_check_sum(0, pdu) for pair in RTU[:-1] for pdu in pair}
    assert frames == {octets(text) for text in CHECK_SUMS}
    assert with_check_sum(0, "01 03 0000 000A") == octets("01 03 0000 000A C5CD")


# ---------------------------------------------------------------- our driver, and a peer of bytes


class Peer:
    """Answers exactly the requests that are written down; `wrong` is what came instead."""

    def __init__(self, exchanges: list[tuple[bytes, bytes]]) -> None:
        self.wrong: list[tuple[bytes, bytes]] = []
        self._exchanges = exchanges

    def talk(self, receive: Callable[[int], bytes], send: Callable[[bytes], object]) -> None:
        for request, answer in self._exchanges:
            came = b""
            while len(came) < len(request):
                more = receive(len(request) - len(came))
                if not more:
                    break
                came += more
            if came != request:
                self.wrong.append((request, came))
                return
            send(answer)


def answers(exchanges: list[Exchange], frame: Callable[[int, str], bytes]) -> Peer:
    return Peer([(frame(n, q), frame(n, a)) for n, (q, a) in enumerate(exchanges, start=1)])


@contextmanager
def peer_on_tcp(peer: Peer) -> Iterator[str]:
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            link, _ = listener.accept()
            with link:
                link.settimeout(READ_S_MAX)
                peer.talk(link.recv, link.sendall)

        thread = threading.Thread(target=serve)
        thread.start()
        yield f"tcp://127.0.0.1:{listener.getsockname()[1]}"
        thread.join(READ_S_MAX)


def read_some(descriptor: int, count: int) -> bytes:
    ready, _, _ = select.select([descriptor], [], [], READ_S_MAX)
    return os.read(descriptor, count) if ready else b""


@contextmanager
def peer_on_serial(peer: Peer) -> Iterator[str]:
    with SerialBridge() as bridge:
        line = os.open(bridge.far, os.O_RDWR | os.O_NOCTTY)
        thread = threading.Thread(
            target=peer.talk,
            args=(lambda n: read_some(line, n), lambda data: os.write(line, data)),
        )
        thread.start()
        yield f"serial://{bridge.near}?baud=115200"
        thread.join(READ_S_MAX)
        os.close(line)


def converse(url: str, published: Published) -> None:
    device = ModbusPlc("plc", url, device_id=UNIT)
    device.command(Verdict(5, True))
    device.start(published)
    published.wait_for(VerdictTaken)
    device.stop()


@pytest.mark.parametrize(
    ("peer", "link"),
    [
        (answers(TCP, with_header), peer_on_tcp),
        (answers(RTU, with_check_sum), peer_on_serial),
    ],
    ids=["tcp", "rtu"],
)
def test_the_driver_sends_exactly_these_requests(
    peer: Peer, link: Callable[[Peer], AbstractContextManager[str]]
) -> None:
    published = Published()
    with link(peer) as url:
        converse(url, published)
    assert peer.wrong == []
    assert published.of(Counters) == [Counters("plc", 3, 2, 1)]
    assert published.of(LineEvent) == [
        LineEvent("plc", LineEventKind.AT_CODER, 70_000, 0x0001_0002),
        LineEvent("plc", LineEventKind.PALLET_AT_SCANNER, 5, 0x0012_D687),
    ]


def test_a_refusal_on_the_wire_is_no_lost_link() -> None:
    peer = answers([*OPENING, ("11 04 0000 0040", BUSY), *TCP[2:]], with_header)
    published = Published()
    with peer_on_tcp(peer) as url:
        converse(url, published)
    assert peer.wrong == []
    assert Warned(
        "plc",
        "refused reading of its state: device busy (6)",
        "the PLC is busy; retrying",
    ) in published.of(Warned)
    assert [event.reason for event in published.of(LinkDown)][:-1] in ([], [CLOSED])


CLOSED = "the connection was closed by the PLC or the network"


def test_an_answer_to_another_request_drops_the_link() -> None:
    peer = answers([*OPENING, ("11 04 0000 0040", "11 03 02 0000")], with_header)
    published = Published()
    with peer_on_tcp(peer) as url:
        device = ModbusPlc("plc", url, device_id=UNIT)
        device.start(published)
        down = published.wait_for(LinkDown)[0]
        device.stop()
    assert down.reason == "the PLC answered function 3 for 4"


# ---------------------------------------------------------------- the twin, and a client of bytes


def filled(twin: PlcTwin) -> None:
    for _ in range(3):
        twin.count_product()
    twin.count_print()
    twin.count_print()
    twin.count_reject()
    twin.set_packml(PackmlState.EXECUTE)
    twin.set_alarms(0x8001)
    assert twin.event(LineEventKind.AT_CODER, 70_000, 0x0001_0002)
    assert twin.event(LineEventKind.PALLET_AT_SCANNER, 5, 0x0012_D687)


def test_the_twin_gives_exactly_these_answers_over_tcp() -> None:
    with PlcTwin(clock_ms=lambda: 750) as twin:
        filled(twin)
        with socket.create_connection(("127.0.0.1", twin.port), READ_S_MAX) as link:
            for number, (request, answer) in enumerate(TCP, start=1):
                link.sendall(with_header(number, request))
                wanted = with_header(number, answer)
                assert link.recv(len(wanted), socket.MSG_WAITALL) == wanted
        assert twin.lets_pass(5)


def test_the_twin_gives_exactly_these_answers_over_a_serial_line() -> None:
    with PlcTwin(over="rtu", clock_ms=lambda: 750) as twin:
        filled(twin)
        line = os.open(twin.url.removeprefix("serial://").partition("?")[0], os.O_RDWR)
        for request, answer in RTU:
            os.write(line, with_check_sum(0, request))
            wanted, came = with_check_sum(0, answer), b""
            while len(came) < len(wanted):
                more = read_some(line, len(wanted) - len(came))
                assert more, f"only {came.hex()} came for {request}"
                came += more
            assert came == wanted
        os.close(line)
        assert twin.lets_pass(5)
