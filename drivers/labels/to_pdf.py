"""Labels as PDF, one a page, symbols as sharp vectors. The symbols come from zxing-cpp, never from
reportlab's own widgets (its Data Matrix is wrong, its QR slow)."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from drivers.labels.fit import check, check_drawn, matrix_of
from drivers.labels.fonts import pdf_font
from drivers.labels.label import (
    PART_BEFORE,
    DataMatrix,
    Element,
    Gs1Code128,
    Label,
    LabelError,
    Line,
    Picture,
    Qr,
    Symbol,
    Text,
)
from drivers.labels.pictures import picture_dots

BASELINE = 0.82  # of the height: where the letters stand within their line
SIZE = 0.9  # of the height
PICTURE_DOTS_A_MM = 12


def to_pdf(labels: Sequence[Label]) -> bytes:
    """One page a label, each of its label's size. Raises LabelError, LabelOverflow."""
    out = BytesIO()
    canvas = Canvas(out)
    for label in labels:
        check(label)
        canvas.setPageSize((label.width_mm * mm, label.height_mm * mm))
        for element in label.elements:
            _draw(canvas, label, element)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def to_pdf_job(label: Label, dots_a_mm: int, font: str) -> bytes:
    """One label for a print queue. Raises LabelError, LabelOverflow; LabelError for a `font`, since
    a page carries its own."""
    del dots_a_mm
    if font:
        raise LabelError(f"a PDF carries its own font: leave out font = {font!r}")
    return to_pdf([label])


def _draw(canvas: Canvas, label: Label, element: Element) -> None:
    page_mm = label.height_mm
    match element:
        case Text(x_mm, y_mm, height_mm, text):
            size = height_mm * mm * SIZE
            width = stringWidth(text, pdf_font(), size)
            check_drawn(label, element, width / mm)
            canvas.setFont(pdf_font(), size)
            left = x_mm * mm - PART_BEFORE[element.align] * width
            canvas.drawString(left, (page_mm - y_mm - height_mm * BASELINE) * mm, text)
        case Line(x_mm, y_mm, width_mm, height_mm):
            y = (page_mm - y_mm - height_mm) * mm
            canvas.rect(x_mm * mm, y, width_mm * mm, height_mm * mm, stroke=0, fill=1)
        case Picture():
            _picture(canvas, page_mm, element)
        case Qr() | DataMatrix():
            _modules(canvas, page_mm, element, matrix_of(element), element.module_mm)
        case Gs1Code128():
            _modules(canvas, page_mm, element, matrix_of(element), element.height_mm)


def _picture(canvas: Canvas, page_mm: float, element: Picture) -> None:
    """In black and white, as a printer prints it; its white covers nothing."""
    dark = picture_dots(element, PICTURE_DOTS_A_MM)
    grey = Image.fromarray(np.where(dark, 0, 255).astype(np.uint8)).convert("RGB")
    y = (page_mm - element.y_mm - element.height_mm) * mm
    canvas.drawImage(
        ImageReader(grey),
        element.x_mm * mm,
        y,
        element.width_mm * mm,
        element.height_mm * mm,
        mask=(255, 255, 255, 255, 255, 255),
    )


def _modules(
    canvas: Canvas,
    page_mm: float,
    element: Symbol,
    matrix: NDArray[np.bool_],
    row_mm: float,
) -> None:
    """Each run of dark modules as one rectangle, so that no hairlines show between them."""
    path = canvas.beginPath()
    for row, modules in enumerate(matrix):
        y = (page_mm - element.y_mm - (row + 1) * row_mm) * mm
        edges = np.flatnonzero(np.diff(np.concatenate(([0], modules.astype(np.int8), [0]))))
        for start, end in edges.reshape(-1, 2):
            x = (element.x_mm + float(start) * element.module_mm) * mm
            path.rect(x, y, float(end - start) * element.module_mm * mm, row_mm * mm)
    canvas.drawPath(path, stroke=0, fill=1)
