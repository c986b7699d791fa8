"""Encrypting a database that was made without a key: an encrypted copy, verified, takes its place.

SQLCipher's own export writes the copy, tables, triggers and all. Only when the copy opens under its
key, passes SQLite's checks and ends at the same entry of the journal does it replace the file, in
one rename. A second encrypted copy stays beside it as a backup. What the disk still holds of the
plain file's blocks is beyond us: SSDs keep old blocks for a while.
"""

from __future__ import annotations

import os
import shutil
from contextlib import closing
from pathlib import Path

from station.store.backup import sync_folder
from station.store.engine import (
    APPLICATION_ID,
    checkpoint,
    dbapi,
    is_encrypted,
    open_engine,
    reading,
)
from station.store.errors import KnownError, StoreCorrupt
from station.store.faults import translated
from station.store.journal import Head, head_of


def encrypt(path: Path, key: bytes) -> Path:
    """Encrypt the file at `path` under `key`; where the backup is. The caller holds its lock.

    Raises KnownError if it is encrypted already, the backup is there already, or the disk fails;
    StoreCorrupt if the copy isn't right. The plain file is as it was then."""
    if is_encrypted(path):
        raise KnownError(f"{path}: it is encrypted already; there is nothing to do")
    kept = path.with_name(f"{path.stem}.before-encryption{path.suffix}")
    if kept.exists():
        raise KnownError(f"{kept}: it is there already; move it elsewhere first")
    part = path.with_name(f".{path.name}.part")
    try:
        part.unlink(missing_ok=True)
        try:
            head = _settled_head(path)
            _export(path, part, key)
            _verify(part, key, head)
            _copy(part, kept)
            os.replace(part, path)
        finally:
            part.unlink(missing_ok=True)
        sync_folder(path.parent)
    except OSError as error:
        raise KnownError(
            f"{path}: can't be replaced ({error.strerror}); check its disk and rights"
        ) from error
    return kept


def _settled_head(path: Path) -> Head:
    """Where its journal stands, with all that was in its log folded into the file."""
    engine = open_engine(path)
    try:
        with reading(engine) as connection:
            head = head_of(connection)
        checkpoint(engine, "TRUNCATE")
    finally:
        engine.dispose()
    log = path.with_name(path.name + "-wal")
    if log.exists():
        raise KnownError(f"{log}: another program has the database open; end it first")
    return head


def _export(path: Path, part: Path, key: bytes) -> None:
    with translated(path), closing(dbapi().connect(path)) as raw:
        raw.isolation_level = None
        raw.execute("PRAGMA temp_store = MEMORY")
        raw.execute(f"ATTACH DATABASE ? AS sealed KEY \"x'{key.hex()}'\"", (str(part),))
        raw.execute("SELECT sqlcipher_export('sealed')").fetchone()
        raw.execute(f"PRAGMA sealed.application_id = {APPLICATION_ID}")
        raw.execute("DETACH DATABASE sealed")


def _verify(part: Path, key: bytes, head: Head) -> None:
    copy = open_engine(part, key=key, read_only=True, immutable=True)
    try:
        with translated(part), reading(copy) as connection:
            found = connection.exec_driver_sql("PRAGMA cipher_integrity_check").all()
            said = connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar_one()
            after = head_of(connection)
    finally:
        copy.dispose()
    if found or said != "ok" or after != head:
        told = f"the encrypted copy fails its check ({found or said}); the plain file is as it was"
        raise StoreCorrupt(str(part), (told,))


def _copy(part: Path, kept: Path) -> None:
    """The copy is closed and nobody writes it, so here copying a database file is safe."""
    shutil.copyfile(part, kept)
    for one in (part, kept):
        with one.open("r+b") as file:
            os.fsync(file.fileno())
