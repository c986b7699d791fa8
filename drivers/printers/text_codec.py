"""The bytes of a coder that takes lines of text: what most TIJ, UV and laser boards have in common.

There is no protocol here but what the configuration says: what stands before and after a code,
how the device ends its answers, and by which patterns they are told apart. An *answer* is what
comes up to `answer_end`; where that is empty, each byte is an answer (ACK, NAK, a bare done
character). A pattern must match the whole answer, so that a done mark inside a longer answer is
never counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from drivers.errors import Misuse, PayloadError

ANSWER_BYTES_MAX = 1_024
PAYLOAD_BYTES_MAX = 1_024

Encoding = Literal["utf-8", "gbk"]


class Kind(StrEnum):
    """What an answer can be. They are tried in this order: a print is never lost to another."""

    DONE = "done"
    FULL = "full"
    REFUSED = "refused"
    FAULT = "fault"
    WELL = "well"
    ACK = "ack"


@dataclass(frozen=True)
class Answer:
    """`kind` is None for an answer that no pattern knows."""

    kind: Kind | None
    data: bytes


@dataclass(frozen=True)
class TooLong:
    """Bytes that no `answer_end` ended, skipped."""

    data: bytes


class AnswerParser:
    """`patterns`: regular expressions of whole answers, in bytes."""

    def __init__(self, end: bytes, patterns: dict[Kind, bytes]) -> None:
        """Raises `Misuse` for a pattern that is no regular expression or matches nothing said."""
        self._end = end
        self._patterns = {
            kind: _compiled(kind, patterns[kind]) for kind in Kind if kind in patterns
        }
        self.reset()

    def reset(self) -> None:
        self._pending = b""
        self._skipping = False

    def feed(self, data: bytes) -> Iterator[Answer | TooLong]:
        if not self._end:
            for byte in data:
                yield self._answer(bytes((byte,)))
            return
        *whole, self._pending = (self._pending + data).split(self._end)
        for one in whole:
            if self._skipping:
                self._skipping = False
            elif len(one) > ANSWER_BYTES_MAX:
                yield TooLong(one)
            elif one.strip(b"\r\n"):
                yield self._answer(one.strip(b"\r\n"))
        if len(self._pending) > ANSWER_BYTES_MAX:
            if not self._skipping:
                yield TooLong(self._pending)
            # The last bytes may be the beginning of the end.
            self._pending, self._skipping = self._pending[-len(self._end) :], True

    def _answer(self, data: bytes) -> Answer:
        for kind, pattern in self._patterns.items():
            if pattern.fullmatch(data):
                return Answer(kind, data)
        return Answer(None, data)


def _compiled(kind: Kind, pattern: bytes) -> re.Pattern[bytes]:
    try:
        compiled = re.compile(pattern, re.DOTALL)
    except re.error as error:
        raise Misuse(f"the pattern {kind.value} = {pattern!r}: {error}") from None
    if compiled.fullmatch(b""):
        raise Misuse(f"the pattern {kind.value} = {pattern!r} also matches an empty answer")
    return compiled


@dataclass(frozen=True)
class Framing:
    """How a code goes out. `forbidden`: bytes that would end it early or begin another."""

    prefix: bytes
    suffix: bytes
    encoding: Encoding
    max_bytes: int = PAYLOAD_BYTES_MAX

    def __post_init__(self) -> None:
        if not self.suffix:
            raise Misuse(
                "suffix is empty: the coder can't tell where a code ends; try suffix = '<CR>'"
            )
        if self.encoding not in ("utf-8", "gbk"):
            raise Misuse(f"encoding is utf-8 or gbk, not {self.encoding!r}")

    def check(self, payload: bytes, device: str) -> None:
        """Raises `PayloadError` for what the frame can't carry."""
        if not payload:
            raise PayloadError(device, 0, "it is empty")
        if len(payload) > self.max_bytes:
            why = f"{len(payload)} bytes, and {self.max_bytes} fit"
            raise PayloadError(device, self.max_bytes, why)
        encoded = self._encoded(payload, device)
        at = encoded.find(self.suffix)
        if at >= 0:
            raise PayloadError(device, at, "it holds the suffix, which would end it there")
        for position, byte in enumerate(payload):
            # Only GS is data; any other control byte steers some board or other.
            if (byte < 0x20 and byte != 0x1D) or byte == 0x7F:
                raise PayloadError(device, position, f"control byte {byte:02X}")

    def frame(self, payload: bytes, device: str) -> bytes:
        """Raises `PayloadError`."""
        self.check(payload, device)
        return self.prefix + self._encoded(payload, device) + self.suffix

    def _encoded(self, payload: bytes, device: str) -> bytes:
        """Codes are UTF-8 here; what the board expects is another matter."""
        try:
            text = payload.decode()
        except UnicodeDecodeError as error:
            raise PayloadError(device, error.start, "it is no UTF-8") from None
        try:
            return text.encode(self.encoding)
        except UnicodeEncodeError as error:
            position = len(text[: error.start].encode())
            why = f"{text[error.start]!r} can't be written in {self.encoding}"
            raise PayloadError(device, position, why) from None
