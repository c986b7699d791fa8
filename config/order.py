"""The order file: a work order as the plant's planning hands it over, in TOML or JSON.

It mirrors `station.core.order`, in the spelling of files. Shapes are here; what must fit together
(dates, campaign and approval) is the core's to say.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, StringConstraints

from config.model import Entry, Name

TARGET_MAX = 1_000_000_000


class Scene(StrEnum):
    """What an order's codes are for."""

    ANTI_COUNTERFEIT = "anti_counterfeit"
    ANTI_DIVERSION = "anti_diversion"
    MARKETING = "marketing"
    TRACEABILITY = "traceability"


def _as_text(written: Any) -> Any:
    """TOML has dates of its own."""
    return written.isoformat() if isinstance(written, date) else written


Day = Annotated[
    str, BeforeValidator(_as_text), StringConstraints(pattern=r"^(\d{4}-\d{2}-\d{2})?$")
]
Word = Annotated[str, StringConstraints(max_length=100)]


class OrderFile(Entry):
    """One work order. Empty dates: produced today; a product without expiry."""

    number: Annotated[Name, Field(description="the order's number")]
    product: Annotated[Name, Field(description="a product file, or the name of a ready one")]
    batch: Annotated[Name, Field(description="the batch number")]
    target: Annotated[int, Field(ge=1, le=TARGET_MAX, description="how many items")]
    produced: Annotated[Day, Field(description="date of production, YYYY-MM-DD")] = ""
    expiry: Annotated[Day, Field(description="expiry date, YYYY-MM-DD")] = ""
    dealer: Annotated[Word, Field(description="for goods that only this dealer may have")] = ""
    region: Annotated[Word, Field(description="the only region they may go to")] = ""
    campaign: Annotated[Word, Field(description="the campaign that the codes are for")] = ""
    approval: Annotated[Word, Field(description="the brand's approval of the campaign")] = ""
    scenes: Annotated[
        tuple[Annotated[Scene, Field(strict=False)], ...],
        Field(strict=False, description="what the codes are for"),
    ] = ()
    activity: Annotated[Word, Field(description="the platform's name of the prize policy")] = ""
