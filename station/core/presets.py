"""A file of codes from elsewhere held against the product: which level each is of, and its set.

The columns `role` and `parent` say what a code is and to which other code of the file it belongs:
an item to the container that it comes in (套标前关联), an inner code to its item (双码关联). A
set is whole: as many members as the container takes. All or nothing, and every problem with its
line, as in `station.core.imported`, which reads the file.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from station.core.code_errors import shown
from station.core.code_shapes import masked
from station.core.imported import CodeFile, CodeFileErrors, Problem, Trouble
from station.core.packaging import INNER, CodeKind, PackMode, Product

FIRST_LINE = 2  # of a CSV: below its header
INNER_SLOT = -1


@dataclass(frozen=True)
class Belongs:
    """The code with this text belongs to the one with the text `parent`, at `slot` (-1: it is its
    inner code)."""

    text: str
    parent: str
    slot: int


@dataclass(frozen=True)
class ImportPlan:
    """The texts of each level of codes, in the order of the file, and what belongs where."""

    name: str
    texts: Mapping[int, tuple[str, ...]]
    belongs: tuple[Belongs, ...] = ()


@dataclass(frozen=True)
class _Row:
    line: int
    text: str
    role: str
    parent: str


def plan_import(file: CodeFile, name: str, product: Product) -> ImportPlan | CodeFileErrors:
    """What the file brings for this product, or everything that is wrong with it."""
    levels = importable(product)
    rows = list(_rows(file))
    problems = list(_role_problems(rows, levels, "role" in file.attributes))
    if problems:
        return CodeFileErrors(name, tuple(problems))
    only = next(iter(levels)) if "role" not in file.attributes else ""
    level_of = {row.text: levels[row.role or only] for row in rows}
    problems = [*_parent_problems(rows, level_of, product), *_set_problems(rows, level_of, product)]
    if problems:
        return CodeFileErrors(name, tuple(sorted(problems, key=lambda one: one.line)))
    texts = {
        level: tuple(row.text for row in rows if level_of[row.text] == level)
        for level in sorted(set(level_of.values()))
    }
    return ImportPlan(name, texts, tuple(_belongs(rows, level_of)))


def importable(product: Product) -> dict[str, int]:
    """The roles whose codes come from a file, with their levels."""
    return {
        product.role_of(level): level
        for level in product.code_levels
        if product.rule_of(level).kind is CodeKind.IMPORTED
    }


def _rows(file: CodeFile) -> Iterator[_Row]:
    nothing = ("",) * len(file.texts)
    roles, parents = (file.attributes.get(key, nothing) for key in ("role", "parent"))
    columns = zip(file.texts, roles, parents, strict=True)
    for line, (text, role, parent) in enumerate(columns, start=FIRST_LINE):
        yield _Row(line, text, role, parent)


def _role_problems(rows: list[_Row], levels: Mapping[str, int], told: bool) -> Iterator[Problem]:
    known = ", ".join(levels) or "none"
    if not told:
        if len(levels) != 1:
            message = f'a column "role" is needed; the roles with codes from files are: {known}'
            yield Problem(Trouble.HEADER, 1, message)
        return
    for row in rows:
        if row.role not in levels:
            message = f'"{shown(row.role)}" is no role with codes from files; they are: {known}'
            yield Problem(Trouble.ROLE, row.line, message)


def _holds(level: int, product: Product) -> int | None:
    """The level of the code that one of this level belongs to, None if it belongs to none."""
    if level >= INNER:
        return level - INNER
    above = level + 1
    preset = above <= product.top and product.levels[above].pack is PackMode.PRESET
    return above if preset else None


def _parent_problems(
    rows: list[_Row], level_of: Mapping[str, int], product: Product
) -> Iterator[Problem]:
    for row in rows:
        level = level_of[row.text]
        wanted = _holds(level, product)
        role = product.role_of(level)
        if row.parent == row.text:
            yield Problem(
                Trouble.PARENT, row.line, f'"{masked(shown(row.text))}" is its own parent'
            )
        elif row.parent and row.parent not in level_of:
            message = f'its parent "{masked(shown(row.parent))}" is not in this file'
            yield Problem(Trouble.PARENT, row.line, message)
        elif row.parent and level_of[row.parent] != wanted:
            there = product.role_of(level_of[row.parent])
            right = f'into "{product.role_of(wanted)}"' if wanted is not None else "nowhere"
            message = f'a "{role}" belongs {right}, but its parent is a "{there}"'
            yield Problem(Trouble.PARENT, row.line, message)
        elif not row.parent and level < INNER and wanted is not None:
            message = f'a "{role}" needs its "{product.role_of(wanted)}" as parent'
            yield Problem(Trouble.PARENT, row.line, message)


def _set_problems(
    rows: list[_Row], level_of: Mapping[str, int], product: Product
) -> Iterator[Problem]:
    """More members than fit, told where the first too many stands; fewer, at the parent."""
    held: Counter[tuple[str, bool]] = Counter()
    for row in rows:
        if not row.parent or row.parent not in level_of:
            continue
        inner = level_of[row.text] >= INNER
        room = 1 if inner else product.levels[level_of[row.parent] % INNER].capacity
        held[row.parent, inner] += 1
        if held[row.parent, inner] == room + 1:
            what = "an inner code already" if inner else f"{room} members, and takes no more"
            message = f'"{masked(shown(row.parent))}" has {what}'
            yield Problem(Trouble.SET, row.line, message)
    for row in rows:
        level = level_of[row.text]
        if level < INNER and product.levels[level].pack is PackMode.PRESET:
            room, there = product.levels[level].capacity, held[row.text, False]
            if there < room:
                message = f'the set "{masked(shown(row.text))}" has {there} members, not {room}'
                yield Problem(Trouble.SET, row.line, message)


def _belongs(rows: list[_Row], level_of: Mapping[str, int]) -> Iterator[Belongs]:
    next_slot: Counter[str] = Counter()
    for row in rows:
        if not row.parent:
            continue
        if level_of[row.text] >= INNER:
            yield Belongs(row.text, row.parent, INNER_SLOT)
        else:
            yield Belongs(row.text, row.parent, next_slot[row.parent])
            next_slot[row.parent] += 1
