"""What the camera tests share: codes, their pictures, and a place for events."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from drivers.api import DeviceEvent, NoRead, Read
from drivers.labels.symbols import Kind, symbol_matrix
from drivers.sim.photo import PhotoQuality, Print, photograph_cap

GLARE = PhotoQuality(blur=9.0, contrast=0.08)
WAIT_S = 10.0


def code(number: int) -> bytes:
    return b"HTTPS://EX.COM/A/%05d" % number


def cap(print_: Print, seed: int = 1, quality: PhotoQuality | None = None) -> NDArray[np.uint8]:
    return photograph_cap(print_, np.random.default_rng(seed), quality or PhotoQuality())


def cap_of(
    number: int, kind: Kind = "qr", quality: PhotoQuality | None = None
) -> NDArray[np.uint8]:
    return cap(symbol_matrix(kind, code(number)), number, quality)


def png(picture: NDArray[np.uint8]) -> bytes:
    done, data = cv2.imencode(".png", picture, [cv2.IMWRITE_PNG_COMPRESSION, 1])
    assert done
    return data.tobytes()


def put(folder: Path, name: str, data: bytes) -> Path:
    """As a camera does it: hidden, then renamed."""
    hidden = folder / f".{name}.part"
    hidden.write_bytes(data)
    return hidden.rename(folder / name)


class Events:
    """What a device published, and waiting for it."""

    def __init__(self) -> None:
        self.all: list[DeviceEvent] = []
        self._changed = threading.Condition()

    def __call__(self, event: DeviceEvent) -> None:
        with self._changed:
            self.all.append(event)
            self._changed.notify_all()

    def wait(self, enough: Callable[[list[DeviceEvent]], bool]) -> None:
        with self._changed:
            assert self._changed.wait_for(lambda: enough(self.all), WAIT_S), self.all

    def wait_for(self, kind: type, count: int = 1) -> None:
        self.wait(lambda events: sum(isinstance(event, kind) for event in events) >= count)

    def wait_results(self, count: int) -> None:
        self.wait(lambda _: len(self.results()) >= count)

    def results(self) -> list[Read | NoRead]:
        return [event for event in self.all if isinstance(event, Read | NoRead)]
