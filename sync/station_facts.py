"""What the station's database knows of finished things, read for batches.

Reads only. Each answer is read within one connection, so it is one state of the database.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from typing import Any

from station.store import queries
from station.store.belonging import inner_of
from sync.platforms.api import BoundCode
from sync.ports import ContainerFacts, LevelFacts, NotFinal, OrderFacts, ShipmentFacts, TextOf

DROPPED = ("rejected", "sampled", "void")
FINAL = "confirmed"
EMPTIED = "open"  # and nothing in it

Connect = Callable[[], AbstractContextManager[Any]]
"""Opens a connection to the station's database, e.g. `store.engine.connect`."""


class StationFacts:
    """`Facts` from the station's database."""

    def __init__(self, connect: Connect) -> None:
        self._connect = connect

    def order(self, number: str) -> OrderFacts:
        with self._connect() as connection:
            found = queries.get_order(connection, number)
            cancelled = queries.cancelled(connection, number)
        assert found is not None, f"a batch of order {number}, which isn't there"
        order = found.order
        return OrderFacts(
            order.number,
            order.product.name,
            order.product.gtin,
            order.batch,
            order.produced,
            order.expiry,
            tuple(level.role for level in order.product.levels),
            order.dealer,
            order.region,
            order.campaign,
            order.approval,
            tuple(scene.value for scene in order.scenes),
            order.activity,
            cancelled,
            {level: order.product.role_of(level) for level in _inner_levels(order.product)},
        )

    def container(self, number: str, container: int) -> ContainerFacts:
        """The container with its whole tree. Raises `NotFinal` while any of it is under rework."""
        with self._connect() as connection:
            found = queries.get_container(connection, container)
            assert found is not None, f"a batch of container {container}, which isn't there"
            assert found.order == number, f"container {container} is of order {found.order}"
            return _tree(connection, found)

    def shipment(self, number: str, seq: int) -> ShipmentFacts:
        with self._connect() as connection:
            entry = queries.entry_at(connection, seq)
            told = queries.as_json(entry.record)
            box = queries.get_container(connection, told["container"])
        assert box is not None, f"entry {seq} is of container {told['container']}, not there"
        assert box.order == number, f"entry {seq} is of order {box.order}"
        returned = entry.kind != "Shipped"
        return ShipmentFacts(
            box.level,
            box.code,
            told.get("dealer", ""),
            told.get("region", ""),
            entry.at_ms,
            returned,
            told.get("reason", ""),
        )

    def closing(self, number: str) -> Sequence[LevelFacts]:
        with self._connect() as connection:
            found = queries.get_order(connection, number)
            assert found is not None, f"a batch of order {number}, which isn't there"
            return [_level(connection, number, one) for one in found.order.product.code_levels]

    def bound_codes(self, number: str, text_of: TextOf) -> list[BoundCode]:
        """All bound codes of the order and its confirmed outermost containers, to compare with the
        platform's. Read from other tables than batches are, so that a mistake there shows."""
        with self._connect() as connection:
            labels, top = {}, []
            for container in queries.containers(connection, number):
                labels[container.container] = container.code
                if container.state.value == FINAL and not _has_parent(connection, container.code):
                    top.append((container.code, container.level, 0))
            bound = queries.codes_in(connection, number, _states(connection, number, "bound"))
            inside = [(one.code, one.level, labels[one.parent]) for one in bound if not one.mate]
            there = {code for code, _, _ in (*top, *inside)}
            inner = [(one.code, one.level, one.mate) for one in bound if one.mate in there]
        return _named([*top, *inside, *inner], text_of)


def _states(connection: Any, number: str, name: str) -> list[Any]:
    """The state of this name, which only the store's own words can say."""
    return [state for state in queries.counts(connection, number, 0) if state.value == name]


def _inner_levels(product: Any) -> list[int]:
    return [level for level in product.code_levels if level >= len(product.levels)]


def _has_parent(connection: Any, code: int) -> bool:
    found = queries.get_code(connection, code)
    return found is not None and bool(found.parent)


def _named(codes: Sequence[tuple[int, int, int]], text_of: TextOf) -> list[BoundCode]:
    """(code, level, parent's code or 0) as texts."""
    numbers = sorted({code for code, _, _ in codes} | {parent for _, _, parent in codes if parent})
    texts = {0: "", **dict(zip(numbers, text_of(numbers), strict=True))}
    return [BoundCode(texts[code], level, texts[parent]) for code, level, parent in codes]


def _must_be_final(container: queries.ContainerFact) -> None:
    """Confirmed, released and labelled, or emptied for good."""
    emptied = container.state.value == EMPTIED and not container.count
    held = "" if container.state.value == FINAL or emptied else container.state.value
    held = "at the rework desk" if container.desk else held
    held = "in quarantine" if container.quarantined else held
    if held:
        what = f"container {container.container}"
        raise NotFinal(f"{what} is {held}, and goes when it is confirmed and released")


def _tree(connection: Any, container: queries.ContainerFact) -> ContainerFacts:
    _must_be_final(container)
    assert container.code, f"container {container.container} has no label"
    codes = tuple(child.code for child in queries.children(connection, container.container))
    inner = []
    for code in codes if container.level > 1 else ():
        labelled = queries.container_with_label(connection, code)
        assert labelled is not None, f"code {code} is bound, but on no container"
        inner.append(_tree(connection, labelled))
    items = codes if container.level == 1 else ()
    mates = inner_of(connection, [container.code, *items])
    return ContainerFacts(
        container.level,
        container.code,
        container.capacity,
        codes,
        tuple(inner),
        mates.pop(container.code, 0),
        mates,
    )


def _level(connection: Any, order: str, level: int) -> LevelFacts:
    """How the codes of a level ended. An inner code ends as its item does."""
    counts = queries.counts(connection, order, level)
    dropped: dict[str, tuple[int, ...]] = {}
    for state in counts:
        if state.value in DROPPED:
            found = queries.codes_in(connection, order, [state], level)
            dropped[state.value] = tuple(code.code for code in found)
    told = {state.value: count for state, count in counts.items()}
    for fate, codes in _dropped_with_items(connection, order, level).items():
        told["bound"] -= len(codes)
        told[fate] += len(codes)
        dropped[fate] = tuple(sorted((*dropped[fate], *codes)))
    return LevelFacts(level, told, dropped)


def _dropped_with_items(connection: Any, order: str, level: int) -> dict[str, list[int]]:
    """Inner codes whose item will never be bound, by its state."""
    found: dict[str, list[int]] = {}
    for one in queries.codes_in(connection, order, _states(connection, order, "bound"), level):
        item = queries.get_code(connection, one.mate) if one.mate else None
        if item is not None and item.state.value in DROPPED:
            found.setdefault(item.state.value, []).append(one.code)
    return found
