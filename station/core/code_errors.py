"""What is wrong with a code's text, and where: one shape for element strings, links and numbers.

Every fault names the broken rule and marks its place in the very string that was read, so that a
plant engineer sees which characters to look at:

    (17)261332: month 13 does not exist
          ^^
"""

from __future__ import annotations

import unicodedata
from enum import StrEnum

GS = "\x1d"

# A control character is shown by its picture (U+2400 and on), so that places keep their columns.
_PICTURES = {n: chr(0x2400 + n) for n in range(0x20)} | {0x7F: "\u2421"}


class Rule(StrEnum):
    """The rules that a code's text may break."""

    EMPTY = "empty"
    AI_UNKNOWN = "ai-unknown"
    SYNTAX = "syntax"
    LENGTH = "length"
    CHARACTER = "character"
    CHECK_DIGIT = "check-digit"
    DATE = "date"
    VALUE = "value"
    REQUIRED = "required"
    FORBIDDEN = "forbidden"
    DUPLICATE = "duplicate"
    ORDER = "order"
    CAPACITY = "capacity"


class CodeError(ValueError):
    """One fault in `text`: `length` characters from `position` (0-based) break `rule`."""

    def __init__(self, rule: Rule, text: str, position: int, length: int, message: str) -> None:
        self.rule = rule
        self.text = text
        self.position = position
        self.length = length
        self.message = message
        super().__init__(rule, text, position, length, message)

    def __str__(self) -> str:
        """The text with the message behind it, and carets under the place."""
        return f"{shown(self.text)}: {self.message}\n{self.marker}"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, CodeError) and self.args == other.args

    def __hash__(self) -> int:
        return hash(self.args)

    @property
    def place(self) -> str:
        """The characters at fault; "" where something is missing."""
        return self.text[self.position : self.position + self.length]

    @property
    def marker(self) -> str:
        """Spaces and carets for the line below the text; at least one caret."""
        before = _columns(shown(self.text[: self.position]))
        return " " * before + "^" * max(1, _columns(shown(self.place)))


def shown(text: str) -> str:
    """`text` with control characters as visible ones, one for one."""
    return text.translate(_PICTURES)


def _columns(text: str) -> int:
    """How wide `text` is on a screen: a Chinese or full-width character takes two columns."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)
