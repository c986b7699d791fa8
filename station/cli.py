"""The command line's entrance: which commands there are."""

from __future__ import annotations

from typing import Annotated

import typer

from station import __version__
from station.commands.lazy import lazy

COMMANDS = {
    "station": "station.commands.station:station",
    "demo": "station.commands.demo:demo",
    "simulate": "station.commands.simulate:simulate",
    "trace": "station.commands.trace:trace",
    "check": "station.commands.check:check",
    "restore": "station.commands.restore:restore",
    "unlock": "station.commands.unlock:unlock",
    "backup": "station.commands.backup:app",
    "bench": "station.commands.bench:app",
    "clock": "station.commands.clock:app",
    "order": "station.commands.order:app",
    "rework": "station.commands.rework:app",
    "ship": "station.commands.ship:app",
    "codes": "station.commands.codes:app",
    "config": "station.commands.config:app",
    "device": "station.commands.device:app",
    "label": "station.commands.label:app",
    "user": "station.commands.user:app",
    "key": "station.commands.key:app",
    "database": "station.commands.database:app",
    "report": "station.commands.report:app",
}

app = typer.Typer(
    name="packline",
    cls=lazy(COMMANDS),
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Packline: one item, one code, on a packing line.",
)


def _version(wanted: bool) -> None:
    if wanted:
        print(f"packline {__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="The version.")
    ] = False,
) -> None:
    """What every command understands."""


def main() -> None:
    """The `packline` command."""
    from station.compose.veil import veil_crashes

    veil_crashes()
    app(prog_name="packline")
