"""How long Modbus RTU takes on a serial line: what can be polled, and how often.

Computed from the baud rate, not measured: a frame's characters, the silence of 3.5 characters
before each frame (1.75 ms above 19,200 baud: Modbus over serial line V1.02, §2.5.1.1), and
`TURNAROUND_MS` for the PLC to answer, which is an assumption.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from drivers.link.serial import SerialSettings
from drivers.plc.modbus_door import REPLY_S_MAX
from drivers.plc.outputs import HEARTBEATS_PER_WATCHDOG
from drivers.plc.register_map import RING_WORDS, STATUS_COUNT

TURNAROUND_MS = 5.0
GAP_MS_FAST = 1.75
BAUD_FAST = 19_200
POLL_MS_STEP = 10
BAUDS = (9_600, 19_200, 38_400, 57_600, 115_200)

_READ_REQUEST = 8  # unit, function, address, count, CRC
_READ_ANSWER = 5  # unit, function, byte count, CRC; and the bytes
_WRITE_REQUEST = 9
_WRITE_ANSWER = 8


@dataclass(frozen=True)
class RtuBudget:
    """The times of one line, in ms."""

    baud: int
    character_ms: float
    gap_ms: float

    @classmethod
    def of(cls, at: SerialSettings) -> RtuBudget:
        bits = 1 + at.bits + (at.parity != "N") + at.stop
        character_ms = 1_000 * bits / at.baud
        gap_ms = GAP_MS_FAST if at.baud > BAUD_FAST else 3.5 * character_ms
        return cls(at.baud, character_ms, gap_ms)

    def exchange_ms(self, characters: int) -> float:
        """A request and its answer, together so many characters."""
        return characters * self.character_ms + 2 * self.gap_ms + TURNAROUND_MS

    def read_ms(self, data_bytes: int) -> float:
        return self.exchange_ms(_READ_REQUEST + _READ_ANSWER + data_bytes)

    def write_ms(self, data_bytes: int) -> float:
        return self.exchange_ms(_WRITE_REQUEST + _WRITE_ANSWER + data_bytes)

    @property
    def status_ms(self) -> float:
        return self.read_ms(2 * STATUS_COUNT)

    @property
    def ring_ms(self) -> float:
        """The longest exchange that there is."""
        return self.read_ms(2 * RING_WORDS)

    @property
    def quiet_ms(self) -> float:
        """A turn in which nothing happens: state, inputs, and the heartbeat at times (a word where
        the map lies in one block)."""
        return self.status_ms + self.read_ms(2) + self.write_ms(2)

    @property
    def busy_ms(self) -> float:
        """A turn with new events and a verdict, until its echo is seen: the ring is read and
        acknowledged, the verdict written, and the state read once more."""
        return self.quiet_ms + self.ring_ms + self.write_ms(2) + self.write_ms(6) + self.status_ms

    @property
    def poll_ms_min(self) -> int:
        """The smallest `poll_ms` that can be kept, rounded up."""
        return math.ceil(self.quiet_ms / POLL_MS_STEP) * POLL_MS_STEP

    @property
    def watchdog_ms_min(self) -> int:
        """The heartbeat must come in time even in busy turns."""
        return math.ceil(HEARTBEATS_PER_WATCHDOG * self.busy_ms / 100) * 100

    def check(self, poll_ms: int, watchdog_ms: int) -> None:
        """Raises ValueError with the remedy if the line can't do what the options ask for."""
        if self.ring_ms > 1_000 * REPLY_S_MAX:
            raise ValueError(
                f"baud={self.baud}: reading the event ring takes {self.ring_ms:.0f} ms of at most "
                f"{1_000 * REPLY_S_MAX:.0f}; set {BAUDS[0]} baud or more at both ends"
            )
        if poll_ms < self.quiet_ms:
            raise ValueError(
                f"poll_ms = {poll_ms} can't be kept at {self.baud} baud: the requests of one poll "
                f"take {self.quiet_ms:.0f} ms; write {self.poll_ms_min} or more, or a higher baud"
            )
        if watchdog_ms < self.watchdog_ms_min:
            raise ValueError(
                f"watchdog_ms = {watchdog_ms} is too short at {self.baud} baud: a heartbeat may "
                f"take {self.busy_ms:.0f} ms; write {self.watchdog_ms_min} or more"
            )


def budget_table() -> str:
    """What lines with 8 data bits, even parity and 1 stop bit can do, as a Markdown table;
    docs/devices/modbus-plc.md holds exactly this text."""
    lines = [
        "| baud | poll without event | smallest `poll_ms` | poll with events and a verdict "
        "| products a minute, one by one | smallest `watchdog_ms` |",
        "|---|---|---|---|---|---|",
    ]
    for baud in BAUDS:
        at = RtuBudget.of(SerialSettings("", baud=baud, parity="E"))
        lines.append(
            f"| {baud} | {at.quiet_ms:.0f} ms | {at.poll_ms_min} | {at.busy_ms:.0f} ms "
            f"| {60_000 / at.busy_ms:.0f} | {at.watchdog_ms_min} |"
        )
    return "\n".join(lines) + "\n"
