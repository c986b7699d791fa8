"""Scenarios of the desk: a broken bottle, and the change to the next order."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from station.talk.order_requests import CreateOrder, OrderText, PastOrders
from station.talk.rework_requests import RemoveItems, Scan, ScanShown
from tests.features.at_screen import AtScreen, type_scan
from tests.features.steps import SECOND, Scene
from ui.screens.order_clearance import ClearanceView
from ui.screens.order_open import PutOnLine
from ui.screens.orders import OrdersPage
from ui.screens.rework import ReworkPage
from ui.screens.rework_walk import Stage as Stage_
from ui.screens.rework_walk import Walk
from ui.widgets.key import TouchKey

scenarios("broken_bottle.feature", "change_over.feature")
pytestmark = pytest.mark.timeout(120)

# ---------------------------------------------------------------- rework


@given("a good bottle stands on the rework table")
def loose_bottle(scene: Scene) -> None:
    """Taken out of the second case by the line leader."""
    tape = scene.tape()
    scene.notes |= {"broken": tape[2], "spare": tape[30]}
    label = _label(scene, "spare")
    scene.onlooker.line.ask(RemoveItems((tape[30],), label, "loose", "other"), scene.onlooker.hear)
    scene.notes["label"] = _label(scene, "broken")


def _label(scene: Scene, which: str) -> str:
    """What stands on the label of the case that it is in."""
    box = _story(scene, which).box
    assert box is not None
    assert box.label is not None
    return box.label.text


def _story(scene: Scene, which: str) -> ScanShown:
    return scene.onlooker.line.ask(Scan(scene.notes[which]), scene.onlooker.hear)


@given("Wang of QA is at a second screen")
def qa_sits_down(scene: Scene) -> None:
    scene.sit_down(SECOND).log_in("Wang")


def _rework(scene: Scene) -> tuple[AtScreen, ReworkPage]:
    desk = scene.sit_down(SECOND)
    page = desk.shell.page
    if not isinstance(page, ReworkPage):
        page = desk.go(ReworkPage.name)
    assert isinstance(page, ReworkPage)
    return desk, page


@when("she scans the broken bottle of the first case")
def scan_broken(scene: Scene) -> None:
    desk, page = _rework(scene)
    type_scan(page.field, scene.notes["broken"])
    desk.until(lambda: page.shown is not None, "the story")


@then("the page tells that it is in a case")
def tells_the_case(scene: Scene) -> None:
    _, page = _rework(scene)
    assert page.shown is not None
    assert page.shown.code.state == "bound"
    assert page.shown.box is not None


@when("she replaces it by the good one and scans the case's label")
def replace_it(scene: Scene) -> None:
    desk, page = _rework(scene)
    desk.press(page.acts.keys["replace"])
    walk = desk.shell.overlay
    assert isinstance(walk, Walk)
    for which in ("spare", "label"):
        type_scan(walk.field, scene.notes[which])
        desk.until(lambda which=which: which in _scanned(walk), which)  # type: ignore[misc]
    for stage, answer in ((Stage_.FATE, "destroy"), (Stage_.REASON, "damage_or_loss")):
        desk.until(lambda stage=stage: walk.stage is stage, stage)  # type: ignore[misc]
        _turn_to(desk, walk, answer)
        desk.press(walk.choices.keys[answer])
    desk.until(lambda: walk.stage is Stage_.CONFIRM, "the confirmation")
    desk.press(next(key for key in walk.do.values() if key.isVisible()))
    desk.until(lambda: desk.shell.overlay is not walk, "the end of it")


def _scanned(walk: Walk) -> set[str]:
    return {{"put": "spare"}.get(field, field) for field in walk.answers.scans}


def _turn_to(desk: AtScreen, walk: Walk, answer: str) -> None:
    """The page of answers on which this one stands."""
    while answer not in walk.choices.keys or not walk.choices.keys[answer].isVisible():
        desk.press(walk.choices.more)


@then("the broken bottle's code is void")
def broken_void(scene: Scene) -> None:
    assert _story(scene, "broken").code.state == "void"


@then("the good bottle is in the first case")
def spare_packed(scene: Scene) -> None:
    assert _story(scene, "spare").code.state == "bound"
    assert _label(scene, "spare") == scene.notes["label"]


# ---------------------------------------------------------------- change-over


@given(parsers.parse('the order "{number}" waits'))
def order_waits(scene: Scene, number: str) -> None:
    leader = scene.stage.sit_down("planning", "Zhou")
    says = OrderText(number=number, product="water-24", batch="L261127", target=48,
                     produced="2026-11-27", expiry="2027-11-26")  # fmt: skip
    leader.line.ask(CreateOrder(says), leader.hear)


@given("the last bottle is on the belt")
def last_bottle(scene: Scene) -> None:
    hall = scene.stage.hall
    scene.screen.until(lambda: bool(hall.do("status")["fed_all"]), "the last bottle")


def _orders(scene: Scene) -> OrdersPage:
    page = scene.screen.shell.page
    if not isinstance(page, OrdersPage):
        page = scene.screen.go(OrdersPage.name)
    assert isinstance(page, OrdersPage)
    return page


@when(parsers.parse('she asks to change over to "{number}"'))
def ask_change_over(scene: Scene, number: str) -> None:
    page = _orders(scene)
    page.home.pick_when_there(number)
    scene.screen.until(lambda: page.home.picked is not None, number)
    scene.screen.press(page.home.keys["open"])
    sheet = scene.screen.shell.overlay
    assert isinstance(sheet, PutOnLine)
    scene.screen.press(sheet.go)
    scene.screen.until(lambda: isinstance(page.view, ClearanceView), "the checklist")


@then(parsers.parse("the checklist says that an open container stands open"))
def checklist_says(scene: Scene) -> None:
    view = _orders(scene).clearance
    scene.screen.until(
        lambda: any(one.key == "open_container" for one in view.shown.points), "an open container"
    )


@when("she settles each point of the checklist")
def settle_all(scene: Scene) -> None:
    hall, view = scene.stage.hall, _orders(scene).clearance
    scene.screen.until(lambda: not hall.do("status")["on_belt"], "an empty belt")
    for level, deed in ((1, "finish_case"), (2, "finish_pallet")):
        scene.screen.until(partial(_stands_open, view, level), f"an open one of level {level}")
        _settle(scene, partial(_key_of, view, level))
        hall.do(deed)
        scene.screen.until(lambda: scene.screen.shell.overlay is None, "the answer")
    scene.screen.until(lambda: view.shown.clear, "a clear line")


def _stands_open(view: ClearanceView, level: int) -> bool:
    """It does, and nothing comes that would go into it."""
    keys = {(one.key, one.level) for one in view.shown.points}
    below = {("unconfirmed_label", level - 1), ("open_container", level - 1)}
    return ("open_container", level) in keys and not keys & below


def _key_of(view: ClearanceView, level: int) -> TouchKey:
    """The key that closes the open container of this level, as the checklist is now."""
    rows = (
        row for row in view.rows if (row.point.key, row.point.level) == ("open_container", level)
    )
    return next(rows).keys["close_partial"]


def _settle(scene: Scene, key: Callable[[], TouchKey]) -> None:
    scene.screen.press(key)
    overlay = scene.screen.shell.overlay
    answers = getattr(overlay, "answers", None)
    if answers:
        scene.screen.press(next(iter(answers.values())))


@when("she presses Change over")
def press_change_over(scene: Scene) -> None:
    scene.screen.press(_orders(scene).clearance.keys["change_over"])


@then(parsers.parse('the order on the line is "{number}"'))
def order_on_line(scene: Scene, number: str) -> None:
    scene.screen.until(lambda: scene.screen.look.line.order == number, number)


@then("a part case of the first order is on record")
def part_case(scene: Scene) -> None:
    past = scene.onlooker.line.ask(PastOrders(), scene.onlooker.hear)
    assert [one.number for one in past.orders] == ["WO-1"]
