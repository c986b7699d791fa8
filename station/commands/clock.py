"""`packline clock`: since when times are suspect, and a person's word that the clock is right."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Annotated

import typer

from station.commands.exits import NOTHING, in_words, leave, print_json
from station.commands.login import As, FromStdin, signed
from station.commands.places import Data, database
from station.core.access import Right

app = typer.Typer(no_args_is_help=True, help="The clock of a station. 工位时钟。")


@app.command("show")
@in_words
def show(
    data: Data = Path(),
    as_json: Annotated[bool, typer.Option("--json", help="Print it as JSON.")] = False,
) -> None:
    """Which journal entries have suspect times; the order of entries is right all the same."""
    from station.compose.database import database_at
    from station.store import queries
    from station.store.engine import reading

    engine = database_at(database(data)).engine(read_only=True)
    try:
        with reading(engine) as connection:
            spans = queries.suspect_times(connection)
    finally:
        engine.dispose()
    now = time.strftime("%Y-%m-%d %H:%M:%S %z")
    if as_json:
        print_json({"now": now, "suspect": spans})
        return
    print(f"the PC's clock says {now}. 电脑时钟。")
    for first, last in spans:
        until = f"to {last}" if last else "on: nobody has confirmed the clock 时钟未确认"
        print(f"  times of the entries from {first} {until} are suspect")


@app.command("trust")
@in_words
def trust(
    as_: As = "",
    data: Data = Path(),
    from_stdin: FromStdin = False,
) -> None:
    """Say that the clock is right, on a station that is not running. Times count from here on."""
    from station.compose.offline import trust_clock

    by = signed(data, Right.CLOCK, as_, from_stdin)
    if not trust_clock(database(data), by):
        leave("packline: nothing is wrong with the clock. 时钟正常。", NOTHING)
    now = time.strftime("%Y-%m-%d %H:%M:%S %z")
    print(f"{by} confirmed the clock at {now}. 已确认时钟。")
