"""Who is logged in at this screen, in one line for the key that shows it; whom a thing takes."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from station.core.access import NEEDS_PASSWORD, Proof, Right
from station.talk.look import Seat
from ui.i18n.words import role_word, roles_with


def seat_text(seat: Seat) -> str:
    """The person and their role, or what to press the key for."""
    if not seat.person:
        return QCoreApplication.translate("Seat", "Log in")
    if seat.locked:
        return QCoreApplication.translate("Seat", "{name}: locked").format(name=seat.person)
    return f"{seat.person}\n{role_word(seat.role)}"


def why_not_here(seat: Seat | None, right: Right, *, moves_line: bool = False) -> str:
    """What whoever sits here lacks for this right, as the station would say it; "" = nothing.
    What moves the line takes the screen in control first."""
    if seat is not None and moves_line and not seat.controls:
        return QCoreApplication.translate("Seat", "This screen only watches: take control first.")
    if seat is None or right.value not in seat.rights:
        return QCoreApplication.translate("Seat", "Log in as {roles}.").format(
            roles=roles_with(right.value)
        )
    if right in NEEDS_PASSWORD and seat.proof != Proof.PASSWORD:
        return QCoreApplication.translate("Seat", "This takes the password: log in with it again.")
    return ""
