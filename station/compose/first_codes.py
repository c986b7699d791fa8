"""The codes that an order begins with: how many are made for it, and which come back to it.

The same for an order that a command opens and for one that is put on a running line. Minted codes
and SSCCs are made to its measure; those from elsewhere come in a file, or are what earlier orders
of the product gave back.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sqlalchemy import Connection

from station.core.events import PoolGranted
from station.core.order import Order
from station.core.packaging import INNER, CodeKind
from station.core.presets import importable
from station.store import order_facts
from station.store.errors import StoreRefused

SPARE = 1.1  # codes for each item: some are lost on the way
SPARE_CONTAINERS = 50


def codes_wanted(order: Order, level: int) -> int:
    """With some to spare."""
    units = order.target
    for one in order.product.levels[1 : level % INNER + 1]:
        units = -(-units // one.capacity)
    return int(units * SPARE) + SPARE_CONTAINERS


def codes_made(order: Order) -> dict[int, int]:
    """How many codes are made here for each level of the order that has such."""
    return {
        level: codes_wanted(order, level)
        for level in order.product.code_levels
        if order.product.rule_of(level).kind is not CodeKind.IMPORTED
    }


def returned_codes(connection: Connection, order: Order) -> dict[int, list[order_facts.Unassigned]]:
    """By level, what came back of the product's codes from elsewhere: as much as this order wants,
    but all of what comes in sets or pairs, so that none of them is torn.

    Raises StoreRefused if a level has none."""
    wanted = list(importable(order.product).values())
    if not wanted:
        return {}
    there = order_facts.unassigned(connection)
    mine = [one for one in there if one.gtin == order.product.gtin and one.level in wanted]
    together, mine = order_facts.whole_sets(connection, mine)
    found: dict[int, list[order_facts.Unassigned]] = {}
    for level in wanted:
        parts = [one for one in mine if one.level == level]
        found[level] = parts if together else list(_first_of(parts, codes_wanted(order, level)))
        if not found[level]:
            role = order.product.role_of(level)
            raise StoreRefused(
                f"no codes of {order.product.name!r} ({role}) are left from earlier orders; "
                "name a file of them with --codes FILE, or at a screen choose one that lies in "
                "the station's folder codes"
            )
    return found


def granting(block: order_facts.Unassigned, now_ms: int) -> PoolGranted:
    """These codes, for the order on the line."""
    return PoolGranted(block.level, block.series, block.first, block.count, block.source, now_ms)


def _first_of(
    parts: Sequence[order_facts.Unassigned], count: int
) -> Iterator[order_facts.Unassigned]:
    for one in parts:
        part = min(one.count, count)
        if part:
            yield replace(one, count=part)
        count -= part
