"""Scenarios of the line: printers, camera, labels, power and screens that fail."""

from __future__ import annotations

import base64
from functools import partial

import pytest
from pytest_bdd import parsers, scenarios, then, when

from station.core.recovery import Act
from tests.features.at_screen import type_scan
from tests.features.steps import Scene, all_ready
from ui.screens.scan_all import ScanAll

scenarios("start_an_order.feature", "ribbon.feature", "camera.feature", "wrong_label.feature")
scenarios("power_cut.feature", "screen_dies.feature", "mismatch.feature", "plc.feature")
pytestmark = pytest.mark.timeout(120)

# ---------------------------------------------------------------- alarms and hands


@when("the ribbon of the case printer runs out")
def ribbon_out(scene: Scene) -> None:
    scene.stage.hall.do("trouble_labels", level=1, fault="ribbon_out")


@when("somebody puts in a new ribbon")
def ribbon_in(scene: Scene) -> None:
    scene.stage.hall.do("load_labels", level=1)


@when("the cable of the camera is pulled")
def camera_away(scene: Scene) -> None:
    scene.stage.hall.do("camera", on=False)


@when("the cable of the camera is put back")
def camera_back(scene: Scene) -> None:
    scene.stage.hall.do("camera", on=True)


@when("the case printer repeats its last label")
def label_repeated(scene: Scene) -> None:
    scene.screen.until(lambda: scene.screen.look.cases >= 1, "a first case")
    scene.stage.hall.do("repeat_label", level=1)


@when("somebody puts the right label on")
def right_label(scene: Scene) -> None:
    hall = scene.stage.hall
    scene.screen.until(lambda: bool(hall.do("change_label", level=1)), "its label")


@then(parsers.parse('the alarm "{what}" stands, and the line is held'))
def the_alarm_stands(scene: Scene, what: str) -> None:
    scene.screen.until(lambda: what in scene.alarms(), what)
    scene.notes["alarm"] = what
    assert scene.screen.look.line.phase == "held" or not scene.screen.look.line.running
    chosen = scene.screen.way_out()
    number = next(one.number for one in scene.screen.look.line.alarms if one.what == what)
    chosen.choose(str(number))


@then("the alarm goes by itself")
def the_alarm_goes(scene: Scene) -> None:
    what = scene.notes["alarm"]
    scene.screen.until(lambda: what not in scene.alarms(), f"the end of {what!r}")


@then("the way out of it names the ribbon")
def names_the_ribbon(scene: Scene) -> None:
    page = scene.screen.way_out()
    assert any("ribbon" in step.do for step in page.steps)


@then("the screen names the quarantined case")
def names_the_case(scene: Scene) -> None:
    held = [box for pack in scene.screen.look.line.packs for box in pack.waiting if box[3]]
    assert held, "no case is quarantined"
    assert f"Quarantined: container {held[0][0]}" in scene.screen.way_out().details


@then("no case is quarantined any more")
def none_quarantined(scene: Scene) -> None:
    def free() -> bool:
        return not [box for pack in scene.screen.look.line.packs for box in pack.waiting if box[3]]

    scene.screen.until(free, "the end of the quarantine")


@when(parsers.parse('she follows the way out to "{act}" and presses it'))
def follow_to(scene: Scene, act: str) -> None:
    page = scene.screen.way_out()
    for number in range(len(page.steps)):
        page.show_step(number)
        if page.act_key.isVisible() and page.act_key.text() == act:
            scene.screen.press(page.act_key)
            return
    raise AssertionError(f"no step offers {act}")


@when("she follows the way out to the end")
def follow_all(scene: Scene) -> None:
    """Each step's key as it comes; the alarm is gone, or the line runs, when nothing is left."""
    page = scene.screen.way_out()
    what = scene.notes["alarm"]
    number = next(one.number for one in scene.screen.look.line.alarms if one.what == what)
    page.choose(str(number))
    for number, step in enumerate(page.steps):
        page.show_step(number)
        if step.act is not None:
            done = page.done
            scene.screen.press(page.act_key)
            scene.screen.until(lambda done=done: page.done > done, step.do)  # type: ignore[misc]


@when("somebody changes the last bottle of a case for the next one")
def last_changed(scene: Scene) -> None:
    scene.stage.hall.do("swap_last")


@when("she scans every bottle of that case")
def scan_all(scene: Scene) -> None:
    page = scene.screen.way_out()
    number = next(n for n, step in enumerate(page.steps) if step.act is Act.SCAN_CONTENT)
    page.show_step(number)
    scene.screen.press(lambda: page.act_key)
    overlay = scene.screen.shell.overlay
    assert isinstance(overlay, ScanAll)
    for said in scene.stage.hall.do("scan_content"):
        type_scan(overlay.field, base64.b64decode(said).decode())
    scene.screen.press(overlay.done)


@when("the case that got the other bottle is held, she scans it as well")
def scan_the_other(scene: Scene) -> None:
    scene.screen.until(lambda: scene.notes["alarm"] in scene.alarms(), "the other case")
    scan_all(scene)


@when("the cable of the PLC is pulled")
def plc_away(scene: Scene) -> None:
    scene.stage.hall.do("trouble_plc", fault="cut", value="on")


@when("the cable of the PLC is put back")
def plc_back(scene: Scene) -> None:
    scene.stage.hall.do("trouble_plc", fault="cut", value="off")


# ---------------------------------------------------------------- power and screens


@when("the power of the station is cut")
def power_cut(scene: Scene) -> None:
    scene.stage.cut_power()


@when("the power is back")
def power_back(scene: Scene) -> None:
    scene.stage.start_station()


@then("the screen says that the station doesn't answer")
def station_away(scene: Scene) -> None:
    shell = scene.screen.shell
    scene.screen.until(shell.cover.isVisible, "the cover")
    assert shell.cover.words[0] == "The station doesn't answer"


@then("the screen comes back by itself")
def station_back(scene: Scene) -> None:
    shell = scene.screen.shell
    scene.screen.until(lambda: not shell.cover.isVisible(), "the station")
    scene.screen.until(partial(all_ready, scene), "every device")


@when("the belt and the open case are emptied")
def belt_emptied(scene: Scene) -> None:
    hall = scene.stage.hall
    hall.do("clear_belt")
    for level in (1, 2):
        hall.do("drop_labels", level=level)
    scene.stage.hall.do("begin")


@when("the screen dies")
def screen_dies(scene: Scene) -> None:
    scene.notes["good"] = str(scene.screen.look.good)
    _ = scene.onlooker
    scene.screen.shell.station.stop()


@then("bottles go on being counted")
def counted_without(scene: Scene) -> None:
    before = int(scene.notes["good"])
    scene.onlooker.until(lambda look: look.good > before + 20, "more bottles")


@then("nobody controls the line")
def nobody_controls(scene: Scene) -> None:
    scene.onlooker.until(lambda look: look.in_control == "", "a free line")
