"""Sets and pairs of a file that were begun and never finished: their unread codes are void.

A code that nobody read stays free, but what carries it may be scrap: a bottle that no camera could
read was kicked off, a carton was torn. It must go to no other order, which has the rest of its set
nowhere. That is settled at the end of the order: while anything of it may still be read, nobody
knows what will be missing.
"""

from __future__ import annotations

from station.core import order_events as o
from station.core.clearance import open_points
from station.core.turn import Turn

# While one of these stands, a code of a set may still be read.
STILL_COMING = frozenset(
    {
        *("running", "at_printer", "belt_items", "unseen", "loose", "inner_codes"),
        *("open_container", "unconfirmed_label"),
    }
)


def unread_voided(turn: Turn, event: o.UnreadVoided) -> None:
    points = open_points(turn.state, event.standing)
    coming = "; ".join(point.sentence for point in points if point.key in STILL_COMING)
    unread = [one for codes in event.standing.half_sets for one in codes]
    if not event.reason:
        turn.refuse("void unread", "codes are voided for a reason; give one")
    elif coming:
        turn.refuse("void unread", f"more of them may still be read: {coming}")
    elif not unread:
        turn.refuse("void unread", "no set and no pair was read only in part")
    else:
        turn.void_resting(unread, event.reason, event.by)
