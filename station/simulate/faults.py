"""What can go wrong in the simulated hall, as data: each knob with its row of the fault catalogue.

A knob is a chance at each occasion (a bottle, a case, a read, a commit, an upload), or so many
times an hour. Each knob throws dice of its own, drawn from the seed and its name, so that turning
one off leaves the others where they were: that is how a failing seed is made small. A seed has only
some of the knobs on, each by its own measure (a day on which everything fails a little hides what
one fault alone does).
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

MINUTES_OF_HOUR = 60
ON_IN_SEED = MappingProxyType({"none": 0.0, "some": 0.45, "many": 0.75})
MEASURE = MappingProxyType({"none": (0.0, 0.0), "some": (0.3, 1.0), "many": (0.8, 3.0)})
AMOUNTS = tuple(ON_IN_SEED)


class Per(StrEnum):
    """The occasion at which a knob's dice are thrown."""

    BOTTLE = "bottle"
    CASE = "case"
    READ = "read"
    HOUR = "hour"
    TURN = "turn"
    UPLOAD = "upload"
    SEND = "send"  # a piece of a conversation with a device


@dataclass(frozen=True)
class Fault:
    """`chance` is that of one occasion at measure 1; for HOUR it is how often in an hour."""

    name: str
    row: str  # of the fault catalogue
    per: Per
    chance: float
    what: str


_B, _C, _R, _H = Per.BOTTLE, Per.CASE, Per.READ, Per.HOUR
_T, _U, _S = Per.TURN, Per.UPLOAD, Per.SEND

CATALOGUE: tuple[Fault, ...] = (
    Fault("printer.jam", "P1", _H, 2.0, "the coder sees bottles, prints nothing, reports a fault"),
    Fault("label.media_out", "P1", _H, 2.0, "a label printer has no labels left"),
    Fault("print.blank", "P2", _B, 0.004, "a code is used up and nothing is inked"),
    Fault("print.smear", "P2", _B, 0.006, "what is inked can't be read by anybody"),
    Fault("print.missed", "P2", _B, 0.004, "the coder doesn't see the bottle"),
    Fault("label.blank", "P2", _C, 0.02, "a label comes out without print"),
    Fault("label.torn", "P2", _C, 0.02, "a label can't be read once it is on the case"),
    Fault("print.double", "P3", _B, 0.002, "the coder inks its last code once more"),
    Fault("done.drop", "P5", _B, 0.004, "the coder prints without saying so"),
    Fault("done.dup", "P5", _B, 0.003, "the coder says twice that it printed"),
    Fault("ack.drop", "P5", _B, 0.0006, "the coder takes a command and doesn't acknowledge it"),
    Fault("link.cut", "P6", _H, 6.0, "a cable of a printer or reader, with bytes under way"),
    Fault("link.hang", "P6", _H, 2.0, "a link that is open and carries nothing"),
    Fault("printer.reboot", "P7", _H, 1.5, "a printer goes off and on; its buffer is gone"),
    Fault("print.stale_field", "P8", _H, 0.7, "the coder prints a fixed text instead of the code"),
    Fault("label.reprint_on_reload", "P9", _C, 0.02, "a reloaded printer repeats its last label"),
    Fault("cam.noread", "C1", _B, 0.006, "the print is fine, the camera's picture is not"),
    Fault("cam.misread", "C2", _B, 0.001, "the camera reads a code that nobody made"),
    Fault("cam.dup", "C3", _B, 0.004, "the camera tells its result twice"),
    Fault("cam.delay", "C4", _B, 0.004, "the camera's result comes after its window"),
    Fault("cam.lost", "C4", _B, 0.003, "the camera's result never comes"),
    Fault("cam.half", "C1", _B, 0.004, "the camera sees one of a bottle's two codes only"),
    Fault("cap.blank", "C1", _B, 0.004, "a cap comes without its code"),
    Fault("cap.twice", "C3", _B, 0.002, "a cap comes with the code of the one before it"),
    Fault("cap.foreign", "C6", _B, 0.002, "a cap of another order, or of another maker"),
    Fault("carton.blank", "C1", _C, 0.02, "a carton comes without the code inside"),
    Fault("carton.twice", "C3", _C, 0.015, "a carton comes with the code of the one before it"),
    Fault("carton.foreign", "C6", _C, 0.015, "a carton of another order, or of another maker"),
    Fault("scan.half", "C1", _R, 0.02, "a scanner sees one of a carton's two codes only"),
    Fault("item.twice", "C3", _C, 0.01, "two items come with the same code"),
    Fault("set.short", "L1", _C, 0.02, "a bottle of a set doesn't come"),
    Fault("set.mixed", "L2", _C, 0.02, "two sets have a bottle of each other"),
    Fault("set.carton", "C9", _C, 0.02, "two sets have each other's carton"),
    Fault("set.twice", "C3", _C, 0.015, "two cartons come with the same code"),
    Fault("set.lost", "L1", _C, 0.01, "a packed case never comes to its scanner"),
    Fault("hand.double", "C3", _R, 0.01, "a hand scanner sends a scan twice"),
    Fault("hand.mute", "C1", _R, 0.02, "a scan doesn't come through"),
    Fault("hand.twice", "C3", _B, 0.01, "somebody scans an item once more"),
    Fault("hand.skip", "C1", _B, 0.01, "somebody puts an item into the box unscanned"),
    Fault("hand.early", "C9", _B, 0.01, "somebody scans the box before it is full"),
    Fault("hand.wrong_item", "C9", _B, 0.01, "somebody scans an item of a box that is done"),
    Fault("hand.wrong_box", "C9", _C, 0.03, "somebody scans the label of a box that is done"),
    Fault("look.missing", "C1", _C, 0.03, "the look-down picture misses an item"),
    Fault("look.foreign", "C6", _C, 0.01, "the look-down picture shows a stranger's code"),
    Fault("scan.noread", "C1", _R, 0.02, "a fixed reader finds nothing"),
    Fault("scan.late", "C4", _R, 0.01, "a fixed reader's result comes after its window"),
    Fault("tcp.slice", "C5", _S, 0.05, "a message comes in pieces, each in its own time"),
    Fault("tcp.slow", "C5", _S, 0.01, "a message takes long"),
    Fault("scan.foreign", "C6", _B, 0.002, "a bottle with a stranger's code is on the belt"),
    Fault("belt.remove", "L1", _B, 0.004, "somebody takes a bottle off the belt"),
    Fault("belt.swap", "L2", _B, 0.003, "two neighbours change places"),
    Fault("belt.return", "L2", _B, 0.002, "a bottle that was taken off stands on the belt again"),
    Fault("rej.miss", "L3", _B, 0.002, "the rejecter doesn't fire"),
    Fault("rej.neighbour", "L3", _B, 0.0015, "the rejecter kicks the next bottle as well"),
    Fault("plc.cut", "L5", _H, 3.0, "the PLC's network is gone, a write under way or not"),
    Fault("plc.stale", "L5", _H, 1.0, "the PLC's heartbeat stands still"),
    Fault("plc.busy", "L5", _H, 2.0, "the PLC refuses requests as busy"),
    Fault("plc.reset", "L6", _H, 0.5, "the PLC's counters begin again at 0"),
    Fault("plc.restart", "L6", _H, 0.4, "the PLC loses its memory and begins anew"),
    Fault("pack.short", "L7", _C, 0.015, "the packer calls a case full that isn't"),
    Fault("case.take_out", "L1", _C, 0.015, "somebody takes an item out of the open case"),
    Fault(
        "process.kill", "D1-D7", _T, 0.00006, "the station's process ends at any point of a turn"
    ),
    Fault("process.stop", "D1-D7", _H, 0.3, "the station is stopped and started in good order"),
    Fault("disk.slow", "D8", _T, 0.01, "a commit takes long, and the devices go on meanwhile"),
    Fault("disk.error", "D8", _T, 0.00003, "a commit raises; it is on the disk, or it isn't"),
    Fault("clock.jump", "D13", _H, 0.5, "somebody sets the wall clock"),
    Fault("turn.cut", "points", _T, 0.02, "a turn takes fewer events than wait"),
    Fault("lease.short", "points", _T, 0.1, "the pool gives fewer codes than were asked for"),
    Fault("checkpoint.now", "points", _T, 0.002, "the log is folded into the file after a commit"),
    Fault("net.down", "N1", _H, 0.3, "the platform can't be reached, for minutes to days"),
    Fault("net.drop_reply", "N2", _U, 0.05, "the platform keeps a batch, its answer is lost"),
    Fault("net.500_after_commit", "N2", _U, 0.05, "the platform keeps a batch and says 500"),
    Fault("net.duplicate", "N3", _U, 0.05, "a box on the way repeats the request"),
    Fault("net.garbage", "N4", _U, 0.04, "200 with a page of a captive portal"),
    Fault("net.truncate", "N4", _U, 0.04, "half an answer"),
    Fault("net.wrong_receipt", "N4", _U, 0.02, "a receipt for other content"),
    Fault("net.busy", "N6", _U, 0.06, "503, before anything is done"),
    Fault("order.cancel", "N8", _H, 0.3, "the order is ended early"),
)
BY_NAME = MappingProxyType({fault.name: fault for fault in CATALOGUE})


def stream(seed: int, name: str) -> random.Random:
    """Dice of their own for this name; text seeds don't depend on the process."""
    return random.Random(f"packline-simulate/{seed}/{name}")


class Dice:
    """Which faults strike when. `without` turns knobs off; `calm` turns all off, for good."""

    def __init__(self, seed: int, amount: str, without: Collection[str] = ()) -> None:
        unknown = sorted(set(without) - BY_NAME.keys())
        if unknown:
            raise ValueError(f"no fault {unknown[0]!r}; known are {', '.join(BY_NAME)}")
        self.injected: Counter[str] = Counter()
        self._streams = {fault.name: stream(seed, fault.name) for fault in CATALOGUE}
        self._chances = {
            fault.name: self._drawn(fault, amount, fault.name in without) for fault in CATALOGUE
        }
        self.quiet = False

    def _drawn(self, fault: Fault, amount: str, off: bool) -> float:
        """The chance in this seed; two throws are spent on it whatever comes of them."""
        dice = self._streams[fault.name]
        is_on, measure = dice.random() < ON_IN_SEED[amount], dice.uniform(*MEASURE[amount])
        return fault.chance * measure if is_on and not off else 0.0

    def set(self, name: str, chance: float) -> None:
        """Turn one knob by hand, for a test of it."""
        assert name in BY_NAME, f"{name} is not in the catalogue"
        self._chances[name] = chance

    @property
    def on(self) -> tuple[str, ...]:
        """The knobs that can strike in this seed."""
        return tuple(name for name, chance in self._chances.items() if chance > 0)

    def of(self, name: str) -> random.Random:
        """The knob's own dice, for how it strikes."""
        return self._streams[name]

    def hits(self, name: str) -> bool:
        """Whether it strikes on this occasion; counted if so."""
        chance = self._chances[name]
        if not chance or self.quiet or self._streams[name].random() >= chance:
            return False
        self.injected[name] += 1
        return True

    def wait_ms(self, name: str) -> int | None:
        """How long until it strikes next, for a knob of the hour; None = never."""
        a_ms = self._chances[name] / (MINUTES_OF_HOUR * 60_000)
        return None if not a_ms else round(self._streams[name].expovariate(a_ms))

    def struck(self, name: str) -> bool:
        """A knob of the hour is due: it strikes unless all is calm by now."""
        if not self.quiet:
            self.injected[name] += 1
        return not self.quiet
