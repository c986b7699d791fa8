"""The gauge: minutes, reasons, pace and the last reads, as steps of the core bring them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from station.core import events as e
from station.core.printing import Head
from station.core.records import Judged
from station.core.state import new_line
from station.runtime.gauge import (
    MINUTE_MS,
    MINUTES,
    PACE_OVER_MS,
    RECENT_MAX,
    Gauge,
    ReadOfLate,
)
from station.runtime.loop import Stepped

LINE = new_line([Head("coder", 0)])
START_MS = 29_928_333 * MINUTE_MS  # a full minute


class Belt:
    """Steps as the loop hands them to its observers; only what the gauge looks at is there."""

    def __init__(self) -> None:
        self.gauge = Gauge(["camera", "hand"])
        self.order, self.first_article = "O1", False

    def read(
        self, at_ms: int, verdict: str = "good", *, device: str = "camera", code: int = 7
    ) -> None:
        state = replace(LINE, first_article=self.first_article)
        judged = Judged(self.order, device, 1, verdict, code, picture="17.png")
        self.gauge.observe(Stepped(state, e.Tick(at_ms), state, (judged,)))


@pytest.fixture
def belt() -> Belt:
    return Belt()


def test_a_line_without_a_read_has_no_pace(belt: Belt) -> None:
    gauged = belt.gauge.gauged(START_MS)
    assert (gauged.order, gauged.per_minute, gauged.minutes, gauged.recent) == ("", 0.0, (), ())


def test_a_minute_begins_at_its_edge(belt: Belt) -> None:
    belt.read(START_MS - 1)
    belt.read(START_MS, "no_read")
    belt.read(START_MS + MINUTE_MS - 1)
    belt.read(START_MS + MINUTE_MS)
    assert belt.gauge.gauged(START_MS + MINUTE_MS).minutes == (
        (START_MS - MINUTE_MS, 1, 0),
        (START_MS, 1, 1),
        (START_MS + MINUTE_MS, 1, 0),
    )


def test_only_the_last_hour_is_shown_whether_or_not_the_line_runs(belt: Belt) -> None:
    belt.read(START_MS)
    belt.read(START_MS + MINUTE_MS)
    last = START_MS + (MINUTES - 1) * MINUTE_MS
    assert len(belt.gauge.gauged(last + MINUTE_MS - 1).minutes) == 2
    assert belt.gauge.gauged(last + MINUTE_MS).minutes == ((START_MS + MINUTE_MS, 1, 0),)
    assert belt.gauge.gauged(last + 2 * MINUTE_MS).minutes == ()


def test_what_is_kept_is_bounded(belt: Belt) -> None:
    for minute in range(3 * MINUTES):
        belt.read(START_MS + minute * MINUTE_MS)
    assert len(belt.gauge._minutes) == MINUTES
    assert len(belt.gauge.gauged(START_MS).recent) == RECENT_MAX


def test_reasons_are_of_the_order_and_the_most_frequent_stands_first(belt: Belt) -> None:
    for verdict in ("no_read", "duplicate", "no_read", "good"):
        belt.read(START_MS, verdict)
    assert belt.gauge.gauged(START_MS).rejects == (("no_read", 2), ("duplicate", 1))
    belt.order = "O2"
    belt.read(START_MS, "too_late")
    gauged = belt.gauge.gauged(START_MS)
    assert (gauged.order, gauged.rejects) == ("O2", (("too_late", 1),))
    assert gauged.minutes == ((START_MS, 1, 4),)  # the hour is of the line


def test_only_the_items_readers_count(belt: Belt) -> None:
    belt.read(START_MS, device="case_scanner")
    belt.read(START_MS, device="hand")
    assert belt.gauge.gauged(START_MS).minutes == ((START_MS, 1, 0),)


def test_the_pace_is_of_the_span_that_was_read(belt: Belt) -> None:
    for number in range(20):
        belt.read(START_MS + number * 100)
    assert belt.gauge.gauged(START_MS + 2_000).per_minute == 600
    assert belt.gauge.gauged(START_MS + 4_000).per_minute == 300
    assert belt.gauge.gauged(START_MS + 1_900 + PACE_OVER_MS).per_minute == 0


def test_a_clock_that_was_set_back_makes_no_pace_out_of_nothing(belt: Belt) -> None:
    belt.read(START_MS)
    assert belt.gauge.gauged(START_MS - MINUTE_MS).per_minute <= MINUTE_MS / 1_000


def test_the_newest_read_stands_first(belt: Belt) -> None:
    belt.read(START_MS, code=7)
    belt.read(START_MS + 1, "no_read", code=0)
    assert belt.gauge.gauged(START_MS).recent == (
        ReadOfLate(START_MS + 1, 0, "no_read", "17.png"),
        ReadOfLate(START_MS, 7, "good", "17.png"),
    )


def test_the_first_article_is_the_good_read_that_it_was_waited_for(belt: Belt) -> None:
    belt.read(START_MS)
    assert belt.gauge.gauged(START_MS).first_article is None
    belt.first_article = True
    belt.read(START_MS + 1, "no_read")
    assert belt.gauge.gauged(START_MS).first_article is None
    belt.read(START_MS + 2)
    belt.first_article = False
    belt.read(START_MS + 3)
    passed = belt.gauge.gauged(START_MS).first_article
    assert passed is not None
    assert passed.at_ms == START_MS + 2
    belt.order = "O2"
    belt.read(START_MS + 4)
    assert belt.gauge.gauged(START_MS).first_article is None


def test_what_the_database_says_goes_on_where_it_stopped(belt: Belt) -> None:
    belt.gauge.restore("O1", [(START_MS, 5, 2)], {"no_read": 2})
    belt.read(START_MS + 1, "no_read")
    gauged = belt.gauge.gauged(START_MS + 1)
    assert gauged.minutes == ((START_MS, 5, 3),)
    assert gauged.rejects == (("no_read", 3),)
