"""Codes in free text are found by their shape, whatever stands around them."""

from __future__ import annotations

from random import Random

import pytest

from station.core import crockford
from station.core.alarms import Alarm, AlarmKind
from station.core.code_schemes import scheme_of
from station.core.code_shapes import covered, covered_words, masked
from station.core.packaging import CodeKind, CodeRule
from station.core.snapshot import picture
from station.core.sscc import make_sscc
from station.core.state import LineState

SERIAL = "7G8H9J0K1M2N3"
SSCC = "169012340000000013"
AROUND = (
    "{}",
    "read {}, twice",
    "b'{}'",
    '"{}"',
    "({})",
    "HTTPS://M.EXAMPLE/B/{}",
    "x={};",
    "\t{}\n",
)
RULES = (
    CodeRule(CodeKind.MINTED, "QR", prefix="HTTPS://M.EXAMPLE/"),
    CodeRule(CodeKind.MINTED, "QR", prefix="$"),
    CodeRule(CodeKind.GS1, "GS1_DATA_MATRIX", gtin="06901234567892", form="elements"),
    CodeRule(
        CodeKind.GS1, "QR", gtin="06901234567892", form="digital_link", domain="https://id.example"
    ),
)


@pytest.mark.parametrize("around", AROUND)
@pytest.mark.parametrize("code", [SERIAL, SERIAL.lower(), SSCC, f"(00){SSCC}", f"00{SSCC}"])
def test_a_code_is_covered_whatever_stands_around_it(around: str, code: str) -> None:
    text = covered(around.format(code))
    assert code not in text and code[-18:] not in text
    assert "…" in text


@pytest.mark.parametrize("rule", RULES, ids=lambda one: f"{one.kind}-{one.symbology}-{one.form}")
def test_no_code_that_is_ever_minted_passes(rule: CodeRule) -> None:
    rng, scheme = Random(7), scheme_of(rule, "06901234567892", "L1", "2027-11-22")
    for _ in range(2_000):
        serial = crockford.encode(rng.getrandbits(64))
        made = scheme.payload(serial)
        for said in (made.data.decode(), made.human, repr(made.data), serial):
            assert serial not in covered(f"expected {said}, read nothing"), said


def test_no_sscc_that_is_ever_given_passes() -> None:
    for number in range(0, 5_000, 7):
        sscc = make_sscc("690123", 1, number)
        for said in (sscc, f"(00) {sscc}", f"^FD>;>800{sscc}^FS"):
            assert sscc not in covered(said), said


@pytest.mark.parametrize(
    "text",
    [
        "container 17 of order WO-20261123-1 is open; close it first",
        "code 4504699138998273 was never granted to WO-1",
        "tcp://127.0.0.1:9100: connection refused (printer 2)",
        'File "station/store/queries.py", line 443, in newest_entry',
        "2026-11-25 22:46:30,512 packline.loop CRITICAL the core stops",
        "UnderstandingMatters and Thoroughbredss are words",
        "5 of 24 can't be seen",
        "",
    ],
)
def test_what_is_no_code_stays_readable(text: str) -> None:
    assert covered(text) == text


def test_texts_that_the_caller_knows_are_covered_longest_first() -> None:
    tagged = covered("read AB-1-X and AB-1", lambda code: f"<{len(code)}>", ["AB-1", "AB-1-X"])
    assert tagged == "read <6> and <4>"


def test_masked_shows_the_ends_and_of_a_short_one_next_to_nothing() -> None:
    assert masked(SERIAL) == "7G8H…M2N3"
    assert masked("ABCDEF12345") == "…45"


def test_a_screen_never_shows_a_whole_code() -> None:
    """Not even another maker's, whose shape nobody knows."""
    detail = f"item 17: HTTPS://M.EXAMPLE/B/{SERIAL} + http://other.example/q?x=abc-def-998877"
    alarm = Alarm(1, AlarmKind.DUPLICATE, "belt", detail, 0)
    (shown,) = picture(LineState(heads={}, alarms=(alarm,)), 0).alarms
    assert SERIAL not in shown.detail and "abc-def-998877" not in shown.detail
    assert shown.detail.startswith("item 17: ")
    assert covered_words("expected place 3, read place 14") == "expected place 3, read place 14"
