"""A font that holds Chinese, found on this system. It is a requirement of the installation."""

from __future__ import annotations

import functools
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFont

# TrueType outlines only: reportlab can't embed the CFF outlines of Noto's collections.
PLACES = (
    "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",
    "/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc",
    "/usr/share/fonts/truetype/arphic/uming.ttc",
    "C:/Windows/Fonts/msyh.ttc",
    "C:/Windows/Fonts/simhei.ttf",
)
NAME = "PacklineCJK"
FALLBACK = "STSong-Light"  # known to every PDF reader with Asian fonts, embedded in none


@functools.cache
def cjk_font_file() -> Path | None:
    """The first of PLACES that is there."""
    return next((Path(place) for place in PLACES if Path(place).exists()), None)


@functools.cache
def pdf_font() -> str:
    """The name of a registered PDF font that holds Chinese."""
    file = cjk_font_file()
    if file is None:
        pdfmetrics.registerFont(UnicodeCIDFont(FALLBACK))
        return FALLBACK
    pdfmetrics.registerFont(TTFont(NAME, str(file)))
    return NAME
