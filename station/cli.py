"""The command line's entrance: which commands there are."""

from __future__ import annotations

from typing import Annotated

import typer

from station import __version__
from station.commands import (
    backup,
    bench,
    check,
    clock,
    codes,
    config,
    database,
    demo,
    device,
    device_scanner,
    device_simulate,
    device_wire,
    key,
    label,
    order,
    report,
    restore,
    rework,
    ship,
    simulate,
    trace,
    unlock,
    user,
)

app = typer.Typer(
    name="packline",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Packline: one item, one code, on a packing line.",
)
app.command("demo")(demo.demo)
app.command("simulate")(simulate.simulate)
app.command("trace")(trace.trace)
app.command("check")(check.check)
app.command("restore")(restore.restore)
app.command("unlock")(unlock.unlock)
app.add_typer(backup.app, name="backup")
app.add_typer(bench.app, name="bench")
app.add_typer(clock.app, name="clock")
app.add_typer(order.app, name="order")
app.add_typer(rework.app, name="rework")
app.add_typer(ship.app, name="ship")
app.add_typer(codes.app, name="codes")
app.add_typer(config.app, name="config")
app.add_typer(device.app, name="device")
app.add_typer(label.app, name="label")
device.app.command("simulate")(device_simulate.simulate)
device.app.command("test-labels")(device_scanner.test_labels)
device.app.command("selftest")(device_scanner.selftest)
device.app.command("probe")(device_wire.probe)
device.app.command("send")(device_wire.send)
device.app.command("record")(device_wire.record)
device.app.command("replay")(device_wire.replay)
app.add_typer(user.app, name="user")
app.add_typer(key.app, name="key")
app.add_typer(database.app, name="database")
app.add_typer(report.app, name="report")


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
