"""A Leibinger printer on the bench: connected and prepared, with a photocell and a panel."""

from __future__ import annotations

from typing import Any

from drivers.printers.jet3 import Jet3Coder
from drivers.sim.jet3 import Jet3Twin
from tests.drivers.conformance.bench import Bench

RS, SM, CC, GO, ST, FF, EQ = (
    b"^0" + said + b"\r" for said in (b"?RS", b"?SM", b"?CC", b"!GO", b"!ST", b"!FF", b"!EQ")
)
READY_MS = 3_000


def bench_of(twin: Jet3Twin | None = None, **options: Any) -> Bench:
    """A printer that is connected and prepared."""
    bench = Bench(Jet3Coder("coder 1", **options), twin or Jet3Twin())
    bench.connect()
    bench.advance(READY_MS)
    return bench


def twin_of(bench: Bench) -> Jet3Twin:
    assert isinstance(bench.twin, Jet3Twin)
    return bench.twin


def product(bench: Bench, for_ms: int = 50) -> Any:
    ink = bench.physical(lambda twin, now_ms: twin.photocell(now_ms))
    bench.advance(for_ms)
    return ink


def offer(bench: Bench, *jobs: int) -> None:
    for job in jobs:
        bench.offer(job, b"C%d" % job)
    bench.advance(50)


def reconnect(bench: Bench) -> None:
    bench.connect()
    bench.advance(READY_MS)


def press(bench: Bench, *buttons: Any) -> None:
    for button in buttons:
        twin_of(bench).press(button)


def ends(bench: Bench, kind: type[Any]) -> list[int]:
    return [job for job, end in bench.ends.items() if end is kind]
