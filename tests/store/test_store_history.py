"""Any legal history folds into tables that equal its replay in memory: the two folds agree."""

from __future__ import annotations

import tempfile
from pathlib import Path
from random import Random
from typing import get_args

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from station.core import records as r
from station.core.packaging import INNER
from station.core.states import CodeState
from station.store import pool, queries
from station.store.engine import reading
from station.store.journal import verify
from station.store.replay import differences, replay
from station.store.store import Store
from tests.store.made import History


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 2**32))
@example(1424)  # the last serial of a block goes back, those before it had been passed over
def test_the_tables_equal_a_replay_of_the_journal(seed: int) -> None:
    history = History(Random(seed))
    with (
        tempfile.TemporaryDirectory() as folder,
        Store.open(Path(folder) / "station.db", station=1) as store,
    ):
        for at_ms, turn in enumerate(history.turns(40)):
            store.commit(turn, at_ms)
        with reading(store.engine) as connection:
            replayed = replay(connection)
            assert not replayed.stuck
            assert replayed.ledger == history.ledger
            assert list(differences(connection, replayed)) == []
            for (number, level), counts in history.ledger.all_counts().items():
                assert counts == history.ledger.counts(number, level)
            assert verify(connection).head.seq == store.head[0]
            for number in history.ledger.orders:
                for level in (0, 1, INNER):
                    counts = queries.counts(connection, number, level)
                    assert counts == history.ledger.counts(number, level)
                    free = pool.peek(connection, number, level, 10_000)
                    assert len(set(free)) == len(free) == counts[CodeState.FREE]
                    assert pool.free_left(connection, number, level) == len(free)


def test_the_histories_have_every_kind_of_record_in_them() -> None:
    seen = set()
    for seed in range(60):
        seen |= {type(one) for turn in History(Random(seed)).turns(40) for one in turn}
    assert set(get_args(r.Record)) - seen <= {r.LabelReprinted}
