"""Who gives a command: `--as NAME`, with the password asked for or read from standard input.

Passwords never stand among the arguments, where every user of the PC can read them.
"""

from __future__ import annotations

import getpass
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from station.commands.exits import REFUSED, USAGE, leave
from station.commands.places import database, secrets_of
from station.core.access import Principal, Right, Role
from station.core.events import Category
from station.store.errors import StoreRefused

if TYPE_CHECKING:
    from station.compose.office import Office
    from station.compose.order_desk import OrderDesk

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


Second = Annotated[str, typer.Option("--second", help="Who else says so: it takes two people.")]


def signers(place: Office, asking: Asking, *names: str) -> tuple[Principal, ...]:
    """Who signs what is done; the computer's user where nobody is named. At a station that has
    users each gives their password; before there are any, a name is believed, for what little is
    done then (`station.core.access.BEFORE_USERS`)."""
    said = [name or getpass.getuser() for name in names]
    if not place.accounts.any():
        return tuple(Principal(name, Role.LEADER) for name in said)
    return tuple(proved(place, name, asking) for name in said)


def signed(data: Path, right: Right, name: str, from_stdin: bool) -> str:
    """The name under which something is done that may make the database. Ends the command with
    exit code 5 where that person may not."""
    if not database(data).exists():
        return name or getpass.getuser()
    with office(data) as place:
        (who,) = signers(place, Asking(from_stdin), name)
        allowed(place, right, who)
    return who.name


@contextmanager
def order_desk(
    data: Path, names: Sequence[str], from_stdin: bool
) -> Iterator[tuple[OrderDesk, tuple[Principal, ...]]]:
    """The desk of a station that isn't running, and who stands at it. Ends the command with exit
    code 5 where they may not."""
    from station.compose.database import database_at
    from station.compose.order_desk import NotAllowed, open_desk

    with open_desk(database_at(database(data)), secrets_of(data)) as desk:
        people = signers(desk.office, Asking(from_stdin), *names)
        try:
            yield desk, people
        except NotAllowed as why:
            leave(f"packline: {why}", REFUSED)


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


def may_export(data: Path, names: Sequence[str], from_stdin: bool, what: str) -> None:
    """Two people say that codes may leave the station as texts; on record before they do. Ends the
    command with exit code 5 otherwise. Raises KnownError while the station runs."""
    with office(data) as place:
        people = signers(place, Asking(from_stdin), *names)
        allowed(place, Right.EXPORT_CODES, *people)
        place.note(Category.EXPORT, what, "allowed", *people)


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
