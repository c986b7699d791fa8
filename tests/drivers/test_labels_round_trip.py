"""A thousand serials of every character there is, printed as ZPL and as PDF, and read back.

Serials of 1 to 20 characters of GS1's set 82 from one seed. Each stands in a GS1 Data Matrix, a
GS1 QR Code and a Digital Link QR Code, beside the GS1-128 of an SSCC. ZPL labels are painted by
the simulated printer, PDF labels by PDFium; zxing-cpp reads both, byte for byte, with the AIM
identifier. Some are printed on sheets of several, to keep the test short.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from urllib.parse import quote

import numpy as np
import pypdfium2  # type: ignore[import-untyped]
import pytest
import zxingcpp
from numpy.typing import NDArray

from drivers.labels.label import DataMatrix, Element, Gs1Code128, Label, Qr
from drivers.labels.to_pdf import to_pdf
from drivers.labels.to_zpl import to_zpl
from drivers.sim.zpl_render import render

SERIALS = 1_000
SET_82 = "!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"
GTIN = "09506000134352"
ROWS = 5  # serials on a sheet
ROW_MM, MODULE_MM = 26.0, 0.5
SHEET_MM = (185.0, ROWS * ROW_MM + 4)
DOTS_A_MM = 8
PDF_SCALE = 8 * 25.4 / 72  # 8 pixels a mm

Expected = set[tuple[bytes, str]]
FORMATS = zxingcpp.BarcodeFormats(
    (
        zxingcpp.BarcodeFormat.DataMatrix,
        zxingcpp.BarcodeFormat.QRCode,
        zxingcpp.BarcodeFormat.Code128,
    )
)


def serials() -> list[str]:
    chance = random.Random(82)
    drawn = ["".join(chance.choices(SET_82, k=chance.randint(1, 20))) for _ in range(SERIALS)]
    assert set("".join(drawn)) == set(SET_82)
    assert {len(one) for one in drawn} == set(range(1, 21))
    return drawn


def sscc(number: int) -> bytes:
    digits = f"3{6901234:07d}{number:09d}"
    weighed = sum(int(digit) * (3 - 2 * (at % 2)) for at, digit in enumerate(digits))
    return f"00{digits}{-weighed % 10}".encode()


def row(number: int, serial: str, y_mm: float) -> tuple[tuple[Element, ...], Expected]:
    """One serial's symbols, with quiet zones between them, and what a reader must say."""
    gs1 = f"01{GTIN}21{serial}".encode()
    link = f"https://id.example.org/01/{GTIN}/21/{quote(serial, safe='')}".encode()
    bars = sscc(number)
    elements = (
        DataMatrix(4, y_mm, MODULE_MM, gs1, gs1=True),
        Qr(28, y_mm, MODULE_MM, gs1, gs1=True),
        Qr(54, y_mm, MODULE_MM, link),
        Gs1Code128(90, y_mm, MODULE_MM, 12, bars),
    )
    return elements, {(gs1, "]d2"), (gs1, "]Q3"), (link, "]Q1"), (bars, "]C1")}


def sheets(drawn: list[str]) -> Iterator[tuple[Label, Expected]]:
    for first in range(0, len(drawn), ROWS):
        elements: list[Element] = []
        expected: Expected = set()
        for place, serial in enumerate(drawn[first : first + ROWS]):
            some, symbols = row(first + place, serial, 3 + place * ROW_MM)
            elements += some
            expected |= symbols
        yield Label(*SHEET_MM, tuple(elements)), expected


def read(picture: NDArray[np.uint8]) -> Expected:
    found = zxingcpp.read_barcodes(picture, formats=FORMATS, try_rotate=False, try_downscale=False)
    return {(one.bytes, one.symbology_identifier) for one in found}


@pytest.mark.timeout(180)
def test_a_thousand_serials_on_zpl_labels_are_read_back_byte_for_byte() -> None:
    count = 0
    for label, expected in sheets(serials()):
        picture = np.asarray(render(to_zpl(label, DOTS_A_MM)))
        assert read(picture) == expected
        count += len(expected)
    assert count == 4 * SERIALS


@pytest.mark.timeout(180)
def test_a_thousand_serials_on_pdf_labels_are_read_back_byte_for_byte() -> None:
    labels, expected = zip(*sheets(serials()), strict=True)
    document = pypdfium2.PdfDocument(to_pdf(labels))
    try:
        assert len(document) == len(labels)
        for number, symbols in enumerate(expected):
            page = document[number]
            bitmap = page.render(scale=PDF_SCALE, grayscale=True)
            assert read(np.array(bitmap.to_numpy())) == symbols, f"page {number + 1}"
            bitmap.close()
            page.close()
    finally:
        document.close()
