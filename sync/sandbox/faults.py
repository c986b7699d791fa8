"""What the sandbox does wrong on demand, a counted number of times each, on uploads only.

Deterministic: faults are used up in the order in which they were given, one for each upload.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Sequence
from enum import StrEnum

COUNT_MAX = 1_000


class Fault(StrEnum):
    BUSY = "busy"  # 503 before anything is done
    ERROR_AFTER_COMMIT = "500_after_commit"
    DROP_REPLY = "drop_reply"  # commit, then close the connection without a word
    TRUNCATE = "truncate"  # commit, then half an answer
    GARBAGE = "garbage"  # 200 with a web page, nothing kept: a captive portal
    WRONG_RECEIPT = "wrong_receipt"  # commit, then a receipt for other content
    PARTIAL = "partial"  # a receipt for one code fewer, nothing kept


class Faults:
    """The faults still to come. Safe to use from several threads."""

    def __init__(self, wanted: Sequence[tuple[Fault, int]] = ()) -> None:
        self._lock = threading.Lock()
        self._queue = deque(fault for fault, count in wanted for _ in range(count))

    def next(self) -> Fault | None:
        """What to do wrong this time, if anything."""
        with self._lock:
            return self._queue.popleft() if self._queue else None


def parse_fault(text: str) -> tuple[Fault, int]:
    """`drop_reply=2`, or `drop_reply` for once. Raises ValueError."""
    name, _, count = text.partition("=")
    if name not in list(Fault):
        raise ValueError(f"no fault {name!r}; known are {', '.join(Fault)}")
    times = int(count or "1") if (count or "1").isdecimal() else 0
    if not 1 <= times <= COUNT_MAX:
        raise ValueError(f"{text}: write {name}=N with N from 1 to {COUNT_MAX}")
    return Fault(name), times
