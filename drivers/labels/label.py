"""A label as data: a few kinds of elements in millimetres, from the upper left corner.

One description renders to each printer language (`languages`), to PDF and to a picture. What
doesn't fit is an error with the overflow in millimetres (`fit`), never a clipped print. It knows
nothing of orders, nor of the template files that most labels are made from.

A symbol's place is the corner of its first dark module, its size that of its modules. The quiet
zone around it (4 modules for QR, 1 for Data Matrix, 10 beside a Code 128) is its own, too: it must
lie on the label, and nothing may stand in it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Align = Literal["left", "center", "right"]
PART_BEFORE: Mapping[Align, float] = {"left": 0.0, "center": 0.5, "right": 1.0}

CONTROL = frozenset(range(32)) - {0x1D}


class LabelError(ValueError):
    """A label that can't be printed; one sentence with the element and the remedy."""


class LabelOverflow(LabelError):
    """An element, or its quiet zone, sticks out. `over_mm` is by how much."""

    def __init__(
        self,
        what: str,
        over_mm: float,
        how: str = "sticks out of the label by",
        remedy: str = "make it smaller, shorten its text or take a larger label",
    ) -> None:
        super().__init__(f"{what} {how} {over_mm:.1f} mm; {remedy}")
        self.what, self.over_mm = what, over_mm


class LabelCrowded(LabelOverflow):
    """An element stands in a symbol's quiet zone, or on it, so that nobody may be able to read the
    symbol. `over_mm` is how far it must move."""

    def __init__(self, what: str, symbol: str, over_mm: float) -> None:
        how = f"stands in the quiet zone of {symbol} by"
        super().__init__(what, over_mm, how, "move them apart, or make one of them smaller")


@dataclass(frozen=True)
class Text:
    """`align` is the part of it that stands at `x_mm`. Only what draws with a font that it knows
    can set a text to the middle or right: printers' own fonts are as wide as they are."""

    x_mm: float
    y_mm: float
    height_mm: float
    text: str
    align: Align = "left"


@dataclass(frozen=True)
class Qr:
    """A QR Code (Model 2, error correction M); `data` as it shall be read, UTF-8. With `gs1`, an
    element string as in `DataMatrix`."""

    x_mm: float
    y_mm: float
    module_mm: float
    data: bytes
    gs1: bool = False


@dataclass(frozen=True)
class DataMatrix:
    """With `gs1`, `data` is an element string: GS (0x1D) between elements, no leading one."""

    x_mm: float
    y_mm: float
    module_mm: float
    data: bytes
    gs1: bool = False


@dataclass(frozen=True)
class Gs1Code128:
    """A GS1-128 bar code; `data` is an element string as in `DataMatrix`."""

    x_mm: float
    y_mm: float
    module_mm: float
    height_mm: float
    data: bytes


@dataclass(frozen=True)
class Line:
    """A filled box: a line where one side is small."""

    x_mm: float
    y_mm: float
    width_mm: float
    height_mm: float


@dataclass(frozen=True)
class Picture:
    """A PNG, made black and white: by dots (`dither`, for photographs) or at half grey (for marks
    and signs). It is stretched to its size."""

    x_mm: float
    y_mm: float
    width_mm: float
    height_mm: float
    png: bytes = field(repr=False)
    dither: bool = False


Symbol = Qr | DataMatrix | Gs1Code128
Element = Text | Symbol | Line | Picture


@dataclass(frozen=True)
class Label:
    width_mm: float
    height_mm: float
    elements: tuple[Element, ...]
