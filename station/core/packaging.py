"""Products and packing levels as data: what is packed into what, and which code each carries.

Level 0 is the item (a bottle); level n holds `capacity` units of level n - 1. Any number of
levels is possible; the line file says which devices serve which level. A `CodeRule` is plain data,
so that it can stand in a file, in a record and in a report; `station.core.codes` turns it into
text.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import prod

LEVELS_MAX = 8
INNER = 8  # the inner codes of level n are counted as level n + INNER
CAPACITY_MAX = 10_000


class CodeKind(StrEnum):
    MINTED = "minted"  # 13 Crockford characters behind a URL prefix
    GS1 = "gs1"  # GTIN + serial, with batch and expiry when set
    SSCC = "sscc"
    IMPORTED = "imported"  # texts from a file


class PackMode(StrEnum):
    """How the content of a container becomes known."""

    QUEUE = "queue"  # by order, confirmed by a read of its last child
    LOOK_DOWN = "look_down"  # a picture of the open container from above is the truth
    SCANNED = "scanned"  # each child is read as it enters (cases onto a pallet)
    HAND = "hand"  # a person scans each child, then the container
    PRESET = "preset"  # its set came in a file; reading one member confirms it


@dataclass(frozen=True)
class CodeRule:
    """How a level's codes are made and shown.

    `symbology` is a name of `station.core.codes.Symbology`; `form` is "element_string" or
    "digital_link" for GS1 items. Fields that a kind doesn't use stay at their defaults.
    """

    kind: CodeKind
    symbology: str
    prefix: str = ""  # minted: URL prefix, upper case for QR's alphanumeric mode
    gtin: str = ""
    form: str = "element_string"
    domain: str = ""  # Digital Link: scheme and host
    company_prefix: str = ""  # SSCC: GS1 company prefix
    extension: int = 0  # SSCC: extension digit
    preprinted: bool = False  # on bought caps, labels or cartons: no printer here prints it


@dataclass(frozen=True)
class Level:
    number: int
    role: str
    code: CodeRule
    capacity: int = 1  # of units of the level below; 1 at level 0
    pack: PackMode | None = None  # None at level 0
    rows: int = 0  # look-down: the grid of the open container
    columns: int = 0
    inner: CodeRule | None = None  # the second code of the same thing: cap-inner, case-inner
    inner_role: str = ""
    label: str = ""  # the label's template, by name or path; "" = the usual one


@dataclass(frozen=True)
class Product:
    name: str
    gtin: str
    levels: tuple[Level, ...]

    @property
    def top(self) -> int:
        """The number of the outermost level."""
        return len(self.levels) - 1

    @property
    def code_levels(self) -> tuple[int, ...]:
        """The numbers of all kinds of codes: each level's own, then the inner ones."""
        inner = (level.number + INNER for level in self.levels if level.inner is not None)
        return (*range(len(self.levels)), *inner)

    def items_in(self, level: int) -> int:
        """How many items a full container of this level holds, or has one inner code of."""
        return prod(one.capacity for one in self.levels[1 : level % INNER + 1])

    def role_of(self, level: int) -> str:
        """What the codes of a level, or the inner codes of one, are called."""
        if level < INNER:
            return self.levels[level].role
        own = self.levels[level - INNER]
        return own.inner_role or f"{own.role}_inner"

    def rule_of(self, level: int) -> CodeRule:
        """How the codes of a level, or the inner codes of one (`level + INNER`), are made."""
        if level < INNER:
            return self.levels[level].code
        inner = self.levels[level - INNER].inner
        assert inner is not None, f"level {level - INNER} has no inner code"
        return inner
