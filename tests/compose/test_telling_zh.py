"""A story reads the same in Chinese: nothing is left out, and no English word slips in."""

from __future__ import annotations

import re
from typing import Any

import pytest

from station.compose import telling, telling_zh
from station.core import records as r
from station.core.rework_events import DropReason
from station.core.states import Cause, ContainerState

RECORDS: tuple[Any, ...] = (
    *(r.CodesMoved("O", 0, cause, (1,), "no_read", "", by="") for cause in Cause),
    r.Judged("O", "7", 1, "wrong_symbol", 1),
    r.Bound("O", 1, (1,), (0,)),
    r.Unbound("O", 1, (1,), "defect", ""),
    r.ContainerOpened("O", 1, 1, 4),
    *(r.ContainerMoved("O", 1, state, 4) for state in ContainerState),
    r.LabelAssigned("O", 1, 2),
    r.LabelReprinted("O", 1, 2, "other", ""),
    r.BatchReady("O", 1, 7),
    r.BatchReady("O", 0),
    r.Shipped("O", 1, "经销商", "浙江", ""),
    r.Unshipped("O", 1, "recall", ""),
    r.Paired("O", 1, 2),
    *(r.Reworked("O", action, 1, "damage_or_loss: 碎", "", 2) for action in telling.DONE),
    r.QuarantineChanged("O", 1, True, "complaint"),
    r.QuarantineChanged("O", 1, False, "other"),
    r.DeskChanged("O", 1, 2),
    r.DeskChanged("O", 1, 0),
)


@pytest.mark.parametrize("record", RECORDS, ids=lambda one: f"{type(one).__name__}")
def test_no_english_word_stands_in_a_chinese_sentence(record: Any) -> None:
    told = telling_zh.sentence_zh(record)
    assert not re.search("[a-z]{2}", told), told


def test_what_a_person_typed_and_who_it_was_stand_as_they_are() -> None:
    told = telling_zh.sentence_zh(r.Unbound("O", 1, (1,), "defect: cap gone", "anna"))
    assert told == "从容器 1 取出（缺陷：cap gone，操作人 anna）"


def test_the_shared_words_are_all_known() -> None:
    assert set(telling_zh.DROPS) == set(DropReason)
    assert set(telling_zh.DONE) == set(telling.DONE)
