"""What one label printer's protocol tells the conversation in `label_printer.py`: its dialect.

A dialect is a small object: the **questions** that can be asked, the commands that cancel, hold and
release, a **parser** from bytes to the few neutral replies below, and what the device can do. It
keeps no labels, no time and no plan; those are the conversation's.

Classes of *done* (`Capabilities.done`) and what a dialect must have for them
- `counter`: the question COUNT. Each label that it counts is the oldest that is out.
- `event`: the state tells that a label is at work, not which. One label is out at a time; it is
  done when it was seen at work and then nothing is.
- `event_indexed`: the state tells the number of the label at work (`numbers`, `numbered`).
- `external`: nothing. The caller hears of it otherwise, and says `Forget`.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum, auto

from drivers.api import Capabilities

Trouble = tuple[str, str]  # what the device says, what to do about it

PAUSED: Trouble = ("paused", "Press Pause on the printer.")
DISPLAY = "Look at the printer's display."

# ---------------------------------------------------------------- what the device says


@dataclass(frozen=True)
class Status:
    """How it is. `idle`: nothing is received, waits or is being printed. `works`: a label is at
    work, with this number (`label`) where the device tells it. `warning`: it prints all the
    same."""

    idle: bool
    paused: bool = False
    trouble: Trouble | None = None
    works: bool = False
    label: int | None = None
    warning: Trouble | None = None


@dataclass(frozen=True)
class Explanation:
    """Why it doesn't tell its state; None = nothing is wrong."""

    trouble: Trouble | None


@dataclass(frozen=True)
class Count:
    """Labels printed in the printer's life."""

    labels: int


@dataclass(frozen=True)
class Unreadable:
    """The answer to COUNT or EXPLAIN is none, and that is a fault."""

    trouble: Trouble


@dataclass(frozen=True)
class LabelReady:
    """Unasked: a label is out. Which one, and whether it is told once, nobody knows."""


@dataclass(frozen=True)
class Rubbish:
    """Bytes that belong to no reply, skipped; told once a link."""

    data: bytes


Reply = Status | Explanation | Count | Unreadable | LabelReady | Rubbish

# ---------------------------------------------------------------- what is put on the wire


class Ask(Enum):
    """A question on the wire; one at a time."""

    STATUS = auto()
    COUNT = auto()
    EXPLAIN = auto()  # asked when STATUS isn't answered


class LabelDialect(ABC):
    """One device's protocol. Subclasses set the fields in `__init__` or as class variables.

    `cancel` empties the device; `quiet_ms` is how long it loses what comes after that. Empty = it
    can't be emptied, so what is out at a `Clear` comes out. `hold` and `release`: print nothing
    more, and the contrary; empty = labels are only held back here. `greeting`: settings that each
    connection begins with. `numbers`: how many numbers labels can have, 0 = none.
    """

    caps: Capabilities
    questions: Mapping[Ask, bytes]
    greeting: bytes = b""
    cancel: bytes = b""
    quiet_ms: int = 0
    hold: bytes = b""
    release: bytes = b""
    numbers: int = 0

    @abstractmethod
    def check(self, device: str, data: bytes) -> None:
        """Raises `PayloadError` unless `data` is one label, printed once."""

    def numbered(self, data: bytes, number: int) -> bytes:
        """The label with its number in it."""
        del number
        return data

    @abstractmethod
    def replies(self, data: bytes) -> Iterable[Reply]:
        """What the device said, in order; whatever the bytes are, without an exception."""

    @abstractmethod
    def reset(self) -> None:
        """A new question or link: whatever was half received is no part of its answer."""
