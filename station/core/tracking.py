"""Where each item is between coder and packer, by trigger id, and which code it must carry.

The PLC numbers items at the coder (the trigger id) and follows them along the belt. Codes leave
the printer in the order in which they were sent, so order *predicts* the code of an item; the
camera *confirms* it, or shows by how much the prediction was off. What was printed and never seen
is settled between two confirmed items (the anchors): as many unseen codes as unread items, and
each unread item had carried one of them, so they are rejected with it; any other balance leaves
them in doubt. Nothing is decided by order alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from station.core.verify import Verdict

BELT_ITEMS_MAX = 1_024
GONE_KEPT = 256


@dataclass(frozen=True)
class Item:
    trigger: int
    at_camera_ms: int = -1  # -1 = has not reached the camera
    verdict: Verdict | None = None
    code: int = 0
    sighted: bool = False  # its code was known by sight: it stands for no unseen one


@dataclass(frozen=True)
class Settlement:
    """What became of the codes that were printed and never seen between two anchors.

    `rejected` are on items that were kicked off, `doubted` are anywhere; `shift` is the number of
    unseen codes minus that of unread items."""

    rejected: tuple[int, ...] = ()
    doubted: tuple[int, ...] = ()
    shift: int = 0


@dataclass(frozen=True)
class Belt:
    items: Mapping[int, Item] = field(default_factory=dict)
    run: tuple[int, ...] = ()  # codes in print order that no camera has passed
    blanks: tuple[Verdict, ...] = ()  # judged items without a matched code since the anchor
    unsettled: tuple[Item, ...] = ()  # judged, but an item before them is not
    gone: tuple[int, ...] = ()  # triggers that left, newest last, bounded

    def item(self, trigger: int) -> Item:
        return self.items.get(trigger) or Item(trigger)

    def knows(self, trigger: int) -> bool:
        """Whether this trigger already left the belt."""
        return trigger in self.gone


def put(belt: Belt, item: Item) -> Belt:
    return replace(belt, items={**belt.items, item.trigger: item})


def take_off(belt: Belt, trigger: int) -> Belt:
    """The item left: kicked off, packed or vanished."""
    items = {t: item for t, item in belt.items.items() if t != trigger}
    return replace(belt, items=items, gone=(*belt.gone, trigger)[-GONE_KEPT:])


def unjudged_before(belt: Belt, trigger: int) -> tuple[Item, ...]:
    """Items that must have come to the camera before `trigger` and never did."""
    return tuple(
        item
        for item in belt.items.values()
        if item.trigger < trigger and item.verdict is None and item.at_camera_ms < 0
    )


def overdue(belt: Belt, now_ms: int, window_ms: int) -> tuple[Item, ...]:
    """Items that stood before the camera and got no result within its window."""
    return tuple(
        item
        for item in belt.items.values()
        if item.verdict is None and 0 <= item.at_camera_ms <= now_ms - window_ms
    )


def behind(belt: Belt, trigger: int) -> tuple[Item, ...]:
    """Judged items that should have reached the packer before `trigger` and didn't."""
    return tuple(
        item for item in belt.items.values() if item.trigger < trigger and item.verdict is not None
    )


def judged(belt: Belt, item: Item) -> Belt:
    """The item got its verdict; it waits for its turn to be settled."""
    waiting = sorted((*belt.unsettled, item), key=lambda one: one.trigger)
    return replace(put(belt, item), unsettled=tuple(waiting))


def settle(belt: Belt) -> tuple[Belt, tuple[Settlement, ...]]:
    """Take judged items into the account of seen and unseen codes, in trigger order, as far as
    no item before them is still without a verdict."""
    open_triggers = [t for t, item in belt.items.items() if item.verdict is None]
    first_open = min(open_triggers, default=None)
    outcomes: list[Settlement] = []
    while belt.unsettled and (first_open is None or belt.unsettled[0].trigger < first_open):
        item = belt.unsettled[0]
        belt, outcome = _settle_one(replace(belt, unsettled=belt.unsettled[1:]), item)
        outcomes.append(outcome)
    return belt, tuple(outcomes)


def settle_rest(belt: Belt, at_printer: frozenset[int]) -> tuple[Belt, Settlement]:
    """The belt is empty: no further anchor will come for what has left the printer."""
    out = tuple(code for code in belt.run if code not in at_printer)
    kept = tuple(code for code in belt.run if code in at_printer)
    return replace(belt, run=kept, blanks=()), _outcome(out, belt.blanks)


def lose_place(belt: Belt, codes: tuple[int, ...]) -> Belt:
    """`codes` are in doubt: their place in the queue says nothing any more."""
    return replace(belt, run=tuple(c for c in belt.run if c not in codes), blanks=())


def _settle_one(belt: Belt, item: Item) -> tuple[Belt, Settlement]:
    if item.code in belt.run:
        at = belt.run.index(item.code)
        outcome = _outcome(belt.run[:at], belt.blanks)
        return replace(belt, run=belt.run[at + 1 :], blanks=()), outcome
    if item.sighted:
        return belt, Settlement()
    return replace(belt, blanks=(*belt.blanks, item.verdict or Verdict.MISSING)), Settlement()


def _outcome(unseen: tuple[int, ...], blanks: tuple[Verdict, ...]) -> Settlement:
    """Which fate each unseen code has.

    As many codes as blanks: they match one to one. Fewer codes: some item went by unprinted, but
    all the codes are on kicked-off items, unless an item vanished. More codes than items: one
    code was printed where nobody counted an item, so none is certain."""
    shift = len(unseen) - len(blanks)
    if shift == 0:
        gone = tuple(c for c, v in zip(unseen, blanks, strict=True) if v is Verdict.MISSING)
        kicked = tuple(c for c in unseen if c not in gone)
        return Settlement(kicked, gone)
    if shift < 0 and Verdict.MISSING not in blanks:
        return Settlement(unseen, (), shift)
    return Settlement((), unseen, shift)
