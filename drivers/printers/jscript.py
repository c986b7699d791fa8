"""A cab label printer (JScript over TCP or serial), as a sans-IO driver.

The conversation is `label_printer.py`'s; this is its dialect. What JScript's signals are worth
- Nothing acknowledges a job, nothing names or counts a label. So one label is out at a time, and it
  is *done* when the state told of a job and then of none. A label of which no job was seen is in
  doubt. With `done = "external"` a PLC counts the printer's signal.
- A pause is this driver's alone: labels are held back here.

Never tried on hardware.
"""

from __future__ import annotations

from drivers.printers import jscript_codec as codec
from drivers.printers.label_dialect import Ask
from drivers.printers.label_printer import ANSWER_MS_MAX, POLL_MS, SETTLE_MS, LabelPrinter
from drivers.printers.state_dialect import DoneBy, Language, StateDialect

LANGUAGE = Language(
    protocol="cab-jscript",
    manual="cab A+ series, as in the fact sheet §1.4",
    unverified=codec.UNVERIFIED,
    tells="event",
    label_bytes_max=codec.LABEL_BYTES_MAX,
)


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
        LANGUAGE.check_options(name, done, depth)
        super().__init__(
            name,
            JscriptDialect(depth, done),
            depth=depth,
            poll_ms=poll_ms,
            answer_ms_max=answer_ms_max,
            settle_ms=settle_ms,
        )


class JscriptDialect(StateDialect):
    questions = {Ask.STATUS: codec.ASK}  # noqa: RUF012 - the base's field, never changed
    cancel, quiet_ms = codec.CANCEL_ALL, codec.CANCEL_QUIET_MS

    def __init__(self, depth: int, done: DoneBy) -> None:
        super().__init__(LANGUAGE, codec.AnswerParser(), done, depth)

    def check(self, device: str, data: bytes) -> None:
        codec.check_label(device, data)
