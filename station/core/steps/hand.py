"""Packing by hand, with scanners only: an item, an item, …, then the container's label.

Each scan is one answer: what it did, or why it did nothing. None is silent, and none is kept for
later: a box that is scanned too early is refused there and then, with what must come first. One
container of a level is open at a time, whichever scanner is used.
"""

from __future__ import annotations

from dataclasses import replace

from station.core import events as e
from station.core import records as r
from station.core.facts import Seen
from station.core.hand_events import HandScanned, OpenCancelled
from station.core.packaging import PackMode
from station.core.packing import Container, Pack, at_scanner, replace_waiting, unlabelled
from station.core.state import ScanTold
from station.core.states import CodeState, ContainerState, Phase
from station.core.steps import labels, sight
from station.core.turn import Turn
from station.core.verify import Judgement, Verdict, judge, printable

NOT_NOW = frozenset({Phase.IDLE, Phase.STOPPED, Phase.COMPLETE})

WORDS = {
    Verdict.UNKNOWN_CODE: "no code of this station; check what was scanned",
    Verdict.WRONG_PRODUCT: "of another product",
    Verdict.WRONG_BATCH: "of another order",
    Verdict.WRONG_LEVEL: "nothing that is packed here",
    Verdict.WRONG_SYMBOL: "the right text in a symbol of the wrong kind",
    Verdict.ALREADY_PACKED: "packed already",
    Verdict.DUPLICATE: "seen before",
    Verdict.REJECTED_BEFORE: "rejected before; give it to QA",
    Verdict.VOID: "void; take it out of circulation",
    Verdict.NOT_PRINTED: "not printed yet",
    Verdict.MULTIPLE: "more than one code at once; scan them one by one",
}


class _Refusal(Exception):
    """Why a scan does nothing: caught in `scanned`, where it is told."""

    def __init__(self, verdict: Verdict, what: str) -> None:
        super().__init__(what)
        self.verdict, self.what = verdict, what


def scanned(turn: Turn, event: HandScanned) -> None:
    """Somebody scanned something with a hand scanner."""
    token = turn.next_token()
    try:
        found, what = _done(turn, event, token)
    except _Refusal as refusal:
        _tell(turn, event, token, Judgement(refusal.verdict), refusal.what)
    else:
        _tell(turn, event, token, found, what)


def _tell(turn: Turn, event: HandScanned, token: int, found: Judgement, what: str) -> None:
    """On record, on the screen, and as a refusal where it was one."""
    good = found.verdict is Verdict.GOOD
    read = " + ".join(printable(symbol.data) for symbol in event.symbols)
    turn.state = replace(turn.state, scan=ScanTold(token, good, found.verdict, f"{read}: {what}"))
    if not good:
        turn.refuse("scan", f"{read}: {what}")
    if turn.state.order is not None and turn.state.phase is not Phase.COMPLETE:
        seen = "" if good else read
        turn.records.append(
            r.Judged(turn.number, event.device, token, found.verdict, found.code, seen)
        )


def _done(turn: Turn, event: HandScanned, token: int) -> tuple[Judgement, str]:
    """Carry the scan out; what it was, and what it did in words. Raises _Refusal."""
    state = turn.state
    if state.order is None or state.phase in NOT_NOW:
        raise _Refusal(Verdict.TOO_EARLY, "no order is running; start it first")
    if len({symbol.data for symbol in event.symbols}) != 1:
        raise _Refusal(Verdict.MULTIPLE, WORDS[Verdict.MULTIPLE])
    symbol = event.symbols[0]
    level = _level_of(turn, symbol)
    parent = state.packs.get(level + 1)
    if parent is not None and parent.mode is PackMode.HAND:
        return _item(turn, event, symbol, parent)
    if level in state.packs:
        return _label(turn, event, token, state.packs[level])
    told = judge((symbol,), 0, turn.number, turn.by_data, turn.live)
    raise _refused(told)


def _level_of(turn: Turn, symbol: Seen) -> int:
    code = turn.by_data.get(symbol.data)
    if code is not None:
        return turn.live[code].level
    return symbol.known.level if symbol.known else -1


def _refused(told: Judgement, words: str = "") -> _Refusal:
    verdict = told.verdict if told.verdict is not Verdict.GOOD else Verdict.WRONG_LEVEL
    return _Refusal(verdict, words or WORDS.get(verdict, verdict.value))


# ---------------------------------------------------------------- an item


def _item(turn: Turn, event: HandScanned, symbol: Seen, pack: Pack) -> tuple[Judgement, str]:
    """It goes into the open container, which is opened for it if none is."""
    level = pack.level - 1
    role = turn.order.product.role_of(pack.level)
    view = sight.sight_of(turn, (symbol,), level)
    found = judge((symbol,), level, turn.number, view.by_data, view.live)
    if found.verdict is Verdict.DUPLICATE and turn.code_state(found.code) is CodeState.VERIFIED:
        found = Judgement(Verdict.GOOD, found.code)  # loose: read before, packed by nobody
    if found.verdict is not Verdict.GOOD:
        raise _refused(found, _where(turn, pack, symbol, role, found))
    if _waits(pack) is not None:
        raise _Refusal(Verdict.TOO_EARLY, f"the full {role} waits for its label; scan that first")
    sight.receive(turn, view, event.device)
    if turn.code_state(found.code) is not CodeState.VERIFIED:
        sight.verify(turn, level, found, event.device, 0)
    container = pack.open or turn.open_container(pack)
    container = turn.bind(container, ((container.free_slot, found.code),))
    arrived = tuple(code for code in pack.arrived if code != found.code)
    turn.set_pack(replace(pack, open=container, arrived=arrived))
    if container.full:
        labels.close(turn, turn.state.packs[pack.level], ContainerState.FULL)
    full = "; full: scan its label" if container.full else ""
    return found, f"{len(container.children)} of {pack.capacity} in the {role}{full}"


def _where(turn: Turn, pack: Pack, symbol: Seen, role: str, found: Judgement) -> str:
    """Of an item that is packed already: where."""
    if found.verdict is not Verdict.ALREADY_PACKED:
        return ""
    opened = pack.open.children.items() if pack.open else ()
    here = next((slot for slot, one in opened if one.data == symbol.data), None)
    if here is not None:
        return f"it is in this {role} already, place {here + 1}"
    holder = symbol.known.container if symbol.known else 0
    return f"it is in {role} {holder} already"


# ---------------------------------------------------------------- a label


def _waits(pack: Pack) -> Container | None:
    """The closed container whose label must be scanned next."""
    bare = unlabelled(pack)
    return bare[0] if bare else at_scanner(pack)


def _label(turn: Turn, event: HandScanned, token: int, pack: Pack) -> tuple[Judgement, str]:
    """It confirms the container that waits for it."""
    level, role = pack.level, turn.order.product.role_of(pack.level)
    view = sight.sight_of(turn, event.symbols, level)
    found = judge(event.symbols, level, turn.number, view.by_data, view.live)
    container = _waits(pack)
    if found.verdict is not Verdict.GOOD:
        raise _refused(found)
    if container is None:
        raise _Refusal(Verdict.TOO_EARLY, _too_early(turn, pack, role))
    if container.label is None and not view.new:
        raise _Refusal(Verdict.TOO_EARLY, f"the label of that {role} is not printed yet")
    if container.label is not None and container.label.code != found.code:
        raise _Refusal(Verdict.DUPLICATE, f"this is not the label that {role} waits for")
    sight.receive(turn, view, event.device)
    if container.label is None:
        label = next(one for _, one in view.new if one.code == found.code)
        turn.records.append(r.LabelAssigned(turn.number, container.number, found.code))
        container = replace(container, label=label)
        turn.set_pack(replace_waiting(turn.state.packs[level], container))
    count = len(container.children)
    seen_now = e.LabelSeen(event.device, level, token, event.symbols, event.at_ms)
    labels.confirm(turn, seen_now, container, found)
    return found, f"{role} {container.number} is done, with {count} in it"


def _too_early(turn: Turn, pack: Pack, role: str) -> str:
    """A label that nothing waits for: what must come first."""
    held = len(pack.open.children) if pack.open else 0
    if not held:
        return f"no {role} is open; scan what goes into it first"
    short = f"the {role} holds {held} of {pack.capacity}"
    return f"{short}; fill it, or ask for a partial close first"


# ---------------------------------------------------------------- people


def cancelled(turn: Turn, event: OpenCancelled) -> None:
    """What is in the open container comes out again, and is loose; the container was none."""
    pack = turn.state.packs.get(event.level)
    if pack is None or pack.mode is not PackMode.HAND or pack.open is None:
        turn.refuse("cancel", f"nothing is packed by hand at level {event.level} just now")
        return
    children = [one.code for one in pack.open.children.values()]
    turn.unbind(pack.open, children, event.reason, event.by)
    turn.set_pack(replace(pack, open=None))
