"""The simulated PLC's Modbus doors: TCP, and RTU on a serial port.

Each request is answered straight from the memory, so that nothing the belt does waits for the
loop; the registers inside pymodbus are only where it copies from.
"""

from __future__ import annotations

import asyncio
from typing import cast

from pymodbus.constants import ExcCodes
from pymodbus.server import ModbusSerialServer, ModbusTcpServer
from pymodbus.simulator import DataType, SimData, SimDevice

from drivers.link.serial import SerialSettings
from drivers.plc.register_map import (
    BLOCK_COUNT,
    COILS_COUNT,
    INPUT_REGISTERS_COUNT,
    INPUTS_COUNT,
)
from drivers.sim.plc_front import Close, PlcFront
from drivers.sim.plc_memory import PlcMemory
from drivers.sim.plc_registers import PlcRegisters, as_word


class ModbusFront(PlcFront):
    """Serves `memory`, its registers as `registers` order them."""

    def __init__(self, memory: PlcMemory, registers: PlcRegisters) -> None:
        super().__init__("plc twin")
        self._memory = memory
        self._registers = registers

    def device(self) -> SimDevice:
        """The memory as pymodbus wants it; answers to any unit number."""
        bits, words = DataType.BITS, DataType.REGISTERS
        return SimDevice(
            0,
            simdata=(
                [SimData(0, values=[False] * COILS_COUNT, datatype=bits)],
                [SimData(0, values=[False] * INPUTS_COUNT, datatype=bits)],
                [SimData(0, count=BLOCK_COUNT, values=0, datatype=words)],
                [SimData(0, count=INPUT_REGISTERS_COUNT, values=0, datatype=words)],
            ),
            action=self._answer,
        )

    async def _answer(
        self,
        function: int,
        _start: int,
        address: int,
        _count: int,
        registers: list[int],
        values: list[int] | list[bool] | None,
    ) -> ExcCodes | None:
        """Called by pymodbus for each access; after a write of one (functions 5 and 6) again, with
        no values, to read it back."""
        if await self.refuses():
            return ExcCodes.DEVICE_BUSY
        if self._registers.is_block and function not in (3, 6, 16):
            return ExcCodes.ILLEGAL_FUNCTION
        if values is not None:
            self._write(function, address, values)
        shown = self._shown(function)
        registers[: len(shown)] = shown
        return None

    def _write(self, function: int, address: int, values: list[int] | list[bool]) -> None:
        if function in (5, 15):
            self._memory.write_coils(address, [bool(bit) for bit in values])
        else:
            self._registers.write_registers(address, values)

    def _shown(self, function: int) -> list[int]:
        match function:
            case 1 | 5 | 15:
                return [as_word(self._memory.coils())]
            case 2:
                return [as_word(self._memory.inputs())]
            case 4:
                return self._registers.input_registers()
        return self._registers.holding_registers()


class ModbusTcpFront(ModbusFront):
    """Modbus TCP on `port` (0 picks a free one, see `port` after `start`)."""

    def __init__(self, memory: PlcMemory, registers: PlcRegisters, host: str, port: int) -> None:
        super().__init__(memory, registers)
        self._host = host
        self.port = port

    @property
    def url(self) -> str:  # type: ignore[override]  # known only once the port is
        return f"tcp://{self._host}:{self.port}"

    async def listen(self) -> Close:
        server = ModbusTcpServer(self.device(), address=(self._host, self.port))
        await server.serve_forever(background=True)
        self.port = cast(asyncio.Server, server.transport).sockets[0].getsockname()[1]
        return server.shutdown


class ModbusRtuFront(ModbusFront):
    """Modbus RTU on the serial port `at`."""

    def __init__(self, memory: PlcMemory, registers: PlcRegisters, at: SerialSettings) -> None:
        super().__init__(memory, registers)
        self._at = at
        self.url = f"serial://{at.port}?baud={at.baud}&parity={at.parity}&stop={at.stop:g}"

    async def listen(self) -> Close:
        at = self._at
        server = ModbusSerialServer(
            self.device(),
            port=at.port,
            baudrate=at.baud,
            bytesize=at.bits,
            parity=at.parity,
            stopbits=int(at.stop),
        )
        await server.serve_forever(background=True)
        if server.transport is None:
            raise OSError("the serial port can't be opened")
        return server.shutdown
