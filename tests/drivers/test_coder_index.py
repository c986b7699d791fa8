"""A coder that tells the last index it printed, and what it can't tell: the conversation alone.

The wire is made of single letters, as in `test_coder.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from drivers.api import (
    Accepted,
    BufferCleared,
    DeviceEvent,
    InDoubt,
    Output,
    Printed,
    Ready,
    Warned,
)
from drivers.printers import dialect as d
from drivers.printers.coder import Coder
from drivers.printers.dialect import PROGRESS_MS, Role, Step
from drivers.printers.outstanding import EXCHANGED_HINT
from tests.drivers.test_coder import BLIND, Letters, coder, offer

INDEXED = replace(BLIND, credit="count", done="event_indexed", can_clear_queue=True)


class Indexed(Letters):
    """`i` and a digit the last index, `h` and two how many it holds and how many more that may be,
    `H` likewise of a printer that might be new, `m` must be emptied, `l` lost count."""

    def __init__(self) -> None:
        super().__init__(INDEXED)
        self.clear = (
            Step("last", b"L", (d.PrintedUpTo,)),
            Step("holds", b"O", (d.Held,)),
            Step("clear", b"C", (d.PrintedUpTo,), Role.CLEAR),
        )
        self.recipe = self.clear
        self.look = Step("how far", b"?", (d.PrintedUpTo,))
        self.progress = (self.look,)

    def replies(self, data: bytes) -> Iterator[d.Reply]:
        letters = iter(data.decode())
        for letter in letters:
            match letter:
                case "i":
                    yield d.PrintedUpTo(int(next(letters)))
                case "h" | "H":
                    yield d.Held(int(next(letters)), int(next(letters)), letter == "H")
                case "m":
                    yield d.MustClear()
                case "l":
                    yield d.Lost("it lost count")
                case _:
                    yield from super().replies(letter.encode())


def prepared(*jobs: int, depth: int = 4) -> Coder:
    """Empty at the index 0, with `jobs` accepted since."""
    driver = coder(Indexed(), depth)
    driver.opened(0)
    for said in (b"i0", b"h00", b"i0"):
        driver.received(said, 0)
    for job in jobs:
        offer(driver, job)
    return driver


def talk(driver: Coder, *said: bytes, now_ms: int = 100_000) -> tuple[DeviceEvent, ...]:
    """What comes of `said`, each after whatever the driver sent."""
    return tuple(event for one in said for event in driver.received(one, now_ms).events)


# ---------------------------------------------------------------- must be emptied


def test_what_must_be_emptied_is_emptied_before_another_job_and_nobody_is_asked() -> None:
    driver = prepared(1, 2)
    assert driver.tick(PROGRESS_MS).send == b"?"
    assert driver.received(b"mi1", PROGRESS_MS) == Output(b"L", (Printed("coder 1", 1),))
    assert offer(driver, 3, now_ms=PROGRESS_MS) == Output()
    driver.received(b"i1", PROGRESS_MS)
    driver.received(b"h10", PROGRESS_MS)
    emptied = driver.received(b"i1", PROGRESS_MS)
    assert emptied == Output(b"C3|", (BufferCleared("coder 1", (2,)), Accepted("coder 1", 3)))


def test_what_must_be_emptied_and_held_nothing_tells_nothing() -> None:
    driver = prepared()
    driver.tick(PROGRESS_MS)
    assert talk(driver, b"mi0", b"i0", b"h00", b"i0", now_ms=PROGRESS_MS) == ()


def test_a_new_link_empties_it_anyway() -> None:
    driver = prepared(1)
    driver.tick(PROGRESS_MS)
    driver.received(b"m", PROGRESS_MS)
    driver.closed("cable out", PROGRESS_MS)
    driver.opened(PROGRESS_MS)
    told = talk(driver, b"i0", b"h10", b"i0", now_ms=PROGRESS_MS)
    assert told == (BufferCleared("coder 1", (1,)), Ready("coder 1", credit=4))


# ---------------------------------------------------------------- lost count

LOST = Warned("coder 1", "it lost count", EXCHANGED_HINT)


def test_what_it_lost_count_of_is_in_doubt() -> None:
    driver = prepared(1, 2)
    driver.tick(PROGRESS_MS)
    doubts = InDoubt("coder 1", (1, 2), "it lost count")
    assert talk(driver, b"l") == (LOST, doubts)
    assert talk(driver, b"l") == ()


def test_what_was_out_at_a_lost_link_is_in_doubt_if_it_lost_count() -> None:
    driver = prepared(1, 2)
    driver.closed("cable out", 1)
    driver.opened(2)
    told = talk(driver, b"i0", b"l", b"h20", b"i0")
    assert told[:2] == (LOST, InDoubt("coder 1", (1, 2), "it lost count"))
    assert not any(isinstance(event, BufferCleared) for event in told)


# ---------------------------------------------------------------- what it holds, not exactly told

HELD = [
    (b"h20", True),
    (b"h10", False),
    (b"h11", True),
    (b"h02", True),
    (b"h01", False),
    (b"h30", False),
    (b"H20", True),
    (b"H11", False),
    (b"H02", False),
]


@pytest.mark.parametrize(("held", "is_proof"), HELD)
def test_a_count_that_is_not_exact_proves_what_it_may_prove(held: bytes, is_proof: bool) -> None:
    """Jobs 2 and 3 are out, and the printer was away long enough for a restart."""
    driver = prepared(1, 2, 3)
    driver.tick(PROGRESS_MS)
    assert talk(driver, b"i1") == (Printed("coder 1", 1),)
    driver.closed("cable out", 100_000)
    driver.opened(200_000)
    told = talk(driver, b"i1", held, b"i1", now_ms=200_000)
    end = BufferCleared("coder 1", (2, 3)) if is_proof else None
    assert (end in told) is is_proof
    assert any(isinstance(event, InDoubt) for event in told) is not is_proof


# ---------------------------------------------------------------- it must not run dry


def test_a_device_that_was_stopped_with_nothing_left_is_primed_anew() -> None:
    dialect = Indexed()
    dialect.prime = Step("go", b"+", (), Role.PRIME)
    dialect.spent = Step("stop", b"-", ())
    driver = coder(dialect)
    driver.opened(0)
    for said in (b"i0", b"h00", b"i0"):
        driver.received(said, 0)
    assert offer(driver, 1).send == b"C1|+"
    driver.tick(PROGRESS_MS)
    assert driver.received(b"i1", PROGRESS_MS) == Output(b"-", (Printed("coder 1", 1),))
    assert offer(driver, 2, now_ms=PROGRESS_MS).send == b"C2|+"
