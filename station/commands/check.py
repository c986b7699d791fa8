"""`packline check`: every invariant on a database, its journal's chain, and a replay against it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from station.commands.bars import spinning
from station.commands.exits import FAULT, in_words, print_json
from station.commands.places import Data, database


@in_words
def check(
    data: Data = Path(),
    as_json: Annotated[bool, typer.Option("--json", help="Print the report as JSON.")] = False,
) -> None:
    """Check a station's database; nothing in it is changed."""
    from station.store.check import check_store

    with spinning("opening") as progress:
        report = check_store(database(data), progress=progress)
    if as_json:
        print_json(
            {
                "path": report.path,
                "library": report.library,
                "entries": report.entries,
                "head": report.head,
                "invariants": {name: not found for name, found in report.findings.items()},
                "findings": report.findings,
                "sound": report.sound,
            }
        )
    else:
        print(f"{report.path}: {report.entries} journal entries, {report.library}")
        for name, found in report.findings.items():
            print(f"  {'ok ' if not found else 'BAD'} {name}")
            for finding in found:
                print(f"      {finding}")
    if not report.sound:
        raise typer.Exit(FAULT)
