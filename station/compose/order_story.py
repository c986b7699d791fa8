"""One order as people ask for it: what it says, where it stands, and how its codes do."""

from __future__ import annotations

import time
from typing import Any

from sqlalchemy import Connection

from station.compose.clearance import find_order
from station.core import records as r
from station.store import queries


def order_story(connection: Connection, number: str = "") -> dict[str, Any]:
    """Plain values, in the order in which people read them. Raises KnownError."""
    row = find_order(connection, number)
    order = row.order
    return {
        "number": order.number,
        "product": order.product.name,
        "gtin": order.product.gtin,
        "batch": order.batch,
        "produced": order.produced,
        "expiry": order.expiry,
        "target": order.target,
        "dealer": order.dealer,
        "region": order.region,
        "campaign": order.campaign,
        "approval": order.approval,
        "scenes": [scene.value for scene in order.scenes],
        "activity": order.activity,
        "phase": row.phase.value,
        "since": _since(connection, order.number),
        "levels": [
            {
                "level": level,
                "role": order.product.role_of(level),
                "granted": queries.granted(connection, order.number, level),
                "counts": {
                    state.value: count
                    for state, count in queries.counts(connection, order.number, level).items()
                },
            }
            for level in order.product.code_levels
        ],
    }


def _since(connection: Connection, number: str) -> str:
    """When it came to stand as it does, by whom and why."""
    newest = queries.newest_of_kind(connection, number, r.PhaseChanged.__name__)
    if newest is None:
        return ""
    assert isinstance(newest.record, r.PhaseChanged)
    at = time.strftime("%Y-%m-%d %H:%M:%S", time.localtime(newest.at_ms / 1_000))
    parts = (at, newest.record.reason, f"by {newest.record.by}" if newest.record.by else "")
    return ", ".join(part for part in parts if part)
