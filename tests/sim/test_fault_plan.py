"""The same seed injects the same faults at the same bottles."""

from __future__ import annotations

from itertools import pairwise

import pytest

from drivers.sim.line.fault_plan import APART, USUAL, draw


@pytest.mark.parametrize("seed", range(20))
def test_the_same_seed_gives_the_same_plan(seed: int) -> None:
    assert draw(seed, 480, 24, "some") == draw(seed, 480, 24, "some")
    assert draw(seed, 480, 24, "some") != draw(seed + 1, 480, 24, "some")


@pytest.mark.parametrize("seed", range(20))
def test_a_usual_run_meets_every_kind_of_fault(seed: int) -> None:
    counts = draw(seed, 480, 24, "some").counts()
    assert set(counts) == {fault.value for fault in USUAL}
    assert all(counts.values()), counts


def test_many_are_more_and_none_is_none() -> None:
    some, many = draw(3, 480, 24, "some").counts(), draw(3, 480, 24, "many").counts()
    assert all(many[kind] > some[kind] for kind in some)
    assert not any(draw(3, 480, 24, "none").counts().values())


@pytest.mark.parametrize("products", [1, 5, 24, 50])
def test_faults_keep_apart_however_short_the_run(products: int) -> None:
    places = sorted(draw(1, products, 24, "many").products)
    assert all(b - a >= APART for a, b in pairwise(places))
    assert all(1 <= place <= products for place in places)


def test_an_unknown_amount_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        draw(1, 100, 24, "lots")
