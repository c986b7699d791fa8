"""Heartbeats, counters, verdicts, outputs and conditions, without a network and under a clock."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.api import (
    Counters,
    Eased,
    Faulted,
    HeartbeatLost,
    LineOutputs,
    LinkDown,
    LinkUp,
    Ready,
    Verdict,
    VerdictTaken,
    Warned,
)
from drivers.plc.counters import LatchedCounter
from drivers.plc.door import Refused
from drivers.plc.mailbox import VERDICTS_WAITING_MAX, VerdictMailbox
from drivers.plc.packml import PackmlState
from drivers.plc.plc_codec import WriteCoils, WriteRegisters
from drivers.plc.register_map import Input
from tests.drivers.plc.bench import Bench

BELT_ON = LineOutputs(line_enable=True, conveyor_stop=False)


@pytest.fixture
def bench() -> Bench:
    made = Bench()
    made.open()
    return made


def verdict_writes(bench: Bench) -> list[tuple[int, ...]]:
    return [w.words for w in bench.written if isinstance(w, WriteRegisters) and w.address == 16]


# ---------------------------------------------------------------- link


def test_an_outage_is_told_once(bench: Bench) -> None:
    bench.cut()
    bench.cut()
    bench.open()
    assert bench.events == [
        LinkUp("plc"),
        Ready("plc"),
        LinkDown("plc", "cut"),
        LinkUp("plc"),
        Ready("plc"),
    ]


# ---------------------------------------------------------------- heartbeats


def test_a_heartbeat_still_for_three_periods_is_lost_once(bench: Bench) -> None:
    bench.cycle()
    bench.plc.stop_heartbeat(True)
    for _ in range(29):
        bench.cycle(10)
    assert bench.of(HeartbeatLost) == []
    for _ in range(50):
        bench.cycle(10)
    assert bench.of(HeartbeatLost) == [HeartbeatLost("plc", 300)]


def test_a_heartbeat_that_comes_back_makes_ready(bench: Bench) -> None:
    bench.plc.stop_heartbeat(True)
    for _ in range(40):
        bench.cycle(10)
    bench.events.clear()
    bench.plc.stop_heartbeat(False)
    bench.cycle()
    assert bench.events == [Ready("plc")]


def test_a_pc_that_was_busy_itself_does_not_blame_the_plc(bench: Bench) -> None:
    bench.cycle()
    bench.cycle(5_000)
    assert bench.of(HeartbeatLost) == []


def test_the_belt_runs_only_while_the_pc_lives(bench: Bench) -> None:
    bench.image.command(BELT_ON)
    assert not bench.plc.belt_may_run()
    for _ in range(500):
        bench.cycle(10)
        assert bench.plc.belt_may_run()
    assert bench.plc.pc_alive(bench.now_ms + 1_500)
    assert not bench.plc.pc_alive(bench.now_ms + 2_001)
    bench.now_ms += 2_001
    assert not bench.plc.belt_may_run()
    assert bench.plc.inputs()[Input.PC_LOST]


def test_the_watchdog_time_is_the_pcs(bench: Bench) -> None:
    bench.cycle()
    assert bench.plc.holding_registers()[0] == 2_000


def test_a_tripped_watchdog_is_told_but_not_at_the_start(bench: Bench) -> None:
    bench.cycle()
    bench.cycle()
    assert bench.of(Warned) == []
    bench.cycle(3_000)
    assert [warned.said for warned in bench.of(Warned)] == [
        "the PLC's watchdog ran out and stopped the belt"
    ]


# ---------------------------------------------------------------- counters


def test_counters_are_published_at_first_and_when_one_changes(bench: Bench) -> None:
    bench.plc.count_product()
    bench.cycle()
    bench.cycle()
    bench.plc.count_print()
    bench.plc.count_reject()
    bench.cycle()
    assert bench.of(Counters) == [Counters("plc", 1, 0, 0), Counters("plc", 1, 1, 1)]


def test_a_counter_reset_is_warned_of_and_the_count_goes_on(bench: Bench) -> None:
    for _ in range(3):
        bench.plc.count_product()
    bench.cycle()
    bench.plc.reset_counters()
    bench.cycle()
    bench.plc.count_product()
    bench.cycle()
    assert bench.of(Counters)[-1] == Counters("plc", 4, 0, 0, restarts=1)
    assert [warned.said for warned in bench.of(Warned)] == ["a counter of the PLC went backwards"]


@given(start=st.integers(0, 2**32 - 1), steps=st.lists(st.integers(0, 2**31 - 1), max_size=20))
def test_counters_wrap_without_a_step(start: int, steps: list[int]) -> None:
    counter, raw = LatchedCounter(), start
    assert counter.read(raw)
    for step in steps:
        raw = (raw + step) % 2**32
        assert counter.read(raw)
    assert counter.total == start + sum(steps)


# ---------------------------------------------------------------- verdicts


def test_verdicts_are_taken_one_by_one(bench: Bench) -> None:
    bench.image.command(Verdict(7, True))
    bench.image.command(Verdict(8, False))
    bench.cycle()
    assert (bench.plc.verdict(7), bench.plc.verdict(8)) == ("pass", None)
    assert bench.image.eager(bench.now_ms)
    bench.cycle()
    assert bench.of(VerdictTaken) == [VerdictTaken("plc", 7)]
    bench.cycle()
    assert (bench.plc.verdict(8), bench.plc.verdict(9)) == ("reject", None)
    assert bench.of(VerdictTaken) == [VerdictTaken("plc", 7), VerdictTaken("plc", 8)]
    assert not bench.image.eager(bench.now_ms)


def test_a_late_echo_holds_the_next_verdict_back(bench: Bench) -> None:
    bench.plc.delay_echo(200)
    bench.image.command(Verdict(1, True))
    bench.image.command(Verdict(2, True))
    for _ in range(20):
        bench.cycle(10)
        assert verdict_writes(bench) == [(1, 1, 1)]
    bench.cycle()
    assert verdict_writes(bench) == [(1, 1, 1), (2, 1, 2)]


def test_a_lost_echo_is_warned_of_once_and_the_verdict_counts_once(bench: Bench) -> None:
    bench.plc.delay_echo(None)
    bench.image.command(Verdict(1, False))
    for ms in range(300):
        bench.cycle(7 + ms % 7)
    (warned,) = bench.of(Warned)
    assert warned.said.startswith("no echo of a verdict for 5")
    assert len(verdict_writes(bench)) > 2
    assert set(verdict_writes(bench)) == {(1, 2, 1)}
    bench.plc.delay_echo(0)
    bench.cycle()
    assert bench.of(VerdictTaken) == [VerdictTaken("plc", 1)]
    assert bench.plc.verdicts_taken == 1


def test_a_write_that_never_arrived_is_written_again(bench: Bench) -> None:
    bench.cycle()
    bench.image.command(Verdict(1, True))
    bench.cycle(writes_arrive=False)
    bench.cut()
    bench.open()
    bench.cycle()
    bench.cycle()
    assert bench.plc.verdicts_taken == 1
    assert bench.of(VerdictTaken) == [VerdictTaken("plc", 1)]


def test_a_verdict_taken_during_an_outage_is_not_written_again(bench: Bench) -> None:
    bench.image.command(Verdict(1, True))
    bench.cycle()
    bench.cut()
    bench.open()
    bench.cycle()
    assert verdict_writes(bench) == [(1, 1, 1)]
    assert bench.of(VerdictTaken) == [VerdictTaken("plc", 1)]


def test_after_an_outage_the_echo_is_looked_at_before_a_verdict_is_written(bench: Bench) -> None:
    bench.image.command(Verdict(1, True))
    bench.cycle()
    bench.cut()
    bench.open()
    assert all(write.address != 16 for write in bench.image.writes(bench.now_ms))


def test_a_new_station_does_not_repeat_the_old_ones_sequence(bench: Bench) -> None:
    bench.image.command(Verdict(1, True))
    bench.cycle()
    successor = Bench(plc=bench.plc)
    successor.open()
    successor.image.command(Verdict(2, True))
    successor.cycle()
    assert verdict_writes(successor) == [(2, 1, 2)]
    assert bench.plc.verdicts_taken == 2


def test_a_sequence_equal_to_the_echo_is_skipped() -> None:
    mailbox = VerdictMailbox()
    mailbox.opened(0)
    mailbox.put(Verdict(5, True))
    mailbox.echoed(1)  # the PLC kept its echo where HR 18 was cleared
    assert mailbox.to_write() == (5, 1, 2)


def test_verdict_sequences_wrap_past_zero() -> None:
    mailbox = VerdictMailbox()
    mailbox.opened(65_535)
    mailbox.put(Verdict(5, True))
    mailbox.echoed(65_535)
    assert mailbox.to_write() == (5, 1, 1)


def test_a_restarted_plc_gets_none_of_the_old_verdicts(bench: Bench) -> None:
    bench.cycle()
    bench.image.command(Verdict(1, True))
    bench.image.command(Verdict(2, True))
    bench.cycle(writes_arrive=False)
    bench.plc.restart()
    for _ in range(5):
        bench.cycle()
    assert bench.plc.verdicts_taken == 0
    assert any("2 verdicts were given up" in warned.said for warned in bench.of(Warned))
    bench.image.command(Verdict(3, True))
    bench.cycle()
    assert bench.plc.verdict(3) == "pass"


def test_too_many_verdicts_cost_the_oldest(bench: Bench) -> None:
    for number in range(VERDICTS_WAITING_MAX):
        assert bench.image.command(Verdict(number, True)) == ()
    (warned,) = bench.image.command(Verdict(VERDICTS_WAITING_MAX, True))
    assert isinstance(warned, Warned)
    assert "product 0 was given up" in warned.said


# ---------------------------------------------------------------- outputs


def test_only_commanded_coils_are_written(bench: Bench) -> None:
    bench.cycle()
    bench.written.clear()
    bench.image.command(LineOutputs(conveyor_stop=True, tower_red=True, tower_amber=False))
    bench.cycle()
    assert bench.written == [WriteCoils(2, (True,)), WriteCoils(4, (True, False))]
    bench.cycle()
    assert len(bench.written) == 2


def test_a_stop_is_written_before_anything_else(bench: Bench) -> None:
    bench.camera(1)
    bench.image.command(Verdict(1, True))
    bench.image.command(LineOutputs(conveyor_stop=True))
    bench.cycle()
    assert bench.written[0] == WriteCoils(2, (True,))


@pytest.mark.parametrize("outage", ["cut", "restart"])
def test_outputs_stand_again_after_an_outage(bench: Bench, outage: str) -> None:
    bench.camera(1)
    bench.image.command(LineOutputs(line_enable=True, tower_green=True))
    bench.cycle()
    before = bench.plc.outputs()
    assert before.line_enable
    assert before.tower_green
    bench.plc.restart()
    if outage == "cut":
        bench.cut()
        bench.open()
    bench.cycle()
    assert bench.plc.outputs() == before
    assert bench.plc.holding_registers()[0] == 2_000


def test_the_ring_position_is_told_again_after_an_outage(bench: Bench) -> None:
    bench.camera(1)
    bench.cycle()
    bench.plc.write_registers(19, (0,))
    bench.cut()
    bench.open()
    bench.cycle()
    assert bench.plc.holding_registers()[19] == 1


def test_a_command_during_a_write_is_not_forgotten(bench: Bench) -> None:
    bench.image.command(LineOutputs(buzzer=True))
    bench.cycle(writes_arrive=False)
    (write, *_) = bench.image.writes(bench.now_ms)
    bench.image.command(LineOutputs(buzzer=False))
    bench.perform(write)
    bench.image.wrote(write, bench.now_ms)
    bench.cycle()
    assert not bench.plc.outputs().buzzer


# ---------------------------------------------------------------- conditions


@pytest.mark.parametrize(
    ("which", "bad", "kind"),
    [
        (Input.ESTOP_OK, False, Faulted),
        (Input.AIR_OK, False, Faulted),
        (Input.DOOR_CLOSED, False, Faulted),
        (Input.REJECT_BIN_FULL, True, Warned),
        (Input.INFEED_JAM, True, Warned),
        (Input.OUTFEED_FULL, True, Warned),
        (Input.KEY_MANUAL, True, Warned),
    ],
)
def test_a_bad_input_is_told_once_and_ready_follows_a_fault(
    bench: Bench, which: Input, bad: bool, kind: type[Faulted] | type[Warned]
) -> None:
    bench.cycle()
    bench.events.clear()
    bench.plc.set_input(which, bad)
    bench.cycle()
    bench.cycle()
    assert [type(event) for event in bench.events] == [kind]
    said = bench.events[0].said
    bench.plc.set_input(which, not bad)
    bench.cycle()
    assert bench.events[1:] == [Ready("plc") if kind is Faulted else Eased("plc", said)]


def test_what_lasted_over_an_outage_is_over_or_told_again(bench: Bench) -> None:
    bench.plc.set_input(Input.INFEED_JAM, True)
    bench.plc.set_input(Input.REJECT_BIN_FULL, True)
    bench.cycle()
    bench.cut()
    bench.plc.set_input(Input.INFEED_JAM, False)
    bench.events.clear()
    bench.open()
    bench.cycle()
    assert bench.of(Eased) == [Eased("plc", "reject bin full"), Eased("plc", "jam at the infeed")]
    assert [warned.said for warned in bench.of(Warned)] == ["reject bin full"]


def test_ready_waits_for_the_last_fault_to_end(bench: Bench) -> None:
    bench.plc.set_input(Input.AIR_OK, False)
    bench.plc.set_packml(PackmlState.ABORTED)
    bench.cycle()
    assert bench.image.state is PackmlState.ABORTED
    assert len(bench.of(Faulted)) == 2
    bench.events.clear()
    bench.plc.set_input(Input.AIR_OK, True)
    bench.cycle()
    assert bench.events == []
    bench.plc.set_packml(PackmlState.STOPPED)
    bench.cycle()
    assert bench.events == [Ready("plc")]


def test_alarm_bits_are_shown_as_they_change(bench: Bench) -> None:
    for word in (0x0001, 0x0001, 0x8001, 0):
        bench.plc.set_alarms(word)
        bench.cycle()
    assert [warned.said for warned in bench.of(Warned)] == [
        "alarm: PLC program fault",
        "alarm: PLC program fault, bit 15",
    ]


def test_busy_is_a_warning_and_a_wrong_map_is_a_fault(bench: Bench) -> None:
    busy = Refused("device busy (6)", "the PLC is busy; retrying", is_passing=True)
    (told,) = bench.image.refused("reading", busy)
    assert told == Warned("plc", "refused reading: device busy (6)", "the PLC is busy; retrying")
    assert bench.image.refused("reading", busy) == ()
    eased, wrong = bench.image.refused("reading", Refused("illegal address (2)", "compare the map"))
    assert eased == Eased("plc", told.said)
    assert wrong == Faulted("plc", "refused reading: illegal address (2)", "compare the map")
    assert bench.image.granted("reading") == (Ready("plc"),)


def test_an_unfit_plc_is_told_once_until_a_link_is_open(bench: Bench) -> None:
    told = [bench.image.unfit("not our map", "load it") for _ in range(3)]
    assert told == [(Faulted("plc", "not our map", "load it"),), (), ()]
    bench.open()
    assert bench.image.unfit("not our map", "load it") != ()


def test_own_inputs_of_the_program_cannot_be_set(bench: Bench) -> None:
    with pytest.raises(ValueError, match="RING_HOLD is made by the PLC program"):
        bench.plc.set_input(Input.RING_HOLD, True)
