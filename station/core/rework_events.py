"""What people ask at a desk: rework of what the line got wrong, quarantine, shipping.

Each names what it is about by a scan, gives a reason, and is signed: `by` is the person who is
logged in (the station writes it, nobody types it), `second` the other one where two are needed.
What the store knows of each scan comes with it (`Scanned`). `box` may be the container's label or
any bottle in it. Which person may ask what: `station.core.access`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from station.core.facts import Issued, Scanned


class Fate(StrEnum):
    """What becomes of an item that leaves its container."""

    LOOSE = "loose"  # it is good, and stands on the table to be packed again
    REJECT = "reject"
    SAMPLE = "sample"
    DESTROY = "destroy"


class DropReason(StrEnum):
    """Why a code leaves the game, in the words that traceability systems share."""

    DEFECT = "defect"
    EXPIRY = "expiry"
    QA_SAMPLE = "qa_sample"
    RECALL = "recall"
    COMPLAINT = "complaint"
    TESTING = "testing"
    DEMO_SAMPLE = "demo_sample"
    DAMAGE_OR_LOSS = "damage_or_loss"
    DESTRUCTION = "destruction"
    LIQUIDATION = "liquidation"
    CONFISCATION = "confiscation"
    OTHER = "other"


@dataclass(frozen=True)
class ReplaceAsked:
    """A broken bottle in a case gives its place to a good one (碎瓶重装). `label` is the scan of
    the case's own label, which confirms that this is the case."""

    out: Scanned
    put: Scanned
    label: Scanned
    fate: Fate
    reason: str
    at_ms: int
    by: str = ""


@dataclass(frozen=True)
class RemoveAsked:
    out: tuple[Scanned, ...]
    label: Scanned
    fate: Fate
    reason: str
    at_ms: int
    by: str = ""


@dataclass(frozen=True)
class AddAsked:
    put: tuple[Scanned, ...]
    label: Scanned
    reason: str
    at_ms: int
    by: str = ""


@dataclass(frozen=True)
class MoveAsked:
    """Items, or cases, go from the containers that hold them into another one."""

    what: tuple[Scanned, ...]
    into: Scanned
    reason: str
    at_ms: int
    by: str = ""


@dataclass(frozen=True)
class EmptyAsked:
    """All that is in a container comes out, and it is no container any more: its label is void."""

    box: Scanned
    fate: Fate
    reason: str
    at_ms: int
    by: str = ""


@dataclass(frozen=True)
class RelabelAsked:
    """The container gets a new code; its content stays. The new label must be confirmed by a scan
    (`LabelScanned`): until then the old code stands, from then on it is void. `fresh` is the next
    free code of the container's order and level, filled in by the runtime (None: there is none)."""

    box: Scanned
    reason: str
    at_ms: int
    by: str = ""
    fresh: Issued | None = None


@dataclass(frozen=True)
class LabelScanned:
    """At the desk: the label that was printed for a container is on it now, and `inside`, an item
    in it or the label of a case on it, proves that it is this container."""

    label: Scanned
    inside: Scanned
    at_ms: int
    by: str = ""


@dataclass(frozen=True)
class SampleAsked:
    """QA takes an item: loose, packed or kicked off."""

    what: Scanned
    reason: str
    at_ms: int
    by: str = ""


@dataclass(frozen=True)
class UnsampleAsked:
    """The wrong item was taken as a sample; it is good and loose again."""

    what: Scanned
    reason: str
    at_ms: int
    by: str = ""


@dataclass(frozen=True)
class DestroyAsked:
    what: Scanned
    reason: str
    at_ms: int
    by: str = ""


@dataclass(frozen=True)
class AcceptAsked:
    """A rejected item, or one whose code is in doubt, was read again and is good."""

    what: Scanned
    grade: str  # as the verifier says it, "" where none was measured
    reason: str
    at_ms: int
    by: str = ""


@dataclass(frozen=True)
class QuarantineAsked:
    box: Scanned
    reason: str
    at_ms: int
    by: str = ""


@dataclass(frozen=True)
class ReleaseAsked:
    box: Scanned
    reason: str
    at_ms: int
    by: str = ""


@dataclass(frozen=True)
class ShipAsked:
    """A container leaves for a dealer and region; all that is in it follows."""

    box: Scanned
    dealer: str
    region: str
    at_ms: int
    by: str = ""


@dataclass(frozen=True)
class UnshipAsked:
    """It was scanned by mistake, or came back."""

    box: Scanned
    reason: str
    at_ms: int
    by: str = ""


Rework = (
    ReplaceAsked
    | RemoveAsked
    | AddAsked
    | MoveAsked
    | EmptyAsked
    | RelabelAsked
    | LabelScanned
    | SampleAsked
    | UnsampleAsked
    | DestroyAsked
    | AcceptAsked
    | QuarantineAsked
    | ReleaseAsked
    | ShipAsked
    | UnshipAsked
)
