"""The devices page: every view fits, shows what the station said, and asks for what is pressed."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from drivers.labels.to_png import to_png
from station.compose.scanner_selftest import labels
from station.core.access import RIGHT_OF, Right
from station.core.codes import Symbology
from station.core.device_events import PrintTestAsked
from station.runtime.device_book import KINDS
from station.talk import device_requests as q
from station.talk.message import Refusal
from tests.ui.conftest import Screens
from tests.ui.layout import MeasuringPainter, faults, measured_modules
from tests.ui.samples import LOOK, NOW_MS, SEAT
from ui.i18n.language import CHINESE, ENGLISH
from ui.screens.device_parts import StatePart
from ui.screens.devices import DevicesPage
from ui.shell import Shell

SIZES = (((1_024, 768), 3.4), ((1_280, 800), 4.9), ((1_920, 1_080), 4.0))
VIEWS = ("state", "bytes", "test", "quality", "scanner", "screen")
MINUTE_MS = 60_000
REFUSED = "8 codes of the order wait in coder; close the order first"
DEVICE = q.DeviceShown(
    name="coder",
    role="coder",
    status="fault",
    said="NAK 050: printer busy",
    hint="wait until it has printed, or look at its own display",
    kind="coder",
    protocol="domino-codenet",
    address="tcp://192.168.100.140:7000",
    manual="Codenet protocol reference, part EPT032860, issue 3 of 2018",
    done="event_indexed",
    credit="ack_nak",
    ack="received",
    queue_depth=12,
    max_bytes=1_024,
    unverified=("whether a done is told for each print when the buffer holds more than one code",),
    tried=False,
    counts=tuple((name, 1_234) for name in KINDS.values()),
    last_event_age_ms=90_000,
    own_count=1_234_567,
    plc_counts=(("products", 9), ("prints", 8), ("rejects", 1), ("restarts", 0)),
    tests=tuple(
        q.DeviceTestKey(name, "") for name in ("print", "end-print", "read", "reject", "scanner")
    ),
    print_test=q.PrintTestShown("PACKLINE TEST 0001", NOW_MS, NOW_MS, "in doubt: link lost"),
    read_test=q.ReadTestShown(NOW_MS, False, "", (q.ReadShown("HTTP…XW9M", "]Q1"),)),
    has_course=True,
)
BYTES = q.LastBytesShown(
    0,
    3,
    True,
    tuple(q.Passed(NOW_MS - n, ("sent", "")[n % 2], "<ESC>OQ001HTTP…A3F7<EOT>") for n in range(6)),
)
COURSE = q.CourseShown(
    from_ms=NOW_MS - 60 * MINUTE_MS,
    to_ms=NOW_MS,
    points=tuple((NOW_MS - n * MINUTE_MS, 80.0 + n / 10, 60) for n in reversed(range(60))),
    usual=84.0,
    warn_below=79.5,
    of_late=80.0,
    worsening=True,
    reads=3_000,
    reads_needed=100,
)
FOUND = q.SelfTestShown(
    "qr", False, (q.Finding("The scanner adds line ends.", "扫描器附加了换行。", "CR"),)
)


def answered(shell: Shell) -> Any:
    """The shell's station, which answers what the page asks."""
    station: Any = shell.station
    station.answers = {
        q.Device: DEVICE,
        q.LastBytes: BYTES,
        q.PrintQuality: COURSE,
        q.ScannerLabels: tuple(one.value for one in Symbology),
        q.ScannerLabel: to_png(labels()[Symbology.QR], 4),
        q.CheckScanner: FOUND,
        q.CheckTyped: FOUND,
    }
    return station


def at(shell: Shell, view: str) -> DevicesPage:
    """The page, with the coder chosen and this view of it."""
    page = shell.pages["devices"]
    assert isinstance(page, DevicesPage)
    shell.go("devices")
    page.choose("coder")
    page.show_view(view)
    return page


@pytest.fixture
def shell(screens: Screens) -> Shell:
    made = screens.shell(look=LOOK)
    answered(made)
    return made


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_every_view_fits_in_both_languages(
    screens: Screens, size: tuple[tuple[int, int], float], monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in measured_modules():
        monkeypatch.setattr(module, "QPainter", MeasuringPainter)
    shell = screens.shell(*size)
    answered(shell)
    found = []
    for language in (ENGLISH, CHINESE):
        screens.language.set(language)
        for view in VIEWS:
            at(shell, view)
            found += [f"{view} {language}: {one}" for one in faults(shell)]
            assert (shell.width(), shell.height()) == size[0], f"{view} is too large"
    assert not found, "\n".join(found)


def test_a_tile_opens_its_device(shell: Shell) -> None:
    page = shell.pages["devices"]
    assert isinstance(page, DevicesPage)
    shell.go("devices")
    page.tiles.chosen.emit("coder")
    assert q.Device("coder") in shell.station.asked  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("key", "asked"),
    [
        ("print", q.PrintTest("coder")),
        ("end-print", q.EndPrintTest("coder")),
        ("read", q.ReadOnce("coder")),
        ("reject", q.RejectOnce("coder")),
    ],
)
def test_each_key_asks_for_its_test(shell: Shell, key: str, asked: Any) -> None:
    page = at(shell, "test")
    page.test.keys[key].press()
    assert asked in shell.station.asked  # type: ignore[attr-defined]


def test_what_moves_or_drops_something_has_to_be_held(shell: Shell) -> None:
    keys = at(shell, "test").test.keys
    assert {name for name, key in keys.items() if key.holds} == {"end-print", "reject"}


def test_a_key_says_the_stations_own_reason_and_asks_nothing(shell: Shell) -> None:
    station = answered(shell)
    tests = (q.DeviceTestKey("print", REFUSED),)
    station.answers[q.Device] = replace(DEVICE, tests=tests)
    page = at(shell, "test")
    assert page.test.keys["print"].why == REFUSED
    page.test.keys["print"].press()
    assert q.PrintTest("coder") not in station.asked
    assert not page.test.keys["reject"].isVisible()


@pytest.mark.parametrize(
    ("seat", "why"), [({"controls": False}, "take control"), ({"rights": ()}, "Log in as")]
)
def test_who_may_not_is_told_what_it_takes(shell: Shell, seat: dict[str, Any], why: str) -> None:
    station = answered(shell)
    station.say(LOOK, replace(SEAT, **seat))
    page = at(shell, "test")
    assert all(why in key.why for key in page.test.keys.values())


def test_the_right_that_the_page_names_is_the_one_that_it_takes() -> None:
    assert RIGHT_OF[PrintTestAsked] is Right.RUN


def test_who_may_not_look_is_told_why(shell: Shell) -> None:
    station = answered(shell)
    station.answers[q.Device] = Refusal("nobody is logged in; log in first")
    page = at(shell, "state")
    assert "log in first" in page.said.text()


def test_an_answer_about_another_device_is_not_shown(shell: Shell) -> None:
    page = at(shell, "bytes")
    answered(shell).answers[q.Device] = replace(DEVICE, name="plc")
    page.choose("plc")
    page.take_bytes("coder", BYTES)
    assert page.bytes.pages == (0, 1)


def test_what_was_typed_is_judged_with_what_came_before_it(shell: Shell) -> None:
    page = at(shell, "screen")
    page.scanner.field.scanned.emit("first half", True)
    page.scanner.field.scanned.emit("second half", True)
    asked = shell.station.asked[-1]  # type: ignore[attr-defined]
    assert asked == q.CheckTyped("qr", ("first half", "second half"))


def test_a_long_manual_is_shown_whole_on_several_rows(shell: Shell) -> None:
    page = at(shell, "state")
    part = page.parts["state"]
    assert isinstance(part, StatePart)
    rows = [row.cells[1] for row in part.facts.rows]
    assert DEVICE.unverified[0] in " ".join(rows)
