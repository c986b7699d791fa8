"""Both sides of the Modbus map against the same hand-written registers."""

from __future__ import annotations

from pathlib import Path

import pytest

from drivers.api import LineEventKind
from drivers.errors import DeviceRefused, ProtocolError
from drivers.plc import plc_codec, register_map
from drivers.plc.alarms import alarms_table
from drivers.plc.map_check import check_map, swapped
from drivers.plc.packml import PackmlState
from drivers.plc.plc_codec import Picture, RingEntry
from drivers.plc.register_map import ByteOrder, Input, WordOrder
from drivers.plc.rtu_budget import budget_table
from drivers.sim.plc_memory import PlcMemory
from drivers.sim.plc_registers import PlcRegisters

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
HIGH_FIRST = [
    *(0x0012, 0xD687),  # IR 0 encoder
    *(0, 3, 0, 2, 0, 1),  # IR 2 products, prints, rejects
    *(4, 1, 7, 0x8001, 9, 1, 2, 0),  # IR 8 state, mode, heartbeat, alarms, echo, start, newest, –
    *(1, 1, 0x0001, 0x0002),  # IR 16 ring: at the coder
    *(2, 8, 0x0012, 0xD687),  # IR 20 ring: pallet at its scanner
    *[0] * 24,
    *(1, 4464, 0, 5),  # IR 48 numbers: 70000 = 0x1_1170, 5
    *[0] * 12,
    *(0x504C, 0x0001),  # IR 64 map
]
LOW_FIRST = [
    *(0xD687, 0x0012),
    *(3, 0, 2, 0, 1, 0),
    *(4, 1, 7, 0x8001, 9, 1, 2, 0),
    *(1, 1, 0x0002, 0x0001),
    *(2, 8, 0xD687, 0x0012),
    *[0] * 24,
    *(4464, 1, 5, 0),
    *[0] * 12,
    *(0x0001, 0x504C),
]
HIGH_FIRST_SWAPPED = [
    *(0x1200, 0x87D6),
    *(0, 0x0300, 0, 0x0200, 0, 0x0100),
    *(0x0400, 0x0100, 0x0700, 0x0180, 0x0900, 0x0100, 0x0200, 0),
    *(0x0100, 0x0100, 0x0100, 0x0200),
    *(0x0200, 0x0800, 0x1200, 0x87D6),
    *[0] * 24,
    *(0x0100, 0x7011, 0, 0x0500),
    *[0] * 12,
    *(0x4C50, 0x0100),
]
LOW_FIRST_SWAPPED = [
    *(0x87D6, 0x1200),
    *(0x0300, 0, 0x0200, 0, 0x0100, 0),
    *(0x0400, 0x0100, 0x0700, 0x0180, 0x0900, 0x0100, 0x0200, 0),
    *(0x0100, 0x0100, 0x0200, 0x0100),
    *(0x0200, 0x0800, 0x87D6, 0x1200),
    *[0] * 24,
    *(0x7011, 0x0100, 0x0500, 0),
    *[0] * 12,
    *(0x0100, 0x4C50),
]
TABLES: list[tuple[WordOrder, ByteOrder, list[int]]] = [
    ("big", "big", HIGH_FIRST),
    ("little", "big", LOW_FIRST),
    ("big", "little", HIGH_FIRST_SWAPPED),
    ("little", "little", LOW_FIRST_SWAPPED),
]
ORDERS = [(words, octets) for words, octets, _ in TABLES]


@pytest.mark.parametrize(("order", "octets", "words"), TABLES)
def test_the_pc_reads_the_golden_registers(
    order: WordOrder, octets: ByteOrder, words: list[int]
) -> None:
    read = [swapped(word) for word in words] if octets == "little" else words
    assert plc_codec.picture(read[:16], read[16:64], order) == PICTURE
    check_map("plc", words[64:], order, octets)


@pytest.mark.parametrize(("order", "octets", "words"), TABLES)
def test_the_twin_shows_the_golden_registers(
    order: WordOrder, octets: ByteOrder, words: list[int]
) -> None:
    plc = PlcMemory(clock_ms=lambda: 750)
    registers = PlcRegisters(plc, word_order=order, byte_order=octets)
    for _ in range(3):
        plc.count_product()
    plc.count_print()
    plc.count_print()
    plc.count_reject()
    plc.set_packml(PackmlState.EXECUTE)
    plc.set_alarms(0x8001)
    wire = [0x0500, 0x0100, 0x0900] if octets == "little" else [5, 1, 9]
    registers.write_registers(16, wire)
    assert plc.verdict(5) == "pass"
    assert plc.event(LineEventKind.AT_CODER, 70_000, 0x0001_0002)
    assert plc.event(LineEventKind.PALLET_AT_SCANNER, 5, 0x0012_D687)
    assert registers.input_registers() == words
    assert registers.holding_registers()[16:19] == wire


def test_a_block_holds_the_whole_map_in_holding_registers() -> None:
    """HR 20 the coils, HR 100–165 the input registers, HR 166 the discrete inputs."""
    plc = PlcMemory(clock_ms=lambda: 750)
    registers = PlcRegisters(plc, layout="block")
    registers.write_registers(20, [0b0000_0000_0001_0010])
    assert (plc.outputs().line_enable, plc.outputs().tower_red) == (True, True)
    plc.count_print()
    words = registers.holding_registers()
    assert len(words) == 167
    assert words[20] == 0x0012
    assert words[104:106] == [0, 1]
    assert words[164:166] == [0x504C, 0x0001]
    assert words[166] == 0x801D  # ready, no emergency stop, air, guards; the PC isn't there
    registers.write_registers(16, [5, 1, 9])
    assert plc.verdict(5) == "pass"


@pytest.mark.parametrize(("order", "octets", "words"), TABLES)
@pytest.mark.parametrize("theirs", ORDERS)
def test_a_wrong_order_is_refused_and_the_right_one_named(
    order: WordOrder, octets: ByteOrder, words: list[int], theirs: tuple[WordOrder, ByteOrder]
) -> None:
    if theirs == (order, octets):
        return
    with pytest.raises(DeviceRefused) as refused:
        check_map("plc", words[64:], *theirs)
    assert f"IR 64–65 read {words[64]:04X} {words[65]:04X}: the PLC sends the" in refused.value.said
    remedy = f'set word_order = "{order}" and byte_order = "{octets}" for this device'
    assert refused.value.hint == remedy


@pytest.mark.parametrize(
    ("words", "said", "hint"),
    [
        ([0, 0], "IR 64–65 read 0000 0000: that isn't Packline's map", "show 0x504C0001 there"),
        ([1, 2], "IR 64–65 read 0001 0002: that isn't Packline's map", "show 0x504C0001 there"),
        ([0x504C, 3], "the PLC has version 3 of the map, this station knows version 1", "both"),
    ],
)
def test_another_map_is_refused(words: list[int], said: str, hint: str) -> None:
    with pytest.raises(DeviceRefused) as refused:
        check_map("plc", words, "big", "big")
    assert refused.value.said == said
    assert hint in refused.value.hint


def test_a_ring_that_was_not_read_is_empty() -> None:
    assert plc_codec.picture(HIGH_FIRST[:16], [], "big").ring == ()


@pytest.mark.parametrize("count", [0, 15, 17])
def test_a_wrong_number_of_registers_is_the_plcs_fault(count: int) -> None:
    with pytest.raises(ProtocolError, match=f"answered {count} input registers; 16"):
        plc_codec.picture([0] * count, [], "big")
    with pytest.raises(ProtocolError, match="answered 47 input registers; 48"):
        plc_codec.picture([0] * 16, [0] * 47, "big")


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


def test_every_event_kind_has_a_type_number_of_its_own() -> None:
    assert set(register_map.EVENT_TYPES) == set(LineEventKind)
    assert sorted(register_map.EVENT_TYPES.values()) == list(range(1, 10))


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


@pytest.mark.parametrize(
    "table",
    [
        register_map.markdown_table(),
        register_map.event_types_table(),
        alarms_table(),
        budget_table(),
    ],
)
def test_the_documentation_shows_exactly_this_map(table: str) -> None:
    assert f"\n\n{table}\n" in DOCUMENT.read_text(encoding="utf-8")


@pytest.mark.parametrize(("place", "word"), [(0, 0x0001), (1, 0x0101), (2, 0x0201), (4, 0x0401)])
def test_a_verdict_names_the_place_where_something_waits(place: int, word: int) -> None:
    assert plc_codec.verdict_words(7, True, 3, place) == (7, word, 3)
    plc = PlcMemory(clock_ms=lambda: 0)
    plc.write_registers(16, (7, word, 3))
    assert [p for p in (0, 1, 2, 4) if plc.verdict(7, p) == "pass"] == [place]
