"""A label printer's driver talking with nobody but a test's own bytes, under a fake clock.

For tables of conversations: what the driver sends and publishes is compared byte by byte, with what
the manual's answers are written out. No twin is asked, so driver and twin can't be wrong together.
"""

from __future__ import annotations

from drivers.api import Command, DeviceEvent, Driver, Offer, Output, PrintJob, Ready

STEP_MS = 10
ROUNDS_MAX = 10_000


class Talk:
    """`question` is what it asks all the time; its answers are given by `hears`."""

    def __init__(self, driver: Driver, question: bytes) -> None:
        self.driver, self.question = driver, question
        self.now_ms = 0
        self.sent = b""
        self.events: list[DeviceEvent] = []
        self.drops = 0
        self._asked = 0  # questions that were not answered yet

    def open(self) -> bytes:
        """What a connection begins with."""
        return self._did(self.driver.opened(self.now_ms))

    def close(self) -> None:
        self._asked = 0
        self._did(self.driver.closed("cable out", self.now_ms))

    def ready(self, idle: bytes) -> Talk:
        """Connected, and answered with `idle` until it is ready."""
        self.open()
        for _ in range(ROUNDS_MAX):
            if any(isinstance(event, Ready) for event in self.events):
                self.events.clear()
                self.sent = b""
                return self
            self.answered(idle)
        raise AssertionError(f"it never became ready: {self.events}")

    def command(self, command: Command) -> bytes:
        return self._did(self.driver.command(command, self.now_ms))

    def offer(self, job: int, data: bytes) -> bytes:
        return self.command(Offer((PrintJob(job, data),)))

    def hears(self, data: bytes) -> bytes:
        return self._did(self.driver.received(data, self.now_ms))

    def answered(self, data: bytes, times: int = 1) -> None:
        """Wait for the next question and answer it, so many times."""
        for _ in range(times):
            for _ in range(ROUNDS_MAX):
                if self._asked:
                    break
                self.wait(STEP_MS)
            assert self._asked, "it asks nothing"
            self._asked = 0
            self.hears(data)

    def wait(self, for_ms: int) -> None:
        for _ in range(0, for_ms, STEP_MS):
            self.now_ms += STEP_MS
            self._did(self.driver.tick(self.now_ms))

    def take(self) -> list[DeviceEvent]:
        """The events since the last `take`."""
        taken, self.events = self.events, []
        return taken

    def _did(self, output: Output) -> bytes:
        self.events += output.events
        self.sent += output.send
        self.drops += output.drop_link
        self._asked += output.send.count(self.question)
        return output.send
