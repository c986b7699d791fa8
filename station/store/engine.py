"""Opening the database: which SQLite, with which promises, asserted on every connection.

WAL with `synchronous=FULL` and `BEGIN IMMEDIATE` for every write: weaker settings printed codes
twice after power cuts, without a sign of damage. sqlcipher3 carries a newer SQLite than most
systems (free of the WAL-reset bug up to 3.51.2); the standard library's is the fallback, visibly.
Never open one file with two SQLite libraries. A file of another program is refused before
anything is written to it.
"""

from __future__ import annotations

import sqlite3
import warnings
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.pool import NullPool, QueuePool

from station.store.errors import CommitUnknown, KnownError, StoreCorrupt, WrongKey
from station.store.faults import doubted, is_no_database, said, translated
from station.store.points import reached

APPLICATION_ID = 0x504B4C4E  # "PKLN"
APPLICATION_ID_AT = slice(68, 72)  # in the file's header; sqlite.org/fileformat.html, 1.3
MAGIC = b"SQLite format 3\0"
HEADER_BYTES = 100
BUSY_MS_MAX = 5_000
WAL_RESET_FIXED = (3, 51, 3)
KEY_BYTES = 32
WAL_KEPT_BYTES = 1 << 20  # what stays of the log's file when it starts anew
CACHE_KIB_MAX = 64 << 10  # of the writing connection; an import's index has no order
READING = {"reading": True}  # execution option: a transaction that takes no write lock


@dataclass(frozen=True)
class Opening:
    """How a connection is made. `immutable` promises that nobody writes the file meanwhile."""

    path: Path
    key: bytes | None = field(repr=False)
    read_only: bool
    immutable: bool

    @property
    def uri(self) -> str:
        place = str(self.path.absolute())
        place = place.replace("%", "%25").replace("?", "%3f").replace("#", "%23")
        mode = "ro" if self.read_only else "rwc"
        return f"file:{place}?mode={mode}" + ("&immutable=1" if self.immutable else "")


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


def open_engine(
    path: Path, *, key: bytes | None = None, read_only: bool = False, immutable: bool = False
) -> Engine:
    """An engine on `path`: one connection for writing, or a fresh one each time for reading.

    `key` (32 bytes) encrypts with SQLCipher. Raises KnownError for a missing folder, missing
    rights, a file of another program or a library that can't encrypt, StoreCorrupt for a file
    that is no database.
    """
    module = dbapi()
    _check_place(path, read_only)
    if key is None:
        _check_header(path)
    elif module is sqlite3:
        raise KnownError(
            f"{path}: encryption needs sqlcipher3; install it, or set [store] encryption = "
            '"off" in the line file'
        )
    if not read_only and has_wal_reset_bug():
        warnings.warn(f"{library_name()} has the WAL-reset bug; install sqlcipher3", stacklevel=2)
    opening = Opening(path, key, read_only, immutable)
    # A second thread that writes waits its turn at the pool: there is one writing connection.
    pool: dict[str, Any] = (
        {"poolclass": NullPool}
        if read_only
        else {
            "poolclass": QueuePool,
            "pool_size": 1,
            "max_overflow": 0,
            "pool_timeout": BUSY_MS_MAX / 1_000,
        }
    )
    url = URL.create("sqlite", database=str(path))
    engine = create_engine(
        url,
        module=module,
        creator=lambda: _connect(module, opening),
        hide_parameters=True,  # codes are money: none in a message or a log
        **pool,
    )
    event.listen(engine, "begin", _begin_read_only if read_only else _begin)
    try:
        with doubted(path), engine.connect():
            pass  # every fault that shows itself at the first connection
    except StoreCorrupt as corrupt:
        engine.dispose()
        if key is not None and is_no_database(corrupt):
            raise WrongKey(str(path)) from corrupt
        raise
    except BaseException:
        engine.dispose()
        raise
    return engine


def is_encrypted(path: Path) -> bool:
    """Whether the file at `path` begins as no plain database does; False if there is none yet.

    Raises KnownError if it can't be read."""
    head = _header(path)
    return bool(head) and not head.startswith(MAGIC)


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """One state of the database, without a write lock."""
    with (
        translated(_path_of(engine)),
        engine.connect().execution_options(**READING) as connection,
        connection.begin(),
    ):
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """One write transaction, all or nothing.

    Raises KnownError, StoreRefused or StoreCorrupt when nothing was written, CommitUnknown when
    the commit itself failed.
    """
    path = _path_of(engine)
    with translated(path), engine.connect() as connection:
        transaction = connection.begin()
        try:
            yield connection
        except BaseException:
            transaction.rollback()
            raise
        try:
            reached("commit.before")
            transaction.commit()
            reached("commit.after")
        except BaseException as error:
            connection.invalidate()  # never another statement on this connection
            raise CommitUnknown(
                f"{path}: the commit failed ({said(error)}); what it left behind is unknown. "
                "Start the station again: it reads the truth from the disk."
            ) from error


def checkpoint(engine: Engine, mode: str = "PASSIVE") -> None:
    """Fold the write-ahead log into the file; PASSIVE waits for nobody. Raises KnownError."""
    assert mode in ("PASSIVE", "FULL", "RESTART", "TRUNCATE")
    with translated(_path_of(engine)), closing(engine.raw_connection()) as raw:
        cursor = raw.cursor()
        cursor.execute(f"PRAGMA wal_checkpoint({mode})")
        cursor.close()


def _path_of(engine: Engine) -> Path:
    return Path(str(engine.url.database))


# ---------------------------------------------------------------- before anything is opened


def _check_place(path: Path, read_only: bool) -> None:
    if not path.parent.is_dir():
        raise KnownError(f"{path.parent}: there is no such folder; make it or name another one")
    if path.is_dir():
        raise KnownError(f"{path}: this is a folder; name the database file in it")
    if read_only and not path.exists():
        raise KnownError(f"{path}: there is no database; name the file of a station")


def _header(path: Path) -> bytes:
    try:
        if not path.exists():
            return b""
        with path.open("rb") as file:
            return file.read(HEADER_BYTES)
    except OSError as error:
        raise KnownError(f"{path}: can't be read ({error.strerror}); check its rights") from None


def _check_header(path: Path) -> None:
    """Told from the file's first bytes, since opening a foreign file may already change it."""
    head = _header(path)
    if not head:
        return
    if not head.startswith(MAGIC):
        raise StoreCorrupt(str(path), ("it is no SQLite database, or it is encrypted",))
    if int.from_bytes(head[APPLICATION_ID_AT], "big") != APPLICATION_ID:
        raise KnownError(f"{path}: this is a database of another program; it was left untouched")


# ---------------------------------------------------------------- each connection


def _connect(module: ModuleType, opening: Opening) -> Any:
    # The core thread writes on a connection that the main thread opened.
    connection = module.connect(
        opening.uri, uri=True, check_same_thread=False, timeout=BUSY_MS_MAX / 1_000
    )
    try:
        connection.isolation_level = None  # transactions are ours: see `_begin`
        _settle(connection.cursor(), opening)
    except BaseException:
        connection.close()
        raise
    return connection


def _settle(cursor: Any, opening: Opening) -> None:
    """Key first, then whose file it is, then the promises."""
    if opening.key is not None:
        assert len(opening.key) == KEY_BYTES, "a SQLCipher key has 32 bytes"
        cursor.execute(f"PRAGMA key = \"x'{opening.key.hex()}'\"")
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_MS_MAX}")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.execute("PRAGMA temp_store = MEMORY")  # no code in a temporary file
    _claim(cursor, opening)
    if not opening.read_only:
        (mode,) = cursor.execute("PRAGMA journal_mode = WAL").fetchone()
        if mode != "wal":
            raise KnownError(f"{opening.path}: its disk can't hold a WAL; name a local folder")
        # Checkpoints are made beside the line, not inside its commits: `Store.idle`.
        cursor.execute("PRAGMA wal_autocheckpoint = 0")
        cursor.execute(f"PRAGMA journal_size_limit = {WAL_KEPT_BYTES}")
        cursor.execute(f"PRAGMA cache_size = -{CACHE_KIB_MAX}")
    _assert_promises(cursor)
    cursor.close()


def _claim(cursor: Any, opening: Opening) -> None:
    """The file is ours, or empty and becomes ours: by its header, before it has a WAL."""
    (identity,) = cursor.execute("PRAGMA application_id").fetchone()
    if identity == APPLICATION_ID:
        return
    (tables,) = cursor.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    if tables or identity:
        path = opening.path
        raise KnownError(f"{path}: this is a database of another program; it was left untouched")
    if not opening.read_only:
        cursor.execute(f"PRAGMA application_id = {APPLICATION_ID}")


def _assert_promises(cursor: Any) -> None:
    (synchronous,) = cursor.execute("PRAGMA synchronous").fetchone()
    (foreign_keys,) = cursor.execute("PRAGMA foreign_keys").fetchone()
    (temp_store,) = cursor.execute("PRAGMA temp_store").fetchone()
    assert (synchronous, foreign_keys, temp_store) == (2, 1, 2), "a connection without its promises"


def _begin(connection: Connection) -> None:
    reads = connection.get_execution_options().get("reading", False)
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")


def _begin_read_only(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")
