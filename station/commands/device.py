"""`packline device`: the devices that Packline drives, and their twins to try things against."""

from __future__ import annotations

import sys
import threading
import time
from pathlib import Path
from typing import Annotated, Any

import typer

from station.commands import device_scanner
from station.commands.exits import in_words, leave, print_json

app = typer.Typer(no_args_is_help=True, help="Devices and their simulated twins.")
app.command("test-labels")(device_scanner.test_labels)
app.command("selftest")(device_scanner.selftest)

HELP_LINE = "Type a fault as NAME=VALUE (e.g. jam=on), `faults` to list them, or Ctrl-D to end."


@app.command("list")
@in_words
def listed(
    as_json: Annotated[bool, typer.Option("--json", help="Print the list as JSON.")] = False,
) -> None:
    """Every protocol, what *done* means for it, and whether hardware was ever tried."""
    from drivers.registry import DRIVERS, capabilities

    rows = [(name, capabilities(name)) for name in DRIVERS]
    if as_json:
        print_json({name: vars(caps) for name, caps in rows})
        return
    for name, caps in rows:
        tried = "tried on hardware" if caps.hardware_verified else "never tried on hardware"
        print(f"{name:18} {caps.kind:8} done: {caps.done:10} {tried}")


@app.command("simulate")
@in_words
def simulate(
    name: Annotated[
        str,
        typer.Argument(help="codenet, zpl, plc, keyence, cognex, sick, reader, scanner or wedge."),
    ],
    port: Annotated[int, typer.Option(help="TCP port on 127.0.0.1; 0 picks a free one.")] = -1,
    fault: Annotated[
        list[str] | None, typer.Option("--fault", help="A fault to begin with, NAME or NAME=VALUE.")
    ] = None,
) -> None:
    """Run a device's twin on a real port, to try things against before the real one is wired."""
    from drivers.errors import DeviceError
    from drivers.registry import TWINS

    if name not in TWINS:
        leave(f"packline: no simulated device {name!r}; there are {', '.join(TWINS)}", 2)
    wanted = TWINS[name].port if port < 0 else port
    twin, server = _served(name, wanted)
    try:
        server.start()
    except (OSError, DeviceError) as error:
        leave(f"packline: port {wanted} can't be had ({error}); take another one with --port")
    try:
        for one in fault or []:
            _set(twin, one)
        print(f"{name} listens on 127.0.0.1:{server.port}. {HELP_LINE}", flush=True)
        _listen(twin)
    finally:
        server.stop()


@app.command("photograph")
@in_words
def photograph(
    folder: Annotated[Path, typer.Argument(help="Where the pictures go: a camera's folder.")],
    text: Annotated[str, typer.Option(help="What the codes say; the number is added.")] = (
        "HTTPS://X.EXAMPLE/"
    ),
    kind: Annotated[str, typer.Option(help="qr or data-matrix.")] = "qr",
    count: Annotated[int, typer.Option(help="How many pictures.")] = 10,
    every_ms: Annotated[int, typer.Option(help="Time between two pictures.")] = 500,
    seed: Annotated[int, typer.Option(help="The same seed gives the same pictures.")] = 1,
) -> None:
    """A camera's twin: photographs of printed codes with blur, noise, rotation, uneven light."""
    from drivers.sim.line.photographer import Photographer
    from drivers.sim.line.things import Product

    if kind not in ("qr", "data-matrix"):
        leave(f"packline: --kind {kind}: it is qr or data-matrix", 2)
    folder.mkdir(parents=True, exist_ok=True)
    camera = Photographer(seed, "qr" if kind == "qr" else "data-matrix", False, 4, 6)
    for number in range(1, count + 1):
        ink = f"{text}{number:06d}".encode()
        camera.product(folder, Product(number, 0.0, ink=ink))
        print(f"{folder}/{number:06d}.png  {ink.decode()}", flush=True)
        if number < count:
            time.sleep(every_ms / 1_000)


def _served(name: str, port: int) -> tuple[Any, Any]:
    """The twin, and what gives it its port: itself, or a server."""
    from drivers.registry import TWINS, make_twin
    from drivers.sim.server import TwinServer

    if TWINS[name].serves_itself:
        twin = make_twin(name, port=port)
        return twin, twin
    twin = make_twin(name)
    return twin, TwinServer(twin, port=port)


def _listen(twin: Any) -> None:
    """Take faults from standard input until its end; without one, until Ctrl-C."""
    try:
        for line in sys.stdin:
            words = line.strip()
            if words in ("faults", "help", "?"):
                for known, meaning in twin.FAULTS.items():
                    print(f"  {known:22} {meaning}")
            elif words:
                _set(twin, words, stop=False)
        if not sys.stdin.isatty():
            threading.Event().wait()  # a service without input runs until it is ended
    except KeyboardInterrupt:
        return


def _set(twin: Any, words: str, *, stop: bool = True) -> None:
    known, _, value = words.partition("=")
    try:
        twin.fault(known.strip(), value.strip() or "on")
    except ValueError as error:
        if stop:
            leave(f"packline: {error}", 2)
        print(error)
