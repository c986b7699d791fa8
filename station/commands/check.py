"""`packline check`: every invariant on a database, its journal's chain, and a replay against it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from station.commands.bars import spinning
from station.commands.exits import FAULT, in_words, print_json
from station.commands.places import Data, database

if TYPE_CHECKING:
    from station.store.check import CheckReport


@in_words
def check(
    data: Data = Path(),
    heads: Annotated[
        list[str] | None,
        typer.Option("--head", help="NUMBER:HASH, as a batch or a printed record names it."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the report as JSON.")] = False,
) -> None:
    """Check a station's database; nothing in it is changed."""
    from station.compose.anchors import as_printed
    from station.compose.database import database_at

    given = [as_printed(one) for one in heads or []]
    with spinning("opening") as progress:
        report = database_at(database(data)).check(progress, given)
    lock = _standing(database(data)) if not report.findings["file"] else ""
    if as_json:
        print_json(
            {
                "path": report.path,
                "library": report.library,
                "entries": report.entries,
                "head": report.head,
                "chain": report.chain,
                "encrypted": report.encrypted,
                "demonstration": report.demonstration,
                "invariants": {name: not found for name, found in report.findings.items()},
                "findings": report.findings,
                "sound": report.sound,
                "locked": lock,
            }
        )
    else:
        print(f"{report.path}: {report.entries} journal entries, {report.library}")
        for remark in remarks(report):
            print(f"  {remark}")
        for name, found in report.findings.items():
            print(f"  {'ok ' if not found else 'BAD'} {name}")
            for finding in found:
                print(f"      {finding}")
        if lock:
            print(f"  {lock}")
    if not report.sound:
        raise typer.Exit(FAULT)


def remarks(report: CheckReport) -> list[str]:
    """What is no fault and should be known."""
    from station.store.chain_key import PLAIN

    told = []
    if report.demonstration:
        told.append("demonstration, not a real line 演示数据，并非真实产线")
    if report.chain == PLAIN:
        told.append(
            "its journal is chained without a key: whoever can write the file can write a chain "
            "that holds 日志链无密钥"
        )
    if not report.encrypted:
        told.append("it is not encrypted: `packline database encrypt` 数据库未加密")
    return told


def _standing(path: Path) -> str:
    """Why the station would start locked, "" if it would not; that is no fault of the file."""
    from station.compose.unlocking import Kept, look, witness_place

    return str(look(Kept(path, witness_place(path))) or "")
