"""One printer driver and its twin, as the conformance suite sees them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from drivers.api import Driver


@dataclass(frozen=True)
class PrinterCase:
    """One driver and its twin.

    `product(twin, now_ms)` lets one product pass: (ignored, bytes to the host). `prints_take_ms`:
    for printers that print by themselves, how long a print lasts at most, and for others how late
    it is told, or how long the coder must be left to get ready for the next product: the belt is
    no faster. `ready_ms`: how long the recipe takes, with its pauses. `is_held_between`: the print
    is held until a code was accepted. `is_served`: it is also tried over real TCP, which a second
    set-up of a slow device need not be. `is_proven`: after a lost link the driver learns of each
    job whether it was printed. `question_bytes`: so long is what is asked before each code.
    `tape(twin)` is all that was ever printed. `refused` are payloads with a byte that the wire
    can't carry, with its position; `carried` are payloads that must arrive unchanged. `full`, `jam`
    and so on name the twin's faults, "" where the device has no such thing. `soak_codes` is how
    many codes the soak prints: fewer for a second set-up of the same device, and for labels.
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
    is_proven: bool = False
    question_bytes: int = 0
    prints_take_ms: int = 0
    is_held_between: bool = False
    is_served: bool = True
    ready_ms: int = 100
    soak_codes: int = 10_000
    full: str = ""
    ack_lost: str = ""
    ack_late: str = ""
    done_lost: str = ""
    done_dup: str = ""
    jam: str = ""
    blank: str = ""
    rubbish: str = ""
    ack_split: str = ""
