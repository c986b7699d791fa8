"""`packline restore FILE`: put a backup in the place of the database."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from station.commands.bars import spinning
from station.commands.exits import in_words, print_json
from station.commands.places import Data, database


@in_words
def restore(
    file: Annotated[Path, typer.Argument(help="The backup.")],
    data: Data = Path(),
    as_json: Annotated[bool, typer.Option("--json", help="Print what was done as JSON.")] = False,
) -> None:
    """Check a backup whole, move the present database aside and put the backup in its place.

    Nothing is deleted. The station then starts locked, until two people unlock it."""
    from station.compose.restoring import restore as put_back

    with spinning("checking") as progress:
        done = put_back(file, database(data), progress=progress)
    if as_json:
        print_json(
            {
                "database": str(done.database),
                "backup": str(done.backup),
                "aside": str(done.aside) if done.aside else None,
                "entries": done.report.entries,
                "head": done.report.head,
                "locked": True,
            }
        )
        return
    print(f"{done.database}: restored from {done.backup}, {done.report.entries} journal entries")
    if done.aside:
        print(f"  the database that was there is now {done.aside}; nothing was deleted")
    print("  It is locked: what was printed since that backup is not in it. 数据库已恢复并锁定。")
    print("  To go on, two people run: packline unlock. 由两人执行 packline unlock 后方可生产。")
