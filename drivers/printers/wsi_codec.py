"""Videojet's and Willett's WSI protocol on the wire: commands to bytes, bytes to replies. Sans-IO.

Wire facts: "1000 Line Series WSI Communications Protocol" P/N 462115-01 rev AD. Unverified:
`UNVERIFIED`.

A command is STX, a letter, its data, ETX. It is answered `$XX` (done) or `!XX` (not done) without
a frame, XX being the sum of letter and data modulo 256 in hexadecimal; a 1710 answers `$` or `!`
alone. A question is answered with a frame.
"""

from __future__ import annotations

from dataclasses import dataclass

from drivers.errors import Misuse, PayloadError

STX, ETX, LF, DONE, NOT_DONE = 0x02, 0x03, 0x0A, 0x24, 0x21
VALUE_BYTES_MAX = 50
NAME_BYTES_MAX = 32
REPLY_BYTES_MAX = 256
HEX = frozenset(b"0123456789ABCDEFabcdef")
UNVERIFIED = (
    "that the print counter counts every print and nothing else, and when it does",
    "how soon a new value, print off and print on take effect: whether the acknowledgement waits",
    "that a cleared field prints nothing",
    "a bit of the lamps beyond green, amber and red, and no lamp at all",
    "a reply in small hexadecimal digits",
)


@dataclass(frozen=True)
class Acked:
    """Done; `checksum` is of the command that it answers, -1 from a device that sends none."""

    checksum: int = -1


@dataclass(frozen=True)
class Refused:
    """Not done, or not known."""

    checksum: int = -1


@dataclass(frozen=True)
class Frame:
    """The answer to a question."""

    body: bytes


@dataclass(frozen=True)
class Rubbish:
    data: bytes


Reply = Acked | Refused | Frame | Rubbish


# ---------------------------------------------------------------- what we say


def checksum(command: bytes) -> int:
    """Of a whole command: the sum of all between STX and ETX."""
    return sum(command[1:-1]) % 256


def _framed(letter: bytes, data: bytes = b"") -> bytes:
    return bytes((STX,)) + letter + data + bytes((ETX,))


def _named(name: str, what: str) -> bytes:
    """Raises `Misuse` for a name that the wire can't carry."""
    data = name.encode()
    if not 1 <= len(data) <= NAME_BYTES_MAX or not all(0x20 <= byte <= 0x7E for byte in data):
        raise Misuse(f"the name of {what} is 1 to {NAME_BYTES_MAX} ASCII characters, not {name!r}")
    return data


def error_status() -> bytes:
    return _framed(b"E")


def print_off() -> bytes:
    return _framed(b"O", b"0")


def print_on() -> bytes:
    return _framed(b"O", b"1")


def print_counter() -> bytes:
    return _framed(b"G", b"A")


def reset_print_counter() -> bytes:
    return _framed(b"R", b"A")


def select_message(name: str) -> bytes:
    return _framed(b"M", _named(name, "a message"))


def current_message() -> bytes:
    return _framed(b"Q")


def clear_field(field: str) -> bytes:
    return _framed(b"D", _named(field, "a user field"))


def update_field(field: str, value: bytes, device: str = "coder") -> bytes:
    """Raises `PayloadError` for a value that the wire can't carry, `Misuse` for such a name."""
    check_value(value, device)
    return _framed(b"U", _named(field, "a user field") + bytes((LF,)) + value)


def check_value(value: bytes, device: str) -> None:
    """Raises `PayloadError`."""
    if not value:
        raise PayloadError(device, 0, "it is empty")
    if len(value) > VALUE_BYTES_MAX:
        why = f"{len(value)} characters, and {VALUE_BYTES_MAX} fit"
        raise PayloadError(device, VALUE_BYTES_MAX, why)
    for position, byte in enumerate(value):
        if not 0x20 <= byte <= 0x7E:
            raise PayloadError(device, position, f"{byte:02X}: the coder takes ASCII, 20 to 7E")


# ---------------------------------------------------------------- parsing


class ReplyParser:
    """Bytes of the device in, replies out, however the bytes are cut. `bare`: it sends no checksum.
    A frame longer than REPLY_BYTES_MAX is rubbish."""

    def __init__(self, *, bare: bool = False) -> None:
        self._bare = bare
        self.reset()

    def reset(self) -> None:
        """Forget half a reply: the link is a new one."""
        self._pending = b""

    def feed(self, data: bytes) -> list[Reply]:
        replies: list[Reply] = []
        stray = bytearray()
        buffer, at = self._pending + data, 0
        while at < len(buffer):
            length, reply = self._next(buffer, at)
            if length == 0:
                break
            if reply is None:
                stray += buffer[at : at + length]
            else:
                _flush(stray, replies)
                replies.append(reply)
            at += length
        self._pending = buffer[at:]
        _flush(stray, replies)
        return replies

    def _next(self, buffer: bytes, at: int) -> tuple[int, Reply | None]:
        """Length and meaning of what lies at `at`; length 0 means that more is needed, and no
        meaning that the bytes are no reply."""
        first = buffer[at]
        if first == STX:
            return _frame(buffer, at)
        if first not in (DONE, NOT_DONE):
            return 1, None
        kind = Acked if first == DONE else Refused
        if self._bare:
            return 1, kind()
        digits = buffer[at + 1 : at + 3]
        if not HEX.issuperset(digits):
            return 1, None
        return (3, kind(int(digits, 16))) if len(digits) == 2 else (0, None)


def _frame(buffer: bytes, at: int) -> tuple[int, Reply | None]:
    limit = at + REPLY_BYTES_MAX
    end = buffer.find(ETX, at, limit)
    restart = buffer.find(STX, at + 1, limit if end == -1 else end)
    if restart != -1:
        return restart - at, None
    if end != -1:
        return end + 1 - at, Frame(buffer[at + 1 : end])
    return (0, None) if len(buffer) < limit else (1, None)


def _flush(stray: bytearray, replies: list[Reply]) -> None:
    if stray:
        replies.append(Rubbish(bytes(stray)))
        stray.clear()
