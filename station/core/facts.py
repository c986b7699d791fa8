"""What the outside tells the core about codes: what is printed, read, and known to the store.

The core asks nobody. What it must know of a code that isn't living, or of a container that has
left the line, comes with the event, filled in by the runtime from the store on the core thread.
"""

from __future__ import annotations

from dataclasses import dataclass

from station.core.states import CodeState, ContainerState


@dataclass(frozen=True)
class Issued:
    """A code with what its symbol must hold, byte for byte, and how a reader announces it."""

    code: int
    data: bytes
    aim: str


@dataclass(frozen=True)
class Known:
    """What the store says of a payload that is not a living code of this order, or is one of a
    pre-associated set.

    `container` is the one that it is in, or for an inner code the one that its item is in. `mate`
    is the item that an inner code was paired with, 0 = none. `issued` is what its symbol must hold,
    for a free code that was printed elsewhere: a payload that only means the same is not it.
    `into` is what a file of pre-associated sets says of it: the code that it belongs to (the main
    code of its pair, or its container's), 0 = nothing. `preset` is the set that it is of.
    """

    code: int
    order: str
    level: int
    state: CodeState
    container: int = 0
    same_product: bool = True
    mate: int = 0
    issued: Issued | None = None
    into: int = 0
    preset: PresetSet | None = None


@dataclass(frozen=True)
class Member:
    """A code of a pre-associated set, with its place in it and how it stands now. `inner` is its
    inner code, where the file names one."""

    issued: Issued
    level: int
    slot: int
    state: CodeState
    container: int = 0
    inner: Member | None = None


@dataclass(frozen=True)
class PresetSet:
    """A pre-associated set, whichever code of it was read: the container's own code, and what
    its file says is in that container."""

    label: Member
    members: tuple[Member, ...]


@dataclass(frozen=True)
class Seen:
    """One symbol as read; `slot` is its place in a look-down picture, -1 elsewhere. `score` is the
    reader's relative print score, 0 to 100, None where it gives none."""

    data: bytes
    aim: str = ""
    slot: int = -1
    known: Known | None = None
    score: float | None = None


@dataclass(frozen=True)
class ItemFact:
    """A code as the store has it. `container` is the one that it is in, `mate` the other code of
    the same physical thing (0 = none); `reason` says why it is in its state."""

    issued: Issued
    order: str
    level: int
    state: CodeState
    container: int = 0
    mate: int = 0
    reason: str = ""


@dataclass(frozen=True)
class BoxFact:
    """A container as the store has it, wherever it is.

    `children` are (slot, code); `parent` is the container that holds it and `top` the outermost
    one around it (itself, if none). `desk` is the label that waits for its scan at the rework
    desk. `shipped_to` is where it went, alone or in another one. `batch_seq` is the journal number
    of the newest batch that told the platform of `top`, 0 if none did.
    """

    number: int
    order: str
    level: int
    capacity: int
    state: ContainerState
    children: tuple[tuple[int, ItemFact], ...] = ()
    label: ItemFact | None = None
    quarantined: bool = False
    why: str = ""
    desk: ItemFact | None = None
    parent: int = 0
    top: int = 0
    batch_seq: int = 0
    shipped_to: str = ""
    order_open: bool = True
    dealer: str = ""  # the order's: goods that only this dealer may have
    region: str = ""


@dataclass(frozen=True)
class Standing:
    """What of the order on the line stands open away from it: numbers of containers at the rework
    desk and in quarantine; batches that the platform hasn't acknowledged; sets and pairs of a file
    that were begun, each with those of its codes that nobody read."""

    desk: tuple[int, ...] = ()
    quarantined: tuple[int, ...] = ()
    unsent: int = 0
    half_sets: tuple[tuple[Known, ...], ...] = ()


NOTHING_STANDS = Standing()


@dataclass(frozen=True)
class Scanned:
    """What somebody scanned at a desk, with what the store says of it.

    `box` is the container that carries this code as its label or, for a code that is in one, the
    container that holds it; so a case is found by its label or by any bottle in it. `around` are
    the containers around `box`, the innermost first. `closing_seq` is the journal number of the
    newest closing report of the code's order, 0 while the order is open.
    """

    data: bytes
    aim: str = ""
    item: ItemFact | None = None
    box: BoxFact | None = None
    around: tuple[BoxFact, ...] = ()
    closing_seq: int = 0

    @property
    def is_label(self) -> bool:
        """Whether this is the label of `box` itself, byte for byte: a text that only means the
        same, or the other code of the same thing, proves nothing about the label."""
        label = self.box.label if self.box else None
        return label is not None and self.data == label.issued.data

    @property
    def is_box(self) -> bool:
        """Whether the thing with this code is `box` itself, and not something in it."""
        label = self.box.label if self.box else None
        if label is None or self.item is None:
            return False
        return label.issued.code == self.item.issued.code

    @property
    def holders(self) -> tuple[BoxFact, ...]:
        """The containers that the scanned thing is in, the innermost first."""
        if self.box is None:
            return ()
        return self.around if self.is_box else (self.box, *self.around)
