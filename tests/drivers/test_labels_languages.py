"""Labels in TSPL, SBPL and JScript: golden bytes, refusals, and that no content is a command.

Golden bytes follow the manuals that each renderer names. Round trips of symbols are in
`test_labels_round_trip.py`, ZPL has a file of its own.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
import zxingcpp
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PIL import Image

from drivers.labels.label import (
    CONTROL,
    DataMatrix,
    Element,
    Gs1Code128,
    Label,
    LabelError,
    LabelOverflow,
    Line,
    Picture,
    Qr,
    Text,
)
from drivers.labels.languages import DOTS_OF_DPI, LANGUAGES, language_of, renderer
from drivers.labels.to_jscript import to_jscript
from drivers.labels.to_sbpl import to_sbpl
from drivers.labels.to_tspl import to_tspl
from drivers.sim import jscript_render, sbpl_render, tspl_render, zpl_render
from tests.reports.pdf_reading import pictures

SSCC = b"00340123450000000015"
OPEN = b"10A>B\x1d2112"  # two elements, and a character that Code 128 escapes in two languages
FONTS = {"zpl": "E:SIMSUN.TTF", "tspl": "SIMHEI.TTF", "sbpl": "A", "jscript": "3", "pdf": ""}
DOTTED = [language for language in LANGUAGES if language != "pdf"]
NEW = ("tspl", "sbpl", "jscript")


def printed(language: str, data: bytes, label: Label) -> Image.Image:
    """What the language's twin prints, at 8 dots a mm."""
    size = round(label.width_mm * 8), round(label.height_mm * 8)
    painters: dict[str, Callable[[], Image.Image]] = {
        "zpl": lambda: zpl_render.render(data),
        "tspl": lambda: tspl_render.render(data),
        "sbpl": lambda: sbpl_render.render(data, *size),
        "jscript": lambda: jscript_render.render(data),
        "pdf": lambda: pdf_page(data, 8),
    }
    return painters[language]()


def pdf_page(data: bytes, dots_a_mm: int) -> Image.Image:
    (page,) = pictures(data, dots_a_mm * 25.4 / 72)
    return Image.fromarray(page).convert("L")


def read(picture: Image.Image) -> set[tuple[bytes, str]]:
    found = zxingcpp.read_barcodes(np.asarray(picture))
    return {(one.bytes, one.symbology_identifier) for one in found}


# ---------------------------------------------------------------- golden bytes


@pytest.mark.parametrize(
    ("element", "font", "middle"),
    [
        (Line(4, 33, 92, 0.5), "", b"BAR 32,264,736,4\r\n"),
        (
            Text(4, 3, 5, "水 A"),
            "SIMHEI.TTF",
            'TEXT 32,24,"SIMHEI.TTF",0,13,13,"水 A"\r\n'.encode(),
        ),
        (
            Qr(3, 3, 0.5, b"HTTPS://Q.EXAMPLE/1"),
            "",
            b'QRCODE 24,24,M,4,A,0,M2,S7,"HTTPS://Q.EXAMPLE/1"\r\n',
        ),
        (
            DataMatrix(3, 3, 0.5, b'21A"\x1d10B', gs1=True),
            "",
            b'DMATRIX 24,24,56,56,c126,x4,"~121A~d034~110B"\r\n',
        ),
        (DataMatrix(3, 3, 0.5, b"a~"), "", b'DMATRIX 24,24,40,40,c126,x4,"a~d126"\r\n'),
        (
            Gs1Code128(11, 34, 0.5, 26, SSCC),
            "",
            b'BARCODE 88,272,"EAN128",208,0,0,4,4,"' + SSCC + b'"\r\n',
        ),
    ],
)
def test_an_element_in_tspl_is_these_bytes(element: Element, font: str, middle: bytes) -> None:
    page = b"CODEPAGE UTF-8\r\nCLS\r\n" if font else b"CLS\r\n"
    expected = b"SIZE 100 mm,70 mm\r\n" + page + middle + b"PRINT 1,1\r\n"
    assert to_tspl(Label(100, 70, (element,)), font=font) == expected


def test_bars_that_tspl_cannot_say_exactly_are_sent_one_by_one() -> None:
    bars = to_tspl(Label(100, 70, (Gs1Code128(11, 34, 0.25, 26, OPEN),)))
    assert bars.startswith(b"SIZE 100 mm,70 mm\r\nCLS\r\nBAR 88,272,4,208\r\nBAR 94,272,2,208\r\n")
    assert b"BARCODE" not in bars


def test_dots_in_tspl_are_binary_with_0_for_dark() -> None:
    job = to_tspl(Label(20, 10, (Picture(1, 1, 1, 0.25, dot_png()),)))
    assert b"BITMAP 8,8,1,2,0,\x0f\x0f\r\n" in job


@pytest.mark.parametrize(
    ("element", "font", "middle"),
    [
        (Line(4, 33, 92, 0.5), "", b"\x1bV0265\x1bH0033\x1bFW04H0736"),
        (Line(4, 33, 0.5, 20), "", b"\x1bV0265\x1bH0033\x1bFW04V0160"),
        (Text(4, 3, 5, "A b"), "A", b"\x1bV0025\x1bH0033\x1b$A,40,40,0\x1b$=A b"),
        (
            Qr(3, 3, 0.5, b"HTTPS://Q.EXAMPLE/1"),
            "",
            b"\x1bV0025\x1bH0025\x1b2D30,M,04,1,0\x1bDN0019,HTTPS://Q.EXAMPLE/1",
        ),
        (
            DataMatrix(3, 3, 0.5, b"21A_1\x1d10B", gs1=True),
            "",
            b"\x1bV0025\x1bH0025\x1b2D51,04,04,000,000\x1bDN0012,\x1b121A_1\x1b110B",
        ),
        (
            DataMatrix(3, 3, 0.5, b"a~"),
            "",
            b"\x1bV0025\x1bH0025\x1b2D50,04,04,000,000\x1bDN0003,a~~",
        ),
        (
            Gs1Code128(11, 34, 0.5, 26, SSCC),
            "",
            b"\x1bV0273\x1bH0089\x1bBG04208>I>F" + SSCC,
        ),
        (
            Gs1Code128(11, 34, 0.25, 26, b"10AB\x1d2112"),
            "",
            b"\x1bV0273\x1bH0089\x1bBG02208>H>F10AB>F2112",
        ),
    ],
)
def test_an_element_in_sbpl_is_these_bytes(element: Element, font: str, middle: bytes) -> None:
    expected = b"\x1bA" + middle + b"\x1bQ1\x1bZ"
    assert to_sbpl(Label(100, 70, (element,)), font=font) == expected


def test_dots_in_sbpl_are_blocks_of_8_by_8_in_hex() -> None:
    item = to_sbpl(Label(20, 10, (Picture(1, 1, 1, 0.25, dot_png()),)))
    assert item == b"\x1bA\x1bV0009\x1bH0009\x1bGH001001F0F0000000000000\x1bQ1\x1bZ"


@pytest.mark.parametrize(
    ("element", "font", "picture", "field"),
    [
        (Text(4, 3, 5, "A b"), "3", b"", b"T 4,7.125,0,3,4.50;A b\r"),
        (DataMatrix(3, 3, 0.5, b"A b:1"), "", b"", b"B 3,3,0,DATAMATRIX,0.5;A b:1\r"),
        # 736 dots are 92 bytes of black (DC = 80 + 5C), and the row comes four times
        (Line(4, 33, 92, 0.5), "", b"d ASC;P1\r02E00004\r0000FF04DC\r", b"I 4,33,0,1,1;P1\r"),
    ],
)
def test_an_element_in_jscript_is_these_bytes(
    element: Element, font: str, picture: bytes, field: bytes
) -> None:
    expected = b"m m\r" + picture + b"J\rS l1;0,0,70,72,100\r" + field + b"A 1\r"
    assert to_jscript(Label(100, 70, (element,)), font=font) == expected


def test_rows_in_jscript_are_packed() -> None:
    """16 dots black, 8 mixed, 24 white; then a row of white alone, and none that repeats."""
    rows = np.array([[0] * 16 + [0, 255] * 4 + [255] * 24, [255] * 48], np.uint8)
    job = to_jscript(Label(20, 10, (Picture(1, 1, 6, 0.25, as_png(Image.fromarray(rows))),)))
    assert b"d ASC;P1\r00300002\r828001AA03\r06\r" in job


def dot_png() -> bytes:
    """8 x 2 dots, the left half dark."""
    return as_png(Image.fromarray(np.array([[0] * 4 + [255] * 4] * 2, np.uint8)))


def as_png(picture: Image.Image) -> bytes:
    from io import BytesIO

    out = BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


# ---------------------------------------------------------------- every language


@pytest.mark.parametrize("dpi", DOTS_OF_DPI)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_symbol_is_its_size_in_mm_at_every_resolution(language: str, dpi: int) -> None:
    dots_a_mm = DOTS_OF_DPI[dpi]
    label = Label(60, 20, (Qr(3, 3, 0.5, b"A", gs1=False), Gs1Code128(16, 3, 0.25, 10, SSCC)))
    data = renderer(language)(label, dots_a_mm, "")
    picture = {
        "zpl": lambda: zpl_render.render(data),
        "tspl": lambda: tspl_render.render(data, dots_a_mm),
        "sbpl": lambda: sbpl_render.render(data, 60 * dots_a_mm, 20 * dots_a_mm),
        "jscript": lambda: jscript_render.render(data, dots_a_mm),
        "pdf": lambda: pdf_page(data, dots_a_mm),
    }[language]()
    assert read(picture) == {(b"A", "]Q1"), (SSCC, "]C1")}
    columns = np.flatnonzero((np.asarray(picture) < 128).any(axis=0))
    assert columns[0] == 3 * dots_a_mm
    assert columns[-1] + 1 == (16 + 156 * 0.25) * dots_a_mm


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_does_not_fit_is_an_overflow_in_every_language(language: str) -> None:
    render = renderer(language)
    with pytest.raises(LabelOverflow, match=r"5\.0 mm"):
        render(Label(100, 70, (Text(90, 2, 5, "中文字"),)), 8, "")
    with pytest.raises(LabelOverflow, match="quiet zone"):
        render(Label(100, 70, (Qr(1, 10, 0.5, b"A"),)), 8, "")


@pytest.mark.parametrize("language", DOTTED)
def test_modules_and_resolutions_that_a_printer_has_not_are_refused(language: str) -> None:
    render = renderer(language)
    with pytest.raises(LabelError, match=r"whole number of dots; take 0\.25 mm"):
        render(Label(100, 70, (DataMatrix(3, 3, 0.3, b"A"),)), 8, "")
    with pytest.raises(LabelError, match="10 dots"):
        render(Label(100, 70, (Line(1, 1, 1, 1),)), 10, "")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("font", ["A,B", 'A"', "A\r", "A;B", "A^XZ", "\x1bZ", "字"])
def test_a_font_name_that_could_be_more_than_a_name_is_refused(language: str, font: str) -> None:
    with pytest.raises(LabelError, match="font"):
        renderer(language)(Label(100, 70, (Text(1, 1, 3, "A"),)), 8, font)


@pytest.mark.parametrize("language", LANGUAGES)
def test_chinese_and_pictures_are_printed_as_dots(language: str) -> None:
    label = Label(60, 20, (Text(2, 2, 5, "山泉水"), Picture(30, 2, 10, 10, dot_png())))
    picture = np.asarray(printed(language, renderer(language)(label, 8, ""), label)) < 128
    assert picture[16:56, 16:136].sum() > 300
    assert picture[16:96, 240:280].all()
    assert not picture[16:96, 280:320].any()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_text_in_the_middle_is_drawn_where_it_was_told(language: str) -> None:
    label = Label(60, 20, (Text(30, 5, 5, "(00)12", "center"),))
    picture = printed(language, renderer(language)(label, 8, FONTS[language]), label)
    columns = np.flatnonzero((np.asarray(picture) < 128).any(axis=0))
    assert abs((columns[0] + columns[-1]) / 2 - 240) < 6


def test_a_protocol_ends_with_its_language() -> None:
    assert language_of("zebra-zpl") == "zpl"
    assert language_of("tspl") == "tspl"
    assert language_of("cups-pdf") == "pdf"
    with pytest.raises(LabelError, match="prints no labels"):
        language_of("modbus-plc")
    with pytest.raises(LabelError, match="there are zpl"):
        renderer("epl")


# ---------------------------------------------------------------- nothing is a command

EVIL = (
    "^FS^XZ^XA^PQ9^XZ~JA",
    '",0\nPRINT 9,9',
    '"\\["]~!T\\[R]',
    "\x1bQ9\x1bZ\x1bA",
    "[DATE][?:x]",
    "a;b\rA 99\rJ",
    ">F>G~1~d034__1",
)
ANY_TEXT = st.one_of(
    st.sampled_from([one for one in EVIL if not CONTROL.intersection(one.encode())]),
    st.text(
        st.characters(exclude_categories=("Cs", "Cc"))
        | st.sampled_from("^~_\\>,:;{}[]!\"'|$= 中水ABQZ"),
        max_size=10,
    ),
)
ANY_BYTES = st.one_of(
    st.sampled_from([one.encode() for one in EVIL]),
    st.binary(min_size=1, max_size=16),
    st.text("^~_\\>,;[]!\"'ABQZ10", min_size=1, max_size=16).map(str.encode),
).map(lambda data: bytes(one for one in data if one not in CONTROL | {0x1D, 0x7F}) or b"x")


def names(language: str, data: bytes) -> list[str]:
    """The names of the commands that a printer finds, in order."""
    if language == "tspl":
        return [one.name.decode() for one in tspl_render.commands(data)]
    if language == "sbpl":
        return [one.name.decode() for one in sbpl_render.commands(data)]
    return [one.name for one in jscript_render.commands(data)]


def contents(language: str, data: bytes) -> list[str]:
    """The texts that a printer sets in a font of its own, as it understands them."""
    if language == "tspl":
        found = [one for one in tspl_render.commands(data) if one.name == b"TEXT"]
        return [one.arguments[-1].decode() for one in found]
    if language == "sbpl":
        return [one.rest.decode() for one in sbpl_render.commands(data) if one.name == b"$="]
    found_lines = [one.rest for one in jscript_render.commands(data) if one.name == "T"]
    return [rest.partition(";")[2] for rest in found_lines]


EXPECTED = {
    "tspl": {"SIZE", "CODEPAGE", "CLS", "TEXT", "BITMAP", "DMATRIX", "QRCODE", "BAR", "PRINT"},
    "sbpl": {"A", "V", "H", "$", "$=", "GH", "2D30", "2D50", "DN", "BG", "Q", "Z"},
    "jscript": {"m", "d", "J", "S", "T", "I", "B", "A"},
}
ONCE = {"tspl": ("PRINT", "CLS", "SIZE"), "sbpl": ("A", "Q", "Z"), "jscript": ("J", "S", "A")}


def assert_nothing_broke_out(language: str, data: bytes) -> None:
    found = names(language, data)
    assert set(found) <= EXPECTED[language], found
    for name in ONCE[language]:
        assert found.count(name) == 1, found
    assert found[-1] == ONCE[language][2 if language != "tspl" else 0]


@pytest.mark.parametrize("language", NEW)
@pytest.mark.parametrize("with_font", [False, True])
@given(text=ANY_TEXT)
@example(text=" ")
@example(text="a ")
@settings(max_examples=20, deadline=None)
def test_no_text_breaks_out_of_its_field(language: str, with_font: bool, text: str) -> None:
    font = FONTS[language] if with_font else ""
    data = renderer(language)(Label(200, 20, (Text(1, 1, 3, text),)), 8, font)
    assert_nothing_broke_out(language, data)
    assert contents(language, data) in ([], [text])
    if language == "tspl":
        assert b"~!" not in data
        assert b"\x1b!" not in data


@pytest.mark.parametrize("language", NEW)
@given(data=ANY_BYTES)
@example(data=b"a ")
@settings(max_examples=25, deadline=None)
def test_any_bytes_in_a_symbol_are_read_back_and_break_nothing(language: str, data: bytes) -> None:
    label = Label(100, 30, (Qr(4, 4, 0.5, data), DataMatrix(50, 4, 0.5, data)))
    job = renderer(language)(label, 8, "")
    assert_nothing_broke_out(language, job)
    assert read(printed(language, job, label)) == {(data, "]Q1"), (data, "]d1")}


@pytest.mark.parametrize("language", NEW)
@pytest.mark.parametrize("text", [one for one in EVIL if CONTROL.intersection(one.encode())])
def test_control_characters_are_refused_with_their_place(language: str, text: str) -> None:
    for element in (Text(1, 1, 3, text), Qr(3, 3, 0.5, text.encode())):
        with pytest.raises(LabelError, match="can't be printed"):
            renderer(language)(Label(200, 40, (element,)), 8, FONTS[language])


@pytest.mark.parametrize("pair", [b"\x1b!", b"~!"])
def test_a_picture_that_holds_a_question_of_the_printer_is_cut(pair: bytes) -> None:
    """As bytes side by side in a row, and from the end of a row to the next."""
    octets = [bytes(~byte & 0xFF for byte in b"\xaa" + pair + b"\xaa"), bytes(4)]
    wrapped = [bytes((0, 0, 0, ~pair[0] & 0xFF)), bytes((~pair[1] & 0xFF, 0, 0, 0))]
    for rows in (octets, wrapped):
        bits = np.unpackbits(np.frombuffer(b"".join(rows), np.uint8).reshape(2, 4), axis=1)
        shown = Image.fromarray(np.where(bits, 0, 255).astype(np.uint8))
        label = Label(20, 10, (Picture(1, 1, 4, 0.25, as_png(shown)),))
        job = to_tspl(label)
        assert pair not in job
        assert job.count(b"BITMAP") == 2
        assert ((np.asarray(tspl_render.render(job))[8:10, 8:40] < 128) == bits).all()


# ---------------------------------------------------------------- the printers' own reading


def test_a_qr_in_tspl_without_its_model_is_the_old_one_that_nobody_reads() -> None:
    job = b'SIZE 30 mm,30 mm\r\nCLS\r\nQRCODE 40,40,M,6,A,0,"HELLO"\r\nPRINT 1,1\r\n'
    assert not read(tspl_render.render(job))


def test_a_quote_in_tspl_ends_the_content() -> None:
    job = b'SIZE 30 mm,30 mm\r\nCLS\r\nDMATRIX 40,40,90,90,x6,"A"B"\r\nPRINT 1,1\r\n'
    assert read(tspl_render.render(job)) == {(b"A", "]d1")}


def test_a_gs1_data_matrix_in_sbpl_without_its_first_fnc1_is_no_gs1() -> None:
    item = b"\x1bA\x1bV0041\x1bH0041\x1b2D51,06,06,000,000\x1bDN0005,21A1B\x1bQ1\x1bZ"
    assert read(sbpl_render.render(item, 400, 400)) == {(b"21A1B", "]d1")}


def test_a_lone_sign_in_a_bar_code_of_sbpl_prints_nothing() -> None:
    item = b"\x1bA\x1bV0041\x1bH0081\x1bBG02099>H>F10A>B\x1bQ1\x1bZ"
    picture = np.asarray(sbpl_render.render(item[:-4].replace(b"A>B", b"A>") + b"\x1bZ", 900, 300))
    assert (picture == 255).all()


def test_an_odd_digit_in_subset_c_of_sbpl_gets_a_nought() -> None:
    item = b"\x1bA\x1bV0041\x1bH0081\x1bBG02099>I>F37123\x1bQ1\x1bZ"
    assert read(sbpl_render.render(item, 900, 300)) == {(b"371230", "]C1")}


def test_bytes_beyond_ascii_in_a_qr_of_sbpl_would_be_kanji() -> None:
    item = b"\x1bA\x1bV0041\x1bH0041\x1b2D30,M,04,1,0\x1bDN0003," + "中".encode() + b"\x1bZ"
    assert not read(sbpl_render.render(item, 400, 400))


def test_a_function_in_brackets_of_jscript_is_no_content() -> None:
    job = b"m m\rJ\rS l1;0,0,30,32,30\rB 4,4,0,DATAMATRIX,0.75;A[DATE]B\rA 1\r"
    assert read(jscript_render.render(job)) == {(b"AB", "]d1")}
