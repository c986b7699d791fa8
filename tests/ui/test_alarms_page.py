"""The alarms page: each step of a way out, and what its key asks of the station."""

from __future__ import annotations

from dataclasses import replace as changed

import pytest
from msgspec.structs import replace

from station.core.alarms import AlarmKind
from station.core.recovery import RECOVERY, Act
from station.core.steps.labels import place, reader
from station.talk import line_requests as q
from station.talk.look import Look
from station.talk.message import Request
from tests.ui.conftest import Screens
from tests.ui.samples import LINE, PACK, PALLET, alarm, with_alarms
from ui.i18n.language import CHINESE
from ui.screens.alarms import PAGES_OF, AlarmsPage
from ui.screens.choice import Choice
from ui.screens.scan_all import ScanAll
from ui.shell import Shell
from ui.widgets.key import TouchKey

WAITING = ((17, "closed", "printed", False), (18, "closed", "sent", True))
ASKS: dict[Act, Request[None]] = {
    Act.CLEAR: q.ClearAlarm(5, "looked after"),
    Act.BELT_CLEAR: q.BeltIsClear(),
    Act.RESCAN: q.ReadLabelAgain(2),
    Act.REPRINT: q.ReprintLabel(17, "label unusable"),
    Act.ACCEPT_MISSING: q.AcceptMissing(2),
    Act.SCAN_CONTENT: q.ScanContent(17, ("CODE",)),
    Act.PARTIAL: q.ClosePartial(2, "end of order"),
    Act.MORE_CODES: q.MoreCodes(0),
    Act.FINISH: q.Finish(),
    Act.START: q.Start(),
    Act.CLOCK: q.ClockIsRight(),
}
WITH_ACT = [
    (kind, number, step.act)
    for kind, steps in RECOVERY.items()
    for number, step in enumerate(steps)
    if step.act is not None
]


@pytest.fixture
def shell(screens: Screens) -> Shell:
    return screens.shell()


def at_step(shell: Shell, kind: AlarmKind, step: int, where: str) -> AlarmsPage:
    """The page, with this step of the only alarm."""
    look = with_alarms(alarm(kind, 5, where))
    packs = (PACK, changed(PALLET, waiting=WAITING))
    shell.station.say(replace(look, line=changed(look.line, packs=packs)))  # type: ignore[attr-defined]
    shell.go(AlarmsPage.name)
    page = shell.page
    assert isinstance(page, AlarmsPage)
    page.show_step(step)
    return page


def shown_key(page: AlarmsPage) -> TouchKey | None:
    """The key of this step's act: at most one of the two stands there."""
    keys = [key for key in (page._act, page._sure) if key.isVisible()]
    assert len(keys) <= 1
    return keys[0] if keys else None


def pressed(shell: Shell, page: AlarmsPage) -> None:
    key = shown_key(page)
    assert key is not None
    key.press()


def test_the_key_of_a_step_asks_for_what_the_step_says(shell: Shell) -> None:
    for kind, step, act in WITH_ACT:
        page = at_step(shell, kind, step, "container 17" if act is Act.SCAN_CONTENT else place(2))
        asked = shell.station.asked  # type: ignore[attr-defined]
        asked.clear()
        pressed(shell, page)
        if act is Act.SCAN_CONTENT:
            assert isinstance(shell.overlay, ScanAll)
            shell.overlay.field.scanned.emit("CODE", True)
            shell.overlay.done.press()
        elif act is Act.PARTIAL:
            assert isinstance(shell.overlay, Choice)
            shell.overlay.answers["end of order"].press()
        if act in PAGES_OF:
            assert shell.page.name == PAGES_OF[act], kind
        else:
            assert asked == [ASKS[act]], kind


def test_more_codes_are_of_the_level_whose_printer_has_none(shell: Shell) -> None:
    step = next(number for number, one in enumerate(RECOVERY[AlarmKind.POOL_EMPTY]) if one.act)
    page = at_step(shell, AlarmKind.POOL_EMPTY, step, "case_printer")
    pressed(shell, page)
    assert q.MoreCodes(1) in shell.station.asked  # type: ignore[attr-defined]


def test_the_reader_of_a_level_is_read_again_by_its_level(shell: Shell) -> None:
    steps = RECOVERY[AlarmKind.LABEL_UNREAD]
    step = next(number for number, one in enumerate(steps) if one.act is Act.RESCAN)
    page = at_step(shell, AlarmKind.LABEL_UNREAD, step, reader(2))
    pressed(shell, page)
    assert q.ReadLabelAgain(2) in shell.station.asked  # type: ignore[attr-defined]


def test_a_step_without_an_act_has_no_key_and_the_ends_say_so(shell: Shell) -> None:
    for kind in AlarmKind:
        page, steps = at_step(shell, kind, 0, place(1)), RECOVERY[kind]
        for number, step in enumerate(steps):
            page.show_step(number)
            assert (shown_key(page) is None) == (step.act is None)
            assert bool(page._before.why) == (number == 0)
            assert bool(page._after.why) == (number == len(steps) - 1)


def test_the_steps_are_walked_in_the_language_of_the_screen(shell: Shell, screens: Screens) -> None:
    page = at_step(shell, AlarmKind.DUPLICATE, 0, place(1))
    steps = RECOVERY[AlarmKind.DUPLICATE]
    assert page._do.text() == steps[0].do
    page._after.press()
    assert page._do.text() == steps[1].do
    screens.speak(CHINESE)
    assert page._do.text() == steps[1].do_zh
    page._before.press()
    assert page._do.text() == steps[0].do_zh


def test_an_alarm_that_goes_leaves_nothing_to_press(shell: Shell) -> None:
    page = at_step(shell, AlarmKind.DUPLICATE, 2, place(1))
    quiet: Look = replace(with_alarms(), line=LINE)
    shell.station.say(quiet)  # type: ignore[attr-defined]
    assert shown_key(page) is None
    assert page._list.rows == ()
    for key in (page._before, page._after):
        key.press()
    assert page._do.text() == ""


@pytest.mark.parametrize("engaged", [False, True])
def test_a_new_alarm_that_holds_is_shown_unless_somebody_follows_another(
    shell: Shell, engaged: bool
) -> None:
    quiet, holding = alarm(AlarmKind.WITNESS_NEAR, 1), alarm(AlarmKind.CONFIRM_MISMATCH, 2)
    shell.station.say(with_alarms(quiet))  # type: ignore[attr-defined]
    shell.go(AlarmsPage.name)
    page = shell.page
    assert isinstance(page, AlarmsPage)
    if engaged:
        page.show_step(1)
    shell.station.say(with_alarms(quiet, holding))  # type: ignore[attr-defined]
    shown = AlarmKind.WITNESS_NEAR if engaged else AlarmKind.CONFIRM_MISMATCH
    assert page.steps == RECOVERY[shown]
