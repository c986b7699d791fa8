"""Whole orders of the real line, with all that goes wrong on lines, end in a sound database."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from station.core.packaging import PackMode
from station.store import queries
from station.store.check import check_store
from station.store.engine import reading
from station.store.store import Store
from tests.core.test_line_random import play

RECORDS_A_TURN_MAX = 12


@pytest.mark.parametrize("mode", [PackMode.LOOK_DOWN, PackMode.QUEUE])
@pytest.mark.parametrize("seed", range(2))
def test_what_the_line_records_is_what_the_tables_hold(
    path: Path, seed: int, mode: PackMode
) -> None:
    rig = play(seed, mode, chance=0.06, restarts=True).rig
    dice, at = Random(seed), 0
    with Store.open(path, station=1) as store:
        while at < len(rig.records):  # wherever its turns end
            turn = rig.records[at : at + dice.randint(1, RECORDS_A_TURN_MAX)]
            at += len(turn)
            assert store.commit(turn, at_ms=at) == at
        with reading(store.engine) as connection:
            for number, order in rig.ledger.orders.items():
                for level in range(len(order.product.levels)):
                    told = rig.ledger.counts(number, level)
                    assert queries.counts(connection, number, level) == told
            assert queries.standing_alarms(connection) == list(rig.ledger.alarms.values())
    report = check_store(path)
    assert report.sound, report.findings
    assert report.entries == len(rig.records)
