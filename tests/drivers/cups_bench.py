"""A print queue's device and a queue that stands in, turned by hand: no thread, no real time.

What every label came to is kept in `ends`, and an end that comes twice is an error at once.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from drivers.api import (
    BufferCleared,
    Command,
    DeviceEvent,
    Faulted,
    InDoubt,
    NotSent,
    Offer,
    Printed,
    PrintJob,
    Warned,
)
from drivers.printers.cups_lines import Line
from drivers.printers.cups_programs import ProgramsMissing
from drivers.printers.cups_queue import CupsQueue
from drivers.printers.cups_words import Said
from drivers.sim.print_queue import QUEUE, PrintQueue

STEP_MS = 500


def page(number: int) -> bytes:
    return b"%%PDF-1.4\n%% label %d\n%%%%EOF\n" % number


class InMemory:
    """Runs the stand-ins without a process. `missing`: what can't be run at all."""

    def __init__(self, twin: PrintQueue) -> None:
        self.twin, self.missing, self.hangs = twin, "", False
        self.lines: list[Line] = []

    def run(self, line: Line, data: bytes, limit_s: float, *, is_farewell: bool = False) -> Said:
        del limit_s, is_farewell
        if self.missing:
            raise ProgramsMissing(f"there is no program {line[0]}: {self.missing}")
        self.lines.append(line)
        code, out, err = self.twin.say(line, data)
        return Said(None, out) if self.hangs else Said(code, out, err)

    def interrupt(self) -> None:
        """Nothing lasts."""


class Bench:
    """A device and a queue, turned by hand."""

    def __init__(self, folder: Path, twin: PrintQueue | None = None, **options: Any) -> None:
        self.twin = twin or PrintQueue(folder)
        self.now_ms = 0
        self.events: list[DeviceEvent] = []
        self.ends: dict[int, type[Any]] = {}
        self.runs = InMemory(self.twin)
        self.device = CupsQueue(
            "pallet",
            f"cups:{QUEUE}",
            clock_ms=lambda: self.now_ms,
            runs=self.runs,
            **{"user": "packline-s1", **options},
        )
        self.device._publish, self.device._session = self._note, "S1"

    def _note(self, event: DeviceEvent) -> None:
        self.events.append(event)
        if isinstance(event, Printed | InDoubt | NotSent | BufferCleared):
            jobs = (event.job,) if isinstance(event, Printed) else event.jobs
            for job in jobs:
                assert job is not None
                assert job not in self.ends, f"job {job} ends as {event} after {self.ends[job]}"
                self.ends[job] = type(event)

    def turn(self, times: int = 1) -> None:
        for _ in range(times):
            self.now_ms += STEP_MS
            self.device.turn()

    def command(self, command: Command) -> None:
        self.device.obey(command)
        self.device.turn()

    def offer(self, *jobs: int) -> None:
        self.command(Offer(tuple(PrintJob(job, page(job)) for job in jobs)))

    def print(self, times: int = 4) -> None:
        """The printer works, and the station looks."""
        for _ in range(times):
            self.twin.print_next()
            self.turn()

    def of(self, kind: type[Any]) -> list[Any]:
        return [event for event in self.events if isinstance(event, kind)]

    def said(self) -> str:
        """The newest warning, fault or end, in words."""
        told = [one for one in self.events if isinstance(one, Warned | Faulted | InDoubt | NotSent)]
        return str(told[-1])
