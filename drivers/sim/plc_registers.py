"""The twin's memory as Modbus registers: which word lies where, in which order.

Written from the map's documentation; `drivers.plc` reads it back with code of its own.
"""

from __future__ import annotations

from collections.abc import Sequence

from drivers.plc.register_map import (
    BLOCK_COUNT,
    INPUT_REGISTERS_COUNT,
    MAP_ID,
    RING_SLOT_WORDS,
    Block,
    ByteOrder,
    Ir,
    Layout,
    WordOrder,
)
from drivers.sim.plc_memory import PlcMemory


class PlcRegisters:
    """A view of `memory`; `word_order` and `byte_order` as this PLC sends and takes them. By the
    layout "block" the holding registers are all that it has."""

    def __init__(
        self,
        memory: PlcMemory,
        *,
        word_order: WordOrder = "big",
        byte_order: ByteOrder = "big",
        layout: Layout = "areas",
    ) -> None:
        self._memory = memory
        self.is_block = layout == "block"
        self._high_first = word_order == "big"
        self._swaps_bytes = byte_order == "little"

    def input_registers(self) -> list[int]:
        """IR 0–65 as they stand now."""
        now = self._memory.values()
        words = [0] * INPUT_REGISTERS_COUNT
        self._put(words, Ir.ENCODER, now.encoder)
        self._put(words, Ir.PRODUCTS, now.products)
        self._put(words, Ir.PRINTS, now.prints)
        self._put(words, Ir.REJECTS, now.rejects)
        words[Ir.PACKML_STATE] = now.packml_state
        words[Ir.MODE] = now.mode
        words[Ir.PLC_HEARTBEAT] = now.heartbeat
        words[Ir.ALARMS] = now.alarms
        words[Ir.VERDICT_ECHO] = now.verdict_echo
        words[Ir.START_ID] = now.start_id
        words[Ir.RING_NEWEST] = now.ring_newest
        for slot, (seq, kind, encoder, number) in enumerate(now.ring):
            at = Ir.RING + slot * RING_SLOT_WORDS
            words[at], words[at + 1] = seq, kind
            self._put(words, at + 2, encoder)
            self._put(words, Ir.RING_NUMBERS + 2 * slot, number)
        self._put(words, Ir.MAP_ID, MAP_ID)
        return self._on_the_wire(words)

    def holding_registers(self) -> list[int]:
        own = self._on_the_wire(self._memory.holding_registers())
        if not self.is_block:
            return own
        words = own + [0] * (BLOCK_COUNT - len(own))
        words[Block.COILS], words[Block.INPUTS] = self._on_the_wire(
            [as_word(self._memory.coils()), as_word(self._memory.inputs())]
        )
        shown = self.input_registers()
        words[Block.INPUT_REGISTERS : Block.INPUT_REGISTERS + len(shown)] = shown
        return words

    def write_registers(self, address: int, words: Sequence[int]) -> None:
        values = self._on_the_wire(words)
        if self.is_block and address == Block.COILS:
            self._memory.write_coils(0, [bool(values[0] & 1 << bit) for bit in range(16)])
        else:
            self._memory.write_registers(address, values)

    def _put(self, words: list[int], at: int, value: int) -> None:
        halves = [value >> 16 & 0xFFFF, value & 0xFFFF]
        words[at : at + 2] = halves if self._high_first else halves[::-1]

    def _on_the_wire(self, words: Sequence[int]) -> list[int]:
        """The same way there and back."""
        if not self._swaps_bytes:
            return list(words)
        return [int.from_bytes(word.to_bytes(2, "big"), "little") for word in words]


def as_word(bits: Sequence[bool]) -> int:
    """16 bits as one word: bit 0 first."""
    return sum(1 << at for at, bit in enumerate(bits) if bit)
