"""The trend of a head's print scores: silent on noise, quick on a drop, over when it is over."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from dataclasses import replace

import pytest

from station.core import events as e
from station.core.alarms import AlarmKind
from station.core.facts import Seen
from station.core.print_trend import LEARN_READS, SPAN_READS, Trend, observed
from station.core.snapshot import picture
from tests.core.rig import AIM, CAMERA, CODER, Rig, make_order

READS = 10_000


NEW = Trend()


def after(scores: Iterable[float], trend: Trend = NEW) -> Trend:
    for score in scores:
        trend = observed(trend, score)
    return trend


def reads_to_notice(trend: Trend, score: float, reads_max: int = 500) -> int:
    for read in range(1, reads_max + 1):
        trend = observed(trend, score)
        if trend.worsening:
            return read
    return 0


def gaussian(scatter: float) -> Callable[[random.Random], float]:
    return lambda chance: min(100.0, chance.gauss(84, scatter))


def with_smears(chance: random.Random) -> float:
    """One bottle in fifty is badly smeared, and nothing is wrong with the nozzle."""
    return chance.uniform(20, 60) if chance.random() < 0.02 else chance.gauss(87, 1)


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize(
    "clean",
    [gaussian(1), gaussian(4), gaussian(8), with_smears, lambda chance: chance.choice((70, 90))],
    ids=["quiet", "noisy", "very noisy", "with smears", "of two kinds"],
)
def test_a_clean_head_is_never_announced_in_ten_thousand_reads(
    clean: Callable[[random.Random], float], seed: int
) -> None:
    chance, trend = random.Random(seed), Trend()
    for _ in range(READS):
        trend = observed(trend, clean(chance))
        assert not trend.worsening


@pytest.mark.parametrize(("drop", "reads_max"), [(4, 40), (6, 20), (10, 10), (40, 8)])
def test_a_drop_is_announced_the_sooner_the_deeper_it_is(drop: float, reads_max: int) -> None:
    chance = random.Random(1)
    trend = after(chance.gauss(87, 1) for _ in range(LEARN_READS))
    assert 1 < reads_to_notice(trend, trend.usual - drop) <= reads_max


def test_a_drop_too_small_to_matter_is_never_announced() -> None:
    trend = after([87.0] * LEARN_READS)
    assert reads_to_notice(trend, 84.5) == 0


def test_while_it_learns_a_head_is_not_judged() -> None:
    trend = after([90.0] * 50 + [50.0] * 49)
    assert not trend.learned
    assert not trend.worsening


def test_between_worse_and_well_the_notice_neither_comes_nor_goes() -> None:
    trend = after([90.0] * LEARN_READS)
    halfway = trend.usual - trend.drop * 0.75
    assert not after([halfway] * 200, trend).worsening
    worse = after([trend.usual - 5] * 200, trend)
    assert worse.worsening
    assert after([halfway] * 200, worse).worsening
    assert not after([90.0] * 3 * SPAN_READS, worse).worsening


# ---------------------------------------------------------------- on the line


def run(rig: Rig, scores: Iterable[float | None], first: int) -> int:
    """Good bottles with these scores; returns the next trigger."""
    trigger = first
    for trigger, score in enumerate(scores, first):
        one = rig.coded(trigger)
        seen = Seen(one.data, AIM, score=score)
        rig.do(e.Sighting, device=CAMERA, trigger=trigger, symbols=(seen,))
        rig.do(e.ItemRejected, trigger=trigger)  # taken off, so that no case fills up
    return trigger + 1


@pytest.fixture
def rig() -> Rig:
    return Rig().run(make_order(), pool=600)


def test_a_worse_head_is_named_and_the_line_goes_on(rig: Rig) -> None:
    after_clean = run(rig, [88.0] * LEARN_READS, 1)
    assert rig.alarm(AlarmKind.PRINT_WORSENING) is None
    after_dirty = run(rig, [78.0] * 30, after_clean)
    alarm = rig.alarm(AlarmKind.PRINT_WORSENING)
    assert alarm is not None
    assert (alarm.where, alarm.holds) == (CODER, False)
    assert "from 88 to" in alarm.detail
    assert rig.moves()
    (head,) = [one for one in picture(rig.state, 0).heads if one.name == CODER]
    assert head.print_score_usual == 88.0
    assert head.print_score is not None
    assert head.print_score < 85
    run(rig, [88.0] * 60, after_dirty)
    assert rig.alarm(AlarmKind.PRINT_WORSENING) is None


def test_once_a_person_clears_it_what_is_usual_is_learned_anew(rig: Rig) -> None:
    trigger = run(rig, [88.0] * LEARN_READS + [78.0] * 30, 1)
    alarm = rig.alarm(AlarmKind.PRINT_WORSENING)
    assert alarm is not None
    assert rig.ask(e.AlarmClearAsked, alarm=alarm.number, how="new light") == ""
    trigger = run(rig, [78.0] * LEARN_READS, trigger)
    assert rig.state.trends[CODER].usual == 78.0
    run(rig, [78.0] * 20, trigger)
    assert rig.alarm(AlarmKind.PRINT_WORSENING) is None


def test_reads_without_a_score_say_nothing(rig: Rig) -> None:
    run(rig, [None] * 20, 1)
    assert rig.state.trends == {}
    assert {head.print_score for head in picture(rig.state, 0).heads} == {None}


def test_another_product_has_another_usual_score() -> None:
    rig = Rig().run(make_order(), pool=600)
    run(rig, [88.0] * LEARN_READS, 1)
    order = rig.state.order
    assert order is not None
    other = replace(order, product=replace(order.product, name="juice"))
    rig.state = replace(rig.state, order=other)
    run(rig, [70.0] * 30, LEARN_READS + 1)
    assert rig.alarm(AlarmKind.PRINT_WORSENING) is None
    assert not rig.state.trends[CODER].learned
