"""The AIM identifier (ISO/IEC 15424) that a reader puts before a code, taken off.

`]d2` says GS1 Data Matrix, `]d1` a plain one. It is told apart by its form alone: a code that
begins with such three characters itself can't come without an identifier before it.
"""

from __future__ import annotations

import re

from drivers.api import SymbolRead

AIM = re.compile(rb"\][A-Za-z][0-9A-Za-z]")


def symbol_of(code: bytes, aim_prefix: bool, decoder: str) -> SymbolRead:
    """The symbol behind `code` as sent; `aim` is "" where none stands before it."""
    if aim_prefix and AIM.match(code):
        return SymbolRead(code[3:], code[:3].decode("ascii"), decoder=decoder)
    return SymbolRead(code, decoder=decoder)
