"""The bytes of Hitachi's serial protocol: literal on the way out, and the twin takes the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.errors import Misuse, PayloadError
from drivers.printers import hitachi_codec as codec
from drivers.printers import hitachi_pace as pace
from drivers.printers.hitachi_codec import Acked, Nakked, Remote, ReplyParser, Rubbish
from drivers.printers.hitachi_pace import Symbol
from drivers.sim.hitachi import HitachiTwin

YES, NO = b"\x06", b"\x15"

# Golden bytes: the fact sheet, §2.4 (a).
SAID = [
    (codec.enquire(), "05"),
    (codec.begin_again(), "12"),
    (codec.online(), "1F 73"),
    (codec.offline(), "1F 74"),
    (codec.clear_buffer(), "02 1F 76 03"),
    (codec.restart_printing(), "02 1F 77 03"),
    (codec.remote(Remote.DEFLECTION_ON), "02 1F 72 32 03"),
    (codec.remote(Remote.DEFLECTION_OFF), "02 1F 72 33 03"),
    (codec.remote(Remote.FAULT_CLEAR), "02 1F 72 34 03"),
    (codec.recall(1), "02 1F 20 31 30 30 30 31 03"),
    (codec.contents((1,), b"ABC"), "02 10 31 41 42 43 03"),
    (codec.contents((1, 2), b"AB"), "02 10 31 41 42 10 32 41 42 03"),
    (codec.contents((100,), b"A"), "02 10 94 41 03"),
]


@pytest.mark.parametrize(("said", "golden"), SAID)
def test_what_is_said_is_the_fact_sheets_bytes(said: bytes, golden: str) -> None:
    assert said == bytes.fromhex(golden)


@pytest.mark.parametrize("golden", [golden for _, golden in SAID])
def test_the_twin_acknowledges_the_same_bytes(golden: str) -> None:
    twin = HitachiTwin(items=100)
    assert twin.received(bytes.fromhex(golden), 0) == YES


def test_answers_are_understood_one_by_one_and_rubbish_is_told() -> None:
    assert ReplyParser().feed(b"\x06\x15\xff\x00\x06Z") == [
        Acked(),
        Nakked(),
        Rubbish(b"\xff\x00"),
        Acked(),
        Rubbish(b"Z"),
    ]


@given(st.lists(st.binary(max_size=40), max_size=10))
def test_anything_can_be_heard_and_no_byte_is_lost(pieces: list[bytes]) -> None:
    parser = ReplyParser()
    replies = [reply for piece in pieces for reply in parser.feed(piece)]
    heard = b"".join(
        reply.data if isinstance(reply, Rubbish) else YES if isinstance(reply, Acked) else NO
        for reply in replies
    )
    assert heard == b"".join(pieces)


@given(st.lists(st.binary(max_size=60), max_size=10))
def test_the_twin_bears_any_bytes_and_still_takes_a_code_after_dc2(pieces: list[bytes]) -> None:
    twin = HitachiTwin()
    for piece in pieces:
        twin.received(piece, 0)
    twin.received(b"\x12\x1f\x73" + codec.clear_buffer(), 0)
    assert twin.received(codec.contents((1,), b"A"), 0) == YES


@pytest.mark.parametrize("items", [(), (0,), (101,), (1, 1), tuple(range(1, 10))])
def test_print_items_that_cannot_be_are_our_mistake(items: tuple[int, ...]) -> None:
    with pytest.raises(Misuse):
        codec.contents(items, b"A")


@pytest.mark.parametrize(
    ("items", "characters", "position"),
    [
        ((1,), b"", 0),
        ((1,), b"x" * 81, 80),
        ((1, 2, 3), b"x" * 27, 26),
        ((1,), b"A\x1d", 1),
        ((1,), b"A\x7f", 1),
        ((1,), "é".encode(), 0),
    ],
)
def test_what_one_text_cannot_carry_is_refused(
    items: tuple[int, ...], characters: bytes, position: int
) -> None:
    with pytest.raises(PayloadError) as refused:
        codec.contents(items, characters)
    assert refused.value.position == position


@pytest.mark.parametrize("message", [0, 10_000])
def test_a_message_that_cannot_be_is_our_mistake(message: int) -> None:
    with pytest.raises(Misuse):
        codec.recall(message)


# ---------------------------------------------------------------- the twin's own rules


@pytest.mark.parametrize(
    ("text", "error"),
    [
        (b"\x1f\x76\x10\x31A", "002"),  # clear together with another text
        (b"".join(b"\x10%cA" % (0x30 + n) for n in range(1, 10)), "030"),  # nine items
        (b"\x101" + b"x" * 81, "030"),
        (b"\x103A", "027"),  # an item that the message doesn't have
        (b"\x1f\x2010009", "027"),  # a message that isn't stored
    ],
)
def test_the_twin_refuses_what_the_manual_says(text: bytes, error: str) -> None:
    twin = HitachiTwin(items=2)
    assert twin.received(b"\x02" + text + b"\x03", 0) == NO
    assert twin.error == error


def test_the_twins_buffer_holds_a_thousand_characters_and_full_is_no_error() -> None:
    twin = HitachiTwin()
    code = codec.contents((1,), b"x" * 80)
    answers = [twin.received(code, 0) for _ in range(14)]
    assert answers == [YES] * 13 + [NO]  # one prepared, twelve of 80 in the buffer
    assert twin.error == ""


def test_the_twin_prints_what_was_prepared_before_a_clear_until_it_is_restarted() -> None:
    twin = HitachiTwin()
    for code in (b"A", b"B", b"C"):
        twin.received(codec.contents((1,), code), 0)
    twin.received(codec.clear_buffer(), 0)
    assert twin.photocell(0)[0] == b"A", "stale, as the manual warns"
    twin.received(codec.clear_buffer() + codec.contents((1,), b"D") + codec.restart_printing(), 0)
    assert twin.photocell(500)[0] == b"D"
    assert twin.photocell(600)[0] is None
    assert twin.fault_code == 0x66, "an empty buffer is a fault"


def test_a_print_signal_too_soon_is_a_fault_of_the_twin_and_the_next_record_follows() -> None:
    twin = HitachiTwin(prepare_ms=200)
    twin.received(codec.contents((1,), b"A") + codec.contents((1,), b"B"), 0)
    twin.received(codec.contents((1,), b"C"), 0)
    assert twin.photocell(0)[0] == b"A"
    assert twin.photocell(199)[0] is None
    assert twin.fault_code == 0x46
    twin.clear_fault()
    assert twin.photocell(1_000)[0] == b"C"


# ---------------------------------------------------------------- how fast


@pytest.mark.parametrize(
    ("symbol", "symbols", "characters", "took_ms", "most"),
    [
        (Symbol.QR_21, 1, 0, 200, 300),
        (Symbol.QR_25, 1, 0, 300, 200),
        (Symbol.QR_29, 1, 0, 400, 150),
        (Symbol.QR_29, 2, 0, 800, 75),
        (Symbol.DATA_MATRIX_5X8, 1, 0, 28, 2_142),
        (Symbol.DATA_MATRIX_12X16, 3, 0, 85, 705),
        (Symbol.DATA_MATRIX_18X24, 1, 0, 55, 1_090),
        (Symbol.DATABAR, 1, 0, 45, 1_333),
        (Symbol.TEXT, 1, 50, 20, 3_000),
    ],
)
def test_the_symbol_decides_how_many_products_a_minute(
    symbol: Symbol, symbols: int, characters: int, took_ms: float, most: int
) -> None:
    assert pace.preparation_ms(symbol, symbols=symbols, characters=characters) == took_ms
    assert pace.products_a_minute_max(symbol, symbols=symbols, characters=characters) == most


def test_a_print_without_a_symbol_is_our_mistake() -> None:
    with pytest.raises(Misuse):
        pace.preparation_ms(Symbol.QR_21, symbols=0)


def test_the_page_shows_the_table_that_is_computed() -> None:
    page = Path("docs/devices/hitachi-serial.md").read_text("utf-8")
    assert pace.table() in page
