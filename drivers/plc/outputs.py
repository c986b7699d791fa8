"""What the PC sets in the PLC besides verdicts: coils, heartbeat, watchdog time, ring position.

Everything here is a *state*, so a write may be repeated as often as the link makes it necessary,
and all of it is written again after a reconnect. A coil that nobody commanded is never written. The
one pulse is the test kick: its edge is never written twice, so a link that breaks under it may lose
the kick, and never doubles it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

from drivers.api import LineOutputs
from drivers.plc.plc_codec import Write, WriteCoils, WriteRegisters
from drivers.plc.register_map import Coil, Hr

KICK_MS = 200  # how long the test kick stands: a PLC with a slow program must see it
HEARTBEATS_PER_WATCHDOG = 4
"""So many toggles in one watchdog time: three may be late before the PLC stops the belt."""


class OutputState:
    """What should stand in the PLC, and what of it isn't known to stand there."""

    def __init__(self, watchdog_ms: int) -> None:
        self._watchdog_ms = watchdog_ms
        self._coils: dict[Coil, bool] = {}
        self._unwritten: set[Coil] = set()
        self._watchdog_written = False
        self._taken_in_plc: int | None = None
        self._beat = False
        self._beat_ms: int | None = None
        self._kicked_ms: int | None = None  # when the test kick was written, while it stands

    def rewrite_all(self) -> None:
        """Nothing is known of what stands in the PLC."""
        self._end_kick()
        self._unwritten = set(self._coils)
        self._watchdog_written = False
        self._taken_in_plc = None
        self._beat_ms = None

    def command(self, outputs: LineOutputs) -> None:
        for field in fields(outputs):
            value: bool | None = getattr(outputs, field.name)
            if value is not None:
                coil = Coil[field.name.upper()]
                self._coils[coil] = value
                self._unwritten.add(coil)

    def due(self, ring_taken: int, now_ms: int) -> Iterator[Write]:
        """What to write now, the most urgent first."""
        if self._kicked_ms is not None and now_ms - self._kicked_ms >= KICK_MS:
            self._end_kick()
        for run in _runs(sorted(self._unwritten)):
            yield WriteCoils(run[0], tuple(self._coils[coil] for coil in run))
        if not self._watchdog_written:
            yield WriteRegisters(Hr.WATCHDOG_MS, (self._watchdog_ms,))
        if self._beat_is_due(now_ms):
            yield WriteCoils(Coil.PC_HEARTBEAT, (not self._beat,))
        if ring_taken != self._taken_in_plc:
            yield WriteRegisters(Hr.RING_TAKEN, (ring_taken,))

    def wrote(self, write: Write, now_ms: int) -> None:
        """The PLC has confirmed `write`."""
        if isinstance(write, WriteRegisters):
            self._wrote_registers(write)
        elif write.address == Coil.PC_HEARTBEAT:
            self._beat, self._beat_ms = write.bits[0], now_ms
        else:
            self._unwritten -= {
                Coil(at)
                for at, bit in enumerate(write.bits, start=write.address)
                if self._coils[Coil(at)] == bit
            }
            if self._kicks and Coil.REJECT_TEST not in self._unwritten and self._kicked_ms is None:
                self._kicked_ms = now_ms

    @property
    def _kicks(self) -> bool:
        return self._coils.get(Coil.REJECT_TEST, False)

    def _end_kick(self) -> None:
        self._kicked_ms = None
        if self._kicks:
            self._coils[Coil.REJECT_TEST] = False
            self._unwritten.add(Coil.REJECT_TEST)

    def _wrote_registers(self, write: WriteRegisters) -> None:
        if write.address == Hr.WATCHDOG_MS:
            self._watchdog_written = True
        elif write.address == Hr.RING_TAKEN:
            self._taken_in_plc = write.words[0]

    def _beat_is_due(self, now_ms: int) -> bool:
        period_ms = self._watchdog_ms // HEARTBEATS_PER_WATCHDOG
        return self._beat_ms is None or now_ms - self._beat_ms >= period_ms


def _runs(coils: list[Coil]) -> Iterator[list[Coil]]:
    """Neighbours together, so that they travel in one request."""
    run: list[Coil] = []
    for coil in coils:
        if run and coil != run[-1] + 1:
            yield run
            run = []
        run.append(coil)
    if run:
        yield run
