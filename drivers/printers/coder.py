"""The conversation with a coder, the same for every wire protocol: a sans-IO driver.

What a protocol says of itself (bytes, steps, capabilities) is its dialect: `dialect.py`.

- One step is on the wire at a time, and its answer is due. An answer that doesn't come in time, or
  that nobody asked for, makes every later one unmatchable: the link is dropped, and what was in
  flight is in doubt. Nothing is ever sent again on a time-out.
- After each connection the recipe stops the device and empties it before anything new is sent.
- Full is flow control: the job stays here and is offered again after the next print, or after
  `full_retry_ms`. For ever full while holding nothing of ours is a fault.
- A refusal is a fault, told with the device's words. For a while that doubles with each one nothing
  but the state is asked, so that nothing is hammered; `Resume` ends it at once.

What goes on the wire next is `plan.py`'s affair, which print belongs to which job
`outstanding.py`'s. Which code comes next, and what becomes of those in doubt, is the station's.
"""

from __future__ import annotations

from drivers.api import (
    Accepted,
    Clear,
    Command,
    DeviceEvent,
    Faulted,
    Forget,
    LinkDown,
    LinkUp,
    NotSent,
    Offer,
    Output,
    Pause,
    Ready,
    Resume,
    Warned,
)
from drivers.errors import Misuse
from drivers.printers import dialect as d
from drivers.printers.dialect import Dialect, Level, Role, Step
from drivers.printers.outstanding import Outstanding
from drivers.printers.phases import NEXT, Phase, Turn
from drivers.printers.plan import Plan

FULL_TRIES_MAX = 8  # refusals as "full" by a device that holds nothing of ours
JOBS_WAITING_MAX = 64
DEPTH_MAX = 1_023
STEPS_AT_ONCE_MAX = 256  # of a device that answers nothing
NOTHING = Output()


class Coder:
    """The driver of one coder. `depth`: codes that may be out, accepted and not heard of since."""

    def __init__(self, name: str, dialect: Dialect, depth: int) -> None:
        if not 1 <= depth <= DEPTH_MAX:
            raise Misuse(f"{name}: depth is 1 to {DEPTH_MAX} codes, not {depth}")
        assert (dialect.hold is None) is (dialect.release is None), f"{name}: held for ever"
        self.name = name
        self.caps = dialect.caps
        self._dialect = dialect
        self._jobs = Outstanding(name, dialect.caps, depth)
        self._plan = Plan(dialect, self._jobs)
        self._phase = Phase.OFFLINE
        self._heard_ms: int | None = None  # when the device said something last, on any link
        self._start_anew(0)

    def _start_anew(self, now_ms: int) -> None:
        """What a new link knows nothing of."""
        self._plan.start_anew(now_ms)
        self._step: Step | None = None  # on the wire, unanswered
        self._answer_due_ms = 0
        self._is_fresh = True  # nothing was answered yet on this link
        self._state: d.State | None = None
        self._full_tries = 0
        self._rubbish_told = False
        self._distrust = ""

    # ------------------------------------------------------------ the link

    def opened(self, now_ms: int) -> Output:
        self._turn(Turn.OPENED)
        self._dialect.reset()
        unheard_ms = None if self._heard_ms is None else now_ms - self._heard_ms
        not_restarted = unheard_ms is not None and unheard_ms < self._dialect.restart_ms_min
        self._jobs.opened(not_restarted)
        self._start_anew(now_ms)
        return _told(LinkUp(self.name)) + self._next(now_ms)

    def closed(self, reason: str, now_ms: int) -> Output:
        """Jobs that never left may be offered again; those on the wire or in the device not."""
        del now_ms
        self._turn(Turn.CLOSED)
        why = self._distrust or reason
        self._step = None
        lost = self._jobs.link_lost(why)
        if self._plan.clear_asked:
            lost += self._jobs.give_up_proof(why)
        return _told(LinkDown(self.name, why), *lost, *self._jobs.give_back(why))

    def received(self, data: bytes, now_ms: int) -> Output:
        output = Output()
        self._heard_ms = now_ms
        for reply in self._dialect.replies(data):
            if self._phase is Phase.LEAVING:
                break
            output += self._on_reply(reply, now_ms)
        return output + self._next(now_ms)

    def tick(self, now_ms: int) -> Output:
        if self._phase is Phase.LEAVING:
            return Output(drop_link=True)
        if self._step is not None and now_ms >= self._answer_due_ms:
            within_ms = self._patience_ms(self._step)
            return self._leave(f"no answer to '{self._step.title}' within {within_ms} ms")
        return self._next(now_ms)

    # ------------------------------------------------------------ commands

    def command(self, command: Command, now_ms: int) -> Output:
        """Raises `PayloadError`, with nothing taken, for an Offer of what can't be carried.

        Without a link, Clear is answered once the recipe has emptied the device."""
        match command:
            case Offer():
                return self._take(command) + self._next(now_ms)
            case Forget(jobs):
                self._jobs.forget(jobs)
                self._plan.may_fit(now_ms)
                return self._next(now_ms)
            case Clear():
                return self._clear() + self._next(now_ms)
            case Pause() | Resume():
                self._pause(isinstance(command, Pause), now_ms)
                return self._next(now_ms)
        raise Misuse(f"{self.name}: a coder can't take {type(command).__name__}")

    def _take(self, offer: Offer) -> Output:
        for job in offer.jobs:
            self._dialect.check(job.data, self.name)
        jobs = tuple(job.job for job in offer.jobs)
        if self._phase not in (Phase.READY, Phase.PAUSED):
            return self._not_sent(jobs, f"the coder is {self._phase.name.lower()}")
        if len(self._jobs.waiting) + len(jobs) > JOBS_WAITING_MAX:
            return self._not_sent(jobs, f"more than {JOBS_WAITING_MAX} codes wait for the coder")
        self._jobs.waiting.extend(offer.jobs)
        return Output()

    def _clear(self) -> Output:
        self._plan.clear_asked = True
        told = self._jobs.give_back("cleared before it was sent")
        if self._phase is Phase.OFFLINE:
            told += self._jobs.give_up_proof("cleared before the coder could be asked")
        return _told(*told)

    def _pause(self, paused: bool, now_ms: int) -> None:
        self._plan.paused = paused
        self._turn(Turn.PAUSE if paused else Turn.RESUME)
        if not paused:
            self._plan.try_again(now_ms)

    # ------------------------------------------------------------ what goes on the wire next

    def _next(self, now_ms: int) -> Output:
        """Settle, then put the next step on the wire if nothing is on it."""
        output = NOTHING
        for _ in range(STEPS_AT_ONCE_MAX):
            if self._step is not None or self._phase in (Phase.OFFLINE, Phase.LEAVING):
                return output
            if (settled := self._settle(now_ms)) is not NOTHING:
                output += settled
            is_away = self._state is not None and self._state.level is Level.AWAY
            is_ready = self._phase is Phase.READY
            step = self._plan.next_step(now_ms, is_away=is_away, is_ready=is_ready)
            if step is None:
                return output
            output += self._put(step, now_ms)
        return output

    def _put(self, step: Step, now_ms: int) -> Output:
        if not self._dialect.needs(step):
            return self._answered(step, now_ms, was_sent=False)
        self._dialect.sent(step)
        if not step.answers:
            return Output(send=step.data) + self._answered(step, now_ms)
        self._step, self._answer_due_ms = step, now_ms + self._patience_ms(step)
        return Output(send=step.data)

    def _patience_ms(self, step: Step) -> int:
        return step.answer_ms_max or self._dialect.answer_ms_max

    def _settle(self, now_ms: int) -> Output:
        """Become ready (again) once nothing stands against it."""
        if self._plan.is_midway:
            return NOTHING
        if self._plan.clear_asked and not self._dialect.clear and not self._plan.is_preparing:
            return self._on_cleared()
        if self._phase not in (Phase.PREPARING, Phase.FAULTED) or self._prohibits:
            return NOTHING
        if self._state is None and self._dialect.status is not None:
            return NOTHING
        if not self._plan.is_settled(now_ms):
            return NOTHING
        if self._plan.paused:
            self._turn(Turn.SETTLED_PAUSED)
            return NOTHING
        self._turn(Turn.SETTLED)
        return self._ready()

    def _ready(self) -> Output:
        return _told(Ready(self.name, credit=self._jobs.room))

    # ------------------------------------------------------------ what the device says

    def _on_reply(self, reply: d.Reply, now_ms: int) -> Output:
        match reply:
            case d.PrintDone():
                return self._on_done(now_ms)
            case d.Rubbish(data):
                return self._on_rubbish(data)
            case d.Untrusted(why):
                return self._leave(why)
        output = self._learn(reply, now_ms)
        step = self._step
        if step is None:
            return output + self._unasked(reply)
        if isinstance(reply, d.Full | d.Refused):
            return output + self._on_no(step, reply, now_ms)
        if isinstance(reply, step.answers):
            self._step = None
            return output + self._answered(step, now_ms)
        return output if self._is_fresh else output + self._unasked(reply)

    def _answered(self, step: Step, now_ms: int, *, was_sent: bool = True) -> Output:
        self._is_fresh = False
        self._plan.answered(step, now_ms, was_sent=was_sent)
        match step.role:
            case Role.OFFER if step.then is None:
                return self._on_accepted()
            case Role.CLEAR:
                return self._on_cleared()
            case Role.RELEASE if self._state is not None and self._state.level is Level.HELD:
                # It may have meant no more than our own holding: ask again before being ready.
                self._state = None
                self._plan.ask_status(now_ms)
        return Output()

    def _unasked(self, reply: d.Reply) -> Output:
        """A frame names its question, so an odd one does no harm; a bare yes or no does."""
        if isinstance(reply, d.Acknowledged | d.Full | d.Refused):
            return self._leave("the coder acknowledged what nobody had sent")
        return Output()

    def _on_done(self, now_ms: int) -> Output:
        self._plan.may_fit(now_ms)
        if self.caps.done == "event":
            return _told(*self._jobs.print_done())
        self._plan.ask_progress(now_ms)
        return Output()

    def _on_accepted(self) -> Output:
        job, doubts = self._jobs.accept()
        self._full_tries = 0
        return _told(Accepted(self.name, job), *doubts)

    def _on_cleared(self) -> Output:
        asked, self._plan.clear_asked = self._plan.clear_asked, False
        return _told(*self._jobs.cleared(asked, can_clear=bool(self._dialect.clear)))

    def _on_rubbish(self, data: bytes) -> Output:
        if self._rubbish_told:
            return Output()
        self._rubbish_told = True
        said = f"{len(data)} bytes that are no answer, the first {data[:8].hex(' ')}"
        hint = "check cable, baud rate and that no other program talks to the coder"
        return _told(Warned(self.name, said, hint))

    # ------------------------------------------------------------ refusals

    def _on_no(self, step: Step, no: d.Full | d.Refused, now_ms: int) -> Output:
        self._step = None
        if step.role is not Role.OFFER:
            return self._refused(step, no, now_ms)
        offered = self._jobs.refused()
        jobs = () if offered is None else (offered.job,)
        if isinstance(no, d.Refused) or self._full_tries >= FULL_TRIES_MAX:
            return self._not_sent(jobs, no.said) + self._refused(step, no, now_ms)
        if self._plan.clear_asked:
            return self._not_sent(jobs, "cleared before it was accepted")
        self._full_tries = 0 if self._jobs.accepted else self._full_tries + 1
        if offered is not None:
            self._jobs.waiting.appendleft(offered)
        self._plan.is_full(now_ms)
        return Output()

    def _refused(self, step: Step, no: d.Full | d.Refused, now_ms: int) -> Output:
        self._plan.refused(step, now_ms)
        self._full_tries = 0
        self._turn(Turn.TROUBLE)
        return _told(Faulted(self.name, no.said, no.hint), *self._jobs.give_back(no.said))

    # ------------------------------------------------------------ what it tells of itself

    def _learn(self, reply: d.Reply, now_ms: int) -> Output:
        match reply:
            case d.State() if self._state is None or reply.mark != self._state.mark:
                self._state = reply
                return self._on_new_state(reply)
            case d.Count(value):
                preparing = self._plan.is_preparing
                return self._on_progress(self._jobs.counted(value, preparing), now_ms)
            case d.PrintedUpTo(index):
                return self._on_progress(self._jobs.printed_up_to(index), now_ms)
            case d.NextIndex(index):
                self._jobs.expects(index)
            case d.Held(jobs, more, is_new):
                self._jobs.holds(jobs, more, is_new=is_new)
            case d.Room(jobs):
                self._plan.room = jobs
            case d.Lost(why):
                return _told(*self._jobs.lost_count(why))
            case d.MustClear():
                self._plan.must_clear = True
        return Output()

    def _on_progress(self, events: tuple[DeviceEvent, ...], now_ms: int) -> Output:
        if events:
            self._plan.may_fit(now_ms)
        return _told(*events)

    def _on_new_state(self, state: d.State) -> Output:
        if state.level is Level.AWAY:
            self._jobs.may_be_restarted()
            if self._jobs.accepted or self._jobs.offered:
                return self._leave(f"{state.said}, with codes of ours inside")
        if self._prohibits:
            self._turn(Turn.TROUBLE)
            fault = Faulted(self.name, state.said, state.hint)
            return _told(fault, *self._jobs.give_back(state.said))
        if state.level is Level.WARNING:
            return _told(Warned(self.name, state.said, state.hint))
        well = state.level is Level.WELL and self._phase is Phase.READY
        return self._ready() if well else Output()

    @property
    def _prohibits(self) -> bool:
        """Whether the last state keeps it from printing; held by us is no news."""
        if self._state is None:
            return False
        level = self._state.level
        holding = self._step is not None and self._step.role is Role.HOLD
        held = level is Level.HELD and self._plan.printing_on and not holding
        return held or level in (Level.FAULT, Level.AWAY)

    # ------------------------------------------------------------ shared ends

    def _leave(self, why: str) -> Output:
        self._turn(Turn.DISTRUST)
        self._distrust = why
        return Output(drop_link=True)

    def _not_sent(self, jobs: tuple[int, ...], reason: str) -> Output:
        return Output(events=(NotSent(self.name, jobs, reason),) if jobs else ())

    def _turn(self, turn: Turn) -> None:
        self._phase = NEXT[self._phase][turn]


def _told(*events: DeviceEvent) -> Output:
    return Output(events=events)
