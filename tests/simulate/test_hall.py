"""Each knob of the hall does what its name says: one at a time, turned up to always."""

from __future__ import annotations

import pytest

from drivers.api import LineEventKind as Kind
from station.simulate.faults import CATALOGUE
from station.simulate.hall import FOREIGN, LATE_MS_MIN, STALE
from tests.simulate.bench import INK, Bench

BELT_S = 30.0  # long enough for a few bottles to come to the packer


def test_a_quiet_hall_inks_shows_and_packs_each_bottle_once() -> None:
    bench = Bench().feed(4)
    assert bench.notes.inks == list(INK[:4])
    assert bench.camera.pictures == [(n, (INK[n - 1],)) for n in range(1, 5)]
    assert [product.ink for product in bench.in_case()] == list(INK[:4])
    assert bench.notes.let_pass == [1, 2, 3, 4]
    assert bench.kinds(Kind.AT_PACKER) == [1, 2, 3, 4]
    assert not bench.dice.injected


def test_without_a_verdict_every_bottle_is_kicked() -> None:
    bench = Bench(passes=False).feed(3)
    assert bench.kinds(Kind.REJECTED) == [1, 2, 3]
    assert not bench.in_case()


def test_the_belt_stands_without_the_pc() -> None:
    bench = Bench()
    bench.hall.plc.restart()  # nothing is enabled any more
    bench.scheduler.now_ms += 10_000
    assert not bench.hall.plc.belt_may_run()


def test_a_full_case_is_presented_and_photographed() -> None:
    bench = Bench().feed(7)
    assert bench.kinds(Kind.CASE_PRESENTED) == [1]
    assert bench.above.pictures == [(1, INK[:6])]
    assert [product.ink for product in bench.hall.cell.filling.products] == [INK[6]]


@pytest.mark.parametrize(
    ("knob", "inked", "left"),
    [("print.missed", [None, None], 199), ("print.blank", [None, None], 197)],
)
def test_a_bottle_without_ink(knob: str, inked: list[bytes | None], left: int) -> None:
    bench = Bench().with_knob(knob).feed(2)
    assert [product.ink for product in bench.in_case()] == inked
    assert len(bench.coder.buffer) == left
    assert bench.dice.injected[knob] == 2


def test_a_smeared_print_is_read_by_nobody() -> None:
    bench = Bench().with_knob("print.smear").feed(6)
    assert all(symbols == () for _, symbols in bench.camera.pictures + bench.above.pictures)


def test_a_double_print_carries_the_code_before_it() -> None:
    bench = Bench().feed(1, 2.0).with_knob("print.double").feed(1)
    assert [product.ink for product in bench.in_case()] == [INK[0], INK[0]]
    assert bench.notes.inks == [INK[0]]
    assert bench.notes.doubles == [INK[0]]


def test_a_stale_field_prints_a_fixed_text_though_the_code_is_used_up() -> None:
    bench = Bench()
    bench.hall.stale_field(2)
    bench.feed(3)
    assert [product.ink for product in bench.in_case()] == [STALE, STALE, INK[2]]
    assert bench.notes.inks == list(INK[:3])


@pytest.mark.parametrize(("knob", "says"), [("done.drop", b""), ("done.dup", b"##")])
def test_a_coder_that_says_too_little_or_too_much(knob: str, says: bytes) -> None:
    bench = Bench().with_knob(knob)
    twin, heard = bench.coder, []
    twin.done_char, twin._is_connected = b"#", True
    bench.hall.coder._say = heard.append  # type: ignore[method-assign]
    bench.feed(1, 3.0)
    assert b"".join(heard) == says


def test_a_foreign_bottle_and_one_that_returns() -> None:
    bench = Bench().with_knob("scan.foreign").feed(1)
    assert bench.in_case()[0].ink == FOREIGN + b"000001"
    bench = Bench().with_knob("belt.return")
    bench.hall.taken_off.append((b"AN OLD ONE", None))
    bench.feed(1)
    assert bench.in_case()[0].ink == b"AN OLD ONE"
    assert not bench.hall.taken_off


def test_a_bottle_that_is_taken_off_may_come_back() -> None:
    bench = Bench().with_knob("belt.remove").feed(2)
    assert bench.kinds(Kind.AT_CODER) == [1, 2]
    assert not bench.camera.pictures
    assert list(bench.hall.taken_off) == [(ink, None) for ink in INK[:2]]


@pytest.mark.parametrize(
    ("knob", "pictures"),
    [("cam.noread", [(1, ())]), ("cam.lost", []), ("cam.misread", [(1, (b"CODE 00U",))])],
)
def test_a_camera_that_sees_badly(knob: str, pictures: list[object]) -> None:
    bench = Bench().with_knob(knob).feed(1)
    assert bench.camera.pictures == pictures
    assert bench.in_case()[0].ink == INK[0], "the print itself is fine"


def test_a_camera_that_is_late_or_says_it_twice() -> None:
    late = Bench().with_knob("cam.delay").feed(2).camera.late
    assert all(ms >= LATE_MS_MIN for ms in late)
    twice = Bench().with_knob("cam.dup").feed(1).camera.pictures
    assert twice == [(1, (INK[0],)), (1, (INK[0],))]


def test_a_rejecter_that_misses_is_told_by_the_sensor() -> None:
    bench = Bench(passes=False).with_knob("rej.miss").feed(2)
    assert bench.kinds(Kind.REJECT_FAILED) == [1, 2]
    assert len(bench.in_case()) == 2


def test_a_rejecter_that_kicks_the_neighbour_as_well() -> None:
    bench = Bench().with_knob("rej.neighbour")
    bench.hall.camera = None
    bench._judged = 1  # the first bottle gets no verdict
    bench.feed(3)
    assert bench.kinds(Kind.REJECTED) == [1, 2]
    assert bench.notes.let_pass == [2, 3], "the second one had its good verdict"


def test_neighbours_change_places() -> None:
    bench = Bench().with_knob("belt.swap").feed(2)
    assert [product.ink for product in bench.in_case()] == [INK[1], INK[0]]
    assert bench.kinds(Kind.AT_PACKER) == [1, 2], "the PLC follows places, not bottles"


def test_a_case_that_is_called_full_too_soon_or_robbed() -> None:
    assert Bench().with_knob("pack.short").feed(1).kinds(Kind.CASE_PRESENTED) == [1]
    assert not Bench().with_knob("case.take_out").feed(1).in_case()


def test_a_look_down_picture_that_lacks_one_or_shows_a_stranger() -> None:
    (_, seen), = Bench().with_knob("look.missing").feed(6).above.pictures  # fmt: skip
    assert len(seen) == 5
    (_, seen), = Bench().with_knob("look.foreign").feed(6).above.pictures  # fmt: skip
    assert seen == (*INK[:6], FOREIGN + b"ABOVE")


@pytest.mark.parametrize(("knob", "fault"), [("scan.noread", "no_read"), ("scan.late", "late")])
def test_a_fixed_reader_that_is_late_or_finds_nothing(knob: str, fault: str) -> None:
    bench = Bench(looks_down=False).with_knob(knob).feed(5)
    bench.hall.event(Kind.CASE_AT_SCANNER, 1)
    assert bench.hall.scanners[1].twin._faults.get(fault)


def test_labels_come_blank_torn_or_once_more() -> None:
    bench = Bench().with_knob("label.blank").with_knob("label.torn")
    printer = bench.hall.label_printers[1]
    printer.twin.liner.append(b"^XAONE^XZ")
    assert bench.hall.take_label(1) == b"^XAONE^XZ"
    assert printer.twin._faults.get("blank_print"), "the next one has no print"
    bench.hall.case_labelled(4)
    assert bench.hall.torn == {(1, 4)}
    bench = Bench().with_knob("label.reprint_on_reload")
    twin = bench.hall.label_printers[1].twin
    twin._last = b"^XATWO^XZ"
    twin.liner.append(b"^XATWO^XZ")
    assert bench.hall.take_label(1) == b"^XATWO^XZ"
    assert list(twin.liner) == [b"^XATWO^XZ"], "its last label came out once more"


def test_every_knob_has_a_row_a_name_of_its_own_and_an_occasion() -> None:
    names = [fault.name for fault in CATALOGUE]
    assert len(set(names)) == len(names)
    assert all(fault.row and fault.what and fault.chance > 0 for fault in CATALOGUE)
