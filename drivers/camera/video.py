"""A video device, a network stream or a video file, by OpenCV.

A live source is grabbed all the time, so that no old frame waits in a buffer; a trigger gets the
first frame that comes after it. The frame before would be newer by its clock and could still show
the product before. A file stands still between triggers: each gets the next frame.
"""

from __future__ import annotations

import time

import cv2
import numpy as np

from drivers.camera.decoders import Grey
from drivers.camera.source import Address, Picture, SourceLost
from drivers.camera.wishes import LATE, Wishes

__all__ = ["VideoSource"]

OPEN_MS_MAX = 1_500
FRAME_MS_MAX = 1_000
IDLE_MS = 5


class VideoSource:
    """The `Source` for anything that gives frames."""

    takes_triggers = True

    def __init__(self, address: Address) -> None:
        self._address = address
        self._capture: cv2.VideoCapture | None = None
        self._wishes = Wishes()

    def open(self) -> None:
        self.close()
        capture = _opened(self._address)
        if not capture.isOpened():
            capture.release()
            raise SourceLost(f"{self._address.kind} {self._address.place} can't be opened")
        self._capture = capture

    def close(self) -> None:
        if self._capture is not None:
            self._capture.release()
            self._capture = None

    def trigger(self, token: int, window_ms: int) -> None:
        self._wishes.add(token, window_ms)

    def abandoned(self) -> list[Picture]:
        return self._wishes.abandoned()

    def wait(self, wait_ms: int) -> list[Picture]:
        """One frame of a live source goes by, or the next of a file for a trigger."""
        assert self._capture is not None, "opened before"
        if self._address.kind == "file":
            return self._next_of_file(self._capture, wait_ms)
        if not self._capture.grab():
            raise SourceLost(f"{self._address.kind} {self._address.place} gives no more frames")
        if not len(self._wishes):
            return []
        wish = self._wishes.next()
        if self._wishes.is_late(wish):
            return [Picture(wish.token, fault=LATE)]
        done, frame = self._capture.retrieve()
        return [_picture(wish.token, frame if done else None)]

    def _next_of_file(self, capture: cv2.VideoCapture, wait_ms: int) -> list[Picture]:
        if not len(self._wishes):
            time.sleep(min(wait_ms, IDLE_MS) / 1_000)
            return []
        wish = self._wishes.next()
        done, frame = capture.read()
        if not done:
            return [Picture(wish.token, fault="the video has ended")]
        return [_picture(wish.token, frame)]


def _opened(address: Address) -> cv2.VideoCapture:
    if address.kind == "device":
        return cv2.VideoCapture(int(address.place))
    limits = [
        cv2.CAP_PROP_OPEN_TIMEOUT_MSEC,
        OPEN_MS_MAX,
        cv2.CAP_PROP_READ_TIMEOUT_MSEC,
        FRAME_MS_MAX,
    ]
    if address.kind == "stream":
        return cv2.VideoCapture(address.place, cv2.CAP_FFMPEG, limits)
    return cv2.VideoCapture(address.place)


def _picture(token: int, frame: object) -> Picture:
    if not isinstance(frame, np.ndarray):
        return Picture(token, fault="the frame can't be decoded")
    pixels: Grey = np.asarray(
        frame if frame.ndim == 2 else cv2.cvtColor(frame, cv2.COLOR_BGR2GRAY), np.uint8
    )
    return Picture(token, pixels=pixels)
