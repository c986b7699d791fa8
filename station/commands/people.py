"""Who signs a command: a name, and the second one where it takes two people."""

from __future__ import annotations

import getpass
from typing import Annotated

import typer

As = Annotated[
    str, typer.Option("--as", help="Who does this; the computer's user if nobody is named.")
]
Second = Annotated[str, typer.Option("--second", help="Who else says so: it takes two people.")]


def signer(name: str) -> str:
    """The name that goes on record."""
    return name or getpass.getuser()
