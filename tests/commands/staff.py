"""The people of a station in the tests of commands, made at once, with one password for all."""

from __future__ import annotations

from pathlib import Path

from argon2 import PasswordHasher

from station.commands.places import secrets_of
from station.compose.database import Database
from station.compose.office import Office
from station.core.access import Role
from station.store.accounts import Accounts
from station.store.passwords import Passwords

WORD = "kite-Harbour-73-moss"
CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
PEOPLE_MAX = 3  # who give their password to one command


def hire(data: Path, **roles: str) -> None:
    """Users of the station in this folder, by name; `chief` is the administrator."""
    database = Database(data / "station.db", secrets_of(data))
    with database.opened(station=0) as store:
        accounts = Accounts(store.engine, Passwords(database.keys().pepper, CHEAP))
        place = Office(store, accounts)
        place.perform(accounts.first("chief", WORD))
        for name, role in roles.items():
            place.perform(accounts.add("chief", name, Role(role), WORD))
            place.perform(accounts.set_password(name, name, WORD))


def signed(arguments: tuple[str, ...]) -> tuple[list[str], str]:
    """The arguments, and what stands in standard input: whoever signs gives their password."""
    if "--as" not in arguments:
        return list(arguments), ""
    return [*arguments, "--password-stdin"], f"{WORD}\n" * PEOPLE_MAX
