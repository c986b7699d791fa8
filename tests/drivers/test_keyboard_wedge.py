"""Scanners that type: golden events, every layout, bursts, and what goes wrong, by its name."""

from __future__ import annotations

import struct
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drivers.api import LinkUp, Output, Read, Ready, Warned
from drivers.errors import Misuse
from drivers.readers.key_codec import EVENT, Enter, KeyDecoder, Lost, Typed
from drivers.readers.key_layouts import LAYOUTS, US, layout_named
from drivers.readers.keyboard_wedge import SCAN_CHARACTERS_MAX, UNENDED_MS, KeyboardWedge
from drivers.sim.keyboard_wedge import KeyboardWedgeTwin

CODE = b"0106901234567892\x1d21aZ"
PRINTABLE = bytes(range(0x20, 0x7F)).decode()


def key(code: int, value: int, at_ms: int = 0) -> bytes:
    return struct.pack("llHHi", at_ms // 1_000, at_ms % 1_000 * 1_000, 1, code, value)


def press(*codes: int) -> bytes:
    down = b"".join(key(code, 1) for code in codes)
    return down + b"".join(key(code, 0) for code in reversed(codes))


def text_of(strokes: list[Any]) -> str:
    return "".join(
        one.text if isinstance(one, Typed) else "\n" if isinstance(one, Enter) else "?"
        for one in strokes
    )


def typed(layout: str, events: bytes, gs_key: str = "") -> str:
    return text_of(KeyDecoder(layout_named(layout), gs_key).feed(events))


# ---------------------------------------------------------------- keys


def test_an_event_is_24_bytes_where_longs_have_64_bits() -> None:
    assert EVENT.size == 2 * struct.calcsize("l") + 8
    golden = bytes.fromhex("0100000000000000d0070000000000000100 1e00 01000000")
    if EVENT.size == 24:
        assert KeyDecoder(US).feed(golden) == [Typed("a", 1_002)]


SHIFT, CTRL, ALT, ALTGR, CAPS, RIGHT_OF_P = 42, 29, 56, 100, 58, 27


@pytest.mark.parametrize(
    ("layout", "events", "text"),
    [
        ("us", press(30) + press(SHIFT, 30) + press(2) + press(SHIFT, 2), "aA1!"),
        ("us", press(CTRL, RIGHT_OF_P), "\x1d"),
        ("de", press(CTRL, RIGHT_OF_P), "\x1d"),
        ("fr", press(97, RIGHT_OF_P), "\x1d"),
        ("us", key(ALT, 1) + press(82) + press(80) + press(73) + key(ALT, 0), "\x1d"),
        ("us", key(ALT, 1) + press(79) + press(75) + press(72) + key(ALT, 0), "ö"),  # 148: cp437
        ("us", key(ALT, 1) + press(81) + press(81) + press(81) + key(ALT, 0), "?"),
        ("us", press(64), "?"),
        ("de", press(21) + press(44) + press(12), "zyß"),
        ("de", press(ALTGR, 8) + press(ALTGR, 16) + press(86) + press(ALTGR, 86), "{@<|"),
        ("fr", press(16) + press(30) + press(3) + press(SHIFT, 3) + press(7), "aqé2-"),
        ("de", press(41) + press(30) + press(41) + press(57) + press(41) + press(48), "â^^b"),
        ("de", press(41) + press(28), "^\n"),
        (
            "us",
            press(CAPS) + press(30) + press(SHIFT, 30) + press(2) + press(CAPS) + press(30),
            "Aa1a",
        ),
        ("fr", press(CAPS) + press(3) + press(CAPS) + press(3), "2é"),
        ("us", press(CTRL, 50), "\n"),  # Ctrl+M is CR
        ("us", press(28) + press(96), "\n\n"),
        ("us", press(83) + press(98) + press(71) + press(15) + press(57), "./7\t "),
        ("us", key(30, 1) + key(30, 2) + key(30, 2) + key(30, 0), "a"),
    ],
)
def test_keys_say_what_is_printed_on_them(layout: str, events: bytes, text: str) -> None:
    assert typed(layout, events) == text


def test_a_function_key_can_stand_for_gs() -> None:
    assert typed("us", press(66), gs_key="F8") == "\x1d"
    with pytest.raises(KeyError):
        KeyDecoder(US, "F13")


@pytest.mark.parametrize("layout", list(LAYOUTS))
def test_what_the_twin_types_is_understood_key_for_key(layout: str) -> None:
    """Two tables that were written apart from each other agree on all of ASCII that has a key."""
    twin = KeyboardWedgeTwin(layout=layout)
    events = twin.scan(PRINTABLE.encode(), aim="")
    said = typed(layout, events)
    missing = set(PRINTABLE) - set(said)
    assert missing <= {"us": set(), "de": set("^`"), "fr": set("`^")}[layout]
    assert said == "".join(one for one in PRINTABLE if one not in missing) + "\n"


@pytest.mark.parametrize("layout", list(LAYOUTS))
def test_alt_and_numbers_need_no_layout(layout: str) -> None:
    twin = KeyboardWedgeTwin()
    twin.fault("alt_numbers")
    assert typed(layout, twin.scan(PRINTABLE.encode() + b"\x1d", aim="")) == PRINTABLE + "\x1d\n"


def test_lost_events_are_told_and_no_key_stays_down() -> None:
    dropped = struct.pack("llHHi", 5, 0, 0, 3, 0)
    report = struct.pack("llHHi", 5, 0, 0, 0, 0)
    strokes = KeyDecoder(US).feed(key(SHIFT, 1) + dropped + press(31) + report + press(30))
    assert strokes == [Lost("the system lost keys", 5_000), Typed("a", 0)]


@given(st.binary(max_size=400), st.sampled_from(list(LAYOUTS)), st.integers(1, 30))
@settings(max_examples=60, deadline=None)
def test_no_bytes_make_the_decoder_raise(data: bytes, layout: str, piece: int) -> None:
    whole, cut = KeyDecoder(layout_named(layout)), KeyDecoder(layout_named(layout))
    strokes = [one for at in range(0, len(data), piece) for one in cut.feed(data[at : at + piece])]
    assert strokes == whole.feed(data)
    assert len(cut._held) < EVENT.size


@given(st.binary(max_size=120))
@settings(max_examples=100, deadline=None)
def test_no_keys_make_the_driver_raise(drawn: bytes) -> None:
    wedge = KeyboardWedge("w", layout="de")
    wedge.opened(0)
    for code in drawn:
        wedge.received(key(code % 128, code // 128), 0)
    assert len(wedge._text) <= SCAN_CHARACTERS_MAX
    assert len(wedge._keys._number) <= 4


# ---------------------------------------------------------------- scans


def opened(**options: Any) -> KeyboardWedge:
    wedge = KeyboardWedge("w", **options)
    assert wedge.opened(0) == Output(events=(LinkUp("w"), Ready("w")))
    return wedge


def scans(out: Output) -> list[tuple[bytes, str]]:
    return [(e.symbols[0].data, e.symbols[0].aim) for e in out.events if isinstance(e, Read)]


def said(out: Output) -> list[str]:
    return [event.said for event in out.events if isinstance(event, Warned)]


@pytest.mark.parametrize(
    ("fault", "value", "found"),
    [
        ("mute", "on", []),
        ("double", "on", [(CODE, "]d2"), (CODE, "]d2")]),
        ("no_gs", "on", [(CODE.replace(b"\x1d", b""), "]d2")]),
        ("no_aim", "on", [(CODE, "")]),
        ("alt_numbers", "on", [(CODE, "]d2")]),
        ("caps_lock", "on", [(b"0106901234567892\x1d21Az", "]D2")]),
        ("layout", "de", []),  # `]` is a key with AltGr there: told, and no read
        ("no_enter", "on", []),
        ("slow", "1", []),
        ("dropped", "1", []),
    ],
)
def test_what_the_scanner_does_wrong_is_seen_as_it_is(
    fault: str, value: str, found: list[tuple[bytes, str]]
) -> None:
    twin = KeyboardWedgeTwin()
    twin.fault(fault, value)
    assert scans(opened().received(twin.scan(CODE, "]d2"), 0)) == found


def test_another_layout_swaps_letters_and_the_comparison_will_name_it() -> None:
    twin = KeyboardWedgeTwin(layout="de")
    out = opened().received(twin.scan(b"Zy-1:2", aim=""), 0)
    assert scans(out) == [(b"Yz/1>2", "")]
    assert said(opened().received(twin.scan(b"A", "]d2"), 0)) == [
        "key 10 says nothing in this keyboard layout"
    ]


@pytest.mark.parametrize(
    ("fault", "warning"),
    [
        ("slow", "characters typed slower than a scanner types"),
        ("dropped", "the system lost keys"),
    ],
)
def test_half_a_scan_is_told_and_never_a_read_and_the_next_scan_is_whole(
    fault: str, warning: str
) -> None:
    twin = KeyboardWedgeTwin()
    wedge = opened()
    twin.fault(fault, "1")
    spoiled = wedge.received(twin.scan(CODE, "]d2"), 0)
    assert said(spoiled) == [warning]
    assert not scans(spoiled)
    assert scans(wedge.received(twin.scan(CODE, "]d2"), 0)) == [(CODE, "]d2")]


def test_a_scan_without_enter_is_dropped_in_time() -> None:
    twin = KeyboardWedgeTwin()
    twin.fault("no_enter")
    wedge = opened()
    assert not wedge.received(twin.scan(CODE), 100).events
    assert not wedge.tick(100 + UNENDED_MS - 1).events
    assert said(wedge.tick(100 + UNENDED_MS)) == ["characters without Enter"]
    twin.fault("no_enter", "off")
    assert scans(wedge.received(twin.scan(CODE), 5_000)) == [(CODE, "]Q1")]


def test_a_key_without_a_character_spoils_its_scan_only() -> None:
    wedge = opened()
    out = wedge.received(press(30) + press(64) + press(31) + press(28) + press(32) + press(28), 0)
    assert said(out) == ["key 64 says nothing in this keyboard layout"]
    assert scans(out) == [(b"d", "")]


def test_a_scan_longer_than_the_bound_is_dropped_and_told_once() -> None:
    wedge = opened()
    out = wedge.received(
        press(30) * (SCAN_CHARACTERS_MAX + 50) + press(28) + press(30) + press(28), 0
    )
    assert len(said(out)) == 1
    assert scans(out) == [(b"a", "")]


def test_what_was_half_typed_when_it_was_pulled_out_is_no_scan() -> None:
    wedge = opened()
    wedge.received(press(30)[:-5], 0)
    wedge.closed("pulled", 1)
    wedge.opened(2)
    assert scans(wedge.received(press(31) + press(28), 3)) == [(b"s", "")]


@pytest.mark.parametrize("options", [{"layout": "dvorak"}, {"gs_key": "F13"}, {"gap_ms": 1}])
def test_options_that_can_not_be_are_refused(options: dict[str, Any]) -> None:
    with pytest.raises((Misuse, ValueError)):
        KeyboardWedge("w", **options)
