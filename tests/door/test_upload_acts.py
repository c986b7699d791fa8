"""The uploads page is told batch by batch and code by code how it stands, and no code in clear."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from station.core import events as e
from station.core.records import Audited
from station.door.looking import upload_stand
from station.door.upload_acts import UploadActs
from station.runtime.service import NotAllowed
from station.store import outbox, queries
from station.store.engine import reading
from station.talk import upload_requests as q
from station.talk.look import Uploads
from station.talk.server import Refuses
from sync.making import made_of
from sync.named_codes import named_in
from sync.ports import JournalPoint, Waiting
from sync.station_facts import StationFacts
from tests.door.at_the_door import AtTheDoor, at_the_door

IN_A_PALLET = 8 + 2 + 1
WORDS = "409: a code is in another batch"


@pytest.fixture
def door(tmp_path: Path) -> Iterator[AtTheDoor]:
    with at_the_door(tmp_path) as there:
        yield there


@pytest.fixture
def acts(door: AtTheDoor) -> UploadActs:
    return UploadActs(door.line.place)


def prepared(door: AtTheDoor) -> list[str]:
    """The only batch gets its body, as a push would make it; the texts of its codes."""
    place = door.line.place
    (row,) = outbox.pending(place.desk)
    waiting = Waiting(row.id, row.order, row.container, JournalPoint(row.seq, row.hash.hex()))
    facts = StationFacts(place.desk.connect)
    batch = made_of(place.line.station, waiting, facts, door.line.texts)
    outbox.prepare(place.desk, row.id, batch.content_id, batch.body)
    return [one.text for one in named_in(batch.body)]


def test_a_finished_pallet_waits_with_its_role_and_number(
    door: AtTheDoor, acts: UploadActs
) -> None:
    shown = acts.batches(door.operator, q.Batches())
    (line,) = shown.lines
    assert (line.order, line.what, line.role, line.state) == (
        *("WO-1", "container", "pallet", "waiting"),
    )
    assert (shown.waiting, shown.refused, shown.acknowledged, shown.last_success_ms) == (1, 0, 0, 0)
    assert shown.oldest_ms == line.ready_ms > 0
    assert 0 <= shown.oldest_s < 60


def test_its_codes_are_listed_before_a_body_was_made_and_covered(
    door: AtTheDoor, acts: UploadActs
) -> None:
    before = acts.batch(door.operator, q.Batch(1))
    texts = prepared(door)
    after = acts.batch(door.operator, q.Batch(1))
    assert before.body_bytes == 0 < after.body_bytes
    assert before.codes == after.codes
    assert before.codes_total == IN_A_PALLET == len(texts)
    assert [one.role for one in after.codes[:2]] == ["pallet", "case"]
    shown = json.dumps([one.code for one in after.codes])
    assert not [text for text in texts if text in shown]


def test_what_the_platform_refused_is_told_code_by_code_and_first(
    door: AtTheDoor, acts: UploadActs
) -> None:
    texts = prepared(door)
    refused = [(texts[-1], "is in batch 9"), ("HTTPS://M.EXAMPLE/B/0000000000000", "unknown")]
    outbox.refuse(door.line.place.desk, 1, WORDS, 5_000, refused)
    shown = acts.batches(door.operator, q.Batches("refused"))
    (line,) = shown.lines
    assert (line.state, line.why, line.codes_refused, line.settled_ms) == (
        *("refused", WORDS, 2, 5_000),
    )
    told = acts.batch(door.operator, q.Batch(1, rows=3)).codes
    assert [one.refused for one in told] == ["is in batch 9", "unknown", ""]
    assert [one.role for one in told] == ["bottle", "", "pallet"]


def test_a_receipt_is_shown_with_its_time(door: AtTheDoor, acts: UploadActs) -> None:
    prepared(door)
    receipt = json.dumps({"batch": "17", "codes": IN_A_PALLET})
    outbox.acknowledge(door.line.place.desk, 1, receipt, 7_000)
    shown = acts.batches(door.operator, q.Batches())
    (line,) = shown.lines
    assert (line.state, line.receipt, line.settled_ms) == ("acknowledged", "17", 7_000)
    assert (shown.last_success_ms, shown.waiting, shown.oldest_s) == (7_000, 0, 0)
    assert acts.batch(door.operator, q.Batch(1)).receipt == receipt
    assert acts.batches(door.operator, q.Batches("waiting")).lines == ()
    stand = outbox.status(door.line.place.reader)
    assert upload_stand(stand) == Uploads(0, 0, 7_000, 0)


def test_pages_follow_each_other_without_a_gap(door: AtTheDoor, acts: UploadActs) -> None:
    door.line.full_case()
    door.line.full_case()
    door.line.confirm(2)
    door.line.close()
    seen, below = [], q.NEWEST
    while below:
        page = acts.batches(door.operator, q.Batches(below=below, rows=1))
        seen += [(line.batch, line.what) for line in page.lines]
        below = page.older
    assert seen == [(3, "closing"), (2, "container"), (1, "container")]
    codes = [
        acts.batch(door.operator, q.Batch(1, first, 4)).codes for first in range(0, IN_A_PALLET, 4)
    ]
    assert sum(codes, ()) == acts.batch(door.operator, q.Batch(1)).codes
    closing = acts.batch(door.operator, q.Batch(3))
    assert {one.ended for one in closing.codes} == {"void"}


def test_a_container_under_rework_says_why_there_is_no_list(
    door: AtTheDoor, acts: UploadActs
) -> None:
    label = door.line.label(door.line.numbers(2)[0])
    from station.core import rework_events as w

    assert door.line.ask(w.QuarantineAsked, box=door.line.scan(label), reason="leak") == ""
    shown = acts.batch(door.operator, q.Batch(1))
    assert shown.codes == ()
    assert "quarantine" in shown.not_final


def test_only_who_configures_sends_refused_ones_again_and_it_is_audited(
    door: AtTheDoor, acts: UploadActs
) -> None:
    outbox.refuse(door.line.place.desk, 1, WORDS, 5_000)
    with pytest.raises(NotAllowed, match="it takes one of: admin, it"):
        acts.retry_refused(door.operator, q.RetryRefused())
    assert outbox.status(door.line.place.desk).refused == 1
    assert acts.retry_refused(door.admin, q.RetryRefused()) == 1
    assert outbox.status(door.line.place.desk).waiting == 1
    with reading(door.line.place.reader) as connection:
        newest = queries.newest_of_kind(connection, "", Audited.__name__)
    assert newest is not None and isinstance(newest.record, Audited)
    assert (newest.record.what, newest.record.by) == ("1 refused batches to be sent again", "root")
    assert newest.record.category == e.Category.CONFIGURATION


def test_what_cant_be_shown_is_said_in_a_sentence(door: AtTheDoor, acts: UploadActs) -> None:
    for ask in (
        lambda: acts.batches(door.nobody, q.Batches()),
        lambda: acts.batch(door.nobody, q.Batch(1)),
    ):
        with pytest.raises(NotAllowed, match="log in first"):
            ask()

    with pytest.raises(Refuses, match="batch 99 isn't there"):
        acts.batch(door.operator, q.Batch(99))
    with pytest.raises(Refuses, match="no kind of batches"):
        acts.batches(door.operator, q.Batches("lost"))
