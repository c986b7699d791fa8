"""What `probe` asks label printers that tell a state.

Each twin understands its question, in trouble too; no pattern takes another printer's answer.
"""

from __future__ import annotations

import re

import pytest

from drivers.probe import QUESTIONS, Question
from drivers.registry import make_twin

TWINS = {"tsc-tspl": "tspl", "sato-sbpl": "sbpl", "cab-jscript": "jscript", "zebra-zpl": "zpl"}
ASKED = [one for one in QUESTIONS if one.protocol in TWINS and one.protocol != "zebra-zpl"]


def answers(question: Question, twin: str, fault: str = "") -> bytes:
    device = make_twin(twin)
    if fault:
        device.fault(fault)
    said: bytes = device.received(question.ask, 0)
    return said


@pytest.mark.parametrize("question", ASKED, ids=lambda one: f"{one.protocol} {one.title}")
@pytest.mark.parametrize("fault", ["", "head_open", "media_out", "ribbon_out"])
def test_a_question_is_answered_and_understood(question: Question, fault: str) -> None:
    said = answers(question, TWINS[question.protocol], fault)
    assert re.search(question.answer, said, re.DOTALL)


@pytest.mark.parametrize("reply", ["status4", "status3", "lan", "legacy"])
def test_satos_answer_is_understood_in_each_wrapping(reply: str) -> None:
    (question,) = (one for one in ASKED if one.protocol == "sato-sbpl")
    device = make_twin("sbpl", reply=reply)
    assert re.search(question.answer, device.received(question.ask, 0), re.DOTALL)


@pytest.mark.parametrize("question", ASKED, ids=lambda one: f"{one.protocol} {one.title}")
@pytest.mark.parametrize("fault", ["", "head_open"])
def test_no_other_printer_is_taken_for_this_one(question: Question, fault: str) -> None:
    for protocol, twin in TWINS.items():
        if protocol != question.protocol:
            said = answers(question, twin, fault)
            assert not re.search(question.answer, said, re.DOTALL), protocol
    for other in (b"\x06", b"\x15", b""):
        assert not re.search(question.answer, other, re.DOTALL)
