"""Hitachi coders' Modbus TCP on the wire: requests to bytes, bytes to replies. Sans-IO; the host's.

Wire facts: "UX Twin, Instruction manual for Ethernet Communication (Modbus)" §§4.2-4.6 (pp. 9-14,
28, 37 and 39 as numbered); "LAN Communication TUP-I" 5th edition. Unverified: `UNVERIFIED`.

A frame is a transaction number, 0, the length of what follows, the unit (1), and a function with
its data. The printer knows functions 03, 04, 06 and 10. Each register belongs to a functional
class, and one write must not touch two of them. Every write is reflected in the print at once,
unless the start/stop flag was written 1: then all that is written is held, and reflected together
when the flag is written 2.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from drivers.errors import Misuse, PayloadError

UNIT = 1
READ_HOLDING, READ_INPUT, WRITE = 0x03, 0x04, 0x10
READ_MAX, WRITE_MAX = 125, 123
HEADER_BYTES, FRAME_BYTES_MAX = 7, 260
CHARACTERS_MAX = WRITE_MAX // 2  # two registers a character, in one write
EXCEPTIONS = {1: "01 function not known", 2: "02 illegal address", 3: "03 illegal data"}
UNVERIFIED = (
    "that the print count (input registers 0052, 0053) counts every print and nothing else; an "
    "integrator reads it at holding registers 25B2, 25B3",
    "how long the deflection voltage takes to go on and off, and that it stops a print",
    "remote operations that are answered and not carried out",
    "that nothing of a batch is reflected before the flag is written 2, nor after a refusal",
    "text registers of models other than UX, and where the class of print contents ends",
    "what a legacy printer behind a TUP-I unit expects after its answers",
)


class Register(IntEnum):
    START_STOP = 0x0000
    ITEMS = 0x0008
    ITEM_CHARACTERS = 0x0020  # of the first print item
    TEXT = 0x0084
    ONLINE = 0x2490
    REMOTE = 0x2494


class Input(IntEnum):
    STATUS = 0x0000  # connection, reception, operation, warning
    PRINT_COUNT = 0x0052  # two registers, the high one first


class Remote(IntEnum):
    DEFLECTION_ON = 2
    DEFLECTION_OFF = 3


# First and last register of the functional classes that are written here.
CLASSES = {
    "index": (0x0000, 0x001F),
    "print contents": (0x0020, 0x1005),
    "on line, off line": (0x2490, 0x2493),
    "remote operation": (0x2494, 0x2494),
}


@dataclass(frozen=True)
class Request:
    """What a frame of ours asked for."""

    transaction: int
    function: int
    first: int
    count: int


@dataclass(frozen=True)
class Values:
    """What was read; `count` registers."""

    transaction: int
    function: int
    values: tuple[int, ...]


@dataclass(frozen=True)
class Written:
    transaction: int
    function: int
    first: int
    count: int


@dataclass(frozen=True)
class Refused:
    """An exception."""

    transaction: int
    function: int
    code: int

    def __str__(self) -> str:
        return f"exception {EXCEPTIONS.get(self.code, f'{self.code:02X}')}"


@dataclass(frozen=True)
class Broken:
    """What is no Modbus TCP, or no answer that is known here; nothing after it counts."""

    why: str


Reply = Values | Written | Refused | Broken


# ---------------------------------------------------------------- what we say


def _frame(transaction: int, body: bytes) -> bytes:
    head = transaction.to_bytes(2, "big") + b"\0\0" + (1 + len(body)).to_bytes(2, "big")
    return head + bytes((UNIT,)) + body


def _words(values: Sequence[int]) -> bytes:
    return b"".join(value.to_bytes(2, "big") for value in values)


def read(transaction: int, function: int, first: int, count: int) -> bytes:
    """Raises `Misuse`."""
    if function not in (READ_HOLDING, READ_INPUT) or not 1 <= count <= READ_MAX:
        raise Misuse(f"function {function:02X} can't read {count} registers")
    return _frame(transaction, bytes((function,)) + _words((first, count)))


def write(transaction: int, first: int, values: Sequence[int]) -> bytes:
    """Raises `Misuse` for more than a write takes, or what lies in two functional classes."""
    if not 1 <= len(values) <= WRITE_MAX:
        raise Misuse(f"one write takes 1 to {WRITE_MAX} registers, not {len(values)}")
    if class_of(first) != class_of(first + len(values) - 1):
        last = first + len(values) - 1
        raise Misuse(f"registers {first:04X} to {last:04X} are of two functional classes")
    body = bytes((WRITE,)) + _words((first, len(values))) + bytes((2 * len(values),))
    return _frame(transaction, body + _words(values))


def class_of(register: int) -> str:
    """Raises `Misuse` for a register that isn't written here."""
    for name, (first, last) in CLASSES.items():
        if first <= register <= last:
            return name
    raise Misuse(f"register {register:04X} is of no functional class that is written here")


def characters(text: bytes, device: str = "coder") -> tuple[int, ...]:
    """Two registers a character: its attribute (0) and its code. Raises `PayloadError`."""
    check_text(text, device)
    return tuple(word for byte in text for word in (0, byte))


def check_text(text: bytes, device: str) -> None:
    """Raises `PayloadError`."""
    if not text:
        raise PayloadError(device, 0, "it is empty")
    if len(text) > CHARACTERS_MAX:
        why = f"{len(text)} characters, and {CHARACTERS_MAX} fit"
        raise PayloadError(device, CHARACTERS_MAX, why)
    for position, byte in enumerate(text):
        if not 0x20 <= byte <= 0x7E:
            raise PayloadError(device, position, f"{byte:02X}: the printer takes ASCII, 20 to 7E")


def asked(frame: bytes) -> Request:
    """What a frame of ours asks for."""
    first, count = int.from_bytes(frame[8:10], "big"), int.from_bytes(frame[10:12], "big")
    return Request(int.from_bytes(frame[:2], "big"), frame[7], first, count)


# ---------------------------------------------------------------- parsing


class ReplyParser:
    """Bytes of the device in, replies out, however the bytes are cut."""

    def __init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        """The link is a new one."""
        self._pending = b""
        self._is_broken = False

    def feed(self, data: bytes) -> list[Reply]:
        replies: list[Reply] = []
        self._pending += data
        while not self._is_broken and len(self._pending) >= HEADER_BYTES:
            length = int.from_bytes(self._pending[4:6], "big")
            if self._pending[2:4] != b"\0\0" or not 3 <= length <= FRAME_BYTES_MAX - 6:
                replies.append(Broken(f"no Modbus TCP: {self._pending[:HEADER_BYTES].hex(' ')}"))
                self._is_broken = True
                break
            if len(self._pending) < 6 + length:
                break
            whole, self._pending = self._pending[: 6 + length], self._pending[6 + length :]
            reply = _reply(whole)
            self._is_broken = isinstance(reply, Broken)
            replies.append(reply)
        if self._is_broken:
            self._pending = b""
        return replies


def _reply(frame: bytes) -> Reply:
    transaction, function, data = int.from_bytes(frame[:2], "big"), frame[7], frame[8:]
    if function & 0x80 and len(data) == 1:
        return Refused(transaction, function & 0x7F, data[0])
    if function == WRITE and len(data) == 4:
        first, count = int.from_bytes(data[:2], "big"), int.from_bytes(data[2:], "big")
        return Written(transaction, function, first, count)
    is_read = function in (READ_HOLDING, READ_INPUT) and len(data) > 1
    if is_read and data[0] == len(data) - 1 and data[0] % 2 == 0:
        words = range(1, len(data), 2)
        values = tuple(int.from_bytes(data[at : at + 2], "big") for at in words)
        return Values(transaction, function, values)
    return Broken(f"no answer that is known: {frame[:16].hex(' ')}")
