"""Record numbers of a Leibinger mailing queue ⇄ indexes of the conversation. Pure.

The printer wants numbers that follow each other, and may be given any one after a flush. They are
begun at the printer's own last number, so that one which it kept over the flush isn't taken for a
print of a new record; where the flush made it 0, they begin at 1.

What the printer says of its queue
- `last`: the record whose print began last. It may fall to 0 at a flush, a start or a stop, which
  looks like a printer that was switched off and on (`reads_new`). The counter of all its prints is
  asked too where that would hide a print: it is only ever used against a proof, never for one.
- `entries`: records that wait **besides** those made ready for the next prints. That is one, or as
  many as there are products between photocell and head; `ahead` bounds it.
"""

from __future__ import annotations

from collections import deque

from drivers.printers.dialect import Held
from drivers.printers.jet3_codec import Mailing

LOOKS_TO_SHOW = 2  # a record may take so long until it counts as an entry
BACKWARDS = "its last record's number went back"
UNCOUNTED = "it counted prints that its last record's number doesn't show"
EMPTIED = "its mailing queue was emptied and printed on"


class Records:
    def __init__(self, ahead: int) -> None:
        self._ahead = ahead
        self._newest = 0  # the highest index given a number, ever
        self._settled = 0  # all up to this index were dealt with before the last flush
        self._start: int | None = None  # the first number after the last flush; None = none yet
        self._first: int | None = None  # the index that has it
        self._seen = 0  # the printer's last number, as read last
        self._confirmed = 0  # records up to this index were in the printer, or must be by now
        self._newest_at: deque[int] = deque(maxlen=LOOKS_TO_SHOW)  # the newest at the last looks
        self._gone_at: int | None = None  # the last number when such ones were found missing
        self._total_then: int | None = None  # all prints of its life, at the last flush
        self._total: int | None = None  # the same, as read last

    def counted(self, total: int) -> None:
        """All prints of its life, read while it was stopped."""
        self._total = total

    def flushed(self, last: int) -> None:
        """The printer is stopped, its queue is empty, and `last` is its last number."""
        self._settled = self._confirmed = self._newest
        self._first = self._gone_at = None
        self._newest_at.clear()
        self._start, self._seen = last + 1, last
        if self._total is not None:
            self._total_then, self._total = self._total, None

    def number(self, index: int) -> int:
        """The number for the record of `index`."""
        assert self._start is not None, "a record before the first flush"
        if self._first is None:
            self._first = index
        else:
            assert index == self._newest + 1, f"index {index} leaves a gap after {self._newest}"
        self._newest = index
        return self._start + index - self._first

    # ------------------------------------------------------------ what the printer says

    @property
    def is_ours(self) -> bool:
        """Whether its numbers mean anything: it was flushed by us once."""
        return self._start is not None

    def reads_new(self, mailing: Mailing) -> bool:
        """Nothing was printed since the flush, or it was switched off and on."""
        return mailing.last == 0 and self._start is not None and self._seen < self._start

    def doubt(self, mailing: Mailing) -> str:
        """Why its last number can't be believed; "" = it can."""
        assert self._start is not None, "numbers before the first flush are not ours"
        if self.reads_new(mailing):
            then, now = self._total_then, self._total
            return UNCOUNTED if now is not None and then is not None and now != then else ""
        if mailing.last < max(self._seen, self._start - 1):
            return BACKWARDS
        if self._gone_at is not None and mailing.last > self._gone_at:
            return EMPTIED
        return ""

    def index(self, mailing: Mailing, *, begun: bool) -> int:
        """The index that was printed last; `begun`: a print that is not finished counts too."""
        assert self._start is not None, "numbers before the first flush are not ours"
        if self.reads_new(mailing):
            return self._settled
        self._seen = max(self._seen, mailing.last)
        number = mailing.last if begun or mailing.is_finished else mailing.last - 1
        if number < self._start:
            return self._settled
        first = self._newest + 1 if self._first is None else self._first
        return number - self._start + first

    def held(self, mailing: Mailing) -> Held:
        """How many records it holds, for the proof of what was printed."""
        is_new = self.reads_new(mailing)
        if mailing.entries == self._left(mailing):
            # It may not have made the next one ready yet.
            return Held(mailing.entries, 0, is_new)
        if mailing.entries == 0:
            return Held(0, self._ahead, is_new)
        return Held(mailing.entries + 1, self._ahead - 1, is_new)

    def extra(self, mailing: Mailing) -> int:
        """How many records it has that aren't ours, at least."""
        return max(0, mailing.entries - self._left(mailing))

    def missing(self, mailing: Mailing) -> int:
        """How many records it lacks, of all that were sent; they may yet show."""
        return max(0, self._left(mailing) - self._ahead - mailing.entries)

    def looked(self) -> None:
        """Time has passed: what was sent before must show soon."""
        if len(self._newest_at) == LOOKS_TO_SHOW:
            self._confirmed = max(self._confirmed, self._newest_at[0])
        self._newest_at.append(self._newest)

    def are_gone(self, mailing: Mailing) -> bool:
        """Whether records that were in the printer are in it no more, and weren't printed. What is
        printed from now on may be any of those that came later."""
        if self.missing(mailing) == 0:
            self._confirmed = self._newest
            return False
        left = self._confirmed - self.index(mailing, begun=True)
        is_gone = left - self._ahead > mailing.entries
        if is_gone and self._gone_at is None:
            self._gone_at = mailing.last
        return is_gone

    def _left(self, mailing: Mailing) -> int:
        """How many of ours it should still hold."""
        return self._newest - self.index(mailing, begun=True)
