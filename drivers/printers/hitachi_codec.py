"""Hitachi's standard serial protocol on the wire: commands to bytes, bytes to replies. Sans-IO.

Wire facts: RX technical manual rev D; of RX2 (pp. 5-6, 5-51, 5-66, 5-67), UX2 (pp. 12, 40, 62, 63)
and RX (pp. 5-45, 5-48, 5-59) the pages that are public. Unverified: `UNVERIFIED`.

A text stands between STX and ETX and is answered ACK or NAK. ENQ asks whether a text may be sent
and may be left out. A print item is DLE, a code for its number (1 = 31) and its characters. No
answer says what it answers, none carries data, and nothing ever tells of a print.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from drivers.errors import Misuse, PayloadError

STX, ETX, ENQ, ACK, DLE, DC2, NAK, ESC2 = 0x02, 0x03, 0x05, 0x06, 0x10, 0x12, 0x15, 0x1F
ITEM_MAX = 100
ITEMS_MAX = 8  # of one text, where the communication buffer is used
CHARACTERS_MAX = 80  # likewise
BUFFER_ITEMS_MAX = 100
BUFFER_CHARACTERS_MAX = 1_000
MESSAGE_MAX = 9_999
UNVERIFIED = (
    "that online and offline (1F 73, 1F 74) are answered",
    "that DC2 ends a text whose link was cut in the middle",
    "what is printed between clearing the buffer and restarting the print",
    "whether ENQ is answered NAK while the buffer is full",
    "whether a print signal in standby uses up what is in the buffer",
    "characters other than 20 to 7E: GS, Chinese and the printer's own two-byte codes",
    "the time for preparing text",
)


class Remote(IntEnum):
    """Remote operations. They are acknowledged even where they can't be carried out."""

    START = 0x30
    STOP = 0x31
    DEFLECTION_ON = 0x32
    DEFLECTION_OFF = 0x33
    FAULT_CLEAR = 0x34


@dataclass(frozen=True)
class Acked:
    """Yes."""


@dataclass(frozen=True)
class Nakked:
    """No, or not now."""


@dataclass(frozen=True)
class Rubbish:
    data: bytes


Reply = Acked | Nakked | Rubbish


# ---------------------------------------------------------------- what we say


def enquire() -> bytes:
    return bytes((ENQ,))


def begin_again() -> bytes:
    """A text that was begun is forgotten (DC2)."""
    return bytes((DC2,))


def online() -> bytes:
    return bytes((ESC2, 0x73))


def offline() -> bytes:
    """The buffer is emptied by it."""
    return bytes((ESC2, 0x74))


def _text(body: bytes) -> bytes:
    return bytes((STX,)) + body + bytes((ETX,))


def clear_buffer() -> bytes:
    """Only while nothing is being printed."""
    return _text(bytes((ESC2, 0x76)))


def restart_printing() -> bytes:
    """After the buffer was cleared and filled; no print signal for 500 ms after its answer."""
    return _text(bytes((ESC2, 0x77)))


def remote(operation: Remote) -> bytes:
    return _text(bytes((ESC2, 0x72, operation)))


def recall(message: int) -> bytes:
    """Put the stored message on. Raises `Misuse`."""
    if not 1 <= message <= MESSAGE_MAX:
        raise Misuse(f"a message's number is 1 to {MESSAGE_MAX}, not {message}")
    return _text(bytes((ESC2, 0x20, 0x31)) + b"%04d" % message)


def contents(items: Sequence[int], characters: bytes, device: str = "coder") -> bytes:
    """The same characters for each of the print items. Raises `Misuse` and `PayloadError`."""
    check_items(items)
    check_characters(characters, len(items), device)
    return _text(b"".join(bytes((DLE, 0x30 + item)) + characters for item in items))


def check_items(items: Sequence[int]) -> None:
    """Raises `Misuse`."""
    if not 1 <= len(items) <= ITEMS_MAX or len(set(items)) < len(items):
        raise Misuse(f"a code goes into 1 to {ITEMS_MAX} different print items, not {list(items)}")
    if not all(1 <= item <= ITEM_MAX for item in items):
        raise Misuse(f"a print item's number is 1 to {ITEM_MAX}: {list(items)}")


def check_characters(characters: bytes, items: int, device: str) -> None:
    """Raise `PayloadError` for what one text can't carry."""
    most = CHARACTERS_MAX // items
    if not characters:
        raise PayloadError(device, 0, "it is empty")
    if len(characters) > most:
        fits = f"{most} fit" if items == 1 else f"{most} fit into each of {items} print items"
        raise PayloadError(device, most, f"{len(characters)} characters, and {fits}")
    for position, byte in enumerate(characters):
        if not 0x20 <= byte <= 0x7E:
            raise PayloadError(device, position, f"{byte:02X}: the printer takes ASCII, 20 to 7E")


# ---------------------------------------------------------------- parsing


class ReplyParser:
    """Every answer is one byte; what lies between is told as rubbish, piece by piece."""

    def feed(self, data: bytes) -> list[Reply]:
        replies: list[Reply] = []
        stray = bytearray()
        for byte in data:
            if byte not in (ACK, NAK):
                stray.append(byte)
                continue
            if stray:
                replies.append(Rubbish(bytes(stray)))
                stray.clear()
            replies.append(Acked() if byte == ACK else Nakked())
        if stray:
            replies.append(Rubbish(bytes(stray)))
        return replies
