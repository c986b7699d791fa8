"""The printers under the conformance suite: a new driver and its twin are one entry here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from drivers.api import Driver
from drivers.printers.codenet import CodenetCoder
from drivers.sim.codenet import CodenetTwin


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

PRINTERS = (CODENET, CODENET_BARE)
