"""Whatever people press at a Leibinger printer, whichever it is: no code comes twice."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from drivers.api import (
    InDoubt,
    Printed,
)
from drivers.sim.jet3 import READY, Jet3Twin
from tests.drivers.conformance.printers import JET3
from tests.drivers.conformance.test_conformance_soak import SmallStation
from tests.drivers.jet3_bench import (
    twin_of,
)

SORTS: list[dict[str, Any]] = [
    {},
    {"stop_clears": False, "dry_at_once": True},
    {"stop_resets": True},
    {"flush_resets": False, "stop_clears": False, "stop_resets": True},
]


def at_the_panel(chance: random.Random) -> Callable[[Jet3Twin, int], tuple[Any, bytes]]:
    """A product passes, and now and then somebody is at the panel; who stops it takes his time."""
    stopped_ms = 0

    def pass_by(twin: Jet3Twin, now_ms: int) -> tuple[Any, bytes]:
        nonlocal stopped_ms
        if chance.random() < 0.03:
            twin.press("stop")
            stopped_ms = now_ms
        elif now_ms > stopped_ms + 2_000 and twin.state == READY and chance.random() < 0.1:
            twin.press("quit")
            twin.press("start")
        if chance.random() < 0.02:
            twin.fault("unfinished", chance.choice(("on", "off")))
        return twin.photocell(now_ms)

    return pass_by


@pytest.mark.parametrize("sort", SORTS, ids=str)
def test_whatever_is_pressed_at_the_panel_no_code_comes_twice_and_none_is_told_wrongly(
    sort: dict[str, Any],
) -> None:
    case = replace(JET3, twin=lambda: Jet3Twin(**sort), product=at_the_panel(random.Random(3)))
    station = SmallStation(case, seed=3, count=150)
    for _ in range(20_000):
        if len(station.codes_ended) >= 150:
            break
        station.round()
    station.bench.twin.fault("unfinished", "off")
    station.finish()
    tape = set(twin_of(station.bench).tape)
    assert len(station.codes_ended) == 150
    assert len(tape) == len(twin_of(station.bench).tape)
    for code, end in station.codes_ended.items():
        assert end is InDoubt or (end is Printed) is (case.payload(code) in tape)
    assert tape.isdisjoint(case.payload(code) for code in station.codes)
