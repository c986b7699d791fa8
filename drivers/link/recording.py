"""What went over a link, as a file for support: one JSON object a line, with times.

The first line says what was recorded; then `{"ms": 12, "from": "host", "text": "<ESC>A?<EOT>"}`,
where `text` is as in `readable`. Bytes of one side that follow each other within JOIN_MS are one
entry, since a network cuts them anywhere. The file is for its owner alone (mode 0600), and what
goes into it passes through `cover`, because live codes are money.
"""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Literal, get_args

from drivers.errors import DeviceError
from drivers.link.readable import NotReadable, readable, unreadable

FORMAT = 1
JOIN_MS = 20
ENTRIES_MAX = 1_000_000

Side = Literal["host", "device", "link"]


class RecordingError(DeviceError):
    """A recording that can't be read; names the file, the line and the remedy."""


@dataclass(frozen=True)
class Entry:
    """`data` of one side, `ms` after the beginning; of the link: "opened", or why it ended."""

    ms: int
    side: Side
    data: bytes


@dataclass(frozen=True)
class Recording:
    url: str
    started: str  # ISO 8601, with its zone
    covered: bool  # codes stand as x
    entries: tuple[Entry, ...]


class Recorder:
    """Writes a recording as it happens; `add` may be called by several threads."""

    def __init__(
        self,
        path: Path,
        url: str,
        started: str,
        *,
        cover: Callable[[bytes], bytes] | None = None,
    ) -> None:
        """Raises FileExistsError: a recording is never overwritten."""
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        self._file: IO[str] = os.fdopen(descriptor, "w", encoding="utf-8")
        self._cover = cover
        self._last: Entry | None = None
        self._last_ms = 0  # when the newest piece of `_last` came
        self._lock = threading.Lock()
        self.count = 0
        self._line(
            {"packline-recording": FORMAT, "url": url, "started": started}
            | {"covered": cover is not None}
        )

    def add(self, ms: int, side: Side, data: bytes) -> None:
        with self._lock:
            last = self._last
            if last and last.side == side != "link" and ms - self._last_ms <= JOIN_MS:
                self._last = Entry(last.ms, side, last.data + data)
            else:
                self._put_down()
                self._last = Entry(ms, side, data)
            self._last_ms = ms

    def close(self) -> None:
        with self._lock:
            self._put_down()
            self._file.close()

    def _put_down(self) -> None:
        entry, self._last = self._last, None
        if entry is None or self.count >= ENTRIES_MAX:
            return
        data = self._cover(entry.data) if self._cover else entry.data
        self._line({"ms": entry.ms, "from": entry.side, "text": readable(data)})
        self.count += 1

    def _line(self, value: dict[str, Any]) -> None:
        json.dump(value, self._file, ensure_ascii=False)
        self._file.write("\n")
        self._file.flush()


def load_recording(path: Path) -> Recording:
    """Raises `RecordingError`, or OSError where the file can't be read."""
    with path.open(encoding="utf-8") as file:
        lines = _objects(path, file)
        _, head = next(lines, (1, {}))
        if head.get("packline-recording") != FORMAT:
            raise RecordingError(
                f"{path}: no recording of this version of Packline; make one with "
                "`packline device record`"
            )
        entries = tuple(_entry(path, number, one) for number, one in lines)
    return Recording(
        str(head.get("url", "")), str(head.get("started", "")), bool(head.get("covered")), entries
    )


def _objects(path: Path, file: IO[str]) -> Iterator[tuple[int, dict[str, Any]]]:
    try:
        for number, line in enumerate(file, 1):
            if number > ENTRIES_MAX + 1:
                raise RecordingError(f"{path}: more than {ENTRIES_MAX} entries; cut it in pieces")
            try:
                value = json.loads(line)
            except ValueError as error:
                raise RecordingError(
                    f"{path}, line {number}: {error}; take this line out"
                ) from error
            if not isinstance(value, dict):
                raise RecordingError(f"{path}, line {number}: no entry; take this line out")
            yield number, value
    except UnicodeDecodeError:
        raise RecordingError(f"{path}: this is no text, so it is no recording") from None


def _entry(path: Path, number: int, value: dict[str, Any]) -> Entry:
    try:
        ms, side, data = int(value["ms"]), value["from"], unreadable(value["text"])
    except (KeyError, TypeError, ValueError, NotReadable) as error:
        raise RecordingError(f"{path}, line {number}: {error}; take this line out") from error
    if side not in get_args(Side):
        raise RecordingError(f"{path}, line {number}: 'from' is host, device or link")
    return Entry(ms, side, data)
