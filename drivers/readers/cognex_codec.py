r"""Cognex DataMan Control Commands (DMCC) ⇄ facts: commands out, responses and results in.

Command: `||checksum:id>COMMAND\r\n`, one a frame. Response in extended mode (`COM.DMCC-RESPONSE`
1): `||checksum:id[status]data\r\n`. Status 1 is a result (read string, or the text for no read), in
base64; it comes after a trigger of ours or unasked. Checksum 1: the last byte before the footer is
the XOR of bytes. In a command's quoted strings `" \ |`, tab, CR and LF stand behind a backslash.

Source: Cognex' public DMCC overview and "DataMan Communications and Programming", pages 18–19, as
in the fact sheet §3.2. Unverified: that the XOR goes over all bytes before it, header included.
Some firmware answers `||:::2[0]`, without our id (third-party notes): then `id` is None.
"""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass
from functools import reduce
from operator import xor

from drivers.errors import Misuse
from drivers.readers.lines import Line, LineSplitter, Stray

FOOTER = b"\r\n"
FRAME_BYTES_MAX = 16_384
READ_STRING = 1
COMMAND_CHARACTERS_MAX = 1_024

# Status → what it means, and what a person can do about it.
STATUS = {
    100: ("an error that it doesn't name", "Look at the reader's own log; restart it."),
    101: ("the command is not known", "Its firmware lacks the command: check the model."),
    102: ("a parameter is not allowed", "Correct `setup` in the line file."),
    103: ("the checksum was wrong", "Bytes are lost on the line: check cable and port settings."),
    104: (
        "not possible in its state",
        "Close the setup software, and set the trigger type to single.",
    ),
    105: ("the reader is not available", "It is starting or being set up: wait, or restart it."),
}

_HEADER = re.compile(rb"\|\|([0-9:]{0,32})\[([0-9]{1,5})\]")
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"')
_ESCAPES = {'"': '\\"', "\\": "\\\\", "|": "\\|", "\t": "\\t", "\r": "\\r", "\n": "\\n"}


@dataclass(frozen=True)
class Response:
    """The answer to a command; `id` None where the device didn't send it back."""

    id: int | None
    status: int
    data: bytes


@dataclass(frozen=True)
class Result:
    """A read string, decoded; empty for a no read without text."""

    data: bytes


@dataclass(frozen=True)
class Plain:
    """A line without header: a result of a device whose results aren't framed."""

    data: bytes


@dataclass(frozen=True)
class Broken:
    """A frame that can't be trusted; `why` is a short text. `is_result`: it was a result."""

    why: str
    is_result: bool = False


Message = Response | Result | Plain | Broken


def command(text: str, number: int, checksum: bool = False) -> bytes:
    """The frame of `text`, e.g. `TRIGGER ON` or `SET COM.HEADER "a|b"`; `number` is its id.

    Characters that need it are escaped within quotes. Raises `Misuse` where one stands outside
    of them, or isn't ASCII, or the text is too long."""
    if not 0 < len(text) <= COMMAND_CHARACTERS_MAX:
        raise Misuse(f"a DMCC command has 1 to {COMMAND_CHARACTERS_MAX} characters: {text[:40]!r}")
    outside = _QUOTED.sub("", text)
    if not text.isascii() or any(character in outside for character in '"|\t\r\n\\'):
        raise Misuse(f"DMCC command {text!r}: only ASCII, and special characters within quotes")
    quoted = _QUOTED.sub(lambda found: f'"{_escaped(found[1])}"', text)
    frame = f"||{int(checksum)}:{number}>{quoted}".encode("ascii")
    return frame + (bytes((xor_of(frame),)) if checksum else b"") + FOOTER


def xor_of(data: bytes) -> int:
    return reduce(xor, data, 0)


def _escaped(inside: str) -> str:
    r"""Leave what is escaped already; escape what a command can't carry as it is."""
    parts = re.split(r"(\\.)", inside)
    return "".join(
        part if number % 2 else "".join(_ESCAPES.get(one, one) for one in part)
        for number, part in enumerate(parts)
    )


class ResponseParser:
    """Feed bytes as they come. Never raises, keeps FRAME_BYTES_MAX. `base64_results` False: the
    device doesn't encode its framed results."""

    def __init__(self, base64_results: bool = True) -> None:
        self._base64 = base64_results
        self._lines = LineSplitter((FOOTER,), skip=b"", bytes_max=FRAME_BYTES_MAX)

    def reset(self) -> None:
        """A new link: what was half received is gone."""
        self._lines.reset()

    def feed(self, data: bytes) -> list[Message]:
        messages: list[Message] = []
        for piece in self._lines.feed(data):
            if isinstance(piece, Line):
                messages.append(self._message(piece.data))
            elif not isinstance(piece, Stray):
                messages.append(Broken(f"more than {FRAME_BYTES_MAX} bytes without an end"))
        return messages

    def _message(self, line: bytes) -> Message:
        header = _HEADER.match(line)
        if header is None:
            return Broken("a header that is none") if line.startswith(b"||") else Plain(line)
        fields = header[1].split(b":")
        data = line[header.end() :]
        if fields[0] == b"1":
            if not data or xor_of(line[:-1]) != line[-1]:
                return Broken("a wrong checksum")
            data = data[:-1]
        number = int(fields[1]) if len(fields) == 2 and fields[1] else None
        status = int(header[2])
        return self._result(data) if status == READ_STRING else Response(number, status, data)

    def _result(self, data: bytes) -> Message:
        if not self._base64:
            return Result(data)
        try:
            return Result(base64.b64decode(data, validate=True))
        except binascii.Error:
            return Broken("a result that is no base64", is_result=True)
