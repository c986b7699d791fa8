"""Backups: `VACUUM INTO` only, verified by opening. Copying the file would miss the WAL."""

from __future__ import annotations

import os
from pathlib import Path

from sqlalchemy import Engine

from station.store.errors import KnownError, StoreCorrupt


def backup(engine: Engine, target: Path) -> Path:
    """A consistent copy at `target`, made while the line runs.

    Raises KnownError if the target is there already or can't be written, StoreCorrupt if the copy
    doesn't pass SQLite's own check (it is removed then)."""
    if target.exists():
        raise KnownError(f"{target}: it is there already; name a new file")
    if not target.parent.is_dir():
        raise KnownError(f"{target.parent}: there is no such folder; make it first")
    hidden = target.with_name(f".{target.name}.part")
    hidden.unlink(missing_ok=True)
    raw = engine.raw_connection()
    try:
        cursor = raw.cursor()
        cursor.execute("VACUUM INTO ?", (str(hidden),))
        cursor.execute("ATTACH DATABASE ? AS copy", (str(hidden),))
        found = cursor.execute("PRAGMA copy.quick_check").fetchone()[0]
        cursor.execute("DETACH DATABASE copy")
        cursor.close()
    finally:
        raw.close()
    if found != "ok":
        hidden.unlink()
        raise StoreCorrupt(str(target), (f"the copy fails its check: {found}",))
    _sync(hidden)
    hidden.rename(target)
    _sync(target.parent)
    return target


def _sync(path: Path) -> None:
    """Make it durable: the file's bytes, or the folder's entry for it."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
