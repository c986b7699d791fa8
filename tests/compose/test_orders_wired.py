"""Orders on a real station: the store's word is of now, and each order has codes of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from drivers import api as d
from station.core import events as e
from station.core import rework_events as w
from station.core.facts import Scanned
from station.core.states import CodeState, Phase
from station.store import queries
from station.store.engine import reading
from tests.compose.bench import WHO, Bench, make_order

NEXT = make_order("O2")
CODES = {0: 40, 1: 10, 2: 10}


def counts(bench: Bench, order: str, level: int = 0) -> dict[str, int]:
    with reading(bench.place.desk) as connection:
        found = queries.counts(connection, order, level)
    return {state.value: count for state, count in found.items() if count}


def change_over(bench: Bench) -> str:
    refused = bench.place.change_over(NEXT, CODES, WHO)
    return refused.why if refused else ""


def clear_coder(bench: Bench) -> None:
    bench.say(d.BufferCleared("coder", tuple(job.job for job in bench.at_coder())))


def full_pallet(bench: Bench) -> bytes:
    """Two cases on a confirmed pallet; what its label holds."""
    bench.full_case()
    bench.full_case()
    bench.labelled(2)
    (label,) = bench.place.codes.issued(2, [bench.devices["pallet_printer"].jobs()[-1].job])
    return label.data


def test_change_over_ends_one_order_and_begins_the_next_with_codes_of_its_own(
    tmp_path: Path,
) -> None:
    with Bench(tmp_path / "station") as bench:
        bench.open(codes=30).start()
        assert "order O1 is finished; still open: codes at a printer (coder): 3" in change_over(
            bench
        )
        assert bench.place.state.phase is Phase.COMPLETING
        clear_coder(bench)
        assert change_over(bench) == ""
        assert counts(bench, "O1") == {"free": 27, "void": 3}
        bench.start()
        job = bench.packed()
        with reading(bench.place.desk) as connection:
            fact = queries.get_code(connection, job.job)
        assert fact is not None
        assert (fact.order, fact.state) == ("O2", CodeState.BOUND)
        assert counts(bench, "O1") == {"free": 27, "void": 3}


def test_a_number_that_was_used_is_refused_and_the_running_order_goes_on(tmp_path: Path) -> None:
    with Bench(tmp_path / "station") as bench:
        bench.open().start()
        refused = bench.place.change_over(make_order("O1"), CODES, WHO)
        assert refused is not None
        assert "order O1 was used before" in refused.why
        assert bench.place.state.phase is Phase.EXECUTE


@pytest.mark.parametrize("unprinted", list(e.Unprinted))
def test_every_code_is_explained_when_a_running_stations_order_closes(
    tmp_path: Path, unprinted: e.Unprinted
) -> None:
    with Bench(tmp_path / "station") as bench:
        bench.open(codes=30).start()
        full_pallet(bench)
        assert bench.ask(e.FinishAsked) == ""
        clear_coder(bench)
        assert bench.ask(e.CloseAsked, unprinted=unprinted) == ""
        left = {"void": 22} if unprinted is e.Unprinted.VOID else {"free": 19, "void": 3}
        assert counts(bench, "O1") == {"bound": 8, **left}
        assert bench.ask(e.StartAsked) != ""


def test_a_pallet_is_shipped_from_a_running_station_and_a_case_in_it_is_not(
    tmp_path: Path,
) -> None:
    with Bench(tmp_path / "station") as bench:
        bench.open().start()
        pallet = full_pallet(bench)
        bottle = bench.devices["coder"].jobs()[0].data
        why = bench.ask(w.ShipAsked, box=Scanned(bottle), dealer="Hangzhou", region="")
        assert "ship that one, or take this one out first" in why
        ship = {"box": Scanned(pallet), "dealer": "Hangzhou", "region": "Zhejiang"}
        assert bench.ask(w.ShipAsked, **ship) == ""
        assert "was shipped to Hangzhou already" in bench.ask(w.ShipAsked, **ship)
        assert bench.ask(w.UnshipAsked, box=Scanned(pallet), reason="wrong truck") == ""


def test_codes_that_lie_ready_are_void_on_a_running_station_and_never_printed(
    tmp_path: Path,
) -> None:
    with Bench(tmp_path / "station") as bench:
        bench.open(codes=30).start()
        first = bench.place.state.heads["coder"].stock[0].code
        void = {"series": first >> 40, "first": first & ((1 << 40) - 1), "count": 20}
        assert bench.ask(e.RangeVoidAsked, reason="stolen", second="quality", **void) == ""
        assert counts(bench, "O1")["void"] == 20
        for _ in range(7):
            bench.packed()
        printed = {job.job for job in bench.devices["coder"].jobs()}
        assert not printed & set(range(first, first + 20))
