"""What a wrong message in the coder, or a field that stands still, does: it shows at once."""

from __future__ import annotations

import pytest

from station.core import events as e
from station.core.alarms import AlarmKind
from tests.core.rig import CODER, Rig, make_order


@pytest.fixture
def rig() -> Rig:
    return Rig().run(make_order())


def test_a_field_that_stands_still_stops_the_line_at_its_first_bottle(rig: Rig) -> None:
    old = rig.bottle(1)
    rig.do(e.HeadLost, head=CODER, said="reloaded", hint="wait")
    rig.do(e.HeadReady, head=CODER, credit=4)
    rig.do(e.AtCoder, trigger=2)
    rig.see(2, old.data)
    alarm = rig.alarm(AlarmKind.FIRST_ARTICLE)
    assert alarm is not None
    assert "item 2" in alarm.detail
    assert not rig.moves()


def test_a_text_of_another_message_stops_the_line_at_its_first_bottle(rig: Rig) -> None:
    rig.do(e.AtCoder, trigger=1)
    rig.see(1, b"SAMPLE TEXT")
    assert rig.alarm(AlarmKind.FIRST_ARTICLE) is not None
    assert not rig.moves()


def test_a_bottle_that_passed_before_the_coder_began_is_only_rejected(rig: Rig) -> None:
    rig.do(e.AtCoder, trigger=1)
    rig.see(1)
    rig.bottle(2)
    assert rig.alarm(AlarmKind.FIRST_ARTICLE) is None
    assert rig.moves()


def test_once_a_first_article_was_good_a_stranger_is_a_reject_like_any_other(rig: Rig) -> None:
    rig.bottle(1)
    rig.do(e.AtCoder, trigger=2)
    rig.see(2, b"SAMPLE TEXT")
    assert rig.alarm(AlarmKind.FIRST_ARTICLE) is None


def test_the_alarm_stands_again_until_a_first_article_is_good(rig: Rig) -> None:
    for trigger in (1, 2):
        rig.do(e.AtCoder, trigger=trigger)
        rig.see(trigger, b"SAMPLE TEXT")
        alarm = rig.alarm(AlarmKind.FIRST_ARTICLE)
        assert alarm is not None
        rig.do(e.AlarmClearAsked, alarm=alarm.number, by="line leader", how="message chosen")
    rig.bottle(3)
    rig.do(e.AtCoder, trigger=4)
    rig.see(4, b"SAMPLE TEXT")
    assert rig.alarm(AlarmKind.FIRST_ARTICLE) is None
