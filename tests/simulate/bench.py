"""A simulated hall without a station: the PLC is told that the PC is alive and the belt may run.

`dice` begins with every knob off; a test turns on the one that it is about.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from drivers.api import LineEventKind, SymbolRead
from drivers.plc.plc_codec import verdict_words
from drivers.plc.register_map import Coil, Hr
from station.simulate.clock import Scheduler
from station.simulate.faults import Dice
from station.simulate.hall import Hall, HallSpec

INK = tuple(b"CODE %03d" % number for number in range(1, 200))
AIM = "]Q1"
HEARTBEAT_MS = 200


class Notes:
    """Stands where the truth stands, and writes down what it is told."""

    def __init__(self) -> None:
        self.inks: list[bytes] = []
        self.doubles: list[bytes] = []
        self.seen: dict[int, tuple[bytes, bytes | None]] = {}
        self.let_pass: list[int] = []

    def inked(self, data: bytes) -> None:
        self.inks.append(data)

    def doubled(self, data: bytes) -> None:
        self.doubles.append(data)

    def shown(self, number: int, ink: bytes, cap: bytes | None) -> None:
        self.seen[number] = (ink, cap)

    def verdict(self, number: int, word: str) -> None:
        if word == "pass":
            self.let_pass.append(number)


class Shutter:
    """A camera that writes down what it is shown, and how late it will say so."""

    def __init__(self) -> None:
        self.pictures: list[tuple[int, tuple[bytes, ...]]] = []
        self.late: list[int] = []

    def take(self, token: int, symbols: Sequence[SymbolRead], late_ms: int = 0) -> None:
        self.pictures.append((token, tuple(one.data for one in symbols)))
        self.late.append(late_ms)


class Bench:
    """`passes` decides over each item, as the station would."""

    def __init__(
        self,
        *,
        looks_down: bool = True,
        passes: bool = True,
        languages: Mapping[int, str] | None = None,
    ) -> None:
        self.scheduler, self.notes = Scheduler(), Notes()
        self.dice = Dice(1, "none")
        printers = languages or {}
        spec = HallSpec(6, 2, 3 if looks_down else 0, 120, AIM, 200, languages=printers)
        self.hall = Hall(spec, self.scheduler, self.dice, self.notes)  # type: ignore[arg-type]
        self.camera, self.above = Shutter(), Shutter()
        self.hall.camera = self.camera  # type: ignore[assignment]
        self.hall.look_down = self.above  # type: ignore[assignment]
        self.events: list[tuple[LineEventKind, int]] = []
        self._passes, self._judged = passes, 0
        assert self.hall.coder is not None, "a line with a coder"
        twin = self.coder = self.hall.coder.twin
        twin.buffer.extend(INK)
        twin.label = "PACKLINE"
        self._listen()
        self._beat(True)

    def _listen(self) -> None:
        real = self.hall.event

        def event(kind: LineEventKind, number: int) -> None:
            self.events.append((kind, number))
            real(kind, number)

        self.hall.event = event  # type: ignore[method-assign]

    def _beat(self, on: bool) -> None:
        """What the station does about it every now and then."""
        plc = self.hall.plc
        plc.write_coils(Coil.LINE_ENABLE, [True])
        plc.write_coils(Coil.PC_HEARTBEAT, [on])
        plc.write_registers(Hr.RING_TAKEN, [plc.values().ring_newest])
        for product in self.hall.belt.products if self._passes else ():
            if product.number > self._judged:
                self._judged = product.number
                words = verdict_words(product.number, True, product.number, 0)
                plc.write_registers(Hr.VERDICT_NUMBER, words)
        self.scheduler.after(HEARTBEAT_MS, lambda: self._beat(not on))

    def feed(self, bottles: int, seconds: float = 60.0) -> Bench:
        self.hall.begin(self.hall.to_feed + bottles, None)
        self.scheduler.run_until(self.scheduler.now_ms + round(seconds * 1_000))
        return self

    def with_knob(self, name: str, chance: float = 1.0) -> Bench:
        self.dice.set(name, chance)
        return self

    def kinds(self, kind: LineEventKind) -> list[int]:
        return [number for one, number in self.events if one is kind]

    def in_case(self) -> list[Any]:
        held = self.hall.cell.held.products if self.hall.cell.held else []
        return [*held, *self.hall.cell.filling.products]
