"""Bytes cut into lines: whole, one byte at a time, and never more than the bound."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from drivers.errors import Misuse
from drivers.readers.lines import Line, LineSplitter, Piece, Stray, TooLong, as_bytes

MAX = 32

Framing = tuple[tuple[bytes, ...], bytes]
FRAMINGS: list[Framing] = [
    ((b"\r", b"\n"), b""),
    ((b"\r\n",), b""),
    ((b"\x03",), b"\x02"),
    ((b"\x03\r\n",), b"\x02\x02"),
]


def splitter(framing: Framing) -> LineSplitter:
    return LineSplitter(framing[0], start=framing[1], bytes_max=MAX)


def kept(pieces: list[Piece]) -> list[Piece]:
    """Without strays, whose number depends on the cuts."""
    return [piece for piece in pieces if not isinstance(piece, Stray)]


def strays(pieces: list[Piece]) -> int:
    return sum(piece.size for piece in pieces if isinstance(piece, Stray))


TOKENS = [b"\r", b"\n", b"\x02", b"\x03", b"A", b"\x1d", b"x" * 40]


@given(st.binary(max_size=40), st.sampled_from(FRAMINGS), st.integers(1, 7))
@example(bytes((6, 3, 0, 1, 2, 2, 4)), FRAMINGS[3], 1)
@example(bytes((2, 6, 0, 4, 2, 3, 3, 4)), FRAMINGS[2], 4)
@settings(max_examples=200, deadline=None)
def test_the_cuts_of_the_wire_change_nothing(drawn: bytes, framing: Framing, piece: int) -> None:
    data = b"".join(TOKENS[byte % len(TOKENS)] for byte in drawn)
    whole, cut = splitter(framing), splitter(framing)
    pieces = [one for at in range(0, len(data), piece) for one in cut.feed(data[at : at + piece])]
    at_once = whole.feed(data)
    assert kept(pieces) == kept(at_once)
    assert strays(pieces) == strays(at_once)
    assert all(0 < len(one.data) <= MAX for one in pieces if isinstance(one, Line))
    assert len(cut._held) <= MAX + 3


@given(st.binary(max_size=600), st.sampled_from(FRAMINGS))
@settings(max_examples=50, deadline=None)
def test_no_bytes_make_it_raise_or_grow(data: bytes, framing: Framing) -> None:
    lines = splitter(framing)
    for byte in data:
        lines.feed(bytes((byte,)))
        assert len(lines._held) <= MAX + 3


@pytest.mark.parametrize(
    ("framing", "data", "pieces"),
    [
        (0, b"A\rB\n\r\nC", [Line(b"A"), Line(b"B")]),
        (1, b"A\rB\r\nC\r\n", [Line(b"A\rB"), Line(b"C")]),
        (2, b"zz\x02A\x03\r\n\x02B\x03", [Stray(2), Line(b"A"), Line(b"B")]),
        (2, b"\x02A\x02B\x03", [Stray(2), Line(b"B")]),
        (0, b"x" * 33 + b"tail\rA\r", [TooLong(), Line(b"A")]),
        (0, b"x" * 32 + b"\r", [Line(b"x" * 32)]),
    ],
)
def test_what_comes_out(framing: int, data: bytes, pieces: list[Piece]) -> None:
    assert splitter(FRAMINGS[framing]).feed(data) == pieces


def test_a_new_link_begins_with_nothing_held() -> None:
    lines = LineSplitter()
    lines.feed(b"half")
    lines.reset()
    assert lines.feed(b"A\r") == [Line(b"A")]


@pytest.mark.parametrize("ends", [(), (b"",), (b"\r", b"\r\n"), (b"1",) * 9])
def test_ends_that_can_not_be_told_apart_are_refused(ends: tuple[bytes, ...]) -> None:
    with pytest.raises(Misuse):
        LineSplitter(ends)


@pytest.mark.parametrize(
    ("text", "data"),
    [(r"\x02T\r\n", b"\x02T\r\n"), (r"\t\0\\", b"\t\0\\"), ("码", "码".encode()), ("", b"")],
)
def test_escapes_as_people_write_them(text: str, data: bytes) -> None:
    assert as_bytes(text) == data


@pytest.mark.parametrize("text", [r"\q", "\\", r"\x2"])
def test_an_unknown_escape_is_refused(text: str) -> None:
    with pytest.raises(Misuse, match="behind a backslash"):
        as_bytes(text)
