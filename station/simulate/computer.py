"""The station's PC: boots, runs the real station without its threads, and dies at any moment.

Its disk is a folder. When the process is killed, the files are copied as they stand at that very
point and the next boot finds the copy in their place: what had not been committed is lost, what had
been is not, and nothing that the dying process still writes is ever seen.
An orderly stop closes the files, and a commit that raised stops the line as it does in production.
"""

from __future__ import annotations

import contextlib
import random
import shutil
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import TypeVar

from config.line import LineFile
from drivers.api import DeviceEvent, RunnableDevice
from station.compose.database import Database
from station.compose.keys import STATION_KEY
from station.compose.secrets import EPOCH, MASTER
from station.compose.workplace import Workplace
from station.core import events as e
from station.core.effects import Refused
from station.core.invariants import check_line
from station.runtime.loop import Stepped
from station.runtime.station import Station
from station.simulate.clock import Planned, Scheduler, VirtualClock
from station.simulate.faults import Dice
from station.store.chain_key import new_chain
from station.store.engine import dbapi
from station.store.errors import StoreError

TICK_MS = 100  # the real thread looks every 50 ms; no window is shorter than a second
WAKE_MS_MAX = 2  # from an event to the core thread that takes it
NOT_KEPT = ("-shm", ".lock", "reserve.bin")  # made anew by whoever opens the database
LUCK = frozenset({"turn.cut", "lease.short", "checkpoint.now"})
COMMITS = frozenset({"commit.before", "commit.after"})
SLOW_MS_MIN, SLOW_MS_MAX = 5, 900  # of a commit that takes long

T = TypeVar("T")


class Killed(BaseException):
    """The process ends here; the text names the point."""


class Off(Exception):
    """There is no station to ask: its process has ended, or ends just now."""


class BrokenInvariant(AssertionError):
    """The line did what it must never do."""


class MemorySecrets:
    """`SecretStore` whose secrets come from the seed; it outlives the process."""

    def __init__(self, chance: random.Random) -> None:
        self._values = {name: chance.randbytes(32).hex() for name in (MASTER, STATION_KEY)}

    @property
    def place(self) -> str:
        return "memory"

    @property
    def master(self) -> bytes:
        return bytes.fromhex(self._values[MASTER])

    def get(self, name: str) -> str | None:
        return self._values.get(name)

    def set(self, name: str, value: str) -> None:
        assert name == EPOCH or name not in self._values, f"{name} is drawn once"
        self._values[name] = value


class DrivenStation(Station):
    """The real station; whoever drives it is woken by each event."""

    wake: Callable[[], None]

    def start(self) -> None:
        for device in self._devices.values():
            device.start(self.take)

    def take(self, event: DeviceEvent) -> None:
        super().take(event)
        self.wake()

    def ask(self, command: e.Event) -> Refused | None:
        answer = self.loop.hand_in(command)
        while answer.empty():
            self.loop.once(0.0)
        return answer.get_nowait()


class DrivenPlace(Workplace):
    """The real workplace around a `DrivenStation`."""

    wake: Callable[[], None]

    station_type = DrivenStation

    def _make_station(self) -> DrivenStation:
        station = super()._make_station()
        assert isinstance(station, DrivenStation), "made of the type above"
        station.wake = self.wake
        return station

    def _start(self, opening: ExitStack) -> None:
        """As usual, but without the thread that makes backups: nothing here may be a thread."""
        opening.callback(self._end_session)
        self.station.start()
        opening.callback(self.station.stop)


def watch(stepped: Stepped) -> None:
    """After every step that may have changed something, before its records are written."""
    if isinstance(stepped.event, e.Tick) and not stepped.records:
        return
    found = check_line(stepped.before, stepped.after, stepped.records)
    if found:
        raise BrokenInvariant(f"after {type(stepped.event).__name__}: {found[0]}")


MakeDevices = Callable[[], Mapping[str, RunnableDevice]]


class Computer:
    def __init__(
        self,
        folder: Path,
        line: LineFile,
        make_devices: MakeDevices,
        scheduler: Scheduler,
        *,
        dice: Dice,
        chance: random.Random,
    ) -> None:
        self._folder, self._line, self._make_devices = folder, line, make_devices
        self._scheduler, self._dice, self._chance = scheduler, dice, chance
        self.clock = VirtualClock(scheduler)
        self.secrets = MemorySecrets(chance)
        self.is_busy = False  # its core waits for the disk and takes nothing in
        self._in_turn = self._woken = False
        self._broken: AssertionError | None = None
        self.lives = 0
        self.turns = 0
        self.steps = 0
        self.on_disk: Callable[[], None] = lambda: None  # told of what a kill left behind
        self._place: DrivenPlace | None = None
        self._devices: Mapping[str, RunnableDevice] = {}
        self._next: Planned | None = None
        self._disk, self._kept = folder / "disk", folder / "kept"
        self._disk.mkdir()
        self._first_start()

    def _first_start(self) -> None:
        """The only thing that the store draws by itself, drawn from the seed instead."""
        with self.database.store(station=self._line.station) as store:
            own = self._chance.randbytes(16).hex()
            store.set_meta({"database_id": own, **new_chain(own, self.database.keys().chain)})

    @property
    def path(self) -> Path:
        return self._disk / self._line.store.path

    @property
    def database(self) -> Database:
        """The file that lies on the disk now, with its keys."""
        return Database(self.path, self.secrets)

    @property
    def place(self) -> DrivenPlace:
        """Raises Off."""
        if self._place is None:
            raise Off
        return self._place

    @property
    def is_on(self) -> bool:
        return self._place is not None

    @property
    def stands_still(self) -> bool:
        """Whether its core has ended and somebody must start it again."""
        return self._place is not None and self._place.station.loop.failure is not None

    # -- points: where the process may end, a disk fail, or luck be bad

    def listen(self, name: str) -> bool:
        """`station.store.points` asks here."""
        if name in LUCK:
            return self._dice.hits(name)
        if name == "commit.before" and self._in_turn and self._dice.hits("disk.slow"):
            self._let_time_pass()
        if self._dice.hits("process.kill"):
            self._keep_disk()
            raise Killed(name)
        if name in COMMITS and self._dice.hits("disk.error"):
            raise dbapi().OperationalError("disk I/O error")
        return False

    def _let_time_pass(self) -> None:
        """The core thread waits for its disk; the threads of the devices, and the world, don't.

        A promise that is broken meanwhile is told after the commit, which would take it for its
        own failure."""
        wait_ms = self._dice.of("disk.slow").randint(SLOW_MS_MIN, SLOW_MS_MAX)
        self.is_busy = True
        try:
            self._scheduler.run_until(self._scheduler.now_ms + wait_ms)
        except AssertionError as broken:
            self._broken = broken
        finally:
            self.is_busy = False

    def _keep_disk(self) -> None:
        """The files as they are now. Nothing that the dying process still does reaches them."""
        if self._kept.exists():
            return
        self._kept.mkdir()
        for file in sorted(self._disk.iterdir()):
            if file.is_file() and not file.name.endswith(NOT_KEPT):
                shutil.copyfile(file, self._kept / file.name)

    @property
    def _is_dying(self) -> bool:
        return self._kept.exists()

    # -- life and death

    def boot(self) -> bool:
        """Start the station's process; whether it runs now."""
        assert self._place is None, "it runs already"
        self.lives += 1
        self._devices = self._make_devices()
        place = DrivenPlace(
            self._disk,
            self._line,
            self._devices,
            self.secrets,
            observer=self._observe,
            clock=self.clock,
        )
        place.wake = self._wake
        try:
            place.__enter__()
        except (Killed, StoreError):
            self._bury()
            return False
        self._place = place
        self._plan(1)
        return True

    def _observe(self, stepped: Stepped) -> None:
        self.steps += 1
        watch(stepped)

    def inside(self, deed: Callable[[DrivenPlace], T]) -> T:
        """Do something in the station's process. Raises Off if it isn't there, or ends by it, or
        has no time just now."""
        place = self.place
        if self.is_busy:
            raise Off
        try:
            return deed(place)
        except Killed:
            self._end()
        except StoreError as fault:
            if self._is_dying:
                self._end()
            else:
                self._stand_still(place, fault)
        raise Off

    def _stand_still(self, place: DrivenPlace, fault: StoreError) -> None:
        """The core ends as in production: the line stands, the devices go on, people must act."""
        if place.station.loop.failure is None:
            place.station.loop.fail(fault)
        if self._next is not None:
            self._next.cancel()
            self._next = None

    def stop(self) -> None:
        """In good order, as Ctrl-C does it."""
        self._end()

    def kill(self) -> None:
        """Between two turns, with whatever is under way."""
        if self._place is not None:
            self._keep_disk()
            self._end()

    def _end(self) -> None:
        place, self._place = self._place, None
        for device in self._devices.values():
            if self._is_dying:
                device.stop()  # a dead process says nothing more, not even "stand still"
        if place is not None:
            # A disk that it fails on is the lost one, or is read anew at the next boot.
            with contextlib.suppress(StoreError, Killed):
                place.__exit__(None, None, None)
        self._bury()

    def _bury(self) -> None:
        for device in self._devices.values():
            device.stop()
        self._devices = {}
        if self._next is not None:
            self._next.cancel()
            self._next = None
        if self._is_dying:
            shutil.rmtree(self._disk)
            self._kept.rename(self._disk)
            self.on_disk()

    # -- the core's turns

    def _plan(self, wait_ms: int) -> None:
        if self._next is not None:
            self._next.cancel()
        self._next = self._scheduler.after(wait_ms, self._turn)

    def _wake(self) -> None:
        if self._in_turn:
            self._woken = True  # whatever comes during a turn is the next one's
            return
        soon = self._scheduler.now_ms + WAKE_MS_MAX
        if self._next is not None and self._next.at_ms > soon:
            self._plan(self._chance.randint(0, WAKE_MS_MAX))

    def _turn(self) -> None:
        self._next = None
        if self._place is None or self.is_busy:
            return
        self.turns += 1
        self._in_turn = True
        with contextlib.suppress(Off):
            self.inside(lambda place: place.station.loop.once(0.0))
        self._in_turn = False
        if self._broken is not None:
            raise self._broken
        if self._place is not None and not self.stands_still:
            self._plan(0 if self._woken else TICK_MS)
            self._woken = False
