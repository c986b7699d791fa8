"""A camera that only takes pictures, made a reader: one picture in, one `Read` or `NoRead` out.

One thread watches the source, `workers` threads read; zxing-cpp, zbar and OpenCV let others run
meanwhile. Every picture gets exactly one result, also one that can't be read, one that is given up
under overload, and one that still waits when the device is stopped.

Reading belongs to nobody's clock but its own budget: the verdict's deadline is the station's.
"""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Literal

import cv2
import numpy as np

from drivers.api import (
    Capabilities,
    Command,
    DeviceEvent,
    Faulted,
    LinkDown,
    LinkUp,
    NoRead,
    Publish,
    Read,
    Ready,
    Trigger,
)
from drivers.camera.decoders import Grey, parse_kinds
from drivers.camera.dmtx import Dmtx
from drivers.camera.folder import FolderSource
from drivers.camera.genicam import GenicamSource
from drivers.camera.grid import GridReader
from drivers.camera.ladder import Ladder, Reading
from drivers.camera.side_by_side import SideBySide
from drivers.camera.source import Picture, Source, SourceLost, parse_address
from drivers.camera.video import VideoSource
from drivers.camera.waiting import Arrival, Waiting
from drivers.errors import DeviceError, Misuse

__all__ = ["CAPABILITIES", "CameraReader"]

COMMANDS_MAX = 64
WATCH_MS = 20
WARM_UP_MS_MAX = 1_000
RECONNECT_MS_MIN = 100
RECONNECT_MS_MAX = 2_000
WORKERS_MAX = 8
CELLS_MAX = 400
SYMBOLS_MAX = 4
BUDGET_MS_MIN, BUDGET_MS_MAX = 10, 10_000

CAPABILITIES = Capabilities(
    kind="camera",
    protocol="camera",
    manual="no manual: pictures in a folder, a video source of OpenCV, or a GenICam camera",
    unverified=(
        "no camera's own software was tried",
        "no video device or RTSP camera was tried",
        "no GenICam camera or producer was tried",
    ),
)

OVERLOAD = "too many pictures: this one was given up for newer ones"
STOPPED = "the camera was stopped before this picture was read"


class CameraReader:
    """`RunnableDevice` for one camera. `start` is called once.

    `mode="grid"` reads `rows` × `columns` products in one picture. `kinds` are some of qr,
    data-matrix, code-128; `keep` is how many pictures stay in a folder; `budget_ms` the longest
    time that is spent on one picture. `symbols` is how many codes one item shows: a picture with
    fewer is looked at for as long as the budget lasts. `threads` look at the cells of one case.
    """

    caps = CAPABILITIES

    def __init__(
        self,
        name: str,
        url: str,
        *,
        mode: Literal["single", "grid"] = "single",
        rows: int = 0,
        columns: int = 0,
        kinds: str = "qr,data-matrix",
        keep: int = 50,
        budget_ms: int = 300,
        workers: int = 1,
        symbols: int = 1,
        threads: int = 1,
    ) -> None:
        self.name = name
        _check("symbols", symbols, 1, SYMBOLS_MAX)
        _check("workers", workers, 1, WORKERS_MAX)
        _check("budget_ms", budget_ms, BUDGET_MS_MIN, BUDGET_MS_MAX)
        self._source, self._prepare_source = _source(url, keep)
        wanted = parse_kinds(kinds)
        self._dmtx = Dmtx() if "data-matrix" in wanted else None
        _check("threads", threads, 1, WORKERS_MAX)
        self._side_by_side = SideBySide(threads if mode == "grid" else 1)
        ladder = Ladder(wanted, self._dmtx, symbols)
        self._read = _reading(mode, ladder, rows, columns, self._side_by_side)
        self._budget_ms = budget_ms
        self._triggers: queue.Queue[Trigger] = queue.Queue(COMMANDS_MAX)
        self._waiting = Waiting()
        self._stopping = threading.Event()
        self._one_at_a_time = threading.Lock()
        self._publish: Publish
        self._bug: Exception | None = None
        self._down = ""  # the reason last published
        self._threads = [self._thread("watches", self._watch)]
        self._threads += [self._thread(f"reads {n}", self._work) for n in range(workers)]

    # ------------------------------------------------------------ any thread

    def start(self, publish: Publish) -> None:
        """Begin. What lies in a folder by now is old; every later picture gets a result."""
        if self._threads[0].ident is not None:
            raise Misuse(f"{self.name} was started twice")
        self._publish = publish
        self._prepare_source()
        for thread in self._threads:
            thread.start()

    def command(self, command: Command) -> None:
        """Take a `Trigger`. Raises `Misuse` for others, from a folder, or when too many wait."""
        if not isinstance(command, Trigger):
            raise Misuse(f"{self.name} is a camera: it can't take {type(command).__name__}")
        if not self._source.takes_triggers:
            raise Misuse(f"{self.name}: pictures come into its folder by themselves")
        if self._threads[0].ident is None or self._stopping.is_set():
            raise Misuse(f"{self.name} is not running: {self._bug or 'start it first'}")
        try:
            self._triggers.put_nowait(command)
        except queue.Full:
            raise Misuse(f"{self.name}: {COMMANDS_MAX} triggers wait already") from None

    def stop(self, timeout_s: float = 2.0) -> None:
        """End the threads and the worker process. Raises what went wrong in them, if it did."""
        self._stopping.set()
        if self._threads[0].ident is None:
            self._side_by_side.stop()
            return
        until = time.monotonic() + timeout_s
        for thread in self._threads:  # the watching one first: it closes the queue
            thread.join(max(0.0, until - time.monotonic()))
        if self._dmtx is not None:
            self._dmtx.stop()
        hanging = [thread.name for thread in self._threads if thread.is_alive()]
        if hanging:
            raise DeviceError(f"{hanging[0]} did not end within {timeout_s:g} s")
        self._side_by_side.stop()
        if self._bug is not None:
            raise self._bug

    def _thread(self, does: str, run: Callable[[], None]) -> threading.Thread:
        def guarded() -> None:
            try:
                run()
            except Exception as bug:
                self._bug = bug
                self._stopping.set()
                hint = "restart the station, and report this"
                self._tell(Faulted(self.name, f"program fault: {bug!r}", hint))
            finally:
                self._waiting.close()

        return threading.Thread(target=guarded, name=f"camera {self.name} {does}", daemon=True)

    def _tell(self, event: DeviceEvent) -> None:
        with self._one_at_a_time:
            self._publish(event)

    # ------------------------------------------------------------ the watching thread

    def _watch(self) -> None:
        self._warm_up()
        failures = 0
        while not self._stopping.is_set():
            try:
                self._source.open()
                failures = 0
                self._went_up()
                self._watch_open_source()
            except SourceLost as reason:
                self._went_down(str(reason))
                failures += 1
                back_off_ms = min(RECONNECT_MS_MAX, RECONNECT_MS_MIN << min(failures - 1, 10))
                self._refuse_triggers_for(back_off_ms)
        self._refuse_triggers_for(0)
        self._source.close()

    def _watch_open_source(self) -> None:
        while not self._stopping.is_set():
            self._pass_on_triggers()
            for picture in self._source.wait(WATCH_MS):
                self._arrived(picture)

    def _warm_up(self) -> None:
        """The first picture must not wait for libraries and processes to be loaded."""
        cv2.setNumThreads(1)  # threads are used for pictures, not within one
        self._read(np.full((480, 640), 128, np.uint8), BUDGET_MS_MIN)
        if self._dmtx is not None:
            self._dmtx.warm_up(WARM_UP_MS_MAX)

    def _went_up(self) -> None:
        self._down = ""
        self._tell(LinkUp(self.name))
        self._tell(Ready(self.name))

    def _went_down(self, reason: str) -> None:
        if reason != self._down:
            self._down = reason
            self._tell(LinkDown(self.name, reason))

    def _pass_on_triggers(self) -> None:
        while not self._triggers.empty():
            trigger = self._triggers.get_nowait()
            self._source.trigger(trigger.token, trigger.window_ms)

    def _refuse_triggers_for(self, time_ms: int) -> None:
        """Without a source each trigger is answered at once."""
        until = time.monotonic() + time_ms / 1_000
        while True:
            self._pass_on_triggers()
            for picture in self._source.abandoned():
                self._arrived(picture)
            left_s = until - time.monotonic()
            if left_s <= 0 or self._stopping.wait(min(left_s, WATCH_MS / 1_000)):
                return

    def _arrived(self, picture: Picture) -> None:
        given_up = self._waiting.put(Arrival(picture, time.monotonic()))
        if given_up is not None:
            self._no_read(given_up, OVERLOAD)

    # ------------------------------------------------------------ the reading threads

    def _work(self) -> None:
        while (arrival := self._waiting.get()) is not None:
            if self._stopping.is_set():
                self._no_read(arrival, arrival.picture.fault or STOPPED)
            else:
                self._answer(arrival)

    def _answer(self, arrival: Arrival) -> None:
        picture = arrival.picture
        pixels = picture.pixels if picture.pixels is not None else _decoded(picture.encoded)
        if pixels is None:
            self._no_read(arrival, picture.fault or "the file is no picture that can be decoded")
            return
        # Others that wait shorten the time for this one, so that one bad print delays none of them.
        share_ms = max(BUDGET_MS_MIN, self._budget_ms / (1 + len(self._waiting)))
        reading = self._read(pixels, share_ms)
        if not reading.symbols:
            self._no_read(arrival, reading.reason)
            return
        took_ms = arrival.took_ms()
        self._tell(Read(self.name, picture.token, reading.symbols, picture.path, took_ms))

    def _no_read(self, arrival: Arrival, reason: str) -> None:
        picture = arrival.picture
        self._tell(NoRead(self.name, picture.token, reason, picture.path, arrival.took_ms()))


def _source(url: str, keep: int) -> tuple[Source, Callable[[], None]]:
    """The source, and what to do with it when the device starts."""
    address = parse_address(url, keep)
    if address.kind == "folder":
        folder = FolderSource(Path(address.place), address.keep)
        return folder, folder.ignore_what_is_there
    source = GenicamSource(address) if address.kind == "genicam" else VideoSource(address)
    return source, lambda: None


def _reading(
    mode: str, ladder: Ladder, rows: int, columns: int, side_by_side: SideBySide
) -> Callable[[Grey, float], Reading]:
    if mode == "single":
        return ladder.read_one
    if mode != "grid":
        raise ValueError(f"mode {mode!r} is not known; write single or grid")
    _check("rows", rows, 1, CELLS_MAX)
    _check("columns", columns, 1, CELLS_MAX // rows)
    return GridReader(ladder, rows, columns, side_by_side).read_grid


def _check(name: str, value: int, low: int, high: int) -> None:
    if not low <= value <= high:
        raise ValueError(f"{name} = {value} is not possible; write {low} to {high}")


def _decoded(encoded: bytes) -> Grey | None:
    """The picture of a file, or None. OpenCV raises for some broken files and not for others."""
    if not encoded:
        return None
    try:
        picture = cv2.imdecode(np.frombuffer(encoded, np.uint8), cv2.IMREAD_GRAYSCALE)
    except cv2.error:
        return None
    return None if picture is None else np.asarray(picture, np.uint8)
