"""A work order: what is packed, under which batch, until when and how many."""

from __future__ import annotations

from dataclasses import dataclass

from station.core.packaging import Product


@dataclass(frozen=True)
class Order:
    """Dates are ISO 8601 (`YYYY-MM-DD`); `expiry` is "" when the product has none."""

    number: str
    product: Product
    batch: str
    produced: str
    expiry: str
    target: int  # items
    rejects_in_row_max: int = 5  # the line stops after so many consecutive rejects
