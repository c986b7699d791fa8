"""`packline bench`: what Packline's parts can do on this PC."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from station.commands.exits import FAULT, USAGE, in_words, leave, print_json

if TYPE_CHECKING:
    from drivers.labels.symbols import Kind
    from station.bench.decode.measure import Row
    from station.bench.decode.pictures import Class

app = typer.Typer(no_args_is_help=True, help="Measure Packline's parts on this PC.")

PICTURES_MAX = 500
SEED = 20_261  # none of the reader's rungs was chosen on its pictures
PAGE = Path(__file__).resolve().parents[2] / "docs" / "decoding.md"


@app.callback()
def bench() -> None:
    """Measure Packline's parts on this PC."""


@app.command("decode")
@in_words
def decode(
    pictures: Annotated[
        int, typer.Option(help="Cases of 24 caps to each class; mid has five times as many.")
    ] = 4,
    seed: Annotated[int, typer.Option(help="The same seed gives the same pictures.")] = SEED,
    classes: Annotated[str, typer.Option(help="Names with commas between; empty: all.")] = "",
    kinds: Annotated[str, typer.Option(help="qr, data-matrix, or both.")] = "qr,data-matrix",
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
    write_docs: Annotated[
        bool, typer.Option("--write-docs", help="Put the figures into docs/decoding.md.")
    ] = False,
) -> None:
    """Codes that are read, false reads and milliseconds, against plain decoders.

    Renders cases of 24 caps, class by class, and has Packline's camera reader, zxing-cpp, pyzbar,
    pylibdmtx and OpenCV's detectors read the same pictures in turn: whole, and as the same cuts.
    About a quarter of an hour as it stands. Exit code 1 if anything was read by Packline that
    wasn't there.
    """
    from station.bench.decode.contenders import LIBRARIES
    from station.bench.decode.page import markdown, plain, write_into
    from station.bench.decode.pictures import CLASSES, KINDS
    from station.bench.machine import this_machine

    if not 1 <= pictures <= PICTURES_MAX:
        leave(f"packline: --pictures {pictures}: it is 1 to {PICTURES_MAX}", USAGE)
    if seed < 0:
        leave(f"packline: --seed {seed}: it is 0 or more", USAGE)
    wanted = [CLASSES[name] for name in _chosen("--classes", classes, tuple(CLASSES))]
    of_kinds = [cast("Kind", name) for name in _chosen("--kinds", kinds, KINDS)]
    rows = _measured(wanted, of_kinds, pictures, seed)
    if write_docs:
        command = f"packline bench decode --pictures {pictures}"
        write_into(PAGE, markdown(rows, this_machine(LIBRARIES), command, seed))
    if as_json:
        print_json(
            {"machine": asdict(this_machine(LIBRARIES)), "seed": seed, "pictures": pictures,
             "rows": [asdict(row) for row in rows]}
        )  # fmt: skip
    else:
        print(plain(rows))
    if any(row.false for row in rows if row.contender.startswith("Packline")):
        raise typer.Exit(FAULT)


@app.command("screen")
@in_words
def screen(
    per_minute: Annotated[float, typer.Option(help="Bottles a minute of the simulated line.")] = (
        1_200.0
    ),
    seconds: Annotated[float, typer.Option(help="How long to look.")] = 20.0,
    starts: Annotated[int, typer.Option(help="How often the first window is timed.")] = 5,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
) -> None:
    """What the touchscreen uses of a core while a line runs, and how soon its window is there.

    Baseline in the same run: one label of the same toolkit, written ten times a second. Exit code
    1 if the screen is over its budget (25 % of a core, 1.5 s)."""
    from tempfile import TemporaryDirectory

    from station.bench.screen.measure import BUDGET_CORE, BUDGET_WINDOW_S, measure

    with TemporaryDirectory() as folder:
        cost = measure(Path(folder) / "line", per_minute, seconds, starts)
    if as_json:
        print_json({**asdict(cost), "within": cost.within})
    else:
        print(f"line          {cost.bottles_per_min:.0f} bottles a minute")
        print(f"of one core   {cost.core:.1%} (budget {BUDGET_CORE:.0%}; "
              f"one bare label {cost.bare_core:.1%})")  # fmt: skip
        print(f"first window  {cost.window_s:.2f} s (budget {BUDGET_WINDOW_S:g} s; "
              f"an empty one {cost.bare_window_s:.2f} s)")  # fmt: skip
        print(f"memory        {cost.resident_mb:.0f} MB")
    if not cost.within:
        raise typer.Exit(FAULT)


def _chosen(option: str, names: str, known: tuple[str, ...]) -> list[str]:
    """The names that were asked for, in their own order; all, where none was."""
    asked = [name.strip() for name in names.split(",") if name.strip()]
    for name in asked:
        if name not in known:
            leave(f"packline: {option} {name}: it is some of {', '.join(known)}", USAGE)
    return [name for name in known if name in asked or not asked]


def _measured(wanted: list[Class], kinds: list[Kind], pictures: int, seed: int) -> list[Row]:
    """All rows, with a bar of pictures where somebody looks."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    from station.bench.decode.measure import looks_of, measure

    columns = (
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(),
    )  # fmt: skip
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("decoding", total=looks_of(wanted, kinds, pictures))
        return measure(
            wanted,
            kinds,
            pictures,
            seed,
            lambda what: bar.update(task, advance=1, description=what),
        )
