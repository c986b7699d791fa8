"""What every driver of a hand scanner promises, against its twin: each scan is one read, whole."""

from __future__ import annotations

import pytest

from drivers.api import LinkDown, LinkUp, NoRead, Offer, PrintJob, Read, Ready, Trigger
from drivers.errors import Misuse
from tests.drivers.conformance.bench import Bench
from tests.drivers.conformance.scanners import SCANNERS, ScannerCase

GS1 = b"0106901234567892\x1d10L-01/yZ"
URL = b"HTTPS://Q.EXAMPLE/000001"


def every() -> pytest.MarkDecorator:
    return pytest.mark.parametrize("case", SCANNERS, ids=lambda case: case.name)


def ready_bench(case: ScannerCase, piece: int = 0) -> Bench:
    bench = Bench(case.driver(), case.twin(), piece=piece)
    bench.connect()
    bench.advance(1_000)
    assert bench.of(Ready)
    bench.take()
    return bench


def scan(bench: Bench, data: bytes, aim: str = "]Q1") -> None:
    bench.physical(lambda twin, now_ms: (None, twin.scan(data, aim)))


def reads(bench: Bench) -> list[tuple[int, bytes, str]]:
    return [(e.token, e.symbols[0].data, e.symbols[0].aim) for e in bench.of(Read)]


@every()
@pytest.mark.parametrize("piece", [0, 1, 5, 24])
def test_each_scan_is_one_read_however_packets_are_cut(case: ScannerCase, piece: int) -> None:
    bench = ready_bench(case, piece)
    scan(bench, GS1, "]d2")
    scan(bench, URL)
    assert reads(bench) == [(0, GS1, "]d2"), (0, URL, "]Q1")]
    assert len(bench.events) == 2, "and nothing else is told"


@every()
def test_two_scans_in_one_piece_stay_two(case: ScannerCase) -> None:
    bench = ready_bench(case)
    bench.twin.fault("double")
    scan(bench, GS1, "]d2")
    assert reads(bench) == [(0, GS1, "]d2")] * 2


@every()
def test_the_separator_and_the_identifier_are_what_the_scanner_sends(case: ScannerCase) -> None:
    bench = ready_bench(case)
    bench.twin.fault("no_gs")
    bench.twin.fault("no_aim")
    scan(bench, GS1, "]d2")
    assert reads(bench) == [(0, GS1.replace(b"\x1d", b""), "")]


@every()
def test_half_a_scan_at_a_cut_is_none_and_spoils_not_the_next(case: ScannerCase) -> None:
    bench = ready_bench(case)
    half = bench.twin.scan(GS1, "]d2")
    bench.host_hears(half[: len(half) // 2])
    bench.cut()
    assert [type(event) for event in bench.take()] == [LinkDown]
    bench.connect()
    assert bench.of(LinkUp)
    bench.advance(1_000)
    scan(bench, URL)
    assert reads(bench) == [(0, URL, "]Q1")]


@every()
def test_a_trigger_is_answered_at_once_and_nothing_is_sent(case: ScannerCase) -> None:
    bench = ready_bench(case)
    bench.command(Trigger(7))
    assert [event.token for event in bench.of(NoRead)] == [7]
    with pytest.raises(Misuse):
        bench.command(Offer((PrintJob(1, b"x"),)))
    assert bench.sent == b""


@every()
def test_what_was_never_verified_on_hardware_says_so(case: ScannerCase) -> None:
    caps = case.driver().caps
    assert not caps.hardware_verified
    assert caps.manual
    assert caps.unverified
