"""Which sets and pairs of a file were begun, and which go back whole: held against a model."""

from __future__ import annotations

import random

import pytest

from station.core import records as r
from station.core.order_events import Unused, end_of_block
from station.core.packaging import INNER
from station.core.states import Cause
from station.store import order_facts, sets
from station.store.engine import reading
from station.store.store import Staged, Store
from tests.store.made import moved, order

FILE = "file:sets.csv"
SERIES = 5
BASE = SERIES << 40
CARTONS, BOTTLES, CAPS = 1, 101, 201  # the first serials of each level
SETS, EACH = 5, 3
FIRST = {1: CARTONS, 0: BOTTLES, INNER: CAPS}
COUNT = {1: SETS, 0: SETS * EACH, INNER: SETS * EACH}


@pytest.fixture
def dice(request: pytest.FixtureRequest) -> random.Random:
    return random.Random(getattr(request, "param", 0))


@pytest.fixture
def family() -> dict[int, set[int]]:
    """By carton, all that belongs to it."""
    return {}


@pytest.fixture
def there(store: Store, dice: random.Random, family: dict[int, set[int]]) -> Store:
    """Cartons with three bottles each, and a cap on each bottle; mixed as the dice will."""
    bottles = [BASE + BOTTLES + at for at in range(SETS * EACH)]
    if dice.random() < 0.7:
        dice.shuffle(bottles)
    places: dict[int, list[tuple[int, int, int]]] = {1: [], 0: [], INNER: []}
    for at, bottle in enumerate(bottles):
        carton, cap = BASE + CARTONS + at // EACH, BASE + CAPS + at
        places[0].append((bottle, carton, at % EACH))
        places[INNER].append((cap, bottle, -1))
        family.setdefault(carton, {carton}).update((bottle, cap))
    granted = []
    for level, first in FIRST.items():
        texts = [f"{level}-{at}".encode() for at in range(COUNT[level])]
        store.hold_texts(SERIES, first, Staged(texts, places[level]))
        granted.append(r.Granted("WO-1", level, SERIES, first, COUNT[level], FILE))
    store.commit([r.OrderOpened(order()), *granted], 1)
    return store


def level_of(code: int) -> int:
    serial = code - BASE
    return 1 if serial < BOTTLES else 0 if serial < CAPS else INNER


def use(store: Store, cause: Cause, *codes: int) -> None:
    for code in codes:
        store.commit(moved(level_of(code), [cause], code), 2)


def half(store: Store) -> set[frozenset[int]]:
    with reading(store.engine) as connection:
        found = sets.half_sets(connection, "WO-1")
    assert all(one.level == level_of(one.code) for unread in found for one in unread)
    return {frozenset(one.code for one in unread) for unread in found}


def test_a_pair_whose_bottle_was_read_is_told_with_its_cap_and_its_set(
    there: Store, family: dict[int, set[int]]
) -> None:
    carton = BASE + CARTONS + 1
    bottle = next(code for code in family[carton] if level_of(code) == 0)
    assert half(there) == set()
    use(there, Cause.RECEIVE, bottle)
    assert half(there) == {frozenset(family[carton] - {bottle})}


def test_what_waits_for_its_printer_is_not_begun(there: Store) -> None:
    use(there, Cause.ALLOCATE, BASE + BOTTLES)
    assert half(there) == set()
    use(there, Cause.SEND, BASE + BOTTLES)
    assert len(half(there)) == 1


def test_a_void_end_of_a_block_tears_its_sets(there: Store, family: dict[int, set[int]]) -> None:
    last = BASE + BOTTLES + SETS * EACH - 1
    there.commit([r.BlockVoided("WO-1", 0, SERIES, last - BASE, 1, "spoilt")], 2)
    (mine,) = (members for members in family.values() if last in members)
    assert half(there) == {frozenset(mine - {last})}


@pytest.mark.parametrize("dice", range(20), indirect=True)
def test_what_was_begun_is_what_a_model_says(
    there: Store, dice: random.Random, family: dict[int, set[int]]
) -> None:
    everything = sorted(code for members in family.values() for code in members)
    used = set(dice.sample(everything, dice.randrange(5)))
    for carton in dice.sample(sorted(family), dice.randrange(3)):
        used |= family[carton]
    use(there, Cause.RECEIVE, *sorted(used, key=lambda _: dice.random()))
    want = {
        frozenset(members - used)
        for members in family.values()
        if members & used and members - used
    }
    assert half(there) == want


@pytest.mark.parametrize("dice", range(20), indirect=True)
def test_what_goes_back_is_whole_and_is_taken_whole(
    there: Store, dice: random.Random, family: dict[int, set[int]]
) -> None:
    used = set().union(*(family[one] for one in dice.sample(sorted(family), dice.randrange(4))))
    use(there, Cause.RECEIVE, *sorted(used, key=lambda _: dice.random()))
    with reading(there.engine) as connection:
        unused = order_facts.unused(connection, "WO-1")
    ends = {one.level: range(_first_back(one), one.first + one.count) for one in unused}
    back = {BASE + serial for end in ends.values() for serial in end}
    assert not back & used
    for members in family.values():
        assert members <= back or not members & back
    for level, end in ends.items():
        if end:
            there.commit([r.BlockReleased("WO-1", level, SERIES, end.start, len(end))], 3)
    with reading(there.engine) as connection:
        together, parts = order_facts.whole_sets(connection, order_facts.unassigned(connection))
    taken = {BASE + part.first + at for part in parts for at in range(part.count)}
    assert taken == back
    assert together is bool(back)


def _first_back(one: Unused) -> int:
    return max(end_of_block(one) - BASE, one.whole_from)


def test_a_part_of_a_set_that_an_older_order_gave_back_is_taken_by_nobody(
    there: Store, family: dict[int, set[int]]
) -> None:
    """Before sets went back whole, the end of a block did, whatever its set."""
    use(there, Cause.RECEIVE, BASE + CARTONS)
    for level, first in ((1, CARTONS + 1), (0, BOTTLES), (INNER, CAPS)):
        count = FIRST[level] + COUNT[level] - first
        there.commit([r.BlockReleased("WO-1", level, SERIES, first, count)], 3)
    with reading(there.engine) as connection:
        _, parts = order_facts.whole_sets(connection, order_facts.unassigned(connection))
    taken = {BASE + part.first + at for part in parts for at in range(part.count)}
    assert taken
    assert not taken & family[BASE + CARTONS]
