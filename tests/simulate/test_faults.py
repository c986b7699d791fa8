"""Dice: each knob has its own, and everything comes from the seed."""

from __future__ import annotations

from pathlib import Path

import pytest

import station.simulate
from station.simulate.faults import BY_NAME, CATALOGUE, Dice, Per

FOLDER = Path(station.simulate.__file__).parent


def strikes(dice: Dice, name: str, occasions: int = 4_000) -> list[int]:
    return [n for n in range(occasions) if dice.hits(name)]


def a_seed_with(*names: str) -> int:
    return next(seed for seed in range(200) if set(names) <= set(Dice(seed, "many").on))


def test_every_knob_of_the_catalogue_is_used_somewhere() -> None:
    code = "".join(p.read_text("utf-8") for p in FOLDER.glob("*.py") if p.stem != "faults")
    unused = [fault.name for fault in CATALOGUE if f'"{fault.name}"' not in code]
    assert not unused, unused


def test_the_same_seed_strikes_at_the_same_occasions() -> None:
    seed = a_seed_with("print.smear")
    first, again = (strikes(Dice(seed, "many"), "print.smear") for _ in range(2))
    assert first == again != []


def test_turning_one_knob_off_leaves_the_others_where_they_were() -> None:
    seed = a_seed_with("print.smear", "cam.noread")
    whole = Dice(seed, "many")
    part = Dice(seed, "many", without=("cam.noread",))
    assert strikes(part, "print.smear") == strikes(whole, "print.smear")
    assert not strikes(part, "cam.noread")
    assert set(whole.on) - set(part.on) == {"cam.noread"}


def test_other_knobs_throws_change_nothing() -> None:
    seed = a_seed_with("print.smear", "cam.noread")
    alone, beside = Dice(seed, "many"), Dice(seed, "many")
    strikes(beside, "cam.noread", 100)
    assert strikes(alone, "print.smear") == strikes(beside, "print.smear")


def test_none_strikes_never_and_many_more_than_some() -> None:
    assert Dice(1, "none").on == ()
    some = sum(len(Dice(seed, "some").on) for seed in range(50))
    many = sum(len(Dice(seed, "many").on) for seed in range(50))
    assert 0 < some < many < 50 * len(CATALOGUE)


def test_quiet_dice_strike_no_more() -> None:
    dice = Dice(1, "none")
    dice.set("print.smear", 1.0)
    assert dice.hits("print.smear")
    dice.quiet = True
    assert not dice.hits("print.smear")
    assert not dice.struck("link.cut")
    assert dice.injected == {"print.smear": 1}


def test_a_knob_of_the_hour_tells_its_next_time() -> None:
    dice = Dice(1, "none")
    assert dice.wait_ms("link.cut") is None
    dice.set("link.cut", 6.0)
    waits = [dice.wait_ms("link.cut") or 0 for _ in range(400)]
    assert 8 * 60_000 < sum(waits) / len(waits) < 12 * 60_000, "six times an hour"
    assert BY_NAME["link.cut"].per is Per.HOUR


def test_an_unknown_fault_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match=r"no fault 'gremlins'; known are printer\.jam"):
        Dice(1, "some", without=("gremlins",))
