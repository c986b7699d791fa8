"""Colours that can be read, sizes that a glove can press, whatever the panel says of itself."""

from __future__ import annotations

import math

import pytest
from PySide6.QtGui import QColor

from ui.theme.metrics import CAP_MM, CAP_OF_FONT, KEY_MM, Metrics, metrics_of
from ui.theme.palette import PALETTES, Theme
from ui.theme.sheet import sheet
from ui.touch_guard import CLEANING_S, DEAD_MS
from ui.widgets.case_grid import LOOKS, Place
from ui.widgets.key import HOLD_MS
from ui.widgets.shapes import SHAPES

TEXT_LEAST, SHAPE_LEAST = 4.5, 3.0  # WCAG 2.2, success criteria 1.4.3 and 1.4.11
MARKS = ("good", "wait", "bad", "info", "idle")
GROUNDS = ("ground", "panel")
TEXTS = (
    *((text, ground) for text in ("text", "quiet") for ground in GROUNDS),
    *(("on_mark", mark) for mark in MARKS),
    ("key_text", "key"),
    ("key_off_text", "key_off"),
    ("text", "key"),  # a tile that is pressed
    *((mark, "panel") for mark in MARKS if mark != "idle"),  # a device's word
)
SHAPES_ON = tuple((mark, ground) for mark in MARKS for ground in GROUNDS)


def luminance(color: QColor) -> float:
    """WCAG 2.2, relative luminance."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (color.redF(), color.greenF(), color.blueF())
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: QColor, other: QColor) -> float:
    """WCAG 2.2, contrast ratio."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_the_formula_is_wcags() -> None:
    assert contrast(QColor("#000000"), QColor("#ffffff")) == pytest.approx(21)
    assert contrast(QColor("#767676"), QColor("#ffffff")) == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("theme", list(Theme))
@pytest.mark.parametrize(("ink", "ground"), TEXTS, ids="-on-".join)
def test_every_text_can_be_read(theme: Theme, ink: str, ground: str) -> None:
    palette = PALETTES[theme]
    found = contrast(QColor(getattr(palette, ink)), QColor(getattr(palette, ground)))
    assert found >= TEXT_LEAST


@pytest.mark.parametrize("theme", list(Theme))
@pytest.mark.parametrize(("mark", "ground"), SHAPES_ON, ids="-on-".join)
def test_every_shape_can_be_seen(theme: Theme, mark: str, ground: str) -> None:
    palette = PALETTES[theme]
    found = contrast(QColor(getattr(palette, mark)), QColor(getattr(palette, ground)))
    assert found >= SHAPE_LEAST


def test_no_two_places_of_a_case_are_told_apart_by_colour_alone() -> None:
    shapes = [LOOKS[place][0] for place in Place if place is not Place.MARKED]
    assert len(set(shapes)) == len(shapes)
    assert {shape for shape, _ in LOOKS.values()} <= set(SHAPES)


# ---------------------------------------------------------------- sizes


@pytest.mark.parametrize("px_per_mm", [2.4, 3.4, 3.78, 4.0, 4.9, 11.8])
def test_a_millimetre_is_never_less_on_the_screen(px_per_mm: float) -> None:
    metrics = Metrics(px_per_mm)
    for mm in (1, 1.5, 13, KEY_MM):
        assert mm <= metrics.px(mm) / px_per_mm + 1e-9 < mm + 1 / px_per_mm + 1e-6
    assert metrics.font_px(CAP_MM) * CAP_OF_FONT / px_per_mm >= CAP_MM - 1e-9
    assert "px" in sheet(PALETTES[Theme.LIGHT], metrics)


@pytest.mark.parametrize(("dpi", "believed"), [(60, 60), (128, 128), (300, 300)])
def test_a_panel_is_believed_where_that_can_be(dpi: float, believed: float) -> None:
    assert metrics_of(dpi).px_per_mm == pytest.approx(believed / 25.4)


@pytest.mark.parametrize("dpi", [0.0, -1.0, 59.0, 301.0, 1e9, math.inf, -math.inf, math.nan])
def test_a_panel_that_says_nonsense_is_a_usual_one(dpi: float) -> None:
    assert metrics_of(dpi).px_per_mm == pytest.approx(96 / 25.4)


def test_what_keeps_a_touch_from_doing_harm_is_long_enough() -> None:
    assert (HOLD_MS, DEAD_MS) == (1_000, 300)
    assert 10 <= CLEANING_S <= 30
