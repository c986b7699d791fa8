"""One short life of a station, lived while this module is imported by the server of `world`.

Every process that is forked from the server afterwards has its statements compiled already
(`compiled`). The database of this life is closed and gone before the first fork, and so are its
threads: nothing of SQLite may be carried over.
"""

from __future__ import annotations

import logging
import threading
from pathlib import Path
from tempfile import TemporaryDirectory

from drivers import api as d
from sync.platforms.api import Acknowledged, Answer
from tests.faults.compiled import in_every_life
from tests.faults.crew import Crew
from tests.faults.floor import Floor
from tests.faults.stand import furnish, opened
from tests.faults.trial import Trial

MESSAGES = 150


class _Wire:
    def __init__(self, floor: Floor) -> None:
        self._floor = floor

    def left(self, device: str, command: d.Command) -> None:
        self._floor.hear(device, command)

    def upload(self, content_id: str, body: bytes) -> Answer:
        return Acknowledged("a receipt", False)


def _live(crew: Crew, folder: Path, messages: int) -> None:
    crew.floor.station_up()
    with opened(folder, _Wire(crew.floor)) as stand:
        shown = stand.shown()
        for number in range(messages):
            if number == messages * 3 // 4:
                crew.end()
            shown = stand.carry(crew.next_message(shown))
    crew.station_died()


def _lived() -> None:
    logging.disable(logging.CRITICAL)
    with TemporaryDirectory(prefix="packline-warm-") as folder, in_every_life():
        furnish(Path(folder))
        crew = Trial(0, Path(folder)).crew
        _live(crew, Path(folder), 30)
        _live(crew, Path(folder), MESSAGES)
    assert threading.active_count() == 1, "a thread would be half-alive after a fork"


_lived()
