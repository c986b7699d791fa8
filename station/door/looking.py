"""What all screens are told of the line: put together from the snapshot, the gauge and the store.

Whether a key would work is asked of the core itself: the command is stepped on the state as it is,
and what comes of it is thrown away. So no rule stands twice, and a dead key can say why.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from config.line import LineFile
from station.compose.workplace import Workplace
from station.core import events as e
from station.core.code_shapes import masked
from station.core.effects import Refused
from station.core.line import step
from station.core.state import LineState
from station.core.states import CodeState
from station.door.device_roles import roles_by_device
from station.door.seats import Seats
from station.runtime.gauge import Gauge, Gauged, ReadOfLate
from station.runtime.station import DeviceShown
from station.store import outbox
from station.talk.look import (
    DeviceLine,
    FirstArticle,
    KeyLine,
    Look,
    Minute,
    PoolLine,
    Recent,
    Uploads,
)

ASK_STORE_EVERY_MS = 2_000
ASK_CORE_EVERY_MS = 500
ANY_REASON = "?"


class Looking:
    """Call it for the newest `Look`; from one thread."""

    def __init__(self, place: Workplace, line: LineFile, gauge: Gauge, seats: Seats) -> None:
        self._place, self._line, self._gauge, self._seats = place, line, gauge, seats
        self._roles = roles_by_device(line)
        self._uploads, self._has_users, self._store_asked_ms = Uploads(), True, 0
        self._keys: tuple[KeyLine, ...] = ()
        self._keys_of: tuple[object, ...] = ()
        self._names: dict[int, str] = {}

    def __call__(self) -> Look:
        place, now_ms = self._place, self._place.now_ms()
        line, state = place.snapshot, place.state
        gauged = self._gauge.gauged(now_ms)
        if now_ms - self._store_asked_ms >= ASK_STORE_EVERY_MS:
            self._store_asked_ms = now_ms
            self._ask_store()
        good = line.count(0, CodeState.BOUND) + line.count(0, CodeState.VERIFIED)
        return Look(
            station=self._line.name,
            line=line,
            devices=tuple(self._device(one) for one in place.devices),
            good=good,
            rejected=line.count(0, CodeState.REJECTED),
            rejects=gauged.rejects if gauged.order == line.order else (),
            cases=sum(line.count(1, one) for one in (CodeState.VERIFIED, CodeState.BOUND)),
            pallets=sum(line.count(2, one) for one in (CodeState.VERIFIED, CodeState.BOUND)),
            per_minute=round(gauged.per_minute, 1),
            target_per_minute=self._line.limits.rated_per_minute,
            minutes=tuple(Minute(*one) for one in gauged.minutes),
            recent=tuple(self._recent(one) for one in gauged.recent),
            pools=tuple(self._pools(state, gauged)),
            keys=self._keys_now(state, now_ms),
            uploads=self._uploads,
            first_article=self._first_article(state, gauged),
            screens=len(self._seats),
            in_control=self._seats.in_control,
            demonstration=place.demo,
            has_users=self._has_users,
        )

    def _ask_store(self) -> None:
        self._uploads = upload_stand(outbox.status(self._place.reader))
        self._has_users = self._place.service.has_users()

    def _device(self, one: DeviceShown) -> DeviceLine:
        tried = self._place.device(one.name).caps.hardware_verified
        return DeviceLine(one.name, self._roles[one.name], one.status, one.said, one.hint, tried)

    def _recent(self, read: ReadOfLate) -> Recent:
        return Recent(read.at_ms, self._name(read.code), read.verdict, read.picture)

    def _name(self, code: int) -> str:
        """How people read it, covered: a screen stands where everybody passes."""
        if not code:
            return ""
        if code not in self._names:
            if len(self._names) > 100:
                self._names.clear()
            self._names[code] = masked(self._place.codes.human(0, [code])[0])
        return self._names[code]

    def _pools(self, state: LineState, gauged: Gauged) -> Iterator[PoolLine]:
        """Codes that nothing was done with yet; what a level needs hangs on the items' pace."""
        if state.order is None:
            return
        per_minute, product = gauged.per_minute, state.order.product
        for level in product.code_levels:
            left = state.counts.get((level, CodeState.FREE), 0)
            pace = per_minute / product.items_in(level)
            minutes = round(left / pace, 1) if pace > 0 else None
            yield PoolLine(level, product.levels[level].role, left, minutes)

    def _first_article(self, state: LineState, gauged: Gauged) -> FirstArticle:
        passed = None if gauged.first_article is None else self._recent(gauged.first_article)
        awaited = state.first_article and state.order is not None and state.running
        return FirstArticle(awaited, passed)

    # -- keys

    def _keys_now(self, state: LineState, now_ms: int) -> tuple[KeyLine, ...]:
        """As the core would answer; asked anew when the line is another than before."""
        of = (state.phase, state.packs, state.alarms, state.heads, now_ms // ASK_CORE_EVERY_MS)
        if of != self._keys_of:
            self._keys_of = of
            asked = commands(state, now_ms)
            self._keys = tuple(KeyLine(name, why_not(state, one)) for name, one in asked.items())
        return self._keys


def commands(state: LineState, now_ms: int) -> Mapping[str, e.Event]:
    """What the run screen's keys would ask just now, by the key's name."""
    asked: dict[str, e.Event] = {
        "start": e.StartAsked(now_ms, ANY_REASON),
        "stop": e.StopAsked(now_ms, ANY_REASON),
        "finish": e.FinishAsked(now_ms, ANY_REASON),
    }
    for level, pack in state.packs.items():
        asked[f"partial-{level}"] = e.PartialCloseAsked(level, now_ms, ANY_REASON, ANY_REASON)
        box = next((one for one in pack.waiting if one.label is not None), None)
        if box is not None:  # the one that waits longest, as the screen asks for it
            asked[f"reprint-{level}"] = e.ReprintAsked(box.number, now_ms, ANY_REASON, ANY_REASON)
    return asked


def why_not(state: LineState, command: e.Event) -> str:
    """The core's own refusal of a command on this state, "" = it would do it."""
    _, _, effects = step(state, command)
    refused = next((one for one in effects if isinstance(one, Refused)), None)
    return "" if refused is None else refused.why


def upload_stand(stand: outbox.OutboxStatus) -> Uploads:
    return Uploads(stand.waiting, stand.refused, stand.last_success_ms, stand.oldest_ms)
