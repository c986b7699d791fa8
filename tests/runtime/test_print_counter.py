"""The PLC's counter as news of a coder: differences, gaps told, restarts never credited."""

from __future__ import annotations

import pytest

from drivers import api as d
from station.core import events as e
from station.runtime.print_counter import ANEW, AWAY, PrintCounter
from station.runtime.roles import Roles
from station.runtime.translate import Translator

ROLES = Roles(coder="coder", plc="plc")


@pytest.fixture
def counter() -> PrintCounter:
    return PrintCounter("plc", "coder")


def counters(prints: int, restarts: int = 0, products: int = 0) -> d.Counters:
    return d.Counters("plc", products, prints, 0, restarts)


def test_the_first_value_is_where_counting_begins(counter: PrintCounter) -> None:
    assert counter.hear(counters(500), 9) is None
    assert counter.hear(counters(502), 9) == e.PrintsCounted("coder", 2, "", 9)
    assert counter.hear(counters(502, products=7), 9) is None


@pytest.mark.parametrize("lost", [d.LinkDown("plc", "cut"), d.HeartbeatLost("plc", 600)])
def test_what_was_counted_out_of_sight_is_told_once(
    counter: PrintCounter, lost: d.DeviceEvent
) -> None:
    counter.hear(counters(10), 1)
    assert counter.hear(lost, 2) is None
    assert counter.hear(counters(12), 3) == e.PrintsCounted("coder", 2, AWAY, 3)
    assert counter.hear(counters(13), 4) == e.PrintsCounted("coder", 1, "", 4)


def test_nothing_counted_out_of_sight_is_nothing_to_tell(counter: PrintCounter) -> None:
    counter.hear(counters(10), 1)
    counter.hear(d.LinkDown("plc", "cut"), 2)
    assert counter.hear(counters(10), 3) is None
    assert counter.hear(counters(11), 4) == e.PrintsCounted("coder", 1, "", 4)


@pytest.mark.parametrize("after", [counters(10, restarts=1), counters(3)])
def test_a_counter_that_began_anew_is_told_and_credits_nothing(
    counter: PrintCounter, after: d.Counters
) -> None:
    counter.hear(counters(10), 1)
    assert counter.hear(after, 2) == e.PrintsCounted("coder", 0, ANEW, 2)


def test_another_devices_troubles_are_no_gap(counter: PrintCounter) -> None:
    counter.hear(counters(10), 1)
    counter.hear(d.LinkDown("coder", "cut"), 2)
    assert counter.hear(counters(11), 3) == e.PrintsCounted("coder", 1, "", 3)


def test_only_a_coder_that_needs_it_is_counted() -> None:
    counting = {0: "coder"}
    for counted, news in ((counting, e.PrintsCounted("coder", 1, "", 9)), ({}, None)):
        translator = Translator(ROLES, lambda level: 0, counted)
        translator.translate(counters(1), 9)
        assert translator.translate(counters(2), 9) == news
        assert isinstance(translator.translate(d.LinkDown("plc", "cut"), 9), e.DeviceLost)


def test_a_label_printer_that_needs_it_is_counted_one_by_one() -> None:
    translator = Translator(ROLES, lambda level: 0, {0: "coder", 2: "pallet printer"})
    pulse = d.LineEventKind.LABEL_PRINTED
    told = translator.translate(d.LineEvent("plc", pulse, 2, 0), 9)
    assert told == e.PrintsCounted("pallet printer", 1, "", 9)
    for level in (0, 1, 3):
        assert translator.translate(d.LineEvent("plc", pulse, level, 0), 9) is None
