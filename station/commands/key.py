"""`packline key`: the station's keys in a file that two people open together. 密钥托管。"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from station.commands.exits import in_words
from station.commands.login import Asking, FromStdin, allowed, office, proved
from station.commands.places import Data, database, secrets_of
from station.core.access import Right
from station.core.events import Category

app = typer.Typer(no_args_is_help=True, help="The station's keys, for the safe. 密钥托管。")

FileArgument = Annotated[Path, typer.Argument(help="The escrow file.")]


@app.command("export")
@in_words
def export(
    file: FileArgument,
    people: Annotated[
        tuple[str, str], typer.Option("--as", help="Two people, with the right to export codes.")
    ],
    data: Data = Path(),
    from_stdin: FromStdin = False,
) -> None:
    """Seal the keys into a file that two passphrases open together.

    Standard input: both passwords, then both passphrases, a line each."""
    from station.compose.escrow import export_keys

    asking = Asking(from_stdin)
    with office(data) as place:
        first, second = (proved(place, name, asking) for name in people)
        allowed(place, Right.EXPORT_CODES, first, second)
        phrases = tuple(asking.new_word(f"passphrase of {one.name}") for one in (first, second))
        # Noted first: no key leaves the station that the trail doesn't know of.
        place.note(Category.EXPORT, "station keys to an escrow file", "begun", first, second)
        export_keys(secrets_of(data), file, (phrases[0], phrases[1]))
        place.note(Category.EXPORT, "station keys to an escrow file", "done", first, second)
    print(f"{file}: sealed 已封存. Keep it away from this PC and from both passphrases.")


@app.command("import")
@in_words
def import_(file: FileArgument, data: Data = Path(), from_stdin: FromStdin = False) -> None:
    """Bring the keys back from an escrow file. Standard input: both passphrases, a line each."""
    from station.compose.database import database_at
    from station.compose.escrow import import_keys
    from station.compose.office import open_office

    asking, secrets = Asking(from_stdin), secrets_of(data)
    phrases = asking.word("first passphrase"), asking.word("second passphrase")
    import_keys(secrets, file, phrases)
    where = database_at(database(data))
    if where.path.exists():
        with open_office(where) as place:
            place.note(Category.UNLOCK, "station keys from an escrow file", "done")
    print(f"the keys of {file} are in the {secrets.place} 密钥已恢复")
