"""A work order: what is packed, under which batch, until when and how many."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from station.core.packaging import Product


class Scene(StrEnum):
    """What an order's codes are for (空码赋值: an empty code gains its scene attributes)."""

    ANTI_COUNTERFEIT = "anti_counterfeit"
    ANTI_DIVERSION = "anti_diversion"
    MARKETING = "marketing"
    TRACEABILITY = "traceability"


@dataclass(frozen=True)
class Order:
    """Dates are ISO 8601 (`YYYY-MM-DD`); `expiry` is "" when the product has none.

    `dealer` and `region` are set for dealer-exclusive goods (专供). `campaign` is a marketing
    campaign with the brand owner's `approval` number, without which none of its codes may be
    printed; `activity` is its prize policy as the platform names it."""

    number: str
    product: Product
    batch: str
    produced: str
    expiry: str
    target: int  # items
    rejects_in_row_max: int = 5  # the line stops after so many consecutive rejects
    dealer: str = ""
    region: str = ""
    campaign: str = ""
    approval: str = ""
    scenes: tuple[Scene, ...] = ()
    activity: str = ""
