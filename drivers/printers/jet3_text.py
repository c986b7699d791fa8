"""Feeding a Leibinger printer one external text at a time: the dialect. Part of `jet3.py`.

A text stays in the printer and is printed on every product, unless the job's option *Check double
prints* stops it. So printing is on only while an unprinted code stands in it: started once the code
was read back, stopped as soon as the counter has moved. It can't be emptied: another text that is
no code is put over the code, in the stopped printer.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from drivers.api import PrintJob
from drivers.printers import dialect as d
from drivers.printers import jet3_codec as codec
from drivers.printers.dialect import Level, Role, Step
from drivers.printers.jet3_base import Jet3Dialect
from drivers.printers.jet3_states import PRINTING, START, trouble

TextConfirm = Literal["counter", "external", "none"]
TEXT_MS = 100  # a new text is on the print after 20 to 40 ms
JOB_HINT = (
    "give the job an external text of variable length in field 0, long enough for the code, and "
    "load it again"
)


class TextDialect(Jet3Dialect):
    def __init__(self, confirm: TextConfirm, idle_text: bytes, settle_ms: int) -> None:
        super().__init__(settle_ms, Role.HOLD)
        self._text = b""  # what was set last
        idle = codec.external_text(idle_text)
        self._idle = idle_text
        self.hold = self.spent = self.stop
        self.release = Step(
            "start printing", codec.start_printing(), (), Role.RELEASE, quiet_ms=settle_ms
        )
        count = Step("print counter", codec.ask_counter(), (d.Count,))
        self.progress = (count,) if confirm == "counter" else ()
        self._read = Step("the text", codec.ask_text(), (d.Acknowledged,), Role.OFFER)
        self._read_idle = Step("the text over it", codec.ask_text(), (d.Acknowledged,), Role.CLEAR)
        self._set_idle = Step("a text over it", idle, (), quiet_ms=TEXT_MS)
        # What was printed before it was stopped is counted before the rest is given up.
        self.clear = (self.stopped, *self.progress, self._set_idle, self._read_idle)
        self.recipe = (self.ask, self.stop, *self.clear)

    def offer(self, job: PrintJob, index: int) -> Step:
        self._text = job.data
        data = codec.external_text(job.data)
        return Step("a code", data, (), Role.OFFER, quiet_ms=TEXT_MS, then=self._read)

    def sent(self, step: Step) -> None:
        super().sent(step)
        if step is self._set_idle:
            self._text = self._idle

    # ------------------------------------------------------------ answers

    def _on_state(self, machine: codec.Machine) -> Iterator[d.Reply]:
        bad = trouble(machine)
        if bad is not None and bad.level is not Level.WARNING:
            yield bad
        elif (untaken := self._still_untaken(JOB_HINT)) is not None:
            yield untaken
        elif machine.state == PRINTING:
            yield bad or d.State("on", Level.WELL)
        else:
            yield d.State("off", Level.HELD, "it has stopped printing", START)

    def _on_answer(self, said: codec.Said) -> Iterator[d.Reply]:
        step, self._sent = self._sent, None
        if isinstance(said, codec.Counter):
            yield d.Count(said.total)
        elif isinstance(said, codec.Text) and (step is self._read or step is self._read_idle):
            yield self._on_text(said.value)

    def _on_text(self, value: bytes) -> d.Reply:
        if codec.is_same_text(value, self._text):
            return d.Acknowledged()
        self._not_taken("it doesn't read back the text that was set")
        return d.Untrusted(self._untaken)
