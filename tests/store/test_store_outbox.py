"""What is finished reaches the platform's queue with its facts, and each step twice is one step."""

from __future__ import annotations

import pytest

from station.store import outbox
from station.store.engine import open_engine
from station.store.errors import StoreRefused
from station.store.outbox import OutboxRow, OutboxStatus
from station.store.store import Store
from tests.store.made import opened, packed


@pytest.fixture
def full(store: Store) -> Store:
    store.commit([*opened(), *packed()], 1)
    return store


def test_a_finished_case_waits_with_its_facts(full: Store) -> None:
    seq, digest = full.head
    assert outbox.pending(full.engine) == [
        OutboxRow(1, seq, digest, "WO-1", 1, "pending", "", b"", 0, 0, "", "")
    ]
    assert outbox.status(full.engine) == OutboxStatus(1, 0, 0, 1, oldest_ms=1)


def test_it_is_worked_off_from_another_process_connection(full: Store) -> None:
    engine = open_engine(full.path)
    outbox.prepare(engine, 1, "sha256:1", b"body")
    outbox.reschedule(engine, 1, 5_000, "no answer")
    (row,) = outbox.pending(full.engine)
    assert (row.body, row.attempts, row.next_try_ms, row.why) == (b"body", 1, 5_000, "no answer")
    outbox.acknowledge(engine, 1, '{"id": 9}', 7_000)
    assert outbox.pending(full.engine) == []
    assert outbox.status(full.engine) == OutboxStatus(0, 1, 0, 0, last_success_ms=7_000)
    engine.dispose()


def test_each_step_done_twice_is_done_once(full: Store) -> None:
    for _ in range(2):
        outbox.prepare(full.engine, 1, "sha256:1", b"body")
    outbox.acknowledge(full.engine, 1, "first", 8_000)
    outbox.acknowledge(full.engine, 1, "second", 9_000)
    outbox.reschedule(full.engine, 1, 5_000, "late")
    (row,) = outbox.listed(full.engine, ["acknowledged"])
    assert (row.receipt, row.attempts, row.why) == ("first", 0, "")


def test_a_prepared_body_never_changes(full: Store) -> None:
    outbox.prepare(full.engine, 1, "sha256:1", b"body")
    with pytest.raises(StoreRefused, match="row 1 is prepared"):
        outbox.prepare(full.engine, 1, "sha256:2", b"other")
    assert outbox.pending(full.engine)[0].body == b"body"


def test_what_was_never_sent_has_no_receipt(full: Store) -> None:
    with pytest.raises(StoreRefused, match="row 1 is pending and can't be acknowledged"):
        outbox.acknowledge(full.engine, 1, "receipt", 1)
    with pytest.raises(StoreRefused, match="row 2 is not there"):
        outbox.acknowledge(full.engine, 2, "receipt", 1)


def test_a_refused_batch_can_be_tried_again_with_the_same_body(full: Store) -> None:
    outbox.prepare(full.engine, 1, "sha256:1", b"body")
    outbox.refuse(full.engine, 1, "unknown product", 1)
    assert outbox.status(full.engine) == OutboxStatus(0, 0, 1, 0)
    assert outbox.listed(full.engine, ["refused"])[0].why == "unknown product"
    assert outbox.retry(full.engine) == 1
    (row,) = outbox.pending(full.engine)
    assert (row.state, row.body, row.why) == ("prepared", b"body", "")


def test_a_refused_batch_without_a_body_is_made_again(full: Store) -> None:
    outbox.refuse(full.engine, 1, "no batch can be made of it", 1)
    assert outbox.retry(full.engine) == 1
    assert outbox.pending(full.engine)[0].state == "pending"


def test_two_batches_never_share_a_content_id(full: Store) -> None:
    full.commit([packed()[-1]], 2)
    outbox.prepare(full.engine, 1, "sha256:1", b"body")
    with pytest.raises(StoreRefused, match="content_id"):
        outbox.prepare(full.engine, 2, "sha256:1", b"body")
