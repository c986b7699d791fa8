"""The facts of the journal: what happened, in the past tense, one small frozen shape each.

A record is all that is ever stored; the tables of the store and the `Ledger` are both folds over
these. So a record carries everything that a fold needs and nothing that it can compute. Times and
sequence numbers are the journal's, not the record's. `code` is a `CodeId`; `container` is the
station's own running number of a container (its label's code comes later, and may change).
"""

from __future__ import annotations

from dataclasses import dataclass

from station.core.order import Order
from station.core.states import Cause, ContainerState, Phase


@dataclass(frozen=True)
class OrderOpened:
    order: Order


@dataclass(frozen=True)
class PhaseChanged:
    order: str
    phase: Phase
    by: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Granted:
    """A block of codes came into the pool of one level of an order: serials `first` to
    `first + count - 1` of `series`. `source` is "minted", "sscc" or the name of the imported
    file. It creates free codes without a row for each."""

    order: str
    level: int
    series: int
    first: int
    count: int
    source: str


@dataclass(frozen=True)
class CodesMoved:
    """`codes` changed state by `cause`. `device` and `trigger` say where it was noticed."""

    order: str
    level: int
    cause: Cause
    codes: tuple[int, ...]
    reason: str = ""
    device: str = ""
    trigger: int = 0
    by: str = ""


@dataclass(frozen=True)
class Judged:
    """One trigger got its one verdict. `code` is 0 where none was matched; `seen` is what was
    read, as text with non-printing bytes escaped, kept only for what was not good."""

    order: str
    device: str
    trigger: int
    verdict: str
    code: int = 0
    seen: str = ""
    picture: str = ""


@dataclass(frozen=True)
class ContainerOpened:
    order: str
    container: int
    level: int
    capacity: int


@dataclass(frozen=True)
class ContainerMoved:
    """A container changed state. `count` is the number of its children at that moment."""

    order: str
    container: int
    state: ContainerState
    count: int
    reason: str = ""
    by: str = ""


@dataclass(frozen=True)
class Bound:
    """`children` (codes of the level below) went into `container`, at `slots` (from 0).
    Their codes move from verified to bound by this record alone."""

    order: str
    container: int
    children: tuple[int, ...]
    slots: tuple[int, ...]


@dataclass(frozen=True)
class Unbound:
    """`children` left `container`; their codes are verified again."""

    order: str
    container: int
    children: tuple[int, ...]
    reason: str = ""
    by: str = ""


@dataclass(frozen=True)
class LabelAssigned:
    """`code` is the label of `container` from now on."""

    order: str
    container: int
    code: int


@dataclass(frozen=True)
class LabelReprinted:
    """The same label was asked for once more; it must be confirmed by a scan again."""

    order: str
    container: int
    code: int
    reason: str
    by: str


@dataclass(frozen=True)
class QuarantineChanged:
    order: str
    container: int
    quarantined: bool
    reason: str = ""
    by: str = ""


@dataclass(frozen=True)
class Resynced:
    """The queue was off: the item at `trigger` carried a code `shift` places from the predicted
    one (positive: codes are missing from the belt; negative: items without a print)."""

    order: str
    trigger: int
    shift: int


@dataclass(frozen=True)
class AlarmRaised:
    order: str
    alarm: int
    kind: str
    where: str
    detail: str


@dataclass(frozen=True)
class AlarmCleared:
    order: str
    alarm: int
    by: str = ""
    how: str = ""


@dataclass(frozen=True)
class BatchReady:
    """A closed thing is ready for the platform: a confirmed top-level container, or (container
    0) the closing report of an order. The store writes its outbox row with this record."""

    order: str
    container: int


Record = (
    OrderOpened
    | PhaseChanged
    | Granted
    | CodesMoved
    | Judged
    | ContainerOpened
    | ContainerMoved
    | Bound
    | Unbound
    | LabelAssigned
    | LabelReprinted
    | QuarantineChanged
    | Resynced
    | AlarmRaised
    | AlarmCleared
    | BatchReady
)
