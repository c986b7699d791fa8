"""A folder that a camera's own software writes pictures into, one file a product.

The number in a file's name is the trigger's number. Whoever writes should use a hidden name and
rename; a file that grows under its final name is noticed by its missing end, and waited for.
Pictures are taken in the order of their numbers. What lay there at the start is old and isn't read;
a file that is written anew under a known name is a new picture. The newest `keep` pictures stay.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from drivers.camera.source import Picture, SourceLost
from drivers.errors import Misuse

__all__ = ["FolderSource", "is_whole"]

SUFFIXES = frozenset({".png", ".jpg", ".jpeg", ".bmp", ".tif", ".tiff", ".pgm"})
NUMBER = re.compile(r"\d+")
POLL_MS = 5
LIST_EVERY_MS = 100  # whatever the folder's own date says; it is silent on a file that grows
LIST_AFTER_CHANGE_MS = 20  # dates tick too coarsely to tell two changes in a row apart
SETTLE_MS = 300  # a file cut short is waited for until it hasn't changed for so long
BYTES_MAX = 64 * 1024 * 1024

Version = tuple[int, int, int]  # which writing of a file: changed when, which file, how long


@dataclass(frozen=True)
class _File:
    path: Path
    token: int
    version: Version


@dataclass
class _Unfinished:
    version: Version
    since: float


class FolderSource:
    """The `Source` for a folder. `clock` gives seconds."""

    takes_triggers = False

    def __init__(
        self, folder: Path, keep: int, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._folder, self._keep, self._clock = folder, keep, clock
        self._taken: dict[Path, Version] = {}
        self._unfinished: dict[Path, _Unfinished] = {}
        self._folder_date = 0
        self._listed_at = self._changed_at = -1.0

    def ignore_what_is_there(self) -> None:
        """Pictures from before the start are nobody's: their products are long gone."""
        with suppress(SourceLost):
            self._taken = {file.path: file.version for file in self._listed()}

    def open(self) -> None:
        self._listed()

    def close(self) -> None:
        """Nothing is held open."""

    def trigger(self, token: int, window_ms: int) -> None:
        raise Misuse(f"trigger {token}: pictures come into {self._folder} by themselves")

    def abandoned(self) -> list[Picture]:
        """Nobody waits for a picture that wasn't asked for."""
        return []

    def wait(self, wait_ms: int) -> list[Picture]:
        until = self._clock() + wait_ms / 1_000
        while not (pictures := self._new()) and self._clock() < until:
            time.sleep(POLL_MS / 1_000)
        return pictures

    def _new(self) -> list[Picture]:
        if not self._is_worth_listing():
            return []
        files = self._listed()
        there = {file.path for file in files}
        for gone in [path for path in self._unfinished if path not in there]:
            del self._unfinished[gone]
        fresh = [file for file in files if self._taken.get(file.path) != file.version]
        pictures = [picture for file in fresh if (picture := self._take(file)) is not None]
        self._remove_old()
        return pictures

    def _remove_old(self) -> None:
        """Remove the oldest pictures that were taken, beyond the newest `keep`."""
        for path in list(self._taken)[: -self._keep]:
            version = self._taken.pop(path)
            with suppress(FileNotFoundError):
                if _version(path.stat()) == version:  # else it was written anew: a new picture
                    path.unlink()

    def _is_worth_listing(self) -> bool:
        """Listing a folder of many files 200 times a second would cost more than reading them."""
        now, date = self._clock(), self._date()
        if date != self._folder_date:
            self._folder_date, self._changed_at = date, now
        if (now - self._changed_at) * 1_000 > LIST_AFTER_CHANGE_MS and (
            (now - self._listed_at) * 1_000 < LIST_EVERY_MS
        ):
            return False
        self._listed_at = now
        return True

    def _date(self) -> int:
        try:
            return self._folder.stat().st_mtime_ns
        except OSError as reason:
            raise self._lost(reason) from reason

    def _lost(self, reason: OSError) -> SourceLost:
        return SourceLost(f"folder {self._folder}: {reason.strerror or reason}")

    def _listed(self) -> list[_File]:
        """Picture files in the order of their numbers. Raises `SourceLost`."""
        try:
            with os.scandir(self._folder) as entries:
                files = [file for entry in entries if (file := _file(entry)) is not None]
        except OSError as reason:
            raise self._lost(reason) from reason
        return sorted(files, key=lambda file: (file.token, file.version, file.path))

    def _take(self, file: _File) -> Picture | None:
        """The picture, or None as long as it is still being written."""
        try:
            data = file.path.read_bytes() if file.version[2] <= BYTES_MAX else b""
        except OSError:
            return None  # removed or renamed since it was listed: the next look will tell
        whole = is_whole(data)
        if not whole and not self._is_abandoned(file):
            return None
        self._unfinished.pop(file.path, None)
        self._taken.pop(file.path, None)  # so that a rewritten file becomes the newest
        self._taken[file.path] = file.version
        fault = "" if whole else "the picture file is cut short, or no picture"
        return Picture(file.token, str(file.path), data if whole else b"", fault=fault)

    def _is_abandoned(self, file: _File) -> bool:
        """Whether a file that is cut short hasn't changed for `SETTLE_MS`."""
        known = self._unfinished.get(file.path)
        if known is None or known.version != file.version:
            self._unfinished[file.path] = _Unfinished(file.version, self._clock())
            return False
        return (self._clock() - known.since) * 1_000 >= SETTLE_MS


def is_whole(data: bytes) -> bool:
    """Whether a picture file has its end, by the end marks of PNG and JPEG and the length of BMP.

    Of other formats only that they aren't empty."""
    if data.startswith(b"\x89PNG"):
        return data[-8:-4] == b"IEND"
    if data.startswith(b"\xff\xd8"):
        return data.rstrip(b"\x00").endswith(b"\xff\xd9")
    if data.startswith(b"BM"):
        return len(data) >= int.from_bytes(data[2:6], "little") > 0
    return bool(data)


def _file(entry: os.DirEntry[str]) -> _File | None:
    path = Path(entry.path)
    numbers = NUMBER.findall(path.stem)
    if entry.name.startswith(".") or path.suffix.lower() not in SUFFIXES or not numbers:
        return None
    try:
        stat = entry.stat()
    except FileNotFoundError:
        return None
    return _File(path, int(numbers[-1]), _version(stat))


def _version(stat: os.stat_result) -> Version:
    return stat.st_mtime_ns, stat.st_ino, stat.st_size
