"""`packline simulate`: whole shifts from seeds, at many times the speed of the clock."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from station.commands.exits import FAULT, USAGE, in_words, leave, print_json

if TYPE_CHECKING:
    from station.simulate.campaign import Campaign, Tally
    from station.simulate.shift import Outcome

MODES = ("safety", "liveness", "both")
HOURS_MAX = 1_000.0


@in_words
def simulate(
    seeds: Annotated[str, typer.Option(help="A..B, both included, or one seed.")] = "1..5",
    hours: Annotated[float, typer.Option(help="Hours of each shift, in virtual time.")] = 0.5,
    mode: Annotated[
        str,
        typer.Option(
            help="safety: faults to the end, nothing may be wrong. liveness: the faults stop at "
            "some time, then the order must close and everything be uploaded. both: one after "
            "the other."
        ),
    ] = "both",
    faults: Annotated[str, typer.Option(help="none, some or many.")] = "some",
    line: Annotated[
        str,
        typer.Option(help="A line of the demonstration: see `packline demo --help`."),
    ] = "demo",
    without: Annotated[
        str, typer.Option(help="Names of faults that stay away, with commas between.")
    ] = "",
    shrink: Annotated[
        bool, typer.Option(help="Look for the fewest kinds of faults that still fail.")
    ] = True,
    list_faults: Annotated[
        bool, typer.Option("--list-faults", help="Print the catalogue of faults and end.")
    ] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the result as JSON on standard output.")
    ] = False,
) -> None:
    """Simulate whole shifts of the real station: clock, links and disk replaced, faults by seed.

    The same seed is the same shift, fault by fault. The promises are watched after every step, and
    the simulated hall is held against the database: no code inked twice, every PASS on record,
    every case and label as the database says, each batch once on the platform. Exit code 0 only if
    all of them were kept; a failing seed is printed with the command that replays it.
    """
    from station.simulate.campaign import Campaign, seeds_of
    from station.simulate.faults import AMOUNTS, BY_NAME
    from station.simulate.shift import Mode
    from station.simulate.stage import LINES

    if list_faults:
        _print_catalogue(as_json)
        return
    off = tuple(name for name in without.split(",") if name)
    _one_of("--mode", mode, MODES)
    _one_of("--faults", faults, AMOUNTS)
    _one_of("--line", line, LINES)
    for name in off:
        _one_of("--without", name, tuple(BY_NAME))
    if not 0 < hours <= HOURS_MAX:
        leave(f"packline: --hours {hours:g}: it is more than 0 and {HOURS_MAX:g} at most", USAGE)
    try:
        wanted = seeds_of(seeds)
    except ValueError as error:
        leave(f"packline: {error}", USAGE)
    modes = (Mode.SAFETY, Mode.LIVENESS) if mode == "both" else (Mode(mode),)
    campaign = Campaign(wanted, hours, modes, faults, line, off)
    started_s = time.process_time()
    tally = _run(campaign)
    cpu_s = time.process_time() - started_s
    small = _shrunk(tally) if shrink else tally.failed
    if as_json:
        print_json(_as_json(tally, small, cpu_s))
    else:
        _print(tally, small, cpu_s)
    if tally.failed:
        raise typer.Exit(FAULT)


def _one_of(option: str, value: str, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        leave(f"packline: {option} {value}: it is one of {', '.join(allowed)}", USAGE)


@contextmanager
def _quiet_logs() -> Iterator[None]:
    """A shift of faults logs thousands of lines that nobody wants beside the bar."""
    log, silent = logging.getLogger("packline"), logging.NullHandler()
    propagates = log.propagate
    log.addHandler(silent)
    log.propagate = False
    try:
        yield
    finally:
        log.propagate = propagates
        log.removeHandler(silent)


def _run(campaign: Campaign) -> Tally:
    """All shifts, with a bar of simulated hours where somebody looks."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    from station.simulate.campaign import Tally
    from station.simulate.shift import HOUR_MS, simulate

    tally = Tally()
    console = Console(stderr=True, highlight=False)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.fields[says]}"),
        TimeElapsedColumn(),
    )
    with _quiet_logs(), Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("simulating", total=campaign.shifts * campaign.hours, says="")
        started_s = time.process_time()
        for plan in campaign.plans():

            def tell(now_ms: int, injected: Any, seed: int = plan.seed) -> None:
                done_h = min(now_ms / HOUR_MS, campaign.hours)
                faults = sum(tally.injected.values()) + sum(injected.values())
                cpu_s = max(0.001, time.process_time() - started_s)
                speed = (tally.simulated_ms + now_ms) / 1_000 / cpu_s
                says = (
                    f"seed {seed}, {tally.hours + now_ms / HOUR_MS:.2f} h, ×{speed:.0f}, "
                    f"{faults} faults, {len(tally.failed)} failed"
                )
                bar.update(task, completed=tally.shifts * campaign.hours + done_h, says=says)

            outcome = simulate(plan, tell)
            tally.add(outcome)
            if outcome.violation:
                console.print(f"seed {plan.seed}, {plan.mode}: {outcome.violation}", style="red")
    return tally


def _shrunk(tally: Tally) -> list[Outcome]:
    from rich.console import Console

    from station.simulate.campaign import smallest

    if tally.failed:
        Console(stderr=True).print("Looking for the fewest faults that still fail …")
    return [smallest(outcome) for outcome in tally.failed[:1]] + tally.failed[1:]


def _print(tally: Tally, small: list[Outcome], cpu_s: float) -> None:
    from station.simulate.campaign import command_of
    from station.simulate.faults import BY_NAME

    print(
        f"{tally.shifts} shifts, {tally.hours:.2f} simulated hours in {cpu_s:.1f} s of CPU time "
        f"(×{tally.simulated_ms / 1_000 / max(cpu_s, 0.001):.0f}): {tally.bottles} bottles, "
        f"{tally.cases} cases, {tally.orders} orders, {tally.lives} starts of the station, "
        f"{tally.steps} steps checked, {tally.uploads} uploads"
    )
    for name, count in sorted(tally.injected.items()):
        print(f"  {count:>7} {name:<24} {BY_NAME[name].row:<6} {BY_NAME[name].what}")
    print(f"{tally.in_doubt} codes in doubt at the end, {tally.quarantined} cases in quarantine")
    print(f"{len(tally.failed)} of {tally.shifts} shifts broke a promise")
    for outcome in small:
        print(f"\nseed {outcome.plan.seed}, after {outcome.at_ms / 1_000:.1f} s and "
              f"{outcome.steps} steps: {outcome.violation}")  # fmt: skip
        print(f"  faults: {', '.join(sorted(outcome.injected)) or 'none'}")
        print(f"  {command_of(outcome.plan)} --no-shrink")


def _as_json(tally: Tally, small: list[Outcome], cpu_s: float) -> dict[str, object]:
    from station.simulate.campaign import command_of

    whole = {name: value for name, value in vars(tally).items() if name != "failed"}
    violations = [{**asdict(one), "command": command_of(one.plan)} for one in small]
    return {
        **whole,
        "simulated_hours": round(tally.hours, 4),
        "cpu_s": round(cpu_s, 2),
        "speed": round(tally.simulated_ms / 1_000 / max(cpu_s, 0.001), 1),
        "violations": violations,
    }


def _print_catalogue(as_json: bool) -> None:
    from station.simulate.faults import CATALOGUE

    if as_json:
        print_json([asdict(fault) for fault in CATALOGUE])
        return
    for fault in CATALOGUE:
        print(f"{fault.name:<24} {fault.row:<6} {fault.chance:g} a {fault.per:<7} {fault.what}")
