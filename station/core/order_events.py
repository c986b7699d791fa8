"""What people ask of a whole order: change it, close it, put the next one on the line, call it off.

And what they ask of codes that were never printed: give them back, or void them. What the store
knows comes with the event (`Unused`, `Standing`, `Known`), filled in by the runtime on the core
thread when nothing is under way that the store doesn't have yet.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from station.core.code_id import SERIAL_BITS
from station.core.facts import NOTHING_STANDS, Known, Standing
from station.core.order import Order


@dataclass(frozen=True)
class Unused:
    """What is free of a block: its end, serials `first` to `first + count - 1`, which never left
    the pool, and `back`, codes that had left it and came back unsent, or were passed over.

    `returnable`: codes from elsewhere, which another order may have. Where a file says what belongs
    together, only from serial `whole_from` on is all of it free; 0 where no file does."""

    order: str
    level: int
    series: int
    first: int
    count: int
    returnable: bool
    back: tuple[int, ...] = ()
    whole_from: int = 0


def end_of_block(block: Unused, also_free: Collection[int] = ()) -> int:
    """The first code of its end, of which all is free: what never left the pool, and what came
    back just before it. `also_free` are codes that come back now."""
    start = (block.series << SERIAL_BITS) + block.first
    free = {*block.back, *also_free}
    while start - 1 in free:
        start -= 1
    return start


class Unprinted(StrEnum):
    """What becomes of codes that were granted and never printed."""

    RETURN = "return"
    VOID = "void"


@dataclass(frozen=True)
class OrderGiven:
    """`used`: there was an order of this number before; filled in from the store."""

    order: Order
    at_ms: int
    by: str = ""
    used: bool = False


@dataclass(frozen=True)
class OrderChangeAsked:
    """The plant changed the order on the line. 0 and "" leave as it is. An approval number is
    given once: codes were printed under it."""

    at_ms: int
    by: str = ""
    target: int = 0
    approval: str = ""


@dataclass(frozen=True)
class CloseAsked:
    """Close the order. `unused` and `standing` are filled in from the store."""

    at_ms: int
    by: str = ""
    unprinted: Unprinted = Unprinted.RETURN
    unused: tuple[Unused, ...] = ()
    standing: Standing = NOTHING_STANDS


@dataclass(frozen=True)
class ChangeOverAsked:
    """Close the order on the line and open the next one, both or neither. An order that still
    runs is finished first; the answer then says what stands open."""

    order: Order
    at_ms: int
    by: str = ""
    unprinted: Unprinted = Unprinted.RETURN
    used: bool = False
    unused: tuple[Unused, ...] = ()
    standing: Standing = NOTHING_STANDS


@dataclass(frozen=True)
class CancelAsked:
    """The plant called the order off. It runs empty like any other; then it is closed as cancelled
    and what was never printed is void. Asked again until it is."""

    reason: str
    at_ms: int
    by: str = ""
    unused: tuple[Unused, ...] = ()
    standing: Standing = NOTHING_STANDS


@dataclass(frozen=True)
class UnreadVoided:
    """Of sets and pairs that were begun, the codes that nobody read are void: what they are on may
    be scrap. `standing` is filled in from the store."""

    reason: str
    at_ms: int
    by: str = ""
    standing: Standing = NOTHING_STANDS


@dataclass(frozen=True)
class RangeVoidAsked:
    """Codes `first` to `first + count - 1` of a series must never be used: two people say so.

    Filled in: how many of them were ever `granted`; `unused` are the ends of blocks in the range
    that never left the pool, `codes` all others, each with the container that it is in or labels,
    without those that are void without a row. `reports` are closed orders in it, each with the
    journal number of the closing report that has to be brought up to date."""

    series: int
    first: int
    count: int
    reason: str
    at_ms: int
    by: str = ""
    second: str = ""
    granted: int = 0
    codes: tuple[Known, ...] = ()
    unused: tuple[Unused, ...] = ()
    reports: tuple[tuple[str, int], ...] = ()


OrderLife = (
    OrderGiven
    | OrderChangeAsked
    | CloseAsked
    | ChangeOverAsked
    | CancelAsked
    | UnreadVoided
    | RangeVoidAsked
)
