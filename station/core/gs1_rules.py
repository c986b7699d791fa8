"""What the values of an element string must mean, and which elements go together.

Check digits, dates, times, pieces; required and forbidden pairs (GS1 General Specifications 4.13);
the same AI twice with two values. Applied to a reading without structural faults, so that each
fault is told once, at its root. Pairs are meant for all symbols of one physical thing together;
Packline's symbols are each complete in themselves, so they are checked one by one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from station.core.check_digits import check_digit, check_pair
from station.core.code_errors import CodeError, Rule
from station.core.gs1_elements import Placed, Reading, parts_of
from station.core.gs1_table import matches

_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)

# A fault inside a part: the rule, the offset and length of its place, and what is wrong.
_Fault = tuple[Rule, int, int, str]


def meaning_faults(reading: Reading) -> list[CodeError]:
    """All broken rules of a reading whose structure is sound, in the order of their places."""
    assert not reading.faults, "structure first"
    faults = [fault for placed in reading.placed for fault in _value_faults(reading, placed)]
    faults += _duplicates(reading)
    faults += _missing(reading)
    faults += _forbidden(reading)
    return sorted(faults, key=lambda fault: fault.position)


def _value_faults(reading: Reading, placed: Placed) -> Iterator[CodeError]:
    for part, text, position in parts_of(placed):
        for rule, offset, length, message in _CHECKS.get(part.check, _anything)(text):
            yield CodeError(rule, reading.text, position + offset, length, message)


# ---------------------------------------------------------------- one value


def _anything(text: str) -> Iterator[_Fault]:
    yield from ()


def _number(text: str) -> Iterator[_Fault]:
    right = check_digit(text[:-1])
    if text[-1] != right:
        yield Rule.CHECK_DIGIT, len(text) - 1, 1, f"check digit {text[-1]} should be {right}"


def _model_number(text: str) -> Iterator[_Fault]:
    if len(text) < 3:
        yield Rule.LENGTH, 0, len(text), "a model number ends with two check characters"
        return
    right = check_pair(text[:-2])
    if text[-2:] != right:
        yield Rule.CHECK_DIGIT, len(text) - 2, 2, f"check characters {text[-2:]} should be {right}"


def _date(text: str) -> Iterator[_Fault]:
    if text[4:6] == "00":
        yield Rule.DATE, 4, 2, "day 00 (end of the month) is not allowed here; write the day"
    else:
        yield from _date_or_month(text)


def _date_or_month(text: str) -> Iterator[_Fault]:
    """`YYMMDD`; day 00 stands for the last day of the month."""
    year, month, day = (int(text[at : at + 2]) for at in (0, 2, 4))
    if not 1 <= month <= 12:
        yield Rule.DATE, 2, 2, f"month {text[2:4]} does not exist"
    elif day > days_in_month(year, month):
        yield Rule.DATE, 4, 2, f"day {text[4:6]} does not exist in month {text[2:4]} of {text[:2]}"


def days_in_month(year: int, month: int) -> int:
    """The month's days; in two digits or four, every fourth year of 1951-2099 is a leap year."""
    return 28 if month == 2 and year % 4 else _DAYS[month - 1]


def _hour(text: str) -> Iterator[_Fault]:
    if int(text) > 23:
        yield Rule.DATE, 0, 2, f"hour {text} does not exist"


def _minute(text: str) -> Iterator[_Fault]:
    if int(text) > 59:
        yield Rule.DATE, 0, 2, f"{text} is not a minute or second from 00 to 59"


def _hour_and_minute(text: str) -> Iterator[_Fault]:
    yield from _hour(text[:2])
    yield from ((rule, 2, length, said) for rule, _, length, said in _minute(text[2:]))


def _piece(text: str) -> Iterator[_Fault]:
    piece, total = text[:2], text[2:]
    if piece == "00" or piece > total:
        yield Rule.VALUE, 0, 4, f"piece {piece} of {total} does not exist"


def _zero(text: str) -> Iterator[_Fault]:
    if text != "0":
        yield Rule.VALUE, 0, 1, f"{text} must be 0 here"


def _no_zero_first(text: str) -> Iterator[_Fault]:
    if text.startswith("0") and text != "0":
        yield Rule.VALUE, 0, 1, "a zero may not stand first"


_CHECKS: dict[str, Callable[[str], Iterator[_Fault]]] = {
    "number": _number,
    "pair": _model_number,
    "date": _date,
    "dateday0": _date_or_month,
    "hour": _hour,
    "minute": _minute,
    "hourminute": _hour_and_minute,
    "piece": _piece,
    "zero": _zero,
    "nozerofirst": _no_zero_first,
}


# ---------------------------------------------------------------- elements together


def _at_ai(reading: Reading, placed: Placed, rule: Rule, message: str) -> CodeError:
    return CodeError(rule, reading.text, placed.ai_position, len(placed.ai), message)


def _duplicates(reading: Reading) -> Iterator[CodeError]:
    first: dict[str, Placed] = {}
    for placed in reading.placed:
        earlier = first.setdefault(placed.ai, placed)
        if earlier.value != placed.value:
            yield _at_ai(
                reading,
                placed,
                Rule.DUPLICATE,
                f'({placed.ai}) is given twice, "{earlier.value}" and "{placed.value}"',
            )


def _missing(reading: Reading) -> Iterator[CodeError]:
    present = {placed.ai for placed in reading.placed}
    for placed in reading.placed:
        groups = placed.row.requires
        if groups and not any(_has(present, group) for group in groups):
            wanted = " or ".join(" with ".join(f"({ai})" for ai in group) for group in groups)
            message = f"({placed.ai}) {placed.row.title} needs {wanted} beside it"
            yield _at_ai(reading, placed, Rule.REQUIRED, message)


def _has(present: set[str], group: tuple[str, ...]) -> bool:
    return all(any(matches(pattern, ai) for ai in present) for pattern in group)


def _forbidden(reading: Reading) -> Iterator[CodeError]:
    present = sorted({placed.ai for placed in reading.placed})
    for placed in reading.placed:
        for ai in present:
            if ai != placed.ai and any(matches(p, ai) for p in placed.row.excludes):
                message = f"({placed.ai}) {placed.row.title} may not stand beside ({ai})"
                yield _at_ai(reading, placed, Rule.FORBIDDEN, message)
