"""What the run screen asks: the line's own commands, each signed by who is logged in."""

from __future__ import annotations

from station.compose.workplace import Workplace
from station.core import events as e
from station.core import hand_events as h
from station.core.facts import Seen
from station.core.states import CodeState
from station.door.acts import does, must
from station.door.seats import Taken
from station.talk import line_requests as q
from station.talk.message import Refusal
from station.talk.server import Refuses

BY_SCREEN = "screen"  # the device name of what was scanned at a screen


class LineActs:
    def __init__(self, place: Workplace) -> None:
        self._place, self._service = place, place.service

    def _ask(self, seat: Taken, command: e.Event) -> None:
        must(self._service.ask(seat.people, command))

    def _now_ms(self) -> int:
        return self._place.now_ms()

    @does(q.Start)
    def start(self, seat: Taken, _: q.Start) -> None:
        self._ask(seat, e.StartAsked(self._now_ms()))

    @does(q.Stop)
    def stop(self, seat: Taken, asked: q.Stop) -> None:
        must(self._service.stop(seat.people, asked.reason))

    @does(q.Finish)
    def finish(self, seat: Taken, _: q.Finish) -> None:
        self._ask(seat, e.FinishAsked(self._now_ms()))

    @does(q.ClosePartial)
    def close_partial(self, seat: Taken, asked: q.ClosePartial) -> None:
        self._ask(seat, e.PartialCloseAsked(asked.level, self._now_ms(), reason=asked.reason))

    @does(q.ReprintLabel)
    def reprint(self, seat: Taken, asked: q.ReprintLabel) -> None:
        self._ask(seat, e.ReprintAsked(asked.container, self._now_ms(), reason=asked.reason))

    @does(q.ReadLabelAgain)
    def read_again(self, seat: Taken, asked: q.ReadLabelAgain) -> None:
        self._ask(seat, e.RescanAsked(asked.level, self._now_ms()))

    @does(q.AcceptMissing)
    def accept_missing(self, seat: Taken, asked: q.AcceptMissing) -> None:
        self._ask(seat, e.MissingAccepted(asked.level, self._now_ms()))

    @does(q.ClearAlarm)
    def clear_alarm(self, seat: Taken, asked: q.ClearAlarm) -> None:
        self._ask(seat, e.AlarmClearAsked(asked.alarm, self._now_ms(), how=asked.how))

    @does(q.BeltIsClear)
    def belt_is_clear(self, seat: Taken, _: q.BeltIsClear) -> None:
        self._ask(seat, e.BeltCleared(self._now_ms()))

    @does(q.ScanContent)
    def scan_content(self, seat: Taken, asked: q.ScanContent) -> None:
        seen = tuple(self._read(said) for said in asked.said)
        self._ask(seat, e.ContentScanned(asked.container, seen, self._now_ms()))

    @does(q.EmptyOpen)
    def empty_open(self, seat: Taken, asked: q.EmptyOpen) -> None:
        self._ask(seat, h.OpenCancelled(asked.level, self._now_ms(), reason=asked.reason))

    @does(q.ScanByHand)
    def scan_by_hand(self, seat: Taken, asked: q.ScanByHand) -> None:
        """A device's word, and no command of people: it says what it read, as a scanner does."""
        event = h.HandScanned(BY_SCREEN, (self._read(asked.said),), self._now_ms())
        self._place.service.scanned(seat.people, event)

    @does(q.MoreCodes)
    def more_codes(self, seat: Taken, asked: q.MoreCodes) -> None:
        self._service.grant_more(seat.people, asked.level)

    @does(q.VoidDoubted)
    def void_doubted(self, seat: Taken, asked: q.VoidDoubted) -> None:
        live = self._place.state.live.items()
        doubted = tuple(code for code, one in live if one.state is CodeState.IN_DOUBT)
        if not doubted:
            raise Refuses(Refusal("no code of this order is in doubt"))
        self._ask(seat, e.DoubtSettled(doubted, self._now_ms(), reason=asked.reason))

    @does(q.CallHelp)
    def call_help(self, seat: Taken, asked: q.CallHelp) -> None:
        must(self._service.call_help(seat.people, seat.screen, asked.why))

    @does(q.ClockIsRight)
    def clock_is_right(self, seat: Taken, _: q.ClockIsRight) -> None:
        self._ask(seat, e.ClockTrusted(self._now_ms()))

    def _read(self, said: str) -> Seen:
        """What was scanned or typed, as a reader would have handed it in."""
        read = self._place.all_codes.as_read(said)
        return Seen(read.data, read.aim)
