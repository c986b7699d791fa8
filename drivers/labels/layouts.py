"""The usual labels, from plain strings."""

from __future__ import annotations

from dataclasses import dataclass

from drivers.labels.label import DataMatrix, Gs1Code128, Label, Line, Text

WIDTH_MM, HEIGHT_MM = 100.0, 70.0
BAR_MM, CELL_MM = 0.375, 0.5  # 3 and 4 dots at 203 dpi


@dataclass(frozen=True)
class ShippingText:
    """What stands on a case or pallet label. `data` is the element string of its symbol, `human`
    what people read of it, e.g. "(00) 3 4012345 000000001 5"."""

    title: str
    product: str
    batch: str
    produced: str
    expiry: str
    content: str
    data: bytes
    human: str


def shipping_label(text: ShippingText) -> Label:
    """A logistic label of 100 × 70 mm: text above, GS1-128 below, the same as Data Matrix."""
    dates = f"生产 PROD {text.produced}"
    if text.expiry:
        dates += f"   有效 EXP {text.expiry}"
    return Label(
        WIDTH_MM,
        HEIGHT_MM,
        (
            Text(4, 3, 5, text.title),
            Text(4, 10, 4.5, text.product),
            Text(4, 17, 3.2, f"批号 BATCH {text.batch}"),
            Text(4, 22, 3.2, dates),
            Text(4, 27, 3.2, f"数量 CONTENT {text.content}"),
            DataMatrix(82, 12, CELL_MM, text.data, gs1=True),
            Line(4, 33, 92, 0.5),
            Gs1Code128(12, 36, BAR_MM, 24, text.data),
            Text(12, 62, 4, text.human),
        ),
    )
