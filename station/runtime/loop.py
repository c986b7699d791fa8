"""The core thread: take events, step, commit once, carry the effects out.

One turn of the loop is one commit: all records of all events that had come in, the current state
and the outbox. Effects are carried out only after it, so nothing leaves the PC that isn't on disk.
A commit that fails stops the line: what it left behind is unknown, and nobody guesses.
"""

from __future__ import annotations

import logging
import queue
import threading
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from station.core import events as e
from station.core.effects import Effect, Refused, RunLine
from station.core.hand_events import HandScanned
from station.core.line import step
from station.core.order_events import OrderLife
from station.core.records import Judged, Record
from station.core.rework_events import Rework
from station.core.snapshot import Snapshot, picture
from station.core.state import LineState
from station.runtime.clock import Clock
from station.runtime.inbox import Inbox, Posted
from station.runtime.staleness import is_stale
from station.runtime.watches import Watch
from station.store.points import reached

ASKS_THE_STORE = OrderLife | Rework | e.ReprintAsked
TICK_MS = 50
ANSWER_S_MAX = 5.0

T = TypeVar("T")

log = logging.getLogger("packline.loop")


class Journal(Protocol):
    """Where a turn is made durable; raises when that is not certain."""

    def commit(self, turn: Sequence[Record], at_ms: int, scans: Sequence[Scan]) -> int: ...

    def idle(self) -> None:
        """Nothing to do for the line just now: time for a checkpoint."""
        ...


@dataclass(frozen=True)
class Scan:
    """What a reader saw that was not good, raw, for the scan log."""

    device: str
    trigger: int
    raw: bytes
    verdict: str


@dataclass(frozen=True)
class Stepped:
    """One step as an observer sees it: tests and the demo check the invariants on it."""

    before: LineState
    event: e.Event
    after: LineState
    records: tuple[Record, ...]


CarryOut = Callable[[Effect], Sequence[e.Event]]
Enrich = Callable[[e.Event, LineState], e.Event]
Observer = Callable[[Stepped], None]


class _Inquiry:
    """Something to be looked up between two turns."""

    def __init__(self, read: Callable[[], Any]) -> None:
        self.read = read
        self.found: Any = None
        self.failure: Exception | None = None
        self.answered: queue.SimpleQueue[None] = queue.SimpleQueue()


class LineStopped(RuntimeError):
    """The core thread has stopped; `cause` says why."""


class Loop:
    """Owns the line's state. `carry_out` turns an effect into action and returns the events that
    answer it at once; `enrich` adds what the store knows to what a reader saw."""

    def __init__(
        self,
        state: LineState,
        journal: Journal,
        clock: Clock,
        carry_out: CarryOut,
        *,
        enrich: Enrich = lambda event, state: event,
        observer: Observer | None = None,
        watches: Sequence[Watch] = (),
    ) -> None:
        self._state = state
        self._journal, self._clock = journal, clock
        self._carry_out, self._enrich, self._observer = carry_out, enrich, observer
        self._watches = watches
        self._inbox = Inbox()
        self._inquiries: queue.SimpleQueue[_Inquiry] = queue.SimpleQueue()
        self._next_tick_ms = 0
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="core", daemon=True)
        self._snapshot = picture(state, clock.wall_ms())
        self.failure: BaseException | None = None

    # -- from any thread

    @property
    def snapshot(self) -> Snapshot:
        """The newest picture of the line; replaced whole, so it may be read from any thread."""
        return self._snapshot

    @property
    def state(self) -> LineState:
        """The newest state; frozen, like the snapshot."""
        return self._state

    def between_turns(self, read: Callable[[], T]) -> tuple[LineState, T]:
        """The state, and what `read` finds in the store at the very same moment: it is called on
        the core thread when all that was stepped is on record, so it must be quick and change
        nothing. Raises what `read` raises, and LineStopped when the core is gone."""
        self._guard()
        inquiry = _Inquiry(read)
        self._inquiries.put(inquiry)
        try:
            inquiry.answered.get(timeout=ANSWER_S_MAX)
        except queue.Empty:
            self._guard()
            raise LineStopped("the core did not answer in time") from None
        if inquiry.failure is not None:
            raise inquiry.failure
        found: tuple[LineState, T] = inquiry.found
        return found

    def post(self, event: e.Event) -> None:
        """Hand an event in. Raises InboxFull at the bound, LineStopped when the core is gone."""
        self._guard()
        self._inbox.put(Posted(event))

    def ask(self, event: e.Event) -> Refused | None:
        """Hand a person's command in and wait for what became of it: None = carried out."""
        answer = self.hand_in(event)
        try:
            return answer.get(timeout=ANSWER_S_MAX)
        except queue.Empty:
            self._guard()
            raise LineStopped("the core did not answer in time") from None

    def hand_in(self, event: e.Event) -> queue.SimpleQueue[Refused | None]:
        """As `ask`, without waiting: where the answer will be."""
        self._guard()
        answer: queue.SimpleQueue[Refused | None] = queue.SimpleQueue()
        self._inbox.put(Posted(event, answer))
        return answer

    def start(self) -> None:
        self._thread.start()

    def stop(self, timeout_s: float = 5.0) -> None:
        """End the core thread after the turn it is in; idempotent."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join(timeout_s)

    def _guard(self) -> None:
        if self.failure is not None:
            raise LineStopped(f"the line has stopped: {self.failure}") from self.failure

    # -- the core thread

    def _run(self) -> None:
        try:
            while not self._stop.is_set():
                self.once(TICK_MS / 1_000)
        except BaseException as failure:
            self.fail(failure)

    def once(self, wait_s: float) -> None:
        """What the core thread does again and again; a simulation does it without the thread."""
        posted = self._inbox.take(wait_s)
        now_ms = self._clock.monotonic_ms()
        if now_ms >= self._next_tick_ms:
            wall_ms = self._clock.wall_ms()
            for look in self._watches:
                posted.extend(Posted(event) for event in look(wall_ms, now_ms))
            posted.append(Posted(e.Tick(wall_ms)))
            self._next_tick_ms = now_ms + TICK_MS
        self.turn(posted)
        self._answer_one()
        if len(posted) <= 1:
            self._journal.idle()

    def _answer_one(self) -> None:
        """At most one a turn: whoever looks in holds up the line no longer than that."""
        try:
            inquiry = self._inquiries.get_nowait()
        except queue.Empty:
            return
        try:
            inquiry.found = (self._state, inquiry.read())
        except Exception as failure:  # of whoever asked, who gets it; the line goes on
            inquiry.failure = failure
        inquiry.answered.put(None)

    def fail(self, failure: BaseException) -> None:
        """Stop the line and keep the evidence; no turn follows."""
        log.critical("the core stops: %s: %s", type(failure).__name__, failure, exc_info=failure)
        self.failure = failure
        self._carry_out(RunLine(False))

    def turn(self, posted: Sequence[Posted]) -> None:
        """One turn: steps, one commit, effects; and again for what the effects answered."""
        pending = deque(posted)
        while pending:
            part = _together(pending)
            effects, answers = self._steps(part)
            pending.extendleft(reversed(part))  # what the store must be asked about again
            came: list[Posted] = []
            for effect in effects:
                reached(f"effect: {type(effect).__name__}")
                came.extend(Posted(event) for event in self._carry_out(effect))
            reached("turn: carried out")
            pending.extendleft(reversed(came))
            for answer, refused in answers:
                answer.put(refused)
        self._snapshot = picture(self._state, self._clock.wall_ms())

    def _steps(
        self, pending: deque[Posted]
    ) -> tuple[list[Effect], list[tuple[queue.SimpleQueue[Refused | None], Refused | None]]]:
        records: list[Record] = []
        effects: list[Effect] = []
        scans: list[Scan] = []
        answers = []
        while pending:
            event = self._enrich(pending[0].event, self._state)
            if event is not pending[0].event and is_stale(event, records):
                break  # what the store says of these codes is overtaken until the next commit
            one = pending.popleft()
            before = self._state
            self._state, new, wanted = step(before, event)
            if self._observer is not None:
                self._observer(Stepped(before, event, self._state, new))
            records.extend(new)
            effects.extend(wanted)
            scans.extend(_scans(event, new))
            if one.answer is not None:
                refused = next((f for f in wanted if isinstance(f, Refused)), None)
                answers.append((one.answer, refused))
        if records or scans:
            self._journal.commit(records, self._clock.wall_ms(), scans)
        return effects, answers


def _together(pending: deque[Posted]) -> deque[Posted]:
    """Take the events of the next commit off. A command that the store has a word to begins one:
    all that came before it is durable then, and what it asked for answered."""
    part = deque([pending.popleft()])
    while pending and not isinstance(pending[0].event, ASKS_THE_STORE):
        part.append(pending.popleft())
    return part


def _scans(event: e.Event, records: Sequence[Record]) -> list[Scan]:
    """The raw bytes behind each verdict that was not good."""
    if not isinstance(event, e.Sighting | e.LookDown | e.LabelSeen | e.ChildSeen | HandScanned):
        return []
    raw = b"\n".join(symbol.data for symbol in event.symbols)
    return [
        Scan(record.device, record.trigger, raw, record.verdict)
        for record in records
        if isinstance(record, Judged) and record.verdict != "good"
    ]
