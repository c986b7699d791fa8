"""The test kick: one edge, however the link behaves."""

from __future__ import annotations

from drivers.api import LineOutputs
from drivers.plc.outputs import KICK_MS
from drivers.plc.register_map import Coil
from tests.drivers.plc.bench import Bench

KICK = LineOutputs(reject_test=True)


def cycles(bench: Bench, for_ms: int) -> None:
    for _ in range(for_ms // 10):
        bench.cycle()


def test_a_test_kick_is_one_edge_that_falls_back_by_itself() -> None:
    bench = Bench()
    bench.open()
    bench.cycle()
    bench.image.command(KICK)
    cycles(bench, KICK_MS - 20)
    assert bench.plc.coils()[Coil.REJECT_TEST]
    cycles(bench, 100)
    assert not bench.plc.coils()[Coil.REJECT_TEST]
    assert bench.plc.test_kicks == 1
    bench.image.command(KICK)
    cycles(bench, 2 * KICK_MS)
    assert bench.plc.test_kicks == 2


def test_a_link_that_breaks_under_a_test_kick_never_doubles_it() -> None:
    bench = Bench()
    bench.open()
    bench.image.command(KICK)
    bench.cycle()
    bench.cut()
    bench.open()
    cycles(bench, 2 * KICK_MS)
    assert bench.plc.test_kicks == 1
    assert not bench.plc.coils()[Coil.REJECT_TEST]


def test_a_test_kick_whose_write_may_have_arrived_is_not_written_again() -> None:
    bench = Bench()
    bench.open()
    bench.image.command(KICK)
    bench.cycle(writes_arrive=False)
    bench.cut()
    bench.open()
    cycles(bench, 2 * KICK_MS)
    assert bench.plc.test_kicks == 0
