"""Office and pallet label printers behind the system's print queue (CUPS): labels as PDF.

One thread runs CUPS's own clients one after the other; what is asked and what it means is
`cups_desk.py`'s, how clients talk `cups_words.py`'s. The identity of a print is the number that
`lp` gives it, so a CUPS that is away for a while leaves nothing in doubt but what it was printing.
*Done* is the printer's taking of the whole label, **weaker than paper**: every label is confirmed
by a scan.

Source: CUPS 2.4, lp.1, lpstat.1 and cancel.1; watched with CUPS 2.4.2 and 2.4.10 (Debian 12, 13)
and a script in place of a printer. Never tried on hardware.
"""

from __future__ import annotations

import platform
import re
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Protocol

from drivers.api import (
    Capabilities,
    Clear,
    Command,
    DeviceEvent,
    Faulted,
    NotSent,
    Offer,
    Pause,
    PrintJob,
    Publish,
    Resume,
)
from drivers.errors import Misuse, PayloadError
from drivers.link.runner import monotonic_ms
from drivers.printers.cups_desk import QueueDesk
from drivers.printers.cups_lines import CupsLines, Kind, Line
from drivers.printers.cups_programs import Programs, ProgramsMissing, runs_here
from drivers.printers.cups_words import Said
from drivers.printers.turning import TurningPrinter

DEPTH_MAX = 8
POLL_MS = 500
LABEL_BYTES_MAX = 5_000_000
ASK_S_MAX = 5.0
PRINT_S_MAX = 15.0
FAREWELL_S_MAX = 1.0  # within what `stop` waits for
USER_MAX = 63


class Runs(Protocol):
    """What runs a client: `cups_programs.Programs`, or a twin in memory."""

    def run(
        self, line: Line, data: bytes, limit_s: float, *, is_farewell: bool = False
    ) -> Said: ...

    def interrupt(self) -> None: ...


def _session_now() -> str:
    """What no earlier run can have called itself."""
    return datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")


def user_of(name: str, computer: str) -> str:
    """The name that a device's jobs have in the queue: of this computer and device alone."""
    return re.sub(r"[^a-z0-9-]+", "-", f"packline-{computer}-{name}".casefold())[:USER_MAX]


class CupsQueue(TurningPrinter):
    """`RunnableDevice` for one queue, `cups:QUEUE` or `cups://HOST/QUEUE`.

    `depth`: labels that CUPS may have at a time. `user`: the name of the jobs, "" = made of the
    computer's and the device's. `media`: the paper's size, "" = as the queue is set.
    `programs`: the folder of lp, lpstat and cancel, "" = where the system has them.
    """

    caps = Capabilities(
        kind="label",
        protocol="cups-pdf",
        manual="CUPS 2.4: lp.1, lpstat.1, cancel.1",
        unverified=(
            "everything: no printer was tried, only CUPS 2.4.2 and 2.4.10 with a script for one",
            "other editions of CUPS, and a CUPS of another computer",
            "that completed means printed: it means that the printer took it",
            "the queue's error policy, which no client tells: it must be abort-job",
        ),
        queue_depth=1,
        credit="count",
        ack="received",
        done="event_indexed",
        can_clear_queue=True,
        keeps_queue_on_disconnect=True,
        max_bytes=LABEL_BYTES_MAX,
    )

    def __init__(
        self,
        name: str,
        url: str,
        clock_ms: Callable[[], int] = monotonic_ms,
        session: Callable[[], str] = _session_now,
        runs: Runs | None = None,
        *,
        depth: int = 1,
        user: str = "",
        media: str = "",
        programs: str = "",
        poll_ms: int = POLL_MS,
    ) -> None:
        """Raises `AddressError` for the url and `Misuse` for options that can't work, in words."""
        if not runs_here():
            raise Misuse(
                f"{name}: print queues are driven on Linux only: on this system print labels on a "
                "printer with a language of its own, such as zebra-zpl"
            )
        if not 1 <= depth <= DEPTH_MAX:
            raise Misuse(f"{name}: depth is 1 to {DEPTH_MAX} labels, not {depth}")
        if poll_ms < 1:
            raise Misuse(f"{name}: poll_ms is at least 1 ms")
        super().__init__(name, poll_ms)
        self.caps = replace(self.caps, queue_depth=depth)
        self._lines = CupsLines.of(name, url, user or user_of(name, platform.node()), media)
        self._desk = QueueDesk(
            name, self._lines, depth=depth, poll_ms=poll_ms, title_of=self._title_of
        )
        self._clock_ms = clock_ms
        self._new_session, self._session = session, ""
        self._programs = runs or Programs(programs, time.monotonic)

    def _title_of(self, number: int) -> str:
        """For people who look at the queue; CUPS's clients don't show it."""
        return f"{self._lines.user} {self._session}-{number:06d}"

    # ------------------------------------------------------------ called by other threads

    def start(self, publish: Publish) -> None:
        self._session = self._new_session()
        super().start(publish)

    def interrupt(self) -> None:
        self._programs.interrupt()

    # ------------------------------------------------------------ the thread

    def turn(self) -> None:
        while not self.is_stopping():
            while not self._inbox.empty():
                self.obey(self._inbox.get_nowait())
            ask = self._desk.next(self._clock_ms())
            if ask is None:
                return
            limit_s = PRINT_S_MAX if ask.kind is Kind.PRINT else ASK_S_MAX
            try:
                said = self._programs.run(ask.line, ask.data, limit_s)
            except ProgramsMissing as reason:
                self._tell(self._desk.not_run(str(reason), self._clock_ms()))
            else:
                if self.is_stopping() and ask.kind is not Kind.PRINT:
                    return  # it was ended by `stop`: its words mean nothing
                self._tell(self._desk.answered(ask, said, self._clock_ms()))

    def obey(self, command: Command) -> None:
        match command:
            case Offer(jobs):
                self._offer(jobs)
            case Clear():
                self._tell(self._desk.clear())
            case Pause():
                self._desk.pause()
            case Resume():
                self._tell(self._desk.resume())
            case _:
                raise Misuse(f"{self.name}: a print queue can't take {type(command).__name__}")

    def _offer(self, jobs: tuple[PrintJob, ...]) -> None:
        try:
            for job in jobs:
                check_page(self.name, job.data)
        except PayloadError as refused:
            numbers = tuple(job.job for job in jobs)
            hint = "the label is no PDF: see which device prints the labels of this level"
            said = str(refused)
            self._tell([NotSent(self.name, numbers, said), Faulted(self.name, said, hint)])
        else:
            self._tell(self._desk.offer(jobs))

    def give_up(self, reason: str) -> list[DeviceEvent]:
        """What is in the queue shall not be printed later, when nobody knows of it. If it can't be
        cancelled now, the next start does it; it is in doubt either way."""
        numbers = self._desk.numbers_out
        if numbers:
            farewell = self._lines.cancel(*numbers)
            try:
                self._programs.run(farewell.line, b"", FAREWELL_S_MAX, is_farewell=True)
            except ProgramsMissing as missing:
                reason = f"{reason}; {missing}"
        return self._desk.give_up(reason)


def check_page(device: str, data: bytes) -> None:
    """Raises `PayloadError` for what is no whole PDF, or too long for one label."""
    if not data.startswith(b"%PDF-"):
        raise PayloadError(device, 0, "a label is a PDF")
    if len(data) > LABEL_BYTES_MAX:
        raise PayloadError(device, LABEL_BYTES_MAX, f"a label has {LABEL_BYTES_MAX} bytes at most")
    if not data.rstrip().endswith(b"%%EOF"):
        raise PayloadError(device, len(data), "the PDF has no end")
