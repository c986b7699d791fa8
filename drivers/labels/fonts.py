"""A font that holds Chinese, found on this system. It is a requirement of the installation.

PDF and pictures need different ones: reportlab embeds TrueType outlines only, so Noto's
collections (CFF outlines) serve for pictures and not for PDF. Where a PDF has nothing to embed,
reportlab's own name for a font that readers bring along is used, `FALLBACK`.
"""

from __future__ import annotations

import functools
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFont

PLACES = (
    "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",
    "/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc",
    "/usr/share/fonts/truetype/arphic/uming.ttc",
    "C:/Windows/Fonts/msyh.ttc",
    "C:/Windows/Fonts/simhei.ttf",
)
PLACES_FOR_PICTURES = (
    *PLACES,
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf",
)
NAME = "PacklineCJK"
FALLBACK = "STSong-Light"  # known to every PDF reader with Asian fonts, embedded in none


@functools.cache
def cjk_font_file() -> Path | None:
    """The first of PLACES that is there: what `pdf_font` embeds."""
    return _first(PLACES)


@functools.cache
def picture_font_file() -> Path | None:
    """The first font that Pillow can draw Chinese with."""
    return _first(PLACES_FOR_PICTURES)


@functools.cache
def pdf_font() -> str:
    """The name of a registered PDF font that holds Chinese: NAME if one is embedded, FALLBACK
    if not."""
    file = cjk_font_file()
    if file is None:
        pdfmetrics.registerFont(UnicodeCIDFont(FALLBACK))
        return FALLBACK
    pdfmetrics.registerFont(TTFont(NAME, str(file)))
    return NAME


def _first(places: tuple[str, ...]) -> Path | None:
    return next((Path(place) for place in places if Path(place).exists()), None)
