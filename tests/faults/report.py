"""What a proof says: a bar while it runs, each broken promise at once, and one result at the end.

Every trial comes from one seed. A broken promise is printed with `SEED=…` and the one command that
plays that trial again.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from functools import partial

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from tests.faults.trial import Outcome


@dataclass(frozen=True)
class Broken:
    seed: int
    what: tuple[str, ...]
    replay: str


@dataclass
class Result:
    """`blows` are what was done to the station, in the proof's own unit."""

    proof: str
    unit: str
    trials: int = 0
    blows: int = 0
    prints: int = 0
    seconds: float = 0.0
    broken: list[Broken] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def kept(self) -> bool:
        return not self.broken


class StoppedByHand(Exception):
    """Between two trials: an interrupt in the middle of one would look like a fault."""


class Count:
    """Adds trials to a result, and shows how far it is."""

    def __init__(
        self,
        result: Result,
        console: Console,
        show: Callable[..., None],
        stopping: Callable[[], bool],
    ) -> None:
        self.result, self._console, self._show = result, console, show
        self._stopping = stopping
        self.hit: set[str] = set()

    def add(self, outcome: Outcome, replay: str) -> None:
        """`replay` are the arguments of `./packline prove` that play this trial again."""
        result = self.result
        result.trials += 1
        result.blows += outcome.blows
        result.prints += outcome.prints
        self.hit.update(outcome.hit)
        if outcome.violations:
            command = f"./packline prove {replay}"
            result.broken.append(Broken(outcome.seed, tuple(outcome.violations), command))
            self._console.print(f"SEED={outcome.seed}  {'; '.join(outcome.violations)}")
            self._console.print(f"  again: {command}", highlight=False)
        self._show(completed=result.blows, broken=len(result.broken))
        if self._stopping():
            self.note("stopped by hand before its end")
            raise StoppedByHand

    def note(self, sentence: str) -> None:
        """What else there is to say, in the end."""
        self.result.notes.append(sentence)


class Teller:
    """Progress and findings go to stderr, results to stdout; nothing but results with `--json`."""

    def __init__(self, as_json: bool) -> None:
        self._as_json = as_json
        self._console = Console(stderr=True, quiet=as_json)
        self.results: list[Result] = []
        self.stopping = False

    def stop_soon(self, *_: object) -> None:
        """After the trial in hand."""
        self.stopping = True

    @contextmanager
    def proof(self, name: str, unit: str, total: int | None) -> Iterator[Count]:
        result, began_s = Result(name, unit), time.monotonic()
        columns = (
            TextColumn(f"{name:8}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn(unit + ", [bold]{task.fields[broken]}[/] violations"),
            TimeRemainingColumn(),
        )
        try:
            with Progress(*columns, console=self._console, disable=self._as_json) as bar:
                task = bar.add_task(name, total=total, broken=0)
                show = partial(bar.update, task)
                yield Count(result, self._console, show, lambda: self.stopping)
        finally:
            result.seconds = round(time.monotonic() - began_s, 1)
            self.results.append(result)
            self._say(result)

    def _say(self, result: Result) -> None:
        if not self._as_json:
            sys.stdout.write(
                f"{result.proof}: {result.blows:,} {result.unit}, {result.trials:,} trials, "
                f"{result.prints:,} prints: {len(result.broken)} violations "
                f"({result.seconds:,.0f} s)\n"
            )
            sys.stdout.writelines(f"  {note}\n" for note in result.notes)

    def end(self) -> int:
        """The exit code: 1 if any promise was broken."""
        if self._as_json:
            sys.stdout.write(json.dumps([asdict(one) for one in self.results], indent=1) + "\n")
        return int(any(not result.kept for result in self.results))
