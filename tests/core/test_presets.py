"""A supplier's file of sets and pairs: all of it or nothing, and every mistake with its line."""

from __future__ import annotations

import pytest

from station.core.imported import CodeFile, CodeFileErrors, read_code_file
from station.core.packaging import INNER, CodeKind, CodeRule, Level, PackMode, Product
from station.core.presets import ImportPlan, plan_import

BOUGHT = CodeRule(CodeKind.IMPORTED, "QR", preprinted=True)
MADE = CodeRule(CodeKind.SSCC, "GS1_128", company_prefix="6901234")
SETS = Product(
    "sets",
    "06901234567892",
    (
        Level(0, "bottle", BOUGHT, inner=BOUGHT, inner_role="cap_inner"),
        Level(1, "case", BOUGHT, 2, PackMode.PRESET),
        Level(2, "pallet", MADE, 4, PackMode.SCANNED),
    ),
)
PAIRS = Product(
    "pairs", "06901234567892", (Level(0, "bottle", MADE, inner=BOUGHT), Level(1, "case", MADE, 2))
)
WHOLE = "K,case,\nA,bottle,K\nB,bottle,K\n"


def read(rows: str, product: Product = SETS, header: str = "code,role,parent") -> str | ImportPlan:
    found = read_code_file(f"{header}\n{rows}".encode(), "sets.csv")
    if isinstance(found, CodeFile):
        plan = plan_import(found, "sets.csv", product)
        return str(plan) if isinstance(plan, CodeFileErrors) else plan
    return str(found)


def test_a_whole_set_is_planned_with_its_places() -> None:
    plan = read(WHOLE + "c,cap_inner,A\n")
    assert isinstance(plan, ImportPlan)
    assert plan.texts == {0: ("A", "B"), 1: ("K",), INNER: ("c",)}
    assert [(one.text, one.parent, one.slot) for one in plan.belongs] == [
        ("A", "K", 0),
        ("B", "K", 1),
        ("c", "A", -1),
    ]


def test_a_child_may_stand_before_its_parent() -> None:
    assert isinstance(read("A,bottle,K\nB,bottle,K\nK,case,\n"), ImportPlan)


def test_a_plain_list_is_of_the_only_role_that_comes_from_files() -> None:
    plan = read("a\nb\n", PAIRS, "code")
    assert isinstance(plan, ImportPlan)
    assert plan.texts == {INNER: ("a", "b")}


@pytest.mark.parametrize(
    ("rows", "line", "words"),
    [
        ("K,case,\nA,bottle,K\nB,bottle,X\n", 4, 'its parent "X" is not in this file'),
        ("K,case,\nA,bottle,K\nB,bottle,\n", 4, 'needs its "case" as parent'),
        (WHOLE + "C,bottle,C\n", 5, "is its own parent"),
        (WHOLE + "C,bottle,A\n", 5, 'belongs into "case", but its parent is a "bottle"'),
        ("A,bottle,B\nB,bottle,A\nK,case,\n", 2, 'but its parent is a "bottle"'),
        (WHOLE + "L,case,K\n", 5, 'a "case" belongs nowhere'),
        (WHOLE + "C,bottle,K\n", 5, '"K" has 2 members, and takes no more'),
        ("K,case,\nA,bottle,K\n", 2, 'the set "K" has 1 members, not 2'),
        (WHOLE + "L,case,\n", 5, 'the set "L" has 0 members'),
        (WHOLE + "c,cap_inner,A\nd,cap_inner,A\n", 6, "has an inner code already"),
        (WHOLE + "c,cap_inner,K\n", 5, 'belongs into "bottle"'),
        (WHOLE + "A,bottle,K\n", 5, "stands in line 3 already"),
        (WHOLE + "P,pallet,\n", 5, "they are: bottle, case, cap_inner"),
        (WHOLE + "P,,\n", 5, '"" is no role'),
    ],
)
def test_each_mistake_is_told_with_its_line(rows: str, line: int, words: str) -> None:
    told = read(rows)
    assert isinstance(told, str)
    assert f"line {line}: " in told and words in told


def test_all_mistakes_are_told_at_once() -> None:
    told = read("K,case,\nA,bottle,K\nB,bottle,X\nC,bottle,\n")
    assert isinstance(told, str)
    assert len(told.splitlines()) == 3  # two parents, and the set that lacks one


def test_without_roles_a_file_of_sets_is_refused() -> None:
    told = read("a\n", SETS, "code")
    assert isinstance(told, str)
    assert 'a column "role" is needed' in told
