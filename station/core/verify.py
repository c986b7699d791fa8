"""Expected against seen: the verdict on one item.

A read is compared byte for byte with the codes that may be on the belt; a symbol that merely
parses, or that the store knows, is never good. A thing with an inner code must show both in one
read, exactly one of each. Sources of the words: the verdict list that packing systems share (good,
no read, duplicate, unknown, wrong product, batch or level, already packed, void).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from station.core.facts import Seen
from station.core.packaging import INNER
from station.core.states import CodeState

SEEN_TEXT_MAX = 200


class Verdict(StrEnum):
    GOOD = "good"
    NO_READ = "no_read"
    TOO_LATE = "too_late"  # no result within the camera's window
    MISSING = "missing"  # the item never reached the camera
    MULTIPLE = "multiple"  # more than one code on one item
    DUPLICATE = "duplicate"
    UNKNOWN_CODE = "unknown_code"
    WRONG_SYMBOL = "wrong_symbol"  # the right text in a symbol of the wrong kind
    WRONG_PRODUCT = "wrong_product"
    WRONG_BATCH = "wrong_batch"
    WRONG_LEVEL = "wrong_level"
    ALREADY_PACKED = "already_packed"
    REJECTED_BEFORE = "rejected_before"
    VOID = "void"
    NOT_PRINTED = "not_printed"  # a code that was never sent to a printer
    PAIR_INCOMPLETE = "pair_incomplete"  # one of the two codes of a thing can't be seen
    TOO_EARLY = "too_early"  # scanned by hand before what must come first
    SET_BROKEN = "set_broken"  # not all of a pre-associated set, or more, is in its container
    PAIR_BROKEN = "pair_broken"  # its inner code is another thing's, or it has another one


@dataclass(frozen=True)
class Live:
    """A code that is neither free nor at rest: what a reader may meet."""

    state: CodeState
    level: int
    data: bytes
    aim: str
    paired: bool = False  # its inner code is on record: it never gets another one


@dataclass(frozen=True)
class Judgement:
    """`code` is the thing's own code and `inner` its inner one, 0 where none was matched."""

    verdict: Verdict
    code: int = 0
    seen: str = ""
    inner: int = 0


_BY_STATE = {
    CodeState.FREE: Verdict.NOT_PRINTED,
    CodeState.ALLOCATED: Verdict.NOT_PRINTED,
    CodeState.SENT: Verdict.GOOD,
    CodeState.PRINTED: Verdict.GOOD,
    CodeState.IN_DOUBT: Verdict.GOOD,  # a sighting is what resolves the doubt
    CodeState.VERIFIED: Verdict.DUPLICATE,
    CodeState.BOUND: Verdict.ALREADY_PACKED,
    CodeState.REJECTED: Verdict.REJECTED_BEFORE,
    CodeState.SAMPLED: Verdict.DUPLICATE,
    CodeState.VOID: Verdict.VOID,
}


def printable(data: bytes) -> str:
    """The bytes as a person can read them: what doesn't print is escaped, the length bounded."""
    text = data.decode("utf-8", "backslashreplace")
    shown = "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in text)
    return shown if len(shown) <= SEEN_TEXT_MAX else shown[: SEEN_TEXT_MAX - 1] + "…"


def judge(
    symbols: tuple[Seen, ...],
    level: int,
    order: str,
    by_data: Mapping[bytes, int],
    live: Mapping[int, Live],
) -> Judgement:
    """The verdict on an item of `level` from all that was read of it."""
    if not symbols:
        return Judgement(Verdict.NO_READ)
    if len({symbol.data for symbol in symbols}) > 1:
        return Judgement(Verdict.MULTIPLE, seen=" + ".join(printable(s.data) for s in symbols))
    return judge_symbol(symbols[0], level, order, by_data, live)


def judge_pair(
    symbols: tuple[Seen, ...],
    level: int,
    order: str,
    by_data: Mapping[bytes, int],
    live: Mapping[int, Live],
) -> Judgement:
    """The same for a thing of `level` that carries an inner code as well.

    A living own code is told with every verdict on the pair, so that it goes with the thing."""
    if not symbols:
        return Judgement(Verdict.NO_READ)
    seen = " + ".join(printable(s.data) for s in symbols)
    own, inner, other = _split(symbols, level, by_data, live)
    if other:
        return judge_symbol(other[0], level, order, by_data, live)
    if len(own) > 1 or len(inner) > 1:
        return Judgement(Verdict.MULTIPLE, seen=seen)
    if not own:
        return Judgement(Verdict.PAIR_INCOMPLETE, seen=f"only the inner code: {seen}")
    found = judge_symbol(own[0], level, order, by_data, live)
    if found.verdict is not Verdict.GOOD:
        return found
    if not inner:
        why = f"the inner code is missing: {seen}"
        return Judgement(Verdict.PAIR_INCOMPLETE, found.code, why)
    mate = judge_symbol(inner[0], level + INNER, order, by_data, live)
    return _judge_mate(found.code, inner[0], mate, live[found.code].paired)


def _split(
    symbols: tuple[Seen, ...], level: int, by_data: Mapping[bytes, int], live: Mapping[int, Live]
) -> tuple[list[Seen], list[Seen], list[Seen]]:
    """What may be the own code, what the inner one, and the rest; each text once."""
    groups: dict[int, list[Seen]] = {level: [], level + INNER: [], -1: []}
    for symbol in {one.data: one for one in symbols}.values():
        code = by_data.get(symbol.data)
        of = live[code].level if code is not None else symbol.known.level if symbol.known else -1
        groups[of if of in groups else -1].append(symbol)
    return groups[level], groups[level + INNER], groups[-1]


def _judge_mate(code: int, symbol: Seen, found: Judgement, paired: bool) -> Judgement:
    """Whether this inner code, of which alone `found` was said, may be, or is already, the one of
    the thing with `code`."""
    seen, known = printable(symbol.data), symbol.known
    if known is not None and known.mate:
        mine = known.mate == code
        return Judgement(
            Verdict.GOOD if mine else Verdict.PAIR_BROKEN,
            code,
            "" if mine else f"{seen} is the inner code of another one",
        )
    if found.verdict in (Verdict.DUPLICATE, Verdict.ALREADY_PACKED):
        return Judgement(Verdict.PAIR_BROKEN, code, f"{seen} is in use already")
    if found.verdict is not Verdict.GOOD:
        return Judgement(found.verdict, code, f"the inner code: {found.seen}")
    if paired:
        return Judgement(Verdict.PAIR_BROKEN, code, f"{seen} isn't its inner code, another one is")
    if known is not None and known.into and known.into != code:
        return Judgement(Verdict.PAIR_BROKEN, code, f"{seen} belongs to another one by its file")
    return Judgement(Verdict.GOOD, code, inner=found.code)


def judge_symbol(
    symbol: Seen,
    level: int,
    order: str,
    by_data: Mapping[bytes, int],
    live: Mapping[int, Live],
) -> Judgement:
    """The verdict on one symbol that should be a code of `level`."""
    code = by_data.get(symbol.data)
    if code is None:
        return _judge_known(symbol, level, order)
    found = live[code]
    verdict = Verdict.WRONG_LEVEL if found.level != level else _BY_STATE[found.state]
    if verdict is Verdict.GOOD and symbol.aim and symbol.aim != found.aim:
        verdict = Verdict.WRONG_SYMBOL
    return Judgement(verdict, code, "" if verdict is Verdict.GOOD else printable(symbol.data))


def _judge_known(symbol: Seen, level: int, order: str) -> Judgement:
    seen, known = printable(symbol.data), symbol.known
    if known is None:
        return Judgement(Verdict.UNKNOWN_CODE, seen=seen)
    if known.level != level:
        verdict = Verdict.WRONG_LEVEL
    elif known.order != order:
        verdict = Verdict.WRONG_BATCH if known.same_product else Verdict.WRONG_PRODUCT
    else:
        verdict = _BY_STATE[known.state]
    if verdict is Verdict.GOOD:
        # The store knows it as on its way, yet it is not living here: never pass it.
        verdict = Verdict.UNKNOWN_CODE
    return Judgement(verdict, known.code, seen)
