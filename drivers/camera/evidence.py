"""What the looks at one picture add up to: one answer for a place, or none.

Sights of one place are one symbol. If they differ, none of them is believed. A symbol with error
correction is believed at first sight; a bar code has none, and needs two looks of different kinds
that agree.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from drivers.api import PrintGrade, SymbolRead
from drivers.camera.decoders import LINEAR, Grey, Sight
from drivers.camera.grade import grades

__all__ = ["Evidence"]

NEAR = 0.7  # of half a symbol's side: sights of one symbol lie no further apart

NOTHING = "no symbol can be read"
DISAGREE = "two different answers for one symbol"
UNCONFIRMED = "a bar code was read, but not confirmed by a second look"


@dataclass
class _Symbol:
    """The sights of one place, by the look that had them."""

    first: Sight
    best: Sight  # the first that tells where its modules are
    attempt: int
    looks: set[str] = field(default_factory=set)
    answers: set[bytes] = field(default_factory=set)
    aim: str = ""

    def add(self, look: str, attempt: int, sight: Sight) -> None:
        if look not in self.looks:
            self.attempt = attempt
        self.looks.add(look)
        self.answers.add(sight.data)
        self.aim = self.aim or sight.aim
        if sight.modules and not self.best.modules:
            self.best = sight

    @property
    def is_disputed(self) -> bool:
        return len(self.answers) > 1

    @property
    def is_believed(self) -> bool:
        looks_needed = 2 if self.first.kind in LINEAR else 1
        return not self.is_disputed and len(self.looks) >= looks_needed

    def as_read(self, grade: PrintGrade | None) -> SymbolRead:
        return SymbolRead(
            self.first.data,
            self.aim,
            self.first.x,
            self.first.y,
            decoder=self.first.decoder,
            attempts=self.attempt,
            grade=grade,
        )


class Evidence:
    """Gathers sights of one picture, in its pixels. With the picture, what is read is graded."""

    def __init__(self, picture: Grey | None = None) -> None:
        self._picture = picture
        self._symbols: list[_Symbol] = []

    def add(self, look: str, attempt: int, sights: list[Sight]) -> None:
        """What one look saw; `look` names it, `attempt` counts looks from 1."""
        for sight in sights:
            symbol = self._at(sight)
            if symbol is None:
                symbol = _Symbol(sight, sight, attempt)
                self._symbols.append(symbol)
            symbol.add(look, attempt, sight)

    def _at(self, sight: Sight) -> _Symbol | None:
        """The symbol that lies where this sight does."""
        x, y, reach = sight.x, sight.y, sight.reach
        for symbol in self._symbols:
            first = symbol.first
            near = NEAR * (first.reach if first.reach > reach else reach)
            if -near <= first.x - x <= near and -near <= first.y - y <= near:
                return symbol
        return None

    def is_settled(self) -> bool:
        """Something was seen, and no further look could change what to think of it."""
        return bool(self._symbols) and all(s.is_believed or s.is_disputed for s in self._symbols)

    def believed(self) -> list[Sight]:
        """The first sight of each believed symbol."""
        return [symbol.first for symbol in self._symbols if symbol.is_believed]

    def symbols(self) -> tuple[SymbolRead, ...]:
        """The believed symbols, graded: not to be asked in a loop."""
        believed = [symbol for symbol in self._symbols if symbol.is_believed]
        graded: list[PrintGrade | None] = [None] * len(believed)
        if self._picture is not None:
            graded = grades(self._picture, [symbol.best for symbol in believed])
        return tuple(symbol.as_read(grade) for symbol, grade in zip(believed, graded, strict=True))

    def reason(self) -> str:
        """Why there are none; "" if there are."""
        if any(symbol.is_believed for symbol in self._symbols):
            return ""
        if any(symbol.is_disputed for symbol in self._symbols):
            return DISAGREE
        return UNCONFIRMED if self._symbols else NOTHING
