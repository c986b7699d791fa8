"""On a real station: the disk fills up, becomes read-only, the clock jumps."""

from __future__ import annotations

from pathlib import Path

import pytest

from drivers import api as d
from station.commands.trace import _print
from station.compose.database import database_at
from station.compose.offline import open_order, trust_clock
from station.compose.papers import origin_of
from station.compose.tracing import open_tracing
from station.core import events as e
from station.core.states import Phase
from station.runtime.loop import LineStopped
from station.runtime.watches import DISK_LOOK_MS, PROBE_MS
from station.store import queries
from station.store.disk import MB, Disk
from station.store.engine import reading
from station.store.errors import KnownError, StoreRefused
from tests.compose.bench import PER_CASE, Bench, HandClock, make_order

HOUR_MS = 3_600_000


def test_a_disk_that_fills_up_stops_the_line_after_its_case(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = HandClock()
    with Bench(tmp_path / "s", clock=clock) as bench:
        bench.open().start()
        jobs = [bench.packed()]
        monkeypatch.setattr(Disk, "free", lambda self: 20 * MB)
        clock.passes(DISK_LOOK_MS)
        bench.until(lambda: bench.kinds() == {"disk_full"})
        assert not bench.place.disk.reserve.exists()
        assert bench.place.state.phase is Phase.EXECUTE
        jobs += [bench.packed() for _ in range(PER_CASE - 1)]
        bench.until(lambda: bench.place.state.phase is Phase.STOPPED)
        assert "only 20 MB are free, 50 MB are needed" in bench.ask(e.StartAsked)
        bench.confirmed(jobs[-1])
        bench.labelled()
        monkeypatch.setattr(Disk, "free", lambda self: 49 * MB)
        assert "only 49 MB are free" in bench.ask(e.StartAsked)
        monkeypatch.setattr(Disk, "free", lambda self: 60 * MB)
        clock.passes(DISK_LOOK_MS)
        bench.until(lambda: not bench.kinds())
        assert bench.place.disk.reserve.exists()
        assert bench.ask(e.StartAsked) == ""
        bench.packed()


def test_a_disk_that_becomes_read_only_stops_the_line_in_one_sentence(tmp_path: Path) -> None:
    """SQLite says so at the next commit; nothing of that turn is carried out."""
    with Bench(tmp_path / "s") as bench:
        bench.open().start()
        bench.packed()
        entries, left = bench.place.store.head[0], len(bench.tape)
        with bench.place.store.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA query_only = ON")
        bench.place.station.take(d.Printed("coder", bench.at_coder()[0].job))
        bench.place.station.loop._thread.join(5)
        failure = bench.place.station.loop.failure
        assert isinstance(failure, KnownError)
        assert "it can't be written; check the rights" in str(failure)
        assert len(bench.tape) == left
        last = bench.devices["plc"].told[-1]
        assert isinstance(last, d.LineOutputs)
        assert (last.line_enable, last.conveyor_stop) == (False, True)
        with pytest.raises(LineStopped, match="can't be written"):
            bench.ask(e.StartAsked)
    report = database_at(tmp_path / "s" / "station.db").check()
    assert report.sound
    assert report.entries == entries


def test_a_probe_that_fails_holds_the_line_until_the_disk_can_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = HandClock()

    def unwritable(disk: Disk) -> None:
        raise KnownError(f"{disk.folder}: can't be written")

    with Bench(tmp_path / "s", clock=clock) as bench:
        bench.open().start()
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Disk, "probe", unwritable)
            clock.passes(PROBE_MS)
            bench.until(lambda: bench.kinds() == {"disk_unwritable"})
            assert bench.place.state.phase is Phase.HELD
        clock.passes(PROBE_MS)
        bench.until(lambda: not bench.kinds())
        assert bench.place.state.phase is Phase.EXECUTE


def test_a_clock_that_jumps_is_told_and_times_are_marked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    clock = HandClock()
    with Bench(tmp_path / "s", clock=clock) as bench:
        bench.open().start()
        bench.packed()
        clock.wall_ahead_ms -= HOUR_MS
        bench.until(lambda: bench.kinds() == {"clock"})
        assert bench.place.state.phase is Phase.EXECUTE
        job = bench.packed()
        with reading(bench.place.desk) as connection:
            ((first, last),) = queries.suspect_times(connection)
            assert last is None
            notes = origin_of(connection, 0).notes
        assert f"entries {first} to the end are suspect" in notes[0]
    with Bench(tmp_path / "s", clock=clock, devices=bench.devices) as again:
        assert "clock" in again.kinds(), "it survives a restart"
        assert again.ask(e.ClockTrusted) == ""
        assert "clock" not in again.kinds()
        with reading(again.place.desk) as connection:
            spans = queries.suspect_times(connection)
        assert len(spans) == 1 and spans[0][1] is not None
    with open_tracing(tmp_path / "s" / "station.db", again.secrets) as tracing:
        story = tracing.story(job.data.decode())
    assert story is not None
    marks = [entry["time_suspect"] for entry in story["story"]]
    assert marks == [entry["seq"] >= first for entry in story["story"]]
    assert True in marks and False in marks
    _print(story)
    assert "? the clock was suspect then" in capsys.readouterr().out
    report = database_at(tmp_path / "s" / "station.db").check()
    assert report.sound, "order is by sequence, whatever the times"


def test_a_start_with_a_clock_before_the_newest_entry_is_told(tmp_path: Path) -> None:
    with Bench(tmp_path / "s") as bench:
        bench.open()
    late = HandClock()
    late.wall_ahead_ms = -24 * HOUR_MS
    with Bench(tmp_path / "s", clock=late) as bench:
        bench.until(lambda: bench.kinds() == {"clock"})


def test_no_order_is_opened_while_the_clock_is_suspect_until_somebody_looked(
    tmp_path: Path,
) -> None:
    clock = HandClock()
    with Bench(tmp_path / "s", clock=clock) as bench:
        bench.settle()  # it has looked at the clock once
        clock.wall_ahead_ms += HOUR_MS
        bench.until(lambda: bench.kinds() == {"clock"})
    path, line = tmp_path / "s" / "station.db", bench.place.line
    with pytest.raises(StoreRefused, match="the clock jumped, so dates can't be believed"):
        open_order(path, line, make_order(), bench.secrets)
    assert trust_clock(path, "anna")
    assert not trust_clock(path, "anna")
    assert open_order(path, line, make_order(), bench.secrets)["bottle"] > 100
    assert database_at(path).check().sound
