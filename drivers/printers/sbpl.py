"""A SATO label printer (SBPL over TCP or serial), as a sans-IO driver.

The conversation is `label_printer.py`'s; this is its dialect. What SBPL's signals are worth
- Each label gets a job number of its own, 00 to 99 in turn, and the state tells the number at work.
  So a label is *done* when its number was seen at work and then nothing is, or a later number. One
  that was never seen is in doubt: too quick for a poll, or lost. Models that answer only when the
  label is out, or don't tell the number, need `done = "external"`: a PLC counts their signal.
- On a network nothing acknowledges a job.
- CAN empties the printer; DLE and DC1 hold and release it.

Never tried on hardware.
"""

from __future__ import annotations

from drivers.printers import sbpl_codec as codec
from drivers.printers.label_dialect import Ask
from drivers.printers.label_printer import ANSWER_MS_MAX, POLL_MS, SETTLE_MS, LabelPrinter
from drivers.printers.state_dialect import DoneBy, Language, StateDialect

LANGUAGE = Language(
    protocol="sato-sbpl",
    manual="SATO M-8400RVe, DR300, GL4xxe, S84-ex, CL6NX; as in the fact sheet §1.3",
    unverified=codec.UNVERIFIED,
    tells="event_indexed",
    label_bytes_max=codec.LABEL_BYTES_MAX,
)


class SbplPrinter(LabelPrinter):
    """The driver of one label printer. `done`: how a label's coming out is known. `depth`: labels
    that may be out at a time."""

    def __init__(
        self,
        name: str,
        *,
        done: DoneBy = "state",
        depth: int = 2,
        poll_ms: int = POLL_MS,
        answer_ms_max: int = ANSWER_MS_MAX,
        settle_ms: int = SETTLE_MS,
    ) -> None:
        """Raises `Misuse` for options that can't work, in words."""
        LANGUAGE.check_options(name, done, depth)
        super().__init__(
            name,
            SbplDialect(depth, done),
            depth=depth,
            poll_ms=poll_ms,
            answer_ms_max=answer_ms_max,
            settle_ms=settle_ms,
        )


class SbplDialect(StateDialect):
    questions = {Ask.STATUS: codec.ENQ}  # noqa: RUF012 - the base's field, never changed
    cancel, quiet_ms = codec.CAN, codec.CANCEL_QUIET_MS
    hold, release = codec.HOLD, codec.RELEASE
    numbers = codec.NUMBERS

    def __init__(self, depth: int, done: DoneBy) -> None:
        super().__init__(LANGUAGE, codec.AnswerParser(), done, depth)

    def check(self, device: str, data: bytes) -> None:
        codec.check_label(device, data)

    def numbered(self, data: bytes, number: int) -> bytes:
        return codec.numbered(data, number)
