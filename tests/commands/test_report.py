"""`packline report` as its user types it: files, refusals, exit codes, beside a running station."""

from __future__ import annotations

import csv
import hashlib
import json
import re
from datetime import datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from station.cli import app
from station.core import records as r
from station.store.lock import StationLock
from station.store.store import Store
from tests.commands.staff import hire, signed
from tests.compose.paper_station import MINUTE_MS, START_MS, TURNS, give_key, make_station
from tests.reports.pdf_reading import all_text, pages

BOTH = ("--as", "anna", "--second", "bert")


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A station's folder; the command is run in an empty one."""
    make_station(tmp_path / "station")
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    return tmp_path / "station"


def report(*arguments: str) -> Result:
    words, given = signed(arguments)
    return CliRunner().invoke(app, ["report", *words], input=given)


def clock(at_ms: int) -> str:
    return datetime.fromtimestamp(at_ms / 1_000).strftime("%Y-%m-%dT%H:%M")


FROM, TO = clock(START_MS), clock(START_MS + 30 * MINUTE_MS)


def test_a_batch_record_gets_a_name_of_its_own(data: Path) -> None:
    done = report("batch", "WO-1", "--data", str(data))
    assert (done.exit_code, done.stdout) == (0, "batch-record-WO-1.pdf\n")
    assert "WO-1" in all_text(Path("batch-record-WO-1.pdf").read_bytes())
    assert [path.name for path in Path().iterdir()] == ["batch-record-WO-1.pdf"]


def test_nothing_is_overwritten_unless_asked_for(data: Path) -> None:
    Path("mine.pdf").write_text("precious", "utf-8")
    arguments = ("batch", "WO-1", "--data", str(data), "--out", "mine.pdf", "--csv", "tables")
    done = report(*arguments)
    assert done.exit_code == 1
    assert "mine.pdf" in done.stderr and "--force" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert Path("mine.pdf").read_text("utf-8") == "precious"
    assert not Path("tables").exists()
    assert report(*arguments, "--force").exit_code == 0
    assert Path("mine.pdf").read_bytes().startswith(b"%PDF")
    Path("mine.pdf").unlink()
    again = report(*arguments)
    assert again.exit_code == 1
    assert "tables/orders.csv" in again.stderr
    assert not Path("mine.pdf").exists()


def test_a_shift_by_its_times(data: Path) -> None:
    done = report("shift", "--from", FROM, "--to", TO, "--rated", "60", "--data", str(data))
    assert done.exit_code == 0, done.stderr
    (file,) = Path().glob("shift-*.pdf")
    assert "rated 额定 60/min" in all_text(file.read_bytes())


def test_an_end_without_a_day_is_the_next_time_the_clock_shows_it(data: Path) -> None:
    arguments = ("shift", "--from", "2026-11-25T22:00", "--to", "06:00", "--data", str(data))
    assert report(*arguments).exit_code == 0
    text = all_text(Path("shift-2026-11-25T2200-0600.pdf").read_bytes())
    assert "2026-11-25 22:00 – 2026-11-26 06:00" in text


def test_tables_alone(data: Path) -> None:
    done = report("tables", "--csv", "a folder/of tables", "--data", str(data))
    assert done.exit_code == 0
    with Path("a folder/of tables/journal.csv").open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.DictReader(file))) == sum(map(len, TURNS))
    assert f"journal.csv: {sum(map(len, TURNS))} rows" in done.stdout
    one = report("tables", "--csv", "one", "--order", "WO-1", "--data", str(data), "--json")
    told = json.loads(one.stdout)
    assert told["rows"]["orders.csv"] == 1
    assert told["rows"]["journal.csv"] < sum(map(len, TURNS))  # none of outside the order


def test_json_has_the_figures_of_the_paper(data: Path) -> None:
    told = json.loads(report("batch", "WO-1", "--data", str(data), "--json").stdout)
    assert told["pdf"] == "batch-record-WO-1.pdf"
    assert told["figures"]["order"]["product"] == "山泉水"
    assert dict(told["figures"]["balances"][0]["states"])["bound"] == 5
    shift = report("shift", "--from", FROM, "--to", TO, "--data", str(data), "--json")
    assert json.loads(shift.stdout)["figures"]["effectiveness"]["judged"] == 10


@pytest.mark.parametrize(
    ("arguments", "code", "word"),
    [
        (("batch", "NO-SUCH"), 3, "NO-SUCH"),
        (("tables", "--csv", "t", "--order", "NO-SUCH"), 3, "NO-SUCH"),
        (("shift", "--from", "yesterday", "--to", "14:00"), 2, "yesterday"),
        (("shift", "--from", "2026-11-25T14:00", "--to", "2026-11-25T06:00"), 2, "end"),
        (("shift", "--from", "2026-11-25T14:00", "--to", "26:00"), 2, "26:00"),
        (("batch", "WO-1", "--out", "no/such/folder/x.pdf"), 1, "no/such/folder"),
        (("batch", "WO-1", "--codes"), 2, "two people"),
        (("batch", "WO-1", *BOTH), 2, "need --codes"),
        (("batch", "WO-1", "--codes", "--as", "anna", "--second", "anna"), 5, "second person"),
        (("batch", "WO-1", "--codes", *BOTH), 1, "minting key"),
    ],
)
def test_what_is_wrong_is_one_sentence_and_leaves_nothing(
    data: Path, arguments: tuple[str, ...], code: int, word: str
) -> None:
    (data / "secrets.json").write_text("{}", "utf-8")
    (data / "secrets.json").chmod(0o600)
    hire(data, anna="qa", bert="qa")
    done = report(*arguments, "--data", str(data))
    assert done.exit_code == code, done.output
    assert word in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert list(Path().iterdir()) == []


def test_without_a_database_nothing_is_made(tmp_path: Path) -> None:
    done = report("batch", "WO-1", "--data", str(tmp_path / "nowhere"))
    assert done.exit_code == 1
    assert "nowhere" in done.stderr
    assert not (tmp_path / "nowhere").exists()


def test_codes_are_in_clear_only_when_asked_for(data: Path) -> None:
    give_key(data)
    hire(data, anna="qa", bert="qa")
    assert report("tables", "--csv", "plain", "--data", str(data)).exit_code == 0
    assert not Path("plain/codes.csv").exists()
    assert report("tables", "--csv", "clear", "--codes", *BOTH, "--data", str(data)).exit_code == 0
    assert Path("clear/codes.csv").stat().st_size > 500


def test_it_works_beside_a_running_station_and_shows_the_newest(data: Path) -> None:
    path = data / "station.db"
    with StationLock(path), Store.open(path, station=1) as store:
        store.commit([r.AlarmRaised("WO-1", 9, "pool_empty", "coder", "just now")], START_MS)
        assert report("batch", "WO-1", "--data", str(data)).exit_code == 0
        store.commit([r.AlarmCleared("WO-1", 9, "anna", "more codes")], START_MS + 1)
    assert "just now" in all_text(Path("batch-record-WO-1.pdf").read_bytes())


def test_the_database_of_a_closed_station_stays_as_it_is(data: Path) -> None:
    before = hashlib.sha256((data / "station.db").read_bytes()).hexdigest()
    assert report("batch", "WO-1", "--data", str(data), "--csv", "t").exit_code == 0
    assert report("shift", "--from", FROM, "--to", TO, "--data", str(data)).exit_code == 0
    assert hashlib.sha256((data / "station.db").read_bytes()).hexdigest() == before


def test_a_strange_order_number_makes_a_harmless_file_name() -> None:
    from station.compose.paper_files import record_name

    for number in ("../../etc/passwd", "a/b\\c", "  ", "..", "工单 17"):
        name = record_name(number)
        assert re.fullmatch(r"batch-record-.+\.pdf", name)
        assert Path(name).name == name
        assert "/" not in name and "\\" not in name


def test_every_page_carries_the_same_head(data: Path) -> None:
    assert report("batch", "WO-1", "--data", str(data), "--json").exit_code == 0
    head = json.loads(report("batch", "WO-1", "--data", str(data), "--force", "--json").stdout)
    said = head["figures"]["origin"]["head_hash"]
    found = pages(Path("batch-record-WO-1.pdf").read_bytes())
    assert len(found) > 1
    assert all(said in page for page in found)
