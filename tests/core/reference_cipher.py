"""The minting cipher once more, slowly, from its description alone: pure Python, own AES.

It shares no line and no library with `station.core.minting`, so an agreement of the two is one of
the description (docs/decisions/0003-minting.md) and not of a common mistake. AES after FIPS 197.
"""

from __future__ import annotations

from itertools import chain

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def times(a: int, b: int) -> int:
    """The product in AES's field of 256 elements."""
    product = 0
    while b:
        if b & 1:
            product ^= a
        a = (a << 1) ^ (0x11B if a & 0x80 else 0)
        b >>= 1
    return product


def _s_box() -> list[int]:
    box = []
    for value in range(256):
        inverse = next((n for n in range(256) if times(value, n) == 1), 0)
        turned = 0x63
        for shift in range(5):
            turned ^= (inverse << shift | inverse >> (8 - shift)) & 0xFF
        box.append(turned)
    return box


S_BOX = _s_box()


def _round_keys(key: bytes) -> list[list[int]]:
    size = len(key) // 4
    words = [list(key[4 * n : 4 * n + 4]) for n in range(size)]
    constant = 1
    for n in range(size, 4 * (size + 7)):
        word = list(words[-1])
        if n % size == 0:
            word = [S_BOX[byte] for byte in word[1:] + word[:1]]
            word[0] ^= constant
            constant = times(constant, 2)
        elif size > 6 and n % size == 4:
            word = [S_BOX[byte] for byte in word]
        words.append([a ^ b for a, b in zip(words[n - size], word, strict=True)])
    return [list(chain.from_iterable(words[n : n + 4])) for n in range(0, len(words), 4)]


def _mix(column: list[int]) -> list[int]:
    a, b, c, d = column
    return [
        times(2, a) ^ times(3, b) ^ c ^ d,
        a ^ times(2, b) ^ times(3, c) ^ d,
        a ^ b ^ times(2, c) ^ times(3, d),
        times(3, a) ^ b ^ c ^ times(2, d),
    ]


def aes(key: bytes, block: bytes) -> bytes:
    """One block of AES."""
    first, *keys = _round_keys(key)
    state = [a ^ b for a, b in zip(block, first, strict=True)]
    for number, round_key in enumerate(keys, 1):
        state = [S_BOX[state[(n + 4 * (n % 4)) % 16]] for n in range(16)]
        if number < len(keys):
            state = list(chain.from_iterable(_mix(state[n : n + 4]) for n in range(0, 16, 4)))
        state = [a ^ b for a, b in zip(state, round_key, strict=True)]
    return bytes(state)


def mint(key: bytes, code: int) -> str:
    """The 13 characters of a code's number."""
    left, right = code >> 32, code & 0xFFFFFFFF
    for number in range(10):
        block = right.to_bytes(4, "little") + number.to_bytes(4, "little") + b"PACKLINE"
        left, right = right, left ^ int.from_bytes(aes(key, block)[:4], "little")
    image = left << 32 | right
    return "".join(ALPHABET[image >> shift & 31] for shift in range(60, -1, -5))
