"""A Keyence SR fixed reader (TCP 9004 or serial), as a sans-IO driver.

One trigger at a time: `LON`, then its data line, or at the end of the window `LOFF` and no read.
The protocol gives a result no number, so its place in the conversation tells whose it is:

- a result counts only after `OK,LON` of its own trigger (where the device sends OK lines: the
  answer to the `LOFF` at the beginning of each link tells whether it does);
- after a window the driver is *stopping* until `LOFF` is answered. `OK,LOFF` means that nothing
  had been found. `ER,LOFF` without a result means that one is owed: it is waited for and dropped,
  for OWED_MS_MAX at most. So a late result is never the next trigger's. Where OK lines are off,
  silence after `LOFF` is waited out as long, and `LON` waits until no result came for QUIET_MS;
- a result that nobody waits for is reported and dropped.

Source: SR-750 user's manual as in the fact sheet §3.1. The device must be in single mode, sending
after the read. Never tried on hardware.
"""

from __future__ import annotations

from collections import deque
from enum import Enum

from drivers.api import (
    Capabilities,
    Command,
    DeviceEvent,
    LinkDown,
    LinkUp,
    NoRead,
    Output,
    Read,
    Ready,
    Trigger,
    Warned,
)
from drivers.errors import Misuse
from drivers.readers import keyence_codec as codec
from drivers.readers.aim import symbol_of

TRIGGERS_MAX = 16
WINDOW_MS_MAX = 60_000
BANK_MAX = 99
ANSWER_MS_MAX = 500  # for LOFF
OWED_MS_MAX = 2_000  # for a result that the device has, or may have, and didn't send
QUIET_MS = 60  # after a result, without OK lines: its double must not meet the next LON


class State(Enum):
    """What the conversation is at."""

    CLOSED = "no link"
    STOPPING = "LOFF is sent"
    IDLE = "waits for a trigger"
    READING = "LON is sent"


class KeyenceReader:
    """Options, fixed for its life:

    `framing`: "cr" or "stx", as set in the device. `aim_prefix`: the device puts the AIM
    identifier (`]d2`) before each code. `separator`: between several codes of one result, as set
    in the device; "" = one code a result. `bank`: parameter bank for `LON`, 0 = the device's own.
    `no_read`: the device's text for no read.
    """

    def __init__(
        self,
        name: str,
        *,
        framing: codec.Framing = "cr",
        aim_prefix: bool = True,
        separator: str = "",
        bank: int = 0,
        no_read: str = codec.NO_READ,
    ) -> None:
        if framing not in ("cr", "stx"):
            raise Misuse(f"{name}: framing is 'cr' or 'stx', not {framing!r}")
        if not 0 <= bank <= BANK_MAX:
            raise Misuse(f"{name}: bank is 0 to {BANK_MAX}, not {bank}")
        self.name = name
        self.caps = _capabilities()
        self._parser = codec.LineParser(framing, no_read)
        self._aim_prefix, self._separator = aim_prefix, separator.encode()
        self._on, self._off = codec.switch_on(framing, bank), codec.switch_off(framing)
        self._waiting: deque[Trigger] = deque()
        self._reading = Trigger(0)
        self._state = State.CLOSED
        self._since_ms = 0  # of this state
        self._answers = False  # the device sends OK and ER lines
        self._is_confirmed = False  # a result now belongs to `_reading`
        self._is_settled = False  # since LON: a result, ERROR or a refusal came
        self._owed = False
        self._quiet_at_ms = 0  # no LON before, without OK lines
        self._told: set[str] = set()

    # ------------------------------------------------------------ the link

    def opened(self, now_ms: int) -> Output:
        """Whatever a former host left running is ended before the first trigger."""
        self._parser.reset()
        self._answers, self._is_settled, self._owed = False, True, False
        self._told.clear()
        self._enter(State.STOPPING, now_ms)
        return Output(self._off, (LinkUp(self.name),))

    def closed(self, reason: str, now_ms: int) -> Output:
        lost = [self._reading] if self._state is State.READING else []
        events: list[DeviceEvent] = [
            NoRead(self.name, trigger.token, f"link lost: {reason}")
            for trigger in (*lost, *self._waiting)
        ]
        self._waiting.clear()
        self._enter(State.CLOSED, now_ms)
        return Output(events=(*events, LinkDown(self.name, reason)))

    def received(self, data: bytes, now_ms: int) -> Output:
        out = Output()
        for line in self._parser.feed(data):
            out += self._line(line, now_ms)
        return out

    def tick(self, now_ms: int) -> Output:
        waited_ms = now_ms - self._since_ms
        if self._state is State.READING and waited_ms >= self._reading.window_ms:
            return self._stop(f"no code within {self._reading.window_ms} ms", now_ms)
        if self._state is State.STOPPING and waited_ms >= self._patience_ms:
            return self._unanswered(now_ms)
        return self._start_next(now_ms)

    def command(self, command: Command, now_ms: int) -> Output:
        if not isinstance(command, Trigger):
            raise Misuse(f"{self.name}: a reader can't take {type(command).__name__}")
        if not 0 < command.window_ms <= WINDOW_MS_MAX:
            raise Misuse(f"{self.name}: a window of {command.window_ms} ms is not possible")
        if self._state is State.CLOSED:
            return Output(events=(NoRead(self.name, command.token, "no link"),))
        if len(self._waiting) >= TRIGGERS_MAX:
            return Output(events=(NoRead(self.name, command.token, "too many triggers wait"),))
        self._waiting.append(command)
        return self._start_next(now_ms)

    # ------------------------------------------------------------ one trigger at a time

    def _start_next(self, now_ms: int) -> Output:
        if self._state is not State.IDLE or not self._waiting:
            return Output()
        if not self._answers and now_ms < self._quiet_at_ms:
            return Output()
        self._reading = self._waiting.popleft()
        self._is_confirmed, self._is_settled = not self._answers, False
        self._enter(State.READING, now_ms)
        return Output(self._on)

    def _no_read(self, reason: str, now_ms: int) -> Output:
        took_ms = float(now_ms - self._since_ms)
        return Output(
            events=(NoRead(self.name, self._reading.token, reason, took_ms=took_ms),),
        )

    def _stop(self, reason: str, now_ms: int) -> Output:
        """The window is over, or the device refused: no read, and find each other again."""
        out = self._no_read(reason, now_ms) + Output(self._off)
        self._owed = False
        self._enter(State.STOPPING, now_ms)
        return out

    def _idle(self, now_ms: int) -> Output:
        was_ready = "ready" in self._told
        self._told.add("ready")
        self._enter(State.IDLE, now_ms)
        ready = Output(events=() if was_ready else (Ready(self.name),))
        return ready + self._start_next(now_ms)

    @property
    def _patience_ms(self) -> int:
        may_be_owed = self._owed or not (self._answers or self._is_settled)
        return OWED_MS_MAX if may_be_owed else ANSWER_MS_MAX

    def _unanswered(self, now_ms: int) -> Output:
        """Without OK lines silence is an answer; with them, the conversation is out of step."""
        if self._owed:
            hint = "Look at the reader: it ended a search and sent nothing."
            return self._warn("a result that never came", hint) + self._idle(now_ms)
        return Output(drop_link=True) if self._answers else self._idle(now_ms)

    # ------------------------------------------------------------ what the device says

    def _line(self, line: codec.Line, now_ms: int) -> Output:
        match line:
            case codec.Rubbish(size):
                hint = "Check framing and port settings of the reader."
                return self._warn_once(f"{size} unknown bytes", hint, key="rubbish")
            case codec.CommandOk(command) | codec.CommandRefused(command):
                self._answers = True
                return self._answer(command, isinstance(line, codec.CommandOk), now_ms)
            case codec.Result(data):
                return self._data(data, now_ms)
            case codec.NothingRead():
                return self._data(None, now_ms)

    def _answer(self, command: str, is_ok: bool, now_ms: int) -> Output:
        if self._state is State.READING and command.startswith("LON"):
            if not is_ok:
                self._is_settled = True
                return self._stop("the reader refused to begin", now_ms)
            self._is_confirmed = True
        elif self._state is State.STOPPING and command == "LOFF":
            if is_ok or self._is_settled:
                return self._idle(now_ms)
            self._owed, self._since_ms = True, now_ms
        return Output()

    def _data(self, data: bytes | None, now_ms: int) -> Output:
        """A result, or the device's word for none (None)."""
        if data is not None:
            self._quiet_at_ms = now_ms + QUIET_MS
        if self._state is State.READING and self._is_confirmed:
            return self._found(data, now_ms)
        late = Output()
        if data is not None:
            hint = "Lengthen the window, and set the reader to one result for each LON."
            late = self._warn("a code that nobody waits for", hint)
        if self._state is not State.STOPPING:
            return late
        self._is_settled = True
        is_last = self._owed or not self._answers
        return late + self._idle(now_ms) if is_last else late

    def _found(self, data: bytes | None, now_ms: int) -> Output:
        codes = data.split(self._separator) if data and self._separator else [data or b""]
        symbols = tuple(symbol_of(code, self._aim_prefix, "keyence-sr") for code in codes if code)
        if symbols:
            took_ms = float(now_ms - self._since_ms)
            out = Output(events=(Read(self.name, self._reading.token, symbols, took_ms=took_ms),))
        else:
            out = self._no_read("the reader found no code", now_ms)
        return out + self._idle(now_ms)

    def _warn(self, said: str, hint: str) -> Output:
        return Output(events=(Warned(self.name, said, hint),))

    def _warn_once(self, said: str, hint: str, key: str) -> Output:
        if key in self._told:
            return Output()
        self._told.add(key)
        return self._warn(said, hint)

    def _enter(self, state: State, now_ms: int) -> None:
        self._state, self._since_ms = state, now_ms


def _capabilities() -> Capabilities:
    return Capabilities(
        kind="reader",
        protocol="keyence-sr",
        manual="SR-750 user's manual, as in the fact sheet §3.1",
        unverified=(
            "TCP port 9004",
            "that OK,LON always comes before its result",
            "numbers of ER lines",
            "AIM identifier and separator settings",
        ),
    )
