"""Crockford's base 32 as Packline prints it: upper case, 13 characters for 64 bits, no check sign.

The alphabet leaves out I, L, O and U, so no character is mistaken for 1 or 0 and all lie in QR's
alphanumeric mode. Crockford's description lets a reader accept lower case and the confusable
letters; a code here is compared byte for byte, so only the one canonical form is a code.
13 x 5 = 65 bits for 64: the first character is 0 to F.
"""

from __future__ import annotations

import re

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CHARACTERS = 13
NUMBER_MAX = (1 << 64) - 1

CANONICAL = re.compile(rf"[0-9A-F][{ALPHABET}]{{{CHARACTERS - 1}}}", re.ASCII)
_VALUE = {character: value for value, character in enumerate(ALPHABET)}


def encode(number: int) -> str:
    """13 characters for a number of 64 bits."""
    if not 0 <= number <= NUMBER_MAX:
        raise ValueError(f"{number} does not fit 64 bits")
    return "".join(ALPHABET[number >> shift & 31] for shift in range(60, -1, -5))


def decode(text: str) -> int | None:
    """The number that `text` stands for; None if it is not in canonical form."""
    if not CANONICAL.fullmatch(text):
        return None
    number = 0
    for character in text:
        number = number << 5 | _VALUE[character]
    return number
