"""Labels as data: what fits, what can't be printed, symbols, pictures, fonts."""

from __future__ import annotations

import io

import numpy as np
import pytest
import zxingcpp
from numpy.typing import NDArray
from PIL import Image

from drivers.labels import fonts, glyphs
from drivers.labels.fit import check, check_drawn, code_128_modules
from drivers.labels.label import (
    DataMatrix,
    Element,
    Gs1Code128,
    Label,
    LabelCrowded,
    LabelError,
    LabelOverflow,
    Line,
    Picture,
    Qr,
    Text,
)
from drivers.labels.pictures import PICTURE_BYTES_MAX, height_for
from drivers.labels.symbols import (
    Kind,
    SymbolError,
    aim_of,
    element_string,
    symbol_matrix,
)
from drivers.labels.to_pdf import to_pdf
from drivers.labels.to_png import to_png

SSCC = b"00340123450000000015"
UPPER, LOWER = b"HTTPS://Q.EXAMPLE/01234567890123456789", b"https://q.example/01234567890123456789"


def one(element: Element, width_mm: float = 100, height_mm: float = 70) -> Label:
    return Label(width_mm, height_mm, (element,))


# ---------------------------------------------------------------- symbols


@pytest.mark.parametrize(
    ("kind", "data", "gs1", "aim"),
    [
        ("qr", UPPER, False, "]Q1"),
        ("qr", "中文".encode(), False, "]Q1"),
        ("qr", b"010950600013435221A<B\x1d10L", True, "]Q3"),
        ("data-matrix", b"\x00\xff_~^", False, "]d1"),
        ("data-matrix", b"010950600013435221(1)\x1d10L", True, "]d2"),
        ("code-128", b"PLAIN-1", False, "]C0"),
        ("code-128", SSCC, True, "]C1"),
        ("code-128", b"10A>B\x1d2112", True, "]C1"),
    ],
)
def test_a_symbol_says_its_bytes_and_its_kind(kind: Kind, data: bytes, gs1: bool, aim: str) -> None:
    matrix = symbol_matrix(kind, data, gs1)
    tall = np.repeat(matrix, 40, axis=0) if kind == "code-128" else matrix
    dark = np.pad(np.kron(tall, np.ones((3, 3), np.bool_)), 40)
    (read,) = zxingcpp.read_barcodes(np.where(dark, 0, 255).astype(np.uint8))
    assert (read.bytes, read.symbology_identifier) == (data, aim)
    assert aim_of(kind, gs1) == aim


def test_a_symbol_comes_without_quiet_zone() -> None:
    for kind in ("qr", "data-matrix"):
        matrix = symbol_matrix(kind, b"A1")
        assert matrix.any(axis=0).all()
        assert matrix.any(axis=1).all()
    bars = symbol_matrix("code-128", b"A1")
    assert bars.shape[0] == 1
    assert bars[0, 0]
    assert bars[0, -1]


def test_an_upper_case_address_makes_a_smaller_qr() -> None:
    """38 characters: version 2 as alphanumeric (level M holds 38), version 3 as bytes."""
    assert symbol_matrix("qr", UPPER, level="M").shape == (25, 25)
    assert symbol_matrix("qr", LOWER, level="M").shape == (29, 29)


def test_error_correction_is_what_was_asked_for() -> None:
    assert symbol_matrix("qr", UPPER, level="H").shape > symbol_matrix("qr", UPPER, level="L").shape


@pytest.mark.parametrize(
    ("marked", "data"),
    [
        ("(00)340123450000000015", SSCC),
        ("(01)09506000134352(21)A1(10)B", b"010950600013435221A1\x1d10B"),
        ("(01)09506000134352(10)B(17)271231", b"010950600013435210B\x1d17271231"),
        ("(3103)000123(21)A", b"310300012321A"),
        ("[01]09506000134352[21]A(10)B[10]C", b"010950600013435221A(10)B\x1d10C"),
    ],
)
def test_marked_data_becomes_an_element_string(marked: str, data: bytes) -> None:
    assert element_string(marked) == data


@pytest.mark.parametrize("marked", ["", "01095", "(310)300012", "(01)123", "x(21)A", "(21)"])
def test_marked_data_with_a_fault_is_refused(marked: str) -> None:
    with pytest.raises(SymbolError):
        element_string(marked)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x1d0109506000134352",
        b"0109506000134352\x1d21A",
        b"21A\x1d",
        b"0195",
        "21中".encode(),
    ],
)
def test_a_wrong_element_string_is_refused_not_mended(data: bytes) -> None:
    with pytest.raises(SymbolError):
        symbol_matrix("data-matrix", data, gs1=True)


# ---------------------------------------------------------------- what fits


@pytest.mark.parametrize(
    ("element", "over_mm"),
    [
        (Text(90, 2, 5, "中文字"), 5.0),
        (Text(-1, 2, 5, "A"), 1.0),
        (Text(2, 68, 5, "A"), 3.0),
        (Line(0, 0, 100.5, 1), 0.5),
        (Gs1Code128(30, 2, 0.5, 20, SSCC), 13.0),  # 5 of them quiet zone
        (DataMatrix(96, 2, 0.5, SSCC, gs1=True), 4.5),  # 0.5
        (Qr(88, 2, 0.5, UPPER), 2.5),  # 2
    ],
)
def test_what_sticks_out_is_told_in_millimetres(element: Element, over_mm: float) -> None:
    with pytest.raises(LabelOverflow, match="mm") as told:
        check(one(element))
    assert told.value.over_mm == pytest.approx(over_mm)


def test_of_several_the_worst_is_told() -> None:
    with pytest.raises(LabelOverflow, match="worse"):
        check(Label(10, 10, (Text(9, 1, 2, "bad"), Text(9, 4, 4, "worse"))))


def test_a_text_that_a_font_draws_wider_than_measured_is_an_overflow() -> None:
    text = Text(1, 1, 5, "A")
    check_drawn(one(text, width_mm=10), text, 9)
    with pytest.raises(LabelOverflow, match=r"2\.0 mm"):
        check_drawn(one(text, width_mm=10), text, 11)


def test_a_bar_code_is_never_drawn_wider_than_measured() -> None:
    for data in (SSCC, b"10ABC", b"3712345", b"0109506000134352211234567\x1d10A12"):
        assert symbol_matrix("code-128", data, gs1=True).shape[1] <= code_128_modules(data)
    assert code_128_modules(SSCC) == symbol_matrix("code-128", SSCC, gs1=True).shape[1] == 156


@pytest.mark.parametrize(
    "element",
    [
        Text(1, 1, 3, "line\nbreak"),
        Text(1, 1, 3, "del\x7f"),
        Qr(3, 3, 0.5, b"a\x1db"),
        DataMatrix(1, 1, 0.5, b"a\x1db"),
        DataMatrix(1, 1, 0.5, b"0195", gs1=True),
        Gs1Code128(1, 1, 0.5, 10, b"10A\nB"),
        Gs1Code128(1, 1, 0.5, 10, b""),
        Qr(1, 1, 0.5, b""),
    ],
)
def test_what_cannot_be_printed_is_refused_with_its_place(element: Element) -> None:
    with pytest.raises(LabelError, match="the "):
        check(one(element))


# ---------------------------------------------------------------- quiet zones


@pytest.mark.parametrize(
    ("symbol", "over_mm"),
    [
        (Qr(1.5, 10, 0.5, UPPER), 0.5),
        (Qr(10, 1, 0.5, UPPER), 1.0),
        (DataMatrix(0.25, 10, 0.5, SSCC, gs1=True), 0.25),
        (Gs1Code128(4, 0, 0.5, 20, SSCC), 1.0),
        (Gs1Code128(18, 50, 0.5, 20, SSCC), 1.0),
    ],
)
def test_a_quiet_zone_that_sticks_out_is_told_in_millimetres(
    symbol: Element, over_mm: float
) -> None:
    with pytest.raises(LabelOverflow, match="the quiet zone of the") as told:
        check(one(symbol))
    assert told.value.over_mm == pytest.approx(over_mm)


@pytest.mark.parametrize(
    ("other", "within_mm"),
    [
        (Line(2, 12, 7, 0.5), 1.0),
        (Text(23, 14, 3, "X"), 1.5),
        (DataMatrix(12, 24, 0.5, SSCC, gs1=True), 1.0),
        (Picture(9, 4, 20, 5, b""), 0.5),
    ],
)
def test_what_stands_in_a_quiet_zone_is_told_in_millimetres(
    other: Element, within_mm: float
) -> None:
    """The symbol takes 10 to 22.5 and 10.5 to 23 mm, its zone 2 mm more on each side."""
    symbol = Qr(10, 10.5, 0.5, UPPER)
    check(one(symbol))
    with pytest.raises(LabelCrowded, match=r"in the quiet zone of the Qr at 10, 10\.5 mm") as told:
        check(Label(100, 70, (symbol, other)))
    assert told.value.over_mm == pytest.approx(within_mm)


def test_what_stands_beside_a_quiet_zone_is_no_fault() -> None:
    symbol = Qr(10, 10, 0.5, UPPER)
    check(Label(100, 70, (symbol, Line(2, 10, 6, 1), Text(24.5, 10, 3, "X"))))


def test_symbols_one_on_the_other_are_told() -> None:
    with pytest.raises(LabelCrowded):
        check(Label(100, 70, (Qr(10, 10, 0.5, UPPER), Qr(12, 10, 0.5, UPPER))))


# ---------------------------------------------------------------- pictures


def drawn(label: Label) -> NDArray[np.uint8]:
    return np.asarray(Image.open(io.BytesIO(to_png(label))))


def png(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


HALF = png(Image.fromarray(np.repeat([[0, 255]], 2, axis=0).astype(np.uint8)))
GREY = png(Image.new("L", (10, 10), 100))


def test_a_picture_has_the_size_it_was_given_in_mm() -> None:
    dark = drawn(one(Picture(10, 20, 8, 4, HALF))) < 128
    assert dark[160:192, 80:110].all()
    assert not dark[160:192, 114:].any()
    assert dark.sum() == pytest.approx(32 * 32, abs=64)


def test_grey_is_cut_at_half_or_made_of_dots() -> None:
    plain = drawn(one(Picture(0, 0, 10, 10, GREY)))[:80, :80] < 128
    dots = drawn(one(Picture(0, 0, 10, 10, GREY, dither=True)))[:80, :80] < 128
    assert plain.all()
    assert dots.mean() == pytest.approx(1 - 100 / 255, abs=0.05)


def test_what_is_transparent_is_white() -> None:
    clear = png(Image.new("RGBA", (4, 4), (0, 0, 0, 0)))
    assert (drawn(one(Picture(0, 0, 10, 10, clear))) == 255).all()


def test_a_picture_that_sticks_out_is_an_overflow() -> None:
    with pytest.raises(LabelOverflow, match=r"3\.0 mm"):
        check(one(Picture(95, 0, 8, 4, HALF)))


@pytest.mark.parametrize("data", [b"", b"GIF89a", HALF[:40], b"\x89PNG\r\n\x1a\n" + bytes(50)])
def test_a_file_that_is_no_picture_is_refused(data: bytes) -> None:
    with pytest.raises(LabelError, match="PNG"):
        to_png(one(Picture(0, 0, 10, 10, data)))


def test_a_picture_that_would_fill_the_memory_is_refused() -> None:
    with pytest.raises(LabelError, match="at most"):
        height_for(bytes(PICTURE_BYTES_MAX + 1), 10)
    with pytest.raises(LabelError, match="smaller"):
        height_for(png(Image.new("1", (5_000, 5_000))), 10)


def test_a_text_stands_with_its_middle_or_right_edge_where_it_was_told() -> None:
    left, middle, right = (
        np.flatnonzero((drawn(one(Text(50, 10, 5, "箱 12", align))) < 128).any(axis=0))
        for align in ("left", "center", "right")
    )
    width = np.ptp(left)
    assert abs(left[0] - 400) < 6
    assert abs((middle[0] + middle[-1]) / 2 - 400) < 4
    assert abs(right[-1] - 400) < 6
    assert np.ptp(middle) == np.ptp(right) == width


# ---------------------------------------------------------------- fonts


def test_without_a_chinese_font_a_pdf_names_the_readers_own(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(fonts, "cjk_font_file", lambda: None)
    fonts.pdf_font.cache_clear()
    try:
        assert fonts.pdf_font() == fonts.FALLBACK
        assert to_pdf([one(Text(1, 1, 4, "中文"))]).startswith(b"%PDF")
    finally:
        fonts.pdf_font.cache_clear()


def test_without_a_chinese_font_a_drawn_text_is_an_error_with_the_remedy(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(glyphs, "picture_font_file", lambda: None)
    glyphs._font.cache_clear()
    glyphs.text_dots.cache_clear()
    with pytest.raises(LabelError, match="printer's own"):
        glyphs.text_dots("中", 32)
