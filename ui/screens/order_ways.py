"""The ways that settle a point of line clearance, as keys: what each asks, or which page it is on.

Which ways there are, and whether one would work now, is the station's word.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from station.talk.line_requests import (
    BeltIsClear,
    ClosePartial,
    EmptyOpen,
    Finish,
    ReadLabelAgain,
    ReprintLabel,
    VoidDoubted,
)
from station.talk.message import Request
from station.talk.order_requests import VoidUnread, Way
from ui.order_words import REASONS, reason_word, way_question
from ui.screens.choice import Choice

if TYPE_CHECKING:
    from ui.screens.order_view import OrderView

# What is done by one key; the right that it takes.
AT_ONCE: Mapping[str, Callable[[Way], Request[Any]]] = {
    "finish": lambda way: Finish(),
    "belt_clear": lambda way: BeltIsClear(),
    "read_label": lambda way: ReadLabelAgain(way.level),
}
# What is done for a reason, which is asked first.
FOR_A_REASON: Mapping[str, Callable[[Way, str], Request[Any]]] = {
    "close_partial": lambda way, why: ClosePartial(way.level, why),
    "empty_open": lambda way, why: EmptyOpen(way.level, why),
    "reprint": lambda way, why: ReprintLabel(way.container, why),
    "void_doubted": lambda way, why: VoidDoubted(why),
    "void_unread": lambda way, why: VoidUnread(why),
}
PAGES = {"alarms": "alarms", "rework": "rework", "scan": "run", "devices": "devices"}
HELD = frozenset({"finish", "belt_clear"})
ASKED_HELD = frozenset({"close_partial", "empty_open", "void_doubted", "void_unread"})
RIGHTS = {
    "finish": "run",
    "belt_clear": "run",
    "read_label": "run",
    "empty_open": "run",
    "close_partial": "partial",
    "reprint": "reprint",
    "void_doubted": "settle_doubt",
    "void_unread": "settle_doubt",
}


class WayDoer:
    def __init__(self, view: OrderView) -> None:
        self._view = view

    @staticmethod
    def knows(way: Way) -> bool:
        """Whether there is a key for it; to wait takes none."""
        return way.name in AT_ONCE or way.name in FOR_A_REASON or way.name in PAGES

    @staticmethod
    def holds(way: Way) -> bool:
        return way.name in HELD

    @staticmethod
    def right(way: Way) -> str:
        """The right that it takes, "" for a page."""
        return RIGHTS.get(way.name, "")

    def do(self, way: Way) -> None:
        view = self._view
        if way.name in PAGES:
            view.host.go(PAGES[way.name])
        elif way.name in AT_ONCE:
            view.station.ask(AT_ONCE[way.name](way), lambda _: view.entered())
        else:
            self._ask_why(way)

    def _ask_why(self, way: Way) -> None:
        view, asks = self._view, FOR_A_REASON[way.name]
        view.host.open(
            Choice(
                view.feel,
                view.host,
                partial(way_question, way.name),
                [(reason, partial(reason_word, reason)) for reason in REASONS[way.name]],
                lambda why: view.station.ask(asks(way, why), lambda _: view.entered()),
                hold=way.name in ASKED_HELD,
            )
        )
