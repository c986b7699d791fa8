"""The way out of every alarm: in both languages, and only with acts that the core would do."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import station.core
from station.core.alarms import TEXTS, AlarmKind
from station.core.recovery import RECOVERY, Act, Step
from station.core.steps.labels import place, reader

CORE = Path(station.core.__file__).parent
CHINESE = re.compile("[\u4e00-\u9fff]")
STEPS = [(kind, step) for kind, steps in RECOVERY.items() for step in steps]
# What takes the number of a container, and of a level, out of the alarm's place.
OF_CONTAINER = frozenset({Act.SCAN_CONTENT})
OF_LEVEL = frozenset({Act.RESCAN, Act.REPRINT, Act.PARTIAL, Act.ACCEPT_MISSING})
CONTAINER_PLACE = re.compile(r"f'container \{\w+(\.\w+)?\}'")
LEVEL_PLACE = re.compile(r"(labels\.)?(place|reader)\([\w.]+\)")


def kinds_with(acts: frozenset[Act]) -> set[AlarmKind]:
    return {kind for kind, step in STEPS if step.act in acts}


def test_every_alarm_has_a_way_out() -> None:
    assert set(RECOVERY) == set(AlarmKind)
    assert all(RECOVERY.values())


@pytest.mark.parametrize("step", {id(step): step for _, step in STEPS}.values(), ids=str)
def test_each_step_is_a_sentence_in_both_languages(step: Step) -> None:
    assert step.do[0].isupper()
    assert step.do.endswith((".", "?"))
    assert not CHINESE.search(step.do)
    assert step.do_zh.endswith(("。", "?"))
    assert CHINESE.search(step.do_zh)


@pytest.mark.parametrize("kind", list(AlarmKind))
def test_an_alarm_is_cleared_by_people_only_where_it_does_not_clear_itself(kind: AlarmKind) -> None:
    acts = [step.act for step in RECOVERY[kind]]
    assert acts.count(Act.CLEAR) == (0 if TEXTS[kind].own else 1)


@pytest.mark.parametrize("kind", list(AlarmKind))
def test_no_key_is_offered_twice_on_one_way(kind: AlarmKind) -> None:
    acts = [step.act for step in RECOVERY[kind] if step.act is not None]
    assert len(set(acts)) == len(acts)


def test_starting_again_is_offered_only_where_the_line_is_stopped() -> None:
    stops = {
        AlarmKind.CHECK_AFTER_RESTART,
        AlarmKind.DISK_FULL,
        AlarmKind.MACHINE_WAITS,
    }
    assert kinds_with(frozenset({Act.START})) == stops


def test_whoever_looks_after_a_wrong_case_at_the_camera_does_so_there() -> None:
    assert kinds_with(frozenset({Act.ACCEPT_MISSING})) == {AlarmKind.CASE_MISSING}
    assert kinds_with(frozenset({Act.PARTIAL})) == {AlarmKind.CASE_INCOMPLETE}
    assert kinds_with(frozenset({Act.CLOCK})) == {AlarmKind.CLOCK}


# ---------------------------------------------------------------- the number in an alarm's place


def raised() -> Iterator[tuple[str, str]]:
    """Each alarm that the core raises by name, with how its place is written there."""
    for file in (CORE / "steps").glob("*.py"):
        functions = [
            node
            for node in ast.walk(ast.parse(file.read_text("utf-8")))
            if isinstance(node, ast.FunctionDef)
        ]
        for function in functions:
            for call in calls_of(function, "turn.raise_alarm"):
                kinds, where = (meanings(functions, function, arg) for arg in call.args[:2])
                for name in re.findall(r"AlarmKind\.(\w+)", " ".join(kinds)):
                    for one in where:
                        yield name, one


def calls_of(function: ast.FunctionDef, name: str) -> list[ast.Call]:
    return [
        node
        for node in ast.walk(function)
        if isinstance(node, ast.Call) and ast.unparse(node.func) == name
    ]


def meanings(
    functions: list[ast.FunctionDef], function: ast.FunctionDef, what: ast.expr
) -> list[str]:
    """How a value is written: of a name, what was assigned to it or handed over by the callers."""
    if not isinstance(what, ast.Name):
        return [ast.unparse(what)]
    assigned = [
        node.value
        for node in ast.walk(function)
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == what.id
    ]
    if assigned:
        return [one for value in assigned for one in meanings(functions, function, value)]
    names = [one.arg for one in function.args.args]
    if what.id not in names:
        return [what.id]  # of the whole module
    at = names.index(what.id)
    return [
        one
        for caller in functions
        for call in calls_of(caller, function.name)
        for one in meanings(functions, caller, call.args[at])
    ]


PLACES = list(raised())


def test_what_is_found_in_the_source_is_all_that_can_be_found() -> None:
    """Or the next tests would say nothing. The others are raised by what stands around the line."""
    elsewhere = {
        AlarmKind.DEVICE_LOST,
        AlarmKind.CHECK_AFTER_RESTART,
        AlarmKind.LOCKED,
        AlarmKind.DISK_FULL,
        AlarmKind.DISK_UNWRITABLE,
        AlarmKind.WITNESS_AWAY,
        AlarmKind.WITNESS_NEAR,
        AlarmKind.BACKUP_FAILED,
        AlarmKind.MACHINE_WAITS,
        AlarmKind.READS_SPOILED,
    }
    assert {AlarmKind[name] for name, _ in PLACES} | elsewhere == set(AlarmKind)


@pytest.mark.parametrize("kind", sorted(kinds_with(OF_CONTAINER)))
def test_what_is_scanned_by_hand_is_named_by_its_number(kind: AlarmKind) -> None:
    places = [where for name, where in PLACES if name == kind.name]
    assert places
    assert [where for where in places if not CONTAINER_PLACE.fullmatch(where)] == []


@pytest.mark.parametrize("kind", sorted(kinds_with(OF_LEVEL)))
def test_what_is_done_to_a_level_finds_its_number(kind: AlarmKind) -> None:
    places = [where for name, where in PLACES if name == kind.name]
    assert places
    assert [where for where in places if not LEVEL_PLACE.fullmatch(where)] == []
    for level in (1, 2):
        assert re.findall(r"\d+", place(level)) == re.findall(r"\d+", reader(level)) == [str(level)]
