"""The PLC: its real program and memory on one side, the real image of it on the other.

Modbus framing is pymodbus's and left out: requests are whole here, but they may be refused, and a
write may have arrived although its answer did not. The host polls as `ModbusPlc` does, and leaves
out polls that could bring nothing: the memory says when there is news.
"""

from __future__ import annotations

import random
from collections.abc import Callable

from drivers.api import Command, LineEventKind, LineOutputs, Publish, Verdict
from drivers.errors import Misuse
from drivers.plc import plc_codec
from drivers.plc.conditions import Events
from drivers.plc.door import Refused
from drivers.plc.modbus import CAPABILITIES
from drivers.plc.plc_codec import Write, WriteCoils
from drivers.plc.plc_image import PlcImage
from drivers.plc.polling import COMMANDS_MAX, READ_PICTURE, RECONNECT_MS_MAX, RECONNECT_MS_MIN
from drivers.plc.register_map import RING_WORDS, STATUS_COUNT, Hr
from drivers.sim.plc_memory import PlcMemory, VerdictWord
from drivers.sim.plc_registers import PlcRegisters
from station.simulate.clock import Planned, Scheduler

POLL_MS = 10
REST_POLL_MS = 90  # sooner than the PLC's heartbeat is missed
BUSY = Refused("device busy (6)", "the PLC is busy; retrying", is_passing=True)


class Plc(PlcMemory):
    """The PLC's memory, which also tells of news and keeps what verdicts it was given."""

    def __init__(self, scheduler: Scheduler) -> None:
        self._scheduler = scheduler
        self.news: Callable[[], None] = lambda: None
        self.on_verdict: Callable[[int, int, VerdictWord], None] = lambda place, number, word: None
        self.away_until_ms = 0
        self.busy_until_ms = 0
        super().__init__(clock_ms=lambda: scheduler.now_ms)

    def event(self, kind: LineEventKind, number: int, encoder: int) -> bool:
        taken = super().event(kind, number, encoder)
        self.news()
        return taken

    def _take_verdict(self, seq: int) -> None:
        super()._take_verdict(seq)
        place, number = self._holding[Hr.VERDICT] // 256, self._holding[Hr.VERDICT_NUMBER]
        self.on_verdict(place, number, self._verdicts[place, number])

    @property
    def is_away(self) -> bool:
        return self._scheduler.now_ms < self.away_until_ms

    @property
    def is_busy(self) -> bool:
        return self._scheduler.now_ms < self.busy_until_ms


class PlcHost:
    """A `RunnableDevice` on a `Plc`."""

    caps = CAPABILITIES

    def __init__(self, name: str, plc: Plc, scheduler: Scheduler, chance: random.Random) -> None:
        self.name = name
        self._plc, self._scheduler, self._chance = plc, scheduler, chance
        self._registers = PlcRegisters(plc)
        self._image = PlcImage(name)
        self._commands: list[Verdict | LineOutputs] = []
        self._next: Planned | None = None
        self._is_up = False
        self._is_alive = False
        self._reconnect_ms = RECONNECT_MS_MIN
        self._publish: Publish

    def start(self, publish: Publish) -> None:
        self._publish, self._is_alive = publish, True
        self._plc.news = self._wake
        self._plan(self._chance.randint(1, 20))

    def command(self, command: Command) -> None:
        if not isinstance(command, Verdict | LineOutputs):
            raise Misuse(f"{self.name} is a PLC: it can't take {type(command).__name__}")
        if len(self._commands) >= COMMANDS_MAX:
            raise Misuse(f"{self.name}: {COMMANDS_MAX} commands wait already")
        self._commands.append(command)
        self._wake()

    def stop(self, timeout_s: float = 2.0) -> None:
        """The thread or its process ends. Outputs stay: the PLC's watchdog stops the belt."""
        del timeout_s
        self._is_alive = self._is_up = False
        self._plc.news = lambda: None

    # -- the thread's work

    def _plan(self, wait_ms: int) -> None:
        if self._next is not None:
            self._next.cancel()
        self._next = self._scheduler.after(wait_ms, self._step)

    def _wake(self) -> None:
        """There is something to fetch or to write: don't sleep through it."""
        soon = self._scheduler.now_ms + POLL_MS
        if self._is_up and self._next is not None and self._next.at_ms > soon:
            self._plan(self._chance.randint(1, POLL_MS))

    def _step(self) -> None:
        if not self._is_alive:
            return
        self._next = None
        commands, self._commands = self._commands, []
        for command in commands:
            self._tell(self._image.command(command))
        if self._plc.is_away:
            self._drop("no proper answer within 0.5 s")
            self._plan(self._reconnect_ms)
            self._reconnect_ms = min(2 * self._reconnect_ms, RECONNECT_MS_MAX)
            return
        if not self._is_up:
            self._connect()
        wait_ms = self._turn()
        if self._next is None:
            self._plan(wait_ms)

    def _connect(self) -> None:
        holding = self._registers.holding_registers()
        self._is_up, self._reconnect_ms = True, RECONNECT_MS_MIN
        now_ms = self._scheduler.now_ms
        standing = holding[Hr.VERDICT_SEQ], holding[Hr.RING_TAKEN]
        self._tell(self._image.opened(*standing, now_ms))

    def _turn(self) -> int:
        """Fetch, publish, write; the pause until the next turn in ms."""
        if self._plc.is_busy:
            self._tell(self._image.refused(READ_PICTURE, BUSY))
            return POLL_MS
        self._tell(self._image.granted(READ_PICTURE))
        now_ms = self._scheduler.now_ms
        words = self._registers.input_registers()
        status, ring = words[:STATUS_COUNT], words[STATUS_COUNT : STATUS_COUNT + RING_WORDS]
        self._tell(self._image.picture(plc_codec.picture(status, ring, "big"), now_ms))
        self._tell(self._image.inputs(plc_codec.inputs(self._plc.inputs())))
        wrote = False
        for write in self._image.writes(now_ms):
            wrote = True
            self._perform(write)
            self._image.wrote(write, now_ms)
        return POLL_MS if wrote or self._image.eager(now_ms) else REST_POLL_MS

    def _perform(self, write: Write) -> None:
        if isinstance(write, WriteCoils):
            self._plc.write_coils(write.address, write.bits)
        else:
            self._registers.write_registers(write.address, write.words)

    # -- the world's side

    def cut(self, for_ms: int) -> None:
        """The network is gone. What was to be written next has arrived, or hasn't; nobody knows."""
        if self._is_up and self._is_alive and self._chance.random() < 0.5:
            for write in self._image.writes(self._scheduler.now_ms):
                self._perform(write)
                break
        self._plc.away_until_ms = self._scheduler.now_ms + for_ms

    def _drop(self, reason: str) -> None:
        self._is_up = False
        self._tell(self._image.closed(reason))

    def _tell(self, events: Events) -> None:
        for event in events:
            if self._is_alive:
                self._publish(event)
