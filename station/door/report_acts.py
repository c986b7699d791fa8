"""Batch records, figures of a shift and the audit trail, as the reports page asks for them.

All of it is what `packline report` puts on paper: gathered by `station.compose`, on the connection
that only reads. Free text leaves with its codes covered.
"""

from __future__ import annotations

from sqlalchemy import Connection

from station.compose.code_names import NoKey
from station.compose.paper_files import record_name, write_beside
from station.compose.papers import Papers
from station.compose.people_acts import act_of
from station.compose.shift import shift_figures
from station.compose.shift_times import SPANS, span_of
from station.compose.trail_lines import CATEGORIES, EVERYTHING, category_of
from station.compose.workplace import Workplace
from station.core.access import Right
from station.door.acts import does
from station.door.paper_places import PaperPlace, paper_places
from station.door.record_making import RecordMaking, report_command
from station.door.seats import Taken
from station.reports.effectiveness import Effectiveness
from station.reports.masking import masked
from station.store import figures, trail
from station.store.codec import order_of
from station.store.engine import reading
from station.store.figures import Window
from station.store.journal import Entry
from station.store.order_list import OrderAt, orders_below
from station.talk import report_requests as q
from station.talk.message import Refusal
from station.talk.server import Refuses
from station.talk.upload_requests import ROWS_MAX

MINUTE_MS = 60_000


class ReportActs:
    def __init__(self, place: Workplace, making: RecordMaking | None = None) -> None:
        self._place = place
        database = place.data / place.line.store.path
        self._making = making or RecordMaking(place.data, report_command(database), place.now_ms)

    def _may_read(self, seat: Taken, what: str) -> None:
        self._place.service.must(seat.people, Right.READ, what)

    # -- batch records

    @does(q.RecordOrders)
    def orders(self, seat: Taken, asked: q.RecordOrders) -> q.RecordOrdersShown:
        self._may_read(seat, "look at the orders")
        rows = _bounded(asked.rows)
        with reading(self._place.reader) as connection:
            found = orders_below(connection, asked.below, rows + 1)
            shown = tuple(_order(connection, one) for one in found[:rows])
        return q.RecordOrdersShown(shown, found[rows - 1].place if len(found) > rows else 0)

    @does(q.MakeRecord)
    def make_record(self, seat: Taken, asked: q.MakeRecord) -> q.RecordStand:
        self._may_read(seat, "make a batch record")
        self._making.begin(asked.order, seat.number)
        return self._stand(asked.order)

    @does(q.HowRecord)
    def how_record(self, seat: Taken, asked: q.HowRecord) -> q.RecordStand:
        self._may_read(seat, "look at a batch record")
        return self._stand(asked.order)

    @does(q.DropRecord)
    def drop_record(self, seat: Taken, _: q.DropRecord) -> None:
        """Everybody's: whoever was logged in may be gone when the page is left."""
        self._making.drop(seat.number)

    @does(q.RecordPage)
    def record_page(self, seat: Taken, asked: q.RecordPage) -> bytes:
        self._may_read(seat, "look at a batch record")
        return self._making.page(asked.order, asked.page, asked.width_px)

    @does(q.PaperPlaces)
    def places(self, seat: Taken, _: q.PaperPlaces) -> tuple[q.PaperPlaceShown, ...]:
        self._may_read(seat, "save a batch record")
        return tuple(
            q.PaperPlaceShown(one.name, str(one.folder), one.free_bytes)
            for one in self._paper_places()
        )

    @does(q.SaveRecord)
    def save_record(self, seat: Taken, asked: q.SaveRecord) -> str:
        self._may_read(seat, "save a batch record")
        made = self._making.made(asked.order)
        if made is None:
            raise Refuses(Refusal(f"there is no record of order {asked.order}; make it first"))
        there = {one.name: one for one in self._paper_places()}
        if asked.place not in there:
            raise Refuses(Refusal(f"{asked.place} isn't there any more; put the stick in again"))
        folder = there[asked.place].folder
        try:
            return str(write_beside(folder, record_name(asked.order), made.content))
        except OSError as error:
            raise Refuses(Refusal(f"{folder}: {error.strerror}; choose another place")) from None

    def _paper_places(self) -> list[PaperPlace]:
        try:
            return paper_places(self._place.data)
        except OSError as error:
            where = self._place.data
            raise Refuses(Refusal(f"{where}: no folder for papers ({error.strerror})")) from None

    def _stand(self, order: str) -> q.RecordStand:
        seconds, made = self._making.seconds(order), self._making.made(order)
        if seconds is not None:
            return q.RecordStand(order, "making", seconds)
        if made is not None:
            size = len(made.content)
            return q.RecordStand(order, "ready", 0.0, made.pages, size, made.made_ms)
        why = self._making.why_failed(order)
        return q.RecordStand(order, "failed" if why else "none", why=why)

    # -- the figures of a shift

    @does(q.AskShift)
    def shift(self, seat: Taken, asked: q.AskShift) -> q.ShiftShown:
        self._may_read(seat, "look at the figures of a shift")
        now_ms, rated = self._place.now_ms(), self._place.line.limits.rated_per_minute
        window = self._window(asked.span) if asked.span else Window(asked.from_ms, asked.to_ms)
        if window.to_ms <= window.from_ms:
            raise Refuses(Refusal("a span can't end before it begins; choose another one"))
        with reading(self._place.reader) as connection:
            papers = Papers(self._place.reader, connection, NoKey(), False, now_ms)
            subjects = [papers.subject(order, window) for order in papers.orders(window)]
            found = shift_figures(
                connection, window, subjects, now_ms=now_ms, rated_per_minute=rated
            )
        of = found.effectiveness
        return q.ShiftShown(
            from_ms=window.from_ms,
            to_ms=window.to_ms,
            orders=tuple(one.number for one in subjects),
            parts=oee_parts(of),
            planned_s=of.planned_s,
            running_s=of.running_s,
            held_s=of.held_s,
            good=of.good,
            rejected=of.judged - of.good,
            rated_per_minute=rated,
            reasons=found.rejects,
            closed=found.containers_closed,
            span_ms=found.course.span_ms,
            expected_per_span=rated * found.course.span_ms / MINUTE_MS,
            course=tuple(
                q.ShiftSpan(one.start_ms, one.good, one.rejected) for one in found.course.spans
            ),
        )

    def _window(self, span: str) -> Window:
        if span and span not in SPANS:
            known = ", ".join(SPANS)
            raise Refuses(Refusal(f"{span} is no span of time; there are: {known}"))
        return span_of(span, self._place.now_ms(), self._place.line.shifts.starts)

    # -- the audit trail

    @does(q.AskTrail)
    def trail(self, seat: Taken, asked: q.AskTrail) -> q.TrailShown:
        self._may_read(seat, "look at the audit trail")
        if asked.category and asked.category not in CATEGORIES:
            known = ", ".join(CATEGORIES)
            raise Refuses(Refusal(f"{asked.category} is no category; there are: {known}"))
        kind = CATEGORIES.get(asked.category, EVERYTHING)
        wanted = trail.Wanted(
            kind.records, kind.notes, asked.person, asked.order or None, self._window(asked.span)
        )
        with reading(self._place.reader) as connection:
            found = trail.acts_below(connection, wanted, asked.below, _bounded(asked.rows))
            people = trail.people(connection)
        lines = (_trail_line(one) for one in found.entries)
        return q.TrailShown(
            tuple(line for line in lines if line.what),
            found.below,
            found.back_ms,
            tuple(people),
            tuple(CATEGORIES),
        )


def oee_parts(of: Effectiveness) -> tuple[q.OeePart, ...]:
    """The factors and their product, each with what it was made of."""
    lacking = {
        "availability": "" if of.planned_s else "no order was on the line",
        "performance": "" if of.rated_per_minute else "no rated speed in the line file",
        "quality": "" if of.judged else "no item was judged",
    }
    if of.rated_per_minute and not of.expected:
        lacking["performance"] = "the line did not run"
    first = next((why for why in lacking.values() if why), "")
    return (
        q.OeePart(
            "availability",
            of.availability,
            of.productive_s,
            of.planned_s,
            "s",
            lacking["availability"],
        ),
        q.OeePart(
            "performance", of.performance, of.judged, of.expected, "items", lacking["performance"]
        ),
        q.OeePart("quality", of.quality, of.good, of.judged, "items", lacking["quality"]),
        q.OeePart("overall", of.overall, lacking=first),
    )


def _order(connection: Connection, one: OrderAt) -> q.RecordOrder:
    order, life = one.order, figures.life(connection, one.order.number)
    return q.RecordOrder(
        order.number,
        order.product.name,
        order.batch,
        one.phase.value,
        life.opened_ms,
        life.ended_ms or 0,
    )


def _trail_line(entry: Entry) -> q.TrailLine:
    act = act_of(entry.record)
    return q.TrailLine(
        entry.seq,
        entry.at_ms,
        act.by,
        category_of(entry.record),
        act.what,
        order_of(entry.record),
        act.container,
        len(act.codes),
        masked(act.reason),
    )


def _bounded(rows: int) -> int:
    return min(max(1, rows), ROWS_MAX)
