"""A driver and a twin joined by memory under a fake clock: no thread, no socket, no real time.

Bytes go both ways in pieces of `piece` bytes (0: all that is there at once). `cut_after` ends the
link once so many more bytes have reached the device: the middle of a frame, for instance. What
every job came to is kept in `ends`, and an end that comes twice is an error at once.

Of a device that doesn't say what it printed, the bench is also the one who does, as a PLC that
counts its print signal would: it looks at the `tape`, tells the driver to forget, and notes the job
as printed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from drivers.api import (
    BufferCleared,
    Command,
    DeviceEvent,
    Driver,
    Forget,
    InDoubt,
    NotSent,
    Offer,
    Output,
    Printed,
    PrintJob,
)
from drivers.sim.twin import Twin

STEP_MS = 10
ROUNDS_MAX = 100_000

End = Printed | InDoubt | NotSent | BufferCleared


class Bench:
    def __init__(
        self,
        driver: Driver,
        twin: Twin,
        *,
        piece: int = 0,
        step_ms: int = STEP_MS,
        tape: Callable[[], list[bytes]] = list,
    ) -> None:
        self.driver, self.twin, self.piece = driver, twin, piece
        self._tape = tape if driver.caps.done in ("external", "none") else list
        self._step_ms = step_ms
        self._printed = 0  # so much of the tape was looked at
        self._jobs: dict[bytes, int] = {}  # payload: the newest job with it
        self.now_ms = 0
        self.events: list[DeviceEvent] = []
        self.ends: dict[int, type[End]] = {}
        self.is_up = False
        self.drops = 0
        self.cut_after: int | None = None
        self._sent = bytearray()
        self._to_device = b""
        self._to_host = b""

    # ------------------------------------------------------------ what happens

    def connect(self) -> None:
        assert not self.is_up
        self.is_up = True
        self._to_host += self.twin.connected(self.now_ms)
        self._carry_out(self.driver.opened(self.now_ms))
        self._pump()

    def cut(self, reason: str = "the cable was pulled") -> None:
        """The link ends; what was under way on it is lost."""
        assert self.is_up
        self.is_up, self.cut_after = False, None
        self._to_device = self._to_host = b""
        self.twin.disconnected(self.now_ms)
        self._carry_out(self.driver.closed(reason, self.now_ms))

    def command(self, command: Command) -> None:
        if isinstance(command, Offer):
            self._jobs.update((job.data, job.job) for job in command.jobs)
        self._carry_out(self.driver.command(command, self.now_ms))
        self._pump()

    def offer(self, job: int, data: bytes) -> None:
        self.command(Offer((PrintJob(job, data),)))

    def physical(self, action: Callable[[Any, int], tuple[Any, bytes]]) -> Any:
        """Something happens to the device itself."""
        result, said = action(self.twin, self.now_ms)
        if self.is_up:
            self._to_host += said
            self._pump()
        self._count_prints()
        return result

    def _count_prints(self) -> None:
        """What a device printed that doesn't say so."""
        tape = self._tape()
        for data in tape[self._printed :]:
            job = self._jobs[data]
            if job not in self.ends:
                self._carry_out(Output(events=(Printed(self.driver.name, job),)))
                self.command(Forget((job,)))
        self._printed = len(tape)

    def advance(self, for_ms: int) -> None:
        until_ms = self.now_ms + for_ms
        while self.now_ms < until_ms:
            self.now_ms = min(until_ms, self.now_ms + self._step_ms)
            said = self.twin.tick(self.now_ms)
            if self.is_up:
                self._to_host += said
                self._pump()
            if self.is_up:
                self._carry_out(self.driver.tick(self.now_ms))
                self._pump()

    def host_hears(self, data: bytes) -> None:
        """Bytes reach the host that the twin never sent."""
        self._to_host += data
        self._pump()

    # ------------------------------------------------------------ what came of it

    @property
    def sent(self) -> bytes:
        """All that the driver ever sent."""
        return bytes(self._sent)

    def take(self) -> list[DeviceEvent]:
        """The events since the last `take`."""
        taken, self.events = self.events, []
        return taken

    def of(self, kind: type[Any]) -> list[Any]:
        """The events of one kind since the last `take`."""
        return [event for event in self.events if isinstance(event, kind)]

    # ------------------------------------------------------------ the wire

    def _carry_out(self, output: Output) -> None:
        for event in output.events:
            self.events.append(event)
            self._note_end(event)
        assert self.is_up or not output.send, "the driver sends on a closed link"
        self._to_device += output.send
        self._sent += output.send
        if output.drop_link:
            self.drops += 1
            self.cut("dropped by the station")

    def _pump(self) -> None:
        if not (self._to_device or self._to_host):
            return
        for _ in range(ROUNDS_MAX):
            if self._to_device:
                self._deliver_to_device()
            elif self._to_host:
                piece, self._to_host = self._split(self._to_host)
                self._carry_out(self.driver.received(piece, self.now_ms))
            else:
                return
        raise AssertionError("driver and twin talk without end and without time passing")

    def _deliver_to_device(self) -> None:
        piece, self._to_device = self._split(self._to_device)
        if self.cut_after is None:
            self._to_host += self.twin.received(piece, self.now_ms)
            return
        piece = piece[: self.cut_after]
        self.cut_after -= len(piece)
        said = self.twin.received(piece, self.now_ms)
        if self.cut_after == 0:
            self.cut("cut in the middle")
        else:
            self._to_host += said

    def _split(self, data: bytes) -> tuple[bytes, bytes]:
        length = self.piece or len(data)
        return data[:length], data[length:]

    def _note_end(self, event: DeviceEvent) -> None:
        if isinstance(event, Printed):
            jobs: tuple[int, ...] = () if event.job is None else (event.job,)
        elif isinstance(event, InDoubt | NotSent | BufferCleared):
            jobs = event.jobs
        else:
            return
        for job in jobs:
            assert job not in self.ends, f"job {job} ends as {event} after {self.ends[job]}"
            self.ends[job] = type(event)
