"""A print head as data: what it may still be sent, what is on its way, what is done.

Level 0 heads are kept topped up: as many codes are sent as the printer's buffer takes (`depth`),
a small stock lies ready behind them, and a lease for more goes out in time. Heads of containers
print on demand, one label for one closed container. Codes leave `sent` when the printer says done,
when a camera saw them or a later one, or when the printer lost or dropped them. For a printer that
says nothing of its prints the PLC counts them, or the camera is the only witness (`Done`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from station.core.facts import Issued

STOCK_MIN = 8  # a lease for more goes out below this
TEST_JOB = -1  # the number of a test print at its printer; no code has it


class Done(StrEnum):
    """How it comes to be known that a code was printed."""

    TOLD = "told"  # the printer says so, code by code
    COUNTED = "counted"  # the PLC counts prints: each is the oldest code that was sent
    SEEN = "seen"  # only the camera knows


class HeadStatus(StrEnum):
    OFFLINE = "offline"
    READY = "ready"


@dataclass(frozen=True)
class PrintTrial:
    """The last test print of a head; out until the printer's word, or the PLC's count, is there."""

    asked_ms: int
    over_ms: int = 0  # 0 = still out
    result: str = ""


@dataclass(frozen=True)
class Head:
    name: str
    level: int
    status: HeadStatus = HeadStatus.OFFLINE
    depth: int = 0
    stock: tuple[Issued, ...] = ()  # allocated, not sent
    sent: tuple[int, ...] = ()  # at the printer, not heard of since
    lease_asked: bool = False
    dry: bool = False  # the pool had nothing left when it was last asked
    done: Done = Done.TOLD
    uncounted: int = 0  # codes that came out or are in doubt, and may still be counted
    again: tuple[int, ...] = ()  # of `sent`: asked for once more, each time it was asked for
    trial: PrintTrial | None = None  # not kept over a restart

    @property
    def trying(self) -> bool:
        """Whether a test print is out."""
        return self.trial is not None and not self.trial.over_ms

    @property
    def room(self) -> int:
        """How many more codes the printer takes now."""
        return 0 if self.status is HeadStatus.OFFLINE else max(0, self.depth - len(self.sent))

    @property
    def wants(self) -> int:
        """How many codes to lease now, 0 if the stock lasts."""
        low = max(STOCK_MIN, self.depth)
        if self.lease_asked or self.dry or len(self.stock) >= low:
            return 0
        return 2 * low - len(self.stock)


def take(head: Head, count: int) -> tuple[Head, tuple[Issued, ...]]:
    """Move `count` codes at most from the stock to the printer."""
    going = head.stock[:count]
    sent = head.sent + tuple(issued.code for issued in going)
    return replace(head, stock=head.stock[count:], sent=sent), going


def forget(head: Head, codes: tuple[int, ...]) -> Head:
    """These codes are no longer at the printer."""
    return _sent_are(head, tuple(code for code in head.sent if code not in codes))


def passed(head: Head, code: int) -> Head:
    """`code` came out of the printer, so whatever was sent before it came out as well."""
    if code not in head.sent:
        return head
    return _sent_are(head, head.sent[head.sent.index(code) + 1 :])


def without_reprints(head: Head, codes: tuple[int, ...]) -> tuple[Head, tuple[int, ...]]:
    """Of codes that were not sent, the originals. A label that was asked for once more has the same
    number as its original, which left before it: so what didn't leave is the reprint first."""
    again, originals = list(head.again), []
    for code in codes:
        if code in again:
            again.remove(code)
        else:
            originals.append(code)
    return replace(head, again=tuple(again)), tuple(originals)


def _sent_are(head: Head, sent: tuple[int, ...]) -> Head:
    return replace(head, sent=sent, again=tuple(code for code in head.again if code in sent))


def head_of(heads: Mapping[str, Head], level: int) -> Head | None:
    """The head that prints the codes of `level`."""
    return next((head for head in heads.values() if head.level == level), None)
