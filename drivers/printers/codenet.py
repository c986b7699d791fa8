"""A coder that speaks Domino Codenet (A200/A300/A200+, Ax150i/350i/550i), as a sans-IO driver.

What its signals are worth
- ACK names no command, so one command at a time is on the wire. An ACK that doesn't come in time
  makes every later one unmatchable: the link is dropped and what was in flight is in doubt.
- NAK for "full" is flow control: the job stays here and is offered again after the next *done* or
  after FULL_RETRY_MS. Other NAKs are faults, and the job was not taken.
- *Done* names no code: it is credited to the oldest accepted job. A lost or doubled one shifts
  that until a camera says otherwise; see docs/devices/domino-codenet.md.
- The counter counts photocell edges: an upper bound of prints.

After each connection the recipe stops the head and empties the device's queue before anything new
is sent; what it held was in doubt from the moment that the link was lost. Nothing is ever sent
twice on a time-out. Not its business: which code comes next, and what becomes of those in doubt.
"""

from __future__ import annotations

from collections import deque
from enum import Enum

from drivers.api import (
    Accepted,
    BufferCleared,
    Capabilities,
    Clear,
    Command,
    Counter,
    DeviceEvent,
    Faulted,
    InDoubt,
    LinkDown,
    LinkUp,
    NotSent,
    Offer,
    Output,
    Pause,
    Printed,
    PrintJob,
    Ready,
    Resume,
    Warned,
)
from drivers.errors import Misuse
from drivers.printers import codenet_codec as codec
from drivers.printers.codenet_hints import hint_for_nak, hint_for_status
from drivers.printers.codenet_phases import NEXT, Phase, Turn

ACK_MS_MAX = 1_000
FULL_RETRY_MS = 250
FULL_TRIES_MAX = 8  # refusals as "full" by a device that holds nothing of ours
POLL_MS = 1_000
REFUSED_HOLD_MS_MIN = 1_000
REFUSED_HOLD_MS_MAX = 30_000
JOBS_WAITING_MAX = 64
DEPTH_MAX = 1_023
FULL_CODES = frozenset({"", "000", "050"})


class Step(Enum):
    """One command on the wire; the value says how it is answered."""

    STATUS = "status", codec.StatusAnswer
    COUNTER = "counter", codec.CounterAnswer
    HEAD_OFF = "head off", codec.Acked
    HEAD_ON = "head on", codec.Acked
    CLEAR = "clear the queue", codec.Acked
    LABEL = "label on line", codec.Acked
    DONE_CHAR = "done character", codec.Acked
    OFFER = "queue a code", codec.Acked

    def __init__(self, title: str, answer: type[codec.Reply]) -> None:
        self.title, self.answer = title, answer


# Status comes first because its answer can't be mistaken for an ACK left over from before.
RECIPE = (Step.STATUS, Step.HEAD_OFF, Step.COUNTER, Step.CLEAR, Step.LABEL, Step.DONE_CHAR)


class CodenetCoder:
    """The driver of one coder. Options, all fixed for its life:

    `depth`: codes that the device holds (3 for an A200+, 1 or as configured for an Ax).
    `label`: name of the label with the dynamic text, stored in the device.
    `done_char`: what the device sends after a print; never a digit.
    `queue`: which of the device's queues this link feeds, "tcp" or "serial".
    `bare_nak`: the device sends NAK without digits.
    """

    def __init__(
        self,
        name: str,
        *,
        label: str,
        depth: int = 3,
        done_char: str = "#",
        queue: codec.Queue = "tcp",
        bare_nak: bool = False,
        ack_ms_max: int = ACK_MS_MAX,
        poll_ms: int = POLL_MS,
    ) -> None:
        if not 1 <= depth <= DEPTH_MAX:
            raise Misuse(f"{name}: depth is 1 to {DEPTH_MAX} codes, not {depth}")
        self.name = name
        self.caps = _capabilities(depth)
        self._depth, self._ack_ms_max, self._poll_ms = depth, ack_ms_max, poll_ms
        self._parser = codec.ReplyParser(done_char, bare_nak=bare_nak)
        self._bytes = {
            Step.STATUS: codec.status(),
            Step.COUNTER: codec.counter(),
            Step.HEAD_OFF: codec.head(enabled=False),
            Step.HEAD_ON: codec.head(enabled=True),
            Step.CLEAR: codec.clear_queue(queue),
            Step.LABEL: codec.label_by_name(label),
            Step.DONE_CHAR: codec.set_done_char(done_char),
        }
        self._phase = Phase.OFFLINE
        self._paused = False
        self._clear_asked = False
        self._head_on = False
        self._recipe: deque[Step] = deque()
        self._waiting: deque[PrintJob] = deque()
        self._accepted: deque[int] = deque()
        self._step: Step | None = None  # on the wire, unanswered
        self._offered: PrintJob | None = None  # the job of Step.OFFER
        self._answer_due_ms = 0
        self._poll_at_ms = 0
        self._offer_at_ms = 0  # not before, after "full"
        self._hold_until_ms = 0  # nothing but status before, after a refusal
        self._full_tries = 0
        self._refusals = 0
        self._status = ""
        self._rubbish_told = False
        self._distrust = ""

    # ------------------------------------------------------------ the link

    def opened(self, now_ms: int) -> Output:
        self._turn(Turn.OPENED)
        self._parser.reset()
        self._recipe = deque(RECIPE)
        self._head_on = False
        self._poll_at_ms = now_ms + self._poll_ms
        self._offer_at_ms = self._hold_until_ms = now_ms
        self._full_tries = 0
        self._status, self._distrust = "", ""
        self._rubbish_told = False
        return Output(events=(LinkUp(self.name),)) + self._next(now_ms)

    def closed(self, reason: str, now_ms: int) -> Output:
        """Jobs that never left may be offered again; those on the wire or in the device not."""
        del now_ms
        self._turn(Turn.CLOSED)
        why = self._distrust or reason
        doubtful = tuple(self._accepted)
        if self._offered is not None:
            doubtful += (self._offered.job,)
        self._accepted.clear()
        self._step = self._offered = None
        events: tuple[DeviceEvent, ...] = (LinkDown(self.name, why),)
        if doubtful:
            events += (InDoubt(self.name, doubtful, why),)
        return Output(events=events) + self._give_back(why)

    def received(self, data: bytes, now_ms: int) -> Output:
        output = Output()
        for reply in self._parser.feed(data):
            if self._phase is Phase.LEAVING:
                break
            output += self._on_reply(reply, now_ms)
        return output + self._next(now_ms)

    def tick(self, now_ms: int) -> Output:
        if self._phase is Phase.LEAVING:
            return Output(drop_link=True)
        if self._step is not None and now_ms >= self._answer_due_ms:
            return self._leave(f"no answer to '{self._step.title}' within {self._ack_ms_max} ms")
        return self._next(now_ms)

    # ------------------------------------------------------------ commands

    def command(self, command: Command, now_ms: int) -> Output:
        """Raises `PayloadError`, with nothing taken, for an Offer of what can't be carried.

        Without a link, Clear is answered once the recipe has emptied the device."""
        if isinstance(command, Offer):
            return self._take(command) + self._next(now_ms)
        if isinstance(command, Clear):
            self._clear_asked = True
            return self._give_back("cleared before it was sent") + self._next(now_ms)
        if isinstance(command, Pause | Resume):
            self._paused = isinstance(command, Pause)
            self._turn(Turn.PAUSE if self._paused else Turn.RESUME)
            if not self._paused:
                self._hold_until_ms = now_ms  # somebody has seen to it: try again at once
            return self._next(now_ms)
        raise Misuse(f"{self.name}: a coder can't take {type(command).__name__}")

    def _take(self, offer: Offer) -> Output:
        for job in offer.jobs:
            codec.check_payload(job.data, self.name)
        jobs = tuple(job.job for job in offer.jobs)
        if self._phase not in (Phase.READY, Phase.PAUSED):
            return self._not_sent(jobs, f"the coder is {self._phase.name.lower()}")
        if len(self._waiting) + len(jobs) > JOBS_WAITING_MAX:
            return self._not_sent(jobs, f"more than {JOBS_WAITING_MAX} codes wait for the coder")
        self._waiting.extend(offer.jobs)
        return Output()

    # ------------------------------------------------------------ what goes on the wire next

    def _next(self, now_ms: int) -> Output:
        """Settle, then put the next step on the wire if nothing is on it."""
        if self._step is not None or self._phase in (Phase.OFFLINE, Phase.LEAVING):
            return Output()
        settled = self._settle(now_ms)
        step = self._next_step(now_ms)
        if step is None:
            return settled
        self._step, self._answer_due_ms = step, now_ms + self._ack_ms_max
        if step is not Step.OFFER:
            return settled + Output(send=self._bytes[step])
        self._offered = self._waiting.popleft()
        return settled + Output(send=codec.queue_code(self._offered.data, self.name))

    def _next_step(self, now_ms: int) -> Step | None:
        if now_ms >= self._poll_at_ms:
            return Step.STATUS
        if now_ms < self._hold_until_ms:
            return None
        if self._recipe:
            return self._recipe[0]
        if self._clear_asked:
            return Step.HEAD_OFF if self._head_on else Step.CLEAR
        if self._head_on is self._paused:
            return Step.HEAD_OFF if self._paused else Step.HEAD_ON
        if self._phase is Phase.READY and self._waiting and now_ms >= self._offer_at_ms:
            return Step.OFFER
        return None

    def _settle(self, now_ms: int) -> Output:
        """Become ready (again) once nothing stands against it."""
        if self._phase not in (Phase.PREPARING, Phase.FAULTED) or self._recipe:
            return Output()
        if now_ms < self._hold_until_ms or not self._status or self._prohibits(self._status):
            return Output()
        if self._head_on is self._paused:
            return Output()
        if self._paused:
            self._turn(Turn.SETTLED_PAUSED)
            return Output()
        self._turn(Turn.SETTLED)
        return self._ready()

    def _ready(self) -> Output:
        held = len(self._accepted) + len(self._waiting)
        return Output(events=(Ready(self.name, credit=max(0, self._depth - held)),))

    # ------------------------------------------------------------ what the device says

    def _on_reply(self, reply: codec.Reply, now_ms: int) -> Output:
        if isinstance(reply, codec.PrintDone):
            return self._on_done(now_ms)
        if isinstance(reply, codec.Rubbish):
            return self._on_rubbish(reply)
        output = self._learn(reply)
        if self._step is None:
            return output + self._unasked(reply)
        if isinstance(reply, codec.Nakked):
            return output + self._on_nak(reply, now_ms)
        if isinstance(reply, self._step.answer):
            return output + self._answered(now_ms)
        stale = self._recipe and self._step is self._recipe[0] and self._step is Step.STATUS
        return output if stale else output + self._unasked(reply)

    def _answered(self, now_ms: int) -> Output:
        step, self._step = self._step, None
        if self._recipe and step is self._recipe[0]:
            self._recipe.popleft()
        if step is Step.OFFER:
            return self._on_accepted()
        if step is Step.CLEAR:
            return self._on_cleared(now_ms)
        if step in (Step.HEAD_ON, Step.HEAD_OFF):
            self._on_head(now_ms, on=step is Step.HEAD_ON)
        elif step is Step.STATUS:
            self._poll_at_ms = now_ms + self._poll_ms
        return Output()

    def _on_head(self, now_ms: int, *, on: bool) -> None:
        self._head_on = on
        if on and self._status.startswith("2"):
            # It may have meant no more than our own disabling: ask again before being ready.
            self._status, self._poll_at_ms = "", now_ms

    def _unasked(self, reply: codec.Reply) -> Output:
        """A frame names its question, so an odd one does no harm; an ACK or NAK does."""
        if isinstance(reply, codec.Acked | codec.Nakked):
            return self._leave("the coder acknowledged what nobody had sent")
        return Output()

    def _on_done(self, now_ms: int) -> Output:
        self._offer_at_ms = now_ms
        job = self._accepted.popleft() if self._accepted else None
        return Output(events=(Printed(self.name, job),))

    def _on_accepted(self) -> Output:
        assert self._offered is not None, f"{self.name}: an offer without a job"
        job, self._offered = self._offered.job, None
        self._accepted.append(job)
        self._full_tries = self._refusals = 0
        return Output(events=(Accepted(self.name, job),)) + self._doubt_missed()

    def _doubt_missed(self) -> Output:
        """Taking more than it can hold, the device has lost or printed the oldest unheard."""
        if len(self._accepted) <= self._depth:
            return Output()
        oldest = self._accepted.popleft()
        reason = f"the coder took more than the {self._depth} codes it holds: a done was missed"
        return Output(events=(InDoubt(self.name, (oldest,), reason),))

    def _on_cleared(self, now_ms: int) -> Output:
        self._offer_at_ms = now_ms
        gone = tuple(self._accepted)
        asked, self._clear_asked = self._clear_asked, False
        self._accepted.clear()
        return Output(events=(BufferCleared(self.name, gone),) if asked or gone else ())

    def _on_rubbish(self, rubbish: codec.Rubbish) -> Output:
        if self._rubbish_told:
            return Output()
        self._rubbish_told = True
        said = (
            f"{len(rubbish.data)} bytes that are no answer, the first {rubbish.data[:8].hex(' ')}"
        )
        hint = "check cable, baud rate and that no other program talks to the coder"
        return Output(events=(Warned(self.name, said, hint),))

    # ------------------------------------------------------------ refusals

    def _on_nak(self, nak: codec.Nakked, now_ms: int) -> Output:
        step, self._step = self._step, None
        offered, self._offered = self._offered, None
        if step is Step.STATUS:
            self._poll_at_ms = now_ms + self._poll_ms
        if offered is None:
            return self._refused(nak, now_ms)
        if nak.code in FULL_CODES and self._full_tries < FULL_TRIES_MAX:
            return self._on_full(offered, now_ms)
        return self._not_sent((offered.job,), str(nak)) + self._refused(nak, now_ms)

    def _on_full(self, offered: PrintJob, now_ms: int) -> Output:
        if self._clear_asked:
            return self._not_sent((offered.job,), "cleared before it was accepted")
        self._full_tries = 0 if self._accepted else self._full_tries + 1
        self._waiting.appendleft(offered)
        self._offer_at_ms = now_ms + FULL_RETRY_MS
        return Output()

    def _refused(self, nak: codec.Nakked, now_ms: int) -> Output:
        """Faulted for a while that doubles with each refusal, so that nothing is hammered."""
        hold_ms = min(REFUSED_HOLD_MS_MAX, REFUSED_HOLD_MS_MIN << min(self._refusals, 16))
        self._hold_until_ms = now_ms + hold_ms
        self._refusals += 1
        self._full_tries = 0
        self._turn(Turn.TROUBLE)
        fault = Faulted(self.name, str(nak), hint_for_nak(nak.code))
        return Output(events=(fault,)) + self._give_back(str(nak))

    # ------------------------------------------------------------ status

    def _learn(self, reply: codec.Reply) -> Output:
        if isinstance(reply, codec.CounterAnswer):
            return Output(events=(Counter(self.name, reply.value),))
        if isinstance(reply, codec.StatusAnswer) and reply.code != self._status:
            self._status = reply.code
            return self._on_new_status(f"status {reply.code}", hint_for_status(reply.code))
        return Output()

    def _on_new_status(self, said: str, hint: str) -> Output:
        if self._prohibits(self._status):
            self._turn(Turn.TROUBLE)
            fault = Output(events=(Faulted(self.name, said, hint),))
            return fault + self._give_back(said)
        if self._status.startswith("1"):
            return Output(events=(Warned(self.name, said, hint),))
        well = self._status.startswith("0") and self._phase is Phase.READY
        return self._ready() if well else Output()

    def _prohibits(self, status: str) -> bool:
        """2xx says that printing is prohibited: no news while the head is disabled by us."""
        return status == "100" or (status.startswith("2") and self._head_on)

    # ------------------------------------------------------------ shared ends

    def _leave(self, why: str) -> Output:
        self._turn(Turn.DISTRUST)
        self._distrust = why
        return Output(drop_link=True)

    def _give_back(self, reason: str) -> Output:
        jobs = tuple(job.job for job in self._waiting)
        self._waiting.clear()
        return self._not_sent(jobs, reason)

    def _not_sent(self, jobs: tuple[int, ...], reason: str) -> Output:
        return Output(events=(NotSent(self.name, jobs, reason),) if jobs else ())

    def _turn(self, turn: Turn) -> None:
        self._phase = NEXT[self._phase][turn]


def _capabilities(depth: int) -> Capabilities:
    return Capabilities(
        kind="coder",
        protocol="domino-codenet",
        manual="EPT033760 issue 2 (by an integrator's notes), CS00145 rev 8 (front matter)",
        unverified=codec.UNVERIFIED,
        queue_depth=depth,
        credit="ack_nak",
        ack="processed",
        done="event",
        can_clear_queue=True,
        keeps_queue_on_disconnect=True,
        max_bytes=codec.PAYLOAD_BYTES_MAX,
    )
