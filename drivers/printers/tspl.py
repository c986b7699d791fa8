"""A label printer that speaks TSPL (TSC, Gprinter and most Chinese makes), as a sans-IO driver.

The conversation is `label_printer.py`'s; this is its dialect. What TSPL's signals are worth
- Nothing acknowledges a job, nothing names or counts a label. So one label is out at a time, and it
  is *done* when the state said that it prints and then that nothing does. A label that was never
  seen at work, or whose printing was stopped and not begun anew, is in doubt. With
  `done = "external"` a PLC counts the printer's signal.
- The state is told at any time, in an error too.
- Whether all printers know the command that cancels isn't sure: after it, too, the printer is
  waited for until it is idle.

Never tried on hardware.
"""

from __future__ import annotations

from typing import Literal

from drivers.errors import Misuse
from drivers.printers import tspl_codec as codec
from drivers.printers.label_dialect import Ask
from drivers.printers.label_printer import ANSWER_MS_MAX, POLL_MS, SETTLE_MS, LabelPrinter
from drivers.printers.state_dialect import DoneBy, Language, StateDialect

StateAs = Literal["short", "long"]

LANGUAGE = Language(
    protocol="tsc-tspl",
    manual="TSC TTP-244 Plus, Gprinter GP-2120T (states); as in the fact sheet §1.2",
    unverified=codec.UNVERIFIED,
    tells="event",
    label_bytes_max=codec.LABEL_BYTES_MAX,
)


class TsplPrinter(LabelPrinter):
    """The driver of one label printer. `done`: how a label's coming out is known. `state`: which
    question is asked, "long" for firmware from V6.29 EZ. `depth`: with `external`, labels that may
    be out at a time."""

    def __init__(
        self,
        name: str,
        *,
        done: DoneBy = "state",
        state: StateAs = "short",
        depth: int = 1,
        poll_ms: int = POLL_MS,
        answer_ms_max: int = ANSWER_MS_MAX,
        settle_ms: int = SETTLE_MS,
    ) -> None:
        """Raises `Misuse` for options that can't work, in words."""
        LANGUAGE.check_options(name, done, depth)
        if state not in ("short", "long"):
            raise Misuse(f"{name}: state is short or long, not {state!r}")
        super().__init__(
            name,
            TsplDialect(depth, done, state),
            depth=depth,
            poll_ms=poll_ms,
            answer_ms_max=answer_ms_max,
            settle_ms=settle_ms,
        )


class TsplDialect(StateDialect):
    cancel, quiet_ms = codec.CANCEL_ALL, codec.CANCEL_QUIET_MS

    def __init__(self, depth: int, done: DoneBy, state: StateAs) -> None:
        parser = codec.ShortParser() if state == "short" else codec.LongParser()
        super().__init__(LANGUAGE, parser, done, depth)
        asks = {"short": codec.ASK_SHORT, "long": codec.ASK_LONG}
        self.questions = {Ask.STATUS: asks[state]}

    def check(self, device: str, data: bytes) -> None:
        codec.check_label(device, data)
