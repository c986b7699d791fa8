"""A Zebra printer that tells when a label is ready: that says when to look, not how many came."""

from __future__ import annotations

import socket

import pytest

from drivers import registry
from drivers.api import Offer, Printed, PrintJob, Ready
from drivers.link.api import AddressError
from drivers.link.runner import Runner
from drivers.printers.zpl import ALERT_POLL_MS, ZplPrinter
from drivers.printers.zpl_codec import Alert, AnswerParser, HostStatus, Rubbish, tell_at
from drivers.sim.server import TwinServer
from drivers.sim.zpl import ZplTwin
from tests.drivers.conformance.bench import Bench
from tests.drivers.conformance.plcs import Published

CONFIG = registry.DeviceConfigError
LABEL_MS = 300
READY = b"LABEL READY:  [2024-01-01 00:00:00] [ZTWIN0000001]\r\n"


def label(number: int) -> bytes:
    return b"^XA^FO32,24^A0N,40,40^FH\\^FD%06d^FS^PQ1,0,1,Y^XZ" % number


@pytest.fixture
def bench() -> Bench:
    """A printer that tells its labels on the line that they come on, ready for the first."""
    bench = Bench(ZplPrinter("p", done="alert"), ZplTwin(label_ms=LABEL_MS))
    bench.connect()
    bench.advance(3 * ALERT_POLL_MS)
    assert bench.of(Ready)
    return bench


def printed_after(bench: Bench, labels: int = 1) -> list[int]:
    """How long after each label was offered, one by one, its print was told, in ms."""
    took = []
    for job in range(1, labels + 1):
        start_ms = bench.now_ms
        bench.offer(job, label(job))
        while Printed("p", job) not in bench.of(Printed):
            bench.advance(10)
            assert bench.now_ms - start_ms < 3 * ALERT_POLL_MS
        took.append(bench.now_ms - start_ms)
    return took


def test_a_label_is_known_as_soon_as_the_printer_tells(bench: Bench) -> None:
    assert max(printed_after(bench, 4)) < LABEL_MS + 200
    assert bench.of(Printed) == [Printed("p", job) for job in range(1, 5)]


def test_an_alert_that_got_lost_is_found_by_the_next_poll(bench: Bench) -> None:
    bench.twin.fault("alert_lost")
    (took_ms,) = printed_after(bench)
    assert LABEL_MS + 200 < took_ms <= LABEL_MS + 2 * ALERT_POLL_MS


@pytest.mark.parametrize("fault", ["alert_dup", "alert_undated", "ack_split"])
def test_however_it_tells_a_label_counts_once(bench: Bench, fault: str) -> None:
    bench.twin.fault(fault)
    printed_after(bench, 5)
    bench.advance(3 * ALERT_POLL_MS)
    assert bench.of(Printed) == [Printed("p", job) for job in range(1, 6)]
    assert len(bench.twin.tape) == 5  # type: ignore[attr-defined]  # a ZplTwin


def test_an_alert_alone_prints_nothing(bench: Bench) -> None:
    bench.host_hears(READY)
    bench.advance(3 * ALERT_POLL_MS)
    assert bench.of(Printed) == []


@pytest.mark.parametrize("cut", range(1, len(READY)))
def test_an_alert_is_known_on_the_line_and_by_ear_however_it_is_cut(cut: int) -> None:
    parser = AnswerParser(hears_alerts=True)
    (alert,) = parser.feed(READY[:cut]) + parser.feed(READY[cut:])
    assert alert == Alert(READY[:-2].decode())
    (by_ear,) = parser.feed(b"\x1e" + READY[:-2] + b"\x1e")
    assert by_ear == alert


def test_whoever_did_not_ask_for_alerts_takes_them_for_rubbish() -> None:
    (rubbish,) = AnswerParser().feed(READY)
    assert isinstance(rubbish, Rubbish)


def test_an_alert_does_not_disturb_the_answer_behind_it() -> None:
    status = (
        b"\x02030,0,0,0480,000,0,0,0,000,0,0,0\x03\r\n"
        b"\x02000,0,0,0,1,2,4,0,00000000,1,000\x03\r\n\x021234,0\x03\r\n"
    )
    found = AnswerParser(hears_alerts=True).feed(READY + status)
    assert [type(one) for one in found] == [Alert, HostStatus]


def test_the_printer_is_told_where_to_dial() -> None:
    assert tell_at("10.0.0.9", 5001) == b"^XA^SXL,D,Y,N,10.0.0.9,5001^XZ\r\n"


def test_a_printer_that_dials_us_prints_and_is_heard() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    published = Published()
    with TwinServer(ZplTwin(label_ms=50)) as server:
        ear = f"tcp-listen://127.0.0.1:{port}"
        options = {"done": "alert", "alert": ear, "poll_ms": 2_000}
        device = registry.build("p", "zebra-zpl", server.url, options)
        assert isinstance(device, Runner)
        device.start(published)
        published.wait_for(Ready)
        device.command(Offer((PrintJob(1, label(1)), PrintJob(2, label(2)))))
        assert published.wait_for(Printed, 2) == [Printed("p", 1), Printed("p", 2)]
        device.stop()
        heard = [one.data for one in device.trace.entries() if one.direction == "received"]
    assert any(b"LABEL READY" in one for one in heard)


@pytest.mark.parametrize(
    ("options", "error", "said"),
    [
        ({"done": "alert", "alert": "tcp-listen://0.0.0.0:5001"}, CONFIG, "this PC's address"),
        ({"alert": "tcp-listen://10.0.0.9:5001"}, CONFIG, 'set it to "alert"'),
        ({"done": "alert", "alert": "tcp://10.0.0.9:1"}, AddressError, "write tcp-listen://"),
        ({"done": "alerts"}, CONFIG, "odometer, alert or external"),
    ],
)
def test_options_that_cannot_work_are_told(
    options: dict[str, str], error: type[Exception], said: str
) -> None:
    with pytest.raises(error, match=said):
        registry.build("p", "zebra-zpl", "tcp://10.0.0.5:9100", options)
