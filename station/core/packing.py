"""Containers as data: what is open, what waits for its label, what a picture showed.

One `Pack` serves one level from 1 up. By *queue*, items are bound as they pass the packer and the
last one is read again before the container closes. By *look-down*, a picture of the open container
is the truth: it must show exactly what went in, nothing else, and as many as fit unless a person
asked for a partial close. By *scan*, each child is read as it enters. By *set*, a file said before
what belongs in; by *hand*, a person scans each child.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from station.core.facts import Issued
from station.core.packaging import Level, PackMode
from station.core.states import ContainerState

CONTAINERS_WAITING_MAX = 64


@dataclass(frozen=True)
class Container:
    number: int
    level: int
    capacity: int
    state: ContainerState = ContainerState.OPEN
    children: Mapping[int, Issued] = field(default_factory=dict)  # by slot
    label: Issued | None = None
    quarantined: bool = False
    why: str = ""
    wrong_label: bool = False  # that is why it is quarantined: the right label lifts it

    @property
    def free_slot(self) -> int:
        return next(slot for slot in range(self.capacity) if slot not in self.children)

    @property
    def full(self) -> bool:
        return len(self.children) >= self.capacity

    @property
    def last(self) -> Issued:
        """By queue: the child that the confirming read must show."""
        return self.children[max(self.children)]

    def slot_of(self, code: int) -> int | None:
        return next((slot for slot, one in self.children.items() if one.code == code), None)


@dataclass(frozen=True)
class PartialWish:
    by: str
    reason: str


@dataclass(frozen=True)
class Presented:
    """A container before the camera: what went into it, and what the last picture showed.

    `picture` is the number of the presentation that `shown` belongs to, 0 when the last picture
    showed something that doesn't belong there, at the slots `wrong`. A picture may come before the
    PLC's word that the container is there; then `number` is still 0."""

    number: int = 0
    arrived: tuple[int, ...] = ()
    picture: int = 0
    shown: tuple[tuple[int, int], ...] = ()  # (slot, code)
    wrong: tuple[int, ...] = ()

    @property
    def current(self) -> bool:
        """The picture is of what stands there now, and all it shows belongs there."""
        return self.number > 0 and self.picture == self.number


@dataclass(frozen=True)
class Pack:
    level: int
    mode: PackMode
    capacity: int
    open: Container | None = None
    arrived: tuple[int, ...] = ()  # look-down: went into the container that is being filled
    held: Presented | None = None  # stands before the camera or the confirming reader
    released: int = 0  # the last presentation that was let go
    scanned: int = 0  # the PLC's number of the container before the label scanner
    recheck: bool = False  # after a restart: what stands at the scanner may be confirmed already
    recheck_child: bool = False  # the same of what stands before the confirming reader
    doubtful: bool = False  # by queue: the next container may hold items that nobody recorded
    partial: PartialWish | None = None
    waiting: tuple[Container, ...] = ()  # full or closed, in belt order, until the label is read
    pictured: int = 0  # look-down: the newest picture that was judged
    label_token: int = 0  # the label scan that is being waited for, 0 = none
    child_token: int = 0  # by queue, or by sets: the same of the confirming reader
    groups: tuple[tuple[int, ...], ...] = ()  # by sets: what went into each unread container


def new_pack(level: Level) -> Pack:
    assert level.pack is not None, f"level {level.number} is not a container"
    return Pack(level.number, level.pack, level.capacity)


def replace_waiting(pack: Pack, container: Container) -> Pack:
    """`container` in its new state takes its own place in the queue."""
    waiting = tuple(container if c.number == container.number else c for c in pack.waiting)
    return replace(pack, waiting=waiting)


def find_waiting(packs: Mapping[int, Pack], number: int) -> Container | None:
    return next((c for p in packs.values() for c in p.waiting if c.number == number), None)


def unlabelled(pack: Pack) -> tuple[Container, ...]:
    """Closed containers whose label nobody has sent to a printer yet."""
    return tuple(c for c in pack.waiting if c.state is ContainerState.CLOSED and c.label is None)


def at_scanner(pack: Pack) -> Container | None:
    """The container that must come to the label scanner next."""
    ready = (ContainerState.CLOSED, ContainerState.LABELLED)
    return next((c for c in pack.waiting if c.state in ready and c.label is not None), None)


def in_packer(pack: Pack) -> tuple[int, ...]:
    """What went into containers that no picture has closed yet, or no read of their set."""
    grouped = tuple(code for group in pack.groups for code in group)
    return pack.arrived + (pack.held.arrived if pack.held else ()) + grouped
