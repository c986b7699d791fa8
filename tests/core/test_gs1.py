"""Element strings: read with tolerance, checked without, built without a needless separator."""

from __future__ import annotations

from datetime import date

import pytest
from biip.gs1_messages import GS1Message
from hypothesis import given, settings
from hypothesis import strategies as st

from station.core import gs1
from station.core.check_digits import (
    SET_82,
    check_digit,
    check_pair,
    has_right_check_digit,
    with_check_digit,
)
from station.core.code_errors import GS, CodeError, Rule
from station.core.gs1 import Element
from station.core.gs1_table import TABLE
from station.core.gs1_urn import sgtin_urn, sscc_urn
from station.core.sscc import SsccNumbers, make_sscc, serials_of

GTIN = "06901234567892"
SSCC = "069012345000000011"


def rules(brackets: str) -> list[Rule]:
    return [fault.rule for fault in gs1.validate(gs1.from_brackets(brackets))]


def faults(data: bytes | str) -> list[tuple[Rule, str]]:
    return [(fault.rule, fault.place) for fault in gs1.check(data)]


# ---------------------------------------------------------------- reading


def test_an_element_string_is_cut_at_its_separators() -> None:
    data = f"01{GTIN}17261231215ABC{GS}10L01".encode()
    expected = (Element("01", GTIN), Element("17", "261231"), Element("21", "5ABC"))
    assert gs1.parse_strict(data) == (*expected, Element("10", "L01"))


@pytest.mark.parametrize(
    "data",
    [
        f"{GS}01{GTIN}21A{GS}10B",
        f"01{GTIN}{GS}21A{GS}10B",
        f"01{GTIN}21A{GS}10B{GS}",
        f"01{GTIN}21A{GS}{GS}10B",
    ],
)
def test_a_superfluous_separator_is_tolerated_when_read(data: str) -> None:
    assert gs1.parse_strict(data) == gs1.from_brackets(f"(01){GTIN}(21)A(10)B")


def test_a_lost_separator_makes_another_serial_that_looks_sound() -> None:
    """The reason why a code is compared with the expected one and never merely parsed."""
    sent = f"01{GTIN}21ABC{GS}10LOT"
    seen = sent.replace(GS, "")
    assert gs1.value_of(gs1.parse_strict(sent), "21") == "ABC"
    assert gs1.value_of(gs1.parse_strict(seen), "21") == "ABC10LOT"


@pytest.mark.parametrize("data", [b"", GS.encode(), b"\x1d\x1d"])
def test_an_empty_gs1_code_is_a_fault(data: bytes) -> None:
    assert [fault.rule for fault in gs1.check(data)] == [Rule.EMPTY]
    with pytest.raises(CodeError, match="without any element"):
        gs1.parse(data)


def test_a_serial_that_swallowed_its_neighbour_is_said_to_lack_a_separator() -> None:
    (fault,) = gs1.check(f"01{GTIN}21ABCDEFGHIJKLM10LOT12345")
    assert (fault.rule, fault.place) == (Rule.LENGTH, "345")
    assert "separator (GS, FNC1) may be missing" in str(fault)


def test_a_separator_inside_a_gtin_is_found_at_its_place() -> None:
    assert faults(f"01069012{GS}34567892") == [(Rule.LENGTH, "069012"), (Rule.AI_UNKNOWN, "3456")]


@pytest.mark.parametrize("text", ["4501234", "ABC", "88", "(01)"])
def test_what_begins_with_no_known_ai_is_no_gs1_code(text: str) -> None:
    with pytest.raises(CodeError) as error:
        gs1.parse(text)
    assert error.value.rule in (Rule.AI_UNKNOWN, Rule.LENGTH)


def test_all_faults_of_a_code_are_told_at_once() -> None:
    found = faults("0106901234567893" + "17261332" + "11260230" + f"21A B{GS}10L")
    assert found == [(Rule.CHARACTER, " ")], "the structure first"
    found = faults("0106901234567893" + "17261332" + "11260230" + f"21AB{GS}10L")
    assert found == [(Rule.CHECK_DIGIT, "3"), (Rule.DATE, "13"), (Rule.DATE, "30")]


@settings(deadline=None)
@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused_with_a_place(data: bytes) -> None:
    for fault in gs1.check(data):
        assert 0 <= fault.position <= len(fault.text)
        assert fault.message
        assert "^" in fault.marker


# ---------------------------------------------------------------- telling where


def test_a_fault_names_its_rule_and_marks_its_place() -> None:
    (fault,) = gs1.validate(gs1.from_brackets(f"(01){GTIN}(17)261332"))
    assert str(fault) == (
        "(01)06901234567892(17)261332: month 13 does not exist\n"
        "                        ^^"
    )  # fmt: skip


def test_a_separator_before_the_fault_moves_no_caret() -> None:
    (fault,) = gs1.check(f"01{GTIN}21A{GS}17261332")
    first, second = str(fault).split("\n")
    assert first[second.index("^") :].startswith("13")


def test_a_full_width_character_is_two_columns_wide() -> None:
    (fault,) = gs1.check("21Ａ好B")
    assert fault.place == "Ａ"
    assert fault.marker == "  ^^"


# ---------------------------------------------------------------- values


@pytest.mark.parametrize(
    ("value", "place"),
    [
        ("261332", "13"),
        ("260031", "00"),
        ("260230", "30"),
        ("250229", "29"),
        ("261131", "31"),
        ("261200", None),
        ("240229", None),
        ("000229", None),
        ("260228", None),
    ],
)
def test_a_date_must_exist_and_day_00_is_the_end_of_the_month(
    value: str, place: str | None
) -> None:
    found = gs1.validate([Element("01", GTIN), Element("17", value)])
    assert [fault.place for fault in found] == ([place] if place else [])


@pytest.mark.parametrize(
    ("element", "rule"),
    [
        (Element("01", "06901234567891"), Rule.CHECK_DIGIT),
        (Element("01", "6901234567892"), Rule.LENGTH),
        (Element("01", "0690123456789²"), Rule.CHARACTER),
        (Element("00", SSCC[:-1] + "0"), Rule.CHECK_DIGIT),
        (Element("21", ""), Rule.LENGTH),
        (Element("21", "x" * 21), Rule.LENGTH),
        (Element("21", "a b"), Rule.CHARACTER),
        (Element("21", "酒"), Rule.CHARACTER),
        (Element("21", "a#b"), Rule.CHARACTER),
        (Element("8006", GTIN + "0302"), Rule.VALUE),
        (Element("8006", GTIN + "0002"), Rule.VALUE),
        (Element("8011", "01"), Rule.VALUE),
        (Element("8003", "1" + "6901234567892"), Rule.VALUE),
        (Element("8008", "26013124"), Rule.DATE),
        (Element("8008", "2601312360"), Rule.DATE),
        (Element("8008", "26010012"), Rule.DATE),
        (Element("8008", "260131"), Rule.LENGTH),
        (Element("7003", "2601312460"), Rule.DATE),
        (Element("8013", "1987654Ad4X4bL5ttr2310c2J"), Rule.CHECK_DIGIT),
        (Element("8013", "2K"), Rule.LENGTH),
        (Element("9", "x"), Rule.AI_UNKNOWN),
    ],
)
def test_a_wrong_value_is_refused_by_its_rule(element: Element, rule: Rule) -> None:
    assert rule in [fault.rule for fault in gs1.validate([element])]


@pytest.mark.parametrize(
    "brackets",
    [
        f"(01){GTIN}(21)!\"%&'()*+,-./:;<=>",
        f"(01){GTIN}(21)?_09AZaz",
        f"(01){GTIN}(8008)260131235959",
        f"(01){GTIN}(7003)2601312359",
        "(8013)1987654Ad4X4bL5ttr2310c2K",
        "(253)6901234567892DOC",
        f"(8006){GTIN}0102(21)A",
        "(8010)6901234-AB/1(8011)0",
        "(8003)06901234567892A",
    ],
)
def test_right_values_pass(brackets: str) -> None:
    assert rules(brackets) == []


def test_set_82_has_82_characters() -> None:
    assert len(SET_82) == len(set(SET_82)) == 82


# ---------------------------------------------------------------- elements together


@pytest.mark.parametrize(
    ("brackets", "rule"),
    [
        ("(21)A", Rule.REQUIRED),
        ("(10)L", Rule.REQUIRED),
        ("(17)261231", Rule.REQUIRED),
        (f"(02){GTIN}", Rule.REQUIRED),
        (f"(00){SSCC}(37)24", Rule.REQUIRED),
        (f"(01){GTIN}(37)24", Rule.FORBIDDEN),
        (f"(00){SSCC}(01){GTIN}(02){GTIN}(37)24", Rule.FORBIDDEN),
        (f"(01){GTIN}(21)A(235)B", Rule.FORBIDDEN),
        (f"(01){GTIN}(250)A", Rule.REQUIRED),
        (f"(01){GTIN}(3103)000500(3100)000001", Rule.FORBIDDEN),
        (f"(01){GTIN}(21)A(21)B", Rule.DUPLICATE),
    ],
)
def test_elements_that_do_not_go_together_are_refused(brackets: str, rule: Rule) -> None:
    assert rule in rules(brackets)


@pytest.mark.parametrize(
    "brackets",
    [
        f"(00){SSCC}",
        f"(00){SSCC}(02){GTIN}(37)24(10)L1(15)261200",
        f"(01){GTIN}(21)A(250)B",
        f"(8006){GTIN}0102(21)A",
        f"(01){GTIN}(3103)000500(3922)199",
        f"(01){GTIN}(21)A(21)A",
        f"(415){GTIN[1:]}(8020)X",
        "(90)ANYTHING(91)AT-ALL",
    ],
)
def test_elements_that_go_together_pass(brackets: str) -> None:
    assert rules(brackets) == []


# ---------------------------------------------------------------- building


@pytest.mark.parametrize(
    ("brackets", "built"),
    [
        (f"(01){GTIN}(21)A(10)B", f"01{GTIN}21A{GS}10B"),
        (f"(01){GTIN}(17)261231(10)B", f"01{GTIN}1726123110B"),
        (f"(00){SSCC}(02){GTIN}(37)24", f"00{SSCC}02{GTIN}3724"),
        (f"(02){GTIN}(37)24(00){SSCC}", f"02{GTIN}3724{GS}00{SSCC}"),
        (f"(01){GTIN}(3103)000500(91)X(92)Y", f"01{GTIN}310300050091X{GS}92Y"),
    ],
)
def test_a_separator_stands_only_where_it_is_needed(brackets: str, built: str) -> None:
    elements = gs1.from_brackets(brackets)
    assert gs1.build(elements) == built
    assert gs1.parse_strict(built) == elements
    assert gs1.to_brackets(elements) == brackets


@pytest.mark.parametrize("brackets", ["(21)A", f"(01){GTIN}(21)A(21)B", f"(01){GTIN}(17)261332"])
def test_a_wrong_code_is_never_built(brackets: str) -> None:
    with pytest.raises(CodeError):
        gs1.build(gs1.from_brackets(brackets))


@pytest.mark.parametrize("text", ["hello", "x(01)06901234567892", "0106901234567892", ""])
def test_a_bracket_notation_without_brackets_is_refused(text: str) -> None:
    with pytest.raises(CodeError):
        gs1.from_brackets(text)


SERIAL = st.text(st.sampled_from(SET_82), min_size=1, max_size=20)
GTINS = st.integers(0, 10**13 - 1).map(lambda n: with_check_digit(f"{n:013}"))
DATES = st.dates(date(2000, 1, 1), date(2049, 12, 31)).map(lambda day: day.strftime("%y%m%d"))
ITEMS = st.tuples(GTINS, DATES, SERIAL, SERIAL, st.permutations(["01", "17", "21", "10"])).map(
    lambda t: [
        Element(ai, dict(zip(("01", "17", "21", "10"), t[:4], strict=True))[ai]) for ai in t[4]
    ]
)


@settings(deadline=None)
@given(ITEMS)
def test_what_was_built_is_read_back(elements: list[Element]) -> None:
    assert gs1.parse_strict(gs1.build(elements)) == tuple(elements)


@settings(deadline=None)
@given(ITEMS)
def test_another_parser_reads_what_we_build(elements: list[Element]) -> None:
    theirs = GS1Message.parse(gs1.build(elements)).element_strings
    assert [Element(found.ai.ai, found.value) for found in theirs] == elements


# ---------------------------------------------------------------- dates


@pytest.mark.parametrize(
    ("iso", "value"), [("2026-12-31", "261231"), ("2026-12", "261200"), ("2024-02-29", "240229")]
)
def test_an_iso_date_becomes_a_gs1_date(iso: str, value: str) -> None:
    assert gs1.gs1_date(iso) == value


@pytest.mark.parametrize(
    "iso",
    ["", "2026", "26-12-31", "2026-13", "2025-02-29", "2026-1-01", "2026-12-00", "2026/12/31"],
)
def test_what_is_no_iso_date_is_refused(iso: str) -> None:
    with pytest.raises(CodeError):
        gs1.gs1_date(iso)


@pytest.mark.parametrize(
    ("value", "year", "iso"),
    [
        ("261231", 2026, "2026-12-31"),
        ("260200", 2026, "2026-02-28"),
        ("240200", 2026, "2024-02-29"),
        ("760101", 2026, "2076-01-01"),
        ("770101", 2026, "1977-01-01"),
        ("010101", 2099, "2101-01-01"),
    ],
)
def test_the_century_is_the_one_nearest_to_this_year(value: str, year: int, iso: str) -> None:
    assert gs1.iso_date(value, year) == iso


# ---------------------------------------------------------------- numbers


def test_the_extension_digit_is_inside_the_check_sum() -> None:
    numbers = {make_sscc("6901234", extension, 5) for extension in range(10)}
    assert len({number[-1] for number in numbers}) > 1
    assert all(has_right_check_digit(number) for number in numbers)
    assert make_sscc("6901234", 0, 1) == with_check_digit("0" + "6901234" + "000000001")


def test_a_company_prefix_has_only_so_many_ssccs() -> None:
    assert serials_of("690123456789") == 9999
    assert make_sscc("690123456789", 3, 9999)[:-1] == "36901234567899999"
    with pytest.raises(CodeError, match="next extension digit"):
        make_sscc("690123456789", 3, 10_000)


@pytest.mark.parametrize(
    ("prefix", "extension"), [("123", 0), ("1" * 13, 0), ("69a1", 0), ("6901234", 10)]
)
def test_a_wrong_prefix_or_extension_is_refused(prefix: str, extension: int) -> None:
    with pytest.raises(CodeError):
        make_sscc(prefix, extension, 1)


def test_a_pool_turns_codes_into_its_ssccs_and_back() -> None:
    pool = SsccNumbers("6901234", 3, series=7)
    code = 7 << 40 | 123
    (text,) = pool.texts([code])
    assert text == make_sscc("6901234", 3, 123)
    assert pool.recognise(text) == code
    assert pool.capacity == 999_999_999
    for foreign in (
        make_sscc("6901234", 4, 123),
        make_sscc("6901235", 3, 123),
        make_sscc("6901234", 3, 0),
        text[:-1] + str((int(text[-1]) + 1) % 10),
        text[:-1],
        "",
    ):
        assert pool.recognise(foreign) is None


def test_in_an_epc_urn_the_extension_digit_moves_behind_the_prefix() -> None:
    sscc = make_sscc("6901234", 3, 17)
    assert sscc_urn(sscc, "6901234") == "urn:epc:id:sscc:6901234.3000000017"


def test_in_an_epc_urn_the_indicator_digit_moves_behind_the_prefix() -> None:
    urn = sgtin_urn("16901234500032", 'A/1%"&<>?', "6901234")
    assert urn == "urn:epc:id:sgtin:6901234.150003.A%2F1%25%22%26%3C%3E%3F"


def test_an_epc_urn_is_made_only_of_right_numbers() -> None:
    for sscc, prefix in ((SSCC, "123"), (SSCC[:-1] + "9", "6901234"), (SSCC[:-1], "6901234")):
        with pytest.raises(CodeError):
            sscc_urn(sscc, prefix)
    for gtin, serial in ((GTIN[:-1] + "0", "A"), (GTIN[1:], "A"), (GTIN, "a b"), (GTIN, "")):
        with pytest.raises(CodeError):
            sgtin_urn(gtin, serial, "6901234")


def test_check_digits_and_check_characters_are_the_published_ones() -> None:
    assert check_digit("629104150021") == "3"  # the General Specifications' own example
    assert check_pair("1987654Ad4X4bL5ttr2310c") == "2K"


@settings(deadline=None)
@given(st.integers(0, 10**17 - 1), st.integers(0, 16), st.integers(1, 9))
def test_one_wrong_digit_is_always_found(number: int, place: int, change: int) -> None:
    right = with_check_digit(f"{number:017}")
    wrong = right[:place] + str((int(right[place]) + change) % 10) + right[place + 1 :]
    assert not has_right_check_digit(wrong)


def test_a_fault_is_equal_to_the_same_fault() -> None:
    first, second = gs1.check("21A"), gs1.check("21A")
    assert first == second
    assert len({*first, *second}) == 1
    assert TABLE["21"].requires
