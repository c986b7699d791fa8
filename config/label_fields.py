"""What a label template can be filled with: each field's name, meaning and an example.

`docs/labels.md` lists the same. Not responsible for where the contents come from.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from string import Formatter

SSCC = "00069012340000000179"


@dataclass(frozen=True)
class LabelField:
    meaning: str
    example: str


FIELDS: Mapping[str, LabelField] = {
    "code": LabelField("the label's own code, as its symbol must say it", SSCC),
    "code_text": LabelField(
        "the code for people, GS1 identifiers in parentheses", f"({SSCC[:2]}){SSCC[2:]}"
    ),
    "title": LabelField("what it is, in Chinese and English where both are known", "箱 CASE"),
    "role": LabelField("what the level is called in the product file", "case"),
    "container": LabelField("the container's number at this station", "17"),
    "count": LabelField("how many units are in it", "24"),
    "unit": LabelField("what those units are called", "bottle"),
    "product": LabelField("the product's name", "山泉水 500 ml"),
    "gtin": LabelField("the GTIN of the label's level, else the product's", "06901234567892"),
    "batch": LabelField("the order's batch", "B20261123"),
    "produced": LabelField("date of production", "2026-11-23"),
    "expiry": LabelField('date of expiry, or ""', "2027-11-22"),
    "order": LabelField("the work order's number", "WO-2026-0815"),
    "dealer": LabelField('the dealer it is exclusively for, or ""', "D-1042"),
    "region": LabelField('the region it is exclusively for, or ""', "华东"),
}
EXAMPLES: Mapping[str, str] = {name: field.example for name, field in FIELDS.items()}


@dataclass(frozen=True)
class Piece:
    """A literal text, and the field behind it ("" = none)."""

    text: str
    field: str


def pieces(template: str) -> Iterator[Piece]:
    """`"BATCH {batch}"` as its pieces. Raises ValueError, with a sentence, for what is neither a
    field nor a text."""
    try:
        parsed = list(Formatter().parse(template))
    except ValueError as reason:
        raise ValueError(f"{reason}; write {{name}} for a field and {{{{ for a brace") from reason
    for text, field, form, conversion in parsed:
        if form or conversion:
            raise ValueError(f'"{{{field}}}" takes nothing behind its name; write {{{field}}}')
        yield Piece(text, field or "")
        if field == "":
            raise ValueError("empty braces; write {name} for a field and {{ for a brace")
