"""Codes that leave the station as texts: minted here, printed by whoever makes the caps or labels.

Only codes of the open order that are free, of a level that is printed elsewhere: what a printer of
this line may still be given never leaves as text.
"""

from __future__ import annotations

import os
from pathlib import Path

from station.compose.all_codes import AllCodes
from station.compose.database import Database
from station.compose.minting_key import kept_ring
from station.compose.secrets import SecretStore
from station.core.packaging import CodeKind
from station.store import pool, queries
from station.store.engine import reading
from station.store.errors import KnownError, StoreRefused

OWNER_ONLY = 0o600


def codes_for_printing(database: Database, secrets: SecretStore, role: str) -> list[str]:
    """The texts of all free codes of a role of the open order, in the order of their numbers.

    Raises StoreRefused for a role that isn't printed elsewhere, KnownError without the key."""
    ring, engine = kept_ring(secrets), database.engine(read_only=True)
    try:
        with reading(engine) as connection:
            row = queries.open_order(connection)
        if row is None:
            raise StoreRefused("no order is open; open one first: packline order open")
        product, number = row.order.product, row.order.number
        roles = {product.role_of(level): level for level in product.code_levels}
        level = roles.get(role)
        if level is None:
            raise StoreRefused(f"{role!r} is no role of {product.name}; it has {', '.join(roles)}")
        rule = product.rule_of(level)
        if not rule.preprinted or rule.kind is CodeKind.IMPORTED:
            raise StoreRefused(f"codes of {role} are not made here for others to print")
        with reading(engine) as connection:
            codes = pool.peek(connection, number, level, pool.free_left(connection, number, level))
        book = AllCodes(engine, ring).of(number)
        return [one.data.decode("utf-8") for one in book.issued(level, codes)]
    finally:
        engine.dispose()


def write_codes(out: Path, role: str, texts: list[str]) -> None:
    """A CSV that `packline codes import` of another station would read; for its owner alone, and
    whole or not there. Raises KnownError."""
    part = out.with_name(f".{out.name}.part")
    try:
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, OWNER_ONLY)
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write("code,role\n")
            file.writelines(f'"{text}",{role}\n' for text in texts)
            file.flush()
            os.fsync(file.fileno())
        part.replace(out)
    except OSError as error:
        raise KnownError(
            f"{out}: can't be written ({error.strerror}); name another place"
        ) from None
