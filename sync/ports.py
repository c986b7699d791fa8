"""What sync needs from the station, as small interfaces of its own.

`sync.station_outbox` and `sync.station_facts` give them from the station's database, tests from
memory. So everything here is tried without a database, and the same tests run with it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

TextOf = Callable[[Sequence[int]], Sequence[str]]
"""Codes to their texts, in the same order. Minted ones need keys that sync never sees."""


@dataclass(frozen=True)
class JournalPoint:
    """An entry of the station's journal, by number and hash (64 hexadecimal digits). Outside of the
    station it proves that the journal once came this far, in this very way."""

    seq: int
    hash: str


@dataclass(frozen=True)
class Waiting:
    """A row of the outbox that the platform hasn't acknowledged. `container` 0 is the closing
    report of the order; `head` is the journal's entry that it came from. `content_id` and `body`
    are empty until the body was made. `replaces` is the number of the batch that this one corrects,
    0 if none."""

    id: int
    order: str
    container: int
    head: JournalPoint
    content_id: str = ""
    body: bytes = b""
    tries: int = 0
    next_try_ms: int = 0
    shipment: bool = False  # not what is in the container, but where it went
    replaces: int = 0


class Overtaken(Exception):
    """Another push is working on the same outbox: the row is not as this one saw it."""


class Outbox(Protocol):
    """The queue of finished batches. Each call is one durable commit; those that change a row raise
    `Overtaken`."""

    def pending(self, limit: int) -> Sequence[Waiting]:
        """The oldest rows that are neither acknowledged nor refused, in the order they came."""
        ...

    def waiting(self) -> int:
        """How many such rows there are."""
        ...

    def content_id_of(self, seq: int) -> str:
        """The content id of the batch with this number, "" while it has no body."""
        ...

    def prepare(self, id: int, content_id: str, body: bytes) -> None:
        """Keep the body for good; from now on these very bytes are sent."""
        ...

    def acknowledge(self, id: int, receipt: str, now_ms: int) -> None: ...

    def refuse(self, id: int, why: str, now_ms: int, codes: Sequence[tuple[str, str]] = ()) -> None:
        """Take the row out of the queue, for a person to look at; `codes` are the single ones that
        were refused, each with why."""
        ...

    def reschedule(self, id: int, next_try_ms: int, why: str) -> None:
        """Count one more failed try, and why it failed; don't send before this time."""
        ...


@dataclass(frozen=True)
class OrderFacts:
    """An order as the platform knows it. Dates are ISO 8601, `expiry` may be empty; `roles` are
    the names of its levels, the item's first; `inner_roles` those of inner codes, by their level
    (that of their thing and INNER). `dealer` and `region`: whom the goods are for alone;
    `campaign`, its `approval`, `scenes` and `activity`: what the codes are for."""

    number: str
    product: str
    gtin: str
    batch: str
    produced: str
    expiry: str
    roles: tuple[str, ...]
    dealer: str = ""
    region: str = ""
    campaign: str = ""
    approval: str = ""
    scenes: tuple[str, ...] = ()
    activity: str = ""
    cancelled: str = ""  # why the plant called it off
    inner_roles: Mapping[int, str] = field(default_factory=dict)

    def role_of(self, level: int) -> str:
        return self.roles[level] if level < len(self.roles) else self.inner_roles[level]


@dataclass(frozen=True)
class ContainerFacts:
    """A container and what is in it. `children` are codes of the level below, in slot order;
    `inner` are the containers that carry these codes, and empty at level 1. Without children it
    was emptied by rework and is no container any more. `mate` is the second code of the container
    itself, `mates` those of its items, by their own code; 0, and left out, where there is none."""

    level: int
    code: int
    capacity: int
    children: tuple[int, ...]
    inner: tuple[ContainerFacts, ...] = ()
    mate: int = 0
    mates: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True)
class ShipmentFacts:
    """A container went to a dealer and region, or is here again (`returned`), for a reason."""

    level: int
    code: int
    dealer: str
    region: str
    at_ms: int
    returned: bool = False
    reason: str = ""


@dataclass(frozen=True)
class LevelFacts:
    """How the codes of one level ended: counts by state, and the codes that will never be bound,
    by state."""

    level: int
    counts: dict[str, int]
    dropped: dict[str, tuple[int, ...]]


class NotFinal(Exception):
    """A container was opened again, quarantined or is being relabelled after it was reported as
    ready, or the batch that this one corrects was not made; the text says how it stands."""


class Facts(Protocol):
    """What the station knows of finished things."""

    def order(self, number: str) -> OrderFacts: ...

    def container(self, number: str, container: int) -> ContainerFacts:
        """Raises `NotFinal`."""
        ...

    def shipment(self, number: str, seq: int) -> ShipmentFacts:
        """What the journal's entry `seq` says of where a container went."""
        ...

    def closing(self, number: str) -> Sequence[LevelFacts]:
        """All levels of the order, the item's first."""
        ...
