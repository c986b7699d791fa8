"""How papers name codes: by series and serial, which gives nobody their text, or in clear.

Labels whose code is an SSCC are logistic numbers and always shown. Everything else is shown only to
whoever may see codes (`clear`), which takes the minting key of this station.
"""

from __future__ import annotations

from collections.abc import Sequence

from station.compose.code_book import OrderCodes
from station.core.code_id import SERIAL_BITS, SERIAL_MAX
from station.core.order import Order
from station.core.packaging import CodeKind
from station.reports.masking import masked
from station.store.errors import KnownError


class NoKey:
    """Stands where a key ring would, for papers without codes."""

    def texts(self, codes: Sequence[int]) -> list[str]:
        raise KnownError(f"{len(codes)} codes can't be shown without the minting key")

    def recognise(self, text: str) -> int | None:
        raise KnownError("a code can't be recognised without the minting key")


class CodeNames:
    def __init__(self, book: OrderCodes, *, clear: bool) -> None:
        self.book, self.clear = book, clear

    @property
    def order(self) -> Order:
        return self.book.order

    def role(self, level: int) -> str:
        """What the codes of a level, or its inner codes, are called."""
        return self.order.product.role_of(level)

    def labels(self, level: int, codes: Sequence[int]) -> list[str]:
        """The codes of labels as people read them, or their `ref`. Many at once, since each call
        may ask the database."""
        rule = self.order.product.rule_of(level)
        if self.clear or rule.kind is CodeKind.SSCC:
            return self.book.human(level, codes)
        return [ref(code) for code in codes]

    def free_text(self, text: str) -> str:
        """What readers saw and alarms tell, without the codes in it."""
        return text if self.clear else masked(text)


def ref(code: int) -> str:
    """A code's series and serial."""
    return f"{code >> SERIAL_BITS}/{code & SERIAL_MAX}"


def refs(codes: Sequence[int]) -> str:
    """All of these codes, runs of serials joined: `4097/1-24 4097/30`."""
    runs: list[tuple[int, int]] = []
    for code in sorted(codes):
        if runs and code == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], code)
        else:
            runs.append((code, code))
    return " ".join(
        ref(first) if first == last else f"{ref(first)}-{last & SERIAL_MAX}" for first, last in runs
    )
