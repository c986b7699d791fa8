"""Packline's own Modbus map: which register means what, as data.

The map is this project's specification, not a vendor's. A PLC programmer lays it over the PLC's
memory; `drivers.plc` reads it, `drivers.sim.plc` plays it and docs/devices/modbus-plc.md prints it
from here. Only addresses and numbers are shared: how words become values is written separately on
either side, so that one mistake can't hide in both.

Its principle: a poll every 10 ms misses pulses, so the PLC latches, counts and keeps the last
events in a ring, and the PC compares. Addresses are those on the wire, from 0. What changes
without an event lies together (IR 0–15), so that a slow line need not read the ring at each poll.

Modbus Application Protocol V1.1b3, §4.3 (data model) and §6 (function codes 1, 2, 4, 5, 15, 16).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum
from types import MappingProxyType
from typing import Final, Literal

from drivers.api import LineEventKind

WordOrder = Literal["big", "little"]
"""Of a 32-bit value: "big" = its high word is in the lower register."""
ByteOrder = Literal["big", "little"]
"""Of each register: Modbus says "big"; "little" is for gateways that swap the bytes."""

Layout = Literal["areas", "block"]
"""Where the map lies: in Modbus' four areas, or all of it in holding registers, for a PLC whose
Modbus server shows one block of data (see `Block`)."""

INPUTS_COUNT: Final = 16
COILS_COUNT: Final = 16
STATUS_COUNT: Final = 16
RING_WORDS: Final = 48
INPUT_REGISTERS_COUNT: Final = 66
HOLDING_REGISTERS_COUNT: Final = 32
BLOCK_COUNT: Final = 167

RING_SLOTS: Final = 8
RING_SLOT_WORDS: Final = 4
RING_HOLD_AT: Final = 6
"""So many events not yet taken by the PC, and the PLC holds the belt; two slots remain for what
is already past its sensor."""

SEQ_MAX: Final = 65_535
"""Sequences run 1..65535 and go on at 1: 0 means *none yet*."""

MAP_ID: Final = 0x504C_0001
"""In IR 64–65: the map's mark (high word) and version (low word). Read wrongly it shows how the
orders of words and bytes are set wrongly; see `map_check`."""

PLC_HEARTBEAT_MS: Final = 100
WATCHDOG_MS_DEFAULT: Final = 2_000

VERDICT_PASS: Final = 1
VERDICT_REJECT: Final = 2
VERDICT_PLACE_SHIFT: Final = 8
"""The high byte of a verdict names the place where something waits for it: 0 a product on the
belt, 1 a case before the look-down camera or the confirming reader, 2 a case at its label scanner,
4 a pallet at its label scanner (2n - 1 and 2n for a container of level n)."""

EVENT_TYPES: Final[Mapping[LineEventKind, int]] = MappingProxyType(
    {
        LineEventKind.AT_CODER: 1,
        LineEventKind.AT_CAMERA: 2,
        LineEventKind.REJECTED: 3,
        LineEventKind.REJECT_FAILED: 4,
        LineEventKind.AT_PACKER: 5,
        LineEventKind.CASE_PRESENTED: 6,
        LineEventKind.CASE_AT_SCANNER: 7,
        LineEventKind.PALLET_AT_SCANNER: 8,
        LineEventKind.LABEL_PRINTED: 9,
    }
)


class Input(IntEnum):
    """Discrete inputs (function code 2)."""

    READY = 0
    RUNNING = 1
    ESTOP_OK = 2
    AIR_OK = 3
    DOOR_CLOSED = 4
    PRINTER_TRIGGER = 5
    READER_TRIGGER = 6
    REJECT_POSITION = 7
    REJECT_BIN_FULL = 8
    INFEED_JAM = 9
    OUTFEED_FULL = 10
    CASE_PRESENT = 11
    PALLET_PRESENT = 12
    KEY_MANUAL = 13
    RING_HOLD = 14
    PC_LOST = 15


class Coil(IntEnum):
    """Coils (function codes 1, 5, 15)."""

    PC_HEARTBEAT = 0
    LINE_ENABLE = 1
    CONVEYOR_STOP = 2
    REJECT_TEST = 3
    TOWER_RED = 4
    TOWER_AMBER = 5
    TOWER_GREEN = 6
    BUZZER = 7
    RESET_REQUEST = 8


class Ir(IntEnum):
    """Input registers (function code 4); the first word of what is longer."""

    ENCODER = 0
    PRODUCTS = 2
    PRINTS = 4
    REJECTS = 6
    PACKML_STATE = 8
    MODE = 9
    PLC_HEARTBEAT = 10
    ALARMS = 11
    VERDICT_ECHO = 12
    START_ID = 13
    RING_NEWEST = 14
    RING = 16
    RING_NUMBERS = 48
    MAP_ID = 64


class Hr(IntEnum):
    """Holding registers (function codes 3, 16)."""

    WATCHDOG_MS = 0
    SPEED_SETPOINT = 1
    VERDICT_NUMBER = 16
    VERDICT = 17
    VERDICT_SEQ = 18
    RING_TAKEN = 19


class Block(IntEnum):
    """Where the other areas lie in the holding registers, by the layout "block"."""

    COILS = 20  # CO 0–15 as bits 0–15
    INPUT_REGISTERS = 100  # IR n is HR 100 + n
    INPUTS = 166  # DI 0–15 as bits 0–15


@dataclass(frozen=True)
class Row:
    """One line of the map; `last` equals `first` where it is one bit or word."""

    area: Literal["DI", "CO", "IR", "HR"]
    first: int
    last: int
    name: str
    meaning: str

    @property
    def address(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first}–{self.last}"


_INPUTS: Final[Mapping[Input, str]] = {
    Input.READY: "the machine could run",
    Input.RUNNING: "the belt moves",
    Input.ESTOP_OK: "1 = no emergency stop is pressed",
    Input.AIR_OK: "1 = air pressure is there",
    Input.DOOR_CLOSED: "1 = guards are closed",
    Input.PRINTER_TRIGGER: "photocell of the coder, for the eye only: too short to poll",
    Input.READER_TRIGGER: "photocell of the camera, for the eye only",
    Input.REJECT_POSITION: "photocell of the rejecter, for the eye only",
    Input.REJECT_BIN_FULL: "1 = empty the reject bin",
    Input.INFEED_JAM: "1 = jam before the coder",
    Input.OUTFEED_FULL: "1 = no room behind the line",
    Input.CASE_PRESENT: "a case lies under the look-down camera",
    Input.PALLET_PRESENT: "a pallet stands at its scanner",
    Input.KEY_MANUAL: "1 = key switch on manual: nothing is tracked",
    Input.RING_HOLD: f"1 = belt held: {RING_HOLD_AT} of {RING_SLOTS} ring events not yet taken",
    Input.PC_LOST: "1 = the watchdog ran out: belt stopped until the heartbeat toggles again",
}

_COILS: Final[Mapping[Coil, str]] = {
    Coil.PC_HEARTBEAT: "the PC toggles it; unchanged for longer than HR 0 = PC lost",
    Coil.LINE_ENABLE: "1 = the order runs; 0 = no product is let in",
    Coil.CONVEYOR_STOP: "1 = stop the belt now",
    Coil.REJECT_TEST: "rising edge = one kick without a product",
    Coil.TOWER_RED: "stack light",
    Coil.TOWER_AMBER: "stack light",
    Coil.TOWER_GREEN: "stack light",
    Coil.BUZZER: "buzzer",
    Coil.RESET_REQUEST: "rising edge = acknowledge the PLC's own faults",
}

_REGISTERS: Final[tuple[Row, ...]] = (
    Row("IR", Ir.ENCODER, 1, "encoder", "u32, pulses or mm, wraps"),
    Row("IR", Ir.PRODUCTS, 3, "products", "u32, products past the first photocell, never reset"),
    Row("IR", Ir.PRINTS, 5, "prints", "u32, *print done* outputs of the coder, never reset"),
    Row("IR", Ir.REJECTS, 7, "rejects", "u32, kicks confirmed behind the rejecter, never reset"),
    Row("IR", Ir.PACKML_STATE, Ir.PACKML_STATE, "packml_state", "number by the profile in use"),
    Row("IR", Ir.MODE, Ir.MODE, "mode", "PackML unit mode: 1 production, 2 maintenance, 3 manual"),
    Row("IR", Ir.PLC_HEARTBEAT, Ir.PLC_HEARTBEAT, "plc_heartbeat", "+1 every 100 ms, wraps"),
    Row("IR", Ir.ALARMS, Ir.ALARMS, "alarms", "16 alarm bits, see their names; 0 = none"),
    Row("IR", Ir.VERDICT_ECHO, Ir.VERDICT_ECHO, "verdict_echo", "HR 18 of the verdict last taken"),
    Row("IR", Ir.START_ID, Ir.START_ID, "start_id", "another number after each start; 0 = unused"),
    Row("IR", Ir.RING_NEWEST, Ir.RING_NEWEST, "ring_newest", "seq of the newest event, 0 = none"),
    Row("IR", 15, 15, "–", "reserved, 0"),
    Row(
        "IR",
        Ir.RING,
        Ir.RING + RING_SLOTS * RING_SLOT_WORDS - 1,
        "ring",
        "8 × {seq, type, encoder u32}; seq 1..65535 then 1 again, 0 = empty slot",
    ),
    Row(
        "IR",
        Ir.RING_NUMBERS,
        Ir.RING_NUMBERS + 2 * RING_SLOTS - 1,
        "ring_numbers",
        "8 × u32: the product, case or pallet that the ring slot is about",
    ),
    Row("IR", Ir.MAP_ID, Ir.MAP_ID + 1, "map_id", f"u32, always 0x{MAP_ID:08X}: mark and version"),
    Row("HR", Hr.WATCHDOG_MS, Hr.WATCHDOG_MS, "watchdog_ms", "written by the PC on connecting"),
    Row("HR", Hr.SPEED_SETPOINT, Hr.SPEED_SETPOINT, "speed_setpoint", "not written by Packline"),
    Row("HR", 2, 15, "–", "reserved"),
    Row("HR", Hr.VERDICT_NUMBER, Hr.VERDICT_NUMBER, "verdict_number", "product, low 16 bits"),
    Row("HR", Hr.VERDICT, Hr.VERDICT, "verdict", "low byte 1 pass, 2 reject; high byte the place"),
    Row("HR", Hr.VERDICT_SEQ, Hr.VERDICT_SEQ, "verdict_seq", "new number = new verdict"),
    Row("HR", Hr.RING_TAKEN, Hr.RING_TAKEN, "ring_taken", "newest event seq that the PC has taken"),
    Row("HR", 20, HOLDING_REGISTERS_COUNT - 1, "–", "reserved"),
)


def rows() -> Iterator[Row]:
    """The whole map, in the order in which the documentation shows it."""
    for bit, meaning in _INPUTS.items():
        yield Row("DI", bit, bit, bit.name.lower(), meaning)
    for coil, meaning in _COILS.items():
        yield Row("CO", coil, coil, coil.name.lower(), meaning)
    yield Row("CO", Coil.RESET_REQUEST + 1, COILS_COUNT - 1, "–", "reserved")
    yield from _REGISTERS


def markdown_table() -> str:
    """The map as a Markdown table; docs/devices/modbus-plc.md holds exactly this text."""
    lines = ["| area | address | name | meaning |", "|---|---|---|---|"]
    lines += [f"| {row.area} | {row.address} | {row.name} | {row.meaning} |" for row in rows()]
    return "\n".join(lines) + "\n"


def event_types_table() -> str:
    """The ring's event types as a Markdown table, likewise held by the documentation."""
    lines = ["| type | event |", "|---|---|"]
    lines += [f"| {number} | {kind.value} |" for kind, number in EVENT_TYPES.items()]
    return "\n".join(lines) + "\n"
