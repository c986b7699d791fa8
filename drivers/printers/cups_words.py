"""What the clients of CUPS say, as facts: lp, lpstat and cancel, all with LC_ALL=C.

Nothing here runs a program. From the clients' manual pages (lp.1, lpstat.1, cancel.1; CUPS 2.4),
and from looking at CUPS 2.4.2 and 2.4.10 (Debian 12, 13). Two things stand in no manual page:

- `lpstat` shows no titles. Whose job one is can only be told by its user.
- `lpstat -W completed` lists what was cancelled or aborted, too, and with the same alert, in 2.4.2
  `processing-to-stop-point` (OpenPrinting/cups, pull request 830); 2.4.10's are better, not right.
  How a job ended is therefore asked of `cancel`: it refuses a job that has ended, and says how.

What doesn't look like what is known is `Unreadable`, never an empty list: a job that is missing
from a list means something.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

SHOWN_MAX = 120  # characters of a client's words that are shown

_REQUEST = re.compile(r"^request id is (\S+)-(\d{1,10}) \(", re.MULTILINE)
_JOB = re.compile(r"(\S+)-(\d{1,10})\s+(\S.*?)\s+\d+ {3}\S.*")
_ACCEPTS = re.compile(r"(\S+) (not )?accepting requests since .*")
_PRINTER = re.compile(
    r"printer (\S+) (is idle|now printing|disabled since|is holding new jobs)\b.*"
)
_ALERTS = "\tAlerts: "
_STATUS = "\tStatus:"
_LONG = ("\tForm mounted:", "\tDescription:")  # what follows a printer that has no message


class Unreadable(ValueError):
    """A client failed, or said what isn't known; its words."""


@dataclass(frozen=True)
class Said:
    """What came of one client: its exit code, None if it was ended by us, and what it wrote."""

    code: int | None
    out: str = ""
    err: str = ""

    @property
    def words(self) -> str:
        """One line to show."""
        if self.code is None:
            return "it did not answer in time"
        for text in (self.err, self.out):
            for line in text.splitlines():
                if line.strip():
                    return line.strip()[:SHOWN_MAX]
        return f"exit code {self.code}"


@dataclass(frozen=True)
class Listed:
    """One job of a list. `has_status`: CUPS has stopped printing it at least once."""

    user: str
    alerts: frozenset[str]
    has_status: bool


@dataclass(frozen=True)
class Standing:
    """How the queue is. `message` is the printer's or the administrator's own word."""

    is_enabled: bool
    is_printing: bool
    accepts: bool
    holds: bool
    message: str
    alerts: frozenset[str]


class End(Enum):
    """How a job ended, by what `cancel` says of it."""

    COMPLETED = "is already completed"
    CANCELED = "is already canceled"
    ABORTED = "is already aborted"
    GONE = "does not exist"
    NOW = "is cancelled"
    UNKNOWN = "ended nobody knows how"


def request_of(said: Said, queue: str) -> int | None:
    """The number that `lp` gave the job; None if it gave none in this queue."""
    found = _REQUEST.search(said.out)
    if said.code != 0 or found is None or not _same(found[1], queue):
        return None
    return int(found[2])


def end_of(said: Said) -> End:
    """What `cancel` found of the one job that it was asked to cancel."""
    if said.code == 0:
        return End.NOW
    refusals = (End.COMPLETED, End.CANCELED, End.ABORTED, End.GONE)
    return next((end for end in refusals if end.value in said.err), End.UNKNOWN)


def jobs_of(said: Said, queue: str) -> dict[int, Listed]:
    """The jobs of `lpstat -l -W … -o QUEUE` by number. Raises `Unreadable`."""
    blocks: list[tuple[re.Match[str], list[str]]] = []
    for line in _lines(said):
        if job := _JOB.fullmatch(line):
            blocks.append((job, []))
        elif line.startswith("\t") and blocks:
            blocks[-1][1].append(line)
        else:
            raise Unreadable(f"it said {line.strip()[:SHOWN_MAX]!r}")
    return {int(job[2]): _listed(job, below) for job, below in blocks if _same(job[1], queue)}


def _listed(job: re.Match[str], below: list[str]) -> Listed:
    has_status = any(line.startswith(_STATUS) for line in below)
    return Listed(job[3], _alerts(below), has_status)


def standing_of(said: Said, queue: str) -> Standing:
    """What `lpstat -l -a QUEUE -p QUEUE` tells. Raises `Unreadable`."""
    lines = _lines(said)
    accepts = _found(_ACCEPTS, lines, queue)
    printer = _found(_PRINTER, lines, queue)
    below = lines[lines.index(printer[0]) + 1 :]
    message = below[0].strip() if below and not below[0].startswith(_LONG) else ""
    return Standing(
        is_enabled=printer[2] != "disabled since",
        is_printing=printer[2] == "now printing",
        accepts=accepts[2] is None,
        holds=printer[2] == "is holding new jobs",
        message=message[:SHOWN_MAX],
        alerts=_alerts(below),
    )


def _found(pattern: re.Pattern[str], lines: list[str], queue: str) -> re.Match[str]:
    for line in lines:
        if (match := pattern.fullmatch(line)) and _same(match[1], queue):
            return match
    raise Unreadable(f"it said nothing of {queue}")


def _lines(said: Said) -> list[str]:
    if said.code != 0:
        raise Unreadable(said.words)
    return [line for line in said.out.splitlines() if line.strip()]


def _alerts(lines: list[str]) -> frozenset[str]:
    told = (line.removeprefix(_ALERTS) for line in lines if line.startswith(_ALERTS))
    return frozenset(" ".join(told).split()) - {"none"}


def _same(name: str, queue: str) -> bool:
    """Names of queues don't depend on the case of their letters."""
    return name.casefold() == queue.casefold()
