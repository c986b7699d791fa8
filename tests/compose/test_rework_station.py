"""Rework through the whole station: real store, real codes, a restart, the platform at the end."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from station.compose.database import database_at
from station.core import events as e
from station.core import rework_events as w
from station.core.facts import Issued
from station.core.rework_events import Fate
from sync.platforms.packline_api import PacklineApi
from sync.push import Pusher, PushReport
from sync.reconcile import Differences, compare
from sync.sandbox.process import SandboxProcess
from sync.station_facts import StationFacts
from sync.station_outbox import StationOutbox
from tests.compose.real_line import RealLine, make_order, real_line

DAMAGE, SLIP = "damage_or_loss: broken glass", "packed by mistake"


class Platform:
    """A sandbox platform, and this station's way to it."""

    def __init__(self, sandbox: SandboxProcess) -> None:
        self.api = PacklineApi(sandbox.url, sandbox.token)
        self._clock = count(step=3_600_000)

    def push(self, line: RealLine) -> PushReport:
        facts = StationFacts(line.place.store.engine.connect)
        pusher = Pusher(
            1,
            StationOutbox(line.place.desk),
            facts,
            line.texts,
            self.api,
            lambda _: None,
            self._clock.__next__,
        )
        return pusher.push()

    def differences(self, line: RealLine) -> Differences:
        ours = StationFacts(line.place.store.engine.connect).bound_codes("WO-1", line.texts)
        return compare(ours, self.api.bound_codes("WO-1"))


@pytest.fixture
def platform(tmp_path: Path) -> Iterator[Platform]:
    with SandboxProcess(tmp_path / "platform.db") as sandbox:
        made = Platform(sandbox)
        yield made
        made.api.close()


def pallet(line: RealLine) -> tuple[list[Issued], list[Issued]]:
    """Two full cases on a confirmed pallet; containers 1, 3 and 2."""
    first, second = line.full_case(), line.full_case()
    line.confirm(2)
    return first, second


def replaced(line: RealLine, out: Issued, put: Issued, number: int) -> str:
    return line.ask(
        w.ReplaceAsked,
        out=line.scan(out),
        put=line.scan(put),
        label=line.scan(line.label(number)),
        fate=Fate.DESTROY,
        reason=DAMAGE,
    )


def test_after_rework_the_platform_has_code_by_code_what_the_station_has(
    tmp_path: Path, platform: Platform
) -> None:
    with real_line(tmp_path) as line:
        line.start(make_order())
        first, second = pallet(line)
        assert platform.push(line).acknowledged == 1
        assert not platform.differences(line)
        assert replaced(line, first[0], line.good(), 1) == ""
        assert platform.differences(line), "the platform has the broken bottle still"
        assert platform.push(line).acknowledged == 1
        assert not platform.differences(line)

        assert line.ask(w.SampleAsked, what=line.scan(second[0]), reason="qa_sample") == ""
        moved = (line.scan(first[1]),)
        into = line.scan(line.label(3))
        assert line.ask(w.MoveAsked, what=moved, into=into, reason=SLIP) == ""
        assert line.relabel(1, first[2]) == ""
        report = platform.push(line)
        assert (report.acknowledged, report.refused, report.left) == (3, 0, 0)
        assert not platform.differences(line)
        line.close()
        assert platform.push(line).refused == 0

        # The order is closed, and a case is emptied: its pallet and the closing report follow.
        box = line.scan(second[1])
        fields = {"fate": Fate.DESTROY, "reason": DAMAGE}
        assert line.ask(w.EmptyAsked, box=box, **fields) == ""
        report = platform.push(line)
        assert (report.acknowledged, report.refused, report.left) == (2, 0, 0)
        assert not platform.differences(line)
        assert line.ask(w.EmptyAsked, box=line.scan(first[2]), **fields) == ""
        assert platform.push(line).refused == 0
        assert platform.api.bound_codes("WO-1") == [], "no case is left, so the pallet is none"
    assert database_at(tmp_path / "station.db").check().sound


def test_what_is_in_quarantine_or_at_the_desk_is_not_uploaded(
    tmp_path: Path, platform: Platform
) -> None:
    with real_line(tmp_path) as line:
        line.start(make_order())
        first, second = pallet(line)
        case = line.scan(first[0])
        assert line.ask(w.QuarantineAsked, box=case, reason="complaint") == ""
        report = platform.push(line)
        assert (report.acknowledged, report.left) == (0, 1)
        assert "quarantine" in report.said[0]
        assert line.ask(w.ReleaseAsked, box=case, reason="nothing was wrong") == ""
        box = line.scan(line.label(3))
        assert line.ask(w.RelabelAsked, box=box, reason="torn") == ""
        assert "at the rework desk" in platform.push(line).said[0]
        assert line.relabel(3, second[0]) == ""
        assert platform.push(line).acknowledged == 2
        assert not platform.differences(line)


def test_a_correction_that_must_wait_holds_back_what_may_name_its_codes(
    tmp_path: Path, platform: Platform
) -> None:
    """A bottle left a told case that is in quarantine; the pallet it went to must not be told of
    before, or the platform had the bottle in two."""
    with real_line(tmp_path) as line:
        line.start(make_order())
        first, _ = pallet(line)
        assert platform.push(line).acknowledged == 1
        label = line.scan(line.label(1))
        out = (line.scan(first[0]),)
        fields = {"label": label, "fate": Fate.LOOSE, "reason": SLIP}
        assert line.ask(w.RemoveAsked, out=out, **fields) == ""
        assert line.ask(w.QuarantineAsked, box=label, reason="complaint") == ""
        line.full_case()
        third = max(line.numbers(1))
        fourth = line.full_case()
        line.confirm(2)
        full = line.scan(line.label(third))
        taken = line.scan(fourth[0])
        assert third
        assert line.ask(w.SampleAsked, what=taken, reason="qa_sample") == ""
        into = line.scan(line.label(max(line.numbers(1))))
        assert line.ask(w.AddAsked, put=out, label=into, reason=SLIP) == ""
        report = platform.push(line)
        assert (report.acknowledged, report.refused) == (0, 0)
        assert line.ask(w.ReleaseAsked, box=label, reason="nothing was wrong") == ""
        report = platform.push(line)
        assert (report.refused, report.left) == (0, 0)
        assert not platform.differences(line)
        assert full


def test_the_desk_survives_a_restart_of_the_station(tmp_path: Path) -> None:
    with real_line(tmp_path) as line:
        line.start(make_order())
        first, second = pallet(line)
        box = line.scan(line.label(1))
        assert line.ask(w.RelabelAsked, box=box, reason="torn") == ""
        label = line.scan(line.label(3))
        out = (line.scan(second[0]),)
        fields = {"label": label, "fate": Fate.LOOSE, "reason": SLIP}
        assert line.ask(w.RemoveAsked, out=out, **fields) == ""
        awaited = line.awaited(1)
        table = line.place.state.table
    with real_line(tmp_path) as line:
        assert line.awaited(1) == awaited
        assert line.place.state.table == table == {second[0].code}
        line.ready()
        assert line.ask(e.BeltCleared) == ""
        assert line.ask(e.ReprintAsked, container=1, reason="none came") == ""
        live = line.place.state.live[awaited]
        new = line.scan(Issued(0, live.data, live.aim))
        assert line.ask(w.LabelScanned, label=new, inside=line.scan(first[0])) == ""
        assert line.ask(w.AddAsked, put=out, label=label, reason=SLIP) == ""
    assert database_at(tmp_path / "station.db").check().sound


def test_commands_that_come_together_each_know_what_the_one_before_did(tmp_path: Path) -> None:
    """All of them wait in the inbox at once; the second is told of what the first one changed."""
    with real_line(tmp_path) as line:
        line.start(make_order())
        first, _ = pallet(line)
        for one in first:
            scan = line.scan(one)
            line.post(w.SampleAsked, what=scan, reason="qa_sample", by="anna")
        line.settled()
        empty = line.ask(w.QuarantineAsked, box=line.scan(first[0]), reason="complaint")
        assert empty == "unknown", "each left the case, and the last one took its label along"
    assert database_at(tmp_path / "station.db").check().sound
