"""What stands on each paper: its lines, and what they add up to."""

from __future__ import annotations

from dataclasses import dataclass

from station.reports.effectiveness import Effectiveness
from station.reports.lines import (
    AlarmLine,
    ContainerLine,
    DoubtLine,
    OrderLine,
    PersonLine,
    PhaseLine,
    ReworkLine,
    UploadLine,
    VerdictLine,
)


@dataclass(frozen=True)
class Balance:
    """The equation of one level: what was granted against where the codes are."""

    order: str
    role: str
    granted: tuple[tuple[str, int], ...]  # source, codes
    states: tuple[tuple[str, int], ...]  # state, codes; every state is named
    reasons: tuple[tuple[str, str, int], ...]  # state, reason, codes

    @property
    def left(self) -> int:
        return sum(count for _, count in self.granted)

    @property
    def right(self) -> int:
        return sum(count for _, count in self.states)

    @property
    def holds(self) -> bool:
        return self.left == self.right


@dataclass(frozen=True)
class Span:
    """One span of time: items judged good and not good."""

    start_ms: int
    good: int
    rejected: int


@dataclass(frozen=True)
class Course:
    """Items over time: equal spans of `span_ms`, oldest first; spans without any are left out."""

    span_ms: int
    spans: tuple[Span, ...]
    utc_offset_ms: int  # of the plant, for the clock on the axis
    rated_per_minute: float = 0  # 0 = nobody said


@dataclass(frozen=True)
class ExampleCode:
    """A symbol as modules (rows of 0 and 1) with its text; shown so that a reader can try it."""

    caption: str
    text: str
    modules: tuple[tuple[int, ...], ...]


@dataclass(frozen=True)
class Origin:
    """Which software made the paper, from which database, at which entry of its journal."""

    station: str
    software: str
    library: str
    database_id: str
    epoch: str
    made_at: str
    head_seq: int
    head_hash: str  # hex
    symbol: tuple[tuple[int, ...], ...]  # modules of `head_text`
    notes: tuple[str, ...] = ()  # e.g. that this is a demonstration

    @property
    def head_text(self) -> str:
        return head_text(self.database_id, self.head_seq, self.head_hash)


def head_text(database_id: str, seq: int, head: str) -> str:
    """What the symbol of a journal's head says."""
    return f"PACKLINE JOURNAL {database_id} {seq} {head}"


@dataclass(frozen=True)
class BatchRecord:
    order: OrderLine
    balances: tuple[Balance, ...]
    course: Course
    judged_at: tuple[str, ...]  # the devices whose verdicts the course counts
    verdicts: tuple[VerdictLine, ...]
    containers: tuple[ContainerLine, ...]
    rework: tuple[ReworkLine, ...]
    doubts: tuple[DoubtLine, ...]
    alarms: tuple[AlarmLine, ...]
    phases: tuple[PhaseLine, ...]
    uploads: tuple[UploadLine, ...]
    people: tuple[PersonLine, ...]
    examples: tuple[ExampleCode, ...]
    origin: Origin

    @property
    def conserved(self) -> bool:
        """Whether every level's equation holds."""
        return all(balance.holds for balance in self.balances)


@dataclass(frozen=True)
class ShiftReport:
    from_at: str
    to_at: str
    orders: tuple[OrderLine, ...]
    effectiveness: Effectiveness
    course: Course
    verdicts: tuple[VerdictLine, ...]
    rejects: tuple[tuple[str, int], ...]  # of items, the most frequent first
    containers_closed: tuple[tuple[str, int, int], ...]  # role, full, partial
    rework: tuple[ReworkLine, ...]
    doubts: tuple[DoubtLine, ...]
    alarms: tuple[AlarmLine, ...]
    phases: tuple[PhaseLine, ...]
    uploads: tuple[UploadLine, ...]
    people: tuple[PersonLine, ...]
    origin: Origin
