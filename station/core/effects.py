"""All that the core can ask for. The runtime carries an effect out only after the records of
the same turn are durable, so whatever leaves the PC is on disk before."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from station.core.facts import Issued


@dataclass(frozen=True)
class Lease:
    """Take `count` codes of `level` from the pool for `head`; answered by `CodesLeased`."""

    head: str
    level: int
    count: int


@dataclass(frozen=True)
class SendCodes:
    head: str
    issued: tuple[Issued, ...]


@dataclass(frozen=True)
class PrintLabel:
    """Print the label of a container with `count` children."""

    head: str
    level: int
    container: int
    issued: Issued
    count: int
    reprint: bool = False
    order: str = ""  # at the rework desk: whose label it is; "" = the order's on the line


@dataclass(frozen=True)
class ClearHead:
    """Drop what waits in the printer; answered by `HeadCleared`."""

    head: str


@dataclass(frozen=True)
class PrintTest:
    """Print a text, or a label, that is no code of anybody's."""

    head: str


@dataclass(frozen=True)
class ReadOnce:
    """Let `device` read once, for a person to see; no event of the line answers it."""

    device: str


@dataclass(frozen=True)
class RejectOnce:
    """One kick of the rejecter without a product."""


@dataclass(frozen=True)
class ForgetCodes:
    """It is known without the printer that these came out: its driver need not wait for them."""

    head: str
    codes: tuple[int, ...]


ITEM_PLACE = 0  # a verdict on an item, by its trigger id


def presented_place(level: int) -> int:
    """The place where the packer holds a container of `level` before camera or reader."""
    return 2 * level - 1


def scanned_place(level: int) -> int:
    """The place where a container of `level` stands before its label scanner."""
    return 2 * level


@dataclass(frozen=True)
class GiveVerdict:
    """Let the item, or the container that waits at `place` (0 = belt, see above), pass or not."""

    trigger: int
    good: bool
    place: int = ITEM_PLACE


class ScanOf(StrEnum):
    LABEL = "label"  # answered by LabelSeen
    CHILD = "child"  # answered by ChildSeen


@dataclass(frozen=True)
class TriggerScan:
    of: ScanOf
    level: int
    token: int


@dataclass(frozen=True)
class RunLine:
    """Let the conveyor run, or stand still."""

    on: bool


@dataclass(frozen=True)
class CallLamp:
    """The lamp that calls for help, on or off. No sound: a line is loud, and people get used."""

    on: bool


@dataclass(frozen=True)
class Refused:
    """A person's command was not carried out; `why` is one sentence with the remedy. `rule` names
    the precondition where a command has several."""

    command: str
    why: str
    rule: str = ""


Effect = (
    Lease
    | SendCodes
    | PrintLabel
    | ClearHead
    | ForgetCodes
    | PrintTest
    | ReadOnce
    | RejectOnce
    | GiveVerdict
    | TriggerScan
    | RunLine
    | CallLamp
    | Refused
)
