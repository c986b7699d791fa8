"""The devices page's requests: everything is shown covered, tests are the core's to allow."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, get_args

import pytest

from drivers import api as d
from drivers.link.trace import Trace, TraceEntry
from station.core import events as e
from station.core.access import Role
from station.core.codes import TEST_CODES, Symbology
from station.core.print_trend import LEARN_READS, Trend
from station.core.state import new_line
from station.door.acts import acts_of
from station.door.device_acts import DeviceActs
from station.door.device_words import WORDS
from station.door.opening import gauge_of
from station.door.seats import Taken
from station.door.wire_shown import joined, page_of, short, wire_lines
from station.runtime.device_book import LISTEN_MS, MORE_MS, DeviceBook
from station.runtime.loop import Stepped
from station.runtime.print_course import MINUTE_MS, MINUTES, PrintCourse
from station.runtime.service import NotAllowed
from station.runtime.station import TEST_TEXT
from station.talk import device_requests as q
from station.talk.server import Refuses
from tests.compose.real_line import Mute, RealLine, make_order, real_line

WORD = "correct horse 42"
CODE = "HTTPS://M.EXAMPLE/B/1A2B3C4D5E6F7"


@dataclass
class Page:
    line: RealLine
    acts: DeviceActs
    seat: Taken

    def mute(self, name: str) -> Mute:
        device = self.line.place.device(name)
        assert isinstance(device, Mute)
        return device

    def says(self, event: d.DeviceEvent) -> None:
        self.line.place.station.take(event)
        self.line.settled()

    def device(self, name: str) -> q.DeviceShown:
        return self.acts.device(self.seat, q.Device(name))


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    with real_line(tmp_path_factory.mktemp("station")) as line:
        place = line.place
        place.service.first_administrator("root", WORD)
        root = [place.service.log_in("root", WORD)]
        place.service.add_user(root, "anna", Role.LEADER, "first words 99")
        place.service.change_own_password("anna", "first words 99", WORD)
        seat = Taken(1, "screen", place.service.log_in("anna", WORD))
        acts = DeviceActs(place, place.line, gauge_of(place.line))
        for name in place.line.devices:
            kind = "scanner" if name in place.line.roles.hand else _kind_of(line, name)
            mute = place.device(name)
            mute.caps = replace(mute.caps, kind=kind)  # type: ignore[arg-type]
        yield Page(line, acts, seat)


def _kind_of(line: RealLine, name: str) -> str:
    roles = line.place.line.roles
    if name in (*roles.scanners, roles.confirm):
        return "reader"
    return {roles.plc: "plc", roles.coder: "coder"}.get(name, "label")


@pytest.fixture
def page(opened: Page) -> Page:
    """The same station for all: nothing that one test leaves disturbs the next."""
    opened.line.ready()
    for name in opened.line.place.line.devices:
        opened.mute(name).commands.clear()
    return opened


def coder(page: Page) -> str:
    return page.line.roles.coder


def test_each_request_of_the_page_has_its_act(page: Page) -> None:
    assert {kind for kind, _ in acts_of(page.acts)} == set(get_args(q.DeviceTalk))


def test_nobody_sees_a_device_without_being_logged_in(page: Page) -> None:
    for look in (q.Device(coder(page)), q.LastBytes(coder(page)), q.PrintQuality(coder(page))):
        act = dict(acts_of(page.acts))[type(look)]
        with pytest.raises(NotAllowed, match="log in first"):
            act(Taken(2, "other"), look)


def test_an_unknown_device_is_refused_in_one_sentence(page: Page) -> None:
    with pytest.raises(Refuses, match="choose one of the list"):
        page.device("nobody")


# ---------------------------------------------------------------- the test print


def test_a_test_print_leaves_under_its_own_number_and_its_end_raises_no_alarm(page: Page) -> None:
    page.acts.print_test(page.seat, q.PrintTest(coder(page)))
    job = d.PrintJob(d.TEST_JOB, TEST_TEXT.encode())
    assert page.mute(coder(page)).commands == [d.Offer((job,))]
    shown = page.device(coder(page))
    assert {key.name for key in shown.tests} == {"print", "end-print"}
    assert shown.print_test is not None and shown.print_test.over_ms == 0
    page.says(d.Printed(coder(page), d.TEST_JOB))
    after = page.device(coder(page)).print_test
    assert after is not None and after.result == "printed" and after.over_ms > 0
    kinds = [alarm.kind for alarm in page.line.place.snapshot.alarms]
    assert "print_unexplained" not in kinds


def test_a_label_printer_gets_a_whole_label_in_its_language(page: Page) -> None:
    printer = page.line.roles.labels[1]
    page.acts.print_test(page.seat, q.PrintTest(printer))
    [offer] = page.mute(printer).commands
    assert isinstance(offer, d.Offer)
    assert offer.jobs[0].data.startswith(b"^XA")
    assert b"PACKLINE" in offer.jobs[0].data
    page.says(d.InDoubt(printer, (d.TEST_JOB,), "the cable"))
    shown = page.device(printer).print_test
    assert shown is not None and shown.result == "in doubt: the cable"


def test_the_text_of_a_test_print_is_no_code_of_the_station(page: Page) -> None:
    assert page.line.place.all_codes.find(TEST_TEXT) is None


def test_a_coder_with_too_short_a_field_is_told_before_anything_leaves(page: Page) -> None:
    mute = page.mute(coder(page))
    whole, mute.caps = mute.caps, replace(mute.caps, max_bytes=8)
    with pytest.raises(Refuses, match="8 characters"):
        page.acts.print_test(page.seat, q.PrintTest(coder(page)))
    mute.caps = whole
    assert mute.commands == []


# ---------------------------------------------------------------- reading and kicking


def reader(page: Page) -> str:
    return page.line.roles.scanners[1]


def test_what_a_test_read_saw_is_shown_covered_and_judged_by_nobody(page: Page) -> None:
    page.says(d.Ready(reader(page)))
    page.acts.read_once(page.seat, q.ReadOnce(reader(page)))
    [trigger] = page.mute(reader(page)).commands
    assert trigger == d.Trigger(d.TEST_TOKEN, 1_000)
    page.says(d.Read(reader(page), d.TEST_TOKEN, (d.SymbolRead(CODE.encode(), "]Q1"),)))
    shown = page.device(reader(page)).read_test
    assert shown is not None and len(shown.reads) == 1
    assert "1A2B3C4D5E6F7" not in shown.reads[0].text


def test_a_reader_that_is_away_is_not_asked(page: Page) -> None:
    page.says(d.LinkDown(reader(page), "cut"))
    with pytest.raises(Refuses, match="not connected"):
        page.acts.read_once(page.seat, q.ReadOnce(reader(page)))
    with pytest.raises(Refuses, match="no such test"):
        page.acts.read_once(page.seat, q.ReadOnce(coder(page)))


def test_the_plc_is_told_to_kick_once(page: Page) -> None:
    plc = page.line.roles.plc
    page.says(d.Ready(plc))
    page.acts.reject_once(page.seat, q.RejectOnce(plc))
    assert d.LineOutputs(reject_test=True) in page.mute(plc).commands


def test_the_self_test_judges_what_the_test_read_saw(page: Page) -> None:
    page.says(d.Ready(reader(page)))
    page.acts.read_once(page.seat, q.ReadOnce(reader(page)))
    asked = q.CheckScanner(reader(page), "qr")
    assert page.acts.check_scanner(page.seat, asked) == q.SelfTestShown("qr", False, ())
    code = TEST_CODES[Symbology.QR]
    page.says(d.Read(reader(page), d.TEST_TOKEN, (d.SymbolRead(code.data, code.aim),)))
    assert page.acts.check_scanner(page.seat, asked).good


@pytest.mark.parametrize(
    ("typed", "good"), [("]Q1" + TEST_CODES[Symbology.QR].human, True), ("]Q1nonsense", False)]
)
def test_what_was_typed_at_the_screen_is_judged_alike(page: Page, typed: str, good: bool) -> None:
    shown = page.acts.check_typed(page.seat, q.CheckTyped("qr", (typed,)))
    assert shown.good is good
    assert good or shown.findings[0].chinese


def test_there_is_a_picture_of_each_test_label(page: Page) -> None:
    names = page.acts.scanner_labels(page.seat, q.ScannerLabels())
    assert set(names) == {one.value for one in TEST_CODES}
    picture = page.acts.scanner_label(page.seat, q.ScannerLabel(names[0]))
    assert picture.startswith(b"\x89PNG")
    with pytest.raises(Refuses, match="no test label"):
        page.acts.scanner_label(page.seat, q.ScannerLabel("morse"))


# ---------------------------------------------------------------- what stands on the tiles


def test_counts_are_by_kind_and_a_devices_own_counter_is_beside_them(page: Page) -> None:
    before = dict(page.device("bottle_camera").counts)
    page.says(d.NoRead("bottle_camera", 0, "dark"))
    page.says(d.Counter("bottle_camera", 77))
    shown = page.device("bottle_camera")
    assert dict(shown.counts)["no_reads"] == before.get("no_reads", 0) + 1
    assert shown.own_count == 77
    assert shown.last_event_age_ms >= 0


def test_a_device_whose_library_has_the_wire_shows_its_last_events(page: Page) -> None:
    page.says(d.Read("bottle_camera", 3, (d.SymbolRead(CODE.encode()),)))
    shown = page.acts.last_bytes(page.seat, q.LastBytes("bottle_camera"))
    assert not shown.has_wire
    assert shown.rows[0].way == "event"
    assert "1A2B3C4D5E6F7" not in shown.rows[0].text


def test_every_event_of_a_device_has_words() -> None:
    assert set(WORDS) == set(get_args(d.DeviceEvent))


def test_a_code_that_the_network_cut_is_covered_all_the_same() -> None:
    entries = [
        TraceEntry(10, "sent", CODE[:24].encode()),
        TraceEntry(12, "sent", CODE[24:].encode()),
    ]
    [whole] = joined(entries)
    assert whole.data == CODE.encode()
    trace = Trace()
    for one in entries:
        trace.add(one.at_ms, one.direction, one.data)
    trace.add(900, "received", b"\x06")
    shown = page_of(wire_lines(trace, 1_000, ()), q.LastBytes("coder"), has_wire=True)
    assert [(one.at_ms, one.way) for one in shown.rows] == [(1_900, "received"), (1_010, "sent")]
    assert shown.rows[0].text == "<ACK>"
    assert "1A2B3C4D5E6F7" not in shown.rows[1].text


def test_a_long_piece_goes_on_in_the_next_line_and_pages_end() -> None:
    pieces = [q.Passed(1, "sent", "word " * 9), q.Passed(2, "received", "<ACK>")]
    asked = q.LastBytes("coder", page=7, rows=2, characters=20)
    shown = page_of(pieces, asked, has_wire=True)
    assert (shown.page, shown.pages) == (1, 2)
    assert [(one.way, one.text.strip()) for one in shown.rows] == [
        ("", "word"),
        ("received", "<ACK>"),
    ]


def test_an_imported_code_without_a_shape_is_covered_where_it_is_known() -> None:
    assert "abcdefghij" not in short("print abcdefghijk now", ["abcdefghijk"])


# ---------------------------------------------------------------- the book and the course


def test_a_hand_scanner_reads_for_the_test_once_and_for_the_line_again() -> None:
    book = DeviceBook(["gun"])
    read = d.Read("gun", 0, (d.SymbolRead(b"x"),))
    assert not book.takes(read, 0, stands=True)
    book.listen("gun", 1_000)
    assert not book.takes(read, 1_500, stands=False), "the line moves: it is the line's"
    assert book.takes(read, 2_000, stands=True)
    assert book.takes(read, 2_000 + MORE_MS - 1, stands=True), "the same once more"
    assert not book.takes(read, 2_000 + MORE_MS, stands=True)
    trial, waits = book.test_reads("gun", 9_000)
    assert trial is not None and len(trial.symbols) == 2 and not waits


def test_a_test_read_that_nobody_comes_to_ends_by_itself() -> None:
    book = DeviceBook(["gun"])
    book.listen("gun", 1_000)
    read = d.Read("gun", 0, (d.SymbolRead(b"x"),))
    assert not book.takes(read, 1_000 + LISTEN_MS, stands=True)


def test_the_course_of_a_head_has_a_point_a_minute_and_an_hour_of_them() -> None:
    course, before = PrintCourse(), new_line([])
    for minute in range(MINUTES + 5):
        trend = Trend("water", LEARN_READS + minute, 80.0, 0.0, 80.0 - minute / 10)
        after = replace(before, trends={"coder": trend})
        event = e.Tick(minute * MINUTE_MS)
        course.observe(Stepped(before, event, after, ()))
        before = after
    points = course.of("coder", (MINUTES + 4) * MINUTE_MS)
    assert len(points) == MINUTES
    assert points[-1].score == pytest.approx(80.0 - 6.4)


def test_another_product_begins_another_course() -> None:
    course, line = PrintCourse(), new_line([])
    one = replace(line, trends={"coder": Trend("water", 5, 80.0, 0.0, 80.0)})
    other = replace(line, trends={"coder": Trend("juice", 1, 40.0, 0.0, 40.0)})
    course.observe(Stepped(line, e.Tick(0), one, ()))
    course.observe(Stepped(one, e.Tick(MINUTE_MS), other, ()))
    assert [point.score for point in course.of("coder", MINUTE_MS)] == [40.0]


# ---------------------------------------------------------------- while an order runs, last of all


def test_while_an_order_runs_every_test_says_to_stop_the_line(page: Page) -> None:
    page.line.start(make_order())
    refused: list[tuple[Any, Any]] = [
        (page.acts.print_test, q.PrintTest(coder(page))),
        (page.acts.reject_once, q.RejectOnce(page.line.roles.plc)),
    ]
    page.says(d.Ready(page.line.roles.plc))
    for act, asked in refused:
        with pytest.raises(Refuses, match="stop the line first"):
            act(page.seat, asked)
    sent = [one for one in page.mute(coder(page)).commands if isinstance(one, d.Offer)]
    assert d.TEST_JOB not in [job.job for offer in sent for job in offer.jobs]
