"""GS1 element strings: read, checked, built.

`parse` cuts a string into elements and is content with any that *could* be one. **It proves
nothing**: a scanner that loses a separator turns `21ABC<GS>10LOT` into the sound serial `ABC10LOT`.
So a code is accepted by comparing it with the expected bytes (`station.core.codes.same_code`), and
these functions serve to build codes, to check what people type, and to explain what was read.
Reference: GS1 General Specifications, chapters 3, 4.13 and 7.8.
"""

from __future__ import annotations

from collections.abc import Sequence

from station.core.code_errors import GS, CodeError, Rule
from station.core.gs1_elements import Element, Reading, place, read_brackets, read_raw
from station.core.gs1_rules import days_in_month, meaning_faults
from station.core.gs1_table import TABLE

__all__ = [
    "GS",
    "Element",
    "build",
    "check",
    "from_brackets",
    "gs1_date",
    "iso_date",
    "parse",
    "parse_strict",
    "to_brackets",
    "validate",
    "value_of",
]

Elements = tuple[Element, ...]


def parse(data: bytes | str) -> Elements:
    """The elements of a raw element string; raises the first structural `CodeError`."""
    return _sound(read_raw(data))


def parse_strict(data: bytes | str) -> Elements:
    """As `parse`, and every rule must hold; raises the first `CodeError`."""
    reading = read_raw(data)
    for fault in _faults(reading):
        raise fault
    return reading.elements


def from_brackets(text: str) -> Elements:
    """The elements of `(01)…(21)…`; raises the first structural `CodeError`."""
    return _sound(read_brackets(text))


def to_brackets(elements: Sequence[Element]) -> str:
    """The notation for people, as printed below a symbol."""
    return "".join(f"({element.ai}){element.value}" for element in elements)


def check(data: bytes | str) -> list[CodeError]:
    """All faults of a raw element string, in the order of their places; [] if it is right."""
    return _faults(read_raw(data))


def validate(elements: Sequence[Element]) -> list[CodeError]:
    """All faults of `elements`, placed in their bracket notation; [] if they are right."""
    return _faults(place(elements))


def build(elements: Sequence[Element]) -> str:
    """The raw element string of valid elements; raises the first `CodeError`.

    A separator follows every element that is not of predefined length, unless it is the last one.
    """
    for fault in validate(elements):
        raise fault
    last = len(elements) - 1
    return "".join(
        element.ai + element.value + ("" if n == last or TABLE[element.ai].predefined else GS)
        for n, element in enumerate(elements)
    )


def value_of(elements: Sequence[Element], ai: str) -> str:
    """The value of `ai`; "" if it isn't there."""
    return next((element.value for element in elements if element.ai == ai), "")


def gs1_date(iso: str) -> str:
    """`YYMMDD` of an ISO date `YYYY-MM-DD`, or `YYMM00` (end of the month) of `YYYY-MM`."""
    year, dash, rest = iso.partition("-")
    month, _, day = rest.partition("-")
    shape = dash and len(year) == 4 and len(month) == 2 and len(day) in (0, 2)
    if not shape or not (year + month + day).isdecimal() or not iso.isascii():
        message = "not a date; write YYYY-MM-DD, or YYYY-MM for the end of a month"
        raise CodeError(Rule.DATE, iso, 0, len(iso), message)
    value = year[2:] + month + (day or "00")
    if not 1 <= int(month) <= 12 or int(day or 1) not in range(1, _last(year, month) + 1):
        raise CodeError(Rule.DATE, iso, 5, len(iso) - 5, "this day does not exist")
    return value


def iso_date(value: str, current_year: int) -> str:
    """The ISO date of a valid `YYMMDD`; day 00 becomes the month's last day.

    The century is the one that puts the year within 49 years before and 50 after `current_year`
    (General Specifications 7.12).
    """
    year = current_year // 100 * 100 + int(value[:2])
    if year - current_year > 50:
        year -= 100
    elif year - current_year < -49:
        year += 100
    month = int(value[2:4])
    day = int(value[4:6]) or days_in_month(year, month)
    return f"{year:04}-{month:02}-{day:02}"


def _last(year: str, month: str) -> int:
    return days_in_month(int(year), int(month))


def _sound(reading: Reading) -> Elements:
    for fault in reading.faults:
        raise fault
    return reading.elements


def _faults(reading: Reading) -> list[CodeError]:
    return list(reading.faults) or meaning_faults(reading)
