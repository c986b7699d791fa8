"""Containers whose content came in a file (套标前关联): one read code of a set confirms all of it.

The file says what belongs together, the line says what is there: where a camera reads every item,
each member must have been verified and must have gone into this container, and nothing else with
it. A set of which that isn't so is broken: its container is put on record with what is sure, in
quarantine, and a hand scan of its content says what is in it. Which set a container is, its own
code says, or that of an item in it; order never says it, but it may speak against it: a container
that comes to its scanner out of turn is in the wrong carton, or another one was lost.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from station.core import events as e
from station.core import records as r
from station.core.alarms import AlarmKind, place, reader
from station.core.effects import GiveVerdict, ScanOf, presented_place, scanned_place
from station.core.facts import Member, PresetSet, Seen
from station.core.packaging import INNER, PackMode
from station.core.packing import Container, Pack, Presented, at_scanner
from station.core.states import Cause, CodeState, ContainerState
from station.core.steps import content, labels, packer
from station.core.turn import Turn
from station.core.verify import Judgement, Verdict, judge_symbol, printable


@dataclass(frozen=True)
class Check:
    """A set held against the line: the members that are in the container beyond doubt, and what
    speaks against the set as a whole."""

    sure: tuple[Member, ...]
    broken: tuple[str, ...]
    in_turn: bool


# ---------------------------------------------------------------- the places on the line


def presented(turn: Turn, event: e.CasePresented) -> None:
    """The packer holds a container: what went into it is told apart from what comes next."""
    pack = turn.state.packs[event.level]
    if pack.mode is not PackMode.PRESET:
        packer.presented(turn, event)
        return
    if event.number == pack.released:
        return
    if pack.held is None and pack.arrived:
        pack = replace(pack, groups=(*pack.groups, pack.arrived), arrived=())
    turn.set_pack(replace(pack, held=Presented(event.number)))
    if turn.state.limits.confirm:
        labels.scan(turn, event.level, ScanOf.CHILD)
    else:
        _let_go(turn, event.level)


def _let_go(turn: Turn, level: int) -> None:
    pack = turn.state.packs[level]
    if pack.held is not None:
        turn.effects.append(GiveVerdict(pack.held.number, True, presented_place(level)))
        turn.set_pack(replace(pack, held=None, released=pack.held.number))


def child_seen(turn: Turn, event: e.ChildSeen) -> None:
    """The reader at the packer: a member of the set, or the container's own code."""
    pack = turn.state.packs[event.level]
    if pack.mode is not PackMode.PRESET:
        packer.child_seen(turn, event)
        return
    if event.token != pack.child_token:
        return
    turn.set_pack(replace(pack, child_token=0))
    where = reader(event.level)
    container = _read(turn, event, where)
    if container is not None:
        turn.clear_alarms(where, *labels.LABEL_ALARMS, how="the set was read")
        if not container.quarantined:
            _let_go(turn, event.level)


def label_seen(turn: Turn, event: e.LabelSeen) -> None:
    """The label scanner: where no container is expected, what was read says which one it is."""
    pack = turn.state.packs[event.level]
    waits = event.token != pack.label_token or at_scanner(pack) is not None
    if pack.mode is not PackMode.PRESET or waits:
        labels.seen(turn, event)
        return
    turn.set_pack(replace(pack, label_token=0, recheck=pack.recheck and not event.symbols))
    where = place(event.level)
    container = _read(turn, event, where, recheck=pack.recheck)
    if container is not None and not container.quarantined:
        assert container.label is not None
        labels.confirm(turn, event, container, Judgement(Verdict.GOOD, container.label.code))


# ---------------------------------------------------------------- which set, and is it whole


def _read(
    turn: Turn, event: e.ChildSeen | e.LabelSeen, where: str, recheck: bool = False
) -> Container | None:
    """The container of the set that was read, on record from now on; None if no set was."""
    if not event.symbols:
        turn.raise_alarm(AlarmKind.LABEL_UNREAD, where, event.reason)
        return None
    found = {one.label.issued.code: one for one in map(_set_of, event.symbols) if one is not None}
    strange = [symbol for symbol in event.symbols if _set_of(symbol) is None]
    if strange or len(found) != 1:
        _wrong(turn, event, where, strange)
        return None
    chosen = next(iter(found.values()))
    state = _state(turn, chosen.label)
    if state is CodeState.FREE:
        return _on_record(turn, event, chosen)
    if state in (CodeState.BOUND, CodeState.VERIFIED) and recheck:
        _pass_again(turn, event)
    elif state is CodeState.PRINTED:
        _still_broken(turn, event, chosen)
    else:
        _seen_before(turn, event, where, chosen, state)
    return None


def _set_of(symbol: Seen) -> PresetSet | None:
    """The set that a symbol is of, byte for byte."""
    preset = symbol.known.preset if symbol.known else None
    if preset is None:
        return None
    items = [preset.label, *preset.members]
    all_codes = [*items, *(one.inner for one in items if one.inner)]
    return preset if any(one.issued.data == symbol.data for one in all_codes) else None


def _state(turn: Turn, member: Member) -> CodeState:
    """How it stands now: the line knows of the living, the store of the rest."""
    return turn.code_state(member.issued.code) or member.state


def _check(turn: Turn, pack: Pack, preset: PresetSet) -> Check:
    codes = {member.issued.code for member in preset.members}
    groups = [group for group in (*pack.groups, pack.arrived) if codes & set(group)]
    coming = [group for group in (*pack.groups, pack.arrived) if group]
    in_turn = not coming or bool(codes & set(coming[0]))
    broken = [] if in_turn else ["another container should have come before it"]
    if len(groups) > 1:
        broken.append("its items went into more than one container")
    strangers = sum(code not in codes for group in groups for code in group)
    if strangers:
        broken.append(f"{strangers} of another set went into its container")
    if pack.doubtful and turn.state.limits.camera:
        broken.append("nobody knows what went into it while the station was off")
    sure = []
    for member in preset.members:
        why = _why_not(turn, member, groups)
        if why:
            broken.append(f"{printable(member.issued.data)}: {why}")
        else:
            sure.append(member)
    beyond_doubt = in_turn and len(groups) < 2
    return Check(tuple(sure) if beyond_doubt else (), tuple(broken), in_turn)


def _why_not(turn: Turn, member: Member, groups: Sequence[tuple[int, ...]]) -> str:
    """Why this member isn't in the container beyond doubt, "" if it is."""
    state, code = _state(turn, member), member.issued.code
    if state is CodeState.FREE and not turn.state.limits.camera:
        inner = member.inner
        unread = inner is not None and _state(turn, inner) is not CodeState.FREE
        return "its inner code is in use already" if unread else ""
    if state is CodeState.FREE:
        return "no camera saw it"
    if state is CodeState.BOUND:
        return f"it is in container {member.container} already"
    if state is not CodeState.VERIFIED:
        return state.value
    elsewhere = bool(groups) and not any(code in group for group in groups)
    return "it did not go into this container" if elsewhere else ""


# ---------------------------------------------------------------- on record


def _on_record(turn: Turn, event: e.ChildSeen | e.LabelSeen, preset: PresetSet) -> Container:
    """Open, fill, close: the whole set at once, or in quarantine with what is sure."""
    level, label = event.level, preset.label.issued
    pack = turn.state.packs[level]
    check = _check(turn, pack, preset)
    verdict = Verdict.SET_BROKEN if check.broken else Verdict.GOOD
    why = "; ".join(check.broken)
    turn.records.append(r.Judged(turn.number, event.device, event.token, verdict, label.code, why))
    _come_in(turn, level - 1, check.sure, event)
    turn.receive(level, (label,), event.device)
    container = turn.open_container(pack)
    if check.sure:
        held = [(member.slot, member.issued.code) for member in check.sure]
        container = turn.bind(container, held)
    turn.records.append(r.LabelAssigned(turn.number, container.number, label.code))
    container = replace(container, label=label)
    if check.broken:
        state = ContainerState.FULL if container.full else ContainerState.PARTIAL
        container = turn.move_container(container, state, "its set is broken")
        container = turn.quarantine(container, True, why)
        turn.raise_alarm(AlarmKind.SET_BROKEN, f"container {container.number}", why)
    else:
        container = turn.move_container(container, ContainerState.FULL)
        container = turn.move_container(container, ContainerState.CLOSED)
    pack = turn.state.packs[level]
    turn.set_pack(replace(pack, waiting=(*pack.waiting, container)))
    if check.in_turn:
        _take_from_packer(turn, level, preset)
    return container


def _come_in(
    turn: Turn, level: int, members: Sequence[Member], event: e.ChildSeen | e.LabelSeen
) -> None:
    """Where no camera reads the items, they come in sight with their set, inner codes too."""
    for member in members:
        if _state(turn, member) is not CodeState.FREE:
            continue
        pair = [(level, member)]
        if member.inner is not None:
            pair.append((level + INNER, member.inner))
        for of, one in pair:
            turn.receive(of, (one.issued,), event.device)
            turn.move(Cause.VERIFY, of, (one.issued.code,), reason="its set was read")
        if member.inner is not None:
            turn.pair(member.issued.code, member.inner.issued.code)


def _take_from_packer(turn: Turn, level: int, preset: PresetSet) -> None:
    """Its items wait in the packer no longer."""
    codes = {member.issued.code for member in preset.members}
    pack = turn.state.packs[level]
    turn.set_pack(
        replace(
            pack,
            arrived=tuple(code for code in pack.arrived if code not in codes),
            groups=tuple(group for group in pack.groups if not codes & set(group)),
        )
    )


# ---------------------------------------------------------------- what is no set to be confirmed


def _wrong(
    turn: Turn, event: e.ChildSeen | e.LabelSeen, where: str, strange: Sequence[Seen]
) -> None:
    """Something that is of no set, or two containers' codes in one read."""
    read = " + ".join(printable(symbol.data) for symbol in event.symbols)
    verdict, detail = Verdict.MULTIPLE, f"codes of two sets: {read}"
    if strange:
        known = strange[0].known
        level = known.level if known else event.level
        told = judge_symbol(strange[0], level, turn.number, turn.by_data, turn.live)
        verdict = told.verdict if told.verdict is not Verdict.GOOD else Verdict.WRONG_LEVEL
        detail = f"read {read} ({verdict.value})"
    _say(turn, event, verdict, detail)
    turn.raise_alarm(AlarmKind.LABEL_WRONG, where, detail)


def _say(turn: Turn, event: e.ChildSeen | e.LabelSeen, verdict: Verdict, seen: str) -> None:
    turn.records.append(r.Judged(turn.number, event.device, event.token, verdict, 0, seen))


def _pass_again(turn: Turn, event: e.ChildSeen | e.LabelSeen) -> None:
    """After a restart: it was confirmed before, and its verdict never reached the PLC."""
    pack = turn.state.packs[event.level]
    turn.records.append(r.Judged(turn.number, event.device, event.token, Verdict.GOOD))
    turn.set_pack(replace(pack, scanned=0))
    turn.effects.append(GiveVerdict(pack.scanned, True, scanned_place(event.level)))
    where = place(event.level)
    turn.clear_alarms(where, *labels.LABEL_ALARMS, how="it was confirmed before")


def _still_broken(turn: Turn, event: e.ChildSeen | e.LabelSeen, preset: PresetSet) -> None:
    code = preset.label.issued.code
    waiting = turn.state.packs[event.level].waiting
    container = next(c for c in waiting if c.label is not None and c.label.code == code)
    _say(turn, event, Verdict.SET_BROKEN, container.why)
    where = f"container {container.number}"
    turn.raise_alarm(AlarmKind.SET_BROKEN, where, "scan its content by hand first")


def _seen_before(
    turn: Turn,
    event: e.ChildSeen | e.LabelSeen,
    where: str,
    preset: PresetSet,
    state: CodeState,
) -> None:
    """The set was packed before, or its label is void: this one may not pass. Nobody can say which
    of two is the right one, so what holds the first is quarantined."""
    packed = state in (CodeState.BOUND, CodeState.VERIFIED)
    verdict = Verdict.ALREADY_PACKED if packed else Verdict.VOID
    detail = f"{printable(preset.label.issued.data)} ({verdict.value})"
    _say(turn, event, verdict, detail)
    holder, reason = preset.label.container, "its code was seen on another container"
    if holder and packed and not content.quarantine_holder(turn, holder, reason):
        turn.records.append(r.QuarantineChanged(turn.number, holder, True, reason))
    turn.raise_alarm(AlarmKind.LABEL_WRONG, where, detail)
