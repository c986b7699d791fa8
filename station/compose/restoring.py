"""Putting a backup in the place of a database that is broken or lost.

The backup is checked whole first. The present database is moved aside, never deleted. What is put
in place says of itself that it is a copy, so the station starts locked until two people unlock it:
nobody but them can say that the newer one is gone for good.
"""

from __future__ import annotations

import logging
import os
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from station.compose.database import Database
from station.compose.secrets import SecretStore, secrets_beside
from station.store.backup import mark_as_copy, sync_folder
from station.store.check import CheckReport
from station.store.engine import checkpoint
from station.store.errors import KnownError, StoreCorrupt, StoreError
from station.store.lock import StationLock
from station.store.points import reached

BESIDE = ("-wal", "-shm")

log = logging.getLogger("packline.restore")


@dataclass(frozen=True)
class Restored:
    database: Path
    backup: Path
    aside: Path | None  # where the database went that was there before
    report: CheckReport


def restore(
    file: Path,
    database: Path,
    *,
    secrets: SecretStore | None = None,
    progress: Callable[[str], None] = lambda name: None,
) -> Restored:
    """Raises KnownError, StoreCorrupt; the present database is then where it was."""
    if not file.is_file():
        raise KnownError(f"{file}: there is no such backup; see packline backup list")
    if file.resolve() == database.resolve():
        raise KnownError(f"{file}: this is the database itself; name a backup")
    secrets = secrets or secrets_beside(database.parent)
    backup, present = Database(file, secrets), Database(database, secrets)
    with StationLock(database):
        report = backup.check(progress)
        if not report.sound:
            wrong = [one for found in report.findings.values() for one in found]
            raise StoreCorrupt(str(file), tuple(wrong))
        progress("copy")
        part = _copy(file, database, backup.key)
        try:
            reached("restore: before the present one moves aside")
            aside = _move_aside(present)
            reached("restore: before the backup takes its place")
            part.rename(database)
            sync_folder(database.parent)
        finally:
            part.unlink(missing_ok=True)
    return Restored(database, file, aside, report)


def _copy(file: Path, database: Path, key: bytes | None) -> Path:
    """A durable copy beside the database, which knows that it is one."""
    part = database.with_name(f".{database.name}.restored")
    try:
        shutil.copyfile(file, part)
        mark_as_copy(part, key, f"restored from {file.name}")
        with part.open("r+b") as copied:
            os.fsync(copied.fileno())
    except OSError as error:
        part.unlink(missing_ok=True)
        raise KnownError(
            f"{part}: can't be written ({error.strerror}); check its disk and rights"
        ) from None
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    return part


def _move_aside(present: Database) -> Path | None:
    """Where it went, with its log, without which it would lack its newest entries; None if there
    was no database, whatever else of one was left."""
    database = present.path
    _fold_log(present)
    stamp = time.strftime("%Y%m%dT%H%M%SZ", time.gmtime())
    names = (f"{database.stem}.replaced-{stamp}{again}.db" for again in ("", "-2", "-3", "-4"))
    free = (database.with_name(name) for name in names)
    aside = next(path for path in free if not path.exists())
    moved = [end for end in ("", *BESIDE) if database.with_name(database.name + end).exists()]
    for end in moved:
        database.with_name(database.name + end).rename(aside.with_name(aside.name + end))
    sync_folder(database.parent)
    return aside if "" in moved else None


def _fold_log(database: Database) -> None:
    """So that one file is all of it; one that can't be opened any more is left as it is."""
    if not database.path.exists():
        return
    try:
        engine = database.engine()
    except StoreError as error:
        log.warning("%s", error)
        return
    try:
        checkpoint(engine, "TRUNCATE")
    except StoreError as error:
        log.warning("%s", error)
    finally:
        engine.dispose()
