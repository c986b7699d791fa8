"""Backups: `VACUUM INTO` only, verified by opening. Copying the file would miss the WAL.

The copy is written under a hidden name and gets its own name last, so that a file with the name of
a backup is a whole one. It says in itself that it is a copy: put in place of the database, by
whatever means, it must not go on as if nothing had happened since.
"""

from __future__ import annotations

import os
import sys
from contextlib import closing
from pathlib import Path

from sqlalchemy import Engine

from station.store.engine import checkpoint, open_engine, reading, writing
from station.store.errors import KnownError, StoreCorrupt
from station.store.faults import translated
from station.store.journal import Head, head_of
from station.store.points import reached

COPY = "copy"  # fact of a database that is a copy, or was one and isn't unlocked yet
SET_COPY = (
    "INSERT INTO meta (key, value) VALUES (?, ?) "
    "ON CONFLICT (key) DO UPDATE SET value = excluded.value"
)


def backup(engine: Engine, target: Path, key: bytes | None = None) -> Path:
    """A consistent copy at `target`, made while the line runs; `key` is the database's own.

    Raises KnownError if the target is there already or can't be written, StoreCorrupt if the copy
    doesn't pass SQLite's own check (it is removed then)."""
    if target.exists():
        raise KnownError(f"{target}: it is there already; name a new file")
    if not target.parent.is_dir():
        raise KnownError(f"{target.parent}: there is no such folder; make it first")
    part = target.with_name(f".{target.name}.part")
    try:
        part.unlink(missing_ok=True)
        try:
            with reading(engine) as connection:
                before = head_of(connection)
            _vacuum_into(engine, part)
            reached("backup: copied")
            mark_as_copy(part, key, f"it ends at entry {before.seq} or after")
            _verify(part, key, before)
            _sync(part)
            reached("backup: verified")
            part.rename(target)
            reached("backup: named")
        finally:
            part.unlink(missing_ok=True)
        sync_folder(target.parent)
    except OSError as error:
        raise KnownError(
            f"{target}: can't be written ({error.strerror}); check its disk and rights"
        ) from error
    return target


def _vacuum_into(engine: Engine, part: Path) -> None:
    with translated(part), closing(engine.raw_connection()) as raw:
        cursor = raw.cursor()
        cursor.execute("VACUUM INTO ?", (str(part),))
        cursor.close()


def mark_as_copy(path: Path, key: bytes | None, said: str) -> None:
    """`said` stands in the database at `path` from now on, until it is unlocked."""
    engine = open_engine(path, key=key)
    try:
        with writing(engine) as connection:
            connection.exec_driver_sql(SET_COPY, (COPY, said))
        checkpoint(engine, "TRUNCATE")
    finally:
        engine.dispose()


def _verify(part: Path, key: bytes | None, before: Head) -> None:
    """The copy opens, SQLite finds no fault in it, and it has all that was there when we began."""
    copy = open_engine(part, key=key, read_only=True, immutable=True)
    try:
        with translated(part), reading(copy) as connection:
            found = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar_one()
            after = head_of(connection)
    finally:
        copy.dispose()
    if found != "ok":
        raise StoreCorrupt(str(part), (f"the copy fails its check: {found}",))
    if after.seq < before.seq:
        raise StoreCorrupt(str(part), (f"the copy ends at {after.seq}, not {before.seq}",))


def _sync(path: Path) -> None:
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Make a new name durable. Windows has no such call; its file system journals names."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
