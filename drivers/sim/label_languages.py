"""The languages of simulated label printers: a language's twin, and what its labels look like.

One table for everybody who runs a label printer without having one. Names are those of
`drivers.labels.languages`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from drivers.sim import jscript_render, sbpl_render, tspl_render, zpl_render
from drivers.sim.jscript import JscriptTwin
from drivers.sim.label_feed import LabelFeed
from drivers.sim.sbpl import SbplTwin
from drivers.sim.tspl import TsplTwin
from drivers.sim.zpl import ZplTwin

__all__ = ["LABEL_LANGUAGES", "LabelHead", "LabelLanguage", "picture_of"]


@dataclass(frozen=True)
class LabelHead:
    """A label printer with the labels that are in it. Some languages tell the size of a label, with
    the others it is set at the printer. `pulses`: its END PRINT is wired to the PLC."""

    language: str = "zpl"
    dots_a_mm: int = 8
    width_mm: float = 100.0
    height_mm: float = 70.0
    pulses: bool = False

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in dots."""
        return round(self.width_mm * self.dots_a_mm), round(self.height_mm * self.dots_a_mm)


@dataclass(frozen=True)
class LabelLanguage:
    """`begins`: how each label in it begins, as it lies on a twin's liner."""

    twin: Callable[..., LabelFeed]
    picture: Callable[[bytes, LabelHead], Image.Image]
    begins: bytes


LABEL_LANGUAGES: Mapping[str, LabelLanguage] = {
    "zpl": LabelLanguage(ZplTwin, lambda label, head: zpl_render.render(label), b"^XA"),
    "tspl": LabelLanguage(
        TsplTwin, lambda label, head: tspl_render.render(label, head.dots_a_mm), b"SIZE "
    ),
    "sbpl": LabelLanguage(
        SbplTwin, lambda label, head: sbpl_render.render(label, *head.size), b"\x1bA"
    ),
    "jscript": LabelLanguage(
        JscriptTwin, lambda label, head: jscript_render.render(label, head.dots_a_mm), b"m m"
    ),
}


def picture_of(label: bytes, head: LabelHead) -> NDArray[np.uint8]:
    """A printed label, grey, one pixel a dot; white for b"", a blank one."""
    if not label:
        return np.full(head.size[::-1], 255, np.uint8)
    return np.asarray(LABEL_LANGUAGES[head.language].picture(label, head))
