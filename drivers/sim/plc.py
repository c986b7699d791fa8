"""Twin of a PLC: `PlcMemory` behind a real door, with faults by name.

One PLC model, several front doors: Modbus TCP, Modbus RTU on a serial port, OPC UA. The **physical
side**, which the conveyor calls from its own thread, is the memory's: a photocell saw a product
(`event`), is it let go at the rejecter (`lets_pass`), may the belt run (`belt_may_run`).
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType, TracebackType
from typing import ClassVar, Literal, Self

from drivers.link.address import serial_settings
from drivers.plc.opcua import check_asyncua
from drivers.plc.packml import PackmlState, Profile
from drivers.plc.register_map import ByteOrder, Layout, WordOrder
from drivers.sim.plc_front import FOREVER, PlcFront
from drivers.sim.plc_memory import ClockMs, PlcMemory, PlcOutputs, VerdictWord, monotonic_ms
from drivers.sim.plc_modbus import ModbusRtuFront, ModbusTcpFront
from drivers.sim.plc_registers import PlcRegisters
from drivers.sim.serial_bridge import SerialBridge

__all__ = ["PlcMemory", "PlcOutputs", "PlcTwin", "VerdictWord"]

Over = Literal["tcp", "rtu", "opcua"]
RTU_SETTINGS = "baud=19200"  # without parity, which Linux refuses on a pseudo-terminal


class PlcTwin(PlcMemory):
    """A PLC behind the door `over`; `url` is what a station writes to reach it.

    `port` is that of TCP and OPC UA (0 picks a free one, see `port` after `start`). `serial` is the
    address of the serial port for RTU; "" makes a pair of pseudo-terminals, and `url` is the other
    end. `certificate` and `key` are files for a secured OPC UA endpoint beside the open one;
    with `users` (name: password) nobody else comes in.
    """

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
            "alarm": "the alarm word: so many as a number, e.g. 5 for bits 0 and 2",
            "packml": "the machine is in this state: execute, held, aborted, …, or a number",
        }
    )

    def __init__(
        self,
        host: str = "127.0.0.1",
        port: int = 0,
        *,
        over: Over = "tcp",
        serial: str = "",
        certificate: str = "",
        key: str = "",
        users: Mapping[str, str] | None = None,
        word_order: WordOrder = "big",
        byte_order: ByteOrder = "big",
        layout: Layout = "areas",
        packml: Profile = "opc30060",
        clock_ms: ClockMs = monotonic_ms,
    ) -> None:
        super().__init__(packml=packml, clock_ms=clock_ms)
        self._bridge: SerialBridge | None = None
        self._front: PlcFront
        registers = PlcRegisters(self, word_order=word_order, byte_order=byte_order, layout=layout)
        if over == "opcua":
            check_asyncua()
            from drivers.sim.plc_opcua import OpcUaFront  # noqa: PLC0415 - an extra

            self._front = OpcUaFront(
                self, host, port, certificate=certificate, key=key, users=users
            )
        elif over == "rtu":
            if not serial:
                self._bridge = SerialBridge()
                serial = f"serial://{self._bridge.far}?{RTU_SETTINGS}"
            self._front = ModbusRtuFront(self, registers, serial_settings(serial))
        else:
            self._front = ModbusTcpFront(self, registers, host, port)

    @property
    def port(self) -> int:
        """The TCP port, 0 for a serial port."""
        return int(getattr(self._front, "port", 0))

    @property
    def url(self) -> str:
        if self._bridge is not None:
            return f"serial://{self._bridge.near}?{RTU_SETTINGS}"
        return self._front.url

    @property
    def is_listening(self) -> bool:
        """Whether somebody who dials now is answered: not during a cut."""
        return self._front.is_listening

    def start(self) -> Self:
        """Listen. Raises `DeviceError` if the port can't be had."""
        self._front.start()
        return self

    def stop(self) -> None:
        self._front.stop()
        if self._bridge is not None:
            self._bridge.close()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def as_delivered(self) -> None:
        super().as_delivered()
        front = getattr(self, "_front", None)  # the memory is set up before its door
        if front is not None:
            front.refusals_left = front.slow_ms = 0.0

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
                self._front.refusals_left = _measure(value, if_on=FOREVER)
            case "slow":
                self._front.slow_ms = _measure(value, if_on=200)
            case "cut":
                self._front.cut(_measure(value, if_on=FOREVER))
            case "alarm":
                self.set_alarms(int(_measure(value, if_on=1)) & 0xFFFF)
            case "packml":
                self._be(value)

    def _be(self, state: str) -> None:
        if state.isdecimal():
            self.show_packml_number(int(state) & 0xFFFF)
            return
        try:
            self.set_packml(PackmlState(state))
        except ValueError:
            known = ", ".join(PackmlState)
            raise ValueError(f"PackML has no state {state!r}; it has {known}") from None


def _measure(value: str, if_on: float) -> float:
    """A fault's measure: a number, or what `on` and `off` mean."""
    return {"on": if_on, "off": 0.0}[value] if value in ("on", "off") else float(value)
