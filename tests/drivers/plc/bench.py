"""A `PlcImage` joined to a `PlcMemory` without a network, under one fake clock."""

from __future__ import annotations

from typing import TypeVar

from drivers.api import DeviceEvent, LineEventKind
from drivers.plc import plc_codec
from drivers.plc.plc_codec import Write, WriteCoils
from drivers.plc.plc_image import PlcImage
from drivers.plc.register_map import RING_WORDS, STATUS_COUNT, Hr, WordOrder
from drivers.sim.plc_memory import PlcMemory
from drivers.sim.plc_registers import PlcRegisters

E = TypeVar("E", bound=DeviceEvent)


class Bench:
    """`events` is all that was published; `lost_writes` makes the next writes vanish."""

    def __init__(self, word_order: WordOrder = "big", plc: PlcMemory | None = None) -> None:
        self.now_ms = 0
        self.order: WordOrder = word_order
        self.plc = plc or PlcMemory(clock_ms=lambda: self.now_ms)
        self.registers = PlcRegisters(self.plc, word_order=word_order)
        self.image = PlcImage("plc")
        self.events: list[DeviceEvent] = []
        self.written: list[Write] = []

    def open(self) -> None:
        holding = self.registers.holding_registers()
        standing = holding[Hr.VERDICT_SEQ], holding[Hr.RING_TAKEN]
        self.events += self.image.opened(*standing, self.now_ms)

    def cycle(self, ms: int = 10, *, writes_arrive: bool = True) -> None:
        """One turn of the device's thread, `ms` after the last."""
        self.now_ms += ms
        words = self.registers.input_registers()
        status, ring = words[:STATUS_COUNT], words[STATUS_COUNT : STATUS_COUNT + RING_WORDS]
        picture = plc_codec.picture(status, ring, self.order)
        self.events += self.image.picture(picture, self.now_ms)
        self.events += self.image.inputs(plc_codec.inputs(self.plc.inputs()))
        for write in self.image.writes(self.now_ms):
            if writes_arrive:
                self.perform(write)
                self.image.wrote(write, self.now_ms)

    def perform(self, write: Write) -> None:
        self.written.append(write)
        if isinstance(write, WriteCoils):
            self.plc.write_coils(write.address, write.bits)
        else:
            self.registers.write_registers(write.address, write.words)

    def cut(self) -> None:
        self.events += self.image.closed("cut")

    def camera(self, number: int) -> bool:
        return self.plc.event(LineEventKind.AT_CAMERA, number, 100 * number)

    def of(self, kind: type[E]) -> list[E]:
        return [event for event in self.events if isinstance(event, kind)]
