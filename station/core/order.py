"""A work order: what is packed, under which batch, until when and how many."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
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


CANCELLED = "cancelled: "  # how the reason of a called off order begins, on record


def why_not(order: Order) -> str:
    """What is wrong with an order, as a sentence with the remedy; "" = nothing."""
    for name, told in (("produced", order.produced), ("expiry", order.expiry)):
        if told and not _is_date(told):
            return f"{name} is {told!r}, not a date; write YYYY-MM-DD"
    if not order.produced:
        return "there is no date of production; give one as YYYY-MM-DD"
    if order.expiry and order.expiry < order.produced:
        return f"it expires on {order.expiry}, before it is produced on {order.produced}"
    if order.target < 1:
        return f"the target is {order.target}; it takes at least one item"
    if order.region and not order.dealer:
        return f"it is only for the region {order.region}, but of no dealer; name the dealer too"
    if order.approval and not order.campaign:
        return f"the approval {order.approval} is of no campaign; name the campaign too"
    if len(set(order.scenes)) != len(order.scenes):
        return "a scene is named twice; name each once"
    return ""


def why_not_started(order: Order) -> str:
    """Why its codes may not be printed yet; "" = they may."""
    if order.campaign and not order.approval:
        return (
            f"the campaign {order.campaign} has no approval number of the brand yet; "
            "give it to the order, then start"
        )
    return ""


def _is_date(said: str) -> bool:
    try:
        return date.fromisoformat(said).isoformat() == said
    except ValueError:
        return False
