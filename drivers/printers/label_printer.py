"""The conversation with a label printer, the same for every wire protocol: a sans-IO driver.

What a protocol says of itself (bytes, questions, capabilities) is its dialect: `label_dialect.py`.

- At most `depth` labels are out at a time; the rest wait here.
- One question is on the wire at a time. An answer that is older than our last command says nothing
  of what it did. Silence is a state of its own: it is asked after, and ends in a new link.
- After each connection, and for `Clear`, the device is emptied, and then the driver **settles**: it
  waits until the printer says that it is idle and has stood still for `settle_ms`, so that a label
  that was already moving is not taken for the next one. A printer in trouble moves nothing, so it
  may settle; a label that stood in it may still come out, so once it is well it settles anew.
- What can't be told ends in doubt: labels that were out when the link was lost; those that an idle
  printer hasn't counted, or was never seen to print; those that were cancelled where nothing is
  counted. Nothing is sent twice.

Which label came out is `labels_out.py`'s affair.
"""

from __future__ import annotations

from collections import deque

from drivers.api import (
    Accepted,
    BufferCleared,
    Clear,
    Command,
    Counter,
    DeviceEvent,
    Faulted,
    Forget,
    InDoubt,
    LinkDown,
    LinkUp,
    NotSent,
    Offer,
    Output,
    Pause,
    PrintJob,
    Ready,
    Resume,
    Warned,
)
from drivers.errors import Misuse
from drivers.printers import label_dialect as d
from drivers.printers.label_dialect import Ask, LabelDialect, Trouble
from drivers.printers.labels_out import LabelsOut

DEPTH_MAX = 8
POLL_MS = 100
ANSWER_MS_MAX = 1_000
SETTLE_MS = 500
SETTLE_MS_MAX = 15_000  # still busy so long after everything was cancelled: begin again
STALL_MS_MAX = 5_000  # idle so long with labels out of which nothing is heard
SILENCES_MAX = 3  # unanswered questions of every kind before the link is dropped
MUTE_MAX = 3  # the state isn't told though nothing is wrong
JOBS_WAITING_MAX = 64
NOTHING = Output()


class LabelPrinter:
    """The driver of one label printer. `depth`: labels that may be out at a time."""

    def __init__(
        self,
        name: str,
        dialect: LabelDialect,
        *,
        depth: int,
        poll_ms: int = POLL_MS,
        answer_ms_max: int = ANSWER_MS_MAX,
        settle_ms: int = SETTLE_MS,
    ) -> None:
        if not 1 <= depth <= DEPTH_MAX:
            raise Misuse(f"{name}: depth is 1 to {DEPTH_MAX} labels, not {depth}")
        if min(poll_ms, answer_ms_max, settle_ms) < 1:
            raise Misuse(f"{name}: poll_ms, answer_ms_max and settle_ms are at least 1 ms")
        self.name = name
        self.caps = dialect.caps
        self._dialect = dialect
        self._depth, self._poll_ms = depth, poll_ms
        self._answer_ms_max, self._settle_ms = answer_ms_max, settle_ms
        self._waiting: deque[PrintJob] = deque()
        self._out = LabelsOut(name, dialect.caps.done, dialect.numbers)
        self._is_open = False
        self._paused = False
        self._clear_asked = False
        self._start_anew(0)

    def _start_anew(self, now_ms: int) -> None:
        """What a new link knows nothing of."""
        self._dialect.reset()
        self._out.start_anew()
        self._asked: Ask | None = None
        self._asked_ms = 0
        self._is_stale = False  # the answer to come is older than our last command
        self._ask_at_ms = now_ms
        self._is_ready_told = False  # it told of a label, and wasn't asked since
        self._hears_from_ms = now_ms  # it loses what comes before
        self._owed = b""  # to be sent as soon as it hears
        self._silences = self._mutes = 0
        self._fault = ""
        self._settled_in_trouble = False
        self._warning: Trouble | None = None
        self._is_well = False  # by the newest status
        self._is_idle = False
        self._ready_told = False
        self._rubbish_told = False
        self._busy_ms = now_ms  # when it last had something to do
        self._unsettle(now_ms)

    def _unsettle(self, now_ms: int) -> None:
        self._settled = False
        self._settle_from_ms = self._still_from_ms = now_ms
        self._is_idle = self._ready_told = False
        self._is_stale = self._asked is not None

    # ------------------------------------------------------------ the link

    def opened(self, now_ms: int) -> Output:
        self._start_anew(now_ms)
        self._is_open = True
        self._owed = self._dialect.hold if self._paused else b""
        begin = self._dialect.cancel + self._dialect.greeting
        return Output(begin, (LinkUp(self.name),)) + self._ask_when_it_hears(now_ms)

    def closed(self, reason: str, now_ms: int) -> Output:
        del now_ms
        self._is_open = False
        why = f"link lost: {reason}"
        return (
            _told(LinkDown(self.name, reason)) + self._doubt(self._out.take_all(), why)
        ) + self._give_back(why)

    def received(self, data: bytes, now_ms: int) -> Output:
        out = NOTHING
        for reply in self._dialect.replies(data):
            out += self._answered(reply, now_ms)
        return out + self._send_waiting(now_ms)

    def tick(self, now_ms: int) -> Output:
        if not self._is_open:
            return NOTHING
        too_long = now_ms - self._settle_from_ms >= SETTLE_MS_MAX
        if too_long and not self._settled and not self._fault:
            return Output(drop_link=True)
        if self._asked is None:
            return self._ask(Ask.STATUS, now_ms) if now_ms >= self._ask_at_ms else NOTHING
        if now_ms - self._asked_ms < self._answer_ms_max:
            return NOTHING
        return self._silent(now_ms)

    # ------------------------------------------------------------ commands

    def command(self, command: Command, now_ms: int) -> Output:
        """Raises `PayloadError`, with nothing taken, for an Offer of what isn't one label.

        Without a link, Clear is answered once the next link has settled."""
        match command:
            case Offer(jobs):
                return self._offer(jobs, now_ms)
            case Forget(jobs):
                return self._forget(jobs, now_ms)
            case Clear():
                return self._clear(now_ms)
            case Pause() | Resume():
                return self._pause(isinstance(command, Pause), now_ms)
            case _:
                raise Misuse(f"{self.name}: a label printer can't take {type(command).__name__}")

    def _offer(self, jobs: tuple[PrintJob, ...], now_ms: int) -> Output:
        for job in jobs:
            self._dialect.check(self.name, job.data)
        numbers = tuple(job.job for job in jobs)
        if not self._is_open or not self._settled or self._fault:
            state = self._fault or ("being prepared" if self._is_open else "not connected")
            return _told(NotSent(self.name, numbers, f"the printer is {state}"))
        if len(self._waiting) + len(jobs) > JOBS_WAITING_MAX:
            return _told(NotSent(self.name, numbers, "too many labels wait"))
        self._waiting.extend(jobs)
        return self._send_waiting(now_ms)

    def _forget(self, jobs: tuple[int, ...], now_ms: int) -> Output:
        """What the caller has seen is never sent after all."""
        self._out.forget(jobs)
        self._waiting = deque(job for job in self._waiting if job.job not in jobs)
        return self._send_waiting(now_ms)

    def _clear(self, now_ms: int) -> Output:
        self._clear_asked = True
        self._unsettle(now_ms)
        out = self._give_back("cleared before it was sent")
        if not self._is_open or not self._dialect.cancel or now_ms < self._hears_from_ms:
            return out
        if self._dialect.quiet_ms:
            self._be_quiet(now_ms)
        return Output(self._dialect.cancel) + out

    def _pause(self, paused: bool, now_ms: int) -> Output:
        """Ready comes again with the first status after a `Resume`."""
        self._paused = paused
        self._is_well = self._ready_told = False
        self._is_stale = self._asked is not None
        if not self._is_open:
            return NOTHING
        self._owed = self._dialect.hold if paused else self._dialect.release
        return Output(self._pay()) if now_ms >= self._hears_from_ms else NOTHING

    def _pay(self) -> bytes:
        owed, self._owed = self._owed, b""
        return owed

    def _send_waiting(self, now_ms: int) -> Output:
        out = NOTHING
        while self._waiting and self._ready_told and len(self._out) < self._depth:
            job = self._waiting.popleft()
            number = self._out.add(job.job)
            self._busy_ms, self._is_idle = now_ms, False
            self._is_stale = self._asked is not None
            data = self._dialect.numbered(job.data, number)
            out += Output(data, (Accepted(self.name, job.job),))
        return out

    def _give_back(self, reason: str) -> Output:
        """Of these no byte left."""
        jobs = tuple(job.job for job in self._waiting)
        self._waiting.clear()
        return _told(NotSent(self.name, jobs, reason)) if jobs else NOTHING

    def _doubt(self, jobs: tuple[int, ...], reason: str) -> Output:
        return _told(InDoubt(self.name, jobs, reason)) if jobs else NOTHING

    # ------------------------------------------------------------ questions and answers

    def _ask_when_it_hears(self, now_ms: int) -> Output:
        if not self._dialect.quiet_ms:
            return self._ask(Ask.STATUS, now_ms)
        self._be_quiet(now_ms)
        return NOTHING

    def _be_quiet(self, now_ms: int) -> None:
        """After cancelling: it loses what comes now."""
        self._asked = None
        self._ask_at_ms = self._hears_from_ms = now_ms + self._dialect.quiet_ms

    def _ask(self, question: Ask, now_ms: int) -> Output:
        self._dialect.reset()
        self._asked, self._asked_ms, self._is_stale = question, now_ms, False
        self._is_ready_told = self._is_ready_told and question is not Ask.STATUS
        return Output(self._pay() + self._dialect.questions[question])

    def _answered(self, reply: d.Reply, now_ms: int) -> Output:
        """An answer that doesn't fit the question came after its time: it counts for nothing."""
        asked = self._asked
        match reply:
            case d.Rubbish(data):
                return self._rubbish(data)
            case d.LabelReady():
                # What it counted is believed, and not how often it tells.
                self._is_ready_told, self._ask_at_ms = True, now_ms
                return NOTHING
            case d.Status() if asked is Ask.STATUS:
                told = self._status(reply, now_ms) + self._after_status(now_ms)
            case d.Explanation(trouble) if asked is Ask.EXPLAIN:
                told = self._explained(trouble, now_ms) + self._after_status(now_ms)
            case d.Count(labels) if asked is Ask.COUNT:
                told = self._counted(labels, now_ms) + self._settle(now_ms)
                self._rest(now_ms)
            case d.Unreadable(trouble) if asked in (Ask.COUNT, Ask.EXPLAIN):
                told = self._trouble(trouble, now_ms)
                self._rest(now_ms)
            case _:
                return NOTHING
        self._silences = 0
        return told + self._tell_ready()

    def _after_status(self, now_ms: int) -> Output:
        if Ask.COUNT in self._dialect.questions:
            return self._ask(Ask.COUNT, now_ms)
        self._rest(now_ms)
        return self._look_for_stall(now_ms) + self._settle(now_ms)

    def _rest(self, now_ms: int) -> None:
        wait_ms = 0 if self._is_ready_told else self._poll_ms
        self._asked, self._ask_at_ms = None, now_ms + wait_ms

    def _silent(self, now_ms: int) -> Output:
        """No answer: it may have been switched off and on, with what was at work in it. Where the
        device can explain that, it is asked what is the matter."""
        self._silences += 1
        self._out.interrupted()
        if self._silences >= SILENCES_MAX:
            return Output(drop_link=True)
        explains = Ask.EXPLAIN in self._dialect.questions and self._asked is not Ask.EXPLAIN
        return self._ask(Ask.EXPLAIN if explains else Ask.STATUS, now_ms)

    def _rubbish(self, data: bytes) -> Output:
        if self._rubbish_told:
            return NOTHING
        self._rubbish_told = True
        said = f"{len(data)} bytes that are no answer, the first {data[:8].hex(' ')}"
        hint = "Check the cable, the port's settings, and that no other program uses the printer."
        return _told(Warned(self.name, said, hint))

    # ------------------------------------------------------------ how it is

    def _status(self, status: d.Status, now_ms: int) -> Output:
        self._mutes = 0
        if self._is_stale:
            return NOTHING
        self._is_idle = status.idle
        if not status.idle or status.paused:
            self._busy_ms = now_ms
        trouble = status.trouble
        if trouble is None and status.paused and not self._paused:
            trouble = d.PAUSED
        if trouble is not None:
            return self._trouble(trouble, now_ms)
        if self._fault and (self._settled_in_trouble or not self._settled):
            self._unsettle(now_ms)
            self._is_idle, self._settled_in_trouble = status.idle, False
        if not status.idle:
            self._still_from_ms = now_ms
        self._is_well, self._fault = True, ""
        told = self._warn(status.warning)
        return told + Output(events=self._out.seen(status)) if self._settled else told

    def _warn(self, warning: Trouble | None) -> Output:
        is_news, self._warning = warning != self._warning, warning
        return _told(Warned(self.name, *warning)) if warning and is_news else NOTHING

    def _explained(self, trouble: Trouble | None, now_ms: int) -> Output:
        """It is asked only when the state was not told; only a state makes the printer well."""
        self._mutes += 1
        if trouble is None and self._mutes >= MUTE_MAX:
            trouble = "no status answered, and no error told", d.DISPLAY
        return self._trouble(trouble, now_ms) if trouble is not None else NOTHING

    def _trouble(self, words: Trouble, now_ms: int) -> Output:
        """Told once. A printer in trouble moves nothing, so it may settle."""
        self._is_well = self._ready_told = False
        self._is_idle, self._busy_ms = True, now_ms
        self._out.interrupted()
        if words[0] == self._fault:
            return NOTHING
        self._fault = words[0]
        return _told(Faulted(self.name, *words)) + self._give_back(words[0])

    def _tell_ready(self) -> Output:
        if self._ready_told or self._paused or not (self._settled and self._is_well):
            return NOTHING
        self._ready_told = True
        held = len(self._out) + len(self._waiting)
        return _told(Ready(self.name, max(0, self._depth - held)))

    # ------------------------------------------------------------ what came out

    def _counted(self, labels: int, now_ms: int) -> Output:
        if not self._out.is_news(labels):
            return self._look_for_stall(now_ms)
        self._still_from_ms = self._busy_ms = now_ms
        return Output(events=self._out.counted(labels, is_settled=self._settled))

    def _look_for_stall(self, now_ms: int) -> Output:
        if not self._settled or not self._is_idle or now_ms - self._busy_ms < STALL_MS_MAX:
            return NOTHING
        why = "the printer is idle and " + self._out.unheard
        return self._doubt(self._out.take_stalled(), why)

    def _settle(self, now_ms: int) -> Output:
        """After cancelling: idle by its own word, and nothing moved for `settle_ms`."""
        if self._settled or self._is_stale or not self._is_idle:
            return NOTHING
        if now_ms - self._still_from_ms < self._settle_ms:
            return NOTHING
        self._settled, self._busy_ms = True, now_ms
        self._settled_in_trouble = bool(self._fault)
        events: list[DeviceEvent] = []
        if self._out.count is not None:
            events.append(Counter(self.name, self._out.count))
        if self._clear_asked:
            self._clear_asked = False
            events += self._cleared()
        return Output(events=tuple(events))

    def _cleared(self) -> tuple[DeviceEvent, ...]:
        """Only what is counted is known not to have come out, and that not while a label may
        stand in the printer that comes out once somebody has helped it."""
        jobs = self._out.take_all()
        if self.caps.done == "counter" and not self._fault:
            return (BufferCleared(self.name, jobs),)
        why = "cleared: it may have come out"
        doubt = (InDoubt(self.name, jobs, why),) if jobs else ()
        return (*doubt, BufferCleared(self.name, ()))


def _told(*events: DeviceEvent) -> Output:
    return Output(events=events)
