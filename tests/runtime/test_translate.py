"""Device events become line events, and the device strip hears the rest."""

from __future__ import annotations

import pytest

from drivers import api as d
from station.core import events as e
from station.core.device_events import PrintTestOver
from station.core.facts import Scanned, Seen
from station.core.printing import TEST_JOB
from station.core.rework_events import ShipAsked
from station.runtime.roles import Roles
from station.runtime.translate import Translator, word_of_trial

ROLES = Roles(
    coder="coder",
    camera="cam",
    plc="plc",
    labels={1: "case_printer", 2: "pallet_printer"},
    scanners={1: "case_scanner"},
    look_down={1: "above"},
    confirm={1: "packer"},
    shipping="gate",
)
TRANSLATOR = Translator(ROLES, lambda level: 6)
KIND = d.LineEventKind


@pytest.mark.parametrize(
    ("device", "line"),
    [
        (d.Ready("coder", 3), e.HeadReady("coder", 3, 9)),
        (d.Ready("cam"), e.DeviceBack("cam", 9)),
        (d.Faulted("plc", "estop", "Release it."), e.DeviceLost("plc", "estop", "Release it.", 9)),
        (d.Faulted("case_printer", "media out", "Load."), e.HeadLost("case_printer", "media out", "Load.", 9)),  # noqa: E501
        (d.Printed("coder", 5), e.PrintDone("coder", 5, 9)),
        (d.Printed("coder", None), e.PrintDone("coder", 0, 9)),
        (d.NotSent("coder", (1, 2), "x"), e.CodesUnsent("coder", (1, 2), "x", 9)),
        (d.InDoubt("coder", (3,), "cut"), e.CodesDoubted("coder", (3,), "cut", 9)),
        (d.BufferCleared("coder", (4,)), e.HeadCleared("coder", (4,), 9)),
        (d.NoRead("cam", 7, "dark"), e.Sighting("cam", 7, (), 9, "", "dark")),
        (d.Read("cam", 7, (d.SymbolRead(b"A", "]Q1"),)), e.Sighting("cam", 7, (Seen(b"A", "]Q1"),), 9)),  # noqa: E501
        (
            d.Read("above", 2, (d.SymbolRead(b"A", "]Q1", row=1, column=2), d.SymbolRead(b"B"))),
            e.LookDown("above", 1, 2, (Seen(b"A", "]Q1", 8), Seen(b"B", "", -1)), 9),
        ),
        (d.Read("case_scanner", 3, (d.SymbolRead(b"A"),)), e.LabelSeen("case_scanner", 1, 3, (Seen(b"A"),), 9)),  # noqa: E501
        (d.NoRead("packer", 4, "late"), e.ChildSeen("packer", 1, 4, (), 9, "late")),
        (d.LineEvent("plc", KIND.AT_CODER, 1, 0), e.AtCoder(1, 9)),
        (d.LineEvent("plc", KIND.AT_CAMERA, 1, 0), e.AtCamera(1, 9)),
        (d.LineEvent("plc", KIND.REJECTED, 1, 0), e.ItemRejected(1, 9)),
        (d.LineEvent("plc", KIND.REJECT_FAILED, 1, 0), e.RejectFailed(1, 9)),
        (d.LineEvent("plc", KIND.AT_PACKER, 1, 0), e.AtPacker(1, 9)),
        (d.LineEvent("plc", KIND.CASE_PRESENTED, 4, 0), e.CasePresented(1, 4, 9)),
        (d.LineEvent("plc", KIND.CASE_AT_SCANNER, 4, 0), e.ContainerAtScanner(1, 4, 9)),
        (d.LineEvent("plc", KIND.PALLET_AT_SCANNER, 4, 0), e.ContainerAtScanner(2, 4, 9)),
        (d.EventsLost("plc", 3), e.LineEventsLost(3, 9)),
    ],
)  # fmt: skip
def test_each_device_event_has_its_line_event(device: d.DeviceEvent, line: e.Event) -> None:
    assert TRANSLATOR.translate(device, 9) == line


@pytest.mark.parametrize(
    "device",
    [
        d.LinkUp("coder"),
        d.VerdictTaken("plc", 1),
        d.Counter("coder", 4),
        d.Counters("plc", 1, 1, 0),
        d.Accepted("coder", 1),
        d.Warned("coder", "ink low", "Refill."),
        d.Read("nobody", 1, (d.SymbolRead(b"A"),)),
    ],
)
def test_what_says_nothing_to_the_line_is_not_an_event(device: d.DeviceEvent) -> None:
    assert TRANSLATOR.translate(device, 9) is None


def test_the_print_score_of_a_read_comes_with_its_symbol() -> None:
    grade = d.PrintGrade(81.5, 0.6, 0.1, 0.9, 0.0, 0.01, 1.0)
    read = d.Read(ROLES.camera, 4, (d.SymbolRead(b"A", "]Q1", grade=grade), d.SymbolRead(b"B")))
    sighting = TRANSLATOR.translate(read, 9)
    assert isinstance(sighting, e.Sighting)
    assert [(seen.data, seen.score) for seen in sighting.symbols] == [(b"A", 81.5), (b"B", None)]


def test_a_lost_link_says_what_to_do() -> None:
    lost = TRANSLATOR.translate(d.LinkDown("case_scanner", "cut"), 9)
    assert isinstance(lost, e.DeviceLost)
    assert "cut" in lost.said and lost.hint


def test_a_read_at_the_gate_asks_to_ship_to_where_it_was_set() -> None:
    gate = Translator(ROLES, lambda level: 6)
    read = d.Read("gate", 0, (d.SymbolRead(b"001", "]C1"),))
    scan = Scanned(b"001", "]C1")
    assert gate.translate(read, 9) == ShipAsked(scan, "", "", 9)
    gate.destination = ("Hangzhou Drinks", "Zhejiang")
    assert gate.translate(read, 9) == ShipAsked(scan, "Hangzhou Drinks", "Zhejiang", 9)


@pytest.mark.parametrize(
    "reading",
    [
        d.NoRead("gate", 0, "nothing there"),
        d.Read("gate", 0, (d.SymbolRead(b"001"), d.SymbolRead(b"002"))),
    ],
)
def test_no_label_or_two_at_the_gate_ship_nothing(reading: d.DeviceEvent) -> None:
    assert Translator(ROLES, lambda level: 6).translate(reading, 9) is None


@pytest.mark.parametrize(
    ("device", "result", "line"),
    [
        (d.Printed("coder", d.TEST_JOB), "printed", None),
        (d.NotSent("coder", (d.TEST_JOB,), "x"), "not printed: x", None),
        (d.InDoubt("coder", (d.TEST_JOB,), "x"), "in doubt: x", None),
        (d.InDoubt("coder", (d.TEST_JOB, 4), "x"), "in doubt: x", e.CodesDoubted("coder", (4,), "x", 9)),  # noqa: E501
        (d.BufferCleared("coder", (d.TEST_JOB,)), "taken back", e.HeadCleared("coder", (), 9)),
        (d.Printed("coder", 4), None, e.PrintDone("coder", 4, 9)),
    ],
)  # fmt: skip
def test_what_is_said_of_a_test_print_moves_no_code(
    device: d.DeviceEvent, result: str | None, line: e.Event | None
) -> None:
    over = None if result is None else PrintTestOver("coder", result, 9)
    assert word_of_trial(device, 9) == over
    assert TRANSLATOR.translate(device, 9) == line


def test_a_test_print_has_one_number_in_core_and_drivers() -> None:
    assert TEST_JOB == d.TEST_JOB
