"""libdmtx as a last resort, at arm's length: it may hang or abort, and costs its process only.

The worker process (`dmtx_worker`) is started at the first need, asked one picture at a time, killed
when it doesn't answer in time, and started again at the next need; after `DEATHS_MAX` deaths in a
row it isn't any more. Safe to share by threads.
"""

from __future__ import annotations

import os
import select
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import numpy as np

from drivers.camera.decoders import Grey, Sight
from drivers.camera.dmtx_wire import ANSWER, REQUEST

__all__ = ["CROP_PX_MIN", "Dmtx"]

CROP_PX_MIN = 8  # libdmtx aborts on a picture of 1 × 1 or 2 × 2
GRACE_MS = 100  # beyond its own time limit, which it looks at now and then only
DEATHS_MAX = 5
STOP_S_MAX = 1.0

ROOT = Path(__file__).resolve().parents[2]
WORKER = (sys.executable, "-m", "drivers.camera.dmtx_worker")
GS = b"\x1d"


class WorkerLost(Exception):
    """The worker died or didn't answer in time."""


class Dmtx:
    """One worker process. `deaths` counts how often it was lost since it last answered."""

    def __init__(self, command: Sequence[str] = WORKER) -> None:
        self._command = tuple(command)
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._is_warm = False
        self.deaths = 0

    @property
    def process_id(self) -> int | None:
        """The worker's, while there is one."""
        return self._process.pid if self._process else None

    def read(self, picture: Grey, limit_ms: float) -> list[Sight]:
        """The first Data Matrix symbol found within about `limit_ms`; none in too small a cut."""
        if min(picture.shape) < CROP_PX_MIN or limit_ms < 1 or self.deaths >= DEATHS_MAX:
            return []
        until = time.monotonic() + limit_ms / 1_000
        if not self._lock.acquire(timeout=limit_ms / 1_000):
            return []
        try:
            return self._ask(picture, until)
        except WorkerLost:
            self.deaths += 1
            self._end()
            return []
        finally:
            self._lock.release()

    def warm_up(self, limit_ms: float) -> None:
        """Start the worker, so that the first picture in need doesn't wait for it."""
        self.read(np.full((CROP_PX_MIN, CROP_PX_MIN), 255, np.uint8), limit_ms)

    def stop(self) -> None:
        """End the worker process, whatever it does."""
        with self._lock:
            self._end()

    def _ask(self, picture: Grey, until: float) -> list[Sight]:
        process = self._process or self._start()
        if not self._is_warm:
            # Starting up is slow on a busy PC, and no fault: it goes on while others decode.
            if not _is_ready(_out(process), select.POLLIN, until):
                return []
            _receive(process, until + GRACE_MS / 1_000)
            self._is_warm = True
        left_ms = int((until - time.monotonic()) * 1_000)
        if left_ms < 1:
            return []
        height, width = picture.shape
        late = until + GRACE_MS / 1_000
        _send(process, REQUEST.pack(height, width, left_ms) + picture.tobytes(), late)
        data, x, y = _receive(process, late)
        self.deaths = 0
        return [_sight(data, x, y)] if data else []

    def _start(self) -> subprocess.Popen[bytes]:
        self._is_warm = False
        self._process = subprocess.Popen(
            self._command,
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            start_new_session=True,  # Ctrl-C in the terminal is the station's affair
        )
        os.set_blocking(_in(self._process), False)
        return self._process

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait(STOP_S_MAX)
        assert process.stdin is not None
        assert process.stdout is not None
        with suppress(BrokenPipeError):
            process.stdin.close()
        process.stdout.close()


def _sight(data: bytes, x: float, y: float) -> Sight:
    aim = "]d2" if data.startswith(GS) else "]d1"
    return Sight("data-matrix", data.removeprefix(GS), aim, x, y, 1.0, "libdmtx")


def _send(process: subprocess.Popen[bytes], data: bytes, until: float) -> None:
    rest = memoryview(data)
    while rest:
        _wait(_in(process), select.POLLOUT, until)
        try:
            rest = rest[os.write(_in(process), rest) :]
        except BlockingIOError:
            continue
        except BrokenPipeError:
            raise WorkerLost("it closed its input") from None


def _receive(process: subprocess.Popen[bytes], until: float) -> tuple[bytes, float, float]:
    count, x, y = ANSWER.unpack(_exactly(process, ANSWER.size, until))
    return _exactly(process, count, until), x, y


def _exactly(process: subprocess.Popen[bytes], count: int, until: float) -> bytes:
    data = b""
    while len(data) < count:
        _wait(_out(process), select.POLLIN, until)
        chunk = os.read(_out(process), count - len(data))
        if not chunk:
            raise WorkerLost("it ended")
        data += chunk
    return data


def _wait(handle: int, event: int, until: float) -> None:
    if not _is_ready(handle, event, until):
        raise WorkerLost("it did not answer in time")


def _is_ready(handle: int, event: int, until: float) -> bool:
    poll = select.poll()
    poll.register(handle, event)
    return bool(poll.poll(max(0.0, until - time.monotonic()) * 1_000))


def _in(process: subprocess.Popen[bytes]) -> int:
    assert process.stdin is not None
    return process.stdin.fileno()


def _out(process: subprocess.Popen[bytes]) -> int:
    assert process.stdout is not None
    return process.stdout.fileno()
