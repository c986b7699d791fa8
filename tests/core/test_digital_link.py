"""Digital Links: one spelling out, every fault placed in the address."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from station.core.check_digits import SET_82
from station.core.code_errors import CodeError, Rule
from station.core.digital_link import build_link, is_link, parse_link
from station.core.gs1 import Element, from_brackets

DOMAIN = "https://id.example.com"
GTIN = "06901234567892"
SSCC = "069012345000000011"
KEY = f"{DOMAIN}/01/{GTIN}"


@pytest.mark.parametrize(
    ("brackets", "link"),
    [
        (f"(01){GTIN}", f"/01/{GTIN}"),
        (f"(21)A(10)B(22)C(01){GTIN}", f"/01/{GTIN}/22/C/10/B/21/A"),
        (f"(01){GTIN}(21)5!N%\"'&*", f"/01/{GTIN}/21/5%21N%25%22%27%26%2A"),
        (f"(01){GTIN}(10)L01/02", f"/01/{GTIN}/10/L01%2F02"),
        (f"(01){GTIN}(235)X", f"/01/{GTIN}/235/X"),
        (f"(01){GTIN}(17)261231(21)A(3103)000500", f"/01/{GTIN}/21/A?17=261231&3103=000500"),
        (f"(00){SSCC}", f"/00/{SSCC}"),
        (f"(02){GTIN}(00){SSCC}(37)24", f"/00/{SSCC}?02={GTIN}&37=24"),
        (f"(01){GTIN}(414){GTIN[1:]}", f"/01/{GTIN}?414={GTIN[1:]}"),
        (f"(414){GTIN[1:]}(254)X", f"/414/{GTIN[1:]}/254/X"),
    ],
)
def test_a_link_has_one_spelling(brackets: str, link: str) -> None:
    elements = from_brackets(brackets)
    assert build_link(elements, DOMAIN) == DOMAIN + link
    assert set(parse_link(DOMAIN + link)) == set(elements)


@settings(deadline=None)
@given(st.text(st.sampled_from(SET_82), min_size=1, max_size=20))
def test_every_serial_and_lot_survives_the_address(text: str) -> None:
    elements = (Element("01", GTIN), Element("10", text), Element("21", text))
    link = build_link(elements, DOMAIN)
    assert parse_link(link) == elements
    assert link.isascii()
    assert set(link) <= set(SET_82) - set("!\"&'()*+,;<=>?") | {"%"}


@pytest.mark.parametrize(
    "link",
    [
        f"HTTPS://ID.EXAMPLE.COM/01/{GTIN}/21/A",
        f"http://id.example.com:8080/01/{GTIN}/21/A",
        f"https://example.com/some/shop/01/{GTIN}/21/A",
        f"{KEY}/21/A?linkType=gs1:pip&context=x",
        f"{KEY}/21/A#top",
        f"{KEY}/21/%41",
    ],
)
def test_other_spellings_are_read(link: str) -> None:
    assert parse_link(link.encode()) == (Element("01", GTIN), Element("21", "A"))


def test_lower_case_hex_is_read_and_never_written() -> None:
    assert parse_link(f"{KEY}/10/L01%2f02")[1] == Element("10", "L01/02")
    assert "%2F" in build_link(parse_link(f"{KEY}/10/L01%2f02"), DOMAIN)


@pytest.mark.parametrize(
    ("link", "rule", "place"),
    [
        (f"Https://id.example.com/01/{GTIN}", Rule.SYNTAX, "Https"),
        ("ftp://id.example.com/01/1", Rule.SYNTAX, "ftp"),
        (f"{DOMAIN}/gtin/{GTIN}", Rule.REQUIRED, f"/gtin/{GTIN}"),
        (f"{DOMAIN}/01", Rule.REQUIRED, "/01"),
        (f"{DOMAIN}", Rule.REQUIRED, ""),
        (f"{DOMAIN}/01/6901234567892", Rule.LENGTH, "6901234567892"),
        (f"{DOMAIN}/01/06901234567893", Rule.CHECK_DIGIT, "3"),
        (f"{KEY}/21/A/10/B", Rule.ORDER, "21/A/10/B"),
        (f"{KEY}/10/A/235/B", Rule.ORDER, "10/A/235/B"),
        (f"{DOMAIN}/00/{SSCC}/10/B", Rule.REQUIRED, "10"),
        (f"{KEY}?21=A", Rule.ORDER, "21"),
        (f"{KEY}?17=261332", Rule.DATE, "13"),
        (f"{KEY}/10/A%2FB%20C", Rule.CHARACTER, "%20"),
        (f"{KEY}/10/A%2FB?17=260230", Rule.DATE, "30"),
        (f"{KEY}/21/A%2", Rule.SYNTAX, "%"),
        (f"{KEY}/21/A%ZZ", Rule.SYNTAX, "%"),
        (f"{KEY}/21/%E9%85%92", Rule.CHARACTER, "%E9"),
        (f"{KEY}?9999=7", Rule.AI_UNKNOWN, "9999"),
        (f"{KEY}/45/7", Rule.AI_UNKNOWN, "45"),
        (f"{KEY}?37=24", Rule.FORBIDDEN, "01"),
    ],
)
def test_a_fault_is_placed_in_the_address(link: str, rule: Rule, place: str) -> None:
    with pytest.raises(CodeError) as error:
        parse_link(link)
    assert (error.value.rule, error.value.place) == (rule, place)
    assert error.value.text == link


@pytest.mark.parametrize(
    ("brackets", "domain", "rule"),
    [
        (f"(01){GTIN}", "id.example.com", Rule.SYNTAX),
        (f"(01){GTIN}", "https://id.example.com/?x=", Rule.SYNTAX),
        (f"(01){GTIN}", "Https://id.example.com", Rule.SYNTAX),
        (f"(01){GTIN}", "https://id example.com", Rule.SYNTAX),
        ("(90)X", DOMAIN, Rule.REQUIRED),
        ("(21)X", DOMAIN, Rule.REQUIRED),
        (f"(01){GTIN}(17)261332", DOMAIN, Rule.DATE),
        (f"(8006){GTIN}0102(00){SSCC}(235)X", DOMAIN, Rule.REQUIRED),
        (f"(00){SSCC}(01){GTIN}(21)A(22)B(03){GTIN}", DOMAIN, Rule.FORBIDDEN),
    ],
)
def test_a_wrong_link_is_never_built(brackets: str, domain: str, rule: Rule) -> None:
    with pytest.raises(CodeError) as error:
        build_link(from_brackets(brackets), domain)
    assert error.value.rule is rule


def test_a_qualifier_of_another_sequence_has_no_place_in_the_link() -> None:
    with pytest.raises(CodeError, match="can't stand in a link with the key"):
        build_link(from_brackets(f"(01){GTIN}(235)X(22)C(10)B"), DOMAIN)


@pytest.mark.parametrize(
    ("domain", "link"),
    [
        ("https://id.example.com/", f"https://id.example.com/01/{GTIN}"),
        ("http://127.0.0.1:8000", f"http://127.0.0.1:8000/01/{GTIN}"),
        ("https://example.com/shop", f"https://example.com/shop/01/{GTIN}"),
    ],
)
def test_the_domain_is_free(domain: str, link: str) -> None:
    assert build_link([Element("01", GTIN)], domain) == link
    assert is_link(link)


def test_an_element_string_is_no_link() -> None:
    assert not is_link(f"01{GTIN}")
    assert not is_link(b"\xff\xfe")
