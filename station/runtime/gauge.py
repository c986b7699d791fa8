"""How fast and how well the line runs: minutes of the last hour, reasons, and the last reads.

Fed with each step on the core thread; read by whoever shows it, from any thread: what is handed out
is made anew and never changed. The items' readers alone count. Not kept over a restart, but the
hour and the reasons of an order that is taken up come from the database (`restore`).
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from station.core.records import Judged
from station.core.verify import Verdict
from station.runtime.loop import Stepped
from station.runtime.print_course import PrintCourse

MINUTE_MS = 60_000
MINUTES = 60
RECENT_MAX = 8
PACE_OVER_MS = 30_000
PACE_READS_MAX = 4_096  # two minutes at 2,000 a minute: far more than the pace looks back
GOOD = Verdict.GOOD.value


@dataclass(frozen=True)
class ReadOfLate:
    at_ms: int
    code: int
    verdict: str
    picture: str


@dataclass(frozen=True)
class Gauged:
    """`minutes` are (start, good, not good), oldest first; gaps are left out."""

    order: str = ""
    per_minute: float = 0.0
    minutes: tuple[tuple[int, int, int], ...] = ()
    rejects: tuple[tuple[str, int], ...] = ()
    recent: tuple[ReadOfLate, ...] = ()
    first_article: ReadOfLate | None = None  # what passed it last


class Gauge:
    def __init__(self, item_readers: Collection[str]) -> None:
        self.readers = frozenset(item_readers)
        self._order = ""
        self._minutes: dict[int, list[int]] = {}
        self._rejects: Counter[str] = Counter()
        self._recent: deque[ReadOfLate] = deque(maxlen=RECENT_MAX)
        self._times: deque[int] = deque(maxlen=PACE_READS_MAX)
        self._first: ReadOfLate | None = None
        self.prints = PrintCourse()

    def restore(
        self,
        order: str,
        minutes: Sequence[tuple[int, int, int]],
        rejects: Mapping[str, int],
    ) -> None:
        """What the database says of the order on the line; before the core runs."""
        self._order, self._rejects = order, Counter(rejects)
        self._minutes = {start: [good, bad] for start, good, bad in minutes}

    def observe(self, stepped: Stepped) -> None:
        """An observer of the loop."""
        self.prints.observe(stepped)
        for record in stepped.records:
            if isinstance(record, Judged) and record.device in self.readers:
                self._count(record, stepped)

    def _count(self, record: Judged, stepped: Stepped) -> None:
        at_ms = stepped.event.at_ms
        if record.order != self._order:
            self._order, self._rejects, self._first = record.order, Counter(), None
        start = at_ms // MINUTE_MS * MINUTE_MS
        if start not in self._minutes:
            kept = _of_the_hour(self._minutes.items(), at_ms)
            self._minutes = {one: [good, bad] for one, good, bad in kept} | {start: [0, 0]}
        good = record.verdict == GOOD
        self._minutes[start][not good] += 1
        if not good:
            self._rejects[record.verdict] += 1
        read = ReadOfLate(at_ms, record.code, record.verdict, record.picture)
        self._recent.append(read)
        self._times.append(at_ms)
        if good and stepped.before.first_article:
            self._first = read

    def gauged(self, now_ms: int) -> Gauged:
        """How it stands now. From any thread; a count that comes in meanwhile may be missing."""
        times = [at for at in tuple(self._times) if at > now_ms - PACE_OVER_MS]
        return Gauged(
            self._order,
            _per_minute(times, now_ms),
            tuple(sorted(_of_the_hour(tuple(self._minutes.items()), now_ms))),
            tuple(self._rejects.most_common()),
            tuple(reversed(tuple(self._recent))),
            self._first,
        )


def _of_the_hour(
    minutes: Iterable[tuple[int, Sequence[int]]], now_ms: int
) -> Iterator[tuple[int, int, int]]:
    """The minute of now and those before it: a line that stands shows what it did, and when."""
    after_ms = now_ms // MINUTE_MS * MINUTE_MS - MINUTES * MINUTE_MS
    return ((at, good, bad) for at, (good, bad) in minutes if at > after_ms)


def _per_minute(times: Sequence[int], now_ms: int) -> float:
    """Reads a minute over the span that they cover; a line that just began isn't slow."""
    if not times:
        return 0.0
    span_ms = max(now_ms - times[0], 1_000)
    return len(times) * MINUTE_MS / span_ms
