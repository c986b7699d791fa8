"""Labels as data: what fits, what can't be printed, symbols, layouts, pictures."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
import zxingcpp
from PIL import Image

from drivers.labels import fonts, glyphs
from drivers.labels.fit import check, check_drawn, code_128_modules, size_mm
from drivers.labels.label import (
    DataMatrix,
    Element,
    Gs1Code128,
    Label,
    LabelError,
    LabelOverflow,
    Line,
    Qr,
    Text,
)
from drivers.labels.layouts import ShippingText, pallet_label, shipping_label
from drivers.labels.symbols import (
    Kind,
    SymbolError,
    aim_of,
    element_string,
    symbol_matrix,
)
from drivers.labels.to_pdf import to_pdf
from drivers.labels.to_png import to_png

Layout = Callable[[ShippingText], Label]

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
        (Gs1Code128(30, 2, 0.5, 20, SSCC), 8.0),
        (DataMatrix(96, 2, 0.5, SSCC, gs1=True), 4.0),
        (Qr(88, 2, 0.5, UPPER), 0.5),
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
        Qr(1, 1, 0.5, b"a\x1db"),
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


# ---------------------------------------------------------------- layouts


TEXT = ShippingText(
    title="箱 CASE 17",
    product="矿泉水 550 ml",
    batch="B-1/2^3~4",
    produced="2026-11-23",
    expiry="2027-11-23",
    content="24 × bottle",
    data=SSCC,
    human="(00) 340123450000000015",
)


def symbols_on(label: Label) -> set[tuple[bytes, str]]:
    picture = np.asarray(Image.open(io.BytesIO(to_png(label))))
    return {(read.bytes, read.symbology_identifier) for read in zxingcpp.read_barcodes(picture)}


@pytest.mark.parametrize("layout", [shipping_label, pallet_label])
def test_a_shipping_label_carries_its_number_twice(layout: Layout) -> None:
    assert symbols_on(layout(TEXT)) == {(SSCC, "]C1"), (SSCC, "]d2")}
    assert symbols_on(layout(replace(TEXT, with_matrix=False))) == {(SSCC, "]C1")}


@pytest.mark.parametrize("layout", [shipping_label, pallet_label])
def test_a_number_too_long_for_bars_stands_in_the_matrix_alone(layout: Layout) -> None:
    data = element_string("(01)16901234500032(21)ABCDEFGHIJ0123456789")
    for with_matrix in (True, False):
        label = layout(replace(TEXT, data=data, with_matrix=with_matrix))
        assert symbols_on(label) == {(data, "]d2")}


def test_a_product_name_too_long_for_the_label_is_told() -> None:
    with pytest.raises(LabelOverflow, match="shorten"):
        check(shipping_label(replace(TEXT, product="矿泉水" * 20)))


def test_a_bar_code_of_a_shipping_label_keeps_its_quiet_zones() -> None:
    for label in (shipping_label(TEXT), pallet_label(TEXT)):
        (bars,) = [one for one in label.elements if isinstance(one, Gs1Code128)]
        width_mm, _ = size_mm(bars)
        quiet_mm = 10 * bars.module_mm
        assert bars.x_mm >= quiet_mm
        assert label.width_mm - bars.x_mm - width_mm >= quiet_mm


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
    with pytest.raises(LabelError, match="cjk_font"):
        glyphs.text_dots("中", 32)
