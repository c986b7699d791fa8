"""Papers of a real database: their figures are the ledger's, and no code is on them in clear."""

from __future__ import annotations

import csv
import json
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from random import Random

import pytest

from drivers.labels.fonts import pdf_font
from station.compose.papers import Papers, open_papers
from station.compose.people_acts import BY_PEOPLE, act_of
from station.compose.plant_time import _minute, iso
from station.compose.record import batch_record, course
from station.compose.shift import shift_report
from station.compose.tables import _masked, file_names, write_tables
from station.core import records as r
from station.core.states import Cause, CodeState, Phase
from station.reports import batch_record as batch_pdf
from station.reports import shift_report as shift_pdf
from station.reports.csv_tables import as_it_was
from station.reports.papers import BatchRecord
from station.reports.words import STATES
from station.store.codec import encode
from station.store.errors import KnownError
from station.store.figures import ALWAYS, Window
from tests.compose.paper_station import (
    FORMULA,
    LOST,
    MINUTE_MS,
    SEEN,
    START_MS,
    TURNS,
    give_key,
    make_station,
)
from tests.reports.pdf_reading import all_text
from tests.store.made import BOTTLE, History


@contextmanager
def papers_of(folder: Path, *, clear: bool = False) -> Iterator[Papers]:
    with open_papers(folder / "station.db", give_key(folder) if clear else None) as papers:
        yield papers


def record_of(folder: Path, number: str = "WO-1", *, clear: bool = False) -> BatchRecord:
    with papers_of(folder, clear=clear) as papers:
        order = papers.order(number)
        assert order is not None
        return batch_record(papers.subject(order), papers.origin())


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def test_the_numbers_on_paper_are_the_ledgers(tmp_path: Path) -> None:
    ledger = make_station(tmp_path)
    text = all_text(batch_pdf.render(record_of(tmp_path), pdf_font()))
    bottles, cases = (ledger.counts("WO-1", level) for level in (0, 1))
    for state in CodeState:
        name = f"{state.value.replace('_', ' ')} {STATES[state.value]}"
        assert f"{name} {bottles[state]} {cases[state]} " in text, name
    assert "sum 合计 20 3 granted 发放总数 20 3" in text
    assert text.count("it holds 守恒成立") == 2


@pytest.mark.parametrize("seed", range(6))
def test_the_same_of_any_legal_history(tmp_path: Path, seed: int) -> None:
    history = History(Random(seed))
    ledger = make_station(tmp_path, list(history.turns(120)))
    for number in ledger.orders:
        record = record_of(tmp_path, number)
        for level, balance in enumerate(record.balances):
            assert dict(balance.states) == ledger.counts(number, level)
            assert balance.left == ledger.granted(number, level)
            assert balance.holds
        assert len(record.containers) == sum(c.order == number for c in ledger.containers.values())
        standing = {line.alarm for line in record.alarms if not line.cleared_at}
        assert standing == {a.alarm for a in ledger.alarms.values() if a.order == number}
        assert batch_pdf.render(record, pdf_font()).startswith(b"%PDF")


def test_the_record_says_who_did_what_and_why(tmp_path: Path) -> None:
    make_station(tmp_path)
    record = record_of(tmp_path)
    acts = [(line.what, line.container, line.codes, line.reason, line.by) for line in record.rework]
    assert acts == [
        ("quarantined", 1, 0, FORMULA, "王小明"),
        ("void", 0, 1, "not found", "leader + qa"),
        ("sample", 0, 1, "for the lab", "qa"),
        ("closed as partial", 2, 0, "end of order", "leader"),
        ("replace", 1, 1, "broken", "li lei"),
        ("shipped", 1, 0, "East Dealer, 上海", "li lei"),
        ("clock jumped", 0, 0, record.rework[-1].reason, ""),
    ]
    done = {(line.by, line.act) for line in record.people}
    assert ("王小明", "alarm cleared") in done
    assert ("anna", "state changed") in done
    case, partial = record.containers
    assert (case.quarantined, case.dealer, case.region) == (True, "East Dealer", "上海")
    assert (partial.partial, partial.partial_by, partial.reason) == (True, "leader", "end of order")


def test_each_code_in_doubt_is_told_with_its_end(tmp_path: Path) -> None:
    make_station(tmp_path)
    first, second = record_of(tmp_path).doubts
    assert (first.how, first.reason, first.by) == ("void", "not found", "leader + qa")
    assert (second.how, second.settled_at) == ("", "")
    assert first.ref == f"4097/{LOST[0] & 0xFF}"


def test_alarms_last_from_raised_to_cleared(tmp_path: Path) -> None:
    make_station(tmp_path)
    (alarm,) = record_of(tmp_path).alarms
    assert (alarm.seconds, alarm.by, alarm.how, alarm.holds) == (60, "王小明", "looked after", True)


def test_no_code_is_on_paper_or_in_a_table_in_clear_unless_asked_for(tmp_path: Path) -> None:
    make_station(tmp_path)
    serial = SEEN[-13:]
    with papers_of(tmp_path) as papers:
        subjects = [papers.subject(order) for order in papers.orders()]
        record = batch_record(subjects[0], papers.origin())
        write_tables(tmp_path, papers, subjects, ALWAYS, outside=True)
    assert record.examples == ()
    assert serial not in all_text(batch_pdf.render(record, pdf_font()))
    assert not (tmp_path / "codes.csv").exists()
    for name in file_names(clear=False):
        assert serial not in (tmp_path / name).read_text("utf-8"), name


def test_codes_are_in_clear_for_whoever_asks_and_has_the_key(tmp_path: Path) -> None:
    ledger = make_station(tmp_path)
    with papers_of(tmp_path, clear=True) as papers:
        subject = papers.subject(papers.orders()[0])
        record = batch_record(subject, papers.origin())
        write_tables(tmp_path, papers, [subject], ALWAYS, outside=True)
        issued = subject.names.book.human(0, [LOST[0]])[0]
    assert [example.caption for example in record.examples] == ["bottle", "case"]
    codes = read(tmp_path / "codes.csv")
    assert len(codes) == len(ledger.codes)
    assert issued in {row["text"] for row in codes}
    assert {row["state"] for row in codes if row["text"] == issued} == {"void"}
    assert SEEN in (tmp_path / "alarms.csv").read_text("utf-8")


def test_without_the_key_codes_cant_be_asked_for(tmp_path: Path) -> None:
    from station.compose.secrets import FileSecrets

    make_station(tmp_path)
    nothing = FileSecrets(tmp_path / "none.json")
    with (
        pytest.raises(KnownError, match="minting key"),
        open_papers(tmp_path / "station.db", nothing),
    ):
        pass


def test_the_tables_tell_what_the_database_holds(tmp_path: Path) -> None:
    ledger = make_station(tmp_path)
    with papers_of(tmp_path) as papers:
        subjects = [papers.subject(order) for order in papers.orders()]
        rows = write_tables(tmp_path, papers, subjects, ALWAYS, outside=True)
    assert set(rows) == set(file_names(clear=False))
    for name, count in rows.items():
        assert len(read(tmp_path / name)) == count
    counts = read(tmp_path / "counts.csv")
    for level in (0, 1):
        of_level = [row for row in counts if row["level"] == str(level)]
        for state, count in ledger.counts("WO-1", level).items():
            assert sum(int(r["codes"]) for r in of_level if r["state"] == state) == count
    journal = read(tmp_path / "journal.csv")
    assert [int(row["seq"]) for row in journal] == list(range(1, sum(map(len, TURNS)) + 1))
    assert all(json.loads(row["record"]) is not None for row in journal)
    (quarantine,) = [r for r in read(tmp_path / "rework.csv") if r["what"] == "quarantined"]
    assert quarantine["reason"] == "'" + FORMULA
    assert as_it_was(quarantine["reason"]) == FORMULA
    assert {row["order"] for row in read(tmp_path / "alarms.csv")} == {"WO-1", ""}
    assert [r["what"] for r in read(tmp_path / "rework.csv") if not r["order"]] == [
        "clock jumped",
        "login",
    ]


def test_a_shift_counts_what_lies_in_it(tmp_path: Path) -> None:
    make_station(tmp_path, [*TURNS, [r.PhaseChanged("WO-1", Phase.COMPLETING, "anna")]])
    window = Window(START_MS + 2 * MINUTE_MS, START_MS + 8 * MINUTE_MS)
    with papers_of(tmp_path) as papers:
        subjects = [papers.subject(order, window) for order in papers.orders(window)]
        report = shift_report(
            papers.connection,
            window,
            subjects,
            papers.origin(),
            now_ms=START_MS + 60 * MINUTE_MS,
            rated_per_minute=3,
        )
    found = report.effectiveness
    assert (found.shift_s, found.planned_s) == (360, 360)
    assert (found.running_s, found.held_s) == (300, 0)  # a minute of it was held
    assert (found.judged, found.good) == (9, 8)
    assert found.performance == pytest.approx(9 / 15)
    assert report.rejects == (("unknown_code", 1),)
    assert [alarm.kind for alarm in report.alarms] == ["duplicate"]
    assert [line.what for line in report.rework] == ["quarantined", "void"]
    text = all_text(shift_pdf.render(report, pdf_font()))
    for wanted in ("83.3 %", "60.0 %", "88.9 %", "44.4 %", "王小明", report.origin.head_hash):
        assert wanted in text, wanted


def test_an_alarm_that_holds_in_a_running_phase_takes_time_from_it(tmp_path: Path) -> None:
    turns = [*TURNS[:2], [r.AlarmRaised("WO-1", 1, "duplicate", "camera", "")], [], []]
    make_station(tmp_path, [turn or [r.Resynced("WO-1", 1, 1)] for turn in turns])
    window = Window(START_MS, START_MS + 4 * MINUTE_MS)
    with papers_of(tmp_path) as papers:
        subjects = [papers.subject(order, window) for order in papers.orders(window)]
        now_ms = START_MS + 10 * MINUTE_MS
        origin = papers.origin()
        report = shift_report(papers.connection, window, subjects, origin, now_ms=now_ms)
    assert (report.effectiveness.running_s, report.effectiveness.held_s) == (240, 120)
    assert report.effectiveness.availability == 0.5


def test_an_order_that_was_not_on_the_line_is_not_in_the_shift(tmp_path: Path) -> None:
    make_station(tmp_path)
    with papers_of(tmp_path) as papers:
        assert papers.orders(Window(0, START_MS)) == []
        assert len(papers.orders(Window(0, START_MS + 1))) == 1


@pytest.mark.parametrize("minutes", [1, 50, 61, 10_000])
def test_a_chart_has_at_most_sixty_bars(tmp_path: Path, minutes: int) -> None:
    turns = [[*TURNS[0]], TURNS[8][1:5]]
    make_station(tmp_path, turns)
    from station.store.store import Store

    with Store.open(tmp_path / "station.db", station=1) as store:
        for number in range(8):
            judged = r.Judged("WO-1", "camera", number + 100, "good")
            store.commit([judged], START_MS + number * minutes * MINUTE_MS // 7)
    with papers_of(tmp_path) as papers:
        drawn = course([papers.subject(papers.orders()[0])])
    assert 1 <= len(drawn.spans) <= 8
    assert sum(span.good for span in drawn.spans) == 8
    assert drawn.spans[-1].start_ms - drawn.spans[0].start_ms < 60 * drawn.span_ms


def test_the_paper_carries_the_head_of_the_journal_it_was_made_from(tmp_path: Path) -> None:
    make_station(tmp_path)
    origin = record_of(tmp_path).origin
    assert origin.head_seq == sum(map(len, TURNS))
    assert re.fullmatch("[0-9a-f]{64}", origin.head_hash)
    assert origin.epoch == "1"
    assert "SQLite" in origin.library


def test_a_database_of_another_version_is_named_with_the_remedy(tmp_path: Path) -> None:
    make_station(tmp_path)
    from station.store.engine import open_engine, writing

    engine = open_engine(tmp_path / "station.db")
    with writing(engine) as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0001'")
    engine.dispose()
    with pytest.raises(KnownError, match="start the station once"), papers_of(tmp_path):
        pass


def test_every_record_of_a_person_is_an_act() -> None:
    """A record that names somebody and is in no table would be missing on every paper."""
    from dataclasses import fields
    from typing import get_args

    signed = {kind for kind in get_args(r.Record) if "by" in {f.name for f in fields(kind)}}
    assert signed <= set(BY_PEOPLE)
    assert act_of(r.PhaseChanged("O", Phase.EXECUTE, "anna")).by == "anna"


def test_every_table_is_described() -> None:
    described = (Path(__file__).resolve().parents[2] / "docs" / "reports.md").read_text("utf-8")
    assert all(f"| `{name}` |" in described for name in file_names(clear=True))


@pytest.fixture
def summer_time(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A plant whose clocks go forward in March and back in October."""
    with monkeypatch.context() as there:
        there.setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3")
        time.tzset()
        _minute.cache_clear()
        yield
    time.tzset()
    _minute.cache_clear()


@pytest.mark.usefixtures("summer_time")
def test_a_time_is_written_as_the_clock_of_the_plant_shows_it() -> None:
    """Made minute by minute, and the same as the standard library's."""
    rng, back_ms = Random(1), 1_792_886_400_000 + 3_600_000  # 2026-10-25T01:00:00Z
    around = [back_ms + rng.randrange(-5_400_000, 5_400_000) for _ in range(200)]
    whenever = [rng.randrange(1_500_000_000_000, 1_900_000_000_000) for _ in range(200)]
    for at_ms in (0, 59_999, 60_000, START_MS, back_ms - 1, back_ms, *around, *whenever):
        whole = datetime.fromtimestamp(at_ms / 1_000).astimezone()
        assert iso(at_ms) == whole.isoformat(timespec="milliseconds")
    assert (iso(back_ms - 1)[-6:], iso(back_ms)[-6:]) == ("+02:00", "+01:00")


def test_what_a_record_may_tell_of_a_code_is_found_wherever_it_stands() -> None:
    quiet = encode(r.CodesMoved("WO-1", 0, Cause.SEND, (BOTTLE,)))[1]
    assert _masked(quiet) == quiet
    for record in (
        r.Judged("WO-1", "camera", 9, "unknown_code", seen=f'"{SEEN}"'),
        r.AlarmRaised("WO-1", 1, "duplicate", "camera", SEEN),
        r.Audited("", "trace", SEEN, "done"),
        r.PhaseChanged("WO-1", Phase.HELD, reason=SEEN),
    ):
        told = encode(record)[1]
        assert SEEN in told and SEEN not in _masked(told)
