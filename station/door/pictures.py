"""Pictures of reads for a screen: only those that a verdict names, and small.

The camera's folder is bounded; a picture that is gone is said to be gone.
"""

from __future__ import annotations

from pathlib import Path

import cv2

from station.door.acts import does
from station.door.seats import Taken
from station.runtime.gauge import Gauge
from station.talk.line_requests import Picture
from station.talk.message import Refusal
from station.talk.server import Refuses

SIDE_PX_MAX = 480
GONE = "the picture isn't there any more: the camera keeps only the newest ones"


class PictureActs:
    def __init__(self, gauge: Gauge, now_ms: int = 0) -> None:
        self._gauge, self._now_ms = gauge, now_ms

    @does(Picture)
    def picture(self, _: Taken, asked: Picture) -> bytes:
        """A file is named by a verdict of late, never by the screen alone."""
        known = {read.picture for read in self._gauge.gauged(self._now_ms).recent}
        if not asked.name or asked.name not in known:
            raise Refuses(Refusal(GONE))
        return small_png(Path(asked.name))


def small_png(file: Path) -> bytes:
    """The picture as PNG, at most `SIDE_PX_MAX` wide and high. Raises Refuses where it is gone."""
    try:
        pixels = cv2.imread(str(file))
    except cv2.error:
        pixels = None
    if pixels is None:
        raise Refuses(Refusal(GONE))
    scale = min(1.0, SIDE_PX_MAX / max(pixels.shape[:2]))
    if scale < 1.0:
        pixels = cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    return cv2.imencode(".png", pixels)[1].tobytes()
