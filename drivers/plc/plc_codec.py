"""Words of the Modbus map ⇄ values, as the PC sees them.

Pure: lists of registers in, frozen values out, and the writes that the PC wants, as data. It knows
nothing of time, sequences or events: see `ring`, `mailbox` and `plc_image`. Word order concerns
the 32-bit values only; the order of bytes in a word is undone before words come here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from drivers.errors import ProtocolError
from drivers.plc.register_map import (
    INPUTS_COUNT,
    RING_SLOT_WORDS,
    RING_SLOTS,
    RING_WORDS,
    STATUS_COUNT,
    VERDICT_PASS,
    VERDICT_PLACE_SHIFT,
    VERDICT_REJECT,
    Input,
    Ir,
    WordOrder,
)


@dataclass(frozen=True)
class RingEntry:
    """One slot of the event ring; `seq` 0 is an empty slot."""

    seq: int
    type_number: int
    encoder: int
    number: int


@dataclass(frozen=True)
class Picture:
    """What the PLC shows at one moment. Counters are u32, the rest u16, as the PLC gave them.

    `ring` may be empty where `newest` has nothing that wasn't taken already."""

    encoder: int
    products: int
    prints: int
    rejects: int
    packml_number: int
    mode: int
    heartbeat: int
    alarms: int
    verdict_echo: int
    start_id: int
    ring: tuple[RingEntry, ...]
    newest: int


@dataclass(frozen=True)
class WriteCoils:
    """Function code 15: `bits` from coil `address` on."""

    address: int
    bits: tuple[bool, ...]


@dataclass(frozen=True)
class WriteRegisters:
    """Function code 16: `words` from holding register `address` on."""

    address: int
    words: tuple[int, ...]


Write = WriteCoils | WriteRegisters


def u32(words: Sequence[int], at: int, order: WordOrder) -> int:
    """The 32-bit value in `words[at]` and `words[at + 1]`."""
    first, second = words[at], words[at + 1]
    return (first << 16) | second if order == "big" else (second << 16) | first


def picture(status: Sequence[int], ring: Sequence[int], order: WordOrder) -> Picture:
    """Input registers 0–15 and 16–63 as values; `ring` may be empty if it wasn't read. Raises
    `ProtocolError` if some are missing."""
    _expect(status, STATUS_COUNT)
    if ring:
        _expect(ring, RING_WORDS)
    return Picture(
        encoder=u32(status, Ir.ENCODER, order),
        products=u32(status, Ir.PRODUCTS, order),
        prints=u32(status, Ir.PRINTS, order),
        rejects=u32(status, Ir.REJECTS, order),
        packml_number=status[Ir.PACKML_STATE],
        mode=status[Ir.MODE],
        heartbeat=status[Ir.PLC_HEARTBEAT],
        alarms=status[Ir.ALARMS],
        verdict_echo=status[Ir.VERDICT_ECHO],
        start_id=status[Ir.START_ID],
        ring=tuple(_ring_entry(ring, slot, order) for slot in range(RING_SLOTS) if ring),
        newest=status[Ir.RING_NEWEST],
    )


def _expect(words: Sequence[int], count: int) -> None:
    if len(words) != count:
        raise ProtocolError(f"the PLC answered {len(words)} input registers; {count} were asked")


def _ring_entry(words: Sequence[int], slot: int, order: WordOrder) -> RingEntry:
    at = slot * RING_SLOT_WORDS
    return RingEntry(
        seq=words[at],
        type_number=words[at + 1],
        encoder=u32(words, at + 2, order),
        number=u32(words, Ir.RING_NUMBERS - Ir.RING + 2 * slot, order),
    )


def inputs(bits: Sequence[bool]) -> frozenset[Input]:
    """Discrete inputs 0–15 that are on. Raises `ProtocolError` if some are missing."""
    if len(bits) < INPUTS_COUNT:
        raise ProtocolError(
            f"the PLC answered {len(bits)} discrete inputs; {INPUTS_COUNT} were asked"
        )
    return frozenset(Input(at) for at in range(INPUTS_COUNT) if bits[at])


def verdict_words(trigger: int, good: bool, seq: int, place: int = 0) -> tuple[int, int, int]:
    """Holding registers 16–18 for one verdict."""
    verdict = VERDICT_PASS if good else VERDICT_REJECT
    return trigger & 0xFFFF, place << VERDICT_PLACE_SHIFT | verdict, seq
