"""The platform's faults harm the way and never the book."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from station.simulate.clock import Scheduler
from station.simulate.faults import Dice
from station.simulate.platform import FaultyPlatform
from sync.batches import Batch, container_batch
from sync.platforms.api import Acknowledged, Answer, Later
from tests.sync.fake_station import HEAD, order_facts, pallet, text_of

KEPT = ("net.drop_reply", "net.500_after_commit", "net.truncate", "net.wrong_receipt")
TURNED_AWAY = ("net.busy", "net.garbage")


class Way:
    """A batch, and the way to the platform."""

    def __init__(self) -> None:
        self.scheduler, self.dice = Scheduler(), Dice(1, "none")
        self.platform = FaultyPlatform(self.scheduler, self.dice)
        self.batch: Batch = container_batch(7, order_facts("A1"), pallet(1), text_of, HEAD)

    def send(self) -> Answer:
        return self.platform.send(self.batch.content_id, self.batch.body)

    @property
    def kept(self) -> bool:
        return bool(self.platform.bound_codes("A1"))


@pytest.fixture
def way() -> Iterator[Way]:
    way = Way()
    yield way
    way.platform.close()


def test_without_a_fault_a_batch_is_kept_once(way: Way) -> None:
    first, again = way.send(), way.send()
    assert isinstance(first, Acknowledged)
    assert not first.repeated
    assert isinstance(again, Acknowledged)
    assert again.repeated
    assert way.kept


@pytest.mark.parametrize("knob", [*KEPT, *TURNED_AWAY])
def test_a_fault_on_the_way_is_answered_by_later_and_the_repeat_counts_once(
    way: Way, knob: str
) -> None:
    way.dice.set(knob, 1.0)
    assert isinstance(way.send(), Later)
    assert way.kept == (knob in KEPT)
    way.dice.quiet = True
    answer = way.send()
    assert isinstance(answer, Acknowledged)
    assert answer.repeated == (knob in KEPT)


def test_a_request_that_a_box_repeats_counts_once(way: Way) -> None:
    way.dice.set("net.duplicate", 1.0)
    answer = way.send()
    assert isinstance(answer, Acknowledged)
    assert answer.repeated, "the second of the two is the one that was answered"


def test_a_network_that_is_down_for_days_comes_back_by_itself(way: Way) -> None:
    days_ms = 3 * 24 * 3_600_000
    way.platform.away_until_ms = days_ms
    assert isinstance(way.send(), Later)
    assert not way.kept
    way.scheduler.run_until(days_ms)
    assert isinstance(way.send(), Acknowledged)
