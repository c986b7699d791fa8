"""Leibinger coders under the conformance suite."""

from __future__ import annotations

from dataclasses import replace

from drivers.printers.jet3 import Jet3Coder
from drivers.sim.jet3 import Jet3Twin
from tests.drivers.conformance.printer_case import PrinterCase

# Exact as Zipher is. Between a start and a stop of printing lie pauses, so the belt is slow here.
JET3 = PrinterCase(
    name="jet3",
    driver=lambda: Jet3Coder("coder 1", depth=4, settle_ms=50, progress_ms=100),
    twin=Jet3Twin,
    payload=lambda number: b"HTTPS://Q.EXAMPLE/%06d" % number,
    product=lambda twin, now_ms: twin.photocell(now_ms),
    tape=lambda twin: list(twin.tape),
    reboot=lambda twin, now_ms: (None, twin.reboot(now_ms)),
    refused=(
        *((b"AB\rC", 2), (b"AB\n", 2), (b"A\tB", 1), (b"A\\B", 1), (b"AB\x1d", 2), (b"", 0)),
        *((b"x" * 101, 100), ("A\u00e9".encode(), 1)),
    ),
    carried=(b"^XA", b"^0=RS", b"00012=SM", b"a b", b"x" * 100),
    is_proven=True,
    prints_take_ms=250,
    is_held_between=True,
    ready_ms=600,
    ack_lost="answer_lost",
    ack_late="answer_late",
    jam="jam",
    blank="blank_print",
    rubbish="rubbish",
    ack_split="ack_split",
)

# A printer whose stop keeps the queue and whose flush keeps the last number.
JET3_KEEPING = replace(
    JET3,
    name="jet3-keeping",
    is_served=False,
    twin=lambda: Jet3Twin(stop_clears=False, flush_resets=False, dry_at_once=True),
    soak_codes=1_000,
)


def acknowledged(twin: Jet3Twin, now_ms: int) -> tuple[bytes | None, bytes]:
    """A product passes; what is shown is acknowledged by somebody."""
    ink, said = twin.photocell(now_ms)
    twin.press("quit")
    return ink, said


# One text at a time, counted by the printer. `jam` stays out: a person has to start it afterwards.
JET3_TEXT = replace(
    JET3,
    is_served=False,
    name="jet3-text",
    driver=lambda: Jet3Coder("coder 1", mode="text", settle_ms=50, progress_ms=50),
    twin=lambda: Jet3Twin(field="text"),
    product=acknowledged,
    carried=(b"^XA", b"^0=RS", b"a b", b"x" * 100),
    is_proven=False,
    jam="",
    soak_codes=800,
)
