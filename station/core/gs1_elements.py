"""Element strings cut into elements, each with its place in the text that was read.

Two notations: the raw one of the symbol (`0106901234567892215ABC<GS>10L01`, <GS> = 0x1D standing
for FNC1) and the one for people (`(01)06901234567892(21)5ABC(10)L01`). Reading is tolerant of
superfluous separators (GS1 General Specifications 7.8.6) and goes on behind a fault, so that one
reading tells all of them. Structure only: known AIs, lengths, characters. What the values must
mean is in `gs1_rules`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from station.core.check_digits import SET_82
from station.core.code_errors import GS, CodeError, Rule
from station.core.gs1_table import TABLE, ApplicationIdentifier, Part, ai_at

_ALLOWED = {
    "N": (frozenset("0123456789"), "only digits"),
    "X": (frozenset(SET_82), "only letters, digits and !\"%&'()*+,-./:;<=>?_"),
    "Y": (frozenset("#-/0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"), "only A-Z, 0-9, # - /"),
}
_BRACKETED_AI = re.compile(r"\(([0-9]{2,4})\)")


@dataclass(frozen=True)
class Element:
    """One application identifier with its value, e.g. `Element("10", "L01")`."""

    ai: str
    value: str


@dataclass(frozen=True)
class Placed:
    """An element with the places of its AI and its value in the text."""

    row: ApplicationIdentifier
    value: str
    ai_position: int
    position: int

    @property
    def ai(self) -> str:
        return self.row.ai

    @property
    def element(self) -> Element:
        return Element(self.row.ai, self.value)


@dataclass(frozen=True)
class Reading:
    """What was found in `text`; `faults` in the order of their places."""

    text: str
    placed: tuple[Placed, ...]
    faults: tuple[CodeError, ...]

    @property
    def elements(self) -> tuple[Element, ...]:
        return tuple(placed.element for placed in self.placed)


def as_text(data: bytes | str) -> str:
    """A symbol's bytes as text, one character a byte unless they are proper UTF-8."""
    if isinstance(data, str):
        return data
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def read_raw(data: bytes | str) -> Reading:
    """The elements of an element string as it stands in the symbol."""
    text = as_text(data)
    placed: list[Placed] = []
    faults: list[CodeError] = []
    position = 0
    while position < len(text):
        if text[position] == GS:  # superfluous, or the end of the element before it
            position += 1
            continue
        end = _next_separator(text, position)
        row = ai_at(text, position)
        if row is None:
            faults.append(_unknown_ai(text, position, end))
        else:
            begin = position + len(row.ai)
            end = min(end, begin + row.most) if row.predefined else end
            placed.append(Placed(row, text[begin:end], position, begin))
        position = end
    return _with_faults(text, placed, faults)


def read_brackets(text: str) -> Reading:
    """The elements of the notation for people: `(01)…(21)…`.

    A value may hold brackets itself; `(`, an AI that we know, `)` always begins an element.
    """
    placed: list[Placed] = []
    starts = [found for found in _BRACKETED_AI.finditer(text) if found[1] in TABLE]
    ends = [found.start() for found in starts] + [len(text)]
    for found, end in zip(starts, ends[1:], strict=True):
        value = text[found.end() : end]
        placed.append(Placed(TABLE[found[1]], value, found.start() + 1, found.end()))
    before = starts[0].start() if starts else len(text)
    faults = [_not_bracketed(text, before)] if before else []
    return _with_faults(text, placed, faults)


def place(elements: Sequence[Element]) -> Reading:
    """`elements` as a reading of their own bracket notation, value for value."""
    text = "".join(f"({element.ai}){element.value}" for element in elements)
    placed: list[Placed] = []
    faults: list[CodeError] = []
    position = 1
    for element in elements:
        end = position + len(element.ai)
        row = TABLE.get(element.ai)
        if row is None:
            faults.append(_unknown_ai(text, position, end))
        else:
            placed.append(Placed(row, element.value, position, end + 1))
        position = end + len(element.value) + 2
    return _with_faults(text, placed, faults)


def parts_of(placed: Placed) -> Iterator[tuple[Part, str, int]]:
    """The parts of a value with their text and place; a part left out isn't among them."""
    at = 0
    for part in placed.row.parts:
        text = placed.value[at : at + part.most]
        if text or not part.optional:
            yield part, text, placed.position + at
        at += len(text)


def _next_separator(text: str, position: int) -> int:
    end = text.find(GS, position)
    return len(text) if end < 0 else end


def _unknown_ai(text: str, position: int, end: int) -> CodeError:
    length = min(4, end - position)
    return CodeError(
        Rule.AI_UNKNOWN,
        text,
        position,
        length,
        f'no application identifier (AI) that Packline knows begins with "'
        f'{text[position : position + length]}"; the element before it may be too long or too '
        "short, or this is not a GS1 code",
    )


def _not_bracketed(text: str, before: int) -> CodeError:
    return CodeError(
        Rule.SYNTAX, text, 0, before, "write each AI in brackets before its value, e.g. (01)"
    )


def _with_faults(text: str, placed: list[Placed], faults: list[CodeError]) -> Reading:
    if not placed and not faults:
        faults = [CodeError(Rule.EMPTY, text, 0, 0, "a GS1 code without any element")]
    for element in placed:
        faults += _length_faults(text, element)
        faults += _character_faults(text, element)
    faults.sort(key=lambda fault: fault.position)
    return Reading(text, tuple(placed), tuple(faults))


def _length_faults(text: str, placed: Placed) -> Iterator[CodeError]:
    row, size = placed.row, len(placed.value)
    if size > row.most:
        yield CodeError(
            Rule.LENGTH,
            text,
            placed.position + row.most,
            size - row.most,
            f"({row.ai}) takes at most {row.most} characters, here are {size}; a separator "
            "(GS, FNC1) may be missing",
        )
    elif any(len(part_text) < part.least for part, part_text, _ in parts_of(placed)):
        wanted = str(row.least) if row.least == row.most else f"{row.least} to {row.most}"
        yield CodeError(
            Rule.LENGTH,
            text,
            placed.position,
            size,
            f"({row.ai}) takes {wanted} characters, here are {size}",
        )


def _character_faults(text: str, placed: Placed) -> Iterator[CodeError]:
    for part, part_text, position in parts_of(placed):
        allowed, said = _ALLOWED[part.characters]
        wrong = next((n for n, c in enumerate(part_text) if c not in allowed), None)
        if wrong is not None:
            yield CodeError(
                Rule.CHARACTER,
                text,
                position + wrong,
                1,
                f'"{part_text[wrong]}" may not stand in ({placed.ai}): {said}',
            )
