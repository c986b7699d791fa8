"""The one thread that joins a sans-IO driver to a real link.

It opens the link, hands bytes, commands and ticks to the driver, carries out its `Output`, and
opens again after a growing, jittered wait when the link breaks. Events of a turn are published
before its bytes are sent, so that a link breaking under the bytes can't hide them.

Drivers publish `LinkUp` and `LinkDown` themselves (from `opened` and `closed`); the runner adds a
`LinkDown` only for a link that could not be opened at all, once per reason.

A driver that raises is a bug and ends the thread loudly: `Faulted` and `LinkDown` are published,
the jobs of commands still queued come back as `NotSent`, and `stop` raises what happened. What the
driver had on the wire at that moment is in doubt. One exception is a mere refusal: a
`PayloadError`, which drivers raise before they touch anything.
"""

from __future__ import annotations

import queue
import random
import select
import threading
import time
from collections.abc import Callable

from drivers.api import (
    TEST_JOB,
    Command,
    Driver,
    Faulted,
    LinkDown,
    NotSent,
    Offer,
    Output,
    Publish,
)
from drivers.errors import DeviceError, Misuse, PayloadError
from drivers.link.api import Link, LinkError, NobodyCalled, Waker
from drivers.link.trace import Trace

TICK_MS_MAX = 20
COMMANDS_MAX = 256
RECONNECT_MS_MIN = 100
RECONNECT_MS_MAX = 10_000


def monotonic_ms() -> int:
    return time.monotonic_ns() // 1_000_000


def back_off_ms(failures: int, chance: float) -> int:
    """How long to wait after `failures` (from 1) in a row; `chance` in 0..1 spreads the devices
    of a line over the upper half of the wait, so that a restarted switch isn't stormed."""
    full = min(RECONNECT_MS_MAX, RECONNECT_MS_MIN << min(failures, 16))
    return max(RECONNECT_MS_MIN, round(full * (0.5 + 0.5 * chance)))


class Runner:
    """A `RunnableDevice` made of a driver and a way to make its link."""

    def __init__(
        self,
        driver: Driver,
        open_link: Callable[[], Link],
        *,
        clock_ms: Callable[[], int] = monotonic_ms,
        chance: Callable[[], float] = random.random,
        trace: Trace | None = None,
    ) -> None:
        """`open_link` makes a link; the runner's thread opens it (blocking at most OPEN_S_MAX)."""
        self.name, self.caps = driver.name, driver.caps
        self.trace = trace or Trace()
        self._driver, self._new_link = driver, open_link
        self._clock_ms, self._chance = clock_ms, chance
        self._inbox: queue.Queue[Command] = queue.Queue(COMMANDS_MAX)
        self._stopping = False
        self._failures = 0
        self._unreachable = ""
        self._bug: Exception | None = None
        self._thread: threading.Thread | None = None
        self._waker: Waker
        self._publish: Publish

    # ------------------------------------------------------------ called by other threads

    def start(self, publish: Publish) -> None:
        if self._thread is not None:
            raise Misuse(f"{self.name} was started twice")
        self._publish, self._waker = publish, Waker()
        self._thread = threading.Thread(target=self._main, name=f"device {self.name}", daemon=True)
        self._thread.start()

    def command(self, command: Command) -> None:
        if self._thread is None or self._stopping or self._bug is not None:
            raise Misuse(f"{self.name} is not running: {self._bug or 'start it first'}")
        try:
            self._inbox.put_nowait(command)
        except queue.Full:
            raise Misuse(f"{self.name} was given more than {COMMANDS_MAX} commands") from None
        self._waker.wake()

    def stop(self, timeout_s: float = 2.0) -> None:
        """End the thread. Raises what the driver raised, if it did; `DeviceError` if it hangs."""
        if self._thread is None:
            return
        self._stopping = True
        self._waker.wake()
        self._thread.join(timeout_s)
        if self._thread.is_alive():
            raise DeviceError(f"{self.name} did not stop within {timeout_s:g} s")
        self._thread = None
        self._waker.close()
        if self._bug is not None:
            raise self._bug

    # ------------------------------------------------------------ the thread

    def _main(self) -> None:
        try:
            while not self._stopping:
                self._one_connection()
                self._wait_before_reconnecting()
            self._serve_while_closed()
        except Exception as bug:
            self._bug = bug
            self._report(bug)

    def _one_connection(self) -> None:
        link = self._new_link()
        try:
            link.open()
        except NobodyCalled as reason:
            self._failures = 0  # the port must not be closed for long
            self._not_reached(str(reason))
            return
        except LinkError as reason:
            self._failures += 1
            self._not_reached(str(reason))
            return
        self._unreachable = ""
        try:
            reason_text = self._converse(link)
        finally:
            link.close()
        self._note(reason_text)
        self._carry_out_closed(self._driver.closed(reason_text, self._clock_ms()))

    def _converse(self, link: Link) -> str:
        """Talk until the link ends, and say why it did."""
        self._note("opened")
        try:
            self._carry_out(self._driver.opened(self._clock_ms()), link)
            while not self._stopping:
                self._turn(link)
        except LinkError as reason:
            self._failures += 1
            return str(reason)
        return "stopped"

    def _turn(self, link: Link) -> None:
        data = link.receive(TICK_MS_MAX / 1000, self._waker)
        self._waker.clear()
        if data:
            self._failures = 0
            self.trace.add(self._clock_ms(), "received", data)
            self._carry_out(self._driver.received(data, self._clock_ms()), link)
        while (command := self._next_command()) is not None:
            self._carry_out(self._taken(command), link)
        self._carry_out(self._driver.tick(self._clock_ms()), link)

    def _next_command(self) -> Command | None:
        try:
            return self._inbox.get_nowait()
        except queue.Empty:
            return None

    def _taken(self, command: Command) -> Output:
        try:
            return self._driver.command(command, self._clock_ms())
        except PayloadError as refused:
            assert isinstance(command, Offer), f"{self.name}: PayloadError without a payload"
            jobs = tuple(job.job for job in command.jobs)
            if jobs == (TEST_JOB,):
                return Output(events=(NotSent(self.name, jobs, str(refused)),))
            hint = "the code's text doesn't suit this device: correct the product or the scheme"
            return Output(
                events=(
                    NotSent(self.name, jobs, str(refused)),
                    Faulted(self.name, str(refused), hint),
                )
            )

    def _carry_out(self, output: Output, link: Link) -> None:
        for event in output.events:
            self._publish(event)
        if output.send:
            self.trace.add(self._clock_ms(), "sent", output.send)
            link.send(output.send)
        if output.drop_link:
            raise LinkError("dropped by the station: the conversation could not be trusted")

    def _carry_out_closed(self, output: Output) -> None:
        assert not output.send, f"{self.name}: the driver sends on a closed link"
        for event in output.events:
            self._publish(event)

    # ------------------------------------------------------------ while there is no link

    def _not_reached(self, reason: str) -> None:
        if reason != self._unreachable:
            self._unreachable = reason
            self._note(reason)
            self._publish(LinkDown(self.name, reason))

    def _wait_before_reconnecting(self) -> None:
        until_ms = self._clock_ms() + back_off_ms(max(1, self._failures), self._chance())
        while not self._stopping and (left_ms := until_ms - self._clock_ms()) > 0:
            select.select([self._waker], [], [], left_ms / 1000)
            self._waker.clear()
            self._serve_while_closed()

    def _serve_while_closed(self) -> None:
        while (command := self._next_command()) is not None:
            self._carry_out_closed(self._taken(command))

    # ------------------------------------------------------------ evidence

    def _note(self, text: str) -> None:
        self.trace.add(self._clock_ms(), "note", text.encode())

    def _report(self, bug: Exception) -> None:
        said = f"its driver failed: {type(bug).__name__}: {bug}"
        self._note(said)
        self._publish(Faulted(self.name, said, "restart the station and send this to support"))
        while (command := self._next_command()) is not None:
            if isinstance(command, Offer):
                jobs = tuple(job.job for job in command.jobs)
                self._publish(NotSent(self.name, jobs, said))
        self._publish(LinkDown(self.name, said))
