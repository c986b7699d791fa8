"""`packline sync`: finished batches to the platform, as a job of plant IT.

Safe to run at any time, beside the station or without it, and to repeat: a batch is known by its
content. Exit codes: 0 all that was due is sent, 3 nothing was due, 4 partly, 5 the platform refused
something, 75 it can't be reached now or another push is at work.
"""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from station.commands.exits import LATER, NOTHING, PARTLY, REFUSED, in_words, leave, print_json
from station.commands.places import Data, database, secrets_of

if TYPE_CHECKING:
    from config.line import LineFile
    from sync.push import PushReport

app = typer.Typer(no_args_is_help=True, help="Finished batches to the platform.")

LINE_FILE = "line.toml"
TOKEN_CHARS_MAX = 4_096

Line = Annotated[
    str, typer.Option(help="The line file; without, line.toml in the station's folder.")
]
Json = Annotated[bool, typer.Option("--json", help="Print it as JSON.")]


@app.command()
@in_words
def status(data: Data = Path(), as_json: Json = False) -> None:
    """The backlog, the age of its oldest entry, and the last success."""
    from station.compose.syncing import upload_stand

    stand = upload_stand(database(data), secrets_of(data))
    if as_json:
        print_json(asdict(stand))
        return
    print(f"waiting       {stand.waiting}")
    print(f"acknowledged  {stand.acknowledged}")
    print(f"refused       {stand.refused}")
    print(f"oldest waits since {_when(stand.oldest_ms)}")
    print(f"last success  {_when(stand.last_success_ms)}")


@app.command()
@in_words
def push(
    data: Data = Path(),
    line: Line = "",
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be sent, and send nothing.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Send what is due, in order, and keep the receipts."""
    from station.compose.syncing import open_pusher
    from station.store.lock import PushRuns

    loaded = _line(data, line)
    try:
        with open_pusher(database(data), loaded, secrets_of(data)) as pusher:
            if dry_run:
                _say_due([row.id for row in pusher.outbox.pending(1_000)], as_json)
                return
            report = pusher.push()
    except PushRuns as runs:
        leave(f"packline: {runs}", LATER)
    if as_json:
        print_json(asdict(report))
    else:
        _say(report)
    code = exit_code(report)
    if code:
        raise typer.Exit(code)


@app.command()
@in_words
def token(data: Data = Path(), line: Line = "") -> None:
    """Keep the platform's token, read from standard input, among the station's secrets."""
    from station.compose.syncing import token_name

    name = token_name(_line(data, line))
    said = sys.stdin.readline(TOKEN_CHARS_MAX).strip()
    if not said:
        leave("packline: no token came on standard input", 2)
    secrets = secrets_of(data)
    secrets.set(name, said)
    print(f"the token is kept in {secrets.place} as {name}")


@app.command(
    context_settings={"ignore_unknown_options": True, "help_option_names": []},
    options_metavar="--db PATH [--port N] …",
)
@in_words
def sandbox(
    words: Annotated[
        list[str] | None, typer.Argument(metavar="", help="See packline sync sandbox --help.")
    ] = None,
) -> None:
    """A platform of its own database on this computer, to try uploads with."""
    from sync.sandbox.__main__ import main

    code = main(words or [])
    if code:
        raise typer.Exit(code)


def exit_code(report: PushReport) -> int:
    """The run in one number."""
    if report.refused:
        return REFUSED
    if report.batches == 0 and report.left == 0:
        return NOTHING
    if report.left == 0:
        return 0
    return PARTLY if report.acknowledged else LATER


def _line(data: Path, line: str) -> LineFile:
    from config.loading import find_line, load_line

    folder = data if data.is_dir() else data.parent
    return load_line(find_line(line or str(folder / LINE_FILE)))


def _say_due(numbers: list[int], as_json: bool) -> None:
    if as_json:
        print_json({"due": numbers})
    else:
        print(f"{len(numbers)} batches would be sent")
    if not numbers:
        raise typer.Exit(NOTHING)


def _say(report: PushReport) -> None:
    print(
        f"{report.acknowledged} of {report.batches} batches acknowledged, {report.codes} codes; "
        f"{report.refused} refused, {report.left} left"
    )
    for sentence in report.said:
        print(f"  {sentence}")


def _when(at_ms: int) -> str:
    from station.compose.plant_time import iso

    return iso(at_ms) if at_ms else "–"
