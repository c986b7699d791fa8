"""A station in memory for the pages of uploads and reports: answers are the test's."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from station.core.access import RIGHTS, Role
from station.core.snapshot import Snapshot
from station.talk.look import Look, Seat, Uploads
from station.talk.message import Refusal, Request
from ui.feel import Feel
from ui.i18n.language import Language
from ui.screens.page import Page
from ui.shell import Shell
from ui.theme.metrics import Metrics

NOW_MS = 1_795_400_000_000
SIZES = ((1_024, 768, 3.4), (1_280, 800, 4.9), (1_920, 1_080, 4.0))


class ScriptedStation(QObject):
    """`answers[kind]` makes the answer of a request, or is a Refusal."""

    looked, seated, attached, refused = Signal(object), Signal(object), Signal(bool), Signal(object)

    def __init__(self, answers: dict[type, Any]) -> None:
        super().__init__()
        self.answers, self.asked = answers, list[Request[Any]]()
        self.is_attached = True
        self.look: Look | None = None
        self.seat: Seat | None = None

    def ask(
        self,
        what: Request[Any],
        then: Callable[[Any], None] | None = None,
        refused: Callable[[Refusal], None] | None = None,
    ) -> None:
        self.asked.append(what)
        made = self.answers.get(type(what))
        if isinstance(made, Refusal):
            (refused or self.refused.emit)(made)
        elif made is not None and then is not None:
            then(made(what))

    def of(self, kind: type) -> list[Any]:
        """What was asked of this kind."""
        return [one for one in self.asked if isinstance(one, kind)]


def seat_of(role: Role) -> Seat:
    rights = tuple(sorted(right.value for right in RIGHTS[role]))
    return Seat("screen 1", True, "anna", role.value, "password", rights)


def look_of(uploads: Uploads | None = None) -> Look:
    line = Snapshot(
        at_ms=NOW_MS,
        order="WO-1",
        product="山泉水",
        batch="L1",
        target=100,
        phase="execute",
        running=True,
        counts=(),
        items_on_belt=0,
        rejects_in_row=0,
        heads=(),
        packs=(),
        alarms=(),
    )
    return Look("Line 1", line, uploads=uploads or Uploads())


def shell_of(
    station: ScriptedStation,
    *pages: type[Page],
    role: Role = Role.ADMIN,
    size: tuple[int, int, float] = SIZES[0],
    language: Language | None = None,
) -> Shell:
    """Shown, with somebody at it."""
    width, height, density = size
    shell = Shell(Feel(Metrics(density)), language or Language(), station, pages)  # type: ignore[arg-type]
    shell.resize(width, height)
    shell.show()
    station.look, station.seat = look_of(), seat_of(role)
    station.seated.emit(station.seat)
    station.looked.emit(station.look)
    return shell
