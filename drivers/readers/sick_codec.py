"""SICK CoLa A (Lector, CLV) ⇄ facts: methods called and answered, results between STX and ETX.

A telegram is `STX text ETX`. `sMN NAME` calls a method, `sAN NAME 1` answers it (0 = it was not
carried out), `sFA NUMBER` refuses it (hexadecimal, as in SICK's telegram listings). Every other
telegram is a result: the device's output format, which must be framed by STX and ETX too.

Source: third-party code that claims to talk to real devices, as in the fact sheet §3.3; the numbers
of `sFA` from SICK's telegram listing for other devices. No manual of a reader was read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from drivers.readers.lines import Line, LineSplitter, Stray

STX, ETX = b"\x02", b"\x03"
GATE_ON, GATE_OFF = "mTCgateon", "mTCgateoff"
TELEGRAM_BYTES_MAX = 8_192

_ANSWER = re.compile(rb"sAN ([A-Za-z0-9_]{1,40})(?: ([+-]?[0-9A-Fa-f]{1,8}))?")
_REFUSAL = re.compile(rb"sFA ?([0-9A-Fa-f]{1,4})")
_OTHER = re.compile(rb"(?:sRA|sWA|sEA|sSN|sSI|sRI) [\x20-\x7e]{0,200}")

# Number of sFA → what it means, and what a person can do about it.
REFUSALS = {
    1: ("access is denied", "Allow the command without login, or close the setup software."),
    2: ("the method is not known", "This model has no such command: look at its own list."),
    3: ("the variable is not known", "This model has no such variable."),
    4: ("a condition is not met", "Check the reader's operating mode: it must be in run mode."),
    5: ("the data are not valid", "Check the reader's firmware and the driver's version."),
    12: ("the command is not known", "Set the port to CoLa A, not CoLa B, in the reader."),
    13: ("the reader is busy", "Wait, or restart it."),
}
UNKNOWN_REFUSAL = ("an error that has no name here", "Look it up in SICK's telegram listing.")


@dataclass(frozen=True)
class Answered:
    """`sAN`: the method was called; `done` is False where the device says 0."""

    method: str
    done: bool


@dataclass(frozen=True)
class Failed:
    """`sFA`."""

    number: int


@dataclass(frozen=True)
class Result:
    data: bytes


@dataclass(frozen=True)
class Other:
    """A telegram of CoLa's own that nobody asked for."""

    data: bytes


@dataclass(frozen=True)
class Rubbish:
    """Bytes outside a telegram, or one without end (`size` 0)."""

    size: int


Telegram = Answered | Failed | Result | Other | Rubbish


def call(method: str) -> bytes:
    """The telegram that calls `method`."""
    return STX + f"sMN {method}".encode("ascii") + ETX


class TelegramParser:
    """Feed bytes as they come. Never raises, keeps TELEGRAM_BYTES_MAX."""

    def __init__(self) -> None:
        self._lines = LineSplitter((ETX,), start=STX, skip=b"\r\n", bytes_max=TELEGRAM_BYTES_MAX)

    def reset(self) -> None:
        """A new link: what was half received is gone."""
        self._lines.reset()

    def feed(self, data: bytes) -> list[Telegram]:
        telegrams: list[Telegram] = []
        for piece in self._lines.feed(data):
            if isinstance(piece, Line):
                telegrams.append(_meaning(piece.data))
            else:
                telegrams.append(Rubbish(piece.size if isinstance(piece, Stray) else 0))
        return telegrams


def _meaning(text: bytes) -> Telegram:
    if answer := _ANSWER.fullmatch(text):
        value = answer[2] or b"1"
        return Answered(answer[1].decode("ascii"), int(value, 16) != 0)
    if refusal := _REFUSAL.fullmatch(text):
        return Failed(int(refusal[1], 16))
    return Other(text) if _OTHER.fullmatch(text) else Result(text)
