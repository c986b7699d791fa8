"""The shift report: each factor with its inputs, and nothing claimed that isn't known."""

from __future__ import annotations

from dataclasses import replace

import pytest

from drivers.labels.fonts import pdf_font
from station.reports.effectiveness import Effectiveness, both, joined, measured, total_ms
from station.reports.shift_report import render
from tests.reports.made import HEAD, alarm, shift
from tests.reports.pdf_reading import all_text, pages


def test_each_factor_stands_there_with_what_it_was_made_of() -> None:
    text = all_text(render(shift(), pdf_font()))
    # 19,200 of 24,000 s; 18,000 of 19,200 items at 60 a minute; 17,100 of 18,000 good.
    for wanted in ("80.0 %", "93.8 %", "95.0 %", "71.2 %", "5:20:00", "6:40:00", "60/min", "17100"):
        assert wanted in text, wanted


def test_without_a_rated_speed_performance_is_not_known_and_neither_is_the_whole() -> None:
    unrated = replace(shift().effectiveness, rated_per_minute=0)
    text = all_text(render(shift(effectiveness=unrated), pdf_font()))
    assert text.count("not known 未知") == 2
    assert "--rated" in text
    assert "80.0 %" in text and "95.0 %" in text


def test_a_shift_without_anything_is_a_whole_report() -> None:
    tables = "orders verdicts rejects containers_closed rework doubts alarms phases uploads people"
    nothing = dict.fromkeys(tables.split(), ())
    idle = Effectiveness(28_800, 0, 0, 0, 0, 0)
    found = pages(render(shift(effectiveness=idle, **nothing), pdf_font()))
    text = " ".join(" ".join(found).split())
    assert text.count("not known 未知") == 4
    assert "Taken over 接班" in text
    assert all(HEAD in page for page in found)


def test_alarms_come_longest_first() -> None:
    alarms = tuple(
        alarm(n, seconds=s, detail=f"lasted{n}") for n, s in enumerate((5.0, 900.0, 60.0))
    )
    text = all_text(render(shift(alarms=alarms), pdf_font()))
    assert text.index("lasted1") < text.index("lasted2") < text.index("lasted0")


@pytest.mark.parametrize(
    ("spells", "wanted"),
    [
        ([], []),
        ([(0, 5), (5, 9)], [(0, 9)]),
        ([(4, 9), (0, 5)], [(0, 9)]),
        ([(0, 2), (4, 6)], [(0, 2), (4, 6)]),
        ([(0, 9), (2, 3)], [(0, 9)]),
        ([(5, 3), (1, 1)], []),  # the clock was set back
    ],
)
def test_times_are_joined_without_counting_any_twice(
    spells: list[tuple[int, int]], wanted: list[tuple[int, int]]
) -> None:
    assert joined(spells) == wanted


def test_only_what_lies_in_the_shift_and_ran_counts() -> None:
    found = measured(
        (100_000, 200_000),
        planned=[(0, 150_000), (170_000, 500_000)],
        running=[(90_000, 140_000), (160_000, 190_000)],
        holding=[(130_000, 180_000)],
        judged=100,
        good=90,
        rated_per_minute=120,
    )
    assert (found.shift_s, found.planned_s) == (100, 80)
    assert (found.running_s, found.held_s, found.productive_s) == (60, 20, 40)
    assert found.availability == 0.5
    assert found.expected == 80
    assert found.performance == 1.25
    assert found.quality == 0.9
    assert found.overall == pytest.approx(0.5 * 1.25 * 0.9)
    assert total_ms(both([(0, 10)], [(5, 20)])) == 5
