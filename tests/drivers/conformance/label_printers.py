"""The label printers under the conformance suite: a new language is one entry here."""

from __future__ import annotations

import re
from dataclasses import replace

from drivers.printers.jscript import JscriptPrinter
from drivers.printers.sbpl import SbplPrinter
from drivers.printers.tspl import TsplPrinter
from drivers.printers.zpl import ZplPrinter
from drivers.sim.jscript import JscriptTwin
from drivers.sim.sbpl import SbplTwin
from drivers.sim.tspl import TsplTwin
from drivers.sim.zpl import ZplTwin
from tests.drivers.conformance.printer_case import PrinterCase


def label(content: bytes) -> bytes:
    return b"^XA^CI28^PW800^LL560\n^FO32,24^A0N,40,40^FH\\^FD" + content + b"^FS\n^PQ1,0,1,Y^XZ"


# `done_dup` stays out: its tests send a bare done character.
ZPL = PrinterCase(
    name="zpl",
    driver=lambda: ZplPrinter("printer 1", depth=2, poll_ms=100, settle_ms=100),
    twin=lambda: ZplTwin(label_ms=40),
    payload=lambda number: label(b"%06d" % number),
    product=lambda twin, now_ms: (None, b""),
    tape=lambda twin: list(twin.tape),
    reboot=lambda twin, now_ms: (None, twin.reboot(now_ms)),
    refused=(
        (b"", 0),
        (b"^FDno format^FS", 0),
        (label(b"A~JR"), label(b"A~JR").index(b"~")),
        (label(b"A") + label(b"B"), label(b"A").index(b"^XZ")),
        (label(b"A").replace(b"^PQ1", b"^PQ5"), label(b"A").index(b"^PQ")),
    ),
    carried=(label(b"\\5EXZ"), label(b"\\7EJA"), label(b"\\E4\\B8\\AD"), label(b"x" * 9_000)),
    prints_take_ms=150,
    soak_codes=1_000,
    done_lost="done_lost",
    jam="media_out",
    blank="blank_print",
    rubbish="rubbish",
    ack_split="ack_split",
)

TSPL_HEAD = b"SIZE 60 mm,40 mm\r\nCLS\r\n"


def tspl(text: bytes) -> bytes:
    return TSPL_HEAD + b'TEXT 10,10,"0",0,9,9,"%s"\r\nPRINT 1,1\r\n' % text


# Which label is at work isn't told, so one is out at a time.
TSPL = replace(
    ZPL,
    name="tspl",
    is_served=False,
    driver=lambda: TsplPrinter("printer 1", poll_ms=20, settle_ms=100),
    twin=lambda: TsplTwin(label_ms=60),
    payload=lambda number: tspl(b"%06d" % number),
    tape=lambda twin: [bytes(one) for one in twin.tape],
    refused=(
        (b"", 0),
        (tspl(b"A").replace(b"PRINT 1,1", b"PRINT 5,1"), 0),
        (tspl(b"A") + tspl(b"B"), tspl(b"A").index(b"\nPRINT")),
        (tspl(b"A\x1b!R"), tspl(b"A\x1b").index(b"\x1b")),
        (tspl(b"~!T"), tspl(b"~").index(b"~")),
    ),
    carried=(tspl("中文".encode()), tspl(b"x" * 9_000), tspl(b"~JA ^XA \x1bA")),
    ready_ms=1_500,
    done_lost="unseen",
)
TSPL_LONG = replace(
    TSPL,
    name="tspl-long",
    is_served=False,
    driver=lambda: TsplPrinter("printer 1", state="long", poll_ms=20, settle_ms=100),
    soak_codes=200,
)


def sbpl(text: bytes) -> bytes:
    return b"\x1bA\x1bV0010\x1bH0010\x1bL0101\x1bXM%s\x1bQ1\x1bZ" % text


def without_numbers(twin: SbplTwin) -> list[bytes]:
    return [re.sub(rb"\x1bID\d\d", b"", one) for one in twin.tape]


SBPL = replace(
    ZPL,
    name="sbpl",
    driver=lambda: SbplPrinter("printer 1", depth=2, poll_ms=20, settle_ms=100),
    twin=lambda: SbplTwin(label_ms=60),
    payload=lambda number: sbpl(b"%06d" % number),
    tape=without_numbers,
    refused=(
        (b"", 0),
        (sbpl(b"A").replace(b"\x1bQ1", b"\x1bQ5"), 0),
        (sbpl(b"A") + sbpl(b"B"), sbpl(b"A").index(b"\x1bQ")),
        (sbpl(b"A\x18"), sbpl(b"A\x18").index(b"\x18")),
        (sbpl(b"A\x1bID07"), sbpl(b"A\x1bID07").index(b"\x1bID")),
    ),
    carried=(sbpl("中文".encode()), sbpl(b"x" * 9_000), sbpl(b"~JA ^XA")),
    ready_ms=1_000,
    done_lost="unseen",
)
SBPL_LAN = replace(
    SBPL,
    name="sbpl-lan",
    is_served=False,
    twin=lambda: SbplTwin(label_ms=60, reply="lan"),
    soak_codes=200,
)


def jscript(text: bytes) -> bytes:
    return b"m m\rJ\rS l1;0,0,40,42,60\rT 1,5,0,3,3;%s\rA 1\r" % text


JSCRIPT = replace(
    ZPL,
    name="jscript",
    is_served=False,
    driver=lambda: JscriptPrinter("printer 1", poll_ms=20, settle_ms=100),
    twin=lambda: JscriptTwin(label_ms=60),
    payload=lambda number: jscript(b"%06d" % number),
    refused=(
        (b"", 0),
        (jscript(b"A").replace(b"A 1", b"A 5"), 0),
        (jscript(b"A") + jscript(b"B"), 0),
        (jscript(b"A\x1bt"), jscript(b"A\x1b").index(b"\x1b")),
        (jscript(b"A\rA 2"), jscript(b"A\rA 2").index(b"\rA 2")),
    ),
    carried=(jscript(b"x" * 9_000), jscript(b"~JA ^XA A 1")),
    ready_ms=2_000,
    done_lost="unseen",
)

LABEL_PRINTERS = (ZPL, TSPL, TSPL_LONG, SBPL, SBPL_LAN, JSCRIPT)
