"""Codes leave the station as texts only for whoever prints them, and only if two people say so."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from station.cli import app
from station.compose.database import database_at
from station.core.records import Audited
from station.store.engine import reading
from station.store.journal import read_entries
from tests.commands.staff import hire, signed

PRODUCT = """
name = "tea"
gtin = "06901234567892"
[[levels]]
role = "bottle"
[levels.code]
kind = "minted"
symbology = "qr"
prefix = "HTTPS://M.EXAMPLE/B/"
preprinted = true
[[levels]]
role = "case"
capacity = 4
pack = "queue"
[levels.code]
kind = "sscc"
symbology = "gs1-128"
company_prefix = "6901234"
"""
BOTH = ("--as", "anna", "--second", "bert")


def packline(*said: str) -> Result:
    words, given = signed(said)
    return CliRunner().invoke(app, words, input=given)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    (tmp_path / "tea.toml").write_text(PRODUCT, "utf-8")
    data = tmp_path / "station"
    data.mkdir()
    what = ("--product", str(tmp_path / "tea.toml"), "--batch", "L1", "--target", "3")
    done = packline("order", "open", "WO-1", *what, "--as", "anna", "--data", str(data))
    assert done.exit_code == 0, done.output
    hire(data, anna="qa", bert="admin", lei="leader")
    return data


def test_two_people_get_the_free_codes_and_it_is_on_record(data: Path, tmp_path: Path) -> None:
    out = tmp_path / "caps.csv"
    done = packline("codes", "export", "bottle", "--out", str(out), *BOTH, "--data", str(data))
    assert done.exit_code == 0, done.output
    head, *rows = out.read_text("utf-8").splitlines()
    shown = json.loads(packline("order", "show", "--json", "--data", str(data)).stdout)
    assert head == "code,role"
    assert len(rows) == len(set(rows)) > 3
    assert str(len(rows)) in json.dumps(shown)
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    assert packline("codes", "check", str(out)).exit_code == 0
    with reading(database_at(data / "station.db").engine(read_only=True)) as connection:
        notes = [x.record for x in read_entries(connection) if isinstance(x.record, Audited)]
    exports = [(one.by, one.second) for one in notes if one.category == "export"]
    assert exports == [("anna", "bert")]


@pytest.mark.parametrize(
    ("said", "code", "word"),
    [
        (("bottle", "--as", "anna", "--second", "anna"), 5, "second person"),
        (("bottle", "--as", "anna", "--second", "lei"), 5, "lei is leader"),
        (("case", *BOTH), 1, "not made here for others to print"),
        (("cork", *BOTH), 1, "no role"),
    ],
)
def test_otherwise_nothing_leaves(
    data: Path, tmp_path: Path, said: tuple[str, ...], code: int, word: str
) -> None:
    out = tmp_path / "caps.csv"
    done = packline("codes", "export", *said, "--out", str(out), "--data", str(data))
    assert done.exit_code == code, done.output
    assert word in done.stderr
    assert not out.exists()


def test_no_file_is_overwritten(data: Path, tmp_path: Path) -> None:
    out = tmp_path / "caps.csv"
    out.write_text("mine", "utf-8")
    done = packline("codes", "export", "bottle", "--out", str(out), *BOTH, "--data", str(data))
    assert done.exit_code == 2
    assert out.read_text("utf-8") == "mine"
