"""`packline backup`: a verified copy of the database, while the station runs or not; and which
backups there are."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from config.line import StoreEntry
from config.loading import find_line, load_line
from station.commands.bars import spinning
from station.commands.exits import NOTHING, in_words, leave, print_json
from station.commands.places import Data, database

app = typer.Typer(
    invoke_without_command=True,
    help="Copy the database, verified, while the station runs or not. 备份数据库。",
)

LineName = Annotated[str, typer.Option("--line", help="Line file, for its [store] backup.")]


@app.callback()
@in_words
def backup(
    ctx: typer.Context,
    data: Data = Path(),
    to: Annotated[
        Path | None, typer.Option("--to", help="A folder, or a new file that ends in .db.")
    ] = None,
    keep: Annotated[int, typer.Option(min=0, help="Keep only so many in a folder; 0 = all.")] = 0,
    line: LineName = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print the backup as JSON.")] = False,
) -> None:
    """Make a backup. Its name tells when it was made, and the journal's head in it."""
    if ctx.invoked_subcommand is not None:
        return
    from station.compose.backups import make
    from station.compose.database import database_at

    path, store = database(data), _store_of(line)
    kept = keep or (store.backups_kept if to is None else 0)
    with spinning("copying"):
        made = make(database_at(path), to or path.parent / store.backup, kept=kept)
    if as_json:
        print_json(_plain(made))
    else:
        print(f"{made.path}: {made.bytes:,} bytes, verified. 备份完成,已校验。")


@app.command("list")
@in_words
def listed(
    data: Data = Path(),
    folder: Annotated[
        Path | None, typer.Option("--in", help="Another folder than the usual one.")
    ] = None,
    line: LineName = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print the list as JSON.")] = False,
) -> None:
    """The backups in a folder, the newest first."""
    from station.compose.backups import listed as backups_in

    where = folder or database(data).parent / _store_of(line).backup
    made = backups_in(where)
    if as_json:
        print_json([_plain(one) for one in made])
    elif not made:
        leave(f"{where}: no backups are here. 没有备份。", NOTHING)
    else:
        for one in made:
            print(f"{one.path}  {one.seq:9,} entries  {one.bytes:12,} bytes")


def _store_of(line: str) -> StoreEntry:
    return load_line(find_line(line)).store if line else StoreEntry()


def _plain(made: Any) -> dict[str, Any]:
    return {**asdict(made), "path": str(made.path)}
