"""A symbol's modules drawn as vectors, with its quiet zone."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.lib import colors
from reportlab.lib.units import mm
from reportlab.platypus import Flowable

QUIET_MODULES = 4  # QR asks for 4 modules of white around it; more than enough for the others


class SymbolPicture(Flowable):
    def __init__(self, modules: Sequence[Sequence[int]], size_mm: float) -> None:
        super().__init__()
        self._modules = modules
        self._columns = len(modules[0]) + 2 * QUIET_MODULES
        self._pitch = size_mm * mm / self._columns
        self.width = size_mm * mm
        self.height = self._pitch * (len(modules) + 2 * QUIET_MODULES)

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """The size on paper; reportlab asks for it. It doesn't shrink."""
        del available_width, available_height
        return self.width, self.height

    def draw(self) -> None:
        """Each run of dark modules in a row as one rectangle, so that no hairlines show."""
        self.canv.setFillColor(colors.black)
        for row, modules in enumerate(self._modules):
            y = self.height - (row + QUIET_MODULES + 1) * self._pitch
            start: int | None = None
            for column, dark in enumerate([*modules, 0]):
                if dark and start is None:
                    start = column
                elif not dark and start is not None:
                    x = (start + QUIET_MODULES) * self._pitch
                    self.canv.rect(x, y, (column - start) * self._pitch, self._pitch, 0, 1)
                    start = None
