"""On which line of a TOML text a key stands.

The standard library's reader keeps no positions, so this scans the text a second time for table
headers and `key =` at the start of a line. It only serves messages: keys inside a table written on
one line get that line, and an unknown place gets the nearest known one around it. It relies on
`tomllib` having accepted the text; see TOML 1.0, "Keys", "Table" and "Array of Tables".
"""

from __future__ import annotations

import re
from collections import Counter

from config.problems import Path

PART = r"""(?:[A-Za-z0-9_-]+|"[^"]*"|'[^']*')"""
DOTTED = rf"{PART}(?:\s*\.\s*{PART})*"
HEADER = re.compile(rf"\s*(\[\[?)\s*({DOTTED})\s*\]")
ASSIGNMENT = re.compile(rf"\s*({DOTTED})\s*=")
LONG_QUOTES = ('"""', "'''")


class TomlLines:
    """The lines of the keys of `text`."""

    def __init__(self, text: str) -> None:
        self._lines: dict[Path, int] = {}
        self._tables: Counter[Path] = Counter()
        self._scan(text)

    def line_of(self, path: Path) -> int:
        """The line of `path`, or of the nearest table around it, or 0."""
        for end in range(len(path), 0, -1):
            if path[:end] in self._lines:
                return self._lines[path[:end]]
        return 0

    def _scan(self, text: str) -> None:
        table: Path = ()
        quotes = ""
        for number, line in enumerate(text.splitlines(), start=1):
            if quotes:
                quotes = "" if quotes in line else quotes
                continue
            if header := HEADER.match(line):
                table = self._open(header[1], _parts(header[2]))
                self._lines.setdefault(table, number)
            elif key := ASSIGNMENT.match(line):
                self._lines.setdefault(table + _parts(key[1]), number)
            quotes = next((long for long in LONG_QUOTES if line.count(long) == 1), "")

    def _open(self, brackets: str, parts: Path) -> Path:
        """The path of the table that a header opens, with the numbers of arrays filled in."""
        path: Path = ()
        for part in parts[:-1]:
            path += (part,)
            if path in self._tables:
                path += (self._tables[path] - 1,)
        path += (parts[-1],)
        if brackets == "[[":
            self._tables[path] += 1
            return (*path, self._tables[path] - 1)
        return path


def _parts(text: str) -> Path:
    return tuple(part.strip("\"'") for part in re.findall(PART, text))
