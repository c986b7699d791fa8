"""What label printers the simulated hall needs, told by the line file and the product's labels."""

from __future__ import annotations

from config.line import LineFile
from config.loading import find_label, load_label
from drivers.labels.languages import DOTS_OF_DPI
from drivers.sim.label_languages import LABEL_LANGUAGES, LabelHead
from station.compose.labels import USUAL, LabelPrinter, printers_of
from station.core.packaging import Product
from station.store.errors import KnownError


def heads_of(line: LineFile, product: Product) -> tuple[LabelHead, ...]:
    """One for each level from 1; the usual one where the line has none. Raises KnownError for a
    printer that the hall can't have."""
    printers = printers_of(line)
    heads = []
    for level in product.levels[1:]:
        printer = printers.get(level.number, LabelPrinter())
        if printer.language not in LABEL_LANGUAGES:
            known = ", ".join(LABEL_LANGUAGES)
            said = f"the simulated hall has no label printer of the language {printer.language}"
            raise KnownError(f"level {level.number}: {said}; it has {known}")
        label = load_label(find_label(level.label or USUAL))
        dots = DOTS_OF_DPI[printer.dpi]
        pulses = _is_counted(line, level.number)
        heads.append(LabelHead(printer.language, dots, label.width_mm, label.height_mm, pulses))
    return tuple(heads)


def _is_counted(line: LineFile, level: int) -> bool:
    """Whether the PLC counts the labels of this level: their printer's END PRINT is wired to it."""
    names = line.roles.labels[level - 1 : level]
    return any(name and line.devices[name].options.get("done") == "external" for name in names)
