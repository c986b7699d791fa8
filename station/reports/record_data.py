"""What stands in a batch record: plain values, gathered by the composition root."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class LevelCounts:
    role: str
    counts: tuple[tuple[str, int], ...]  # state, codes; every state is named
    granted: int


@dataclass(frozen=True)
class ContainerLine:
    number: int
    role: str
    label: str  # human-readable code of its label
    state: str
    children: int
    capacity: int
    reason: str  # why it is partial, "" where it is full


@dataclass(frozen=True)
class AlarmLine:
    at: str  # ISO time, local to the plant
    kind: str
    where: str
    detail: str
    cleared_at: str
    how: str


@dataclass(frozen=True)
class YieldPoint:
    """One span of time: items judged good and not good."""

    minute: float  # since the first verdict
    good: int
    rejected: int


@dataclass(frozen=True)
class ExampleCode:
    """A symbol as modules (rows of 0 and 1) with its text; shown so that a reader can try it."""

    caption: str
    text: str
    modules: tuple[tuple[int, ...], ...]


@dataclass(frozen=True)
class BatchRecord:
    order: str
    product: str
    gtin: str
    batch: str
    produced: str
    expiry: str
    station: str
    printed_at: str
    phase: str
    target: int
    levels: tuple[LevelCounts, ...]
    reject_reasons: tuple[tuple[str, int], ...]
    yields: tuple[YieldPoint, ...]
    containers: tuple[ContainerLine, ...]
    alarms: tuple[AlarmLine, ...]
    examples: tuple[ExampleCode, ...]
    journal_entries: int
    journal_head: str  # hex
    notes: tuple[str, ...] = ()  # e.g. that this is a demonstration
