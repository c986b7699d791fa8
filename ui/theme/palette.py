"""Three palettes. Grey is normal; colour is for what is not, and never alone: a shape and a word
stand beside it. The colours are Okabe and Ito's, which everybody tells apart, darkened or lightened
until text on them has a contrast of 4.5 (WCAG 2.2, success criterion 1.4.3); a test measures it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Theme(StrEnum):
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


@dataclass(frozen=True)
class Palette:
    """Each pair of text and ground is used together: `text` and `quiet` stand on `ground` and
    `panel`, `on_mark` on the five marks, `key_text` on `key`."""

    ground: str
    panel: str
    text: str
    quiet: str  # names of figures, what is less important
    line: str  # borders and grids
    key: str
    key_text: str
    key_off: str
    key_off_text: str
    on_mark: str
    good: str
    wait: str
    bad: str
    info: str
    idle: str


PALETTES: dict[Theme, Palette] = {
    Theme.LIGHT: Palette(
        ground="#e6e9eb",
        panel="#f7f8f8",
        text="#1b2126",
        quiet="#4a545b",
        line="#a7b0b6",
        key="#d3d9dd",
        key_text="#1b2126",
        key_off="#e0e4e6",
        key_off_text="#5a646b",
        on_mark="#ffffff",
        good="#00694c",
        wait="#8a5300",
        bad="#b03a00",
        info="#005a8f",
        idle="#56626b",
    ),
    Theme.DARK: Palette(
        ground="#171c20",
        panel="#22292e",
        text="#e8ecee",
        quiet="#a9b4bb",
        line="#4a555c",
        key="#364149",
        key_text="#f0f3f4",
        key_off="#262d32",
        key_off_text="#96a1a8",
        on_mark="#101315",
        good="#2fc79a",
        wait="#f0b429",
        bad="#ff8a50",
        info="#6fbff0",
        idle="#9aa7af",
    ),
    Theme.CONTRAST: Palette(
        ground="#000000",
        panel="#000000",
        text="#ffffff",
        quiet="#ffffff",
        line="#ffffff",
        key="#000000",
        key_text="#ffffff",
        key_off="#000000",
        key_off_text="#b8b8b8",
        on_mark="#000000",
        good="#5dffc8",
        wait="#ffd54a",
        bad="#ff9d66",
        info="#8fd3ff",
        idle="#d0d0d0",
    ),
}
