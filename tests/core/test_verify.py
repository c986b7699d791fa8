"""Expected against seen: the verdict on each way an item can look."""

from __future__ import annotations

import pytest

from station.core.facts import Known, Seen
from station.core.states import CodeState
from station.core.verify import (
    SEEN_TEXT_MAX,
    Live,
    Verdict,
    judge,
    judge_symbol,
    printable,
)

LIVE = {
    number: Live(state, 0, f"B-{number}".encode(), "]Q1")
    for number, state in enumerate(CodeState, start=1)
} | {99: Live(CodeState.SENT, 1, b"C-99", "]Q1")}
BY_DATA = {one.data: number for number, one in LIVE.items()}


def verdict(*symbols: Seen) -> Verdict:
    return judge(symbols, 0, "O1", BY_DATA, LIVE).verdict


def known(**change: object) -> Known:
    fields: dict[str, object] = {
        "code": 7, "order": "O1", "level": 0, "state": CodeState.BOUND, "container": 3
    }  # fmt: skip
    return Known(**(fields | change))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (CodeState.FREE, Verdict.NOT_PRINTED),
        (CodeState.ALLOCATED, Verdict.NOT_PRINTED),
        (CodeState.SENT, Verdict.GOOD),
        (CodeState.PRINTED, Verdict.GOOD),
        (CodeState.IN_DOUBT, Verdict.GOOD),
        (CodeState.VERIFIED, Verdict.DUPLICATE),
        (CodeState.BOUND, Verdict.ALREADY_PACKED),
        (CodeState.REJECTED, Verdict.REJECTED_BEFORE),
        (CodeState.SAMPLED, Verdict.DUPLICATE),
        (CodeState.VOID, Verdict.VOID),
    ],
)
def test_a_code_is_good_only_where_it_is_expected(state: CodeState, expected: Verdict) -> None:
    number = list(CodeState).index(state) + 1
    assert verdict(Seen(LIVE[number].data, "]Q1")) is expected


def test_nothing_read_is_no_read() -> None:
    assert verdict() is Verdict.NO_READ


def test_two_codes_on_one_item_are_never_good() -> None:
    assert verdict(Seen(b"B-3", "]Q1"), Seen(b"B-4", "]Q1")) is Verdict.MULTIPLE


def test_the_same_code_read_twice_on_one_item_is_one_code() -> None:
    assert verdict(Seen(b"B-3", "]Q1"), Seen(b"B-3", "]Q1")) is Verdict.GOOD


def test_the_right_text_in_the_wrong_kind_of_symbol_is_not_good() -> None:
    assert verdict(Seen(b"B-3", "]d1")) is Verdict.WRONG_SYMBOL


def test_a_reader_that_names_no_symbol_is_believed_by_the_text() -> None:
    assert verdict(Seen(b"B-3", "")) is Verdict.GOOD


@pytest.mark.parametrize("state", [CodeState.ALLOCATED, CodeState.VERIFIED, CodeState.REJECTED])
def test_what_is_wrong_with_the_code_outranks_its_symbol(state: CodeState) -> None:
    """Only a code that would be good can be wrong by its symbol alone."""
    number = list(CodeState).index(state) + 1
    assert verdict(Seen(LIVE[number].data, "]d1")) is not Verdict.WRONG_SYMBOL


def test_a_label_of_a_case_on_a_bottle_is_of_the_wrong_level() -> None:
    assert verdict(Seen(b"C-99", "]Q1")) is Verdict.WRONG_LEVEL


@pytest.mark.parametrize("data", [b"B-3 ", b"b-3", b"B-3\x1d", b"B-"])
def test_bytes_are_compared_and_nothing_is_forgiven(data: bytes) -> None:
    assert verdict(Seen(data, "]Q1")) is Verdict.UNKNOWN_CODE


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, Verdict.ALREADY_PACKED),
        ({"level": 1}, Verdict.WRONG_LEVEL),
        ({"order": "O2"}, Verdict.WRONG_BATCH),
        ({"order": "O2", "same_product": False}, Verdict.WRONG_PRODUCT),
        ({"state": CodeState.VOID}, Verdict.VOID),
        ({"state": CodeState.FREE}, Verdict.NOT_PRINTED),
        ({"state": CodeState.REJECTED}, Verdict.REJECTED_BEFORE),
    ],
)
def test_what_the_store_knows_names_the_fault(change: dict[str, object], expected: Verdict) -> None:
    assert verdict(Seen(b"X", "]Q1", known=known(**change))) is expected


@pytest.mark.parametrize("state", [CodeState.SENT, CodeState.PRINTED, CodeState.IN_DOUBT])
def test_what_only_the_store_calls_on_its_way_is_never_passed(state: CodeState) -> None:
    found = judge_symbol(Seen(b"X", known=known(state=state)), 0, "O1", BY_DATA, LIVE)
    assert found.verdict is Verdict.UNKNOWN_CODE


def test_what_was_read_is_kept_for_people_and_bounded() -> None:
    """A dropped or foreign control character is visible, and a flood is cut."""
    assert printable(b"21A\x1d10L") == "21A\\x1d10L"
    assert printable(b"\xff") == "\\xff"
    assert printable("瓶".encode()) == "瓶"
    assert len(printable(b"x" * 10_000)) == SEEN_TEXT_MAX


def test_a_good_read_keeps_no_text_and_a_bad_one_does() -> None:
    assert judge((Seen(b"B-3"),), 0, "O1", BY_DATA, LIVE).seen == ""
    assert judge((Seen(b"\x1dno"),), 0, "O1", BY_DATA, LIVE).seen == "\\x1dno"
