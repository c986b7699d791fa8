"""The conversation with a print queue: which client is run next, and what its words mean.

Pure: `next` gives the client to run, `answered` takes what it said. Nothing is ever handed over
twice. Whether the label came out on paper, CUPS doesn't know: *done* means that the printer took
it. What a job's number says is certain otherwise:

- `lp` gives the number. If its answer is lost, the job is looked for: it is the one of our user
  that wasn't there before, since only one label is handed over at a time. Not found, or more than
  one, or an earlier one was never found: in doubt.
- A job that stands in the list of those not completed is out. One that doesn't has ended, and
  `cancel`, which can't do anything to it any more, says how. Completed is printed; all else is in
  doubt, since part of a label may be on paper.
- A job that was being printed and waits again would be printed by CUPS once more from its
  beginning (after an error, unless the queue's policy is abort-job): it is cancelled, in doubt. So
  is one that was being printed when CUPS ended: it begins anew with the next start.
- Jobs of our user that aren't out are of an earlier run, or of a lost answer: they are cancelled.
  Before they are gone, nothing is handed over.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from drivers.api import (
    Accepted,
    BufferCleared,
    DeviceEvent,
    Faulted,
    InDoubt,
    LinkDown,
    LinkUp,
    NotSent,
    Printed,
    PrintJob,
    Ready,
    Warned,
)
from drivers.printers.cups_lines import Ask, CupsLines, Kind
from drivers.printers.cups_troubles import Trouble, refusal_of, trouble_of, warnings_of
from drivers.printers.cups_words import (
    End,
    Listed,
    Said,
    Unreadable,
    end_of,
    jobs_of,
    request_of,
    standing_of,
)

JOBS_WAITING_MAX = 64
SEEK_MS_MAX = 5_000  # how long a job is looked for whose number got lost
TRIES_MAX = 5  # for an end that can't be told, and for old jobs that don't go
IDLE_POLLS = 4  # an idle queue is looked at so many times less often
PRINTING, INCOMING = "job-printing", "job-incoming"
WAITS = frozenset(
    ("job-hold-until-specified", "printer-stopped", "resources-are-not-ready", "job-stopped")
)
POLICY = "set the queue's printer-error-policy to abort-job"

Events = list[DeviceEvent]


@dataclass
class _Out:
    """A label that CUPS has."""

    job: int
    has_begun: bool = False
    is_unwanted: bool = False
    is_warned_of: bool = False
    tries: int = 0


@dataclass(frozen=True)
class _Lost:
    """A label of which `lp` gave no number."""

    job: int
    until_ms: int
    words: str


class QueueDesk:
    """`title_of(number)` gives a title that no label ever had."""

    def __init__(
        self,
        name: str,
        lines: CupsLines,
        *,
        depth: int,
        poll_ms: int,
        title_of: Callable[[int], str],
    ) -> None:
        self._name, self._lines, self.depth = name, lines, depth
        self._poll_ms, self._title_of = poll_ms, title_of
        self._waiting: deque[PrintJob] = deque()
        self._out: dict[int, _Out] = {}
        self._agenda: deque[Ask] = deque()
        self._look_at_ms = 0
        self._number = 0
        self._handed: PrintJob | None = None  # what `lp` is being given
        self._lost: _Lost | None = None
        self._seen: dict[int, Listed] = {}  # what waited when the finished ones are asked for
        self._known: set[int] = set()  # our jobs that were there before
        self._is_muddled = False  # a lost job was never found: it may turn up
        self._is_up = self._is_tidy = self._is_paused = False
        self._clear_asked = False
        self._untidy = 0
        self._down = ""
        self._fault = ""  # shown by the queue's standing
        self._refused = ""  # not shown by it: until somebody resumes
        self._warned: set[str] = set()

    # ------------------------------------------------------------ what is wanted

    def offer(self, jobs: tuple[PrintJob, ...]) -> Events:
        numbers = tuple(job.job for job in jobs)
        if why := self._why_not():
            return [NotSent(self._name, numbers, why)]
        if len(self._waiting) + len(jobs) > JOBS_WAITING_MAX:
            why = f"more than {JOBS_WAITING_MAX} labels wait for the queue"
            return [NotSent(self._name, numbers, why)]
        self._waiting.extend(jobs)
        return []

    def clear(self) -> Events:
        """What is out is cancelled one by one; without CUPS, when it is back."""
        self._clear_asked = True
        self._look_at_ms = 0
        for one in self._out.values():
            one.is_unwanted = True
        return self._give_back("cleared before it was handed over") + self._cleared()

    def pause(self) -> Events:
        """Only here: nothing new is handed over."""
        self._is_paused = True
        return []

    def resume(self) -> Events:
        self._is_paused, self._refused = False, ""
        return self._ready()

    @property
    def numbers_out(self) -> tuple[int, ...]:
        return tuple(self._out)

    def give_up(self, reason: str) -> Events:
        """Nobody will look any more. What `lp` may have handed over is in doubt as well."""
        jobs = [one.job for one in self._out.values()]
        jobs += [self._handed.job] if self._handed is not None else []
        jobs += [self._lost.job] if self._lost is not None else []
        self._out.clear()
        self._handed = self._lost = None
        doubt: Events = [InDoubt(self._name, tuple(jobs), reason)] if jobs else []
        return doubt + self._give_back(reason)

    def _why_not(self) -> str:
        if not self._is_up:
            return self._down or "CUPS was not asked yet"
        if not self._is_tidy:
            return "labels of an earlier run are being cancelled"
        return self._fault or self._refused

    def _give_back(self, reason: str) -> Events:
        jobs = tuple(job.job for job in self._waiting)
        self._waiting.clear()
        return [NotSent(self._name, jobs, reason)] if jobs else []

    def _ready(self) -> Events:
        if self._why_not() or self._is_paused:
            return []
        held = len(self._out) + len(self._waiting) + (self._lost is not None)
        return [Ready(self._name, max(0, self.depth - held))]

    # ------------------------------------------------------------ what is asked next

    def next(self, now_ms: int) -> Ask | None:
        """The client to run now; None = nothing until somebody wants something, or later."""
        if self._agenda:
            return self._agenda.popleft()
        if self._may_hand_over():
            return self._hand_over()
        if now_ms < self._look_at_ms:
            return None
        is_busy = self._is_busy()
        self._look_at_ms = now_ms + self._poll_ms * (1 if is_busy else IDLE_POLLS)
        return self._lines.standing()

    def _is_busy(self) -> bool:
        return bool(self._out or self._waiting or self._lost or self._is_muddled) or (
            not self._is_tidy
        )

    def _may_hand_over(self) -> bool:
        held = self._is_paused or self._clear_asked or self._lost is not None
        room = len(self._out) < self.depth
        return bool(self._waiting) and room and not held and not self._why_not()

    def _hand_over(self) -> Ask:
        job = self._handed = self._waiting.popleft()
        self._number += 1
        return self._lines.hand_over(self._title_of(self._number), job.data)

    # ------------------------------------------------------------ what was answered

    def answered(self, ask: Ask, said: Said, now_ms: int) -> Events:
        try:
            match ask.kind:
                case Kind.STANDING:
                    return self._on_standing(said)
                case Kind.WAITING:
                    return self._on_waiting(jobs_of(said, self._lines.queue))
                case Kind.FINISHED:
                    return self._on_finished(jobs_of(said, self._lines.queue), now_ms)
                case Kind.PRINT:
                    return self._on_handed_over(said, now_ms)
                case Kind.CANCEL:
                    return self._on_cancel(ask.numbers, said)
        except Unreadable as words:
            queue, user = self._lines.queue, self._lines.user
            where = f"CUPS doesn't run, has no queue {queue}, or hides it from the user {user}"
            how = "see `lpstat -r` and `lpstat -e`"
            if said.code is not None:
                self._fear_a_restart()
            heard = str(words).removeprefix(f"{ask.line[0]}: ")
            return self._lose(f"{where} ({ask.line[0]}: {heard}); {how}", now_ms)

    def not_run(self, reason: str, now_ms: int) -> Events:
        """The client could not even be begun, so what it was to hand over is still here."""
        if self._handed is not None:
            self._waiting.appendleft(self._handed)
            self._handed = None
        return self._lose(reason, now_ms)

    def _lose(self, reason: str, now_ms: int) -> Events:
        """CUPS keeps what it has, and its numbers: what is out is asked for when it is back."""
        self._agenda.clear()
        self._is_up = False
        events: Events = []
        if reason != self._down:
            self._down = reason
            events = [LinkDown(self._name, reason)]
        if self._lost is not None and now_ms >= self._lost.until_ms:
            events += self._never_found(self._lost)
        return events + self._give_back(reason)

    def _fear_a_restart(self) -> None:
        """A CUPS that starts again prints from the beginning what it was printing."""
        for one in self._out.values():
            one.is_unwanted = one.is_unwanted or one.has_begun

    # ------------------------------------------------------------ how the queue is

    def _on_standing(self, said: Said) -> Events:
        standing = standing_of(said, self._lines.queue)
        events: Events = []
        was_well = not self._why_not()
        if not self._is_up:
            self._is_up, self._down = True, ""
            events.append(LinkUp(self._name))
        trouble = trouble_of(standing, self._lines.queue)
        if trouble is None:
            self._fault = ""
        elif trouble.said != self._fault:
            self._fault = trouble.said
            events += [self._faulted(trouble), *self._give_back(trouble.said)]
        warnings = warnings_of(standing)
        events += [self._warn(one) for one in warnings if one.said not in self._warned]
        self._warned = {one.said for one in warnings}
        if self._is_busy():
            self._agenda.append(self._lines.waiting())
        return events + ([] if was_well else self._ready()) + self._cleared()

    def _faulted(self, trouble: Trouble) -> Faulted:
        return Faulted(self._name, trouble.said, trouble.hint)

    def _warn(self, trouble: Trouble) -> Warned:
        return Warned(self._name, trouble.said, trouble.hint)

    # ------------------------------------------------------------ what waits, what has ended

    def _on_waiting(self, jobs: dict[int, Listed]) -> Events:
        self._seen = jobs
        strays = [number for number in self._ours(jobs) if self._is_stray(number)]
        self._agenda.extend(self._lines.cancel(number) for number in strays)
        events: Events = []
        for number, one in self._out.items():
            events += self._look_at(number, one, jobs.get(number))
        if self._lost is not None or not (self._is_tidy or strays):
            self._agenda.append(self._lines.finished())
        return events + self._count_strays(len(strays)) + self._cleared()

    def _ours(self, jobs: dict[int, Listed]) -> set[int]:
        user = self._lines.user.casefold()
        return {number for number, job in jobs.items() if job.user.casefold() == user}

    def _is_stray(self, number: int) -> bool:
        """Of an earlier run, or of a lost answer; not the one that is being looked for."""
        is_sought = self._lost is not None and number not in self._known
        return number not in self._out and not is_sought

    def _count_strays(self, count: int) -> Events:
        """Told each time that the tries are used up: old labels would be printed among the new."""
        self._untidy = self._untidy + 1 if count else 0
        if self._untidy < TRIES_MAX:
            return []
        self._untidy, self._is_tidy = 0, False
        said = f"{count} old labels in the queue {self._lines.queue} can't be cancelled"
        hint = f"Cancel them: sudo cancel -a {self._lines.queue}"
        return [Faulted(self._name, said, hint), *self._give_back(said)]

    def _look_at(self, number: int, one: _Out, listed: Listed | None) -> Events:
        """One of our labels, and how it is listed among those that aren't completed."""
        if listed is None or one.is_unwanted:
            self._agenda.append(self._lines.cancel(number))
            return []
        one.has_begun = one.has_begun or listed.has_status or PRINTING in listed.alerts
        if INCOMING in listed.alerts:
            one.is_unwanted = True  # `lp` has ended, so nobody will bring the rest
            self._agenda.append(self._lines.cancel(number))
            return []
        if one.has_begun and listed.alerts <= WAITS:
            one.is_unwanted = True
            self._agenda.append(self._lines.cancel(number))
            said = f"CUPS would print {self._lines.queue}-{number} again, so it is cancelled"
            return [Warned(self._name, said, f"Ask IT to {POLICY}.")]
        return self._warn_of(number, one, listed)

    def _warn_of(self, number: int, one: _Out, listed: Listed) -> Events:
        if listed.user.casefold() != self._lines.user.casefold():
            said = "CUPS doesn't tell whose jobs are whose"
            hint = "Old labels can't be found after a restart: see JobPrivateAccess in cupsd.conf."
        elif "job-hold-until-specified" in listed.alerts:
            said = f"somebody holds the label {self._lines.queue}-{number}"
            hint = "Release or cancel it in the queue."
        else:
            return []
        if one.is_warned_of:
            return []
        one.is_warned_of = True
        return [Warned(self._name, said, hint)]

    def _on_finished(self, jobs: dict[int, Listed], now_ms: int) -> Events:
        before = self._known
        ours = self._ours(jobs)
        new = (ours | self._ours(self._seen)) - before - set(self._out)
        if self._lost is None:
            self._known = ours
            was_tidy, self._is_tidy = self._is_tidy, True
            return [] if was_tidy else self._ready()
        if not new and now_ms < self._lost.until_ms:
            return []
        lost = self._lost
        if len(new) == 1 and not self._is_muddled:
            self._lost = None
            return self._take_in(lost.job, new.pop())
        self._known |= new
        self._agenda.extend(self._lines.cancel(number) for number in new)
        return self._never_found(lost) + self._cleared()

    def _never_found(self, lost: _Lost) -> Events:
        self._lost, self._is_muddled = None, True
        why = f"CUPS gave no number for it ({lost.words}), and it can't be told from others"
        return [InDoubt(self._name, (lost.job,), why)]

    # ------------------------------------------------------------ handing over, and the end

    def _on_handed_over(self, said: Said, now_ms: int) -> Events:
        assert self._handed is not None
        job, self._handed = self._handed.job, None
        self._look_at_ms = 0
        number = request_of(said, self._lines.queue)
        if number is not None:
            return self._take_in(job, number)
        refusal = refusal_of(said)
        if refusal is None:
            self._lost = _Lost(job, now_ms + SEEK_MS_MAX, said.words)
            return []
        words = refusal.trouble.said
        back: Events = [NotSent(self._name, (job,), words), *self._give_back(words)]
        if refusal.shows:
            return back
        self._refused = words
        hint = f"{refusal.trouble.hint} Then resume."
        return [*back, Faulted(self._name, words, hint)]

    def _take_in(self, job: int, number: int) -> Events:
        self._known.add(number)
        self._out[number] = _Out(job, is_unwanted=self._clear_asked)
        if self._clear_asked:
            self._agenda.append(self._lines.cancel(number))
        return [Accepted(self._name, job)]

    def _on_cancel(self, numbers: tuple[int, ...], said: Said) -> Events:
        (number,) = numbers
        one = self._out.get(number)
        end = end_of(said)
        if one is None:
            return []  # a stray: the next list tells whether it is gone
        one.tries += 1
        if end is End.UNKNOWN and one.tries < TRIES_MAX:
            return []
        del self._out[number]
        self._look_at_ms = 0
        if end is End.COMPLETED:
            return [Printed(self._name, one.job), *self._cleared()]
        words = f" ({said.words})" if end is End.UNKNOWN else ""
        job = f"the job {self._lines.queue}-{number} {end.value}{words}"
        why = f"{job}: part of it may be on paper"
        return [InDoubt(self._name, (one.job,), why), *self._cleared()]

    def _cleared(self) -> Events:
        """Whatever CUPS had is in doubt or printed by then: nothing is proven to be gone."""
        if not self._clear_asked or not self._is_up or self._out or self._lost or self._handed:
            return []
        self._clear_asked = False
        return [BufferCleared(self._name, ())]
