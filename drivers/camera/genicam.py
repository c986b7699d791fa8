"""A GenICam camera (GigE Vision, USB3 Vision), by `harvesters` and the vendor's GenTL producer.

Both are optional: `pip install packline[genicam]`, and the `.cti` file that comes with the camera's
own software. With `trigger=free` the camera runs by itself and a trigger gets the first frame that
comes after it; with `trigger=software` each trigger makes the camera take one picture. A camera
that gives nothing for SILENT_MS is lost, and opened anew.

Calls relied on, from the documentation of harvesters 1.4: `Harvester.add_file, update,
device_info_list, create({"serial_number": …}), reset`; `ImageAcquirer.start, try_fetch(timeout=s),
stop, destroy, remote_device.node_map`; `buffer.payload.components[0].data, width, height,
data_format`, `buffer.queue`. Never tried on a camera.
"""

from __future__ import annotations

import contextlib
import importlib
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from drivers.camera.decoders import Grey
from drivers.camera.source import Address, Picture, SourceLost
from drivers.camera.wishes import Wishes

__all__ = ["GenicamSource"]

SILENT_MS = 3_000
EXTRA = "GenICam cameras need an extra: pip install packline[genicam]"

# GenICam names a Bayer pattern by its first two pixels, OpenCV by the second row's: RG is BG.
_COLOURS = {
    "RGB8": cv2.COLOR_RGB2GRAY,
    "BGR8": cv2.COLOR_BGR2GRAY,
    "BayerRG8": cv2.COLOR_BayerBG2GRAY,
    "BayerBG8": cv2.COLOR_BayerRG2GRAY,
    "BayerGR8": cv2.COLOR_BayerGB2GRAY,
    "BayerGB8": cv2.COLOR_BayerGR2GRAY,
}
_DEEP = {"Mono10": 2, "Mono12": 4, "Mono14": 6, "Mono16": 8}  # bits more than 8
_FORMATS = ", ".join(("Mono8", *_DEEP, *_COLOURS))


class GenicamSource:
    """The `Source` for one camera, named by its serial number."""

    takes_triggers = True

    def __init__(self, address: Address, clock_s: Callable[[], float] = time.monotonic) -> None:
        self._address, self._clock_s = address, clock_s
        self._wishes = Wishes(clock_s)
        self._harvester: Any = None
        self._camera: Any = None
        self._heard_s = 0.0  # the last frame, or when the one that is out was asked for
        self._asked: int | None = None  # by software: whose picture the camera is taking

    def open(self) -> None:
        self.close()
        library = _library()
        producer = Path(self._address.producer)
        if not producer.is_file():
            raise SourceLost(
                f"{producer} is not there: install the camera's own software, "
                "and name the .cti file of its GenTL producer"
            )
        try:
            with _told("the camera can't be opened"):
                self._harvester = library.Harvester()
                self._harvester.add_file(str(producer))
                self._harvester.update()
                self._take()
                self._camera.start()
        except SourceLost:
            self.close()
            raise
        self._heard_s, self._asked = self._clock_s(), None

    def _take(self) -> None:
        serial = self._address.place
        seen = [str(one.serial_number) for one in self._harvester.device_info_list]
        if serial not in seen:
            others = f"it sees {', '.join(sorted(seen))}" if seen else "it sees no camera at all"
            raise SourceLost(f"the producer finds no camera with serial number {serial}: {others}")
        self._camera = self._harvester.create({"serial_number": serial})
        if self._by_software:
            nodes = self._camera.remote_device.node_map
            nodes.TriggerMode.value = "On"
            nodes.TriggerSource.value = "Software"

    @property
    def _by_software(self) -> bool:
        return self._address.trigger == "software"

    def close(self) -> None:
        camera, self._camera = self._camera, None
        harvester, self._harvester = self._harvester, None
        # What a camera that is gone says to a farewell changes nothing: each step is tried.
        for step in (
            *((camera.stop, camera.destroy) if camera is not None else ()),
            *((harvester.reset,) if harvester is not None else ()),
        ):
            with contextlib.suppress(Exception):
                step()

    def trigger(self, token: int, window_ms: int) -> None:
        self._wishes.add(token, window_ms)
        self._ask_for_the_next()

    def _ask_for_the_next(self) -> None:
        """One picture at a time, whatever its trigger's window: a picture that comes too late
        would else be taken for the next product's."""
        if not self._by_software or self._camera is None or self._asked is not None:
            return
        first = self._wishes.first()
        if first is None:
            return
        with _told("the camera took no trigger"):
            self._camera.remote_device.node_map.TriggerSoftware.execute()
        self._asked, self._heard_s = first.token, self._clock_s()

    def abandoned(self) -> list[Picture]:
        return self._wishes.abandoned()

    def wait(self, wait_ms: int) -> list[Picture]:
        assert self._camera is not None, "opened before"
        with _told("the camera gives no more pictures"):
            buffer = self._camera.try_fetch(timeout=wait_ms / 1_000)
        if buffer is None:
            return self._nothing_came()
        try:
            with _told("a picture can't be taken from the camera"):
                pixels = _grey(buffer)
        finally:
            buffer.queue()
        return self._came(pixels)

    def _came(self, pixels: Grey | str) -> list[Picture]:
        """A frame, or why it can't be read; nobody's where its trigger waits no longer."""
        pictures = self._wishes.expired()
        first = self._wishes.first()
        if first is not None and (not self._by_software or first.token == self._asked):
            self._wishes.next()
            pictures.append(_picture(first.token, pixels))
        self._heard_s, self._asked = self._clock_s(), None
        self._ask_for_the_next()
        return pictures

    def _nothing_came(self) -> list[Picture]:
        waits = self._asked is not None or not self._by_software
        if waits and (self._clock_s() - self._heard_s) * 1_000 >= SILENT_MS:
            raise SourceLost(f"the camera gave no picture for {SILENT_MS} ms")
        pictures = self._wishes.expired()
        self._ask_for_the_next()
        return pictures


def _library() -> Any:
    """`harvesters.core`, only when a camera wants it. Raises `SourceLost` with the remedy."""
    try:
        return importlib.import_module("harvesters.core")
    except ImportError as reason:
        raise SourceLost(f"{EXTRA} ({reason})") from reason


@contextlib.contextmanager
def _told(what: str) -> Iterator[None]:
    """Each vendor's producer raises what it likes; whatever it is, the source is lost."""
    try:
        yield
    except SourceLost:
        raise
    except Exception as reason:
        raise SourceLost(f"{what}: {type(reason).__name__}: {reason}") from reason


def _picture(token: int, pixels: Grey | str) -> Picture:
    return (
        Picture(token, fault=pixels) if isinstance(pixels, str) else Picture(token, pixels=pixels)
    )


def _grey(buffer: Any) -> Grey | str:
    """The picture in grey, a copy: the buffer goes back to the camera. Or why there is none."""
    components = buffer.payload.components
    if not components:
        return "the picture came without content"
    part = components[0]
    name, height, width = str(part.data_format), int(part.height), int(part.width)
    if name == "Mono8":
        return np.array(part.data, np.uint8).reshape(height, width)
    if name in _DEEP:
        deep = np.asarray(part.data).view(np.uint16).reshape(height, width)
        return (deep >> _DEEP[name]).astype(np.uint8)
    if name not in _COLOURS:
        return f"pixel format {name} can't be read: set one of {_FORMATS} in the camera"
    depth = () if name.startswith("Bayer") else (3,)
    colour = np.asarray(part.data, np.uint8).reshape(height, width, *depth)
    return np.asarray(cv2.cvtColor(colour, _COLOURS[name]), np.uint8)
