"""The rework page's words for what the station says by a name: acts, scans, fates, reasons, states.

Each function reads the language of now; a name without a word is shown as it is.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from ui.i18n.said import in_language

translate = QCoreApplication.translate


def action_word(name: str) -> str:
    """What a key for this act says."""
    words = {
        "accept": translate("Rework", "Accept"),
        "replace": translate("Rework", "Replace it"),
        "replace_in": translate("Rework", "Replace one in it"),
        "remove": translate("Rework", "Take it out"),
        "remove_in": translate("Rework", "Take items out"),
        "add": translate("Rework", "Put it in"),
        "add_in": translate("Rework", "Put items in"),
        "move": translate("Rework", "Move it"),
        "move_in": translate("Rework", "Move items here"),
        "empty": translate("Rework", "Empty the container"),
        "relabel": translate("Rework", "New label, new code"),
        "reprint": translate("Rework", "Same label again"),
        "confirm_label": translate("Rework", "The label is on it"),
        "sample": translate("Rework", "Sample"),
        "unsample": translate("Rework", "Undo the sample"),
        "destroy": translate("Rework", "Destroy"),
        "quarantine": translate("Rework", "Quarantine it"),
        "release": translate("Rework", "Release it"),
    }
    return words.get(name, name)


def prompt_word(action: str, field: str) -> str:
    """What to scan next: the most particular words that there are."""
    words = {
        "replace.put": translate("Rework", "Scan the good item that takes its place."),
        "replace.label": translate("Rework", "Scan the label of the container that it is in."),
        "replace_in.out": translate("Rework", "Scan the item that leaves."),
        "replace_in.put": translate("Rework", "Scan the good item that takes its place."),
        "remove.out": translate("Rework", "Scan more that leave the same container, or go on."),
        "remove.label": translate("Rework", "Scan the label of the container that they leave."),
        "remove_in.out": translate("Rework", "Scan each item that leaves, then go on."),
        "add.put": translate("Rework", "Scan more that go into the same container, or go on."),
        "add.label": translate("Rework", "Scan the label of the container that they go into."),
        "add_in.put": translate("Rework", "Scan each good item that goes in, then go on."),
        "move.what": translate("Rework", "Scan more that move along, or go on."),
        "move.into": translate("Rework", "Scan the label of the container that they go into."),
        "move_in.what": translate("Rework", "Scan each item that moves here, then go on."),
        "confirm_label.label": translate("Rework", "Scan the new label on the container."),
        "confirm_label.inside": translate("Rework", "Scan an item in the container, as a proof."),
    }
    return words.get(f"{action}.{field}", field)


def fate_word(fate: str) -> str:
    """What becomes of what leaves a container."""
    words = {
        "loose": translate("Rework", "It is good: back to the table"),
        "reject": translate("Rework", "Rejected"),
        "sample": translate("Rework", "Sample for QA"),
        "destroy": translate("Rework", "Destroyed: code void"),
    }
    return words.get(fate, fate)


def reason_word(reason: str) -> str:
    """Why a code leaves the game; what was typed after the shared word stays as it is."""
    words = {
        "defect": translate("Rework", "Defect"),
        "expiry": translate("Rework", "Expiry"),
        "qa_sample": translate("Rework", "QA sample"),
        "recall": translate("Rework", "Recall"),
        "complaint": translate("Rework", "Complaint"),
        "testing": translate("Rework", "Testing"),
        "demo_sample": translate("Rework", "Demo sample"),
        "damage_or_loss": translate("Rework", "Damage or loss"),
        "destruction": translate("Rework", "Destruction"),
        "liquidation": translate("Rework", "Liquidation"),
        "confiscation": translate("Rework", "Confiscation"),
        "other": translate("Rework", "Other"),
    }
    word, colon, typed = reason.partition(":")
    return words.get(word.strip(), word) + (f": {typed.strip()}" if colon else "")


def code_state_word(state: str) -> str:
    words = {
        "free": translate("Rework", "Free"),
        "allocated": translate("Rework", "At the printer"),
        "sent": translate("Rework", "Sent to print"),
        "printed": translate("Rework", "Printed"),
        "verified": translate("Rework", "Good"),
        "bound": translate("Rework", "Packed"),
        "in_doubt": translate("Rework", "In doubt"),
        "rejected": translate("Rework", "Rejected"),
        "sampled": translate("Rework", "Sample"),
        "void": translate("Rework", "Void"),
    }
    return words.get(state, state)


CODE_SIGNS = {
    "verified": ("tick", "good"),
    "bound": ("tick", "good"),
    "in_doubt": ("triangle", "wait"),
    "rejected": ("cross", "bad"),
    "sampled": ("flag", "info"),
    "void": ("stop", "bad"),
}
NO_SIGN = ("ring", "idle")


def box_state_word(state: str) -> str:
    words = {
        "open": translate("Rework", "Open"),
        "full": translate("Rework", "Full"),
        "partial": translate("Rework", "Partial"),
        "closed": translate("Rework", "Closed"),
        "labelled": translate("Rework", "Label printed"),
        "confirmed": translate("Rework", "Label confirmed"),
    }
    return words.get(state, state)


def milestone_word(what: str) -> str:
    """What befell a code (`station.core.states.Cause`)."""
    words = {
        "receive": translate("Rework", "Came printed"),
        "send": translate("Rework", "Sent to print"),
        "print": translate("Rework", "Printed"),
        "verify": translate("Rework", "Verified"),
        "bind": translate("Rework", "Packed"),
        "unbind": translate("Rework", "Taken out"),
        "doubt": translate("Rework", "In doubt"),
        "reject": translate("Rework", "Rejected"),
        "accept": translate("Rework", "Accepted"),
        "sample": translate("Rework", "Sample taken"),
        "unsample": translate("Rework", "Sample undone"),
        "void": translate("Rework", "Void"),
    }
    return words.get(what, what)


def said_word(rule: str, why: str, *, chinese: bool) -> str:
    """Why the station won't: its own sentence; in another language what its rule means, and the
    sentence behind it, since that names the containers."""
    said, meaning = in_language(why, chinese=chinese), rule_word(rule)
    return f"{meaning} ({said})" if chinese and meaning and said == why else said


def rule_word(rule: str) -> str:
    """What a precondition of rework means, with the way out; "" for one that has no words."""
    words = {
        "reason": translate("Rework", "A reason is needed."),
        "unknown": translate("Rework", "No code of this station, or in no container; scan again."),
        "label": translate("Rework", "Scan the label of the container itself."),
        "shipped": translate("Rework", "It was shipped; take the shipping back first."),
        "at_desk": translate("Rework", "Its label waits for a scan; scan that first."),
        "not_at_desk": translate("Rework", "It waits for no label; ask for one first."),
        "on_line": translate("Rework", "The line still works on it; wait until it is done."),
        "gone": translate("Rework", "It was emptied and is no container any more."),
        "order": translate("Rework", "Of another order; take one of the same order."),
        "level": translate("Rework", "Of another level; scan what belongs there."),
        "state": translate("Rework", "Not in its present state."),
        "elsewhere": translate("Rework", "It is in another place; move it, or take it out there."),
        "inside": translate("Rework", "It is not in this container; check both."),
        "twice": translate("Rework", "Scanned twice; scan each one once."),
        "capacity": translate("Rework", "The container is full; take something out first."),
        "fate": translate("Rework", "A container leaves whole; take it out as good."),
        "closed": translate("Rework", "Its order is not open: nothing good may stand loose."),
        "twin": translate("Rework", "Two items carry this code; destroy both."),
        "printer": translate("Rework", "The label printer is away or busy."),
        "no_code": translate("Rework", "No code of this level is left."),
        "quarantine": translate("Rework", "It is in quarantine already, or not at all."),
        "right": translate("Rework", "Whoever is logged in may not do that."),
        "control": translate("Rework", "This screen only watches; take control first."),
    }
    return words.get(rule, "")
