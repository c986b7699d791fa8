"""The N-th operation of the disk fails, once or from then on, for N = 1, 2, … to the run's end.

A commit that raised is unknown: it may be there or not. So the station stops, its process ends, the
next one opens the file and reads what is true. Nothing that was told as durable may be missing,
nothing may leave twice, and the error must be one that the station names: a bug is not one.
"""

from __future__ import annotations

import errno
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from station.runtime.loop import LineStopped
from station.store.errors import StoreError
from tests.faults.crash import CrashTrial, last_life, on_one_connection
from tests.faults.crashvfs import on_disk
from tests.faults.disk import Disk, DiskFault
from tests.faults.trial import MEMORY, Outcome

LIFE = 25  # messages of the life in which the disk fails


@dataclass(frozen=True)
class Kind:
    """A fault of a disk: its number, and whether it goes away by itself."""

    name: str
    number: int
    lasts: bool


KINDS = {
    kind.name: kind
    for kind in (
        Kind("eio-once", errno.EIO, False),
        Kind("eio-lasting", errno.EIO, True),
        Kind("full-once", errno.ENOSPC, False),
        Kind("full-lasting", errno.ENOSPC, True),
    )
}


class Failing:
    """Fails the `nth` change of the disk."""

    def __init__(self, nth: int, kind: Kind) -> None:
        self._nth, self._kind = nth, kind
        self.seen = 0
        self.failed = False

    def moment(self, what: str) -> None:
        self.seen += 1
        if self.seen == self._nth or (self._kind.lasts and self.failed):
            self.failed = True
            raise DiskFault(self._kind.number)


def run_trial(seed: int, nth: int, kind: Kind) -> Outcome:
    """One order whose disk fails at its `nth` operation; no blow if it has not as many."""
    with TemporaryDirectory(prefix="packline-io-", dir=MEMORY) as folder:
        disk = Disk()
        trial = CrashTrial(seed, Path(folder), disk)
        with on_disk(disk), on_one_connection(disk):
            failing = Failing(nth, kind)
            disk.moment = failing.moment
            _life_on_a_bad_disk(trial)
            disk.moment = lambda what: None
            trial.outcome.blows = int(failing.failed)
            if trial.dice.random() < 0.5:
                disk.cut(trial.dice)  # what couldn't be synced is given up
            trial.crew.station_died()
            if trial.gave_up():
                return trial.outcome
            last_life(trial)
        return trial.settle()


def _life_on_a_bad_disk(trial: CrashTrial) -> None:
    try:
        trial.live(LIFE, LIFE)
    except (StoreError, LineStopped):
        return  # it says what is wrong, and is started again
    except Exception as error:
        trial.blame(error)


def all_trials(seed: int, step: int = 1) -> Iterator[tuple[Outcome, int, Kind]]:
    """Every kind of fault at every `step`-th operation, until the run has no more of them."""
    for kind in KINDS.values():
        for nth in count(1 + seed % step, step):
            outcome = run_trial(seed, nth, kind)
            if not outcome.blows:
                break
            yield outcome, nth, kind
