"""Codes in free text are hidden; what isn't worth money stays readable."""

from __future__ import annotations

import pytest

from station.reports.masking import masked


@pytest.mark.parametrize(
    "code",
    [
        "198JG9HB22VCW",
        "HTTPS://M.EXAMPLE/B/198JG9HB22VCW",
        "https://id.example/01/06901234567892/21/A1B2C3D4",
        "(01)06901234567892(21)A1B2C3D4E5",
        "010690123456789221A1B2C3D4\\x1d10LOT",
        "FIRST-1",
        "CODE42",
    ],
)
def test_a_code_is_hidden_wherever_it_stands(code: str) -> None:
    serial = code[-8:-3]
    for text in (code, f"item 4: {code}", f"place 3: {code}, place 5: {code}", f"({code})"):
        hidden = masked(text)
        assert code not in hidden
        assert serial not in hidden
        assert "…" in hidden


@pytest.mark.parametrize(
    "text",
    [
        "item 69",
        "expected 00069012340000000047, read (00)069012340000000030",
        "link lost (tcp://127.0.0.1:33501 was closed by the device): Check power and cable.",
        "the right label was read",
        "by -2",
        "5 in a row",
        "",
    ],
)
def test_what_is_no_code_stays(text: str) -> None:
    assert masked(text) == text
