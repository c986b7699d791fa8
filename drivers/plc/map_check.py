"""Is it our map that the PLC shows, and do both sides order words and bytes alike?

A wrong order is otherwise silent: product 5 reads as 327,680, and every verdict goes to nobody. So
the map holds one constant, `MAP_ID` in IR 64–65, which the PLC program writes as one 32-bit value
by the same way as its counters. Its four readings differ, so that the sentence can name the
setting that mends it. A PLC without it is refused: no heartbeat, so its belt stays stopped.

As a second net `is_word_step` knows the mark that swapped words leave in a counter.
"""

from __future__ import annotations

from collections.abc import Sequence

from drivers.errors import DeviceRefused
from drivers.plc.register_map import MAP_ID, ByteOrder, WordOrder

MARK = MAP_ID >> 16
WORD = 0x1_0000
DOCUMENT = "docs/devices/modbus-plc.md"


def swapped(word: int) -> int:
    """The register with its two bytes exchanged."""
    return (word & 0xFF) << 8 | word >> 8


def check_map(
    device: str, registers: Sequence[int], words: WordOrder, byte_order: ByteOrder
) -> None:
    """IR 64–65 as they came over the wire. Raises `DeviceRefused` with the remedy if they don't
    read as `MAP_ID` with the configured orders."""
    readings = _readings(registers[0], registers[1])
    known = [orders for orders, value in readings.items() if value == MAP_ID]
    if (words, byte_order) in known:
        return
    seen = f"IR 64–65 read {registers[0]:04X} {registers[1]:04X}"
    if known:
        raise DeviceRefused(device, f"{seen}: {_difference(*known[0])}", _remedy(*known[0]))
    value = readings[words, byte_order]
    if value >> 16 == MARK:
        theirs, ours = value % WORD, MAP_ID % WORD
        said = f"the PLC has version {theirs} of the map, this station knows version {ours}"
        raise DeviceRefused(device, said, f"bring both to one version; see {DOCUMENT}")
    hint = f"let the PLC show 0x{MAP_ID:08X} there as one 32-bit value; see {DOCUMENT}"
    raise DeviceRefused(device, f"{seen}: that isn't Packline's map", hint)


def is_word_step(step: int) -> bool:
    """Whether a counter's step looks like a small one with its words exchanged: no line makes
    65,536 products between two pictures."""
    return step > 0 and step % WORD == 0


def _readings(first: int, second: int) -> dict[tuple[WordOrder, ByteOrder], int]:
    swapped_first, swapped_second = swapped(first), swapped(second)
    return {
        ("big", "big"): first << 16 | second,
        ("little", "big"): second << 16 | first,
        ("big", "little"): swapped_first << 16 | swapped_second,
        ("little", "little"): swapped_second << 16 | swapped_first,
    }


def _difference(words: WordOrder, byte_order: ByteOrder) -> str:
    which = {"big": "high", "little": "low"}
    return (
        f"the PLC sends the {which[words]} word first "
        f"and the {which[byte_order]} byte of each word first"
    )


def _remedy(words: WordOrder, byte_order: ByteOrder) -> str:
    return f'set word_order = "{words}" and byte_order = "{byte_order}" for this device'
