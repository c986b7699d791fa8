"""The guard between core and store: nothing leaves the PC that its witness doesn't know of.

A block is written into the witness before its first code may leave; so is each claim, the next few
codes of a block. After an unclean stop the rest of the claim is skipped, for nobody can say how far
the line had come: an image of the disk, taken in the middle and put back, can't print the same
codes again. Before it writes, the guard reads: a witness that it didn't write itself means that
two copies run, and both must lock. A witness out of reach is told at once; the line may use up the
blocks that it knows for a while, and opens no new one.
"""

from __future__ import annotations

import logging
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import select

from station.core.alarms import AlarmKind
from station.core.events import Event, TroubleFound, TroubleOver
from station.core.records import Granted, PhaseChanged, Record
from station.core.states import Phase
from station.store import leftovers
from station.store.engine import reading
from station.store.errors import (
    CommitUnknown,
    DatabaseOlder,
    KnownError,
    StoreRefused,
    WitnessAway,
)
from station.store.faults import is_full
from station.store.fold import SERIAL_BITS, SERIAL_MASK
from station.store.machine import place_of
from station.store.points import reached
from station.store.schema import block
from station.store.standing import (
    DISPUTED,
    SESSION,
    SESSION_BEFORE,
    WITNESSED,
    Lock,
    LockKind,
    standing,
)
from station.store.store import Scan, Store
from station.store.witness import Witness, read_witness, witness_of, write_witness

# As many are skipped at most after an unclean stop: of items, and of each level of containers.
CLAIM_ITEMS, CLAIM_CONTAINERS = 200, 20
GRACE_MS_MAX = 15 * 60_000  # without a witness, on blocks that it knew
RETRY_MS = 5_000

log = logging.getLogger("packline.witness")


@dataclass(frozen=True)
class Span:
    """A block, as far as claims go."""

    series: int
    first: int
    last: int

    @property
    def name(self) -> str:
        return f"{self.series}:{self.first}"


class Guard:
    """`commit` and `idle` are the journal of the core thread; `claim` is asked before a lease."""

    def __init__(
        self,
        store: Store,
        path: Path,
        place: str,
        *,
        when_full: Callable[[], bool] = lambda: False,
        when_closed: Callable[[], None] = lambda: None,
    ) -> None:
        self._store, self.path, self._place = store, path, place
        self._when_full, self._when_closed = when_full, when_closed
        self._written: Witness | None = None
        self._tried: Witness | None = None  # a write that failed may have come through
        self._claimed: dict[str, int] = {}
        self._spans: list[Span] = []
        self._away_ms: int | None = None  # since when, by the steady clock
        self._why_away = ""
        self._told = False
        self._tried_ms = -RETRY_MS
        self._now_ms = 0

    # -- start and end

    def standing(self) -> Lock | None:
        """Why this database is locked, if it is."""
        with reading(self._store.engine) as connection:
            return standing(connection, self.path, self._place)

    def refuse_locked(self) -> None:
        """Raises StoreRefused, with why and the way out, if it is locked."""
        lock = self.standing()
        if lock is not None:
            raise StoreRefused(str(lock))

    def skip_left_open(self, at_ms: int) -> None:
        """What a session that never said that it was over may have used is not used again."""
        witness = read_witness(self.path)
        if witness is None or not witness.running:
            return
        with reading(self._store.engine) as connection:
            skipped = leftovers.after_unclean_stop(connection, witness.claimed)
        if skipped:
            self._store.commit(skipped, at_ms)

    def begin(self) -> None:
        """A new session, in the database first: a power cut in between is then no other copy. The
        one that it remembers beside its own is the witness's, however often that happens.

        Raises WitnessAway: without a witness nothing is begun."""
        session, theirs = str(uuid.uuid4()), read_witness(self.path)
        before = theirs.session if theirs is not None else ""
        self._store.set_meta({SESSION: session, SESSION_BEFORE: before})
        reached("witness: session in the database")
        self._write(replace(self._now(), place=self._place, session=session, running=True))
        reached("witness: session begun")
        # Last: a power cut before the very first witness must not look as if it had been lost.
        self._store.set_meta({WITNESSED: str(self.path)})

    def end(self) -> None:
        """An orderly stop: all that was claimed and not used may be used next time."""
        if self._written is None:
            return
        try:
            self._check()
            self._write(replace(self._renewed({}), running=False))
        except WitnessAway as error:
            log.warning("%s; the next start will skip what may have been used", error)
        except DatabaseOlder as error:
            log.critical("%s", error)

    # -- the core thread's journal

    @property
    def why_away(self) -> str:
        """Why no new block of codes may be opened just now; "" = it may."""
        return self._why_away

    def commit(self, turn: Sequence[Record], at_ms: int, scans: Sequence[Scan] = ()) -> int:
        """As `Store.commit`. Raises also DatabaseOlder when another copy wrote the witness, and
        WitnessAway for a new block that it can't be told of."""
        opens = any(isinstance(record, Granted) for record in turn)
        closes = any(isinstance(r, PhaseChanged) and r.phase is Phase.COMPLETE for r in turn)
        if opens:
            self._check()
        seq = self._commit(turn, at_ms, scans)
        if opens or closes:
            reached("witness: committed, not written")
            self._spans.clear()
            self._renew(self._claimed)
        if closes:
            self._when_closed()
        return seq

    def _commit(self, turn: Sequence[Record], at_ms: int, scans: Sequence[Scan]) -> int:
        """A disk that is full gives the reserve free. What surely was not written is tried once
        more; what may have been is not (CommitUnknown)."""
        try:
            return self._store.commit(turn, at_ms, scans)
        except CommitUnknown as error:
            if is_full(error):
                self._when_full()
            raise
        except KnownError as error:
            if not (is_full(error) and self._when_full()):
                raise
        return self._store.commit(turn, at_ms, scans)

    def idle(self) -> None:
        self._store.idle()

    # -- claims

    def claim(self, level: int, codes: Sequence[int]) -> bool:
        """Whether these codes may leave the PC: durable in the witness when this says so.

        Raises DatabaseOlder when another copy wrote the witness."""
        wanted = dict(self._claimed)
        ahead = CLAIM_CONTAINERS if level else CLAIM_ITEMS
        for code in codes:
            span, serial = self._span_of(code), code & SERIAL_MASK
            if serial > wanted.get(span.name, 0):
                wanted[span.name] = min(serial + ahead - 1, span.last)
        if wanted == self._claimed:
            return True
        if self._away_ms is not None and self._now_ms - self._tried_ms < RETRY_MS:
            return self._within_grace(codes)
        if not self._renew(wanted):
            return self._within_grace(codes)
        self._claimed = wanted
        return True

    def _renew(self, claimed: Mapping[str, int]) -> bool:
        """Read, then write; whether the witness could be reached."""
        self._tried_ms = self._now_ms
        try:
            self._check()
            self._write(self._renewed(claimed))
        except WitnessAway as error:
            if self._away_ms is None:
                log.warning("%s", error)
                self._away_ms, self._why_away = self._now_ms, str(error)
            return False
        self._away_ms, self._why_away = None, ""
        return True

    def _within_grace(self, codes: Sequence[int]) -> bool:
        assert self._written is not None
        known = self._written.high_water
        told = all(code & SERIAL_MASK <= known.get(code >> SERIAL_BITS, 0) for code in codes)
        since_ms = self._now_ms if self._away_ms is None else self._away_ms
        return told and self._now_ms - since_ms < GRACE_MS_MAX

    def _span_of(self, code: int) -> Span:
        series, serial = code >> SERIAL_BITS, code & SERIAL_MASK
        for again in (False, True):
            for span in self._spans:
                if span.series == series and span.first <= serial <= span.last:
                    return span
            assert not again, f"code {code} is of no block"
            with reading(self._store.engine) as connection:
                rows = connection.execute(select(block.c.series, block.c.first, block.c.size))
                self._spans = [Span(x.series, x.first, x.first + x.size - 1) for x in rows]
        raise AssertionError("not reached")

    # -- the file

    def _now(self) -> Witness:
        with reading(self._store.engine) as connection:
            return witness_of(connection)

    def _renewed(self, claimed: Mapping[str, int]) -> Witness:
        """What the database says now, in this session."""
        assert self._written is not None, "no session was begun"
        return replace(
            self._now(),
            place=self._place,
            session=self._written.session,
            running=True,
            claimed=dict(claimed),
        )

    def _check(self) -> None:
        """The witness is the one that this session wrote last. If it is not, the other writer is
        told as well: it finds its own gone."""
        theirs = read_witness(self.path)
        if theirs is not None and theirs in (self._written, self._tried):
            return
        if theirs is None:
            raise WitnessAway(f"{self.path}: the witness is gone; bring its disk back")
        disputed = replace(theirs, session=DISPUTED)
        write_witness(self.path, disputed)
        lock = Lock(LockKind.TWICE, f"{self.path} was written by another one")
        raise DatabaseOlder(str(lock))

    def _write(self, witness: Witness) -> None:
        self._tried = witness
        write_witness(self.path, witness)
        self._written = witness

    def look(self, wall_ms: int, steady_ms: int) -> Sequence[Event]:
        """On each tick: try again what failed, and say how it stands.

        Raises DatabaseOlder when another copy wrote the witness."""
        self._now_ms = steady_ms
        if self._away_ms is not None and steady_ms - self._tried_ms >= RETRY_MS:
            self._renew(self._claimed)
        away = self._away_ms is not None
        if away == self._told:
            return ()
        self._told = away
        where = str(self.path)
        if away:
            return (TroubleFound(AlarmKind.WITNESS_AWAY, where, self._why_away, wall_ms),)
        return (TroubleOver(AlarmKind.WITNESS_AWAY, where, wall_ms),)


def guard_of(store: Store) -> Guard:
    """Of a station that is off: its witness is where the database says that it was."""
    said = store.get_meta(WITNESSED)
    path = Path(said) if said else store.path.with_name("witness.json")
    return Guard(store, path, place_of(store.path))
