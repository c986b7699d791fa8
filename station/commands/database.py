"""`packline database`: the file itself. So far one thing: encrypting one that was made plain."""

from __future__ import annotations

from pathlib import Path

import typer

from station.commands.exits import NOTHING, in_words, leave
from station.commands.places import Data, database

app = typer.Typer(no_args_is_help=True, help="A station's database file.")


@app.command("encrypt")
@in_words
def encrypt(data: Data = Path()) -> None:
    """Encrypt the database of a station that isn't running. An encrypted backup stays beside it."""
    from station.compose.database import database_at
    from station.store.errors import KnownError
    from station.store.lock import StationLock

    place = database_at(database(data))
    if not place.path.exists():
        raise KnownError(f"{place.path}: there is no database; name the folder of a station")
    if place.encrypted:
        leave(f"packline: {place.path} is encrypted already", NOTHING)
    with StationLock(place.path):
        kept = place.encrypt()
    print(
        f"{place.path} is encrypted 数据库已加密; its backup is {kept}. Keep the key as well: "
        "packline key export. The disk may hold old blocks of the plain file for a while."
    )
