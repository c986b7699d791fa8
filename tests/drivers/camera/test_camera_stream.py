"""A network stream: time-outs are asked for, and a stream that ends is dialled anew."""

from __future__ import annotations

from typing import Any, Literal

import cv2
import numpy as np
import pytest

from drivers.api import LinkDown, NoRead, Read, Ready, Trigger
from drivers.camera.reader import CameraReader
from drivers.camera.source import parse_address
from drivers.camera.video import FRAME_MS_MAX, OPEN_MS_MAX, VideoSource
from tests.drivers.camera.bench import Events, cap_of, code

URL = "rtsp://10.0.0.9/stream"

Plan = Literal["runs", "ends", "unreachable"]


class Camera:
    """Stands in for `cv2.VideoCapture`: each opening follows the next plan, the last for ever."""

    def __init__(self, plans: list[Plan]) -> None:
        self.plans = plans
        self.opened: list[tuple[Any, ...]] = []
        self.released = 0

    def __call__(self, *arguments: Any) -> Capture:
        self.opened.append(arguments)
        return Capture(self, self.plans.pop(0) if len(self.plans) > 1 else self.plans[0])


class Capture:
    def __init__(self, camera: Camera, plan: Plan) -> None:
        self._camera, self._plan = camera, plan

    def isOpened(self) -> bool:  # noqa: N802 - OpenCV's own name
        return self._plan != "unreachable"

    def grab(self) -> bool:
        return self._plan == "runs"

    def retrieve(self) -> tuple[bool, np.ndarray]:
        return True, cv2.cvtColor(cap_of(5), cv2.COLOR_GRAY2BGR)

    def release(self) -> None:
        self._camera.released += 1


@pytest.fixture
def camera(monkeypatch: pytest.MonkeyPatch) -> Camera:
    made = Camera(["runs"])
    monkeypatch.setattr(cv2, "VideoCapture", made)
    return made


def test_a_stream_is_opened_with_both_time_outs(camera: Camera) -> None:
    source = VideoSource(parse_address(URL, 1))
    source.open()
    ((url, backend, limits),) = camera.opened
    assert (url, backend) == (URL, cv2.CAP_FFMPEG)
    assert dict(zip(limits[::2], limits[1::2], strict=True)) == {
        cv2.CAP_PROP_OPEN_TIMEOUT_MSEC: OPEN_MS_MAX,
        cv2.CAP_PROP_READ_TIMEOUT_MSEC: FRAME_MS_MAX,
    }
    source.close()
    assert camera.released == 1


def test_a_stream_that_ends_is_told_and_opened_again(
    camera: Camera, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("drivers.camera.reader.RECONNECT_MS_MIN", 1)
    camera.plans = ["ends", "unreachable", "runs"]
    reader = CameraReader("cam", URL, kinds="qr", budget_ms=5_000)
    events = Events()
    reader.start(events)
    try:
        events.wait_for(Ready, 2)
        reader.command(Trigger(5, 5_000))
        events.wait_results(1)
    finally:
        reader.stop()
    kinds = [type(event) for event in events.all if isinstance(event, LinkDown | Ready)]
    assert kinds == [Ready, LinkDown, LinkDown, Ready]
    (read,) = [event for event in events.results() if not isinstance(event, NoRead)]
    assert isinstance(read, Read)
    assert read.symbols[0].data == code(5)
    assert camera.released == len(camera.opened) == 3
