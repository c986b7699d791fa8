"""Both sides of the Modbus map against the same hand-written registers."""

from __future__ import annotations

from pathlib import Path

import pytest

from drivers.api import LineEventKind
from drivers.errors import ProtocolError
from drivers.plc import plc_codec, register_map
from drivers.plc.packml import NUMBERS, STATES, PackmlState, Profile
from drivers.plc.plc_codec import Picture, RingEntry
from drivers.plc.register_map import Input, WordOrder
from drivers.sim.plc_memory import PlcMemory

DOCUMENT = Path(__file__).parents[3] / "docs" / "devices" / "modbus-plc.md"

EMPTY = RingEntry(0, 0, 0, 0)
PICTURE = Picture(
    encoder=0x0012_D687,
    products=3,
    prints=2,
    rejects=1,
    packml_number=4,
    mode=1,
    heartbeat=7,
    alarms=0x8001,
    verdict_echo=9,
    start_id=1,
    ring=(RingEntry(1, 1, 0x0001_0002, 70_000), RingEntry(2, 8, 0x0012_D687, 5), *[EMPTY] * 6),
    newest=2,
)
BIG = [
    *(0x0012, 0xD687),  # IR 0 encoder
    *(0, 3, 0, 2, 0, 1),  # IR 2 products, prints, rejects
    *(4, 1, 7, 0x8001, 9, 1, 0, 0),  # IR 8 state, mode, heartbeat, alarms, echo, start, reserved
    *(1, 1, 0x0001, 0x0002),  # IR 16 ring: at the coder
    *(2, 8, 0x0012, 0xD687),  # IR 20 ring: pallet at its scanner
    *[0] * 24,
    *(1, 4464, 0, 5),  # IR 48 numbers: 70000 = 0x1_1170, 5
    *[0] * 12,
    2,  # IR 64
]
LITTLE = [
    *(0xD687, 0x0012),
    *(3, 0, 2, 0, 1, 0),
    *(4, 1, 7, 0x8001, 9, 1, 0, 0),
    *(1, 1, 0x0002, 0x0001),
    *(2, 8, 0xD687, 0x0012),
    *[0] * 24,
    *(4464, 1, 5, 0),
    *[0] * 12,
    2,
]
TABLES: list[tuple[WordOrder, list[int]]] = [("big", BIG), ("little", LITTLE)]


@pytest.mark.parametrize(("order", "words"), TABLES)
def test_the_pc_reads_the_golden_registers(order: WordOrder, words: list[int]) -> None:
    assert plc_codec.picture(words, order) == PICTURE


@pytest.mark.parametrize(("order", "words"), TABLES)
def test_the_twin_shows_the_golden_registers(order: WordOrder, words: list[int]) -> None:
    plc = PlcMemory(word_order=order, clock_ms=lambda: 750)
    for _ in range(3):
        plc.count_product()
    plc.count_print()
    plc.count_print()
    plc.count_reject()
    plc.set_packml(PackmlState.EXECUTE)
    plc.set_alarms(0x8001)
    plc.write_registers(16, (5, 1, 9))
    assert plc.event(LineEventKind.AT_CODER, 70_000, 0x0001_0002)
    assert plc.event(LineEventKind.PALLET_AT_SCANNER, 5, 0x0012_D687)
    assert plc.input_registers() == words


@pytest.mark.parametrize("count", [0, 64, 66])
def test_a_wrong_number_of_registers_is_the_plcs_fault(count: int) -> None:
    with pytest.raises(ProtocolError, match=f"answered {count} input registers; 65"):
        plc_codec.picture([0] * count, "big")


def test_too_few_inputs_are_the_plcs_fault() -> None:
    with pytest.raises(ProtocolError, match="answered 8 discrete inputs; 16"):
        plc_codec.inputs([False] * 8)


def test_inputs_have_the_documented_places() -> None:
    plc = PlcMemory(clock_ms=lambda: 0)
    plc.set_input(Input.INFEED_JAM, on=True)
    plc.set_input(Input.AIR_OK, on=False)
    bits = [True, False, True, False, True, *[False] * 4, True, *[False] * 5, True]
    assert plc.inputs() == bits  # ready, no stop, doors, jam; and nobody's heartbeat yet
    assert plc_codec.inputs(bits) == {
        Input.READY,
        Input.ESTOP_OK,
        Input.DOOR_CLOSED,
        Input.INFEED_JAM,
        Input.PC_LOST,
    }


@pytest.mark.parametrize(
    ("trigger", "good", "words"),
    [(5, True, (5, 1, 9)), (5, False, (5, 2, 9)), (65_536 + 7, True, (7, 1, 9))],
)
def test_a_verdict_is_three_words(trigger: int, good: bool, words: tuple[int, int, int]) -> None:
    assert plc_codec.verdict_words(trigger, good, 9) == words


@pytest.mark.parametrize(
    ("profile", "state", "number"),
    [
        ("opc30060", PackmlState.STOPPED, 0),
        ("opc30060", PackmlState.EXECUTE, 4),
        ("opc30060", PackmlState.ABORTED, 8),
        ("opc30060", PackmlState.UNHOLDING, 16),
        ("isa-tr88", PackmlState.CLEARING, 1),
        ("isa-tr88", PackmlState.STOPPED, 2),
        ("isa-tr88", PackmlState.EXECUTE, 6),
        ("isa-tr88", PackmlState.ABORTED, 9),
        ("isa-tr88", PackmlState.COMPLETE, 17),
    ],
)
def test_packml_numbers_follow_the_profile(
    profile: Profile, state: PackmlState, number: int
) -> None:
    assert NUMBERS[profile][state] == number
    assert STATES[profile][number] is state


def test_every_profile_numbers_every_state() -> None:
    assert all(set(numbers) == set(PackmlState) for numbers in NUMBERS.values())


def test_every_event_kind_has_a_type_number_of_its_own() -> None:
    assert set(register_map.EVENT_TYPES) == set(LineEventKind)
    assert sorted(register_map.EVENT_TYPES.values()) == list(range(1, 9))


@pytest.mark.parametrize("area", ["DI", "CO", "IR", "HR"])
def test_the_map_has_no_hole_and_no_overlap(area: str) -> None:
    counts = {
        "DI": register_map.INPUTS_COUNT,
        "CO": register_map.COILS_COUNT,
        "IR": register_map.INPUT_REGISTERS_COUNT,
        "HR": register_map.HOLDING_REGISTERS_COUNT,
    }
    rows = [row for row in register_map.rows() if row.area == area]
    covered = [at for row in rows for at in range(row.first, row.last + 1)]
    assert covered == list(range(counts[area]))


def test_the_documentation_shows_exactly_this_map() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    assert f"\n\n{register_map.markdown_table()}\n" in text
    assert f"\n\n{register_map.event_types_table()}\n" in text


@pytest.mark.parametrize(("place", "word"), [(0, 0x0001), (1, 0x0101), (2, 0x0201), (4, 0x0401)])
def test_a_verdict_names_the_place_where_something_waits(place: int, word: int) -> None:
    assert plc_codec.verdict_words(7, True, 3, place) == (7, word, 3)
    plc = PlcMemory(clock_ms=lambda: 0)
    plc.write_registers(16, (7, word, 3))
    assert [p for p in (0, 1, 2, 4) if plc.verdict(7, p) == "pass"] == [place]
