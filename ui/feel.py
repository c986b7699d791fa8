"""What every widget of one screen shares: palette, sizes and clock, and word of their change.

Handed to each widget when it is made, so that a test has several side by side.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QFont

from ui.theme.metrics import Metrics
from ui.theme.palette import PALETTES, Palette, Theme
from ui.theme.sheet import FONTS, sheet


def steady_ms() -> int:
    """Milliseconds of a clock that nobody sets."""
    return time.monotonic_ns() // 1_000_000


class Feel(QObject):
    changed = Signal()  # another theme: whatever paints itself paints anew
    density_asked = Signal(float)  # everything in another size, in pixels a millimetre

    def __init__(
        self,
        metrics: Metrics,
        theme: Theme = Theme.LIGHT,
        now_ms: Callable[[], int] = steady_ms,
    ) -> None:
        super().__init__()
        self.metrics, self.theme, self.now_ms = metrics, theme, now_ms

    @property
    def palette(self) -> Palette:
        return PALETTES[self.theme]

    @property
    def sheet(self) -> str:
        return sheet(self.palette, self.metrics)

    def set_theme(self, theme: Theme) -> None:
        self.theme = theme
        self.changed.emit()

    def px(self, mm: float) -> int:
        return self.metrics.px(mm)

    def color(self, name: str) -> QColor:
        """A colour of the palette by its field."""
        return QColor(getattr(self.palette, name))

    def font(self, cap_mm: float, *, bold: bool = False) -> QFont:
        """For what paints its own text."""
        font = QFont([name.strip('" ') for name in FONTS.split(",")])
        font.setPixelSize(self.metrics.font_px(cap_mm))
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        return font
