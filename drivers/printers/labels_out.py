"""The labels of one printer that are out, and which of them came out, by the class of *done*.

- `counter`: each label that is counted is the oldest. A count too many (a label printed again after
  a reload) is `Printed(None)`, or comes too early for the next one, which is why every label is
  confirmed by a scan.
- `event`, `event_indexed`: a label that was **seen at work** and isn't any more came out. Labels
  come out in their order: one that was never seen, though a later one was, is in doubt. Trouble or
  silence in between counts as not seen: the label is begun anew, or lost.
- `external`: nothing is known here until the caller says so.

Not responsible for when anything is sent or asked: `label_printer.py`.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

from drivers.api import Counter, DeviceEvent, InDoubt, Printed, Warned
from drivers.printers.label_dialect import Status

UNASKED_PRINTS_MAX = 8  # told one by one; a greater jump is told as a warning

Events = tuple[DeviceEvent, ...]


@dataclass
class _Out:
    job: int
    number: int
    is_seen: bool = False


class LabelsOut:
    def __init__(self, name: str, done: str, numbers: int) -> None:
        self._name, self._done, self._numbers = name, done, numbers
        self._out: deque[_Out] = deque()
        self._next = 0
        self.count: int | None = None

    def __len__(self) -> int:
        return len(self._out)

    def start_anew(self) -> None:
        """The link is a new one."""
        assert not self._out, f"{self._name}: labels outlast their link"
        self.count = None

    def add(self, job: int) -> int:
        """The label goes out; its number, where labels have some."""
        number, self._next = self._next, (self._next + 1) % max(1, self._numbers)
        self._out.append(_Out(job, number))
        return number

    def forget(self, jobs: tuple[int, ...]) -> None:
        self._out = deque(one for one in self._out if one.job not in jobs)

    def take_all(self) -> tuple[int, ...]:
        jobs = tuple(one.job for one in self._out)
        self._out.clear()
        return jobs

    # ------------------------------------------------------------ what is heard of them

    @property
    def unheard(self) -> str:
        """Why those of which nothing was heard are in doubt."""
        return "did not count them" if self._done == "counter" else "was never seen to print them"

    def take_stalled(self) -> tuple[int, ...]:
        """The printer has nothing to do, and they aren't accounted for. Of `external` ones nothing
        is expected."""
        return () if self._done == "external" else self.take_all()

    def interrupted(self) -> None:
        """Trouble or silence: what was at work is begun anew, or lost."""
        for one in self._out:
            one.is_seen = False

    def seen(self, status: Status) -> Events:
        """What a state says of labels at work. It is younger than the last that was sent."""
        if self._done not in ("event", "event_indexed"):
            return ()
        if status.works:
            at_work = self._at_work(status.label)
            if at_work is None:
                return ()
            events = self._up_to(at_work)
            at_work.is_seen = True
            return events
        last = next((one for one in reversed(self._out) if one.is_seen), None)
        if not status.idle or last is None:
            return ()
        return (*self._up_to(last), *self._out_of(self._out.popleft()))

    def _at_work(self, number: int | None) -> _Out | None:
        """The label that the state means; None for one that isn't out, or can't be told."""
        if self._done == "event":
            return self._out[0] if self._out else None
        return next((one for one in self._out if one.number == number), None)

    def _up_to(self, later: _Out) -> Events:
        """Those before it have had their turn."""
        events: Events = ()
        while self._out[0] is not later:
            events += self._out_of(self._out.popleft())
        return events

    def _out_of(self, one: _Out) -> Events:
        if one.is_seen:
            return (Printed(self._name, one.job),)
        return (InDoubt(self._name, (one.job,), "a later label was printed, this one not seen"),)

    # ------------------------------------------------------------ the printer's count

    def is_news(self, labels: int) -> bool:
        """Whether the count has changed; the first one is where counting begins."""
        before = self.count
        if before is None:
            self.count = labels
        return before is not None and labels != before

    def counted(self, labels: int, *, is_settled: bool) -> Events:
        """The count has changed."""
        before, self.count = self.count, labels
        assert before is not None, f"{self._name}: a first count is no news"
        if self._done != "counter" or (not is_settled and not self._out):
            return ()  # or a label of an earlier connection: it is in doubt already
        new = labels - before
        if not 0 < new <= len(self._out) + UNASKED_PRINTS_MAX:
            said = f"its label count went from {before} to {labels}"
            hint = "Was the printer exchanged? Compare its labels with the list of containers."
            return (Warned(self._name, said, hint), Counter(self._name, labels))
        jobs = [self._out.popleft().job if self._out else None for _ in range(new)]
        return tuple(Printed(self._name, job) for job in jobs)
