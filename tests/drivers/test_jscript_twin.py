"""The simulated cab printer: golden bytes of its states, jobs line by line, cancels."""

from __future__ import annotations

import pytest

from drivers.sim.jscript import JscriptTwin

ASK, ASK_MORE = b"\x1bs", b"\x1bz"


def job(content: bytes, amount: int = 1, end: bytes = b"\r") -> bytes:
    lines = (b"m m", b"J", b"S l1;0,0,68,70,100", b"T 5,9,0,3,4;" + content, b"A %d" % amount)
    return b"".join(line + end for line in lines)


def printed(twin: JscriptTwin, until_ms: int = 2_000) -> list[bytes]:
    for now_ms in range(0, until_ms, 10):
        twin.tick(now_ms)
    return twin.tape


def test_idle_printing_and_idle_again_as_golden_bytes() -> None:
    twin = JscriptTwin(label_ms=100)
    assert twin.received(ASK, 0) == b"Y-000000N"
    assert twin.received(ASK_MORE, 0) == b"NNNNNNNNNNN\r"
    twin.received(job(b"A", 3), 0)
    assert twin.received(ASK, 50) == b"Y-000003Y"
    assert twin.received(ASK_MORE, 50) == b"NYNYNNNNNNN\r"
    assert twin.received(ASK, 150) == b"Y-000002Y"
    assert twin.received(ASK, 250) == b"Y-000001Y"
    assert twin.received(ASK, 300) == b"Y-000000N"


@pytest.mark.parametrize("end", [b"\r", b"\n", b"\r\n"])
def test_a_line_may_end_in_three_ways(end: bytes) -> None:
    twin = JscriptTwin(label_ms=1)
    twin.received(job(b"A", end=end) + job(b"B", end=end), 0)
    assert [one.strip() for one in printed(twin)] == [
        job(b"A", end=end).strip(),
        job(b"B", end=end).strip(),
    ]


def test_an_amount_without_a_job_prints_nothing_and_half_a_job_is_a_job() -> None:
    twin = JscriptTwin(label_ms=1)
    twin.received(b"A 1\r", 0)
    assert printed(twin) == []
    twin.received(b"J\rS l1;0,0,68,70,100\r", 3_000)
    assert twin.received(ASK, 3_000) == b"Y-000000Y"


@pytest.mark.parametrize(
    ("fault", "sign"),
    [
        ("media_out", b"P"),
        ("ribbon_out", b"F"),
        ("head_open", b"D"),
        ("no_gap", b"E"),
        ("applicator_stuck", b"a"),
        ("scan_bad", b"m"),
    ],
)
def test_trouble_is_told_by_its_letter_and_the_label_is_still_to_print(
    fault: str, sign: bytes
) -> None:
    twin = JscriptTwin(label_ms=100)
    twin.received(job(b"A"), 0)
    twin.fault(fault)
    assert twin.received(ASK, 50) == b"N" + sign + b"000001Y"
    twin.load_media(60)
    assert twin.received(ASK, 60) == b"Y-000001Y"


def test_paused_and_in_demand_position() -> None:
    twin = JscriptTwin(label_ms=100, peel=True)
    twin.received(b"\x1bp1" + job(b"A"), 0)
    assert twin.received(ASK, 0) == b"N-000001Y"
    assert twin.received(ASK_MORE, 0) == b"YYNNNNNNNNN\r"
    twin.received(b"\x1bp0", 0)
    assert twin.received(ASK_MORE, 100) == b"NNNNNNYNNNN\r"


def test_a_job_is_cancelled_alone_or_with_all_others() -> None:
    twin = JscriptTwin(label_ms=100)
    twin.received(job(b"A", 3) + job(b"B"), 0)
    twin.received(b"\x1bc", 10)
    assert printed(twin) == [job(b"A", 3), job(b"B")]
    twin.received(job(b"C", 3) + job(b"D"), 2_000)
    twin.received(b"\x1bt", 2_010)
    assert twin.received(ASK, 2_200) == b"Y-000000N"
    assert len(twin.tape) == 3, "only the one that moved"


def test_a_command_in_the_middle_of_a_line_is_obeyed_and_taken_out() -> None:
    twin = JscriptTwin(label_ms=1)
    said = twin.received(job(b"A\x1bsB"), 0)
    assert said == b"Y-000000Y", "half a job has come"
    assert printed(twin) == [job(b"AB")]


def test_how_others_answer() -> None:
    twin = JscriptTwin(label_ms=100)
    twin.fault("offline_when_idle")
    assert twin.received(ASK, 0) == b"N-000000N"
    twin.received(job(b"A"), 0)
    assert twin.received(ASK, 0) == b"Y-000001Y"
    twin.fault("cr_after_status")
    assert twin.received(ASK, 0) == b"Y-000001Y\r"
    twin.fault("no_extended")
    assert twin.received(ASK_MORE, 0) == b""
    assert twin.received(b"\x1b?", 0) == b"8388608\r"
