"""What the rework page says of a thing, as rows and places: the station's answer in words."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from station.core.rework_events import DropReason
from station.talk.rework_requests import BoxShown, ScanShown, Told
from ui.i18n.words import level_word, verdict_word
from ui.screens.rework_words import (
    CODE_SIGNS,
    NO_SIGN,
    box_state_word,
    code_state_word,
    milestone_word,
    reason_word,
)
from ui.widgets.case_grid import Place
from ui.widgets.paged_table import Row

translate = QCoreApplication.translate
Sign = tuple[str, str]


def when(at_ms: int, *, suspect: bool) -> str:
    """Date and time; with a mark where nobody trusted the clock."""
    said = datetime.fromtimestamp(at_ms / 1_000).strftime("%m-%d %H:%M:%S")
    return said + (" ?" if suspect else "")


def headline(shown: ScanShown, *, chinese: bool) -> tuple[Sign, str, str]:
    """How it stands: sign, word, and why."""
    box = shown.box
    if shown.awaited_by:
        text = translate("Rework", "Container {number} waits for this label")
        return ("label", "wait"), text.format(number=shown.awaited_by), ""
    if shown.is_box and box is not None:
        return _of_box(box, chinese=chinese)
    code = shown.code
    word = code_state_word(code.state)
    if shown.loose:
        word = translate("Rework", "Good, on the table or the belt")
    return (
        CODE_SIGNS.get(code.state, NO_SIGN),
        word,
        code.reason_zh if chinese else why_word(code.reason),
    )


def _of_box(box: BoxShown, *, chinese: bool) -> tuple[Sign, str, str]:
    why = box.reason_zh if chinese else why_word(box.reason)
    if box.quarantined:
        return ("triangle", "wait"), translate("Rework", "In quarantine"), why
    if box.awaited is not None:
        return ("label", "wait"), translate("Rework", "Waits for the scan of its label"), why
    if box.shipped_to:
        text = translate("Rework", "Shipped to {dealer}").format(dealer=box.shipped_to)
        return ("tick", "info"), text, ""
    sign = ("tick", "good") if box.state == "confirmed" else NO_SIGN
    return sign, box_state_word(box.state), why


def why_word(reason: str) -> str:
    """A verdict or a shared reason in words; anything else as it was written."""
    if reason.partition(":")[0].strip() in tuple(DropReason):
        return reason_word(reason)
    return verdict_word(reason) if reason.isidentifier() else reason


def fact_rows(shown: ScanShown) -> list[Row]:
    """What it is, where it is and what befell it: name and value."""
    rows = [(translate("Rework", "Order"), order_line(shown))]
    if shown.inner is not None:
        rows.append((level_word(shown.inner.role), shown.inner.text))
    rows += [(box_name(one), one.label.text if one.label else "") for one in around(shown)]
    for one in (shown.box, *shown.around):
        if one is not None and not (shown.is_box and one is shown.box) and _warns(one):
            rows.append((level_word(one.role), _of_box(one, chinese=False)[1]))
    for step in shown.milestones:
        at = when(step.at_ms, suspect=step.suspect)
        rows.append((milestone_word(step.what), "  ".join(filter(None, (at, step.device)))))
    if shown.read is not None:
        read = f"{verdict_word(shown.read.verdict)}  {shown.read.device}"
        rows.append((translate("Rework", "Last read"), read))
    if shown.grade:
        rows.append((translate("Rework", "Grade"), shown.grade))
    if shown.box is not None and shown.box.told:
        rows.append((translate("Rework", "Platform"), translate("Rework", "knows of it")))
    return [Row(row) for row in rows]


def _warns(box: BoxShown) -> bool:
    return box.quarantined or box.awaited is not None or bool(box.shipped_to)


def order_line(shown: ScanShown) -> str:
    batch = translate("Rework", "batch {batch}").format(batch=shown.batch)
    closed = "" if shown.order_open else translate("Rework", "closed")
    return ", ".join(part for part in (shown.order, closed, batch, shown.product) if part)


def around(shown: ScanShown) -> list[BoxShown]:
    """The containers that it is in, the innermost first."""
    inner = [] if shown.is_box or shown.box is None else [shown.box]
    return [*inner, *shown.around]


def box_name(box: BoxShown) -> str:
    """A container that something is in."""
    text = translate("Rework", "In {what} {number}")
    return text.format(what=level_word(box.role), number=box.container)


def places(box: BoxShown) -> tuple[Place, ...]:
    """What is in each place of a container, the thing that was scanned marked."""
    found = [Place.FREE] * box.capacity
    for child in box.children:
        found[child.slot] = Place.MARKED if child.here else Place.GOOD
    return tuple(found)


def content_rows(shown: ScanShown) -> list[Row]:
    """What is in the container: place, code, state."""
    if shown.box is None:
        return []
    return [
        Row(
            (
                str(child.slot + 1),
                child.code.text,
                code_state_word(child.code.state),
            ),
            ("disc", "info") if child.here else CODE_SIGNS.get(child.code.state, NO_SIGN),
            str(child.code.number),
        )
        for child in shown.box.children
    ]


def told_rows(told: tuple[Told, ...], *, chinese: bool) -> list[Row]:
    return [
        Row((when(one.at_ms, suspect=one.suspect), one.what_zh if chinese else one.what))
        for one in told
    ]
