"""The tables of states: what they allow, what they must never allow, and that docs/states.md shows
them as they are."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest

from station.core.states import (
    NEXT_CODE,
    NEXT_CONTAINER,
    NEXT_PHASE,
    Cause,
    CodeState,
    ContainerState,
    IllegalMove,
    Phase,
    check_container_move,
    check_phase_move,
    next_code_state,
)

PAGE = Path(__file__).resolve().parents[2] / "docs" / "states.md"

# State: meaning, field's word, nearest state of OPC 30260.
MEANINGS: dict[CodeState, tuple[str, str]] = {
    CodeState.FREE: ("in the pool of an order, leased to nobody", "Unallocated"),
    CodeState.ALLOCATED: ("leased to a print head, not sent", "Allocated"),
    CodeState.SENT: ("recorded, then sent to the printer; not heard of since", "Allocated"),
    CodeState.PRINTED: ("the printer said done, or a later code was seen", "Encoded"),
    CodeState.VERIFIED: ("read back, byte for byte the expected one (good)", "Commissioned"),
    CodeState.BOUND: ("has a parent: bottle in case, case on pallet", "Commissioned"),
    CodeState.IN_DOUBT: ("nobody can say whether, or where, it exists", "– (Allocated or Encoded)"),
    CodeState.REJECTED: ("on an item that was kicked off, or must be", "LabelScrapped"),
    CodeState.SAMPLED: ("taken for QA", "Sampled"),
    CodeState.VOID: ("never to be used", "SNInvalid, or Inactive if it was printed"),
}


def table(head: list[str], rows: list[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    bars = ["| " + " | ".join(cells) + " |" for cells in lines]
    bars[1] = "|" + "---|" * len(head)
    return "\n".join(bars).replace("|  |", "| |") + "\n"


def code_table() -> str:
    causes = list(Cause)
    rows = [
        [f"**{state}**", *(NEXT_CODE[state].get(cause, "") for cause in causes)]
        for state in CodeState
    ]
    return table(["", *causes], rows).replace("|  ", "| ").replace("  |", " |")


def meaning_table() -> str:
    rows = [[f"**{state}**", *MEANINGS[state]] for state in CodeState]
    return table(["state", "meaning", "nearest in OPEN-SCS"], rows)


def container_table() -> str:
    rows = [
        [f"**{state}**", ", ".join(new for new in ContainerState if new in NEXT_CONTAINER[state])]
        for state in ContainerState
    ]
    return table(["state", "may become"], rows)


@pytest.mark.parametrize(
    ("name", "shown"),
    [("codes", code_table()), ("meanings", meaning_table()), ("containers", container_table())],
)
def test_the_page_shows_the_tables_as_they_are(name: str, shown: str) -> None:
    text = PAGE.read_text("utf-8")
    on_page = text.partition(f"<!-- {name} -->\n")[2].partition(f"<!-- /{name} -->")[0]
    assert on_page == shown, f"write between the marks of {name}:\n{shown}"


@pytest.mark.parametrize(("state", "cause"), list(product(CodeState, Cause)))
def test_a_missing_cell_is_an_error(state: CodeState, cause: Cause) -> None:
    if cause in NEXT_CODE[state]:
        assert next_code_state(state, cause) is NEXT_CODE[state][cause]
        return
    with pytest.raises(IllegalMove, match=state.value):
        next_code_state(state, cause)


@pytest.mark.parametrize(("old", "new"), list(product(ContainerState, ContainerState)))
def test_a_container_moves_only_as_the_table_says(old: ContainerState, new: ContainerState) -> None:
    if new in NEXT_CONTAINER[old]:
        check_container_move(old, new)
        return
    with pytest.raises(IllegalMove, match=old.value):
        check_container_move(old, new)


@pytest.mark.parametrize(("old", "new"), list(product(Phase, Phase)))
def test_an_order_moves_only_as_the_table_says(old: Phase, new: Phase) -> None:
    if new in NEXT_PHASE[old]:
        check_phase_move(old, new)
        return
    with pytest.raises(IllegalMove, match=old.value):
        check_phase_move(old, new)


def reachable(start: CodeState, *, without: frozenset[Cause]) -> set[CodeState]:
    found = {start}
    todo = [start]
    while todo:
        for cause, state in NEXT_CODE[todo.pop()].items():
            if cause not in without and state not in found:
                found.add(state)
                todo.append(state)
    return found


def test_what_was_sent_never_comes_to_be_sent_again_but_unsent() -> None:
    """However rework, doubt and quality move a code that left for a printer."""
    after = reachable(CodeState.SENT, without=frozenset({Cause.UNSEND}))
    assert CodeState.ALLOCATED not in after
    assert CodeState.FREE not in after
    assert not any(Cause.SEND in NEXT_CODE[state] for state in after)


def test_nothing_leaves_void() -> None:
    assert reachable(CodeState.VOID, without=frozenset()) == {CodeState.VOID}


def test_only_what_is_verified_goes_into_a_container() -> None:
    assert [s for s in CodeState if Cause.BIND in NEXT_CODE[s]] == [CodeState.VERIFIED]


def test_what_is_in_a_container_leaves_it_by_unbinding_alone() -> None:
    assert NEXT_CODE[CodeState.BOUND] == {Cause.UNBIND: CodeState.VERIFIED}


def test_doubt_is_resolved_only_by_a_sighting_a_reject_or_a_void() -> None:
    assert set(NEXT_CODE[CodeState.IN_DOUBT]) == {Cause.PRINT, Cause.REJECT, Cause.VOID}


def test_every_state_has_a_row_and_can_be_reached() -> None:
    assert set(NEXT_CODE) == set(CodeState)
    assert set(NEXT_CONTAINER) == set(ContainerState)
    assert set(NEXT_PHASE) == set(Phase)
    assert reachable(CodeState.FREE, without=frozenset()) == set(CodeState)
