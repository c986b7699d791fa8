"""What one coder's wire protocol tells the conversation in `coder.py`: its dialect.

A dialect is a small object: the **steps** that can be put on the wire (bytes, and which reply
answers them), a **parser** from bytes to the few neutral replies below, and what the device can
do. It keeps no jobs, no time and no plan; those are the conversation's. What it may keep is what
its parser needs to understand bytes.

Which steps a dialect must have
- `recipe`: what brings the device from anything to prepared and empty, in order. The first step
  should be one whose answer can't be mistaken for one left over from before the connection.
- `clear`: what empties the device; its last step has the role CLEAR (in the recipe too). Empty =
  the device can't be emptied: what it holds at a `Clear` is in doubt.
- `hold` and `release`: print nothing more, keeping the queue; and the contrary. Both or none.
- `status`: asked every `poll_ms`; None = the device can't be asked how it is. `details` are asked
  right after it, as far as the dialect `needs` them: the words for a fault, for instance.
- `progress`: asked every `progress_ms`, how far printing is (index, counter).
- `room`: asked before each job, "clear to send?"; None = not asked.
- `offer(job, index)`: one job. Without answers, it counts as accepted when it is sent. A job that
  takes several telegrams is a chain of steps (`then`), each of role OFFER; it is accepted with the
  last one's answer.
- `prime`: what an emptied device waits for before it prints again, sent once `prime_jobs` jobs were
  accepted; a device that can be held is released only then. None = it needs nothing of the kind.
- `spent`: for a device that prints the job it has again and again, or must not run dry. Sent as
  soon as no accepted job is left unprinted, before anything else; it is to be primed anew then.
  Where it is `hold`, the device is released only while there is one. None = a job is printed once.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from drivers.api import Capabilities, PrintJob

ANSWER_MS_MAX = 1_000
POLL_MS = 1_000
PROGRESS_MS = 250
FULL_RETRY_MS = 250

# ---------------------------------------------------------------- what the device says


@dataclass(frozen=True)
class Acknowledged:
    """Yes. Which step it answers, it doesn't say."""


@dataclass(frozen=True)
class Full:
    """There is no room for the job now: flow control, no fault. Of another step, a refusal."""

    said: str
    hint: str


@dataclass(frozen=True)
class Refused:
    """No, in the device's own words, and what a person can do about it."""

    said: str
    hint: str


class Level(Enum):
    """What a state means for printing."""

    WELL = auto()
    WARNING = auto()
    HELD = auto()  # it doesn't print: no news while we hold it, a fault otherwise
    FAULT = auto()
    AWAY = auto()  # a fault in which it takes no steps: nothing but its state is asked


@dataclass(frozen=True)
class State:
    """How the device is. Only a change of `mark` is news."""

    mark: str
    level: Level
    said: str = ""
    hint: str = ""


@dataclass(frozen=True)
class PrintDone:
    """Something was printed; it is not said what. Where the class of done is an index or a
    counter, that one is asked at once."""


@dataclass(frozen=True)
class PrintedUpTo:
    """The last index that was printed; 0 = none yet."""

    index: int


@dataclass(frozen=True)
class NextIndex:
    """The index that the device expects next."""

    index: int


@dataclass(frozen=True)
class Held:
    """How many jobs the device holds, not printed; or up to `more` more than that, where it doesn't
    tell exactly. `is_new`: one that was restarted would tell the same last index."""

    jobs: int
    more: int = 0
    is_new: bool = False


@dataclass(frozen=True)
class Count:
    """The device's absolute counter."""

    value: int


@dataclass(frozen=True)
class Room:
    """How many jobs the device takes now."""

    jobs: int


@dataclass(frozen=True)
class Told:
    """An answer that says nothing to the conversation, but that it is one."""


@dataclass(frozen=True)
class Rubbish:
    """Bytes that belong to no reply, skipped; told once a link."""

    data: bytes


@dataclass(frozen=True)
class Lost:
    """What became of the jobs that are out, it can't tell any more: they are in doubt."""

    why: str


@dataclass(frozen=True)
class MustClear:
    """What it holds is not known any more: it is emptied before it gets another job. Only of a
    device that can be."""


@dataclass(frozen=True)
class Untrusted:
    """What was said can't be: nothing on this link is to be believed any more."""

    why: str


Reply = (
    Acknowledged
    | Full
    | Refused
    | State
    | PrintDone
    | PrintedUpTo
    | NextIndex
    | Held
    | Count
    | Room
    | Told
    | Rubbish
    | Lost
    | MustClear
    | Untrusted
)

# ---------------------------------------------------------------- what is put on the wire


class Role(Enum):
    """What an answered step changes in the conversation."""

    PREPARE = auto()  # nothing but that it is done
    STATUS = auto()
    HOLD = auto()
    RELEASE = auto()
    CLEAR = auto()  # now the device is empty
    ROOM = auto()
    OFFER = auto()
    PRIME = auto()


@dataclass(frozen=True)
class Step:
    """One thing on the wire. `answers` are the replies that answer it; none = sent is done.

    `answer_ms_max`: 0 = as the conversation's. `quiet_ms`: nothing is sent for so long after it.
    `then`: what goes out next, before anything else, once this one is answered.
    """

    title: str
    data: bytes
    answers: tuple[type[Reply], ...] = (Acknowledged,)
    role: Role = Role.PREPARE
    answer_ms_max: int = 0
    quiet_ms: int = 0
    then: Step | None = None


def chain(steps: Sequence[Step]) -> Step:
    """The first of `steps`, each dragging the next one behind it."""
    first = steps[-1]
    for step in reversed(steps[:-1]):
        first = replace(step, then=first)
    return first


class Dialect(ABC):
    """One device's protocol. Subclasses set the steps in `__init__`; see the head of this file."""

    caps: Capabilities
    recipe: tuple[Step, ...]
    clear: tuple[Step, ...] = ()
    hold: Step | None = None
    release: Step | None = None
    status: Step | None = None
    details: tuple[Step, ...] = ()
    progress: tuple[Step, ...] = ()
    room: Step | None = None
    prime: Step | None = None
    prime_jobs: int = 1
    spent: Step | None = None
    answer_ms_max: int = ANSWER_MS_MAX
    poll_ms: int = POLL_MS
    progress_ms: int = PROGRESS_MS
    full_retry_ms: int = FULL_RETRY_MS
    restart_ms_min: int = 0  # it isn't back sooner after its power went; 0 = not known

    @abstractmethod
    def check(self, payload: bytes, device: str) -> None:
        """Raise `PayloadError` for what the wire or the device can't carry."""

    @abstractmethod
    def offer(self, job: PrintJob, index: int) -> Step:
        """The step, of role OFFER, that queues `job`. `index` rises by one with each job."""

    @abstractmethod
    def replies(self, data: bytes) -> Iterable[Reply]:
        """What the device said, in order; whatever the bytes are, without an exception."""

    @abstractmethod
    def reset(self) -> None:
        """The link is a new one: forget half a reply."""

    def needs(self, step: Step) -> bool:
        """Whether `step` has to be sent at all; not needed counts as answered."""
        del step
        return True

    def sent(self, step: Step) -> None:  # noqa: B027 - most protocols need not know
        """`step` goes on the wire: what comes next may be its answer."""
