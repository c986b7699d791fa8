"""What a command at the rework desk is told by the store, on the core thread, a moment before.

Such a command begins a commit of its own (`Loop.turn`), so what the store says of a code or a
container is what the line knows of it too.
"""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any, Protocol

from station.core import events as e
from station.core import rework_events as w
from station.core.facts import BoxFact, Issued, Scanned

DeskCommand = w.Rework | e.ReprintAsked


class DeskBook(Protocol):
    """What the store knows of any code and container, of whichever order."""

    def scanned(self, data: bytes, aim: str) -> Scanned:
        """What was scanned, and what it is, and where."""
        ...

    def box(self, number: int) -> BoxFact | None: ...

    def fresh(self, order: str, level: int) -> Issued | None:
        """The next free code of a level, None when there is none. Takes nothing: the record
        does."""
        ...


def filled_in(command: DeskCommand, book: DeskBook) -> e.Event:
    """The command with everything that the store says of what it names."""
    changes: dict[str, Any] = {}
    for field in fields(command):
        value = getattr(command, field.name)
        if isinstance(value, Scanned):
            changes[field.name] = book.scanned(value.data, value.aim)
        elif isinstance(value, tuple):
            changes[field.name] = tuple(book.scanned(one.data, one.aim) for one in value)
    if isinstance(command, w.RelabelAsked):
        box = changes["box"].box
        changes["fresh"] = book.fresh(box.order, box.level) if box is not None else None
    elif isinstance(command, e.ReprintAsked):
        changes["box"] = book.box(command.container)
    return replace(command, **changes)
