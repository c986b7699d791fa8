"""A `PlcImage` joined to a `PlcMemory` without a network, under one fake clock."""

from __future__ import annotations

from typing import TypeVar

from drivers.api import DeviceEvent, LineEventKind
from drivers.plc.plc_codec import Write, WriteCoils
from drivers.plc.plc_image import MAILBOX_FIRST, MAILBOX_WORDS, PlcImage
from drivers.plc.register_map import WordOrder
from drivers.sim.plc_memory import PlcMemory

E = TypeVar("E", bound=DeviceEvent)


class Bench:
    """`events` is all that was published; `lost_writes` makes the next writes vanish."""

    def __init__(self, word_order: WordOrder = "big") -> None:
        self.now_ms = 0
        self.order: WordOrder = word_order
        self.plc = PlcMemory(word_order=word_order, clock_ms=lambda: self.now_ms)
        self.image = PlcImage("plc", word_order=word_order)
        self.events: list[DeviceEvent] = []
        self.written: list[Write] = []

    def open(self) -> None:
        mailbox = self.plc.holding_registers()[MAILBOX_FIRST : MAILBOX_FIRST + MAILBOX_WORDS]
        self.events += self.image.opened(mailbox, self.now_ms)

    def cycle(self, ms: int = 10, *, writes_arrive: bool = True) -> None:
        """One turn of the device's thread, `ms` after the last."""
        self.now_ms += ms
        self.events += self.image.registers(self.plc.input_registers(), self.now_ms)
        self.events += self.image.inputs(self.plc.inputs())
        for write in self.image.writes(self.now_ms):
            if writes_arrive:
                self.perform(write)
                self.image.wrote(write, self.now_ms)

    def perform(self, write: Write) -> None:
        self.written.append(write)
        if isinstance(write, WriteCoils):
            self.plc.write_coils(write.address, write.bits)
        else:
            self.plc.write_registers(write.address, write.words)

    def cut(self) -> None:
        self.events += self.image.closed("cut")

    def camera(self, number: int) -> bool:
        return self.plc.event(LineEventKind.AT_CAMERA, number, 100 * number)

    def of(self, kind: type[E]) -> list[E]:
        return [event for event in self.events if isinstance(event, kind)]
