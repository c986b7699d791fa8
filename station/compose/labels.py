"""What a container's label says, from the order; and its bytes in the printer's language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from config.label import LabelFile
from config.line import DeviceEntry, LineFile
from config.loading import find_label, load_label
from config.problems import ConfigError
from station.core.code_payload import GS1_AIMS
from station.core.code_schemes import scheme_of
from station.core.effects import PrintLabel
from station.core.facts import Issued
from station.core.gs1 import parse, to_brackets
from station.core.order import Order
from station.core.packaging import CodeKind, Level

TITLES = {"box": "盒 BOX", "case": "箱 CASE", "pallet": "托盘 PALLET"}
USUAL = "case-100x70"
CONTAINER_MAX = 999_999  # the widest number that a label is tried with
SAMPLE_SERIALS = {
    CodeKind.MINTED: "0" * 13,
    CodeKind.GS1: "0" * 13,
    CodeKind.SSCC: "0" * 18,
    CodeKind.IMPORTED: "0" * 20,
}


@dataclass(frozen=True)
class LabelPrinter:
    """How labels are made for a printer: its language, resolution and own font ("" = none)."""

    language: str = "zpl"
    dpi: int = 203
    font: str = ""


def printers_of(line: LineFile) -> dict[int, LabelPrinter]:
    """The label printer of each level that has one. Raises LabelError for one that can't print
    labels."""
    names = enumerate(line.roles.labels, start=1)
    return {level: printer_of(line.devices[name]) for level, name in names if name}


def printer_of(entry: DeviceEntry) -> LabelPrinter:
    from drivers.labels.languages import language_of  # noqa: PLC0415 - slow

    return LabelPrinter(language_of(entry.protocol), entry.dpi, entry.font)


class ShippingLabels:
    """Makes the labels of one order (`station.runtime.station.LabelMaker`)."""

    def __init__(self, order: Order, printers: Mapping[int, LabelPrinter] | None = None) -> None:
        self._order, self._printers = order, printers or {}
        self._templates: dict[int, LabelFile] = {}

    def why_not(self) -> str:
        """Why a label of this order can't be made, as a sentence; "" = they all can, as far as one
        can tell before there are codes."""
        from drivers.labels.label import LabelError  # noqa: PLC0415 - slow

        for level in self._order.product.levels[1:]:
            if level.code.preprinted:
                continue
            try:
                self(
                    PrintLabel("", level.number, CONTAINER_MAX, self._sample(level), level.capacity)
                )
            except (ConfigError, LabelError) as reason:
                return f"the label of {level.role} can't be made: {reason}"
        return ""

    def _sample(self, level: Level) -> Issued:
        order = self._order
        scheme = scheme_of(level.code, order.product.gtin, order.batch, order.expiry)
        payload = scheme.payload(SAMPLE_SERIALS[level.code.kind])
        return Issued(0, payload.data, payload.aim)

    def __call__(self, effect: PrintLabel) -> bytes:
        from drivers.labels.languages import DOTS_OF_DPI, renderer  # noqa: PLC0415 - slow
        from station.compose.label_filling import fill  # noqa: PLC0415

        printer = self._printers.get(effect.level, LabelPrinter())
        label = fill(self._template(effect.level), self.fields(effect))
        return renderer(printer.language)(label, DOTS_OF_DPI[printer.dpi], printer.font)

    def fields(self, effect: PrintLabel) -> dict[str, str]:
        """The contents of `config.label_fields.FIELDS` for one label."""
        order, level = self._order, self._order.product.levels[effect.level]
        return {
            "code": effect.issued.data.decode(),
            "code_text": code_text(effect.issued),
            "title": TITLES.get(level.role, level.role),
            "role": level.role,
            "container": str(effect.container),
            "count": str(effect.count),
            "unit": order.product.levels[effect.level - 1].role,
            "product": order.product.name,
            "gtin": level.code.gtin or order.product.gtin,
            "batch": order.batch,
            "produced": order.produced,
            "expiry": order.expiry,
            "order": order.number,
            "dealer": order.dealer,
            "region": order.region,
        }

    def _template(self, level: int) -> LabelFile:
        if level not in self._templates:
            name = self._order.product.levels[level].label or USUAL
            self._templates[level] = load_label(find_label(name))
        return self._templates[level]


def code_text(issued: Issued) -> str:
    """A code as people read it."""
    text = issued.data.decode()
    return to_brackets(parse(text)) if issued.aim in GS1_AIMS else text
