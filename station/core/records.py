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
class OrderChanged:
    """The plant changed the order; this is how it stands from now on."""

    order: str
    target: int
    approval: str
    by: str = ""


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
    second: str = ""  # the other person, where it takes two


@dataclass(frozen=True)
class BlockReleased:
    """The last `count` serials of a block, from `first` on, go back: they are in no order's pool
    until they are granted again. None of them ever left for a printer. Those that had been leased
    and came back are as if they never had been: they lose their rows."""

    order: str
    level: int
    series: int
    first: int
    count: int
    by: str = ""


@dataclass(frozen=True)
class BlockVoided:
    """The last `count` serials of a block, from `first` on, are void without a row for each."""

    order: str
    level: int
    series: int
    first: int
    count: int
    reason: str
    by: str = ""
    second: str = ""


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
class Paired:
    """`mate` is the other code of the physical thing that carries `code`: the inner code of a cap
    or case. It moves from verified to bound by this record alone, and shares the item's fate."""

    order: str
    code: int
    mate: int


@dataclass(frozen=True)
class Reworked:
    """A person changed what the line had made. The records that follow in the same turn say what
    it did to codes and containers; this one says who, what for and why. Reprints and quarantine
    say it themselves."""

    order: str
    action: str
    container: int  # 0 = about items in no container
    reason: str
    by: str
    into: int = 0
    out_of_it: tuple[int, ...] = ()
    into_it: tuple[int, ...] = ()
    grade: str = ""


@dataclass(frozen=True)
class DeskChanged:
    """A container that had left the line stands at the rework desk and waits for a scan of
    `label`: its own, printed once more, or the one that shall replace it. 0 = it has left the
    desk. Until then it is neither shipped nor uploaded."""

    order: str
    container: int
    label: int


@dataclass(frozen=True)
class Shipped:
    order: str
    container: int
    dealer: str
    region: str
    by: str


@dataclass(frozen=True)
class Unshipped:
    order: str
    container: int
    reason: str
    by: str


@dataclass(frozen=True)
class Audited:
    """What a person did, or tried, that no order is about. `order` is always ""."""

    order: str
    category: str
    what: str
    result: str
    by: str = ""
    second: str = ""


@dataclass(frozen=True)
class ClockJumped:
    """Times from here on are suspect: the clock showed this entry's time, `expected_ms` was due."""

    order: str
    expected_ms: int


@dataclass(frozen=True)
class ClockTrusted:
    order: str
    by: str


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
    0) the closing report of an order. The store writes its outbox row with this record.
    `replaces` is the journal number of the batch that this one corrects after rework, or of the
    closing report that it brings up to date; 0 = none."""

    order: str
    container: int
    replaces: int = 0


Record = (
    OrderOpened
    | OrderChanged
    | PhaseChanged
    | Granted
    | CodesMoved
    | BlockReleased
    | BlockVoided
    | Judged
    | ContainerOpened
    | ContainerMoved
    | Bound
    | Unbound
    | LabelAssigned
    | LabelReprinted
    | QuarantineChanged
    | Paired
    | Reworked
    | DeskChanged
    | Shipped
    | Unshipped
    | Audited
    | ClockJumped
    | ClockTrusted
    | Resynced
    | AlarmRaised
    | AlarmCleared
    | BatchReady
)
