"""What keeps a print queue from printing, in words and with what to do about it.

A printer's reasons are those of IPP (RFC 8011, 5.4.12), some with a severity behind them. CUPS
learns of them only while a job is inside, and shows the last ones until the next job: an idle
printer's are old, and nothing but the next label can tell whether they are over.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from drivers.printers.cups_words import Said, Standing

SEVERITIES = ("error", "warning", "report")
SET_UP = "Set the queue up anew with the printer's driver (Debian: cups-filters)."
STOPPING: Mapping[str, str] = {
    "media-empty": "Load paper or labels.",
    "media-needed": "Load paper or labels of the size that the queue is set to.",
    "media-jam": "Take the jammed paper out.",
    "input-tray-missing": "Put the paper tray in.",
    "output-area-full": "Empty the output tray.",
    "cover-open": "Close the printer's cover.",
    "door-open": "Close the printer's door.",
    "interlock-open": "Close the printer's covers.",
    "toner-empty": "Put new toner in.",
    "marker-supply-empty": "Put new toner, ink or ribbon in.",
    "marker-waste-full": "Empty or change the waste box.",
    "developer-empty": "Put new developer in.",
    "opc-life-over": "Change the drum.",
    "offline": "Switch the printer on, and check its cable or network.",
    "shutdown": "Switch the printer on.",
    "timed-out": "Switch the printer on, and check its cable or network.",
    "spool-area-full": "The printer's memory is full: switch it off and on.",
    "cups-missing-filter": SET_UP,
    "cups-insecure-filter": SET_UP,
}
LOOK = "Look at the printer's display."


@dataclass(frozen=True)
class Trouble:
    said: str
    hint: str


@dataclass(frozen=True)
class Refusal:
    """`lp` was refused before there was a job. `shows`: the queue's standing tells of it as well,
    and when it is over."""

    trouble: Trouble
    shows: bool


# Words of `lp` that are said instead of making a job, and of no other moment.
REFUSALS: tuple[tuple[str, str, bool], ...] = (
    ("is not accepting jobs", "", True),
    ("The printer or class does not exist", "", True),
    ("Not allowed to print", "Let the queue take jobs of the station's user (lpadmin -u).", False),
    ("Unsupported document-format", "Set the queue up with a driver that takes PDF.", False),
    ("Too many active jobs", "Clear the queue, or raise MaxJobs in cupsd.conf.", False),
)


def trouble_of(standing: Standing, queue: str) -> Trouble | None:
    """What keeps it from printing now; None = nothing that is known."""
    behind = f": {standing.message}" if standing.message else ""
    if not standing.is_enabled:
        how = f"See why, then let it go on: sudo cupsenable {queue}"
        return Trouble(f"the queue is stopped{behind}", how)
    if not standing.accepts:
        return Trouble(f"the queue takes no jobs{behind}", f"Let it: sudo cupsaccept {queue}")
    if standing.holds:
        how = f"Let it print: sudo cupsenable --release {queue}"
        return Trouble(f"the queue holds all new jobs{behind}", how)
    if standing.is_printing:
        return next((_told(one) for one in sorted(standing.alerts) if _stops(one)), None)
    return None


def warnings_of(standing: Standing) -> list[Trouble]:
    """What should be looked after, and what the last job left behind."""
    return [_told(one) for one in sorted(standing.alerts) if _severity(one) == "warning"] + [
        Trouble(f"{one}, when it last printed", STOPPING.get(_base(one), LOOK))
        for one in sorted(standing.alerts)
        if _stops(one) and not standing.is_printing and standing.is_enabled
    ]


def refusal_of(said: Said) -> Refusal | None:
    """Why `lp` made no job; None if that isn't certain."""
    if said.code in (0, None):
        return None
    for words, hint, shows in REFUSALS:
        if words in said.err:
            return Refusal(Trouble(said.words, hint), shows)
    return None


def _told(reason: str) -> Trouble:
    return Trouble(reason, STOPPING.get(_base(reason), LOOK))


def _stops(reason: str) -> bool:
    return _severity(reason) == "error" or (
        _severity(reason) != "warning" and _base(reason) in STOPPING
    )


def _severity(reason: str) -> str:
    last = reason.rpartition("-")[2]
    return last if last in SEVERITIES else ""


def _base(reason: str) -> str:
    return reason.removesuffix(f"-{_severity(reason)}")
