"""The rows of every table behind a paper: plain values, one frozen shape a table.

A PDF shows some of the fields, a CSV file all of them, under these names. Times are ISO 8601 in the
plant's time with its offset, "" where something hasn't happened. `ref` names a code by series and
serial and gives nobody its text; texts of codes stand only in `CodeLine`, and in labels that are no
secret (SSCC).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class OrderLine:
    """An order as it was given; what doesn't apply is ""."""

    order: str
    product: str
    gtin: str
    batch: str
    produced: str
    expiry: str
    target: int
    phase: str
    opened_at: str
    ended_at: str
    dealer: str = ""
    region: str = ""
    campaign: str = ""
    approval: str = ""
    scenes: str = ""
    activity: str = ""


@dataclass(frozen=True)
class CountLine:
    """Codes of a level in a state, by reason where the state has one."""

    order: str
    level: int
    role: str
    state: str
    reason: str
    codes: int


@dataclass(frozen=True)
class GrantLine:
    """Codes that came into the pool of a level."""

    order: str
    level: int
    role: str
    source: str
    codes: int


@dataclass(frozen=True)
class ContainerLine:
    order: str
    container: int
    role: str
    label: str  # its label's code as people read it, or its `ref`
    state: str
    content: int
    capacity: int
    quarantined: bool
    partial_at: str  # "" where it is full
    partial_by: str
    reason: str
    dealer: str = ""  # where it was shipped to
    region: str = ""

    @property
    def partial(self) -> bool:
        return bool(self.partial_at)


@dataclass(frozen=True)
class ReworkLine:
    """What a person did to a code or a container, or the line on its own with a container."""

    order: str
    seq: int
    at: str
    what: str
    container: int  # 0 = none
    codes: int
    refs: str  # of the codes, as many as are shown
    reason: str
    by: str  # "" = the line itself


@dataclass(frozen=True)
class DoubtLine:
    order: str
    role: str
    ref: str
    doubted_at: str
    why: str
    settled_at: str
    how: str  # "" while it is in doubt
    reason: str
    by: str


@dataclass(frozen=True)
class AlarmLine:
    order: str  # "" = none was on the line
    alarm: int
    kind: str
    where: str
    detail: str
    holds: bool
    raised_at: str
    cleared_at: str
    seconds: float  # until it was cleared, or until the paper was made
    by: str
    how: str


@dataclass(frozen=True)
class VerdictLine:
    order: str
    device: str
    verdict: str
    count: int


@dataclass(frozen=True)
class PhaseLine:
    order: str
    seq: int
    at: str
    phase: str
    seconds: float  # until the next phase, or until the paper was made
    reason: str
    by: str


@dataclass(frozen=True)
class UploadLine:
    order: str
    container: int  # 0 = the closing report of the order
    ready_at: str
    state: str
    attempts: int
    content_id: str
    receipt: str
    why: str


@dataclass(frozen=True)
class PersonLine:
    by: str
    act: str
    times: int
    first_at: str
    last_at: str


@dataclass(frozen=True)
class JournalLine:
    """An entry with its record as JSON; what readers saw stands there masked."""

    seq: int
    at: str
    order: str
    kind: str
    record: str
    hash: str


@dataclass(frozen=True)
class CodeLine:
    """A code in clear. Whoever holds this file holds the codes."""

    order: str
    role: str
    ref: str
    text: str
    state: str
    container: int  # 0 = none
    place: int  # from 1, 0 = none
    reason: str


Line = (
    OrderLine
    | CountLine
    | GrantLine
    | ContainerLine
    | ReworkLine
    | DoubtLine
    | AlarmLine
    | VerdictLine
    | PhaseLine
    | UploadLine
    | PersonLine
    | JournalLine
    | CodeLine
)
