"""What is bought, what comes of it, and the file that says what should have come."""

from __future__ import annotations

import random

import pytest

from station.core.packaging import INNER
from station.simulate.faults import Dice
from station.simulate.goods import CAPS, CARTONS, OTHERS, Pile, buy, sets_as_they_come
from station.simulate.stage import LINES, product_on

BOTTLES = 20
CODES = ("HTTPS://A/1", "HTTPS://A/2", "HTTPS://A/3")


def bought(line: str) -> object:
    return buy(product_on(line, (2, 3), 2), "S1-1", BOTTLES, random.Random(1))


def dice(*knobs: str) -> Dice:
    made = Dice(1, "none")
    for knob in knobs:
        made.set(knob, 1.0)
    return made


@pytest.mark.parametrize("line", LINES)
def test_the_file_brings_what_the_line_doesn_t_code_itself(line: str) -> None:
    levels = {
        "demo": None,
        "demo-queue": None,
        "demo-pairs": {INNER},
        "demo-five": {INNER, INNER + 1},
        "demo-sets": {0, 1},
        "demo-hand": {0, 1, 2},
    }
    goods = buy(product_on(line, (2, 3), 2), "S1-1", BOTTLES, random.Random(1))
    assert (goods and set(goods.plan.texts)) == levels[line]


def test_the_same_dice_buy_the_same_things() -> None:
    assert bought("demo-sets") == bought("demo-sets")


def test_a_pile_gives_each_code_once_and_then_none() -> None:
    pile = Pile(dice(), CAPS)
    pile.bring(CODES)
    assert [pile.take() for _ in range(4)] == [*(text.encode() for text in CODES), b""]


@pytest.mark.parametrize("faults", [CAPS, CARTONS], ids=["caps", "cartons"])
def test_each_fault_of_a_pile_is_what_its_name_says(faults: object) -> None:
    for knob, found in (
        ("blank", [b"", b""]),
        ("twice", [CODES[0].encode()] * 2),
        ("foreign", [OTHERS + b"000001", OTHERS + b"000002"]),
    ):
        pile = Pile(dice(getattr(faults, knob)), faults)  # type: ignore[arg-type]
        pile.bring(CODES)
        assert [pile.take(), pile.take()] == found, knob


def test_what_is_left_of_an_order_turns_up_in_the_next_one() -> None:
    made = dice()
    pile = Pile(made, CAPS)
    pile.bring(CODES)
    pile.bring(("HTTPS://A/9",))
    made.set(CAPS.foreign, 1.0)
    assert pile.take() == CODES[0].encode()


@pytest.mark.parametrize(
    ("knob", "differs"),
    [
        ("set.short", lambda came, ordered: len(came.bottles) == len(ordered.members) - 1),
        ("set.mixed", lambda came, ordered: len(_strangers(came, ordered)) >= 1),
        ("set.carton", lambda came, ordered: came.carton != came.own),
        ("set.twice", lambda came, ordered: came.carton != came.own),
        ("item.twice", lambda came, ordered: len(set(came.bottles)) < len(ordered.members)),
    ],
)
def test_each_fault_of_sets_is_what_its_name_says(knob: str, differs: object) -> None:
    goods = buy(product_on("demo-sets", (2, 3), 2), "S1-1", BOTTLES, random.Random(1))
    assert goods is not None
    sets = list(sets_as_they_come(goods.things, dice(knob)))
    wrong = [one for one in zip(sets, goods.things.sets, strict=True) if differs(*one)]  # type: ignore[operator]
    assert len(wrong) >= len(sets) - 1
    quiet = zip(sets_as_they_come(goods.things, dice()), goods.things.sets, strict=True)
    assert not [one for one in quiet if differs(*one)]  # type: ignore[operator]


def _strangers(came: object, ordered: object) -> set[bytes]:
    own = {text.encode() for text in ordered.members}  # type: ignore[attr-defined]
    return set(came.bottles) - own  # type: ignore[attr-defined]
