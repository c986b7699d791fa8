"""One run of a push, with a platform that answers what the test says."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import pytest

from sync.platforms.api import (
    Acknowledged,
    Answer,
    BoundCode,
    Denied,
    Later,
    Platform,
    Refused,
    RefusedCode,
)
from sync.push import (
    ATTEMPTS_MAX,
    JITTER_S_MAX,
    LATER_IN_ROW_MAX,
    RETRY_MS_MAX,
    RETRY_MS_MIN,
    WAIT_S_MAX,
    Progress,
    Pusher,
)
from tests.sync.fake_station import FakeStation, text_of

YES = Acknowledged("receipt", repeated=False)
LATER = Later("no network")


@dataclass
class Scripted:
    """Gives these answers, then YES for ever; keeps what it was sent."""

    answers: list[Answer] = field(default_factory=list)
    sent: list[tuple[str, bytes]] = field(default_factory=list)

    def send(self, content_id: str, body: bytes) -> Answer:
        self.sent.append((content_id, body))
        return self.answers.pop(0) if self.answers else YES

    def bound_codes(self, order: str) -> Sequence[BoundCode]:
        raise AssertionError("a push asks for nothing")

    def close(self) -> None:
        raise AssertionError("a push doesn't close what it was given")


@dataclass
class Desk:
    """A pusher with its fakes around it."""

    station: FakeStation
    platform: Scripted
    pusher: Pusher
    waits: list[float]
    now: list[int]


@pytest.fixture
def desk() -> Callable[..., Desk]:
    def make(*answers: Answer, stopping: Callable[[], bool] = lambda: False) -> Desk:
        station, platform = FakeStation(), Scripted(list(answers))
        as_platform: Platform = platform
        waits: list[float] = []
        now = [1_000]
        pusher = Pusher(
            7,
            station,
            station,
            text_of,
            as_platform,
            waits.append,
            lambda: now[0],
            lambda: 1.0,
            stopping,
        )
        return Desk(station, platform, pusher, waits, now)

    return make


def test_everything_is_sent_in_order_and_counted(desk: Callable[..., Desk]) -> None:
    at = desk(YES, Acknowledged("again", repeated=True))
    rows = [at.station.ready(container) for container in (1, 2, 0)]
    seen: list[Progress] = []
    report = at.pusher.push(progress=seen.append)
    assert (report.batches, report.acknowledged, report.repeated) == (3, 3, 1)
    assert (report.codes, report.refused, report.left, report.said) == (9 + 9 + 2, 0, 0, ())
    assert at.station.receipts == {rows[0]: "receipt", rows[1]: "again", rows[2]: "receipt"}
    assert [content_id for content_id, _ in at.platform.sent] == [
        row.content_id for row in at.station.rows.values()
    ]
    assert seen == [Progress(1, 3), Progress(2, 3), Progress(3, 3)]
    assert at.pusher.push().batches == 0


def test_a_body_is_kept_before_it_is_sent_and_made_once(desk: Callable[..., Desk]) -> None:
    at = desk(*[LATER] * ATTEMPTS_MAX)
    row = at.station.ready(1)
    at.pusher.push()
    at.now[0] += RETRY_MS_MAX
    at.pusher.push()
    assert at.station.prepared == 1
    assert set(at.platform.sent) == {(at.station.rows[row].content_id, at.station.rows[row].body)}
    assert len(at.platform.sent) == ATTEMPTS_MAX + 1


def test_attempts_and_waits_are_bounded_and_grow(desk: Callable[..., Desk]) -> None:
    at = desk(*[LATER] * 100)
    at.station.ready(1)
    report = at.pusher.push()
    assert len(at.platform.sent) == ATTEMPTS_MAX
    assert len(at.waits) == ATTEMPTS_MAX - 1
    assert all(0 < wait <= WAIT_S_MAX + JITTER_S_MAX for wait in at.waits)
    assert at.waits[-1] > at.waits[0]
    assert (report.acknowledged, report.refused, report.left) == (0, 0, 1)
    assert report.said == ("container 1 of order WO-1 will be sent again later: no network",)


def test_a_batch_that_must_wait_holds_up_its_own_order_only(desk: Callable[..., Desk]) -> None:
    at = desk(*[LATER] * ATTEMPTS_MAX)
    first, behind = at.station.ready(1), at.station.ready(2)
    other = at.station.ready(3, order="WO-2")
    report = at.pusher.push()
    assert set(at.station.receipts) == {other}
    assert report.left == 2
    assert at.pusher.push().batches == 0, "its time has not come"
    at.now[0] += RETRY_MS_MIN
    at.pusher.push()
    assert list(at.station.receipts) == [other, first, behind]


def test_the_next_try_comes_later_and_later_up_to_a_bound(desk: Callable[..., Desk]) -> None:
    at = desk(*[LATER] * 1_000)
    row = at.station.ready(1)
    pauses = []
    for _ in range(12):
        at.pusher.push()
        pauses.append(at.station.rows[row].next_try_ms - at.now[0])
        at.now[0] = at.station.rows[row].next_try_ms
    assert pauses[:3] == [RETRY_MS_MIN, 2 * RETRY_MS_MIN, 4 * RETRY_MS_MIN]
    assert pauses == sorted(pauses)
    assert pauses[-1] == RETRY_MS_MAX


def test_the_platform_s_wish_to_wait_is_granted(desk: Callable[..., Desk]) -> None:
    at = desk(*[Later("busy", wait_s=120)] * ATTEMPTS_MAX)
    row = at.station.ready(1)
    at.pusher.push()
    assert at.station.rows[row].next_try_ms == at.now[0] + 120_000


def test_a_platform_that_is_away_is_not_asked_for_every_order(desk: Callable[..., Desk]) -> None:
    at = desk(*[LATER] * 1_000)
    for number in range(10):
        at.station.ready(number + 1, order=f"WO-{number}")
    report = at.pusher.push()
    assert report.batches == LATER_IN_ROW_MAX
    assert report.left == 10


def test_a_refused_batch_is_kept_with_the_words_and_holds_up_nobody(
    desk: Callable[..., Desk],
) -> None:
    codes = tuple(RefusedCode(f"C{n}", "is frozen") for n in range(50))
    at = desk(Refused("409: taken", codes))
    refused, behind = at.station.ready(1), at.station.ready(2)
    report = at.pusher.push()
    assert set(at.station.receipts) == {behind}
    assert at.station.refusals[refused].count("is frozen") == 50
    assert at.station.refusals[refused].startswith("409: taken; C0 (is frozen); C1")
    assert (report.refused, report.acknowledged, report.left) == (1, 1, 0)
    assert "and 30 more codes" in report.said[0]


def test_a_denied_station_loses_nothing(desk: Callable[..., Desk]) -> None:
    at = desk(Denied("401: wrong token", "set the token again"))
    at.station.ready(1)
    at.station.ready(2, order="WO-2")
    report = at.pusher.push()
    assert (report.batches, report.refused, report.left) == (1, 1, 2)
    assert report.said == (
        "the platform refused this station: 401: wrong token. What to do: set the token again",
    )
    assert at.pusher.push().acknowledged == 2, "the remedy was done"


def test_a_body_that_was_damaged_at_rest_is_not_sent(desk: Callable[..., Desk]) -> None:
    at = desk()
    row = at.station.ready(1)
    at.station.prepare(row, "f" * 64, b"{}")
    report = at.pusher.push()
    assert at.platform.sent == []
    assert report.refused == 1
    assert "content id" in at.station.refusals[row]


def test_a_run_ends_early_when_told_to(desk: Callable[..., Desk]) -> None:
    after_the_first = iter([False, True])
    at = desk(stopping=after_the_first.__next__)
    at.station.ready(1)
    at.station.ready(2)
    report = at.pusher.push()
    assert (report.acknowledged, report.left) == (1, 1)


def test_a_run_has_a_limit(desk: Callable[..., Desk]) -> None:
    at = desk()
    for container in (1, 2, 3):
        at.station.ready(container)
    assert at.pusher.push(limit=2).acknowledged == 2
    assert at.pusher.push(limit=2).acknowledged == 1


def test_a_container_that_was_opened_again_waits_alone(desk: Callable[..., Desk]) -> None:
    at = desk()
    reopened, behind = at.station.ready(1), at.station.ready(2)
    at.station.opened.add(1)
    report = at.pusher.push()
    assert set(at.station.receipts) == {behind}
    assert (report.batches, report.left) == (1, 1)
    assert report.said == (
        "container 1 of order WO-1 was not sent: it is open, and goes when it is confirmed",
    )
    at.station.opened.clear()
    at.pusher.push()
    assert reopened in at.station.receipts


# ---------------------------------------------------------------- corrections after rework


def replaced_by(body: bytes) -> str:
    found: str = json.loads(body).get("replaces", "")
    return found


def test_a_correction_names_the_batch_that_it_replaces_even_if_that_never_arrived(
    desk: Callable[..., Desk],
) -> None:
    at = desk(Refused("a code is in another batch"))
    first = at.station.ready(1)
    at.station.ready(1, replaces=first)
    report = at.pusher.push()
    (original, _), (_, correction) = at.platform.sent
    assert (report.refused, report.acknowledged) == (1, 1)
    assert replaced_by(correction) == original


def test_a_correction_that_must_wait_holds_up_its_order(desk: Callable[..., Desk]) -> None:
    """What left the container may be in the next batch, and the platform has it there still."""
    at = desk()
    first = at.station.ready(1)
    assert at.pusher.push().acknowledged == 1
    at.station.opened.add(1)
    at.station.ready(1, replaces=first)
    at.station.ready(2)
    other = at.station.ready(3, order="WO-2")
    report = at.pusher.push()
    assert (report.acknowledged, report.left) == (1, 2)
    assert other in at.station.receipts
    at.station.opened.clear()
    assert at.pusher.push().acknowledged == 2


def test_a_correction_waits_for_the_body_that_it_replaces(desk: Callable[..., Desk]) -> None:
    at = desk()
    at.station.opened.add(1)
    first = at.station.ready(1)
    at.station.opened.add(2)
    at.station.ready(2, replaces=first)
    report = at.pusher.push()
    assert (report.batches, report.left) == (0, 2)
    assert "not made yet" in " ".join(report.said)
