"""What goes into containers: by queue with a confirming read, or by a look-down picture."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from station.core import events as e
from station.core import records as r
from station.core.alarms import AlarmKind, place, reader
from station.core.effects import GiveVerdict, ScanOf, presented_place
from station.core.facts import Seen
from station.core.packaging import PackMode
from station.core.packing import (
    CONTAINERS_WAITING_MAX,
    Container,
    Pack,
    PartialWish,
    Presented,
    at_scanner,
    in_packer,
    replace_waiting,
)
from station.core.states import Cause, CodeState, ContainerState
from station.core.steps import labels, sight, spoiled
from station.core.turn import Turn
from station.core.verify import Verdict, judge_symbol, printable

CASE_ALARMS = (AlarmKind.CASE_WRONG, AlarmKind.CASE_MISSING, AlarmKind.CASE_INCOMPLETE)
UNCONFIRMED = (ContainerState.FULL, ContainerState.PARTIAL)
CLOSED_UNREAD = (ContainerState.CLOSED, ContainerState.LABELLED)  # its label was not read yet


def item_arrived(turn: Turn, code: int) -> None:
    """A verified item passed into the packer of level 1."""
    pack = turn.state.packs[1]
    assert len(pack.waiting) < CONTAINERS_WAITING_MAX, "more cases wait than a line can hold"
    if pack.mode is not PackMode.QUEUE:
        turn.set_pack(replace(pack, arrived=(*pack.arrived, code)))
        return
    container = pack.open
    if container is None:
        container = turn.open_container(pack)
        if pack.doubtful:
            container = turn.quarantine(container, True, "items may be in it unrecorded")
            pack = replace(pack, doubtful=False)
    container = turn.bind(container, ((container.free_slot, code),))
    turn.set_pack(replace(pack, open=container))
    if container.full:
        _await_confirmation(turn, turn.state.packs[1], ContainerState.FULL)


def _await_confirmation(
    turn: Turn, pack: Pack, state: ContainerState, reason: str = "", by: str = ""
) -> None:
    assert pack.open is not None
    container = turn.move_container(pack.open, state, reason, by)
    turn.set_pack(replace(pack, open=None, waiting=(*pack.waiting, container)))


def presented(turn: Turn, event: e.CasePresented) -> None:
    """The packer holds a container. The same one comes again after a person mended it; a new one
    takes with it all that arrived so far."""
    pack = turn.state.packs[event.level]
    if event.number == pack.released:
        return  # its picture came first, and let it go
    if pack.mode is PackMode.LOOK_DOWN:
        held = pack.held or Presented()
        if not held.number:
            held = replace(held, arrived=pack.arrived)
            pack = replace(pack, arrived=())
        held = replace(held, number=event.number)
        turn.set_pack(replace(pack, held=held))
        if held.current:
            _close_if_right(turn, event.level)
        return
    turn.set_pack(replace(pack, held=Presented(event.number)))
    if pack.recheck_child or unconfirmed(pack) is not None:
        labels.scan(turn, event.level, ScanOf.CHILD)
    else:
        _unexpected(turn, event.level)


def _unexpected(turn: Turn, level: int) -> None:
    """By queue: a container is presented before the queue calls one complete."""
    pack = turn.state.packs[level]
    if pack.open is not None and pack.open.children:
        _short(turn, level)
    else:
        detail = "a container is presented, and the queue knows of nothing in it"
        turn.raise_alarm(AlarmKind.EVENTS_LOST, place(level), detail)


def _short(turn: Turn, level: int) -> None:
    """By queue: the packer calls a container complete that the queue doesn't."""
    pack = turn.state.packs[level]
    assert pack.open is not None
    count = len(pack.open.children)
    _await_confirmation(turn, pack, ContainerState.PARTIAL, f"presented with {count}")
    pack = turn.state.packs[level]
    mismatch(turn, pack, pack.waiting[-1], f"the queue says {count} of {pack.capacity}")


def unconfirmed(pack: Pack) -> Container | None:
    return next((c for c in pack.waiting if c.state in UNCONFIRMED), None)


def mismatch(turn: Turn, pack: Pack, container: Container, detail: str) -> None:
    container = turn.quarantine(container, True, detail)
    turn.set_pack(replace_waiting(pack, container))
    where = f"container {container.number}"
    turn.raise_alarm(AlarmKind.CONFIRM_MISMATCH, where, detail)


def child_seen(turn: Turn, event: e.ChildSeen) -> None:
    """The confirming read: the last child must be the one that the queue put there."""
    pack = turn.state.packs[event.level]
    if event.token != pack.child_token:
        return  # an answer that nobody waits for any more
    symbols = sight.without_inner(turn, event.symbols, event.level - 1)
    data = {symbol.data for symbol in symbols}
    pack = replace(pack, child_token=0, recheck_child=pack.recheck_child and not data)
    turn.set_pack(pack)
    container = unconfirmed(pack)
    if _confirmed_by(pack, data) and pack.held is not None:
        _let_go_again(turn, pack, pack.held.number, event)
        return
    if container is None and data:
        _unexpected(turn, event.level)
        return
    if container is None:
        turn.raise_alarm(AlarmKind.LABEL_UNREAD, reader(event.level), event.reason)
        return
    if container.quarantined:
        mismatch(turn, pack, container, "in quarantine: one read is not enough")
        return
    match = data == {container.last.data}
    verdict = Verdict.GOOD if match else Verdict.NO_READ if not data else Verdict.DUPLICATE
    seen = " + ".join(printable(one) for one in sorted(data))
    code = container.last.code if match else 0
    shown = "" if match else seen
    turn.records.append(r.Judged(turn.number, event.device, event.token, verdict, code, shown))
    if match:
        spoiled.read_well(turn, event.device)
        _close(turn, pack, container)
    elif not data:
        turn.raise_alarm(AlarmKind.LABEL_UNREAD, reader(event.level), event.reason)
    else:
        spoiled.look(turn, event.device, symbols, (container.last,))
        detail = f"expected {printable(container.last.data)}, read {seen}"
        mismatch(turn, pack, container, detail)


def _confirmed_by(pack: Pack, data: set[bytes]) -> bool:
    """Whether this read confirmed a container before, that was never let go: the station was
    restarted in between."""
    closed = (c for c in pack.waiting if c.state in CLOSED_UNREAD)
    return bool(data) and any(data <= {one.data for one in c.children.values()} for c in closed)


def _close(turn: Turn, pack: Pack, container: Container) -> None:
    let_go(turn, turn.move_container(container, ContainerState.CLOSED))


def let_go(turn: Turn, closed: Container) -> None:
    """By queue: the content is confirmed, so the packer may let the container go. What it holds
    is the oldest container that was not confirmed."""
    pack = turn.state.packs[closed.level]
    oldest = unconfirmed(pack)
    pack = replace_waiting(pack, closed)
    if pack.held is not None and oldest is not None and oldest.number == closed.number:
        turn.effects.append(GiveVerdict(pack.held.number, True, presented_place(pack.level)))
        pack = replace(pack, held=None)
    turn.set_pack(pack)
    turn.clear_alarms(reader(pack.level), AlarmKind.LABEL_UNREAD, how="its content is confirmed")
    labels.print_waiting(turn)


def doubt_open(turn: Turn, reason: str) -> None:
    """The queue can't be believed: what stands open, and what is begun next, must be scanned by
    hand. Verdicts may be lost as well, so what is shown again may have been let go before."""
    for pack in tuple(turn.state.packs.values()):
        by_queue = pack.mode is PackMode.QUEUE
        opened = pack.open
        if opened is not None and by_queue:
            opened = turn.quarantine(opened, True, reason)
        doubtful = pack.doubtful or by_queue or pack.mode is PackMode.PRESET
        recheck_child = pack.recheck_child or by_queue
        turn.set_pack(
            replace(
                pack,
                open=opened,
                doubtful=doubtful,
                recheck=True,
                recheck_child=recheck_child,
            )
        )


def believe_sets(turn: Turn) -> None:
    """By sets: the belt is clear, so what nobody saw go into a container is in doubt from now on,
    and what was seen may be believed again."""
    for pack in tuple(turn.state.packs.values()):
        if pack.mode is PackMode.PRESET:
            turn.set_pack(replace(pack, doubtful=False))


def found_in_set(turn: Turn, level: int, codes: tuple[int, ...]) -> None:
    """By sets: these were scanned by hand in one container, so they wait in the packer no longer.
    What should have come to the scanner before them didn't come in its turn, and is in doubt until
    somebody scans it."""
    pack, found = turn.state.packs[level], set(codes)
    first = next((n for n, group in enumerate(pack.groups) if found & set(group)), 0)
    late = [code for group in pack.groups[:first] for code in group]
    verified = tuple(code for code in late if turn.code_state(code) is CodeState.VERIFIED)
    turn.move(Cause.DOUBT, level - 1, verified, reason="its container didn't come in its turn")
    hit = bool(pack.groups) and bool(found & set(pack.groups[first]))
    groups = pack.groups[first + 1 :] if hit else pack.groups
    kept = (tuple(code for code in group if code not in found) for group in groups)
    arrived = tuple(code for code in pack.arrived if code not in found)
    turn.set_pack(replace(pack, arrived=arrived, groups=tuple(group for group in kept if group)))


# ---------------------------------------------------------------- look-down


def looked_down(turn: Turn, event: e.LookDown) -> None:
    """The picture is the truth: close the case if it shows exactly what went in."""
    pack = turn.state.packs[event.level]
    if event.token == pack.pictured:
        return  # the same picture once more
    event = replace(event, symbols=sight.without_inner(turn, event.symbols, event.level - 1))
    pack = replace(pack, pictured=event.token)
    turn.set_pack(pack)
    closed = _closed_before(turn, pack, event)
    if closed is not None:
        _shown_again(turn, pack, closed, event)
        return
    good, strange = _sort_out(turn, event)
    wrong = tuple(why_wrong(turn, symbol, event.level) for symbol in strange)
    verdict = Verdict.GOOD if not wrong else Verdict.MULTIPLE
    seen = "; ".join(wrong)
    turn.records.append(
        r.Judged(turn.number, event.device, event.token, verdict, 0, seen, event.picture)
    )
    held = pack.held or Presented()
    held = replace(
        held,
        picture=0 if wrong else event.token,
        shown=() if wrong else good,
        wrong=tuple(symbol.slot for symbol in strange if 0 <= symbol.slot < pack.capacity),
    )
    turn.set_pack(replace(pack, held=held))
    if wrong:
        into = (turn.live[code] for code in held.arrived or pack.arrived if code in turn.live)
        spoiled.look(turn, event.device, event.symbols, into)
        turn.raise_alarm(AlarmKind.CASE_WRONG, place(event.level), seen)
        return
    spoiled.read_well(turn, event.device)
    turn.clear_alarms(place(event.level), AlarmKind.CASE_WRONG, how="taken out")
    if held.current:
        _close_if_right(turn, event.level)


def _closed_before(turn: Turn, pack: Pack, event: e.LookDown) -> Container | None:
    """The case that the picture shows if it was closed before a restart, and was never let go:
    nothing in the picture may still be packed, and some of it is in that case."""
    seen = {symbol.data for symbol in event.symbols}
    if any(_packable(turn, turn.by_data.get(data, 0), pack.level) for data in seen):
        return None
    for container in pack.waiting:
        inside = {one.data for one in container.children.values()}
        if container.state in CLOSED_UNREAD and seen & inside:
            return container
    return None


def _shown_again(turn: Turn, pack: Pack, closed: Container, event: e.LookDown) -> None:
    """It may go once the picture shows what it was closed with, and nothing else."""
    inside = {one.data for one in closed.children.values()}
    absent = len(inside - {symbol.data for symbol in event.symbols})
    strangers = [why_wrong(turn, s, pack.level) for s in event.symbols if s.data not in inside]
    if not absent and not strangers:
        turn.clear_alarms(place(pack.level), *CASE_ALARMS, how="it was closed before")
        _let_go_again(turn, pack, event.token, event)
        return
    missing = f"{absent} of {len(inside)} can't be seen; the case was closed before"
    kind = AlarmKind.CASE_WRONG if strangers else AlarmKind.CASE_MISSING
    verdict = Verdict.MULTIPLE if strangers else Verdict.NO_READ
    seen = "; ".join(strangers) or missing
    turn.records.append(
        r.Judged(turn.number, event.device, event.token, verdict, 0, seen, event.picture)
    )
    held = replace(pack.held or Presented(), picture=0, shown=(), wrong=())
    turn.set_pack(replace(pack, held=held))
    turn.raise_alarm(kind, place(pack.level), seen)


def _let_go_again(turn: Turn, pack: Pack, number: int, event: e.LookDown | e.ChildSeen) -> None:
    turn.records.append(r.Judged(turn.number, event.device, event.token, Verdict.GOOD))
    arrived = pack.held.arrived + pack.arrived if pack.held else pack.arrived
    turn.set_pack(replace(pack, held=None, arrived=arrived, released=number))
    turn.clear_alarms(reader(pack.level), AlarmKind.LABEL_UNREAD, how="it was confirmed before")
    turn.effects.append(GiveVerdict(number, True, presented_place(pack.level)))


def _sort_out(
    turn: Turn, event: e.LookDown
) -> tuple[tuple[tuple[int, int], ...], tuple[Seen, ...]]:
    """(slot, code) of the symbols that belong there, and those that don't."""
    pack = turn.state.packs[event.level]
    times = Counter(symbol.data for symbol in event.symbols)
    places = Counter(symbol.slot for symbol in event.symbols)
    good: list[tuple[int, int]] = []
    wrong: list[Seen] = []
    for symbol in event.symbols:
        code = turn.by_data.get(symbol.data, 0)
        alone = times[symbol.data] == 1 and places[symbol.slot] == 1
        placed = 0 <= symbol.slot < pack.capacity
        if _packable(turn, code, event.level) and alone and placed:
            good.append((symbol.slot, code))
        else:
            wrong.append(symbol)
    return tuple(good), tuple(wrong)


def _packable(turn: Turn, code: int, level: int) -> bool:
    """Whether this code may go into a container of `level`: loose, and of the level below."""
    live = turn.live.get(code)
    loose = (CodeState.VERIFIED, CodeState.IN_DOUBT)
    return live is not None and live.level == level - 1 and live.state in loose


def why_wrong(turn: Turn, symbol: Seen, level: int) -> str:
    verdict = judge_symbol(symbol, level - 1, turn.number, turn.by_data, turn.live).verdict
    fits = _packable(turn, turn.by_data.get(symbol.data, 0), level)
    why = "not verified" if verdict is Verdict.GOOD else verdict.value
    if fits:
        why = "twice, or not in a place of its own"
    return f"place {symbol.slot + 1}: {printable(symbol.data)} ({why})"


def _close_if_right(turn: Turn, level: int) -> None:
    pack = turn.state.packs[level]
    held = pack.held
    assert held is not None
    shown = {code for _, code in held.shown}
    if not all(_packable(turn, code, level) for code in shown):
        _look_again(turn, pack, held, "what was shown may not be packed any more")
        return
    if level == 1 and any(a.kind is AlarmKind.REJECT_FAILED for a in turn.state.alarms):
        # Somebody is about to take it out, so this picture won't be true for long.
        _look_again(turn, pack, held, "an item that was to be rejected may be in it")
        return
    absent = [code for code in held.arrived if code not in shown]
    if absent:
        detail = f"{len(absent)} of {len(held.arrived)} can't be seen"
        turn.raise_alarm(AlarmKind.CASE_MISSING, place(level), detail)
        return
    turn.clear_alarms(place(level), AlarmKind.CASE_MISSING, how="seen")
    if len(shown) == pack.capacity:
        _bind_shown(turn, pack, held, ContainerState.FULL)
    elif pack.partial is not None and shown:
        _bind_shown(turn, pack, held, ContainerState.PARTIAL)
    elif pack.partial is not None:
        _end_empty(turn, pack, held)
    else:
        detail = f"{len(shown)} of {pack.capacity}"
        turn.raise_alarm(AlarmKind.CASE_INCOMPLETE, place(level), detail)


def _look_again(turn: Turn, pack: Pack, held: Presented, why: str) -> None:
    """The picture can't be believed any more: the case must be presented again."""
    turn.set_pack(replace(pack, held=replace(held, picture=0, shown=(), wrong=())))
    turn.raise_alarm(AlarmKind.CASE_WRONG, place(pack.level), why)


def reject_settled(turn: Turn) -> None:
    """Somebody took out an item that was to be rejected. A picture of a case that the PLC has not
    announced yet may show it still, or not show that it is gone."""
    pack = turn.state.packs.get(1)
    if pack is not None and pack.held is not None and not pack.held.number and pack.held.picture:
        _look_again(turn, pack, pack.held, "an item was taken out after its picture")


def _bind_shown(turn: Turn, pack: Pack, held: Presented, state: ContainerState) -> None:
    """The case is right: bind all it shows, close it, let it go and have its label printed."""
    doubted = [c for _, c in held.shown if turn.code_state(c) is CodeState.IN_DOUBT]
    turn.move(Cause.PRINT, pack.level - 1, doubted, reason="seen")
    turn.move(Cause.VERIFY, pack.level - 1, doubted, reason="seen in the case")
    wish = pack.partial or PartialWish("", "")
    reason, by = (wish.reason, wish.by) if state is ContainerState.PARTIAL else ("", "")
    container = turn.bind(turn.open_container(pack), sorted(held.shown))
    container = turn.move_container(container, state, reason, by)
    container = turn.move_container(container, ContainerState.CLOSED, reason, by)
    here = {code for _, code in held.shown}
    turn.set_pack(
        replace(
            pack,
            held=None,
            released=held.number,
            arrived=tuple(code for code in pack.arrived if code not in here),
            partial=None,
            waiting=(*pack.waiting, container),
        )
    )
    turn.clear_alarms(place(pack.level), *CASE_ALARMS, how="the case is right")
    turn.effects.append(GiveVerdict(held.number, True, presented_place(pack.level)))
    labels.print_waiting(turn)


def _end_empty(turn: Turn, pack: Pack, held: Presented) -> None:
    """The case is empty and nothing more comes into it: it is no case."""
    turn.set_pack(replace(pack, held=None, partial=None))
    turn.clear_alarms(place(pack.level), *CASE_ALARMS, how="the case is empty")
    turn.effects.append(GiveVerdict(held.number, False, presented_place(pack.level)))


def taken_out(turn: Turn, code: int) -> None:
    """The item with this code is, or must be, out of the packer: nobody waits for it in a case."""
    for pack in tuple(turn.state.packs.values()):
        arrived = tuple(one for one in pack.arrived if one != code)
        held = pack.held
        if held is not None:
            held = replace(held, arrived=tuple(one for one in held.arrived if one != code))
        groups = tuple(tuple(one for one in group if one != code) for group in pack.groups)
        turn.set_pack(replace(pack, arrived=arrived, held=held, groups=groups))


# ---------------------------------------------------------------- people


def partial_close(turn: Turn, event: e.PartialCloseAsked) -> None:
    pack = turn.state.packs.get(event.level)
    if pack is None:
        turn.refuse("partial close", f"level {event.level} has no containers")
    elif pack.mode is PackMode.PRESET and in_packer(pack):
        _given_up(turn, pack, event)
    elif pack.mode is PackMode.LOOK_DOWN:
        turn.set_pack(replace(pack, partial=PartialWish(event.by, event.reason)))
        if pack.held is not None and pack.held.current:
            _close_if_right(turn, event.level)
    elif pack.open is None or not pack.open.children:
        turn.refuse("partial close", f"no container stands open at level {event.level}")
    elif pack.mode is PackMode.QUEUE:
        _await_confirmation(turn, pack, ContainerState.PARTIAL, event.reason, event.by)
    else:
        labels.close(turn, pack, ContainerState.PARTIAL, event.reason, event.by)


def _given_up(turn: Turn, pack: Pack, event: e.PartialCloseAsked) -> None:
    """By sets: a container that no scanner has read can't be closed, since nobody knows which one
    it is. So this says that none is there any more: what went in is in doubt until somebody scans
    it. A container that comes to its scanner after all is a broken set."""
    gone = tuple(c for c in in_packer(pack) if turn.code_state(c) is CodeState.VERIFIED)
    turn.move(Cause.DOUBT, pack.level - 1, gone, reason=event.reason, by=event.by)
    turn.set_pack(replace(pack, arrived=(), groups=(), held=None, scanned=0))
    for where in (place(pack.level), reader(pack.level)):
        turn.clear_alarms(where, *labels.LABEL_ALARMS, by=event.by, how="no container is there")


def rescan(turn: Turn, event: e.RescanAsked) -> None:
    """Both places of a level may hold one: the confirming reader and the label scanner."""
    pack = turn.state.packs.get(event.level)
    if pack is not None and pack.mode is PackMode.PRESET and (pack.held or pack.scanned):
        # Which set stands there, nobody can say before its read.
        labels.scan(turn, event.level, ScanOf.LABEL if pack.scanned else ScanOf.CHILD)
        return
    child = pack is not None and (unconfirmed(pack) is not None or pack.recheck_child)
    label = pack is not None and (at_scanner(pack) is not None or pack.recheck)
    if pack is not None and child and (pack.held is not None or not label):
        labels.scan(turn, event.level, ScanOf.CHILD)
    if pack is not None and label and (pack.scanned or not child):
        labels.scan(turn, event.level, ScanOf.LABEL)
    if not child and not label:
        labels.nothing_to_scan(turn, event.level, event.by)


def missing_accepted(turn: Turn, event: e.MissingAccepted) -> None:
    """A person confirms that items which went into the case are not in it any more."""
    pack = turn.state.packs.get(event.level)
    held = pack.held if pack is not None and pack.mode is PackMode.LOOK_DOWN else None
    if pack is None or held is None or not held.current:
        turn.refuse("accept as missing", "present the case to the camera first")
        return
    shown = {code for _, code in held.shown}
    gone = tuple(code for code in held.arrived if code not in shown)
    verified = tuple(c for c in gone if turn.code_state(c) is CodeState.VERIFIED)
    reason = "gone from the open case"
    turn.move(Cause.DOUBT, event.level - 1, verified, reason=reason, by=event.by)
    kept = tuple(code for code in held.arrived if code in shown)
    turn.set_pack(replace(pack, held=replace(held, arrived=kept)))
    _close_if_right(turn, event.level)
