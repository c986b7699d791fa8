"""The core thread: one commit a turn, effects only after it, and a stop when it can't be made."""

from __future__ import annotations

import queue
from collections.abc import Sequence
from typing import Any

import pytest

from station.core import effects as f
from station.core import events as e
from station.core import rework_events as w
from station.core.facts import Issued, Scanned, Seen
from station.core.order import Order
from station.core.packaging import CodeKind, CodeRule, Level, PackMode, Product
from station.core.printing import Head
from station.core.records import Record
from station.core.rework_events import ShipAsked
from station.core.state import LineState, new_line
from station.runtime.inbox import Inbox, InboxFull, Posted
from station.runtime.loop import LineStopped, Loop, Scan, Stepped

RULE = CodeRule(CodeKind.MINTED, "QR", "HTTPS://X.EXAMPLE/")
LEVELS = (
    Level(0, "bottle", RULE),
    Level(1, "case", RULE, 2, PackMode.QUEUE),
)
ORDER = Order("O1", Product("water", "06901234567892", LEVELS), "B", "2026-01-01", "", 10)


class FixedClock:
    def wall_ms(self) -> int:
        return 1_000

    def monotonic_ms(self) -> int:
        return 0


class Notebook:
    """Writes down what was committed and carried out, in order."""

    def __init__(self, fails: Exception | None = None) -> None:
        self.log: list[str] = []
        self.scans: list[Scan] = []
        self._fails = fails

    def commit(self, turn: Sequence[Record], at_ms: int, scans: Sequence[Any] = ()) -> int:
        if self._fails is not None:
            raise self._fails
        self.log += [f"commit {type(record).__name__}" for record in turn]
        self.scans += scans
        return len(self.log)

    def idle(self) -> None:
        """Nothing to fold."""

    def carry_out(self, effect: f.Effect) -> Sequence[e.Event]:
        self.log.append(f"effect {type(effect).__name__}")
        if isinstance(effect, f.Lease):
            issued = tuple(
                Issued((effect.level << 40) + n, b"%d-%d" % (effect.level, n), "]Q1")
                for n in range(1, effect.count + 1)
            )
            return (e.CodesLeased(effect.head, issued, 1_000),)
        return ()


def loop_of(notebook: Notebook, **more: Any) -> Loop:
    state = new_line([Head("coder", 0), Head("labels", 1)])
    return Loop(state, notebook, FixedClock(), notebook.carry_out, **more)


def started(loop: Loop) -> None:
    for event in (
        e.OrderGiven(ORDER, 0),
        e.PoolGranted(0, 1, 1, 100, "minted", 0),
        e.PoolGranted(1, 2, 1, 100, "minted", 0),
        e.HeadReady("coder", 3, 0),
        e.StartAsked(0),
    ):
        loop.turn([Posted(event)])


def test_no_code_leaves_before_the_record_that_it_was_sent_is_committed() -> None:
    notebook = Notebook()
    started(loop_of(notebook))
    sent = notebook.log.index("effect SendCodes")
    before = notebook.log[:sent]
    assert "commit CodesMoved" in before
    assert all(not line.startswith("commit") for line in notebook.log[sent + 1 : sent + 2])


def test_all_events_of_a_turn_are_one_commit() -> None:
    commits: list[int] = []

    class Counting(Notebook):
        def commit(self, turn: Sequence[Record], at_ms: int, scans: Sequence[Any] = ()) -> int:
            commits.append(len(turn))
            return super().commit(turn, at_ms, scans)

    loop = loop_of(Counting())
    started(loop)
    commits.clear()
    loop.turn([Posted(e.AtCoder(n, 0)) for n in (1, 2)] + [Posted(e.PrintDone("coder", 1, 0))])
    assert commits[0] >= 2, "the print and the code sent in its place, together"
    assert len(commits) <= 2, "the turn, and the lease that it may have asked for"


def test_a_command_of_the_desk_begins_a_commit_and_is_told_what_is_durable() -> None:
    """What it is told comes from the store, so all before it must be there and carried out."""
    notebook = Notebook()
    asked: list[list[str]] = []

    def enrich(event: e.Event, state: object) -> e.Event:
        if isinstance(event, w.SampleAsked):
            asked.append(list(notebook.log))
        return event

    loop = loop_of(notebook, enrich=enrich)
    started(loop)
    notebook.log.clear()
    ask = w.SampleAsked(Scanned(b"?"), "qa_sample", 0)
    first, second = e.PrintDone("coder", 1, 0), e.PrintDone("coder", 2, 0)
    loop.turn([Posted(one) for one in (e.AtCoder(1, 0), first, ask, second, ask)])
    before_first, before_second = asked
    assert before_first[-1].startswith("effect"), "committed, and carried out"
    assert before_first.count("effect SendCodes") == 1
    assert before_second.count("effect SendCodes") == 2
    assert before_second[: len(before_first)] == before_first


def test_what_the_desk_waits_for_is_answered_in_order() -> None:
    loop = loop_of(Notebook())
    started(loop)
    answers: list[queue.SimpleQueue[f.Refused | None]] = [queue.SimpleQueue() for _ in range(3)]
    ask = w.SampleAsked(Scanned(b"?"), "qa_sample", 0)
    events = (ask, e.StopAsked(0), ask)
    loop.turn([Posted(one, answer) for one, answer in zip(events, answers, strict=True)])
    first, stop, last = (answer.get_nowait() for answer in answers)
    assert stop is None
    assert first is not None and first == last


def test_nothing_is_carried_out_when_the_commit_fails() -> None:
    notebook = Notebook(OSError("disk"))
    loop = loop_of(notebook)
    with pytest.raises(OSError, match="disk"):
        loop.turn([Posted(e.OrderGiven(ORDER, 0)), Posted(e.StartAsked(0))])
    assert notebook.log == []


def test_a_failed_commit_stops_the_line_and_everybody_is_told() -> None:
    notebook = Notebook(OSError("disk"))
    loop = loop_of(notebook)
    loop.start()
    loop.post(e.OrderGiven(ORDER, 0))
    loop._thread.join(5)
    assert isinstance(loop.failure, OSError)
    assert notebook.log == ["effect RunLine"], "the conveyor was told to stand still"
    with pytest.raises(LineStopped):
        loop.post(e.StartAsked(0))


def test_a_command_is_answered_with_why_it_was_refused() -> None:
    loop = loop_of(Notebook())
    loop.start()
    try:
        refused = loop.ask(e.StartAsked(0, "me"))
        assert refused is not None and "no order" in refused.why
        assert loop.ask(e.OrderGiven(ORDER, 0)) is None
    finally:
        loop.stop()


def test_what_was_not_good_is_kept_raw_in_the_scan_log() -> None:
    notebook = Notebook()
    loop = loop_of(notebook)
    started(loop)
    loop.turn([Posted(e.Sighting("cam", 7, (Seen(b"\x00foreign"),), 0))])
    assert [(s.trigger, s.raw, s.verdict) for s in notebook.scans] == [
        (7, b"\x00foreign", "unknown_code")
    ]


def test_an_observer_sees_every_step() -> None:
    seen: list[Stepped] = []
    loop = loop_of(Notebook(), observer=seen.append)
    started(loop)
    assert [type(one.event).__name__ for one in seen][:2] == ["OrderGiven", "PoolGranted"]
    assert all(one.after is not one.before or not one.records for one in seen)


def test_the_inbox_is_bounded_and_never_blocks() -> None:
    inbox = Inbox(size=2)
    inbox.put(Posted(e.Tick(0)))
    inbox.put(Posted(e.Tick(1)))
    with pytest.raises(InboxFull):
        inbox.put(Posted(e.Tick(2)))
    assert [one.event.at_ms for one in inbox.take(0)] == [0, 1]
    assert inbox.take(0.001) == []


def test_a_command_that_asks_the_store_begins_a_commit_of_its_own() -> None:
    """What the store says of it is of after everything that came before, answers included."""
    notebook, asked = Notebook(), []

    def ask_store(event: e.Event, state: LineState) -> e.Event:
        if isinstance(event, e.CloseAsked | e.ChangeOverAsked | ShipAsked):
            asked.append((type(event).__name__, len(notebook.log), set(state.live)))
        return event

    loop = loop_of(notebook, enrich=ask_store)
    for event in (e.OrderGiven(ORDER, 0), e.PoolGranted(0, 1, 1, 100, "minted", 0)):
        loop.turn([Posted(event)])
    before = len(notebook.log)
    loop.turn(
        [
            Posted(e.HeadReady("coder", 3, 0)),
            Posted(e.StartAsked(0, "me")),  # leases codes, and is answered with them
            Posted(e.CloseAsked(0, "me")),
            Posted(e.Tick(0)),
            Posted(ShipAsked(Scanned(b"1"), "A", "", 0, "me")),
        ]
    )
    (close, at_close, live), (ship, at_ship, _) = asked
    assert (close, ship) == ("CloseAsked", "ShipAsked")
    assert len(live) > 3, "the codes that the start had leased are there"
    assert at_close > before, "their records are durable"
    assert at_ship >= at_close


def test_whoever_looks_in_between_turns_sees_only_what_is_on_record() -> None:
    notebook = Notebook()
    loop = loop_of(notebook)
    loop.start()
    try:
        loop.ask(e.OrderGiven(ORDER, 0))
        state, log = loop.between_turns(lambda: list(notebook.log))
        assert state.order == ORDER
        assert "commit OrderOpened" in log
        with pytest.raises(ZeroDivisionError):
            loop.between_turns(lambda: 1 // 0)
        assert loop.ask(e.PoolGranted(0, 1, 1, 100, "minted", 0)) is None, "the line goes on"
    finally:
        loop.stop()


def test_a_core_that_is_gone_cannot_be_looked_into(monkeypatch: pytest.MonkeyPatch) -> None:
    loop = loop_of(Notebook())
    monkeypatch.setattr("station.runtime.loop.ANSWER_S_MAX", 0.01)
    with pytest.raises(LineStopped, match="in time"):
        loop.between_turns(lambda: 0)
    loop.fail(RuntimeError("the disk"))
    with pytest.raises(LineStopped, match="the disk"):
        loop.between_turns(lambda: 0)
