"""A byte stream ⇄ lines: the one place where a reader's bytes are cut into its messages.

A line ends with one of `ends`; with `start` only what stands between the two counts (STX … ETX).
Two messages in one segment come out as two, one in two segments as one, whatever the cuts. Empty
lines are none. A line longer than LINE_BYTES_MAX is told once and skipped up to its end, so that
its tail is never taken for a line of its own. Not responsible for what a line means.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from drivers.errors import Misuse

__all__ = ["LINE_BYTES_MAX", "Line", "LineSplitter", "Piece", "Stray", "TooLong", "as_bytes"]

LINE_BYTES_MAX = 8_192
ENDS_MAX = 8

_ESCAPE = re.compile(r"\\(x[0-9A-Fa-f]{2}|[rnt0\\])")
_ESCAPED = {"r": "\r", "n": "\n", "t": "\t", "0": "\0", "\\": "\\"}


@dataclass(frozen=True)
class Line:
    """What stood before an end, without it; never empty."""

    data: bytes


@dataclass(frozen=True)
class Stray:
    """So many bytes outside `start` and end."""

    size: int


@dataclass(frozen=True)
class TooLong:
    """More than the bound without an end: most likely the device ends its lines otherwise."""


Piece = Line | Stray | TooLong


class LineSplitter:
    """Feed bytes as they come; lines come out whole. Never raises, keeps at most its bound.

    `ends`: what may end a line, none the beginning of another. `start`: what begins one, b"" = the
    line before. `skip`: bytes that are no part of a line at its beginning, e.g. the LF of CR LF.
    """

    def __init__(
        self,
        ends: tuple[bytes, ...] = (b"\r", b"\n"),
        *,
        start: bytes = b"",
        skip: bytes = b"\r\n",
        bytes_max: int = LINE_BYTES_MAX,
    ) -> None:
        _check_ends(ends)
        self._end = re.compile(b"|".join(re.escape(end) for end in ends))
        self._overlap = max(len(end) for end in ends) - 1
        self._start, self._skip, self._bytes_max = start, skip, bytes_max
        self.reset()

    def reset(self) -> None:
        """A new link: what was half received is gone."""
        self._held = b""
        self._searched = 0  # up to here no end begins
        self._inside = not self._start
        self._skipping = False  # the rest of a line that was too long

    def feed(self, data: bytes) -> list[Piece]:
        self._held += data
        pieces: list[Piece] = []
        while self._begin(pieces):
            found = self._end.search(self._held, self._searched)
            if found is None:
                self._keep(pieces)
                break
            self._take(found, pieces)
        return pieces

    def _begin(self, pieces: list[Piece]) -> bool:
        """Come to the beginning of a line; False where the bytes end before it."""
        if not self._inside:
            self._find_start(pieces)
        if self._inside and not self._searched and not self._skipping:
            self._held = self._held.lstrip(self._skip)
        return self._inside and bool(self._held)

    def _find_start(self, pieces: list[Piece]) -> None:
        before, found, after = self._held.partition(self._start)
        if found:
            self._held, self._inside = after, True
        else:
            kept = _overlap(before, self._start)
            before, self._held = before[: len(before) - kept], before[len(before) - kept :]
        stray = len(before.translate(None, self._skip))
        if stray:
            pieces.append(Stray(stray))

    def _take(self, found: re.Match[bytes], pieces: list[Piece]) -> None:
        line, self._held = self._held[: found.start()], self._held[found.end() :]
        if self._start and not self._skipping and len(line) <= self._bytes_max:
            line = self._begun_anew(line, pieces)
        if len(line) > self._bytes_max and not self._skipping:
            pieces.append(TooLong())
        elif line and not self._skipping:
            pieces.append(Line(line))
        self._searched, self._skipping, self._inside = 0, False, not self._start

    def _begun_anew(self, line: bytes, pieces: list[Piece]) -> bytes:
        """A start inside a line: the end before it was lost, and so is what it began."""
        before, found, line = line.rpartition(self._start)
        if found:
            pieces.append(Stray(len(before) + len(found)))
        return line.lstrip(self._skip)

    def _keep(self, pieces: list[Piece]) -> None:
        """No end yet: remember how far was looked, and hold no more than the bound."""
        if len(self._held) > self._bytes_max + self._overlap and not self._skipping:
            pieces.append(TooLong())
            self._skipping = True
        if self._skipping:
            self._held = self._held[len(self._held) - self._overlap :]
        self._searched = max(0, len(self._held) - self._overlap)


def as_bytes(text: str) -> bytes:
    r"""What a person writes in a configuration → bytes: `\r \n \t \0 \\ \x02` are escapes.

    Other characters are UTF-8. Raises `Misuse` for a backslash that begins no escape."""
    plain = _ESCAPE.sub("", text)
    if "\\" in plain:
        raise Misuse(
            f"{text!r}: behind a backslash write r, n, t, 0, a backslash, or x and 2 digits"
        )
    parts = _ESCAPE.split(text)
    return b"".join(
        _escaped(part) if number % 2 else part.encode() for number, part in enumerate(parts)
    )


def _escaped(name: str) -> bytes:
    return bytes((int(name[1:], 16),)) if name[0] == "x" else _ESCAPED[name].encode("ascii")


def _check_ends(ends: tuple[bytes, ...]) -> None:
    if not 1 <= len(ends) <= ENDS_MAX or not all(ends):
        raise Misuse(f"a line needs 1 to {ENDS_MAX} ends that aren't empty, not {ends!r}")
    for end in ends:
        if any(other is not end and other.startswith(end) for other in ends):
            raise Misuse(f"the end {end!r} is the beginning of another one: name only one of them")


def _overlap(data: bytes, start: bytes) -> int:
    """How many bytes at the end of `data` may be the beginning of `start`."""
    for length in range(min(len(data), len(start) - 1), 0, -1):
        if start.startswith(data[-length:]):
            return length
    return 0
