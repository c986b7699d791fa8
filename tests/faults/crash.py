"""Power cuts: a station on the crash disk lives, is cut, starts again, and closes its order.

A trial is one order from one seed. In each life the power fails at the N-th moment: an operation of
the disk, or a named point of the program between two of them. What left the station before is on
the hall's tape; nothing leaves afterwards. The last life has no cut: the line must drain, the
outbox must empty, and then every promise is looked at.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

from drivers import api as d
from station.compose import database, workplace
from station.core import events as e
from station.core.effects import Refused
from station.runtime import station as station_module
from station.runtime.inbox import Posted
from station.runtime.loop import Loop
from station.store import points
from station.store import store as store_module
from station.store.store import Store
from sync.platforms.api import Answer, Later
from tests.faults.compiled import in_every_life
from tests.faults.crashvfs import on_disk
from tests.faults.disk import Disk, PowerIsOff
from tests.faults.floor import Floor
from tests.faults.stand import DATABASE, Shown, opened
from tests.faults.trial import MEMORY, MESSAGES_MAX, WORKS, Outcome, Trial

CUTS = 12  # of one trial
MOMENTS_MAX = 450  # of a life that will be cut
EARLY, EARLY_MAX = 0.35, 60  # of lives; moments
STEP_MS, LATE_MS = 20, 2_000
WAL_KEPT_BYTES = 50_000  # the log is folded often, so that cuts hit that too
IDLE_TURNS = 5


class StepClock:
    def __init__(self) -> None:
        self.ms = 1_700_000_000_000

    def wall_ms(self) -> int:
        return self.ms

    def monotonic_ms(self) -> int:
        return self.ms


class SteppedLoop(Loop):
    """The real loop without its thread: what was posted becomes a turn when somebody asks."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self._posted: list[Posted] = []

    def start(self) -> None:
        """No thread."""

    def stop(self, timeout_s: float = 5.0) -> None:
        """No thread."""

    def post(self, event: e.Event) -> None:
        self._guard()
        self._posted.append(Posted(event))

    def ask(self, event: e.Event) -> Refused | None:
        answers: list[Refused | None] = []
        answer: Any = SimpleNamespace(put=answers.append)
        turn, self._posted = [*self._posted, Posted(event, answer)], []
        self._guard()
        try:
            self.turn([*turn, Posted(e.Tick(self._clock.wall_ms()))])
            self._journal.idle()
        except BaseException as failure:
            self.fail(failure)
            raise
        return answers[0]


@dataclass
class Power:
    """Goes off at the moment when `left` has been counted down; never by itself at 0."""

    disk: Disk
    left: int

    def moment(self, what: str) -> None:
        if self.disk.is_off:
            raise PowerIsOff
        self.left -= 1
        if self.left == 0:
            self.disk.is_off = True
            raise PowerIsOff

    def point(self, name: str) -> bool:
        self.moment(name)
        return False


class WireHere:
    """From this PC into the hall, while it has power."""

    def __init__(self, floor: Floor, disk: Disk) -> None:
        self._floor, self._disk = floor, disk

    def left(self, device: str, command: d.Command) -> None:
        if not self._disk.is_off:
            self._floor.hear(device, command)

    def upload(self, content_id: str, body: bytes) -> Answer:
        if self._disk.is_off:
            return Later("the power is off")
        return self._floor.platform.take(content_id, body)


class CrashTrial(Trial):
    """An order's lives on one crash disk."""

    def __init__(self, seed: int, folder: Path, disk: Disk) -> None:
        super().__init__(seed, folder)
        self.disk = disk
        self.crew.keeps = 0.0  # backups go past the crash disk
        self.clock = StepClock()

    def live(self, works: int, messages_max: int = MESSAGES_MAX) -> bool:
        """One life: `works` messages of work, then to the end of the order and of the upload;
        whether that was reached."""
        wire = WireHere(self.floor, self.disk)
        with opened(self.folder, wire, self.clock) as stand:
            self.floor.station_up()
            shown = stand.shown()
            self.told(shown)
            for number in range(messages_max):
                if number >= works:
                    self.crew.end()
                message = self.crew.next_message(shown)
                self.clock.ms += LATE_MS if self.dice.random() < 0.02 else STEP_MS
                shown = stand.carry(message)
                self.told(shown)
                if self.is_over(shown):
                    return True
        return False

    def told(self, shown: Shown) -> None:
        if not self.disk.is_off:
            super().told(shown)

    def cut(self) -> None:
        """The life is over and the power comes back."""
        self.outcome.blows += self.disk.is_off
        self.disk.is_off = False
        self.disk.moment = lambda what: None
        self.disk.cut(self.dice)
        self.crew.station_died()

    def settle(self) -> Outcome:
        """In a real file, and with the station's own SQLite."""
        for name, file in self.disk.files.items():
            (self.folder / name).write_bytes(file.content)
        return super().settle()


class NoBackups:
    """They go past the crash disk."""

    def __init__(self, *_: object) -> None:
        self.start = self.ask = self.stop = lambda: None


@contextmanager
def on_one_connection(disk: Disk) -> Iterator[None]:
    """The workplace on the crash disk, which knows one connection at a time and no threads."""
    engines: list[Any] = []

    def open_store(path: Path, **how: Any) -> Store:
        store = Store.open(path, **how)
        engines[:] = [store.engine]
        return store

    def wal_bytes(store: Store) -> int:
        wal = disk.files.get(f"{DATABASE}-wal")
        return len(wal.content) if wal else 0

    with ExitStack() as stack:
        for where, name, instead in (
            (database, "Store", SimpleNamespace(open=open_store)),
            (database, "open_engine", lambda path, **more: engines[0]),
            (workplace, "BackupThread", NoBackups),
            (station_module, "Loop", SteppedLoop),
            (store_module, "WAL_KEPT_BYTES", WAL_KEPT_BYTES),
            (store_module, "IDLE_TURNS", IDLE_TURNS),
            (Store, "_wal_bytes", wal_bytes),
        ):
            stack.enter_context(patch.object(where, name, instead))
        stack.enter_context(in_every_life())
        yield


def run_trial(seed: int, cuts: int = CUTS, lies: bool = False) -> Outcome:
    """One order with `cuts` power cuts, on a disk that may lie about what it has synced."""
    with TemporaryDirectory(prefix="packline-crash-", dir=MEMORY) as folder:
        disk = Disk(lies=lies)
        trial = CrashTrial(seed, Path(folder), disk)
        with on_disk(disk), on_one_connection(disk):
            for _ in range(cuts):
                _life_to_be_cut(trial)
                if trial.gave_up():
                    return trial.outcome
            last_life(trial)
        return trial.settle()


def _life_to_be_cut(trial: CrashTrial) -> None:
    early = trial.dice.random() < EARLY
    power = Power(trial.disk, trial.dice.randint(1, EARLY_MAX if early else MOMENTS_MAX))
    trial.disk.moment = power.moment
    try:
        with points.listening(power.point):
            trial.live(MESSAGES_MAX)
    except Exception as error:
        if not trial.disk.is_off:
            trial.blame(error)
    trial.cut()


def last_life(trial: CrashTrial) -> None:
    """Nothing is done to it: the line must drain and the outbox must empty."""
    try:
        trial.came_to_its_end = trial.live(WORKS)
    except Exception as error:
        trial.blame(error)
