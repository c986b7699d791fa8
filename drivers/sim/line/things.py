"""What stands about in the hall: products, cases, pallets."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class Product:
    """One bottle. `ink` is what the coder, or whoever made its label, printed on it, None =
    nothing."""

    number: int
    position_mm: float
    next_place: int = 0  # index into PLACES
    ink: bytes | None = None
    cap: bytes | None = None  # the code that its cap came with
    smeared: bool = False
    glare: bool = False  # its picture at the camera is bad, its print is not
    kicked: bool = False
    told_to_kick: bool = False


@dataclass
class Case:
    number: int
    products: list[Product] = field(default_factory=list)
    label: bytes | None = None


@dataclass
class Pallet:
    number: int
    cases: list[Case] = field(default_factory=list)
    label: bytes | None = None
