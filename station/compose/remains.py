"""What the store knows of an order that was not complete, in the core's words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from sqlalchemy import Connection

from station.core.facts import Issued
from station.core.packing import Container
from station.core.restart import Remains
from station.core.states import CodeState
from station.core.verify import Live
from station.store import desk_queries, queries
from station.store.belonging import inner_of

LIVING = (
    CodeState.ALLOCATED,
    CodeState.SENT,
    CodeState.PRINTED,
    CodeState.VERIFIED,
    CodeState.IN_DOUBT,
)


class Issuing(Protocol):
    """What the symbols of codes hold; an `OrderCodes` knows it."""

    def issued(self, level: int, codes: Sequence[int]) -> tuple[Issued, ...]: ...


class Unread:
    """For who only counts: no keys are needed, and no text is known."""

    def issued(self, level: int, codes: Sequence[int]) -> tuple[Issued, ...]:
        return tuple(Issued(code, str(code).encode(), "") for code in codes)


def remains_of(connection: Connection, row: queries.OrderRow, codes: Issuing) -> Remains:
    """Everything that a restart needs of the order in `row`."""
    number, product = row.order.number, row.order.product
    live: dict[int, Live] = {}
    counts = {}
    for level in product.code_levels:
        for state, count in queries.counts(connection, number, level).items():
            counts[level, state] = count
        live.update(_living(connection, number, level, level == product.top, codes))
    unfinished = [
        _container(connection, fact, codes) for fact in queries.unfinished(connection, number)
    ]
    alarms = tuple(queries.standing_alarms(connection))
    loose = [code for code, one in live.items() if one.state is CodeState.VERIFIED]
    cancelled = queries.cancelled(connection, number)
    return Remains(
        row.order,
        row.phase,
        counts,
        live,
        tuple(unfinished),
        alarms,
        cancelled,
        desk_queries.reworked(connection, loose),
        desk_queries.awaited(connection, number),
    )


def _living(
    connection: Connection, number: str, level: int, top: bool, codes: Issuing
) -> dict[int, Live]:
    """Codes on their way. A confirmed label of the outermost level is at rest."""
    states = [s for s in LIVING if not (top and s is CodeState.VERIFIED)]
    facts = queries.codes_in(connection, number, states, level)
    numbers = [fact.code for fact in facts]
    issued, paired = codes.issued(level, numbers), inner_of(connection, numbers)
    return {
        fact.code: Live(fact.state, level, one.data, one.aim, fact.code in paired)
        for fact, one in zip(facts, issued, strict=True)
    }


def _container(connection: Connection, fact: queries.ContainerFact, codes: Issuing) -> Container:
    inside = queries.children(connection, fact.container)
    issued = codes.issued(fact.level - 1, [child.code for child in inside])
    children = {child.slot: one for child, one in zip(inside, issued, strict=True)}
    label = codes.issued(fact.level, [fact.code])[0] if fact.code else None
    return Container(
        fact.container,
        fact.level,
        fact.capacity,
        fact.state,
        children,
        label,
        fact.quarantined,
        fact.reason,
    )
