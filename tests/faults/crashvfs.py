"""SQLite on the disk that loses its power: an apsw VFS, and apsw with the face of a DBAPI.

With the face, the station's own code (SQLAlchemy, `station.store.engine` with its pragmas, the
store) runs on the disk unchanged: `on_disk` is the only switch. A VFS written in Python has no
shared memory, so a WAL needs `locking_mode=EXCLUSIVE` there, which the face sets before anything
else; hence one connection at a time. No encryption: apsw has none.
"""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any, cast
from unittest.mock import patch

import apsw

from station.store import engine as store_engine
from tests.faults.disk import SECTOR_BYTES, Disk, DiskFault, File, PowerIsOff

NAME = "crash"
RESULT = {
    errno.EIO: (apsw.IOError, apsw.SQLITE_IOERR),
    errno.ENOSPC: (apsw.FullError, apsw.SQLITE_FULL),
}


class CrashVFS(apsw.VFS):
    """Randomness and time are the system's; files are the disk's."""

    def __init__(self, disk: Disk) -> None:
        super().__init__(NAME, "")
        self.disk = disk

    def xOpen(self, name: Any, flags: list[int]) -> CrashFile:  # noqa: N802
        path = name.filename() if isinstance(name, apsw.URIFilename) else name
        flags[1] = flags[0]
        goes = bool(flags[0] & apsw.SQLITE_OPEN_DELETEONCLOSE)
        return CrashFile(self.disk, str(path), File() if path is None else None, goes)

    def xAccess(self, path: str, flags: int) -> bool:  # noqa: N802
        file = self.disk.files.get(_name(path))
        return file is not None and (flags != apsw.SQLITE_ACCESS_EXISTS or bool(file.content))

    def xDelete(self, path: str, syncdir: bool) -> None:  # noqa: N802
        name = _name(path)
        if name not in self.disk.files:
            raise apsw.IOError("there is no such file")  # as SQLite's own VFS says
        with _in_sqlites_words():
            self.disk.remove(name, synced=syncdir)

    def xFullPathname(self, name: str) -> str:  # noqa: N802
        return name


class CrashFile:
    """One open file. SQLite reads and writes here."""

    def __init__(self, disk: Disk, path: str, temporary: File | None, goes: bool) -> None:
        self.disk, self._name, self._goes = disk, _name(path), goes
        with _in_sqlites_words():
            self.file = temporary if temporary is not None else disk.open(self._name)

    def xRead(self, amount: int, offset: int) -> bytes:  # noqa: N802
        with _in_sqlites_words():
            return self.disk.read(self.file, offset, amount)

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802
        with _in_sqlites_words():
            self.disk.write(self.file, offset, bytes(data))

    def xTruncate(self, size: int) -> None:  # noqa: N802
        with _in_sqlites_words():
            self.disk.truncate(self.file, size)

    def xSync(self, flags: int) -> None:  # noqa: N802
        with _in_sqlites_words():
            self.disk.sync(self.file)

    def xFileSize(self) -> int:  # noqa: N802
        return len(self.file.content)

    def xClose(self) -> None:  # noqa: N802
        if self._goes and not self.disk.is_off:
            self.disk.files.pop(self._name, None)

    def xLock(self, level: int) -> None:  # noqa: N802
        """One connection at a time: there is nobody to lock out."""

    def xUnlock(self, level: int) -> None:  # noqa: N802
        """As xLock."""

    def xCheckReservedLock(self) -> bool:  # noqa: N802
        return False

    def xFileControl(self, op: int, pointer: int) -> bool:  # noqa: N802
        return False

    def xSectorSize(self) -> int:  # noqa: N802
        return SECTOR_BYTES

    def xDeviceCharacteristics(self) -> int:  # noqa: N802
        # As SQLite's own VFS says of every disk: a write doesn't harm the bytes beside it.
        return apsw.SQLITE_IOCAP_POWERSAFE_OVERWRITE


def _name(path: str) -> str:
    return Path(path).name


@contextmanager
def _in_sqlites_words() -> Iterator[None]:
    try:
        yield
    except (PowerIsOff, DiskFault) as fault:
        kind, result = RESULT[getattr(fault, "number", errno.EIO)]
        error = kind(str(fault))
        error.result = error.extendedresult = result
        raise error from None


# ---------------------------------------------------------------- apsw as a DBAPI


class Cursor:
    arraysize = 1

    def __init__(self, owner: Connection) -> None:
        self._owner, self._cursor = owner, owner.raw.cursor()
        self.rowcount, self.description = -1, None
        self.lastrowid = 0
        # In the trace: after an empty SELECT apsw doesn't tell the columns any more.
        self._cursor.exec_trace = self._traced

    def _traced(self, cursor: apsw.Cursor, sql: str, bindings: Any) -> bool:
        found = cursor.get_description()
        self.description = [(one[0], *[None] * 6) for one in found] if found else None
        return True

    def execute(self, sql: str, parameters: Sequence[Any] = ()) -> Cursor:
        return self._run(sql, self._cursor.execute, parameters)

    def executemany(self, sql: str, rows: Sequence[Sequence[Any]]) -> Cursor:
        return self._run(sql, self._cursor.executemany, rows)

    def _run(self, sql: str, run: Callable[[str, Any], Any], parameters: Any) -> Cursor:
        self.description, before = None, self._owner.raw.total_changes()
        with _in_sqlite3s_words():
            run(sql, parameters)
        writes = sql.lstrip()[:6].upper() in ("INSERT", "UPDATE", "DELETE")
        self.rowcount = self._owner.raw.total_changes() - before if writes else -1
        self.lastrowid = self._owner.raw.last_insert_rowid()
        return self

    def fetchone(self) -> Any:
        with _in_sqlite3s_words():
            return self._cursor.fetchone()

    def fetchmany(self, size: int = 1) -> list[Any]:
        rows = (self.fetchone() for _ in range(size))
        return [row for row in rows if row is not None]

    def fetchall(self) -> list[Any]:
        with _in_sqlite3s_words():
            return self._cursor.fetchall()

    def __iter__(self) -> Iterator[Any]:
        return iter(self.fetchall())

    def close(self) -> None:
        with _in_sqlite3s_words():
            self._cursor.close(True)


class Connection:
    """`isolation_level` is always None: transactions are the station's own."""

    isolation_level: str | None = None

    def __init__(self, raw: apsw.Connection) -> None:
        self.raw = raw

    def cursor(self) -> Cursor:
        return Cursor(self)

    def commit(self) -> None:
        self._end("COMMIT")

    def rollback(self) -> None:
        self._end("ROLLBACK")

    def _end(self, sql: str) -> None:
        if not self.raw.get_autocommit():
            with _in_sqlite3s_words():
                self.raw.execute(sql)

    def create_function(self, *args: Any, **more: Any) -> None:
        """SQLAlchemy offers its regexp; no statement of ours uses it."""

    def close(self) -> None:
        with _in_sqlite3s_words():
            self.raw.close(True)


@contextmanager
def _in_sqlite3s_words() -> Iterator[None]:
    try:
        yield
    except apsw.Error as error:
        code = getattr(error, "extendedresult", apsw.SQLITE_ERROR)
        primary = code & 0xFF
        kind: type[sqlite3.DatabaseError] = sqlite3.OperationalError
        if primary == apsw.SQLITE_CONSTRAINT:
            kind = sqlite3.IntegrityError
        elif primary in (apsw.SQLITE_CORRUPT, apsw.SQLITE_NOTADB):
            kind = sqlite3.DatabaseError
        told = kind(str(error))
        told.sqlite_errorcode = code
        raise told from error


def face() -> ModuleType:
    """A DBAPI module whose connections are on the VFS."""

    def connect(address: str, **_: Any) -> Connection:
        flags = apsw.SQLITE_OPEN_URI | apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE
        with _in_sqlite3s_words():
            raw = apsw.Connection(address, flags=flags, vfs=NAME)
            raw.execute("PRAGMA locking_mode = EXCLUSIVE")
        return Connection(raw)

    like = {name: getattr(sqlite3, name) for name in dir(sqlite3) if not name.startswith("__")}
    version = tuple(int(part) for part in apsw.sqlite_lib_version().split("."))
    like |= {"connect": connect, "sqlite_version": apsw.sqlite_lib_version()}
    like |= {"sqlite_version_info": version, "__name__": "apsw"}
    return cast(ModuleType, SimpleNamespace(**like))


@contextmanager
def on_disk(disk: Disk) -> Iterator[None]:
    """Inside, the store's databases are on this disk."""
    vfs = CrashVFS(disk)
    module = face()
    try:
        with patch.object(store_engine, "dbapi", lambda: module):
            yield
    finally:
        vfs.unregister()
