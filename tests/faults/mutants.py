"""The proof of the proofs: known defects, seeded one at a time, that the harness must catch.

Each is a mistake that some station on the market makes, or that we nearly made. None is in the
program: a mutant is a patch on one of its seams, applied in a proof's process and nowhere else. A
harness that lets one live is blind there, and a test fails.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from typing import Any
from unittest.mock import patch

from sqlalchemy import insert

from station.compose import course
from station.compose.code_book import OrderCodes
from station.core import effects as f
from station.core import events as e
from station.core import line
from station.core import records as r
from station.core.events import Issued, Seen
from station.core.state import LineState
from station.core.states import CodeState
from station.core.steps import belt
from station.core.turn import Turn
from station.runtime import loop as loop_module
from station.runtime.loop import Loop
from station.runtime.station import Station
from station.store import engine as engine_module
from station.store import fold, pool
from station.store.engine import writing
from station.store.errors import StoreError
from station.store.schema import outbox
from station.store.store import Store
from sync.batches import Batch, content_id_of
from sync.ports import Waiting
from sync.push import Pusher
from tests.faults.stand import CODER

HELD_TURNS = 4
ON_THE_WAY = (CodeState.SENT, CodeState.PRINTED)

Patch = Any  # what `unittest.mock.patch` gives


@dataclass(frozen=True)
class Mutant:
    """A defect by name; `proofs` are those that must catch it."""

    name: str
    what: str
    proofs: tuple[str, ...]
    patches: Callable[[], Sequence[Patch]]


def _early(*kinds: type) -> Sequence[Patch]:
    """Effects of these kinds are carried out in the step, before anything is written."""
    steps, step = Loop._steps, loop_module.step

    def early_steps(self: Loop, pending: Any) -> Any:
        def early_step(state: LineState, event: e.Event) -> Any:
            after, records, effects = step(state, event)
            for effect in effects:
                if isinstance(effect, kinds):
                    self._carry_out(effect)
            return after, records, tuple(one for one in effects if not isinstance(one, kinds))

        with patch.object(loop_module, "step", early_step):
            return steps(self, pending)

    return [patch.object(Loop, "_steps", early_steps)]


def _offered_again() -> Sequence[Patch]:
    """What had been sent before the restart is sent once more, to be on the safe side."""
    take_up, start = course.take_up, Station.start
    again: list[Issued] = []

    def remembering(state: LineState, remains: Any, at_ms: int) -> Any:
        again[:] = [
            Issued(code, one.data, one.aim)
            for code, one in remains.live.items()
            if one.level == 0 and one.state is CodeState.SENT
        ]
        return take_up(state, remains, at_ms)

    def starting(self: Station) -> None:
        start(self)
        self.carry_out(f.SendCodes(CODER, tuple(again)))
        again.clear()

    return [
        patch.object(course, "take_up", remembering),
        patch.object(Station, "start", starting),
    ]


def _in_memory() -> Sequence[Patch]:
    """The counter runs in memory, and every fourth turn is written with those before it."""
    commit = Store.commit
    held: list[r.Record] = []
    turns = [0]
    given: set[int] = set()

    def seldom(self: Store, turn: Sequence[r.Record], at_ms: int, scans: Any = ()) -> int:
        held.extend(turn)
        turns[0] += 1
        if turns[0] % HELD_TURNS:
            return self.head[0]
        all_of_them, held[:] = [*held], []
        return commit(self, all_of_them, at_ms, scans)

    def lease(self: OrderCodes, level: int, count: int) -> tuple[Issued, ...]:
        with self._engine.connect() as connection:
            free = pool.peek(connection, self.order.number, level, count + len(given))
        new = [code for code in free if code not in given][:count]
        given.update(new)
        return self.issued(level, new)

    def opened(self: Any, *args: Any) -> None:
        held.clear()
        given.clear()
        init(self, *args)

    init = Store.__init__
    return [
        patch.object(Store, "commit", seldom),
        patch.object(Store, "__init__", opened),
        patch.object(OrderCodes, "lease", lease),
    ]


def _half_bound() -> Sequence[Patch]:
    """The bottles of a case are bound in two transactions."""
    commit = Store.commit

    def halves(self: Store, turn: Sequence[r.Record], at_ms: int, scans: Any = ()) -> int:
        for at, record in enumerate(turn):
            if isinstance(record, r.Bound) and len(record.children) > 1:
                half = len(record.children) // 2
                first = replace(record, children=record.children[:half], slots=record.slots[:half])
                rest = replace(record, children=record.children[half:], slots=record.slots[half:])
                commit(self, [*turn[:at], first], at_ms)
                return commit(self, [rest, *turn[at + 1 :]], at_ms, scans)
        return commit(self, turn, at_ms, scans)

    return [patch.object(Store, "commit", halves)]


def _outbox_later() -> Sequence[Patch]:
    """The outbox gets its row after the turn was committed."""
    commit = Store.commit

    def then_outbox(self: Store, turn: Sequence[r.Record], at_ms: int, scans: Any = ()) -> int:
        before = self.head[0]
        last = commit(self, turn, at_ms, scans)
        rows = [
            {"seq": seq, "order_number": record.order, "container": record.container}
            for seq, record in enumerate(turn, before + 1)
            if isinstance(record, r.BatchReady)
        ]
        if rows:
            with writing(self.engine) as connection:
                connection.execute(insert(outbox), rows)
        return last

    known: Any = fold._FOLDS
    others = {kind: how for kind, how in known.items() if kind is not r.BatchReady}
    return [
        patch.object(Store, "commit", then_outbox),
        patch.dict(known, others, clear=True),
    ]


def _new_key() -> Sequence[Patch]:
    """Each attempt of an upload has a key of its own."""
    prepared = Pusher._prepared

    def anew(self: Pusher, row: Waiting) -> Batch:
        batch = prepared(self, row)
        body = batch.body + b" " * row.tries
        return Batch(content_id_of(body), body)

    return [patch.object(Pusher, "_prepared", anew)]


def _acknowledged_first() -> Sequence[Patch]:
    """A batch counts as acknowledged once it is about to be sent."""

    def push_one(self: Pusher, run: Any, row: Waiting) -> None:
        batch = self._prepared(row)
        self.outbox.acknowledge(row.id, "sent", self.now_ms())
        self._send(batch)

    return [patch.object(Pusher, "_push_one", push_one)]


def _synchronous(level: str) -> Sequence[Patch]:
    connect = engine_module._connect

    def weaker(module: Any, opening: Any) -> Any:
        connection = connect(module, opening)
        connection.cursor().execute(f"PRAGMA synchronous = {level}")
        return connection

    return [patch.object(engine_module, "_connect", weaker)]


def _by_queue_only() -> Sequence[Patch]:
    """Whatever the camera reads, the bottle has the code that the queue predicts."""

    def sighted(turn: Turn, event: e.Sighting) -> None:
        run = [code for code in turn.state.belt.run if turn.code_state(code) in ON_THE_WAY]
        if run and event.symbols:
            event = replace(event, symbols=(Seen(turn.live[run[0]].data),))
        belt.sighted(turn, event)

    steps: Any = line.STEPS
    return [patch.dict(steps, {e.Sighting: sighted})]


def _fail_open() -> Sequence[Patch]:
    """A turn that the disk refuses is taken for written: the line must not stop."""
    commit = Store.commit

    def hopeful(self: Store, turn: Sequence[r.Record], at_ms: int, scans: Any = ()) -> int:
        try:
            return commit(self, turn, at_ms, scans)
        except StoreError:
            self._broken = ""
            return self.head[0]

    return [patch.object(Store, "commit", hopeful)]


EVERY = ("crash", "kill")
MUTANTS = {
    mutant.name: mutant
    for mutant in (
        Mutant(
            "print-before-commit",
            "codes and labels leave for the printer before the turn is written",
            EVERY,
            lambda: _early(f.SendCodes, f.PrintLabel),
        ),
        Mutant(
            "verdict-before-commit",
            "the PLC gets its verdict before the turn is written",
            EVERY,
            lambda: _early(f.GiveVerdict),
        ),
        Mutant("offered-again", "a restart sends again what was sent", EVERY, _offered_again),
        Mutant("counter-in-memory", "every fourth turn is written", EVERY, _in_memory),
        Mutant("half-bound", "a case is bound in two transactions", EVERY, _half_bound),
        # A kill hits this moment once in hundreds: it takes the power cuts at every point.
        Mutant("outbox-later", "the outbox row comes after the commit", ("crash",), _outbox_later),
        Mutant("new-upload-key", "each attempt has a key of its own", EVERY, _new_key),
        Mutant("acknowledged-first", "acknowledged, then sent", EVERY, _acknowledged_first),
        Mutant("queue-only", "identity by order alone", EVERY, _by_queue_only),
        Mutant(
            "synchronous-normal",
            "synchronous=NORMAL, 'a reasonable choice for most applications'",
            ("crash",),
            lambda: _synchronous("NORMAL"),
        ),
        Mutant("synchronous-off", "synchronous=OFF", ("crash",), lambda: _synchronous("OFF")),
        Mutant("fail-open", "a storage error counts as written", ("io",), _fail_open),
    )
}


@contextmanager
def seeded(name: str) -> Iterator[None]:
    """Inside, the program has this defect; "" = none."""
    with ExitStack() as stack:
        for one in MUTANTS[name].patches() if name else ():
            stack.enter_context(one)
        yield
