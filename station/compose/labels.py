"""What a container's label says, from the order; and its bytes in the printer's language."""

from __future__ import annotations

from station.core.effects import PrintLabel
from station.core.order import Order

TITLES = {"case": "箱 CASE", "pallet": "托盘 PALLET"}


class ShippingLabels:
    """Makes the labels of one order (`station.runtime.station.LabelMaker`)."""

    def __init__(self, order: Order, dots_a_mm: int = 8) -> None:
        self._order, self._dots_a_mm = order, dots_a_mm

    def __call__(self, effect: PrintLabel) -> bytes:
        from drivers.labels.layouts import ShippingText, shipping_label  # noqa: PLC0415 - slow
        from drivers.labels.to_zpl import to_zpl  # noqa: PLC0415

        order, levels = self._order, self._order.product.levels
        role, inside = levels[effect.level].role, levels[effect.level - 1].role
        text = effect.issued.data.decode("ascii")
        label = shipping_label(
            ShippingText(
                title=f"{TITLES.get(role, role)}  {effect.container}",
                product=order.product.name,
                batch=order.batch,
                produced=order.produced,
                expiry=order.expiry,
                content=f"{effect.count} × {inside}",
                data=effect.issued.data,
                human=f"({text[:2]}) {text[2:]}",
            )
        )
        return to_zpl(label, self._dots_a_mm)
