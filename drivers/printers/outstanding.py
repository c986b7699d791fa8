"""The jobs of one coder that are on their way, and what becomes of them by the class of *done*.

- `event`: each done is credited to the oldest accepted job.
- `event_indexed`: each job went out with an index, and the device tells the last one printed. What
  was out when a link was lost stays **unsettled** until the device has been asked.
- `counter`: each step of the device's counter is credited to the oldest accepted job.
- `external`, `none`: nothing on the wire. A job stays accepted until the caller says `Forget`.

A job is in exactly one of: waiting (not a byte left), offered (on the wire), accepted, unsettled.
Not responsible for when anything is sent: `coder.py`.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

from drivers.api import (
    BufferCleared,
    Capabilities,
    Counter,
    DeviceEvent,
    InDoubt,
    NotSent,
    Printed,
    PrintJob,
    Warned,
)

UNASKED_PRINTS_MAX = 8  # told one by one; a greater jump of a counter is told as a warning
EXCHANGED_HINT = "was the coder exchanged or restarted? check the products since the last good one"

Events = tuple[DeviceEvent, ...]


@dataclass(frozen=True)
class Taken:
    """A job that has an index."""

    job: int
    index: int


class Outstanding:
    def __init__(self, name: str, caps: Capabilities, depth: int) -> None:
        self._name, self._done, self.depth = name, caps.done, depth
        # Where the device itself says when it is full, it is believed, if it also says what it
        # printed; otherwise `depth` bounds what is out.
        self._bounded = caps.credit != "ack_nak" or caps.done in ("external", "none")
        self.waiting: deque[PrintJob] = deque()
        self.offered: PrintJob | None = None
        self._forgotten: int | None = None  # the offered job, if the caller knows of it already
        self.accepted: deque[Taken] = deque()
        self._unsettled: deque[Taken] = deque()
        self._unanswered: int | None = None  # index of the unsettled job that was not accepted
        self._index = 0  # the highest index ever given out or heard of
        self._last_before = 0  # the last printed index that was told on an earlier link
        self._last: int | None = None  # the same on this link
        self._restarted = False  # it may have been, since the unsettled jobs went out
        self.opened(not_restarted=False)

    # ------------------------------------------------------------ in

    @property
    def room(self) -> int:
        return max(0, self.depth - len(self.accepted) - len(self._unsettled) - len(self.waiting))

    @property
    def may_offer(self) -> bool:
        return not self._bounded or len(self.accepted) < self.depth

    def next_offer(self) -> tuple[PrintJob, int]:
        assert self.offered is None, f"{self._name}: two offers at a time"
        self.offered = self.waiting.popleft()
        self._index += 1
        return self.offered, self._index

    def accept(self) -> tuple[int, Events]:
        """The offered job was accepted; which it was, and what follows from that."""
        assert self.offered is not None, f"{self._name}: an offer without a job"
        job, self.offered = self.offered.job, None
        if job == self._forgotten:
            return job, ()
        self.accepted.append(Taken(job, self._index))
        if self._bounded or len(self.accepted) <= self.depth:
            return job, ()
        # Taking more than it can hold, the device has lost or printed the oldest unheard.
        oldest = self.accepted.popleft().job
        why = f"the coder took more than the {self.depth} codes it holds: a done was missed"
        return job, (InDoubt(self._name, (oldest,), why),)

    def refused(self) -> PrintJob | None:
        """The offered job was not taken; None if the caller knows of it all the same."""
        assert self.offered is not None, f"{self._name}: a refusal of nothing"
        job, self.offered = self.offered, None
        return job if job.job != self._forgotten else None

    # ------------------------------------------------------------ the link

    def opened(self, not_restarted: bool) -> None:
        """What a new link knows nothing of. `not_restarted`: it is known that the device wasn't
        since it was last heard."""
        if self._last is not None:
            self._last_before = self._last
        self._count: int | None = None
        self._last = None
        self._held_right = False  # whether the device held just what it had to hold
        self._restarted = self._restarted or not not_restarted

    def may_be_restarted(self) -> None:
        self._restarted = True

    def link_lost(self, why: str) -> Events:
        """What may be at the device is in doubt, or unsettled where the device can be asked."""
        doubtful = tuple(taken.job for taken in self.accepted)
        if self._done == "event_indexed":
            self._unsettle()
            return ()
        if self.offered is not None and self.offered.job != self._forgotten:
            doubtful += (self.offered.job,)
        self.accepted.clear()
        self.offered = None
        return (InDoubt(self._name, doubtful, why),) if doubtful else ()

    def _unsettle(self) -> None:
        if not self._unsettled:
            self._restarted = False
        self._unsettled.extend(self.accepted)
        self.accepted.clear()
        if self.offered is not None:
            self._unsettled.append(Taken(self.offered.job, self._index))
            self._unanswered = self._index
            self.offered = None

    def give_up_proof(self, why: str) -> Events:
        """Nobody waits for the device any longer."""
        jobs = tuple(taken.job for taken in self._unsettled)
        self._unsettled.clear()
        self._unanswered = None
        return (InDoubt(self._name, jobs, why),) if jobs else ()

    def lost_count(self, why: str) -> Events:
        """The device can't tell what became of all that is out."""
        events = self._doubt_accepted(why) + self.give_up_proof(why)
        return (Warned(self._name, why, EXCHANGED_HINT), *events) if events else ()

    # ------------------------------------------------------------ out

    def give_back(self, reason: str) -> Events:
        jobs = tuple(job.job for job in self.waiting)
        self.waiting.clear()
        return (NotSent(self._name, jobs, reason),) if jobs else ()

    def forget(self, jobs: tuple[int, ...]) -> None:
        """The caller knows what became of these. What it has seen is never sent after all."""
        self.accepted = deque(taken for taken in self.accepted if taken.job not in jobs)
        self.waiting = deque(job for job in self.waiting if job.job not in jobs)
        if self.offered is not None and self.offered.job in jobs:
            self._forgotten = self.offered.job

    def print_done(self) -> Events:
        """A done without identity: the oldest."""
        assert self._done == "event", f"{self._name}: a done that names nothing is not counted"
        job = self.accepted.popleft().job if self.accepted else None
        return (Printed(self._name, job),)

    def cleared(self, asked: bool, can_clear: bool) -> Events:
        """The device is empty, or (`can_clear` False) can't be emptied and keeps what it has."""
        events = self._settle()
        if not can_clear:
            doubts = self._doubt_accepted("the coder can't be cleared: it may still print them")
            return (*events, *doubts, BufferCleared(self._name, ()))
        if self._done in ("external", "none"):
            events += self._doubt_accepted("cleared: the coder doesn't say what it had printed")
        gone = tuple(taken.job for taken in self.accepted)
        self.accepted.clear()
        return (*events, BufferCleared(self._name, gone)) if asked or gone else events

    # ------------------------------------------------------------ counters

    def counted(self, value: int, preparing: bool) -> Events:
        """The device's counter. While preparing, prints belong to jobs already in doubt."""
        before, self._count = self._count, value
        if self._done != "counter":
            return (Counter(self._name, value),)
        if before is None or preparing:
            return (Counter(self._name, value),) if value != before else ()
        new = value - before
        if 0 <= new <= len(self.accepted) + UNASKED_PRINTS_MAX:
            return tuple(self._oldest() for _ in range(new))
        said = f"its counter went from {before} to {value}"
        told = (Warned(self._name, said, EXCHANGED_HINT), Counter(self._name, value))
        return told + self._doubt_accepted(said)

    def _oldest(self) -> Printed:
        return Printed(self._name, self.accepted.popleft().job if self.accepted else None)

    def _doubt_accepted(self, why: str) -> Events:
        jobs = tuple(taken.job for taken in self.accepted)
        self.accepted.clear()
        return (InDoubt(self._name, jobs, why),) if jobs else ()

    # ------------------------------------------------------------ indexes

    def expects(self, index: int) -> None:
        """The device's own next index: ours go on from there."""
        self._index = max(self._index, index - 1)

    def printed_up_to(self, last: int) -> Events:
        """The last index printed, as the device says. Unsettled jobs wait for `cleared`."""
        before, self._last = self._last, last
        newest = self._index
        self.expects(last + 1)
        if before is None or before <= last <= newest:
            return self._printed(self.accepted, last)
        if not self.accepted and last < before:
            self._held_right = False  # it counts anew; nothing accepted is in it
            return ()
        said = f"its last printed index went from {before} to {last}"
        told = (Warned(self._name, said, EXCHANGED_HINT),)
        return told + self._doubt_accepted(said)

    def _printed(self, jobs: deque[Taken], last: int) -> Events:
        events: list[DeviceEvent] = []
        while jobs and jobs[0].index <= last:
            events.append(Printed(self._name, jobs.popleft().job))
        return tuple(events)

    def holds(self, count: int, more: int = 0, *, is_new: bool = False) -> None:
        """How many jobs the device holds, or up to `more` more, next to the last index that it
        told; `is_new`: which is what it would tell after a restart."""
        last = self._last
        if last is None or not self._unsettled:
            return
        left = [taken.index for taken in self._unsettled if taken.index > last]
        allowed = {len(left)}
        if self._unanswered in left:
            allowed.add(len(left) - 1)
        # A device that counts from 0 again looks like one that has printed nothing yet.
        from_zero = (last == 0 or is_new) and count < len(left) and self._restarted
        is_count = bool(allowed & set(range(count, count + more + 1)))
        self._held_right = is_count and last >= self._last_before and not from_zero

    def _settle(self) -> Events:
        """The device was asked and is empty: each unsettled job was printed, or never will be.

        That is proven only if the device held just what it had to hold beside the index that it
        told; otherwise (restarted, exchanged, fed by somebody else) they are in doubt."""
        if not self._unsettled:
            return ()
        last, newest = self._last, self._unsettled[-1].index
        if last is None or last > newest or not self._held_right:
            return self.give_up_proof("the coder lost count of what it held: was it restarted?")
        printed = self._printed(self._unsettled, last)
        rest = tuple(taken.job for taken in self._unsettled)
        self._unsettled.clear()
        self._unanswered = None
        return printed + ((BufferCleared(self._name, rest),) if rest else ())
