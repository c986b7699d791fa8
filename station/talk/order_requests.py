"""What the orders' page asks: what waits, what is on the line and was before; make, open, end.

What may be done and why not comes with the answers; a page only shows it.
"""

from __future__ import annotations

from typing import ClassVar

import msgspec

from station.talk.look import KeyLine
from station.talk.message import Request


class OrderText(msgspec.Struct, frozen=True):
    """What an order says. Dates are YYYY-MM-DD; "" = there is none."""

    number: str
    product: str
    batch: str
    target: int
    produced: str = ""
    expiry: str = ""
    dealer: str = ""
    region: str = ""
    campaign: str = ""
    approval: str = ""
    scenes: tuple[str, ...] = ()
    activity: str = ""


class OnLine(msgspec.Struct, frozen=True):
    """The order on the line. `good` items of `says.target` are made, `left` are to be made."""

    says: OrderText
    gtin: str
    phase: str
    good: int
    left: int
    cancelled: str = ""  # why it was called off; it runs empty
    needs_approval: bool = False  # of its campaign; nothing is printed before


class Waiting(msgspec.Struct, frozen=True):
    """An order file. `why_not`: what is wrong with it, nothing = it can be put on the line;
    `not_now`: why the line takes it only later; `needs_codes`: they come in a file or from before.
    """

    file: str
    says: OrderText | None = None
    product: str = ""  # as people call it
    why_not: tuple[str, ...] = ()
    not_now: str = ""
    needs_codes: bool = False


class OrdersShown(msgspec.Struct, frozen=True):
    """`today` is the station's; `more_files` lie in the folder and were not looked at."""

    today: str
    folder: str  # where order files are put
    on_line: OnLine | None = None
    waiting: tuple[Waiting, ...] = ()
    more_files: int = 0
    code_files: tuple[str, ...] = ()  # files of codes from elsewhere that lie ready
    keys: tuple[KeyLine, ...] = ()  # start, finish


class Orders(Request[OrdersShown], frozen=True, tag=True):
    """What waits and what is on the line."""


class PastOrder(msgspec.Struct, frozen=True):
    number: str
    product: str
    batch: str
    target: int
    good: int
    rejected: int
    void: int
    cancelled: str = ""


class PastShown(msgspec.Struct, frozen=True):
    """A page of the orders that are closed, the newest first; pages count from 1."""

    orders: tuple[PastOrder, ...]
    page: int
    pages: int


class PastOrders(Request[PastShown], frozen=True, tag=True):
    page: int = 1
    rows: int = 6


class LevelOf(msgspec.Struct, frozen=True):
    role: str
    capacity: int  # units of the level below, 0 for the item


class ProductShown(msgspec.Struct, frozen=True):
    """`name` is what an order says; `own`: it is of this station's folder. `why_not`: what keeps
    this line from making it."""

    name: str
    title: str
    gtin: str
    levels: tuple[LevelOf, ...]
    own: bool
    why_not: tuple[str, ...] = ()


class Products(Request[tuple[ProductShown, ...]], frozen=True, tag=True):
    """Those that this line makes come first."""


class CreateOrder(Request[None], frozen=True, tag=True):
    """Write an order file, when all checks are passed."""

    says: OrderText


class EndStand(msgspec.Struct, frozen=True):
    """`done`, or what still stands open of an order that runs empty now."""

    done: bool
    still_open: str = ""


class OpenOrder(Request[None], frozen=True, tag=True):
    """Put an order that waits on the line, with codes in its pools. `codes` names a file of them
    where they come from elsewhere; "" = what came back from earlier orders."""

    moves_line: ClassVar[bool] = True
    number: str
    codes: str = ""


class ChangeOver(Request[EndStand], frozen=True, tag=True):
    """Close the order on the line and open this one, both or neither; one that still runs is
    finished first. `unprinted`: return or void."""

    moves_line: ClassVar[bool] = True
    number: str
    unprinted: str = "return"
    codes: str = ""


class ChangeTarget(Request[None], frozen=True, tag=True):
    moves_line: ClassVar[bool] = True
    target: int


class Approve(Request[None], frozen=True, tag=True):
    """The approval number that the order's campaign was waiting for."""

    moves_line: ClassVar[bool] = True
    approval: str


class Way(msgspec.Struct, frozen=True):
    """What settles a point: finish, belt_clear, close_partial, empty_open, read_label, reprint,
    void_doubted and void_unread are done at once; alarms, rework, scan, devices and uploads are
    pages where it is done; wait is to wait. `why_not`: the core wouldn't do it now."""

    name: str
    level: int = -1
    container: int = 0
    why_not: str = ""


class PointShown(msgspec.Struct, frozen=True):
    """A point of line clearance, in both languages."""

    key: str
    count: int
    where: str
    level: int
    blocks: bool
    what: str
    what_zh: str
    way_out: str
    way_out_zh: str
    ways: tuple[Way, ...] = ()


class ClearanceShown(msgspec.Struct, frozen=True):
    """`clear`: nothing keeps the order open. `close`: why it can't be closed now, "" = it can."""

    order: str
    phase: str
    clear: bool
    points: tuple[PointShown, ...]
    close: str = ""


class Clearance(Request[ClearanceShown], frozen=True, tag=True):
    """`number` "" = the order on the line."""

    number: str = ""


class CloseOrder(Request[None], frozen=True, tag=True):
    """`unprinted`: what becomes of codes that were never printed, return or void."""

    moves_line: ClassVar[bool] = True
    unprinted: str = "return"


class CancelOrder(Request[EndStand], frozen=True, tag=True):
    """The plant calls it off: it runs empty, and is closed when nothing stands open."""

    moves_line: ClassVar[bool] = True
    reason: str


class VoidUnread(Request[None], frozen=True, tag=True):
    """Codes that nobody read of sets and pairs that were begun."""

    moves_line: ClassVar[bool] = True
    reason: str


OrderTalk = (
    Orders
    | PastOrders
    | Products
    | CreateOrder
    | OpenOrder
    | ChangeOver
    | ChangeTarget
    | Approve
    | Clearance
    | CloseOrder
    | CancelOrder
    | VoidUnread
)
