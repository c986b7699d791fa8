"""The belt: who passes which place when it moves, in which order."""

from __future__ import annotations

from drivers.sim.line.belt import PLACES, Belt, Place
from drivers.sim.line.things import Product


def run_to_the_end(belt: Belt) -> list[tuple[int, Place]]:
    passed = []
    while (arrival := belt.next_arrival()) is not None:
        belt.move(arrival.distance_mm)
        passed.append((arrival.product.number, arrival.place))
        belt.passed(arrival)
    return passed


def test_every_product_passes_every_place_once_and_in_order() -> None:
    belt = Belt()
    for number, position in ((1, -100.0), (2, -205.0), (3, -300.0)):
        belt.enter(Product(number, position))
    passed = run_to_the_end(belt)
    for number in (1, 2, 3):
        assert [place for n, place in passed if n == number] == list(PLACES)
    assert [n for n, place in passed if place is Place.PACKER] == [1, 2, 3]


def test_what_is_taken_off_passes_nothing_more() -> None:
    belt = Belt()
    belt.enter(Product(1, -100.0))
    belt.enter(Product(2, -205.0))
    first = belt.next_arrival()
    assert first is not None and first.product.number == 1
    assert belt.take_off(1) is not None
    assert belt.take_off(1) is None
    assert {n for n, _ in run_to_the_end(belt)} == {2}


def test_the_encoder_only_goes_forward_by_what_the_belt_moved() -> None:
    belt = Belt(encoder_mm=500)
    belt.enter(Product(1, -100.0))
    run_to_the_end(belt)
    assert belt.encoder_mm == 500 + 100 + Place.PACKER.value
