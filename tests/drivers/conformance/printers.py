"""The printers under the conformance suite: a new driver and its twin are one entry here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from drivers.api import Driver
from drivers.printers.codenet import CodenetCoder
from drivers.printers.text_coder import TextCoder
from drivers.printers.zpl import ZplPrinter
from drivers.sim.codenet import CodenetTwin
from drivers.sim.text_coder import TextCoderTwin
from drivers.sim.zpl import ZplTwin


@dataclass(frozen=True)
class PrinterCase:
    """One driver and its twin.

    `product(twin, now_ms)` lets one product pass: (ignored, bytes to the host). `prints_take_ms`:
    for printers that print by themselves, how long a print lasts at most. `tape(twin)` is all
    that was ever printed. `refused` are payloads with a byte that the wire can't carry, with its
    position; `carried` are payloads that must arrive unchanged. `full`, `jam` and so on name the
    twin's faults, "" where the device has no such thing.
    """

    name: str
    driver: Callable[[], Driver]
    twin: Callable[[], Any]
    payload: Callable[[int], bytes]
    product: Callable[[Any, int], tuple[Any, bytes]]
    tape: Callable[[Any], list[bytes]]
    reboot: Callable[[Any, int], tuple[Any, bytes]]
    refused: tuple[tuple[bytes, int], ...]
    carried: tuple[bytes, ...]
    prints_take_ms: int = 0
    full: str = ""
    ack_lost: str = ""
    ack_late: str = ""
    done_lost: str = ""
    done_dup: str = ""
    jam: str = ""
    blank: str = ""
    rubbish: str = ""
    ack_split: str = ""


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
    driver=lambda: CodenetCoder("coder 1", label="PACKLINE", depth=2, bare_nak=True),
    twin=lambda: CodenetTwin(depth=2, fixed_ack=True, bare_nak=True),
)


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
    done_lost="done_lost",
    jam="media_out",
    blank="blank_print",
    rubbish="rubbish",
    ack_split="ack_split",
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

PRINTERS = (CODENET, CODENET_BARE, TEXT, TEXT_BYTES, ZPL)
