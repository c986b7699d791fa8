"""`packline device`: the devices that Packline drives, and their twins to try things against."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from station.commands.exits import in_words, leave, print_json
from station.commands.lazy import lazy

if TYPE_CHECKING:
    from drivers.api import Capabilities

COMMANDS = {
    "simulate": "station.commands.device_simulate:simulate",
    "test-labels": "station.commands.device_scanner:test_labels",
    "selftest": "station.commands.device_scanner:selftest",
    "probe": "station.commands.device_wire:probe",
    "send": "station.commands.device_wire:send",
    "record": "station.commands.device_wire:record",
    "replay": "station.commands.device_wire:replay",
}

app = typer.Typer(
    cls=lazy(COMMANDS), no_args_is_help=True, help="Devices and their simulated twins."
)


@app.command("list")
@in_words
def listed(
    protocol: Annotated[str, typer.Argument(help="All about this one protocol.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print the list as JSON.")] = False,
) -> None:
    """Every protocol, what *done* means for it, and whether hardware was ever tried."""
    from drivers.registry import DRIVERS, TWINS, capabilities

    if protocol and protocol not in DRIVERS:
        leave(f"packline: no protocol {protocol!r}; there are {', '.join(DRIVERS)}", 2)
    rows = {name: capabilities(name) for name in ([protocol] if protocol else DRIVERS)}
    if as_json:
        print_json({name: vars(caps) for name, caps in rows.items()})
    elif protocol:
        _tell_all(protocol, rows[protocol])
    else:
        for name, caps in rows.items():
            print(f"{name:18} {caps.kind:8} done: {caps.done:14} {_tried(caps)}")
        print(f"Simulated (`packline device simulate NAME`): {', '.join(TWINS)}")


def _tried(caps: Capabilities) -> str:
    return "tried on hardware" if caps.hardware_verified else "never tried on hardware"


def _tell_all(protocol: str, caps: Capabilities) -> None:
    print(f"{protocol} ({caps.kind}): {_tried(caps)}")
    print(f"  manual: {caps.manual}")
    for one in caps.unverified:
        print(f"  unverified: {one}")
    if caps.kind in ("coder", "label"):
        depth = "not known" if caps.queue_depth is None else str(caps.queue_depth)
        kept = "kept" if caps.keeps_queue_on_disconnect else "not kept"
        print(f"  done: {caps.done}; accepted: {caps.ack}; holds: {depth}, {kept} over a lost link")


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
