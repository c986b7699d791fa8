"""Driver and twin of each label printer that tells a state and no count, joined by the bench.

What is asked of them is in `test_label_printer.py`, what is one printer's own beside it. Labels are
slower than two polls, so that whoever asks sees them at work, but for the twin's fault `unseen`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from drivers.api import Offer, PrintJob, Ready
from drivers.printers.jscript import JscriptPrinter
from drivers.printers.label_printer import LabelPrinter
from drivers.printers.sbpl import SbplPrinter
from drivers.printers.tspl import TsplPrinter
from drivers.sim.jscript import JscriptTwin
from drivers.sim.label_feed import LabelFeed
from drivers.sim.sbpl import SbplTwin
from drivers.sim.tspl import TsplTwin
from tests.drivers.conformance.bench import Bench

LABEL_MS = 400


@dataclass(frozen=True)
class LabelCase:
    """`driver` takes options; `label` makes the stream of a number; `cancel` empties the printer,
    and then nothing is sent for `quiet_ms`."""

    name: str
    driver: Callable[..., LabelPrinter]
    twin: Callable[[], LabelFeed]
    label: Callable[[int], bytes]
    ask: bytes
    cancel: bytes
    quiet_ms: int
    hold: bytes = b""
    release: bytes = b""
    depth: int = 1


def tspl(number: int) -> bytes:
    return b'SIZE 60 mm,40 mm\r\nCLS\r\nTEXT 10,10,"0",0,9,9,"%06d"\r\nPRINT 1,1\r\n' % number


def sbpl(number: int) -> bytes:
    return b"\x1bA\x1bV0010\x1bH0010\x1bL0101\x1bXM%06d\x1bQ1\x1bZ" % number


def jscript(number: int) -> bytes:
    return b"m m\rJ\rS l1;0,0,40,42,60\rT 1,5,0,3,3;%06d\rA 1\r" % number


def tspl_long(name: str, **options: Any) -> TsplPrinter:
    return TsplPrinter(name, state="long", **options)


TSPL = LabelCase(
    "tspl",
    TsplPrinter,
    lambda: TsplTwin(label_ms=LABEL_MS),
    tspl,
    ask=b"\x1b!?",
    cancel=b"\x1b!.",
    quiet_ms=1_000,
)
TSPL_LONG = LabelCase(
    "tspl-long",
    tspl_long,
    lambda: TsplTwin(label_ms=LABEL_MS),
    tspl,
    ask=b"\x1b!S",
    cancel=b"\x1b!.",
    quiet_ms=1_000,
)
SBPL = LabelCase(
    "sbpl",
    SbplPrinter,
    lambda: SbplTwin(label_ms=LABEL_MS),
    sbpl,
    ask=b"\x05",
    cancel=b"\x18",
    quiet_ms=500,
    hold=b"\x10",
    release=b"\x11",
    depth=2,
)
JSCRIPT = LabelCase(
    "jscript",
    JscriptPrinter,
    lambda: JscriptTwin(label_ms=LABEL_MS),
    jscript,
    ask=b"\x1bs",
    cancel=b"\x1bt",
    quiet_ms=1_000,
)
CASES = (TSPL, TSPL_LONG, SBPL, JSCRIPT)


def connected(case: LabelCase, **options: Any) -> Bench:
    bench = Bench(case.driver("p", **options), case.twin())
    bench.connect()
    return bench


def ready(case: LabelCase, **options: Any) -> Bench:
    bench = connected(case, **options)
    until(bench, Ready)
    bench.take()
    return bench


def until(bench: Bench, kind: type[Any], within_ms: int = 30_000) -> list[Any]:
    end_ms = bench.now_ms + within_ms
    while not bench.of(kind):
        assert bench.now_ms < end_ms, f"no {kind.__name__}: {bench.events}"
        bench.advance(50)
    return bench.of(kind)


def offer(bench: Bench, case: LabelCase, *jobs: int) -> None:
    bench.command(Offer(tuple(PrintJob(job, case.label(job)) for job in jobs)))


def printer(bench: Bench) -> LabelFeed:
    assert isinstance(bench.twin, LabelFeed)
    return bench.twin


def load(twin: LabelFeed, now_ms: int) -> tuple[None, bytes]:
    return None, twin.load_media(now_ms)


def lose(twin: LabelFeed, now_ms: int) -> tuple[None, bytes]:
    """Somebody switches it off and on, and its line doesn't notice: a serial one."""
    return None, twin.reboot(now_ms)
