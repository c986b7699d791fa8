"""What the rework page asks: the whole story of a scan, and the acts at the desk.

Each act is one command of the core, signed by who is logged in at the seat; what the store says of
the things that were scanned is filled in on the core thread, as ever. What came of it is told from
the journal.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import chain
from pathlib import Path

from msgspec import structs

from station.compose.desk_book import StoredDesk
from station.compose.tracing import story_entries
from station.compose.workplace import Workplace
from station.core import events as e
from station.core import rework_events as w
from station.core.access import Right, why_not
from station.core.facts import Scanned
from station.core.rework_events import Fate
from station.core.state import LineState
from station.door.acts import does, must
from station.door.pictures import GONE, small_png
from station.door.rework_actions import OnTheDesk, actions
from station.door.rework_shown import Wording, judged, shown, waiting_for
from station.door.seats import Taken
from station.store import queries
from station.store.engine import reading
from station.talk import rework_requests as q
from station.talk.message import Refusal
from station.talk.server import Refuses

UNKNOWN = "what was scanned is no code of this station; scan it again"
LOOK = "look at a code"


class ReworkActs:
    def __init__(self, place: Workplace) -> None:
        self._place, self._service = place, place.service
        self._desk = StoredDesk(place.reader, place.all_codes)

    # -- looking

    @does(q.Scan)
    def scan(self, seat: Taken, asked: q.Scan) -> q.ScanShown:
        self._service.must(seat.people, Right.READ, LOOK)
        read = self._read(asked.said)
        return self._shown(seat, read, acting=True)

    @does(q.Named)
    def named(self, seat: Taken, asked: q.Named) -> q.ScanShown:
        self._service.must(seat.people, Right.READ, LOOK)
        with reading(self._place.reader) as connection:
            fact = queries.get_code(connection, asked.number)
        if fact is None:
            raise Refuses(Refusal(UNKNOWN, "unknown"))
        issued = self._place.all_codes.of(fact.order).issued(fact.level, [fact.code])[0]
        return self._shown(seat, Scanned(issued.data, issued.aim), acting=False)

    @does(q.History)
    def history(self, seat: Taken, asked: q.History) -> tuple[q.Told, ...]:
        self._service.must(seat.people, Right.READ, LOOK)
        wording = self._wording(seat)
        first, rows = max(0, asked.first), min(max(1, asked.rows), q.HISTORY_ROWS_MAX)
        with reading(self._place.reader) as connection:
            entries = story_entries(connection, asked.number)[::-1]
            suspect = queries.suspect_times(connection)
        return tuple(wording.entry(one, suspect) for one in entries[first : first + rows])

    @does(q.CodePicture)
    def picture(self, seat: Taken, asked: q.CodePicture) -> bytes:
        """A file is named by a verdict on this code, never by the screen."""
        self._service.must(seat.people, Right.READ, LOOK)
        with reading(self._place.reader) as connection:
            entries = queries.story_of(connection, asked.number)
        named = (one.picture for _, one in judged(asked.number, entries) if one.picture)
        file = next(iter(named), "")
        if not file:
            raise Refuses(Refusal(GONE))
        return small_png(Path(file))

    # -- acts

    @does(q.ReplaceItem)
    def replace(self, seat: Taken, asked: q.ReplaceItem) -> q.Done:
        said = (asked.out, asked.put, asked.label)
        out, put, label = self._all(said)
        fate = _fate(asked.fate)
        command = w.ReplaceAsked(out, put, label, fate, asked.reason, self._now_ms())
        return self._do(seat, command, said)

    @does(q.RemoveItems)
    def remove(self, seat: Taken, asked: q.RemoveItems) -> q.Done:
        label, fate = self._read(asked.label), _fate(asked.fate)
        command = w.RemoveAsked(self._all(asked.out), label, fate, asked.reason, self._now_ms())
        return self._do(seat, command, (*asked.out, asked.label))

    @does(q.AddItems)
    def add(self, seat: Taken, asked: q.AddItems) -> q.Done:
        label = self._read(asked.label)
        command = w.AddAsked(self._all(asked.put), label, asked.reason, self._now_ms())
        return self._do(seat, command, (*asked.put, asked.label))

    @does(q.MoveItems)
    def move(self, seat: Taken, asked: q.MoveItems) -> q.Done:
        into = self._read(asked.into)
        command = w.MoveAsked(self._all(asked.what), into, asked.reason, self._now_ms())
        return self._do(seat, command, (*asked.what, asked.into))

    @does(q.EmptyBox)
    def empty(self, seat: Taken, asked: q.EmptyBox) -> q.Done:
        box, fate = self._read(asked.box), _fate(asked.fate)
        return self._do(seat, w.EmptyAsked(box, fate, asked.reason, self._now_ms()), (asked.box,))

    @does(q.RelabelBox)
    def relabel(self, seat: Taken, asked: q.RelabelBox) -> q.Done:
        command = w.RelabelAsked(self._read(asked.box), asked.reason, self._now_ms())
        return self._do(seat, command, (asked.box,))

    @does(q.ReprintBox)
    def reprint(self, seat: Taken, asked: q.ReprintBox) -> q.Done:
        """The core is told which container: the one that was found by this scan."""
        scan = self._facts(self._read(asked.box))
        if scan.box is None:
            raise Refuses(Refusal("it is in no container; scan a label, or an item in one"))
        command = e.ReprintAsked(scan.box.number, self._now_ms(), reason=asked.reason)
        return self._do(seat, command, (asked.box,))

    @does(q.ConfirmLabel)
    def confirm_label(self, seat: Taken, asked: q.ConfirmLabel) -> q.Done:
        scans = (self._read(asked.label), self._read(asked.inside))
        return self._do(seat, w.LabelScanned(*scans, self._now_ms()), (asked.inside, asked.label))

    @does(q.TakeSample)
    def sample(self, seat: Taken, asked: q.TakeSample) -> q.Done:
        return self._simple(seat, w.SampleAsked, asked.what, asked.reason)

    @does(q.UndoSample)
    def unsample(self, seat: Taken, asked: q.UndoSample) -> q.Done:
        return self._simple(seat, w.UnsampleAsked, asked.what, asked.reason)

    @does(q.DestroyItem)
    def destroy(self, seat: Taken, asked: q.DestroyItem) -> q.Done:
        return self._simple(seat, w.DestroyAsked, asked.what, asked.reason)

    @does(q.AcceptItem)
    def accept(self, seat: Taken, asked: q.AcceptItem) -> q.Done:
        what = self._read(asked.what)
        command = w.AcceptAsked(what, asked.grade, asked.reason, self._now_ms())
        return self._do(seat, command, (asked.what,))

    @does(q.QuarantineBox)
    def quarantine(self, seat: Taken, asked: q.QuarantineBox) -> q.Done:
        return self._simple(seat, w.QuarantineAsked, asked.box, asked.reason)

    @does(q.ReleaseBox)
    def release(self, seat: Taken, asked: q.ReleaseBox) -> q.Done:
        return self._simple(seat, w.ReleaseAsked, asked.box, asked.reason)

    # -- how

    def _now_ms(self) -> int:
        return self._place.now_ms()

    def _read(self, said: str) -> Scanned:
        return self._place.all_codes.as_read(said)

    def _all(self, said: Sequence[str]) -> tuple[Scanned, ...]:
        return tuple(self._read(one) for one in said)

    def _facts(self, read: Scanned) -> Scanned:
        return self._desk.scanned(read.data, read.aim)

    def _simple(
        self, seat: Taken, kind: Callable[[Scanned, str, int], w.Rework], said: str, reason: str
    ) -> q.Done:
        return self._do(seat, kind(self._read(said), reason, self._now_ms()), (said,))

    def _do(self, seat: Taken, command: e.Event, said: Sequence[str]) -> q.Done:
        """Ask the core, and tell what came on record about what was scanned."""
        with reading(self._place.reader) as connection:
            newest = queries.newest_entry(connection)
        must(self._service.ask(seat.people, command))
        return q.Done(self._told(seat, said, newest.seq if newest else 0))

    def _told(self, seat: Taken, said: Sequence[str], since: int) -> tuple[q.Told, ...]:
        wording = self._wording(seat)
        found = (self._facts(self._read(one)).item for one in said)
        numbers = dict.fromkeys(item.issued.code for item in found if item is not None)
        with reading(self._place.reader) as connection:
            stories = [story_entries(connection, number) for number in numbers]
            suspect = queries.suspect_times(connection)
        told = {one.seq: one for one in chain(*stories) if one.seq > since}
        return tuple(wording.entry(told[seq], suspect) for seq in sorted(told))

    def _wording(self, seat: Taken) -> Wording:
        """Whoever does rework sees codes whole."""
        return Wording(self._place.all_codes, why_not(Right.REWORK, seat.people) == "")

    def _shown(self, seat: Taken, read: Scanned, *, acting: bool) -> q.ScanShown:
        state, desk = self._looked_into(read)
        item = desk.scan.item
        if item is None:
            raise Refuses(Refusal(UNKNOWN, "unknown"))
        with reading(self._place.reader) as connection:
            entries = story_entries(connection, item.issued.code)
            told = shown(connection, self._wording(seat), desk.scan, entries)
        if not acting:
            return told
        locked = "" if self._place.locked is None else str(self._place.locked)
        return structs.replace(told, actions=actions(state, desk, seat.people, locked))

    def _looked_into(self, read: Scanned) -> tuple[LineState, OnTheDesk]:
        """The line and the thing at one moment. The core of a locked station doesn't run."""
        if self._place.locked is not None:
            return self._place.state, self._on_the_desk(read)
        return self._place.station.loop.between_turns(lambda: self._on_the_desk(read))

    def _on_the_desk(self, read: Scanned) -> OnTheDesk:
        scan = self._facts(read)
        if scan.item is None:
            return OnTheDesk(scan)
        top = self._place.all_codes.of(scan.item.order).order.product.top
        fresh = self._desk.fresh(scan.box.order, scan.box.level) if scan.box else None
        label, inside = self._awaited(scan)
        return OnTheDesk(scan, top, fresh, label, inside)

    def _awaited(self, scan: Scanned) -> tuple[Scanned | None, Scanned | None]:
        """Where a container at the desk is meant: the label it waits for, and something in it."""
        assert scan.item is not None
        box = scan.box
        if box is None and scan.item.level > 0:  # on no container: a new label, perhaps
            code = scan.item.issued.code
            with reading(self._place.reader) as connection:
                number = waiting_for(connection, code, story_entries(connection, code))
            box = self._desk.box(number) if number else None
        if box is None or box.desk is None or not box.children:
            return None, None
        label = self._facts(Scanned(box.desk.issued.data, box.desk.issued.aim))
        if scan.item.level < box.level:
            return label, scan
        child = box.children[0][1].issued
        return label, self._facts(Scanned(child.data, child.aim))


def _fate(said: str) -> Fate:
    try:
        return Fate(said)
    except ValueError:
        known = ", ".join(Fate)
        raise Refuses(Refusal(f"{said} is no fate; there are: {known}", "fate")) from None
