"""What an order file says becomes an order of the core, checked; one way for commands and screens.

Not responsible for where files lie (`order_folder`) nor for what the line does with an order.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

from config.line import LineFile
from config.problems import ConfigError, Problem
from station.compose.labels import ShippingLabels, printers_of
from station.core import order as core
from station.core.code_schemes import scheme_of
from station.core.codes import CodeError
from station.core.packaging import Product


def order_from(said: Mapping[str, Any], product: Product, rejects_in_row_max: int) -> core.Order:
    """The order, from the keys of an order file; without a date it is produced today.

    Raises ConfigError with one sentence for what doesn't fit together."""
    order = core.Order(
        said["number"],
        product,
        said["batch"],
        said.get("produced") or time.strftime("%Y-%m-%d"),
        said.get("expiry", ""),
        said["target"],
        rejects_in_row_max,
        dealer=said.get("dealer", ""),
        region=said.get("region", ""),
        campaign=said.get("campaign", ""),
        approval=said.get("approval", ""),
        scenes=tuple(core.Scene(one) for one in said.get("scenes", ())),
        activity=said.get("activity", ""),
    )
    _refuse(order, core.why_not(order))
    return order


def check_schemes(order: core.Order) -> None:
    """Raises CodeError where batch or expiry can't stand in a code, before anything is written."""
    for level in order.product.code_levels:
        scheme_of(order.product.rule_of(level), order.product.gtin, order.batch, order.expiry)


def check_codes(order: core.Order) -> None:
    """As `check_schemes`, in one sentence. Raises ConfigError."""
    try:
        check_schemes(order)
    except CodeError as error:
        _refuse(order, f"{error.text}: {error.message}")


def check_labels(order: core.Order, line: LineFile) -> None:
    """Raises ConfigError where a label of the order can't be made on this line."""
    _refuse(order, ShippingLabels(order, printers_of(line)).why_not())


def _refuse(order: core.Order, why: str) -> None:
    if why:
        raise ConfigError([Problem(f"order {order.number}", "", 0, why)])
