"""Symbols drawn as modules, read back by a decoder: bytes and AIM identifier must be the same."""

from __future__ import annotations

import numpy as np
import pytest
import zxingcpp

from drivers.labels.symbols import Kind, SymbolError, aim_of, symbol_matrix

KINDS: tuple[Kind, ...] = ("qr", "data-matrix", "code-128")
PAYLOADS = [
    (b"010401234512345621A1b2\x1d10L01", True),
    (b"010401234512345621A(b)2\x1d91EE09\x1d92abc+/=", True),
    (b"00340123450000000018", True),
    (b"310300012510AB\x1d41040123450000093920123", True),
    (b"HTTPS://EX.COM/A/12345", False),
    (b"a\x1db", False),
    ("你好".encode(), False),
]


def read_back(matrix: np.ndarray) -> list[tuple[bytes, str]]:
    tall = np.repeat(matrix, 30, axis=0) if matrix.shape[0] == 1 else matrix
    dark = np.pad(np.kron(tall, np.ones((3, 3), np.bool_)), 36)
    found = zxingcpp.read_barcodes(np.where(dark, 0, 255).astype(np.uint8))
    return [(barcode.bytes, barcode.symbology_identifier) for barcode in found]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("data", "gs1"), PAYLOADS)
def test_a_symbol_reads_back_as_what_was_asked_for(kind: Kind, data: bytes, gs1: bool) -> None:
    assert read_back(symbol_matrix(kind, data, gs1)) == [(data, aim_of(kind, gs1))]


def test_upper_case_makes_a_smaller_qr() -> None:
    assert symbol_matrix("qr", b"HTTPS://EX.COM/A/12345").shape == (21, 21)
    assert symbol_matrix("qr", b"https://ex.com/a/12345").shape == (25, 25)


def test_data_matrix_is_square_and_a_bar_code_one_row() -> None:
    rows, columns = symbol_matrix("data-matrix", b"\x7fA\xc2BC").shape
    assert rows == columns
    assert symbol_matrix("code-128", b"ABC").shape[0] == 1


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"0104012345123456\x1d21A", "a GS stands behind .01."),
        (b"21A\x1d", "a GS stands behind .21."),
        (b"01040123", "the value of AI 01 is shorter"),
        (b"ABC", "'ABC' is no application identifier"),
        (b"21\xff", "byte 2 isn't"),
        (b"", "can't be a qr symbol"),
    ],
)
def test_what_is_no_element_string_is_refused(data: bytes, says: str) -> None:
    with pytest.raises(SymbolError, match=says):
        symbol_matrix("qr", data, gs1=True)
