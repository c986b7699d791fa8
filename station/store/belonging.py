"""What belongs together: inner codes and their items on record, and sets as their file says."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, select

from station.store.paging import at_most
from station.store.queries import IN_MAX
from station.store.schema import code, preset

INNER_SLOT = -1  # in `preset`: not in a container, but the inner code of an item


def inner_of(connection: Connection, codes: Sequence[int]) -> dict[int, int]:
    """Main code: inner code, for those of these codes that have one on record."""
    found: dict[int, int] = {}
    for at in range(0, len(codes), IN_MAX):
        part = codes[at : at + IN_MAX]
        rows = connection.execute(select(code.c.mate, code.c.id).where(code.c.mate.in_(part)))
        found.update((row.mate, row.id) for row in rows)
    return found


def preset_place(connection: Connection, number: int) -> tuple[int, int] | None:
    """(the code that this one belongs to by its file, slot), None if no file says."""
    row = connection.execute(select(preset).where(preset.c.code == number)).first()
    return None if row is None else (row.into, row.slot)


def preset_members(connection: Connection, into: int) -> list[tuple[int, int]]:
    """(code, slot) of what belongs to this code by its file, by slot."""
    found = select(preset.c.code, preset.c.slot).where(preset.c.into == into)
    rows = at_most(connection, found.order_by(preset.c.slot), "codes in one set of a file")
    return [(row.code, row.slot) for row in rows]


def preset_inner(connection: Connection, codes: Sequence[int]) -> dict[int, int]:
    """Item: inner code, for those of these items for which a file names one."""
    found: dict[int, int] = {}
    for at in range(0, len(codes), IN_MAX):
        part = codes[at : at + IN_MAX]
        named = select(preset.c.into, preset.c.code).where(preset.c.into.in_(part))
        rows = connection.execute(named.where(preset.c.slot == INNER_SLOT))
        found.update((row.into, row.code) for row in rows)
    return found
