"""Why a read is not the expected code: each way that scanners spoil codes is named."""

from __future__ import annotations

import pytest

from station.core.code_differences import difference
from station.core.codes import (
    Cause,
    Gs1Item,
    MintedUrl,
    Payload,
    Symbology,
    explain_difference,
    explain_reads,
    same_code,
)

GTIN = "06901234567892"
ITEM = Gs1Item(GTIN, Symbology.GS1_DATA_MATRIX, "L-01/yZ").payload("5aY7_")
RAW = ITEM.data.decode()
URL = MintedUrl("HTTPS://PK.EXAMPLE/", Symbology.QR).payload("BS7BZSZ698365")
URL_RAW = URL.data.decode()

# Read through a German and a French keyboard by a scanner that types on a US one.
GERMAN_ITEM = RAW.replace("_", "?").replace("5aY7", "5aZ7").replace("L-01/yZ", "Lß01-zY")
GERMAN_URL = "HTTPSÖ--PK.EXAMPLE-BS7BYSY698365"
FRENCH_URL = "HTTPSM!!PK:EXQ?PLE!"
FULL_WIDTH = "".join(chr(ord(c) + 0xFEE0) for c in URL_RAW)

CASES = [
    (URL, URL_RAW, "]Q1", Cause.SAME),
    (URL, URL_RAW, "", Cause.SAME),
    (ITEM, RAW, "]d1", Cause.OTHER_SYMBOL),
    (ITEM, "", "", Cause.NOTHING_READ),
    (ITEM, "\r\n", "", Cause.NOTHING_READ),
    (ITEM, "]d2" + RAW, "", Cause.AIM_IN_DATA),
    (ITEM, "]d2" + RAW + "\r", "", Cause.AIM_IN_DATA),
    (ITEM, RAW + "\r", "]d2", Cause.TRAILING_CONTROL),
    (ITEM, RAW + "\r\n", "]d2", Cause.TRAILING_CONTROL),
    (ITEM, RAW + "\0", "]d2", Cause.TRAILING_CONTROL),
    (ITEM, RAW.replace("\x1d", ""), "]d2", Cause.SEPARATOR_MISSING),
    (ITEM, RAW.replace("\x1d", "") + "\r", "", Cause.SEPARATOR_MISSING),
    (ITEM, RAW.replace("\x1d", "|"), "]d2", Cause.SEPARATOR_REPLACED),
    (ITEM, RAW.replace("\x1d", " "), "]d2", Cause.SEPARATOR_REPLACED),
    (ITEM, RAW.replace("\x1d", "\u2194"), "]d2", Cause.SEPARATOR_REPLACED),
    (ITEM, RAW.replace("\x1d", "<GS>"), "]d2", Cause.SEPARATOR_REPLACED),
    (ITEM, "\x1d" + RAW, "]d2", Cause.SEPARATOR_SUPERFLUOUS),
    (ITEM, RAW + "\x1d", "]d2", Cause.SEPARATOR_SUPERFLUOUS),
    (ITEM, RAW.swapcase(), "]d2", Cause.CAPS_LOCK),
    (ITEM, RAW.upper(), "]d2", Cause.LETTER_CASE),
    (URL, URL_RAW.lower(), "]Q1", Cause.LETTER_CASE),
    (URL, FULL_WIDTH, "", Cause.FULL_WIDTH),
    (URL, URL_RAW.replace(".", "。").replace("/", "、"), "", Cause.FULL_WIDTH),
    (URL, GERMAN_URL, "", Cause.KEYBOARD_LAYOUT),
    (ITEM, GERMAN_ITEM, "", Cause.KEYBOARD_LAYOUT),
    (ITEM, GERMAN_ITEM.replace("\x1d", ""), "", Cause.KEYBOARD_LAYOUT),
    (URL, URL_RAW + URL_RAW, "", Cause.DOUBLED),
    (URL, URL_RAW + "\r" + URL_RAW, "", Cause.DOUBLED),
    (URL, URL_RAW + URL_RAW[:-1] + "7", "", Cause.DOUBLED),
    (URL, URL_RAW[:-1] + "7" + URL_RAW, "", Cause.DOUBLED),
    (URL, URL_RAW[:-3], "", Cause.TRUNCATED),
    (URL, URL_RAW[3:], "", Cause.TRUNCATED),
    (URL, URL_RAW[:-1] + "7", "]Q1", Cause.OTHER_CODE),
]


@pytest.mark.parametrize(("expected", "seen", "aim", "cause"), CASES)
def test_the_likely_cause_is_named(expected: Payload, seen: str, aim: str, cause: Cause) -> None:
    assert explain_difference(expected, seen.encode(), aim).cause is cause


@pytest.mark.parametrize(("expected", "seen", "aim", "cause"), CASES)
def test_an_explanation_never_accepts_a_code(
    expected: Payload, seen: str, aim: str, cause: Cause
) -> None:
    same = same_code(expected, seen.encode(), aim, aim_may_be_unknown=True)
    assert same == (cause is Cause.SAME)


def test_a_french_keyboard_is_known_too() -> None:
    expected = MintedUrl("HTTPS://PK.EXAMPLE/", Symbology.QR).payload("0" * 13)
    seen = FRENCH_URL + "à" * 13
    assert explain_difference(expected, seen.encode()).cause is Cause.KEYBOARD_LAYOUT


def test_bytes_that_are_no_text_are_another_code() -> None:
    assert explain_difference(URL, b"\xff\xfe\xfd", "]Q1").cause is Cause.OTHER_CODE


def test_the_remedy_is_said_in_english_and_chinese() -> None:
    missing = explain_difference(ITEM, ITEM.data.replace(b"\x1d", b""), "]d2")
    assert "GS, 0x1D" in missing.english
    assert "分隔符" in missing.chinese
    for cause in Cause:
        found = [explain_difference(e, s.encode(), a) for e, s, a, c in CASES if c is cause]
        assert len({(one.english, one.chinese) for one in found}) <= 1, f"{cause}: one sentence"
        said = difference(cause)
        assert all(one.english == said.english for one in found)
        assert said.english.endswith(".")
        assert said.chinese.endswith("。")


@pytest.mark.parametrize(
    "word", ["{GS}", "<GS>", "|", "~", "\\x1d", " ", "\\u001d", "{FNC1}", "^]", "[GS]", "\u241d"]
)
def test_what_stands_for_a_separator_is_named(word: str) -> None:
    found = explain_difference(ITEM, RAW.replace("\x1d", word).encode(), "]d2")
    assert (found.cause, found.detail) == (Cause.SEPARATOR_REPLACED, word)


# What a US keyboard's keys show elsewhere, and the other way round, by hand for one code.
LAYOUT_CODE = Payload(b"zZyYaAqQ-:;mM_/?", "]Q1", "", Symbology.QR)


@pytest.mark.parametrize(
    ("seen", "detail"),
    [
        ("yYzZaAqQßÖömM?-_", "us → de"),
        ("wWyYqQaA)Mm,?°!§", "us → fr"),
        ("yYzZaAqQ/><mM?&_", "de → us"),
    ],
)
def test_the_layouts_that_differ_are_named(seen: str, detail: str) -> None:
    found = explain_difference(LAYOUT_CODE, seen.encode())
    assert (found.cause, found.detail) == (Cause.KEYBOARD_LAYOUT, detail)


def test_capitals_for_small_letters_are_caps_lock_only_where_both_were_exchanged() -> None:
    swapped = RAW.swapcase().replace("\x1d", "").encode()
    assert explain_difference(ITEM, swapped).cause is Cause.CAPS_LOCK
    assert explain_difference(URL, URL_RAW.lower().encode()).cause is Cause.LETTER_CASE


# ---------------------------------------------------------------- several reads, several codes

OTHER = MintedUrl("HTTPS://PK.EXAMPLE/", Symbology.QR).payload("0" * 13)
BOTH = URL.data + OTHER.data


@pytest.mark.parametrize(
    ("expected", "reads", "cause"),
    [
        ([URL, OTHER], [], Cause.NOTHING_READ),
        ([URL, OTHER], [(OTHER.data, "]Q1")], Cause.SAME),
        ([URL, OTHER], [(BOTH, "]Q1")], Cause.MERGED),
        ([URL, OTHER], [(b"]Q1" + URL.data + b"]Q1" + OTHER.data + b"\r", "")], Cause.MERGED),
        ([URL, OTHER], [(URL.data + b"\r\n" + URL.data, "]Q1")], Cause.MERGED),
        ([URL, OTHER], [(URL.data[:9], "]Q1"), (URL.data[9:], "")], Cause.SPLIT),
        ([ITEM], [(b"]d2" + ITEM.data[:20], ""), (ITEM.data[20:], "")], Cause.SPLIT),
        ([URL], [(URL.data, "]Q1"), (URL.data, "]Q1")], Cause.TWICE),
        ([URL, ITEM], [(ITEM.data.replace(b"\x1d", b""), "]d2")], Cause.SEPARATOR_MISSING),
        ([URL, OTHER], [(URL.data[:9], "]Q1")], Cause.TRUNCATED),
        ([URL, OTHER], [(b"nothing like it", "]Q1")], Cause.OTHER_CODE),
        ([URL, OTHER], [(BOTH + b"more", "]Q1")], Cause.DOUBLED),
    ],
)
def test_what_came_is_compared_with_all_that_was_meant(
    expected: list[Payload], reads: list[tuple[bytes, str]], cause: Cause
) -> None:
    assert explain_reads(expected, reads).cause is cause
