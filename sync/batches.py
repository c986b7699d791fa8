"""The canonical body of a batch, and its content id.

The same facts always give the same bytes: JSON with sorted keys, no spaces, UTF-8. The SHA-256 of
these bytes is the batch's content id and the idempotency key of every send, so a batch may be sent
any number of times and counts once. The form is described in docs/platform-api/README.md.

Not responsible for when a batch is made or sent (`sync.push`), nor for turning codes into text.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sync.ports import (
    ContainerFacts,
    JournalPoint,
    LevelFacts,
    OrderFacts,
    ShipmentFacts,
    TextOf,
)

FORMAT = "packline-batch-1"
DROPPED = ("rejected", "sampled", "void")
DEPTH_MAX = 8  # packing levels

Json = dict[str, Any]


@dataclass(frozen=True)
class Batch:
    """A body and its content id, 64 lower-case hexadecimal digits."""

    content_id: str
    body: bytes


def content_id_of(body: bytes) -> str:
    """The SHA-256 of the body, in hexadecimal."""
    return hashlib.sha256(body).hexdigest()


def container_batch(
    station: int,
    order: OrderFacts,
    container: ContainerFacts,
    text_of: TextOf,
    head: JournalPoint,
    *,
    replaces: str = "",
) -> Batch:
    """The batch of one top-level container with all that is in it. `head` is the journal's entry
    that says it is ready, `replaces` the content id of the batch that it corrects after rework."""
    codes = tuple(_codes_in(container))
    tree = _tree(container, order.roles, _texts(codes, text_of))
    return _batch(station, order, "container", head, **_corrected(replaces), container=tree)


def closing_batch(
    station: int,
    order: OrderFacts,
    levels: Sequence[LevelFacts],
    text_of: TextOf,
    head: JournalPoint,
    *,
    replaces: str = "",
) -> Batch:
    """The batch that closes an order: counts, and the codes that will never be bound."""
    told = [_level(level, order, text_of) for level in levels]
    more = _corrected(replaces) | ({"cancelled": order.cancelled} if order.cancelled else {})
    return _batch(station, order, "closing", head, levels=told, **more)


def shipment_batch(
    station: int,
    order: OrderFacts,
    shipment: ShipmentFacts,
    text_of: TextOf,
    head: JournalPoint,
) -> Batch:
    """Where a container went, or that it came back. `head` makes it one of a kind: the same
    container may go the same way twice."""
    (code,) = text_of([shipment.code])
    at = datetime.fromtimestamp(shipment.at_ms / 1_000, UTC).isoformat(timespec="milliseconds")
    told = {
        "code": code,
        "level": shipment.level,
        "role": order.roles[shipment.level],
        "dealer": shipment.dealer,
        "region": shipment.region,
        "returned": shipment.returned,
        "reason": shipment.reason,
        "at": at,
    }
    return _batch(station, order, "shipment", head, shipment=told)


def journal_in(body: bytes) -> JournalPoint | None:
    """The journal's entry that a body of this module names; None in one of before, and in one that
    was damaged, which its content id tells."""
    try:
        point = json.loads(body)["journal"]
        return JournalPoint(int(point["seq"]), str(point["hash"]))
    except (ValueError, KeyError, TypeError):
        return None


def _corrected(replaces: str) -> Json:
    return {"replaces": replaces} if replaces else {}


def codes_in(body: bytes) -> int:
    """How many codes a body of this module names."""
    batch = json.loads(body)
    if batch["kind"] == "shipment":
        return 1
    if batch["kind"] == "container":
        return _count(batch["container"])
    return sum(len(level[state]) for level in batch["levels"] for state in DROPPED)


def _batch(
    station: int, order: OrderFacts, kind: str, head: JournalPoint, **content: object
) -> Batch:
    document: Json = {
        "format": FORMAT,
        "station": station,
        "order": {
            "number": order.number,
            "product": order.product,
            "gtin": order.gtin,
            "batch": order.batch,
            "produced": order.produced,
            "expiry": order.expiry,
            "dealer": order.dealer,
            "region": order.region,
            "campaign": order.campaign,
            "approval": order.approval,
            "scenes": list(order.scenes),
            "activity": order.activity,
        },
        "kind": kind,
        "journal": {"seq": head.seq, "hash": head.hash},
        **content,
    }
    text = json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    body = text.encode("utf-8")
    return Batch(content_id_of(body), body)


def _texts(codes: Sequence[int], text_of: TextOf) -> dict[int, str]:
    texts = text_of(codes)
    assert len(texts) == len(codes), f"{len(codes)} codes gave {len(texts)} texts"
    named = dict(zip(codes, texts, strict=True))
    assert len(named) == len(codes), "a code is twice in one batch"
    assert len(set(named.values())) == len(codes), "two codes of one batch have the same text"
    return named


def _codes_in(container: ContainerFacts, depth: int = 1) -> Iterator[int]:
    assert depth < DEPTH_MAX, "containers nested deeper than packing levels go"
    yield container.code
    if container.mate:
        yield container.mate
    if container.level == 1:
        yield from container.children
        yield from container.mates.values()
    for inner in container.inner:
        yield from _codes_in(inner, depth + 1)


def _tree(container: ContainerFacts, roles: Sequence[str], texts: dict[int, str]) -> Json:
    if container.level == 1:
        children: list[Any] = [_item(code, container.mates, texts) for code in container.children]
    else:
        assert tuple(inner.code for inner in container.inner) == container.children
        children = [_tree(inner, roles, texts) for inner in container.inner]
    node: Json = {
        "level": container.level,
        "role": roles[container.level],
        "code": texts[container.code],
        "state": _state(len(children), container.capacity),
        "children": children,
    }
    return {**node, "inner": texts[container.mate]} if container.mate else node


def _state(held: int, capacity: int) -> str:
    return "void" if not held else "full" if held == capacity else "partial"


def _item(code: int, mates: Mapping[int, int], texts: dict[int, str]) -> Json | str:
    """Its text, or both texts of an item with two codes."""
    mate = mates.get(code, 0)
    return {"code": texts[code], "inner": texts[mate]} if mate else texts[code]


def _level(level: LevelFacts, order: OrderFacts, text_of: TextOf) -> Json:
    dropped = {
        state: sorted(_texts(level.dropped.get(state, ()), text_of).values()) for state in DROPPED
    }
    return {
        "level": level.level,
        "role": order.role_of(level.level),
        "counts": level.counts,
        **dropped,
    }


def _count(node: Json | str) -> int:
    if isinstance(node, str):
        return 1
    # What is no container any more only names what it was.
    if "children" in node and not node["children"]:
        return 0
    return 1 + ("inner" in node) + sum(map(_count, node.get("children", ())))
