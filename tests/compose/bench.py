"""A real station in a folder, with devices made of lists: what left for them is their tape.

The hands of this bench do what printers, cameras and packers would do. Every answer of the core is
waited for, so nothing sleeps. `cut_power` ends it as a power cut would: what was committed stays,
and nobody tidies up.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Self

from config.line import LineFile
from config.loading import find_line, find_product, load_line, load_product
from drivers import api as d
from station.compose.database import Database
from station.compose.products import product_of
from station.compose.secrets import FileSecrets
from station.compose.workplace import Workplace
from station.core import events as e
from station.core.alarms import AlarmKind
from station.core.codes import split_aim
from station.core.order import Order
from station.core.records import Record
from station.core.states import CodeState
from station.runtime.clock import Clock, SystemClock
from station.runtime.loop import TICK_MS, LineStopped
from station.store import queries
from station.store.check import CheckReport
from station.store.engine import reading

PER_CASE, PER_PALLET = 4, 2
DEPTH = 3
TICKS_MAX = 200
WHO = "line leader"
LABELLING = {
    1: ("case_printer", "case_scanner", d.LineEventKind.CASE_AT_SCANNER),
    2: ("pallet_printer", "pallet_scanner", d.LineEventKind.PALLET_AT_SCANNER),
}


class PowerCut(Exception):
    """The light went out."""


class HandClock:
    """Real time, and what a test adds to it."""

    def __init__(self) -> None:
        self.wall_ahead_ms = self.steady_ahead_ms = 0
        self._clock = SystemClock()

    def wall_ms(self) -> int:
        return self._clock.wall_ms() + self.wall_ahead_ms

    def monotonic_ms(self) -> int:
        return self._clock.monotonic_ms() + self.steady_ahead_ms

    def passes(self, ms: int) -> None:
        self.wall_ahead_ms += ms
        self.steady_ahead_ms += ms


@dataclass
class Device:
    """Keeps what it was told; `lost` is what came after the light went out."""

    name: str
    told: list[d.Command] = field(default_factory=list)
    off: bool = False
    caps = d.Capabilities("reader", "bench", "none", ())

    def start(self, publish: Callable[[d.DeviceEvent], None]) -> None:
        """It speaks when the bench makes it speak."""

    def command(self, command: d.Command) -> None:
        if not self.off:
            self.told.append(command)

    def stop(self, timeout_s: float = 2.0) -> None:
        """Nothing runs in it."""

    def jobs(self) -> list[d.PrintJob]:
        """Everything that it was ever given to print."""
        return [job for one in self.told if isinstance(one, d.Offer) for job in one.jobs]


def line_file(**store: Any) -> LineFile:
    """The demonstration's line by queue, with a small reserve."""
    raw = load_line(find_line("demo-queue")).as_written()
    raw["store"] = {**raw["store"], "reserve_mb": 1, **store}
    raw["limits"]["disk_reserve_mb"] = 50
    return LineFile.model_validate(raw)


def checked(path: Path, keys: Path | None = None) -> CheckReport:
    """All checks on a station's database, with the keys that are beside it or in this folder."""
    return Database(path, FileSecrets((keys or path.parent) / "secrets.json")).check()


def make_order(number: str = "O1") -> Order:
    product = product_of(load_product(find_product("water-24-queue")))
    item, case, pallet = product.levels
    levels = (item, replace(case, capacity=PER_CASE), replace(pallet, capacity=PER_PALLET))
    return Order(number, replace(product, levels=levels), "B1", "2026-11-01", "2027-11-01", 100)


class Bench:
    """Use with `with`. `devices` may be those of an earlier life, so that their tapes go on."""

    def __init__(
        self,
        folder: Path,
        *,
        devices: dict[str, Device] | None = None,
        clock: Clock | None = None,
        **store: Any,
    ) -> None:
        folder.mkdir(exist_ok=True)
        line = line_file(**store)
        self.folder = folder
        self.devices = devices or {name: Device(name) for name in line.devices}
        for device in self.devices.values():
            device.off = False
        self.secrets = FileSecrets(folder / "secrets.json")
        self.place = Workplace(
            folder, line, self.devices, self.secrets, clock=clock or SystemClock()
        )
        self._stack = ExitStack()
        self._number = 0

    def __enter__(self) -> Self:
        self._stack.enter_context(self.place)
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def cut_power(self) -> None:
        """Whatever is on disk stays, and nothing more is written."""
        for device in self.devices.values():
            device.off = True
        self.place.station.loop.stop()
        self.place.station.loop.failure = PowerCut()
        self._stack.close()

    def cut_at(self, kind: type, which: Callable[[Any], bool], *, before: bool) -> None:
        """The light goes out in the commit that holds such a record: before it or after it."""
        guard, devices = self.place.guard, self.devices.values()
        really = guard._commit

        def commit(turn: Sequence[Record], at_ms: int, scans: Any) -> int:
            hit = any(isinstance(one, kind) and which(one) for one in turn)
            seq = 0 if hit and before else really(turn, at_ms, scans)
            if hit:
                for device in devices:
                    device.off = True
                raise PowerCut
            return seq

        guard._commit = commit  # type: ignore[method-assign]

    # -- people

    def ask(self, kind: Any, **fields: Any) -> str:
        """ "" when it was carried out, else why not."""
        refused = self.place.ask(kind(at_ms=self.place.now_ms(), by=WHO, **fields))
        return refused.why if refused else ""

    def open(self, codes: int = 60, number: str = "O1") -> Self:
        self.place.open_order(make_order(number), {0: codes, 1: 20, 2: 10})
        return self

    def start(self) -> Self:
        """All printers are ready, and the order was started."""
        for name in ("coder", "case_printer", "pallet_printer"):
            self.say(d.Ready(name, DEPTH))
        assert self.ask(e.StartAsked) == ""
        self.settle()
        return self

    def look_after_restart(self) -> None:
        """The belt is cleared, the alarm too, and the order started."""
        assert self.ask(e.BeltCleared) == ""
        for alarm in self.place.state.alarms:
            if alarm.kind is AlarmKind.CHECK_AFTER_RESTART:
                assert self.ask(e.AlarmClearAsked, alarm=alarm.number, how="looked") == ""
        self.start()

    # -- things

    def say(self, event: d.DeviceEvent) -> None:
        """A device says something, and the core has dealt with it."""
        self.place.station.take(event)
        self.settle()

    def settle(self) -> None:
        """Everything that was said before is done: effects, and what answers them, too."""
        for _ in range(2):
            self.place.ask(e.AlarmClearAsked(-1, self.place.now_ms()))

    def until(self, holds: Callable[[], bool]) -> None:
        """Some ticks of the core, until this is so."""
        for _ in range(TICKS_MAX):
            self.settle()
            if holds():
                return
            threading.Event().wait(TICK_MS / 1_000)
        raise AssertionError("it never came to be")

    def kinds(self) -> set[str]:
        """Without the one that says that all of a test is on one disk."""
        kinds: set[str] = {alarm.kind for alarm in self.place.snapshot.alarms}
        return kinds - {"witness_near"}

    def passes(self, kind: d.LineEventKind, trigger: int) -> None:
        self.say(d.LineEvent("plc", kind, trigger, 0))

    def number(self) -> int:
        self._number += 1
        return self.place.state.next_token * 1_000 + self._number

    def at_coder(self) -> list[d.PrintJob]:
        """What the coder was given and has not printed, in this life."""
        sent = set(self.place.state.heads["coder"].sent)
        return [job for job in self.devices["coder"].jobs() if job.job in sent]

    def coded(self) -> tuple[int, d.PrintJob]:
        """A bottle is coded: its trigger, and what stands on it."""
        trigger = self.number()
        self.passes(d.LineEventKind.AT_CODER, trigger)
        job = self.at_coder()[0]
        self.say(d.Printed("coder", job.job))
        return trigger, job

    def seen(self, trigger: int, job: d.PrintJob) -> None:
        self.passes(d.LineEventKind.AT_CAMERA, trigger)
        aim, data = split_aim(job.data)
        symbol = d.SymbolRead(data, aim or "]Q1")
        self.say(d.Read("bottle_camera", trigger, (symbol,)))

    def good(self) -> tuple[int, d.PrintJob]:
        trigger, job = self.coded()
        self.seen(trigger, job)
        return trigger, job

    def packed(self) -> d.PrintJob:
        """A good bottle goes all the way into the packer."""
        trigger, job = self.good()
        self.passes(d.LineEventKind.AT_PACKER, trigger)
        return job

    def packed_or_stopped(self) -> None:
        """The same, on a station that may stop at it."""
        with suppress(LineStopped):
            self.packed()

    def confirmed(self, last: d.PrintJob) -> None:
        """The packer presents the case; the reader shows its last bottle."""
        self.passes(d.LineEventKind.CASE_PRESENTED, self.number())
        token = self._token("packer_reader")
        self.say(d.Read("packer_reader", token, (d.SymbolRead(last.data, "]Q1"),)))

    def labelled(self, level: int = 1) -> None:
        """The newest label of a level is printed, put on and read."""
        printer, scanner, place = LABELLING[level]
        job = self.devices[printer].jobs()[-1]
        self.say(d.Printed(printer, job.job))
        self.passes(place, self.number())
        (issued,) = self.place.codes.issued(level, [job.job])
        read = d.SymbolRead(issued.data, issued.aim)
        self.say(d.Read(scanner, self._token(scanner), (read,)))

    def full_case(self) -> list[d.PrintJob]:
        jobs = [self.packed() for _ in range(PER_CASE)]
        self.confirmed(jobs[-1])
        self.labelled()
        return jobs

    def _token(self, device: str) -> int:
        return [t.token for t in self.devices[device].told if isinstance(t, d.Trigger)][-1]

    # -- what is on record

    def state_of(self, job: int) -> CodeState:
        with reading(self.place.desk) as connection:
            fact = queries.get_code(connection, job)
        assert fact is not None
        return fact.state

    @property
    def tape(self) -> list[bytes]:
        """Everything that ever left for a printer of bottles."""
        return [job.data for job in self.devices["coder"].jobs()]
