"""Every sentence of the station has its Chinese, and the right one is found for it.

The refusals are the core's own: its commands are stepped out of season, and what they answer is put
into Chinese. Nothing of it may be left in English but names.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from station.core import events as e
from station.core import order_events as o
from station.core.access import Principal, Proof, Right, Role, why_not
from station.core.hand_events import HandScanned, OpenCancelled
from station.core.packaging import PackMode
from station.store import passwords
from station.store.errors import StoreError
from tests.core.plant import Plant
from tests.core.rig import Rig, issued, make_order
from tests.core.test_rework_rules import REFUSED
from ui.i18n import station_file
from ui.i18n.said import CHARACTERS_MAX, in_language
from ui.i18n.sentences import own_chinese, sentences

PLACE = station_file.PLACE
ENGLISH = re.compile(r"(?<![\w/.:`-])[a-z]{3,}(?![\w/.:`-])")
NAMES = re.compile(r"case printer|pallet printer|dealer|packline \w+|nobody")
ALL = sorted(station_file.read().items())
FILLED = st.text("ABCXYZ0123456789", min_size=1, max_size=6)


@pytest.fixture(scope="module")
def chinese_of() -> dict[str, str]:
    return dict(ALL)


# ---------------------------------------------------------------- the file


def test_every_sentence_of_the_station_has_its_chinese(chinese_of: dict[str, str]) -> None:
    said = sentences()
    missing = [f"{where}: {text}" for text, where in said.items() if text not in chinese_of]
    assert not missing, "run `python -m ui.i18n`, and fill in what is unfinished"
    assert not set(chinese_of) - set(said), "nobody says these any more; run `python -m ui.i18n`"


def test_no_place_is_lost_in_chinese(chinese_of: dict[str, str]) -> None:
    """Twice the same place would be as wrong as none."""
    lost = {
        english: chinese
        for english, chinese in chinese_of.items()
        if sorted(PLACE.findall(english)) != sorted(PLACE.findall(chinese))
    }
    assert not lost


def test_what_has_its_chinese_in_the_source_has_no_other(chinese_of: dict[str, str]) -> None:
    own = own_chinese()
    assert len(own) > 100
    assert {english: chinese_of[english] for english in own} == own


# ---------------------------------------------------------------- matching


def fill(template: str, parts: list[str]) -> str:
    return PLACE.sub(lambda place: parts[int(place[1])], template)


@given(data=st.data())
def test_a_filled_template_is_found_again(data: st.DataObject) -> None:
    english, chinese = data.draw(st.sampled_from(ALL))
    count = len(PLACE.findall(english))
    parts = data.draw(st.lists(FILLED, min_size=count, max_size=count))
    assert in_language(fill(english, parts), chinese=True) == fill(chinese, parts)


def test_each_template_is_found_by_its_own_sentence(chinese_of: dict[str, str]) -> None:
    for english, chinese in chinese_of.items():
        parts = [f"X{number}7" for number, _ in enumerate(PLACE.findall(english))]
        assert in_language(fill(english, parts), chinese=True) == fill(chinese, parts)


@given(text=st.text("abc XY;:.,()\n{}0123的。", max_size=200))
def test_whatever_is_said_something_is_shown(text: str) -> None:
    assert in_language(text, chinese=False) == text
    assert in_language(text, chinese=True) or not text.strip("., ;:()")


@pytest.mark.parametrize("joint", ["; ", ". ", ": ", ", ", "\n", " (", ".; "])
def test_a_long_list_of_anything_ends(joint: str) -> None:
    assert in_language(f"x{joint}" * 2_000, chinese=True)
    assert in_language(f"x{joint}" * 90, chinese=True)
    assert in_language("a" * (CHARACTERS_MAX + 1), chinese=True)


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        (
            "container 5 was shipped to 杭州饮料; take the shipping back first",
            "箱/托盘 5 已发往 杭州饮料;请先撤销发货",
        ),
        (
            "B-1: it is in case 17 already",
            "B-1:已在箱 17中",
        ),
        (
            "items on the belt (belt): 3. Let the belt run empty, or confirm that it is clear.; "
            "codes in doubt (bottle): 2. Find or void them.",
            "输送带上有产品(输送带):3。让输送带走空,或确认已清空。存疑的码(瓶):2。找到产品,或作废该码。",
        ),
        (
            "it clears itself: Check power and cable; the line goes on by itself when it is back.",
            "此报警会自动清除:检查电源与网线;恢复后产线自动继续。",
        ),
        (
            "station.db: the disk is full; free some space and start again (disk I/O error)",
            "station.db:磁盘已满;请清理空间后重新启动(磁盘读写错误)",
        ),
        (
            "link lost (can't open tcp://10.0.0.5:7000: [Errno 111] Connection refused): "
            "Check power and cable.",
            "连接中断(无法打开 tcp://10.0.0.5:7000:连接被拒绝 [111]):请检查电源与网线。",
        ),
        (
            "ANNA is operator; it takes one of: leader, qa",
            "ANNA 是操作员;需要以下角色之一:线长,质检",
        ),
        (
            "file.toml:6: levels[0].role: missing; what the level is called, e.g. bottle or case",
            "file.toml:6: levels[0].role:缺少;该级的名称,如 bottle 或 case",
        ),
        (
            "place 1: B-1 (twice, or not in a place of its own); place 4: B-9 (unknown_code)",
            "位置 1:B-1(出现两次,或不在自己的位置);位置 4:B-9(未知码)",
        ),
        ("a word that the station never said", "a word that the station never said"),
    ],
)
def test_a_sentence_made_of_sentences_comes_out_whole(english: str, chinese: str) -> None:
    assert in_language(english, chinese=True) == chinese


def test_the_same_sentence_is_free_and_a_new_one_cheap() -> None:
    """It is asked for every key and alarm, ten times a second."""
    in_language("warm", chinese=True)
    new = [f"container {n} holds {n} of 12; take something out first" for n in range(100)]
    began = time.process_time()
    for text in new:
        in_language(text, chinese=True)
    assert time.process_time() - began < 1.0, "10 ms each, on a slow PC"


# ---------------------------------------------------------------- the core's own words


def left_in_english(said: str) -> list[str]:
    return ENGLISH.findall(NAMES.sub("", in_language(said, chinese=True)))


def check(said: list[str]) -> None:
    assert said
    assert {text: left for text in said if (left := left_in_english(text))} == {}


@pytest.mark.parametrize("ask", [ask for _, ask in REFUSED], ids=lambda one: one.__name__)
def test_refused_rework_says_it_in_chinese(ask: Callable[[Plant], str]) -> None:
    plant = Plant()
    ask(plant)
    check([refused.why for refused in plant.rig.refused])


def out_of_season() -> Iterator[tuple[type, dict[str, Any]]]:
    """Commands that a running order, with an item on its belt, doesn't take."""
    yield e.StartAsked, {}
    yield e.CloseAsked, {}
    yield e.OrderGiven, {"order": make_order(number="O2")}
    yield o.OrderChangeAsked, {}
    yield o.CancelAsked, {"reason": ""}
    yield o.CancelAsked, {"reason": "because"}
    yield o.ChangeOverAsked, {"order": make_order(number="O2")}
    yield e.RescanAsked, {"level": 1}
    yield e.ReprintAsked, {"container": 1}
    yield e.PartialCloseAsked, {"level": 1}
    yield e.PartialCloseAsked, {"level": 0}
    yield e.MissingAccepted, {"level": 1}
    yield e.AlarmClearAsked, {"alarm": 99}
    yield e.ContentScanned, {"container": 1, "symbols": ()}
    yield e.DoubtSettled, {"codes": (1,), "reason": "lost"}
    yield e.ClockTrusted, {}
    yield OpenCancelled, {"level": 1, "reason": "wrong"}


@pytest.mark.parametrize(("kind", "fields"), list(out_of_season()), ids=lambda one: str(one)[:40])
def test_a_command_out_of_season_is_refused_in_chinese(kind: type, fields: dict[str, Any]) -> None:
    rig = Rig().run(make_order())
    rig.bottles(1, 2)
    check([rig.ask(kind, **fields)])


def test_a_line_without_an_order_says_so_in_chinese() -> None:
    assert in_language(Rig().ask(e.StartAsked), chinese=True) == "产线上没有工单;请先开单"


def test_a_hand_scanner_is_answered_in_chinese() -> None:
    rig = Rig().run(make_order(PackMode.HAND, preprinted=(0, 1, 2), per_case=2, per_pallet=2))
    scans = [(0, 1), (0, 1), (2, 1), (1, 1), (0, 2), (0, 3), (1, 1), (1, 1), (0, 1), (1, 2), (2, 9)]
    told = []
    for level, serial in scans:
        rig.do(HandScanned, device="hand", symbols=(rig.seen(issued(level, serial).data),))
        assert rig.state.scan is not None
        told.append(rig.state.scan.what)
    rig.do(HandScanned, device="hand", symbols=(rig.seen(b"?"),))
    assert rig.state.scan is not None
    check([*told, rig.state.scan.what])


def test_alarms_say_where_and_what_in_chinese() -> None:
    rig = Rig().run(make_order(rejects_in_row_max=2))
    for trigger in (1, 2, 3):
        rig.see(trigger, b"foreign %d" % trigger)
    rig.do(e.RejectFailed, trigger=3)
    rig.do(e.LineEventsLost, count=2)
    rig.do(e.HeadLost, head="coder", said="head off", hint="see the coder's panel")
    rig.do(e.ClockJumped, expected_ms=5)
    told = [text for alarm in rig.state.alarms for text in (alarm.where, alarm.detail) if text]
    assert len(told) > 6
    assert {
        text: left for text in told if (left := left_in_english(text)) not in ([], ["foreign"])
    } == {}


@pytest.mark.parametrize("right", Right)
def test_who_may_not_is_told_in_chinese(right: Right) -> None:
    """Each refusal of each role, alone, by PIN, and with nobody there."""
    anna = [Principal("ANNA", role, proof=proof) for role in Role for proof in Proof]
    whys = [why_not(right, people) for people in ((), *((one,) for one in anna))]
    told = [why for why in whys if why]
    assert [text for text in told if left_in_english(text)] == []
    assert bool(told) is (right is not Right.STOP)


def test_a_bad_password_is_refused_in_chinese() -> None:
    tries = (
        lambda: passwords.tidy_name(""),
        lambda: passwords.refuse_weak_password("ANNA", "x"),
        lambda: passwords.refuse_weak_pin("1"),
        lambda: passwords.refuse_weak_pin("123456"),
        lambda: passwords.refuse_weak_badge(""),
    )
    for one in tries:
        with pytest.raises(StoreError) as refused:
            one()
        check([str(refused.value)])
