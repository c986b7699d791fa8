"""Sizes in millimetres, as a gloved finger and an eye at 2 m need them, made pixels of this panel.

What a panel says of its own size is often wrong, so the density can be set (`packline ui
--density`); without, it is what the panel says if that is plausible. A letter's cap height is
about 0.72 of its font's pixel size in the fonts that we use.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

KEY_MM = 22.0  # the least side of what is pressed
GAP_MM = 13.0  # between the edges of keys that move the line
NEAR_MM = 3.0  # between keys that only show another page or type a letter
EDGE_MM = 3.0
FAR_CAP_MM = 10.0  # state and counters, from 2 m
BIG_CAP_MM = 5.0
CAP_MM = 3.2  # everything that is read while standing at the screen
SMALL_CAP_MM = 2.7
CAP_OF_FONT = 0.72
MM_PER_INCH = 25.4
PLAUSIBLE = (60.0, 300.0)  # dots an inch of panels on machines
USUAL_DPI = 96.0
PX_PER_MM = (1.0, 20.0)  # of panels that there are
DENSITY_STEP = 0.2  # pixels a millimetre, from one size to the next


@dataclass(frozen=True)
class Metrics:
    px_per_mm: float

    def px(self, mm: float) -> int:
        """At least so many millimetres, in whole pixels."""
        return math.ceil(mm * self.px_per_mm - 1e-6)

    def font_px(self, cap_mm: float) -> int:
        """The font's pixel size whose capitals are at least so high."""
        return math.ceil(cap_mm * self.px_per_mm / CAP_OF_FONT)


def metrics_of(dpi: float) -> Metrics:
    """Of a panel that says it has so many dots an inch."""
    believed = dpi if PLAUSIBLE[0] <= dpi <= PLAUSIBLE[1] else USUAL_DPI
    return Metrics(believed / MM_PER_INCH)
