"""Where a station keeps its things, as the commands name it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from station.compose.secrets import SecretStore, secrets_beside

DATABASE = "station.db"

Data = Annotated[
    Path, typer.Option("--data", "--dir", help="The station's folder, or its database file.")
]


def database(data: Path) -> Path:
    """The database in a folder, or the file itself."""
    return data / DATABASE if data.is_dir() else data


def secrets_of(data: Path) -> SecretStore:
    """Where the secrets of this folder are: in the folder if it has some, else the system's."""
    return secrets_beside(data if data.is_dir() else data.parent)
