"""One trigger at a time: whose result is it, for every fixed reader that is asked and answers.

Results carry no number, so their place in the conversation tells whose they are. `TurnReader` is
the whole driver but for the bytes; a `Dialect` turns bytes into `Fact`s and says what to send.

- a result counts only between the start of its own trigger, confirmed where the device confirms,
  and the end of its window; a device that sends something else for *no read* is read at once;
- after a window without a result the reader is told to stop, and one result may still be owed:
  `settle_ms` long it is waited for and dropped, and nothing new begins. With the device's *no
  read* text switched on, that text ends the wait at once;
- a result that nobody waits for is reported and dropped. Readers that trigger themselves are
  another mode (`asks=False`): there each result is a `Read` with token 0, and no command is sent.

The state machine is the table in `TurnReader._fact` and `tick`. `keyence_sr` has its own, since
its protocol tells more (whether a result is owed).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

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
    SymbolRead,
    Trigger,
    Warned,
)
from drivers.errors import Misuse

TRIGGERS_MAX = 16
WINDOW_MS_MAX = 60_000
ANSWER_MS_MAX = 500  # for a command that is answered
SETTLE_MS_MAX = 10_000


# ---------------------------------------------------------------- what a dialect hears


@dataclass(frozen=True)
class Took:
    """The device took the command that is out."""


@dataclass(frozen=True)
class Refused:
    """The device didn't take the command that is out."""

    said: str
    hint: str


@dataclass(frozen=True)
class Got:
    """A result: what was read."""

    symbols: tuple[SymbolRead, ...]


@dataclass(frozen=True)
class GotNothing:
    """The device's own word for no read."""

    reason: str = "the reader found no code"


@dataclass(frozen=True)
class Odd:
    """Bytes that mean nothing here; told once a link for each `said`'s key."""

    key: str
    said: str
    hint: str


Fact = Took | Refused | Got | GotNothing | Odd


class Dialect(Protocol):
    """One protocol's bytes. `greeting` are the commands that begin each link, in order: each waits
    for its answer, or out ANSWER_MS_MAX where the device need not answer it."""

    confirms: bool  # the device answers each command
    asks: bool  # we trigger; False: the device triggers itself

    def greeting(self) -> tuple[Callable[[], bytes], ...]: ...

    def reset(self) -> None: ...

    def start(self) -> bytes: ...

    def stop(self) -> bytes: ...

    def feed(self, data: bytes) -> list[Fact]: ...


class State(Enum):
    """What the conversation is at."""

    CLOSED = "no link"
    GREETING = "the device is being set up"
    IDLE = "waits for a trigger"
    READING = "the start is sent"
    STOPPING = "the stop is sent"
    SETTLING = "stopped; a result may be owed"


class TurnReader:
    """A `Driver` for a fixed reader that speaks `dialect`."""

    def __init__(
        self, name: str, caps: Capabilities, dialect: Dialect, *, settle_ms: int = 1_000
    ) -> None:
        if not 0 <= settle_ms <= SETTLE_MS_MAX:
            raise Misuse(f"{name}: settle_ms is 0 to {SETTLE_MS_MAX}, not {settle_ms}")
        self.name, self.caps = name, caps
        self._dialect, self._settle_ms = dialect, settle_ms
        self._waiting: deque[Trigger] = deque()
        self._greetings: deque[Callable[[], bytes]] = deque()
        self._reading = Trigger(0)
        self._state = State.CLOSED
        self._since_ms = 0
        self._is_confirmed = False  # a result now belongs to `_reading`
        self._is_owed = False  # a result of an earlier trigger may still come
        self._told: set[str] = set()

    # ------------------------------------------------------------ the link

    def opened(self, now_ms: int) -> Output:
        self._dialect.reset()
        self._told.clear()
        self._is_owed = False
        self._greetings = deque(self._dialect.greeting())
        return Output(events=(LinkUp(self.name),)) + self._greet(now_ms)

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
        for fact in self._dialect.feed(data):
            out += self._fact(fact, now_ms)
        return out

    def command(self, command: Command, now_ms: int) -> Output:
        if not isinstance(command, Trigger):
            raise Misuse(f"{self.name}: a reader can't take {type(command).__name__}")
        if not 0 < command.window_ms <= WINDOW_MS_MAX:
            raise Misuse(f"{self.name}: a window of {command.window_ms} ms is not possible")
        why = self._why_not()
        if why:
            return Output(events=(NoRead(self.name, command.token, why),))
        self._waiting.append(command)
        return self._start_next(now_ms)

    def _why_not(self) -> str:
        if not self._dialect.asks:
            return "this reader triggers itself"
        if self._state is State.CLOSED:
            return "no link"
        return "too many triggers wait" if len(self._waiting) >= TRIGGERS_MAX else ""

    # ------------------------------------------------------------ time

    def tick(self, now_ms: int) -> Output:
        waited_ms = now_ms - self._since_ms
        match self._state:
            case State.READING if waited_ms >= self._reading.window_ms:
                return self._stop(f"no code within {self._reading.window_ms} ms", now_ms)
            case State.GREETING if waited_ms >= ANSWER_MS_MAX:
                return self._unanswered_greeting(now_ms)
            case State.STOPPING if waited_ms >= ANSWER_MS_MAX:
                return Output(drop_link=True)  # out of step: begin anew
            case State.SETTLING if waited_ms >= self._settle_ms:
                return self._idle(now_ms)
        return Output()

    def _greet(self, now_ms: int) -> Output:
        if not self._greetings:
            return self._idle(now_ms)
        self._enter(State.GREETING, now_ms)
        return Output(self._greetings.popleft()())

    def _unanswered_greeting(self, now_ms: int) -> Output:
        if self._greetings or not self._dialect.confirms:
            return self._greet(now_ms)
        hint = "Check port and protocol in the reader's own settings."
        return self._warn_once("mute", "no answer to a command", hint) + Output(drop_link=True)

    # ------------------------------------------------------------ one trigger at a time

    def _start_next(self, now_ms: int) -> Output:
        if self._state is not State.IDLE or not self._waiting:
            return Output()
        self._reading = self._waiting.popleft()
        self._is_confirmed = not self._dialect.confirms
        self._enter(State.READING, now_ms)
        return Output(self._dialect.start())

    def _stop(self, reason: str, now_ms: int) -> Output:
        """The window is over: no read, and find each other again."""
        stop = self._dialect.stop()
        out = self._no_read(reason, now_ms) + Output(stop)
        self._is_owed = True
        is_answered = self._dialect.confirms and bool(stop)
        self._enter(State.STOPPING if is_answered else State.SETTLING, now_ms)
        return out

    def _idle(self, now_ms: int) -> Output:
        was_ready = "ready" in self._told
        self._told.add("ready")
        self._is_owed = False
        self._enter(State.IDLE, now_ms)
        ready = Output(events=() if was_ready else (Ready(self.name),))
        return ready + self._start_next(now_ms)

    # ------------------------------------------------------------ what the device says

    def _fact(self, fact: Fact, now_ms: int) -> Output:
        match fact:
            case Odd(key, said, hint):
                return self._warn_once(key, said, hint)
            case Took():
                return self._answered(None, now_ms)
            case Refused():
                return self._answered(fact, now_ms)
            case Got() | GotNothing():
                return self._result(fact, now_ms)

    def _answered(self, refused: Refused | None, now_ms: int) -> Output:
        told = Output()
        if refused is not None:
            told = self._warn_once(f"refused {refused.said}", refused.said, refused.hint)
        match self._state:
            case State.GREETING:
                return told + self._greet(now_ms)
            case State.READING if refused is not None:
                told += self._stop(f"the reader refused: {refused.said}", now_ms)
                self._is_owed = False  # what never began brings no result
            case State.READING:
                self._is_confirmed = True
            case State.STOPPING if self._is_owed:
                self._enter(State.SETTLING, now_ms)
            case State.STOPPING:
                return told + self._idle(now_ms)
        return told

    def _result(self, result: Got | GotNothing, now_ms: int) -> Output:
        if not self._dialect.asks:
            return self._of_nobody(result)
        if self._state is State.READING and self._is_confirmed:
            return self._found(result, now_ms)
        late = Output()
        if isinstance(result, Got):
            hint = "Lengthen the window, and let the reader answer each trigger once."
            late = self._warn("a code that nobody waits for", hint)
        self._is_owed = False
        return late + self._idle(now_ms) if self._state is State.SETTLING else late

    def _found(self, result: Got | GotNothing, now_ms: int) -> Output:
        if isinstance(result, GotNothing):
            out = self._no_read(result.reason, now_ms)
        else:
            took_ms = float(now_ms - self._since_ms)
            token, symbols = self._reading.token, result.symbols
            out = Output(events=(Read(self.name, token, symbols, took_ms=took_ms),))
        return out + self._idle(now_ms)

    def _of_nobody(self, result: Got | GotNothing) -> Output:
        """A reader that triggers itself: token 0, as with hand scanners."""
        if isinstance(result, Got):
            return Output(events=(Read(self.name, 0, result.symbols),))
        return Output(events=(NoRead(self.name, 0, result.reason),))

    def _no_read(self, reason: str, now_ms: int) -> Output:
        took_ms = float(now_ms - self._since_ms)
        return Output(events=(NoRead(self.name, self._reading.token, reason, took_ms=took_ms),))

    def _warn(self, said: str, hint: str) -> Output:
        return Output(events=(Warned(self.name, said, hint),))

    def _warn_once(self, key: str, said: str, hint: str) -> Output:
        if key in self._told:
            return Output()
        self._told.add(key)
        return self._warn(said, hint)

    def _enter(self, state: State, now_ms: int) -> None:
        self._state, self._since_ms = state, now_ms
