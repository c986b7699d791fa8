"""Serials of every character there is, printed in each language and as PDF, and read back.

Serials of 1 to 20 characters of GS1's set 82 from one seed. Each stands in a GS1 Data Matrix, a
GS1 QR Code and a Digital Link QR Code, beside a GS1-128; what is no GS1 (Chinese, and the
characters that are commands somewhere) stands in plain symbols. Each language goes through its own
twin and is painted from what lies on the twin's liner, PDF by PDFium; zxing-cpp reads all of it,
byte for byte, with the AIM identifier. A sheet holds several serials, to keep the test short; how
many there are proves no more than that each character, length and symbol comes.
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
from drivers.labels.languages import LANGUAGES, renderer
from drivers.labels.to_pdf import to_pdf
from drivers.sim.label_languages import LABEL_LANGUAGES, LabelHead, picture_of

SERIALS = 25
SET_82 = "!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"
GTIN = "09506000134352"
ROWS = 5  # serials on a sheet
ROW_MM, MODULE_MM = 26.0, 0.5
SHEET_MM = (195.0, ROWS * ROW_MM + 4)
DOTS_A_MM = 8
PDF_SCALE = 8 * 25.4 / 72  # 8 pixels a mm
EVIL = (
    "山泉水 500 ml ^XZ~JA",
    '"\\["]",0 PRINT 9,9',
    "[DATE][SER:1];A 5",
    "~1~d034~~_1__>F>8>",
    "HTTPS://M.EXAMPLE/B/0123456789ABC",
    "https://q.example/a?b=c&d=_~|\\^",
    "\u00e9\u00df\u0416",
)

Expected = set[tuple[bytes, str]]
Gray = NDArray[np.uint8]
FORMATS = zxingcpp.BarcodeFormats(
    (
        zxingcpp.BarcodeFormat.DataMatrix,
        zxingcpp.BarcodeFormat.QRCode,
        zxingcpp.BarcodeFormat.Code128,
    )
)


def serials() -> list[str]:
    """The longest carry every character once, the others are of all lengths."""
    chance = random.Random(82)
    shuffled = chance.sample(SET_82, len(SET_82))
    whole = ["".join(shuffled[at : at + 20]) for at in range(0, len(shuffled), 20)]
    lengths = [at % 20 + 1 for at in range(SERIALS - len(whole))]
    return whole + ["".join(chance.choices(SET_82, k=length)) for length in lengths]


def sscc(number: int) -> bytes:
    digits = f"3{6901234:07d}{number:09d}"
    weighed = sum(int(digit) * (3 - 2 * (at % 2)) for at, digit in enumerate(digits))
    return f"00{digits}{-weighed % 10}".encode()


def row(number: int, serial: str, y_mm: float) -> tuple[tuple[Element, ...], Expected]:
    """One serial's symbols, with quiet zones between them, and what a reader must say."""
    gs1 = f"01{GTIN}21{serial}\x1d10B_1".encode()
    link = f"https://id.example.org/01/{GTIN}/21/{quote(serial, safe='')}".encode()
    bars = sscc(number) if number % 2 else f"21{serial[:6]}\x1d10A>B".encode()
    plain = EVIL[number % len(EVIL)].encode()
    elements = (
        DataMatrix(4, y_mm, MODULE_MM, gs1, gs1=True),
        Qr(28, y_mm, MODULE_MM, gs1, gs1=True),
        Qr(54, y_mm, MODULE_MM, link),
        Gs1Code128(90, y_mm, MODULE_MM / 2, 12, bars),
        Qr(150, y_mm, MODULE_MM, plain),
        DataMatrix(176, y_mm, MODULE_MM, plain),
    )
    return elements, {
        (gs1, "]d2"),
        (gs1, "]Q3"),
        (link, "]Q1"),
        (bars, "]C1"),
        (plain, "]Q1"),
        (plain, "]d1"),
    }


def sheets(drawn: list[str]) -> Iterator[tuple[Label, Expected]]:
    for first in range(0, len(drawn), ROWS):
        elements: list[Element] = []
        expected: Expected = set()
        for place, serial in enumerate(drawn[first : first + ROWS]):
            some, symbols = row(first + place, serial, 3 + place * ROW_MM)
            elements += some
            expected |= symbols
        yield Label(*SHEET_MM, tuple(elements)), expected


def read(picture: Gray) -> Expected:
    found = zxingcpp.read_barcodes(picture, formats=FORMATS, try_rotate=False, try_downscale=False)
    return {(one.bytes, one.symbology_identifier) for one in found}


def printed(language: str, job: bytes) -> Gray:
    """What lies on the liner of a printer that was sent this, and nothing else."""
    twin = LABEL_LANGUAGES[language].twin(label_ms=1)
    assert twin.received(job, 0) == b"", "no content is a question"
    twin.tick(1)
    (label,) = twin.liner
    assert not twin.coming(), "one label"
    return picture_of(label, LabelHead(language, DOTS_A_MM, *SHEET_MM))


def test_every_character_and_length_is_among_the_serials() -> None:
    assert set("".join(serials())) == set(SET_82)
    assert {len(one) for one in serials()} == set(range(1, 21))
    assert len(serials()) == SERIALS


@pytest.mark.parametrize("language", LABEL_LANGUAGES)
def test_what_is_printed_in_a_language_is_read_back_byte_for_byte(language: str) -> None:
    for label, expected in sheets(serials()):
        job = renderer(language)(label, DOTS_A_MM, "")
        assert read(printed(language, job)) == expected


def test_no_language_is_left_out() -> None:
    assert {*LABEL_LANGUAGES, "pdf"} == set(LANGUAGES)


def test_what_is_printed_as_pdf_is_read_back_byte_for_byte() -> None:
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
