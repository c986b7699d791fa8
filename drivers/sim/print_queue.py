"""A print queue without CUPS and without a printer: programs that stand in for lp, lpstat and
cancel, and a printer whose paper is a folder.

The station finds the programs by its option `programs`, so nothing on the computer is touched. What
they say stands in `print_spool.py`. `print_next` is one look of the printer: it takes a job in,
or lets out the one that is inside.
"""

from __future__ import annotations

import shlex
import sys
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import ClassVar

from drivers.sim import print_spool
from drivers.sim.print_spool import QUEUE, Answer, Spool

PROGRAMS = ("lp", "lpstat", "cancel")
WATCH_S = 0.1
STOP_S_MAX = 2.0


class PrintQueue:
    """One queue, `labels`, in `folder`."""

    FAULTS: ClassVar[Mapping[str, str]] = {
        "disabled": "somebody has stopped the queue: it takes jobs and prints none",
        "rejecting": "the queue takes no jobs",
        "denied": "the queue takes none of this user's jobs; 1: once",
        "paper_out": "the printer has no paper: the job stays inside",
        "toner_low": "the printer warns of its toner",
        "slow": "a job stays inside until this is off",
        "aborted": "the printer takes a job and gives it up",
        "retried": "the printer takes a job, gives it up, and CUPS wants to print it again",
        "canceled": "somebody cancels the next job at the printer",
        "job_vanishes": "CUPS forgets a job that has come out",
        "lp_no_reply": "lp makes the job and tells nothing of it",
        "lp_half": "lp makes the job and breaks off before it is whole",
        "lp_late": "lp tells nothing, and the job comes a moment later",
        "lp_lost": "lp tells nothing, and there never is a job",
        "hangs": "the programs answer so many seconds late: hangs=30",
        "forbidden": "nobody may cancel a job",
        "hides_users": "CUPS tells nobody whose jobs are whose",
        "no_scheduler": "CUPS doesn't run",
    }

    def __init__(self, folder: Path | str = "print-queue") -> None:
        self.folder = Path(folder)
        self.port = 0
        self.spool = Spool(self.folder.absolute())
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None

    def fault(self, name: str, value: str = "on") -> None:
        """Raises ValueError, naming the known ones, for an unknown fault."""
        if name not in self.FAULTS:
            raise ValueError(f"no fault {name!r}; this twin knows {', '.join(sorted(self.FAULTS))}")
        if name == "hangs" and not value.isdigit() and value != "off":
            raise ValueError(f"hangs takes a number of seconds or off, not {value!r}")
        with self.spool.state() as state:
            if value in ("off", "0", ""):
                state["faults"].pop(name, None)
            else:
                state["faults"][name] = value

    # ------------------------------------------------------------ its own printing, for a person

    @property
    def programs(self) -> Path:
        """The folder of the programs, for the device's option of that name."""
        return self.spool.folder / "programs"

    def start(self) -> None:
        self.put_programs()
        self._thread = threading.Thread(target=self._watch, name="printer", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._stopping.set()
        if self._thread is not None:
            self._thread.join(STOP_S_MAX)

    def put_programs(self) -> None:
        """Each is a line that runs `print_spool.py` with this Python, and nothing around it."""
        self.programs.mkdir(exist_ok=True)
        script = Path(print_spool.__file__)
        for program in PROGRAMS:
            words = (sys.executable, "-I", "-S", str(script), str(self.spool.folder), program)
            path = self.programs / program
            path.write_text(f'#!/bin/sh\nexec {shlex.join(words)} "$@"\n', "utf-8")
            path.chmod(0o755)

    def _watch(self) -> None:
        while not self._stopping.wait(WATCH_S):
            self.print_next()

    # ------------------------------------------------------------ what it does

    def print_next(self) -> str | None:
        return self.spool.print_next()

    def say(self, line: tuple[str, ...], data: bytes = b"") -> Answer:
        """What a program answers, without a process."""
        return self.spool.say(line[0], list(line[1:]), data)

    @property
    def papers(self) -> list[Path]:
        """What was printed, in order."""
        return sorted(self.spool.out.iterdir())

    @property
    def tape(self) -> list[bytes]:
        return [path.read_bytes() for path in self.papers]

    @property
    def titles(self) -> list[str]:
        """Of all jobs that CUPS remembers, as people see them in the queue."""
        with self.spool.state() as state:
            return [job["title"] for job in state["jobs"].values()]


__all__ = ["PROGRAMS", "QUEUE", "PrintQueue"]
