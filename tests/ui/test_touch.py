"""What a finger does and doesn't: keys that are held, touches that press nothing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.feeling import Finger, HandClock, Mouse, feel_of
from ui.touch_guard import CLEANING_S, DEAD_MS, SLEEP_MS, TouchGuard
from ui.widgets.key import HOLD_MS, TouchKey
from ui.widgets.paged_table import Column, PagedTable, Row

HANDS = (Mouse, Finger)
OUTSIDE = QPoint(150, 10)  # of a key of 100 × 100


class Ear(QWidget):
    """Notes whatever of a touch comes through to it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.heard: list[str] = []

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        self.heard.append("press")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        self.heard.append("release")


class Board:
    """A window with a key, a key that must be held, and a table."""

    def __init__(self, qtbot: QtBot, clock: HandClock) -> None:
        self.clock, self._qtbot = clock, qtbot
        feel = feel_of(clock)
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.window.resize(500, 400)
        self.key = TouchKey(feel, "Start", parent=self.window)
        self.stop = TouchKey(feel, "STOP", hold=True, parent=self.window)
        self.table = PagedTable(feel, choosable=True)
        self.table.setParent(self.window)
        self.table.set_columns([Column("Alarm", 1)])
        self.table.set_rows([Row((str(number),), key=str(number)) for number in range(3)])
        for widget, x, y in ((self.key, 0, 0), (self.stop, 200, 0)):
            widget.setGeometry(x, y, 100, 100)
        self.table.setGeometry(0, 120, 300, 280)
        self.ear = Ear(self.window)
        self.ear.setGeometry(350, 0, 100, 100)
        self.fired: list[str] = []
        self.told: list[str] = []
        self.key.chosen.connect(lambda: self.fired.append("key"))
        self.stop.chosen.connect(lambda: self.fired.append("stop"))
        self.table.chosen.connect(self.fired.append)
        for one in (self.key, self.stop):
            one.explained.connect(self.told.append)
        self.window.show()
        qtbot.waitExposed(self.window)

    def held(self, ms: int) -> None:
        """So much time passes, and the ring is drawn as far."""
        self.clock.ms += ms
        drawn = self.stop._ring.timeout
        with self._qtbot.waitSignal(drawn, timeout=1_000):
            pass

    def row(self, number: int) -> QPoint:
        table = self.table
        return QPoint(50, table._head_px + number * table._row_px + 5)


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def board(qtbot: QtBot, clock: HandClock) -> Board:
    return Board(qtbot, clock)


@pytest.fixture(params=HANDS, ids=["mouse", "finger"])
def hand(request: pytest.FixtureRequest, qtbot: QtBot) -> Mouse | Finger:
    kind: type[Mouse | Finger] = request.param
    return kind()


# ---------------------------------------------------------------- keys


def test_a_key_is_pressed_when_it_is_let_go(board: Board, hand: Mouse) -> None:
    hand.down(board.key)
    assert board.fired == []
    hand.up(board.key)
    assert board.fired == ["key"]


def test_sliding_off_a_key_presses_nothing(board: Board, hand: Mouse) -> None:
    hand.down(board.key)
    hand.move(board.key, OUTSIDE)
    hand.up(board.key, OUTSIDE)
    assert board.fired == []


def test_a_short_touch_of_a_held_key_does_nothing(board: Board, hand: Mouse) -> None:
    for ms in (0, HOLD_MS - 1):
        hand.down(board.stop)
        board.held(ms)
        hand.up(board.stop)
    assert board.fired == board.told == []
    assert not board.stop._ring.isActive()


def test_a_held_key_fires_once_after_its_second(board: Board, hand: Mouse) -> None:
    hand.down(board.stop)
    board.held(HOLD_MS - 1)
    assert board.fired == []
    board.held(1)
    assert board.fired == ["stop"]
    assert not board.stop.isDown()
    assert not board.stop._ring.isActive()
    hand.up(board.stop)
    assert board.fired == ["stop"]


def test_sliding_off_a_held_key_cancels_it_even_if_the_finger_comes_back(
    board: Board, hand: Mouse
) -> None:
    hand.down(board.stop)
    board.held(HOLD_MS // 2)
    hand.move(board.stop, OUTSIDE)
    assert not board.stop._ring.isActive()
    hand.move(board.stop, QPoint(50, 50))
    board.clock.ms += 2 * HOLD_MS
    hand.up(board.stop)
    assert board.fired == []


def test_a_page_that_changes_under_the_finger_cancels_a_held_key(board: Board, hand: Mouse) -> None:
    hand.down(board.stop)
    board.held(HOLD_MS // 2)
    board.stop.hide()
    assert not board.stop._ring.isActive()
    board.clock.ms += HOLD_MS
    board.stop.show()
    hand.up(board.stop)
    assert board.fired == []


@pytest.mark.parametrize("name", ["key", "stop"])
def test_a_key_that_does_nothing_says_why_and_never_fires(
    board: Board, hand: Mouse, name: str
) -> None:
    key: TouchKey = getattr(board, name)
    key.set_why("the order runs already")
    hand.down(key)
    assert not key._ring.isActive()
    board.clock.ms += 2 * HOLD_MS
    hand.up(key)
    key.press()
    assert board.fired == []
    assert board.told == 2 * ["the order runs already"]


def test_a_key_that_becomes_dead_while_it_is_held_does_not_fire(board: Board, hand: Mouse) -> None:
    hand.down(board.stop)
    board.held(HOLD_MS // 2)
    board.stop.set_why("another screen has control")
    board.clock.ms += HOLD_MS
    hand.up(board.stop)
    assert board.fired == []


def test_the_enter_of_a_wedge_presses_no_key(board: Board, hand: Mouse, qtbot: QtBot) -> None:
    hand.down(board.key)
    hand.up(board.key)
    assert not board.key.hasFocus()
    QTest.keyClick(board.window, Qt.Key.Key_Return)
    QTest.keyClick(board.window, Qt.Key.Key_Space)
    assert board.fired == ["key"]


def test_a_key_is_painted_in_each_of_its_looks(board: Board, hand: Mouse) -> None:
    looks = set()
    for change in (
        lambda: board.stop.set_why("not now"),
        lambda: board.stop.set_why(""),
        lambda: board.stop.set_lit(True),
    ):
        change()
        looks.add(picture(board.stop))
    hand.down(board.stop)
    board.held(HOLD_MS // 2)
    looks.add(picture(board.stop))
    hand.up(board.stop)
    assert len(looks) == 4  # dead, plain, chosen, half held


def picture(widget: QWidget) -> bytes:
    drawn = QPixmap(widget.size())
    painter = QPainter(drawn)
    widget.render(painter, QPoint())
    painter.end()
    return bytes(drawn.toImage().constBits())


# ---------------------------------------------------------------- rows


def test_a_row_is_chosen_by_a_touch(board: Board, hand: Mouse) -> None:
    hand.down(board.table, board.row(1))
    hand.up(board.table, board.row(1))
    assert board.fired == ["1"]


def test_sliding_to_another_row_chooses_none(board: Board, hand: Mouse) -> None:
    hand.down(board.table, board.row(0))
    hand.move(board.table, board.row(1))
    hand.up(board.table, board.row(1))
    assert board.fired == []


def test_a_touch_of_the_head_or_below_the_last_row_chooses_none(board: Board, hand: Mouse) -> None:
    for at in (QPoint(50, 1), QPoint(50, board.table.height() - 1)):
        hand.down(board.table, at)
        hand.up(board.table, at)
    assert board.fired == []


# ---------------------------------------------------------------- the guard


@pytest.fixture
def guard(board: Board, clock: HandClock) -> Iterator[TouchGuard]:
    guard = TouchGuard(clock)
    application = QApplication.instance()
    assert application is not None
    application.installEventFilter(guard)
    yield guard
    application.removeEventFilter(guard)


def press_all(board: Board, hand: Mouse) -> list[str]:
    """What a touch of the key, and one of a row, press."""
    board.fired.clear()
    for widget, at in ((board.key, None), (board.table, board.row(0))):
        hand.down(widget, at)
        hand.up(widget, at)
    return board.fired


ALL = ["key", "0"]


def test_usually_a_touch_presses(board: Board, guard: TouchGuard, hand: Mouse) -> None:
    assert press_all(board, hand) == ALL


@pytest.mark.parametrize("target", ["key", "table"])
def test_the_touch_that_wakes_presses_nothing_nor_does_its_release(
    board: Board, guard: TouchGuard, hand: Mouse, clock: HandClock, target: str
) -> None:
    slept: list[bool] = []
    guard.slept.connect(slept.append)
    guard.fall_asleep()
    widget: QWidget = getattr(board, target)
    at = board.row(0) if target == "table" else None
    hand.down(widget, at)
    assert slept == [True, False]
    clock.ms += 10 * DEAD_MS  # a finger may lie long
    hand.up(widget, at)
    assert board.fired == []
    assert press_all(board, hand) == ALL


def test_nothing_of_a_swallowed_touch_comes_through(
    board: Board, guard: TouchGuard, hand: Mouse, clock: HandClock
) -> None:
    guard.fall_asleep()
    hand.down(board.ear)
    clock.ms += 10 * DEAD_MS
    hand.up(board.ear)
    assert board.ear.heard == []
    hand.down(board.ear)
    hand.up(board.ear)
    assert board.ear.heard == ["press", "release"]


def test_a_second_tap_right_after_the_one_that_woke_presses_nothing(
    board: Board, guard: TouchGuard, hand: Mouse, clock: HandClock
) -> None:
    guard.fall_asleep()
    assert press_all(board, hand) == []
    clock.ms += DEAD_MS
    assert press_all(board, hand) == ALL


def test_after_a_change_of_page_touches_are_dead_for_a_moment(
    board: Board, guard: TouchGuard, hand: Mouse, clock: HandClock
) -> None:
    guard.page_changed()
    clock.ms += DEAD_MS - 1
    assert press_all(board, hand) == []
    clock.ms += 1
    assert press_all(board, hand) == ALL


def test_a_touch_that_began_in_the_dead_time_presses_nothing_after_it(
    board: Board, guard: TouchGuard, hand: Mouse, clock: HandClock
) -> None:
    guard.page_changed()
    hand.down(board.key)
    clock.ms += DEAD_MS
    hand.up(board.key)
    assert board.fired == []


def test_a_touch_that_began_before_the_page_changed_is_let_go_where_it_is(
    board: Board, guard: TouchGuard, hand: Mouse, clock: HandClock
) -> None:
    hand.down(board.key)
    guard.page_changed()
    hand.up(board.key)
    assert not board.key.isDown()
    clock.ms += DEAD_MS
    assert press_all(board, hand) == ALL


def test_while_the_screen_is_cleaned_no_touch_does_anything_and_it_ends(
    board: Board, guard: TouchGuard, hand: Mouse, clock: HandClock
) -> None:
    seconds: list[int] = []
    guard.cleaning.connect(seconds.append)
    guard.clean()
    for _ in range(CLEANING_S):
        assert press_all(board, hand) == []
        guard.one_second()
    assert seconds == list(range(CLEANING_S, -1, -1))
    assert not guard._second.isActive()
    assert press_all(board, hand) == []  # the last wipe
    clock.ms += DEAD_MS
    assert press_all(board, hand) == ALL


def test_a_line_that_runs_never_sleeps(guard: TouchGuard) -> None:
    guard.stays_awake = True
    guard.fall_asleep()
    assert not guard.is_asleep
    assert guard._sleep.isActive()
    guard.stays_awake = False
    guard.fall_asleep()
    assert guard.is_asleep


def test_each_touch_puts_the_sleep_off(board: Board, guard: TouchGuard, hand: Mouse) -> None:
    assert guard._sleep.interval() == SLEEP_MS
    guard._sleep.stop()
    press_all(board, hand)
    assert guard._sleep.isActive()


def test_an_alarm_wakes_the_screen(guard: TouchGuard) -> None:
    slept: list[bool] = []
    guard.slept.connect(slept.append)
    guard.fall_asleep()
    guard.wake()
    guard.wake()
    assert slept == [True, False]
    assert guard.blocks()  # what was meant for the dark screen


def test_a_touch_that_the_panel_takes_back_does_not_eat_the_next_one(
    board: Board, guard: TouchGuard, clock: HandClock
) -> None:
    finger = Finger()
    guard.page_changed()
    finger.down(board.key)
    guard.eventFilter(board.window, QEvent(QEvent.Type.TouchCancel))
    finger.up(board.key)
    clock.ms += DEAD_MS
    assert press_all(board, Mouse()) == ALL
    assert press_all(board, Finger()) == ALL  # type: ignore[arg-type]
