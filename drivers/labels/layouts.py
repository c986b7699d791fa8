"""The usual labels, from plain strings: they know neither orders nor who sticks them where.

Modules are whole dots at 203, 300 and 600 dpi (0.5 mm is 4, 6 and 12). A bar code that would be
too wide even with small modules is left out, and the Data Matrix stands in its place, large.
"""

from __future__ import annotations

from dataclasses import dataclass

from drivers.labels.fit import code_128_modules
from drivers.labels.label import DataMatrix, Element, Gs1Code128, Label, Line, Text

CASE_MM = (100.0, 70.0)
PALLET_MM = (105.0, 148.0)
BAR_MM = (0.5, 0.25)  # 0.495 mm is GS1's least for logistic units; the smaller in need only
CELL_MM, LARGE_CELL_MM = 0.5, 0.75
QUIET_MODULES = 20  # 10 on each side


@dataclass(frozen=True)
class ShippingText:
    """What stands on a case or pallet label. `data` is the element string of its symbol, `human`
    what people read of it, e.g. "(00) 340123450000000015". `with_matrix` puts the same into a
    GS1 Data Matrix as well."""

    title: str
    product: str
    batch: str
    produced: str
    expiry: str
    content: str
    data: bytes
    human: str
    with_matrix: bool = True


def shipping_label(text: ShippingText) -> Label:
    """A case label of 100 × 70 mm: text above, GS1-128 below."""
    width_mm, height_mm = CASE_MM
    bars = _bars(text.data, width_mm, 34, 26)
    matrix = (82, 17, CELL_MM) if bars else (12, 34, LARGE_CELL_MM)
    with_matrix = text.with_matrix or not bars
    return Label(
        width_mm,
        height_mm,
        (
            Text(4, 3, 5, text.title),
            Text(4, 10, 4.5, text.product),
            Text(4, 17, 3.2, f"批号 BATCH {text.batch}"),
            Text(4, 22, 3.2, _dates(text)),
            Text(4, 27, 3.2, f"数量 CONTENT {text.content}"),
            Line(4, 31.5, 92, 0.5),
            *((DataMatrix(*matrix, text.data, gs1=True),) if with_matrix else ()),
            *bars,
            Text(12, 63, 4, text.human),
        ),
    )


def pallet_label(text: ShippingText) -> Label:
    """A pallet label of 105 × 148 mm (A6): text to be read from a fork-lift, and tall bars."""
    width_mm, height_mm = PALLET_MM
    bars = _bars(text.data, width_mm, 92, 40)
    with_matrix = text.with_matrix or not bars
    return Label(
        width_mm,
        height_mm,
        (
            Text(5, 5, 8, text.title),
            Text(5, 18, 7, text.product),
            Text(5, 30, 5, f"批号 BATCH {text.batch}"),
            Text(5, 38, 5, f"生产 PROD {text.produced}"),
            *((Text(5, 46, 5, f"有效 EXP {text.expiry}"),) if text.expiry else ()),
            Text(5, 54, 5, f"数量 CONTENT {text.content}"),
            Line(5, 88, 95, 0.5),
            *((DataMatrix(70, 60, LARGE_CELL_MM, text.data, gs1=True),) if with_matrix else ()),
            *bars,
            Text(12, 136, 5, text.human),
        ),
    )


def _dates(text: ShippingText) -> str:
    dates = f"生产 PROD {text.produced}"
    return f"{dates}   有效 EXP {text.expiry}" if text.expiry else dates


def _bars(data: bytes, width_mm: float, y_mm: float, height_mm: float) -> tuple[Element, ...]:
    """The bar code in the middle, with the largest modules that leave its quiet zones."""
    modules = code_128_modules(data)
    for module_mm in BAR_MM:
        if (modules + QUIET_MODULES) * module_mm <= width_mm:
            x_mm = (width_mm - modules * module_mm) / 2
            return (Gs1Code128(x_mm, y_mm, module_mm, height_mm, data),)
    return ()
