"""What the demonstration buys: caps, cartons and sets with codes on them.

The supplier's file (`codes.csv`) is what the station imports, `preprinted.json` is what comes to
the hall. Both are made once from the seed, so that a resumed run finds the same things.
"""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from drivers.sim.line.spec import Preprinted, PreSet
from station.core.crockford import ALPHABET, CHARACTERS
from station.core.imported import CodeFile, CodeFileErrors, read_code_file
from station.core.packaging import INNER, PackMode, Product
from station.core.presets import ImportPlan, importable, plan_import
from station.store.errors import KnownError

LETTERS = {0: "B", 1: "K", 2: "P", INNER: "C", INNER + 1: "I"}
SPARE = 20  # of each kind, beyond what a run without faults needs


@dataclass(frozen=True)
class Bought:
    """`plan` is what the station imports; `things` the file for the hall, "" for a line that
    codes everything itself."""

    things: str = ""
    plan: ImportPlan | None = None


def buy(folder: Path, product: Product, bottles: int, seed: int) -> Bought:
    """Everything of this product that comes with its codes on it."""
    if not importable(product):
        return Bought()
    things, listed = folder / "preprinted.json", folder / "codes.csv"
    if not things.exists():
        goods, rows = made(product, bottles, random.Random(f"packline-bought-{seed}"))
        listed.write_bytes(as_csv(rows))
        things.write_text(goods.to_json(), "utf-8")
    return Bought(str(things), planned(listed.read_bytes(), listed.name, product))


Rows = list[tuple[str, str, str]]


def as_csv(rows: Rows) -> bytes:
    """The supplier's file."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows([("code", "role", "parent"), *rows])
    return text.getvalue().encode("utf-8")


def planned(data: bytes, name: str, product: Product) -> ImportPlan:
    """What a supplier's file brings. Raises KnownError with all that is wrong with it."""
    found: CodeFile | CodeFileErrors | ImportPlan
    found = read_code_file(data, name)
    if isinstance(found, CodeFile):
        found = plan_import(found, name, product)
    if not isinstance(found, ImportPlan):
        raise KnownError(str(found))
    return found


def made(product: Product, bottles: int, chance: random.Random) -> tuple[Preprinted, Rows]:
    """Everything for so many bottles, and the rows of the supplier's file."""
    case = product.levels[1]
    cases = -(-bottles // case.capacity)

    def codes(level: int, count: int) -> tuple[str, ...]:
        return tuple(_text(chance, LETTERS[level]) for _ in range(count))

    if case.pack is PackMode.PRESET:
        return _sets(product, cases, codes)
    if case.pack is PackMode.HAND:
        return _loose(product, bottles, cases, codes)
    caps = codes(INNER, bottles + SPARE) if product.levels[0].inner else ()
    cartons = codes(INNER + 1, cases + SPARE) if case.inner else ()
    inner = [(caps, INNER), (cartons, INNER + 1)]
    rows = [(text, product.role_of(level), "") for texts, level in inner for text in texts]
    return Preprinted(caps, cartons), rows


def _loose(
    product: Product, bottles: int, cases: int, codes: Callable[[int, int], tuple[str, ...]]
) -> tuple[Preprinted, Rows]:
    """Items, boxes and pallets, each with a code, and nothing said of what goes into what."""
    items, boxes, pallets = codes(0, bottles), codes(1, cases + SPARE), codes(2, cases + SPARE)
    goods = Preprinted(cartons=boxes, pallets=pallets, items=items)
    kinds = enumerate((items, boxes, pallets))
    return goods, [(text, product.role_of(n), "") for n, texts in kinds for text in texts]


def _sets(
    product: Product, cases: int, codes: Callable[[int, int], tuple[str, ...]]
) -> tuple[Preprinted, Rows]:
    """As many sets as there are cases: each a carton and its bottles' labels."""
    sets = tuple(PreSet(label, codes(0, product.levels[1].capacity)) for label in codes(1, cases))
    return Preprinted(sets=sets), [row for one in sets for row in _set_rows(product, one)]


def _set_rows(product: Product, one: PreSet) -> Iterator[tuple[str, str, str]]:
    yield one.label, product.role_of(1), ""
    for member in one.members:
        yield member, product.role_of(0), one.label


def _text(chance: random.Random, letter: str) -> str:
    drawn = "".join(chance.choice(ALPHABET) for _ in range(CHARACTERS))
    return f"HTTPS://M.EXAMPLE/{letter}/{drawn}"
