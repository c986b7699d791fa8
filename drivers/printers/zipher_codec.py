"""Videojet Zipher text communications on the wire, with the serialization commands. Sans-IO.

Wire facts: an integrator's application for the 6330, whose comments give the manual's version 1.28,
and a command table of another one (versions 1.21 to 1.34 exist; of the manual itself only first
pages were to be had). Unverified: `UNVERIFIED`.

Everything is ASCII text in lines that end with CR; fields are divided by "|". A command is answered
ACK or ERR, which name no command, or by a line that begins with three letters. Answers and the
printer's own notifications share the line: the leading letters tell them apart. No way to write
"|" or CR inside a value is known, so such values are refused.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from drivers.errors import Misuse, PayloadError

CR = b"\r"
VALUE_BYTES_MAX = 512  # ours; the printer's own limit is not known
NAME_BYTES_MAX = 128
LINE_BYTES_MAX = 4_096
TROUBLES_MAX = 32
NUMBER_DIGITS_MAX = 10
DIVIDERS = b"|\r\n"
UNVERIFIED = (
    "payload bytes 80-FF (UTF-8 text, CJK) and control bytes other than CR and LF, GS among them",
    "how to write | or CR inside a value, and how long a value may be",
    "the form of the answers to SLR, SNI and SRC beyond their letters and a number",
    "what PRC and PRS carry, and which notifications EAN turns on",
    "what a full buffer answers to SID (ERR is assumed), and whether indexes may have gaps",
    "whether selecting a job, or a restart, changes buffer and last printed index",
    "whether ERR answers setting the state that it is in already",
    "whether SMR is obeyed: one integrator says that its counterpart was not",
)


# ---------------------------------------------------------------- what the device says


@dataclass(frozen=True)
class Acked:
    """ACK. It says not which command it answers."""


@dataclass(frozen=True)
class Erred:
    """ERR. It says neither which command nor why."""


@dataclass(frozen=True)
class StateAnswer:
    """STS. `state` 0 shut down, 1 starting, 2 shutting down, 3 running, 4 offline; `error` 0 none,
    1 warnings, 2 faults. `batch` and `total` are print counts, -1 where they aren't told."""

    state: int
    error: int
    job: str
    batch: int
    total: int


@dataclass(frozen=True)
class LastPrinted:
    """SLR: the index of the last record printed."""

    index: int


@dataclass(frozen=True)
class NextIndex:
    """SNI."""

    index: int


@dataclass(frozen=True)
class RecordsHeld:
    """SRC: records in the serialization buffer."""

    count: int


@dataclass(frozen=True)
class QueueSize:
    """QSZ: items in the job queue, which is not the serialization buffer."""

    count: int


@dataclass(frozen=True)
class Trouble:
    code: str
    clearable: bool
    text: str

    def __str__(self) -> str:
        return f"{self.code} {self.text}".strip()


@dataclass(frozen=True)
class Faults:
    """FLT: the faults that stand."""

    troubles: tuple[Trouble, ...]


@dataclass(frozen=True)
class Warnings:
    """WRN: the warnings that stand."""

    troubles: tuple[Trouble, ...]


@dataclass(frozen=True)
class ErrorNotice:
    """ERS, unasked: the error state changed."""

    error: int


@dataclass(frozen=True)
class PrintStarted:
    """PRS, unasked."""


@dataclass(frozen=True)
class PrintComplete:
    """PRC, unasked. What it carries is not known, so nothing is made of it."""


@dataclass(frozen=True)
class OtherLine:
    """A line of another kind: JOB, OUT, SFS and so on."""

    token: str


@dataclass(frozen=True)
class Rubbish:
    """Bytes that are no line of the protocol, skipped."""

    data: bytes


Reply = (
    Acked
    | Erred
    | StateAnswer
    | LastPrinted
    | NextIndex
    | RecordsHeld
    | QueueSize
    | Faults
    | Warnings
    | ErrorNotice
    | PrintStarted
    | PrintComplete
    | OtherLine
    | Rubbish
)


# ---------------------------------------------------------------- what we say


def _line(*fields: bytes) -> bytes:
    return b"|".join(fields) + (b"|" if len(fields) > 1 else b"") + CR


def get_state() -> bytes:
    return _line(b"GST")


def set_state(state: int) -> bytes:
    """3 running, 4 offline; answered after the transition."""
    if state not in (3, 4):
        raise Misuse(f"a line sets a printer running (3) or offline (4), not to {state}")
    return _line(b"SST", b"%d" % state)


def select_job(name: str) -> bytes:
    """Bring the stored job `name` on line. Raises `Misuse` for a name that can't be sent."""
    return _line(b"SEL", _name(name, "job"))


def serial_header(fields: Sequence[str]) -> bytes:
    """Declare which fields of the job every record fills."""
    if not fields:
        raise Misuse("a serialization header names at least one field")
    return _line(b"SHO", *(_name(field, "field") for field in fields))


def record(index: int, value: bytes, device: str = "coder") -> bytes:
    """One record with our index. Raises `PayloadError` for what a value can't hold."""
    check_value(value, device)
    return _line(b"SID", b"%d" % index, value)


def check_value(value: bytes, device: str) -> None:
    """Raise `PayloadError` unless `value` is 1..VALUE_BYTES_MAX bytes without |, CR and LF."""
    if not value:
        raise PayloadError(device, 0, "it is empty")
    if len(value) > VALUE_BYTES_MAX:
        raise PayloadError(
            device, VALUE_BYTES_MAX, f"{len(value)} bytes, and {VALUE_BYTES_MAX} are sent at most"
        )
    for position, byte in enumerate(value):
        if byte in DIVIDERS:
            raise PayloadError(device, position, f"{byte:02X} divides Zipher's fields and lines")


def records_held() -> bytes:
    return _line(b"SRC")


def next_index() -> bytes:
    return _line(b"SNI")


def last_printed() -> bytes:
    return _line(b"SLR")


def max_records(count: int) -> bytes:
    return _line(b"SMR", b"%d" % count)


def clear_records() -> bytes:
    return _line(b"SCB")


def faults() -> bytes:
    return _line(b"GFT")


def warnings() -> bytes:
    return _line(b"GWN")


def queue_size() -> bytes:
    return _line(b"QSZ")


def notify_all() -> bytes:
    return _line(b"EAN")


def _name(name: str, what: str) -> bytes:
    data = name.encode()
    if not 1 <= len(data) <= NAME_BYTES_MAX or any(byte in DIVIDERS for byte in data):
        raise Misuse(f"a {what} name is 1 to {NAME_BYTES_MAX} bytes without | and CR, not {name!r}")
    return data


# ---------------------------------------------------------------- parsing


class ReplyParser:
    """Bytes of the device in, replies out, however the bytes are cut.

    Of a line only what follows its last control byte counts: stray bytes before an answer don't
    spoil it. A line longer than LINE_BYTES_MAX is skipped up to its end."""

    def __init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        """Forget a half-received line: the link is a new one."""
        self._pending = b""
        self._skipping = False

    def feed(self, data: bytes) -> list[Reply]:
        replies: list[Reply] = []
        *lines, rest = (self._pending + data).split(CR)
        for line in lines:
            if self._skipping:
                self._skipping = False
                replies.append(Rubbish(line[-LINE_BYTES_MAX:]))
            else:
                replies += _replies(line)
        if len(rest) > LINE_BYTES_MAX:
            self._skipping, rest = True, rest[-1:]
        self._pending = rest
        return replies


def _replies(line: bytes) -> list[Reply]:
    if len(line) > LINE_BYTES_MAX:
        return [Rubbish(line[-LINE_BYTES_MAX:])]
    text = line.removeprefix(b"\n")  # a device that ends its lines with CR LF
    start = max((at + 1 for at, byte in enumerate(text) if byte < 0x20 or byte == 0x7F), default=0)
    stray, text = text[:start], text[start:]
    reply = _meaning(text)
    if reply is None:
        return [Rubbish(stray + text)] if stray + text else []
    return [Rubbish(stray), reply] if stray else [reply]


def _meaning(line: bytes) -> Reply | None:
    """What one line says; None for what is no line of the protocol."""
    token, *fields = line.decode("utf-8", "replace").split("|")
    if fields and not fields[-1]:
        fields.pop()
    if not (len(token) == 3 and token.isascii() and token.isalpha() and token.isupper()):
        return None
    match token, fields:
        case "ACK", []:
            return Acked()
        case "ERR", []:
            return Erred()
        case "STS", [state, error, *more]:
            return _state(state, error, more)
        case "SLR" | "SNI" | "SRC" | "QSZ" | "ERS", [number, *_]:
            return _NUMBERED[token](int(number)) if _is_number(number) else None
        case "FLT" | "WRN", [count, *troubles]:
            return _troubles(token, count, troubles)
        case "PRS", _:
            return PrintStarted()
        case "PRC", _:
            return PrintComplete()
        case (("ACK" | "ERR" | "STS" | "SLR" | "SNI" | "SRC" | "QSZ" | "ERS" | "FLT" | "WRN"), _):
            return None
    return OtherLine(token)


_NUMBERED: dict[str, type[LastPrinted | NextIndex | RecordsHeld | QueueSize | ErrorNotice]] = {
    "SLR": LastPrinted,
    "SNI": NextIndex,
    "SRC": RecordsHeld,
    "QSZ": QueueSize,
    "ERS": ErrorNotice,
}


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= NUMBER_DIGITS_MAX


def _state(state: str, error: str, more: Sequence[str]) -> StateAnswer | None:
    job, batch, total = (*more, "", "", "")[:3]
    if state not in ("0", "1", "2", "3", "4") or error not in ("0", "1", "2"):
        return None
    counts = [int(count) if _is_number(count) else -1 for count in (batch, total)]
    return StateAnswer(int(state), int(error), job, *counts)


def _troubles(token: str, count: str, fields: Sequence[str]) -> Faults | Warnings | None:
    """`count` times code, clearable, text."""
    if not _is_number(count) or int(count) > TROUBLES_MAX or len(fields) != 3 * int(count):
        return None
    threes = zip(fields[::3], fields[1::3], fields[2::3], strict=True)
    found = tuple(Trouble(code, clearable == "1", text) for code, clearable, text in threes)
    return Faults(found) if token == "FLT" else Warnings(found)
