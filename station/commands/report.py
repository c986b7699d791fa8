"""`packline report`: papers of an order or a shift, and the tables behind them. Reads only: works
beside a running station and on one that is off."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from station.commands.exits import NOTHING, USAGE, in_words, leave, print_json
from station.commands.login import As, FromStdin, may_export
from station.commands.places import Data, database, secrets_of

if TYPE_CHECKING:
    from station.compose.paper_lines import Subject
    from station.compose.papers import Papers
    from station.reports.papers import BatchRecord, ShiftReport
    from station.store.figures import Window

app = typer.Typer(no_args_is_help=True, help="Batch record, shift report, and tables as CSV.")

MOMENT = "%Y-%m-%dT%H:%M"
CODES_HELP = "Show codes in clear: takes two people, while the station is off."
Say = Callable[[str], None]

Out = Annotated[Path | None, typer.Option("--out", help="The PDF file; one is named if not.")]
Csv = Annotated[
    Path | None, typer.Option("--csv", help="Write the tables as CSV into this folder.")
]
Codes = Annotated[bool, typer.Option("--codes", help=CODES_HELP)]
Other = Annotated[str, typer.Option("--second", help="With --codes: who else says so.")]
Force = Annotated[bool, typer.Option("--force", help="Replace files that are there.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")]


@app.command()
@in_words
def batch(
    order: Annotated[str, typer.Argument(help="The order's number.")],
    data: Data = Path(),
    out: Out = None,
    csv: Csv = None,
    codes: Codes = False,
    as_: As = "",
    second: Other = "",
    from_stdin: FromStdin = False,
    force: Force = False,
    as_json: AsJson = False,
) -> None:
    """The batch record of an order, closed or still open, as PDF."""
    from station.compose.paper_files import record_name
    from station.compose.record import batch_record
    from station.reports.batch_record import render

    pdf = out or Path(record_name(order))
    with _opened(data, Clear(codes, as_, second, from_stdin)) as papers, _progress() as say:
        found = papers.order(order)
        if found is None:
            leave(f"packline: {order}: no such order here; see: packline order list", NOTHING)
        _make_room(pdf, csv, codes, force)
        say("reading 读取")
        subject = papers.subject(found)
        record = batch_record(subject, papers.origin())
        _write_pdf(pdf, lambda font: render(record, font, _pages(say)))
        rows = _tables(csv, papers, [subject], subject.window, say)
    _tell(pdf, csv, rows, record, as_json)


@app.command()
@in_words
def shift(
    from_: Annotated[str, typer.Option("--from", help="Begin, as 2026-11-25T06:00 (local time).")],
    to: Annotated[str, typer.Option(help="End, as 2026-11-25T14:00, or only 14:00.")],
    rated: Annotated[
        float, typer.Option(min=0, help="Rated speed of the line, items a minute.")
    ] = 0,
    data: Data = Path(),
    out: Out = None,
    csv: Csv = None,
    codes: Codes = False,
    as_: As = "",
    second: Other = "",
    from_stdin: FromStdin = False,
    force: Force = False,
    as_json: AsJson = False,
) -> None:
    """The report of a shift, whatever orders were on the line, as PDF."""
    from station.compose.shift import shift_report
    from station.reports.shift_report import render

    begin, end = _span(from_, to)
    window = _window(begin, end)
    pdf = out or Path(f"shift-{begin:%Y-%m-%dT%H%M}-{end:%H%M}.pdf")
    with _opened(data, Clear(codes, as_, second, from_stdin)) as papers, _progress() as say:
        _make_room(pdf, csv, codes, force)
        say("reading 读取")
        subjects = [papers.subject(order, window) for order in papers.orders(window)]
        report = shift_report(
            papers.connection,
            window,
            subjects,
            papers.origin(),
            now_ms=papers.now_ms,
            rated_per_minute=rated,
        )
        _write_pdf(pdf, lambda font: render(report, font, _pages(say)))
        rows = _tables(csv, papers, subjects, window, say, outside=True)
    _tell(pdf, csv, rows, report, as_json)


@app.command()
@in_words
def tables(
    csv: Annotated[Path, typer.Option("--csv", help="The folder for the CSV files.")],
    order: Annotated[
        list[str] | None, typer.Option(help="Only this order; may be given again. Else all.")
    ] = None,
    data: Data = Path(),
    codes: Codes = False,
    as_: As = "",
    second: Other = "",
    from_stdin: FromStdin = False,
    force: Force = False,
    as_json: AsJson = False,
) -> None:
    """Every table behind the papers, as CSV: orders, counts, containers, rework, journal, …"""
    from station.store.figures import ALWAYS

    with _opened(data, Clear(codes, as_, second, from_stdin)) as papers, _progress() as say:
        found = papers.orders()
        unknown = sorted(set(order or ()) - {one.number for one in found})
        if unknown:
            leave(f"packline: {unknown[0]}: no such order here; see: packline order list", NOTHING)
        _make_room(None, csv, codes, force)
        subjects = [papers.subject(one) for one in found if not order or one.number in order]
        rows = _tables(csv, papers, subjects, ALWAYS, say, outside=not order)
    _tell(None, csv, rows, None, as_json)


# ---------------------------------------------------------------- what the three share


@dataclass(frozen=True)
class Clear:
    """Whether codes are shown in clear, and who says so."""

    wanted: bool
    name: str
    second: str
    from_stdin: bool


@contextmanager
def _opened(data: Path, clear: Clear) -> Iterator[Papers]:
    from station.compose.papers import open_papers

    if not clear.wanted and (clear.name or clear.second):
        leave("packline: --as and --second say who shows codes: they need --codes", USAGE)
    if clear.wanted:
        if not clear.second:
            leave("packline: --codes takes two people: --as NAME --second NAME", USAGE)
        may_export(data, (clear.name, clear.second), clear.from_stdin, "codes in a report")
    with open_papers(database(data), secrets_of(data) if clear.wanted else None) as papers:
        yield papers


@contextmanager
def _progress() -> Iterator[Say]:
    """What is being done, on a terminal only."""
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    console = Console(stderr=True)
    with Progress(
        *columns, console=console, transient=True, disable=not console.is_terminal
    ) as bar:
        task = bar.add_task("opening 打开")
        yield lambda what: bar.update(task, description=what)


def _pages(say: Say) -> Callable[[int], None]:
    return lambda page: say(f"page {page} 第 {page} 页")


def _make_room(pdf: Path | None, csv: Path | None, codes: bool, force: bool) -> None:
    """Refuse before anything is written; make the folder of the tables."""
    from station.compose.paper_files import refuse_to_overwrite
    from station.compose.tables import file_names

    files = [csv / name for name in file_names(codes)] if csv is not None else []
    refuse_to_overwrite([*([pdf] if pdf is not None else []), *files], force)
    if csv is not None:
        csv.mkdir(parents=True, exist_ok=True)


def _write_pdf(path: Path, render: Callable[[str], bytes]) -> None:
    from drivers.labels.fonts import pdf_font
    from station.compose.paper_files import write_whole

    content = render(pdf_font())
    with write_whole(path) as file:
        file.write(content)


def _tables(
    csv: Path | None,
    papers: Papers,
    subjects: Sequence[Subject],
    window: Window,
    say: Say,
    *,
    outside: bool = False,
) -> dict[str, int]:
    from station.compose.tables import write_tables

    if csv is None:
        return {}
    return write_tables(csv, papers, subjects, window, outside=outside, progress=say)


def _tell(
    pdf: Path | None,
    csv: Path | None,
    rows: dict[str, int],
    paper: BatchRecord | ShiftReport | None,
    as_json: bool,
) -> None:
    if as_json:
        told: dict[str, Any] = {"pdf": str(pdf) if pdf else None, "csv": str(csv) if csv else None}
        told["rows"] = rows
        if paper is not None:
            told["figures"] = asdict(paper)
            for pictured in (told["figures"]["origin"], *told["figures"].get("examples", ())):
                pictured.pop("symbol", None)
                pictured.pop("modules", None)
        print_json(told)
        return
    if pdf is not None:
        print(pdf)
    for name, count in rows.items():
        print(f"{csv}/{name}: {count} rows")


def _span(from_: str, to: str) -> tuple[datetime, datetime]:
    """Both ends; an end without a day is the next time that the clock shows it."""
    begin = _moment(from_)
    if re.fullmatch(r"\d{1,2}:\d{2}", to):
        end = _moment(f"{begin:%Y-%m-%d}T{to}")
        end = end if end > begin else end + timedelta(days=1)
    else:
        end = _moment(to)
    if end <= begin:
        leave(f"packline: a shift can't end at {to} when it begins at {from_}", USAGE)
    return begin, end


def _moment(text: str) -> datetime:
    try:
        return datetime.strptime(text.replace(" ", "T"), MOMENT).astimezone()
    except ValueError:
        leave(f"packline: {text!r} is no time; write it as 2026-11-25T06:00", USAGE)


def _window(begin: datetime, end: datetime) -> Window:
    from station.store.figures import Window

    return Window(*(round(one.timestamp() * 1_000) for one in (begin, end)))
