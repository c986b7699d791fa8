"""The scanner's self-test: whatever is set wrongly shows on the test label, by its name."""

from __future__ import annotations

import pytest

from station.core.codes import TEST_CODES, Cause, Symbology, check_scanner, elements_of

ALL = list(TEST_CODES)
GS1 = [one for one in ALL if one.is_gs1]
DATA = TEST_CODES[Symbology.GS1_DATA_MATRIX].data


def causes(label: Symbology, *reads: tuple[bytes, str]) -> list[Cause]:
    return [one.cause for one in check_scanner(label, reads).findings]


@pytest.mark.parametrize("label", ALL)
def test_a_scanner_that_is_set_well_has_no_findings(label: Symbology) -> None:
    code = TEST_CODES[label]
    check = check_scanner(label, [(code.data, code.aim)])
    assert check.good
    assert check.findings == ()


@pytest.mark.parametrize("label", GS1)
def test_the_gs1_test_codes_are_right_gs1(label: Symbology) -> None:
    elements = elements_of(TEST_CODES[label].data, label.aim)
    assert elements is not None
    assert [one.ai for one in elements] == ["01", "21", "10"]


@pytest.mark.parametrize("label", ALL)
def test_every_test_code_shows_case_and_layouts(label: Symbology) -> None:
    text = TEST_CODES[label].data.decode()
    assert set("aQzY") <= set(text)
    assert text.swapcase() != text.lower() != text
    assert set("-:") <= set(text)


@pytest.mark.parametrize(
    ("reads", "found"),
    [
        ([], [Cause.NOTHING_READ]),
        ([(DATA, "")], [Cause.AIM_MISSING]),
        ([(DATA, "]d1")], [Cause.OTHER_SYMBOL]),
        ([(b"]d2" + DATA, "")], [Cause.AIM_IN_DATA]),
        ([(DATA.replace(b"\x1d", b""), "]d2")], [Cause.SEPARATOR_MISSING]),
        ([(DATA.replace(b"\x1d", b""), "")], [Cause.SEPARATOR_MISSING, Cause.AIM_MISSING]),
        ([(DATA.replace(b"\x1d", b"|"), "]d1")], [Cause.SEPARATOR_REPLACED, Cause.OTHER_SYMBOL]),
        ([(DATA.swapcase(), "]D2")], [Cause.CAPS_LOCK]),
        ([(DATA.upper(), "]d2")], [Cause.LETTER_CASE]),
        ([(DATA + b"\t", "]d2")], [Cause.TRAILING_CONTROL]),
        ([(DATA, "]d2"), (DATA, "]d2")], [Cause.TWICE]),
        ([(DATA + b"\r" + DATA, "]d2")], [Cause.MERGED]),
        ([(DATA[:12], "]d2"), (DATA[12:], "")], [Cause.SPLIT]),
        ([(DATA[:12], "]d2")], [Cause.TRUNCATED]),
        ([(b"another code", "")], [Cause.OTHER_CODE]),
    ],
)
def test_each_fault_is_named(reads: list[tuple[bytes, str]], found: list[Cause]) -> None:
    assert causes(Symbology.GS1_DATA_MATRIX, *reads) == found


def test_what_is_told_is_told_in_both_languages() -> None:
    check = check_scanner(Symbology.GS1_QR, [(b"x", "")])
    assert all(one.english and one.chinese for one in check.findings)
