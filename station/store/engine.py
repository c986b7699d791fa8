"""Opening the database: which SQLite, with which promises, asserted on every connection.

WAL with `synchronous=FULL` and `BEGIN IMMEDIATE` for every write: weaker settings printed codes
twice after power cuts, without a sign of damage. sqlcipher3 carries a newer SQLite than most
systems (free of the WAL-reset bug up to 3.51.2); the standard library's is the fallback, visibly.
Never open one file with two SQLite libraries.
"""

from __future__ import annotations

import sqlite3
import warnings
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import NullPool, StaticPool

from station.store.errors import KnownError, StoreCorrupt

APPLICATION_ID = 0x504B4C4E  # "PKLN"
BUSY_MS_MAX = 5_000
WAL_RESET_FIXED = (3, 51, 3)
KEY_BYTES = 32


def dbapi() -> ModuleType:
    """The SQLite library in use: sqlcipher3 where it can be imported."""
    try:
        from sqlcipher3 import dbapi2  # noqa: PLC0415 - a missing wheel must not stop the import
    except ImportError:
        return sqlite3
    return dbapi2  # type: ignore[no-any-return]


def library_name() -> str:
    """The library and its SQLite, for people: shown at start and in `packline check`."""
    module = dbapi()
    return f"{module.__name__.split('.')[0]} (SQLite {module.sqlite_version})"


def has_wal_reset_bug() -> bool:
    return bool(dbapi().sqlite_version_info < WAL_RESET_FIXED)


def open_engine(path: Path, *, key: bytes | None = None, read_only: bool = False) -> Engine:
    """An engine on `path`; one connection for writing, a fresh one each time for reading.

    `key` (32 bytes) encrypts with SQLCipher. Raises KnownError for a missing folder, missing
    rights or a library that can't encrypt, StoreCorrupt for a file that is no database.
    """
    _check_place(path, read_only)
    module = dbapi()
    if key is not None and module is sqlite3:
        raise KnownError(f"{path}: encryption needs sqlcipher3; install it or leave the key out")
    if not read_only and has_wal_reset_bug():
        warnings.warn(f"{library_name()} has the WAL-reset bug; install sqlcipher3", stacklevel=2)
    name = f"file:{_uri_path(path)}?mode={'ro' if read_only else 'rwc'}"
    engine = create_engine(
        "sqlite://",
        module=module,
        creator=lambda: _connect(module, name),
        poolclass=NullPool if read_only else StaticPool,
    )
    event.listen(engine, "connect", _settings(key, read_only))
    event.listen(engine, "begin", _begin(read_only))
    _try(engine, path)
    return engine


def _connect(module: ModuleType, name: str) -> Any:
    # The core thread writes on a connection that the main thread opened.
    return module.connect(name, uri=True, check_same_thread=False, timeout=BUSY_MS_MAX / 1_000)


def _uri_path(path: Path) -> str:
    return str(path.absolute()).replace("%", "%25").replace("?", "%3f").replace("#", "%23")


def _check_place(path: Path, read_only: bool) -> None:
    if not path.parent.is_dir():
        raise KnownError(f"{path.parent}: there is no such folder; make it or name another one")
    if read_only and not path.exists():
        raise KnownError(f"{path}: there is no database; name the folder or file of a station")
    if path.is_dir():
        raise KnownError(f"{path}: this is a folder; name the database file in it")


def _settings(key: bytes | None, read_only: bool) -> Callable[[Any, object], None]:
    def set_up(connection: Any, _: object) -> None:
        connection.isolation_level = None  # transactions are ours: see `_begin`
        cursor = connection.cursor()
        if key is not None:
            assert len(key) == KEY_BYTES, "a SQLCipher key has 32 bytes"
            cursor.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        cursor.execute(f"PRAGMA busy_timeout = {BUSY_MS_MAX}")
        cursor.execute("PRAGMA foreign_keys = ON")
        if not read_only:
            cursor.execute("PRAGMA journal_mode = WAL")
            # Checkpoints are made beside the line, not inside its commits: `Store.idle`.
            cursor.execute("PRAGMA wal_autocheckpoint = 0")
        cursor.execute("PRAGMA synchronous = FULL")
        _assert_settings(cursor)
        cursor.close()

    return set_up


def _assert_settings(cursor: Any) -> None:
    synchronous = cursor.execute("PRAGMA synchronous").fetchone()[0]
    foreign_keys = cursor.execute("PRAGMA foreign_keys").fetchone()[0]
    assert (synchronous, foreign_keys) == (2, 1), "a connection without its promises"


def _begin(read_only: bool) -> Callable[[Connection], None]:
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")

    return begin


def _try(engine: Engine, path: Path) -> None:
    """Open it once, and say in one sentence why it doesn't."""
    try:
        with engine.connect() as connection:
            identity = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
            tables = connection.exec_driver_sql("SELECT count(*) FROM sqlite_schema").scalar_one()
    except (DatabaseError, dbapi().DatabaseError) as error:
        engine.dispose()
        raise explain(error, path) from None
    if tables and identity != APPLICATION_ID:
        engine.dispose()
        raise KnownError(f"{path}: this is a database of another program; it was left untouched")


def explain(error: Exception, path: Path) -> KnownError | StoreCorrupt:
    """The environment's faults in words."""
    said = str(getattr(error, "orig", None) or error)
    if "not a database" in said or "malformed" in said:
        return StoreCorrupt(str(path), (f"it can't be read as a database ({said})",))
    if "full" in said:
        return KnownError(f"{path}: the disk is full; free some space and start again")
    if "readonly" in said or "unable to open" in said or "permission" in said.lower():
        return KnownError(f"{path}: can't be opened for writing; check the rights of its folder")
    if "locked" in said or "busy" in said:
        return KnownError(f"{path}: another program holds it; end that one first")
    return KnownError(f"{path}: {said}")
