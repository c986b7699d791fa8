"""The line's state: everything living, nothing at rest.

It holds codes from lease to binding, items on the belt, open and unconfirmed containers, and the
counts of the rest. So it stays small however long the order is, and a turn may copy what it
changes. What is at rest is the store's; the `Ledger` is the picture with everything in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from station.core.alarms import Alarm
from station.core.order import Order
from station.core.packing import Pack
from station.core.print_trend import Trend
from station.core.printing import Head
from station.core.states import CodeState, Phase
from station.core.tracking import Belt
from station.core.verify import Live


@dataclass(frozen=True)
class Limits:
    """What the line file sets; times in milliseconds."""

    camera_window_ms: int = 1_500  # from the camera's photocell to its result
    finish_at_target: bool = False  # else the line stands and asks
    low_water_minutes: int = 30  # warn when the pool lasts for fewer minutes of production
    camera: bool = True  # one reads every item before it is packed
    confirm: bool = True  # a reader sees the last child of a container that the packer holds


@dataclass(frozen=True)
class LastCase:
    """What the line still finishes before it stands: the container that holds this code (0: none
    does), and since when."""

    code: int
    since_ms: int


@dataclass(frozen=True)
class ScanTold:
    """What the last scan by hand did, or why it did nothing. Numbers rise, one a scan."""

    number: int
    good: bool
    verdict: str
    what: str


@dataclass(frozen=True)
class LineState:
    heads: Mapping[str, Head]
    limits: Limits = field(default_factory=Limits)
    order: Order | None = None
    phase: Phase = Phase.IDLE
    cancelled: str = ""  # why the plant called the order off; it is running empty
    running: bool = False  # what the conveyor was told last
    live: Mapping[int, Live] = field(default_factory=dict)
    by_data: Mapping[bytes, int] = field(default_factory=dict)  # payload: living code
    counts: Mapping[tuple[int, CodeState], int] = field(default_factory=dict)
    belt: Belt = field(default_factory=Belt)
    packs: Mapping[int, Pack] = field(default_factory=dict)
    alarms: tuple[Alarm, ...] = ()
    rejects_in_row: int = 0
    scan: ScanTold | None = None
    pace_from_ms: int = 0  # since when the pace is measured, 0 = it isn't
    pace_made: int = 0  # what had been made then
    first_article: bool = False  # nothing was read good since the coder began (again)
    table: frozenset[int] = frozenset()  # good items on the rework table, to be packed again
    trends: Mapping[str, Trend] = field(default_factory=dict)  # by head; not kept over a restart
    next_container: int = 1
    next_alarm: int = 1
    next_token: int = 1
    clock_suspect: bool = False  # the wall clock jumped, and nobody has said that it is right
    last_case: LastCase | None = None  # the line stops when it is closed


def new_line(
    heads: Iterable[Head],
    limits: Limits = Limits(),
    next_container: int = 1,
    next_alarm: int = 1,
    next_token: int = 1,
) -> LineState:
    """A line without an order. Running numbers go on where the store left them."""
    return LineState(
        heads={head.name: head for head in heads},
        limits=limits,
        next_container=next_container,
        next_alarm=next_alarm,
        next_token=next_token,
    )
