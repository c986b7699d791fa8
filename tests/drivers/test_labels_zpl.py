"""Labels in ZPL: golden bytes, nothing in a content is a command, and the printed picture."""

from __future__ import annotations

import numpy as np
import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st

from drivers.labels.label import (
    CONTROL,
    DataMatrix,
    Element,
    Gs1Code128,
    Label,
    LabelError,
    Line,
    Qr,
    Text,
)
from drivers.labels.to_zpl import to_zpl
from drivers.printers.zpl_codec import check_label
from drivers.sim.zpl import ZplTwin
from drivers.sim.zpl_render import fields_of, render

SSCC = b"00340123450000000015"
EVIL = "Cola^FS^XZ^XA^PQ5000^XZ~JR"
FONT = "E:SIMSUN.TTF"


def one(element: Element, dots_a_mm: int = 8, font: str = "") -> bytes:
    return to_zpl(Label(100, 70, (element,)), dots_a_mm, font)


def printed(zpl: bytes) -> ZplTwin:
    twin = ZplTwin(label_ms=1)
    twin.received(zpl, 0)
    for now_ms in range(100):
        twin.tick(now_ms)
    return twin


def read(zpl: bytes) -> set[tuple[bytes, str]]:
    picture = np.asarray(render(zpl))
    return {(one.bytes, one.symbology_identifier) for one in zxingcpp.read_barcodes(picture)}


# ---------------------------------------------------------------- golden bytes


@pytest.mark.parametrize(
    ("element", "middle"),
    [
        (Text(4, 3, 5, "A b"), b"^FO32,24^A0N,40,40^FH\\^FDA\\20b^FS"),
        (Line(4, 33, 92, 0.5), b"^FO32,264^GB736,4,4^FS"),
        (Line(4, 33, 0.5, 20), b"^FO32,264^GB4,160,4^FS"),
        (
            Qr(3, 3, 0.5, b"HTTPS://Q.EXAMPLE/1"),
            b"^FO24,24^BQN,2,4,M,7^FH\\^FDMA\\2CHTTPS\\3A\\2F\\2FQ\\2EEXAMPLE\\2F1^FS",
        ),
        (
            Qr(3, 3, 0.5, "中".encode()),
            b"^FO24,24^BQN,2,4,M,7^FH\\^FDMM\\2CB0003\\E4\\B8\\AD^FS",
        ),
        (
            DataMatrix(1, 1, 0.5, b"21A_1\x1d10B", gs1=True),
            b"^FO8,8^BXN,4,200,,,,_,1^FH\\^FD\\5F121A\\5F\\5F1\\5F110B^FS",
        ),
        (DataMatrix(1, 1, 0.5, b"a~"), b"^FO8,8^BXN,4,200,,,,_,1^FH\\^FDa\\7E^FS"),
        (
            Gs1Code128(11, 34, 0.5, 26, SSCC),
            b"^FO88,272^BY4^BCN,208,N,N,N,N^FH\\^FD\\3E\\3B\\3E8" + SSCC + b"^FS",
        ),
        (
            Gs1Code128(11, 34, 0.25, 26, b"10A>B\x1d2112"),
            b"^FO88,272^BY2^BCN,208,N,N,N,N^FH\\^FD\\3E\\3A\\3E810A\\3E0B\\3E82112^FS",
        ),
    ],
)
def test_an_element_is_these_bytes(element: Element, middle: bytes) -> None:
    head = b"^XA^CI28^PW800^LL560\n"
    assert one(element) == head + middle + b"\n^PQ1,0,1,Y^XZ\n"


def test_chinese_text_is_set_in_the_printers_font_where_one_is_named() -> None:
    zpl = one(Text(4, 3, 5, "水"), font=FONT)
    assert b"^A@N,40,40,E:SIMSUN.TTF^FH\\^FD\\E6\\B0\\B4^FS" in zpl


def test_chinese_text_without_a_font_in_the_printer_is_sent_as_dots() -> None:
    zpl = one(Text(4, 3, 5, "水"))
    assert b"^GFA,200,200,5," in zpl, "36 of 40 dots wide, 40 high"
    assert b"^FD" not in zpl
    assert (np.asarray(render(zpl)) < 128).sum() > 100


def test_a_gs1_qr_is_sent_as_dots_since_the_language_has_none() -> None:
    zpl = one(Qr(3, 3, 0.5, b"010950600013435221A\x1d10B", gs1=True))
    assert b"^GFA," in zpl
    assert read(zpl) == {(b"010950600013435221A\x1d10B", "]Q3")}


# ---------------------------------------------------------------- what is refused


@pytest.mark.parametrize(
    ("element", "word"),
    [
        (Qr(3, 3, 0.3, b"A"), "whole number of dots; take 0.25 mm"),
        (Gs1Code128(11, 1, 0.01, 10, SSCC), "whole number of dots; take 0.125 mm"),
    ],
)
def test_a_module_that_the_printer_cannot_print_is_refused(element: Element, word: str) -> None:
    with pytest.raises(LabelError, match=word):
        one(element)


def test_a_module_too_large_for_the_language_is_refused() -> None:
    with pytest.raises(LabelError, match=r"take at most 4\.16667 mm"):
        one(DataMatrix(5, 5, 4.25, b"A"), dots_a_mm=24)


def test_an_unknown_resolution_is_refused() -> None:
    with pytest.raises(LabelError, match="10 dots"):
        one(Line(1, 1, 1, 1), dots_a_mm=10)


@pytest.mark.parametrize("font", ["E:A,B", "E:A^XZ", "E:A B"])
def test_a_font_name_that_could_be_more_than_a_name_is_refused(font: str) -> None:
    with pytest.raises(LabelError, match="font"):
        one(Text(1, 1, 3, "A"), font=font)


# ---------------------------------------------------------------- nothing is a command


@pytest.mark.parametrize("font", ["", FONT])
def test_a_product_name_full_of_commands_is_a_product_name(font: str) -> None:
    zpl = one(Text(1, 1, 3, EVIL), font=font)
    check_label("p", zpl)
    twin = printed(zpl)
    assert twin.tape == [zpl.rstrip()], "exactly one label"
    assert not twin.obeyed, "no command"
    assert fields_of(zpl) == [EVIL.encode()]


ANY_TEXT = st.text(
    st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from("^~_\\>,:{}!\"' 中水"),
    max_size=12,
)


@given(ANY_TEXT)
@settings(max_examples=50, deadline=None)
def test_any_text_prints_as_itself_and_once(text: str) -> None:
    zpl = to_zpl(Label(200, 20, (Text(1, 1, 2, text),)), font=FONT)
    check_label("p", zpl)
    twin = printed(zpl)
    assert len(twin.tape) == 1
    assert not twin.obeyed
    assert fields_of(zpl) == [text.encode()]


ANY_DATA = st.binary(min_size=1, max_size=30).map(
    lambda data: bytes(one for one in data if one not in CONTROL | {0x1D, 0x7F}) or b"x"
)


@given(ANY_DATA)
@settings(max_examples=50, deadline=None)
def test_any_bytes_in_a_symbol_are_read_back_from_the_printed_label(data: bytes) -> None:
    zpl = to_zpl(Label(100, 30, (Qr(4, 4, 0.5, data), DataMatrix(50, 4, 0.5, data))))
    check_label("p", zpl)
    assert not printed(zpl).obeyed
    assert read(zpl) == {(data, "]Q1"), (data, "]d1")}


# ---------------------------------------------------------------- the printer's own reading


def test_a_qr_without_its_switches_loses_its_first_characters() -> None:
    zpl = b"^XA^PW400^LL400^FO40,40^BQN,2,6^FDHTTPS://Q^FS^XZ"
    assert read(zpl) == {(b"PS://Q", "]Q1")}


def test_a_data_matrix_with_its_separator_as_hex_is_no_gs1() -> None:
    zpl = b"^XA^PW400^LL400^FO40,40^BXN,6,200,,,,_,1^FH\\^FD21A\\1D10B^FS^XZ"
    assert read(zpl) == {(b"21A\x1d10B", "]d1")}


def test_mode_d_of_code_128_drops_parentheses() -> None:
    zpl = b"^XA^PW900^LL400^FO40,40^BY3^BCN,120,Y,N,N,D^FD(00)340123450000000015^FS^XZ"
    assert read(zpl) == {(SSCC, "]C1")}


def test_subset_c_loses_an_odd_digit() -> None:
    zpl = b"^XA^PW900^LL400^FO40,40^BY3^BCN,120,N,N,N,N^FD>;>837123^FS^XZ"
    assert read(zpl) == {(b"3712", "]C1")}


@pytest.mark.parametrize(
    "field",
    [
        b"^BXN,6,200,,,,_,1^FD_1notgs1",
        b"^BCN,99,N,N,N,N^FD>:>8XX",
        b"^BQN,2,6^FDMA,",
        b"^GFA,x,y^FDA",
    ],
)
def test_what_the_printer_cannot_make_stays_white(field: bytes) -> None:
    picture = np.asarray(render(b"^XA^PW400^LL400^FO40,40" + field + b"^FS^XZ"))
    assert not zxingcpp.read_barcodes(picture)


def test_a_blank_label_is_white() -> None:
    assert (np.asarray(render(b"")) == 255).all()


def test_text_without_utf_8_is_read_in_the_old_code_page() -> None:
    head, tail = b"^XA^PW400^LL100", b"^FO9,9^A0N,40,40^FH_^FD_C3_A9^FS^XZ"
    new, old = np.asarray(render(head + b"^CI28" + tail)), np.asarray(render(head + tail))
    assert (new < 128).any(axis=0).sum() < (old < 128).any(axis=0).sum(), "one letter, not two"
