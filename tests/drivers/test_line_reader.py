"""Readers that answer a text with a line: patterns, no-read texts, encodings, and odd lines."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drivers.api import NoRead, Read, Ready, Trigger, Warned
from drivers.errors import Misuse
from drivers.readers.line_fields import CODES_MAX, Fields, LineFields, Unfit
from drivers.readers.line_reader import LineReader
from drivers.registry import build
from drivers.sim.line_reader import LOOK_MS, LineReaderTwin
from tests.drivers.conformance.bench import Bench

CODE = b"0106901234567892\x1d21a;b,7"


# ---------------------------------------------------------------- what stands in a line


@pytest.mark.parametrize(
    ("pattern", "separator", "line", "codes"),
    [
        ("{code}", "", CODE, [Fields(CODE)]),
        ("{code};{quality};{x},{y}", "", b"A;97;512,-3.5", [Fields(b"A", "", 97.0, 512.0, -3.5)]),
        (
            "{code};{quality};{x},{y}",
            "",
            CODE + b";88;1,2",
            [Fields(CODE, "", 88.0, 1.0, 2.0)],
        ),
        ("{aim}|{code}", "", b"]d2|A|B", [Fields(b"A|B", "]d2")]),
        ("{any}:{code}", r"\t", b"cam1:A\tcam2:B", [Fields(b"A"), Fields(b"B")]),
        ("{code},{any}", "", b"A,rest", [Fields(b"A")]),
        ("<{code}>[{quality}]", "", b"<A>[B]", [Fields(b"A", "", 75.0)]),
        ("{code};{quality}", "", b"A;58%", [Fields(b"A", "", 58.0)]),
        ("{code};{quality}", "", b"A;255", [Fields(b"A")]),
        ("{code}", r"\x1e", b"A\x1e\x1eB\x1e", [Fields(b"A"), Fields(b"B")]),
    ],
)
def test_a_line_is_cut_as_the_pattern_says(
    pattern: str, separator: str, line: bytes, codes: list[Fields]
) -> None:
    assert LineFields(pattern, separator).codes_of(line) == codes


def test_a_part_that_does_not_fit_is_no_code() -> None:
    fields = LineFields("{code};{x},{y}", "|")
    first, second = fields.codes_of(b"A;1,2|B;1")
    assert first == Fields(b"A", x=1.0, y=2.0)
    assert isinstance(second, Unfit)


def test_more_codes_than_a_line_can_hold_are_refused() -> None:
    (one,) = LineFields(separator=",").codes_of(b",".join([b"A"] * (CODES_MAX + 1)))
    assert isinstance(one, Unfit)


@pytest.mark.parametrize(
    ("encoding", "line", "code"),
    [
        ("", b"\xff\x80\x1d", b"\xff\x80\x1d"),
        ("gb18030", "码|1".encode("gb18030"), "码|1".encode()),
        ("latin-1", b"\xdf", "ß".encode()),
    ],
)
def test_text_of_another_encoding_becomes_the_bytes_of_the_symbol(
    encoding: str, line: bytes, code: bytes
) -> None:
    assert LineFields(encoding=encoding).codes_of(line) == [Fields(code)]


def test_bytes_that_are_no_text_of_the_encoding_are_no_code() -> None:
    (one,) = LineFields(encoding="utf-8").codes_of(b"\xff\xfe")
    assert one == Unfit("bytes that are no utf-8")


@pytest.mark.parametrize(
    "options",
    [
        {"pattern": "no field"},
        {"pattern": "{code}{code}"},
        {"pattern": "{code};{x},{x}"},
        {"pattern": "{kode}"},
        {"pattern": "{code}" + "x" * 200},
        {"encoding": "utf-16"},
        {"encoding": "klingon"},
    ],
)
def test_a_pattern_or_encoding_that_can_not_be_is_refused(options: dict[str, str]) -> None:
    with pytest.raises(Misuse):
        LineFields(**options)


@given(
    st.binary(max_size=120),
    st.sampled_from(["{code}", "{code};{quality};{x},{y}", "{any},{code}", "{aim}{code}"]),
    st.sampled_from(["", ";", r"\x1e"]),
    st.sampled_from(["", "utf-8", "gb18030"]),
)
@settings(max_examples=100, deadline=None)
def test_no_bytes_make_the_driver_raise_and_cuts_change_nothing(
    data: bytes, pattern: str, separator: str, encoding: str
) -> None:
    options: dict[str, Any] = {"pattern": pattern, "separator": separator, "encoding": encoding}
    whole, cut = LineReader("r", **options), LineReader("r", **options)
    whole.opened(0), cut.opened(0)
    pieces = [event for byte in data for event in cut.received(bytes((byte,)), 1).events]
    assert tuple(pieces) == whole.received(data, 1).events


# ---------------------------------------------------------------- the twin


def test_the_twin_speaks_as_it_is_set() -> None:
    twin = LineReaderTwin(start="+", stop="-", ack=True, frame="\x02 \x03", fields=True)
    twin.present((b"A", b"B"))
    assert twin.received(b"+", 0) == b"\x02OK\x03"
    assert twin.tick(LOOK_MS) == b"\x02A;97;100,240;B;97;150,240\x03"
    twin.present(())
    assert twin.received(b"+-", 100) == b"\x02OK\x03\x02OK\x03\x02NoRead\x03"


# ---------------------------------------------------------------- the driver


def bench_of(twin: LineReaderTwin | None = None, **options: Any) -> Bench:
    asked = {"trigger": r"T\r", "stop": r"S\r", **options}
    bench = Bench(LineReader("r", **asked), twin or LineReaderTwin())
    bench.connect()
    bench.advance(1_000)
    assert bench.of(Ready)
    return bench


def answer_to(bench: Bench) -> Read | NoRead:
    bench.take()
    bench.command(Trigger(1, 300))
    bench.advance(3_000)
    (answer,) = [event for event in bench.events if isinstance(event, Read | NoRead)]
    return answer


def test_places_and_identifiers_are_reported() -> None:
    twin = LineReaderTwin(fields=True, separator="\t")
    twin.present((b"]d2" + CODE, b"]Q1B"))
    bench = bench_of(twin, pattern="{code};{quality};{x},{y}", separator=r"\t")
    answer = answer_to(bench)
    assert isinstance(answer, Read)
    assert [(one.data, one.aim, one.score, one.x, one.y) for one in answer.symbols] == [
        (CODE, "]d2", 97.0, 100.0, 240.0),
        (b"B", "]Q1", 97.0, 150.0, 240.0),
    ]


def test_a_line_that_is_not_as_its_format_says_is_a_no_read_and_is_told_without_its_text() -> None:
    twin = LineReaderTwin()
    twin.present((b"SECRET",))
    twin.fault("odd")
    bench = bench_of(twin, pattern="{code};{quality}")
    answer = answer_to(bench)
    assert isinstance(answer, NoRead)
    assert answer.reason == "a part that isn't as the pattern says"
    (told,) = bench.of(Warned)
    assert "SECRET" not in told.said
    assert "`pattern`" in told.hint


def test_only_what_is_ok_is_a_read_and_a_heartbeat_is_none() -> None:
    twin = LineReaderTwin()
    twin.present((b"HTTPS://X/1",))
    twin.fault("heartbeat")
    bench = bench_of(twin, ok="HTTPS://.*", ignore=["HB"])
    answer = answer_to(bench)
    assert isinstance(answer, Read)
    assert answer.symbols[0].data == b"HTTPS://X/1"
    assert not bench.of(Warned)
    bench.twin.present((b"FOREIGN",))
    assert isinstance(answer_to(bench), NoRead)
    assert [event.said for event in bench.of(Warned)] == [
        "a line that is no read: 7 bytes, beginning with b'F'"
    ]


def test_two_reads_without_an_end_between_are_one_odd_line_where_a_pattern_tells() -> None:
    """Two codes in one segment without their terminator can't be told apart by the driver alone:
    the pattern can, and the comparison with the expected code always does."""
    bench = bench_of(trigger="", stop="", pattern="{code};{quality}")
    bench.take()
    bench.host_hears(b"A;97B;97\r\nC;97\r\n")
    reads = [event.symbols[0].data for event in bench.of(Read)]
    assert reads == [b"A;97B", b"C"], "longer than a code: refused as unknown, and named there"


def test_one_code_in_two_segments_is_one_read() -> None:
    bench = bench_of(trigger="", stop="")
    bench.take()
    bench.host_hears(b"]d20106901")
    bench.host_hears(b"\x1d10L\r\n")
    assert [event.symbols[0].data for event in bench.of(Read)] == [b"0106901\x1d10L"]


@pytest.mark.parametrize(
    "options",
    [
        {"stop": "S"},
        {"no_read": "NoRead"},
        {"ignore": "HB"},
        {"ok": "("},
        {"ack": "x" * 201},
        {"trigger": "x" * 300},
        {"terminator": "\\"},
        {"no_read": ["x"] * 17},
    ],
)
def test_options_that_can_not_be_are_refused(options: dict[str, Any]) -> None:
    with pytest.raises(Misuse):
        LineReader("r", **options)


def test_each_option_set_on_the_page_can_be_built() -> None:
    page = (Path(__file__).parents[2] / "docs/devices/line-reader.md").read_text("utf-8")
    sets = [tomllib.loads(one) for one in re.findall(r"```toml\n(.*?)```", page, re.DOTALL)]
    assert len(sets) == 4
    for one in sets:
        build("cam", one["protocol"], one["url"], one["options"])
