"""The one thread of a printer that is looked at again and again: no bytes come by themselves.

`turn` is one look; between two of them the thread waits for a command, `poll_ms` at most. What
is looked at, and what it means, is the printer's own. A printer that raises is a bug and ends the
thread loudly: `Faulted` is published, what was out is given up, and `stop` raises what happened.
"""

from __future__ import annotations

import queue
import threading
from abc import ABC, abstractmethod

from drivers.api import Capabilities, Command, DeviceEvent, Faulted, NotSent, Offer, Publish
from drivers.errors import DeviceError, Misuse

COMMANDS_MAX = 256


class TurningPrinter(ABC):
    """`RunnableDevice` but for `turn`, `obey` and `give_up`, which its thread alone calls."""

    caps: Capabilities

    def __init__(self, name: str, poll_ms: int) -> None:
        self.name = name
        self._poll_s = poll_ms / 1_000
        self._inbox: queue.Queue[Command] = queue.Queue(COMMANDS_MAX)
        self._stopping = False
        self._bug: Exception | None = None
        self._thread: threading.Thread | None = None
        self._publish: Publish

    @abstractmethod
    def turn(self) -> None:
        """One look, after the commands that have come."""

    @abstractmethod
    def obey(self, command: Command) -> None:
        """Raises `Misuse` for a command of another kind of device."""

    @abstractmethod
    def give_up(self, reason: str) -> list[DeviceEvent]:
        """Nobody will look any more: how the jobs end that are out or wait."""

    # ------------------------------------------------------------ called by other threads

    def interrupt(self) -> None:  # noqa: B027 - most looks are short
        """End a look that lasts: the printer is stopped."""

    def start(self, publish: Publish) -> None:
        if self._thread is not None:
            raise Misuse(f"{self.name} was started twice")
        self._publish = publish
        self._thread = threading.Thread(target=self._main, name=f"device {self.name}", daemon=True)
        self._thread.start()

    def command(self, command: Command) -> None:
        if self._thread is None or self._stopping or self._bug is not None:
            raise Misuse(f"{self.name} is not running: {self._bug or 'start it first'}")
        try:
            self._inbox.put_nowait(command)
        except queue.Full:
            raise Misuse(f"{self.name} was given more than {COMMANDS_MAX} commands") from None

    def stop(self, timeout_s: float = 2.0) -> None:
        """End the thread. Raises what it raised, if it did; `DeviceError` if it hangs."""
        if self._thread is None:
            return
        self._stopping = True
        self.interrupt()
        self._thread.join(timeout_s)
        if self._thread.is_alive():
            raise DeviceError(f"{self.name} did not stop within {timeout_s:g} s")
        self._thread = None
        if self._bug is not None:
            raise self._bug

    def is_stopping(self) -> bool:
        return self._stopping

    # ------------------------------------------------------------ the thread

    def _main(self) -> None:
        try:
            while not self.is_stopping():
                self.turn()
                self._wait()
            self._end("the station stopped")
        except Exception as bug:
            self._bug = bug
            said = f"its driver failed: {type(bug).__name__}: {bug}"
            hint = "restart the station and send this to support"
            self._tell([Faulted(self.name, said, hint)])
            self._end(said)

    def _end(self, reason: str) -> None:
        """No job is left without an end, also none that nobody has looked at yet."""
        self._tell(self.give_up(reason))
        while not self._inbox.empty():
            command = self._inbox.get_nowait()
            if isinstance(command, Offer):
                jobs = tuple(job.job for job in command.jobs)
                self._tell([NotSent(self.name, jobs, reason)])

    def _wait(self) -> None:
        try:
            command = self._inbox.get(timeout=self._poll_s)
        except queue.Empty:
            return
        self.obey(command)

    def _tell(self, events: list[DeviceEvent]) -> None:
        for event in events:
            self._publish(event)
