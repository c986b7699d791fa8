"""What a reader saw of one thing: codes printed elsewhere come in sight, pairs are made.

A code on bought caps, labels or cartons is free until a reader sees it where its level belongs.
Then it is received, and in the same turn verified or rejected with the thing that carries it. So
it never waits as printed, and a second sight of it is a duplicate like any other.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from station.core.facts import Issued, Seen
from station.core.packaging import INNER
from station.core.states import Cause, CodeState
from station.core.turn import Turn
from station.core.verify import Judgement, Live


@dataclass(frozen=True)
class Sight:
    """What a read would make of the line's codes: `new` are (level, code) that come in sight,
    `by_data` and `live` are the line's with those in them."""

    new: tuple[tuple[int, Issued], ...]
    by_data: Mapping[bytes, int]
    live: Mapping[int, Live]


def carries_pair(turn: Turn, level: int) -> bool:
    """Whether a thing of this level has an inner code as well."""
    return turn.order.product.levels[level].inner is not None


def sight_of(turn: Turn, symbols: tuple[Seen, ...], level: int) -> Sight:
    """What comes in sight with a read of a thing of `level`. Nothing is received yet."""
    new = {
        found.code: (seen.known.level, found)
        for seen in symbols
        if seen.known is not None and (found := _free(turn, seen, level)) is not None
    }
    if not new:
        return Sight((), turn.by_data, turn.live)
    live = {code: Live(CodeState.PRINTED, of, one.data, one.aim) for code, (of, one) in new.items()}
    texts = {one.data: code for code, (_, one) in new.items()}
    return Sight(tuple(new.values()), {**turn.by_data, **texts}, {**turn.live, **live})


def _free(turn: Turn, seen: Seen, level: int) -> Issued | None:
    """The code that was read, if it is a free one of this order that somebody else printed for
    things of this level."""
    known = seen.known
    if known is None or known.level not in (level, level + INNER) or seen.data in turn.by_data:
        return None
    mine = known.order == turn.number and known.state is CodeState.FREE
    if not mine or not turn.order.product.rule_of(known.level).preprinted:
        return None
    exact = known.issued is not None and known.issued.data == seen.data
    return known.issued if exact else None


def receive(turn: Turn, sight: Sight, device: str) -> None:
    """What came in sight is on the line from now on."""
    for level, one in sight.new:
        turn.receive(level, (one,), device)


def verify(turn: Turn, level: int, found: Judgement, device: str, trigger: int) -> None:
    """The thing is good: its code is verified, and the inner one that was read with it is its."""
    if turn.code_state(found.code) is not CodeState.PRINTED:
        turn.move(Cause.PRINT, level, (found.code,), reason="seen", device=device)
    turn.move(Cause.VERIFY, level, (found.code,), device=device, trigger=trigger)
    if found.inner:
        inner = (found.inner,)
        turn.move(Cause.VERIFY, level + INNER, inner, device=device, trigger=trigger)
        turn.pair(found.code, found.inner)


def without_inner(turn: Turn, symbols: tuple[Seen, ...], level: int) -> tuple[Seen, ...]:
    """The symbols of a picture of things of `level`, the inner codes on them left out: which
    thing has which was settled when each was verified."""
    return tuple(
        seen for seen in symbols if seen.known is None or seen.known.level != level + INNER
    )
