"""Whole orders from one seed each, with everything going wrong that goes wrong on lines.

After every step the rig's watchers look (`rig.py`); at the end of every run the order must close,
and what the ledger says of each case must be what is in the case.
"""

from __future__ import annotations

import pytest

from station.core import events as e
from station.core.packaging import PackMode
from station.core.states import Phase
from tests.core.hall import Hall
from tests.core.people import People
from tests.core.rig import make_order

STEPS = 260
MODES = (PackMode.LOOK_DOWN, PackMode.QUEUE)


def play(
    seed: int,
    mode: PackMode,
    chance: float,
    restarts: bool = False,
    inner: tuple[int, ...] = (),
) -> Hall:
    """One order from one seed, to its end; things of the levels in `inner` carry two codes."""
    hall = Hall(seed, make_order(mode, inner=inner), chance)
    people = People(hall)
    for _ in range(STEPS):
        _move(hall)
        if not hall.moving and hall.dice.random() < 0.7:
            people.attend()
        if restarts and hall.dice.random() < 0.01:
            hall.restart()
        if hall.rig.state.phase is Phase.STOPPED and hall.dice.random() < 0.5:
            hall.rig.ask(e.StartAsked)
    people.wind_up()
    hall.rig.settle()
    hall.check_content()
    return hall


def _move(hall: Hall) -> None:
    """Whatever the dice say happens next; the belt moves only while the station lets it."""
    if hall.moving:
        move = hall.dice.choice(
            (hall.feed, hall.feed, hall.camera, hall.camera, hall.rejecter, hall.rejecter)
        )
        move()
        hall.packer()
        if hall.happens(0.5):
            hall.hands()
    hall.cell()
    if hall.dice.random() < 0.3:
        hall.hear()
    if hall.dice.random() < 0.1:
        hall.tick()
    if hall.happens(0.2):
        hall.dice.choice((hall.cut_coder, hall.cut_label_printer, hall.lose_events))()


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("seed", range(3))
def test_a_quiet_day_rejects_nothing_and_doubts_nothing(seed: int, mode: PackMode) -> None:
    hall = play(seed, mode, chance=0.0)
    assert hall.finished
    ended = {row.state.value for row in hall.rig.ledger.codes.values()}
    assert ended <= {"bound", "verified", "void", "free"}


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("seed", range(40))
def test_a_bad_day_ends_with_every_code_accounted_for(seed: int, mode: PackMode) -> None:
    play(seed, mode, chance=0.08)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("seed", range(100, 130))
def test_an_order_survives_restarts_at_any_moment(seed: int, mode: PackMode) -> None:
    play(seed, mode, chance=0.05, restarts=True)


@pytest.mark.parametrize("inner", [(0,), (1,), (0, 1)])
@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("seed", range(200, 208))
def test_what_is_sold_as_a_pair_is_a_pair_on_record(
    seed: int, mode: PackMode, inner: tuple[int, ...]
) -> None:
    play(seed, mode, chance=0.06, restarts=seed % 2 == 0, inner=inner)


@pytest.mark.parametrize("mode", MODES)
def test_a_quiet_day_pairs_every_bottle_and_every_case(mode: PackMode) -> None:
    hall = play(0, mode, chance=0.0, inner=(0, 1))
    ledger = hall.rig.ledger
    assert len(ledger.mates) == sum(
        len(case.bottles) + 1 for pallet in hall.finished for case in pallet.cases
    )
