"""Every link there is, through the fault proxy: drivers and their twins, the upload and a platform.

A trial works for a while over the bad link, then the link turns good and all must come to its end:
each job ended exactly once, no code on a tape twice, each trigger answered once with what stood
there, each verdict at the PLC as it was given, and the platform equal to the station code by code.
"""

from __future__ import annotations

import queue
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from drivers import api as d
from drivers.link.address import link_for
from drivers.link.runner import Runner
from drivers.plc.modbus import ModbusPlc
from drivers.sim.plc import PlcTwin
from drivers.sim.server import TwinServer
from sync.platforms.packline_api import PacklineApi
from sync.push import Pusher
from sync.sandbox.book import Book
from sync.sandbox.faults import Faults as SandboxFaults
from sync.sandbox.server import Platform, SandboxServer
from tests.drivers.conformance.label_printers import ZPL
from tests.drivers.conformance.printer_case import PrinterCase
from tests.drivers.conformance.printers import CODENET
from tests.drivers.conformance.readers import KEYENCE
from tests.faults.proxy import ORDERLY, Fault, FaultProxy, Towards
from tests.faults.trial import Outcome
from tests.sync.fake_station import FakeStation, text_of

WAIT_S = 15.0
CHANCE = 0.08
PAUSE_S = 0.05
LAST = 900_000  # numbers of codes that are printed at the end
TO_DEVICE = {Towards.DEVICE: ORDERLY, Towards.STATION: tuple(Fault)}
BOTH_WAYS = {Towards.DEVICE: tuple(Fault), Towards.STATION: tuple(Fault)}
DEADLINES_S = (0.5, 0.4, 1.0)


class Published:
    """What a device says, and how each of its jobs ended."""

    def __init__(self, outcome: Outcome) -> None:
        self.queue: queue.Queue[d.DeviceEvent] = queue.Queue()
        self.ends: dict[int, d.DeviceEvent] = {}
        self.answers: dict[int, d.Read | d.NoRead] = {}
        self.seen: list[int] = []
        self.is_ready = False
        self._violations = outcome.violations

    def next(self, until_s: float) -> bool:
        """Take one event in; whether there was one in time."""
        try:
            event = self.queue.get(timeout=max(0.0, until_s - time.monotonic()))
        except queue.Empty:
            return False
        match event:
            case d.Ready():
                self.is_ready = True
            case d.LinkDown():
                self.is_ready = False
            case d.Printed(_, job) if job is not None:
                self._ended(job, event)
            case d.NotSent(_, jobs) | d.InDoubt(_, jobs) | d.BufferCleared(_, jobs):
                for job in jobs:
                    self._ended(job, event)
            case d.LineEvent():
                self.seen.append(event.trigger)
            case d.Read() | d.NoRead():
                if event.token in self.answers:
                    self._violations.append(f"answered twice: trigger {event.token}")
                self.answers[event.token] = event
        return True

    def _ended(self, job: int, event: d.DeviceEvent) -> None:
        if job in self.ends:
            self._violations.append(f"ended twice: job {job}: {self.ends[job]}, {event}")
        self.ends[job] = event

    def wait(self, come: Callable[[], bool], seconds: float = WAIT_S) -> bool:
        until_s = time.monotonic() + seconds
        while not come():
            if not self.next(until_s):
                return come()
        return True


@dataclass
class Bench:
    """A printer behind a bad link, and the number of the last job that it was given."""

    case: PrinterCase
    runner: Runner
    server: TwinServer[Any]
    published: Published
    job: int = 0

    @property
    def end(self) -> d.DeviceEvent | None:
        """How the last job ended, if it did."""
        return self.published.ends.get(self.job)

    def offer(self, code: int) -> None:
        self.job += 1
        self.runner.command(d.Offer((d.PrintJob(self.job, self.case.payload(code)),)))

    def product(self, seconds: float) -> None:
        """One passes, whatever the station knows of it; then there is time for an end."""
        self.published.wait(lambda: self.end is not None, PAUSE_S)
        self.server.call(self.case.product)
        self.published.wait(lambda: self.end is not None, seconds)

    def print_all(self, codes: int) -> None:
        """Each code is offered until it left, or is in doubt."""
        waiting = list(range(codes, 0, -1))
        while waiting:
            self.published.wait(lambda: self.published.is_ready, 2.0)
            code = waiting.pop()
            self.offer(code)
            self.product(0.3)
            if isinstance(self.end, d.NotSent):
                waiting.append(code)

    def come_to_an_end(self) -> str:
        """On the good link: what is open is cleared, and one more code is printed. What failed."""
        if not self.published.wait(lambda: self.published.is_ready):
            return "the device never got ready again"
        self.runner.command(d.Clear())
        self.published.wait(lambda: set(self.published.ends) >= set(range(1, self.job + 1)))
        until_s = time.monotonic() + WAIT_S
        while not isinstance(self.end, d.Printed) and time.monotonic() < until_s:
            if self.end is not None:
                self.offer(LAST + self.job)
            self.product(PAUSE_S)
        return (
            "" if isinstance(self.end, d.Printed) else f"the good link prints nothing: {self.end}"
        )


def printer(case: PrinterCase, seed: int, codes: int) -> Outcome:
    """`codes` codes, printed over a bad link."""
    outcome = Outcome(seed)
    published = Published(outcome)
    with (
        TwinServer(case.twin()) as server,
        FaultProxy(server.port, seed, TO_DEVICE, CHANCE) as proxy,
        _running(Runner(case.driver(), lambda: link_for(proxy.url)), published) as runner,
    ):
        bench = Bench(case, runner, server, published)
        bench.print_all(codes)
        proxy.be_good()
        failed = bench.come_to_an_end()
        tape = server.look(lambda twin, now_ms: case.tape(twin))
        outcome.prints, outcome.blows = len(tape), proxy.dealt.total()
    outcome.violations += [failed] if failed else []
    twice = [code for code, count in Counter(tape).items() if count > 1]
    if twice:
        outcome.violations.append(f"printed twice: {len(twice)} codes, such as {twice[0]!r}")
    missing = set(range(1, bench.job + 1)) - set(published.ends)
    if missing:
        outcome.violations.append(f"never ended: jobs {sorted(missing)[:3]}")
    return outcome


def reader(seed: int, triggers: int) -> Outcome:
    """Each trigger has its own code before the reader."""
    outcome, case = Outcome(seed), KEYENCE
    published = Published(outcome)
    codes = {token: b"CODE-%06d" % token for token in range(1, triggers + 1)}
    twin = case.twin()
    with (
        TwinServer(twin) as server,
        FaultProxy(server.port, seed, TO_DEVICE, CHANCE) as proxy,
        _running(Runner(case.driver(), lambda: link_for(proxy.url)), published) as runner,
    ):
        for token, code in codes.items():
            if token == triggers:
                proxy.be_good()
                published.wait(lambda: published.is_ready)
            published.wait(lambda: published.is_ready, 1.0)
            server.call(lambda twin, now_ms, shown=code: (case.show(twin, (shown,)), b""))
            runner.command(d.Trigger(token, 150))
            if not published.wait(lambda: token in published.answers):  # noqa: B023
                outcome.violations.append(f"never answered: trigger {token}")
        outcome.blows = proxy.dealt.total()
    for token, answer in published.answers.items():
        seen = {one.data for one in answer.symbols} if isinstance(answer, d.Read) else set()
        if seen & (set(codes.values()) - {codes[token]}):
            outcome.violations.append(f"another item's code: trigger {token} got {seen}")
    if not isinstance(published.answers.get(triggers), d.Read):
        outcome.violations.append("the good link reads nothing")
    return outcome


def plc(seed: int, products: int) -> Outcome:
    """Products come to the camera; each gets a verdict, those with an even number the good one."""
    outcome = Outcome(seed)
    published = Published(outcome)
    with (
        PlcTwin() as twin,
        FaultProxy(twin.port, seed, BOTH_WAYS, CHANCE / 4) as proxy,
        _running(ModbusPlc("plc", f"tcp://127.0.0.1:{proxy.port}"), published) as device,
    ):
        for number in range(1, products + 1):
            if number == products:
                proxy.be_good()
            while not twin.event(d.LineEventKind.AT_CAMERA, number, number):
                published.next(time.monotonic() + 0.05)
            if not published.wait(lambda: number in published.seen):  # noqa: B023 - called at once
                outcome.violations.append(f"never heard of: product {number}")
                break
            device.command(d.Verdict(number, number % 2 == 0))
        published.wait(lambda: twin.verdict(products) is not None)
        outcome.blows = proxy.dealt.total()
        words = {number: twin.verdict(number) for number in range(1, products + 1)}
    if published.seen != sorted(set(published.seen)):
        outcome.violations.append("an event of the PLC came twice, or out of its turn")
    wrong = [n for n, word in words.items() if word != ("reject", "pass")[n % 2 == 0]]
    if wrong:
        outcome.violations.append(f"verdict at the PLC: {len(wrong)} wrong or missing: {wrong[:3]}")
    return outcome


def upload(seed: int, batches: int) -> Outcome:
    """A station's batches to the sandbox platform, until its outbox is empty."""
    outcome = Outcome(seed)
    station = FakeStation()
    for number in range(1, batches + 1):
        station.ready(number)
    with _platform() as (port, token), FaultProxy(port, seed, BOTH_WAYS, CHANCE * 3) as proxy:
        url = f"http://127.0.0.1:{proxy.port}"
        platform = PacklineApi(url, token, DEADLINES_S)
        now_ms = [0]

        def now() -> int:
            now_ms[0] += 60_000
            return now_ms[0]

        pusher = Pusher(1, station, station, text_of, platform, lambda s: None, now, lambda: 0.0)
        for turn in range(batches * 10):
            if station.waiting() <= 1 or turn > batches * 5:
                proxy.be_good()
            if not pusher.push().left:
                # What rubbish on the way made unreadable was refused, and a person tries it again.
                if not station.refusals:
                    break
                proxy.be_good()
                station.refusals.clear()
        outcome.blows = proxy.dealt.total()
        platform.close()
        directly = PacklineApi(f"http://127.0.0.1:{port}", token)
        theirs = directly.bound_codes("WO-1")
        directly.close()
    ours = Counter((one.code, one.level, one.parent) for one in station.bound())
    found = Counter((one.code, one.level, one.parent) for one in theirs)
    lost, surplus = ours - found, found - ours
    if lost or surplus or station.waiting():
        outcome.violations.append(
            f"platform and station differ: {lost.total()} lost, {surplus.total()} too many, "
            f"{station.waiting()} waiting, {len(station.refusals)} refused"
        )
    return outcome


@contextmanager
def _running(device: Any, published: Published) -> Iterator[Any]:
    device.start(published.queue.put)
    try:
        yield device
    finally:
        device.stop()
    while not published.queue.empty():
        published.next(time.monotonic())


class QuietServer(SandboxServer):
    def handle_error(self, request: Any, client_address: Any) -> None:
        """A link that breaks under a request is what this is about."""


@contextmanager
def _platform() -> Iterator[tuple[int, str]]:
    with TemporaryDirectory(prefix="packline-proxy-") as folder:
        book = Book(Path(folder) / "sandbox.db")
        server = QuietServer(0, Platform(book, "token", SandboxFaults()))
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield server.server_port, "token"
        finally:
            server.shutdown()
            server.server_close()
            thread.join()
            book.close()


LINKS: dict[str, Callable[[int, int], Outcome]] = {
    "codenet": lambda seed, work: printer(CODENET, seed, work),
    "zpl": lambda seed, work: printer(ZPL, seed, work),
    "keyence": reader,
    "plc": lambda seed, work: plc(seed, 3 * work),
    "upload": upload,
}
WORK = 30  # codes, triggers or batches of one trial
