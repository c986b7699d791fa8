"""`packline demo`: a whole line, simulated, from the first bottle to the platform."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from station.commands.exits import FAULT, INTERRUPTED, in_words, leave, print_json


@in_words
def demo(
    bottles: Annotated[int, typer.Option(help="How many bottles go onto the line.")] = 480,
    seed: Annotated[int, typer.Option(help="The same seed gives the same faults.")] = 1,
    speed: Annotated[float, typer.Option(help="1.0 is about 24 bottles a second.")] = 1.0,
    faults: Annotated[str, typer.Option(help="none, some or many.")] = "some",
    line: Annotated[
        str,
        typer.Option(
            help="demo (look-down pictures), demo-queue (by queue), demo-pairs (two codes a "
            "bottle), demo-sets (codes from a file), demo-five (the five-code tree), demo-hand "
            "(hand scanners only); or a changed copy of one of them: mine/demo.toml, with label "
            "printers of another make."
        ),
    ] = "demo",
    folder: Annotated[
        Path | None, typer.Option("--dir", help="Where everything goes. [default: demo-run/…]")
    ] = None,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on where the run in --dir stopped.")
    ] = False,
    ui: Annotated[bool, typer.Option("--ui", help="Show the run screen as well.")] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the summary as JSON on standard output.")
    ] = False,
) -> None:
    """Run a whole simulated packing line over real sockets, and account for every bottle.

    Leaves station.db, batch-record.pdf, labels/ and summary.json in the folder. Exit code 0 only if
    every invariant holds and the platform holds exactly what the station bound.
    """
    from station.demo.display import Display
    from station.demo.hall_process import HallFailed
    from station.demo.options import DemoOptions
    from station.demo.reckoning import print_summary
    from station.demo.run import Interrupted, run

    if resume and folder is None:
        leave("packline: --resume needs the folder of the earlier run: --dir DIR", 2)
    where = folder or _fresh_folder()
    options = DemoOptions(where, bottles, seed, speed, faults, line, resume, ui)
    try:
        with Display() as display:
            summary = run(options, display)
    except Interrupted:
        leave(
            f"Stopped; nothing is lost. Go on with: packline demo --dir '{where}' --resume "
            f"--bottles {bottles} --seed {seed} --faults {faults} --line {line}",
            INTERRUPTED,
        )
    except HallFailed as error:
        leave(f"packline: the simulated hall failed: {error}")
    if as_json:
        print_json(asdict(summary))
    else:
        print_summary(summary, where)
    if not summary.sound:
        raise typer.Exit(FAULT)


def _fresh_folder() -> Path:
    """demo-run/1, demo-run/2, …: the first that isn't there."""
    base = Path("demo-run")
    number = 1
    while (base / str(number)).exists():
        number += 1
    return base / str(number)
