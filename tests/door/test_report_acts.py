"""Papers, figures and the trail on a screen are those of `packline report`, and cost the line
nothing."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

import cv2
import msgspec
import numpy as np
import pytest

from station.compose.people_acts import BY_PEOPLE
from station.compose.shift_times import span_of
from station.compose.trail_lines import CATEGORIES, EVERYTHING, category_of
from station.core import events as e
from station.core import records as r
from station.core import rework_events as w
from station.door.paper_places import PAPERS, PaperPlace, paper_places
from station.door.record_making import RecordMaking, report_command
from station.door.report_acts import ReportActs, oee_parts
from station.door.seats import Taken
from station.reports.effectiveness import Effectiveness
from station.runtime.service import NotAllowed
from station.store.trail import LOOKED_MAX
from station.talk import report_requests as q
from station.talk.message import Answer, decoded
from station.talk.requests import Asked
from station.talk.server import Refuses
from tests.door.at_the_door import AtTheDoor, at_the_door

ENDS_IN_S = 20
SHORT = "from reportlab.pdfgen.canvas import Canvas as C;import sys;c=C(sys.argv[1]);c.drawString(9,9,'x');c.showPage();c.drawString(9,9,'y');c.save()"  # noqa: E501
LONG = "import time; time.sleep(600)"
WRONG = "import sys; sys.exit('no such order here')"


@pytest.fixture(scope="module")
def door(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AtTheDoor]:
    """A pallet, two bottles nobody could read, a case in quarantine: for who only looks."""
    with at_the_door(tmp_path_factory.mktemp("station")) as there:
        line = there.line
        for _ in range(2):
            unread(there)
        box = line.scan(line.label(line.numbers(1)[0]))
        with pytest.raises(NotAllowed):
            line.place.service.users(there.operator.people)
        assert line.ask(w.QuarantineAsked, box=box, reason="leak near 0123456789ABC") == ""
        yield there


def unread(door: AtTheDoor) -> None:
    line = door.line
    line.trigger += 1
    head = line.place.state.heads[line.roles.coder]
    line.post(e.AtCoder, trigger=line.trigger)
    line.post(e.PrintDone, head=head.name, code=head.sent[0])
    line.post(e.AtCamera, trigger=line.trigger)
    line.post(e.Sighting, device="bottle_camera", trigger=line.trigger, symbols=())
    line.settled()


def making(door: AtTheDoor, tmp_path: Path, program: str) -> RecordMaking:
    def command(order: str, pdf: Path) -> Sequence[str]:
        return (sys.executable, "-c", program, str(pdf))

    return RecordMaking(tmp_path, command, door.line.place.now_ms)


def until(holds: Callable[[], bool]) -> None:
    """Waits for a process of ours, a moment at a time."""
    for _ in range(ENDS_IN_S * 50):
        if holds():
            return
        threading.Event().wait(0.02)
    raise AssertionError("it never ended")


# ---------------------------------------------------------------- batch records


def test_a_record_is_made_beside_the_line_and_shown_page_by_page(door: AtTheDoor) -> None:
    """The real one, of the real database, by the command itself."""
    acts, me = ReportActs(door.line.place), door.operator
    (order,) = acts.orders(me, q.RecordOrders()).orders
    assert (order.number, order.product, order.phase, order.ended_ms) == (
        *("WO-1", "山泉水", "execute", 0),
    )
    assert acts.how_record(me, q.HowRecord("WO-1")).state == "none"
    assert acts.make_record(me, q.MakeRecord("WO-1")).state == "making"
    until(lambda: acts.how_record(me, q.HowRecord("WO-1")).state != "making")
    stand = acts.how_record(me, q.HowRecord("WO-1"))
    assert (stand.state, stand.why) == ("ready", "")
    assert stand.pages >= 3
    page = acts.record_page(me, q.RecordPage("WO-1", stand.pages, 600))
    pixels = cv2.imdecode(np.frombuffer(page, np.uint8), cv2.IMREAD_COLOR)
    assert pixels is not None and pixels.shape[1] == 600
    assert pixels.min() == 0 and pixels.max() == 255
    with pytest.raises(Refuses, match=f"pages 1 to {stand.pages}"):
        acts.record_page(me, q.RecordPage("WO-1", stand.pages + 1, 600))
    first = Path(acts.save_record(me, q.SaveRecord("WO-1")))
    again = Path(acts.save_record(me, q.SaveRecord("WO-1")))
    assert (first.name, again.name) == ("batch-record-WO-1.pdf", "batch-record-WO-1-2.pdf")
    assert first.parent == door.line.place.data / PAPERS
    assert first.read_bytes() == again.read_bytes()
    assert first.stat().st_size == stand.size_bytes
    assert not list(door.line.place.data.glob(".batch*"))


def test_leaving_the_page_ends_what_is_being_made(door: AtTheDoor, tmp_path: Path) -> None:
    box = making(door, tmp_path, LONG)
    box.begin("WO-1", 1)
    assert box.seconds("WO-1") is not None
    with pytest.raises(Refuses, match="order WO-1 is being made for another screen"):
        box.begin("WO-2", 2)
    box.drop(2)
    assert box.seconds("WO-1") is not None
    box.drop(1)
    assert box.seconds("WO-1") is None
    assert box.made("WO-1") is None


def test_the_last_record_is_kept_until_another_is_asked_for(
    door: AtTheDoor, tmp_path: Path
) -> None:
    box = making(door, tmp_path, SHORT)
    for order in ("A", "B"):
        box.begin(order, 1)
        until(lambda order=order: box.seconds(order) is None)
        made = box.made(order)
        assert made is not None and made.pages == 2
    assert box.made("A") is None
    with pytest.raises(Refuses, match="no record of order A"):
        box.page("A", 1, 300)
    assert box.page("B", 2, 300).startswith(b"\x89PNG")


def test_a_record_that_fails_says_why(door: AtTheDoor, tmp_path: Path) -> None:
    acts = ReportActs(door.line.place, making(door, tmp_path, WRONG))
    acts.make_record(door.operator, q.MakeRecord("WO-9"))
    until(lambda: acts.how_record(door.operator, q.HowRecord("WO-9")).state != "making")
    stand = acts.how_record(door.operator, q.HowRecord("WO-9"))
    assert (stand.state, stand.why) == ("failed", "no such order here")


def test_an_order_number_is_never_taken_for_an_option() -> None:
    asked = list(report_command(Path("station.db"))("--help", Path("a.pdf")))
    assert asked[-2:] == ["--", "--help"]


def test_papers_go_to_the_station_or_to_a_stick_and_nowhere_else(
    door: AtTheDoor, tmp_path: Path
) -> None:
    mounts = tmp_path / "mounts"
    here = tmp_path / "media"
    mounts.write_text(f"/dev/sda1 / ext4 rw 0 0\n/dev/sdb1 {here} vfat rw 0 0\n")
    assert paper_places(tmp_path, mounts) == [PaperPlace("", tmp_path / PAPERS)]
    mounts.write_text("/dev/sdb1 /media/not\\040there vfat rw 0 0\n/dev/sdc1 /media ext4 ro 0 0\n")
    assert paper_places(tmp_path, mounts) == [PaperPlace("", tmp_path / PAPERS)]
    assert paper_places(tmp_path, mounts)[0].free_bytes > 0
    acts = ReportActs(door.line.place, making(door, tmp_path, SHORT))
    with pytest.raises(Refuses, match="make it first"):
        acts.save_record(door.operator, q.SaveRecord("WO-1"))
    acts.make_record(door.operator, q.MakeRecord("WO-1"))
    until(lambda: acts.how_record(door.operator, q.HowRecord("WO-1")).state == "ready")
    with pytest.raises(Refuses, match="isn't there any more"):
        acts.save_record(door.operator, q.SaveRecord("WO-1", "../etc"))


def test_every_answer_comes_whole_through_the_socket(door: AtTheDoor) -> None:
    acts, me = ReportActs(door.line.place), door.operator
    for act, asked in (
        *((acts.orders, q.RecordOrders()), (acts.how_record, q.HowRecord("WO-1"))),
        *((acts.places, q.PaperPlaces()), (acts.shift, q.AskShift("today"))),
        (acts.trail, q.AskTrail()),
    ):
        said = act(me, asked)  # type: ignore[operator]
        line = msgspec.json.encode(Asked(1, asked))  # type: ignore[arg-type]
        assert msgspec.json.decode(line, type=Asked).what == asked
        answer = Answer(1, msgspec.Raw(msgspec.json.encode(said)))
        assert decoded(type(asked), answer) == said  # type: ignore[arg-type]


# ---------------------------------------------------------------- the figures of a shift


def test_figures_of_today_are_those_of_the_line(door: AtTheDoor) -> None:
    acts = ReportActs(door.line.place)
    now_ms = door.line.place.now_ms()
    shown = acts.shift(door.operator, q.AskShift("", now_ms - 3_600_000, now_ms + 1))
    assert (shown.good, shown.rejected, shown.orders) == (8, 2, ("WO-1",))
    assert shown.reasons == (("no_read", 2),)
    assert {(role, full) for role, full, _ in shown.closed} == {("case", 2), ("pallet", 1)}
    assert sum(span.good for span in shown.course) == 8
    parts = {one.name: one for one in shown.parts}
    assert parts["quality"].share == pytest.approx(0.8)
    assert (parts["quality"].made, parts["quality"].of) == (8, 10)
    rated = shown.rated_per_minute
    assert (parts["performance"].lacking == "") is (rated > 0)
    with pytest.raises(Refuses, match="can't end before"):
        acts.shift(door.operator, q.AskShift("", now_ms, now_ms))
    with pytest.raises(Refuses, match="no span of time"):
        acts.shift(door.operator, q.AskShift("next"))


def test_oee_is_the_product_of_its_factors_or_says_what_lacks() -> None:
    whole = oee_parts(Effectiveness(28_800, 20_000, 16_000, 1_000, 9_000, 8_100, 60))
    availability, performance, quality, overall = (one.share for one in whole)
    assert (availability, performance, quality) == pytest.approx((0.75, 0.6, 0.9))
    assert overall == pytest.approx(0.75 * 0.6 * 0.9)
    assert [one.lacking for one in oee_parts(Effectiveness(1, 1, 1, 0, 9, 9))] == [
        *("", "no rated speed in the line file", "", "no rated speed in the line file"),
    ]
    nothing = oee_parts(Effectiveness(1, 0, 0, 0, 0, 0, 60))
    assert [one.share for one in nothing] == [None] * 4
    assert nothing[1].lacking == "the line did not run"


STARTS = ("06:00", "14:00", "22:00")


@pytest.mark.parametrize(
    ("name", "begin", "end"),
    [
        ("this", "2026-11-24 22:00", "2026-11-25 05:59:59.001"),
        ("last", "2026-11-24 14:00", "2026-11-24 22:00"),
        ("today", "2026-11-25 00:00", "2026-11-25 05:59:59.001"),
        ("yesterday", "2026-11-24 00:00", "2026-11-25 00:00"),
        ("week", "2026-11-19 00:00", "2026-11-25 05:59:59.001"),
    ],
)
def test_shifts_begin_when_the_line_file_says(name: str, begin: str, end: str) -> None:
    now_ms = round(datetime(2026, 11, 25, 5, 59, 59).timestamp() * 1_000)
    found = span_of(name, now_ms, STARTS)
    assert found.from_ms == round(datetime.fromisoformat(begin).timestamp() * 1_000)
    assert found.to_ms == round(datetime.fromisoformat(end).timestamp() * 1_000)


def test_one_shift_a_day_lasts_a_day() -> None:
    now_ms = round(datetime(2026, 11, 25, 5, 0).timestamp() * 1_000)
    found = span_of("last", now_ms, ("07:00",))
    assert found.to_ms - found.from_ms == 86_400_000


# ---------------------------------------------------------------- the audit trail


def trail(door: AtTheDoor, **asked: str | int) -> tuple[q.TrailLine, ...]:
    acts, lines = ReportActs(door.line.place), list[q.TrailLine]()
    request = q.AskTrail(**asked)  # type: ignore[arg-type]
    while True:
        page = acts.trail(door.operator, request)
        lines += page.lines
        if not page.older:
            return tuple(lines)
        request = q.AskTrail(**{**asked, "below": page.older})  # type: ignore[arg-type]


def test_the_trail_tells_who_did_what_newest_first_and_nothing_twice(door: AtTheDoor) -> None:
    whole = trail(door)
    assert [one.seq for one in whole] == sorted((one.seq for one in whole), reverse=True)
    assert trail(door, rows=3) == whole
    newest = next(one for one in whole if one.category == "rework")
    assert (newest.by, newest.what, newest.order) == ("anna", "quarantined", "WO-1")
    assert "0123456789ABC" not in newest.reason and newest.reason.startswith("leak near")
    assert {"access", "users", "refused", "orders"} <= {one.category for one in whole}
    assert all(one.by for one in whole if one.what != "access")


def test_it_is_filtered_by_person_category_order_and_time(door: AtTheDoor) -> None:
    whole = trail(door)
    assert trail(door, person="ann") == tuple(one for one in whole if one.by == "ann")
    assert trail(door, order="WO-1") == tuple(one for one in whole if one.order == "WO-1")
    for name in CATEGORIES:
        assert trail(door, category=name) == tuple(one for one in whole if one.category == name)
    assert trail(door, span="week") == whole
    assert trail(door, span="yesterday") == ()
    shown = ReportActs(door.line.place).trail(door.operator, q.AskTrail())
    assert shown.people == ("ann", "root")
    with pytest.raises(Refuses, match="no category"):
        ReportActs(door.line.place).trail(door.operator, q.AskTrail(category="gossip"))


def test_a_page_looks_through_a_bounded_part_and_says_where_it_stopped(
    door: AtTheDoor, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = trail(door)
    assert LOOKED_MAX >= 10_000
    monkeypatch.setattr("station.store.trail.LOOKED_MAX", 7)
    monkeypatch.setattr("station.store.trail.CHUNK", 3)
    page = ReportActs(door.line.place).trail(door.operator, q.AskTrail())
    assert page.older and page.back_ms
    assert len(page.lines) < len(whole)
    assert trail(door) == whole


def test_every_act_of_people_is_in_a_category() -> None:
    assert {*BY_PEOPLE} - {r.ClockJumped} == {*EVERYTHING.records}
    for category in e.Category:
        noted = r.Audited("", category.value, "x", "y")
        assert noted.category in CATEGORIES[category_of(noted)].notes


def test_all_of_it_takes_somebody_who_is_logged_in(door: AtTheDoor) -> None:
    acts, nobody = ReportActs(door.line.place), Taken(9, "screen 9")
    for act, asked in (
        *((acts.orders, q.RecordOrders()), (acts.make_record, q.MakeRecord("WO-1"))),
        *((acts.how_record, q.HowRecord("WO-1")), (acts.record_page, q.RecordPage("WO-1", 1, 9))),
        *((acts.places, q.PaperPlaces()), (acts.save_record, q.SaveRecord("WO-1"))),
        *((acts.shift, q.AskShift()), (acts.trail, q.AskTrail())),
    ):
        with pytest.raises(NotAllowed, match="log in first"):
            act(nobody, asked)  # type: ignore[operator]
    acts.drop_record(nobody, q.DropRecord())
