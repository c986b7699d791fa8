"""Who sits down, and the line that stands there; the shared steps."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.features.at_screen import AtScreen
from tests.features.stage import Stage
from tests.features.steps import *  # noqa: F403 - steps are found where their fixtures are


@pytest.fixture
def people(qtbot: QtBot, tmp_path: Path) -> Iterator[Callable[[str], AtScreen]]:
    """Somebody sits down at a screen of this name."""
    seated: dict[str, AtScreen] = {}

    def sit_down(name: str) -> AtScreen:
        if name not in seated:
            settings = tmp_path / f"{len(seated)}.ini"
            seated[name] = AtScreen(qtbot, tmp_path / "line", settings, name)
        return seated[name]

    yield sit_down
    for one in seated.values():
        one.close()


@pytest.fixture
def stage_of(tmp_path: Path) -> Iterator[Callable[[int], Stage]]:
    """A stage with an order of so many bottles, its station started."""
    with ExitStack() as stages:
        yield lambda bottles: stages.enter_context(prepared(tmp_path, bottles, "demo"))


@pytest.fixture
def queue_stage_of(tmp_path: Path) -> Iterator[Callable[[int], Stage]]:
    """The same, of a line that packs by queue with a confirming read."""
    with ExitStack() as stages:
        yield lambda bottles: stages.enter_context(prepared(tmp_path, bottles, "demo-queue"))


@contextmanager
def prepared(folder: Path, bottles: int, line: str) -> Iterator[Stage]:
    place = folder / "line"
    place.mkdir()
    with Stage(place, bottles=bottles, seed=5, line=line) as stage:
        stage.hire()
        stage.open_order()
        stage.start_station()
        yield stage
