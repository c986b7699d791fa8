"""`packline bench decode`: what counts as a hit, as false, as reached; and that it says so."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from drivers.labels.symbols import Kind
from station.bench.decode import measure, page
from station.bench.decode.contenders import (
    PACKLINE,
    PACKLINE_CUTS,
    Contender,
    Found,
    contenders,
    cuts_of,
)
from station.bench.decode.pictures import CLASSES, KINDS, Scene, scene
from station.bench.decode.wanted import wanted
from station.bench.machine import this_machine
from station.cli import app

RUN = ["bench", "decode", "--pictures", "1", "--kinds", "qr", "--classes", "sharp"]
BLANK = Scene(np.zeros((8, 8), np.uint8), {b"A": (0, 0), b"B": (1, 2)})


def seen_by(name: str, found: Found) -> Contender:
    return Contender(name, lambda picture, cuts: list(found))


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Four readers that look at nothing: one right, one that invents, one that misplaces."""
    made = [
        seen_by(PACKLINE, [(b"A", (0, 0)), (b"B", (1, 2))]),
        seen_by(PACKLINE_CUTS, [(b"A", None)]),
        seen_by("zxing-cpp, whole picture", [(b"A", None), (b"7810", None), (b"A", None)]),
        replace(seen_by("pyzbar, same cuts", [(b"B", None)]), pictures_max=1),
    ]
    monkeypatch.setattr(measure, "contenders", lambda *_: made)
    monkeypatch.setattr(measure, "scene", lambda *_: BLANK)
    monkeypatch.setattr(measure, "cuts_of", lambda _: [])


def rows_of(quick: None) -> dict[str, measure.Row]:
    rows = measure.measure([CLASSES["sharp"]], ["qr"], 3, 1, lambda _: None)
    return {row.contender: row for row in rows}


def test_hits_and_false_reads_are_counted_by_text_and_ours_by_place_too(quick: None) -> None:
    rows = rows_of(quick)
    assert (rows[PACKLINE].hits, rows[PACKLINE].total, rows[PACKLINE].false) == (6, 6, 0)
    zxing = rows["zxing-cpp, whole picture"]
    assert (zxing.hits, zxing.false, zxing.ours) == (3, 3, 6)
    zbar = rows["pyzbar, same cuts"]
    assert (zbar.pictures, zbar.hits, zbar.total, zbar.ours) == (1, 1, 2, 2)


def test_a_code_in_the_wrong_cell_is_false(quick: None, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = [seen_by(PACKLINE, [(b"A", (0, 1))]), seen_by(PACKLINE_CUTS, [])]
    monkeypatch.setattr(measure, "contenders", lambda *_: wrong)
    row = rows_of(quick)[PACKLINE]
    assert (row.hits, row.false) == (0, 3)


def test_what_was_not_reached_is_said(quick: None) -> None:
    rows = list(rows_of(quick).values())
    reached = {one.what: one.reached for one in wanted(rows)}
    assert reached["qr: no false read"] is True
    assert reached["qr, sharp: as many hits as the best decoder"] is True
    slow = [replace(row, times_ours=2.0) if row.times_ours else row for row in rows]
    times = [one for one in wanted(slow) if "takes" in one.what]
    assert len(times) == 2
    assert not any(one.reached for one in times)
    worse = [
        replace(row, ours=0, hits=0 if row.contender == PACKLINE else row.hits) for row in rows
    ]
    assert not any(one.reached for one in wanted(worse) if "best decoder" in one.what)


def test_the_same_seed_is_the_same_picture_and_another_seed_another() -> None:
    first, again, other = (scene("qr", CLASSES["mid"], seed, 0) for seed in (1, 1, 2))
    assert first.codes == again.codes
    assert np.array_equal(first.picture, again.picture)
    assert not set(first.codes) & set(other.codes)


@pytest.mark.parametrize("kind", KINDS)
def test_each_reader_reads_a_sharp_case(kind: Kind) -> None:
    of = scene(kind, CLASSES["sharp"], 1, 0)
    cuts = cuts_of(of)
    assert len(cuts) == 24
    field = contenders(kind, 1, 1)
    try:
        for one in field:
            if "OpenCV" in one.name or one.name == "pylibdmtx, whole picture":
                continue  # seconds for a picture
            found = one.read(of.picture, cuts)
            read = {data for data, _ in found}
            assert read <= set(of.codes), one.name
            assert len(read) >= (24 if one.name.startswith("Packline") else 20), one.name
            assert all(place in (None, of.codes[data]) for data, place in found), one.name
    finally:
        for one in field:
            one.stop()


def test_bait_is_in_the_picture_and_not_among_its_codes() -> None:
    of = scene("data-matrix", CLASSES["bait"], 1, 0)
    assert 0 < len(of.codes) < 24
    assert len(cuts_of(of)) > len(of.codes)


def test_the_page_is_written_between_its_marks_and_nowhere_else(
    tmp_path: Path, quick: None
) -> None:
    rows = list(rows_of(quick).values())
    measured = page.markdown(rows, this_machine(("numpy",)), "packline bench decode", 1)
    file = tmp_path / "decoding.md"
    file.write_text(f"before\n{page.BEGIN}\nold\n{page.END}\nafter\n")
    page.write_into(file, measured)
    text = file.read_text()
    assert text.startswith("before\n") and text.endswith("after\n")
    assert "old" not in text
    assert "| sharp | Packline | 6/6 |  | 0 |" in text
    assert f"numpy {np.__version__}" in text
    file.write_text("nothing to replace")
    with pytest.raises(ValueError, match="lacks the marks"):
        page.write_into(file, measured)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--pictures", "0"], "--pictures 0: it is 1 to 500"),
        (["--seed", "-1"], "--seed -1: it is 0 or more"),
        (["--classes", "sharp,foggy"], "--classes foggy: it is some of sharp"),
        (["--kinds", "aztec"], "--kinds aztec: it is some of qr, data-matrix"),
    ],
)
def test_what_cannot_be_measured_is_refused(words: list[str], told: str) -> None:
    result = CliRunner().invoke(app, ["bench", "decode", *words])
    assert result.exit_code == 2
    assert told in result.output


def test_as_its_user_runs_it(quick: None) -> None:
    result = CliRunner().invoke(app, RUN)
    assert result.exit_code == 0, result.output
    assert "zxing-cpp, whole picture" in result.output
    report = json.loads(CliRunner().invoke(app, [*RUN, "--json"]).stdout)
    assert report["machine"]["cores"] >= 1
    assert {row["of"] for row in report["rows"]} == {"sharp"}


def test_a_false_read_of_ours_ends_with_1(quick: None, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = [seen_by(PACKLINE, [(b"C", (0, 0))]), seen_by(PACKLINE_CUTS, [])]
    monkeypatch.setattr(measure, "contenders", lambda *_: wrong)
    assert CliRunner().invoke(app, RUN).exit_code == 1
