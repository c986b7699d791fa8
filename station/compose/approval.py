"""Whose word counts where a station isn't running: a name and a password become a `Principal`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from station.compose.database import database_at
from station.compose.office import open_office
from station.core.access import Principal
from station.store.errors import StoreRefused

# Raises StoreRefused for a name or a password that is wrong.
Verify = Callable[[str, str], Principal]


def verifier_of(path: Path) -> Verify:
    """The accounts of the database at `path`, whose lock nobody holds meanwhile. Each try is
    written. Raises StoreRefused if it has none."""
    with open_office(database_at(path)) as office:
        if not office.accounts.any():
            raise StoreRefused(f"{path}: nobody has an account here; make an administrator first")

    def verify(name: str, password: str) -> Principal:
        with open_office(database_at(path)) as office:
            return office.log_in(name, password)

    return verify
