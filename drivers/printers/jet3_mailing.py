"""Feeding a Leibinger printer through its mailing queue: the dialect. Part of `jet3.py`.

- Each code is a record with a number; each print signal prints the next one, once. The printer
  tells the number of the record whose print began last and whether it is finished, so every code is
  known exactly, after a lost link as well. See `jet3_records.py`.
- A stop at the panel, or a message that stops it, may empty the queue (it does on a JET2neo) and
  may not. So after each stop that isn't ours the printer is asked for its last number, flushed, and
  what was not printed counts as cleared.
- It must not run dry: it then stops and shows message 5043. So it is stopped as soon as nothing is
  left to print, and started with the next code. Where it ran dry all the same, the message is
  acknowledged with that start; any other message is a person's affair.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from drivers.api import PrintJob
from drivers.printers import dialect as d
from drivers.printers import jet3_codec as codec
from drivers.printers.dialect import Level, Role, Step
from drivers.printers.jet3_base import Jet3Dialect
from drivers.printers.jet3_records import Records
from drivers.printers.jet3_states import PRINTING, QUEUE_EMPTY, READY, START, trouble

FLUSH_MS = 300
STARTING_POLLS = 3  # so many looks it may take from the start until it prints
ODD_MAX = 4  # looks at a queue with too many records, until the link is given up
JOB_HINT = (
    "switch its database off, give the job an external text in mailing mode, field 1, and load it "
    "again"
)


class MailingDialect(Jet3Dialect):
    def __init__(self, depth: int, ahead: int, settle_ms: int) -> None:
        super().__init__(settle_ms, Role.PREPARE)
        self._depth = depth
        self._records = Records(ahead)
        self._was_halted = False  # somebody or something stopped it, and nobody started it since
        ask = codec.ask_mailing()
        self._before = Step("the mailing queue", ask, (d.Told,))
        count = Step("its print counter", codec.ask_counter(), (d.Told,))
        self._halfway = Step("the queue after the stop", ask, (d.Told,))
        quiet_ms = min(FLUSH_MS, settle_ms)
        flush = Step("flush the records", codec.flush_records(), (), quiet_ms=quiet_ms)
        self._flushed = Step("the queue after the flush", ask, (d.Told,), Role.CLEAR)
        self._taken = Step("was it taken?", ask, (d.Told,), Role.OFFER)
        self._look = Step("how far it is", ask, (d.Told,))
        self.progress = (self._look,)
        # Whether it stopped by itself is seen before it is stopped.
        look = Step("does it print?", codec.ask_state(), (d.State,))
        stopping = (look, self._before, self.stop, self.stopped, count, self._halfway)
        self.clear = (*stopping, flush, self._flushed)
        self.recipe = (self.ask, *self.clear[1:])
        self._go = Step("start printing", codec.start_printing(), (), Role.PRIME)
        self._quit = Step("acknowledge the message", codec.quit_error(), (), then=self._go)
        # What it shows may be news since it was last asked.
        self.prime = Step("may it start?", codec.ask_state(), (d.State,), then=self._quit)
        # It is flushed as well: a stop may empty the queue, late, and change its numbers.
        rest = replace(self.stop, title="stop: nothing is left to print")
        self._flushed_idle = replace(self._flushed, role=Role.PREPARE)
        self.spent = d.chain((rest, flush, count, self._flushed_idle))
        self.reset()

    def reset(self) -> None:
        super().reset()
        self._is_on = self._should_print = self._is_stopping = False
        self._error = 0
        self._grace = self._odd = 0
        self._lacks = ""  # what became of its records, until it is known whether it was stopped

    def offer(self, job: PrintJob, index: int) -> Step:
        data = codec.record(self._records.number(index), job.data)
        return Step("a record", data, (), Role.OFFER, then=self._taken)

    def needs(self, step: Step) -> bool:
        if step is self._quit:
            return self._error == QUEUE_EMPTY
        return step is not self._go or not self._is_on

    def sent(self, step: Step) -> None:
        super().sent(step)
        if step is self._go:
            self._should_print, self._grace = True, STARTING_POLLS
            self._is_stopping = False
        elif step.data.startswith(self.stop.data):
            self._is_on = self._should_print = False
            self._is_stopping = True

    # ------------------------------------------------------------ its state

    def _on_state(self, machine: codec.Machine) -> Iterator[d.Reply]:
        self._is_on, self._error = machine.state == PRINTING, machine.error
        has_stopped = not self._is_on and self._should_print and not self._is_starting(machine)
        if self._is_on:
            self._should_print, self._was_halted = not self._is_stopping, False
            self._grace = 0
        elif has_stopped:
            self._should_print = False
            self._was_halted = trouble(machine) is None  # otherwise a message has to go
            yield d.MustClear()
        if machine.error == QUEUE_EMPTY:
            self._was_halted = False  # it was printing, and had nothing to print
        if self._lacks and not has_stopped:
            self._not_taken(self._lacks)
        self._lacks = ""
        yield self._state(machine)

    def _is_starting(self, machine: codec.Machine) -> bool:
        """The start may take a while."""
        self._grace -= 1
        is_late = self._grace < 0 or bool(self._lacks)
        return not is_late and machine.state == READY and machine.error in (0, QUEUE_EMPTY)

    def _state(self, machine: codec.Machine) -> d.State:
        ran_dry = machine.state == READY and machine.error == QUEUE_EMPTY
        bad = trouble(replace(machine, error=0) if ran_dry else machine)
        if bad is not None and bad.level is not Level.WARNING:
            return bad
        if (untaken := self._still_untaken(JOB_HINT)) is not None:
            return untaken
        if bad is not None:
            return bad
        if self._was_halted:
            return d.State("halted", Level.FAULT, "it has stopped printing", START)
        return d.State("well", Level.WELL)

    # ------------------------------------------------------------ its queue

    def _on_answer(self, said: codec.Said) -> Iterator[d.Reply]:
        """What nobody asked for says how far it is, too."""
        step, self._sent = self._sent, None
        if isinstance(said, codec.Counter):
            self._records.counted(said.total)
            yield d.Told()
        elif not isinstance(said, codec.Mailing):
            self._sent = step
        elif step is self._before:
            yield from self._on_before(said)
        elif step is self._halfway:
            yield from self._progress(said, begun=True)
            yield d.Told()
        elif step is self._flushed or step is self._flushed_idle:
            yield self._on_flushed(said)
        elif self._records.is_ours:
            yield from self._progress(said, begun=False)
            yield from self._compared(said, is_look=step is self._look)

    def _progress(self, said: codec.Mailing, *, begun: bool) -> Iterator[d.Reply]:
        if not self._records.is_ours:
            return
        why = self._records.doubt(said)
        yield d.Lost(why) if why else d.PrintedUpTo(self._records.index(said, begun=begun))

    def _on_before(self, said: codec.Mailing) -> Iterator[d.Reply]:
        if said.depth <= self._depth:
            fit = f"its mailing queue holds {said.depth} records"
            yield d.Refused(
                fit, f"set depth to {max(0, said.depth - 1)} at most, not {self._depth}"
            )
            return
        yield from self._progress(said, begun=True)
        if self._records.is_ours:
            yield self._records.held(said)
        yield d.Told()

    def _on_flushed(self, said: codec.Mailing) -> d.Reply:
        if said.entries:
            left = f"it still holds {said.entries} records after it was told to flush them"
            return d.Refused(left, "flush its mailing queue at its panel, or load the job again")
        self._records.flushed(said.last)
        self._odd = 0
        return d.Told()

    def _compared(self, said: codec.Mailing, *, is_look: bool) -> Iterator[d.Reply]:
        if is_look:
            self._records.looked()
        if self._records.are_gone(said):
            is_none = self._records.reads_new(said) and said.entries == 0
            self._lacks = "it takes no records" if is_none else "its queue lost records"
            yield d.MustClear()
        extra = self._records.extra(said)
        self._odd = self._odd + is_look if extra else 0
        if self._odd < ODD_MAX:
            yield d.Told()
        else:
            yield d.Untrusted(f"its mailing queue has {extra} records that aren't ours")
