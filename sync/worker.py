"""Pushing again and again beside the line, until told to stop.

One thread of its own; production never waits for it. A bug in it ends the thread loudly through
`threading.excepthook`, and `failed` tells whoever watches. Not responsible for what is sent.
"""

from __future__ import annotations

import threading
from collections.abc import Callable

from sync.push import PushReport

PAUSE_S_MIN = 1.0
STOP_S_MAX = 30.0


class Worker:
    """Calls `push` every `pause_s` seconds at most, and `report` after each run.

    Give `wait` and `stopping` to the pusher, so that `stop` also ends a back-off and a run."""

    def __init__(
        self,
        push: Callable[[], PushReport],
        report: Callable[[PushReport], None],
        pause_s: float = PAUSE_S_MIN,
    ) -> None:
        self._push = push
        self._report = report
        self._pause_s = pause_s
        self._stop = threading.Event()
        self._nudge = threading.Event()
        self._thread = threading.Thread(target=self._run, name="sync", daemon=True)
        self.failed = False

    def start(self) -> None:
        self._thread.start()

    def nudge(self) -> None:
        """A batch is ready: don't wait for the pause to end."""
        self._nudge.set()

    def wait(self, seconds: float) -> None:
        """Sleep, but not through a stop."""
        self._stop.wait(seconds)

    def stopping(self) -> bool:
        return self._stop.is_set()

    def stop(self, timeout_s: float = STOP_S_MAX) -> bool:
        """Ask the thread to end after the batch in hand; whether it did in time."""
        self._stop.set()
        self._nudge.set()
        self._thread.join(timeout_s)
        return not self._thread.is_alive()

    def _run(self) -> None:
        self.failed = True
        while not self._stop.is_set():
            self._report(self._push())
            self._nudge.wait(self._pause_s)
            self._nudge.clear()
        self.failed = False
