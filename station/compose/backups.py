"""Backups by name and number: where they go, what they are called, how many are kept, and making
one at each order's close on a thread of its own, never inside a commit."""

from __future__ import annotations

import logging
import queue
import re
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain, count
from pathlib import Path

from station.compose.database import Database
from station.store.engine import reading
from station.store.errors import KnownError, StoreError
from station.store.journal import head_of

NAME = re.compile(
    r"(?P<stem>.+)-(?P<at>\d{8}T\d{6}Z)-(?P<seq>\d{9})-(?P<head>[0-9a-f]{12})(-(?P<again>\d+))?\.db"
)
HEAD_SHOWN = 12  # hex digits of it
END_S_MAX = 60.0  # for a backup that is being made when the station ends

log = logging.getLogger("packline.backup")


@dataclass(frozen=True)
class Made:
    """A backup: when it was made, and the journal's head when that began."""

    path: Path
    at: str
    seq: int
    head: str
    bytes: int


def make(database: Database, target: Path, *, kept: int = 0) -> Made:
    """A backup of a database that may be in use, in the folder `target` under a name of its own, or
    as the file `target`. With `kept`, only so many stay in the folder: the newest, this among them.

    Raises KnownError, StoreCorrupt; what is wrong is then removed, and no older one is."""
    engine = database.engine(read_only=True)
    try:
        with reading(engine) as connection:
            head = head_of(connection)
        at, shown = _now(), head.hash.hex()[:HEAD_SHOWN]
        name = f"{database.path.stem}-{at}-{head.seq:09d}-{shown}"
        path = target if _is_file(target) else _unused(target, name)
        if path.parent == target:
            _make_folder(target)
        database.backup(engine, path)
    finally:
        engine.dispose()
    if kept and path.parent == target:
        prune(target, kept)
    return Made(path, at, head.seq, shown, path.stat().st_size)


def _is_file(target: Path) -> bool:
    return not target.is_dir() and target.suffix == ".db"


def _unused(folder: Path, name: str) -> Path:
    """Two backups of one second have the same name but for a number at its end."""
    names = (f"{name}{again}.db" for again in chain([""], (f"-{n}" for n in count(2))))
    return next(folder / one for one in names if not (folder / one).exists())


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise KnownError(
            f"{folder}: can't be made ({error.strerror}); name another folder with --to"
        ) from None


def _now() -> str:
    return time.strftime("%Y%m%dT%H%M%SZ", time.gmtime())


def listed(folder: Path) -> list[Made]:
    """The backups in a folder, newest first: the one that holds most is the newest, whatever a
    clock said. A file that somebody named is not among them."""
    made = [
        Made(path, told["at"], int(told["seq"]), told["head"], path.stat().st_size)
        for path in folder.glob("*.db")
        if (told := NAME.fullmatch(path.name))
    ]
    return sorted(made, key=_age, reverse=True)


def _age(made: Made) -> tuple[int, str, int]:
    told = NAME.fullmatch(made.path.name)
    return made.seq, made.at, int((told and told["again"]) or 1)


def prune(folder: Path, kept: int) -> Sequence[Path]:
    """Remove all but the newest; which ones went."""
    assert kept > 0, "the last backup is never removed"
    old = [one.path for one in listed(folder)[kept:]]
    for path in old:
        path.unlink(missing_ok=True)
    return old


class BackupThread:
    """Makes one backup for each time it is asked, beside the line. `failed` hears why not."""

    def __init__(self, make_one: Callable[[], Made], failed: Callable[[str], None]) -> None:
        self._make_one, self._failed = make_one, failed
        self._wanted: queue.SimpleQueue[bool] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="backup", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def ask(self) -> None:
        """From any thread; returns at once."""
        self._wanted.put(True)

    def stop(self) -> None:
        """After what was asked for is made."""
        self._wanted.put(False)
        self._thread.join(END_S_MAX)

    def _run(self) -> None:
        while self._wanted.get():
            try:
                log.info("%s", self._make_one().path)
            except (StoreError, OSError) as error:
                log.error("%s", error)
                self._failed(str(error))
