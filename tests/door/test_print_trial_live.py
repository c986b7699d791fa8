"""A real station, a real driver and the coder's twin over TCP: a test print, then live printing."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from config.loading import find_line, load_line
from drivers.api import RunnableDevice
from drivers.registry import build
from drivers.sim.codenet import CodenetTwin
from drivers.sim.server import TwinServer
from station.compose.secrets import FileSecrets
from station.compose.workplace import Workplace
from station.core import device_events as t
from station.core import events as e
from station.core.invariants import check_line
from station.core.printing import HeadStatus
from station.runtime.loop import Stepped
from station.runtime.station import TEST_TEXT
from tests.compose.real_line import Mute, RealLine, make_order

WAIT_S_MAX = 10.0


def until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + WAIT_S_MAX
    while not holds():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.01)


def test_a_live_code_follows_a_test_print_and_no_alarm_comes_of_it(tmp_path: Path) -> None:
    line, broken = load_line(find_line("demo")), list[str]()

    def watch(step: Stepped) -> None:
        broken.extend(check_line(step.before, step.after, step.records))

    twin = CodenetTwin(depth=3)
    server = TwinServer(twin)
    server.start()
    coder = line.roles.coder
    assert coder is not None
    devices: dict[str, RunnableDevice] = {name: Mute(name) for name in line.devices}
    options = {"label": "PACKLINE", "depth": 3}
    devices[coder] = build(coder, "domino-codenet", f"tcp://127.0.0.1:{server.port}", options)
    secrets = FileSecrets(tmp_path / "secrets.json")
    with Workplace(tmp_path, line, devices, secrets, observer=watch) as place:
        until(lambda: place.state.heads[coder].status is HeadStatus.READY)
        assert place.ask(t.PrintTestAsked(coder, place.now_ms(), "anna")) is None
        until(lambda: server.look(lambda one, _: len(one.buffer)) == 1)
        order = make_order()
        place.open_order(order, {level.number: 60 for level in order.product.levels})
        real = RealLine(place)
        for head in real.roles.labels.values():
            real.post(e.HeadReady, head=head, credit=4)
        assert "test print is still out" in real.ask(e.StartAsked)
        server.call(lambda one, now_ms: one.photocell(now_ms))
        until(lambda: not place.state.heads[coder].trying)
        assert real.ask(e.StartAsked) == ""
        until(lambda: server.look(lambda one, _: len(one.buffer)) == 3)
        first = place.state.heads[coder].sent[0]
        server.call(lambda one, now_ms: one.photocell(now_ms))
        until(lambda: first not in place.state.heads[coder].sent)
        live = place.state.live[first].data
        alarms = {alarm.kind for alarm in place.snapshot.alarms}
    assert server.look(lambda one, _: list(one.tape)) == [TEST_TEXT.encode(), live]
    server.stop()
    assert "print_unexplained" not in alarms
    assert not broken
