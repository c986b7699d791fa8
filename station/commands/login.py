"""Who gives a command: `--as NAME`, with the password asked for or read from standard input.

Passwords never stand among the arguments, where every user of the PC can read them.
"""

from __future__ import annotations

import getpass
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from station.commands.exits import REFUSED, USAGE, leave
from station.commands.places import database
from station.core.access import Principal, Right
from station.store.errors import StoreRefused

if TYPE_CHECKING:
    from station.compose.office import Office

LINE_CHARACTERS_MAX = 256

As = Annotated[str, typer.Option("--as", help="Who gives this command; the password is asked for.")]
FromStdin = Annotated[
    bool,
    typer.Option("--password-stdin", help="Read passwords from standard input, a line each."),
]


@dataclass(frozen=True)
class Asking:
    """Where words that nobody may see come from."""

    from_stdin: bool

    def word(self, what: str) -> str:
        """One password, PIN or passphrase."""
        if self.from_stdin:
            line = sys.stdin.readline(LINE_CHARACTERS_MAX)
            if not line:
                leave(f"packline: standard input ended before the {what}; give a line each", USAGE)
            return line.rstrip("\r\n")
        if not sys.stdin.isatty():
            leave(f"packline: the {what} is asked for on a terminal; or --password-stdin", USAGE)
        return getpass.getpass(f"{what}: ", stream=sys.stderr)

    def new_word(self, what: str) -> str:
        """One to be kept from now on: on a terminal asked for twice."""
        first = self.word(what)
        if not self.from_stdin and self.word(f"{what} once more") != first:
            leave(f"packline: these are two different ones; the {what} was not changed", USAGE)
        return first


@contextmanager
def office(data: Path) -> Iterator[Office]:
    """The users of a station that isn't running. Raises KnownError while it runs."""
    from station.compose.database import database_at
    from station.compose.office import open_office

    where = database_at(database(data))
    if not where.path.exists():
        leave(f"packline: {where.path}: there is no station; packline user first makes one")
    with open_office(where) as opened:
        yield opened


def proved(place: Office, name: str, asking: Asking) -> Principal:
    """The person gave their password. Ends the command with exit code 5 otherwise."""
    try:
        return place.log_in(name, asking.word(f"password of {name}"))
    except StoreRefused as refused:
        leave(f"packline: {refused}", REFUSED)


def allowed(place: Office, right: Right, *people: Principal) -> None:
    """They may. Ends the command with exit code 5 otherwise; it is in the audit trail then."""
    why = place.why_not(right, people)
    if why:
        leave(f"packline: {why}", REFUSED)
