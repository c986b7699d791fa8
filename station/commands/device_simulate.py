"""`packline device simulate`: a device's twin on a real port, driven by a person."""

from __future__ import annotations

import sys
import threading
from pathlib import Path
from typing import Annotated, Any

import typer

from station.commands.exits import in_words, leave

HELP_LINE = "Type `help` for what it can do, a fault as NAME=VALUE (jam=on), or Ctrl-D to end."


@in_words
def simulate(
    name: Annotated[
        str, typer.Argument(help="As `packline device list` names it, such as codenet or zpl.")
    ],
    port: Annotated[int, typer.Option(help="TCP port on 127.0.0.1; 0 picks a free one.")] = -1,
    folder: Annotated[
        Path, typer.Option(help="The folder of a program that is fed by files.")
    ] = Path("handoff"),
    fault: Annotated[
        list[str] | None, typer.Option("--fault", help="A fault to begin with, NAME or NAME=VALUE.")
    ] = None,
) -> None:
    """Run a device's twin on a real port, to try things against before the real one is wired.

    It takes words from the keyboard: print a bottle, set a fault, cut the link."""
    from drivers.errors import DeviceError
    from drivers.registry import TWINS
    from drivers.sim.console import Console, WordError
    from drivers.sim.deeds import DEEDS

    if name not in TWINS:
        leave(f"packline: no simulated device {name!r}; there are {', '.join(TWINS)}", 2)
    wanted = TWINS[name].port if port < 0 else port
    twin, server = _served(name, wanted, folder)
    console = Console(twin, server if server is not twin else None, DEEDS.get(name, {}))
    try:
        server.start()
    except (OSError, DeviceError) as error:
        leave(f"packline: port {wanted} can't be had ({error}); take another one with --port")
    try:
        for one in fault or []:
            try:
                console.obey(one if "=" in one else f"{one}=on")
            except WordError as error:
                leave(f"packline: {error}", 2)
        in_folder = TWINS[name].at == "folder"
        place = f"watches {folder}" if in_folder else f"listens on 127.0.0.1:{server.port}"
        print(f"{name} {place}. {HELP_LINE}", flush=True)
        _listen(console)
    finally:
        server.stop()


def _served(name: str, port: int, folder: Path) -> tuple[Any, Any]:
    """The twin, and what gives it its port: itself, or a server."""
    from drivers.registry import TWINS, make_twin
    from drivers.sim.server import TwinServer

    if TWINS[name].at == "folder":
        twin = make_twin(name, folder=folder)
        return twin, twin
    if TWINS[name].serves_itself:
        twin = make_twin(name, port=port)
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
