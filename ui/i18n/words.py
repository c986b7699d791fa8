"""The field's words for what the station says by a name: states, verdicts, roles, levels.

Each function reads the language of now. A name without a word is shown as it is: a new verdict of
a newer station is better shown in English than not at all.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from station.core.access import RIGHTS, Role


def _word(words: dict[str, str], name: str) -> str:
    return words.get(name, name.replace("_", " "))


def phase_word(name: str) -> str:
    """A machine state in PackML's words."""
    translate = QCoreApplication.translate
    return _word(
        {
            "idle": translate("Words", "Idle"),
            "execute": translate("Words", "Execute"),
            "held": translate("Words", "Held"),
            "suspended": translate("Words", "Suspended"),
            "stopped": translate("Words", "Stopped"),
            "completing": translate("Words", "Completing"),
            "complete": translate("Words", "Complete"),
        },
        name,
    )


PHASE_SIGNS = {
    "idle": ("ring", "idle"),
    "execute": ("play", "good"),
    "completing": ("play", "good"),
    "held": ("pause", "wait"),
    "suspended": ("pause", "wait"),
    "stopped": ("stop", "bad"),
    "complete": ("tick", "info"),
}


def device_word(status: str) -> str:
    translate = QCoreApplication.translate
    return _word(
        {
            "ready": translate("Words", "ready"),
            "preparing": translate("Words", "preparing"),
            "offline": translate("Words", "no answer"),
            "warning": translate("Words", "warning"),
            "fault": translate("Words", "fault"),
            "paused": translate("Words", "paused"),
        },
        status,
    )


DEVICE_SIGNS = {
    "ready": ("disc", "idle"),
    "preparing": ("ring", "idle"),
    "offline": ("cross", "bad"),
    "warning": ("triangle", "wait"),
    "fault": ("stop", "bad"),
    "paused": ("pause", "wait"),
}


def device_role_word(role: str) -> str:
    """A role as the station names it: `label-1` is the label printer of level 1."""
    translate = QCoreApplication.translate
    kind, _, level = role.partition("-")
    word = _word(
        {
            "plc": translate("Words", "PLC"),
            "coder": translate("Words", "coder"),
            "camera": translate("Words", "camera"),
            "look_down": translate("Words", "case camera"),
            "confirm": translate("Words", "confirming reader"),
            "shipping": translate("Words", "shipping scanner"),
            "hand": translate("Words", "hand scanner"),
            "label": translate("Words", "label printer"),
            "scanner": translate("Words", "label scanner"),
        },
        kind,
    )
    return f"{word} {level}" if level else word


def device_name(name: str, role: str) -> str:
    """What people call a device: by what it does; by its name in the line file where it does
    nothing."""
    return device_role_word(role) if role else name


def level_word(role: str) -> str:
    """What a level's things are called: bottle, case, pallet."""
    translate = QCoreApplication.translate
    return _word(
        {
            "bottle": translate("Words", "bottle"),
            "case": translate("Words", "case"),
            "pallet": translate("Words", "pallet"),
            "box": translate("Words", "box"),
            "can": translate("Words", "can"),
            "item": translate("Words", "item"),
        },
        role,
    )


def verdict_word(name: str) -> str:
    """Why an item was good or kicked off (`station.core.verify.Verdict`)."""
    translate = QCoreApplication.translate
    return _word(
        {
            "good": translate("Words", "good"),
            "no_read": translate("Words", "no read"),
            "too_late": translate("Words", "read too late"),
            "missing": translate("Words", "not at the camera"),
            "multiple": translate("Words", "several codes"),
            "duplicate": translate("Words", "same code twice"),
            "unknown_code": translate("Words", "unknown code"),
            "wrong_symbol": translate("Words", "wrong symbol"),
            "wrong_product": translate("Words", "other product"),
            "wrong_batch": translate("Words", "other batch"),
            "wrong_level": translate("Words", "other level"),
            "already_packed": translate("Words", "already packed"),
            "rejected_before": translate("Words", "kicked off before"),
            "void": translate("Words", "void code"),
            "not_printed": translate("Words", "never printed here"),
            "pair_incomplete": translate("Words", "second code missing"),
            "too_early": translate("Words", "scanned too early"),
            "set_broken": translate("Words", "set not whole"),
            "pair_broken": translate("Words", "codes of two items"),
        },
        name,
    )


def role_word(role: str) -> str:
    """A person's role (`station.core.access.Role`)."""
    translate = QCoreApplication.translate
    return _word(
        {
            "operator": translate("Words", "operator"),
            "leader": translate("Words", "line leader"),
            "qa": translate("Words", "QA"),
            "it": translate("Words", "plant IT"),
            "admin": translate("Words", "administrator"),
            "auditor": translate("Words", "auditor"),
        },
        role,
    )


def roles_with(right: str) -> str:
    """Whom it takes to do what needs this right, in words."""
    return " / ".join(role_word(role) for role in Role if right in RIGHTS[role])
