"""Tables as CSV: RFC 4180, UTF-8 with a mark so that Excel shows Chinese, no cell a formula.

A cell that a spreadsheet would take for a formula gets an apostrophe before it; so does one that
begins with an apostrophe already, which makes `as_it_was` exact. Numbers are written bare. (OWASP,
"CSV injection": = + - @ TAB CR LF, and the full-width forms that some versions take as well.)
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Callable, Iterable
from dataclasses import fields
from operator import attrgetter
from typing import BinaryIO

from station.reports.lines import Line

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
MARK = "'"
BLANK = " \u00a0\u3000\u200b\ufeff\0"  # what a spreadsheet may drop before it looks
TOLD_ROWS = 5_000
ODD = frozenset((*FORMULA, MARK, *BLANK))  # how a text begins that has to be looked at


def cell(value: str | float | bool) -> str:
    """What stands between two commas, before quoting."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if not isinstance(value, str):
        return str(value)
    if value[:1] not in ODD:
        return value
    shown = value.lstrip(BLANK)
    return MARK + value if shown.startswith(FORMULA) or value.startswith(MARK) else value


def as_it_was(text: str) -> str:
    """The text of a cell that was read back."""
    return text[1:] if text.startswith(MARK) else text


def write_table(
    out: BinaryIO,
    kind: type[Line],
    lines: Iterable[Line],
    progress: Callable[[int], None] = lambda rows: None,
) -> int:
    """The lines under their field names; how many there were. Nothing is kept in memory.
    `progress` hears of every TOLD_ROWS."""
    out.write(codecs.BOM_UTF8)
    text = io.TextIOWrapper(out, "utf-8", errors="backslashreplace", newline="")
    names = [one.name for one in fields(kind)]
    writer = csv.writer(text, lineterminator="\r\n")
    values = attrgetter(*names)
    writer.writerow(names)
    count = 0
    for line in lines:
        assert type(line) is kind, "a table has lines of one kind"
        writer.writerow(map(cell, values(line)))
        count += 1
        if count % TOLD_ROWS == 0:
            progress(count)
    text.flush()
    text.detach()
    return count
