"""Every table behind the papers, as CSV files in a folder: of some orders, all of it or a span.

Codes go in clear into one file, `codes.csv`, and only where the papers may show them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

from station.compose import paper_lines as lines
from station.compose.paper_files import write_whole
from station.compose.paper_lines import NO_ORDER, Subject
from station.compose.papers import Papers
from station.compose.plant_time import iso
from station.reports import lines as kinds
from station.reports.csv_tables import write_table
from station.reports.masking import masked
from station.store import figures
from station.store.figures import Window

Progress = Callable[[str], None]
SEEN = ("seen", "detail", "what", "reason", "text")  # fields of records that may tell a code
# Such a field with something in it, as the store writes it. Most records have none, and are not
# read any closer; what looks like one within a text is harmless.
TELLING = re.compile(rf'"(?:{"|".join(SEEN)})":"[^"]')

PER_ORDER: Mapping[str, tuple[type[kinds.Line], Callable[[Subject], Iterable[kinds.Line]]]] = {
    "orders": (kinds.OrderLine, lambda of: [lines.order_line(of)]),
    "counts": (kinds.CountLine, lines.counts),
    "grants": (kinds.GrantLine, lines.grants),
    "containers": (kinds.ContainerLine, lines.containers),
    "rework": (kinds.ReworkLine, lines.rework),
    "doubts": (kinds.DoubtLine, lines.doubts),
    "alarms": (kinds.AlarmLine, lines.alarms),
    "verdicts": (kinds.VerdictLine, lines.verdicts),
    "phases": (kinds.PhaseLine, lines.phases),
    "uploads": (kinds.UploadLine, lines.uploads),
}
NAMES = (*PER_ORDER, "people", "journal")
CODES = "codes"


def file_names(clear: bool) -> list[str]:
    """The files that `write_tables` writes."""
    return [f"{name}.csv" for name in (*NAMES, *([CODES] if clear else []))]


def write_tables(
    folder: Path,
    papers: Papers,
    subjects: Sequence[Subject],
    window: Window,
    *,
    outside: bool,
    progress: Progress = lambda name: None,
) -> dict[str, int]:
    """Rows by file. `outside`: with what happened outside any order. Files that are there are
    replaced, each whole or not at all."""
    numbers = [of.number for of in subjects] + ([NO_ORDER] if outside else [])
    rows = {}
    for name, kind, found in _tables(papers, subjects, window, numbers):
        progress(name)
        with write_whole(folder / f"{name}.csv") as file:
            rows[f"{name}.csv"] = write_table(file, kind, found, _counting(name, progress))
    return rows


def _counting(name: str, progress: Progress) -> Callable[[int], None]:
    return lambda rows: progress(f"{name}: {rows:,}")


def _tables(
    papers: Papers, subjects: Sequence[Subject], window: Window, numbers: Sequence[str]
) -> Iterator[tuple[str, type[kinds.Line], Iterable[kinds.Line]]]:
    for name, (kind, of_one) in PER_ORDER.items():
        found = chain.from_iterable(map(of_one, subjects))
        if NO_ORDER in numbers:
            found = chain(found, _outside(papers, window, name))
        yield name, kind, found
    yield "people", kinds.PersonLine, lines.people(papers.connection, numbers, window)
    yield "journal", kinds.JournalLine, _journal(papers, window, frozenset(numbers))
    if papers.clear:
        yield CODES, kinds.CodeLine, (line for of in subjects for line in lines.codes(of))


def _outside(papers: Papers, window: Window, name: str) -> Iterator[kinds.Line]:
    """What a table has of the time when no order was on the line."""
    if name == "rework":
        yield from lines.rework_lines(papers.connection, NO_ORDER, masked, window)
    elif name == "alarms":
        yield from lines.alarm_lines(papers.connection, NO_ORDER, masked, papers.now_ms, window)


def _journal(
    papers: Papers, window: Window, numbers: frozenset[str]
) -> Iterator[kinds.JournalLine]:
    """The entries of these orders in sequence, with their hashes. What readers saw is masked, so
    the chain can be checked on the database and not on this file."""
    for seq, at_ms, order, kind, told, head in figures.journal_text(
        papers.connection, numbers, window
    ):
        shown = told if papers.clear else _masked(told)
        yield kinds.JournalLine(seq, iso(at_ms), order, kind, shown, head)


def _masked(told: str) -> str:
    """A record without the codes that its free text may tell."""
    if not TELLING.search(told):
        return told
    record: dict[str, Any] = json.loads(told)
    hidden = {
        key: masked(value)
        for key, value in record.items()
        if key in SEEN and value and isinstance(value, str)
    }
    if not hidden:
        return told
    return json.dumps(record | hidden, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
