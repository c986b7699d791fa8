"""Hand scanners that send lines: bytes in, scans out, whole or one byte at a time."""

from __future__ import annotations

import pytest

from drivers.api import LinkDown, LinkUp, NoRead, Output, Read, Ready, Trigger, Verdict, Warned
from drivers.errors import Misuse
from drivers.readers.line_scanner import LINE_BYTES_MAX, LineScanner
from drivers.sim.line_scanner import LineScannerTwin


def scans(out: Output) -> list[tuple[bytes, str]]:
    return [(e.symbols[0].data, e.symbols[0].aim) for e in out.events if isinstance(e, Read)]


def fed(data: bytes, *, bytewise: bool = False) -> list[tuple[bytes, str]]:
    scanner = LineScanner("hand")
    scanner.opened(0)
    pieces = [data[i : i + 1] for i in range(len(data))] if bytewise else [data]
    return [one for piece in pieces for one in scans(scanner.received(piece, 0))]


@pytest.mark.parametrize("bytewise", [False, True])
@pytest.mark.parametrize(
    ("wire", "found"),
    [
        (b"]Q1ABC\r\n", [(b"ABC", "]Q1")]),
        (b"ABC\r", [(b"ABC", "")]),
        (b"A\nB\n", [(b"A", ""), (b"B", "")]),
        (b"]d201069\x1d21X\r\n", [(b"01069\x1d21X", "]d2")]),
        (b"\r\n\r\n", []),
        (b"half a code", []),
        ("]Q1码\r\n".encode(), [("码".encode(), "]Q1")]),
    ],
)
def test_each_line_is_one_scan(wire: bytes, found: list[object], bytewise: bool) -> None:
    assert fed(wire, bytewise=bytewise) == found


def test_two_scans_in_one_packet_stay_two() -> None:
    """The public defect: two codes in one TCP segment become one code."""
    assert len(fed(b"]Q1A\r\n]Q1B\r\n")) == 2


def test_what_was_half_sent_when_the_link_broke_is_no_scan() -> None:
    scanner = LineScanner("hand")
    assert scanner.opened(0).events == (LinkUp("hand"), Ready("hand"))
    scanner.received(b"]Q1AB", 0)
    assert scanner.closed("cable", 1).events == (LinkDown("hand", "cable"),)
    scanner.opened(2)
    assert scans(scanner.received(b"C\r", 3)) == [(b"C", "")]


def test_a_line_without_end_is_dropped_with_a_warning() -> None:
    scanner = LineScanner("hand")
    scanner.opened(0)
    assert not scanner.received(b"x" * (LINE_BYTES_MAX + 1), 0).events
    out = scanner.received(b"tail\r\n]Q1A\r\n", 0)
    assert isinstance(out.events[0], Warned)
    assert scans(out) == [(b"A", "]Q1")]


def test_it_can_not_be_triggered() -> None:
    scanner = LineScanner("hand")
    (answer,) = scanner.command(Trigger(7), 0).events
    assert isinstance(answer, NoRead) and answer.token == 7
    with pytest.raises(Misuse):
        scanner.command(Verdict(1, True), 0)


def test_the_twin_says_what_the_driver_understands() -> None:
    twin = LineScannerTwin()
    assert fed(twin.scan(b"A")) == [(b"A", "]Q1")]
    twin.fault("double")
    assert len(fed(twin.scan(b"A"))) == 2
    twin.fault("no_gs")
    assert fed(twin.scan(b"1\x1d2"))[0][0] == b"12"
    twin.fault("mute")
    assert twin.scan(b"A") == b""
