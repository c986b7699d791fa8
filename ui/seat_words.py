"""Who is logged in at this screen, in one line for the key that shows it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from station.talk.look import Seat
from ui.i18n.words import role_word


def seat_text(seat: Seat) -> str:
    """The person and their role, or what to press the key for."""
    if not seat.person:
        return QCoreApplication.translate("Seat", "Log in")
    if seat.locked:
        return QCoreApplication.translate("Seat", "{name}: locked").format(name=seat.person)
    return f"{seat.person}\n{role_word(seat.role)}"
