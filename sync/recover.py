"""A platform that was restored from its own backup forgot batches that it had acknowledged.

The station is the source: what it bound is held against what the platform has, and if codes are
missing there, all acknowledged batches of the order are sent again, byte for byte the same. A batch
that the platform still has counts once, so nothing is doubled.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from sync.platforms.api import BoundCode, Platform
from sync.push import PushReport
from sync.reconcile import Differences, compare


class Ours(Protocol):
    """What the station bound of an order."""

    def __call__(self, order: str) -> list[BoundCode]: ...


@dataclass(frozen=True)
class Recovery:
    """`again` batches were sent once more; `after` is how both differ then (false = not at all)."""

    again: int
    after: Differences


def recover(
    order: str,
    ours: Ours,
    platform: Platform,
    send_again: Callable[[str], int],
    push: Callable[[], PushReport],
) -> Recovery:
    """Bring back to the platform what it lost of this order. Raises `PlatformFault`."""
    before = compare(ours(order), platform.bound_codes(order))
    if not before.missing:
        return Recovery(0, before)
    again = send_again(order)
    push()
    return Recovery(again, compare(ours(order), platform.bound_codes(order)))
