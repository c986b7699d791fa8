"""The PLC doors under the conformance suite: a new way to a PLC and its twin are one entry here."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

import pytest

from drivers.api import DeviceEvent
from drivers.plc.modbus import ModbusPlc
from drivers.plc.opcua import OpcUaPlc
from drivers.plc.polling import PolledPlc
from drivers.plc.register_map import Layout
from drivers.sim.plc import Over, PlcTwin

WAIT_S_MAX = 20.0
E = TypeVar("E", bound=DeviceEvent)


@dataclass(frozen=True)
class PlcCase:
    """One way to a PLC. `watchdog_ms` is the shortest that it can keep, `too_slow_ms` an answer
    that nobody waits for any more."""

    name: str
    over: Over
    driver: Callable[..., PolledPlc]
    watchdog_ms: int
    too_slow_ms: int
    layout: Layout = "areas"

    def device(self, twin: PlcTwin, **options: Any) -> PolledPlc:
        if self.layout != "areas":
            options["layout"] = self.layout
        return self.driver("plc", twin.url, **{"watchdog_ms": self.watchdog_ms, **options})


MODBUS_TCP = PlcCase("modbus-tcp", "tcp", ModbusPlc, watchdog_ms=300, too_slow_ms=800)
MODBUS_BLOCK = PlcCase(
    "modbus-block", "tcp", ModbusPlc, watchdog_ms=300, too_slow_ms=800, layout="block"
)
MODBUS_RTU = PlcCase("modbus-rtu", "rtu", ModbusPlc, watchdog_ms=900, too_slow_ms=800)
OPCUA = PlcCase("opcua", "opcua", OpcUaPlc, watchdog_ms=400, too_slow_ms=1_300)
PLCS = (MODBUS_TCP, MODBUS_BLOCK, MODBUS_RTU, OPCUA)


class Published:
    """Everything that a device published, to be waited for."""

    def __init__(self) -> None:
        self._events: list[DeviceEvent] = []
        self._news = threading.Condition()

    def __call__(self, event: DeviceEvent) -> None:
        with self._news:
            self._events.append(event)
            self._news.notify_all()

    def of(self, kind: type[E]) -> list[E]:
        with self._news:
            return [event for event in self._events if isinstance(event, kind)]

    def said(self) -> list[str]:
        """The words of all warnings and faults."""
        with self._news:
            return [event.said for event in self._events if hasattr(event, "said")]

    def wait_for(self, kind: type[E], count: int = 1) -> list[E]:
        self.wait_until(lambda: len(self.of(kind)) >= count, f"{count} {kind.__name__}")
        return self.of(kind)

    def wait_for_words(self, words: str) -> None:
        self.wait_until(lambda: any(words in said for said in self.said()), words)

    def wait_until(self, holds: Callable[[], bool], what: str) -> None:
        with self._news:
            assert self._news.wait_for(holds, WAIT_S_MAX), f"{what} expected; {self._events[-20:]}"


def poll_until(holds: Callable[[], bool]) -> None:
    """Wait for what the twin alone can tell."""
    pause = threading.Event()
    for _ in range(int(WAIT_S_MAX * 200)):
        if holds():
            return
        pause.wait(0.005)
    pytest.fail("it never came true")
