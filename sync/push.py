"""Sending what the outbox holds: one run, from the oldest row to the newest.

A body is made once and kept with its content id before its first send; every repeat sends the same
bytes. Within an order nothing overtakes: if a batch must wait, so do the ones behind it. A refused
batch leaves the queue for a person to look at and holds up nobody; so does a container that was
opened again, but it stays in the queue. A correction that must wait holds up its order. The world's
faults never raise; they end as numbers and sentences in the `PushReport`. Not responsible for when
to run: `sync.worker`.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field

from tenacity import Retrying, retry_if_result, stop_after_attempt, wait_exponential, wait_random
from tenacity.wait import wait_base

from station.store.points import reached
from station.store.texts import shown
from sync.batches import Batch, codes_in, content_id_of
from sync.making import made_of
from sync.platforms.api import Acknowledged, Answer, Denied, Later, Platform, Refused
from sync.ports import Facts, NotFinal, Outbox, Overtaken, TextOf, Waiting

ATTEMPTS_MAX = 4  # of one batch in one run
WAIT_S_MIN = 0.5
WAIT_S_MAX = 10.0
JITTER_S_MAX = 0.5
LATER_IN_ROW_MAX = 3  # after so many in a row the platform is away, not the batch at fault
PENDING_MAX = 1_000  # rows of one run
RETRY_MS_MIN = 5_000
RETRY_MS_MAX = 600_000
SAID_MAX = 20
CODES_TOLD_MAX = 20


@dataclass(frozen=True)
class PushReport:
    """What one run did. `codes` are those of acknowledged batches; `acknowledged` includes the
    `repeated`; `left` rows are still to be sent; `said` are sentences for people."""

    batches: int = 0
    codes: int = 0
    acknowledged: int = 0
    repeated: int = 0
    refused: int = 0
    left: int = 0
    said: tuple[str, ...] = ()


@dataclass(frozen=True)
class Progress:
    """`done` of `total` rows were dealt with."""

    done: int
    total: int


@dataclass
class _Run:
    """The running counts of one push."""

    batches: int = 0
    codes: int = 0
    acknowledged: int = 0
    repeated: int = 0
    refused: int = 0
    later_in_row: int = 0
    denied: bool = False
    overtaken: bool = False
    waiting_orders: set[str] = field(default_factory=set)
    said: list[str] = field(default_factory=list)

    @property
    def over(self) -> bool:
        return self.denied or self.overtaken or self.later_in_row >= LATER_IN_ROW_MAX

    def say(self, sentence: str) -> None:
        if sentence not in self.said and len(self.said) < SAID_MAX:
            self.said.append(sentence)


@dataclass(frozen=True)
class Pusher:
    """Joins the outbox, the station's facts and a platform.

    `sleep` waits in seconds between attempts, `now_ms` is the wall clock, `jitter` gives a number
    from 0 to 1 (all injected, so that tests take no time). `stopping` ends a run early."""

    station: int
    outbox: Outbox
    facts: Facts
    text_of: TextOf
    platform: Platform
    sleep: Callable[[float], None]
    now_ms: Callable[[], int]
    jitter: Callable[[], float] = random.random
    stopping: Callable[[], bool] = lambda: False

    def push(
        self, limit: int = PENDING_MAX, progress: Callable[[Progress], None] | None = None
    ) -> PushReport:
        """Send what is due, `limit` rows at most."""
        run = _Run()
        rows = self.outbox.pending(min(limit, PENDING_MAX))
        for done, row in enumerate(rows, start=1):
            if run.over or self.stopping():
                break
            if row.order in run.waiting_orders:
                continue
            if row.next_try_ms > self.now_ms():
                run.waiting_orders.add(row.order)
            else:
                self._push_alone(run, row)
            if progress is not None:
                progress(Progress(done, len(rows)))
        return PushReport(
            run.batches,
            run.codes,
            run.acknowledged,
            run.repeated,
            run.refused,
            self.outbox.waiting(),
            tuple(run.said),
        )

    def _push_alone(self, run: _Run, row: Waiting) -> None:
        """Two pushes at once do no harm, but the later one leaves the work to the other."""
        try:
            self._push_one(run, row)
        except Overtaken:
            run.overtaken = True
            run.say("another push is at work; this one stopped")

    def _push_one(self, run: _Run, row: Waiting) -> None:
        try:
            batch = self._prepared(row)
        except NotFinal as fault:
            run.say(f"{_named(row)} was not sent: {fault}")
            if row.replaces:
                # What left it may be in a later batch, and the platform has it here still.
                run.waiting_orders.add(row.order)
            return
        run.batches += 1
        if content_id_of(batch.body) != batch.content_id:
            why = "the stored body doesn't match its content id; it was not sent"
            self._refused(run, row, Refused(why))
            return
        self._settle(run, row, batch, self._send(batch))

    def _prepared(self, row: Waiting) -> Batch:
        """The row's stored body, made and stored now if it has none."""
        if row.body:
            return Batch(row.content_id, row.body)
        batch = made_of(self.station, row, self.facts, self.text_of, replaces=self._replaced(row))
        self.outbox.prepare(row.id, batch.content_id, batch.body)
        return batch

    def _replaced(self, row: Waiting) -> str:
        """The content id of the batch that this one corrects, whether or not it ever arrived."""
        replaces = self.outbox.content_id_of(row.replaces) if row.replaces else ""
        if row.replaces and not replaces:
            raise NotFinal("the batch that it corrects was not made yet")
        return replaces

    def _send(self, batch: Batch) -> Answer:
        """The platform's answer, after some attempts where it has none yet."""
        retrying = Retrying(
            retry=retry_if_result(lambda answer: isinstance(answer, Later)),
            stop=stop_after_attempt(ATTEMPTS_MAX),
            wait=_back_off(),
            sleep=self.sleep,
            retry_error_callback=lambda state: state.outcome.result() if state.outcome else None,
        )
        reached("upload: to be sent")
        answer: Answer = retrying(self.platform.send, batch.content_id, batch.body)
        reached("upload: answered")
        return answer

    def _settle(self, run: _Run, row: Waiting, batch: Batch, answer: Answer) -> None:
        run.later_in_row = run.later_in_row + 1 if isinstance(answer, Later) else 0
        match answer:
            case Acknowledged(receipt, repeated):
                self.outbox.acknowledge(row.id, receipt, self.now_ms())
                run.acknowledged += 1
                run.repeated += repeated
                run.codes += codes_in(batch.body)
            case Refused():
                self._refused(run, row, answer)
            case Denied(why, remedy):
                run.refused += 1
                run.denied = True
                run.say(f"the platform refused this station: {why}. What to do: {remedy}")
            case Later(why, wait_s):
                self.outbox.reschedule(row.id, self._next_try_ms(row, wait_s), why)
                run.waiting_orders.add(row.order)
                run.say(f"{_named(row)} will be sent again later: {why}")

    def _refused(self, run: _Run, row: Waiting, answer: Refused) -> None:
        codes = [(code.code, code.why) for code in answer.codes]
        self.outbox.refuse(row.id, answer.why, self.now_ms(), codes)
        told = [f"{shown(code.code)} ({code.why})" for code in answer.codes]  # for any screen
        more = len(told) - CODES_TOLD_MAX
        rest = [f"and {more} more codes"] if more > 0 else []
        run.refused += 1
        run.say(
            f"{_named(row)} was refused: {'; '.join([answer.why, *told[:CODES_TOLD_MAX], *rest])}"
        )

    def _next_try_ms(self, row: Waiting, wait_s: float) -> int:
        """Doubles with every failed run, up to a bound; jitter spreads stations apart."""
        back_off_ms = min(RETRY_MS_MIN << min(row.tries, 16), RETRY_MS_MAX)
        spread_ms = int(back_off_ms * (0.5 + self.jitter() / 2))
        return self.now_ms() + max(spread_ms, int(wait_s * 1_000))


def _back_off() -> wait_base:
    return wait_exponential(multiplier=WAIT_S_MIN, max=WAIT_S_MAX) + wait_random(0, JITTER_S_MAX)


def _named(row: Waiting) -> str:
    what = f"container {row.container}" if row.container else "the closing report"
    what = f"the shipment of {what}" if row.shipment else what
    return f"{what} of order {row.order}"
