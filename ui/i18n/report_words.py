"""Words for what uploads and reports say by a name: acts of people, kinds of batches, factors.

As in `ui.i18n.words`: a name without a word is shown as it is.
"""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication

MINUTE_S, HOUR_S, DAY_S = 60, 3_600, 86_400


def _word(words: dict[str, str], name: str) -> str:
    return words.get(name, name.replace("_", " "))


def upload_state_word(state: str) -> str:
    translate = QCoreApplication.translate
    return _word(
        {
            "all": translate("ReportWords", "all"),
            "waiting": translate("ReportWords", "waiting"),
            "refused": translate("ReportWords", "refused"),
            "acknowledged": translate("ReportWords", "received"),
        },
        state,
    )


UPLOAD_SIGNS = {
    "waiting": ("ring", "idle"),
    "refused": ("cross", "bad"),
    "acknowledged": ("tick", "idle"),
}


def batch_word(what: str) -> str:
    """What a batch is, where it isn't a container."""
    translate = QCoreApplication.translate
    return _word(
        {
            "closing": translate("ReportWords", "closing report"),
            "shipment": translate("ReportWords", "shipment"),
            "container": translate("ReportWords", "container"),
        },
        what,
    )


def code_end_word(state: str) -> str:
    translate = QCoreApplication.translate
    return _word(
        {
            "": "",
            "void": translate("ReportWords", "void"),
            "rejected": translate("ReportWords", "rejected"),
            "sampled": translate("ReportWords", "sample"),
        },
        state,
    )


def span_word(span: str) -> str:
    translate = QCoreApplication.translate
    return _word(
        {
            "": translate("ReportWords", "all time"),
            "this": translate("ReportWords", "this shift"),
            "last": translate("ReportWords", "last shift"),
            "today": translate("ReportWords", "today"),
            "yesterday": translate("ReportWords", "yesterday"),
            "week": translate("ReportWords", "seven days"),
        },
        span,
    )


def factor_word(name: str) -> str:
    translate = QCoreApplication.translate
    return _word(
        {
            "availability": translate("ReportWords", "Availability"),
            "performance": translate("ReportWords", "Performance"),
            "quality": translate("ReportWords", "Quality"),
            "overall": translate("ReportWords", "OEE"),
        },
        name,
    )


def lacking_word(why: str) -> str:
    translate = QCoreApplication.translate
    return _word(
        {
            "no order was on the line": translate("ReportWords", "no order was on the line"),
            "no rated speed in the line file": translate(
                "ReportWords", "no rated speed in the line file"
            ),
            "the line did not run": translate("ReportWords", "the line did not run"),
            "no item was judged": translate("ReportWords", "no item was judged"),
        },
        why,
    )


def category_word(name: str) -> str:
    """A category of the audit trail."""
    translate = QCoreApplication.translate
    return _word(
        {
            "": translate("ReportWords", "everything"),
            "access": translate("ReportWords", "log in and out"),
            "refused": translate("ReportWords", "refused commands"),
            "users": translate("ReportWords", "users"),
            "configuration": translate("ReportWords", "configuration, backup"),
            "devices": translate("ReportWords", "devices"),
            "export": translate("ReportWords", "export of codes"),
            "orders": translate("ReportWords", "orders"),
            "alarms": translate("ReportWords", "alarms"),
            "rework": translate("ReportWords", "rework, voids, samples"),
            "shipping": translate("ReportWords", "shipping"),
            "clock": translate("ReportWords", "clock"),
        },
        name,
    )


def act_word(what: str) -> str:
    """What somebody did; two words of rework are joined by an arrow."""
    first, arrow, rest = what.partition(" → ")
    if arrow:
        return f"{act_word(first)} → {act_word(rest)}"
    translate = QCoreApplication.translate
    return _word(
        {
            "taken out": translate("ReportWords", "taken out"),
            "label printed again": translate("ReportWords", "label printed again"),
            "quarantined": translate("ReportWords", "quarantined"),
            "released": translate("ReportWords", "released"),
            "closed as partial": translate("ReportWords", "closed as partial"),
            "opened again": translate("ReportWords", "opened again"),
            "void": translate("ReportWords", "void"),
            "sample": translate("ReportWords", "sample"),
            "unsample": translate("ReportWords", "sample given back"),
            "accept": translate("ReportWords", "accepted"),
            "reject": translate("ReportWords", "rejected"),
            "doubt": translate("ReportWords", "in doubt"),
            "verify": translate("ReportWords", "verified"),
            "print": translate("ReportWords", "printed"),
            "bind": translate("ReportWords", "packed"),
            "unbind": translate("ReportWords", "unpacked"),
            "replace": translate("ReportWords", "replaced"),
            "remove": translate("ReportWords", "removed"),
            "add": translate("ReportWords", "added"),
            "move": translate("ReportWords", "moved"),
            "empty": translate("ReportWords", "emptied"),
            "relabel": translate("ReportWords", "new label"),
            "destroy": translate("ReportWords", "destroyed"),
            "shipped": translate("ReportWords", "shipped"),
            "shipping undone": translate("ReportWords", "shipping undone"),
            "block released": translate("ReportWords", "codes given back"),
            "block void": translate("ReportWords", "range void"),
            "clock trusted": translate("ReportWords", "clock is right"),
            "order changed": translate("ReportWords", "order changed"),
            "alarm cleared": translate("ReportWords", "alarm cleared"),
            "state changed": translate("ReportWords", "state changed"),
            "access": translate("ReportWords", "access"),
            "users": translate("ReportWords", "users"),
            "configuration": translate("ReportWords", "configuration"),
            "backup": translate("ReportWords", "backup"),
            "unlock": translate("ReportWords", "unlocked"),
            "devices": translate("ReportWords", "devices"),
            "export": translate("ReportWords", "export"),
            "request": translate("ReportWords", "refused"),
        },
        what,
    )


def clock(at_ms: int) -> str:
    """A time of today by its clock, another one with its day; "–" for none."""
    if not at_ms:
        return "–"
    local = datetime.fromtimestamp(at_ms / 1_000)
    today = local.date() == datetime.now().date()
    return f"{local:%H:%M:%S}" if today else f"{local:%m-%d %H:%M}"


def day_and_time(at_ms: int) -> str:
    return f"{datetime.fromtimestamp(at_ms / 1_000):%Y-%m-%d %H:%M}" if at_ms else "–"


def lasting(seconds: float) -> str:
    """`12 s`, `3:05 min`, `5:12 h`, `2 d`: the largest unit that says it."""
    whole = round(seconds)
    if whole < MINUTE_S:
        return f"{whole} s"
    if whole < HOUR_S:
        return f"{whole // MINUTE_S}:{whole % MINUTE_S:02} min"
    if whole < 2 * DAY_S:
        return f"{whole // HOUR_S}:{whole % HOUR_S // MINUTE_S:02} h"
    return f"{whole // DAY_S} d"
