"""The verdict mailbox: verdicts to the PLC one by one, each taken exactly once.

HR 16–18 hold one verdict with a sequence; the PLC takes it when the sequence differs from the one
it echoes in IR 12, and echoes it then. So the same verdict may be written again after a lost link
or a lost echo: it carries the same sequence and counts once. The next verdict is written only after
the echo. What the PLC doesn't get in time is rejected by the PLC itself (no verdict = reject).
"""

from __future__ import annotations

from collections import deque

from drivers.api import Verdict
from drivers.plc.plc_codec import verdict_words
from drivers.plc.ring import seq_after

VERDICTS_WAITING_MAX = 1_024
ECHO_MS_MAX = 500
"""An echo that takes longer is reported, and the verdict written once more."""


class VerdictMailbox:
    """Verdicts that wait, and the one in the mailbox (*posted*) until it is echoed."""

    def __init__(self) -> None:
        self._waiting: deque[Verdict] = deque()
        self._posted: Verdict | None = None
        self._seq = 0
        self._echo: int | None = None  # None: not seen since the link opened
        self._written_ms: int | None = None  # None: to be written

    @property
    def posted(self) -> Verdict | None:
        return self._posted

    @property
    def written_ms(self) -> int | None:
        """When the posted verdict was written last; None if it has yet to be."""
        return self._written_ms if self._posted is not None else None

    def opened(self, seq_in_plc: int) -> None:
        """The link is (again) open and HR 18 holds `seq_in_plc`."""
        if self._seq == 0:
            self._seq = seq_in_plc
        self._echo = None
        self._written_ms = None

    def put(self, verdict: Verdict) -> Verdict | None:
        """Let `verdict` wait. Where there is no room, the oldest is given up and returned."""
        self._waiting.append(verdict)
        return self._waiting.popleft() if len(self._waiting) > VERDICTS_WAITING_MAX else None

    def echoed(self, echo: int) -> Verdict | None:
        """IR 12 reads `echo`: the verdict that the PLC has taken by that, if it is the posted."""
        self._echo = echo
        if self._posted is None or echo != self._seq:
            return None
        taken, self._posted = self._posted, None
        return taken

    def to_write(self) -> tuple[int, int, int] | None:
        """The words to write now, or None. Asking changes nothing on the wire: see `wrote`."""
        if self._posted is None:
            self._post_next()
        if self._posted is None or self._echo is None or self._written_ms is not None:
            return None
        verdict = self._posted
        return verdict_words(verdict.trigger, verdict.good, self._seq, verdict.place)

    def wrote(self, now_ms: int) -> None:
        self._written_ms = now_ms

    def echo_late(self, now_ms: int) -> int | None:
        """Milliseconds that the echo is waited for, if too many: the verdict is then due to be
        written again."""
        if self._posted is None or self._written_ms is None:
            return None
        waited_ms = now_ms - self._written_ms
        if waited_ms < ECHO_MS_MAX:
            return None
        self._written_ms = None
        return waited_ms

    def give_up(self) -> int:
        """Forget all verdicts: the PLC began anew and its product numbers with it."""
        count = len(self._waiting) + (self._posted is not None)
        self._waiting.clear()
        self._posted = None
        return count

    def _post_next(self) -> None:
        if not self._waiting or self._echo is None:
            return
        self._posted = self._waiting.popleft()
        self._seq = seq_after(self._seq)
        if self._seq == self._echo:  # the PLC would take it for one that it already has
            self._seq = seq_after(self._seq)
        self._written_ms = None
