"""The printers under the conformance suite: a new driver and its twin are one entry here."""

from __future__ import annotations

from dataclasses import replace

from drivers.printers.codenet import CodenetCoder, CodenetDialect
from drivers.printers.coder import Coder
from drivers.printers.hitachi import HitachiCoder
from drivers.printers.hitachi_modbus import HitachiModbusCoder
from drivers.printers.jet3 import Jet3Coder
from drivers.printers.ngpcl import NgpclCoder
from drivers.printers.text_coder import TextCoder
from drivers.printers.wsi import WsiCoder
from drivers.printers.zipher import ZipherCoder
from drivers.sim.codenet import CodenetTwin
from drivers.sim.hitachi import HitachiTwin
from drivers.sim.hitachi_modbus import HitachiModbusTwin
from drivers.sim.jet3 import Jet3Twin
from drivers.sim.ngpcl import NgpclTwin
from drivers.sim.text_coder import TextCoderTwin
from drivers.sim.wsi import WsiTwin
from drivers.sim.zipher import ZipherTwin
from tests.drivers.conformance.label_printers import LABEL_PRINTERS
from tests.drivers.conformance.printer_case import PrinterCase

CODENET = PrinterCase(
    name="codenet",
    driver=lambda: CodenetCoder("coder 1", label="PACKLINE", depth=3),
    twin=lambda: CodenetTwin(depth=3),
    payload=lambda number: b"HTTPS://Q.EXAMPLE/%06d" % number,
    product=lambda twin, now_ms: twin.photocell(now_ms),
    tape=lambda twin: list(twin.tape),
    reboot=lambda twin, now_ms: (None, twin.reboot(now_ms)),
    refused=((b"AB\x1bC", 2), (b"AB\x04", 2), (b"", 0), (b"x" * 1025, 1024)),
    carried=(b"^XA", b"~HS", b"01095\x1d10A", "中文".encode(), b"x" * 1024),
    full="nak_full",
    ack_lost="ack_lost",
    ack_late="ack_late",
    done_lost="done_lost",
    done_dup="done_dup",
    jam="jam",
    blank="blank_print",
    rubbish="rubbish",
    ack_split="ack_split",
)

# The same coder set otherwise: fixed-length ACK, NAK without digits, room for two codes.
CODENET_BARE = replace(
    CODENET,
    name="codenet-bare",
    soak_codes=1_000,
    driver=lambda: CodenetCoder("coder 1", label="PACKLINE", depth=2, bare_nak=True),
    twin=lambda: CodenetTwin(depth=2, fixed_ack=True, bare_nak=True),
)


def silent_codenet() -> Coder:
    dialect = CodenetDialect("PACKLINE", 3, "#", "tcp", False)
    dialect.caps = replace(dialect.caps, done="external")
    return Coder("coder 1", dialect, depth=3)


# The same coder for somebody who doesn't believe its *done*, and has its print signal counted.
CODENET_SILENT = replace(
    CODENET,
    name="codenet-silent",
    driver=silent_codenet,
    soak_codes=1_000,
    done_lost="",
    done_dup="",
    blank="",
)


def quiet_twin() -> ZipherTwin:
    twin = ZipherTwin(transition_ms=0, head_ms=0)
    twin.fault("no_notifications")
    return twin


# Exact knowledge of every job: a link cut in the middle leaves nothing in doubt (`is_proven`).
# `done_lost` and `done_dup` stay out: notifications only hasten what is asked for anyway.
ZIPHER = PrinterCase(
    name="zipher",
    driver=lambda: ZipherCoder("coder 1", job="PACKLINE", depth=4),
    twin=lambda: ZipherTwin(transition_ms=0, head_ms=0),
    payload=lambda number: b"HTTPS://Q.EXAMPLE/%06d" % number,
    product=lambda twin, now_ms: twin.photocell(now_ms),
    tape=lambda twin: list(twin.tape),
    reboot=lambda twin, now_ms: (None, twin.reboot(now_ms)),
    refused=((b"AB|C", 2), (b"AB\r", 2), (b"AB\n", 2), (b"", 0), (b"x" * 513, 512)),
    carried=(b"^XA", b"a=b", b"01095\x1d10A", "中文".encode(), b"x" * 512),
    is_proven=True,
    full="full",
    ack_lost="ack_lost",
    ack_late="ack_late",
    jam="jam",
    blank="blank_print",
    rubbish="rubbish",
    ack_split="ack_split",
)

# The same printer set otherwise: no notifications, one record at a time.
ZIPHER_QUIET = replace(
    ZIPHER,
    name="zipher-quiet",
    soak_codes=1_000,
    driver=lambda: ZipherCoder("coder 1", job="PACKLINE", depth=2, progress_ms=100),
    twin=quiet_twin,
    prints_take_ms=150,
)


# `done_dup` stays out: its tests send a bare done character.
TEXT = PrinterCase(
    name="text",
    driver=lambda: TextCoder(
        "coder 1",
        depth=4,
        ack="OK",
        refused="NG",
        full="FULL",
        done="PRINTED",
        ask="STATE?\\r",
        well="READY",
        fault="ERROR",
        clear="CLEAR\\r",
    ),
    twin=lambda: TextCoderTwin(depth=4),
    payload=lambda number: b"HTTPS://Q.EXAMPLE/%06d" % number,
    product=lambda twin, now_ms: twin.photocell(now_ms),
    tape=lambda twin: list(twin.tape),
    reboot=lambda twin, now_ms: (None, twin.reboot(now_ms)),
    refused=((b"AB\rC", 2), (b"AB\x1bC", 2), (b"", 0), (b"x" * 1025, 1024), (b"A\xff", 1)),
    carried=(b"^XA", b"OK", b"PRINTED", b"01095\x1d10A", "中文".encode(), b"x" * 1024),
    full="full",
    ack_lost="ack_lost",
    ack_late="ack_late",
    done_lost="done_lost",
    jam="jam",
    blank="blank_print",
    rubbish="rubbish",
    ack_split="ack_split",
)

# A laser that answers single bytes, holds one code in GBK between STX and ETX, and can be held.
TEXT_BYTES = replace(
    TEXT,
    name="text-bytes",
    driver=lambda: TextCoder(
        "coder 1",
        depth=3,
        prefix="<STX>",
        suffix="<ETX>",
        encoding="gbk",
        answer_end="",
        ack="<ACK>",
        refused="<NAK>",
        full="<DC3>",
        done="#",
        clear="<STX>C<ETX>",
        hold="<STX>H<ETX>",
        release="<STX>R<ETX>",
    ),
    twin=lambda: TextCoderTwin(
        depth=3,
        suffix=b"\x03",
        prefix=b"\x02",
        ack=b"\x06",
        nak=b"\x15",
        full=b"\x13",
        done=b"#",
        clear=b"\x02C",
        hold=b"\x02H",
        release=b"\x02R",
        encoding="gbk",
    ),
    refused=((b"AB\x03C", 2), ("A\u0e01".encode(), 1), (b"", 0)),
    done_dup="done_dup",
    jam="",
)


def attended(twin: HitachiTwin, now_ms: int) -> tuple[bytes | None, bytes]:
    """A product passes; a fault, by an empty buffer for instance, is cleared by somebody."""
    ink, said = twin.photocell(now_ms)
    if twin.fault_code:
        twin.clear_fault()
    return ink, said


# `jam` stays out: the printer's faults aren't on the wire.
HITACHI = PrinterCase(
    name="hitachi",
    driver=lambda: HitachiCoder("coder 1", depth=6),
    twin=HitachiTwin,
    payload=lambda number: b"HTTPS://Q.EXAMPLE/%06d" % number,
    product=attended,
    tape=lambda twin: list(twin.tape),
    reboot=lambda twin, now_ms: (None, twin.reboot(now_ms)),
    refused=((b"AB\x03C", 2), (b"AB\x10", 2), (b"", 0), (b"x" * 81, 80), ("A\u00e9".encode(), 1)),
    carried=(b"^XA", b"~HS", b"x" * 80, b"{a|b}"),
    prints_take_ms=600,
    is_held_between=True,
    ready_ms=1_000,
    soak_codes=2_000,
    full="full",
    ack_lost="ack_lost",
    ack_late="ack_late",
    rubbish="rubbish",
    ack_split="ack_split",
)

# The same printer with the code in two print items; nobody but the camera knows of prints.
HITACHI_TWO = replace(
    HITACHI,
    name="hitachi-two",
    is_served=False,
    driver=lambda: HitachiCoder("coder 1", depth=4, items=(1, 2), confirm="none"),
    refused=((b"AB\x1bC", 2), (b"", 0), (b"x" * 41, 40)),
    carried=(b"^XA", b"x" * 40),
    soak_codes=500,
)

# It prints what it has on every product, so the belt must be slower than its longest silence, lost
# acknowledgement included. `done_lost` stays out: a print that isn't counted is printed again.
WSI = PrinterCase(
    name="wsi",
    driver=lambda: WsiCoder("coder 1", field="CODE", message="PACKLINE"),
    twin=WsiTwin,
    payload=lambda number: b"HTTPS://Q.EXAMPLE/%06d" % number,
    product=lambda twin, now_ms: twin.photocell(now_ms),
    tape=lambda twin: list(twin.tape),
    reboot=lambda twin, now_ms: (None, twin.reboot(now_ms)),
    refused=((b"AB\x03C", 2), (b"AB\n", 2), (b"", 0), (b"x" * 51, 50), ("A\u00e9".encode(), 1)),
    carried=(b"^XA", b"$8D", b"!", b"x" * 50),
    prints_take_ms=700,
    is_held_between=True,
    soak_codes=800,
    ack_lost="ack_lost",
    ack_late="ack_late",
    jam="jam",
    blank="blank_print",
    rubbish="rubbish",
    ack_split="ack_split",
)

# A 1710: no checksum, no counter, no print off; only the camera knows of prints.
WSI_1710 = replace(
    WSI,
    name="wsi-1710",
    driver=lambda: WsiCoder("coder 1", field="CODE", model="1710", confirm="none"),
    twin=lambda: WsiTwin(model="1710"),
    is_served=False,
    soak_codes=500,
    blank="",
)

# Likewise, and it may be silent for five seconds.
HITACHI_MODBUS = PrinterCase(
    name="hitachi-modbus",
    driver=lambda: HitachiModbusCoder("coder 1", settle_ms=50),
    twin=HitachiModbusTwin,
    payload=lambda number: b"HTTPS://Q.EXAMPLE/%06d" % number,
    product=lambda twin, now_ms: twin.photocell(now_ms),
    tape=lambda twin: list(twin.tape),
    reboot=lambda twin, now_ms: (None, twin.reboot(now_ms)),
    refused=((b"AB\x03C", 2), (b"AB\x1d", 2), (b"", 0), (b"x" * 62, 61), ("A\u00e9".encode(), 1)),
    carried=(b"^XA", b"~HS", b"{a|b}", b"x" * 61),
    prints_take_ms=5_300,
    is_held_between=True,
    ready_ms=200,
    soak_codes=100,
    ack_lost="ack_lost",
    ack_late="ack_late",
    jam="jam",
    blank="blank_print",
    ack_split="ack_split",
)

# It can't be emptied, and holds each code back until the one before is printed.
NGPCL = PrinterCase(
    name="ngpcl",
    driver=lambda: NgpclCoder("coder 1", field="CODE", job="PACKLINE.job", confirm="external"),
    twin=NgpclTwin,
    payload=lambda number: b"HTTPS://Q.EXAMPLE/%06d" % number,
    product=lambda twin, now_ms: twin.photocell(now_ms),
    tape=lambda twin: list(twin.tape),
    reboot=lambda twin, now_ms: (None, twin.reboot(now_ms)),
    refused=(
        *((b"AB|C", 2), (b"{A", 0), (b"A}", 1), (b"AB~HS", 2), (b"AB\x1d", 2), (b"", 0)),
        *((b"x" * 256, 255), ("A\u00e9".encode(), 1)),
    ),
    carried=(b"^XA", b"JU0", b"a=b;c", b"x" * 255),
    prints_take_ms=100,
    question_bytes=len(b"{~DC0|}"),
    ack_lost="ack_lost",
    ack_late="ack_late",
    jam="jam",
    rubbish="rubbish",
    ack_split="ack_split",
)

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

PRINTERS = (
    *(CODENET, CODENET_BARE, CODENET_SILENT),
    *(ZIPHER, ZIPHER_QUIET),
    *(TEXT, TEXT_BYTES),
    *LABEL_PRINTERS,
    *(HITACHI, HITACHI_TWO, HITACHI_MODBUS),
    *(WSI, WSI_1710),
    NGPCL,
    *(JET3, JET3_KEEPING, JET3_TEXT),
)
