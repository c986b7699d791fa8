"""Check digits of GS1 numbers, for files that people type (GS1 General Specifications, 7.9.1).

The station has its own in `station.core.codes`; this package may not import it.
"""

from __future__ import annotations

GTIN_DIGITS = 14


def check_digit(body: str) -> int:
    """The check digit behind `body`: weights 3, 1, 3, … from the right."""
    total = sum(int(digit) * (3 if i % 2 == 0 else 1) for i, digit in enumerate(reversed(body)))
    return -total % 10


def is_digits(text: str) -> bool:
    """Only 0–9, at least one: `str.isdigit` would let ² and Arabic digits through."""
    return text.isascii() and text.isdigit()


def gtin_fault(text: str) -> str:
    """What is wrong with `text` as a GTIN of 14 digits; "" if nothing is."""
    if not is_digits(text) or len(text) != GTIN_DIGITS:
        return _wrong_shape(text)
    right = check_digit(text[:-1])
    if int(text[-1]) != right:
        return f'the check digit of "{text}" is wrong: {text[-1]} should be {right}'
    return ""


def _wrong_shape(text: str) -> str:
    fault = f'"{text}" is not a GTIN of {GTIN_DIGITS} digits'
    if is_digits(text) and len(text) in (8, 12, 13):
        return f'{fault}; write a shorter GTIN with zeros before it: "{text.zfill(GTIN_DIGITS)}"'
    return fault
