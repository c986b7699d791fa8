"""How an act says which request it carries out: `@does(Start)`.

An act is a method of a class that is made with the `Workplace`; it takes the seat that asks and the
request, and returns what answers it. To refuse, raise `Refuses`, `KnownError` or what the service
raises: the front desk makes one sentence of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from station.core.access import RIGHTS, Right
from station.core.effects import Refused
from station.door.seats import Taken
from station.runtime.service import Service
from station.talk.message import Refusal, Request
from station.talk.server import Refuses

T = TypeVar("T")
R = TypeVar("R", bound=Request[Any])

Act = Callable[[Taken, Any], Any]


def does(
    kind: type[R],
) -> Callable[[Callable[[Any, Taken, R], T]], Callable[[Any, Taken, R], T]]:
    """The method carries out this kind of request."""

    def mark(method: Callable[[Any, Taken, R], T]) -> Callable[[Any, Taken, R], T]:
        method.does = kind  # type: ignore[attr-defined]
        return method

    return mark


def acts_of(desk: object) -> Iterator[tuple[type[Request[Any]], Act]]:
    """Each kind of request that this object carries out, with its act."""
    for name in dir(type(desk)):
        kind = getattr(getattr(type(desk), name), "does", None)
        if kind is not None:
            yield kind, getattr(desk, name)


def may_look(service: Service, seat: Taken) -> None:
    """Raises Refuses where nobody who may read is logged in at this seat. For what a page asks
    again and again: it neither keeps a session awake nor writes an entry each time."""
    who = seat.who
    if who is None or not service.counts(who) or Right.READ not in RIGHTS[who.role]:
        raise Refuses(Refusal("nobody is logged in; log in first", "login"))


def must(refused: Refused | None) -> None:
    """Raises Refuses for what the core or the service refused."""
    if refused is not None:
        raise Refuses(Refusal(refused.why, refused.rule))
