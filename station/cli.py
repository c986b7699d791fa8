"""The command line's entrance: which commands there are."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from station import __version__
from station.commands.lazy import lazy

COMMANDS = {
    "station": "station.commands.station:station",
    "ui": "station.commands.ui:ui",
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
    "sync": "station.commands.sync:app",
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
    pretty_exceptions_enable=False,
    help="Packline: one item, one code, on a packing line. Without a command: the station and its "
    "screen.",
    invoke_without_command=True,
)


def _version(wanted: bool) -> None:
    if wanted:
        print(f"packline {__version__}")
        raise typer.Exit


@app.callback()
def options(
    context: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="The version.")
    ] = False,
    data: Annotated[Path, typer.Option(help="Without a command: the station's folder.")] = Path(
        "station-data"
    ),
    line: Annotated[
        str, typer.Option(help="Without a command: the line file; else line.toml in the folder.")
    ] = "",
    window: Annotated[
        bool, typer.Option("--window", help="Without a command: a window, not the whole screen.")
    ] = False,
) -> None:
    """What every command understands; without one, station and screen."""
    if context.invoked_subcommand is None:
        from station.commands.both import both

        both(data, line, ["--window"] if window else [])


def main() -> None:
    """The `packline` command."""
    from station.compose.veil import veil_crashes

    veil_crashes()
    app(prog_name="packline")
