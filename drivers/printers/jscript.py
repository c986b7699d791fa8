"""A cab label printer (JScript over TCP or serial), as a sans-IO driver.

The conversation is `label_printer.py`'s; this is its dialect. What JScript's signals are worth
- Nothing acknowledges a job, nothing names or counts a label. So one label is out at a time, and it
  is *done* when the state told of a job and then of none. A label of which no job was seen is in
  doubt. With `done = "external"` a PLC counts the printer's signal.
- A pause is this driver's alone: labels are held back here.

Never tried on hardware.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from drivers.api import Capabilities
from drivers.errors import Misuse
from drivers.printers import jscript_codec as codec
from drivers.printers import label_dialect as d
from drivers.printers.label_dialect import Ask, LabelDialect
from drivers.printers.label_printer import ANSWER_MS_MAX, POLL_MS, SETTLE_MS, LabelPrinter

DoneBy = Literal["state", "external"]


class JscriptPrinter(LabelPrinter):
    """The driver of one label printer. `done`: how a label's coming out is known. `depth`: with
    `external`, labels that may be out at a time."""

    def __init__(
        self,
        name: str,
        *,
        done: DoneBy = "state",
        depth: int = 1,
        poll_ms: int = POLL_MS,
        answer_ms_max: int = ANSWER_MS_MAX,
        settle_ms: int = SETTLE_MS,
    ) -> None:
        """Raises `Misuse` for options that can't work, in words."""
        if done not in ("state", "external"):
            raise Misuse(f"{name}: done is state or external, not {done!r}")
        if done == "state" and depth != 1:
            raise Misuse(f"{name}: depth is 1: by its state no label is told from another")
        super().__init__(
            name,
            JscriptDialect(depth, done),
            depth=depth,
            poll_ms=poll_ms,
            answer_ms_max=answer_ms_max,
            settle_ms=settle_ms,
        )


class JscriptDialect(LabelDialect):
    questions = {Ask.STATUS: codec.ASK}  # noqa: RUF012 - the base's field, never changed
    cancel, quiet_ms = codec.CANCEL_ALL, codec.CANCEL_QUIET_MS

    def __init__(self, depth: int, done: DoneBy) -> None:
        self.caps = _capabilities(depth, done)
        self._parser = codec.AnswerParser()

    def check(self, device: str, data: bytes) -> None:
        codec.check_label(device, data)

    def reset(self) -> None:
        self._parser.reset()

    def replies(self, data: bytes) -> Iterable[d.Reply]:
        return self._parser.feed(data)


def _capabilities(depth: int, done: DoneBy) -> Capabilities:
    return Capabilities(
        kind="label",
        protocol="cab-jscript",
        manual="cab A+ series, as in the fact sheet §1.4",
        unverified=codec.UNVERIFIED,
        queue_depth=depth,
        credit="count",
        done="external" if done == "external" else "event",
        can_clear_queue=True,
        keeps_queue_on_disconnect=True,
        max_bytes=codec.LABEL_BYTES_MAX,
    )
