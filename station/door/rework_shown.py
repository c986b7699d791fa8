"""A thing at the rework desk as the page shows it: what it is, where it is, what befell it.

Texts of codes are whole for who does rework, covered for everybody else; logistic numbers (SSCC)
are always shown. Nothing here decides anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from station.compose.all_codes import AllCodes
from station.compose.telling import sentence
from station.compose.telling_zh import reason_zh, sentence_zh
from station.core import records as r
from station.core.code_shapes import covered_words, masked
from station.core.facts import BoxFact, Scanned
from station.core.packaging import INNER, CodeKind
from station.core.states import Cause, CodeState
from station.store import queries
from station.store.journal import Entry
from station.talk import rework_requests as q

# What befell a code that people ask for; leases and returns are the station's own affair.
TOLD = frozenset(Cause) - {Cause.ALLOCATE, Cause.RETURN, Cause.UNSEND}


@dataclass(frozen=True)
class Wording:
    """How codes and sentences are told to whoever asks: `clear` = whole."""

    codes: AllCodes
    clear: bool

    def code(self, fact: queries.CodeFact) -> q.CodeShown:
        return next(iter(self.many([fact])))

    def many(self, facts: Sequence[queries.CodeFact]) -> Iterable[q.CodeShown]:
        """Codes of one order and level."""
        if not facts:
            return []
        book, level = self.codes.of(facts[0].order), facts[0].level
        product = book.order.product
        texts = book.human(level, [one.code for one in facts])
        if not self.clear and product.rule_of(level).kind is not CodeKind.SSCC:
            texts = [masked(text) for text in texts]
        role = product.role_of(level)
        return [
            q.CodeShown(one.code, text, role, one.state.value, *self.reason(one.reason))
            for one, text in zip(facts, texts, strict=True)
        ]

    def reason(self, reason: str) -> tuple[str, str]:
        """In English and Chinese."""
        return self.free_text(reason), self.free_text(reason_zh(reason))

    def free_text(self, text: str) -> str:
        return text if self.clear else covered_words(text)

    def entry(self, entry: Entry, suspect: Sequence[tuple[int, int | None]]) -> q.Told:
        return q.Told(
            entry.seq,
            entry.at_ms,
            self.free_text(sentence(entry.record)),
            self.free_text(sentence_zh(entry.record)),
            queries.is_suspect(suspect, entry.seq),
        )


def shown(
    connection: Connection, wording: Wording, scan: Scanned, entries: Sequence[Entry]
) -> q.ScanShown:
    """Without its actions. `entries` is the story of the thing's own code."""
    assert scan.item is not None, "only what is known can be shown"
    number = scan.item.issued.code
    fact = queries.get_code(connection, number)
    row = queries.get_order(connection, scan.item.order)
    assert fact is not None, f"code {number} was found and isn't there"
    assert row is not None, f"code {number} of an order that isn't there"
    mate = queries.get_code(connection, scan.item.mate) if scan.item.mate else None
    suspect = queries.suspect_times(connection)
    box = scan.box
    return q.ScanShown(
        code=wording.code(fact),
        level=fact.level % INNER,
        order=fact.order,
        product=row.order.product.name,
        batch=row.order.batch,
        order_open=row.phase.value != "complete",
        history=len(entries),
        inner=wording.code(mate) if mate is not None else None,
        loose=fact.state is CodeState.VERIFIED and not scan.holders and not scan.is_box,
        grade=_grade(entries),
        milestones=tuple(_milestones(number, entries, suspect)),
        read=_last_read(number, entries),
        box=None if box is None else _box(connection, wording, box, number, with_children=True),
        around=tuple(
            _box(connection, wording, one, number, with_children=False) for one in scan.around
        ),
        is_box=scan.is_box,
        awaited_by=waiting_for(connection, number, entries),
    )


def _box(
    connection: Connection, wording: Wording, box: BoxFact, here: int, *, with_children: bool
) -> q.BoxShown:
    level = wording.codes.of(box.order).order.product.levels[box.level]
    inside = queries.children(connection, box.number) if with_children else []
    why, why_zh = wording.reason(_why(connection, box))
    children = zip(inside, wording.many(inside), strict=True)
    return q.BoxShown(
        container=box.number,
        role=level.role,
        state=box.state.value,
        label=_label(connection, wording, box.label.issued.code if box.label else 0),
        reason=why,
        reason_zh=why_zh,
        capacity=box.capacity,
        rows=level.rows,
        columns=level.columns,
        quarantined=box.quarantined,
        awaited=_label(connection, wording, box.desk.issued.code if box.desk else 0),
        shipped_to=box.shipped_to,
        told=box.batch_seq > 0,
        children=tuple(q.ChildShown(one.slot, code, one.code == here) for one, code in children),
    )


def _why(connection: Connection, box: BoxFact) -> str:
    """Why it is in quarantine, else why it is as it is."""
    if not box.quarantined:
        return box.why
    story = (one.record for one in reversed(queries.story_of_container(connection, box.number)))
    marked = (one for one in story if isinstance(one, r.QuarantineChanged) and one.quarantined)
    return next((one.reason for one in marked), box.why)


def _label(connection: Connection, wording: Wording, code: int) -> q.CodeShown | None:
    fact = queries.get_code(connection, code) if code else None
    return None if fact is None else wording.code(fact)


def _grade(entries: Sequence[Entry]) -> str:
    """Of the last good re-read that was measured."""
    given = (one.record.grade for one in reversed(entries) if isinstance(one.record, r.Reworked))
    return next((grade for grade in given if grade), "")


def _milestones(
    code: int, entries: Sequence[Entry], suspect: Sequence[tuple[int, int | None]]
) -> Iterable[q.Milestone]:
    """The last time of each thing that befell the code, in the order in which they did."""
    last: dict[Cause, Entry] = {}
    for entry in entries:
        cause = _befell(entry.record, code)
        if cause in TOLD:
            last.pop(cause, None)
            last[cause] = entry
    for cause, entry in last.items():
        device = getattr(entry.record, "device", "")
        yield q.Milestone(cause, entry.at_ms, device, queries.is_suspect(suspect, entry.seq))


def _befell(record: r.Record, code: int) -> Cause | None:
    match record:
        case r.CodesMoved(cause=cause, codes=codes) if code in codes:
            return cause
        case r.Bound(children=children) if code in children:
            return Cause.BIND
        case r.Unbound(children=children) if code in children:
            return Cause.UNBIND
        case _:
            return None


def judged(code: int, entries: Sequence[Entry]) -> Iterable[tuple[Entry, r.Judged]]:
    """The verdicts on this very code, newest first."""
    for entry in reversed(entries):
        if isinstance(entry.record, r.Judged) and entry.record.code == code:
            yield entry, entry.record


def _last_read(code: int, entries: Sequence[Entry]) -> q.LastRead | None:
    verdicts = list(judged(code, entries))
    if not verdicts:
        return None
    entry, newest = verdicts[0]
    pictured = any(one.picture for _, one in verdicts)
    return q.LastRead(newest.verdict, newest.device, entry.at_ms, pictured)


def waiting_for(connection: Connection, label: int, entries: Sequence[Entry]) -> int:
    """The container at the desk that waits for this label, 0 if none does."""
    asked = (one.record for one in reversed(entries) if isinstance(one.record, r.DeskChanged))
    newest = next((one for one in asked if one.label == label), None)
    box = queries.get_container(connection, newest.container) if newest is not None else None
    return box.container if box is not None and box.desk == label else 0
