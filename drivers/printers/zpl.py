"""A Zebra label printer (ZPL II over TCP 9100 or serial), as a sans-IO driver.

What its signals are worth
- Nothing acknowledges a format: `Accepted` means that it was handed to the link.
- *Done* is the odometer: it counts labels, not which. Each count is credited to the oldest label
  that is out; a count too many (a label printed again after a reload) is `Printed(None)`, or comes
  too early for the next one, which is why every label is confirmed by a scan.
- `~HS` isn't answered at all with media or ribbon out or the head open: silence is a state, and
  `zpl.system_status` tells which.

At most `depth` labels are out at a time. After each connection, and for `Clear`, all formats are
cancelled (`~JA`), and then the driver **settles**: it waits until the printer says that it is idle
and its odometer has stood still for `settle_ms`, so that a label which was already moving is not
counted for the next one. Labels that were out when the link was lost are in doubt. A printer that
says it is idle and hasn't counted them leaves them in doubt as well. Nothing is sent twice.

Source: ZPL II programming guide, as in the fact sheet §1.1. Never tried on hardware.
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
from drivers.printers import zpl_codec as codec

DEPTH_MAX = 8
POLL_MS = 100
ANSWER_MS_MAX = 1_000
SETTLE_MS = 500
SETTLE_MS_MAX = 15_000  # still busy so long after everything was cancelled: begin again
STALL_MS_MAX = 5_000  # idle so long without counting what is out
SILENCES_MAX = 3  # unanswered questions of every kind before the link is dropped
MUTE_MAX = 3  # `~HS` unanswered though the system status shows no error
JOBS_WAITING_MAX = 64
UNASKED_PRINTS_MAX = 8  # told one by one; a greater jump is told as a warning


class Ask(Enum):
    """A question on the wire; one at a time."""

    STATUS = codec.HOST_STATUS
    ODOMETER = codec.ODOMETER
    SYSTEM = codec.SYSTEM_STATUS


class ZplPrinter:
    """The driver of one label printer. `depth`: labels that may be out at a time."""

    def __init__(
        self,
        name: str,
        *,
        depth: int = 2,
        poll_ms: int = POLL_MS,
        answer_ms_max: int = ANSWER_MS_MAX,
        settle_ms: int = SETTLE_MS,
    ) -> None:
        if not 1 <= depth <= DEPTH_MAX:
            raise Misuse(f"{name}: depth is 1 to {DEPTH_MAX} labels, not {depth}")
        if min(poll_ms, answer_ms_max, settle_ms) < 1:
            raise Misuse(f"{name}: poll_ms, answer_ms_max and settle_ms are at least 1 ms")
        self.name = name
        self.caps = _capabilities(depth)
        self._depth, self._poll_ms = depth, poll_ms
        self._answer_ms_max, self._settle_ms = answer_ms_max, settle_ms
        self._parser = codec.AnswerParser()
        self._waiting: deque[PrintJob] = deque()
        self._out: deque[int] = deque()
        self._is_open = False
        self._paused = False
        self._clear_asked = False
        self._odometer: int | None = None
        self._start_anew(0)

    def _start_anew(self, now_ms: int) -> None:
        """What a new link knows nothing of."""
        self._parser.reset()
        self._asked: Ask | None = None
        self._asked_ms = 0
        self._is_stale = False  # the answer to come is older than our last command
        self._ask_at_ms = now_ms
        self._silences = self._mutes = 0
        self._odometer = None
        self._fault = ""
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
        hold = codec.PAUSE if self._paused else b""
        return Output(codec.CANCEL_ALL + hold, (LinkUp(self.name),)) + self._ask(Ask.STATUS, now_ms)

    def closed(self, reason: str, now_ms: int) -> Output:
        del now_ms
        self._is_open = False
        return (
            Output(events=(LinkDown(self.name, reason),))
            + self._doubt_all(f"link lost: {reason}")
            + self._give_back(f"link lost: {reason}")
        )

    def received(self, data: bytes, now_ms: int) -> Output:
        out = Output()
        for answer in self._parser.feed(data):
            out += self._answered(answer, now_ms)
        return out + self._send_waiting(now_ms)

    def tick(self, now_ms: int) -> Output:
        if not self._is_open:
            return Output()
        too_long = now_ms - self._settle_from_ms >= SETTLE_MS_MAX
        if too_long and not self._settled and not self._fault:
            return Output(drop_link=True)
        if self._asked is None:
            return self._ask(Ask.STATUS, now_ms) if now_ms >= self._ask_at_ms else Output()
        if now_ms - self._asked_ms < self._answer_ms_max:
            return Output()
        return self._silent(now_ms)

    # ------------------------------------------------------------ commands

    def command(self, command: Command, now_ms: int) -> Output:
        """Raises `PayloadError`, with nothing taken, for an Offer of what isn't one label.

        Without a link, Clear is answered once the next link has settled."""
        match command:
            case Offer(jobs):
                return self._offer(jobs, now_ms)
            case Clear():
                return self._clear(now_ms)
            case Pause() | Resume():
                return self._pause(isinstance(command, Pause))
            case _:
                raise Misuse(f"{self.name}: a label printer can't take {type(command).__name__}")

    def _offer(self, jobs: tuple[PrintJob, ...], now_ms: int) -> Output:
        for job in jobs:
            codec.check_label(self.name, job.data)
        numbers = tuple(job.job for job in jobs)
        if not self._is_open or not self._settled or self._fault:
            state = self._fault or ("being prepared" if self._is_open else "not connected")
            return Output(events=(NotSent(self.name, numbers, f"the printer is {state}"),))
        if len(self._waiting) + len(jobs) > JOBS_WAITING_MAX:
            return Output(events=(NotSent(self.name, numbers, "too many labels wait"),))
        self._waiting.extend(jobs)
        return self._send_waiting(now_ms)

    def _clear(self, now_ms: int) -> Output:
        self._clear_asked = True
        self._unsettle(now_ms)
        cancel = codec.CANCEL_ALL if self._is_open else b""
        return Output(cancel) + self._give_back("cleared before it was sent")

    def _pause(self, paused: bool) -> Output:
        """Ready comes again with the first status after a `Resume`."""
        self._paused = paused
        self._is_well = self._ready_told = False
        self._is_stale = self._asked is not None
        if not self._is_open:
            return Output()
        return Output(codec.PAUSE if paused else codec.UNPAUSE)

    def _send_waiting(self, now_ms: int) -> Output:
        out = Output()
        while self._waiting and self._ready_told and len(self._out) < self._depth:
            job = self._waiting.popleft()
            self._out.append(job.job)
            self._busy_ms, self._is_idle = now_ms, False
            self._is_stale = self._asked is not None
            out += Output(job.data, (Accepted(self.name, job.job),))
        return out

    def _give_back(self, reason: str) -> Output:
        """Of these no byte left."""
        jobs = tuple(job.job for job in self._waiting)
        self._waiting.clear()
        return Output(events=(NotSent(self.name, jobs, reason),) if jobs else ())

    def _doubt_all(self, reason: str) -> Output:
        jobs = tuple(self._out)
        self._out.clear()
        return Output(events=(InDoubt(self.name, jobs, reason),) if jobs else ())

    # ------------------------------------------------------------ questions and answers

    def _ask(self, question: Ask, now_ms: int) -> Output:
        self._parser.reset()
        self._asked, self._asked_ms, self._is_stale = question, now_ms, False
        return Output(question.value)

    def _answered(self, answer: codec.Answer, now_ms: int) -> Output:
        """An answer that doesn't fit the question came after its time: it counts for nothing."""
        asked = self._asked
        match answer:
            case codec.Rubbish(data):
                return self._rubbish(data)
            case codec.HostStatus() if asked is Ask.STATUS:
                told = self._status(answer, now_ms) + self._ask_next(Ask.ODOMETER, now_ms)
            case codec.SystemStatus() if asked is Ask.SYSTEM:
                told = self._system(answer, now_ms) + self._ask_next(Ask.ODOMETER, now_ms)
            case codec.Odometer(labels) if asked is Ask.ODOMETER:
                told = self._counted(labels, now_ms) + self._settle(now_ms)
                told += self._ask_next(None, now_ms)
            case codec.Value(text) if asked in (Ask.ODOMETER, Ask.SYSTEM):
                words = f"unknown answer {text!r}", "Its firmware is too old to count labels."
                told = self._trouble(words, now_ms) + self._ask_next(None, now_ms)
            case _:
                return Output()
        self._silences = 0
        return told + self._tell_ready()

    def _ask_next(self, question: Ask | None, now_ms: int) -> Output:
        if question is not None:
            return self._ask(question, now_ms)
        self._asked, self._ask_at_ms = None, now_ms + self._poll_ms
        return Output()

    def _silent(self, now_ms: int) -> Output:
        """No answer. To `~HS` that is a state of its own: ask what is the matter."""
        self._silences += 1
        if self._silences >= SILENCES_MAX:
            return Output(drop_link=True)
        return self._ask(Ask.STATUS if self._asked is Ask.SYSTEM else Ask.SYSTEM, now_ms)

    def _rubbish(self, data: bytes) -> Output:
        if self._rubbish_told:
            return Output()
        self._rubbish_told = True
        said = f"{len(data)} bytes that are no answer, the first {data[:8].hex(' ')}"
        hint = "Check the cable, the port's settings, and that no other program uses the printer."
        return Output(events=(Warned(self.name, said, hint),))

    # ------------------------------------------------------------ how it is

    def _status(self, status: codec.HostStatus, now_ms: int) -> Output:
        self._mutes = 0
        if self._is_stale:
            return Output()
        self._is_idle = status.idle
        if not status.idle or status.paused:
            self._busy_ms = now_ms
        trouble = status.trouble
        if trouble is None and status.paused and not self._paused:
            trouble = codec.PAUSED
        if trouble is not None:
            return self._trouble(trouble, now_ms)
        self._is_well, self._fault = True, ""
        return Output()

    def _system(self, status: codec.SystemStatus, now_ms: int) -> Output:
        """It is asked only when `~HS` was not answered; only `~HS` makes the printer well."""
        self._mutes += 1
        trouble = status.trouble
        if trouble is None and self._mutes >= MUTE_MAX:
            trouble = "no status answered, and no error told", codec.DISPLAY
        return self._trouble(trouble, now_ms) if trouble is not None else Output()

    def _trouble(self, words: codec.Trouble, now_ms: int) -> Output:
        """Told once. A printer in trouble moves nothing, so it may settle."""
        self._is_well = self._ready_told = False
        self._is_idle, self._busy_ms = True, now_ms
        if words[0] == self._fault:
            return Output()
        self._fault = words[0]
        return Output(events=(Faulted(self.name, *words),)) + self._give_back(words[0])

    def _tell_ready(self) -> Output:
        if self._ready_told or self._paused or not (self._settled and self._is_well):
            return Output()
        self._ready_told = True
        held = len(self._out) + len(self._waiting)
        return Output(events=(Ready(self.name, max(0, self._depth - held)),))

    # ------------------------------------------------------------ what it counted

    def _counted(self, labels: int, now_ms: int) -> Output:
        before, self._odometer = self._odometer, labels
        if before is None or labels == before:
            return self._look_for_stall(now_ms)
        self._still_from_ms = self._busy_ms = now_ms
        if not self._settled and not self._out:
            return Output()  # a label of an earlier connection: it is in doubt already
        new = labels - before
        if not 0 < new <= len(self._out) + UNASKED_PRINTS_MAX:
            said = f"its label count went from {before} to {labels}"
            hint = "Was the printer exchanged? Compare its labels with the list of containers."
            return Output(events=(Warned(self.name, said, hint), Counter(self.name, labels)))
        jobs = [self._out.popleft() if self._out else None for _ in range(new)]
        return Output(events=tuple(Printed(self.name, job) for job in jobs))

    def _look_for_stall(self, now_ms: int) -> Output:
        if not self._settled or not self._is_idle or now_ms - self._busy_ms < STALL_MS_MAX:
            return Output()
        return self._doubt_all("the printer is idle and did not count them")

    def _settle(self, now_ms: int) -> Output:
        """After `~JA`: idle by its own word, and no count for `settle_ms`."""
        if self._settled or self._is_stale or not self._is_idle:
            return Output()
        if now_ms - self._still_from_ms < self._settle_ms:
            return Output()
        self._settled, self._busy_ms = True, now_ms
        assert self._odometer is not None
        events: list[DeviceEvent] = [Counter(self.name, self._odometer)]
        if self._clear_asked:
            self._clear_asked = False
            events.append(BufferCleared(self.name, tuple(self._out)))
            self._out.clear()
        return Output(events=tuple(events))


def _capabilities(depth: int) -> Capabilities:
    return Capabilities(
        kind="label",
        protocol="zebra-zpl",
        manual="ZPL II programming guide, as in the fact sheet §1.1",
        unverified=(
            "TCP port 9100",
            "third line of ~HS, and whether its counts include the label being printed",
            "whether ~JA lets a label finish that is moving",
            "form of the odometer's value, and that a label printed again counts",
            "font file names (^A@), graphics (^GF)",
        ),
        queue_depth=depth,
        credit="count",
        done="counter",
        can_clear_queue=True,
        keeps_queue_on_disconnect=True,
        max_bytes=codec.LABEL_BYTES_MAX,
    )
