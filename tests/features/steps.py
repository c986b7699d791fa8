"""Who is where, and what every scenario says of the line; the steps that several share."""

from __future__ import annotations

import base64
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from pytest_bdd import given, parsers, then, when

from station.core.access import RIGHTS, Role
from station.talk.line_requests import Start
from tests.features.at_screen import AtScreen
from tests.features.stage import Sitter, Stage
from ui.screens.run import RunPage

MAIN, SECOND = "Screen 1", "QA desk"


@dataclass
class Scene:
    stage: Stage
    sit_down: Callable[[str], AtScreen]
    desk: Sitter | None = None  # somebody who only looks on
    notes: dict[str, str] = field(default_factory=dict)

    @property
    def screen(self) -> AtScreen:
        return self.sit_down(MAIN)

    @property
    def onlooker(self) -> Sitter:
        """Whoever asks what stands on record, beside the screens."""
        if self.desk is None:
            self.desk = self.stage.sit_down("onlooker", "Xu")
        return self.desk

    def alarms(self) -> list[str]:
        return [alarm.what for alarm in self.screen.look.line.alarms]

    def tape(self) -> list[str]:
        """Every code that the coder ever inked, in its order."""
        return [base64.b64decode(ink).decode() for ink in self.stage.hall.do("truth")["tape"]]


# ---------------------------------------------------------------- the line


@given(parsers.parse("a line with an order of {bottles:d} bottles"), target_fixture="scene")
def a_line(
    bottles: int, stage_of: Callable[[int], Stage], people: Callable[[str], AtScreen]
) -> Scene:
    scene = Scene(stage_of(bottles), people)
    scene.screen.until(lambda: all_ready(scene), "every device")
    scene.stage.hall.do("begin")
    return scene


def all_ready(scene: Scene) -> bool:
    return all(device.status == "ready" for device in scene.screen.look.devices)


@given(
    parsers.parse("a line with an order of {bottles:d} bottles that runs"), target_fixture="scene"
)
def a_running_line(
    bottles: int, stage_of: Callable[[int], Stage], people: Callable[[str], AtScreen]
) -> Scene:
    return _running(a_line(bottles, stage_of, people))


@given(
    parsers.parse("a line that packs by queue, with an order of {bottles:d} bottles that runs"),
    target_fixture="scene",
)
def a_queue_line(
    bottles: int, queue_stage_of: Callable[[int], Stage], people: Callable[[str], AtScreen]
) -> Scene:
    return _running(a_line(bottles, queue_stage_of, people))


def _running(scene: Scene) -> Scene:
    scene.screen.log_in("Lin")
    scene.screen.shell.station.ask(Start())
    scene.screen.until(lambda: scene.screen.look.good > 5, "the first bottles")
    return scene


@given(parsers.parse("{name}, the line leader, is at the screen"))
@when(parsers.parse("{name} logs in again"))
def logged_in(scene: Scene, name: str) -> None:
    scene.screen.log_in(name)
    seat = scene.screen.shell.station.seat
    assert seat is not None
    assert set(seat.rights) == {right.value for right in RIGHTS[Role.LEADER]}


@given("nobody is logged in at the screen")
def nobody(scene: Scene) -> None:
    seat = scene.screen.shell.station.seat
    assert seat is not None
    assert not seat.person


@when(parsers.re("(she|somebody) presses Start"))
def press_start(scene: Scene) -> None:
    _run_page(scene)
    scene.screen.press(_run_page(scene).key_of("start"))


@then("she starts it again if it stands")
def start_if_it_stands(scene: Scene) -> None:
    if scene.screen.look.line.phase == "stopped":
        press_start(scene)


def _run_page(scene: Scene) -> RunPage:
    page = scene.screen.shell.page
    if not isinstance(page, RunPage):
        page = scene.screen.go(RunPage.name)
    assert isinstance(page, RunPage)
    return page


@then(parsers.parse('the screen says "{word}"'))
def the_screen_says(scene: Scene, word: str) -> None:
    scene.screen.until(lambda: scene.screen.shell.state_word == word, word)


@then(parsers.parse('the screen says why not: "{why}"'))
def the_screen_says_why(scene: Scene, why: str) -> None:
    assert scene.screen.shell.toast.text == why


@then("the first article is found good")
def first_article(scene: Scene) -> None:
    def passed() -> bool:
        article = scene.screen.look.first_article
        return not article.awaited and article.passed is not None

    scene.screen.until(passed, "the first article")


@then(parsers.parse("{bottles:d} bottles are good and a case is closed"))
def bottles_and_a_case(scene: Scene, bottles: int) -> None:
    good_bottles(scene, bottles)
    cases_labelled(scene, 1)


@then(parsers.parse("{bottles:d} bottles are good"))
def good_bottles(scene: Scene, bottles: int) -> None:
    scene.screen.until(lambda: scene.screen.look.good >= bottles, f"{bottles} good bottles")


@given(parsers.parse("{cases:d} cases have their labels read"))
@then(parsers.parse("{cases:d} cases have their labels read"))
def cases_labelled(scene: Scene, cases: int) -> None:
    scene.screen.until(lambda: scene.screen.look.cases >= cases, f"{cases} cases")


@then("no code was printed twice")
def printed_once(scene: Scene) -> None:
    twice = [code for code, times in Counter(scene.tape()).items() if code and times > 1]
    assert not twice
