"""Check digits and check characters of GS1 numbers (GS1 General Specifications, 7.9).

`check_digit` is for every number of digits (GTIN, SSCC, GLN, GSRN…): weights 3, 1, 3, … from the
right, over all digits before the check digit, an SSCC's extension digit included. `check_pair` is
for the global model number, which has letters.
"""

from __future__ import annotations

# Character set 82, in the order that gives each character its value (7.9.5).
SET_82 = "!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"
_PAIR_CHARACTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
_PRIMES = (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83)


def is_digits(text: str) -> bool:
    """Only 0-9, at least one: `str.isdigit` alone would let ² and Arabic digits through."""
    return text.isascii() and text.isdigit()


def check_digit(body: str) -> str:
    """The digit behind `body`, digits only."""
    assert is_digits(body), "a check digit is computed over digits"
    odd = sum(int(digit) for digit in body[-1::-2])
    even = sum(int(digit) for digit in body[-2::-2])
    return str(-(3 * odd + even) % 10)


def with_check_digit(body: str) -> str:
    """`body` and its check digit."""
    return body + check_digit(body)


def has_right_check_digit(number: str) -> bool:
    """True if the last digit of `number` is the check digit of those before it."""
    return len(number) > 1 and is_digits(number) and check_digit(number[:-1]) == number[-1]


def check_pair(body: str) -> str:
    """The two check characters behind a global model number's `body`, at most 23 of set 82."""
    assert len(body) <= len(_PRIMES), "a global model number has at most 25 characters"
    values = (SET_82.index(character) for character in reversed(body))
    total = sum(value * prime for value, prime in zip(values, _PRIMES, strict=False)) % 1021
    return _PAIR_CHARACTERS[total >> 5] + _PAIR_CHARACTERS[total & 31]
