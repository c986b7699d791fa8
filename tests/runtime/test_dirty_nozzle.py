"""A nozzle that clogs, from its prints to the screen: announced before a bottle can't be read.

Prints of the coder are photographed, read by the camera's driver, translated by the runtime and
stepped by the core. Nothing between ink and alarm is replaced but the belt.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from drivers.api import NoRead, Read, Ready
from drivers.camera.reader import CameraReader
from drivers.labels.symbols import Kind, symbol_matrix
from drivers.sim.ink import Ink
from drivers.sim.photo import PhotoQuality, photograph_cap
from station.core import events as e
from station.core.alarms import AlarmKind
from station.core.print_trend import LEARN_READS
from station.runtime.roles import Roles
from station.runtime.translate import Translator
from tests.core.rig import AIM, CAMERA, CODER, Rig, make_order
from tests.drivers.camera.bench import Events, png, put

BATCH = 10
STEP = 0.002  # how much more of the nozzle is clogged, bottle by bottle
BOTTLES_MAX = 150  # 0.3 clogged: not every bottle can be read any more


class Line:
    """The rig behind a real camera reader."""

    def __init__(self, folder: Path, kind: Kind) -> None:
        self.rig = Rig().run(make_order(), pool=600)
        self.folder, self.kind = folder, kind
        self.events = Events()
        self.reader = CameraReader(CAMERA, f"folder://{folder}", kinds=kind, budget_ms=2_000)
        self.translator = Translator(Roles(coder=CODER, camera=CAMERA), lambda level: 0)
        self.trigger = 0
        self.chance = np.random.default_rng(17)

    def run(self, inks: list[Ink]) -> None:
        """Bottles with these prints, up to the first that can't be read or the notice."""
        for start in range(0, len(inks), BATCH):
            if self.is_over():
                return
            self._batch(inks[start : start + BATCH])

    def is_over(self) -> bool:
        return self.no_reads() > 0 or self.notice() is not None

    def no_reads(self) -> int:
        return sum(isinstance(event, NoRead) for event in self.events.all)

    def notice(self) -> object:
        return self.rig.alarm(AlarmKind.PRINT_WORSENING)

    def _batch(self, inks: list[Ink]) -> None:
        for ink in inks:
            self.trigger += 1
            one = self.rig.coded(self.trigger)
            matrix = symbol_matrix(self.kind, one.data)
            photo = photograph_cap(matrix, self.chance, PhotoQuality(ink=ink))
            put(self.folder, f"{self.trigger:06d}.png", png(photo))
        self.events.wait_results(self.trigger)
        for result in self.events.results()[self.trigger - len(inks) :]:
            self._step(result)

    def _step(self, result: Read | NoRead) -> None:
        event = self.translator.translate(result, self.rig.now_ms)
        assert isinstance(event, e.Sighting)
        assert all(seen.score is not None for seen in event.symbols)
        # The rig's order asks for QR; the kind of symbol is not what this is about.
        known = (replace(s, known=self.rig.seen(s.data).known, aim=AIM) for s in event.symbols)
        self.rig.send(replace(event, symbols=tuple(known)))
        self.rig.do(e.ItemRejected, trigger=event.trigger)  # taken off, so that no case fills up


@pytest.mark.parametrize("kind", ["qr", "data-matrix"])
def test_a_nozzle_that_clogs_is_announced_before_the_first_no_read(
    tmp_path: Path, kind: Kind
) -> None:
    line = Line(tmp_path, kind)
    line.reader.start(line.events)
    line.events.wait_for(Ready)
    try:
        line.run([Ink()] * (LEARN_READS + BATCH))
        assert not line.is_over()
        line.run([Ink(clog=STEP * bottle) for bottle in range(BOTTLES_MAX)])
        assert line.no_reads() == 0
        assert line.notice() is not None
        announced_at = STEP * (line.trigger - LEARN_READS - BATCH)
        for clog in np.arange(announced_at, 1.0, 0.03):  # and it was in time, not for nothing
            if line.no_reads():
                break
            line._batch([Ink(clog=float(clog))])
        assert line.no_reads() > 0
    finally:
        line.reader.stop()
