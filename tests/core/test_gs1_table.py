"""Our table of application identifiers says the same as GS1's own, where that file is at hand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from station.core.gs1_table import TABLE, ApplicationIdentifier, Part, ai_at

DICTIONARY = Path(__file__).resolve().parents[3] / "shared/data/gs1/gs1-syntax-dictionary.txt"

# GS1's names of content rules, and ours; None for rules that we leave to others (lists of company
# prefixes, countries, currencies).
RULES = {
    "csum": "number",
    "csumalpha": "pair",
    "yymmd0": "dateday0",
    "yymmdd": "date",
    "hh": "hour",
    "mi": "minute",
    "ss": "minute",
    "hhmi": "hourminute",
    "pieceoftotal": "piece",
    "zero": "zero",
    "nozeroprefix": "nozerofirst",
    "gcppos1": None,
    "gcppos2": None,
    "iso3166": None,
    "iso4217": None,
}


class Row(NamedTuple):
    """One AI as GS1's dictionary gives it."""

    flags: str
    spec: tuple[str, ...]
    requires: tuple[tuple[str, ...], ...]
    excludes: tuple[str, ...]
    path: tuple[tuple[str, ...], ...] | None


@cache
def dictionary() -> dict[str, Row]:
    if not DICTIONARY.exists():
        pytest.skip(f"GS1's syntax dictionary is not at ../shared/data/gs1/{DICTIONARY.name}")
    lines = DICTIONARY.read_text("utf-8").splitlines()
    return dict(pair for line in lines if line[:1].isdigit() for pair in rows(line))


def rows(line: str) -> Iterator[tuple[str, Row]]:
    ais, *words = line.partition("#")[0].split()
    flags = words.pop(0) if words and set(words[0]) <= set("*?") else ""
    attributes = [word for word in words if re.match(r"(req|ex|dlpkey)\b", word)]
    row = Row(
        flags,
        tuple(word for word in words if word not in attributes),
        tuple(tuple(g.split("+")) for g in listed(attributes, "req=")),
        tuple(listed(attributes, "ex=")),
        sequences(attributes),
    )
    first, _, last = ais.partition("-")
    for ai in range(int(first), int(last or first) + 1):
        yield f"{ai:0{len(first)}}", row


def listed(attributes: list[str], key: str) -> list[str]:
    found = [word.removeprefix(key) for word in attributes if word.startswith(key)]
    return found[0].split(",") if found else []


def sequences(attributes: list[str]) -> tuple[tuple[str, ...], ...] | None:
    for word in attributes:
        if word.startswith("dlpkey"):
            orders = word.removeprefix("dlpkey").removeprefix("=").split("|")
            return tuple(tuple(filter(None, order.split(","))) for order in orders)
    return None


def part(word: str) -> Part:
    """One component of a GS1 format, such as `N13,csum,gcppos1` or `[X..17]`."""
    optional = word.startswith("[")
    shape, *rules = word.replace("[", "").replace("]", "").split(",")
    found = re.fullmatch(r"([NXY])(\.\.)?([0-9]+)", shape)
    assert found, word
    ours = [ours for rule in rules if (ours := RULES[rule])]
    most = int(found[3])
    return Part(found[1], 1 if found[2] else most, most, "".join(ours), optional)


@pytest.mark.parametrize("row", TABLE.values(), ids=TABLE)
def test_our_row_is_gs1s_row(row: ApplicationIdentifier) -> None:
    gs1 = dictionary()[row.ai]
    assert row.parts == tuple(part(word) for word in gs1.spec)
    assert row.predefined == ("*" in gs1.flags)
    assert row.attribute == ("?" in gs1.flags)
    assert row.requires == gs1.requires
    assert row.excludes == gs1.excludes
    assert row.path == gs1.path


def test_no_ai_is_the_beginning_of_another() -> None:
    for ai in TABLE:
        found = ai_at(ai + "0" * 10, 0)
        assert found is not None
        assert found.ai == ai


def test_every_ai_of_predefined_length_has_one_length() -> None:
    assert all(row.least == row.most for row in TABLE.values() if row.predefined)


def test_the_ais_of_a_packing_line_are_known() -> None:
    wanted = "00 01 02 10 11 13 15 17 21 30 37 240 250 3103 3302 410 414 8005 8008 91 99"
    assert set(wanted.split()) <= set(TABLE)
