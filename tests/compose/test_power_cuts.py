"""The power fails at each step of a bottle's way, and the station starts again on what is left.

Rows D1 to D7 of the fault catalogue, on the real station, store and core. Whatever the step: no
code leaves for a printer twice, the database is sound, and the order can be brought to its end.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from drivers import api as d
from station.compose.database import database_at
from station.core import clearance
from station.core import events as e
from station.core import records as r
from station.core.states import Cause, CodeState, ContainerState, Phase
from station.store import outbox, queries
from station.store.engine import reading
from tests.compose.bench import PER_CASE, Bench

# What may stand open when only cases are left to be dealt with.
OF_CASES = {"open_container", "unconfirmed_label", "quarantine", "alarms", "unsent"}
Work = Callable[[Bench], d.PrintJob]


@dataclass(frozen=True)
class Cut:
    """At which step the light goes out, and what must then be so of the bottle's code."""

    row: str
    work: Work
    after: CodeState  # at the restart
    seen_later: CodeState  # when the bottle comes to the camera after all


def allocated(bench: Bench) -> d.PrintJob:
    """The lease is on disk, and nothing has left for the printer."""
    bench.cut_at(r.CodesMoved, lambda one: one.cause is Cause.ALLOCATE, before=False)
    bench.say(d.Ready("coder", 3))
    bench.place.station.loop.post(e.StartAsked(bench.place.now_ms()))
    bench.place.station.loop._thread.join(5)
    with reading(bench.place.desk) as connection:
        found = queries.codes_in(connection, "O1", [CodeState.SENT], 0)
    return d.PrintJob(found[0].code, bench.place.codes.issued(0, [found[0].code])[0].data)


def sent(bench: Bench) -> d.PrintJob:
    bench.start()
    return bench.at_coder()[0]


def done(bench: Bench) -> d.PrintJob:
    return bench.start().coded()[1]


def judged(bench: Bench) -> d.PrintJob:
    """The verdict is on disk, and the PLC never gets it."""
    trigger, job = bench.start().coded()
    bench.cut_at(r.CodesMoved, lambda one: one.cause is Cause.VERIFY, before=False)
    bench.passes(d.LineEventKind.AT_CAMERA, trigger)
    symbol = d.SymbolRead(job.data, "]Q1")
    bench.place.station.take(d.Read("bottle_camera", trigger, (symbol,)))
    bench.place.station.loop._thread.join(5)
    return job


def passed(bench: Bench) -> d.PrintJob:
    """The PLC has its verdict, and the bottle is on its way to the packer."""
    return bench.start().good()[1]


def half_bound(bench: Bench) -> d.PrintJob:
    """The light goes out in the transaction that binds it."""
    trigger, job = bench.start().good()
    bench.cut_at(r.Bound, lambda one: True, before=True)
    bench.place.station.take(d.LineEvent("plc", d.LineEventKind.AT_PACKER, trigger, 0))
    bench.place.station.loop._thread.join(5)
    return job


def bound(bench: Bench) -> d.PrintJob:
    return bench.start().packed()


S = CodeState
CUTS = (
    Cut("D1 allocated, not sent", allocated, S.IN_DOUBT, S.VERIFIED),
    Cut("D2 sent, not done", sent, S.IN_DOUBT, S.VERIFIED),
    Cut("D3 done, not before the camera", done, S.IN_DOUBT, S.VERIFIED),
    Cut("D4 verdict on disk, not told", judged, S.VERIFIED, S.REJECTED),
    Cut("D4 verdict told, not bound", passed, S.VERIFIED, S.REJECTED),
    Cut("D5 in the middle of binding", half_bound, S.VERIFIED, S.REJECTED),
    Cut("D5 bound", bound, S.BOUND, S.BOUND),
)
each_cut = pytest.mark.parametrize("cut", CUTS, ids=lambda cut: cut.row)


@each_cut
def test_each_code_stands_where_the_catalogue_says_and_may_still_be_read(
    cut: Cut, tmp_path: Path
) -> None:
    """A code in doubt is found again. A verified one on another bottle would be a duplicate, and
    nobody knows which of the two it is: it is kicked off."""
    with Bench(tmp_path / "s") as before:
        job = cut.work(before.open())
        before.cut_power()
    with Bench(tmp_path / "s", devices=before.devices) as after:
        assert after.place.locked is None
        assert after.place.state.phase is not Phase.EXECUTE, "nothing moves by itself"
        assert after.state_of(job.job) is cut.after
        after.seen(after.number(), job)
        assert after.state_of(job.job) is cut.seen_later
    assert database_at(tmp_path / "s" / "station.db").check().sound


@each_cut
def test_the_order_goes_on_with_other_codes_to_its_end(cut: Cut, tmp_path: Path) -> None:
    with Bench(tmp_path / "s") as before:
        job = cut.work(before.open())
        before.cut_power()
    with Bench(tmp_path / "s", devices=before.devices) as after:
        after.look_after_restart()
        jobs = [after.packed() for _ in range(PER_CASE)]
        assert job.job not in [one.job for one in jobs]
        bring_to_its_end(after)
        assert len(set(after.tape)) == len(after.tape), "a code left for the printer twice"
    assert database_at(tmp_path / "s" / "station.db").check().sound


def bring_to_its_end(bench: Bench) -> None:
    """Finish the order and settle what is in doubt: then only its cases wait, as on any day."""
    assert bench.ask(e.FinishAsked) == ""
    at_coder = tuple(bench.place.state.heads["coder"].sent)
    bench.say(d.BufferCleared("coder", at_coder))
    assert bench.ask(e.BeltCleared) == ""
    unsettled = [
        code for code, one in bench.place.state.live.items() if one.state is CodeState.IN_DOUBT
    ]
    assert bench.ask(e.DoubtSettled, codes=tuple(unsettled), reason="not found") == ""
    open_points = {point.key for point in clearance.open_points(bench.place.state)}
    assert open_points <= OF_CASES, open_points


def test_a_case_whose_label_was_not_printed_gets_the_same_one_on_record(tmp_path: Path) -> None:
    """D6: the label's number is chosen and on disk, and the printer never heard of it."""
    with Bench(tmp_path / "s") as before:
        before.open().start()
        jobs = [before.packed() for _ in range(PER_CASE)]
        before.cut_at(r.LabelAssigned, lambda one: True, before=False)
        before.passes(d.LineEventKind.CASE_PRESENTED, before.number())
        token = before._token("packer_reader")
        symbol = d.SymbolRead(jobs[-1].data, "]Q1")
        before.place.station.take(d.Read("packer_reader", token, (symbol,)))
        before.place.station.loop._thread.join(5)
        assert before.devices["case_printer"].jobs() == []
        before.cut_power()
    with Bench(tmp_path / "s", devices=before.devices) as after:
        (box,) = after.place.state.packs[1].waiting
        assert box.state is ContainerState.CLOSED
        assert box.label is not None
        assert after.state_of(box.label.code) is CodeState.IN_DOUBT
        after.look_after_restart()
        assert after.devices["case_printer"].jobs() == [], "not by itself: it may be on a case"
        assert after.ask(e.ReprintAsked, container=box.number, reason="lost") == ""
        assert [job.job for job in after.devices["case_printer"].jobs()] == [box.label.code]
        after.labelled()
        with reading(after.place.desk) as connection:
            fact = queries.get_container(connection, box.number)
        assert fact is not None and fact.state is ContainerState.CONFIRMED
    assert database_at(tmp_path / "s" / "station.db").check().sound


def test_an_upload_whose_answer_was_lost_is_sent_again_with_the_same_body(tmp_path: Path) -> None:
    """D7: the platform has it, the receipt is not on disk. The same key and the same bytes go
    again, and the platform tells by them that it has it already."""
    with Bench(tmp_path / "s") as before:
        before.open().start()
        before.full_case()
        before.full_case()
        before.labelled(2)
        (row,) = outbox.pending(before.place.desk)
        outbox.prepare(before.place.desk, row.id, "sha256:abc", b"the body")
        before.cut_power()
    with Bench(tmp_path / "s", devices=before.devices) as after:
        (again,) = outbox.pending(after.place.desk)
        assert (again.id, again.content_id, again.body) == (row.id, "sha256:abc", b"the body")
        outbox.prepare(after.place.desk, again.id, "sha256:abc", b"the body")
        outbox.acknowledge(after.place.desk, again.id, "receipt", 1)
        assert outbox.pending(after.place.desk) == []


def test_after_an_orderly_stop_nothing_is_skipped(tmp_path: Path) -> None:
    with Bench(tmp_path / "s") as before:
        before.open().start()
        before.packed()
    with Bench(tmp_path / "s", devices=before.devices) as after:
        stock = after.place.state.heads["coder"].stock
        with reading(after.place.desk) as connection:
            void = queries.counts(connection, "O1", 0)[CodeState.VOID]
        assert void == 0
        after.look_after_restart()
        assert [job.job for job in after.at_coder()] == [one.code for one in stock[:3]]


def test_after_a_power_cut_the_pool_is_as_large_as_before(tmp_path: Path) -> None:
    """What may have been used is skipped, and as many numbers are granted anew."""
    with Bench(tmp_path / "s") as before:
        before.open(codes=60).start()
        before.packed()
        with reading(before.place.desk) as connection:
            free = queries.counts(connection, "O1", 0)[CodeState.FREE]
        before.cut_power()
    with Bench(tmp_path / "s", devices=before.devices) as after:
        with reading(after.place.desk) as connection:
            counts = queries.counts(connection, "O1", 0)
        assert counts[CodeState.FREE] == free
        assert counts[CodeState.VOID] == free, "the whole pool was within the claim"
