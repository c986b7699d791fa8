"""Twin of a PLC on the Modbus map: `PlcMemory` on a real Modbus TCP port, with faults by name.

The **physical side**, which the conveyor calls from its own thread, is the memory's: a photocell
saw a product (`event`), is there a verdict for it (`verdict`), may the belt run (`belt_may_run`).

`_Server` is the thread with the event loop. Each request is answered straight from the memory, so
that nothing the belt does waits for the loop; the registers inside pymodbus are only where it
copies from.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Mapping, Sequence
from types import MappingProxyType, TracebackType
from typing import ClassVar, Self, cast

from pymodbus.constants import ExcCodes
from pymodbus.server import ModbusTcpServer
from pymodbus.simulator import DataType, SimData, SimDevice

from drivers.errors import DeviceError
from drivers.plc.packml import Profile
from drivers.plc.register_map import (
    COILS_COUNT,
    HOLDING_REGISTERS_COUNT,
    INPUT_REGISTERS_COUNT,
    INPUTS_COUNT,
    WordOrder,
)
from drivers.sim.plc_memory import ClockMs, PlcMemory, PlcOutputs, VerdictWord, monotonic_ms

__all__ = ["PlcMemory", "PlcOutputs", "PlcTwin", "VerdictWord"]

START_S_MAX = 5.0
STOP_S_MAX = 5.0
_FOREVER = float("inf")


class PlcTwin(PlcMemory):
    """A PLC on a real port (`port` 0 picks a free one, see `port` after `start`)."""

    FAULTS: ClassVar[Mapping[str, str]] = MappingProxyType(
        {
            "stale": "the PLC's heartbeat stands still",
            "reset_counters": "the counters begin again at 0, once",
            "restart": "the PLC loses its memory and begins anew, once",
            "ring_overrun": "the belt isn't held, events overwrite those not yet taken",
            "no_echo": "verdicts are taken, but not echoed",
            "late_echo": "verdicts are echoed so many ms after they were taken",
            "exception": "requests are refused as device busy: all, or the next so many",
            "slow": "every answer comes so many ms late",
            "cut": "the network is gone: for so many seconds, or until off",
        }
    )

    def __init__(
        self,
        host: str = "127.0.0.1",
        port: int = 0,
        *,
        word_order: WordOrder = "big",
        packml: Profile = "opc30060",
        clock_ms: ClockMs = monotonic_ms,
    ) -> None:
        super().__init__(word_order=word_order, packml=packml, clock_ms=clock_ms)
        self._server = _Server(self, host, port)

    @property
    def port(self) -> int:
        return self._server.port

    def start(self) -> Self:
        """Listen. Raises `DeviceError` if the port can't be had."""
        self._server.start()
        return self

    def stop(self) -> None:
        self._server.stop()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def fault(self, name: str, value: str = "on") -> None:
        """Turn the fault `name` on or off; a number where the fault has a measure. Raises
        ValueError, naming the known ones, if unknown."""
        if name not in self.FAULTS:
            raise ValueError(f"a PLC has no fault {name!r}; it has {', '.join(self.FAULTS)}")
        on = value not in ("off", "0")
        match name:
            case "stale":
                self.stop_heartbeat(on)
            case "ring_overrun":
                self.ignore_hold(on)
            case "no_echo":
                self.delay_echo(None if on else 0)
            case "late_echo":
                self.delay_echo(int(_measure(value, if_on=1_000)))
            case "reset_counters" if on:
                self.reset_counters()
            case "restart" if on:
                self.restart()
            case "exception":
                self._server.refusals_left = _measure(value, if_on=_FOREVER)
            case "slow":
                self._server.slow_ms = _measure(value, if_on=200)
            case "cut":
                self._server.cut(_measure(value, if_on=_FOREVER))


def _measure(value: str, if_on: float) -> float:
    """A fault's measure: a number, or what `on` and `off` mean."""
    return {"on": if_on, "off": 0.0}[value] if value in ("on", "off") else float(value)


class _Server:
    """The port: one thread, one event loop, one pymodbus server at a time."""

    def __init__(self, memory: PlcMemory, host: str, port: int) -> None:
        self._memory = memory
        self._host = host
        self.port = port
        self.refusals_left = 0.0
        self.slow_ms = 0.0
        self._orders: asyncio.Queue[float | None]  # seconds to be away; None = stop
        self._loop: asyncio.AbstractEventLoop
        self._listening = threading.Event()
        self._failed: str | None = None
        self._thread = threading.Thread(target=self._run, name="plc twin", daemon=True)

    def start(self) -> None:
        self._thread.start()
        if not self._listening.wait(START_S_MAX) or self._failed is not None:
            raise DeviceError(f"the PLC twin can't listen on {self._host}: {self._failed}")

    def stop(self) -> None:
        if not self._thread.is_alive():
            return
        self._order(None)
        self._thread.join(STOP_S_MAX)
        if self._thread.is_alive():
            raise DeviceError(f"the PLC twin's thread did not end within {STOP_S_MAX} s")

    def cut(self, seconds: float) -> None:
        """Drop all connections and refuse new ones for so long; 0 = listen again now."""
        self._order(seconds)

    def _order(self, order: float | None) -> None:
        self._loop.call_soon_threadsafe(self._orders.put_nowait, order)

    def _run(self) -> None:
        try:
            asyncio.run(self._serve())
        except (OSError, RuntimeError) as fault:
            self._failed = str(fault)
        finally:
            self._listening.set()

    async def _serve(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._orders = asyncio.Queue()
        order: float | None = 0.0
        while order is not None:
            server = await self._listen()
            while order == 0:
                order = await self._orders.get()
            await server.shutdown()  # type: ignore[no-untyped-call]  # pymodbus annotates it not
            while order:
                order = await self._away(order)

    async def _away(self, seconds: float) -> float | None:
        """Wait out a cut; the next order, or 0 when its time is over."""
        try:
            return await asyncio.wait_for(
                self._orders.get(), None if seconds == _FOREVER else seconds
            )
        except TimeoutError:
            return 0.0

    async def _listen(self) -> ModbusTcpServer:
        server = ModbusTcpServer(self._device(), address=(self._host, self.port))
        await server.serve_forever(background=True)
        self.port = cast(asyncio.Server, server.transport).sockets[0].getsockname()[1]
        self._listening.set()
        return server

    def _device(self) -> SimDevice:
        bits, words = DataType.BITS, DataType.REGISTERS
        return SimDevice(
            0,  # answers to any unit number
            simdata=(
                [SimData(0, values=[False] * COILS_COUNT, datatype=bits)],
                [SimData(0, values=[False] * INPUTS_COUNT, datatype=bits)],
                [SimData(0, count=HOLDING_REGISTERS_COUNT, values=0, datatype=words)],
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
        if self.slow_ms:
            await asyncio.sleep(self.slow_ms / 1_000)
        if self.refusals_left > 0:
            self.refusals_left -= 1
            return ExcCodes.DEVICE_BUSY
        if values is not None:
            self._write(function, address, values)
        shown = self._shown(function)
        registers[: len(shown)] = shown
        return None

    def _write(self, function: int, address: int, values: list[int] | list[bool]) -> None:
        if function in (5, 15):
            self._memory.write_coils(address, [bool(bit) for bit in values])
        else:
            self._memory.write_registers(address, values)

    def _shown(self, function: int) -> list[int]:
        match function:
            case 1 | 5 | 15:
                return [_packed(self._memory.coils())]
            case 2:
                return [_packed(self._memory.inputs())]
            case 4:
                return self._memory.input_registers()
        return self._memory.holding_registers()


def _packed(bits: Sequence[bool]) -> int:
    """16 bits as the word in which pymodbus keeps them: bit 0 first."""
    return sum(1 << at for at, bit in enumerate(bits) if bit)
