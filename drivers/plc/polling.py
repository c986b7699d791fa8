"""The one thread that joins a `PlcImage` to a `PlcDoor`: what every PLC driver runs in.

It opens the door, fetches a picture each `poll_ms`, performs what the image wants written, and
opens again after a growing wait when the link breaks. What was being written is a state or carries
its sequence, so it is simply written again.

A refusal is told and the same asked again at the next poll; an answer that is late or malformed
drops the link, because a late answer could be taken for the next one's.
"""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

from drivers.api import Capabilities, Command, Faulted, LineOutputs, Publish, Verdict
from drivers.errors import DeviceError, DeviceRefused, Misuse, ProtocolError
from drivers.plc.conditions import Events
from drivers.plc.door import LinkBroken, PlcDoor, Refused
from drivers.plc.plc_codec import Write, WriteCoils
from drivers.plc.plc_image import PlcImage

COMMANDS_MAX = 1_024
RECONNECT_MS_MIN = 100
RECONNECT_MS_MAX = 1_000
EAGER_POLL_MS = 1

READ_PICTURE = "reading of its state"
READ_INPUTS = "reading of its inputs"

Answer = TypeVar("Answer")


class PolledPlc:
    """`RunnableDevice` for one PLC. `start` and `stop` are each called once."""

    caps: Capabilities

    def __init__(self, image: PlcImage, door: PlcDoor, *, poll_ms: int) -> None:
        self.name = image.name
        self._image = image
        self._door = door
        self._poll_ms = poll_ms
        self._commands: queue.Queue[Verdict | LineOutputs] = queue.Queue(COMMANDS_MAX)
        self._wake = threading.Event()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name=f"plc {self.name}", daemon=True)
        self._publish: Publish
        self._inputs_due_ms = 0
        self._reconnect_ms = RECONNECT_MS_MIN

    # ------------------------------------------------------------ any thread

    def start(self, publish: Publish) -> None:
        """Begin to connect; `publish` is called from the device's own thread."""
        self._publish = publish
        self._thread.start()

    def command(self, command: Command) -> None:
        """Queue a `Verdict` or `LineOutputs`. Raises `Misuse` for others, or when full."""
        if not isinstance(command, Verdict | LineOutputs):
            raise Misuse(f"{self.name} is a PLC: it can't take {type(command).__name__}")
        try:
            self._commands.put_nowait(command)
        except queue.Full:
            raise Misuse(f"{self.name}: {COMMANDS_MAX} commands wait already") from None
        self._wake.set()

    def stop(self, timeout_s: float = 2.0) -> None:
        """End the thread and close the link. Outputs stay: the PLC's watchdog stops the belt."""
        self._stopping.set()
        self._wake.set()
        if self._thread.ident is None:
            return
        self._door.interrupt()
        self._thread.join(timeout_s)
        if self._thread.is_alive():
            raise DeviceError(f"{self.name}: its thread did not end within {timeout_s} s")

    # ------------------------------------------------------------ the device's thread

    def _run(self) -> None:
        try:
            while not self._stopping.is_set():
                self._step()
            self._drop("stopped")
        except Exception as bug:
            self._publish(Faulted(self.name, f"program fault: {bug!r}", "restart the station"))
            raise
        finally:
            self._door.close()

    def _step(self) -> None:
        """One turn: connect, or fetch a picture and write what is due; then wait."""
        self._wake.clear()
        self._take_commands()
        try:
            wait_ms = self._turn() if self._door.is_open else self._connect()
        except (LinkBroken, ProtocolError) as fault:
            wait_ms = self._gave_up(str(fault))
        except DeviceRefused as refusal:
            self._tell(self._image.unfit(refusal.said, refusal.hint))
            wait_ms = self._gave_up(f"{refusal.said} ({refusal.hint})")
        # Commands shorten the wait for a picture, but not the back-off.
        alarm = self._wake if self._door.is_open else self._stopping
        alarm.wait(wait_ms / 1_000)

    def _connect(self) -> int:
        standing = self._door.open()
        self._tell(self._image.opened(standing.verdict_seq, standing.ring_taken, now_ms()))
        self._reconnect_ms = RECONNECT_MS_MIN
        self._inputs_due_ms = 0
        return 0

    def _turn(self) -> int:
        """Fetch, publish, write; the pause until the next turn in ms."""
        began_ms = now_ms()
        if self._fetch_picture() and self._fetch_inputs(began_ms):
            for write in self._image.writes(now_ms()):
                self._write(write)
        if self._image.eager(now_ms()):
            return EAGER_POLL_MS
        return max(EAGER_POLL_MS, began_ms + self._poll_ms - now_ms())

    def _fetch_picture(self) -> bool:
        taken = self._image.ring_taken
        picture = self._asked(READ_PICTURE, lambda: self._door.picture(taken))
        if picture is None:
            return False
        self._tell(self._image.picture(picture, now_ms()))
        return True

    def _fetch_inputs(self, began_ms: int) -> bool:
        if began_ms < self._inputs_due_ms:
            return True
        on = self._asked(READ_INPUTS, self._door.inputs)
        if on is None:
            return False
        self._tell(self._image.inputs(on))
        self._inputs_due_ms = began_ms + self._poll_ms
        return True

    def _write(self, write: Write) -> None:
        what = "coil" if isinstance(write, WriteCoils) else "holding register"

        def perform() -> bool:
            self._door.write(write)
            return True

        if self._asked(f"writing of {what} {write.address}", perform):
            self._image.wrote(write, now_ms())

    def _asked(self, doing: str, ask: Callable[[], Answer]) -> Answer | None:
        """The answer, None if it was a refusal (which is told)."""
        try:
            answer = ask()
        except Refused as refusal:
            self._tell(self._image.refused(doing, refusal))
            return None
        self._tell(self._image.granted(doing))
        return answer

    def _take_commands(self) -> None:
        with suppress(queue.Empty):
            while True:
                self._tell(self._image.command(self._commands.get_nowait()))

    def _gave_up(self, reason: str) -> int:
        """Drop the link; how long to wait before the next attempt: doubling, bounded."""
        self._drop("stopped" if self._stopping.is_set() else reason)
        wait_ms = self._reconnect_ms
        self._reconnect_ms = min(2 * wait_ms, RECONNECT_MS_MAX)
        return wait_ms

    def _drop(self, reason: str) -> None:
        self._door.close()
        self._tell(self._image.closed(reason))

    def _tell(self, events: Events) -> None:
        for event in events:
            self._publish(event)


def now_ms() -> int:
    return time.monotonic_ns() // 1_000_000
