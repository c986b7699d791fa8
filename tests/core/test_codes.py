"""Identities, payloads and schemes: what is printed is what is recognised, byte for byte."""

from __future__ import annotations

import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st

from station.core.codes import (
    BadCodeId,
    CodeError,
    Content,
    GivenTexts,
    Gs1Item,
    Imported,
    MintedUrl,
    Payload,
    Scheme,
    Serials,
    Sscc,
    SsccNumbers,
    Symbology,
    elements_of,
    is_code_id,
    minted_series,
    pack,
    payloads,
    pool_series,
    recognise,
    same_code,
    scheme_of,
    split_aim,
    unpack,
)
from station.core.minting import Minter
from station.core.packaging import CodeKind, CodeRule

GTIN = "06901234567892"
MINTER = Minter(bytes(range(32)))
FIRST = pack(minted_series(1, 0), 1)
URL = MintedUrl("HTTPS://PK.EXAMPLE/", Symbology.QR)
ITEM = Gs1Item(GTIN, Symbology.GS1_DATA_MATRIX, "L01", "2026-12-31")
LINK = Gs1Item(GTIN, Symbology.QR, "L01/2", "2026-12", "https://id.example.com")
NUMBERS = SsccNumbers("6901234", 3, series=pool_series(5))
LABEL = Sscc(Symbology.GS1_128)
DRUG_CODE = b"00690123450000000017"  # a Chinese drug tracing code of 20 digits, plain Code 128


# ---------------------------------------------------------------- identities


@settings(deadline=None)
@given(st.integers(1, 2047), st.integers(0, 4095), st.integers(1, 2**40 - 1))
def test_a_minted_identity_is_packed_and_unpacked(station: int, epoch: int, serial: int) -> None:
    code = pack(minted_series(station, epoch), serial)
    assert 0 < code < 2**63
    assert is_code_id(code)
    parts = unpack(code)
    assert (parts.station, parts.epoch, parts.serial, parts.minted) == (
        station,
        epoch,
        serial,
        True,
    )
    assert parts.series == minted_series(station, epoch)


def test_an_identity_of_a_pool_has_no_station() -> None:
    parts = unpack(pack(pool_series(9), 3))
    assert (parts.station, parts.epoch, parts.serial, parts.minted) == (0, 9, 3, False)


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: minted_series(0, 1),
        lambda: minted_series(2048, 1),
        lambda: minted_series(1, 4096),
        lambda: pool_series(0),
        lambda: pool_series(4096),
        lambda: pack(0, 1),
        lambda: pack(1, 0),
        lambda: pack(1, 2**40),
        lambda: pack(2**23, 1),
        lambda: unpack(5),
        lambda: unpack(1 << 40),
        lambda: unpack(2**63),
        lambda: unpack(-1),
    ],
)
def test_what_does_not_fit_an_identity_is_refused(wrong: object) -> None:
    assert callable(wrong)
    with pytest.raises(BadCodeId, match="outside"):
        wrong()


@pytest.mark.parametrize("number", [0, -1, 5, 1 << 40, 2**63])
def test_not_every_number_is_an_identity(number: int) -> None:
    assert not is_code_id(number)


# ---------------------------------------------------------------- payloads of each scheme


def test_a_minted_code_stands_behind_its_prefix() -> None:
    (serial,) = MINTER.texts([FIRST])
    payload = URL.payload(serial)
    assert payload == Payload(f"HTTPS://PK.EXAMPLE/{serial}".encode(), "]Q1", serial, Symbology.QR)


def test_an_item_has_its_serial_before_its_batch() -> None:
    payload = ITEM.payload("A!1")
    assert payload.data == f"01{GTIN}1726123121A!1\x1d10L01".encode()
    assert (payload.aim, payload.human) == ("]d2", f"(01){GTIN}(17)261231(21)A!1(10)L01")


def test_an_item_without_a_batch_needs_no_separator() -> None:
    payload = Gs1Item(GTIN, Symbology.GS1_QR).payload("A")
    assert (payload.data, payload.aim) == (f"01{GTIN}21A".encode(), "]Q3")


def test_an_item_as_a_digital_link() -> None:
    payload = LINK.payload("5!N%\"'&*")
    link = f"https://id.example.com/01/{GTIN}/10/L01%2F2/21/5%21N%25%22%27%26%2A?17=261200"
    assert payload == Payload(link.encode(), "]Q1", link, Symbology.QR)


def test_a_logistic_label_tells_its_content_where_it_is_known() -> None:
    (sscc,) = NUMBERS.texts([pack(5, 1)])
    assert LABEL.payload(sscc).data == b"00" + sscc.encode()
    with_content = Sscc(Symbology.GS1_DATA_MATRIX, Content(GTIN, 24)).payload(sscc)
    assert with_content.data == f"00{sscc}02{GTIN}3724".encode()
    assert with_content.human == f"(00){sscc}(02){GTIN}(37)24"


def test_an_imported_text_is_printed_exactly_as_it_came() -> None:
    text = f"01{GTIN}21ab,c\x1d91EE\x1d92xyz="
    payload = Imported(Symbology.GS1_DATA_MATRIX).payload(text)
    assert payload.data == text.encode()
    assert "\x1d" not in payload.human


SCHEMES: list[tuple[Scheme, Serials, int]] = [
    (URL, MINTER, FIRST),
    (MintedUrl("", Symbology.DATA_MATRIX), MINTER, FIRST),
    (ITEM, MINTER, FIRST),
    (LINK, MINTER, FIRST),
    (LABEL, NUMBERS, pack(5, 1)),
    (Sscc(Symbology.GS1_QR, Content(GTIN, 12)), NUMBERS, pack(5, 999_999_999)),
    (Imported(Symbology.CODE_128), GivenTexts({pack(6, 1): "00690123450000000017"}), pack(6, 1)),
]


@pytest.mark.parametrize(("scheme", "serials", "code"), SCHEMES)
def test_every_payload_is_recognised_as_its_code(
    scheme: Scheme, serials: Serials, code: int
) -> None:
    (payload,) = payloads(scheme, serials, [code])
    assert recognise(scheme, serials, payload.data, payload.aim) == code
    assert same_code(payload, payload.data, payload.aim)
    assert recognise(scheme, serials, payload.data, "]e0") is None
    assert not same_code(payload, payload.data + b"!", payload.aim)
    assert recognise(scheme, serials, b"\xff", payload.aim) is None
    assert recognise(scheme, serials, b"", payload.aim) is None


@pytest.mark.parametrize(("scheme", "serials", "code"), SCHEMES[:6])
def test_a_real_symbol_is_read_as_its_payload(scheme: Scheme, serials: Serials, code: int) -> None:
    (payload,) = payloads(scheme, serials, [code])
    formats = {
        "q": zxingcpp.BarcodeFormat.QRCode,
        "d": zxingcpp.BarcodeFormat.DataMatrix,
        "c": zxingcpp.BarcodeFormat.Code128,
    }
    kind = formats[payload.aim[1].lower()]
    is_gs1 = payload.symbology.is_gs1
    content = payload.human if is_gs1 else payload.data.decode()
    symbol = zxingcpp.create_barcode(content, kind, **({"gs1": True} if is_gs1 else {}))
    (read,) = zxingcpp.read_barcodes(symbol.to_image(scale=4))
    assert same_code(payload, read.bytes, read.symbology_identifier)


def test_another_items_code_is_not_of_this_scheme() -> None:
    payload = Gs1Item("16901234500032", Symbology.GS1_DATA_MATRIX).payload("A")
    assert ITEM.serial_of(payload.data, payload.aim) is None


def test_a_minted_code_must_be_canonical_to_be_printed() -> None:
    with pytest.raises(CodeError, match="a minted code is 13 characters"):
        URL.payload("bs7bzsz698365")


@pytest.mark.parametrize("serial", ["", "a b", "x" * 21, "酒"])
def test_a_serial_that_gs1_forbids_is_never_printed(serial: str) -> None:
    for scheme in (ITEM, LINK):
        with pytest.raises(CodeError):
            scheme.payload(serial)


@pytest.mark.parametrize("serial", ["", "123", "369012340000000001"])
def test_a_wrong_sscc_is_never_printed(serial: str) -> None:
    with pytest.raises(CodeError):
        LABEL.payload(serial)


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: MintedUrl("https://pk.example/", Symbology.QR),
        lambda: MintedUrl("HTTPS://PK.EXAMPLE/ ", Symbology.QR),
        lambda: MintedUrl("https://酒.example/", Symbology.DATA_MATRIX),
        lambda: MintedUrl("", Symbology.GS1_QR),
        lambda: Gs1Item(GTIN, Symbology.QR),
        lambda: Gs1Item(GTIN, Symbology.GS1_QR, domain="https://id.example.com"),
        lambda: Gs1Item(GTIN, Symbology.QR, domain="id.example.com"),
        lambda: Gs1Item("06901234567893", Symbology.GS1_QR),
        lambda: Gs1Item(GTIN, Symbology.GS1_QR, batch="批次一"),
        lambda: Gs1Item(GTIN, Symbology.GS1_QR, expiry="2026-13-01"),
        lambda: Sscc(Symbology.CODE_128),
        lambda: Imported(Symbology.QR).payload(""),
        lambda: Sscc(Symbology.GS1_128, Content("1", 24)).payload("369012340000000017"),
    ],
)
def test_a_scheme_that_would_print_wrong_codes_is_refused(wrong: object) -> None:
    assert callable(wrong)
    with pytest.raises(CodeError):
        wrong()


def test_a_lower_case_prefix_is_fine_in_a_data_matrix() -> None:
    assert MintedUrl("https://pk.example/", Symbology.DATA_MATRIX).prefix


@pytest.mark.parametrize(
    ("rule", "scheme"),
    [
        (CodeRule(CodeKind.MINTED, "QR", prefix="HTTPS://PK.EXAMPLE/"), URL),
        (CodeRule(CodeKind.GS1, "GS1_DATA_MATRIX"), ITEM),
        (CodeRule(CodeKind.SSCC, "GS1_128", company_prefix="6901234", extension=3), LABEL),
        (CodeRule(CodeKind.IMPORTED, "CODE_128"), Imported(Symbology.CODE_128)),
        (
            CodeRule(
                CodeKind.GS1,
                "QR",
                gtin="16901234500032",
                form="digital_link",
                domain="https://id.example.com",
            ),
            Gs1Item("16901234500032", Symbology.QR, "L01", "2026-12-31", "https://id.example.com"),
        ),
    ],
)
def test_a_levels_rule_gives_its_scheme(rule: CodeRule, scheme: Scheme) -> None:
    assert scheme_of(rule, GTIN, "L01", "2026-12-31") == scheme


# ---------------------------------------------------------------- comparing


def test_a_lost_separator_is_another_code() -> None:
    expected = ITEM.payload("ABC")
    seen = expected.data.replace(b"\x1d", b"")
    assert ITEM.serial_of(seen, "]d2") == "ABC10L01", "it even parses"
    assert not same_code(expected, seen, "]d2")


@pytest.mark.parametrize("seen", [b"", b"x", ITEM.payload("abc").data, ITEM.payload("ABCD").data])
def test_one_other_byte_is_another_code(seen: bytes) -> None:
    assert not same_code(ITEM.payload("ABC"), seen, "]d2")


def test_the_same_bytes_in_a_plain_symbol_are_another_code() -> None:
    expected = ITEM.payload("ABC")
    assert not same_code(expected, expected.data, "]d1")


def test_an_unknown_kind_of_symbol_passes_only_where_allowed() -> None:
    expected = ITEM.payload("ABC")
    assert not same_code(expected, expected.data, "")
    assert same_code(expected, expected.data, "", aim_may_be_unknown=True)
    assert not same_code(expected, b"x", "", aim_may_be_unknown=True)


def test_a_named_character_set_inside_the_symbol_changes_nothing() -> None:
    payload = Imported(Symbology.QR).payload("码")
    assert same_code(payload, payload.data, "]Q2")


# ---------------------------------------------------------------- what a read claims


@pytest.mark.parametrize("aim", ["]C1", "]d2", "]Q3", "]e0"])
def test_gs1_symbols_hold_elements(aim: str) -> None:
    elements = elements_of(f"01{GTIN}".encode(), aim)
    assert elements is not None
    assert elements[0].value == GTIN


@pytest.mark.parametrize("aim", ["]d1", "]Q1", "]C0", ""])
def test_plain_symbols_hold_no_elements(aim: str) -> None:
    assert elements_of(f"01{GTIN}".encode(), aim) is None


def test_a_drug_tracing_code_that_begins_with_00_is_no_sscc() -> None:
    assert elements_of(DRUG_CODE, "]C0") is None
    assert LABEL.serial_of(DRUG_CODE, "]C0") is None
    assert LABEL.serial_of(DRUG_CODE, "") is None


def test_a_plain_qr_with_an_address_is_tried_as_a_digital_link() -> None:
    elements = elements_of(LINK.payload("A").data, "]Q1")
    assert elements is not None
    assert [element.ai for element in elements] == ["01", "10", "21", "17"]
    with pytest.raises(CodeError):
        elements_of(b"https://example.com/offers", "]Q1")


def test_an_empty_gs1_symbol_is_an_error() -> None:
    with pytest.raises(CodeError):
        elements_of(b"", "]d2")


def test_a_scanners_identifier_is_told_from_the_data() -> None:
    assert split_aim(b"]d2010690") == ("]d2", b"010690")
    assert split_aim(b"010690") == ("", b"010690")
    assert split_aim(b"]") == ("", b"]")
