"""PDF pages as text and pictures, and what of a page's layout can be measured."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pypdfium2
import pytest
from numpy.typing import NDArray
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Paragraph, Table

A4_WIDTH, A4_HEIGHT = 595.3, 841.9
SLACK = 0.5  # points
OVERLAP_MAX = 0.3  # of the smaller of two characters


@contextmanager
def opened(pdf: bytes) -> Iterator[list[pypdfium2.PdfPage]]:
    document = pypdfium2.PdfDocument(pdf)
    pages = [document[number] for number in range(len(document))]
    try:
        yield pages
    finally:
        for page in pages:
            page.close()
        document.close()


def pages(pdf: bytes) -> list[str]:
    with opened(pdf) as found:
        texts = []
        for page in found:
            text = page.get_textpage()
            texts.append(text.get_text_bounded())
            text.close()
        return texts


def all_text(pdf: bytes) -> str:
    """The whole text as one line: where a paragraph breaks is no part of what it says."""
    return " ".join(" ".join(pages(pdf)).split())


def pictures(pdf: bytes, scale: float = 2) -> list[NDArray[np.uint8]]:
    with opened(pdf) as found:
        return [np.asarray(page.render(scale=scale).to_pil().convert("RGB")) for page in found]


def character_boxes(page: pypdfium2.PdfPage) -> NDArray[np.float64]:
    """left, bottom, right, top of each character that has ink, in points."""
    text = page.get_textpage()
    try:
        boxes = [text.get_charbox(n) for n in range(text.count_chars())]
    finally:
        text.close()
    return np.array([box for box in boxes if box[2] > box[0] and box[3] > box[1]])


def assert_nothing_overlaps(pdf: bytes) -> None:
    with opened(pdf) as found:
        for number, page in enumerate(found, 1):
            boxes = character_boxes(page)
            left = np.maximum(boxes[:, None, 0], boxes[None, :, 0])
            bottom = np.maximum(boxes[:, None, 1], boxes[None, :, 1])
            right = np.minimum(boxes[:, None, 2], boxes[None, :, 2])
            top = np.minimum(boxes[:, None, 3], boxes[None, :, 3])
            shared = np.clip(right - left, 0, None) * np.clip(top - bottom, 0, None)
            area = (boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1])
            share = shared / np.minimum(area[:, None], area[None, :])
            np.fill_diagonal(share, 0)
            assert share.max() <= OVERLAP_MAX, f"characters lie on each other on page {number}"


def assert_within_margins(pdf: bytes) -> None:
    margin = 15.5 * mm  # the papers' own is 16 mm; glyphs may lean out a little
    with opened(pdf) as found:
        for number, page in enumerate(found, 1):
            boxes = character_boxes(page)
            assert boxes[:, 0].min() >= margin, f"page {number}: text left of the margin"
            assert boxes[:, 2].max() <= A4_WIDTH - margin, f"page {number}: text right of it"
            assert boxes[:, 1].min() >= 6 * mm, f"page {number}: text below the foot"
            assert boxes[:, 3].max() <= A4_HEIGHT - 10 * mm, f"page {number}: text above the head"


@dataclass
class Cells:
    """Each cell that was drawn, measured while it was drawn."""

    drawn: int = 0
    wrong: list[str] = field(default_factory=list)


def watch_cells(monkeypatch: pytest.MonkeyPatch) -> Cells:
    """From here on, whatever a table draws is measured against its cell."""
    cells = Cells()
    draw: Callable[..., None] = Table._drawCell

    def measured(self: Table, value: Any, style: Any, pos: Any, size: Any) -> None:
        draw(self, value, style, pos, size)  # where heights are given, it lays out only now
        cells.drawn += 1
        room = size[0] - style.leftPadding - style.rightPadding
        high = size[1] - style.topPadding - style.bottomPadding
        for text, width, height in _sizes(value, style):
            if width > room + SLACK:
                cells.wrong.append(f"{text!r} is {width:.1f} wide in {room:.1f} points")
            if height > high + SLACK:
                cells.wrong.append(f"{text!r} is {height:.1f} high in {high:.1f} points")

    monkeypatch.setattr(Table, "_drawCell", measured)
    return cells


def _sizes(value: Any, style: Any) -> Iterator[tuple[str, float, float]]:
    """(text, width, height) of each thing in a cell, as it was laid out."""
    if isinstance(value, str):
        yield value, stringWidth(value, style.fontname, style.fontsize), style.fontsize
        return
    for one in value if isinstance(value, list | tuple) else [value]:
        if isinstance(one, Paragraph) and one.getPlainText():
            widths = [one.width - _spare(line) for line in one.blPara.lines]
            yield one.getPlainText(), max(widths, default=0), one.height


def _spare(line: Any) -> float:
    """What a line leaves free of the paragraph's width."""
    spare: float = line[0] if isinstance(line, tuple) else line.extraSpace
    return spare
