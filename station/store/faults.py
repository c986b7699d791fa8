"""SQLite's errors in words: whose fault it is, where, and what to do.

Told by SQLite's result codes (sqlite.org/rescode.html), not by its texts. What is none of the
environment's faults stays what it was: a bug of ours.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from station.store.errors import KnownError, StoreCorrupt, StoreError, StoreRefused

PRIMARY = 0xFF  # the low byte of an extended result code
PERM, BUSY, LOCKED, READONLY, IOERR, CORRUPT, FULL = 3, 5, 6, 8, 10, 11, 13
CANTOPEN, CONSTRAINT, NOTADB = 14, 19, 26

REMEDIES = {
    PERM: "it can't be opened; check the rights of the file and its folder",
    BUSY: "another program holds it; end that one first",
    LOCKED: "another program holds it; end that one first",
    READONLY: "it can't be written; check the rights of the file and its folder",
    IOERR: "the disk reports an error; stop, check the disk, then start again",
    FULL: "the disk is full; free some space and start again",
    CANTOPEN: "it can't be opened; check the rights of the file and its folder",
}


def said(error: BaseException) -> str:
    """SQLite's own words, without the statement around them."""
    return str(getattr(error, "orig", None) or error)


def is_full(error: BaseException | None) -> bool:
    """Whether a full disk is behind this error, however it is wrapped."""
    while error is not None:
        code = getattr(getattr(error, "orig", None) or error, "sqlite_errorcode", None)
        if code is not None and code & PRIMARY == FULL:
            return True
        error = error.__cause__
    return False


def explain(error: BaseException, path: Path) -> StoreError | None:
    """The fault in our words; None if it is neither the environment's nor a fence's."""
    if isinstance(error, PoolTimeout):
        return KnownError(f"{path}: another thread holds the writing connection")
    orig = getattr(error, "orig", None) or error
    code = getattr(orig, "sqlite_errorcode", None)
    if code is None:
        return None
    primary = code & PRIMARY
    if primary == CONSTRAINT:
        return StoreRefused(f"{path}: a fence of the database held: {orig}")
    if primary in (CORRUPT, NOTADB):
        return StoreCorrupt(str(path), (f"it can't be read as a database ({orig})",))
    if primary in REMEDIES:
        return KnownError(f"{path}: {REMEDIES[primary]} ({orig})")
    return None


def is_no_database(error: StoreError) -> bool:
    """Whether SQLite saw no database at all, which is what a wrong key looks like."""
    cause = error.__cause__
    orig = getattr(cause, "orig", None) or cause
    return getattr(orig, "sqlite_errorcode", 0) & PRIMARY == NOTADB


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """The environment's errors leave this block as ours, whether SQLAlchemy wrapped them or not."""
    try:
        yield
    except Exception as error:
        known = explain(error, path)
        if known is None:
            raise
        raise known from error


@contextmanager
def doubted(path: Path) -> Iterator[None]:
    """The same for a file that nobody has believed yet: what our own first statements can't make
    sense of is the file's fault, such as rubbish where SQLite keeps a table's name."""
    try:
        with translated(path):
            yield
    except (DBAPIError, UnicodeDecodeError) as error:
        found = f"it can't be read as a database ({said(error)})"
        raise StoreCorrupt(str(path), (found,)) from error
