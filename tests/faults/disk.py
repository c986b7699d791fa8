"""A disk in memory that loses its power: what was synced stays, the rest may be there or not.

Writes go to a write list. A sync makes them durable. At a power cut each 512-byte piece that no
sync covered is kept, dropped or torn on its own, so that they come through in any order; a new name
that was never synced may be gone, a removed one that wasn't synced may be back. It is the model of
SQLite's own crash tests (src/test6.c) with the folder added. What SQLite is to see of it: crashvfs.
"""

from __future__ import annotations

import errno
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from random import Random

SECTOR_BYTES = 512


class PowerIsOff(Exception):
    """Nothing happens any more on this PC until it is started again."""


class DiskFault(Exception):
    """The disk refuses one operation; `number` is the system's error number."""

    def __init__(self, number: int) -> None:
        super().__init__(errno.errorcode[number])
        self.number = number


class Fate(StrEnum):
    """What becomes of all that was not synced; drawn anew at each cut."""

    ALL_LOST = "all lost"
    ALL_KEPT = "all kept"
    SOME = "each piece kept or lost"
    TORN = "each piece kept, lost or torn"


@dataclass(frozen=True)
class Write:
    at: int
    data: bytes


@dataclass(frozen=True)
class Truncate:
    size: int


@dataclass
class File:
    """`content` is what the program reads, `durable` what the platters hold."""

    content: bytearray = field(default_factory=bytearray)
    durable: bytearray = field(default_factory=bytearray)
    unsynced: list[Write | Truncate] = field(default_factory=list)
    name_is_durable: bool = False

    def write(self, at: int, data: bytes) -> None:
        self.unsynced.append(Write(at, data))
        _write(self.content, at, data)

    def truncate(self, size: int) -> None:
        self.unsynced.append(Truncate(size))
        del self.content[size:]

    def sync(self) -> None:
        for change in self.unsynced:
            _apply(self.durable, change)
        self.unsynced.clear()
        self.name_is_durable = True

    def cut(self, fate: Fate, dice: Random) -> None:
        for change in self.unsynced:
            if isinstance(change, Truncate):
                if _survives(fate, dice):
                    _apply(self.durable, change)
                continue
            for piece in _pieces(change):
                _settle(self.durable, piece, fate, dice)
        self.unsynced.clear()
        self.content[:] = self.durable


@dataclass
class Disk:
    """`moment` is called before each change with the words for it; it may raise `PowerIsOff` or
    `DiskFault`, and the change doesn't happen then (a write still may reach the write list)."""

    moment: Callable[[str], None] = lambda what: None
    files: dict[str, File] = field(default_factory=dict)
    lies: bool = False  # it says "synced" and is not
    is_off: bool = False
    _removed: dict[str, File] = field(default_factory=dict)  # without a sync of the folder

    def open(self, name: str) -> File:
        self._before(f"open {name}")
        if name not in self.files:
            self.files[name] = File()
            self._removed.pop(name, None)
        return self.files[name]

    def write(self, file: File, at: int, data: bytes) -> None:
        try:
            self._before("write")
        except PowerIsOff:
            file.write(at, data)  # it was under way: some of it may come through
            raise
        file.write(at, data)

    def truncate(self, file: File, size: int) -> None:
        self._before("truncate")
        file.truncate(size)

    def sync(self, file: File) -> None:
        self._before("sync")
        if self.lies:
            return
        if not file.name_is_durable:
            self._sync_folder()  # as SQLite's own VFS does at the first sync of a new log
        file.sync()

    def remove(self, name: str, synced: bool) -> None:
        self._before(f"remove {name}")
        gone = self.files.pop(name)
        if synced:
            self._sync_folder()
        elif gone.name_is_durable:
            self._removed[name] = gone

    def read(self, file: File, at: int, size: int) -> bytes:
        if self.is_off:
            raise PowerIsOff
        return bytes(file.content[at : at + size])

    def cut(self, dice: Random) -> Fate:
        """The power fails; what is left is what the next start finds."""
        fate = dice.choice(list(Fate))
        for name, file in [*self.files.items()]:
            file.cut(fate, dice)
            if not file.name_is_durable and not _survives(fate, dice):
                del self.files[name]
        for name, file in self._removed.items():
            if not _survives(fate, dice):
                file.cut(fate, dice)
                self.files.setdefault(name, file)
        self._sync_folder()
        return fate

    def _sync_folder(self) -> None:
        self._removed.clear()
        for file in self.files.values():
            file.name_is_durable = True

    def _before(self, what: str) -> None:
        if self.is_off:
            raise PowerIsOff
        self.moment(what)


def _apply(content: bytearray, change: Write | Truncate) -> None:
    if isinstance(change, Truncate):
        del content[change.size :]
    else:
        _write(content, change.at, change.data)


def _write(content: bytearray, at: int, data: bytes) -> None:
    if len(content) < at:
        content.extend(bytes(at - len(content)))
    content[at : at + len(data)] = data


def _pieces(write: Write) -> list[Write]:
    """The write, cut at the borders of sectors."""
    pieces = []
    at, end = write.at, write.at + len(write.data)
    while at < end:
        stop = min(end, (at // SECTOR_BYTES + 1) * SECTOR_BYTES)
        pieces.append(Write(at, write.data[at - write.at : stop - write.at]))
        at = stop
    return pieces


def _settle(content: bytearray, piece: Write, fate: Fate, dice: Random) -> None:
    if fate is Fate.TORN and dice.random() < 0.2:
        piece = Write(piece.at, piece.data[: dice.randrange(len(piece.data))])
    elif not _survives(fate, dice):
        return
    _apply(content, piece)


def _survives(fate: Fate, dice: Random) -> bool:
    if fate is Fate.ALL_KEPT:
        return True
    return fate is not Fate.ALL_LOST and dice.random() < 0.5
