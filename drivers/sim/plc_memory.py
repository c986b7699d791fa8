"""The program and memory of a simulated PLC, without its doors.

Written from the map's documentation and not from our driver; it shares addresses with it and no
code. It plays what the PLC programmer has to write: latching counters, event ring with hold,
verdict mailbox with echo, watchdog, the rule *no verdict = reject*. It opens nothing and takes its
time from `clock_ms`; a lock guards it, because belt and network are two threads. `drivers.sim.plc`
gives it a door: Modbus over TCP or a serial line, or OPC UA.

Scan times and torn reads of a real PLC are not played.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from drivers.api import LineEventKind
from drivers.plc.packml import (
    COMMANDED,
    DONE,
    NUMBERS,
    PackmlCommand,
    PackmlState,
    Profile,
    UnitMode,
)
from drivers.plc.register_map import (
    COILS_COUNT,
    EVENT_TYPES,
    HOLDING_REGISTERS_COUNT,
    INPUTS_COUNT,
    PLC_HEARTBEAT_MS,
    RING_HOLD_AT,
    RING_SLOTS,
    SEQ_MAX,
    VERDICT_PASS,
    WATCHDOG_MS_DEFAULT,
    Coil,
    Hr,
    Input,
)

_U32 = 1 << 32
VERDICTS_KEPT = 1_024
"""Verdicts of the newest products; long before a low word comes again, its old verdict is gone."""

VerdictWord = Literal["pass", "reject"]
ClockMs = Callable[[], int]

_AT_REST: Final = (Input.READY, Input.ESTOP_OK, Input.AIR_OK, Input.DOOR_CLOSED)
_EMPTY: Final = (0, 0, 0, 0)


def monotonic_ms() -> int:
    return time.monotonic_ns() // 1_000_000


@dataclass(frozen=True)
class PlcOutputs:
    """The coils that the PC has set, but its heartbeat."""

    line_enable: bool
    conveyor_stop: bool
    reject_test: bool
    tower_red: bool
    tower_amber: bool
    tower_green: bool
    buzzer: bool
    reset_request: bool


@dataclass(frozen=True)
class PlcValues:
    """What the PLC shows at one moment, whatever the door. `ring` is slots of seq, type, encoder
    and number."""

    encoder: int
    products: int
    prints: int
    rejects: int
    packml_state: int
    mode: int
    heartbeat: int
    alarms: int
    verdict_echo: int
    start_id: int
    ring_newest: int
    ring: tuple[tuple[int, int, int, int], ...]


class PlcMemory:
    """The PLC's program and its memory. Every method may be called from any thread."""

    def __init__(
        self,
        *,
        packml: Profile = "opc30060",
        clock_ms: ClockMs = monotonic_ms,
    ) -> None:
        self._numbers = NUMBERS[packml]
        self._clock_ms = clock_ms
        self._lock = threading.RLock()
        self._start_id = 0
        self.as_delivered()

    def as_delivered(self) -> None:
        """All as it was before the first order, by a new start; faults are over."""
        with self._lock:
            self._inputs = set(_AT_REST)
            self._state = PackmlState.IDLE
            self._packml_number: int | None = None
            self._alarms = 0
            self._stopped_heartbeat: int | None = None
            self._echo_delay_ms: int | None = 0  # None: the echo is never shown
            self._overrun = False
            self.restart()

    def restart(self) -> None:
        """Power off and on: everything that isn't retained begins anew."""
        with self._lock:
            self._start_id = self._start_id % SEQ_MAX + 1
            self._coils = [False] * COILS_COUNT
            self._holding = [0] * HOLDING_REGISTERS_COUNT
            self._products = self._prints = self._rejects = 0
            self._encoder = 0
            self._slots = [_EMPTY] * RING_SLOTS  # seq, type, encoder, number
            self._next_slot = 0
            self._newest = 0
            self._taken_seq = self._echo = 0
            self._echo_at_ms: int | None = None
            self._verdicts: OrderedDict[tuple[int, int], VerdictWord] = OrderedDict()
            self._toggled_ms: int | None = None
            self.verdicts_taken = 0
            self.test_kicks = 0

    # ------------------------------------------------------------ the belt's side

    def event(self, kind: LineEventKind, number: int, encoder: int) -> bool:
        """A sensor saw something. False: the ring is full, nothing was recorded, and the belt must
        stop until there is room."""
        with self._lock:
            self._encoder = encoder
            if not self._overrun and self.ring_space() == 0:
                return False
            self._newest = self._newest % SEQ_MAX + 1
            self._slots[self._next_slot] = (self._newest, EVENT_TYPES[kind], encoder, number)
            self._next_slot = (self._next_slot + 1) % RING_SLOTS
            return True

    def ring_space(self) -> int:
        """Events that can be recorded before one that the PC hasn't taken is overwritten."""
        with self._lock:
            return max(0, RING_SLOTS - self._untaken())

    def ring_hold(self) -> bool:
        """Whether the belt is held so that the ring can't run over."""
        with self._lock:
            return not self._overrun and self._untaken() >= RING_HOLD_AT

    def verdict(self, number: int, place: int = 0) -> VerdictWord | None:
        """The PC's verdict on product `number`; None: none came (so it is to be rejected).
        At another `place` than the belt it is a case or pallet that waits: none yet."""
        with self._lock:
            return self._verdicts.get((place, number % (SEQ_MAX + 1)))

    def lets_pass(self, number: int) -> bool:
        """Whether product `number`, now at the rejecter, is let go: only with the verdict *pass*.
        Without any it is kicked."""
        return self.verdict(number) == "pass"

    def count_product(self) -> None:
        with self._lock:
            self._products = (self._products + 1) % _U32

    def count_print(self) -> None:
        with self._lock:
            self._prints = (self._prints + 1) % _U32

    def count_reject(self) -> None:
        with self._lock:
            self._rejects = (self._rejects + 1) % _U32

    def set_input(self, which: Input, on: bool) -> None:
        """A switch or photocell. `RING_HOLD` and `PC_LOST` are the program's own."""
        if which in (Input.RING_HOLD, Input.PC_LOST):
            raise ValueError(f"{which.name} is made by the PLC program, it can't be set")
        with self._lock:
            (self._inputs.add if on else self._inputs.discard)(which)

    def set_packml(self, state: PackmlState) -> None:
        """Be in `state`, however it came about."""
        with self._lock:
            self._state, self._packml_number = state, None

    def show_packml_number(self, number: int) -> None:
        """Show a number of no state, as a PLC of another profile would."""
        with self._lock:
            self._packml_number = number

    def packml_command(self, command: PackmlCommand) -> bool:
        """Somebody presses a button of the machine. False: not taken in this state."""
        with self._lock:
            to = COMMANDED.get((self._state, command))
            if to is not None:
                self.set_packml(to)
            return to is not None

    def packml_done(self) -> bool:
        """The acting state comes to its end. False: this state waits for a command."""
        with self._lock:
            to = DONE.get(self._state)
            if to is not None:
                self.set_packml(to)
            return to is not None

    def set_alarms(self, word: int) -> None:
        with self._lock:
            self._alarms = word

    def set_encoder(self, position: int) -> None:
        with self._lock:
            self._encoder = position

    def outputs(self) -> PlcOutputs:
        """What the PC wants of lamps and belt."""
        with self._lock:
            return PlcOutputs(*self._coils[Coil.LINE_ENABLE : Coil.RESET_REQUEST + 1])

    def pc_alive(self, now_ms: int | None = None) -> bool:
        """Whether the PC's heartbeat toggled within the watchdog time; never before the first."""
        with self._lock:
            if self._toggled_ms is None:
                return False
            now_ms = self._clock_ms() if now_ms is None else now_ms
            limit_ms = self._holding[Hr.WATCHDOG_MS] or WATCHDOG_MS_DEFAULT
            return now_ms - self._toggled_ms <= limit_ms

    def belt_may_run(self, now_ms: int | None = None) -> bool:
        """Fail-safe: only with the PC alive, the line enabled, no stop asked, room in the ring."""
        with self._lock:
            wanted = self._coils[Coil.LINE_ENABLE] and not self._coils[Coil.CONVEYOR_STOP]
            return wanted and self.pc_alive(now_ms) and not self.ring_hold()

    # ------------------------------------------------------------ misbehaviour

    def reset_counters(self) -> None:
        """What a person does at the PLC's panel; ring and mailbox go on."""
        with self._lock:
            self._products = self._prints = self._rejects = 0

    def stop_heartbeat(self, stopped: bool) -> None:
        with self._lock:
            self._stopped_heartbeat = self._heartbeat() if stopped else None

    def delay_echo(self, delay_ms: int | None) -> None:
        """Show the echo `delay_ms` after a verdict was taken; None: never."""
        with self._lock:
            self._echo_delay_ms = delay_ms
            self._echo_at_ms = self._clock_ms() if delay_ms is not None else None

    def ignore_hold(self, ignore: bool) -> None:
        with self._lock:
            self._overrun = ignore

    # ------------------------------------------------------------ the wire's side

    def values(self) -> PlcValues:
        """What a door shows now."""
        with self._lock:
            state = self._numbers[self._state]
            return PlcValues(
                encoder=self._encoder,
                products=self._products,
                prints=self._prints,
                rejects=self._rejects,
                packml_state=state if self._packml_number is None else self._packml_number,
                mode=UnitMode.PRODUCTION,
                heartbeat=self._heartbeat(),
                alarms=self._alarms,
                verdict_echo=self._shown_echo(),
                start_id=self._start_id,
                ring_newest=self._newest,
                ring=tuple(self._slots),
            )

    def inputs(self) -> list[bool]:
        """DI 0–15 as they stand now."""
        with self._lock:
            bits = [Input(at) in self._inputs for at in range(INPUTS_COUNT)]
            bits[Input.RUNNING] = self.belt_may_run()
            bits[Input.RING_HOLD] = self.ring_hold()
            bits[Input.PC_LOST] = not self.pc_alive()
            return bits

    def coils(self) -> list[bool]:
        with self._lock:
            return list(self._coils)

    def holding_registers(self) -> list[int]:
        with self._lock:
            return list(self._holding)

    def write_coils(self, address: int, bits: Sequence[bool]) -> None:
        with self._lock:
            before, kick = self._coils[Coil.PC_HEARTBEAT], self._coils[Coil.REJECT_TEST]
            self._coils[address : address + len(bits)] = bits
            if self._coils[Coil.PC_HEARTBEAT] != before:
                self._toggled_ms = self._clock_ms()
            self.test_kicks += self._coils[Coil.REJECT_TEST] and not kick

    def write_registers(self, address: int, words: Sequence[int]) -> None:
        with self._lock:
            self._holding[address : address + len(words)] = words
            seq = self._holding[Hr.VERDICT_SEQ]
            if seq not in (0, self._taken_seq):
                self._take_verdict(seq)

    # ------------------------------------------------------------ the program

    def _take_verdict(self, seq: int) -> None:
        self._taken_seq = seq
        self.verdicts_taken += 1
        place, verdict = divmod(self._holding[Hr.VERDICT], 256)
        key = (place, self._holding[Hr.VERDICT_NUMBER])
        self._verdicts[key] = "pass" if verdict == VERDICT_PASS else "reject"
        self._verdicts.move_to_end(key)
        if len(self._verdicts) > VERDICTS_KEPT:
            self._verdicts.popitem(last=False)
        if self._echo_delay_ms is not None:
            self._echo_at_ms = self._clock_ms() + self._echo_delay_ms

    def _shown_echo(self) -> int:
        if self._echo_at_ms is not None and self._clock_ms() >= self._echo_at_ms:
            self._echo, self._echo_at_ms = self._taken_seq, None
        return self._echo

    def _untaken(self) -> int:
        taken = self._holding[Hr.RING_TAKEN]
        if taken == 0 or self._newest == 0:
            return self._newest
        return (self._newest - taken) % SEQ_MAX

    def _heartbeat(self) -> int:
        if self._stopped_heartbeat is not None:
            return self._stopped_heartbeat
        return self._clock_ms() // PLC_HEARTBEAT_MS % (SEQ_MAX + 1)
