"""Uploads and reports on the screen: they show what the station says, and post what is pressed."""

from __future__ import annotations

from collections.abc import Iterator

import cv2
import numpy as np
import pytest
from msgspec.structs import replace
from pytestqt.qtbot import QtBot

from station.core.access import Role
from station.talk import report_requests as r
from station.talk import upload_requests as u
from station.talk.look import Uploads
from station.talk.message import Refusal
from tests.ui.layout import MeasuringPainter, faults, measured_modules
from tests.ui.papers_station import NOW_MS, SIZES, ScriptedStation, look_of, shell_of
from ui.i18n.language import CHINESE, ENGLISH, Language
from ui.screens.pick import PickOne
from ui.screens.record_preview import RecordPreview
from ui.screens.reports import ReportsPage
from ui.screens.upload_batch import BatchOverlay
from ui.screens.uploads import UploadsPage
from ui.shell import Shell

WHY = "409: a code is in another batch"
A4 = 1.414


@pytest.fixture
def language() -> Iterator[Language]:
    made = Language()
    yield made
    made.set(ENGLISH)


# ---------------------------------------------------------------- uploads


def line(batch: int, **fields: object) -> u.BatchLine:
    made = u.BatchLine(batch, "WO-1", "container", 7, "pallet", ready_ms=NOW_MS)
    return replace(made, **fields)


def batches(asked: u.Batches) -> u.BatchesShown:
    lines = (
        line(9),
        line(8, state="refused", why=WHY, codes_refused=2, settled_ms=NOW_MS),
        line(7, state="acknowledged", receipt="17", settled_ms=NOW_MS),
    )
    older = 7 if asked.below == u.NEWEST else 0
    return u.BatchesShown(lines, older, 12, 1, 5, NOW_MS, 95.0, NOW_MS, "https://p.example")


def batch(asked: u.Batch) -> u.BatchDetail:
    codes = (
        u.CodeTold("HTTP…3F42", "bottle", "", "is in batch 9"),
        u.CodeTold("HTTP…9TM0", "bottle"),
    )
    told = batches(u.Batches()).lines[1]
    return u.BatchDetail(told, "ab" * 32, "", 900, 0, 30, asked.first, codes)


def uploads_of(
    qtbot: QtBot, role: Role = Role.ADMIN, **kept: object
) -> tuple[ScriptedStation, Shell, UploadsPage]:
    answers = {u.Batches: batches, u.Batch: batch, u.RetryRefused: lambda _: 1}
    station = ScriptedStation(answers)
    shell = shell_of(station, UploadsPage, role=role, **kept)  # type: ignore[arg-type]
    qtbot.addWidget(shell)
    page = shell.pages["uploads"]
    assert isinstance(page, UploadsPage)
    page.entered()
    return station, shell, page


def test_each_batch_is_shown_with_its_state_and_what_keeps_it(qtbot: QtBot) -> None:
    _, _, page = uploads_of(qtbot)
    cells = [row.cells for row in page._table.rows]
    assert [row[:3] for row in cells] == [
        ("pallet 7", "WO-1", "waiting"),
        ("pallet 7", "WO-1", "refused"),
        ("pallet 7", "WO-1", "received"),
    ]
    assert cells[1][4] == f"{WHY}, codes refused: 2"
    assert cells[2][4] == "receipt 17"
    figures = {name: figure._value.text() for name, figure in page._figures.items()}
    assert (figures["waiting"], figures["refused"], figures["oldest"]) == ("12", "1", "1:35 min")
    assert figures["success"] != "–"


def test_a_change_of_the_queue_is_asked_for_and_nothing_else(qtbot: QtBot) -> None:
    station, _, page = uploads_of(qtbot)
    page.show_look(look_of(Uploads(12, 1, NOW_MS)))
    asked = len(station.of(u.Batches))
    page.show_look(look_of(Uploads(12, 1, NOW_MS)))
    assert len(station.of(u.Batches)) == asked
    page.show_look(look_of(Uploads(13, 1, NOW_MS)))
    assert len(station.of(u.Batches)) == asked + 1


def test_older_pages_and_back(qtbot: QtBot) -> None:
    station, _, page = uploads_of(qtbot)
    assert page._keys["before"].why
    page._keys["after"].press()
    assert station.of(u.Batches)[-1].below == 7
    assert page._keys["after"].why == "This is the oldest page."
    page.show_look(look_of(Uploads(99)))
    assert station.of(u.Batches)[-1].below == 7, "whoever reads an older page keeps it"
    page._keys["before"].press()
    assert station.of(u.Batches)[-1].below == u.NEWEST


def test_only_who_may_sends_refused_ones_again(qtbot: QtBot) -> None:
    station, shell, page = uploads_of(qtbot, Role.OPERATOR)
    assert page._keys["again"].why == "It takes: plant IT / administrator"
    page._keys["again"].press()
    assert station.of(u.RetryRefused) == []
    station, shell, page = uploads_of(qtbot)
    page._keys["again"].press()
    assert len(station.of(u.RetryRefused)) == 1
    assert shell.toast.text == "Batches to be sent again: 1"


def test_a_batch_is_looked_at_code_by_code(qtbot: QtBot) -> None:
    station, shell, page = uploads_of(qtbot)
    assert page._keys["codes"].why == "Touch a batch first."
    page._table.chosen.emit("8")
    page._keys["codes"].press()
    overlay = shell.overlay
    assert isinstance(overlay, BatchOverlay)
    qtbot.waitUntil(lambda: bool(overlay.table.rows))
    said = [row.cells[2] for row in overlay.table.rows]
    assert said == ["is in batch 9", "nothing of this one"]
    assert overlay.table.rows[0].mark == ("cross", "bad")
    overlay.after.press()
    assert station.of(u.Batch)[-1].first == overlay.table.rows_a_page
    overlay.back.press()
    assert shell.overlay is None


def test_whoever_may_not_see_it_is_told_so(qtbot: QtBot) -> None:
    station = ScriptedStation({u.Batches: Refusal("nobody is logged in; log in first")})
    shell = shell_of(station, UploadsPage)
    qtbot.addWidget(shell)
    page = shell.pages["uploads"]
    assert isinstance(page, UploadsPage)
    page.entered()
    assert page._table._empty == "nobody is logged in; log in first"
    assert page._figures["waiting"]._value.text() == "–"


# ---------------------------------------------------------------- reports


def page_png(asked: r.RecordPage) -> bytes:
    pixels = np.full((round(asked.width_px * A4), asked.width_px, 3), 255, np.uint8)
    return cv2.imencode(".png", pixels)[1].tobytes()


def orders(_: r.RecordOrders) -> r.RecordOrdersShown:
    return r.RecordOrdersShown(
        (
            r.RecordOrder("WO-2", "山泉水", "L2", "execute", NOW_MS),
            r.RecordOrder("WO-1", "山泉水", "L1", "complete", NOW_MS, NOW_MS),
        ),
        0,
    )


def shift(_: r.AskShift) -> r.ShiftShown:
    return r.ShiftShown(
        from_ms=NOW_MS - 7_200_000,
        to_ms=NOW_MS,
        orders=("WO-1", "WO-2"),
        parts=(
            r.OeePart("availability", 0.75, 5_400, 7_200, "s"),
            r.OeePart("performance", None, 900, 0, "items", "no rated speed in the line file"),
            r.OeePart("quality", 0.9, 810, 900, "items"),
            r.OeePart("overall", None, lacking="no rated speed in the line file"),
        ),
        planned_s=7_200,
        running_s=5_500,
        held_s=100,
        good=810,
        rejected=90,
        rated_per_minute=0,
        reasons=(("no_read", 60), ("unknown_code", 20), ("duplicate", 10)),
        closed=(("case", 30, 1), ("pallet", 2, 0)),
        span_ms=60_000,
        expected_per_span=12,
        course=(r.ShiftSpan(NOW_MS - 120_000, 9, 1), r.ShiftSpan(NOW_MS - 60_000, 10, 0)),
    )


def trail(asked: r.AskTrail) -> r.TrailShown:
    """Two lines a look, and the beginning after five looks."""
    below = min(asked.below, 11)
    lines = tuple(
        r.TrailLine(seq, NOW_MS, "anna", "rework", "quarantined", "WO-1", 3, 0, "leak")
        for seq in (below - 1, below - 2)
    )
    older = below - 2 if below > 2 + 1 else 0
    return r.TrailShown(lines[: asked.rows], older, NOW_MS, ("anna", "bert"), ("access", "rework"))


class Making:
    """A record that is ready when `ready` says so."""

    def __init__(self) -> None:
        self.ready = False

    def __call__(self, asked: r.MakeRecord | r.HowRecord) -> r.RecordStand:
        if not self.ready:
            return r.RecordStand(asked.order, "making", 3.0)
        return r.RecordStand(asked.order, "ready", 0.0, 3, 12_345, NOW_MS)


def reports_of(
    qtbot: QtBot, making: Making | None = None, **kept: object
) -> tuple[ScriptedStation, Shell, ReportsPage]:
    made = making or Making()
    answers = {
        r.RecordOrders: orders,
        r.MakeRecord: made,
        r.HowRecord: made,
        r.RecordPage: page_png,
        r.PaperPlaces: lambda _: (r.PaperPlaceShown("", "papers", 1),),
        r.SaveRecord: lambda asked: f"papers/batch-record-{asked.order}.pdf",
        r.AskShift: shift,
        r.AskTrail: trail,
    }
    station = ScriptedStation(answers)
    shell = shell_of(station, ReportsPage, **kept)  # type: ignore[arg-type]
    qtbot.addWidget(shell)
    page = shell.pages["reports"]
    assert isinstance(page, ReportsPage)
    page.entered()
    return station, shell, page


def preview_of(qtbot: QtBot, making: Making) -> tuple[ScriptedStation, Shell, RecordPreview]:
    station, shell, page = reports_of(qtbot, making)
    part = page.parts[0]
    part.table.chosen.emit("WO-1")  # type: ignore[attr-defined]
    part.preview.press()  # type: ignore[attr-defined]
    overlay = shell.overlay
    assert isinstance(overlay, RecordPreview)
    return station, shell, overlay


def test_a_record_shows_that_it_is_made_and_then_its_pages(qtbot: QtBot) -> None:
    making = Making()
    station, _, preview = preview_of(qtbot, making)
    assert preview._picture.text() == "The record is being made: 3 s"
    assert preview.save.why == "The record is not there yet."
    making.ready = True
    qtbot.waitUntil(lambda: not preview._paper.isNull(), timeout=3_000)
    assert not preview._picture.pixmap().isNull()
    assert preview._parts > 1
    assert station.of(r.RecordPage)[0].width_px == preview._picture.width()


def test_the_keys_go_through_all_of_it_and_back(qtbot: QtBot) -> None:
    making = Making()
    making.ready = True
    _, _, preview = preview_of(qtbot, making)
    there = []
    while not preview.after.why:
        there.append((preview._page, preview._part))
        preview.after.press()
    last = (preview._page, preview._part)
    assert there[0] == (1, 0) and last == (3, preview._parts - 1)
    back = []
    while not preview.before.why:
        preview.before.press()
        back.append((preview._page, preview._part))
    assert back == there[::-1]
    preview.view.press()
    assert preview._parts == 1
    preview.end.press()
    assert preview._page == 3


def test_leaving_the_record_ends_its_making(qtbot: QtBot) -> None:
    station, _, preview = preview_of(qtbot, Making())
    assert station.of(r.DropRecord) == []
    asked = len(station.of(r.HowRecord))
    with qtbot.waitSignal(preview.destroyed):  # and what it would have asked again with it
        preview.back.press()
    assert len(station.of(r.DropRecord)) == 1
    assert len(station.of(r.HowRecord)) == asked


def test_it_is_saved_at_once_where_there_is_one_place_and_asked_where_there_are_more(
    qtbot: QtBot,
) -> None:
    making = Making()
    making.ready = True
    station, shell, preview = preview_of(qtbot, making)
    preview.save.press()
    assert station.of(r.SaveRecord) == [r.SaveRecord("WO-1", "")]
    assert shell.toast.text == "Saved: papers/batch-record-WO-1.pdf"
    station.answers[r.PaperPlaces] = lambda _: (
        r.PaperPlaceShown("", "papers", 1),
        r.PaperPlaceShown("STICK", "/media/STICK", 1),
    )
    preview.save.press()
    assert [key.text() for key in preview.places] == ["This station", "STICK"]
    assert not preview.save.isVisible()
    preview.places[1].press()
    assert station.of(r.SaveRecord)[-1] == r.SaveRecord("WO-1", "STICK")
    assert preview.save.isVisible()


def test_figures_of_a_shift_come_with_what_they_are_made_of(qtbot: QtBot) -> None:
    station, shell, page = reports_of(qtbot)
    page.show_part(1)
    part = page.parts[1]
    told = {
        name: (panel._share.text(), panel._made.text())
        for name, panel in part._factors.items()  # type: ignore[attr-defined]
    }
    assert told == {
        "overall": ("–", "no rated speed in the line file"),
        "availability": ("75.0%", "1:30 h ÷ 2:00 h"),
        "performance": ("–", "no rated speed in the line file"),
        "quality": ("90.0%", "810 ÷ 900"),
    }
    assert part._bars._bars[0] == ("no read", 60)  # type: ignore[attr-defined]
    assert "case: 30 full, 1 part" in part._told.text()  # type: ignore[attr-defined]
    part.span.press()  # type: ignore[attr-defined]
    overlay = shell.overlay
    assert isinstance(overlay, PickOne)
    overlay.answers["last"].press()
    assert station.of(r.AskShift)[-1] == r.AskShift("last")


def test_the_trail_asks_on_until_its_page_is_full_or_the_beginning(qtbot: QtBot) -> None:
    station, shell, page = reports_of(qtbot, size=SIZES[2])
    page.show_part(2)
    part = page.parts[2]
    rows = part.table.rows_a_page  # type: ignore[attr-defined]
    assert rows > 2
    assert len(part.table.rows) == min(rows, 10)  # type: ignore[attr-defined]
    assert len({asked.below for asked in station.of(r.AskTrail)}) > 1
    part.who.press()  # type: ignore[attr-defined]
    overlay = shell.overlay
    assert isinstance(overlay, PickOne)
    assert [key.text() for key in overlay.answers.values()] == ["everybody", "anna", "bert"]
    overlay.answers["anna"].press()
    first = next(one for one in station.of(r.AskTrail) if one.person == "anna")
    assert first.below == u.NEWEST
    part.order.press()  # type: ignore[attr-defined]
    overlay = shell.overlay
    assert isinstance(overlay, PickOne)
    overlay.answers["WO-2"].press()
    assert station.of(r.AskTrail)[-1].order == "WO-2"


def test_a_choice_can_be_taken_back(qtbot: QtBot) -> None:
    station, shell, page = reports_of(qtbot)
    page.show_part(2)
    part = page.parts[2]
    for meaning in ("anna", ""):
        part.who.press()  # type: ignore[attr-defined]
        overlay = shell.overlay
        assert isinstance(overlay, PickOne)
        overlay.answers[meaning].press()
    assert station.of(r.AskTrail)[-1].person == ""


@pytest.fixture
def measured(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in measured_modules():
        monkeypatch.setattr(module, "QPainter", MeasuringPainter)


@pytest.mark.usefixtures("measured")
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_all_of_it_fits_on_the_screen(
    qtbot: QtBot, language: Language, size: tuple[int, int, float]
) -> None:
    """In both languages nothing is cut, nothing outside, and no key too small."""
    found, making = [], Making()
    making.ready = True
    for name in (ENGLISH, CHINESE):
        language.set(name)
        _, shell, uploads = uploads_of(qtbot, size=size, language=language)
        found += [f"uploads {name}: {one}" for one in faults(shell)]
        uploads._table.chosen.emit("8")
        uploads._keys["codes"].press()
        overlay = shell.overlay
        assert isinstance(overlay, BatchOverlay)
        overlay._ask()
        assert overlay.table.rows
        found += [f"batch {name}: {one}" for one in faults(shell)]
        _, shell, page = reports_of(qtbot, making, size=size, language=language)
        for number, part in enumerate(page.parts):
            page.show_part(number)
            found += [f"part {number} {name}: {one}" for one in faults(shell)]
            assert (shell.width(), shell.height()) == size[:2], f"part {number} is too large"
            asked = (
                [part.preview] if number == 0 else [part.span] if number == 1 else [part.what]  # type: ignore[attr-defined]
            )
            if number == 0:
                part.table.chosen.emit("WO-1")  # type: ignore[attr-defined]
            for key in asked:
                key.press()
                assert shell.overlay is not None
                found += [f"over part {number} {name}: {one}" for one in faults(shell)]
                shell.close_overlay()
    assert not found, "\n".join(found)


def test_a_long_choice_has_pages(qtbot: QtBot) -> None:
    station, shell, page = reports_of(qtbot, size=SIZES[1])
    made = [f"WO-20261126-{n:03}" for n in range(60)]
    station.answers[r.AskTrail] = lambda asked: replace(trail(asked), people=tuple(made))
    page.show_part(2)
    page.parts[2].who.press()  # type: ignore[attr-defined]
    overlay = shell.overlay
    assert isinstance(overlay, PickOne)
    seen = list[str]()
    while True:
        seen += [name for name, key in overlay.answers.items() if key.isVisible()]
        if overlay.after.why:
            break
        overlay.after.press()
    assert seen == ["", *made]
