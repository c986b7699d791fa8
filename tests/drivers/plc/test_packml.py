"""PackML: numbers by profile, which state follows which, and what the watch tells of it."""

from __future__ import annotations

import pytest

from drivers.plc.packml import (
    COMMANDED,
    DONE,
    NEXT,
    NUMBERS,
    SEEN_AFTER,
    STATES,
    PackmlCommand,
    PackmlState,
    Profile,
)
from drivers.plc.packml_watch import PackmlWatch
from drivers.sim.plc_memory import PlcMemory

S, C = PackmlState, PackmlCommand

# Both standards' numbers, written out: (state, OPC 30060, ISA-TR88).
NUMBERED = [
    (S.STOPPED, 0, 2),
    (S.RESETTING, 1, 15),
    (S.IDLE, 2, 4),
    (S.STARTING, 3, 3),
    (S.EXECUTE, 4, 6),
    (S.COMPLETING, 5, 16),
    (S.COMPLETE, 6, 17),
    (S.ABORTING, 7, 8),
    (S.ABORTED, 8, 9),
    (S.STOPPING, 9, 7),
    (S.CLEARING, 10, 1),
    (S.SUSPENDING, 11, 13),
    (S.SUSPENDED, 12, 5),
    (S.UNSUSPENDING, 13, 14),
    (S.HOLDING, 14, 10),
    (S.HELD, 15, 11),
    (S.UNHOLDING, 16, 12),
]


@pytest.mark.parametrize(("state", "opc", "isa"), NUMBERED)
def test_numbers_follow_the_profile(state: PackmlState, opc: int, isa: int) -> None:
    assert NUMBERS["opc30060"][state] == opc
    assert NUMBERS["isa-tr88"][state] == isa
    assert STATES["opc30060"][opc] is STATES["isa-tr88"][isa] is state


def test_the_table_has_every_state_once() -> None:
    assert sorted(state for state, _, _ in NUMBERED) == sorted(PackmlState)


@pytest.mark.parametrize(
    ("command", "number"),
    [
        *((C.RESET, 1), (C.START, 2), (C.STOP, 3), (C.HOLD, 4), (C.UNHOLD, 5), (C.SUSPEND, 6)),
        *((C.UNSUSPEND, 7), (C.ABORT, 8), (C.CLEAR, 9), (C.COMPLETE, 10)),
    ],
)
def test_commands_have_their_packtags_number(command: PackmlCommand, number: int) -> None:
    assert command == number
    assert any(taken is command for _, taken in COMMANDED)


def test_every_acting_state_ends_and_every_state_can_be_left() -> None:
    assert set(DONE) == {state for state in S if state.endswith("ing")}
    assert all(NEXT[state] for state in S)


@pytest.mark.parametrize(
    ("start", "command", "to"),
    [
        (S.STOPPED, C.RESET, S.RESETTING),
        (S.COMPLETE, C.RESET, S.RESETTING),
        (S.IDLE, C.START, S.STARTING),
        (S.STOPPED, C.START, None),
        (S.EXECUTE, C.HOLD, S.HOLDING),
        (S.SUSPENDED, C.HOLD, S.HOLDING),
        (S.STOPPED, C.HOLD, None),
        (S.HELD, C.UNHOLD, S.UNHOLDING),
        (S.HELD, C.COMPLETE, S.COMPLETING),
        (S.EXECUTE, C.STOP, S.STOPPING),
        (S.CLEARING, C.STOP, None),
        (S.STOPPED, C.ABORT, S.ABORTING),
        (S.ABORTED, C.ABORT, None),
        (S.ABORTED, C.CLEAR, S.CLEARING),
        (S.EXECUTE, C.CLEAR, None),
    ],
)
def test_a_command_is_taken_where_the_standard_takes_it(
    start: PackmlState, command: PackmlCommand, to: PackmlState | None
) -> None:
    assert COMMANDED.get((start, command)) is to
    plc = PlcMemory(clock_ms=lambda: 0)
    plc.set_packml(start)
    assert plc.packml_command(command) == (to is not None)
    assert plc.values().packml_state == NUMBERS["opc30060"][to or start]


def test_a_whole_run_of_the_twin_is_never_warned_of() -> None:
    plc, watch = PlcMemory(packml="isa-tr88", clock_ms=lambda: 0), PackmlWatch("plc", "isa-tr88")
    run = [C.START, C.SUSPEND, C.UNSUSPEND, C.HOLD, C.UNHOLD, C.COMPLETE, C.RESET, C.STOP, C.ABORT]
    for command in [*run, C.CLEAR, C.RESET]:
        assert plc.packml_command(command)
        assert watch.read(plc.values().packml_state) == ()
        assert plc.packml_done()
        assert watch.read(plc.values().packml_state) == ()
        assert not plc.packml_done()
    assert watch.state is S.IDLE


@pytest.mark.parametrize("state", list(S))
def test_an_acting_state_may_be_missed_by_a_poll(state: PackmlState) -> None:
    for following in NEXT[state]:
        assert following in SEEN_AFTER[state]
        if following in DONE:
            assert DONE[following] in SEEN_AFTER[state]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (S.STOPPED, S.EXECUTE),
        (S.ABORTED, S.EXECUTE),
        (S.IDLE, S.COMPLETE),
        (S.HELD, S.IDLE),
        (S.COMPLETE, S.EXECUTE),
    ],
)
@pytest.mark.parametrize("profile", ["opc30060", "isa-tr88"])
def test_a_state_that_cannot_follow_is_told_once(
    profile: Profile, before: PackmlState, after: PackmlState
) -> None:
    watch = PackmlWatch("plc", profile)
    assert watch.read(NUMBERS[profile][before]) == ()
    (warned,) = watch.read(NUMBERS[profile][after])
    assert warned.said == f"the machine went from {before} to {after}, which PackML doesn't know"
    assert watch.read(NUMBERS[profile][after]) == ()
    assert watch.state is after


def test_a_number_of_no_state_is_told_with_the_other_profile() -> None:
    watch = PackmlWatch("plc", "isa-tr88")
    (warned,) = watch.read(0)
    assert warned.said == "PackML state 0 has no meaning in the profile isa-tr88"
    assert warned.hint == "does the PLC number its states by opc30060? then set packml so"
    assert watch.state is None


def test_after_a_lost_link_any_state_may_come() -> None:
    watch = PackmlWatch("plc", "opc30060")
    watch.read(NUMBERS["opc30060"][S.STOPPED])
    watch.forget()
    assert watch.read(NUMBERS["opc30060"][S.EXECUTE]) == ()
