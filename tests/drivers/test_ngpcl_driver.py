"""An NGPCL coder beyond conformance: once, one at a time, and what nothing on the wire can tell."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from drivers.api import (
    Accepted,
    Faulted,
    Forget,
    InDoubt,
    LinkDown,
    NotSent,
    Pause,
    Ready,
    Resume,
    Warned,
)
from drivers.errors import Misuse
from drivers.printers.ngpcl import CTS_MS, NgpclCoder
from drivers.sim.ngpcl import NgpclTwin
from tests.drivers.conformance.bench import Bench
from tests.drivers.conformance.printers import NGPCL
from tests.drivers.conformance.test_conformance_soak import SmallStation

STATE, FIELD = b"{~DR|}", b"{~FR|CODE|}"
CLEAR_TO_SEND = b"{~DC0|}"
POLL_MS = 1_000


def bench_of(twin: NgpclTwin | None = None, **options: Any) -> Bench:
    """Nobody tells the driver of prints: that is the test's affair."""
    driver = NgpclCoder("coder 1", **{"field": "CODE", **options})
    bench = Bench(driver, twin or NgpclTwin())
    bench.connect()
    return bench


def twin_of(bench: Bench) -> NgpclTwin:
    assert isinstance(bench.twin, NgpclTwin)
    return bench.twin


def product(bench: Bench) -> Any:
    ink = bench.physical(lambda twin, now_ms: twin.photocell(now_ms))
    bench.advance(CTS_MS)
    return ink


def accepted(bench: Bench) -> list[int]:
    return [event.job for event in bench.of(Accepted)]


def update(code: bytes) -> bytes:
    return b"{~JU0||001|CODE|" + code + b"|}"


# ---------------------------------------------------------------- conversations, byte for byte

CONVERSATIONS = [
    pytest.param({}, STATE + FIELD, id="any job"),
    pytest.param({"job": "PACKLINE.job"}, STATE + b"{~JR|}" + FIELD, id="a certain job"),
]


@pytest.mark.parametrize(("options", "recipe"), CONVERSATIONS)
def test_it_looks_before_it_is_ready_and_asks_before_each_code(
    options: dict[str, Any], recipe: bytes
) -> None:
    bench = bench_of(**options)
    assert bench.sent == recipe
    assert bench.of(Ready) == [Ready("coder 1", 1)]
    bench.offer(1, b"A")
    assert bench.sent == recipe + CLEAR_TO_SEND + update(b"A")
    bench.advance(POLL_MS)
    assert bench.sent == recipe + CLEAR_TO_SEND + update(b"A") + recipe


# ---------------------------------------------------------------- never twice


def test_a_product_that_comes_before_the_next_code_gets_none() -> None:
    bench = bench_of()
    bench.offer(1, b"A")
    assert [product(bench), product(bench), product(bench)] == [b"A", None, None]
    bench.command(Forget((1,)))
    bench.offer(2, b"B")
    assert product(bench) == b"B"
    assert twin_of(bench).reprints == 0


def test_where_the_allocation_does_nothing_the_same_code_comes_again_for_the_camera_to_see() -> (
    None
):
    """The honest limit: a coder so set must be found out before it stands on a line."""
    bench = bench_of()
    bench.twin.fault("prints_again")
    bench.offer(1, b"A")
    assert [product(bench), product(bench)] == [b"A", b"A"]
    assert twin_of(bench).reprints == 1


def test_a_coder_that_keeps_its_code_over_a_power_cut_prints_it_again_unless_a_new_one_comes() -> (
    None
):
    bench = bench_of()
    bench.twin.fault("keeps_code")
    bench.offer(1, b"A")
    product(bench)
    bench.physical(lambda twin, now_ms: (None, twin.reboot(now_ms)))
    bench.cut("power")
    assert product(bench) == b"A"
    bench.connect()
    bench.offer(2, b"B")
    assert [product(bench), product(bench)] == [b"B", None]
    assert bench.ends == {1: InDoubt}


def test_a_new_job_prints_its_design_and_not_our_code() -> None:
    bench = bench_of()
    bench.offer(1, b"A")
    twin_of(bench).select_job("OTHER.job")
    assert product(bench) == b"NO CODE"
    assert twin_of(bench).tape == []


# ---------------------------------------------------------------- one at a time


def test_the_next_code_waits_until_the_one_before_is_printed() -> None:
    bench = bench_of(depth=3)
    for job, code in enumerate((b"A", b"B", b"C", b"D"), 1):
        bench.offer(job, code)
    bench.advance(500)
    assert accepted(bench) == [1]
    assert bench.sent.count(CLEAR_TO_SEND) >= 500 // CTS_MS
    assert product(bench) == b"A"
    assert accepted(bench) == [1, 2]
    assert product(bench) == b"B"
    assert product(bench) == b"C"
    bench.advance(500)
    assert accepted(bench) == [1, 2, 3]
    bench.command(Forget((1, 2)))
    assert accepted(bench) == [1, 2, 3, 4]
    assert product(bench) == b"D"
    assert (twin_of(bench).overwritten, twin_of(bench).reprints) == (0, 0)


def test_clear_to_send_too_early_loses_codes_and_prints_none_twice() -> None:
    """Whoever counts prints must not believe this signal: the driver doesn't."""
    bench = bench_of(depth=3)
    bench.twin.fault("cts_early")
    bench.offer(1, b"A")
    bench.offer(2, b"B")
    assert accepted(bench) == [1, 2]
    assert twin_of(bench).overwritten == 1
    assert [product(bench), product(bench)] == [b"B", None]
    assert bench.ends == {}


def test_never_clear_to_send_is_asked_at_a_bounded_pace_and_nothing_is_sent() -> None:
    bench = bench_of()
    bench.twin.fault("cts_never")
    bench.offer(1, b"A")
    bench.advance(10_000)
    assert accepted(bench) == []
    assert bench.sent.count(CLEAR_TO_SEND) <= 10_000 // CTS_MS + 1
    assert not bench.of(Faulted)
    bench.cut()
    assert bench.ends == {1: NotSent}


def test_nothing_is_asked_without_a_code_that_waits() -> None:
    bench = bench_of()
    bench.offer(1, b"A")
    product(bench)
    before = bench.sent.count(CLEAR_TO_SEND)
    bench.advance(10_000)
    assert bench.sent.count(CLEAR_TO_SEND) == before


def test_what_a_lost_link_left_inside_is_printed_before_a_new_code_is_sent() -> None:
    bench = bench_of()
    bench.offer(1, b"A")
    bench.cut()
    bench.connect()
    bench.offer(2, b"B")
    bench.advance(500)
    assert accepted(bench) == [1]
    assert [product(bench), product(bench), product(bench)] == [b"A", b"B", None]
    assert bench.ends == {1: InDoubt}


def test_a_pause_holds_back_what_is_not_yet_in_the_coder() -> None:
    bench = bench_of(depth=2)
    bench.offer(1, b"A")
    bench.command(Pause())
    bench.offer(2, b"B")
    assert [product(bench), product(bench)] == [b"A", None]
    bench.command(Resume())
    assert [product(bench), product(bench)] == [b"B", None]


# ---------------------------------------------------------------- answers


def test_a_doubled_answer_is_not_taken_for_the_next_codes() -> None:
    bench = bench_of(depth=2)
    bench.twin.fault("ack_dup", "1")
    bench.offer(1, b"A")
    assert bench.drops == 1
    assert [event.reason for event in bench.of(LinkDown)] == [
        "it answered JU0, which nobody had asked for"
    ]
    assert bench.ends == {1: InDoubt}


def test_a_refused_code_comes_back_with_a_remedy() -> None:
    bench = bench_of()
    bench.twin.fault("nak", "1")
    bench.offer(1, b"A")
    assert bench.ends == {1: NotSent}
    assert bench.of(Faulted) == [
        Faulted("coder 1", "it refused 'a code' with JU1", "see the coder's panel")
    ]


def test_an_answer_to_something_else_is_skipped_and_the_right_one_believed() -> None:
    bench = bench_of()
    bench.host_hears(b"{~DS0|0|1|0|0|0|2|0|000000000|09|1|}{~DV0|0|}")
    assert not bench.of(Faulted)
    assert len(bench.of(Warned)) == 1
    bench.offer(1, b"A")
    assert accepted(bench) == [1]


def test_a_coder_without_the_status_field_is_told_what_to_set() -> None:
    twin = NgpclTwin()
    twin.fault("status_off")
    bench = bench_of(twin)
    bench.advance(3_000)
    assert not bench.of(Ready)
    assert {event.hint for event in bench.of(Faulted)} == {
        "switch on the Status field in the coder's NGPCL settings"
    }


# ---------------------------------------------------------------- its state


def test_a_job_without_the_field_is_told_and_never_gets_a_code() -> None:
    """The coder itself would say yes to it."""
    twin = NgpclTwin(fields=["TEXT"])
    bench = bench_of(twin)
    assert bench.of(Faulted) == [
        Faulted(
            "coder 1",
            "the job on it has no field 'CODE'",
            "give it one, or select the job that has it",
        )
    ]
    bench.offer(1, b"A")
    assert bench.ends == {1: NotSent}
    bench.advance(10_000)
    assert len(bench.of(Faulted)) == 1
    assert twin.received(update(b"A"), 0) == b"{~JU0|}\r\n"


def test_another_job_selected_at_the_panel_is_told_once_and_its_end_makes_ready() -> None:
    bench = bench_of(job="PACKLINE.job")
    bench.take()
    twin_of(bench).select_job("OTHER.job")
    bench.advance(5 * POLL_MS)
    assert bench.of(Faulted) == [
        Faulted("coder 1", "the job on it is 'OTHER.job'", "select 'PACKLINE.job' on the coder")
    ]
    bench.offer(1, b"A")
    assert bench.ends == {1: NotSent}
    twin_of(bench).select_job("PACKLINE.job")
    bench.advance(2 * POLL_MS)
    assert bench.of(Ready)
    bench.offer(2, b"B")
    assert product(bench) == b"B"


def test_a_stopped_coder_is_told_before_its_job() -> None:
    twin = NgpclTwin(job="OTHER.job")
    twin.fault("jam")
    bench = bench_of(twin, job="PACKLINE.job")
    assert [event.said for event in bench.of(Faulted)] == ["it has aborted"]
    twin.fault("jam", "off")
    bench.advance(2 * POLL_MS)
    assert [event.said for event in bench.of(Faulted)][1:] == ["the job on it is 'OTHER.job'"]


def test_a_warning_is_told_once_and_stops_nothing() -> None:
    bench = bench_of()
    bench.twin.fault("warning")
    bench.advance(3 * POLL_MS)
    assert [event.said for event in bench.of(Warned)] == ["it prints and asks for attention"]
    bench.offer(1, b"A")
    assert product(bench) == b"A"


# ---------------------------------------------------------------- codes on the way to the camera


def test_a_thousand_codes_of_which_several_are_out_and_none_replaces_another() -> None:
    def driver() -> NgpclCoder:
        return NgpclCoder("coder 1", field="CODE", depth=4)

    station = SmallStation(replace(NGPCL, driver=driver), seed=5, count=1_000)
    rounds = 0
    while len(station.codes_ended) < 1_000 and rounds < 20_000:
        station.round()
        rounds += 1
    station.finish()
    twin = twin_of(station.bench)
    assert len(station.codes_ended) == 1_000
    assert len(twin.tape) == len(set(twin.tape))
    assert twin.overwritten == 0
    assert station.cuts > 5


# ---------------------------------------------------------------- options


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"field": ""}, "name of a field"),
        ({"field": "CO|DE"}, "name of a field"),
        ({"job": "é"}, "name of a job"),
        ({"confirm": "event"}, "confirm is"),
        ({"depth": 0}, "depth is"),
    ],
)
def test_options_that_cannot_work_are_refused_in_words(options: dict[str, Any], words: str) -> None:
    with pytest.raises(Misuse, match=words):
        NgpclCoder("coder 1", **{"field": "CODE", **options})
