"""The key of a journal's chain: decided when the database is made, and never changed after.

A new database whose station has a key chains its journal with HMAC-SHA256, under a key of its own
that follows from the station's and the database's id; `meta` says so, and how to tell the right
key. One that was made without a key stays with plain SHA-256, and `packline check` says so: then
whoever can write the file can also write a chain that holds.
"""

from __future__ import annotations

import hmac
from pathlib import Path

from sqlalchemy import Connection, select

from station.store.errors import KnownError
from station.store.schema import meta

PLAIN, KEYED = "sha256", "hmac-sha256"
CHECK_BYTES = 8


def new_chain(database_id: str, chain_key: bytes | None) -> dict[str, str]:
    """What `meta` says of the chain of a database that is being made; nothing = plain."""
    if chain_key is None:
        return {}
    return {"chain": KEYED, "chain_check": _check(_own(chain_key, database_id))}


def kind_of_chain(connection: Connection) -> str:
    return _fact(connection, "chain") or PLAIN


def journal_key(connection: Connection, path: Path, chain_key: bytes | None) -> bytes:
    """The key of this database's chain, b"" where it has none.

    Raises KnownError where it has one and `chain_key` is missing or another station's."""
    if kind_of_chain(connection) == PLAIN:
        return b""
    if chain_key is None:
        raise KnownError(
            f"{path}: its journal is chained with a key that isn't here; bring it back with "
            "`packline key import FILE`"
        )
    own = _own(chain_key, _fact(connection, "database_id"))
    if not hmac.compare_digest(_check(own), _fact(connection, "chain_check")):
        raise KnownError(
            f"{path}: its journal was chained with another key; bring that one back with "
            "`packline key import FILE`"
        )
    return own


def _own(chain_key: bytes, database_id: str) -> bytes:
    return hmac.digest(chain_key, b"journal " + database_id.encode(), "sha256")


def _check(own: bytes) -> str:
    return hmac.digest(own, b"check", "sha256")[:CHECK_BYTES].hex()


def _fact(connection: Connection, key: str) -> str:
    value: str | None = connection.scalar(select(meta.c.value).where(meta.c.key == key))
    return value or ""
