"""The statements that fold records into the tables, made once.

Each says from which state it may change a row; `fold.py` counts the rows that it touched.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Update,
    and_,
    bindparam,
    case,
    exists,
    false,
    not_,
    or_,
    update,
)

from station.core.states import (
    NEXT_CODE,
    NEXT_CONTAINER,
    NEXT_PHASE,
    Cause,
    CodeState,
    ContainerState,
    Phase,
)
from station.store.schema import CODE_NUMBER, alarm, code, container, orders


def _any_of(column: Column[Any], values: Iterable[object]) -> ColumnElement[bool]:
    """`IN`, in the form that a statement with many rows may have."""
    return or_(false(), *(column == value for value in values))


def _by_cause() -> Iterator[tuple[Cause, Update]]:
    """For each cause its UPDATE: from every state it may come from, to the one it leads to."""
    for cause in Cause:
        moves = {
            CODE_NUMBER[old]: CODE_NUMBER[news[cause]]
            for old, news in NEXT_CODE.items()
            if cause in news
        }
        values: dict[str, Any] = {
            "state": case(moves, value=code.c.state),
            "reason": bindparam("why"),
        }
        sent = {Cause.SEND: 1, Cause.UNSEND: -1}.get(cause)
        if sent is not None:
            values["sends"] = code.c.sends + sent
        allowed = _any_of(code.c.state, moves)
        yield cause, update(code).where(code.c.id == bindparam("moved"), allowed).values(values)


# Only Bound and Unbound move a code into or out of a container.
BY_CAUSE = {c: u for c, u in _by_cause() if c not in (Cause.BIND, Cause.UNBIND)}
FROM_FREE = frozenset(NEXT_CODE[CodeState.FREE])

_FITS = exists().where(  # a child is of its parent's order, and of the level below
    container.c.id == bindparam("into"),
    container.c.order_id == code.c.order_id,
    container.c.level == code.c.level + 1,
)
BIND = (
    update(code)
    .where(
        code.c.id == bindparam("moved"),
        code.c.state == CODE_NUMBER[CodeState.VERIFIED],
        _FITS,
    )
    .values(state=CODE_NUMBER[CodeState.BOUND], parent=bindparam("into"), slot=bindparam("at"))
)
UNBIND = (
    update(code)
    .where(code.c.id == bindparam("moved"), code.c.parent == bindparam("out_of"))
    .values(
        state=CODE_NUMBER[NEXT_CODE[CodeState.BOUND][Cause.UNBIND]],
        parent=None,
        slot=None,
        reason=bindparam("why"),
    )
)
_THIS = container.c.id == bindparam("which")
COUNT = update(container).where(_THIS).values(held=container.c.held + bindparam("by"))
LABEL = update(container).where(_THIS).values(code=bindparam("label"))
PAIR = (
    update(code)
    .where(code.c.id == bindparam("moved"), code.c.state == CODE_NUMBER[CodeState.VERIFIED])
    .values(state=CODE_NUMBER[CodeState.BOUND], mate=bindparam("main"))
)
DESK = update(container).where(_THIS).values(desk=bindparam("label"))
_NOWHERE = and_(container.c.dealer == "", container.c.region == "")
SHIP = (
    update(container)
    .where(_THIS, _NOWHERE)
    .values(dealer=bindparam("to"), region=bindparam("there"))
)
UNSHIP = update(container).where(_THIS, not_(_NOWHERE)).values(dealer="", region="")
QUARANTINE = update(container).where(_THIS).values(quarantined=bindparam("on"))
TO_CONTAINER_STATE = {
    new: update(container)
    .where(
        _THIS,
        _any_of(container.c.state, [o.value for o, news in NEXT_CONTAINER.items() if new in news]),
        container.c.held == bindparam("with"),
    )
    .values(state=new.value, reason=bindparam("why"))
    for new in ContainerState
}
TO_PHASE = {
    new: update(orders)
    .where(
        orders.c.number == bindparam("of"),
        _any_of(orders.c.phase, [old.value for old, news in NEXT_PHASE.items() if new in news]),
    )
    .values(phase=new.value)
    for new in Phase
}
CLEAR = (
    update(alarm)
    .where(alarm.c.id == bindparam("which"), alarm.c.cleared_ms.is_(None))
    .values(cleared_ms=bindparam("when"), cleared_by=bindparam("who"), how=bindparam("as"))
)
