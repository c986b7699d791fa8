"""An ear beside a link: one thing at a time, told apart, whoever dials and however badly."""

from __future__ import annotations

import os
import pty
import select
import socket
import struct
import tty
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import ClassVar

import pytest

from drivers.link.address import link_for
from drivers.link.api import LinkError, Waker
from drivers.link.beside import MARK, POLL_S, BesideLink, beside
from drivers.link.ear import CALL_S_MAX, CALLERS_MAX, LINE_BYTES_MAX, Ear
from drivers.link.serial import SerialLink, SerialSettings
from drivers.link.sockets import SocketLink
from drivers.sim.dialling import Call, Dialler

LONG_S = 5.0
EAR = "tcp-listen://127.0.0.1:0"
HALF = b"FIRST\nHALF A LI"


def marked(line: bytes) -> bytes:
    return MARK + line + MARK


class Printer:
    """A printer on TCP with its hands on a link: `says` on the main link, `dials` the ear."""

    def __init__(self, listener: socket.socket, waker: Waker) -> None:
        self.url = f"tcp://127.0.0.1:{listener.getsockname()[1]}"
        self.now_s = 0.0
        main = link_for(self.url)
        assert isinstance(main, SocketLink)
        self.main, self._listener, self._waker = main, listener, waker
        self.ear = Ear("127.0.0.1", 0, clock_s=lambda: self.now_s)
        self.link = BesideLink(main, self.ear)
        self.open()

    def open(self) -> None:
        self.link.open()
        self.end = self._listener.accept()[0]

    def says(self, data: bytes) -> None:
        self.end.sendall(data)
        assert select.select([self.main.descriptor()], [], [], LONG_S)[0]

    def hangs_up(self) -> None:
        self.end.close()
        assert select.select([self.main.descriptor()], [], [], LONG_S)[0]

    def dials(self, data: bytes = b"", source: str = "127.0.0.1") -> socket.socket:
        call = socket.create_connection(
            ("127.0.0.1", self.link.ear_port), LONG_S, source_address=(source, 0)
        )
        call.sendall(data)
        return call

    def heard(self, timeout_s: float = LONG_S) -> bytes:
        return self.link.receive(timeout_s, self._waker)

    def is_hung_up_on(self, call: socket.socket) -> bool:
        """Whether we hang up on `call`, hearing nothing meanwhile."""
        for _ in range(1_000):
            if select.select([call], [], [], 0)[0]:
                return call.recv(1) == b""
            assert self.heard(0.005) == b""
        return False


@pytest.fixture
def waker() -> Iterator[Waker]:
    made = Waker()
    yield made
    made.close()


@pytest.fixture
def printer(waker: Waker) -> Iterator[Printer]:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        made = Printer(listener, waker)
        yield made
        made.link.close()
        made.end.close()


# ------------------------------------------------------------ every kind of main link

Told = Callable[[bytes], object]


@pytest.fixture(params=["tcp", "pty", "loop"])
def either(request: pytest.FixtureRequest) -> Iterator[tuple[BesideLink, Told]]:
    """An open link of each kind, and how its main device says something."""
    kinds = {"tcp": over_tcp, "pty": over_pty, "loop": without_descriptor}
    yield from kinds[request.param]()


def over_tcp() -> Iterator[tuple[BesideLink, Told]]:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        link = beside(f"tcp://127.0.0.1:{listener.getsockname()[1]}", EAR)
        link.open()
        with listener.accept()[0] as device:
            yield link, device.sendall
            link.close()


def over_pty() -> Iterator[tuple[BesideLink, Told]]:
    device, host = pty.openpty()
    tty.setraw(device)
    tty.setraw(host)
    link = beside(f"serial://{os.ttyname(host)}", EAR + "?from=127.0.0.1")
    link.open()
    yield link, lambda data: os.write(device, data)
    link.close()
    os.close(host)
    os.close(device)


def without_descriptor() -> Iterator[tuple[BesideLink, Told]]:
    main = link_for("serial://loop://?baud=115200")
    assert isinstance(main, SerialLink)
    link = BesideLink(main, Ear("127.0.0.1", 0), "127.0.0.1")
    link.open()
    assert main.descriptor() is None
    yield link, link.send
    link.close()


def test_the_main_link_s_bytes_and_lines_by_ear_are_told_apart(
    either: tuple[BesideLink, Told], waker: Waker
) -> None:
    link, say = either
    assert link.receive(0.0, waker) == b""
    say(b"\x02030,0\x03\r\n")
    assert link.receive(LONG_S, waker) == b"\x02030,0\x03\r\n"
    with socket.create_connection(("127.0.0.1", link.ear_port)) as call:
        call.sendall(b"ALERT: PQ JOB COMPLETED [ZTWIN]\r\n")
        assert link.receive(LONG_S, waker) == marked(b"ALERT: PQ JOB COMPLETED [ZTWIN]")
        say(b"x")
        assert link.receive(LONG_S, waker) == b"x"


def test_a_wake_ends_the_wait(either: tuple[BesideLink, Told], waker: Waker) -> None:
    link, say = either
    waker.wake()
    assert link.receive(10 * LONG_S, waker) == b""
    say(b"x")
    assert link.receive(LONG_S, waker) == b"x", "a wake that nobody cleared hides what came"


def test_silence_is_waited_out_and_not_spun_through(
    printer: Printer, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits: list[float] = []

    def counted(
        read: list[int], _w: object, _x: object, wait_s: float
    ) -> tuple[list[int], list[int], list[int]]:
        waits.append(wait_s)
        return select_itself(read, [], [], wait_s)

    select_itself = select.select
    monkeypatch.setattr("drivers.link.beside.select.select", counted)
    assert printer.heard(0.02) == b""
    assert len(waits) <= 3, waits


class Polled(SerialLink):
    """A serial port without a descriptor, which notes how long it was asked to wait."""

    waits: ClassVar[list[float]] = []

    def receive(self, timeout_s: float, waker: Waker) -> bytes:
        self.waits.append(timeout_s)
        return super().receive(timeout_s, waker)


def test_what_has_to_be_polled_does_not_keep_the_ear_waiting(waker: Waker) -> None:
    main = Polled(SerialSettings("loop://"))
    link = BesideLink(main, Ear("127.0.0.1", 0), "127.0.0.1")
    link.open()
    with socket.create_connection(("127.0.0.1", link.ear_port)) as call:
        call.sendall(b"A\nB\nC\n")
        heard = [link.receive(LONG_S, waker) for _ in range(3)]
    assert heard == [marked(line) for line in (b"A", b"B", b"C")]
    assert max(main.waits) <= POLL_S
    assert main.waits[-2:] == [0, 0], "the port was waited for while lines waited"
    link.close()


def test_what_is_sent_goes_to_the_main_link(printer: Printer) -> None:
    printer.link.send(b"~HS")
    assert printer.end.recv(3, socket.MSG_WAITALL) == b"~HS"


def test_neither_keeps_the_other_waiting(printer: Printer) -> None:
    with printer.dials(b"A\nB\nC\n"):
        assert printer.heard() == marked(b"A")
        printer.says(b"1")
        assert printer.heard() == b"1"
        printer.says(b"2")
        assert printer.heard() == marked(b"B")
        assert printer.heard() == b"2"
        assert printer.heard() == marked(b"C")
        assert printer.heard(0.0) == b""


# ------------------------------------------------------------ lines


def test_a_line_in_pieces_is_one_and_a_call_may_hold_two(printer: Printer) -> None:
    with printer.dials(b"ZERO\nALERT: PQ") as call:
        assert printer.heard() == marked(b"ZERO")
        assert printer.heard(0.0) == b""
        call.sendall(b" JOB COMPLETED\r")
        assert printer.heard() == marked(b"ALERT: PQ JOB COMPLETED")
        call.sendall(b"\nNEXT\r\nAND NEXT\r\n")
        assert printer.heard() == marked(b"NEXT")
        assert printer.heard() == marked(b"AND NEXT")
        assert printer.heard(0.0) == b""


def test_a_megabyte_without_a_line_end_is_one_short_line(printer: Printer) -> None:
    with ThreadPoolExecutor(1) as background:
        calling = background.submit(printer.dials, b"x" * 1_000_000)
        printer.says(b"main")
        assert printer.heard() == b"main"
        assert printer.heard(0.0) == b""
        # No end of the line yet: the call is only read on while somebody waits for more.
        while not calling.done():
            assert printer.heard(0.01) == b""
        calling.result().close()
    assert printer.heard() == marked(b"x" * LINE_BYTES_MAX)
    assert printer.heard(0.0) == b""


# ------------------------------------------------------------ calls


def test_each_alert_in_a_call_of_its_own_comes_once_and_in_order(printer: Printer) -> None:
    alerts = [f"LABEL READY: {number}".encode() for number in range(3 * CALLERS_MAX)]
    dialler = Dialler()
    port = printer.link.ear_port
    dialler.dial([Call("127.0.0.1", port, alert + b"\r\n") for alert in alerts])
    assert [printer.heard() for _ in alerts] == [marked(alert) for alert in alerts]
    dialler.stop()
    assert dialler.lost == 0
    assert printer.heard(0.0) == b""


def test_a_burst_while_our_thread_is_busy_is_not_lost(printer: Printer) -> None:
    alerts = [f"ALERT {number}".encode() for number in range(5 * CALLERS_MAX)]
    for alert in alerts:
        printer.dials(alert + b"\r\n").close()
    assert [printer.heard() for _ in alerts] == [marked(alert) for alert in alerts]


def test_callers_are_heard_side_by_side(printer: Printer) -> None:
    with printer.dials(b"1a\n1") as one, printer.dials(b"2a\n2") as two:
        assert {printer.heard(), printer.heard()} == {marked(b"1a"), marked(b"2a")}
        two.sendall(b"b\n")
        assert printer.heard() == marked(b"2b")
        one.sendall(b"b\n")
        assert printer.heard() == marked(b"1b")


def test_half_a_line_at_the_end_of_a_call_counts_and_an_empty_call_does_not(
    printer: Printer,
) -> None:
    printer.dials().close()
    printer.dials(b"NO END").close()
    assert printer.heard() == marked(b"NO END")
    assert printer.heard(0.0) == b""


def test_a_call_that_breaks_has_ended(printer: Printer) -> None:
    call = printer.dials(HALF)
    assert printer.heard() == marked(b"FIRST")
    call.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    call.close()
    assert printer.heard() == marked(b"HALF A LI")


def test_a_silent_caller_is_hung_up_on_and_its_half_line_counts(printer: Printer) -> None:
    with printer.dials(HALF) as call:
        assert printer.heard() == marked(b"FIRST")
        printer.now_s += CALL_S_MAX - 0.1
        assert printer.heard(0.0) == b"", "hung up too early"
        call.sendall(b"NE\nN")
        assert printer.heard() == marked(b"HALF A LINE")
        printer.now_s += CALL_S_MAX - 0.1
        assert printer.heard(0.0) == b"", "what was said meanwhile doesn't count"
        printer.now_s += 0.2
        assert printer.heard(0.0) == marked(b"N")
        assert call.recv(1) == b""


def test_nothing_is_read_and_nobody_is_silent_while_a_line_waits(printer: Printer) -> None:
    with printer.dials(b"A\nB\n") as call:
        assert printer.heard() == marked(b"A")
        assert printer.ear.watched() == []
        printer.now_s += 2 * CALL_S_MAX
        call.sendall(b"C\n")
        assert printer.heard() == marked(b"B")
        assert printer.heard() == marked(b"C")


def test_too_many_callers_are_hung_up_on_until_one_has_gone(printer: Printer) -> None:
    calls = [printer.dials(b"IN\n") for _ in range(CALLERS_MAX)]
    assert [printer.heard() for _ in calls] == [marked(b"IN")] * CALLERS_MAX
    with printer.dials() as too_many:
        assert printer.is_hung_up_on(too_many)
    calls.pop().close()
    calls.append(printer.dials(b"ROOM AGAIN\n"))
    assert printer.heard() == marked(b"ROOM AGAIN")
    for call in calls:
        call.close()


def test_a_stranger_is_hung_up_on(printer: Printer) -> None:
    with printer.dials(source="127.0.0.2") as stranger:
        assert printer.is_hung_up_on(stranger)
    with printer.dials(b"ALERT: FORGED\n", source="127.0.0.2"), printer.dials(b"MINE\n"):
        assert printer.heard() == marked(b"MINE")
        assert printer.heard(0.0) == b""


def test_the_ear_s_address_may_name_who_dials(waker: Waker) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        link = beside(f"tcp://127.0.0.1:{listener.getsockname()[1]}", EAR + "?from=127.0.0.2")
        link.open()
        to = ("127.0.0.1", link.ear_port)
        with (
            socket.create_connection(to) as stranger,
            socket.create_connection(to, source_address=("127.0.0.2", 0)) as call,
        ):
            stranger.sendall(b"FORGED\n")
            call.sendall(b"MINE\n")
            assert link.receive(LONG_S, waker) == marked(b"MINE")
        link.close()


# ------------------------------------------------------------ opening, breaking, closing


def test_news_by_ear_come_before_the_main_link_s_end(printer: Printer) -> None:
    with printer.dials(b"FIRST\nLAST\n") as call:
        assert printer.heard() == marked(b"FIRST")
        printer.hangs_up()
        assert printer.heard() == marked(b"LAST")
        for _ in range(2):
            with pytest.raises(LinkError, match="was closed by the device"):
                printer.heard()
        printer.open()
        assert call.recv(1) == b"", "a call outlived its link"
    with printer.dials(b"AGAIN\n"):
        assert printer.heard() == marked(b"AGAIN")


def test_it_closes_twice_and_opens_again_on_the_same_port(waker: Waker) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        url = f"tcp://127.0.0.1:{listener.getsockname()[1]}"
        first = beside(url, EAR)
        first.open()
        port = first.ear_port
        second = beside(url, f"tcp-listen://127.0.0.1:{port}")
        with pytest.raises(LinkError) as busy:
            second.open()
        assert str(busy.value) == (
            f"can't listen on tcp-listen://127.0.0.1:{port}: another program has this port: "
            "end it, or choose another port here and in the device"
        )
        with socket.create_connection(("127.0.0.1", port)) as call:
            call.sendall(b"A\nB\n")
            assert first.receive(LONG_S, waker) == marked(b"A")
            first.close()
            first.close()
            for _ in range(2):
                second.open()
                assert second.receive(0.0, waker) == b"", "heard by another link"
        second.close()
        first.open()
        assert first.receive(0.0, waker) == b"", "heard before it was closed"
        first.close()


def test_a_printer_that_is_not_there_leaves_the_port_free() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        nobody = f"tcp://127.0.0.1:{listener.getsockname()[1]}"
    link = beside(nobody, EAR)
    with pytest.raises(LinkError, match="can't open tcp://127"):
        link.open()
    with pytest.raises(AssertionError, match="before it was opened"):
        _ = link.ear_port


def test_an_address_that_is_not_ours_is_told_with_the_remedy() -> None:
    with pytest.raises(LinkError, match=r"can't listen on .*: this PC has no such address"):
        Ear("192.0.2.1", 0).open()
