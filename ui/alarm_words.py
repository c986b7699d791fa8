"""An alarm of the station as one line and what to do, in the language of the screen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from station.core.snapshot import AlarmShown
from station.talk.look import Look
from ui.i18n.said import in_language
from ui.i18n.words import device_name


def foremost(alarms: Sequence[AlarmShown]) -> AlarmShown | None:
    """The oldest that holds the line, else the newest."""
    holding = next((one for one in alarms if one.holds), None)
    return holding or (alarms[-1] if alarms else None)


def what_of(alarm: AlarmShown, look: Look, *, chinese: bool) -> str:
    """Time, what and where: "14:03 A printer can't print (label printer 1)"."""
    at = datetime.fromtimestamp(alarm.since_ms / 1_000).strftime("%H:%M")
    what = alarm.what_zh if chinese else alarm.what
    return f"{at}  {what} ({where_of(alarm, look, chinese=chinese)})"


def where_of(alarm: AlarmShown, look: Look, *, chinese: bool) -> str:
    """A device by what it does; any other place as the station says it."""
    roles = {device.name: device.role for device in look.devices}
    if alarm.where in roles:
        return device_name(alarm.where, roles[alarm.where])
    return in_language(alarm.where, chinese=chinese)


def do_of(alarm: AlarmShown, *, chinese: bool, others: int = 0) -> str:
    """What to do; with the station's own detail, and how many alarms stand beside it."""
    do = alarm.do_zh if chinese else alarm.do
    detail = in_language(alarm.detail, chinese=chinese)
    said = f"{do}  [{detail}]" if detail else do
    if not others:
        return said
    more = QCoreApplication.translate("Alarms", "{count} more alarms").format(count=others)
    return f"{said}  (+ {more})"
