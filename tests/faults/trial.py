"""What every proof has in common: a hall, its people, a folder, and what became of it all."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from tests.faults.crew import Crew
from tests.faults.floor import Floor
from tests.faults.stand import DATABASE, Shown, furnish
from tests.faults.verdicts import at_any_time, in_the_end

# What a trial needs of the real disk is soon thrown away: in memory, where there is such a place.
MEMORY = Path("/dev/shm") if Path("/dev/shm").is_dir() else None
WORKS = 30  # messages of the last life before people bring the order to its end
MESSAGES_MAX = 600  # of any life


@dataclass
class Outcome:
    """What became of a trial. `blows` are the cuts, kills or faults that really happened."""

    seed: int
    blows: int = 0
    prints: int = 0
    violations: list[str] = field(default_factory=list)
    hit: dict[str, None] = field(default_factory=dict)  # named points, in the order of their coming


class Trial:
    """One order, in however many lives. `acknowledged` are the journal's heads that were told."""

    def __init__(self, seed: int, folder: Path) -> None:
        self.dice = Random(f"fate {seed}")
        self.floor = Floor(Random(f"hall {seed}"))
        self.crew = Crew(self.floor)
        self.folder = folder
        self.acknowledged: dict[int, bytes] = {}
        self.outcome = Outcome(seed)
        self.came_to_its_end = False
        furnish(folder)

    def told(self, shown: Shown) -> None:
        seq, digest = shown.head
        self.acknowledged[seq] = digest

    def is_over(self, shown: Shown) -> bool:
        """The order is closed and all of it is at the platform."""
        return self.crew.is_closed and shown.to_upload == 0

    def blame(self, error: BaseException) -> None:
        """The station stopped, and nothing had been done to it."""
        self.outcome.violations.append(f"stopped: {type(error).__name__}: {error}")

    def gave_up(self) -> bool:
        """A station that stopped by itself, or a code that left twice: no need to go on."""
        self.outcome.prints = len(self.floor.tape)
        self.outcome.violations += at_any_time(self.floor)
        return bool(self.outcome.violations)

    def settle(self) -> Outcome:
        """Look at everything, unless the station stopped by itself before."""
        if self.outcome.violations:
            return self.outcome
        self.outcome.prints = len(self.floor.tape)
        path = self.folder / DATABASE
        self.outcome.violations += in_the_end(self.floor, path, self.acknowledged)
        if not self.came_to_its_end:
            self.outcome.violations.append("the order never came to its end")
        return self.outcome
