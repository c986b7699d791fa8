"""The people of the demonstration: they do what the alarms tell them to, in hall and station.

One call of `act` is one look around: whatever needs a hand gets it, at most once in `PATIENCE_S`
for the same alarm. Nothing here knows the answer beforehand: it acts on the alarm's own words and
on what can be seen in the hall.
"""

from __future__ import annotations

import base64
import re
import time
from collections.abc import Callable, Mapping
from typing import Any, Protocol

from station.core import events as e
from station.core.effects import Refused
from station.core.facts import Seen
from station.core.snapshot import AlarmShown, Snapshot
from station.core.state import LineState
from station.core.states import CodeState
from station.demo.crew import LEADER
from station.demo.crew import OPERATOR as WHO

PATIENCE_S = 0.4
LOOKS_BEFORE_ACCEPTING = 3
LABEL_PATIENCE_S = 2.0


class Hall(Protocol):
    def do(self, action: str, **what: Any) -> Any: ...


class Desk(Protocol):
    """What people reach the station through."""

    @property
    def snapshot(self) -> Snapshot: ...

    @property
    def state(self) -> LineState: ...

    def ask(self, command: e.Event) -> Refused | None: ...

    def now_ms(self) -> int: ...

    def grant_more(self, level: int) -> None: ...


class Operator:
    def __init__(self, desk: Desk, hall: Hall) -> None:
        self._desk, self._hall = desk, hall
        self._acted_s: dict[int, float] = {}
        self._looks: dict[int, int] = {}
        self._without_label_s: dict[int, float] = {}
        self._did: set[str] = set()
        self._handlers: Mapping[str, Callable[[AlarmShown], None]] = {
            "rejects_in_row": self._clear,
            "first_article": self._clear,
            "print_unexplained": self._clear,
            "duplicate": self._clear,
            "reject_failed": self._take_off,
            "events_lost": self._clear_belt,
            "case_wrong": self._take_out_of_case,
            "case_missing": self._look_again,
            "case_incomplete": self._close_partial,
            "confirm_mismatch": self._scan_content,
            "set_broken": self._scan_set,
            "label_unread": self._scan_again,
            "label_wrong": self._change_label,
            "pool_empty": self._more_codes,
            "check_after_restart": self._check_after_restart,
            "target_reached": self._finish,
        }

    def act(self) -> bool:
        """Look around once. True when the order is closed."""
        snapshot = self._desk.snapshot
        if snapshot.phase == "complete":
            return True
        for alarm in snapshot.alarms:
            handler = self._handlers.get(alarm.kind)
            if handler is not None and self._due(alarm.number):
                handler(alarm)
        if snapshot.phase == "stopped" and not snapshot.alarms:
            self._desk.ask(e.StartAsked(self._desk.now_ms(), WHO))
        if snapshot.phase in ("execute", "completing") and not self._holding(snapshot):
            self._towards_the_end(snapshot)
        return False

    def _due(self, number: int) -> bool:
        now_s = time.monotonic()
        if now_s - self._acted_s.get(number, 0.0) < PATIENCE_S:
            return False
        self._acted_s[number] = now_s
        self._looks[number] = self._looks.get(number, 0) + 1
        return True

    @staticmethod
    def _holding(snapshot: Snapshot) -> bool:
        return any(alarm.holds for alarm in snapshot.alarms)

    # -- alarms

    def _clear(self, alarm: AlarmShown, how: str = "looked after") -> None:
        self._desk.ask(e.AlarmClearAsked(alarm.number, self._desk.now_ms(), WHO, how))

    def _take_off(self, alarm: AlarmShown) -> None:
        if self._hall.do("take_off", number=_number(alarm.where)):
            self._clear(alarm, "taken out by hand")

    def _clear_belt(self, alarm: AlarmShown) -> None:
        self._hall.do("clear_belt")
        self._desk.ask(e.BeltCleared(self._desk.now_ms(), WHO))
        self._clear(alarm, "belt cleared")

    def _take_out_of_case(self, alarm: AlarmShown) -> None:
        places = sorted(map(int, re.findall(r"place (\d+)", alarm.detail)), reverse=True)
        for place in places:
            self._hall.do("take_out_place", place=place)
        self._hall.do("present_again")

    def _look_again(self, alarm: AlarmShown) -> None:
        if self._looks[alarm.number] <= LOOKS_BEFORE_ACCEPTING:
            self._hall.do("present_again")
        else:
            self._desk.ask(e.MissingAccepted(_number(alarm.where), self._desk.now_ms(), LEADER))

    def _close_partial(self, alarm: AlarmShown) -> None:
        level = _number(alarm.where)
        if self._looks[alarm.number] < LOOKS_BEFORE_ACCEPTING:
            self._hall.do("present_again")
            return
        self._partial(level, "an item was taken out of the case")

    def _scan_content(self, alarm: AlarmShown, whose: str = "scan_content") -> None:
        scanned = [base64.b64decode(text) for text in self._hall.do(whose)]
        seen = tuple(Seen(data) for data in scanned)
        container = _number(alarm.where)
        self._desk.ask(e.ContentScanned(container, seen, self._desk.now_ms(), LEADER))

    def _scan_set(self, alarm: AlarmShown) -> None:
        """The case stands at the label scanner. What can't be read, or may not be packed, is taken
        out of it first."""
        self._hall.do("take_out_bad")
        self._scan_content(alarm, "scan_content_at_scanner")

    def _scan_again(self, alarm: AlarmShown) -> None:
        level = _number(alarm.where)
        if self._looks[alarm.number] > LOOKS_BEFORE_ACCEPTING:
            self._reprint(level)
            self._hall.do("change_label", level=level)
        self._desk.ask(e.RescanAsked(level, self._desk.now_ms(), WHO))

    def _change_label(self, alarm: AlarmShown) -> None:
        level = _number(alarm.where)
        if self._hall.do("change_label", level=level):
            self._desk.ask(e.RescanAsked(level, self._desk.now_ms(), WHO))
        elif self._looks[alarm.number] > LOOKS_BEFORE_ACCEPTING:
            self._reprint(level)

    def _reprint(self, level: int) -> None:
        pack = self._desk.state.packs[level]
        container = next((c for c in pack.waiting if c.label is not None), None)
        if container is not None:
            now_ms = self._desk.now_ms()
            self._desk.ask(e.ReprintAsked(container.number, now_ms, LEADER, "label unusable"))

    def _labels_that_never_came(self, status: Mapping[str, Any]) -> None:
        """A case or pallet stands at the labeller and no label comes, though the station says that
        it was printed: it went into the bin at a restart. Print the same one again."""
        waits = {1: status["unlabelled"] and not status["at_scanner"]}
        waits[2] = status["pallet_unlabelled"]
        now_s = time.monotonic()
        for level, waiting in waits.items():
            if not waiting:
                self._without_label_s.pop(level, None)
            elif now_s - self._without_label_s.setdefault(level, now_s) > LABEL_PATIENCE_S:
                del self._without_label_s[level]
                self._reprint(level)

    def _more_codes(self, alarm: AlarmShown) -> None:
        level = self._desk.state.heads[alarm.where].level
        self._desk.grant_more(level)

    def _check_after_restart(self, alarm: AlarmShown) -> None:
        """The belt is emptied; what stood printed and unlabelled gets the same label anew. Not
        before the printers are ready: a label in the wrong turn would go onto the wrong case."""
        if any(head.status != "ready" for head in self._desk.snapshot.heads):
            return
        self._hall.do("clear_belt")
        now_ms = self._desk.now_ms()
        self._desk.ask(e.BeltCleared(now_ms, WHO))
        status = self._hall.do("status")
        for level, unlabelled in ((1, status["unlabelled"]), (2, status["pallet_unlabelled"])):
            self._hall.do("drop_labels", level=level)
            pack = self._desk.state.packs.get(level)
            waiting = pack.waiting[len(pack.waiting) - int(unlabelled) :] if pack else ()
            for container in waiting if unlabelled else ():
                if container.label is not None:
                    reason = "lost at the restart"
                    self._desk.ask(e.ReprintAsked(container.number, now_ms, LEADER, reason))
        self._clear(alarm, "belt and open case checked")

    # -- the end of the order

    def _finish(self, _: AlarmShown) -> None:
        self._once("finish", e.FinishAsked(self._desk.now_ms(), WHO))

    def _towards_the_end(self, snapshot: Snapshot) -> None:
        status = self._hall.do("status")
        self._labels_that_never_came(status)
        if not status["fed_all"] or status["on_belt"]:
            return
        now_ms = self._desk.now_ms()
        if snapshot.phase == "execute":
            self._once("finish", e.FinishAsked(now_ms, WHO))
        elif status["in_open_case"]:
            self._finish_level(1, "finish_case")
        elif status["held"] or status["unlabelled"] or status["at_scanner"]:
            return
        elif status["on_open_pallet"]:
            self._finish_level(2, "finish_pallet")
        elif not status["pallet_waits"]:
            self._clearance(now_ms)

    def _once(self, what: str, command: e.Event) -> None:
        if what not in self._did and self._desk.ask(command) is None:
            self._did.add(what)

    def _finish_level(self, level: int, in_hall: str) -> None:
        if in_hall not in self._did:
            self._did.add(in_hall)
            self._partial(level, "end of order")
            self._hall.do(in_hall)

    def _partial(self, level: int, reason: str) -> None:
        self._desk.ask(e.PartialCloseAsked(level, self._desk.now_ms(), LEADER, reason))

    def _clearance(self, now_ms: int) -> None:
        self._desk.ask(e.BeltCleared(now_ms, LEADER))
        live = self._desk.state.live.items()
        doubted = tuple(code for code, one in live if one.state is CodeState.IN_DOUBT)
        if doubted:
            reason = "not found at line clearance"
            self._desk.ask(e.DoubtSettled(doubted, now_ms, LEADER, reason))
        if self._desk.ask(e.CloseAsked(now_ms, LEADER)) is not None:
            self._desk.ask(e.UnreadVoided("not read by line clearance", now_ms, LEADER))


def _number(where: str) -> int:
    """The number in an alarm's place, such as "item 17" or "level 1"."""
    found = re.search(r"\d+", where)
    assert found is not None, f"no number in {where!r}"
    return int(found.group())
