r"""What stands in one line of a reader ⇄ codes with their fields, by a pattern that people write.

`{code};{quality};{x},{y}` reads `ABC;97;512,300`. Fields: `code`, `aim` (the identifier where it
stands elsewhere than before the code), `quality`, `x`, `y`, and `any` for what is of no interest;
all else stands for itself, with the escapes of `lines.as_bytes`. Of `quality`, a number up to 100
(with % or not) and a letter, A to D and F, are understood. A separator cuts a line into
several codes first. A part that doesn't fit is no code: nothing is guessed.

`code` takes all that it can, so that a code may hold the pattern's own `;` or `,`: what stands
behind it are numbers. A code that holds the separator can't come: take TAB or a control character.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from drivers.errors import Misuse
from drivers.readers.lines import as_bytes

PATTERN_CHARACTERS_MAX = 200
QUALITY_MAX = 100.0
CODES_MAX = 400  # as many as a case's picture may hold

_NUMBER = r"[-+]?[0-9]{1,9}(?:\.[0-9]{1,6})?"
_FIELDS = {
    "code": r"(?P<code>.+)",
    "aim": r"(?P<aim>\][A-Za-z][0-9A-Za-z])",
    "quality": rf"(?P<quality>{_NUMBER}%?|[A-DF])",
    "x": rf"(?P<x>{_NUMBER})",
    "y": rf"(?P<y>{_NUMBER})",
}
_LETTERS = {"A": 100.0, "B": 75.0, "C": 50.0, "D": 25.0, "F": 0.0}
_FIELD = re.compile(r"\{([a-z]+)\}")
_PROBE = "\r\n\t;,|AZaz09]\x1d"


@dataclass(frozen=True)
class Fields:
    """One code of a line; `code` are the symbol's bytes, `quality` is 0 to 100. -1 and "" where the
    line doesn't say."""

    code: bytes
    aim: str = ""
    quality: float = -1.0
    x: float = -1.0
    y: float = -1.0


@dataclass(frozen=True)
class Unfit:
    """A part of a line that isn't as the pattern says; `why` is a short text."""

    why: str


class LineFields:
    """`encoding`: of what the reader sends, where it isn't the symbol's own bytes ("": as it is).
    Text is then turned into UTF-8, as it stands in the symbol."""

    def __init__(self, pattern: str = "{code}", separator: str = "", encoding: str = "") -> None:
        self._encoding = _checked(encoding)
        self._pattern = _compiled(pattern)
        self._separator = as_bytes(separator).decode("utf-8")

    def text_of(self, line: bytes) -> str | None:
        """The line as text, one character a byte where there is no encoding; None: can't be."""
        try:
            return line.decode(self._encoding or "latin-1")
        except UnicodeDecodeError:
            return None

    def codes_of(self, line: bytes) -> list[Fields | Unfit]:
        text = self.text_of(line)
        if text is None:
            return [Unfit(f"bytes that are no {self._encoding}")]
        parts = text.split(self._separator) if self._separator else [text]
        if len(parts) > CODES_MAX:
            return [Unfit(f"more than {CODES_MAX} codes in one line")]
        return [self._fields(part) for part in parts if part]

    def _fields(self, part: str) -> Fields | Unfit:
        found = self._pattern.fullmatch(part)
        if found is None:
            return Unfit("a part that isn't as the pattern says")
        named = found.groupdict()
        return Fields(
            named["code"].encode("utf-8" if self._encoding else "latin-1"),
            named.get("aim") or "",
            _quality(named.get("quality") or ""),
            float(named.get("x") or -1.0),
            float(named.get("y") or -1.0),
        )


def _quality(text: str) -> float:
    """-1 for what is on no scale that is known."""
    if text in _LETTERS:
        return _LETTERS[text]
    number = float(text.rstrip("%") or -1.0)
    return number if 0 <= number <= QUALITY_MAX else -1.0


def _compiled(pattern: str) -> re.Pattern[str]:
    """Raises `Misuse` for a pattern that can't be used."""
    if len(pattern) > PATTERN_CHARACTERS_MAX:
        raise Misuse(f"pattern: at most {PATTERN_CHARACTERS_MAX} characters")
    first, *parts = _FIELD.split(pattern)
    names, literals = parts[::2], [as_bytes(text).decode("utf-8") for text in parts[1::2]]
    expression = re.escape(as_bytes(first).decode("utf-8"))
    for name, literal in zip(names, literals, strict=True):
        expression += _field(name, literal) + re.escape(literal)
    named = [name for name in names if name != "any"]
    if named.count("code") != 1 or len(set(named)) != len(named):
        raise Misuse(f"pattern {pattern!r}: it names {{code}} once, and no other field twice")
    return re.compile(expression, re.DOTALL)


def _field(name: str, behind: str) -> str:
    if name == "any":
        return f"[^{re.escape(behind[0])}]*" if behind else ".*"
    if name not in _FIELDS:
        raise Misuse(f"pattern: no field {{{name}}}; there are {', '.join(_FIELDS)} and any")
    return _FIELDS[name]


def _checked(encoding: str) -> str:
    """Raises `Misuse` for an encoding that is unknown, or in which lines can't be cut as bytes."""
    if not encoding:
        return ""
    try:
        codecs.lookup(encoding)
        is_like_ascii = _PROBE.encode(encoding) == _PROBE.encode("ascii")
    except (LookupError, UnicodeError):
        is_like_ascii = False
    if not is_like_ascii:
        raise Misuse(f"encoding {encoding!r}: write e.g. utf-8, gb18030, latin-1, or leave it out")
    return encoding
