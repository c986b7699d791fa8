"""A platform that was restored from its backup gets back what it had acknowledged, once."""

from __future__ import annotations

from itertools import count
from pathlib import Path

from station.store import outbox
from station.store.store import Store
from sync.platforms.packline_api import PacklineApi
from sync.recover import Recovery, recover
from sync.sandbox.process import SandboxProcess
from sync.station_facts import StationFacts
from tests.sync.fake_station import text_of
from tests.sync.test_sync_station import BEFORE, PACKED, push


def recovered(store: Store, sandbox: SandboxProcess) -> Recovery:
    facts = StationFacts(store.engine.connect)
    platform = PacklineApi(sandbox.url, sandbox.token)
    try:
        return recover(
            "WO-1",
            lambda order: facts.bound_codes(order, text_of),
            platform,
            lambda order: outbox.send_again(store.engine, order),
            lambda: push(store, sandbox, count(1_000_000)),
        )
    finally:
        platform.close()


def test_what_the_platform_forgot_is_sent_again_byte_for_byte(tmp_path: Path) -> None:
    with Store.open(tmp_path / "station.db", station=1) as store:
        store.commit([*BEFORE, *PACKED], 1)
        with SandboxProcess(tmp_path / "before.db") as sandbox:
            push(store, sandbox, count(1))
        sent = [row.body for row in outbox.listed(store.engine, ["acknowledged"])]
        with SandboxProcess(tmp_path / "restored.db") as forgetful:
            done = recovered(store, forgetful)
        assert done.again == len(sent) > 0
        assert not done.after
        assert [row.body for row in outbox.listed(store.engine, ["acknowledged"])] == sent


def test_a_platform_that_has_everything_is_sent_nothing(tmp_path: Path) -> None:
    with Store.open(tmp_path / "station.db", station=1) as store:
        store.commit([*BEFORE, *PACKED], 1)
        with SandboxProcess(tmp_path / "sandbox.db") as sandbox:
            push(store, sandbox, count(1))
            assert recovered(store, sandbox).again == 0
