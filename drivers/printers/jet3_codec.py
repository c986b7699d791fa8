"""Leibinger's interface protocol (LJ3: Jet3, Jet3up, JET2neo) on the wire. Sans-IO.

A frame is `^`, the address `0`, a group (`!` action, `=` value, `?` question), two letters,
parameters that TAB divides, and CR; a LF may follow. `?XX` is answered by `=XX`. Nothing else is
acknowledged, and the printer may send `=XX` unasked. It can be switched to five digits of length
after the address, and to an echo of what it is told; both are understood.

Wire facts, of which none comes from a device of ours: a project's notes on the manual *LJ3
Interfaceprotocol* v1.7.7, an integrator's header with answers of a real printer, and three users'
programs for the mailing queue, one of them with its technician's manual (JET2neo V75.0.11.2,
Interface Protocol v1.9.15 annex B, 12,000 codes in one run). Unverified: `UNVERIFIED`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from drivers.errors import Misuse, PayloadError

ESCAPE, START = 0x5C, 0x5E
FRAME_BYTES_MAX = 4_096
VALUE_BYTES_MAX = 100  # an external text of a job shows no more
NUMBER_MAX = 2**31 - 1  # ours: as far as a record's number may count
ERROR_BITS = 0x1FF_FFFF  # the bits above are flags
MAILING_NUMBERS, COUNTER_NUMBERS, STATE_NUMBERS = 5, 3, 3
UNVERIFIED = (
    "that the number of the last started record goes on, or falls to 0, where the driver expects "
    "it: at a stop, a flush, a start; and when a print counts as finished",
    "that stopping and flushing together remove the record that is already made ready to print",
    "that a record whose number doesn't follow is dropped, and that any may be the first after a "
    "flush",
    "how many records a number may count to; how long a record may be; a caret in a record",
    "whether the mailing queue outlasts a lost link, and that power off empties it",
    "that it can't be switched off and print again within 5 s",
    "that the print counter counts each print once (mode = text)",
    "what reads back after an external text was set, and when it is on the next print",
    "what a head cover that is open tells, and all error numbers but four",
)

_FRAME = re.compile(rb"(\d{5})?([!=?*$#])(.*)", re.DOTALL)
_HEAD = re.compile(rb"(?<!\\)\^0")
_NUMBER = re.compile(rb"-?\d{1,10}")


@dataclass(frozen=True)
class Machine:
    """`=RS`: 1 standby, 2 initialising, 3 interval or service, 4 ready for action, 5 ready to
    start printing, 6 printing. `error` is the message shown, without its flags; 0 = none."""

    nozzle: int
    state: int
    error: int
    is_open: bool = False


@dataclass(frozen=True)
class Mailing:
    """`=SM`: records that wait besides the one made ready, and the last whose print began (0 =
    none)."""

    depth: int
    entries: int
    last: int
    stop_at: int
    is_finished: bool


@dataclass(frozen=True)
class Counter:
    """`=CC`: all prints of its life; the product counter, which people reset, is left out."""

    total: int


@dataclass(frozen=True)
class Text:
    """`=ET`: the external text, as it came."""

    value: bytes


@dataclass(frozen=True)
class Strange:
    """An answer to one of our questions with other parameters."""

    letters: str
    data: bytes


@dataclass(frozen=True)
class Other:
    """A frame that is no answer to a question of ours: an echo, or told on its own account."""

    data: bytes


@dataclass(frozen=True)
class Rubbish:
    data: bytes


Said = Machine | Mailing | Counter | Text | Strange | Other | Rubbish


# ---------------------------------------------------------------- what we say


def _frame(body: bytes) -> bytes:
    return b"^0" + body + b"\r"


def ask_state() -> bytes:
    return _frame(b"?RS")


def ask_mailing() -> bytes:
    return _frame(b"?SM")


def ask_counter() -> bytes:
    return _frame(b"?CC")


def ask_text() -> bytes:
    return _frame(b"?ET")


def start_printing() -> bytes:
    return _frame(b"!GO")


def stop_printing() -> bytes:
    return _frame(b"!ST")


def flush_records() -> bytes:
    return _frame(b"!FF")


def quit_error() -> bytes:
    return _frame(b"!EQ")


def record(number: int, value: bytes, device: str = "coder") -> bytes:
    """One record for the mailing queue, in field 1 of the job.

    Raises `PayloadError` for a value that the wire can't carry."""
    if not 1 <= number <= NUMBER_MAX:
        raise Misuse(f"a record's number is 1 to {NUMBER_MAX}, not {number}")
    return _frame(b"=MR%d\t" % number + _carried(value, device))


def external_text(value: bytes, device: str = "coder") -> bytes:
    """The text for field 0 of the job. Raises `PayloadError`."""
    return _frame(b"=ET" + _carried(value, device))


def _carried(value: bytes, device: str) -> bytes:
    check_value(value, device)
    return value.replace(b"^", b"\\^")


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
        if byte == ESCAPE:
            raise PayloadError(device, position, "no manual says how a backslash is sent")


# ---------------------------------------------------------------- what we hear


def is_same_text(heard: bytes, value: bytes) -> bool:
    """Whether the printer read back `value`; with its carets escaped or not."""
    return heard in (value, value.replace(b"^", b"\\^"))


class FrameParser:
    """Bytes of the device in, facts out, however the bytes are cut. What is longer than
    FRAME_BYTES_MAX without an end is rubbish."""

    def __init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        """Forget half a frame: the link is a new one."""
        self._pending = b""

    def feed(self, data: bytes) -> list[Said]:
        said: list[Said] = []
        *lines, self._pending = (self._pending + data).split(b"\r")
        for line in lines:
            said.extend(_line(line))
        if len(self._pending) > FRAME_BYTES_MAX:
            said.append(Rubbish(self._pending))
            self._pending = b""
        return said


def _line(line: bytes) -> list[Said]:
    """What stands before a CR: the last frame that begins in it, and what is none."""
    line = line.lstrip(b"\n\0")
    heads = list(_HEAD.finditer(line))
    if not heads or len(line) > FRAME_BYTES_MAX:
        return [Rubbish(line)] if line else []
    head = heads[-1]
    stray: list[Said] = [Rubbish(line[: head.start()])] if head.start() else []
    return [*stray, _fact(line[head.end() :], line)]


def _fact(body: bytes, line: bytes) -> Said:
    frame = _FRAME.fullmatch(body)
    if frame is None:
        return Rubbish(line)
    length, group, rest = frame.groups()
    if length is not None and int(length) != 1 + len(rest) + 1:  # group, rest and CR
        return Rubbish(line)
    letters, parameters = rest[:2], rest[2:]
    if group != b"=" or letters not in _ANSWERS:
        return Other(line)
    if letters == b"ET":
        return Text(parameters)
    numbers = _numbers(parameters)
    return _numbered(letters, numbers) or Strange(letters.decode(), parameters)


def _numbers(parameters: bytes) -> list[int]:
    """The leading parameters that are numbers: later versions may add others behind."""
    numbers = []
    for field in parameters.split(b"\t"):
        if _NUMBER.fullmatch(field) is None:
            break
        numbers.append(int(field))
    return numbers


_ANSWERS = frozenset((b"RS", b"SM", b"CC", b"ET"))


def _numbered(letters: bytes, numbers: list[int]) -> Said | None:
    """None for too few numbers, or such as count nothing."""
    if letters == b"RS" and len(numbers) >= STATE_NUMBERS:
        nozzle, state, error, *more = numbers
        return Machine(nozzle, state, error & ERROR_BITS, bool(more and more[0]))
    if any(not 0 <= number <= NUMBER_MAX for number in numbers):
        return None
    if letters == b"SM" and len(numbers) >= MAILING_NUMBERS:
        depth, entries, last, stop_at, finished = numbers[:MAILING_NUMBERS]
        return Mailing(depth, entries, last, stop_at, finished > 0)
    if letters == b"CC" and len(numbers) >= COUNTER_NUMBERS:
        return Counter(numbers[2])
    return None
