"""Why a read is not the expected code: each way that scanners spoil codes is named."""

from __future__ import annotations

import pytest

from station.core.codes import (
    Cause,
    Gs1Item,
    MintedUrl,
    Payload,
    Symbology,
    explain_difference,
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
    (ITEM, RAW.swapcase(), "]d2", Cause.LETTER_CASE),
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
    difference = explain_difference(ITEM, ITEM.data.replace(b"\x1d", b""), "]d2")
    assert "GS, 0x1D" in difference.english
    assert "分隔符" in difference.chinese
    for cause in Cause:
        said = {explain_difference(e, s.encode(), a) for e, s, a, c in CASES if c is cause}
        assert len(said) == 1, f"{cause} is one sentence"
        assert all(d.english.endswith(".") and d.chinese.endswith("。") for d in said)
