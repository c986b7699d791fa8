"""Who sits down, and the line that stands there; the shared steps."""

from __future__ import annotations

from collections.abc import Callable, Iterator
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
    stages: list[Stage] = []

    def prepare(bottles: int) -> Stage:
        folder = tmp_path / "line"
        folder.mkdir()
        stage = Stage(folder, bottles=bottles, seed=5)
        stages.append(stage)
        stage.__enter__()
        stage.hire()
        stage.open_order()
        stage.start_station()
        return stage

    yield prepare
    for stage in stages:
        stage.__exit__()
