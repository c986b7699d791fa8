"""The station's side of each device: the real drivers, run by the scheduler instead of a thread.

`WireHost` does for a sans-IO driver what `drivers.link.runner.Runner` does, in the same order:
events of a turn are published before its bytes leave, a broken link is dialled again after a
growing wait, and commands are taken in while it is away. It lives as long as the station's process.
"""

from __future__ import annotations

import random
from collections import deque

from drivers.api import Command, Driver, Faulted, LinkDown, NotSent, Offer, Output, Publish
from drivers.errors import Misuse, PayloadError
from drivers.link.runner import COMMANDS_MAX, back_off_ms
from station.simulate.clock import Scheduler
from station.simulate.ports import Port

WAKE_MS_MAX = 2  # from a command to the thread that takes it


class WireHost:
    """A `RunnableDevice` on a `Port`."""

    def __init__(
        self, driver: Driver, port: Port, scheduler: Scheduler, chance: random.Random
    ) -> None:
        self.name, self.caps = driver.name, driver.caps
        self._driver, self._port = driver, port
        self._scheduler, self._chance = scheduler, chance
        self._commands: deque[Command] = deque()
        self._waking = False
        self._is_up = False
        self._is_alive = False
        self._failures = 0
        self._told_unreachable = False
        self._publish: Publish

    # -- the station's calls

    def start(self, publish: Publish) -> None:
        self._publish, self._is_alive = publish, True
        self._scheduler.after(self._chance.randint(1, 30), self._dial)

    def command(self, command: Command) -> None:
        if not self._is_alive:
            raise Misuse(f"{self.name} is not running")
        if len(self._commands) >= COMMANDS_MAX:
            raise Misuse(f"{self.name} was given more than {COMMANDS_MAX} commands")
        self._commands.append(command)
        if not self._waking:
            self._waking = True
            self._scheduler.after(self._chance.randint(0, WAKE_MS_MAX), self._serve)

    def stop(self, timeout_s: float = 2.0) -> None:
        """The thread ends, or its process does: nothing that it held is said any more."""
        del timeout_s
        self._is_alive = False
        self._commands.clear()
        if self._is_up:
            self._is_up = False
            self._port.hang_up()

    # -- the port's calls

    def received(self, data: bytes) -> None:
        self._failures = 0
        self._carry_out(self._driver.received(data, self._scheduler.now_ms))

    def tick(self) -> None:
        if self._is_up:
            self._carry_out(self._driver.tick(self._scheduler.now_ms))

    def ended(self, reason: str) -> None:
        """The link is gone; the port has let go of us."""
        if not self._is_up:
            return
        self._is_up = False
        self._failures += 1
        out = self._driver.closed(reason, self._scheduler.now_ms)
        assert not out.send, f"{self.name}: the driver sends on a closed link"
        self._tell(out)
        self._dial_later()

    # -- in between

    def _dial(self) -> None:
        if not self._is_alive:
            return
        if not self._port.dial(self):
            self._failures += 1
            if not self._told_unreachable:
                self._told_unreachable = True
                self._publish(LinkDown(self.name, "nobody answers there"))
            self._dial_later()
            return
        self._is_up, self._told_unreachable = True, False
        self._carry_out(self._driver.opened(self._scheduler.now_ms))

    def _dial_later(self) -> None:
        if self._is_alive:
            wait_ms = back_off_ms(max(1, self._failures), self._chance.random())
            self._scheduler.after(wait_ms, self._dial)

    def _serve(self) -> None:
        self._waking = False
        while self._commands and self._is_alive:
            command = self._commands.popleft()
            try:
                out = self._driver.command(command, self._scheduler.now_ms)
            except PayloadError as refused:
                assert isinstance(command, Offer), f"{self.name}: PayloadError without a payload"
                jobs = tuple(job.job for job in command.jobs)
                said = (
                    NotSent(self.name, jobs, str(refused)),
                    Faulted(self.name, str(refused), ""),
                )
                out = Output(events=said)
            self._carry_out(out)

    def _carry_out(self, out: Output) -> None:
        self._tell(out)
        if not self._is_alive:
            return
        if out.send:
            assert self._is_up, f"{self.name}: the driver sends on a closed link"
            self._port.send(out.send)
        if out.drop_link and self._is_up:
            self._port.hang_up()
            self.ended("dropped by the station: the conversation could not be trusted")

    def _tell(self, out: Output) -> None:
        for event in out.events:
            if self._is_alive:
                self._publish(event)
