"""Bytes as people read and type them: `<ESC>A?<EOT>`, and back without loss.

Control bytes stand by their ASCII names, what is no UTF-8 by hexadecimal digits (`<0x9F>`), and the
bracket itself as `<0x3C>`. For typing, the usual escapes (`\\r`, `\\n`, `\\t`, `\\x1b`, `\\\\`)
are understood as well.
"""

from __future__ import annotations

import re

NAMES = (
    *("NUL", "SOH", "STX", "ETX", "EOT", "ENQ", "ACK", "BEL", "BS", "HT", "LF", "VT", "FF", "CR"),
    *("SO", "SI", "DLE", "DC1", "DC2", "DC3", "DC4", "NAK", "SYN", "ETB", "CAN", "EM", "SUB"),
    *("ESC", "FS", "GS", "RS", "US"),
)
BYTES = {name: bytes((number,)) for number, name in enumerate(NAMES)} | {"DEL": b"\x7f"}
NAMED = {value: f"<{name}>" for name, value in BYTES.items()}
ESCAPES = {"r": b"\r", "n": b"\n", "t": b"\t", "\\": b"\\"}
_TYPED = re.compile(r"<([^<>]*)>|\\x([0-9A-Fa-f]{2})|\\(.?)|(<)|([^<\\]+)", re.DOTALL)
_SHOWN = re.compile(r"<([^<>]*)>|([^<]+)|(<)")


class NotReadable(ValueError):
    """A typed text that stands for no bytes; one sentence with the place and the remedy."""


def readable(data: bytes) -> str:
    """`data` in one line of text; `unreadable` gives the same bytes back."""
    return "".join(_shown(char) for char in data.decode("utf-8", "surrogateescape"))


def unreadable(text: str) -> bytes:
    """The bytes that `readable` showed as `text`. Raises `NotReadable`."""
    out = b""
    for found in _SHOWN.finditer(text):
        name, plain, _ = found.groups()
        out += plain.encode() if plain is not None else _named(name, found.start())
    return out


def typed(text: str) -> bytes:
    """The bytes that a person means by `text`. Raises `NotReadable`."""
    out = b""
    for found in _TYPED.finditer(text):
        name, digits, escape, lonely, plain = found.groups()
        if plain is not None:
            out += plain.encode()
        elif digits is not None:
            out += bytes.fromhex(digits)
        elif escape is not None:
            out += _escaped(escape, found.start())
        else:
            out += _named(None if lonely else name, found.start())
    return out


def pattern(text: str) -> bytes:
    """A regular expression over bytes, in which `<ACK>` and the like stand for the byte itself and
    backslashes are the expression's own. Raises `NotReadable`."""
    out = b""
    for found in _SHOWN.finditer(text):
        name, plain, _ = found.groups()
        out += plain.encode() if plain is not None else re.escape(_named(name, found.start()))
    return out


def _shown(char: str) -> str:
    if char == "<":
        return "<0x3C>"
    code = ord(char)
    if 0xDC80 <= code <= 0xDCFF:  # one byte that is no UTF-8
        return f"<0x{code - 0xDC00:02X}>"
    data = char.encode()
    return NAMED.get(data) or (char if char.isprintable() else _hexadecimal(data))


def _hexadecimal(data: bytes) -> str:
    return "".join(f"<0x{byte:02X}>" for byte in data)


def _escaped(letter: str, at: int) -> bytes:
    if letter not in ESCAPES:
        raise NotReadable(f"character {at + 1}: \\{letter} is none of \\r \\n \\t \\\\ \\xNN")
    return ESCAPES[letter]


def _named(name: str | None, at: int) -> bytes:
    """`None` is a bracket that nothing closes."""
    if name is None:
        raise NotReadable(f"character {at + 1}: write <0x3C> for the bracket itself")
    if name.upper() in BYTES:
        return BYTES[name.upper()]
    if re.fullmatch(r"0x[0-9A-Fa-f]{2}", name):
        return bytes.fromhex(name[2:])
    raise NotReadable(
        f"character {at + 1}: <{name}> is no ASCII name (as <STX>) and no byte (as <0x1B>)"
    )
