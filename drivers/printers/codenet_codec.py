"""Domino Codenet on the wire: commands to bytes, bytes to replies. Sans-IO; the host's side.

Wire facts: "Ax Series Codenet Protocol" EPT033760 issue 2, as noted by an integrator who tried
them on a live Ax, and integrators' code for the A200+; of CS00145 rev 8 only the front matter was
to be had. Unverified: `UNVERIFIED`.

A command is ESC, an identifier, its parameters, EOT. The device answers ACK (alone, or followed
by "000" where it is set to fixed length), NAK and three digits (or NAK alone, by configuration),
or a frame. After each print it sends one bare character, the *done character*, which we choose.
Frames are parsed, never scanned for bytes: a done character that is a digit would be counted in
every NAK, and is refused.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from drivers.errors import Misuse, PayloadError

ESC, EOT, ACK, NAK = 0x1B, 0x04, 0x06, 0x15
PAYLOAD_BYTES_MAX = 1024
REPLY_BYTES_MAX = 256
LABEL_NAME_BYTES_MAX = 99
UNVERIFIED = (
    "payload bytes 80-FF (UTF-8 text, CJK) and control bytes other than ESC and EOT, GS among them",
    "whether the length of a queued code counts bytes or characters in a Unicode set-up",
    "the meaning of the field B and of HHMM in the status answer",
    "status 2xx while the head is disabled by command",
)

NAK_MEANINGS = {
    "000": "software error, or the buffer is full",
    "001": "wrong length",
    "002": "ESC expected",
    "003": "unknown command",
    "004": "unexpected characters before EOT",
    "005": "wrong print head",
    "007": "value out of range",
    "008": "wrong label number",
    "009": "syntax",
    "010": "too long",
    "011": "too long",
    "012": "embedded format",
    "013": "bad character",
    "016": "can't load",
    "017": "wrong label number",
    "020": "not implemented",
    "024": "checksum",
    "027": "printing disabled",
    "050": "busy",
    "051": "internal error",
    "052": "file not found",
}

Queue = Literal["tcp", "serial", "history"]
QUEUE_DIGITS: dict[Queue, bytes] = {"tcp": b"0", "serial": b"1", "history": b"2"}


# ---------------------------------------------------------------- what the device says


@dataclass(frozen=True)
class Acked:
    """ACK. It says not which command it answers."""


@dataclass(frozen=True)
class Nakked:
    """NAK; `code` is three digits, or "" from a device that sends none."""

    code: str

    def __str__(self) -> str:
        if not self.code:
            return "NAK"
        return f"NAK {self.code} {NAK_MEANINGS.get(self.code, 'of unknown meaning')}"


@dataclass(frozen=True)
class PrintDone:
    """The done character: something was printed, it is not said what."""


@dataclass(frozen=True)
class StatusAnswer:
    """`code` is 000 ready, 100 fault, another 1xx warning, 2xx printing prohibited."""

    code: str


@dataclass(frozen=True)
class CounterAnswer:
    """Photocell edges since the last reset: an upper bound of prints."""

    value: int


@dataclass(frozen=True)
class OtherAnswer:
    """A frame of another kind, without ESC and EOT (identity, label on line, head, ink)."""

    body: bytes


@dataclass(frozen=True)
class Rubbish:
    """Bytes that belong to no reply, skipped."""

    data: bytes


Reply = Acked | Nakked | PrintDone | StatusAnswer | CounterAnswer | OtherAnswer | Rubbish


# ---------------------------------------------------------------- what we say


def _framed(body: bytes) -> bytes:
    return bytes((ESC,)) + body + bytes((EOT,))


def identify() -> bytes:
    return _framed(b"A?")


def status() -> bytes:
    return _framed(b"1C?")


def label_from_store(number: int) -> bytes:
    """Bring the label stored under `number` (0..999) on line."""
    if not 0 <= number <= 999:
        raise Misuse(f"a label number is 0 to 999, not {number}")
    return _framed(b"P1%03d" % number)


def label_by_name(name: str) -> bytes:
    """Bring the label `name` on line."""
    text = name.encode()
    if not 1 <= len(text) <= LABEL_NAME_BYTES_MAX or ESC in text or EOT in text:
        raise Misuse(f"a label name is 1 to {LABEL_NAME_BYTES_MAX} printable bytes, not {name!r}")
    return _framed(b"ON1%02d" % len(text) + text)


def label_on_line() -> bytes:
    return _framed(b"P1?")


def set_done_char(char: str) -> bytes:
    """Have the device send `char` after each print. Raises `Misuse` for what would be misread."""
    return _framed(b"I1" + bytes((done_byte(char),)))


def done_byte(char: str) -> int:
    if len(char) != 1 or not "!" <= char <= "~":
        raise Misuse(f"the done character is one visible ASCII character, not {char!r}")
    if char.isdigit():
        raise Misuse(f"the done character can't be a digit ({char!r}): NAKs carry digits; use '#'")
    return ord(char)


def queue_code(payload: bytes, device: str = "coder") -> bytes:
    """Queue one code. Raises `PayloadError` for bytes that end or restart a frame."""
    check_payload(payload, device)
    return _framed(b"OE%04d" % len(payload) + payload)


def check_payload(payload: bytes, device: str) -> None:
    """Raise `PayloadError` unless `payload` is 1..PAYLOAD_BYTES_MAX bytes without ESC and EOT."""
    if not payload:
        raise PayloadError(device, 0, "it is empty")
    if len(payload) > PAYLOAD_BYTES_MAX:
        raise PayloadError(
            device, PAYLOAD_BYTES_MAX, f"{len(payload)} bytes, and {PAYLOAD_BYTES_MAX} fit"
        )
    for position, byte in enumerate(payload):
        if byte in (ESC, EOT):
            name = "ESC" if byte == ESC else "EOT"
            raise PayloadError(
                device, position, f"{name} ({byte:02X}) is part of Codenet's framing"
            )


def clear_queue(queue: Queue) -> bytes:
    return _framed(b"OE0000" + QUEUE_DIGITS[queue])


def head(enabled: bool) -> bytes:
    """Enable or disable printing; disabled, the queue is kept."""
    return _framed(b"Q1Y" if enabled else b"Q1N")


def head_enabled() -> bytes:
    return _framed(b"Q1?")


def print_go() -> bytes:
    """Print without a photocell: for the bench, never on a line."""
    return _framed(b"N1")


def counter() -> bytes:
    return _framed(b"T1?")


def reset_counter() -> bytes:
    return _framed(b"T10")


def ink_levels() -> bytes:
    return _framed(b"y?")


# ---------------------------------------------------------------- parsing


class ReplyParser:
    """Bytes of the device in, replies out, however the bytes are cut.

    An ACK counts at once; up to three "0" straight after it belong to it (fixed-length answers).
    `bare_nak` is for devices that send NAK without digits (A200+). A frame longer than
    REPLY_BYTES_MAX is skipped up to its EOT: its inside must not be taken for replies.
    """

    def __init__(self, done_char: str = "#", *, bare_nak: bool = False) -> None:
        self._done = done_byte(done_char)
        self._bare_nak = bare_nak
        self.reset()

    def reset(self) -> None:
        """Forget a half-received reply: the link is a new one."""
        self._pending = b""
        self._ack_zeros = 0
        self._skipping = False

    def feed(self, data: bytes) -> list[Reply]:
        replies: list[Reply] = []
        stray = bytearray()
        buffer = self._pending + data
        at = 0
        while at < len(buffer):
            length, reply = self._next(buffer, at)
            if length == 0:
                break
            if self._ack_zeros and buffer[at] == ord("0"):
                self._ack_zeros -= 1
            elif reply is None:
                self._ack_zeros = 0
                stray += buffer[at : at + length]
            else:
                self._ack_zeros = 3 if isinstance(reply, Acked) else 0
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
        if self._skipping and first != ESC:
            self._skipping = first != EOT
            return 1, None
        self._skipping = False
        if first == ESC:
            return self._frame(buffer, at)
        if first == NAK:
            return self._nak(buffer, at)
        if first == ACK:
            return 1, Acked()
        return 1, PrintDone() if first == self._done else None

    def _frame(self, buffer: bytes, at: int) -> tuple[int, Reply | None]:
        limit = at + REPLY_BYTES_MAX
        end = buffer.find(EOT, at, limit)
        restart = buffer.find(ESC, at + 1, limit if end == -1 else end)
        if restart != -1:
            return restart - at, None
        if end != -1:
            return end + 1 - at, _answer(buffer[at + 1 : end])
        if len(buffer) < limit:
            return 0, None
        self._skipping = True
        return REPLY_BYTES_MAX, None

    def _nak(self, buffer: bytes, at: int) -> tuple[int, Reply | None]:
        if self._bare_nak:
            return 1, Nakked("")
        digits = buffer[at + 1 : at + 4]
        if digits and not digits.isdigit():
            return 1, None
        if len(digits) < 3:
            return 0, None
        return 4, Nakked(digits.decode("ascii"))


def _flush(stray: bytearray, replies: list[Reply]) -> None:
    if stray:
        replies.append(Rubbish(bytes(stray)))
        stray.clear()


def _answer(body: bytes) -> Reply:
    if body.startswith(b"1C") and len(body) == 10 and body[2:5].isdigit():
        return StatusAnswer(body[2:5].decode("ascii"))
    if body.startswith(b"T1") and len(body) == 12 and body[2:].isdigit():
        return CounterAnswer(int(body[2:]))
    return OtherAnswer(body)
