"""What is painted by hand: with nothing and with much, small and large, in every theme."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.feeling import HandClock, feel_of
from ui.feel import Feel
from ui.theme.palette import PALETTES, Theme
from ui.widgets.bars import Bars
from ui.widgets.case_grid import CaseGrid, Place
from ui.widgets.hour_chart import MINUTE_MS, HourChart
from ui.widgets.paged_table import Column, PagedTable, Row
from ui.widgets.reads import ReadLine, Reads
from ui.widgets.shapes import SHAPES
from ui.widgets.sign import Sign
from ui.widgets.strip import Lamp, Strip

NOW_MS = 29_928_333 * MINUTE_MS
LONG = "山泉水 500 ml ×24 / Mountain spring water " * 4
SIZES = ((0, 0), (1, 1), (40, 30), (800, 600))
COLUMNS = (Column("Time", 1), Column("Count", 1, right=True))


def bars(feel: Feel, much: int) -> QWidget:
    made = Bars(feel)
    made.set_bars([(LONG, number) for number in range(much)])
    return made


def bars_of_nothing(feel: Feel, much: int) -> QWidget:
    made = Bars(feel)
    made.set_bars([("no read", 0)] * min(much, 3))
    return made


def grid(feel: Feel, much: int) -> QWidget:
    made = CaseGrid(feel)
    made.set_places(0, tuple(list(Place)[number % 5] for number in range(much)))
    return made


def grid_of_columns(feel: Feel, much: int) -> QWidget:
    made = CaseGrid(feel)
    made.set_places(7, tuple(list(Place)[number % 5] for number in range(much)))
    return made


def chart(feel: Feel, much: int) -> QWidget:
    made = HourChart(feel)
    made.set_words("an hour ago", "now")
    minutes = tuple((NOW_MS - n * MINUTE_MS, 10**6 * n, n) for n in range(-2, much))
    made.set_minutes(minutes, NOW_MS, 1_200.0 if much else 0.0)
    return made


def chart_of_nothing(feel: Feel, _: int) -> QWidget:
    made = HourChart(feel)
    made.set_minutes(((NOW_MS, 0, 0),), NOW_MS, 0.0)
    return made


def reads(feel: Feel, much: int) -> QWidget:
    made = Reads(feel)
    made.set_lines([ReadLine("14:03", LONG, LONG, "cross", "bad")] * much)
    made.set_picture(b"no picture" if much else b"")
    return made


def strip(feel: Feel, much: int) -> QWidget:
    made = Strip(feel)
    made.set_lamps([Lamp(LONG if n % 7 == 0 else f"c{n}", "ready", "disc", "good") for n in
                    range(much)])  # fmt: skip
    return made


def table(feel: Feel, much: int) -> QWidget:
    made = PagedTable(feel, choosable=True)
    made.set_columns(COLUMNS, LONG)
    made.set_rows([Row((LONG, str(n)), ("disc", "good"), str(n)) for n in range(much)])
    made.set_picked("0")
    return made


MAKERS = (
    *(bars, bars_of_nothing, grid, grid_of_columns, chart, chart_of_nothing, reads, strip),
    table,
)


@pytest.mark.parametrize("make", MAKERS, ids=lambda make: make.__name__)
def test_it_is_painted_whatever_there_is_and_however_small(
    qtbot: QtBot, make: Callable[[Feel, int], QWidget]
) -> None:
    """A fault in a paint event is an error here: nothing of Qt's swallows it."""
    feel = feel_of(HandClock())
    for much, theme in product((0, 1, 500), Theme):
        feel.set_theme(theme)
        widget = make(feel, much)
        qtbot.addWidget(widget)
        widget.setMinimumSize(0, 0)
        for size in SIZES:
            widget.resize(*size)
            widget.grab()


@pytest.mark.parametrize("color", ["good", "bad"])
def test_every_shape_shows_its_colour_and_no_two_are_alike(qtbot: QtBot, color: str) -> None:
    feel, looks = feel_of(HandClock()), {}
    for name in SHAPES:
        sign = Sign(feel, 10)
        qtbot.addWidget(sign)
        sign.set_state(name, color)
        image = sign.grab().toImage()
        middle = {image.pixelColor(x, y).name() for x, y in product(range(40), range(40))}
        assert getattr(PALETTES[Theme.LIGHT], color) in middle, name
        looks[name] = bytes(image.constBits())
    assert len(set(looks.values())) == len(SHAPES)


# ---------------------------------------------------------------- pages of a table


class Pages:
    def __init__(self, qtbot: QtBot) -> None:
        self.table = PagedTable(feel_of(HandClock()))
        qtbot.addWidget(self.table)
        self.table.set_columns(COLUMNS, "Nothing here.")
        self.table.resize(300, self.table._head_px + 4 * self.table._row_px)
        self.turned = 0
        self.table.paged.connect(self._count)

    def _count(self) -> None:
        self.turned += 1

    def fill(self, rows: int) -> None:
        self.table.set_rows(
            [Row(("14:03", str(number)), key=str(number)) for number in range(rows)]
        )

    @property
    def shown(self) -> list[str]:
        return [row.key for row in self.table.shown_rows()]


@pytest.fixture
def pages(qtbot: QtBot) -> Pages:
    return Pages(qtbot)


def test_an_empty_table_is_one_page(pages: Pages) -> None:
    assert (pages.table.pages, pages.table.page, pages.shown) == (1, 0, [])
    pages.table.turn(1)
    assert pages.table.page == 0


def test_every_row_is_on_one_page(pages: Pages) -> None:
    pages.fill(10)
    assert (pages.table.rows_a_page, pages.table.pages) == (4, 3)
    seen = []
    for _ in range(3):
        seen += pages.shown
        pages.table.turn(1)
    assert seen == [str(number) for number in range(10)]


def test_turning_stays_at_the_ends(pages: Pages) -> None:
    pages.fill(10)
    pages.table.turn(-1)
    assert pages.table.page == 0
    pages.table.turn(99)
    assert pages.shown == ["8", "9"]
    before = pages.turned
    pages.table.turn(1)
    assert pages.turned == before


def test_fewer_rows_or_more_room_leave_a_page_that_is_there(pages: Pages) -> None:
    pages.fill(10)
    pages.table.turn(2)
    pages.fill(5)
    assert (pages.table.page, pages.shown) == (1, ["4"])
    pages.table.resize(300, 4_000)
    pages.table.grab()
    assert (pages.table.page, len(pages.shown)) == (0, 5)


def test_the_same_rows_once_more_turn_nothing(pages: Pages) -> None:
    pages.fill(3)
    before = pages.turned
    pages.fill(3)
    assert pages.turned == before


def test_a_table_that_is_only_read_chooses_nothing(pages: Pages, qtbot: QtBot) -> None:
    chosen: list[str] = []
    pages.table.chosen.connect(chosen.append)
    pages.fill(3)
    at = QPoint(5, pages.table._head_px + 2)
    QTest.mouseClick(pages.table, Qt.MouseButton.LeftButton, pos=at)
    assert chosen == []
