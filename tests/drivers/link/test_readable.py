"""Bytes as people read and type them, and back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.link.readable import NotReadable, readable, typed, unreadable


@given(st.binary(max_size=200))
def test_what_is_shown_can_be_turned_back(data: bytes) -> None:
    shown = readable(data)
    assert unreadable(shown) == data
    assert shown.isprintable()


@pytest.mark.parametrize(
    ("data", "shown"),
    [
        (b"\x1bA?\x04", "<ESC>A?<EOT>"),
        (b"a\r\n\x1d\x7f", "a<CR><LF><GS><DEL>"),
        ("中文".encode(), "中文"),
        (b"\xff<\x80", "<0xFF><0x3C><0x80>"),
        ("\u2028".encode(), "<0xE2><0x80><0xA8>"),
        (b"C:\\r", "C:\\r"),
    ],
)
def test_bytes_stand_by_their_names(data: bytes, shown: str) -> None:
    assert readable(data) == shown


@pytest.mark.parametrize(
    ("text", "data"),
    [(r"\x02M\r\n\t\\", b"\x02M\r\n\t\\"), ("<stx><0x1b>A<gs>", b"\x02\x1bA\x1d"), ("", b"")],
)
def test_the_usual_escapes_are_understood(text: str, data: bytes) -> None:
    assert typed(text) == data


@pytest.mark.parametrize(
    ("text", "place"),
    [("A<XYZ>", "2"), ("A<", "2"), ("<1B>", "1"), (r"AB\q", "3"), (r"\x1", "1"), ("A\\", "2")],
)
def test_what_stands_for_nothing_is_told_with_its_place(text: str, place: str) -> None:
    with pytest.raises(NotReadable, match=f"character {place}:"):
        typed(text)
