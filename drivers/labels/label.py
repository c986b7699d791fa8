"""A label as data: a few kinds of elements in millimetres, from the upper left corner.

One description renders to each printer language, to PDF and to a picture. What doesn't fit is an
error with the overflow in millimetres (`fit`), never a clipped print. It knows nothing of orders;
`layouts` builds the usual ones from plain strings.

A symbol's place is the corner of its first dark module, its size that of its modules: the quiet
zone around it is the layout's to leave (4 modules for QR, 1 for Data Matrix, 10 for Code 128).
"""

from __future__ import annotations

from dataclasses import dataclass

CONTROL = frozenset(range(32)) - {0x1D}


class LabelError(ValueError):
    """A label that can't be printed; one sentence with the element and the remedy."""


class LabelOverflow(LabelError):
    """An element sticks out. `over_mm` is by how much."""

    def __init__(self, what: str, over_mm: float) -> None:
        super().__init__(
            f"{what} sticks out of the label by {over_mm:.1f} mm; "
            "make it smaller, shorten its text or take a larger label"
        )
        self.what, self.over_mm = what, over_mm


@dataclass(frozen=True)
class Text:
    x_mm: float
    y_mm: float
    height_mm: float
    text: str


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


Element = Text | Qr | DataMatrix | Gs1Code128 | Line


@dataclass(frozen=True)
class Label:
    width_mm: float
    height_mm: float
    elements: tuple[Element, ...]
