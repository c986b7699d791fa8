"""The field's words for what an order says by a name."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

SCENES = ("anti_counterfeit", "anti_diversion", "marketing", "traceability")


def scene_word(name: str) -> str:
    """What codes are for (`config.order.Scene`)."""
    translate = QCoreApplication.translate
    words = {
        "anti_counterfeit": translate("OrderWords", "anti-counterfeit"),
        "anti_diversion": translate("OrderWords", "anti-diversion"),
        "marketing": translate("OrderWords", "marketing"),
        "traceability": translate("OrderWords", "traceability"),
    }
    return words.get(name, name)


def way_word(name: str) -> str:
    """The key that settles a point of line clearance (`station.talk.order_requests.Way`)."""
    translate = QCoreApplication.translate
    words = {
        "finish": translate("OrderWords", "Finish order"),
        "belt_clear": translate("OrderWords", "Belt is clear"),
        "read_label": translate("OrderWords", "Read label"),
        "close_partial": translate("OrderWords", "Close part full"),
        "empty_open": translate("OrderWords", "Take out again"),
        "reprint": translate("OrderWords", "Reprint label"),
        "void_doubted": translate("OrderWords", "Void these"),
        "void_unread": translate("OrderWords", "Void unread"),
        "alarms": translate("OrderWords", "Alarms"),
        "rework": translate("OrderWords", "Rework"),
        "scan": translate("OrderWords", "Run page"),
        "devices": translate("OrderWords", "Devices"),
    }
    return words[name]


def way_question(name: str) -> str:
    """What is asked before it is done for a reason."""
    translate = QCoreApplication.translate
    words = {
        "close_partial": translate("OrderWords", "Close it though it isn't full: why?"),
        "empty_open": translate("OrderWords", "Everything was taken out again: why?"),
        "reprint": translate("OrderWords", "Print the same label once more: why?"),
        "void_doubted": translate(
            "OrderWords", "Codes in doubt become void and can't be used again: why?"
        ),
        "void_unread": translate(
            "OrderWords", "Codes that nobody read become void and can't be used again: why?"
        ),
    }
    return words[name]


REASONS = {
    "close_partial": ("end of order", "no more material"),
    "empty_open": ("end of order", "packed wrong"),
    "reprint": ("label unreadable", "label lost", "label damaged"),
    "void_doubted": ("looked for, not found", "scrapped"),
    "void_unread": ("scrapped", "label torn", "looked for, not found"),
}


def reason_word(reason: str) -> str:
    """A reason as it stands on record, in the language of the screen."""
    translate = QCoreApplication.translate
    words = {
        "end of order": translate("OrderWords", "End of order"),
        "no more material": translate("OrderWords", "No more material"),
        "packed wrong": translate("OrderWords", "Packed wrong"),
        "label unreadable": translate("OrderWords", "Label unreadable"),
        "label lost": translate("OrderWords", "Label lost"),
        "label damaged": translate("OrderWords", "Label damaged"),
        "label torn": translate("OrderWords", "Label torn"),
        "looked for, not found": translate("OrderWords", "Looked for, not found"),
        "scrapped": translate("OrderWords", "Scrapped"),
        "called off by planning": translate("OrderWords", "Called off by planning"),
        "no material": translate("OrderWords", "No material"),
        "machine broken": translate("OrderWords", "Machine broken"),
        "wrong order": translate("OrderWords", "Wrong order"),
    }
    return words[reason]
