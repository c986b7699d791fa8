"""A code file is taken whole or not at all, and everything wrong with it is told at once."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from station.core.imported import (
    PROBLEMS_SHOWN_MAX,
    CodeFile,
    CodeFileErrors,
    Trouble,
    read_code_file,
)

HEADED = b"code,role,parent\nA1,bottle,C1\nA2,bottle,C1\n"


def taken(data: bytes, name: str = "pool.txt", **options: int) -> CodeFile:
    result = read_code_file(data, name, **options)  # type: ignore[arg-type]
    assert isinstance(result, CodeFile), result
    return result


def refused(data: bytes, name: str = "pool.txt", **options: int) -> list[tuple[Trouble, int]]:
    result = read_code_file(data, name, **options)  # type: ignore[arg-type]
    assert isinstance(result, CodeFileErrors)
    return [(problem.trouble, problem.line) for problem in result.problems]


# ---------------------------------------------------------------- taken


@pytest.mark.parametrize(
    "data",
    [b"A1\nA2\n", b"A1\nA2", b"A1\r\nA2\r\n", b"A1\nA2\n\n\n", b"\xef\xbb\xbfA1\nA2\n"],
)
def test_one_code_a_line(data: bytes) -> None:
    assert taken(data) == CodeFile(("A1", "A2"))


@pytest.mark.parametrize("data", [HEADED, b"\xef\xbb\xbf" + HEADED.replace(b"\n", b"\r\n")])
def test_a_csv_keeps_its_other_columns(data: bytes) -> None:
    file = taken(data, "Pool.CSV")
    assert file.texts == ("A1", "A2")
    assert file.attributes == {"role": ("bottle", "bottle"), "parent": ("C1", "C1")}


def test_a_line_is_taken_exactly_as_it_stands() -> None:
    assert taken(b'a,"b";c\n#x\n').texts == ('a,"b";c', "#x")


def test_a_quoted_code_in_a_csv_loses_only_its_quotes() -> None:
    assert taken(b'code\n"a,""b"\n', "p.csv").texts == ('a,"b',)


def test_separators_inside_codes_are_kept_where_they_are_wanted() -> None:
    data = b"0106901234567892215ab\x1d91EE\x1d92x\n01069012345678922156\x1d91EE\x1d92y\n"
    texts = taken(data, separators=True).texts
    assert [text.count("\x1d") for text in texts] == [2, 2]
    assert refused(data) == [(Trouble.CHARACTER, 1), (Trouble.CHARACTER, 2)]


def test_codes_of_the_length_asked_for_are_taken() -> None:
    assert taken(b"ABC\nDEF\n", characters=3).texts == ("ABC", "DEF")


@settings(deadline=None)
@given(st.lists(st.text("ABC123\x1d,\"'%", min_size=1, max_size=8), min_size=1, unique=True))
def test_what_is_taken_is_what_stood_there(texts: list[str]) -> None:
    result = read_code_file("\n".join(texts).encode(), "pool.txt", separators=True)
    blank = any(not text.strip() for text in texts)
    if blank:
        assert isinstance(result, CodeFileErrors)
    else:
        assert result == CodeFile(tuple(texts))


# ---------------------------------------------------------------- refused


def test_all_problems_are_told_with_their_lines_and_nothing_is_imported() -> None:
    found = refused(b"AAA\nBB\n\nAAA\n CC\nDD\x07\n", characters=3)
    assert found == [
        (Trouble.LENGTH, 2),
        (Trouble.EMPTY_LINE, 3),
        (Trouble.DUPLICATE, 4),
        (Trouble.BLANKS, 5),
        (Trouble.CHARACTER, 6),
    ]


def test_a_duplicate_names_both_lines() -> None:
    result = read_code_file(b"A\nB\nA\n", "pool.txt")
    assert str(result) == 'pool.txt: line 3: "A" stands in line 1 already'


def test_only_the_first_problems_are_shown_and_the_rest_counted() -> None:
    result = read_code_file(b"A\n" * 31, "pool.txt")
    assert isinstance(result, CodeFileErrors)
    lines = str(result).split("\n")
    assert len(result.problems) == 30
    assert len(lines) == PROBLEMS_SHOWN_MAX + 1
    assert lines[-1] == "and 10 more"


@pytest.mark.parametrize(
    ("data", "name", "line", "said"),
    [
        ("A1\n二\n".encode("gb18030"), "p.txt", 2, "GBK"),
        ("code,role\nA1,酒\n".encode("gbk"), "p.csv", 2, "GBK"),
        ("A1\nA2\n".encode("utf-16"), "p.txt", 1, "UTF-16"),
        ("A1\nA2\n".encode("utf-16-le"), "p.txt", 1, "UTF-16"),
        ("A1\nA2\n".encode("utf-16-be"), "p.csv", 1, "UTF-16"),
        (b"A1\nA2\nA3\xff\n", "p.txt", 3, "unknown encoding"),
        (b"\xef\xbb\xbfA1\n\xff\n", "p.txt", 2, "unknown encoding"),
    ],
)
def test_a_foreign_encoding_is_named_with_its_line(
    data: bytes, name: str, line: int, said: str
) -> None:
    result = read_code_file(data, name)
    assert isinstance(result, CodeFileErrors)
    (problem,) = result.problems
    assert (problem.trouble, problem.line) == (Trouble.ENCODING, line)
    assert said in problem.message
    assert "save it again as UTF-8" in problem.message


@pytest.mark.parametrize("data", [b"", b"\n\n", b"\xef\xbb\xbf"])
def test_a_file_without_codes_is_refused(data: bytes) -> None:
    assert refused(data) == [(Trouble.NO_CODES, 1)]


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"", [(Trouble.HEADER, 1)]),
        (b"serial,role\nA1,x\n", [(Trouble.HEADER, 1)]),
        (b"Code\nA1\n", [(Trouble.HEADER, 1)]),
        (b"code,code\nA1,A2\n", [(Trouble.HEADER, 1)]),
        (b"code\n", [(Trouble.NO_CODES, 1)]),
        (b"code,role\nA1\nA2,x\nA3,x,y\n", [(Trouble.COLUMNS, 2), (Trouble.COLUMNS, 4)]),
        (b"code,role\n,x\n\nA2,x\n", [(Trouble.EMPTY_LINE, 2), (Trouble.EMPTY_LINE, 3)]),
        (b'code\n"A1\n', [(Trouble.COLUMNS, 2)]),
        (b'code\n"A\n1"\nA2\nA2\n', [(Trouble.CHARACTER, 3), (Trouble.DUPLICATE, 5)]),
    ],
)
def test_a_wrong_csv_is_refused(data: bytes, found: list[tuple[Trouble, int]]) -> None:
    assert refused(data, "p.csv") == found


@pytest.mark.parametrize(
    ("line", "trouble"),
    [
        ("A1 ", Trouble.BLANKS),
        ("\tA1", Trouble.BLANKS),
        ("A1\u3000", Trouble.BLANKS),
        ("A\u00001", Trouble.CHARACTER),
        ("A\r1", Trouble.CHARACTER),
        ("A1\x1d", Trouble.CHARACTER),
        ("A\ufeff1", Trouble.CHARACTER),
        ("A\ufffd1", Trouble.CHARACTER),
        ("x" * 1001, Trouble.LENGTH),
    ],
)
def test_what_no_code_has_is_refused(line: str, trouble: Trouble) -> None:
    assert refused(f"A0\n{line}\nA9".encode()) == [(trouble, 2)]


def test_a_big_file_is_read_whole() -> None:
    data = b"".join(b"%013d\n" % n for n in range(50_000))
    assert len(taken(data, characters=13).texts) == 50_000


@settings(deadline=None)
@given(st.binary(max_size=80), st.sampled_from(["p.csv", "p.txt"]))
def test_any_bytes_are_taken_or_refused(data: bytes, name: str) -> None:
    result = read_code_file(data, name)
    assert isinstance(result, CodeFile) == bool(getattr(result, "texts", ()))
