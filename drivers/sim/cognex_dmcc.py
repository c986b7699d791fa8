r"""A Cognex DataMan reader that speaks DMCC, from its own side of the wire.

Written from the fact sheet, with a parser of its own. It starts silent (`COM.DMCC-RESPONSE 0`),
as such readers do; `TRIGGER ON` lets it look until it finds something or `TRIGGER OFF` comes.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar

from drivers.sim.faults import Faults
from drivers.sim.outgoing import Outgoing

LOOK_MS = 15
LATE_MS = 700
INPUT_BYTES_MAX = 4_096
OK, READ, UNKNOWN, BAD_PARAMETER, BAD_CHECKSUM, BAD_STATE = 0, 1, 101, 102, 103, 104
UNESCAPED = {"t": "\t", "r": "\r", "n": "\n"}


class CognexTwin:
    """`no_read` is its text for no read, "" = nothing is sent then."""

    FAULTS: ClassVar[Mapping[str, str]] = {
        "no_read": "finds nothing, whatever stands before it",
        "late": f"sends its result {LATE_MS} ms late, even after TRIGGER OFF",
        "silent": "never sends a result",
        "split": "sends each byte one tick after the other",
        "double": "sends its result twice in one piece",
        "busy": "refuses TRIGGER ON in its state (104)",
        "no_id": "leaves our id out of its answers, as some firmware does",
        "mute": "doesn't answer commands",
        "bad_base64": "sends results that are no base64",
        "bad_checksum": "sends wrong checksums where it sends any",
        "plain": "sends its results without header",
    }

    def __init__(self, *, separator: str = "", no_read: str = "") -> None:
        self._separator, self._no_read = separator.encode(), no_read.encode()
        self.look: Callable[[], Sequence[bytes]] = lambda: self._shown
        self.settings: dict[str, str] = {"DEVICE.TYPE": "DM000"}
        self._shown: tuple[bytes, ...] = ()
        self._input = b""
        self._outgoing = Outgoing()
        self._on, self._was_looking, self._look_at_ms = False, False, 0
        self._extended, self._checks, self._number = False, False, ""
        self._faults = Faults(self.FAULTS)

    def present(self, symbols: Sequence[bytes]) -> None:
        """Put symbols before the reader, none for an empty sequence."""
        self._shown = tuple(symbols)

    def photocell(self, now_ms: int) -> bytes:
        """Its own trigger: something stands before it now, and a result goes out unasked."""
        self._find(now_ms, asked=False)
        return self.tick(now_ms)

    # ------------------------------------------------------------ the wire

    def connected(self, now_ms: int) -> bytes:
        del now_ms
        return b""

    def disconnected(self, now_ms: int) -> None:
        del now_ms
        self._on = self._extended = False
        self._input = b""
        self._outgoing.clear()

    def received(self, data: bytes, now_ms: int) -> bytes:
        self._input = (self._input + data)[-INPUT_BYTES_MAX:]
        while (end := self._input.find(b"\r\n")) >= 0:
            frame, self._input = self._input[:end], self._input[end + 2 :]
            if frame.startswith(b"||") and b">" in frame:
                self._hear(frame, now_ms)
        return self.tick(now_ms)

    def tick(self, now_ms: int) -> bytes:
        if self._on and now_ms >= self._look_at_ms:
            self._find(now_ms, asked=True)
        return self._outgoing.take(now_ms, one=self._faults.get("split"))

    def fault(self, name: str, value: str = "on") -> None:
        self._faults.set(name, value)

    # ------------------------------------------------------------ commands

    def _hear(self, frame: bytes, now_ms: int) -> None:
        header, _, body = frame[2:].partition(b">")
        checks, _, self._number = header.decode("ascii", "replace").partition(":")
        self._checks = checks == "1"
        if self._checks:
            if not body or _xor(frame[:-1]) != frame[-1]:
                self._answer(BAD_CHECKSUM, now_ms)
                return
            body = body[:-1]
        words = _words(body.decode("ascii", "replace"))
        if words[:1] and words[0].upper() == "GET" and len(words) == 2:
            self._tell(words[1].upper(), now_ms)
            return
        self._answer(self._obey(words, now_ms), now_ms)
        if body.upper() == b"TRIGGER OFF" and self._no_read and self._was_looking:
            self._say_result(self._no_read, now_ms)

    def _obey(self, words: list[str], now_ms: int) -> int:
        """Carry out a command; the status that answers it."""
        self._was_looking = False
        match [words[0].upper(), *words[1:]] if words else []:
            case ["TRIGGER", state] if state.upper() == "ON":
                if self._faults.get("busy"):
                    return BAD_STATE
                self._on, self._look_at_ms = True, now_ms + LOOK_MS
                return OK
            case ["TRIGGER", state] if state.upper() == "OFF":
                self._was_looking, self._on = self._on, False
                return OK
            case ["SET", name, value] if name.upper() == "COM.DMCC-RESPONSE":
                self._extended = value == "1"
                return OK if value in ("0", "1") else BAD_PARAMETER
            case ["SET", name, *values] if values:
                self.settings[name.upper()] = " ".join(values)
                return OK
        return UNKNOWN

    def _tell(self, name: str, now_ms: int) -> None:
        """A setting's value; a silent device says it as well, without header."""
        value = self.settings.get(name)
        if value is not None and not self._extended:
            self._say(value.encode("ascii", "replace") + b"\r\n", now_ms)
        else:
            self._answer(BAD_PARAMETER if value is None else OK, now_ms, value or "")

    def _answer(self, status: int, now_ms: int, data: str = "") -> None:
        if self._extended and not self._faults.hit("mute"):
            number = "" if self._faults.get("no_id") else self._number
            body = f"[{status}]{data}".encode("ascii", "replace")
            self._say(self._framed(body, number), now_ms)

    # ------------------------------------------------------------ results

    def _find(self, now_ms: int, asked: bool) -> None:
        codes = [] if self._faults.get("no_read") else list(self.look())
        if not codes and asked:
            self._look_at_ms = now_ms + LOOK_MS
            return
        self._on = False
        if self._faults.hit("silent"):
            return
        due_ms = now_ms + (LATE_MS if self._faults.hit("late") else 0)
        text = self._separator.join(codes) if self._separator else codes[0] if codes else b""
        for _ in range(2 if self._faults.hit("double") else 1):
            self._say_result(text or self._no_read, due_ms)

    def _say_result(self, text: bytes, due_ms: int) -> None:
        if self._faults.get("plain") or not self._extended:
            self._say(text + b"\r\n", due_ms)
            return
        encoded = base64.encodebytes(text).replace(b"\n", b"")
        if self._faults.get("bad_base64"):
            encoded = b"*" + encoded
        self._say(self._framed(b"[1]" + encoded, ""), due_ms)

    def _framed(self, body: bytes, number: str) -> bytes:
        frame = f"||{1 if self._checks else 0}:{number}".encode() + body
        if self._checks:
            wrong = 1 if self._faults.get("bad_checksum") else 0
            frame += bytes((_xor(frame) ^ wrong,))
        return frame + b"\r\n"

    def _say(self, line: bytes, due_ms: int) -> None:
        self._outgoing.at(line, due_ms, split=self._faults.get("split"))


def _words(text: str) -> list[str]:
    """The command's words; a quoted string is one, with its escapes undone."""
    words, word, quoted, characters = [], "", False, iter(text)
    for character in characters:
        if character == "\\":
            escaped = next(characters, "")
            word += UNESCAPED.get(escaped, escaped)
        elif character == '"':
            quoted = not quoted
        elif character == " " and not quoted:
            words.append(word)
            word = ""
        else:
            word += character
    return [one for one in (*words, word) if one]


def _xor(data: bytes) -> int:
    value = 0
    for byte in data:
        value ^= byte
    return value
