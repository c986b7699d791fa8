"""QA at the rework page: one scan shows all, and an act is walked through to its request."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from msgspec import structs
from PySide6.QtCore import QCoreApplication

from station.core.access import RIGHTS, Role
from station.core.rework_events import Fate
from station.core.state import ScanTold
from station.door.rework_actions import OF_A_BOX, OF_WHAT_IS_INSIDE
from station.talk import rework_requests as q
from station.talk.line_requests import EmptyOpen, ScanByHand
from station.talk.look import Look, Seat
from station.talk.message import Refusal
from tests.ui.conftest import Screens
from tests.ui.layout import MeasuringPainter, faults, measured_modules
from tests.ui.samples import LINE, LOOK, NOBODY, NOW_MS, PACK
from ui.i18n.language import CHINESE, ENGLISH
from ui.screens.choice import Choice
from ui.screens.rework import CONTENT, FACTS, STORY, ReworkPage
from ui.screens.rework_walk import Answers, Stage, Walk, request_of
from ui.screens.rework_words import action_word, prompt_word
from ui.shell import Shell

SIZES = (((1_024, 768), 3.4), ((1_280, 800), 4.9), ((1_920, 1_080), 4.0))
QA = Seat("Screen 1", True, "quinn", Role.QA, "password", tuple(sorted(RIGHTS[Role.QA])))
ALONE = ("accept", "empty", "relabel", "reprint", "sample", "unsample", "destroy")
MARKED = ("quarantine", "release")
STEPPED = tuple(one.name for one in (*OF_WHAT_IS_INSIDE, *OF_A_BOX))
BOTTLE = q.CodeShown(
    7, "HTTPS://M.EXAMPLE/B/7KQ3ZZ9M8XW9M", "bottle", "rejected", "wrong_symbol", "码制不符"
)
LABEL = q.CodeShown(8, "(00)169012340000000013", "case", "bound")
BOX = q.BoxShown(
    12_345,
    "case",
    "confirmed",
    LABEL,
    capacity=24,
    rows=4,
    columns=6,
    children=tuple(q.ChildShown(n, structs.replace(BOTTLE, number=n), n == 3) for n in range(24)),
)
REPLACE = q.ActionShown(
    "replace",
    first="out",
    steps=(q.StepShown("put"), q.StepShown("label")),
    fates=tuple(Fate),
)
SHOWN = q.ScanShown(
    BOTTLE,
    0,
    "WO-20261126-0004",
    "山泉水",
    "L20261126A",
    order_open=True,
    history=3,
    milestones=tuple(q.Milestone(what, NOW_MS, "bottle_camera") for what in ("print", "verify")),
    read=q.LastRead("wrong_symbol", "bottle_camera", NOW_MS),
    box=BOX,
    actions=(
        q.ActionShown("accept", "it is good already, in container 12345", "state", "what"),
        REPLACE,
        *(
            q.ActionShown(name, first="what", voids=name == "destroy")
            for name in ("sample", "destroy", *MARKED)
        ),
    ),
)
TOLD = tuple(q.Told(n, NOW_MS, f"entry {n}", f"记录 {n}") for n in (3, 2, 1))


def page_of(shell: Shell, look: Look = LOOK, seat: Seat = QA) -> ReworkPage:
    shell.station.say(look, seat)  # type: ignore[attr-defined]
    shell.go(ReworkPage.name)
    assert isinstance(shell.page, ReworkPage)
    return shell.page


def scanned(shell: Shell, said: str, shown: q.ScanShown | Refusal = SHOWN) -> None:
    """At the page, or at what lies over it."""
    station: Any = shell.station
    station.answers[q.Scan] = shown
    where: Any = shell.overlay or shell.page
    where.field.setText(said)
    where.field.submit()


def walk(shell: Shell, name: str, shown: q.ScanShown = SHOWN) -> Walk:
    page = page_of(shell)
    scanned(shell, "FIRST", shown)
    page.acts.chosen.emit(name)
    assert isinstance(shell.overlay, Walk)
    return shell.overlay


def asked(shell: Shell) -> Any:
    station: Any = shell.station
    return station.asked[-1]


def test_a_scan_shows_the_state_and_what_may_be_done_first(screens: Screens) -> None:
    page = page_of(screens.shell((1_920, 1_080), 4.0))
    scanned(page.host, "CODE")  # type: ignore[arg-type]
    assert "Rejected – wrong symbol" in page.headline
    assert list(page.acts.keys)[-1] == "accept", "what may not be done stands last"
    why = page.acts.keys["accept"].why
    assert why == "it is good already, in container 12345"
    screens.language.set(CHINESE)
    QCoreApplication.processEvents()
    assert "码制不符" in page.headline
    assert page.acts.keys["accept"].why.startswith("已是良品")


def test_an_act_is_walked_through_and_asked_once(screens: Screens) -> None:
    shell = screens.shell()
    over = walk(shell, "replace")
    for said in ("GOOD", "CASE"):
        scanned(shell, said)
    assert over.stage.value == "fate"
    over.choices.chosen.emit("destroy")
    over.choices.chosen.emit("damage_or_loss")
    over.more_words.press()
    over.words.setText("broken glass")
    over.words.returnPressed.emit()
    assert over.stage.value == "confirm"
    shell.station.answers[q.ReplaceItem] = q.Done(TOLD)  # type: ignore[attr-defined]
    over.do[True].press()
    station: Any = shell.station
    assert [one for one in station.asked if isinstance(one, q.ReplaceItem)] == [
        q.ReplaceItem("FIRST", "GOOD", "CASE", "destroy", "damage_or_loss: broken glass")
    ]
    assert shell.overlay is None
    assert asked(shell) == q.Scan("FIRST"), "and it is looked at again"


def test_what_is_refused_stays_where_it_was_and_says_why(screens: Screens) -> None:
    shell = screens.shell()
    over = walk(shell, "replace")
    scanned(shell, "RUBBISH", Refusal("no code of this station", "unknown"))
    assert over.stage is Stage.SCAN
    assert over.told == "no code of this station"
    scanned(shell, "GOOD")
    scanned(shell, "CASE")
    over.choices.chosen.emit("loose")
    over.choices.chosen.emit("other")
    shell.station.answers[q.ReplaceItem] = Refusal("it is shipped", "shipped")  # type: ignore[attr-defined]
    over.do[False].press()
    assert shell.overlay is over
    assert over.told == "it is shipped"


@pytest.mark.parametrize(("name", "held"), [("destroy", True), ("sample", False)])
def test_what_cannot_be_had_back_is_held(screens: Screens, name: str, held: bool) -> None:
    over = walk(screens.shell(), name)
    over.choices.chosen.emit("defect")
    assert over.stage is Stage.CONFIRM
    assert over.do[held].isVisible()
    assert not over.do[not held].isVisible()
    assert over.do[True].holds
    assert not over.do[False].holds


def test_several_are_scanned_and_the_last_one_taken_back(screens: Screens) -> None:
    take_out = q.ActionShown("remove_in", first="label", steps=(q.StepShown("out", True),))
    shell = screens.shell()
    over = walk(shell, "remove_in", structs.replace(SHOWN, actions=(take_out,)))
    assert over.go_on.why, "nothing was scanned yet"
    for said in ("ONE", "TWO"):
        scanned(shell, said)
    over.take_back.press()
    over.go_on.press()
    assert over.answers.scans == {"label": ["FIRST"], "out": ["ONE"]}
    assert over.stage is Stage.REASON


def test_every_act_of_the_station_has_words_and_a_request(screens: Screens) -> None:
    assert screens
    for one in (*OF_WHAT_IS_INSIDE, *OF_A_BOX):
        answers = Answers(one.field, "FIRST")
        for step in one.steps:
            answers.scans.setdefault(step.field, []).append("MORE")
            assert prompt_word(one.name, step.field) != step.field
        assert request_of(one.name, answers)
    for name in (*ALONE, *MARKED):
        assert request_of(name, Answers("box" if name in (*MARKED, *ALONE[1:4]) else "what", "X"))
    label = Answers("label", "X")
    label.scans["inside"] = ["Y"]
    assert request_of("confirm_label", label) == q.ConfirmLabel("X", "Y")
    for name in (*STEPPED, *ALONE, *MARKED, "confirm_label"):
        assert action_word(name) != name


def test_whoever_comes_next_sees_nothing_of_what_was_scanned(screens: Screens) -> None:
    shell = screens.shell()
    page = page_of(shell)
    scanned(shell, "CODE")
    assert BOTTLE.text in page.code_text
    shell.station.say(LOOK, NOBODY)  # type: ignore[attr-defined]
    assert page.code_text == ""
    assert not page.acts.keys
    assert not page.tables[FACTS].rows


def test_an_act_ends_with_whoever_began_it(screens: Screens) -> None:
    shell = screens.shell()
    walk(shell, "replace")
    shell.station.say(LOOK, structs.replace(QA, locked=True))  # type: ignore[attr-defined]
    assert shell.overlay is None


def test_the_story_is_fetched_to_its_end(screens: Screens) -> None:
    shell = screens.shell()
    page = page_of(shell)
    scanned(shell, "CODE", structs.replace(SHOWN, history=5))
    shell.station.answers[q.History] = TOLD  # type: ignore[attr-defined]
    page.bar[STORY].press()
    assert asked(shell) == q.History(7, 0)
    assert not page.bar["after"].why, "there is more"
    page.bar["after"].press()
    assert asked(shell) == q.History(7, 3)
    assert len(page.tables[STORY].rows) == 6


def test_what_was_only_looked_at_is_not_changed(screens: Screens) -> None:
    shell = screens.shell()
    page = page_of(shell)
    scanned(shell, "CODE")
    shell.station.answers[q.Named] = structs.replace(SHOWN, actions=())  # type: ignore[attr-defined]
    page.bar["around"].press()
    assert asked(shell) == q.Named(LABEL.number)
    page.acts.chosen.emit("replace")
    assert shell.overlay is None


def by_hand(told: ScanTold | None = None) -> Look:
    from dataclasses import replace

    pack = replace(PACK, mode="hand", role="box")
    return structs.replace(LOOK, line=replace(LINE, packs=(pack,), scan=told))


def test_packing_by_hand_sends_each_scan_to_the_line(screens: Screens) -> None:
    shell = screens.shell()
    page = page_of(shell)
    assert page.bar["by_hand"].why, "nothing is packed by hand on this line"
    page = page_of(shell, by_hand())
    page.bar["by_hand"].press()
    scanned(shell, "ITEM")
    assert asked(shell) == ScanByHand("ITEM")
    page_of(shell, by_hand(ScanTold(9, True, "good", "ITEM: 18 of 24 in the box")))
    assert page.headline == "good"
    assert page.acts.keys["partial"].why == "Log in as line leader."
    page.acts.keys["emptied"].press()
    assert isinstance(shell.overlay, Choice)
    shell.overlay.answers["packed by mistake"].press()
    assert asked(shell) == EmptyOpen(1, "packed by mistake")


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_the_page_and_each_step_fit(
    screens: Screens, size: tuple[tuple[int, int], float], monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in measured_modules():
        monkeypatch.setattr(module, "QPainter", MeasuringPainter)
    shell = screens.shell(*size)
    shell.station.answers[q.History] = TOLD  # type: ignore[attr-defined]
    found = []
    for language in (ENGLISH, CHINESE):
        screens.language.set(language)
        page = page_of(shell)
        scanned(shell, "CODE")
        for name in (CONTENT, STORY, FACTS):
            page.bar[name].press()
            found += [f"{name} {language}: {one}" for one in faults(shell)]
        over = walk(shell, "replace")
        scanned(shell, "RUBBISH", Refusal("what was scanned is no code of this station", "unknown"))
        stages: list[tuple[str, Callable[[], None]]] = [
            ("scan", lambda: None),
            ("label", lambda: scanned(shell, "GOOD")),
            ("fate", lambda: scanned(shell, "CASE")),
            ("why", partial(over.choices.chosen.emit, "destroy")),
            ("last", partial(over.choices.chosen.emit, "damage_or_loss")),
            ("words", over.more_words.press),
        ]
        for name, step in stages:
            step()
            found += [f"{name} {language}: {one}" for one in faults(shell)]
        shell.close_overlay()
    assert not found, "\n".join(found)
