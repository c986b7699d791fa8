"""`packline device simulate`: a device's twin on a real port, driven by a person."""

from __future__ import annotations

import sys
import threading
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from station.commands.exits import in_words, leave

HELP_LINE = "Type `help` for what it can do, a fault as NAME=VALUE (jam=on), or Ctrl-D to end."

OPCUA_PORT = 4_840


class Over(StrEnum):
    """The ways to the simulated PLC."""

    TCP = "tcp"
    RTU = "rtu"
    OPCUA = "opcua"


class PlcLayout(StrEnum):
    """Where the simulated PLC's Modbus map lies."""

    AREAS = "areas"
    BLOCK = "block"


@in_words
def simulate(
    name: Annotated[
        str, typer.Argument(help="As `packline device list` names it, such as codenet or zpl.")
    ],
    port: Annotated[int, typer.Option(help="TCP port on 127.0.0.1; 0 picks a free one.")] = -1,
    folder: Annotated[
        Path | None,
        typer.Option(help="For file-handoff and print-queue: where their files lie."),
    ] = None,
    fault: Annotated[
        list[str] | None, typer.Option("--fault", help="A fault to begin with, NAME or NAME=VALUE.")
    ] = None,
    over: Annotated[
        Over, typer.Option(help="The way to a plc: Modbus TCP, Modbus RTU (serial) or OPC UA.")
    ] = Over.TCP,
    serial: Annotated[
        str,
        typer.Option(
            help="With --over rtu: the plc's own serial port, serial:///dev/ttyUSB1?baud=19200. "
            "Without, a pair of ports is made on this computer."
        ),
    ] = "",
    layout: Annotated[
        PlcLayout, typer.Option(help="Where a plc's Modbus map lies: in its areas, or one block.")
    ] = PlcLayout.AREAS,
) -> None:
    """Run a device's twin on a real port, to try things against before the real one is wired.

    It takes words from the keyboard: print a bottle, set a fault, cut the link."""
    from drivers.errors import DeviceError
    from drivers.registry import TWINS
    from drivers.sim.console import Console, WordError
    from drivers.sim.deeds import DEEDS

    if name not in TWINS:
        leave(f"packline: no simulated device {name!r}; there are {', '.join(TWINS)}", 2)
    _check_way(name, over, serial, layout)
    usual = OPCUA_PORT if over == Over.OPCUA else TWINS[name].port
    wanted = usual if port < 0 else port
    try:
        is_plc = name == "plc"
        served = _plc(wanted, over, serial, layout) if is_plc else _served(name, wanted, folder)
    except ValueError as error:
        leave(f"packline: {error}")
    twin, server = served
    console = Console(twin, server if server is not twin else None, DEEDS.get(name, {}))
    try:
        server.start()
    except (OSError, DeviceError) as error:
        where, other = (serial, "--serial") if over == Over.RTU else (f"port {wanted}", "--port")
        leave(f"packline: {where} can't be had ({error}); take another one with {other}")
    try:
        for one in fault or []:
            try:
                console.obey(one if "=" in one else f"{one}=on")
            except WordError as error:
                leave(f"packline: {error}", 2)
        in_folder = TWINS[name].at == "folder"
        place = f"watches {twin.folder}" if in_folder else f"listens on {server.url}"
        print(f"{name} {place} – {HELP_LINE}", flush=True)
        _listen(console)
    finally:
        server.stop()


def _check_way(name: str, over: Over, serial: str, layout: PlcLayout) -> None:
    if layout != PlcLayout.AREAS and (name != "plc" or over == Over.OPCUA):
        leave("packline: --layout is for a plc over Modbus", 2)
    if name != "plc" and over != Over.TCP:
        leave(f"packline: --over {over} is for a plc; {name} has one way only", 2)
    if serial and over != Over.RTU:
        leave("packline: --serial needs --over rtu", 2)


def _plc(
    port: int, over: Over, serial: str = "", layout: PlcLayout = PlcLayout.AREAS
) -> tuple[Any, Any]:
    """The PLC's twin, which serves itself. Raises ValueError if this way can't be had."""
    from drivers.registry import make_twin
    from station.compose.workplace import quiet_libraries

    quiet_libraries()
    twin = make_twin("plc", port=port, over=str(over), serial=serial, layout=str(layout))
    return twin, twin


def _served(name: str, port: int, folder: Path | None) -> tuple[Any, Any]:
    """The twin, and what gives it its port: itself, or a server."""
    from drivers.registry import TWINS, make_twin
    from drivers.sim.server import TwinServer

    if TWINS[name].at == "folder":
        twin = make_twin(name, **({} if folder is None else {"folder": folder}))
        return twin, twin
    twin = make_twin(name)
    return twin, TwinServer(twin, port=port)


def _listen(console: Any) -> None:
    """Take words from standard input until its end; without one, until Ctrl-C."""
    from drivers.sim.console import WordError

    try:
        for line in sys.stdin:
            try:
                said = console.obey(line.strip())
            except WordError as error:
                said = str(error)
            if said:
                print(said, flush=True)
        if not sys.stdin.isatty():
            threading.Event().wait()  # a service without input runs until it is ended
    except KeyboardInterrupt:
        return
