"""The PLC image over Modbus: TCP and RTU are one door with two clients of pymodbus.

Over TCP one request fetches all that changes (IR 0–63). Over a serial line that would take most of
the time at each poll, so IR 0–15 are read, and the ring (IR 16–63) only if it has something new.
By the layout "block" everything is asked of the holding registers instead, by functions 3 and 16.

pymodbus never retries for us (`retries=0`). On a serial line the silence that ends a frame is kept
before each request.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from types import MappingProxyType
from typing import Final

from pymodbus.client import ModbusSerialClient, ModbusTcpClient
from pymodbus.exceptions import ConnectionException, ModbusException
from pymodbus.pdu import ModbusPDU

from drivers.errors import DeviceError, DeviceRefused
from drivers.plc import plc_codec
from drivers.plc.door import LinkBroken, Refused, Standing
from drivers.plc.map_check import check_map, swapped
from drivers.plc.plc_codec import Picture, Write, WriteCoils
from drivers.plc.register_map import (
    COILS_COUNT,
    INPUTS_COUNT,
    RING_WORDS,
    STATUS_COUNT,
    Block,
    ByteOrder,
    Hr,
    Input,
    Ir,
    Layout,
    WordOrder,
)

REPLY_S_MAX = 0.5

MAILBOX_FIRST: Final = Hr.VERDICT_NUMBER
MAILBOX_WORDS: Final = Hr.RING_TAKEN - Hr.VERDICT_NUMBER + 1
"""What is read once when a link opens: the mailbox and the ring position, HR 16–19."""

EXCEPTION_NAMES: Final = MappingProxyType(
    {
        1: "illegal function",
        2: "illegal address",
        3: "illegal value",
        4: "device failure",
        5: "acknowledge",
        6: "device busy",
        10: "gateway path unavailable",
        11: "gateway target does not answer",
    }
)
_PASSING: Final = frozenset({5, 6})  # exceptions that mean "later", not "never"

Client = ModbusTcpClient | ModbusSerialClient


class ModbusDoor:
    """`where` is how people know the address. `gap_s` is the silence before each request; with
    `reads_apart` the ring is read only when it has something new."""

    def __init__(
        self,
        device: str,
        client: Client,
        where: str,
        *,
        device_id: int = 1,
        word_order: WordOrder = "big",
        byte_order: ByteOrder = "big",
        layout: Layout = "areas",
        reads_apart: bool = False,
        gap_s: float = 0.0,
    ) -> None:
        self._device = device
        self._client = client
        self._where = where
        self._device_id = device_id
        self._words: WordOrder = word_order
        self._bytes: ByteOrder = byte_order
        self._in_block = layout == "block"
        self._coils = [False] * COILS_COUNT  # in a block they are one word, written as a whole
        self._reads_apart = reads_apart
        self._gap_s = gap_s
        self._silent_at_s = 0.0

    @property
    def is_open(self) -> bool:
        return bool(self._client.connected)

    def open(self) -> Standing:
        if not self._client.connect():
            raise LinkBroken(f"no connection to {self._where}")
        try:
            map_id = self._input_registers(Ir.MAP_ID, 2)
            mailbox = self._holding(MAILBOX_FIRST, MAILBOX_WORDS)
            if self._in_block:
                self._coils = _bits(self._holding(Block.COILS, 1)[0])
        except Refused as refusal:
            raise _unfit(self._device, refusal) from refusal
        check_map(self._device, map_id, self._words, self._bytes)
        return Standing(
            verdict_seq=mailbox[Hr.VERDICT_SEQ - MAILBOX_FIRST],
            ring_taken=mailbox[Hr.RING_TAKEN - MAILBOX_FIRST],
        )

    def picture(self, ring_taken: int) -> Picture:
        if not self._reads_apart:
            words = self._in_order(self._input_registers(0, STATUS_COUNT + RING_WORDS))
            return plc_codec.picture(words[:STATUS_COUNT], words[STATUS_COUNT:], self._words)
        status = self._in_order(self._input_registers(0, STATUS_COUNT))
        ring: Sequence[int] = ()
        if status[Ir.RING_NEWEST] != ring_taken:
            ring = self._in_order(self._input_registers(Ir.RING, RING_WORDS))
        return plc_codec.picture(status, ring, self._words)

    def inputs(self) -> frozenset[Input]:
        if self._in_block:
            return plc_codec.inputs(_bits(self._holding(Block.INPUTS, 1)[0]))
        reply = self._answer(
            2,
            lambda: self._client.read_discrete_inputs(
                0, count=INPUTS_COUNT, device_id=self._device_id
            ),
        )
        return plc_codec.inputs(reply.bits)

    def write(self, write: Write) -> None:
        at, unit = write.address, self._device_id
        if isinstance(write, WriteCoils) and self._in_block:
            self._coils[at : at + len(write.bits)] = write.bits
            word = self._in_order([sum(1 << n for n, on in enumerate(self._coils) if on)])
            self._answer(
                16, lambda: self._client.write_registers(Block.COILS, word, device_id=unit)
            )
        elif isinstance(write, WriteCoils):
            bits = list(write.bits)
            self._answer(15, lambda: self._client.write_coils(at, bits, device_id=unit))
        else:
            words = self._in_order(write.words)
            self._answer(16, lambda: self._client.write_registers(at, words, device_id=unit))

    def interrupt(self) -> None:
        """Every call ends within REPLY_S_MAX by itself."""

    def close(self) -> None:
        self._client.close()  # type: ignore[no-untyped-call]  # pymodbus annotates it not

    # ------------------------------------------------------------ requests

    def _holding(self, first: int, count: int) -> list[int]:
        return self._in_order(self._holding_registers(first, count))

    def _holding_registers(self, first: int, count: int) -> list[int]:
        reply = self._answer(
            3,
            lambda: self._client.read_holding_registers(
                first, count=count, device_id=self._device_id
            ),
        )
        return list(reply.registers)

    def _input_registers(self, first: int, count: int) -> list[int]:
        if self._in_block:
            return self._holding_registers(Block.INPUT_REGISTERS + first, count)
        reply = self._answer(
            4,
            lambda: self._client.read_input_registers(
                first, count=count, device_id=self._device_id
            ),
        )
        return list(reply.registers)

    def _in_order(self, words: Sequence[int]) -> list[int]:
        return [swapped(word) for word in words] if self._bytes == "little" else list(words)

    def _answer(self, function: int, ask: Callable[[], ModbusPDU]) -> ModbusPDU:
        """The answer to a request with this function code, once the line was silent long enough."""
        time.sleep(max(0.0, self._silent_at_s - time.monotonic()))
        try:
            reply = ask()
        except ConnectionException:
            raise LinkBroken("the connection was closed by the PLC or the network") from None
        except (ModbusException, OSError):
            raise LinkBroken(f"no proper answer within {REPLY_S_MAX} s") from None
        finally:
            self._silent_at_s = time.monotonic() + self._gap_s
        if reply.isError():
            raise _refused(reply.exception_code)
        if reply.function_code != function:  # pymodbus lets an answer to another request through
            raise LinkBroken(f"the PLC answered function {reply.function_code} for {function}")
        return reply


def _bits(word: int) -> list[bool]:
    return [bool(word >> at & 1) for at in range(COILS_COUNT)]


def _refused(code: int) -> Refused:
    said = f"{EXCEPTION_NAMES.get(code, 'exception')} ({code})"
    if code in _PASSING:
        return Refused(said, "the PLC is busy; retrying", is_passing=True)
    hint = "compare the PLC's Modbus map and unit number with docs/devices/modbus-plc.md"
    return Refused(said, hint)


def _unfit(device: str, refusal: Refused) -> DeviceError:
    """What a refusal of the first requests means: a busy PLC, or one without our map."""
    said = f"{refusal.said} to reading IR 64–65 and HR 16–19"
    return LinkBroken(said) if refusal.is_passing else DeviceRefused(device, said, refusal.hint)
