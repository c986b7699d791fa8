"""What stands in a symbol: bytes, how a reader announces them, and when two are the same code.

The first characters of a read may be the AIM symbology identifier (ISO/IEC 15424): `]d2` says
GS1 Data Matrix, `]d1` a plain one. GS1 meaning exists only under a GS1 identifier: twenty digits
in a plain Code 128 that begin with 00 are no SSCC (Chinese drug tracing codes look like that).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from station.core.digital_link import is_link, parse_link
from station.core.gs1 import Element, parse


class Symbology(StrEnum):
    """The symbols that Packline prints and reads; values are spelled as in product files."""

    QR = "qr"
    DATA_MATRIX = "data-matrix"
    GS1_DATA_MATRIX = "gs1-data-matrix"
    GS1_QR = "gs1-qr"
    GS1_128 = "gs1-128"
    CODE_128 = "code-128"

    @property
    def aim(self) -> str:
        """The AIM identifier of such a symbol."""
        return _AIM[self]

    @property
    def is_gs1(self) -> bool:
        """True if the symbol begins with FNC1, so that its data is an element string."""
        return self.aim in GS1_AIMS


_AIM = {
    Symbology.QR: "]Q1",
    Symbology.DATA_MATRIX: "]d1",
    Symbology.GS1_DATA_MATRIX: "]d2",
    Symbology.GS1_QR: "]Q3",
    Symbology.GS1_128: "]C1",
    Symbology.CODE_128: "]C0",
}
GS1_AIMS = frozenset({"]C1", "]d2", "]Q3", "]e0"})

# The same symbol with an "extended channel" switch (a named character set) inside; same bytes.
_WITHOUT_ECI = {"]Q2": "]Q1", "]Q4": "]Q3", "]d4": "]d1", "]d5": "]d2"}

_AIM_BEFORE_DATA = re.compile(rb"\][A-Za-z][0-9A-Za-z]")


@dataclass(frozen=True, slots=True)
class Payload:
    """`data` as in the symbol, with 0x1D for separators and no identifier; `human` for people."""

    data: bytes
    aim: str
    human: str
    symbology: Symbology


def plain_aim(aim: str) -> str:
    """The identifier without the extended channel: `]Q2` counts as `]Q1`."""
    return _WITHOUT_ECI.get(aim, aim)


def same_code(
    expected: Payload, seen: bytes, seen_aim: str, *, aim_may_be_unknown: bool = False
) -> bool:
    """True if every byte and the kind of symbol are as expected.

    A reader that tells no identifier (`seen_aim` = "") passes only where the caller allows it.
    """
    if not seen_aim:
        return aim_may_be_unknown and seen == expected.data
    return seen == expected.data and plain_aim(seen_aim) == expected.aim


def split_aim(read: bytes) -> tuple[str, bytes]:
    """The identifier and the data of a scanner that sends both in one; ("", read) if it doesn't."""
    if _AIM_BEFORE_DATA.match(read):
        return read[:3].decode("ascii"), read[3:]
    return "", read


def elements_of(data: bytes, aim: str) -> tuple[Element, ...] | None:
    """The GS1 elements of a read; None if it claims none. Raises `CodeError` if it claims wrongly.

    Plain symbols are tried as Digital Links. Structure only, see `station.core.gs1.parse`.
    """
    if plain_aim(aim) in GS1_AIMS:
        return parse(data)
    return parse_link(data) if is_link(data) else None
