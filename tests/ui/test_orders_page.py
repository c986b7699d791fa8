"""The orders' page against the real acts: made in steps, opened, changed over, cleared, closed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from drivers import api as d
from station.core.access import Role
from station.core.states import Phase
from station.store import queries
from station.talk import line_requests as lines
from station.talk import order_requests as q
from tests.door.order_floor import WATER, OrderFloor, order_floor, says
from tests.ui.layout import MeasuringPainter, faults, measured_modules
from tests.ui.order_station import OrderStation
from ui.feel import Feel
from ui.i18n.language import Language
from ui.pages import PAGES
from ui.screens.choice import Choice
from ui.screens.order_new import NewOrder
from ui.screens.order_open import PutOnLine
from ui.screens.orders import OrdersPage
from ui.shell import Shell
from ui.theme.metrics import Metrics

SIZES = ((1024, 768, 3.4), (1280, 800, 4.9), (1920, 1080, 4.0))


class Screen:
    def __init__(
        self, qtbot: QtBot, floor: OrderFloor, size: tuple[int, int, float] = SIZES[0]
    ) -> None:
        self.floor, self.station = floor, OrderStation(floor)
        self.feel = Feel(Metrics(size[2]))
        self.language = Language("en")
        self.shell = Shell(self.feel, self.language, self.station, PAGES)  # type: ignore[arg-type]
        qtbot.addWidget(self.shell)
        page = self.shell.pages["orders"]
        assert isinstance(page, OrdersPage)
        self.page = page
        self.shell.resize(*size[:2])
        self.shell.show()
        self.shell.go("orders")
        QApplication.processEvents()

    def asked(self, kind: type) -> list[object]:
        return [one for one in self.station.asked if isinstance(one, kind)]

    @property
    def overlay(self) -> object:
        return self.shell.overlay

    def wizard(self) -> NewOrder:
        self.page.home.keys["new"].press()
        assert isinstance(self.overlay, NewOrder)
        return self.overlay

    def close(self) -> None:
        self.page.left()
        self.language.set("en")


@pytest.fixture
def floor(tmp_path: Path) -> Iterator[OrderFloor]:
    with order_floor(tmp_path / "station") as floor:
        yield floor


@pytest.fixture
def screen(floor: OrderFloor, qtbot: QtBot) -> Iterator[Screen]:
    screen = Screen(qtbot, floor)
    yield screen
    screen.close()


def clear_coder(floor: OrderFloor) -> None:
    floor.bench.say(d.BufferCleared("coder", tuple(job.job for job in floor.bench.at_coder())))


def test_an_order_is_made_in_steps_and_marked_in_the_list(screen: Screen) -> None:
    new = screen.wizard()
    new.on.press()
    assert new._why.text() == "Choose a product."
    new.product.tiles.keys[WATER].press()
    new.on.press()
    assert new.step is new.number and new._why.text() == "Type it first."
    for line, text in ((new.number, "WO-9"), (new.batch, "L9"), (new.target, "24x")):
        line.line.setText(text)
        new.on.press()
    assert new.step is new.target
    new.target.line.setText("24")
    new.on.press()
    new.on.press()
    assert new.step is new.expiry and new.expiry.value == ""
    new.expiry.months[12].press()
    new.on.press()
    new.more.tiles.keys["region"].press()
    new.more.type.line.setText("Zhejiang")
    new.on.press()
    assert new.step is new.more, "what was typed is taken first"
    new.on.press()
    assert new.step is new.sum
    new.on.press()
    assert "name the dealer too" in new._why.text()
    new.back.press()
    new.more.texts["region"] = ""
    new.more.tiles.keys["marketing"].press()
    new.on.press()
    new.on.press()
    assert screen.overlay is None
    picked = screen.page.home.picked
    assert picked is not None and picked.says is not None
    made = picked.says
    assert (made.number, made.batch, made.target, made.scenes) == ("WO-9", "L9", 24, ("marketing",))
    assert made.expiry[:4] == str(int(made.produced[:4]) + 1) or made.produced.endswith("-01-01")


def test_a_product_that_this_line_cant_make_says_why(screen: Screen) -> None:
    new = screen.wizard()
    new.product.tiles.keys["water-24"].press()
    assert "look-down camera" in new._why.text()
    assert new.product.value == ""


def test_from_the_list_to_the_line_and_through_clearance_to_the_next_order(screen: Screen) -> None:
    floor, home, clearance = screen.floor, screen.page.home, screen.page.clearance
    for number in ("O-1", "O-2"):
        floor.ask(q.CreateOrder(says(number)))
    home.entered()
    assert home.keys["open"].why == "Choose an order in the list first."
    home.table.chosen.emit("O-1.json")
    home.keys["open"].press()
    assert isinstance(screen.overlay, PutOnLine) and screen.overlay.go.holds
    screen.overlay.go.press()
    assert screen.overlay is None and floor.place.state.phase is Phase.IDLE
    floor.ready()
    home.entered()
    home.start.press()
    assert floor.place.state.phase is Phase.EXECUTE
    floor.bench.packed()
    screen.shell.go("orders")
    home.table.chosen.emit("O-2.json")
    home.keys["open"].press()
    over = screen.overlay
    assert isinstance(over, PutOnLine)
    over.choices["unprinted", "void"].press()
    over.go.press()
    assert screen.page.view is clearance and "then O-2 comes" in clearance._title.text()
    assert "at_printer" in {point.key for point in clearance.shown.points}
    assert clearance.keys["change_over"].why
    clear_coder(floor)
    assert screen.page._timer.isActive() and screen.page._timer.interval() == 1_000
    screen.page._timer.timeout.emit()  # a second later it asks anew by itself
    assert [point.key for point in clearance.shown.points] == ["open_container"]
    (row,) = clearance.rows
    row.keys["close_partial"].press()
    assert isinstance(screen.overlay, Choice)
    assert all(key.holds for key in screen.overlay.answers.values())
    screen.overlay.answers["end of order"].press()
    assert screen.asked(lines.ClosePartial) == [lines.ClosePartial(1, "end of order")]


def test_clearing_the_belt_and_voiding_are_held_and_need_the_right(screen: Screen) -> None:
    floor, clearance = screen.floor, screen.page.clearance
    floor.ask(q.CreateOrder(says("O-1")))
    floor.ask(q.OpenOrder("O-1"))
    floor.ready()
    floor.ask(lines.Start())
    floor.bench.coded()
    screen.page.home.entered()
    screen.page.home.keys["clearance"].press()
    finish = clearance.rows[0].keys["finish"]
    assert finish.holds
    finish.press()
    clear_coder(floor)
    clearance.entered()
    key = clearance.rows[0].keys["belt_clear"]
    assert key.holds and key.why == ""
    screen.station.sits(Role.LEADER, controls=False)
    assert key.why == "This screen only watches: take control first."
    screen.station.sits(Role.OPERATOR)
    assert key.why == "" and clearance.keys["close"].why == "Log in as line leader."
    key.press()
    void = clearance.rows[0].keys["void_doubted"]
    assert void.why == "Log in as line leader / QA."
    screen.station.sits(Role.LEADER)
    void.press()
    assert isinstance(screen.overlay, Choice)
    screen.overlay.answers["looked for, not found"].press()
    assert clearance.shown.clear and clearance.keys["close"].why == ""
    clearance.keys["close"].press()
    assert isinstance(screen.overlay, Choice)
    screen.overlay.answers["return"].press()
    assert floor.place.state.phase is Phase.COMPLETE
    assert screen.page.view is screen.page.home
    screen.page.home.keys["past"].press()
    assert [row.cells[0] for row in screen.page.past.table.rows] == ["O-1"]


def journal_end(floor: OrderFloor) -> object:
    with floor.place.reader.connect() as connection:
        return queries.newest_entry(connection)


def test_without_a_login_the_page_shows_nothing_and_leaves_no_trace(screen: Screen) -> None:
    floor, home = screen.floor, screen.page.home
    floor.ask(q.CreateOrder(says("O-1")))
    home.entered()
    assert home.table.rows
    for who in floor.who.values():
        floor.place.service.log_out(who)
    before = journal_end(floor)
    screen.page._timer.timeout.emit()
    assert home.table.rows == () and "log in first" in home._more.text()
    screen.page.turn_to("clearance")
    assert screen.page.view is home
    assert journal_end(floor) == before, "being looked at is no entry of the trail"


# ---------------------------------------------------------------- nothing is cut


@pytest.fixture(scope="module")
def busy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OrderFloor]:
    """An order with all that can be said of one runs; others wait."""
    with order_floor(tmp_path_factory.mktemp("busy") / "station") as floor:
        whole = {"expiry": "2027-11-22", "dealer": "Hangzhou Drinks", "region": "Zhejiang"}
        floor.ask(q.CreateOrder(says("WO-2026-001", campaign="Spring", approval="A-1", **whole)))
        for number in range(2, 9):
            floor.ask(q.CreateOrder(says(f"WO-2026-{number:03}", target=480_000, **whole)))
        floor.ask(q.OpenOrder("WO-2026-001"))
        floor.ready()
        floor.ask(lines.Start())
        floor.bench.packed()
        floor.bench.coded()
        yield floor


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}")
def test_no_text_is_cut_and_no_key_too_small(
    busy: OrderFloor,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    size: tuple[int, int, float],
    language: str,
) -> None:
    for module in measured_modules():
        monkeypatch.setattr(module, "QPainter", MeasuringPainter)
    screen = Screen(qtbot, busy, size)
    screen.language.set(language)
    wrong: list[str] = []

    def look(where: str) -> None:
        wrong.extend(f"{where}: {one}" for one in faults(screen.shell))

    home = screen.page.home
    home._pick("WO-2026-002.json")
    look("home")
    home.keys["open"].press()
    look("change over")
    screen.shell.close_overlay()
    new = screen.wizard()
    new.product.value = WATER
    for number, step in enumerate(new.steps):
        new._go_to(number)
        look(f"step {type(step).__name__}")
    screen.shell.close_overlay()
    for view in ("clearance", "past"):
        screen.page.turn_to(view)
        look(view)
    screen.close()
    assert not wrong, "\n".join(wrong)
