"""Labels of containers: printed for a closed one, confirmed by a scan, then up one level."""

from __future__ import annotations

from dataclasses import replace

from station.core import events as e
from station.core import records as r
from station.core.alarms import AlarmKind, place, reader
from station.core.effects import GiveVerdict, PrintLabel, ScanOf, TriggerScan, scanned_place
from station.core.packaging import INNER, PackMode
from station.core.packing import (
    Container,
    Pack,
    at_scanner,
    find_waiting,
    replace_waiting,
)
from station.core.printing import Head, HeadStatus, head_of
from station.core.states import Cause, CodeState, ContainerState
from station.core.steps import print_quality, sight, silent, spoiled
from station.core.turn import Turn
from station.core.verify import Judgement, Verdict, judge, judge_pair, printable

LABEL_ALARMS = (AlarmKind.LABEL_UNREAD, AlarmKind.LABEL_WRONG)


def print_waiting(turn: Turn) -> None:
    """Send the label of each closed container that has none at the printer, in belt order."""
    for pack in tuple(turn.state.packs.values()):
        for container in pack.waiting:
            head = head_of(turn.state.heads, pack.level)
            if head is None or not head.room or _preprinted(turn, pack.level):
                break
            if container.state is ContainerState.CLOSED and _unsent(turn, container):
                _print(turn, pack.level, head, container)


def _preprinted(turn: Turn, level: int) -> bool:
    return turn.order.product.levels[level].code.preprinted


def dropped(turn: Turn, level: int, codes: tuple[int, ...]) -> None:
    """These labels are void: a container that waits for one of them gets another."""
    pack = turn.state.packs.get(level)
    for container in pack.waiting if pack else ():
        if container.label is not None and container.label.code in codes:
            bare = replace(container, label=None)
            turn.set_pack(replace_waiting(turn.state.packs[level], bare))


def _unsent(turn: Turn, container: Container) -> bool:
    label = container.label
    return label is None or turn.code_state(label.code) is CodeState.ALLOCATED


def _print(turn: Turn, level: int, head: Head, container: Container) -> None:
    if container.label is None:
        if not head.stock:
            if head.dry:
                turn.raise_alarm(AlarmKind.POOL_EMPTY, head.name)
            return
        label, head = head.stock[0], replace(head, stock=head.stock[1:])
        turn.records.append(r.LabelAssigned(turn.number, container.number, label.code))
        container = replace(container, label=label)
        turn.set_pack(replace_waiting(turn.state.packs[level], container))
    assert container.label is not None
    label = container.label
    turn.set_head(replace(head, sent=(*head.sent, label.code)))
    turn.move(Cause.SEND, level, (label.code,), device=head.name)
    turn.effects.append(
        PrintLabel(head.name, level, container.number, label, len(container.children))
    )


def printed(turn: Turn, level: int, code: int) -> None:
    """The printer says that this label came out."""
    pack = turn.state.packs.get(level)
    for container in pack.waiting if pack else ():
        mine = container.label is not None and container.label.code == code
        if pack and mine and container.state is ContainerState.CLOSED:
            labelled = turn.move_container(container, ContainerState.LABELLED)
            turn.set_pack(replace_waiting(pack, labelled))


def arrived(turn: Turn, event: e.ContainerAtScanner) -> None:
    """A container stands before the label scanner of its level."""
    pack = replace(turn.state.packs[event.level], scanned=event.number)
    turn.set_pack(pack)
    expected = at_scanner(pack) is not None or pack.mode is PackMode.PRESET
    if not expected and not pack.recheck:
        turn.raise_alarm(
            AlarmKind.LABEL_WRONG,
            place(event.level),
            "a container came to the scanner before it was closed and labelled",
        )
        return
    scan(turn, event.level, ScanOf.LABEL)


def scan(turn: Turn, level: int, of: ScanOf) -> None:
    token, pack = turn.next_token(), turn.state.packs[level]
    if of is ScanOf.LABEL:
        turn.set_pack(replace(pack, label_token=token))
    else:
        turn.set_pack(replace(pack, child_token=token))
    turn.effects.append(TriggerScan(of, level, token))


def seen(turn: Turn, event: e.LabelSeen) -> None:
    """The scanner's answer: only the expected label confirms the container."""
    pack = turn.state.packs[event.level]
    container = at_scanner(pack)
    if event.token != pack.label_token:
        return  # an answer that nobody waits for any more
    recheck = pack.recheck and not event.symbols
    turn.set_pack(replace(pack, label_token=0, recheck=recheck))
    if container is None:
        _nothing_expected(turn, event)
        return
    assert container.label is not None
    expected = container.label
    seen_now = sight.sight_of(turn, event.symbols, event.level)
    look = judge_pair if sight.carries_pair(turn, event.level) else judge
    judged = look(event.symbols, event.level, turn.number, seen_now.by_data, seen_now.live)
    match = judged.verdict is Verdict.GOOD and judged.code == expected.code
    # A good read of another container's label is a label in two places.
    good_elsewhere = judged.verdict is Verdict.GOOD and not match
    verdict = Verdict.DUPLICATE if good_elsewhere else judged.verdict
    turn.records.append(
        r.Judged(
            turn.number,
            event.device,
            event.token,
            verdict,
            judged.code,
            "" if match else " + ".join(printable(s.data) for s in event.symbols),
        )
    )
    if match:
        sight.receive(turn, seen_now, event.device)
        confirm(turn, event, container, judged)
    elif not event.symbols or judged.verdict is Verdict.PAIR_INCOMPLETE:
        turn.raise_alarm(AlarmKind.LABEL_UNREAD, place(event.level), event.reason or judged.seen)
    else:
        spoiled.look(turn, event.device, event.symbols, (expected,))
        _quarantine(turn, container)
        read = " + ".join(printable(symbol.data) for symbol in event.symbols)
        detail = f"expected {printable(expected.data)}, read {read}"
        turn.raise_alarm(AlarmKind.LABEL_WRONG, place(event.level), detail)


def _quarantine(turn: Turn, container: Container) -> None:
    """Until the right label is read. One that is in quarantine for another reason stays there."""
    if not container.quarantined:
        container = replace(container, wrong_label=True)
        container = turn.quarantine(container, True, "wrong label")
        turn.set_pack(replace_waiting(turn.state.packs[container.level], container))


def _nothing_expected(turn: Turn, event: e.LabelSeen) -> None:
    """After a restart: the container was confirmed before and its verdict was lost, or it is none
    that waits for its label. While another one waits, a label that was confirmed before may as
    well be a second print of it on that one; so it is believed only here."""
    level, pack = event.level, turn.state.packs[event.level]
    if _confirmed_before(turn, event):
        turn.set_pack(replace(pack, scanned=0))
        turn.effects.append(GiveVerdict(pack.scanned, True, scanned_place(level)))
        turn.clear_alarms(place(level), *LABEL_ALARMS, how="it was confirmed before")
        return
    shown = " + ".join(printable(s.data) for s in event.symbols)
    kind = AlarmKind.LABEL_WRONG if shown else AlarmKind.LABEL_UNREAD
    turn.raise_alarm(kind, place(level), f"expected none, read {shown}" if shown else "")


def nothing_to_scan(turn: Turn, level: int, by: str) -> None:
    """Asked to scan where nothing waits: what the scanner had complained of was taken away."""
    places = (place(level), reader(level))
    if any(a.where in places and a.kind in LABEL_ALARMS for a in turn.state.alarms):
        for where in places:
            turn.clear_alarms(where, *LABEL_ALARMS, by=by, how="nothing waits for a scan")
    else:
        turn.refuse("scan again", f"no container of level {level} waits for a scan")


def _confirmed_before(turn: Turn, event: e.LabelSeen) -> bool:
    """Whether this is the label of a container that was confirmed before a restart, and whose
    verdict never reached the PLC. An inner code in the same read must be that container's."""
    known = [symbol.known for symbol in event.symbols if symbol.known is not None]
    labels = [one for one in known if one.level == event.level]
    good = (CodeState.BOUND, CodeState.VERIFIED)
    mates = {one.mate for one in known if one.level == event.level + INNER}
    return (
        len(known) == len(event.symbols) == len(labels) + len(mates)
        and len(labels) == 1
        and labels[0].order == turn.number
        and labels[0].state in good
        and mates <= {labels[0].code}
    )


def confirm(turn: Turn, event: e.LabelSeen, container: Container, judged: Judgement) -> None:
    """Its label was read on it: it joins the open container of the level above."""
    level, code = event.level, judged.code
    print_quality.seen(turn, level, event.symbols, code)
    spoiled.read_well(turn, event.device)
    sight.verify(turn, level, judged, event.device, event.token)
    silent.came_out(turn, level, code)
    if container.state is ContainerState.CLOSED:
        container = turn.move_container(container, ContainerState.LABELLED)
    if container.wrong_label:
        container = turn.quarantine(container, False, "the right label was read")
    container = turn.move_container(container, ContainerState.CONFIRMED)
    pack = turn.state.packs[level]
    left = tuple(c for c in pack.waiting if c.number != container.number)
    turn.set_pack(replace(pack, waiting=left, scanned=0))
    if pack.scanned:
        turn.effects.append(GiveVerdict(pack.scanned, True, scanned_place(level)))
    turn.clear_alarms(place(level), *LABEL_ALARMS, how="the label was read")
    enter_parent(turn, level + 1, code, container.number)


def enter_parent(turn: Turn, level: int, code: int, number: int) -> None:
    """A confirmed container joins the open one of the level above, or is ready to upload."""
    pack = turn.state.packs.get(level)
    if pack is None:
        turn.retire(code)
        turn.records.append(r.BatchReady(turn.number, number))
        return
    parent = pack.open or turn.open_container(pack)
    parent = turn.bind(parent, ((parent.free_slot, code),))
    turn.set_pack(replace(pack, open=parent))
    if parent.full:
        close(turn, turn.state.packs[level], ContainerState.FULL)


def close(turn: Turn, pack: Pack, state: ContainerState, reason: str = "", by: str = "") -> None:
    """The open container is full, or shall be closed as partial; its children were each read."""
    assert pack.open is not None
    container = turn.move_container(pack.open, state, reason, by)
    container = turn.move_container(container, ContainerState.CLOSED, reason, by)
    turn.set_pack(replace(pack, open=None, waiting=(*pack.waiting, container)))
    print_waiting(turn)


def reprint(turn: Turn, event: e.ReprintAsked) -> None:
    """The same label once more, on record, and to be confirmed by a scan."""
    container = find_waiting(turn.state.packs, event.container)
    if container is None or container.label is None:
        turn.refuse("reprint", f"container {event.container} has no label that waits for a scan")
        return
    state = turn.code_state(container.label.code)
    head = head_of(turn.state.heads, container.level)
    if _preprinted(turn, container.level):
        turn.refuse("reprint", "this label was printed elsewhere; nothing here can print it again")
        return
    if head is None or head.status is HeadStatus.OFFLINE:
        turn.refuse("reprint", "the label printer is away; mend it first")
        return
    if state is CodeState.ALLOCATED:
        turn.refuse("reprint", "the label has not left for the printer yet; wait for it")
        return
    turn.records.append(
        r.LabelReprinted(
            turn.number, container.number, container.label.code, event.reason, event.by
        )
    )
    turn.effects.append(
        PrintLabel(
            head.name,
            container.level,
            container.number,
            container.label,
            len(container.children),
            reprint=True,
        )
    )
    silent.printed_again(turn, head, container.label.code)
