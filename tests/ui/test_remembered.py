"""What a screen is set to is there again at its next start; nonsense counts as nothing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from ui.feel import Feel
from ui.i18n.language import CHINESE, ENGLISH, Language
from ui.remembered import Remembered
from ui.theme.metrics import Metrics
from ui.theme.palette import Theme


@pytest.fixture
def language(qtbot: QtBot) -> Iterator[Language]:
    made = Language()
    yield made
    made.set(ENGLISH)


def test_a_new_screen_remembers_nothing(settings: QSettings) -> None:
    fresh = Remembered(settings)
    assert (fresh.language, fresh.theme, fresh.px_per_mm) == ("", "", 0.0)


def test_the_next_start_is_as_the_screen_was_left(settings: QSettings, language: Language) -> None:
    feel, remembered = Feel(Metrics(4.0)), Remembered(settings)
    remembered.follow(feel, language)
    feel.set_theme(Theme.DARK)
    language.set(CHINESE)
    remembered.set_density(4.9)
    settings.sync()
    again = Remembered(QSettings(settings.fileName(), QSettings.Format.IniFormat))
    assert (again.language, again.theme, again.px_per_mm) == (CHINESE, Theme.DARK, 4.9)


@pytest.mark.parametrize("said", ["klingon", "", "EN", 7])
def test_a_language_or_theme_that_nobody_knows_is_none(settings: QSettings, said: object) -> None:
    for name in ("language", "theme"):
        settings.setValue(name, said)
    assert (Remembered(settings).language, Remembered(settings).theme) == ("", "")


@pytest.mark.parametrize("said", ["much", "", "nan", "inf", "-4", "0", 0.01, 1e6])
def test_a_density_of_no_panel_is_none(settings: QSettings, said: object) -> None:
    settings.setValue("px_per_mm", said)
    assert Remembered(settings).px_per_mm == 0.0
