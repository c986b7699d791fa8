"""Whose word counts where a station isn't running: a name and a password become a `Principal`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from station.core.access import Principal
from station.store.errors import StoreRefused

# Raises StoreRefused for a name or a password that is wrong.
Verify = Callable[[str, str], Principal]


def verifier_of(path: Path) -> Verify:
    """The accounts of the database at `path`. Raises StoreRefused if it has none."""
    raise StoreRefused(f"{path}: nobody has an account here; make an administrator first")
