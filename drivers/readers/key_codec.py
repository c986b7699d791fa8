"""Input events of Linux ⇄ characters: what a scanner typed. Bytes in, characters out.

An event is `struct input_event`: time (two longs), type, code (16 bits each), value (32 bits): 24
bytes on a 64-bit machine. Key down is 1, up 0, repeated 2 (a scanner never means it). Understood
besides the layout's keys: Shift, Caps Lock, AltGr, dead keys, Ctrl with a key (Ctrl+] is GS,
0x1D), Alt with digits of the number block (Alt+029 is GS too: scanners' "universal keyboard"), and
one function key that stands for GS where the scanner is set so.

Where the kernel had to drop events (SYN_DROPPED) what was typed is unknown: `Lost`. Source:
linux/input.h, linux/input-event-codes.h, Documentation/input/event-codes.rst.
"""

from __future__ import annotations

import struct
import unicodedata
from dataclasses import dataclass

from drivers.readers.key_layouts import SPACE, US, Layout

EVENT = struct.Struct("@llHHi")
EV_SYN, EV_KEY = 0, 1
SYN_REPORT, SYN_DROPPED = 0, 3
UP, DOWN = 0, 1

ENTER = frozenset({28, 96})
SHIFT = frozenset({42, 54})
CTRL = frozenset({29, 97})
ALT, ALTGR, CAPS_LOCK, TAB = 56, 100, 58, 15
# Codes of the number block → digit; with Alt they spell a character's number.
NUMBERS = {82: 0, 79: 1, 80: 2, 81: 3, 75: 4, 76: 5, 77: 6, 71: 7, 72: 8, 73: 9}
BLOCK_SIGNS = {98: "/", 55: "*", 74: "-", 78: "+", 83: "."}
FUNCTION_KEYS = {f"F{n}": 58 + n for n in range(1, 11)} | {"F11": 87, "F12": 88}
ALT_NUMBER_MAX = 255
DIGIT_ROW = range(2, 14)


@dataclass(frozen=True)
class Typed:
    """One character. `at_ms` is the event's own time."""

    text: str
    at_ms: int


@dataclass(frozen=True)
class Enter:
    at_ms: int


@dataclass(frozen=True)
class Lost:
    """Events are missing, or keys came that say nothing in this layout (`why`)."""

    why: str
    at_ms: int


Stroke = Typed | Enter | Lost


class KeyDecoder:
    """Feed bytes as they come. Never raises; holds less than one event and one accent."""

    def __init__(self, layout: Layout, gs_key: str = "") -> None:
        """`gs_key`: the function key that stands for GS, e.g. "F8". Raises `KeyError`."""
        self._layout = layout
        self._gs_code = FUNCTION_KEYS[gs_key] if gs_key else -1
        self.reset()

    def reset(self) -> None:
        """A new link: no key is down, Caps Lock is off, as far as anybody knows."""
        self._held = b""
        self._down: set[int] = set()
        self._caps = self._dropping = False
        self._accent = ""  # the dead key that waits for the next one
        self._number = ""  # what Alt and the number block spelled so far

    def feed(self, data: bytes) -> list[Stroke]:
        self._held += data
        whole = len(self._held) - len(self._held) % EVENT.size
        events, self._held = self._held[:whole], self._held[whole:]
        return [
            stroke
            for seconds, micros, kind, code, value in EVENT.iter_unpack(events)
            for stroke in self._event(seconds * 1_000 + micros // 1_000, kind, code, value)
        ]

    def _event(self, at_ms: int, kind: int, code: int, value: int) -> list[Stroke]:
        if kind == EV_SYN and code == SYN_DROPPED:
            self._dropping = True
            self._down.clear()
            self._accent = self._number = ""
            return [Lost("the system lost keys", at_ms)]
        if kind == EV_SYN and code == SYN_REPORT:
            self._dropping = False
        if kind != EV_KEY or self._dropping:
            return []
        if value == UP:
            return self._up(code, at_ms)
        return self._pressed(code, at_ms) if value == DOWN else []

    def _up(self, code: int, at_ms: int) -> list[Stroke]:
        self._down.discard(code)
        if code != ALT or not self._number:
            return []
        number, self._number = self._number, ""
        return _by_number(number, at_ms)

    def _pressed(self, code: int, at_ms: int) -> list[Stroke]:
        if code in SHIFT or code in CTRL or code in (ALT, ALTGR):
            self._down.add(code)
            return []
        if code == CAPS_LOCK:
            self._caps = not self._caps
            return []
        if ALT in self._down and code in NUMBERS:
            self._number = (self._number + str(NUMBERS[code]))[-4:]
            return []
        if code in ENTER:
            return [*self._lone_accent(at_ms), Enter(at_ms)]
        return self._character(code, at_ms)

    def _character(self, code: int, at_ms: int) -> list[Stroke]:
        text = self._text(code)
        if not text:
            self._accent = ""
            return [_no_character(code, at_ms)]
        if self._down & CTRL and ALTGR not in self._down:
            return self._control(code, text, at_ms)
        if self._accent:
            return [Typed(self._accented(text), at_ms)]
        if text in self._layout.dead and ALTGR not in self._down:
            self._accent = text
            return []
        return [Typed(text, at_ms)]

    def _control(self, code: int, text: str, at_ms: int) -> list[Stroke]:
        """Ctrl with a key: by what the key says, else by its place on a US keyboard, since many
        scanners press the key right of P for Ctrl+] whatever their layout is."""
        for sign in (text.upper(), US.plain.get(code, "").upper()):
            if len(sign) == 1 and "@" <= sign <= "_":
                return _sign(chr(ord(sign) & 0x1F), at_ms)
        return [_no_character(code, at_ms)]

    def _text(self, code: int) -> str:
        """What the key says with the keys that are held; "" for nothing."""
        if code == self._gs_code:
            return "\x1d"
        if code in (SPACE, TAB) or code in BLOCK_SIGNS or code in NUMBERS:
            return {SPACE: " ", TAB: "\t", **BLOCK_SIGNS}.get(code) or str(NUMBERS[code])
        if ALTGR in self._down:
            return self._layout.altgr.get(code, "")
        plain = self._layout.plain.get(code, "")
        caps = self._caps and (
            plain.isalpha() or (self._layout.caps_shifts_digits and code in DIGIT_ROW)
        )
        is_shifted = bool(self._down & SHIFT) != caps
        return self._layout.shift.get(code, "") if is_shifted else plain

    def _accented(self, text: str) -> str:
        """`^` and `a` are `â`; `^` and space are `^`; what can't be joined stays two."""
        mark, self._accent = self._accent, ""
        if text == " ":
            return mark
        joined = unicodedata.normalize("NFC", text + self._layout.dead[mark])
        return joined if len(joined) == 1 else mark + text

    def _lone_accent(self, at_ms: int) -> list[Stroke]:
        mark, self._accent = self._accent, ""
        return [Typed(mark, at_ms)] if mark else []


def _by_number(number: str, at_ms: int) -> list[Stroke]:
    """Alt+029 and the like, as Windows reads them: with a leading 0 by its Western character set,
    without one by that of old PCs."""
    value = int(number)
    if value > ALT_NUMBER_MAX:
        return [Lost(f"Alt+{number} is no character", at_ms)]
    if value < 128:
        return _sign(chr(value), at_ms)
    text = bytes((value,)).decode("cp1252" if number.startswith("0") else "cp437", "replace")
    return [Typed(text, at_ms)]


def _sign(text: str, at_ms: int) -> list[Stroke]:
    """CR and LF end a scan, however they were typed."""
    return [Enter(at_ms)] if text in "\r\n" else [Typed(text, at_ms)]


def _no_character(code: int, at_ms: int) -> Lost:
    return Lost(f"key {code} says nothing in this keyboard layout", at_ms)
