"""`packline check`: every invariant on a database, its journal's chain, and a replay against it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
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
    lock, witness = ("", None) if report.findings["file"] else _witnessed(database(data))
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
                "witness": None if witness is None else str(witness.path),
                "witness_on_same_disk": None if witness is None else witness.near,
            }
        )
    else:
        print(f"{report.path}: {report.entries} journal entries, {report.library}")
        for remark in [*remarks(report), *_near(witness)]:
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


@dataclass(frozen=True)
class WitnessAt:
    """Where the witness is, and whether that is the disk of the database."""

    path: Path
    near: bool


def _witnessed(path: Path) -> tuple[str, WitnessAt]:
    """Why the station would start locked, "" if it would not, and where its witness is; neither
    is a fault of the file. The check has read the witness, so its folder is there."""
    from station.compose.unlocking import Kept, look, witness_place
    from station.store.disk import same_disk

    witness = witness_place(path)
    lock = look(Kept(path, witness))
    return str(lock or ""), WitnessAt(witness, same_disk(witness, path))


def _near(witness: WitnessAt | None) -> Iterator[str]:
    if witness is not None and witness.near:
        yield (
            f"its witness {witness.path} is on the same disk: a broken disk takes both; name a "
            "place on another one in [store] witness of the line file 见证文件与数据库同盘"
        )
