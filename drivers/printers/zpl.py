"""A Zebra label printer (ZPL II over TCP 9100 or serial), as a sans-IO driver.

What its signals are worth
- Nothing acknowledges a format: `Accepted` means that it was handed to the link.
- *Done* is the odometer: it counts labels, not which. Each count is credited to the oldest label
  that is out; a count too many (a label printed again after a reload) is `Printed(None)`, or comes
  too early for the next one, which is why every label is confirmed by a scan.
- `~HS` isn't answered at all with media or ribbon out or the head open: silence is a state, and
  `zpl.system_status` tells which.

At most `depth` labels are out at a time. After each connection all formats are cancelled (`~JA`):
those that were out are in doubt from the moment the link was lost. Nothing is sent twice.
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
from drivers.errors import Misuse, PayloadError
from drivers.printers import zpl_codec as codec

POLL_MS = 50
ANSWER_MS_MAX = 1_000
SILENCES_MAX = 3  # unanswered questions of every kind before the link is dropped
LABEL_BYTES_MAX = 100_000
JOBS_WAITING_MAX = 64


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
    ) -> None:
        if depth < 1:
            raise Misuse(f"{name}: depth is at least 1 label, not {depth}")
        self.name = name
        self.caps = Capabilities(
            kind="label",
            protocol="zebra-zpl",
            manual="ZPL II programming guide, as in the fact sheet",
            unverified=("text of the third line of ~HS", "odometer while labels are fed"),
            queue_depth=depth,
            credit="count",
            done="counter",
            can_clear_queue=True,
            keeps_queue_on_disconnect=True,
            max_bytes=LABEL_BYTES_MAX,
        )
        self._depth, self._poll_ms, self._answer_ms_max = depth, poll_ms, answer_ms_max
        self._parser = codec.AnswerParser()
        self._waiting: deque[PrintJob] = deque()
        self._out: deque[int] = deque()
        self._is_open = False
        self._paused = False
        self._reset()

    def _reset(self) -> None:
        """What a new link knows nothing of."""
        self._parser.reset()
        self._asked: Ask | None = None
        self._asked_ms = 0
        self._next_ask_ms = 0
        self._silences = 0
        self._odometer: int | None = None
        self._well: bool | None = None  # None: not asked yet on this link
        self._fault = ""
        self._ready_told = False

    # ------------------------------------------------------------ the link

    def opened(self, now_ms: int) -> Output:
        self._reset()
        self._is_open = True
        self._next_ask_ms = now_ms
        return Output(codec.CANCEL_ALL, (LinkUp(self.name),)) + self._ask_next(now_ms)

    def closed(self, reason: str, now_ms: int) -> Output:
        del now_ms
        self._is_open = False
        events: list[DeviceEvent] = [LinkDown(self.name, reason)]
        if self._out:
            events.append(InDoubt(self.name, tuple(self._out), f"link lost: {reason}"))
        if self._waiting:
            jobs = tuple(job.job for job in self._waiting)
            events.append(NotSent(self.name, jobs, f"link lost: {reason}"))
        self._out.clear()
        self._waiting.clear()
        return Output(events=tuple(events))

    def received(self, data: bytes, now_ms: int) -> Output:
        out = Output()
        for answer in self._parser.feed(data):
            out += self._answered(answer, now_ms)
        return out + self._send_waiting()

    def tick(self, now_ms: int) -> Output:
        if not self._is_open:
            return Output()
        if self._asked is None:
            return self._ask_next(now_ms)
        if now_ms - self._asked_ms < self._answer_ms_max:
            return Output()
        return self._silent(now_ms)

    # ------------------------------------------------------------ commands

    def command(self, command: Command, now_ms: int) -> Output:
        del now_ms
        match command:
            case Offer(jobs):
                return self._offer(jobs)
            case Clear():
                return self._clear()
            case Pause():
                self._paused = True
                return Output(codec.PAUSE if self._is_open else b"")
            case Resume():
                self._paused = False
                return Output(codec.UNPAUSE if self._is_open else b"") + self._send_waiting()
            case _:
                raise Misuse(f"{self.name}: a label printer can't {type(command).__name__}")

    def _offer(self, jobs: tuple[PrintJob, ...]) -> Output:
        for job in jobs:
            self._check(job)
        numbers = tuple(job.job for job in jobs)
        if not self._is_open:
            return Output(events=(NotSent(self.name, numbers, "no link"),))
        if len(self._waiting) + len(jobs) > JOBS_WAITING_MAX:
            return Output(events=(NotSent(self.name, numbers, "too many labels wait"),))
        self._waiting.extend(jobs)
        return self._send_waiting()

    def _check(self, job: PrintJob) -> None:
        """One job is one format: anything else could print another number of labels."""
        data = job.data
        whole = data.startswith(b"^XA") and data.rstrip().endswith(b"^XZ")
        if not whole or data.count(b"^XA") != 1 or data.count(b"^XZ") != 1:
            raise PayloadError(self.name, 0, "a label is exactly one format, ^XA to ^XZ")
        if b"~" in data:
            at = data.index(b"~")
            raise PayloadError(self.name, at, "a tilde begins a printer command; write it as hex")
        if len(data) > LABEL_BYTES_MAX:
            raise PayloadError(self.name, LABEL_BYTES_MAX, "the label is too long")

    def _clear(self) -> Output:
        events: list[DeviceEvent] = []
        if self._waiting:
            jobs = tuple(job.job for job in self._waiting)
            events.append(NotSent(self.name, jobs, "cleared"))
        events.append(BufferCleared(self.name, tuple(self._out)))
        self._out.clear()
        self._waiting.clear()
        return Output(codec.CANCEL_ALL if self._is_open else b"", tuple(events))

    def _send_waiting(self) -> Output:
        out = Output()
        while self._waiting and self._ready_told and self._well and not self._paused:
            if len(self._out) >= self._depth:
                break
            job = self._waiting.popleft()
            self._out.append(job.job)
            out += Output(job.data, (Accepted(self.name, job.job),))
        return out

    # ------------------------------------------------------------ questions and answers

    def _ask_next(self, now_ms: int) -> Output:
        """One question at a time: status, then odometer; the system's word while it is unwell."""
        if now_ms < self._next_ask_ms:
            return Output()
        if self._fault:
            return self._ask(Ask.SYSTEM, now_ms)
        return self._ask(Ask.STATUS, now_ms)

    def _ask(self, question: Ask, now_ms: int) -> Output:
        self._asked, self._asked_ms = question, now_ms
        return Output(question.value)

    def _answered(self, answer: codec.Answer, now_ms: int) -> Output:
        asked = self._asked
        if isinstance(answer, codec.Rubbish):
            return Output(events=(Warned(self.name, "unknown bytes", repr(answer.data[:40])),))
        fits = (asked is Ask.STATUS) == isinstance(answer, codec.HostStatus)
        if asked is None or not fits:
            return Output()  # an answer that came after its time
        self._asked, self._silences = None, 0
        self._next_ask_ms = now_ms + self._poll_ms
        if isinstance(answer, codec.HostStatus):
            return self._status(answer) + self._ask(Ask.ODOMETER, now_ms)
        if asked is Ask.ODOMETER:
            return self._counted(answer.text)
        return self._system(answer.text, now_ms)

    def _silent(self, now_ms: int) -> Output:
        """No answer. To `~HS` that is a state of its own: ask what is the matter."""
        self._silences += 1
        if self._silences >= SILENCES_MAX:
            return Output(drop_link=True)
        return self._ask(Ask.SYSTEM, now_ms)

    def _status(self, status: codec.HostStatus) -> Output:
        wrong = None
        if status.paper_out:
            wrong = codec.ERRORS[0x1]
        elif status.ribbon_out:
            wrong = codec.ERRORS[0x2]
        elif status.head_up:
            wrong = codec.ERRORS[0x4]
        elif status.too_hot:
            wrong = codec.ERRORS[0x10]
        elif status.paused and not self._paused:
            wrong = "paused", "Press Pause on the printer."
        return self._wellness(wrong)

    def _system(self, text: str, now_ms: int) -> Output:
        wrong = codec.system_error(text)
        if wrong is None or (wrong[0] == "paused" and self._paused):
            self._fault = ""  # `~HS` and the odometer have the last word
            self._next_ask_ms = now_ms
            return Output()
        return self._wellness(wrong)

    def _wellness(self, wrong: tuple[str, str] | None) -> Output:
        """Tell each change once. Ready needs the odometer's first value as well."""
        if wrong is not None:
            news = wrong[0] != self._fault
            self._well, self._fault, self._ready_told = False, wrong[0], False
            return Output(events=(Faulted(self.name, *wrong),) if news else ())
        self._well, self._fault = True, ""
        return Output()

    def _counted(self, text: str) -> Output:
        digits = text.strip().split(" ")[0]
        if not digits.isdigit():
            return Output(events=(Warned(self.name, f"odometer {text!r}", "It is no number."),))
        before, self._odometer = self._odometer, int(digits)
        if before is None:
            return Output(events=(Counter(self.name, self._odometer),)) + self._tell_ready()
        prints = tuple(
            Printed(self.name, self._out.popleft() if self._out else None)
            for _ in range(max(0, min(self._odometer - before, JOBS_WAITING_MAX)))
        )
        return Output(events=prints) + self._tell_ready()

    def _tell_ready(self) -> Output:
        if not self._well or self._ready_told:
            return Output()
        self._ready_told = True
        return Output(events=(Ready(self.name, max(0, self._depth - len(self._out))),))
