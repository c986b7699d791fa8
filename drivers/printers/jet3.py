"""A Leibinger coder (Jet3, Jet3up, JET2neo) that speaks its interface protocol: sans-IO.

The conversation is `coder.py`'s; its dialects are `jet3_mailing.py`, a queue of numbered records
of which each is printed once, and `jet3_text.py`, one text at a time for slow lines and firmware
without the queue.
"""

from __future__ import annotations

from typing import Literal

from drivers.api import Capabilities
from drivers.errors import Misuse, PayloadError
from drivers.printers import dialect as d
from drivers.printers import jet3_codec as codec
from drivers.printers.coder import Coder
from drivers.printers.jet3_base import ANSWER_MS_MAX, SETTLE_MS, Jet3Dialect
from drivers.printers.jet3_mailing import MailingDialect
from drivers.printers.jet3_text import TextConfirm, TextDialect

Mode = Literal["mailing", "text"]
Confirm = Literal["device", "external", "none"]
DEPTH = 20
DEPTH_MIN, DEPTH_MAX = 2, 255  # of the mailing queue: a single record would always be its last
IDLE_TEXT = "--------"


class Jet3Coder(Coder):
    """The driver of one coder. Options, all fixed for its life:

    `mode`: "mailing" (the queue) or "text" (one at a time). `depth`: records that may be out, in
    the queue; `ahead`: those of them that it makes ready, or has taken up for products between
    photocell and head. `confirm`: who tells of prints of texts, the printer's counter ("device"),
    the PLC's ("external") or only the camera; the queue always tells itself. `idle_text`: what is
    put over a text that is not to be printed any more. `settle_ms`: nothing is sent for so long
    after printing was stopped.
    """

    def __init__(
        self,
        name: str,
        *,
        mode: Mode = "mailing",
        depth: int | None = None,
        ahead: int = 1,
        confirm: Confirm = "device",
        idle_text: str = IDLE_TEXT,
        settle_ms: int = SETTLE_MS,
        answer_ms_max: int = ANSWER_MS_MAX,
        poll_ms: int = d.POLL_MS,
        progress_ms: int = d.PROGRESS_MS,
    ) -> None:
        """Raises `Misuse` for options that can't work, in words."""
        if mode not in ("mailing", "text"):
            raise Misuse(f"{name}: mode is mailing or text, not {mode!r}")
        if confirm not in ("device", "external", "none"):
            raise Misuse(f"{name}: confirm is device, external or none, not {confirm!r}")
        depth = depth or (DEPTH if mode == "mailing" else 1)
        dialect: Jet3Dialect
        if mode == "mailing":
            dialect = _mailing(name, depth, ahead, confirm, settle_ms)
        else:
            dialect = _text(name, depth, confirm, idle_text, settle_ms)
        dialect.answer_ms_max, dialect.poll_ms = answer_ms_max, poll_ms
        dialect.progress_ms = progress_ms
        super().__init__(name, dialect, depth)


def _mailing(name: str, depth: int, ahead: int, confirm: Confirm, settle_ms: int) -> MailingDialect:
    if confirm != "device":
        raise Misuse(f"{name}: the mailing queue tells of its prints itself: leave confirm out")
    if not DEPTH_MIN <= depth <= DEPTH_MAX:
        raise Misuse(f"{name}: depth is {DEPTH_MIN} to {DEPTH_MAX} records, not {depth}")
    if not 1 <= ahead < depth:
        raise Misuse(f"{name}: ahead is 1 to depth - 1 ({depth - 1}), not {ahead}")
    dialect = MailingDialect(depth, ahead, settle_ms)
    dialect.caps = Capabilities(
        kind="coder",
        protocol="leibinger-jet3",
        manual=MANUAL,
        unverified=codec.UNVERIFIED,
        queue_depth=depth,
        credit="count",
        ack="received",
        done="event_indexed",
        can_clear_queue=True,
        can_read_queue=True,
        keeps_queue_on_disconnect=True,
        max_bytes=codec.VALUE_BYTES_MAX,
    )
    return dialect


def _text(name: str, depth: int, confirm: Confirm, idle_text: str, settle_ms: int) -> TextDialect:
    if depth != 1:
        raise Misuse(f"{name}: one text at a time fits: depth is 1, not {depth}")
    done: TextConfirm = "counter" if confirm == "device" else confirm
    try:
        dialect = TextDialect(done, idle_text.encode(), settle_ms)
    except PayloadError as reason:
        raise Misuse(f"{name}: idle_text can't be {idle_text!r}: {reason}") from reason
    dialect.caps = Capabilities(
        kind="coder",
        protocol="leibinger-jet3",
        manual=MANUAL,
        unverified=codec.UNVERIFIED,
        queue_depth=1,
        credit="count" if done == "counter" else "none",
        ack="processed",
        done=done,
        can_clear_queue=True,
        can_read_queue=True,
        keeps_queue_on_disconnect=True,
        max_bytes=codec.VALUE_BYTES_MAX,
    )
    return dialect


MANUAL = "LJ3 Interfaceprotocol 1.7.7 and 1.9.15 (by users' notes and programs)"
