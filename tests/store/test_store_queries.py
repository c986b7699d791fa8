"""What screens, reports and a restart ask of the database."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection

from station.core import records as r
from station.core.states import Cause, CodeState, ContainerState, Phase
from station.store import queries
from station.store.engine import reading
from station.store.store import Store
from tests.store.made import BOTTLE, CASE, GOOD, moved, opened, order, packed

TURNS: list[list[r.Record]] = [
    [*opened(), r.PhaseChanged("WO-1", Phase.EXECUTE, "anna")],
    packed(),
    moved(0, GOOD[:3], BOTTLE + 5),
    [r.CodesMoved("WO-1", 0, Cause.REJECT, (BOTTLE + 5,), "no_read")],
    [r.Judged("WO-1", "camera", number, "good") for number in (1, 2, 3)],
    [r.Judged("WO-1", "camera", 4, "no_read", seen="?")],
    [r.AlarmRaised("WO-1", 1, "pool_empty", "belt", "level 0"), r.AlarmRaised("", 2, "x", "y", "")],
    [r.AlarmCleared("WO-1", 1, "anna", "new codes")],
    [r.ContainerOpened("WO-1", 2, 1, 4)],
]


@pytest.fixture
def connection(store: Store) -> Iterator[Connection]:
    for at, turn in enumerate(TURNS):
        store.commit(turn, at * 1_000)
    with reading(store.engine) as opened_connection:
        yield opened_connection


def test_an_order_is_found_with_its_phase(connection: Connection) -> None:
    wanted = queries.OrderRow(order(), Phase.EXECUTE)
    assert queries.get_order(connection, "WO-1") == wanted
    assert queries.all_orders(connection) == queries.open_orders(connection) == [wanted]
    assert queries.open_order(connection) == wanted
    assert queries.get_order(connection, "WO-2") is None


def test_a_code_is_found_wherever_it_is(connection: Connection) -> None:
    bound = queries.get_code(connection, BOTTLE + 2)
    assert bound == queries.CodeFact(BOTTLE + 2, "WO-1", 0, CodeState.BOUND, 1, 1, "")
    kicked = queries.get_code(connection, BOTTLE + 5)
    assert kicked is not None
    assert (kicked.state, kicked.reason) == (CodeState.REJECTED, "no_read")
    free = queries.get_code(connection, BOTTLE + 9)
    assert free == queries.CodeFact(BOTTLE + 9, "WO-1", 0, CodeState.FREE, 0, -1, "")
    assert queries.get_code(connection, BOTTLE + 11) is None


def test_a_code_knows_what_is_around_it(connection: Connection) -> None:
    assert [one.container for one in queries.parents(connection, BOTTLE + 2)] == [1]
    assert queries.parents(connection, CASE + 1) == []
    children = queries.children(connection, 1)
    assert [one.code for one in children] == [BOTTLE + serial for serial in (1, 2, 3, 4)]


def test_counts_say_where_every_code_is(connection: Connection) -> None:
    counts = queries.counts(connection, "WO-1", 0)
    assert {state: count for state, count in counts.items() if count} == {
        CodeState.FREE: 5,
        CodeState.BOUND: 4,
        CodeState.REJECTED: 1,
    }
    assert queries.granted(connection, "WO-1", 0) == sum(counts.values()) == 10
    assert queries.granted_by_source(connection, "WO-1", 1) == {"sscc": 3}
    assert queries.reasons(connection, "WO-1", 0) == {("rejected", "no_read"): 1}


def test_codes_of_an_order_by_state(connection: Connection) -> None:
    bound = queries.codes_in(connection, "WO-1", [CodeState.BOUND])
    assert len(bound) == 4
    verified = queries.codes_in(connection, "WO-1", [CodeState.VERIFIED, CodeState.SENT], level=1)
    assert [one.code for one in verified] == [CASE + 1]
    assert queries.codes_in(connection, "WO-2", [CodeState.BOUND]) == []


def test_the_levels_of_many_codes(connection: Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "IN_MAX", 2)  # more than fit into one statement
    asked = [BOTTLE + 1, BOTTLE + 2, CASE + 1, BOTTLE + 5, BOTTLE + 9]
    levels = queries.levels_of(connection, asked)
    assert levels == {BOTTLE + 1: 0, BOTTLE + 2: 0, CASE + 1: 1, BOTTLE + 5: 0}  # 9 never left


def test_containers_are_found_by_number_label_and_order(connection: Connection) -> None:
    found = queries.get_container(connection, 1)
    assert found == queries.ContainerFact(
        1, "WO-1", 1, 4, ContainerState.CONFIRMED, CASE + 1, False, "", 4
    )
    assert queries.container_with_label(connection, CASE + 1) == found
    assert [one.container for one in queries.containers(connection, "WO-1", 1)] == [1, 2]
    assert [one.container for one in queries.unfinished(connection, "WO-1")] == [2]
    assert queries.get_container(connection, 3) is None


def test_the_whole_story_of_a_code_and_of_a_container(connection: Connection) -> None:
    kinds = [entry.kind for entry in queries.story_of(connection, BOTTLE + 1)]
    assert kinds == ["CodesMoved"] * 4 + ["Bound"]
    around = [entry.kind for entry in queries.story_of_container(connection, 1)]
    assert around[:3] == ["ContainerOpened", "Bound", "ContainerMoved"]
    assert around[-1] == "BatchReady"
    changes = queries.entries_of_kind(connection, "WO-1", "PhaseChanged")
    assert [entry.record for entry in changes] == [r.PhaseChanged("WO-1", Phase.EXECUTE, "anna")]


def test_the_newest_entry_is_the_head(store: Store) -> None:
    with reading(store.engine) as connection:
        assert queries.newest_entry(connection) is None
    store.commit(opened(), 1)
    with reading(store.engine) as connection:
        newest = queries.newest_entry(connection)
    assert newest is not None
    assert (newest.seq, newest.hash) == store.head


def test_alarms_with_their_times_and_those_that_stand(connection: Connection) -> None:
    assert list(queries.alarms(connection, "WO-1")) == [
        queries.AlarmFact(1, "pool_empty", "belt", "level 0", 6_000, 7_000, "anna", "new codes")
    ]
    assert queries.standing_alarms(connection) == [r.AlarmRaised("", 2, "x", "y", "")]
    assert queries.standing_alarms(connection, "WO-1") == []


def test_running_numbers_go_on_where_they_were(connection: Connection) -> None:
    container, alarm, token = queries.next_numbers(connection)
    assert (container, alarm) == (3, 3)
    assert token == sum(len(turn) for turn in TURNS) + 1


def test_what_the_database_says_of_itself(connection: Connection) -> None:
    facts = queries.database_facts(connection)
    assert facts["station"] == "1"
    assert len(facts["database_id"]) == 36


def test_a_record_as_plain_values(connection: Connection) -> None:
    assert queries.as_json(r.BatchReady("WO-1", 1)) == {
        "order": "WO-1",
        "container": 1,
        "replaces": 0,
    }
