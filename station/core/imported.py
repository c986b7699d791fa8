"""A file of codes from elsewhere (a platform's pool, a printed roll), read whole or not at all.

Two shapes: a file named `*.csv` is CSV with a header line that has a column `code`, and its other
columns are kept as attributes (`parent`, `role`); any other file has one code a line, taken exactly
as it stands. UTF-8, with or without a byte order mark. If anything is wrong, nothing is imported
and *every* problem is told with its line, because people mend a file in one go.
Not responsible for reading the disk or bounding the size (the caller's), nor for codes that an
earlier file brought (the store's unique index).
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from station.core.code_errors import GS, shown
from station.core.code_shapes import masked

PROBLEMS_SHOWN_MAX = 20
CODE_CHARACTERS_MAX = 1000
CODE_COLUMN = "code"

# Lines end with LF or CR LF only: `str.splitlines` would also cut at GS (0x1D) inside a code.
_LINE_END = re.compile(r"\r?\n")
# What no code has: control characters, marks and replacements, blanks at its ends.
_SUSPECT = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffd]|^\s|\s$")

_BLANKS = " \t\u00a0\u3000"

_UTF8_MARK = b"\xef\xbb\xbf"
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


class Trouble(StrEnum):
    """The kinds of problems in a code file."""

    NO_CODES = "no-codes"
    ENCODING = "encoding"
    HEADER = "header"
    COLUMNS = "columns"
    EMPTY_LINE = "empty-line"
    DUPLICATE = "duplicate"
    LENGTH = "length"
    BLANKS = "blanks"
    CHARACTER = "character"
    ROLE = "role"  # from here on: of sets, `station.core.presets`
    PARENT = "parent"
    SET = "set"


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem; `line` counts from 1, as editors do."""

    trouble: Trouble
    line: int
    message: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.message}"


@dataclass(frozen=True)
class CodeFile:
    """`texts` in the file's order; each attribute is a column as long as `texts`."""

    texts: tuple[str, ...]
    attributes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class CodeFileErrors:
    """Everything that is wrong with a file; none of its codes was taken."""

    name: str
    problems: tuple[Problem, ...]

    def __str__(self) -> str:
        first = self.problems[:PROBLEMS_SHOWN_MAX]
        lines = [f"{self.name}: {problem}" for problem in first]
        more = len(self.problems) - len(first)
        return "\n".join([*lines, f"and {more} more"] if more else lines)


class _Row(NamedTuple):  # a million of them: a dataclass takes three times as long
    line: int
    text: str
    attributes: tuple[str, ...] = ()


def read_code_file(
    data: bytes, name: str, *, characters: int = 0, separators: bool = False
) -> CodeFile | CodeFileErrors:
    """The codes of a file, or all that is wrong with it.

    `characters`: the length that every code must have, 0 for any up to `CODE_CHARACTERS_MAX`.
    `separators`: GS (0x1D) may stand inside a code, for codes that go into GS1 symbols.
    """
    text = _decode(data)
    if isinstance(text, Problem):
        return CodeFileErrors(name, (text,))
    names: tuple[str, ...] = ()
    problems: list[Problem] = []
    if name.lower().endswith(".csv"):
        names, rows = _csv_rows(text, problems)
    else:
        rows = _line_rows(text, problems)
    problems += _row_problems(rows, characters, separators)
    if not rows and not problems:
        problems.append(Problem(Trouble.NO_CODES, 1, "there is no code in this file"))
    if problems:
        return CodeFileErrors(name, tuple(sorted(problems, key=lambda p: p.line)))
    columns = zip(*(row.attributes for row in rows), strict=True)
    return CodeFile(tuple(row.text for row in rows), dict(zip(names, columns, strict=True)))


# ---------------------------------------------------------------- bytes to text


def _decode(data: bytes) -> str | Problem:
    if data.startswith(_UTF16_MARKS) or _looks_like_utf16(data):
        return _not_utf8(1, "UTF-16")
    try:
        return data.removeprefix(_UTF8_MARK).decode("utf-8")
    except UnicodeDecodeError as error:
        start = error.start + (len(_UTF8_MARK) if data.startswith(_UTF8_MARK) else 0)
        return _not_utf8(data.count(b"\n", 0, start) + 1, _other_encoding(data))


def _looks_like_utf16(data: bytes) -> bool:
    """Every other byte of ASCII text in UTF-16 is 0."""
    begin = data[:200]
    return len(begin) > 3 and begin.count(0) * 3 > len(begin)


def _other_encoding(data: bytes) -> str:
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return "an unknown encoding"
    return "GBK (GB 18030)"


def _not_utf8(line: int, seems: str) -> Problem:
    message = f"the file is not UTF-8, it seems to be {seems}; save it again as UTF-8"
    return Problem(Trouble.ENCODING, line, message)


# ---------------------------------------------------------------- text to rows


def _line_rows(text: str, problems: list[Problem]) -> list[_Row]:
    lines = _LINE_END.split(text)
    while lines and not lines[-1]:
        lines.pop()
    problems += (_empty(n) for n, line in enumerate(lines, 1) if not line.strip())
    return [_Row(n, line) for n, line in enumerate(lines, 1) if line.strip()]


def _csv_rows(text: str, problems: list[Problem]) -> tuple[tuple[str, ...], list[_Row]]:
    """The names of the attributes and the rows; what is wrong goes to `problems`."""
    lines = _LINE_END.split(text)
    while lines and not lines[-1]:
        lines.pop()
    # With their ends, so that a line end inside quotes stays visible in the code.
    reader = csv.reader((line + "\n" for line in lines), strict=True)
    try:
        header = next(reader, [])
        problems += _header_problems(header)
        if CODE_COLUMN not in header:
            return (), []
        numbered = ((reader.line_num, cells) for cells in reader)
        rows = list(_csv_body(numbered, header, problems))
    except csv.Error as error:
        message = f"not proper CSV: {error}; close each quote that is opened"
        problems.append(Problem(Trouble.COLUMNS, reader.line_num, message))
        return (), []
    return tuple(name for name in header if name != CODE_COLUMN), rows


def _header_problems(header: Sequence[str]) -> Iterator[Problem]:
    if CODE_COLUMN not in header:
        found = ", ".join(f'"{shown(name)}"' for name in header) or "nothing"
        message = f'the first line needs a column "{CODE_COLUMN}"; here it has {found}'
        yield Problem(Trouble.HEADER, 1, message)
    for name in sorted({name for name in header if header.count(name) > 1}):
        yield Problem(Trouble.HEADER, 1, f'the column "{shown(name)}" is there twice')


def _csv_body(
    numbered: Iterator[tuple[int, list[str]]], header: Sequence[str], problems: list[Problem]
) -> Iterator[_Row]:
    at = header.index(CODE_COLUMN)
    for line, cells in numbered:
        if not any(cell.strip() for cell in cells):
            problems.append(_empty(line))
        elif len(cells) != len(header):
            message = f"{len(cells)} columns, but the first line has {len(header)}"
            problems.append(Problem(Trouble.COLUMNS, line, message))
        elif not cells[at]:
            problems.append(
                Problem(Trouble.EMPTY_LINE, line, f'the column "{CODE_COLUMN}" is empty')
            )
        else:
            yield _Row(line, cells[at], (*cells[:at], *cells[at + 1 :]))


def _empty(line: int) -> Problem:
    return Problem(Trouble.EMPTY_LINE, line, "empty; take this line out")


# ---------------------------------------------------------------- what is wrong with the codes


def _row_problems(rows: Sequence[_Row], characters: int, separators: bool) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for row in rows:
        earlier = first.setdefault(row.text, row.line)
        if earlier != row.line:
            message = f'"{masked(shown(row.text))}" stands in line {earlier} already'
            yield Problem(Trouble.DUPLICATE, row.line, message)
        size = len(row.text)
        if size != characters if characters else size > CODE_CHARACTERS_MAX:
            yield _wrong_length(row, characters)
        if _SUSPECT.search(row.text):
            yield from _suspect_characters(row, separators)


def _wrong_length(row: _Row, characters: int) -> Problem:
    wanted = f"must have {characters}" if characters else f"may have {CODE_CHARACTERS_MAX}"
    message = f"{len(row.text)} characters, but a code {wanted}"
    return Problem(Trouble.LENGTH, row.line, message)


def _suspect_characters(row: _Row, separators: bool) -> Iterator[Problem]:
    text = row.text.replace(GS, "") if separators else row.text
    bare = text.strip(_BLANKS)
    if text != bare:
        message = f'a blank before or behind the code "{masked(shown(row.text))}"'
        yield Problem(Trouble.BLANKS, row.line, message)
    found = _SUSPECT.search(bare)
    if found:
        place = row.text.index(found[0]) + 1
        message = f"no code has the character U+{ord(found[0]):04X}, here at place {place}"
        yield Problem(Trouble.CHARACTER, row.line, message)
