"""Containers packed by queue, set right by hand: what somebody scanned in one is what is in it.

Queues slip, and a confirming read shows only that they did. So a container in quarantine is opened
on record, every item in it is scanned, and items that the queue had put elsewhere are fetched from
there. Only containers that nothing has confirmed yet give items away.
"""

from __future__ import annotations

from dataclasses import replace

from station.core import events as e
from station.core.alarms import AlarmKind, reader
from station.core.effects import GiveVerdict, ScanOf, scanned_place
from station.core.facts import Seen
from station.core.packaging import PackMode
from station.core.packing import Container, find_waiting, replace_waiting
from station.core.states import Cause, CodeState, ContainerState
from station.core.steps import labels, packer, sight
from station.core.turn import Turn

CONTENT_ALARMS = (AlarmKind.CONFIRM_MISMATCH, AlarmKind.SET_BROKEN)


def quarantine_holder(turn: Turn, number: int, reason: str, by: str = "") -> bool:
    """Quarantine this container if it is still on the line."""
    for pack in turn.state.packs.values():
        for container in (pack.open, *pack.waiting):
            if container is not None and container.number == number:
                _put_back(turn, turn.quarantine(container, True, reason, by))
                return True
    return False


def content_scanned(turn: Turn, event: e.ContentScanned) -> None:
    """Every item of a quarantined container was scanned by hand: that is its content."""
    container = find_waiting(turn.state.packs, event.container)
    if container is None or container.state not in packer.UNCONFIRMED:
        turn.refuse("scan of content", f"container {event.container} doesn't wait for one")
        return
    if not event.symbols:
        _dissolve(turn, container, event.by)
        return
    # A code from elsewhere that no camera saw: a hand scan is as good a sight.
    seen = sight.sight_of(turn, event.symbols, container.level - 1)
    codes, why = _readable(turn, container, event.symbols, seen)
    if why:
        turn.refuse("scan of content", why)
        return
    _come_in(turn, container.level - 1, seen)
    _rewrite(turn, container, codes, event)


def _dissolve(turn: Turn, container: Container, by: str) -> None:
    """Nothing is in it: what the queue had put there is elsewhere or gone, and it is no case."""
    container = turn.move_container(container, ContainerState.OPEN, "found empty", by)
    turn.unbind(container, [one.code for one in container.children.values()], "found empty", by)
    pack = turn.state.packs[container.level]
    waiting = tuple(one for one in pack.waiting if one.number != container.number)
    turn.set_pack(replace(pack, waiting=waiting))
    where = f"container {container.number}"
    turn.clear_alarms(where, *CONTENT_ALARMS, by=by, how="found empty")
    if container.label is not None and turn.code_state(container.label.code) is CodeState.PRINTED:
        label = (container.label.code,)
        turn.move(Cause.VOID, container.level, label, reason="its set was found empty", by=by)
        turn.effects.append(GiveVerdict(pack.scanned, False, scanned_place(container.level)))
        turn.set_pack(replace(turn.state.packs[container.level], scanned=0))
    at_reader = reader(container.level)
    turn.clear_alarms(at_reader, AlarmKind.LABEL_UNREAD, by=by, how="found empty")


def _readable(
    turn: Turn, container: Container, symbols: tuple[Seen, ...], seen: sight.Sight
) -> tuple[tuple[int, ...], str]:
    """The codes that were scanned, or why they can't be the content."""
    codes: list[int] = []
    for symbol in symbols:
        code = _item(turn, container.level, symbol) or _new(turn, container.level, symbol, seen)
        if not code:
            return (), packer.why_wrong(turn, symbol, container.level)
        codes.append(code)
    if not 0 < len(set(codes)) <= container.capacity:
        return (), f"{len(set(codes))} items were scanned, it takes {container.capacity}"
    return tuple(dict.fromkeys(codes)), ""


def _item(turn: Turn, level: int, symbol: Seen) -> int:
    """The code of an item that may be in this container: loose, or in one that isn't sure yet."""
    code = turn.by_data.get(symbol.data, 0)
    if not code and symbol.known is not None:
        code = symbol.known.mate  # the inner code means its item
    if code in turn.live:
        live = turn.live[code]
        loose = live.state in (CodeState.VERIFIED, CodeState.IN_DOUBT)
        return code if live.level == level - 1 and loose else 0
    inside = (one for c in _unsure(turn, level) for one in c.children.values())
    return next((one.code for one in inside if one.data == symbol.data or one.code == code), 0)


def _new(turn: Turn, level: int, symbol: Seen, seen: sight.Sight) -> int:
    """The code of an item that came printed and that nobody has seen yet."""
    code = seen.by_data.get(symbol.data, 0)
    fits = (level - 1, code) in [(of, one.code) for of, one in seen.new]
    return code if fits and not sight.carries_pair(turn, level - 1) else 0


def _come_in(turn: Turn, level: int, seen: sight.Sight) -> None:
    new = replace(seen, new=tuple(one for one in seen.new if one[0] == level))
    sight.receive(turn, new, "")
    codes = tuple(one.code for _, one in new.new)
    turn.move(Cause.VERIFY, level, codes, reason="scanned by hand")


def _unsure(turn: Turn, level: int) -> tuple[Container, ...]:
    """Containers of this level whose content nothing has confirmed yet."""
    pack = turn.state.packs[level]
    opened = () if pack.open is None else (pack.open,)
    return opened + tuple(c for c in pack.waiting if c.state in packer.UNCONFIRMED)


def _rewrite(
    turn: Turn, container: Container, codes: tuple[int, ...], event: e.ContentScanned
) -> None:
    """Take out what isn't there, fetch in what is, and close the container again."""
    reason, by, level = "content scanned by hand", event.by, container.level
    container = turn.move_container(container, ContainerState.OPEN, reason, by)
    gone = [one.code for one in container.children.values() if one.code not in codes]
    container = turn.unbind(container, gone, reason, by)
    for holder in _unsure(turn, level):
        taken = [code for code in codes if holder.slot_of(code) is not None]
        if holder.number != container.number and taken:
            # It may hold what this one was said to hold.
            doubtful = turn.quarantine(holder, True, "an item of it was found elsewhere", by)
            left = turn.unbind(doubtful, taken, reason, by)
            _put_back(turn, left)
            if not left.children and left.state in packer.UNCONFIRMED:
                emptied = "all its items were found elsewhere"
                pack = turn.state.packs[level]
                packer.mismatch(turn, pack, left, emptied)
    doubted = [code for code in codes if turn.code_state(code) is CodeState.IN_DOUBT]
    turn.move(Cause.PRINT, level - 1, doubted, reason="seen")
    turn.move(Cause.VERIFY, level - 1, doubted, reason=reason, by=by)
    for code in codes:
        if container.slot_of(code) is None:
            container = turn.bind(container, ((container.free_slot, code),))
    container = turn.quarantine(container, False, reason, by)
    state = ContainerState.FULL if container.full else ContainerState.PARTIAL
    container = turn.move_container(container, state, reason, by)
    container = turn.move_container(container, ContainerState.CLOSED, reason, by)
    where = f"container {container.number}"
    turn.clear_alarms(where, *CONTENT_ALARMS, by=by, how=reason)
    packer.let_go(turn, container)
    if turn.state.packs[level].mode is PackMode.PRESET:
        packer.found_in_set(turn, level, codes)
    pack = turn.state.packs[level]
    if pack.mode is PackMode.PRESET and pack.scanned:
        labels.scan(turn, level, ScanOf.LABEL)  # it stands there already


def _put_back(turn: Turn, holder: Container) -> None:
    pack = turn.state.packs[holder.level]
    if pack.open is not None and pack.open.number == holder.number:
        turn.set_pack(replace(pack, open=holder))
    else:
        turn.set_pack(replace_waiting(pack, holder))
