"""Record numbers of a Leibinger mailing queue ⇄ indexes of the conversation. Pure.

The printer wants numbers that follow each other, and may be given any one after a flush. They are
begun at the printer's own last number, so that one which it kept over the flush isn't taken for a
print of a new record; where the flush made it 0, they begin at 1.

What the printer says of its queue
- `last`: the record whose print began last. It may fall to 0 at a flush or a start, which looks
  like a printer that was switched off and on: `reads_new`.
- `entries`: records that wait **besides** the one that is made ready for the next print, so 0 means
  one or none.
"""

from __future__ import annotations

from drivers.printers.dialect import Held
from drivers.printers.jet3_codec import Mailing

LOST = 0  # the index that is told for a number that can't be


class Records:
    def __init__(self) -> None:
        self._newest = 0  # the highest index given a number, ever
        self._settled = 0  # all up to this index were dealt with before the last flush
        self._start: int | None = None  # the first number after the last flush; None = none yet
        self._first: int | None = None  # the index that has it
        self._seen = 0  # the printer's last number, as read last

    def flushed(self, last: int) -> None:
        """The printer's queue is empty, and `last` is its last number."""
        self._settled, self._first = self._newest, None
        self._start, self._seen = last + 1, last

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

    def index(self, mailing: Mailing, *, begun: bool) -> int:
        """The index that was printed last; `begun`: a print that is not finished counts too."""
        assert self._start is not None, "numbers before the first flush are not ours"
        if self.reads_new(mailing):
            return self._settled
        if mailing.last < max(self._seen, self._start - 1):
            return LOST
        self._seen = mailing.last
        number = mailing.last if begun or mailing.is_finished else mailing.last - 1
        if number < self._start:
            return self._settled
        return number - self._start + self._counted_from

    def left(self, mailing: Mailing) -> int:
        """How many of ours it should still hold."""
        return self._newest - self.index(mailing, begun=True)

    @property
    def _counted_from(self) -> int:
        return self._newest + 1 if self._first is None else self._first

    def held(self, mailing: Mailing) -> Held:
        """How many records it holds, for the proof of what was printed."""
        is_new = self.reads_new(mailing)
        if mailing.entries == 0:
            return Held(0, 1, is_new)
        if not mailing.is_finished and mailing.entries == self.left(mailing):
            # While it prints, the next one may not be made ready yet.
            return Held(mailing.entries, 0, is_new)
        return Held(mailing.entries + 1, 0, is_new)

    def missing(self, mailing: Mailing) -> int:
        """How many records the printer lacks; below 0, it has some that aren't ours."""
        left = self.left(mailing)
        if not mailing.is_finished and mailing.entries == left:
            return 0
        return max(0, left - 1) - mailing.entries
